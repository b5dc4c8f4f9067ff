"""A sketch pad for blocks that draw: text, rules and boxes placed by hand inside one rectangle, out as a frame.

The pad is the only mutable thing in layout; `frame` freezes it.
"""

from __future__ import annotations

from collections.abc import Sequence

from brochure.color import Color
from brochure.dataclass import dataclass, field
from brochure.frame import Frame, FrameItem, Group, Role, Segment, Shape, rectangle
from brochure.geometry import Point, Rect, Size
from brochure.inline import Inline
from brochure.layout.context import LayoutContext, Placed, TextBlock, Texts, stack


@dataclass(slots=True)
class Sketch:
    """Collects placed items; y grows downwards, the origin is the sketch's top-left corner."""

    ctx: LayoutContext
    items: list[Placed] = field(default_factory=list)

    def place(self, x: float, y: float, item: FrameItem) -> None:
        self.items.append((Point(x, y), item))

    def frame_at(self, x: float, y: float, frame: Frame) -> None:
        self.place(x, y, Group(frame))

    def box(self, rect: Rect, color: str, tint: float = 1.0) -> None:
        """A filled rectangle in a theme colour."""
        ink = self.ctx.theme.color(color, tint)
        self.place(rect.x, rect.y, Shape(rectangle(Size(rect.width, rect.height)), fill=ink))

    def rule(self, x: float, y: float, dx: float, dy: float, color: str, width: float = 0.5, tint: float = 1.0) -> None:
        """A straight rule from (x, y) by (dx, dy)."""
        ink = self.ctx.theme.color(color, tint)
        self.path(x, y, (("M", (0.0, 0.0)), ("L", (dx, dy))), ink, width)

    def path(self, x: float, y: float, segments: Sequence[Segment], ink: Color, width: float) -> None:
        self.place(x, y, Shape(tuple(segments), stroke=ink, width=width))

    def text(
        self, inline: Inline | str, style: str, lang: str, x: float, y: float, width: float, path: str, role: Role = "P"
    ) -> float:
        """One language's text; gives its height."""
        inline = Inline(inline) if isinstance(inline, str) else inline
        block = self.ctx.set_text(inline, style, lang, width, path, role)
        return self.blocks([block], x, y)

    def words(self, texts: Texts, style: str, x: float, y: float, width: float, path: str, role: Role = "P") -> float:
        """Every shown language, one below the other; gives the height."""
        return self.blocks(self.ctx.set_pair(texts, style, width, path, role), x, y)

    def blocks(self, blocks: list[TextBlock], x: float, y: float) -> float:
        placed, height = stack(blocks, x, y)
        self.items += placed
        return height

    def frame(self, width: float, height: float) -> Frame:
        return Frame(Size(width, height), tuple(self.items))
