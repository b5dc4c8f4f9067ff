"""What stands beside the text: emphasis dots, lines under names and titles, pinyin over characters (CLREQ
§handling_interlinear_punctuation, §positioning_of_romanization; typography.md §10).

Dots and lines are drawn, not set, so that they are never copied with the text. Lengths in em of the style's size.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import zip_longest

from brochure.dataclass import dataclass
from brochure.frame import FrameItem, GlyphRun, Segment, Shape
from brochure.geometry import Point
from brochure.inline import Marked
from brochure.text import clreq
from brochure.text.clreq import Glue
from brochure.text.fonts import FontBook
from brochure.text.items import Items, is_ideographic
from brochure.text.style import TextStyle
from brochure.text.words import Piece, Shaper, shaper_of

DOT_RADIUS, DOT_DEPTH = 0.085, 0.30
"""A dot of a third of an em's body, centred below the em box."""
LINE_DEPTH, LINE_WIDTH, LINE_GAP = 0.17, 0.045, 1 / 16
"""Nearer to the text than a dot; shortened at each end, so that two names side by side have two lines."""
WAVE, WAVE_LENGTH = 0.045, 0.25
RUBY_SIZE, RUBY_RISE, RUBY_GAP = 0.5, 0.98, 250
"""Pinyin: half size, its baseline above the em box, neighbours a quarter of an em apart."""
LONGEST_WORD = 5
"""Characters of a stretch from which on a line may end between the syllables read over it."""
_CIRCLE = 0.5523
KINDS = frozenset({"dots", "name", "title", "ruby"})


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a character stands on its line, in 1/1000 em: its ink and box without blanks, gaps and room for pinyin."""

    left: int
    right: int


def extents(items: Items, first: int, last: int, advances: Sequence[int], pen: int) -> dict[int, Extent]:
    """Places of the characters of a line of boxes `first`…`last`, whose first glyph's origin is at `pen`."""
    found: dict[int, Extent] = {}
    begin = items.glyph[first]
    x = pen
    for box in range(first, last + 1):
        before, after = items.room.get(box, (0, 0))
        left = x + max(0, items.leads.get(box, 0) + before)
        right = left + items.out[box] - items.at[box] - before - after
        end = min(items.glyph[box + 1], begin + len(advances))
        for glyph in range(items.glyph[box], end):
            char = items.clusters[glyph]
            known = found.get(char)
            start = min(max(x, left), right)
            x += advances[glyph - begin]  # of the last glyph less than its ink, where the next one's blank lies over it
            found[char] = Extent(
                known.left if known else start, right if glyph == end - 1 else max(start, min(x, right))
            )
    return found


def is_dotted(character: str) -> bool:
    """Whether an emphasis dot stands below a character: Han, no marks and no Latin (GB/T 15834 5.1.8)."""
    kind = clreq.MARKS.get(character, clreq.HAN)
    if kind == clreq.NONSTARTER:
        return character not in "ー゠゛゜"
    return kind == clreq.HAN and is_ideographic(character)


def extras(
    items: Items, marks: Sequence[Marked], places: dict[int, Extent], fonts: FontBook
) -> tuple[tuple[Point, FrameItem], ...]:
    """Dots, lines and ruby of one line, relative to its origin."""
    style = items.style
    made: list[tuple[Point, FrameItem]] = []
    for mark in marks:
        inside = [char for char in places if mark.start <= char < mark.end]
        if mark.mark == "dots":
            made += [_dot(places[char], style) for char in inside if is_dotted(items.work[char])]
        elif mark.mark == "ruby":
            made += _ruby(mark, places, items, fonts)
        elif named := _without_marks(inside, items.work):
            left, right = places[named[0]].left, places[named[-1]].right
            made.append(_line(left / 1000, right / 1000, style, wavy=mark.mark == "title"))
    return tuple(made)


def _without_marks(inside: list[int], work: str) -> list[int]:
    """The characters of a name without the quotes, brackets, stops and spaces that stand round it."""
    names = [char for char in inside if work[char] not in clreq.MARKS and not work[char].isspace()]
    return [char for char in inside if names[0] <= char <= names[-1]] if names else []


def _dot(place: Extent, style: TextStyle) -> tuple[Point, FrameItem]:
    size = style.size
    radius, bend = DOT_RADIUS * size, DOT_RADIUS * size * _CIRCLE
    path: tuple[Segment, ...] = (
        ("M", (radius, 0.0)), ("C", (radius, bend, bend, radius, 0.0, radius)),
        ("C", (-bend, radius, -radius, bend, -radius, 0.0)), ("C", (-radius, -bend, -bend, -radius, 0.0, -radius)),
        ("C", (bend, -radius, radius, -bend, radius, 0.0)), ("Z", ()),
    )  # fmt: skip
    centre = (place.left + place.right) / 2000 * size
    return Point(centre, DOT_DEPTH * size), Shape(path, fill=style.color, overprint=style.overprint)


def _line(left: float, right: float, style: TextStyle, *, wavy: bool) -> tuple[Point, FrameItem]:
    size = style.size
    length = (right - left - 2 * LINE_GAP) * size
    path: list[Segment] = [("M", (0.0, 0.0))]
    if wavy:
        count = max(1, round(length / (WAVE_LENGTH * size)))
        step, height = length / count, WAVE * size
        for number in range(count):
            x = number * step
            path.append(("C", (x + step / 4, -height * 2, x + step * 3 / 4, height * 2, x + step, 0.0)))
    else:
        path.append(("L", (length, 0.0)))
    shape = Shape(tuple(path), stroke=style.color, width=LINE_WIDTH * size, overprint=style.overprint)
    return Point((left + LINE_GAP) * size, LINE_DEPTH * size), shape


