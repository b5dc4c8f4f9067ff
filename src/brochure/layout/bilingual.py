"""Arrangements: how the paragraph pairs of a running text become rows, with both languages kept together.

`columns` sets each pair side by side, both halves starting on the same line; `facing` does so across the fold, one
language a page; `stacked` sets the other language under each paragraph; a single language is a column of its own. All
stand on one baseline grid.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from brochure.dataclass import replace
from brochure.diagnostics import Message
from brochure.frame import Frame, Group
from brochure.geometry import MM, Point, Rect, Size
from brochure.inline import Inline, tail
from brochure.layout.contents import RunningText
from brochure.layout.context import LayoutContext, TextBlock
from brochure.layout.flow import ORPHANS, Cursor, Row, pour
from brochure.layout.level import level_width
from brochure.theme import RegionModel

NARROWEST = 8
"""Em of two columns together under which there are none."""

Track = tuple[str, float, float]
"""One language's column in a region: language, x from the region's left edge, width."""


def tracks(ctx: LayoutContext, region: Rect, wanted: RegionModel, text: RunningText) -> tuple[Track, ...]:
    """Columns of the languages inside a text region.

    The theme gives their widths (`split`, Chinese first as in `split_limits`), or they are found so that both languages
    end level. The Chinese measure is cut to whole em (CLREQ: the type area is a multiple of the character size); what
    is left over widens the gutter of a given split and the English column of a found one.
    """
    ctx = ctx.at(text.share, on_grid=True)
    if ctx.arrangement != "columns" or len(ctx.languages) == 1:
        return tuple((lang, 0.0, _whole_em(ctx, lang, region.width)) for lang in ctx.languages)
    gutter = ctx.theme.setup.gutter
    left, right = ctx.languages
    if region.width - gutter < NARROWEST * ctx.theme.style(text.style, "zh").text.size:
        _tell_narrow(ctx, region, text)
        return (left, 0.0, ctx.grid.trim.width), (right, 0.0, ctx.grid.trim.width)
    if wanted.split is None:
        chinese = level_width(ctx, text, region.width, wanted.split_limits)
        start = chinese + gutter if left == "zh" else region.width - chinese
        return (left, 0.0, start - gutter), (right, start, region.width - start)
    chinese_share, english_share = wanted.split
    one = (region.width + gutter) / (chinese_share + english_share)
    chinese = _whole_em(ctx, "zh", chinese_share * one - gutter)
    start = (chinese_share if left == "zh" else english_share) * one
    if left == "zh":
        return (left, 0.0, chinese), (right, start, region.width - start)
    return (left, 0.0, start - gutter), (right, region.width - chinese, chinese)


def _tell_narrow(ctx: LayoutContext, region: Rect, text: RunningText) -> None:
    zh = f"这个区宽 {region.width / MM:.0f} mm，放不下中英两栏"
    en = f"a region of {region.width / MM:.0f} mm is too narrow for two languages side by side"
    hint = Message(
        "把它加宽（columns:），或用 arrangement: stacked", "make it wider (`columns:`), or use `arrangement: stacked`"
    )
    ctx.sink.error("layout.narrow", zh, en, span=ctx.places.at(text.path), path=text.path, hints=(hint,))


def _whole_em(ctx: LayoutContext, lang: str, width: float, style: str = "body") -> float:
    size = ctx.theme.style(style, lang).text.size
    return int((width + 0.01) / size) * size if lang == "zh" else width


def rows(ctx: LayoutContext, text: RunningText, columns: tuple[Track, ...], room: float = math.inf) -> tuple[Row, ...]:
    """The text's first pairs as rows for these columns: enough to fill `room` points and to see what follows."""
    ctx = ctx.at(text.share, on_grid=True)
    made: list[Row] = []
    side_by_side = ctx.arrangement in ("columns", "facing") and len(ctx.languages) > 1
    height = 0.0
    ctx.set_ahead(text.path, columns, lambda: _paragraphs(text, columns))
    for number, pair in enumerate(text.pairs):
        blocks = _set(ctx, text, number, dict(pair), columns)
        begun = len(made)
        if side_by_side:
            made.append(_side_by_side(blocks, columns, number))
        else:
            made += _stacked(blocks, columns, number)
        if height > room:
            break  # the pair after the last that can begin here has been seen
        height += sum(row.before + row.height for row in made[begun:])
    return tuple(made)


def _paragraphs(text: RunningText, columns: tuple[Track, ...]) -> Iterator[tuple[Inline, str, str, float]]:
    """Every paragraph with its style, language and width."""
    for pair in text.pairs:
        halves = dict(pair)
        for lang, _, width in columns:
            if halves.get(lang) is not None:
                yield halves[lang], text.style, lang, width


