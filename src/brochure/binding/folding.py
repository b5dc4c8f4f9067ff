"""A sheet folded in the model: strips of paper laid over each other, fold by fold, as a folding machine does it.

Every fold turns the strips on one side of a crease over, up or down, and reverses their order. What must hold: nothing
lies over a crease that is about to be bent, what is caught inside a bend keeps clear of it, and no strip sticks out of
the finished piece. Thickness takes no room here; the clearance stands for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from brochure.dataclass import dataclass, replace


@dataclass(frozen=True, slots=True)
class Step:
    """One fold at the crease between strips `crease` and `crease + 1`: which end moves, upwards or downwards."""

    crease: int
    moves: Literal["left", "right"]
    up: bool = True


@dataclass(frozen=True, slots=True)
class Layer:
    """A strip where it lies: left and right edge, and whether its inside faces up."""

    strip: int
    left: float
    right: float
    inside_up: bool = True


@dataclass(frozen=True, slots=True)
class Squeeze:
    """A strip that comes too near to a crease: `room` is its distance inside it, negative where it lies over it."""

    strip: int
    crease: int
    room: float


@dataclass(frozen=True, slots=True)
class Folded:
    """The finished piece: layers from the bottom, and for every strip caught in a bend its room there."""

    layers: tuple[Layer, ...]
    rooms: tuple[Squeeze, ...]

    @property
    def width(self) -> float:
        return max(layer.right for layer in self.layers) - min(layer.left for layer in self.layers)


def fold(widths: Sequence[float], steps: Sequence[Step]) -> Folded:
    """Fold strips of these widths (inside up, left to right) and tell what each crease does to the others."""
    edges = [sum(widths[:number]) for number in range(len(widths) + 1)]
    layers = [Layer(number + 1, edges[number], edges[number + 1]) for number in range(len(widths))]
    rooms: list[Squeeze] = []
    for step in steps:
        layers, found = _bend(layers, step)
        rooms += found
    return Folded(tuple(layers), tuple(rooms))


def _bend(layers: list[Layer], step: Step) -> tuple[list[Layer], list[Squeeze]]:
    strips = {layer.strip: layer for layer in layers}
    one, other = strips[step.crease], strips[step.crease + 1]
    at = one.right  # the two are still flat beside each other
    turns = [layer for layer in layers if (layer.strip <= step.crease) == (step.moves == "left")]
    stays = [layer for layer in layers if layer not in turns]
    rooms = []
    for layer in layers:
        if layer.strip in (step.crease, step.crease + 1):
            continue
        partner = one if layer.strip <= step.crease else other
        over = layer.left < partner.right - 1e-9 and partner.left < layer.right - 1e-9
        inside = over and (layers.index(layer) > layers.index(partner)) == step.up
        room = at - layer.right if partner is one else layer.left - at
        if inside or room < -1e-9:
            rooms.append(Squeeze(layer.strip, step.crease, room))
    turned = [
        replace(layer, left=2 * at - layer.right, right=2 * at - layer.left, inside_up=not layer.inside_up)
        for layer in reversed(turns)
    ]
    return (stays + turned if step.up else turned + stays), rooms
