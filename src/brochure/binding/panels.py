"""Panels of a folded sheet: how wide, what they are called, where they are printed and in which order they are read.

Widths follow print.md §8. A strip is one panel's piece of paper, counted from 1 on the inside from left to right; it is
printed on both sides, and the outside shows the strips mirrored, so that the folds of both sides fall together.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from brochure.binding.folding import Step
from brochure.dataclass import dataclass
from brochure.geometry import MM

OUTSIDE, INSIDE = 0, 1
"""Sides of the sheet, in the order of their pages."""

DEFAULT_COUNT = {
    "bi-fold": 2, "tri-fold": 3, "z-fold": 3, "gate-fold": 3, "double-gate": 4, "accordion": 4, "roll-fold": 4,
}  # fmt: skip
COUNTS = {"accordion": (3, 12), "roll-fold": (3, 8)}
"""Fewest and most panels of kinds that leave it to the author."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One side of one strip: name, side, left edge on that side and width, in points."""

    name: str
    side: int
    strip: int
    x: float
    width: float


@dataclass(frozen=True)
class Leaflet:
    """A folded sheet: kind and strip widths, inside, left to right, in points."""

    kind: str
    widths: tuple[float, ...]

    @property
    def count(self) -> int:
        return len(self.widths)

    def folds(self, side: int) -> tuple[float, ...]:
        """Distances of the folds from the left edge of a side."""
        widths = self.widths if side == INSIDE else self.widths[::-1]
        edges = [sum(widths[: number + 1]) for number in range(len(widths) - 1)]
        return tuple(round(edge, 6) for edge in edges)

    def side(self, side: int) -> tuple[Panel, ...]:
        """The panels of a side, left to right."""
        strips = range(1, self.count + 1) if side == INSIDE else range(self.count, 0, -1)
        names = _inside(self.kind, self.count) if side == INSIDE else _outside(self.kind, self.count)
        edges = (0.0, *self.folds(side))
        return tuple(
            Panel(name, side, strip, x, self.widths[strip - 1])
            for name, strip, x in zip(names, strips, edges, strict=True)
        )

    @cached_property
    def reading(self) -> tuple[Panel, ...]:
        """All panels in the order in which a reader opens them; the back last."""
        panels = {panel.name: panel for side in (OUTSIDE, INSIDE) for panel in self.side(side)}
        first = [name for name in ("front-cover", "front-left", "front-right") if name in panels]
        flaps = sorted(name for name in panels if name.startswith(("flap", "door")))
        inside = [panel.name for panel in self.side(INSIDE) if panel.name != "back"]
        rest = [panel.name for panel in self.side(OUTSIDE) if panel.name not in (*first, *flaps, "back")]
        return tuple(panels[name] for name in (*first, *flaps, *inside, *rest, "back"))

    def find(self, name: str) -> Panel | None:
        """The panel of a name or of a number in reading order; `front-cover` of a gate fold is its left door."""
        if name.isdigit():
            return self.reading[int(name) - 1] if 1 <= int(name) <= len(self.reading) else None
        name = "front-left" if name == "front-cover" and self.kind == "gate-fold" else name
        return next((panel for panel in self.reading if panel.name == name), None)

    @property
    def folded(self) -> float:
        """Width of the folded piece."""
        return max(self.widths)

    @property
    def steps(self) -> tuple[Step, ...]:
        """How it is folded, from the open sheet, inside up."""
        count = self.count
        match self.kind:
            case "gate-fold":
                return (Step(1, "left"), Step(2, "right"))
            case "double-gate":
                return (Step(1, "left"), Step(3, "right"), Step(2, "left"))
            case "z-fold" | "accordion":
                return tuple(Step(fold, "left", up=fold % 2 == 1) for fold in range(1, count))
            case _:  # bi-fold, tri-fold, roll-fold: from the right end inwards, then the cover over all
                return (*(Step(fold, "right") for fold in range(count - 1, 1, -1)), Step(1, "left"))


def tuck_of(grams: float, laminated: bool = False) -> float:
    """How much narrower a folded-in panel is, in points, by paper weight in g/m² (print.md §8); 1.5 mm for 0."""
    if laminated or grams > 250:
        return 3.0 * MM
    if not grams:
        return 1.5 * MM
    return (1.0 if grams <= 128 else 1.5 if grams <= 157 else 2.0) * MM


def panel_widths(kind: str, width: float, count: int, tuck: float) -> tuple[float, ...]:
    """Strip widths of a sheet `width` points wide, inside, left to right (print.md §8)."""
    match kind:
        case "tri-fold" | "roll-fold":  # two full panels, then each `tuck` narrower than the one before
            less = [tuck * max(0, number - 1) for number in range(count)]
        case "gate-fold":
            half = (width + 2 * tuck) / 4
            return half - tuck, 2 * half, half - tuck
        case "double-gate":
            less = [tuck, 0.0, 0.0, tuck]
        case _:
            less = [0.0] * count
    full = (width + sum(less)) / count
    return tuple(full - one for one in less)


def leaflet(kind: str, width: float, panels: int | Sequence[float], tuck: float) -> Leaflet:
    """The folded sheet of a kind in `FOLDS`; `panels` is their number (0: the kind's own) or their widths."""
    if not isinstance(panels, int):
        return Leaflet(kind, tuple(panels))
    return Leaflet(kind, panel_widths(kind, width, panels or DEFAULT_COUNT[kind], tuck))


def _inside(kind: str, count: int) -> tuple[str, ...]:
    names = [f"inside-{number}" for number in range(1, count + 1)]
    if kind in ("z-fold", "accordion") and count % 2:
        names[-1] = "back"
    return tuple(names)


def _outside(kind: str, count: int) -> tuple[str, ...]:
    match kind:
        case "gate-fold":
            return ("front-right", "back", "front-left")
        case "double-gate":
            return ("door-right", "back", "front-cover", "door-left")
        case "z-fold" | "accordion":
            back = () if count % 2 else ("back",)
            middle = count - 1 - len(back)
            return (*back, *(f"outside-{number}" for number in range(1, middle + 1)), "front-cover")
        case _:
            flaps = ("flap",) if count == 3 else tuple(f"flap-{number}" for number in range(count - 2, 0, -1))
            return (*flaps, "back", "front-cover") if count > 2 else ("back", "front-cover")
