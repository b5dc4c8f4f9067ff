"""Which line of the YAML stands where on a page."""

from __future__ import annotations

from typing import Any

from brochure.frame import Page
from brochure.geometry import Rect
from brochure.preflight.frames import sheets_of
from brochure.source import SourceMap


def places_of(page: Page, spans: SourceMap) -> list[dict[str, Any]]:
    """Boxes in points from the trim's top-left corner, each with its path, file, line and column; small ones last.

    What is behind everything (a page's ground) comes first, so that the last box under the pointer is the one meant.
    """
    boxes: dict[str, Rect] = {}
    for sheet in sheets_of((page,)):
        for one in sheet.placed:
            if one.path:
                boxes[one.path] = _around(boxes[one.path], one.box) if one.path in boxes else one.box
    found = []
    for path, box in sorted(boxes.items(), key=lambda item: -item[1].width * item[1].height):
        span = spans.at(path)
        rect = [round(value, 1) for value in (box.x, box.y, box.width, box.height)]
        found.append({"rect": rect, "path": path, "file": span.file, "line": span.line, "column": span.column})
    return found


def _around(one: Rect, other: Rect) -> Rect:
    left, top = min(one.x, other.x), min(one.y, other.y)
    return Rect(left, top, max(one.right, other.right) - left, max(one.bottom, other.bottom) - top)
