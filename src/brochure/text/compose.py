"""A paragraph made ready: classes, faces and glyphs by character, and the boxes to break. Kept as parallel lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from brochure.inline import Inline
from brochure.text import clreq
from brochure.text.breaks import Boxes, Measures, build
from brochure.text.fonts import FontBook
from brochure.text.itemize import Run, classes, runs
from brochure.text.shape import shape
from brochure.text.style import TextStyle

_WORD = re.compile(r"[A-Za-zÀ-ɏ]{5,}(?:’[a-z]+)?")
_HYPHENS: dict[tuple[str, str], tuple[int, ...]] = {}


@dataclass(slots=True)
class Prepared:
    """Everything about a paragraph that does not depend on the column.

    By glyph: `gids`, `advances` (1/1000 of the run's own size), `clusters` (characters), `offsets`. `first[c]` is the
    first glyph of character c or later; `run_of[g]` the run of glyph g. `sums[c]` is the natural width before character
    c in 1/1000 em of the style's size. `scale[r]` is run r's size against the style's.
    """

    inline: Inline
    kinds: str
    runs: list[Run]
    missing: list[int]
    gids: list[int]
    advances: list[int]
    clusters: list[int]
    offsets: dict[int, tuple[int, int]]
    run_of: list[int]
    first: list[int]
    sums: list[int]
    scale: list[float]
    space: int
    hyphen: dict[str, tuple[int, int]]


def prepare(inline: Inline, style: TextStyle, fonts: FontBook) -> Prepared:
    """Itemize and shape."""
    text = inline.text
    kinds = classes(text, style.lang)
    found, missing = runs(inline, style, kinds, fonts)
    made = Prepared(inline, kinds, found, missing, [], [], [], {}, [], [], [], [], 250, {})
    widths = [0] * (len(text) + 1)
    count = len(text)
    starts = [-1] * (count + 1)
    tracking = round(style.tracking_em * 1000)
    for number, run in enumerate(found):
        face = fonts.face(run.face)
        scale = 1.0 if run.han else style.latin_scale
        made.scale.append(scale)
        gids, advances, clusters, offsets = shape(
            text[run.start : run.end], face, style.lang, han=run.han, features=() if run.han else style.features
        )
        base = len(made.gids)
        if tracking:
            advances = [advance + round(tracking / scale) for advance in advances]
        for at, (cluster, advance) in enumerate(zip(clusters, advances, strict=True)):
            index = run.start + cluster
            widths[index] += advance if scale == 1.0 else round(advance * scale)
            if starts[index] < 0:
                starts[index] = base + at
        if offsets:
            made.offsets.update({base + at: offset for at, offset in enumerate(offsets) if offset != (0, 0)})
        made.gids += gids
        made.advances += advances
        made.clusters += [run.start + cluster for cluster in clusters]
        made.run_of += [number] * len(gids)
    made.first = _fill(starts, len(made.gids))
    total, sums = 0, []
    for width in widths:
        sums.append(total)
        total += width
    made.sums = sums
    return made


def _fill(starts: list[int], glyphs: int) -> list[int]:
    """Characters without a glyph of their own take the next one's index."""
    following = glyphs
    for index in range(len(starts) - 1, -1, -1):
        if starts[index] < 0:
            starts[index] = following
        else:
            following = starts[index]
    return starts


def boxes_of(prepared: Prepared, style: TextStyle, fonts: FontBook, *, hyphenate: bool) -> Boxes:
    """The paragraph's boxes; with `hyphenate`, words carry their dictionary's breaks."""
    text = prepared.inline.text
    english = not style.lang.startswith(("zh", "ja", "ko"))
    cuts = _hyphens(prepared, style, fonts) if hyphenate else _soft(prepared, style, fonts)
    raw: set[int] = set()
    for mark in prepared.inline.marks:
        if mark.mark == "raw":
            raw.update(range(mark.start, mark.end))
    measures = Measures(
        prepared.sums, style.lang, round(style.gap_em * 1000), style.strictness, style.punctuation == "quanjiao",
        200 if english else 250, 500, frozenset(raw),
    )  # fmt: skip
    return build(text, prepared.kinds, measures, cuts)


def _soft(prepared: Prepared, style: TextStyle, fonts: FontBook) -> dict[int, int]:
    text = prepared.inline.text
    if "\u00ad" not in text:
        return {}
    return {
        index + 1: hyphen_glyph(prepared, style, fonts, index)[1]
        for index, character in enumerate(text)
        if character == "\u00ad"
    }


def _hyphens(prepared: Prepared, style: TextStyle, fonts: FontBook) -> dict[int, int]:
    """Characters before which a word may be cut → the hyphen's width. Cuts inside a ligature are left out."""
    cuts = _soft(prepared, style, fonts)
    text, kinds, first, clusters = prepared.inline.text, prepared.kinds, prepared.first, prepared.clusters
    skip: set[int] = set()
    for mark in prepared.inline.marks:
        if mark.mark in ("raw", "link", "name", "nobreak"):
            skip.update(range(mark.start, mark.end))
    lang = "en_US" if style.lang.startswith("zh") or style.lang == "en" else style.lang.replace("-", "_")
    for found in _WORD.finditer(text):
        start = found.start()
        if kinds[start] != clreq.LATIN or start in skip or text[start - 1 : start] in ("-", "/", "@", "."):
            continue
        for place in _positions(found[0], lang):
            at = start + place
            glyph = first[at]
            if glyph < len(clusters) and clusters[glyph] == at:
                cuts[at] = hyphen_glyph(prepared, style, fonts, at)[1]
    return cuts


def _positions(word: str, lang: str) -> tuple[int, ...]:
    """Places where a word may be cut: two letters before, three after (typography.md §13); capitalised names are kept."""
    key = (word, lang)
    known = _HYPHENS.get(key)
    if known is None:
        dictionary = _dictionary(lang)
        bare = word.split("’")[0]
        cuts = dictionary.positions(bare.lower()) if dictionary and not bare[:1].isupper() else ()
        known = _HYPHENS[key] = tuple(int(at) for at in cuts if 2 <= at <= len(bare) - 3)
    return known


@lru_cache(maxsize=8)
def _dictionary(lang: str) -> Any:
    import pyphen

    found = pyphen.language_fallback(lang)
    return pyphen.Pyphen(lang=found, left=2, right=3) if found else None


def hyphen_glyph(prepared: Prepared, style: TextStyle, fonts: FontBook, index: int) -> tuple[int, int]:
    """Glyph id and width (1/1000 em of the style's size) of the hyphen in the face around character `index`."""
    glyph = min(prepared.first[index], len(prepared.run_of) - 1)
    run = prepared.runs[prepared.run_of[glyph]]
    known = prepared.hyphen.get(run.face)
    if known is None:
        face = fonts.face(run.face)
        gid = face.hb_font.get_nominal_glyph(0x2010) or face.hb_font.get_nominal_glyph(0x2D) or 0
        known = prepared.hyphen[run.face] = (gid, round(face.width(gid) * (1.0 if run.han else style.latin_scale)))
    return known
