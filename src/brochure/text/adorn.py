"""What stands beside the text: emphasis dots, lines under names and titles, pinyin over characters (CLREQ
§handling_interlinear_punctuation, §positioning_of_romanization; typography.md §10).

Dots and lines are drawn, not set, so that they are never copied with the text. Lengths in em of the style's size.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from brochure.dataclass import dataclass
from brochure.frame import FrameItem, GlyphRun, Segment, Shape
from brochure.geometry import Point
from brochure.inline import Marked
from brochure.text import clreq
from brochure.text.clreq import Glue
from brochure.text.fonts import FontBook
from brochure.text.items import Items
from brochure.text.style import TextStyle
from brochure.text.words import Piece, Shaper, shaper_of

DOT_RADIUS, DOT_DEPTH = 0.085, 0.30
"""A dot of a third of an em's body, centred below the em box."""
LINE_DEPTH, LINE_WIDTH, LINE_GAP = 0.17, 0.045, 1 / 16
"""Nearer to the text than a dot; shortened at each end, so that two names side by side have two lines."""
WAVE, WAVE_LENGTH = 0.045, 0.25
RUBY_SIZE, RUBY_RISE, RUBY_GAP = 0.5, 0.98, 250
"""Pinyin: half size, its baseline above the em box, neighbours a quarter of an em apart."""
_CIRCLE = 0.5523
KINDS = frozenset({"dots", "name", "title", "ruby"})


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a character stands on its line, in 1/1000 em; `box` is its ink without blanks."""

    left: int
    right: int


def extents(items: Items, begin: int, advances: Sequence[int], pen: int) -> dict[int, Extent]:
    """Places of the characters of a line whose glyphs begin at `begin`."""
    found: dict[int, Extent] = {}
    x = pen
    for glyph, advance in enumerate(advances, begin):
        char = items.clusters[glyph]
        known = found.get(char)
        natural = min(advance, 1000) if _is_han(items.work[char]) else advance
        found[char] = Extent(known.left if known else x, x + natural)
        x += advance
    return found


def _is_han(character: str) -> bool:
    return character > "\u2e80" and character not in clreq.MARKS


def extras(
    items: Items, marks: Sequence[Marked], places: dict[int, Extent], fonts: FontBook
) -> tuple[tuple[Point, FrameItem], ...]:
    """Dots, lines and ruby of one line, relative to its origin."""
    style = items.style
    made: list[tuple[Point, FrameItem]] = []
    for mark in marks:
        inside = [char for char in places if mark.start <= char < mark.end]
        if not inside:
            continue
        if mark.mark == "dots":
            made += [
                _dot(places[char], style)
                for char in inside
                if items.work[char] not in clreq.MARKS and not items.work[char].isspace()
            ]
        elif mark.mark in ("name", "title"):
            left, right = min(places[char].left for char in inside), max(places[char].right for char in inside)
            made.append(_line(left / 1000, right / 1000, style, wavy=mark.mark == "title"))
        elif mark.mark == "ruby" and mark.value.strip():
            made += _ruby(mark, inside, places, style, fonts)
    return tuple(made)


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


def _readings(mark: Marked, count: int) -> list[str]:
    """One reading a character where they come to as many, or one for the whole word."""
    syllables = mark.value.split()
    return syllables if len(syllables) == count else [" ".join(syllables)]


def _ruby(
    mark: Marked, inside: list[int], places: dict[int, Extent], style: TextStyle, fonts: FontBook
) -> list[tuple[Point, FrameItem]]:
    readings = _readings(mark, mark.end - mark.start)
    shaper = shaper_of(style, style.regular, fonts, False)
    made: list[tuple[Point, FrameItem]] = []
    for number, reading in enumerate(readings):
        if len(readings) > 1:
            char = mark.start + number
            if char not in places:
                continue
            left, right = places[char].left, places[char].right
        else:
            left, right = places[inside[0]].left, places[inside[-1]].right
        made += _reading(reading, (left + right) / 2, shaper, style)
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
    """Room for readings wider than their characters: the base spreads evenly on both sides."""
    style = items.style
    for mark in marks:
        if mark.mark != "ruby" or not mark.value.strip():
            continue
        shaper = shaper_of(style, style.regular, fonts, False)
        readings = _readings(mark, mark.end - mark.start)
        for number, reading in enumerate(readings):
            span = (mark.start + number, mark.start + number + 1) if len(readings) > 1 else (mark.start, mark.end)
            pieces, _ = shaper.pieces(reading, style.regular.latin + style.regular.han, han=False)
            need = round(sum(sum(piece.advances) for piece in pieces) * RUBY_SIZE) + RUBY_GAP
            _spread(items, span, need)


def _spread(items: Items, span: tuple[int, int], need: int) -> None:
    boxes = [box for box, char in enumerate(items.char[:-1]) if span[0] <= char < span[1]]
    if not boxes:
        return
    first, last = boxes[0], boxes[-1]
    extra = need - (items.out[last] - items.at[first])
    if extra <= 0:
        return
    for box, amount in ((first - 1, extra // 2), (last, extra - extra // 2)):
        if 0 <= box < len(items.at) - 1:
            _open(items, box, amount)


def _open(items: Items, box: int, amount: int) -> None:
    """Put `amount` of room after a box, as glue that a line end drops."""
    for at in range(box + 1, len(items.at)):
        items.at[at] += amount
        items.out[at] += amount
    items.advances[items.glyph[box + 1] - 1] += amount
    if box in items.glue_at:
        at = items.glue_at.index(box)
        items.glues[at] = items.glues[at]._replace(natural=items.glues[at].natural + amount)
        return
    at = sum(1 for place in items.glue_at if place < box)
    items.glue_at.insert(at, box)
    items.glues.insert(at, Glue(amount, 0, 0, 0, 0, 1, items.penalty[box]))
