"""Shaped text to boxes, glue and penalties, as parallel lists of integers (1/1000 em of the Han size).

A *box* is what no line break may enter: a Han character, a mark's ink, a Latin word or syllable, a number with its
signs. Between box i and i+1 stands `glue[i]`; `penalty[i]` is None where no line may end. Marks are half-em boxes with
the blank in the glue, so that trimmed line edges come for free (typography.md §16).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from brochure.text import clreq
from brochure.text.clreq import (
    BREAK,
    CLOSE,
    DASH,
    DIGIT_WIDE,
    DOT,
    ELLIPSIS,
    HAN,
    LATIN,
    LINK,
    NO_BREAK_SPACE,
    OPEN,
    POSTFIX,
    PREFIX,
    SLASH,
    SPACE,
    STOP,
    WORD_JOINER,
    ZERO_WIDTH_SPACE,
)  # fmt: skip

UNIT_PENALTY = 60
"""Between a number and its measure word: kept unless the line would suffer (typography.md §3.4)."""
HYPHEN_PENALTY = 70
EXPLICIT_HYPHEN_PENALTY = 30
FORCED = -1_000_000

MARK_STRETCH, GAP_STRETCH, SPACE_STRETCH = 3, 2, 1
_LATIN_PIECE = re.compile(r"\S+")
_BREAK_AFTER = re.compile(r"(?<=[A-Za-z])[-‐](?=[A-Za-z])|[—–](?=[A-Za-z“‘])|(?<=[A-Za-z])/(?=[A-Za-z])")


@dataclass(slots=True)
class Boxes:
    """A paragraph ready to be broken. All lists are as long as `start`; the last box's glue means nothing.

    `start`, `end`: characters. `width`: the box. `lead`: the blank left of the ink, which the glyph's origin stands out by.
    `glue`: natural space after; `stretch`/`shrink`: how far it may go and at which `stretch_level`/`shrink_level`.
    `spread` is 1 where what is left may be spread equally. `penalty`: None, or the cost of a break after the box.
    `hyphen`: width of the hyphen that a break after the box adds. `space`: index of typed spaces in the glue, or -1.
    """

    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)
    width: list[int] = field(default_factory=list)
    lead: list[int] = field(default_factory=list)
    glue: list[int] = field(default_factory=list)
    stretch: list[int] = field(default_factory=list)
    stretch_level: list[int] = field(default_factory=list)
    shrink: list[int] = field(default_factory=list)
    shrink_level: list[int] = field(default_factory=list)
    spread: list[int] = field(default_factory=list)
    penalty: list[int | None] = field(default_factory=list)
    hyphen: list[int] = field(default_factory=list)
    space: list[int] = field(default_factory=list)

    def add(self, start: int, end: int, kind: str, width: int, lead: int) -> None:
        self.start.append(start)
        self.end.append(end)
        self.kind.append(kind)
        self.width.append(width)
        self.lead.append(lead)


@dataclass(frozen=True, slots=True)
class Measures:
    """What the box builder must know of the shaped text, by character: advance sums and single spaces' widths."""

    sums: list[int]
    lang: str
    gap: int
    strictness: str
    quanjiao: bool
    space_min: int
    space_max: int
    raw: frozenset[int]


def build(text: str, kinds: str, measures: Measures, hyphenate: dict[int, int]) -> Boxes:
    """Boxes, glue and penalties of a whole paragraph. `hyphenate` maps characters to the width of a hyphen before them."""
    boxes = Boxes()
    spaces: list[tuple[int, int]] = []
    _collect(text, kinds, measures, hyphenate, boxes, spaces)
    _join(text, kinds, measures, hyphenate, boxes, spaces)
    return boxes


