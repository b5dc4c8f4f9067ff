"""Lengths, points and rectangles.

Lengths are parsed at the edge (`"8mm"`, `"24pt"`, `"2em"`) and are plain `float` points inside: a wrapper class costs
ten times a float and buys nothing once the edge is guarded. Only `Em` stays a type, because it needs a size to mean
anything. Page space has its origin at the top left of the *trim*, x to the right, y down.
"""

from __future__ import annotations

import re

from brochure.dataclass import dataclass
from brochure.regex import regex

MM = 72.0 / 25.4
"""Points in a millimetre."""

_PER_UNIT = {"pt": 1.0, "mm": MM, "cm": 10 * MM, "in": 72.0, "pc": 12.0, "q": MM / 4}
_LENGTH = regex(r"\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*([a-zA-Z]*)\s*\Z")

EPSILON = 1e-4
"""Points below which two lengths are the same: rounding noise, far under any device's dot."""


@dataclass(frozen=True, slots=True)
class Em:
    """A length relative to a font size; `at` is the only way back to points."""

    value: float

    def at(self, size: float) -> float:
        """Points of this length in text of `size` points."""
        return self.value * size


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Size:
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Insets:
    """Distances from the four edges, each positive to the inside."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0

    @staticmethod
    def even(distance: float) -> Insets:
        return Insets(distance, distance, distance, distance)


@dataclass(frozen=True, slots=True)
class Bleed:
    """How far ink runs past the trim, per edge, as on a right-hand page.

    With `mirrored` left is the inner edge (at the spine) and right the outer one, and a left-hand page has them turned.
    """

    edges: Insets
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle by its top-left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def inset(self, by: Insets) -> Rect:
        """The rectangle inside; negative insets make it grow."""
        return Rect(
            self.x + by.left, self.y + by.top, self.width - by.left - by.right, self.height - by.top - by.bottom
        )

    def moved(self, dx: float, dy: float) -> Rect:
        return Rect(self.x + dx, self.y + dy, self.width, self.height)


def fits(need: float, room: float) -> bool:
    """Whether `need` goes into `room`, forgiving rounding noise."""
    return need <= room + EPSILON


def parse_length(text: str) -> float:
    """Points of an absolute length such as `8mm`, `24pt`, `0.5in`, `1pc` or `4q`.

    Raises ValueError with the units that are known when the unit is missing or unknown.
    """
    number, unit = _split(text)
    if unit not in _PER_UNIT:
        raise ValueError(f"`{text}`: unit must be one of {', '.join(_PER_UNIT)}")
    return number * _PER_UNIT[unit]


def parse_length_or_em(text: str) -> float | Em:
    """As `parse_length`, but `2em` gives an `Em`."""
    number, unit = _split(text)
    return Em(number) if unit == "em" else parse_length(text)


def _split(text: str) -> tuple[float, str]:
    match = _LENGTH.match(text)
    if not match:
        raise ValueError(f"`{text}` is not a length; write a number and a unit, such as 8mm or 24pt")
    return float(match[1]), match[2].lower()


TRIM_SIZES: dict[str, tuple[float, float]] = {
    "da-16k": (210, 285), "zheng-16k": (185, 260), "da-32k": (140, 210), "zheng-32k": (130, 184),
    "da-8k": (285, 420), "zheng-8k": (260, 370), "da-12k": (250, 285), "da-4k": (420, 570), "da-2k": (570, 840),
    "square-210": (210, 210), "square-285": (285, 285), "card": (90, 54),
    "A3": (297, 420), "A4": (210, 297), "A5": (148, 210), "A6": (105, 148), "DL": (99, 210), "B5": (176, 250),
    "letter": (215.9, 279.4),
    "bi-fold": (420, 285), "bi-fold-A4": (420, 297), "bi-fold-A5": (297, 210),
    "tri-fold": (285, 210), "tri-fold-A4": (297, 210), "four-fold": (380, 210), "four-fold-da-16k": (420, 285),
}  # fmt: skip
"""Named trim sizes, width × height in mm (GB/T 788 开本 as traded; ISO 216). Those of folded sheets are open sizes."""

_CHINESE_SIZES = {
    "大度16开": "da-16k", "正度16开": "zheng-16k", "大度32开": "da-32k", "正度32开": "zheng-32k", "大度8开": "da-8k",
    "正度8开": "zheng-8k", "大度12开": "da-12k", "大度4开": "da-4k", "对开": "da-2k", "名片": "card",
    "对折": "bi-fold", "三折页": "tri-fold", "A4三折": "tri-fold-A4", "四折页": "four-fold",
}  # fmt: skip


def parse_trim(text: str) -> Size:
    """A trim size by name (`da-16k`, `大度16开`, `A4`) or as `210mm x 285mm`; the unit may stand once.

    Raises ValueError with the known names.
    """
    name = _CHINESE_SIZES.get(text.replace(" ", ""), text)
    if name in TRIM_SIZES:
        width, height = TRIM_SIZES[name]
        return Size(width * MM, height * MM)
    parts = re.split(r"\s*[x×*]\s*", text.strip())
    if len(parts) == 2:
        unit = re.sub(r"[\d.\s]", "", parts[1])
        if re.fullmatch(r"[\d.]+", parts[0]):
            parts[0] += unit
        return Size(parse_length(parts[0]), parse_length(parts[1]))
    raise ValueError(f"`{text}` is not a trim size; write 210mm x 285mm, or one of {', '.join(TRIM_SIZES)}")


Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(one: Matrix, other: Matrix) -> Matrix:
    """`one` applied before `other` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
