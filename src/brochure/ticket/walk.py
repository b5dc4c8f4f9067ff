"""One page's content stream, followed with its graphics state (ISO 32000-1, 8.4): inks painted, pictures placed.

What lies wholly outside the bleed is the printer's (marks, colour bar) and is not counted as ink of the page.
"""

from __future__ import annotations

from typing import Any

import pikepdf

from brochure.dataclass import dataclass, field, replace
from brochure.ticket.spaces import Inked, inks_in, space_of

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_FILL, _STROKE = {"f", "F", "f*", "B", "B*", "b", "b*"}, {"S", "s", "B", "B*", "b", "b*"}
_SHOW = {"Tj", "TJ", "'", '"'}


def times(one: Matrix, other: Matrix) -> Matrix:
    """`one` applied before `other` (8.3.4)."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """An image XObject or in-line image, and the matrix of its unit square."""

    image: Any
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class _State:
    matrix: Matrix = _UNIT
    fill: Any = "/DeviceGray"
    fill_values: tuple[float, ...] = (0.0,)
    stroke: Any = "/DeviceGray"
    stroke_values: tuple[float, ...] = (0.0,)
    mode: int = 0
    """Text rendering mode (9.3.6)."""


@dataclass(slots=True)
class Seen:
    """What a page was found to paint. `ink` is the heaviest single colour, 1.0 for one solid ink."""

    inked: Inked = field(default_factory=Inked)
    images: list[PlacedImage] = field(default_factory=list)
    fonts: list[Any] = field(default_factory=list)
    transparent: bool = False
    ink: float = 0.0


class Walk:
    """Follows one page. `area` is the bleed box in points: left, bottom, right, top."""

    def __init__(self, page: Any, area: tuple[float, float, float, float]) -> None:
        self.seen = Seen()
        self._area = area
        self._depth = 0
        self._follow(page, page.get("/Resources", pikepdf.Dictionary()), _State())

    def _follow(self, owner: Any, resources: Any, state: _State) -> None:
        kept: list[_State] = []
        points: list[tuple[float, float]] = []
        text = line = _UNIT
        for step in pikepdf.parse_content_stream(owner):
            if isinstance(step, pikepdf.ContentStreamInlineImage):
                self.seen.images.append(PlacedImage(step.iimage.obj, state.matrix))
                continue
            name, values = str(step.operator), step.operands
            if name in ("m", "l", "c", "v", "y", "re"):
                points += _corners(name, [float(value) for value in values], state.matrix)
            elif name in _FILL or name in _STROKE:
                if self._inside(points):
                    self._paint(state, resources, name in _FILL, name in _STROKE)
                points = []
            elif name == "n":
                points = []
            elif name == "q":
                kept.append(state)
            elif name == "Q" and kept:
                state = kept.pop()
            elif name == "BT":
                text = line = _UNIT
            elif name in ("Td", "TD"):
                text = line = times((1, 0, 0, 1, float(values[0]), float(values[1])), line)
            elif name == "Tm":
                text = line = tuple(float(value) for value in values)  # type: ignore[assignment]
            elif name in _SHOW:
                at = times(text, state.matrix)
                if self._inside([(at[4], at[5])]):
                    self._paint(state, resources, state.mode in (0, 2, 4, 6), state.mode in (1, 2, 5, 6))
            elif name == "Do":
                self._draw(resources.get("/XObject", {}).get(str(values[0])), resources, state)
            elif name == "sh":
                shading = resources.get("/Shading", {}).get(str(values[0]))
                self._ink(space_of(shading.ColorSpace, resources), None)
            else:
                state = self._state(name, values, resources, state)

    def _state(self, name: str, values: Any, resources: Any, state: _State) -> _State:
        """The graphics state after an operator that paints nothing."""
        if name == "cm":
            return replace(state, matrix=times(tuple(float(value) for value in values), state.matrix))  # type: ignore[arg-type]
        if name in _DEVICE:
            shares = tuple(float(value) for value in values)
            if name.islower():
                return replace(state, fill=_DEVICE[name], fill_values=shares)
            return replace(state, stroke=_DEVICE[name], stroke_values=shares)
        if name == "cs":
            return replace(state, fill=values[0], fill_values=())
        if name == "CS":
            return replace(state, stroke=values[0], stroke_values=())
        if name in ("sc", "scn", "SC", "SCN"):
            shares = tuple(float(value) for value in values if not isinstance(value, pikepdf.Name))
            return replace(state, fill_values=shares) if name.islower() else replace(state, stroke_values=shares)
        if name == "Tr":
            return replace(state, mode=int(values[0]))
        if name == "Tf":
            font = resources.get("/Font", {}).get(str(values[0]))
            if font is not None and not any(font.objgen == one.objgen and font.is_indirect for one in self.seen.fonts):
                self.seen.fonts.append(font)
        if name == "gs":
            self.seen.transparent |= _blends(resources.get("/ExtGState", {}).get(str(values[0])))
        return state

    def _draw(self, one: Any, resources: Any, state: _State) -> None:
        if one is None:
            return
        if one.get("/Subtype") == "/Image":
            self.seen.images.append(PlacedImage(one, state.matrix))
            self.seen.transparent |= "/SMask" in one
            if one.get("/ImageMask"):
                self._paint(state, resources, True, False)
            elif "/ColorSpace" in one:
                self._ink(space_of(one.ColorSpace, resources), None)
            return
        self.seen.transparent |= one.get("/Group", {}).get("/S") == "/Transparency"
        if self._depth < 20:  # a form may not draw itself, but a broken file can say so
            self._depth += 1
            matrix = tuple(float(value) for value in one.get("/Matrix", _UNIT))
            inner = replace(state, matrix=times(matrix, state.matrix))  # type: ignore[arg-type]
            self._follow(one, one.get("/Resources", resources), inner)
            self._depth -= 1

    def _inside(self, points: list[tuple[float, float]]) -> bool:
        """Whether any of it lies in the bleed."""
        if not points:
            return False
        left, bottom, right, top = self._area
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return max(xs) > left and min(xs) < right and max(ys) > bottom and min(ys) < top

    def _paint(self, state: _State, resources: Any, fill: bool, stroke: bool) -> None:
        if fill:
            self._ink(space_of(state.fill, resources), state.fill_values)
        if stroke:
            self._ink(space_of(state.stroke, resources), state.stroke_values)

    def _ink(self, space: Any, values: tuple[float, ...] | None) -> None:
        inked = inks_in(space, values)
        self.seen.inked.add(inked)
        self.seen.ink = max(self.seen.ink, inked.amount)


_DEVICE = {
    "g": "/DeviceGray", "G": "/DeviceGray", "rg": "/DeviceRGB", "RG": "/DeviceRGB",
    "k": "/DeviceCMYK", "K": "/DeviceCMYK",
}  # fmt: skip


def _corners(name: str, values: list[float], matrix: Matrix) -> list[tuple[float, float]]:
    if name == "re":
        x, y, width, height = values
        values = [x, y, x + width, y, x, y + height, x + width, y + height]
    a, b, c, d, e, f = matrix
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(values[::2], values[1::2], strict=True)]


def _blends(state: Any) -> bool:
    if state is None:
        return False
    modes = state.get("/BM", pikepdf.Name.Normal)
    names = {str(mode) for mode in modes} if isinstance(modes, pikepdf.Array) else {str(modes)}
    faded = float(state.get("/ca", 1)) < 1 or float(state.get("/CA", 1)) < 1
    return faded or not names & {"/Normal", "/Compatible"} or str(state.get("/SMask", "/None")) != "/None"
