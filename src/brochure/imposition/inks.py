"""The inks a source prints with, as colour spaces its sheets can use: registration colour, process inks, spot inks.

One ink has one alternate in the whole file (PDF/X-4, after PDFlib 10.2), so the source's own spaces are used again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from brochure.color import CMYK
from brochure.dataclass import dataclass
from brochure.imposition.drawing import ALL, Ink

PROCESS: tuple[tuple[str, Ink], ...] = (
    ("Cyan", CMYK(1, 0, 0, 0)),
    ("Magenta", CMYK(0, 1, 0, 0)),
    ("Yellow", CMYK(0, 0, 1, 0)),
    ("Black", CMYK(0, 0, 0, 1)),
)
_DEPTH = 4
"""Forms within forms that are looked into for spot inks."""


@dataclass(frozen=True, slots=True)
class Inks:
    """`spaces` are the resources of a sheet by name; `spots` the spot inks, by the plate's name and the resource's."""

    spaces: dict[str, Any]
    spots: tuple[tuple[str, Ink], ...]

    @property
    def plates(self) -> tuple[tuple[str, Ink], ...]:
        """Every plate there may be, with the ink that prints on it alone."""
        return (*PROCESS, *self.spots)


def read_inks(pdf: pikepdf.Pdf, resources: Sequence[Any]) -> Inks:
    """The inks of pages with these resources; registration colour is made where the source has none."""
    found: dict[str, Any] = {}
    for one in resources:
        for space in _spaces(one, _DEPTH):
            if isinstance(space, Array) and len(space) == 4 and space[0] == Name.Separation:
                found.setdefault(str(space[1])[1:], space)
    found.pop("None", None)
    registration = found.pop("All", None)
    if registration is None:
        tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
        registration = pdf.make_indirect(Array([Name.Separation, Name.All, Name.DeviceCMYK, tint]))
    for name, _ink in PROCESS:
        found.pop(name, None)
    names = {f"BrochureSpot{index}": name for index, name in enumerate(sorted(found))}
    spaces = {ALL: registration, **{key: found[name] for key, name in names.items()}}
    return Inks(spaces, tuple((name, key) for key, name in names.items()))


def _spaces(resources: Any, depth: int) -> Iterator[Any]:
    """The colour spaces of resources, and of the forms in them, `depth` deep."""
    if not isinstance(resources, Dictionary) or not depth:
        return
    yield from resources.get("/ColorSpace", Dictionary()).values()
    for one in resources.get("/XObject", Dictionary()).values():
        if one.get("/Subtype") == Name.Form:
            yield from _spaces(one.get("/Resources"), depth - 1)
        elif isinstance(one.get("/ColorSpace"), Array):
            yield one.ColorSpace
