"""Page boxes and what pages inherit (ISO 32000-1, 7.7.3.4 and 14.11.2)."""

from __future__ import annotations

from typing import Any

DEPTH = 60
"""Nodes above a page: a file may say, wrongly, that one is its own parent."""


def box_of(page: Any, *names: str) -> tuple[float, float, float, float]:
    """The first of these boxes that the page has or inherits (7.7.3.4): left, bottom, right, top."""
    for name in names:
        found = inherited(page, name) if name in ("/MediaBox", "/CropBox") else page.get(name)
        if found is not None:
            x0, y0, x1, y1 = (float(value) for value in found)
            return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    return 0.0, 0.0, 612.0, 792.0


def inherited(page: Any, name: str) -> Any:
    """An entry that a page has itself or from the nodes above it (7.7.3.4), or None."""
    for _level in range(DEPTH):
        if page is None or name in page:
            break
        page = page.get("/Parent")
    return None if page is None else page[name]


def user_unit(page: Any) -> float:
    """Points to a unit of the page (14.11.2, 7.7.3.3); what makes no sense is 1."""
    unit = float(page.get("/UserUnit", 1))
    return unit if unit > 0 else 1.0