# ---- pinyin


def readings(mark: Marked, work: str) -> list[tuple[int, int, str]]:
    """Characters from and to, and what is read there: a syllable over each Han where they come to as many, or one
    reading over the whole word. None stands over marks (CLREQ)."""
    inside = [char for char in range(mark.start, mark.end) if is_dotted(work[char])]
    syllables = mark.value.split()
    if len(syllables) == len(inside):
        return [(char, char + 1, syllable) for char, syllable in zip(inside, syllables, strict=True)]
    base = _without_marks(list(range(mark.start, mark.end)), work)
    return [(base[0], base[-1] + 1, " ".join(syllables))] if base and syllables else []


def held_by_ruby(mark: Marked, work: str) -> bool:
    """Whether no line may end under a reading: it is one for all, or one word's."""
    return mark.end - mark.start < LONGEST_WORD or len(readings(mark, work)) == 1


def _ruby(mark: Marked, places: dict[int, Extent], items: Items, fonts: FontBook) -> list[tuple[Point, FrameItem]]:
    style = items.style
    shaper = shaper_of(style, style.regular, fonts, False)
    made: list[tuple[Point, FrameItem]] = []
    for start, end, reading in readings(mark, items.work):
        if start in places:  # a word cut by force is read once, where it begins
            right = max(places[char].right for char in range(start, end) if char in places)
            made += _reading(reading, (places[start].left + right) / 2, shaper, style)
    return made


def _reading(reading: str, centre: float, shaper: Shaper, style: TextStyle) -> list[tuple[Point, FrameItem]]:
    """One reading, in as many runs as it takes faces."""
    pieces, _ = shaper.pieces(reading, style.regular.latin + style.regular.han, han=False)
    size = style.size * RUBY_SIZE
    x = centre - sum(sum(piece.advances) for piece in pieces) * RUBY_SIZE / 2
    made: list[tuple[Point, FrameItem]] = []
    for piece, after in zip_longest(pieces, pieces[1:]):
        text = reading[piece.start : after.start if after else len(reading)]
        made.append((Point(x / 1000 * style.size, -RUBY_RISE * style.size), _run(piece, text, size, style)))
        x += sum(piece.advances) * RUBY_SIZE
    return made


def _run(piece: Piece, text: str, size: float, style: TextStyle) -> GlyphRun:
    return GlyphRun(
        piece.face, size, style.color, tuple(piece.gids), tuple(piece.advances), text, tuple(piece.clusters), "zh-Latn",
        tuple(piece.offsets or ()), style.overprint,
    )  # fmt: skip


def widen(items: Items, marks: Sequence[Marked], fonts: FontBook) -> None:
    """Room for readings wider than their characters: the base spreads evenly, so that no pinyin stands over a
    neighbour or outside the column. Two readings side by side are parted by more, which a line end drops."""
    style, chars = items.style, items.char
    shaper = shaper_of(style, style.regular, fonts, False)
    gaps: dict[int, int] = {}
    previous, slack = -2, 0
    for mark in marks:
        for start, end, reading in readings(mark, items.work) if mark.mark == "ruby" else ():
            first, last = bisect_left(chars, start), bisect_left(chars, end) - 1
            if last < first:
                continue
            pieces, lacking = shaper.pieces(reading, style.regular.latin + style.regular.han, han=False)
            if lacking:
                items.unread[start] = reading[lacking[0]]
            over = round(sum(sum(piece.advances) for piece in pieces) * RUBY_SIZE) - items.out[last] + items.at[first]
            each = -(-max(0, over) // (2 * (last - first + 1)))
            if each:
                items.room.update(dict.fromkeys(range(first, last + 1), (each, each)))
            if first == previous + 1:
                gaps[previous] = max(0, RUBY_GAP - slack - max(0, -over) // 2)
            previous, slack = last, max(0, -over) // 2
    _make_room(items, gaps)


def _make_room(items: Items, gaps: dict[int, int]) -> None:
    """Widen the boxes of `items.room` and open the places after the boxes of `gaps`."""
    openings = {section[0] for section in items.sections}
    shift = 0
    for box in range(len(items.at)):
        before, after = items.room.get(box, (0, 0))
        items.at[box] += shift
        shift += before + after
        items.out[box] += shift
        if before:
            items.leads[box] = items.leads.get(box, 0) - before
            if box not in openings:
                items.advances[items.glyph[box] - 1] += before
        amount = gaps.get(box, 0)
        items.advances[items.glyph[box + 1] - 1] += after + amount
        if amount:
            shift += amount
            _open(items, box, amount)


def _open(items: Items, box: int, amount: int) -> None:
    """More glue after a box, which a line end drops."""
    at = bisect_left(items.glue_at, box)
    if at < len(items.glue_at) and items.glue_at[at] == box:
        items.glues[at] = items.glues[at]._replace(natural=items.glues[at].natural + amount, plain=False)
        return
    items.glue_at.insert(at, box)
    items.glues.insert(at, Glue(amount, 0, 0, 0, 0, 1, items.penalty[box]))
