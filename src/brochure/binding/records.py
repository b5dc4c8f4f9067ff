"""What the author says of binding and paper.

Lengths in points, weights in g/m². A leaf's caliper in mm is weight × bulk / 1000, bulks as traded (print.md §9).
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from brochure.fields import PositiveLength
from brochure.geometry import MM, parse_length
from brochure.record import Fault, Field, Record, Refused, ValidationError

Kind = Literal[
    "none", "saddle-stitch", "perfect",
    "bi-fold", "tri-fold", "z-fold", "gate-fold", "double-gate", "accordion", "roll-fold",
]  # fmt: skip
FOLDS: tuple[str, ...] = ("bi-fold", "tri-fold", "z-fold", "gate-fold", "double-gate", "accordion", "roll-fold")
"""Kinds of which the trim is one open sheet, printed on both sides."""

UNITS = {"saddle-stitch": 4, "perfect": 2}
"""What the page count must be a multiple of."""

# patterns are compiled when first used: most brochures are built without one
_GRAMS = r"\s*(\d+(?:\.\d+)?)\s*(?:g|克|gsm|g/m2|g/m²|克/平方米)?\s*\Z"
_NAMED = r"(\d{2,3})\s*(?:g|克)"
_BULKS = (("哑", 0.9), ("亚粉", 0.9), ("铜", 0.83), ("胶", 1.22), ("轻", 1.6), ("卡", 1.1))
"""Bulk by a word of the paper's Chinese name; cm³/g."""
COATED_BULK = 0.83


class _Grams:
    """An annotation: a weight as `157`, `157g` or `157克`."""

    def read(self, value: Any, context: Any) -> float:
        found = re.match(_GRAMS, str(value), re.I)
        if not found or not 20 <= float(found[1]) <= 800:
            raise Refused("bad_value", en=f"`{value}` is not a paper weight; write 157 (g/m²)", example="157")
        return float(found[1])

    def schema(self) -> dict[str, Any]:
        return {"type": ["number", "string"], "examples": ["157"]}


class _Panels:
    """An annotation: how many panels, or the width of each, seen from the inside, left to right."""

    def read(self, value: Any, context: Any) -> int | tuple[float, ...]:
        if not isinstance(value, list | tuple):
            if not str(value).isdigit() or int(str(value)) == 0:
                raise Refused("bad_value", en=f"`{value}`: write a number or [95.5mm, 95.5mm, 94mm]", example="4")
            return int(str(value))
        if not value:
            raise Refused("bad_value", en="`[]`: write a number or [95.5mm, 95.5mm, 94mm]", example="[95.5mm, …]")
        widths, faults = [], []
        for number, item in enumerate(value):
            try:
                widths.append(parse_length(str(item)))
            except ValueError as error:
                faults.append(Fault("bad_value", (number,), {"en": str(error), "example": "95.5mm"}, item))
        if faults:
            raise ValidationError(faults)
        return tuple(widths)

    def schema(self) -> dict[str, Any]:
        return {
            "anyOf": [{"type": "integer"}, {"type": "array", "items": {"type": "string", "examples": ["95.5mm"]}}],
        }


class Paper(Record):
    """A paper: its name on the ticket, and its caliper or its weight (g/m²) and bulk."""

    name: str = ""
    thickness: PositiveLength = 0.0
    weight: Annotated[float, _Grams()] = 0.0
    bulk: float = Field(default=0.0, ge=0, lt=4)
    laminated: bool = False

    @property
    def grams(self) -> float:
        """g/m²: as given, as the name says (`157g 铜版纸`), or from the caliper; 0 when nothing is known."""
        if self.weight:
            return self.weight
        named = re.search(_NAMED, self.name, re.I)
        if named:
            return float(named[1])
        return self.thickness / MM * 1000 / self._bulk if self.thickness else 0.0

    @property
    def caliper(self) -> float:
        """Points of one leaf; 0 when nothing is known of it."""
        return self.thickness or self.grams * self._bulk / 1000 * MM

    @property
    def _bulk(self) -> float:
        return self.bulk or next((bulk for word, bulk in _BULKS if word in self.name), COATED_BULK)


class Binding(Record):
    """How it is bound or folded. With a fold, `trim` is the open sheet, and each page one side of it."""

    kind: Kind = "none"
    paper: Paper = Paper()
    cover: Paper | None = None
    """The cover's paper, where it is another one."""
    panels: Annotated[int | tuple[float, ...], _Panels()] = 0
    tuck: PositiveLength | None = None
    """How much narrower a panel is that is folded in; from the paper's weight when not given."""
    score: bool = False
    """Whether the folds are scored 压痕 before folding."""
    blanks: Literal["auto", "end", "before-back", "none"] = "auto"
    """Where blank pages go when the count does not fit; `none` makes that an error."""
    inside_cover: Literal["printed", "blank"] = "printed"
    """Of a perfect-bound book: whether its second and its last page but one are left unprinted."""
    spine_width: PositiveLength | None = None
    """As the printer measured it; from paper and page count when not given."""
