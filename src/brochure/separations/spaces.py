"""Colour spaces of a PDF as inks on plates (ISO 32000-1, 8.6, 11.7.3 and 11.7.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import pikepdf

from brochure.dataclass import dataclass, field
from brochure.separations.functions import Function, function_of
from brochure.separations.press import Press

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
Reach = Literal["cmyk", "process", "named", "all", "none"]


@dataclass(frozen=True, slots=True)
class Inks:
    """A colour as shares of inks, 1.0 for a solid.

    `reach` says which plates it belongs to when it overprints (11.7.4.3, table 149): `cmyk` is DeviceCMYK stated
    directly, whose zeros may leave the plate alone; `process` all four; `named` those named; `all` each plate there is.
    """

    shares: Mapping[str, float]
    reach: Reach

    def on(self, plate: str) -> float:
        """Its share of one ink."""
        return self.shares.get("All", 0.0) if self.reach == "all" else self.shares.get(plate, 0.0)

    def touches(self, plate: str, overprint: bool, nonzero: bool) -> bool:
        """Whether it replaces what is on the plate: without overprint always, for what it lacks knocks out."""
        if not overprint or self.reach == "all":
            return True
        if self.reach == "named" or plate not in PROCESS:
            return self.reach == "named" and plate in self.shares
        return self.reach == "process" or not nonzero or self.shares.get(plate, 0.0) > 0


Values = Sequence[float]


@dataclass(frozen=True, slots=True)
class Space:
    """`inks` turns a colour of `size` components into inks; `ranges` are what its components reach from and to."""

    kind: str
    size: int
    inks: Callable[[Values], Inks] = field(compare=False)
    gray: Callable[[Values], float] = field(compare=False)
    """How light a colour is, as a soft mask sees it (11.5.3, 10.3)."""
    initial: tuple[float, ...] = (0.0,)
    ranges: tuple[tuple[float, float], ...] = ((0.0, 1.0),)
    names: tuple[str, ...] = ()
    base: Space | None = None
    table: bytes = field(default=b"", repr=False)
    """Of Indexed: its colours, a byte for each component of `base`."""
    profile: bytes = field(default=b"", repr=False)
    """Of RGB by ICC: what it is stated in."""


_UNIT = ((0.0, 1.0),)
_SHORT = {"/G": "DeviceGray", "/RGB": "DeviceRGB", "/CMYK": "DeviceCMYK", "/I": "Indexed"}


def cmyk_inks(values: Values, reach: Reach) -> Inks:
    """Shares of the four process inks."""
    return Inks({name: min(max(v, 0.0), 1.0) for name, v in zip(PROCESS, values, strict=True)}, reach)


def cmyk_gray(values: Values) -> float:
    """10.3.5 and 10.3.3."""
    red, green, blue = (1 - min(1.0, value + values[3]) for value in values[:3])
    return rgb_gray((red, green, blue))


def rgb_gray(values: Values) -> float:
    return 0.3 * values[0] + 0.59 * values[1] + 0.11 * values[2]


def _black(values: Values) -> Inks:
    return cmyk_inks((0.0, 0.0, 0.0, 1 - values[0]), "process")


def _indexed(base: Space, table: bytes, high: int) -> Space:
    def at(values: Values) -> list[float]:
        index = min(max(int(values[0]), 0), high)
        raw = table[index * base.size : (index + 1) * base.size].ljust(base.size, b"\0")
        return [low + byte / 255 * (most - low) for byte, (low, most) in zip(raw, base.ranges, strict=True)]

    return Space(
        "Indexed", 1, lambda v: base.inks(at(v)), lambda v: base.gray(at(v)), (0.0,), ((0.0, float(high)),),
        base=base, table=table,
    )  # fmt: skip


class Spaces:
    """Reads colour spaces; what is no ink is converted for `press`. Raises ValueError for what cannot be read."""

    def __init__(self, press: Press) -> None:
        self.press = press
        self.spots: set[str] = set()
        self._known: dict[Any, Space] = {}

    def named(self, name: Any, resources: Any, depth: int = 0) -> Space:
        """A space by its name in the resources, or itself."""
        found = name
        if isinstance(name, pikepdf.Name | str):
            family = _SHORT.get(str(name), str(name)[1:])
            known = resources.get("/ColorSpace", {}).get(str(name))
            if known is None or family.startswith("Device"):
                return self._family(family)
            found = known
        if not isinstance(found, pikepdf.Array):
            return self._family(str(found)[1:])
        if not len(found) or depth > 8:
            raise ValueError("a colour space of no use")
        key = found.objgen if found.is_indirect else None
        if key is None:
            return self._array(found, resources, depth)
        if key not in self._known:
            self._known[key] = self._array(found, resources, depth)
        return self._known[key]

    def _family(self, family: str) -> Space:
        if family == "DeviceCMYK":
            return Space(family, 4, lambda v: cmyk_inks(v, "cmyk"), cmyk_gray, (0.0, 0.0, 0.0, 1.0), _UNIT * 4)
        if family in ("DeviceGray", "CalGray"):
            return Space("DeviceGray", 1, _black, lambda v: v[0])
        if family in ("DeviceRGB", "CalRGB"):
            return self._rgb("DeviceRGB", b"")
        if family == "Pattern":
            return Space(family, 0, lambda _v: Inks({}, "none"), lambda _v: 1.0, ())
        raise ValueError(f"no colour space {family}")

    def _rgb(self, kind: str, profile: bytes) -> Space:
        def inks(values: Values) -> Inks:
            return cmyk_inks(self.press.rgb((values[0], values[1], values[2]), profile), "process")

        return Space(kind, 3, inks, rgb_gray, (0.0,) * 3, _UNIT * 3, profile=profile)

    def _lab(self, ranges: tuple[tuple[float, float], ...]) -> Space:
        def inks(values: Values) -> Inks:
            return cmyk_inks(self.press.lab((values[0], values[1], values[2])), "process")

        return Space("Lab", 3, inks, lambda v: v[0] / 100, (0.0,) * 3, ((0.0, 100.0), *ranges))

    def _array(self, found: Any, resources: Any, depth: int) -> Space:
        kind = _SHORT.get(str(found[0]), str(found[0])[1:])
        match kind:
            case "ICCBased":
                return self._icc(found[1])
            case "Separation":
                return self._named_inks((_word(found[1]),), found, resources, depth)
            case "DeviceN":
                return self._named_inks(tuple(_word(one) for one in found[1]), found, resources, depth)
            case "Indexed":
                base = self.named(found[1], resources, depth + 1)
                if base.kind in ("Indexed", "Pattern"):
                    raise ValueError("an indexed space of no use")
                table = found[3].read_bytes() if isinstance(found[3], pikepdf.Stream) else bytes(found[3])
                return _indexed(base, table, int(found[2]))
            case "Pattern":
                if len(found) < 2:
                    return self._family("Pattern")
                base = self.named(found[1], resources, depth + 1)
                return Space("Pattern", base.size, base.inks, base.gray, base.initial, base.ranges, base=base)
            case "Lab":
                low_a, high_a, low_b, high_b = (float(v) for v in found[1].get("/Range", [-100, 100, -100, 100]))
                return self._lab(((low_a, high_a), (low_b, high_b)))
        return self._family(kind)

    def _icc(self, stream: Any) -> Space:
        size = int(stream.get("/N", 0))
        if size == 4:
            return Space("ICC CMYK", 4, lambda v: cmyk_inks(v, "process"), cmyk_gray, (0.0, 0.0, 0.0, 1.0), _UNIT * 4)
        if size == 3:
            profile = stream.read_bytes()
            return self._lab(((-128.0, 127.0),) * 2) if profile[16:20] == b"Lab " else self._rgb("ICC RGB", profile)
        return self._family("DeviceGray")

    def _named_inks(self, names: tuple[str, ...], found: Any, resources: Any, depth: int) -> Space:
        alternate = self.named(found[2], resources, depth + 1)
        tint: list[Function] = []

        def gray(values: Values) -> float:
            if not tint:
                tint.append(function_of(found[3]))
            return alternate.gray(tint[0](values))

        def inks(values: Values) -> Inks:
            shares = {n: min(max(v, 0.0), 1.0) for n, v in zip(names, values, strict=False) if n != "None"}
            return Inks(shares, "all" if names == ("All",) else "named" if shares else "none")

        self.spots.update(name for name in names if name not in (*PROCESS, "All", "None"))
        kind, size = "Separation" if len(names) == 1 else "DeviceN", len(names)
        return Space(kind, size, inks, gray, (1.0,) * size, _UNIT * size, names)


def _word(name: Any) -> str:
    return str(name)[1:]
