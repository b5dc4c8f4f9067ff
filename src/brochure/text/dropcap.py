"""Drop caps: how large, where, and what they leave of the first lines (typography.md §10; CSS Inline 3 initial-letter).

A Han letter's em box runs from the top of the first line's em box to the bottom of the last one's: its size is
(lines − 1) × pitch + 1 em. A Latin one stands on the last baseline and ends level with the capitals of the first line,
beside Han with the Han; its ink begins at the column's edge. The text beside Chinese stays on the em grid.
"""

from __future__ import annotations

import math

from brochure.dataclass import dataclass
from brochure.frame import GlyphRun
from brochure.geometry import Point
from brochure.text.fonts import Face, FontBook
from brochure.text.style import TextStyle
from brochure.text.words import shaper_of

ASCENT, DESCENT = 0.88, 0.12
"""The em box of Han about its baseline."""
GAP, JOINED = 0.5, 0.25
"""Em after the letter, and after a Latin letter whose word goes on beside it."""


@dataclass(frozen=True, slots=True)
class DropCap:
    """The letter, its origin relative to the column's left edge and the first baseline, and `slots` for the lines
    beside it: (left, width) in points, as `layout_paragraph` takes them."""

    run: GlyphRun
    origin: Point
    slots: tuple[tuple[float, float], ...]


def drop_cap(
    letter: str, style: TextStyle, fonts: FontBook, *, lines: int, pitch: float, measure: float, joined: bool = False
) -> DropCap:
    """A letter over `lines` lines with baselines `pitch` points apart, in a column of `measure` points; `joined` when
    its word goes on after it."""
    em, down = style.size, (lines - 1) * pitch
    east = style.lang.startswith(("zh", "ja", "ko"))
    han = letter > "\u2e80"
    shaper = shaper_of(style, style.regular, fonts, False)
    faces = shaper.han_faces if han else style.regular.latin
    piece = shaper.pieces(letter, faces, han=han)[0][0]
    if han:
        size = down + em
        left, baseline, wide = 0.0, down + DESCENT * (em - size), size
    else:
        face = fonts.face(piece.face)
        cap = _cap_height(face)
        size = (down + (ASCENT if east else cap * style.latin_scale) * em) / cap
        extents = face.hb_font.get_glyph_extents(piece.gids[0])
        left = -extents.x_bearing * size / 1000 if extents else 0.0
        wide = extents.width * size / 1000 if extents else sum(piece.advances) * size / 1000
        baseline = down
    beside = wide + (JOINED if joined and not han else GAP) * em
    if east:
        beside = math.ceil(beside / em - 1e-6) * em
    run = GlyphRun(
        piece.face, size, style.color, tuple(piece.gids), tuple(piece.advances), letter, tuple(piece.clusters),
        style.lang if han or not east else "en", (), style.overprint,
    )  # fmt: skip
    return DropCap(run, Point(left, baseline), ((beside, measure - beside),) * lines)


def _cap_height(face: Face) -> float:
    """Height of H over the em."""
    extents = face.hb_font.get_glyph_extents(face.hb_font.get_nominal_glyph(ord("H")) or 0)
    return float(extents.y_bearing) / 1000 if extents else 0.7
