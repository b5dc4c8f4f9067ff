"""Two drawings of structure: a root that branches, and a band of steps."""

from __future__ import annotations

from typing import Literal

from brochure.blocks.kind import BlockKind, Kit
from brochure.blocks.timeline import circle
from brochure.frame import Frame, Shape
from brochure.geometry import Rect
from brochure.layout.contents import Content, Drawing
from brochure.layout.context import LayoutContext
from brochure.layout.sketch import Sketch
from brochure.model import BlockBase, Pair, Record


class Labelled(Record):
    label: Pair
    text: Pair | None = None


class Diagram(BlockBase):
    """`kind: diagram`: a root with three or so branches."""

    kind: Literal["diagram"]
    title: Pair | None = None
    root: Pair
    branches: tuple[Labelled, ...]


class Process(BlockBase):
    """`kind: process`: steps in order."""

    kind: Literal["process"]
    title: Pair | None = None
    steps: tuple[Labelled, ...]


def _draw_diagram(block: Diagram, path: str, ctx: LayoutContext, width: float, height: float | None) -> Frame:
    """The root at the left, threads from it to the branches stacked at the right."""
    pad = Sketch(ctx)
    step = ctx.theme.setup.baseline
    y = 0.0
    if block.title:
        y += pad.words(block.title, "diagram-title", 0.0, 0.0, width, f"{path}.title") + step / 2
    left, start = width * 0.30, width * 0.42
    tops: list[tuple[float, float]] = []
    top = y
    for number, branch in enumerate(block.branches):
        place = f"{path}.branches.{number}"
        begin = top
        top += pad.words(branch.label, "diagram-label", start + 8, top, width - start - 8, f"{place}.label")
        if branch.text:
            top += pad.words(branch.text, "diagram-text", start + 8, top, width - start - 8, f"{place}.text")
        tops.append((begin, top))
        top += step
    root = ctx.set_pair(block.root, "diagram-root", left, f"{path}.root")
    tall = sum(part.height for part in root)
    bottom = max(top - step, y + tall)
    middle = (y + bottom) / 2
    pad.blocks(root, 0.0, middle - tall / 2)
    ink = ctx.theme.color("accent")
    for begin, _ in tops:
        target = begin + step * 0.62
        bend = (start - left) / 2
        curve = (("M", (0.0, 0.0)), ("C", (bend, 0.0, bend, target - middle, start - left, target - middle)))
        pad.path(left, middle, curve, ink, 0.7)
        pad.place(start, target, Shape(circle(2.2), fill=ink))
    return pad.frame(width, bottom)


def _draw_process(block: Process, path: str, ctx: LayoutContext, width: float, height: float | None) -> Frame:
    """Numbered fields of equal width along one thread."""
    pad = Sketch(ctx)
    step, gutter = ctx.theme.setup.baseline, ctx.theme.setup.gutter
    y = 0.0
    if block.title:
        y += pad.words(block.title, "diagram-title", 0.0, 0.0, width, f"{path}.title") + step / 2
    count = len(block.steps)
    one = (width - (count - 1) * gutter) / count
    tall = 0.0
    ink = ctx.theme.color("accent")
    texts = []
    for number, part in enumerate(block.steps):
        place = f"{path}.steps.{number}"
        blocks = ctx.set_pair(part.label, "process-label", one - 16, f"{place}.label")
        if part.text:
            blocks += ctx.set_pair(part.text, "process-text", one - 16, f"{place}.text")
        texts.append(blocks)
        tall = max(tall, sum(block.height for block in blocks))
    for number, blocks in enumerate(texts):
        x = number * (one + gutter)
        pad.box(Rect(x, y, one, tall + 1.5 * step), "mist")
        pad.rule(x, y, one, 0.0, "accent", 1.4)
        pad.blocks(blocks, x + 8, y + step / 2)
        if number + 1 < count:
            pad.path(
                x + one + gutter / 2 - 1.8, y + (tall + 1.5 * step) / 2 - 4,
                (("M", (0.0, 0.0)), ("L", (4.0, 4.0)), ("L", (0.0, 8.0))), ink, 0.9,
            )  # fmt: skip
    return pad.frame(width, y + tall + 1.5 * step)


def diagram_contents(block: Diagram, path: str, kit: Kit) -> tuple[Content, ...]:
    return (Drawing("diagram", lambda ctx, width, height: _draw_diagram(block, path, ctx, width, height), path),)


def process_contents(block: Process, path: str, kit: Kit) -> tuple[Content, ...]:
    return (Drawing("process", lambda ctx, width, height: _draw_process(block, path, ctx, width, height), path),)


DIAGRAM = BlockKind("diagram", Diagram, diagram_contents)
PROCESS = BlockKind("process", Process, process_contents)