def _set(
    ctx: LayoutContext, text: RunningText, number: int, pair: dict[str, Inline], columns: tuple[Track, ...]
) -> list[TextBlock | None]:
    begun = number == 0 and text.first == 0
    opening = [lang for lang, _, _ in columns if begun and lang in pair and not pair[lang].continued]
    blocks = _set_halves(ctx, text, number, pair, columns, opening)
    capped = [block is not None and block.cap is not None for block in blocks]
    if any(capped) and sum(capped) < len(opening):  # a cap in both languages or in none
        return _set_halves(ctx, text, number, pair, columns, ())
    return blocks


def _set_halves(
    ctx: LayoutContext,
    text: RunningText,
    number: int,
    pair: dict[str, Inline],
    columns: tuple[Track, ...],
    opening: Sequence[str],
) -> list[TextBlock | None]:
    """Each language's half of a pair; those of `opening` with the drop cap that their style asks for."""
    blocks: list[TextBlock | None] = []
    for lang, _, width in columns:
        inline = pair.get(lang)
        if inline is None:
            blocks.append(None)
            continue
        setter = ctx.set_opening if lang in opening else ctx.set_text
        blocks.append(setter(inline, text.style, lang, width, f"{text.path}.{lang}.{text.first + number}"))
    return blocks


def _side_by_side(blocks: list[TextBlock | None], columns: tuple[Track, ...], number: int) -> Row:
    present = [block for block in blocks if block is not None]
    leading = present[0].style.leading

    def draw(start: int, end: int) -> Frame:
        items = []
        for block, (_, x, _) in zip(blocks, columns, strict=True):
            if block is not None and start < len(block.lines):
                items += [(Point(x, 0.0), item) for _, item in block.frame(start, end).items]
        return Frame(Size(columns[-1][1] + columns[-1][2], (end - start) * leading), tuple(items))

    def parts(start: int, end: int) -> tuple[Frame | None, ...]:
        return tuple(
            block.frame(start, end) if block is not None and start < len(block.lines) else None for block in blocks
        )

    before = 0.0 if number == 0 else max(block.style.before for block in present)
    sides = tuple(len(block.lines) if block else 0 for block in blocks)
    torn, opening = frozenset().union(*map(_torn, present)), max(map(_opening, present))
    return Row(sides, leading, draw, before, origin=(number, ""), parts=parts, opening=opening, torn=torn)


def _stacked(blocks: list[TextBlock | None], columns: tuple[Track, ...], number: int) -> list[Row]:
    present = [(block, lang, x) for block, (lang, x, _) in zip(blocks, columns, strict=True) if block is not None]
    made = []
    for place, (block, lang, x) in enumerate(present):
        before = block.style.before if place == 0 else block.style.after
        made.append(replace(_single(block, x, before, keep=place + 1 < len(present)), origin=(number, lang)))
    return made


def _single(block: TextBlock, x: float, before: float, *, keep: bool) -> Row:
    def draw(start: int, end: int) -> Frame:
        frame = block.frame(start, end)
        return Frame(frame.size, ((Point(x, 0.0), Group(frame)),))

    opening, torn = _opening(block), _torn(block)
    return Row((len(block.lines),), block.style.leading, draw, before, keep, opening=opening, torn=torn)


def _opening(block: TextBlock) -> int:
    return max(ORPHANS, len(block.cap.slots)) if block.cap else ORPHANS


def _torn(block: TextBlock) -> frozenset[int]:
    return frozenset(number for number, line in enumerate(block.lines, 1) if line.hyphenated)


def remainder(
    ctx: LayoutContext, text: RunningText, columns: tuple[Track, ...], made: tuple[Row, ...], cursor: Cursor
) -> RunningText:
    """What is left of a text from `cursor`, to be broken again for columns of another width.

    A paragraph that was cut goes on from the character its next line begins with, without an indent.
    """
    ctx = ctx.at(text.share, on_grid=True)
    if cursor.row >= len(made):
        number = made[-1].origin[0] + 1 if made else 0
        return replace(text, pairs=text.pairs[number:], first=text.first + number)
    number, begun = made[cursor.row].origin
    rest = list(text.pairs[number:])
    order = [lang for lang, _, _ in columns]
    blocks = dict(zip(order, _set(ctx, text, number, dict(rest[0]), columns), strict=True))
    kept = []
    for lang, inline in rest[0]:
        block = blocks.get(lang)
        if block is None or (begun and order.index(lang) < order.index(begun)):
            continue
        line = cursor.line if begun in ("", lang) else 0
        if line < len(block.lines):
            kept.append((lang, tail(inline, block.lines[line].start) if line else inline))
    rest[0] = tuple(kept)
    return replace(text, pairs=tuple(rest), first=text.first + number)


def ends_in(ctx: LayoutContext, text: RunningText, region: RegionModel, boxes: Sequence[Rect]) -> bool:
    """Whether the whole rest of a text stands in these boxes."""
    for box in boxes:
        columns = tracks(ctx, box, region, text)
        made = rows(ctx, text, columns, box.height)
        text = remainder(ctx, text, columns, made, pour(made, Cursor(), box.height)[1])
        if not text.pairs:
            return True
    return False
