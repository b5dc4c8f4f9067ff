"""Colour spaces of a PDF as printing plates (ISO 32000-1, 8.6)."""

from __future__ import annotations

from typing import Any

import pikepdf

from brochure.dataclass import dataclass
from brochure.preflight.placed import NO_INK, PROCESS, Plates


@dataclass(frozen=True, slots=True)
class Space:
    """`kind` is the family without its slash; `names` are the colorants of Separation and DeviceN."""

    kind: str
    names: tuple[str, ...] = ()
    base: Space | None = None
    """Of Indexed and of an uncoloured pattern: the space whose colours it picks from."""

    @property
    def gray(self) -> bool:
        return self.kind == "DeviceGray"

    def plates(self, values: tuple[float, ...]) -> Plates:
        """The inks of a colour; without values that of the space's first colour (8.6.4: black)."""
        if self.kind == "DeviceCMYK":
            inks = values if len(values) == 4 else (0.0, 0.0, 0.0, 1.0)
            return tuple((name, share) for name, share in zip(PROCESS, inks, strict=True) if share > 0)
        if self.kind == "DeviceGray":
            dark = 1.0 - (values[0] if values else 0.0)
            return (("Black", dark),) if dark > 0 else ()
        if self.base is not None:
            return self.base.whole()
        if self.kind == "DeviceRGB":
            return (("RGB", 1.0),)
        if self.names:
            shares = values or (1.0,) * len(self.names)
            both = zip(self.names, shares, strict=False)
            return tuple((name, share) for name, share in both if share > 0 and name != "None")
        return ((self.kind if self.kind in NO_INK else "Pattern", 1.0),)

    def whole(self) -> Plates:
        """All that the space can print, as a picture in it may: each ink solid."""
        if self.kind == "DeviceCMYK":
            return tuple((name, 1.0) for name in PROCESS)
        return self.plates(())


def space_of(space: Any, resources: Any, depth: int = 0) -> Space:
    """A space by its name in the resources, or itself."""
    name = str(space) if isinstance(space, pikepdf.Name | str) else ""
    if name:
        found = resources.get("/ColorSpace", {}).get(name)
        if found is None or name.startswith("/Device"):
            return Space({"/G": "DeviceGray", "/RGB": "DeviceRGB", "/CMYK": "DeviceCMYK"}.get(name, name[1:]))
        space = found
    if not isinstance(space, pikepdf.Array) or not len(space):
        return Space(str(space)[1:])
    kind = str(space[0])[1:]
    if kind == "Separation":
        return Space(kind, (str(space[1])[1:],))
    if kind == "DeviceN":
        return Space(kind, tuple(str(one)[1:] for one in space[1]))
    if kind == "ICCBased" and int(space[1].get("/N", 0)) == 4:
        return Space("DeviceCMYK")
    if kind in ("Indexed", "I", "Pattern"):
        return Space(kind, base=space_of(space[1], resources, depth + 1) if len(space) > 1 and depth < 8 else None)
    if kind == "ICCBased" and int(space[1].get("/N", 0)) == 3:
        return Space("ICC RGB")
    if kind == "CalGray" or (kind == "ICCBased" and int(space[1].get("/N", 0)) == 1):
        return Space("ICCGray", ("Black",))
    return Space(kind)
