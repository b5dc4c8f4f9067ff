"""The grid drawn over a page, for a proof: columns as boxes, baselines as lines."""

from __future__ import annotations

from brochure.color import CMYK
from brochure.frame import Frame, FrameItem, Segment, Shape, rectangle
from brochure.geometry import Point, Size
from brochure.layout.grid import Grid
from brochure.theme import BODY_LINE_DESCENT

COLUMN, BASELINE = CMYK(0.4, 0, 0, 0), CMYK(0, 0.35, 0, 0)


def grid_frame(grid: Grid) -> Frame:
    """Columns and baselines of the type area, in page space."""
    area, setup = grid.area, grid.setup
    items: list[tuple[Point, FrameItem]] = []
    height = grid.lines * setup.baseline
    for number in range(1, setup.columns + 1):
        x, width = grid.column(number, number)
        path = rectangle(Size(width, height))
        items.append((Point(x, area.y), Shape(path, stroke=COLUMN, width=0.3)))
    across: tuple[Segment, ...] = (("M", (0.0, 0.0)), ("L", (area.width, 0.0)))
    for line in range(1, grid.lines + 1):
        y = grid.top(line + 1) - BODY_LINE_DESCENT
        items.append((Point(area.x, y), Shape(across, stroke=BASELINE, width=0.25)))
    return Frame(grid.trim, tuple(items))
