"""Runs to glyphs with HarfBuzz: script and language always set (typography.md §12.1), results as plain integers."""

from __future__ import annotations

import uharfbuzz as hb

from brochure.text.fonts import Face

HAN_FEATURES = {"kern": False, "chws": False, "liga": True}
LATIN_FEATURES = {"kern": True, "liga": True}

Shaped = tuple[list[int], list[int], list[int], list[tuple[int, int]] | None]
"""Glyph ids, advances (1/1000 em), clusters, offsets (or None when all are zero)."""


def shape(text: str, face: Face, lang: str, *, han: bool, features: tuple[str, ...] = ()) -> Shaped:
    """Shape one run. Han runs are shaped as `hani` in the language's own forms; Latin as `latn` with kerning."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "ltr"
    if han:
        buffer.script = "Hani"
        buffer.language = lang if lang.startswith(("zh", "ja", "ko")) else "zh-Hans"
        wanted: dict[str, bool] = HAN_FEATURES
    else:
        buffer.script = "Latn"
        buffer.language = "en" if lang.startswith("zh") else lang
        wanted = LATIN_FEATURES if not features else {**LATIN_FEATURES, **dict.fromkeys(features, True)}
    hb.shape(face.hb_font, buffer, wanted)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    gids = [info.codepoint for info in infos]
    clusters = [info.cluster for info in infos]
    advances = [position.x_advance for position in positions]
    offsets = [(position.x_offset, position.y_offset) for position in positions]
    return gids, advances, clusters, offsets if any(x or y for x, y in offsets) else None