def _collect(
    text: str, kinds: str, measures: Measures, hyphenate: dict[int, int], boxes: Boxes, spaces: list[tuple[int, int]]
) -> None:
    """The boxes, and for each the typed spaces that follow it."""
    sums = measures.sums
    index, count = 0, len(text)
    while index < count:
        kind = kinds[index]
        if kind == SPACE or kind == BREAK or kind in (ZERO_WIDTH_SPACE, WORD_JOINER):
            first = index
            while index < count and kinds[index] in (SPACE, ZERO_WIDTH_SPACE, WORD_JOINER):
                index += 1
            if index < count and kinds[index] == BREAK:
                index += 1
            if not boxes.start:  # spaces before the first box count for nothing, a line end there does
                boxes.add(first, first, "", 0, 0)
                spaces.append((first, first))
            spaces[-1] = (spaces[-1][0] if spaces[-1][1] > spaces[-1][0] else first, index)
            continue
        if kind == LATIN or kind == NO_BREAK_SPACE:
            end = index + 1
            while end < count and kinds[end] in (LATIN, NO_BREAK_SPACE):
                end += 1
            for first, last in _pieces(text, index, end, hyphenate):
                boxes.add(first, last, LATIN, sums[last] - sums[first], 0)
                spaces.append((last, last))
            index = end
            continue
        end = index + 1
        if kind in (DASH, ELLIPSIS):
            if text[index] not in "⸺" and text[end : end + 1] == text[index]:
                end += 1
        elif kind == DIGIT_WIDE:
            while end < count and kinds[end] == DIGIT_WIDE:
                end += 1
        natural = sums[end] - sums[index]
        width, lead = _ink(kind, natural)
        boxes.add(index, end, kind, width, lead)
        spaces.append((end, end))
        index = end


def _ink(kind: str, natural: int) -> tuple[int, int]:
    """Width of a box and the blank left of it inside its glyph's advance."""
    if kind in clreq.WIDE_MARKS:
        return 500, natural - 500 if kind == OPEN else 0
    if kind == DOT:
        return 500, (natural - 500) // 2
    return natural, 0


def _pieces(text: str, start: int, end: int, hyphenate: dict[int, int]) -> list[tuple[int, int]]:
    """A stretch of Latin text cut where a line may break inside it."""
    cuts = [found.end() for found in _BREAK_AFTER.finditer(text, start, end)]
    if hyphenate:
        cuts = sorted({*cuts, *(at for at in range(start + 1, end) if at in hyphenate)})
    cuts = [at for at in cuts if start < at < end]
    edges = [start, *cuts, end]
    return list(zip(edges, edges[1:], strict=False))


def _join(
    text: str, kinds: str, measures: Measures, hyphenate: dict[int, int], boxes: Boxes, spaces: list[tuple[int, int]]
) -> None:
    """Glue and penalties between neighbouring boxes."""
    kind, start, end = boxes.kind, boxes.start, boxes.end
    forbidden_start = clreq.FORBIDDEN_START[measures.strictness]
    forbidden_end = clreq.FORBIDDEN_END[measures.strictness]
    last = len(start) - 1
    paired = False
    table: dict[tuple[str, str], tuple[int, int, int, int, int, int, int | None]] = {}
    for index in range(last + 1):
        left = kind[index]
        right = kind[index + 1] if index < last else ""
        paired = (
            left == STOP == right and not paired and text[start[index]] in "？！" and text[start[index + 1]] in "？！"
        )
        was_pair = left == STOP and index > 0 and kind[index - 1] == STOP and boxes.glue[index - 1] == 0
        space_start, space_end = spaces[index]
        typed = space_end > space_start
        breaks = typed and "\n" in text[space_start:space_end]
        simple = not (typed or paired or was_pair or index == last)
        if simple and left not in (LATIN, DIGIT_WIDE) and right not in (LATIN, DIGIT_WIDE, POSTFIX):
            entry = table.get((left, right))
            if entry is None:
                entry = table[left, right] = _between(left, right, measures, forbidden_start, forbidden_end)
            values = entry
            if left == HAN == right and clreq.never_starts(text[start[index + 1]]):
                values = (*entry[:6], None)
        elif breaks or index == last:
            values = (0, 0, 0, 0, 0, 0, FORCED)
        else:
            values = _special(text, index, boxes, measures, (left, right), (space_start, space_end), paired or was_pair,
                              forbidden_start + "|" + forbidden_end)  # fmt: skip
        glue, stretch, stretch_level, shrink, shrink_level, spread, penalty = values
        boxes.glue.append(glue)
        boxes.stretch.append(stretch)
        boxes.stretch_level.append(stretch_level)
        boxes.shrink.append(shrink)
        boxes.shrink_level.append(shrink_level)
        boxes.spread.append(spread)
        boxes.penalty.append(penalty)
        boxes.space.append(space_start if typed and not breaks else -1)
        hyphen = hyphenate.get(end[index], 0) if not typed and index < last and end[index] == start[index + 1] else 0
        boxes.hyphen.append(hyphen)


