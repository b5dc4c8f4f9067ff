"""Drop caps: how large, where, and what they leave of the first lines (typography.md §10; CSS Inline 3 initial-letter).

A Han letter's em box runs from the top of the first line's em box to the bottom of the last one's: its size is
(lines − 1) × pitch + 1 em. A Latin one runs from the height of the Han of the first line to the last baseline. After it
stands half an em, and the text beside stays on the em grid.
"""

from __future__ import annotations

import math

from brochure.dataclass import dataclass
from brochure.frame import GlyphRun
from brochure.geometry import Point
from brochure.text.fonts import FontBook
from brochure.text.style import TextStyle
from brochure.text.words import shaper_of

ASCENT, DESCENT = 0.88, 0.12
"""The em box of Han about its baseline."""
GAP = 0.5


@dataclass(frozen=True, slots=True)
class DropCap:
    """The letter, its origin relative to the column's left edge and the first baseline, and `slots` for the lines
    beside it: (left, width) in points, as `layout_paragraph` takes them."""

    run: GlyphRun
    origin: Point
    slots: tuple[tuple[float, float], ...]


def drop_cap(letter: str, style: TextStyle, fonts: FontBook, *, lines: int, pitch: float, measure: float) -> DropCap:
    """A letter over `lines` lines with baselines `pitch` points apart, in a column of `measure` points."""
    em = style.size
    han = letter > "\u2e80"
    shaper = shaper_of(style, style.regular, fonts, False)
    faces = shaper.han_faces if han else style.regular.latin
    piece = shaper.pieces(letter, faces, han=han)[0][0]
    if han:
        size = (lines - 1) * pitch + em
        baseline = (lines - 1) * pitch + (DESCENT * em - DESCENT * size)
        wide = size
    else:
        cap = _cap_height(fonts, piece.face)
        size = ((lines - 1) * pitch + ASCENT * em) / cap
        baseline = (lines - 1) * pitch
        wide = sum(piece.advances) * size / 1000
    left = math.ceil((wide + GAP * em) / em - 1e-6) * em
    run = GlyphRun(
        piece.face, size, style.color, tuple(piece.gids), tuple(piece.advances), letter, tuple(piece.clusters),
        style.lang, (), style.overprint,
    )  # fmt: skip
    return DropCap(run, Point(0.0, baseline), ((left, measure - left),) * lines)


def _cap_height(fonts: FontBook, key: str) -> float:
    """Height of H over the em."""
    face = fonts.face(key)
    extents = face.hb_font.get_glyph_extents(face.hb_font.get_nominal_glyph(ord("H")) or 0)
    return float(extents.y_bearing) / 1000 if extents else 0.7
