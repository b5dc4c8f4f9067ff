"""Connected places of a page that are over a limit, each with a tight box."""

from __future__ import annotations

import struct

from PIL import Image, ImageMath

from brochure.dataclass import dataclass
from brochure.geometry import Rect
from brochure.preflight.placed import meets

CELLS = 4
"""Pixels to a side of the squares by which neighbours are found: places nearer than that are one."""


@dataclass(frozen=True, slots=True)
class Region:
    """`peak` is the highest value, `spot` the pixel that has it; `box` is in points from the trim's top left."""

    box: Rect
    peak: float
    spot: tuple[int, int]


def regions(mean: Image.Image, raw: Image.Image, limit: float, reach: int, area: Rect) -> list[Region]:
    """Places where `mean` is over the limit, boxed to the pixels of `raw` that are, no farther away than `reach`."""
    over = _above(mean, limit)
    coarse = over.reduce(CELLS).point(lambda value: 255 if value else 0)
    found: list[Region] = []
    for left, top, right, bottom in _components(coarse):
        window = CELLS * left, CELLS * top, CELLS * right, CELLS * bottom
        inner = over.crop(window).getbbox()
        if inner is None:
            continue
        x0, y0 = window[0] + inner[0], window[1] + inner[1]
        x1, y1 = window[0] + inner[2], window[1] + inner[3]
        peak, spot = _peak(mean, (x0, y0, min(x1, mean.width), min(y1, mean.height)))
        x0, y0 = max(0, x0 - reach), max(0, y0 - reach)
        x1, y1 = min(mean.width, x1 + reach), min(mean.height, y1 + reach)
        tight = _above(raw.crop((x0, y0, x1, y1)), limit).getbbox() or (0, 0, x1 - x0, y1 - y0)
        across, down = area.width / mean.width, area.height / mean.height
        box = Rect(
            area.x + (x0 + tight[0]) * across, area.y + (y0 + tight[1]) * down,
            (tight[2] - tight[0]) * across, (tight[3] - tight[1]) * down,
        )  # fmt: skip
        _add(found, Region(box, peak, spot))
    return found


def _add(found: list[Region], one: Region) -> None:
    """Put a place to those found, as one with all whose boxes it meets."""
    for other in found:
        if meets(one.box, other.box):
            found.remove(other)
            left, top = min(one.box.x, other.box.x), min(one.box.y, other.box.y)
            right, bottom = max(one.box.right, other.box.right), max(one.box.bottom, other.box.bottom)
            higher = max(one, other, key=lambda region: region.peak)
            _add(found, Region(Rect(left, top, right - left, bottom - top), higher.peak, higher.spot))
            return
    found.append(one)


def _above(image: Image.Image, limit: float) -> Image.Image:
    made: Image.Image = ImageMath.lambda_eval(
        lambda given: given["convert"]((given["image"] > int(limit)) * 255, "L"), image=image
    )
    return made


def _peak(mean: Image.Image, window: tuple[int, int, int, int]) -> tuple[float, tuple[int, int]]:
    part = mean.crop(window)
    high: int = part.getextrema()[1]  # type: ignore[assignment]
    at = part.tobytes().find(struct.pack("=i", high)) // 4
    return float(high), (window[0] + at % part.width, window[1] + at // part.width)


def _components(mask: Image.Image) -> list[tuple[int, int, int, int]]:
    """Boxes of what hangs together, corner to corner too, from the top down: runs of each row joined to the last's."""
    data, width = mask.tobytes(), mask.width
    boxes: list[list[int]] = []
    parents: list[int] = []

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    before: list[tuple[int, int, int]] = []
    for y in range(mask.height):
        row, runs, x = data[y * width : (y + 1) * width], [], 0
        while (start := row.find(b"\xff", x)) >= 0:
            end = row.find(b"\0", start)
            x = end if end >= 0 else width
            mine = len(boxes)
            boxes.append([start, y, x, y + 1])
            parents.append(mine)
            for first, last, label in before:
                if first <= x and last >= start:
                    parents[root(label)] = root(mine)
            runs.append((start, x, mine))
        before = runs
    joined: dict[int, list[int]] = {}
    for index, (left, top, right, bottom) in enumerate(boxes):
        box = joined.setdefault(root(index), [left, top, right, bottom])
        box[:] = min(box[0], left), min(box[1], top), max(box[2], right), max(box[3], bottom)
    return sorted(((a, b, c, d) for a, b, c, d in joined.values()), key=lambda box: (box[1], box[0]))
