"""Colour spaces as inks (ISO 32000-1, 8.6): which plates a colour is printed from."""

from __future__ import annotations

from typing import Any

import pikepdf

from brochure.dataclass import dataclass, field
from brochure.ticket.facts import PROCESS


@dataclass(slots=True)
class Inked:
    """Inks by kind; `amount` is their sum, 1.0 for one solid ink."""

    process: set[str] = field(default_factory=set)
    spots: set[str] = field(default_factory=set)
    other: set[str] = field(default_factory=set)
    amount: float = 0.0

    def add(self, more: Inked) -> None:
        self.process |= more.process
        self.spots |= more.spots
        self.other |= more.other


def space_of(space: Any, resources: Any) -> Any:
    """A space by its resource's name, or itself."""
    if isinstance(space, pikepdf.Name | str):
        return resources.get("/ColorSpace", {}).get(str(space), space)
    return space


def family(space: Any) -> str:
    """The space's name without the slash: `DeviceCMYK`, `ICCBased` with its components, `Separation` …"""
    if not isinstance(space, pikepdf.Array):
        return str(space).removeprefix("/")
    name = str(space[0]).removeprefix("/")
    if name == "ICCBased":
        return {1: "ICC Gray", 3: "ICC RGB", 4: "ICC CMYK"}.get(int(space[1].get("/N", 0)), name)
    return name


def inks_in(space: Any, values: tuple[float, ...] | None) -> Inked:
    """The inks of a colour; with `values` None (a picture, a shading) all that the space can print.

    Registration colour is the printer's and prints nothing here.
    """
    kind = family(space)
    if kind in ("DeviceCMYK", "ICC CMYK"):
        shares: tuple[float, ...] = values if values is not None and len(values) == 4 else (1.0,) * 4
        used = {ink for ink, share in zip(PROCESS, shares, strict=True) if share > 0}
        return Inked(process=used, amount=sum(shares) if values else 0.0)
    if kind in ("DeviceGray", "CalGray", "ICC Gray", "G"):
        share = 1 - values[0] if values else 1.0
        return Inked(process={"Black"} if share > 0 else set(), amount=share if values else 0.0)
    if kind in ("Separation", "DeviceN"):
        names = [space[1]] if kind == "Separation" else list(space[1])
        shares = values or (1.0,) * len(names)
        inked = Inked(amount=sum(shares) if values else 0.0)
        for one, share in zip(names, shares, strict=False):
            ink = str(one).removeprefix("/")
            if ink not in ("All", "None") and share > 0:
                (inked.process if ink in PROCESS else inked.spots).add(ink)
        return Inked(inked.process, inked.spots, set(), inked.amount if "/All" not in map(str, names) else 0.0)
    if kind in ("Indexed", "I", "Pattern") and isinstance(space, pikepdf.Array) and len(space) > 1:
        return inks_in(space[1], None)
    if kind == "Pattern":
        return Inked()
    return Inked(other={"RGB" if "RGB" in kind else kind})
