"""One paragraph to lines: itemize → shape → classify → break → justify. The only door of `text/` for layout.

Lines know nothing of pages: they are placed by whoever asked for them, one baseline each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from brochure.frame import FrameItem, GlyphRun
from brochure.geometry import Point
from brochure.inline import Inline
from brochure.text import clreq
from brochure.text.breaks import FORCED, Boxes
from brochure.text.compose import Prepared, boxes_of, hyphen_glyph, prepare
from brochure.text.fonts import FontBook
from brochure.text.justify import set_glue
from brochure.text.linebreak import Problem, break_lines
from brochure.text.style import TextStyle

RUNT, SHORT = 10**9, 4000
"""Cost of a last line below the least allowed, and of one below four Han or two words (typography.md §9.1)."""
GOOD_ENOUGH = 100
"""Badness up to which a paragraph is not tried again with hyphenation."""


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
    if not inline.text.strip():
        return Lines(())
    prepared = prepare(inline, style, fonts)
    em = style.size / 1000
    indent = 0 if inline.continued else round(style.indent_em * 1000)
    widths = [round(width / em) for _, width in slots]
    full = round(measure / em)

    def measure_of(line: int) -> int:
        width = widths[line] if line < len(widths) else full
        return width - indent if line == 0 else width

    boxes, ends = _break(prepared, style, fonts, measure_of)
    lines = []
    first = 0
    for number, last in enumerate(ends):
        offset = slots[number][0] if number < len(slots) else 0.0
        start = round(offset / em) + (indent if number == 0 else 0)
        lines.append(_Setter(prepared, boxes, style, fonts).line(first, last, measure_of(number), start))
        first = last + 1
    missing = tuple(Missing(at, inline.text[at], _tried(prepared.kinds[at], style)) for at in prepared.missing)
    return Lines(tuple(lines), missing)


def _tried(kind: str, style: TextStyle) -> tuple[str, ...]:
    return style.regular.latin if kind == clreq.LATIN else style.regular.han


def _break(
    prepared: Prepared, style: TextStyle, fonts: FontBook, measure: Callable[[int], int]
) -> tuple[Boxes, list[int]]:
    """Boxes and the ends of lines; a second try with hyphenation where the first is not good enough."""
    boxes = boxes_of(prepared, style, fonts, hyphenate=False)
    ends, worst = break_lines(_problem(prepared, boxes, style, measure))
    if worst > GOOD_ENOUGH and style.hyphenate and not style.balance and clreq.LATIN in prepared.kinds:
        cut = boxes_of(prepared, style, fonts, hyphenate=True)
        if len(cut.start) > len(boxes.start):
            again, better = break_lines(_problem(prepared, cut, style, measure))
            if better < worst:
                boxes, ends = cut, again
    if style.balance and len(ends) > 1:
        ends = _balance(prepared, boxes, style, measure, ends)
    return boxes, ends


def _balance(
    prepared: Prepared, boxes: Boxes, style: TextStyle, measure: Callable[[int], int], ends: list[int]
) -> list[int]:
    """The narrowest measure that still gives as many lines: headings of even length (typography.md §9.5)."""
    low, high = measure(0) // 2, measure(0)
    best = ends
    while high - low > 50:
        middle = (low + high) // 2
        tried, worst = break_lines(_problem(prepared, boxes, style, lambda line, width=middle: width))
        if len(tried) <= len(ends) and worst < 1_000_000:
            best, high = tried, middle
        else:
            low = middle
    return best


def _problem(prepared: Prepared, boxes: Boxes, style: TextStyle, measure: Callable[[int], int]) -> Problem:
    position, stretch, shrink, spread = [], [], [], []
    at = wide = narrow = places = 0
    for width, glue, more, less, place in zip(
        boxes.width, boxes.glue, boxes.stretch, boxes.shrink, boxes.spread, strict=True
    ):
        position.append(at)
        stretch.append(wide)
        shrink.append(narrow)
        spread.append(places)
        at += width + glue
        wide += more
        narrow += less
        places += place
    tail = _tails(prepared, boxes, style)
    return Problem(
        position, boxes.width, stretch, shrink, spread, boxes.penalty, boxes.hyphen, tail, measure,
        style.align != "justify", FORCED,
    )  # fmt: skip


def _tails(prepared: Prepared, boxes: Boxes, style: TextStyle) -> list[int]:
    """What it costs that a box begins the last line: nothing from four Han or two words on."""
    count = len(boxes.start)
    tail = [0] * count
    chinese = style.lang.startswith(("zh", "ja"))
    seen = 0
    for index in range(count - 1, -1, -1):
        kind = boxes.kind[index]
        if chinese:
            seen += 1 if kind == clreq.HAN else min(4, boxes.width[index] // 600) if kind == clreq.LATIN else 0
        else:
            seen += 2 if index == count - 1 or boxes.space[index] >= 0 else 0
        if index:
            tail[index] = RUNT if seen < style.last_line_min else SHORT if seen < 4 else 0
        if seen >= 4:
            break
    return tail


class _Setter:
    """Sets lines of one paragraph: glue to numbers, boxes to glyph runs."""

    def __init__(self, prepared: Prepared, boxes: Boxes, style: TextStyle, fonts: FontBook) -> None:
        self.prepared = prepared
        self.boxes = boxes
        self.style = style
        self.fonts = fonts

    def line(self, first: int, last: int, measure: int, offset: int) -> Line:
        """The line of boxes `first`…`last` in `measure`, its left edge at `offset` (1/1000 em)."""
        boxes, style = self.boxes, self.style
        hyphen = boxes.hyphen[last]
        natural = sum(boxes.width[first : last + 1]) + sum(boxes.glue[first:last]) + hyphen
        spare = measure - natural
        closing = boxes.penalty[last] == FORCED
        justified = style.align == "justify"
        if justified and (spare < 0 or not closing):
            glue = set_glue(boxes, first, last, spare)
        else:
            glue = boxes.glue[first:last]
        width = sum(boxes.width[first : last + 1]) + sum(glue) + hyphen
        room = measure - width
        start = offset + (room if style.align == "right" else room // 2 if style.align == "center" else 0)
        em = style.size / 1000
        runs, links = self._runs(first, last, glue, start, hyphen)
        end = boxes.end[last]
        return Line(
            runs, natural * em, width * em, measure * em, boxes.start[first], end, (), links,
            bool(hyphen), width > measure + 1,
        )  # fmt: skip

    def _runs(
        self, first: int, last: int, glue: list[int], start: int, hyphen: int
    ) -> tuple[tuple[tuple[float, GlyphRun], ...], tuple[tuple[float, float, str], ...]]:
        """Pens of all glyphs, then one GlyphRun a face."""
        prepared, boxes = self.prepared, self.boxes
        glyph_of, advances, run_of = prepared.first, prepared.advances, prepared.run_of
        glyphs: list[int] = []
        pens: list[float] = []
        at: float = start
        count = last - first
        for number in range(count + 1):
            box = first + number
            begin, end = glyph_of[boxes.start[box]], glyph_of[boxes.end[box]]
            pen: float = at - boxes.lead[box]
            if end - begin == 1:
                glyphs.append(begin)
                pens.append(pen)
            else:
                for glyph in range(begin, end):
                    glyphs.append(glyph)
                    pens.append(pen)
                    pen += advances[glyph] * prepared.scale[run_of[glyph]]
            at += boxes.width[box]
            if number < count:
                space = boxes.space[box]
                if space >= 0:
                    stop = glyph_of[boxes.start[box + 1]]
                    wide = glue[number] / max(1, stop - end)
                    for glyph in range(end, stop):
                        glyphs.append(glyph)
                        pens.append(at + (glyph - end) * wide)
                at += glue[number]
        return self._cut(glyphs, pens, at, hyphen, boxes.end[last]), self._links(glyphs, pens, at)

    def _cut(
        self, glyphs: list[int], pens: list[float], end: float, hyphen: int, stop: int
    ) -> tuple[tuple[float, GlyphRun], ...]:
        """Glyphs with pens → runs of one face; a run's advances are the differences of its pens."""
        prepared, style = self.prepared, self.style
        em = style.size / 1000
        made = []
        begin, count = 0, len(glyphs)
        while begin < count:
            number = prepared.run_of[glyphs[begin]]
            close = begin + 1
            while close < count and prepared.run_of[glyphs[close]] == number:
                close += 1
            run, scale = prepared.runs[number], prepared.scale[number]
            inner = pens[begin:close]
            after = pens[close] if close < count else max(end, inner[-1] + 1)
            edges = [*inner, after]
            ids = glyphs[begin:close]
            gids = [prepared.gids[glyph] for glyph in ids]
            clusters = [prepared.clusters[glyph] for glyph in ids]
            text_end = prepared.clusters[glyphs[close]] if close < count else stop
            text = prepared.inline.text[clusters[0] : text_end]
            clusters = [cluster - clusters[0] for cluster in clusters]
            if hyphen and close == count:
                gids.append(hyphen_glyph(prepared, style, self.fonts, stop - 1)[0])
                edges.append(after + hyphen)
                clusters.append(len(text))
                text += "\u00ad"
            advances = _advances(edges, scale)
            made.append(
                (
                    inner[0] * em,
                    GlyphRun(
                        run.face, style.size * scale, self._ink(run.start), tuple(gids), advances, text, tuple(clusters),
                        style.lang if run.han or not style.lang.startswith("zh") else "en",
                        tuple(prepared.offsets.get(glyph, (0, 0)) for glyph in ids) if prepared.offsets else (),
                        style.overprint,
                    ),
                )
            )  # fmt: skip
            begin = close
        return tuple(made)

    def _ink(self, index: int) -> object:
        return self.style.color

    def _links(self, glyphs: list[int], pens: list[float], end: float) -> tuple[tuple[float, float, str], ...]:
        em = self.style.size / 1000
        found = []
        for mark in self.prepared.inline.marks:
            if mark.mark != "link":
                continue
            inside = [at for at, glyph in enumerate(glyphs) if mark.start <= self.prepared.clusters[glyph] < mark.end]
            if inside:
                left = pens[inside[0]]
                right = pens[inside[-1] + 1] if inside[-1] + 1 < len(pens) else end
                found.append((left * em, (right - left) * em, mark.value))
        return tuple(found)


def _advances(edges: list[float], scale: float) -> tuple[int, ...]:
    """Differences of pens in 1/1000 of the run's own size, rounded so that nothing adds up."""
    if scale == 1.0:
        rounded = [round(edge) for edge in edges]
    else:
        rounded = [round(edge / scale) for edge in edges]
    return tuple(b - a for a, b in zip(rounded, rounded[1:], strict=False))
