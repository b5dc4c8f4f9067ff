"""Vector art from JSON (paths in millimetres, colours by the theme's names) as shapes."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from brochure.frame import Frame, Segment, Shape
from brochure.geometry import MM, Point, Rect, Size
from brochure.theme import Theme


def art_frame(file: Path, theme: Theme, box: Rect, *, flip: bool = False) -> Frame:
    """The drawing scaled to the width of `box`; `flip` mirrors it left to right.

    Raises ValueError for a file of another form.
    """
    data = _read(str(file))
    scale = box.width / data["width"]
    shapes = tuple((Point(0.0, 0.0), _shape(path, theme, scale, data["width"], flip)) for path in data["paths"])
    return Frame(Size(box.width, data["height"] * scale), shapes)


@lru_cache(maxsize=32)
def _read(file: str) -> dict[str, Any]:
    data = json.loads(Path(file).read_text("utf-8"))
    if not isinstance(data, dict) or not {"width", "height", "paths"} <= data.keys():
        raise ValueError(f"{file}: not a drawing of paths")
    return data


def _shape(path: dict[str, Any], theme: Theme, scale: float, width: float, flip: bool) -> Shape:
    segments: list[Segment] = []
    for operator, *numbers in path["d"]:
        if flip:
            numbers = [width - number if index % 2 == 0 else number for index, number in enumerate(numbers)]
        segments.append((operator, tuple(round(number * scale, 3) for number in numbers)))
    fill = theme.color(path["fill"], path.get("tint", 1.0)) if path.get("fill") else None
    stroke = theme.color(path["stroke"], path.get("tint", 1.0)) if path.get("stroke") else None
    return Shape(tuple(segments), fill=fill, stroke=stroke, width=max(0.25, path.get("width", 0.25) * scale / MM))