def _between(
    left: str, right: str, measures: Measures, forbidden_start: str, forbidden_end: str
) -> tuple[int, int, int, int, int, int, int | None]:
    """Two full-width neighbours without a space: the squeezing table, its adjustability, and the prohibitions."""
    blank = clreq.gap(left, right)
    level = clreq.shrink_level(left, right) if blank else 0
    shrink = blank if level else 0
    if DOT in (left, right) and not blank:
        blank = shrink = level = 0
    rigid = LINK in (left, right) or SLASH in (left, right) or (left == right and left in (DASH, ELLIPSIS))
    penalty: int | None = 0
    if right in forbidden_start or left in forbidden_end:
        penalty = None
    return blank, 0, 0, shrink, level, 0 if rigid else 1, penalty


def _special(
    text: str, index: int, boxes: Boxes, measures: Measures, sides: tuple[str, str], typed: tuple[int, int], paired: bool,
    forbidden: str,
) -> tuple[int, int, int, int, int, int, int | None]:  # fmt: skip
    """Neighbours of which one is Latin or a number, or that typed spaces or a shared em part."""
    left, right = sides
    before, after = text[boxes.end[index] - 1], text[boxes.start[index + 1]]
    not_first, _, not_last = forbidden.partition("|")
    spaces = text[typed[0] : typed[1]]
    penalty: int | None = 0
    if right in not_first or left in not_last or "\u2060" in spaces or "\ufeff" in spaces:
        penalty = None
    if paired and left == STOP and right == STOP:
        return 0, 0, 0, 0, 0, 0, None
    if paired:
        return 0, 0, 0, 0, 0, 1, penalty
    if spaces.strip("\u200b\u2060\ufeff"):
        return _typed_space(left, right, measures, typed, len(spaces.replace("\u200b", "")), penalty)
    if left == LATIN == right or DIGIT_WIDE == left == right:
        hyphenated = 0 if "\u200b" in spaces else EXPLICIT_HYPHEN_PENALTY if before in "-‐—–/" else HYPHEN_PENALTY
        return 0, 0, 0, 0, 0, 0, hyphenated
    return _beside_latin(left, right, before, after, measures, penalty, boxes.start[index] in measures.raw)


def _typed_space(
    left: str, right: str, measures: Measures, typed: tuple[int, int], count: int, penalty: int | None
) -> tuple[int, int, int, int, int, int, int | None]:
    """Spaces the author typed: a word space, or the one that the Han–Latin gap replaces."""
    natural = measures.sums[typed[1]] - measures.sums[typed[0]]
    if count == 1 and LATIN in (left, right) and HAN in (left, right):
        return measures.gap, 500 - measures.gap, GAP_STRETCH, measures.gap // 2, 6, 1, penalty
    stretch = max(0, measures.space_max - natural)
    shrink = max(0, natural - measures.space_min)
    return natural, stretch, SPACE_STRETCH, shrink, 2, 1, penalty


def _beside_latin(
    left: str, right: str, before: str, after: str, measures: Measures, penalty: int | None, raw: bool
) -> tuple[int, int, int, int, int, int, int | None]:
    """Han or a mark beside a Latin word or a number."""
    blank = clreq.gap(left, right)
    if (left == CLOSE and after in ")]") or (right == OPEN and before in "(["):
        blank = 0
    level = clreq.shrink_level(left, right) if blank else 0
    digits = before.isdigit() or before in "%‰"
    if (left == LATIN and right == POSTFIX) or (left == PREFIX and right == LATIN):
        return 0, 0, 0, 0, 0, 0, None
    if LATIN in (left, right) and HAN in (left, right) and not raw:
        if (left == LATIN and right == HAN and digits and not before.isalpha()) or (
            left == HAN and after.isdigit() and before in "第约近超"
        ):
            penalty = UNIT_PENALTY if penalty == 0 else penalty
        if _takes_gap(before if left == LATIN else after):
            return measures.gap, max(0, 500 - measures.gap), GAP_STRETCH, measures.gap // 2, 6, 1, penalty
    return blank, 0, 0, blank if level else 0, level, 0 if LINK in (left, right) else 1, penalty


def _takes_gap(character: str) -> bool:
    """Letters, digits and the signs that UTR #59 counts as part of them (%)."""
    return character.isalnum() or character in "%‰°′″+#&@$€£"
