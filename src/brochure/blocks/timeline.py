"""A thin timeline: dates on one line, each with its knot and a few words in both languages."""

from __future__ import annotations

from typing import Literal

from brochure.blocks.kind import BlockKind, Kit
from brochure.frame import Frame, Shape
from brochure.layout.contents import Content, Drawing, Words
from brochure.layout.context import LayoutContext
from brochure.layout.sketch import Sketch
from brochure.model import BlockBase, Pair, Record


class TimelineItem(Record):
    date: Pair
    text: Pair


class Timeline(BlockBase):
    """`kind: timeline`. `layout`: `band` along a foot, `column` down a page."""

    kind: Literal["timeline"]
    title: Pair | None = None
    short: Pair | None = None
    layout: Literal["band", "column"] = "band"
    items: tuple[TimelineItem, ...]


def circle(radius: float) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """A circle about the origin in four Béziers (the usual 0.5523 of the radius)."""
    k = 0.5523 * radius
    r = radius
    return (
        ("M", (r, 0.0)), ("C", (r, k, k, r, 0.0, r)), ("C", (-k, r, -r, k, -r, 0.0)),
        ("C", (-r, -k, -k, -r, 0.0, -r)), ("C", (k, -r, r, -k, r, 0.0)), ("Z", ()),
    )  # fmt: skip


def _draw(block: Timeline, path: str, ctx: LayoutContext, width: float, height: float | None) -> Frame:
    pad = Sketch(ctx)
    gutter = ctx.theme.setup.gutter
    count = len(block.items)
    one = (width - (count - 1) * gutter) / count
    pad.rule(0.0, 8.0, width, 0.0, "accent", 0.6)
    tall = 0.0
    for number, item in enumerate(block.items):
        x = number * (one + gutter)
        pad.place(x + 2.4, 8.0, Shape(circle(2.4), fill=ctx.theme.color("accent")))
        place = f"{path}.items.{number}"
        y = 16.0
        y += pad.words(item.date, "timeline-date", x, y, one, f"{place}.date")
        y += pad.words(item.text, "timeline-text", x, y, one, f"{place}.text")
        tall = max(tall, y)
    return pad.frame(width, tall)


def _draw_column(block: Timeline, path: str, ctx: LayoutContext, width: float, height: float | None) -> Frame:
    """Dates left of a vertical thread, words right of it, evenly spaced down the room there is."""
    pad = Sketch(ctx)
    step = ctx.theme.setup.baseline
    thread = width * 0.28
    words = thread + step * 1.5
    talls = [
        max(
            _height(ctx, item.date, "timeline-date-large", thread - step, f"{path}.items.{number}.date"),
            _height(ctx, item.text, "timeline-text-large", width - words, f"{path}.items.{number}.text"),
        )
        for number, item in enumerate(block.items)
    ]
    pitch = max(talls) + step
    if height is not None and len(block.items) > 1:
        pitch = max(pitch, (height - talls[-1]) / (len(block.items) - 1) // step * step)
    knot = ctx.theme.style("timeline-date-large", ctx.languages[0]).leading * 0.56
    ink = ctx.theme.color("accent")
    pad.rule(thread, knot, 0.0, pitch * (len(block.items) - 1), "accent", 0.6)
    for number, item in enumerate(block.items):
        y = number * pitch
        place = f"{path}.items.{number}"
        pad.place(thread, y + knot, Shape(circle(3.0), fill=ink))
        pad.words(item.date, "timeline-date-large", 0.0, y, thread - step, f"{place}.date")
        pad.words(item.text, "timeline-text-large", words, y, width - words, f"{place}.text")
    return pad.frame(width, pitch * (len(block.items) - 1) + talls[-1])


def _height(ctx: LayoutContext, texts: Pair, style: str, width: float, path: str) -> float:
    blocks = ctx.set_pair(texts, style, width, path)
    return sum(block.height + (block.style.before if number else 0.0) for number, block in enumerate(blocks))


def timeline_contents(block: Timeline, path: str, kit: Kit) -> tuple[Content, ...]:
    draw = _draw if block.layout == "band" else _draw_column
    role = "timeline" if block.layout == "band" else "timeline-column"
    found: list[Content] = [Drawing(role, lambda ctx, width, height: draw(block, path, ctx, width, height), path)]
    if block.title:
        found.append(Words("title", block.title, "title", f"{path}.title", "H1"))
    return tuple(found)


TIMELINE = BlockKind("timeline", Timeline, timeline_contents)
