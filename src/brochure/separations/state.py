"""The graphics state as the plates need it (ISO 32000-1, 8.4), and which plates of a page are made together."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

import pikepdf

from brochure.dataclass import dataclass, replace
from brochure.geometry import UNIT, Matrix
from brochure.separations.spaces import PROCESS, Inks, Space

GRAY = "Gray"
"""The plate of a soft mask: how light its group is."""
SEPARABLE = frozenset(
    (
        *("/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge"),
        *("/ColorBurn", "/HardLight", "/SoftLight", "/Difference", "/Exclusion"),
    )
)
INSEPARABLE = frozenset(("/Hue", "/Saturation", "/Color", "/Luminosity"))
_NOT_WHITE = frozenset(("/Difference", "/Exclusion"))


def matrix_of(values: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in values)
    return a, b, c, d, e, f


@dataclass(frozen=True, slots=True)
class Paint:
    """A current colour. `whole` are the inks of a pattern or shading, each solid; None for a tiling pattern."""

    space: Space
    values: tuple[float, ...]
    pattern: str = ""
    whole: Inks | None = None

    @property
    def inks(self) -> Inks:
        return self.whole if self.whole is not None else self.space.inks(self.values)


@dataclass(frozen=True, slots=True)
class State:
    """What decides whether a plate is painted. `inside` a group that does not see what is below it."""

    fill: Paint
    stroke: Paint
    matrix: Matrix = UNIT
    line: float = 1.0
    over_fill: bool = False
    over_stroke: bool = False
    nonzero: bool = False
    blend: str = "/Normal"
    mode: int = 0
    glyphs: bool = False
    """Whether the font is Type 3."""
    inside: bool = False

    @property
    def width(self) -> float:
        """Of strokes, in points of the page."""
        a, b, c, d = self.matrix[:4]
        return self.line * float(abs(a * d - b * c) ** 0.5)

    @property
    def key(self) -> tuple[object, ...]:
        """What a form drawn in this state inherits from it."""
        paints = tuple((p.space.kind, p.space.names, p.values, p.pattern) for p in (self.fill, self.stroke))
        scale = tuple(round(value, 3) for value in self.matrix[:4])
        return (
            *paints,
            scale,
            self.line,
            self.over_fill,
            self.over_stroke,
            self.nonzero,
            self.blend,
            self.mode,
            self.inside,
        )


def with_graphics(state: State, more: Any) -> State:
    """The state after `gs`."""
    state = with_lines(state, more)
    return replace(state, blend=blend_of(more)) if "/BM" in more else state


class _Overprinting(Protocol):
    """What `with_lines` changes of a state."""

    @property
    def over_stroke(self) -> bool: ...
    @property
    def over_fill(self) -> bool: ...
    @property
    def nonzero(self) -> bool: ...
    @property
    def line(self) -> float: ...


Some = TypeVar("Some", bound=_Overprinting)


def with_lines(state: Some, more: Any) -> Some:
    """The state after what a graphics state says of overprint (11.7.4.3) and of the width of lines."""
    if "/OP" in more:
        state = replace(state, over_stroke=bool(more.OP), over_fill=bool(more.get("/op", more.OP)))
    elif "/op" in more:
        state = replace(state, over_fill=bool(more.op))
    if "/OPM" in more:
        state = replace(state, nonzero=int(more.OPM) == 1)
    return replace(state, line=float(more.LW)) if "/LW" in more else state


def blend_of(more: Any) -> str:
    """The blend mode that a reader takes: the first it knows (11.6.3)."""
    modes = more.BM
    names = [str(one) for one in modes] if isinstance(modes, pikepdf.Array) else [str(modes)]
    known = next((name for name in names if name in SEPARABLE or name in INSEPARABLE), "/Normal")
    return "/Normal" if known == "/Compatible" else known


class Split(Exception):
    """Plates that cannot be made together: something paints one of them and leaves another alone."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Up to three plates that are painted as red, green and blue: they mix one by one, as plates do (11.3.4)."""

    plates: tuple[str, ...]

    @property
    def mask(self) -> bool:
        return self.plates == (GRAY,)

    @property
    def process(self) -> bool:
        return self.plates[0] in PROCESS

    @property
    def device(self) -> str:
        return "/DeviceGray" if len(self.plates) == 1 else "/DeviceRGB"

    def levels(self, paint: Paint) -> list[float]:
        """A colour as components of the pack, 1.0 for paper."""
        if self.mask:
            return [min(max(paint.space.gray(paint.values), 0.0), 1.0)]
        inks = paint.inks
        return self.filled([1 - inks.on(plate) for plate in self.plates])

    def filled(self, levels: list[float]) -> list[float]:
        return levels if len(levels) == 1 else [*levels, 1.0, 1.0][:3]

    def paints(self, inks: Inks, overprint: bool, state: State) -> bool:
        """Whether a colour paints these plates. Raises Split when only some."""
        if inks.reach == "none":
            return False
        if self.mask:
            return True
        if self.plates == ("Black",) and state.blend in INSEPARABLE and state.blend != "/Luminosity":
            return False  # black stays that of what is below (11.3.5.3)
        if not overprint:
            return True
        touched = {inks.touches(plate, overprint, state.nonzero) for plate in self.plates}
        if len(touched) > 1:
            raise Split
        return touched.pop()

    def blend(self, name: str) -> str:
        """The mode in which the pack mixes (11.3.5.3, 11.7.3): spots only by modes that keep white."""
        if not self.process and not self.mask:
            return "/Normal" if name in INSEPARABLE or name in _NOT_WHITE else name
        if len(self.plates) == 1 and name in INSEPARABLE and not self.mask:
            return "/Normal"
        return name
