"""A pull quote with its speaker: Kai in Chinese, italic in English, under a short rule."""

from __future__ import annotations

from typing import Literal

from brochure.blocks.kind import BlockKind, Kit
from brochure.frame import Frame
from brochure.layout.contents import Content, Drawing
from brochure.layout.context import LayoutContext
from brochure.layout.sketch import Sketch
from brochure.model import BlockBase, Pair


class Quote(BlockBase):
    """`kind: quote`. `role` is the speaker's office, printed after the name."""

    kind: Literal["quote"]
    text: Pair
    by: Pair | None = None
    role: Pair | None = None


def _draw(block: Quote, path: str, ctx: LayoutContext, width: float, height: float | None) -> Frame:
    pad = Sketch(ctx)
    step = ctx.theme.setup.baseline
    pad.rule(0.0, 1.5, min(width, 3 * step), 0.0, "accent", 2.2)
    y = step
    y += pad.words(block.text, "quote", 0.0, y, width, f"{path}.text", "Quote")
    y += step / 2
    if block.by:
        y += pad.words(block.by, "quote-by", 0.0, y, width, f"{path}.by")
    if block.role:
        y += pad.words(block.role, "quote-role", 0.0, y, width, f"{path}.role")
    return pad.frame(width, y)


def quote_contents(block: Quote, path: str, kit: Kit) -> tuple[Content, ...]:
    return (Drawing("quote", lambda ctx, width, height: _draw(block, path, ctx, width, height), path),)


QUOTE = BlockKind("quote", Quote, quote_contents)
