"""One paragraph to lines: itemize → shape → classify → break → justify. The only door of `text/` for layout.

Lines know nothing of pages: they are placed by whoever asked for them, one baseline each.
"""

from __future__ import annotations

from dataclasses import dataclass

from brochure.frame import FrameItem, GlyphRun
from brochure.geometry import Point
from brochure.inline import Inline
from brochure.text.fonts import FontBook
from brochure.text.style import TextStyle


@dataclass(frozen=True, slots=True)
class Line:
    """One set line. All x in points from the column's left edge (alignment and indent included), y 0 on the baseline.

    `runs` are the glyphs in order; `extras` the rest (ruby, dots, rules under names) relative to the line's origin;
    `links` are (x, width, target). `natural` is the width before justification, `width` as set (without a trimmed
    end), `measure` what it had to fill. `start`/`end` are indexes into the paragraph's text.
    """

    runs: tuple[tuple[float, GlyphRun], ...]
    natural: float
    width: float
    measure: float
    start: int
    end: int
    extras: tuple[tuple[Point, FrameItem], ...] = ()
    links: tuple[tuple[float, float, str], ...] = ()
    hyphenated: bool = False
    overfull: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """A character that no declared face has, at `index` of the text; `faces_tried` are their keys."""

    index: int
    text: str
    faces_tried: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """A set paragraph: its lines in order and what could not be done."""

    lines: tuple[Line, ...]
    missing: tuple[Missing, ...] = ()


def layout_paragraph(
    inline: Inline, style: TextStyle, measure: float, fonts: FontBook, *, slots: tuple[tuple[float, float], ...] = ()
) -> Lines:
    """Break and set one paragraph in a column of `measure` points.

    `slots` gives (left offset, width) in points for the first lines where these differ (round a drop cap).
    """
    raise NotImplementedError
