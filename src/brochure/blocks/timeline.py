"""A thin timeline: dates on one line, each with its knot and a few words in both languages."""

from __future__ import annotations

from typing import Literal

from brochure.blocks.kind import BlockKind, Kit
from brochure.frame import Frame, Shape
from brochure.layout.contents import Content, Drawing
from brochure.layout.context import LayoutContext
from brochure.layout.sketch import Sketch
from brochure.model import BlockBase, Pair, Record


class TimelineItem(Record):
    date: Pair
    text: Pair


class Timeline(BlockBase):
    """`kind: timeline`."""

    kind: Literal["timeline"]
    title: Pair | None = None
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


def timeline_contents(block: Timeline, path: str, kit: Kit) -> tuple[Content, ...]:
    return (Drawing("timeline", lambda ctx, width, height: _draw(block, path, ctx, width, height), path),)


TIMELINE = BlockKind("timeline", Timeline, timeline_contents)
