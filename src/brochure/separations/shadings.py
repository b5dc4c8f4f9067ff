"""Shadings on some plates only (ISO 32000-1, 8.7.4): their colours worked out beforehand, and put in as levels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from brochure.separations.functions import function_of
from brochure.separations.spaces import Inks, Space, Spaces
from brochure.separations.state import Pack, Paint

STEPS, GRID = 512, 48
MESH = 1 << 22
"""Bytes of a mesh that are read."""


def inks_of(shading: Any, spaces: Spaces, resources: Any) -> Inks:
    """The inks that a shading may print, each solid: its colours are computed, so none is DeviceCMYK's own zero."""
    space = spaces.named(shading.ColorSpace, resources)
    made = space.inks(space.initial)
    if made.reach == "cmyk":
        return Inks(made.shares, "process")
    return made


def shading_for(shading: Any, pack: Pack, spaces: Spaces, resources: Any, pdf: pikepdf.Pdf) -> Any:
    """The shading with the levels of a pack's plates for colours."""
    space = spaces.named(shading.ColorSpace, resources)

    def levels(values: list[float]) -> list[float]:
        return pack.levels(Paint(space, tuple(values)))

    kind = int(shading.ShadingType)
    entries = {key: value for key, value in shading.items() if key not in ("/Function", "/ColorSpace", "/Background")}
    made: Any = Dictionary(entries)
    if kind in (4, 5, 6, 7):
        passed = ("/Length", "/Filter", "/DecodeParms")
        made = pdf.make_stream(shading.read_bytes(), {key: entries[key] for key in entries if key not in passed})
        if "/Function" not in shading:
            _mesh(made, shading, space, levels, len(pack.filled([0.0] * len(pack.plates))))
    made.ColorSpace = Name(pack.device)
    if "/Function" in shading:
        made.Function = _function(shading, kind, levels, pdf)
    if "/Background" in shading:
        made.Background = Array([round(v, 5) for v in levels([float(v) for v in shading.Background])])
    return made


def _function(shading: Any, kind: int, levels: Callable[[list[float]], list[float]], pdf: pikepdf.Pdf) -> Any:
    inner = function_of(shading.Function)
    if kind == 1:
        x0, x1, y0, y1 = (float(value) for value in shading.get("/Domain", [0, 1, 0, 1]))
        domain, size = [x0, x1, y0, y1], [GRID, GRID]
        places = [
            [x0 + (x1 - x0) * i / (GRID - 1), y0 + (y1 - y0) * j / (GRID - 1)] for j in range(GRID) for i in range(GRID)
        ]
    else:
        if kind in (2, 3):
            low, high = (float(value) for value in shading.get("/Domain", [0, 1]))
        else:
            low, high = [float(value) for value in shading.Decode][4:6]
        domain, size = [low, high], [STEPS]
        places = [[low + (high - low) * i / (STEPS - 1)] for i in range(STEPS)]
    made = [levels(inner(place)) for place in places]
    data = b"".join(round(level * 65535).to_bytes(2, "big") for row in made for level in row)
    outputs = len(made[0])
    return pdf.make_stream(
        data, FunctionType=0, Domain=Array(domain), Range=Array([0, 1] * outputs), Size=Array(size), BitsPerSample=16
    )


def _mesh(made: Any, shading: Any, space: Space, levels: Callable[[list[float]], list[float]], outputs: int) -> None:
    """Colours at the corners of triangles and patches: numbers are written anew, flags and places as they are."""
    kind = int(shading.ShadingType)
    flag = 0 if kind == 5 else int(shading.BitsPerFlag)
    coord, comp = int(shading.BitsPerCoordinate), int(shading.BitsPerComponent)
    data, decode = shading.read_bytes(), [float(value) for value in shading.Decode]
    if len(data) > MESH:
        raise ValueError("a mesh too large to read")
    limits, top, at = list(zip(decode[4::2], decode[5::2], strict=True)), (1 << comp) - 1, 0
    records = []

    def number(bits: int) -> int:
        nonlocal at
        at += bits
        return int.from_bytes(data[(at - bits) // 8 : (at + 7) // 8], "big") >> (-at % 8) & ((1 << bits) - 1)

    while at + flag + 2 * coord + space.size * comp <= len(data) * 8:
        edge = number(flag)
        points, colours = _CORNERS.get((kind, bool(edge & 3)), (1, 1))
        record = [(edge, flag), *((number(coord), coord) for _ in range(points * 2))]
        for _ in range(colours):
            values = [low + number(comp) / top * (high - low) for low, high in limits]
            record += [(round(level * top), comp) for level in levels(values)]
        at += -at % 8
        records.append(_packed(record))
    made.write(b"".join(records))
    made.Decode = Array([*decode[:4], *([0, 1] * outputs)])


_CORNERS = {(6, False): (12, 4), (6, True): (8, 2), (7, False): (16, 4), (7, True): (12, 2)}
"""Points and colours of a patch, by its kind and whether it goes on from the one before."""


def _packed(numbers: list[tuple[int, int]]) -> bytes:
    whole, length = 0, 0
    for number, bits in numbers:
        whole, length = whole << bits | number & ((1 << bits) - 1), length + bits
    return (whole << -length % 8).to_bytes((length + 7) // 8, "big")
