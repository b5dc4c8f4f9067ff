"""The grid of a page: columns across, baseline lines down, and the rectangles that regions take on it.

Regions are written in columns and lines of the type area, counted from 1; the type area is mirrored between left-hand
and right-hand pages. Text stands on the grid's baselines; pictures run from the top of the Han em box of their first
line to the baseline of their last, so that they line up with the text beside them.
"""

from __future__ import annotations

from brochure.dataclass import dataclass, replace
from brochure.geometry import Insets, Rect, Size
from brochure.theme import BODY_LINE_DESCENT, Edge, RegionModel, Setup, insets

HAN_TOP = 0.84
"""Height of Han ink above the baseline in em (the em box says 0.88; the face leaves about 0.04 above)."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One page's grid. `recto` is a right-hand page; lengths in points from the trim's top-left corner.

    A page of several panels has a grid for each of them in `panels`; `left` is where such a panel begins on the page.
    """

    trim: Size
    bleed: Insets
    setup: Setup
    recto: bool
    mirrored: bool = False
    """Whether the bleed is given by inner and outer edge, and turns with the side."""

    left: float = 0.0
    panels: tuple[tuple[str, Grid], ...] = ()

    def on(self, recto: bool) -> Grid:
        """The grid of a page on this side."""
        bleed = self.bleed
        if self.mirrored and recto != self.recto:
            bleed = Insets(bleed.top, bleed.left, bleed.bottom, bleed.right)
        return replace(self, recto=recto, bleed=bleed)

    def part(self, panel: str | None) -> Grid:
        """The grid of one panel, by name or counted from the left; the whole page's without a name."""
        if panel is None:
            return self
        if panel.isdigit() and 1 <= int(panel) <= len(self.panels):
            return self.panels[int(panel) - 1][1]
        return dict(self.panels).get(panel, self)

    @property
    def area(self) -> Rect:
        """The type area 版心."""
        return Rect(self.left, 0, self.trim.width, self.trim.height).inset(insets(self.setup, self.recto))

    @property
    def lines(self) -> int:
        """Whole baseline lines in the type area."""
        return int((self.area.height + 0.01) // self.setup.baseline)

    def column(self, first: int, last: int) -> tuple[float, float]:
        """Left edge and width of grid columns `first`–`last` (from 1)."""
        setup, area = self.setup, self.area
        one = (area.width - (setup.columns - 1) * setup.gutter) / setup.columns
        return area.x + (first - 1) * (one + setup.gutter), (last - first + 1) * (one + setup.gutter) - setup.gutter

    def top(self, line: int) -> float:
        """Top of baseline line `line` (from 1)."""
        return self.area.y + (line - 1) * self.setup.baseline

    def rect(self, region: RegionModel) -> Rect:
        """The region's box in whole lines, grown to the bleed where it says so."""
        return self.box(region.columns, region.lines, region.bleed)

    def text_rect(self, columns: tuple[int, int] | None, lines: tuple[int, int] | None) -> Rect:
        """A box in whole lines, for text."""
        return self.box(columns, lines, ())

    def picture_rect(
        self, columns: tuple[int, int] | None, lines: tuple[int, int] | None, bleed: tuple[Edge, ...]
    ) -> Rect:
        """The box of a picture: Han top of its first line to the baseline of its last, or the bleed."""
        whole = self.box(columns, lines, bleed)
        edges = self._edges(bleed)
        top = 0.0 if "top" in edges else self.setup.baseline - BODY_LINE_DESCENT - HAN_TOP * 9.5
        bottom = 0.0 if "bottom" in edges else BODY_LINE_DESCENT
        return whole.inset(Insets(top=top, bottom=bottom))

    def picture_bottom(self, top: float) -> float:
        """Lower edge of a picture whose caption begins in the line at `top`: the baseline of the line above."""
        return top - BODY_LINE_DESCENT

    def _touched(self, columns: tuple[int, int] | None, bleed: tuple[Edge, ...]) -> tuple[Edge, ...]:
        """A template made for one side of the spread may land on the other: its picture then runs off at the edge that
        its columns touch, not across the page over what stands beside it."""
        first, last = columns or (1, self.setup.columns)
        if (first == 1) == (last == self.setup.columns):
            return bleed
        touched: Edge = "outer" if (last == self.setup.columns) == self.recto else "inner"
        return tuple(touched if edge in ("inner", "outer") else edge for edge in bleed)

    def _edges(self, bleed: tuple[Edge, ...]) -> set[str]:
        sides = {"inner": "left" if self.recto else "right", "outer": "right" if self.recto else "left"}
        return {sides.get(edge, edge) for edge in bleed}

    def box(self, columns: tuple[int, int] | None, lines: tuple[int, int] | None, bleed: tuple[Edge, ...]) -> Rect:
        """A box in whole columns and lines, grown to the edges that bleed."""
        x, width = self.column(*(columns or (1, self.setup.columns)))
        first, last = lines or (1, self.lines)
        top, bottom = self.top(first), self.top(last + 1)
        left, right = x, x + width
        edges = self._edges(self._touched(columns, bleed))
        left = self.left - self.bleed.left if "left" in edges else left
        right = self.left + self.trim.width + self.bleed.right if "right" in edges else right
        top = -self.bleed.top if "top" in edges else top
        bottom = self.trim.height + self.bleed.bottom if "bottom" in edges else bottom
        return Rect(left, top, right - left, bottom - top)
