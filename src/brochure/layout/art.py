"""Vector art from JSON (SVG path data in millimetres, colours by the theme's names) as one artwork.

Only `M`, `L`, `C` and `Z` with absolute coordinates occur, so that path data become the PDF's own by moving each letter
behind its numbers: one substitution a colour, whatever the number of its lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from brochure.frame import Artwork, Frame, Stroke
from brochure.geometry import Point, Rect, Size
from brochure.regex import regex
from brochure.theme import Theme

LEAST_WIDTH = 0.25
"""Points: the finest line that prints in one ink (print.md §6)."""


def art_frame(file: Path, theme: Theme, box: Rect, *, flip: bool = False) -> Frame:
    """The drawing scaled to the width of `box`; `flip` mirrors it left to right.

    Raises ValueError for a file of another form.
    """
    data = _read(str(file))
    scale = box.width / data["width"]
    size = Size(box.width, data["height"] * scale)
    strokes = tuple(_stroke(theme, key, "".join(part["d"] for part in parts)) for key, parts in _groups(data["paths"]))
    return Frame(size, ((Point(0.0, 0.0), Artwork(strokes, size, scale, flip)),))


@lru_cache(maxsize=32)
def _read(file: str) -> dict[str, Any]:
    data = json.loads(Path(file).read_text("utf-8"))
    if not isinstance(data, dict) or not {"width", "height", "paths"} <= data.keys():
        raise ValueError(f"{file}: not a drawing of paths")
    return data


_Key = tuple[str, str, float, float]


def _groups(paths: list[dict[str, Any]]) -> Iterator[tuple[_Key, Iterator[dict[str, Any]]]]:
    """Neighbouring paths of one look, painted together."""
    return groupby(
        paths,
        lambda path: (path.get("stroke", ""), path.get("fill", ""), path.get("tint", 1.0), path.get("width", 0.0)),
    )


def _stroke(theme: Theme, key: _Key, data: str) -> Stroke:
    stroke, fill, tint, width = key
    return Stroke(pdf_path(data), theme.color(fill or stroke, tint), max(LEAST_WIDTH, width), bool(fill))


_LETTERS = str.maketrans("MLCZ", "mlch")
_STEP = regex(r"([MLCZ])([^MLCZ]*)")


def pdf_path(data: str) -> str:
    """SVG path data (absolute M, L, C, Z) in PDF syntax."""
    return "".join([f"{numbers} {letter} " for letter, numbers in _STEP.findall(data)]).translate(_LETTERS)
