"""One paragraph to lines: resolve → shape → classify → break → justify. The only door of `text/` for layout.

Lines know nothing of pages: they are placed by whoever asked for them, one baseline each.
"""

from __future__ import annotations

from functools import lru_cache

from brochure.dataclass import dataclass, replace
from brochure.inline import Inline
from brochure.text import clreq
from brochure.text.adorn import KINDS
from brochure.text.balance import balanced
from brochure.text.breaks import build
from brochure.text.fonts import FontBook
from brochure.text.items import Items
from brochure.text.latin import Cutting
from brochure.text.linebreak import LAST_RESORT, OPENED, OVERFULL, Problem, break_lines
from brochure.text.lines import Line, Place, Setter
from brochure.text.narrow import as_justified
from brochure.text.style import TextStyle

__all__ = ["Line", "Lines", "Missing", "layout_paragraph"]

RUNT = 20_000
"""A last line of one Han: worth letting out the line above by up to 0.6 em a place (typography.md §9.1)."""
SHORT, SHORT_RAGGED = (1500, 700), (600, 400)
"""Last lines of two and three Han, legal but thin: what is taken from the line above leaves it loose, or short."""
ENGLISH_RUNT, SCRAP, TORN_RUNT = 8000, 18_000, 200_000
"""A last line of one word, of one short word, and of a part of one: torn only where no line above could be set
otherwise."""
TRY_HYPHENS = 2 * OPENED
"""Cost a line, on average, above which a paragraph with words is set again with hyphenation."""
NARROW = 32_000
"""Below some seventy letters a line, justified English hardly ever goes without hyphens: no try is made."""
TEXT_MEASURE = 10_000
"""What a column of text has at least (CLREQ)."""
LEGIBLE = 2000
"""Under 2 em is no column at all: what is wider runs out and is reported. From there on words that no line holds are
cut as a last resort, so that no ink leaves the column."""


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


@dataclass(frozen=True, slots=True)
class Column:
    """The room for a paragraph in 1/1000 em: left edge and width of the first lines, and the width of all others."""

    slots: tuple[tuple[int, int], ...]
    full: int

    def place(self, line: int) -> tuple[int, int]:
        return self.slots[line] if line < len(self.slots) else (0, self.full)

    def widths(self, line: int) -> list[int]:
        """Measures from a line on; the last one is that of all that follow."""
        return [width for _, width in self.slots[line:]] + [self.full]


def column_of(inline: Inline, style: TextStyle, measure: float, slots: tuple[tuple[float, float], ...] = ()) -> Column:
    em = style.size / 1000
    room = [(round(left / em), round(width / em)) for left, width in slots]
    full = round(measure / em)
    indent = 0 if inline.continued else round(style.indent_em * 1000)
    if indent:
        left, width = room[0] if room else (0, full)
        room[:1] = [(left + indent, width - indent)]
    return Column(tuple(room), full)


def layout_paragraph(
    inline: Inline, style: TextStyle, measure: float, fonts: FontBook, *, slots: tuple[tuple[float, float], ...] = ()
) -> Lines:
    """Break and set one paragraph in a column of `measure` points.

    `slots` gives (left offset, width) in points for the first lines where these differ (round a drop cap).
    """
    if not inline.text:
        return Lines(())
    style = as_justified(inline.text, style, measure, fonts)
    column = column_of(inline, style, measure, slots)
    items, ends = broken(inline, style, fonts, column)
    links = tuple((mark.start, mark.end, mark.value) for mark in inline.marks if mark.mark == "link")
    beside = tuple(mark for mark in inline.marks if mark.mark in KINDS)
    setter = Setter(items, links, beside, fonts)
    lines: list[Line] = []
    justified = style.align == "justify"
    for section, last_boxes in zip(items.sections, ends, strict=True):
        first = section[0]
        if not last_boxes:
            left, width = column.place(len(lines))
            lines.append(Line((), 0.0, 0.0, width * setter.em, section[2], section[3]))
        for last in last_boxes:
            left, width = column.place(len(lines))
            closing = section[3] if last == section[1] else -1
            lines.append(setter.line(first, last, Place(width, left, justified, closing)))
            first = last + 1
    lacking = sorted({(at, inline.text[at]) for at in items.missing} | set(items.unread.items()))
    missing = tuple(Missing(at, character, _tried(style)) for at, character in lacking)
    return Lines(tuple(lines), missing)


def _tried(style: TextStyle) -> tuple[str, ...]:
    return tuple(dict.fromkeys(style.regular.han + style.regular.latin))


