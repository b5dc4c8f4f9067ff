"""What a proof shows beyond the page: where it is cut, where text is safe, and that it is not approved."""

from __future__ import annotations

import math
from collections.abc import Sequence

from brochure.color import CMYK, Color
from brochure.frame import Frame, Page, Shape, rectangle
from brochure.geometry import Point, Rect, Size
from brochure.pdf.marks import Item, set_words
from brochure.pdf.surface import Surface, fixed
from brochure.text.fonts import Face

_TRIM, _BLEED, _SAFE, _FOLD = CMYK(1, 0, 0, 0), CMYK(0, 1, 1, 0), CMYK(0.6, 0, 1, 0), CMYK(0, 0.6, 1, 0)
_STAMP = CMYK(0, 1, 1, 0)


def guides(page: Page, kinds: frozenset[str], safe: float, grid: Frame | None = None) -> Frame:
    """Lines on the bleed, the trim, the area where text is safe from the knife, and the folds, in page space.

    `safe` is its distance from the trim and, half of it, from a fold; `grid` is drawn below the lines.
    """
    size, edge = page.frame.size, page.bleed
    trim = Rect(0, 0, size.width, size.height)
    bleed = Rect(-edge.left, -edge.top, size.width + edge.left + edge.right, size.height + edge.top + edge.bottom)
    inside = Rect(safe, safe, size.width - 2 * safe, size.height - 2 * safe)
    items: list[Item] = list(grid.items) if grid else []
    boxes = {"bleed": (bleed, _BLEED), "trim": (trim, _TRIM), "safe": (inside, _SAFE)}
    items += [_outline(*box) for kind, box in boxes.items() if kind in kinds]
    for x in page.folds if "fold" in kinds else ():
        line = Shape((("M", (0.0, 0.0)), ("L", (0.0, size.height))), stroke=_FOLD, width=0.5, dash=(4, 3))
        items.append((Point(x, 0), line))
    return Frame(size, tuple(items))


def _outline(box: Rect, color: Color) -> Item:
    path = rectangle(Size(box.width, box.height))
    return Point(box.x, box.y), Shape(path, stroke=color, width=0.5, dash=(3, 2))


def stamp(page: Page, words: str, faces: Sequence[Face]) -> Frame:
    """The words across the middle of the page, as large as its diagonal allows."""
    size = page.frame.size
    trial = _width(set_words(words, 100, faces, _STAMP, 0, 0))
    if not trial:
        return Frame(size)
    points = min(140.0, 100 * 0.7 * math.hypot(size.width, size.height) / trial)
    width = trial * points / 100
    start = (size.width - width) / 2, size.height / 2 + points * 0.35
    return Frame(size, tuple(set_words(words, points, faces, _STAMP, *start)))


def _width(items: list[Item]) -> float:
    return sum(getattr(item, "width", 0.0) for _place, item in items)


def turn(surface: Surface, page: Page) -> None:
    """Turn what follows onto the page's diagonal, about its middle (8.3.4)."""
    size = page.frame.size
    x, y = surface.point(size.width / 2, size.height / 2)
    angle = math.atan2(size.height, size.width)
    cos, sin = math.cos(angle), math.sin(angle)
    move = x - x * cos + y * sin, y - x * sin - y * cos
    surface.out.append(f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {fixed(move[0])} {fixed(move[1])} cm\n".encode())