def broken(inline: Inline, style: TextStyle, fonts: FontBook, column: Column) -> tuple[Items, list[list[int]]]:
    """The boxes, and for each section the boxes that end its lines; with hyphens only where it does not go without."""
    latin = not style.lang.startswith(("zh", "ja", "ko"))
    hyphenate = style.hyphenate and not style.balance
    narrow = hyphenate and latin and style.align == "justify" and column.full < NARROW
    items = build(inline, style, fonts, Cutting(narrow))
    ends, cost = _section_ends(items, style, column)
    if items.words and hyphenate and not narrow:
        count = sum(len(section) for section in ends)
        if cost > TRY_HYPHENS * count or (latin and cost > 60 * count):
            cut = build(inline, style, fonts, Cutting(True))
            if len(cut.at) > len(items.at):
                again, less = _section_ends(cut, style, column)
                if less < cost:
                    items, ends, cost = cut, again, less
    if cost >= OVERFULL and column.full >= LEGIBLE:
        items, ends = _forced(inline, style, fonts, column)
    return items, ends


def _forced(inline: Inline, style: TextStyle, fonts: FontBook, column: Column) -> tuple[Items, list[list[int]]]:
    """Emergency steps in order: words wider than the column are cut, then prohibitions give way, first those of the
    stricter levels alone."""
    narrowest = max(1000, min(column.widths(0)))
    items = build(inline, style, fonts, Cutting(style.hyphenate, narrowest))
    ends, cost = _section_ends(items, style, column)
    if cost >= OVERFULL:
        milder = build(inline, _milder(style), fonts, Cutting(style.hyphenate, narrowest)).penalty
        if len(milder) != len(items.penalty):
            milder = items.penalty
        items.penalty = [
            penalty if penalty != clreq.FORBIDDEN else LAST_RESORT if mild == penalty else LAST_RESORT // 5
            for penalty, mild in zip(items.penalty, milder, strict=True)
        ]
        ends, cost = _section_ends(items, style, column)
    return items, ends


@lru_cache(maxsize=64)
def _milder(style: TextStyle) -> TextStyle:
    """The style with the prohibitions that all levels share: an ellipsis begins a line before a comma does."""
    return style if style.strictness == "none" else replace(style, strictness="basic")


def _section_ends(items: Items, style: TextStyle, column: Column) -> tuple[list[list[int]], int]:
    found: list[list[int]] = []
    total = line = 0
    for first, last, _, _ in items.sections:
        if last < first:
            found.append([])
            line += 1
            continue
        problem = problem_of(items, style, column.widths(line), first, last)
        ends, cost = break_lines(problem)
        if style.balance and len(ends) > 1:
            ends = balanced(items, problem, ends)
        found.append(ends)
        total += cost
        line += len(ends)
    return found, total


def problem_of(items: Items, style: TextStyle, measures: list[int], first: int, last: int) -> Problem:
    """One section as the numbers that the breaker sees."""
    ragged = style.align != "justify"
    latin = not style.lang.startswith(("zh", "ja"))
    # two ragged lines, or a narrow column, are no paragraph yet: only there the last line aims at four Han
    long = measures[-1] >= TEXT_MEASURE and items.out[last] - items.at[first] > 2 * measures[-1]
    aims = not style.balance and (long or not ragged)
    runts = _runts(items, first, last, style, aims, latin)
    return Problem(
        items.at, items.out, items.penalty, items.glue_at, *items.sums, first, last, measures, runts,
        items.hyphens, items.hangs, ragged, latin, items.dashes, items.hang,
    )  # fmt: skip


def _runts(items: Items, first: int, last: int, style: TextStyle, aims: bool, latin: bool) -> dict[int, int]:
    """What it costs to begin the last line with one of the last few boxes; `aims` at four Han, not only at two."""
    found: dict[int, int] = {}
    work, glyph, clusters = items.work, items.glyph, items.clusters
    if latin:
        box = last
        while box > first and work[clusters[glyph[box]] - 1] not in " \u3000":
            found[box] = TORN_RUNT
            box -= 1
        if box > first:
            short = clusters[glyph[last + 1]] - clusters[glyph[box]] < 6
            found[box] = SCRAP if short else ENGLISH_RUNT
        return found
    seen = 0
    for box in range(last, first, -1):
        seen += _weight(work[clusters[glyph[box]] : clusters[glyph[box + 1]]])
        if seen >= 4:
            break
        if seen < (3 if style.balance else style.last_line_min):
            found[box] = RUNT
        elif aims:
            found[box] = (SHORT if style.align == "justify" else SHORT_RAGGED)[seen - 2]
    return found


def _weight(text: str) -> int:
    """How many Han a box counts for in a last line: words by their letters, marks not at all."""
    if text[0] in clreq.MARKS:
        return 0
    letters = sum(character.isalnum() for character in text)
    return 1 if text[0] > "\u2e80" else (letters + 1) // 2
