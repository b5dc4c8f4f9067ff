"""Colours as operators (ISO 32000-1, 8.6.8): ink for the press, sRGB through the ICC profile for the screen."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from brochure.color import CMYK, Color, Spot
from brochure.pdf.objects import File, Ref, array, dictionary, name, number

_HERE = Path(__file__).parent
PROFILES = _HERE / "icc" if (_HERE / "icc").is_dir() else _HERE.parents[2] / "assets" / "icc"
"""Beside this file when installed, in the project's assets in a checkout."""
COATED = PROFILES / "coated_fogra39_tac300.icc"
NAMED = {"coated": COATED, "uncoated": PROFILES / "uncoated_fogra29_tac280.icc"}
"""The built-in printing conditions by the names they have in `output.print.profile`."""


def process(color: Color) -> CMYK:
    """The colour in process inks: a spot colour by its alternate."""
    return color.alternate.tint(color.share) if isinstance(color, Spot) else color


def is_black(color: Color) -> bool:
    """Whether the colour is solid black ink and nothing else: all that may overprint unasked (print.md §5)."""
    return isinstance(color, CMYK) and color.k == 1 and color.c == color.m == color.y == 0


class Inks:
    """Operators in DeviceCMYK, and spot colours as Separation spaces, one object a name in the whole file."""

    laid_over = "GSo"
    """The graphics state in which a finishing lies on what is under it."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._operators: dict[tuple[Color, bool], bytes] = {}
        self.spaces: dict[str, Ref] = {}
        self._keys: dict[str, str] = {}

    def operator(self, color: Color, stroke: bool = False) -> bytes:
        """The operator that sets the fill or stroke colour."""
        known = self._operators.get((color, stroke))
        if known is None:
            known = self._operators[color, stroke] = self._make(color, stroke).encode()
        return known

    def _make(self, color: Color, stroke: bool) -> str:
        if isinstance(color, Spot):
            key = self.separation(color.name, color.alternate)
            return f"/{key} {'CS' if stroke else 'cs'} {number(color.share)} {'SCN' if stroke else 'scn'}\n"
        inks = " ".join(number(ink) for ink in (color.c, color.m, color.y, color.k))
        return f"{inks} {'K' if stroke else 'k'}\n"

    def separation(self, ink: str, alternate: CMYK) -> str:
        """The resource name of a Separation space (8.6.6.4); its tint runs straight from paper to the alternate."""
        key = self._keys.get(ink)
        if key is None:
            key = self._keys[ink] = f"CS{len(self._keys)}"
            full = array((alternate.c, alternate.m, alternate.y, alternate.k))
            tint = {"FunctionType": 2, "Domain": array((0, 1)), "C0": array((0, 0, 0, 0)), "C1": full, "N": 1}
            space = array(("/Separation", name(ink), "/DeviceCMYK", dictionary(tint)))
            self.spaces[key] = self._file.add(space)
        return key


class Screen(Inks):
    """Operators in sRGB, each colour taken once through the output profile by LittleCMS: as it will print."""

    laid_over = "GSm"

    def __init__(self, file: File, profile: Path, proof: bool = False) -> None:
        """For a proof black is shown as dark as it prints, and not as dark as the screen can."""
        super().__init__(file)
        self._profile = profile
        self._proof = proof

    def _make(self, color: Color, stroke: bool) -> str:
        parts = " ".join(number(round(part / 255, 4)) for part in self.rgb(color))
        return f"{parts} {'RG' if stroke else 'rg'}\n"

    def rgb(self, color: Color) -> tuple[int, int, int]:
        """The colour in sRGB, 0–255."""
        from PIL import Image, ImageCms

        inks = process(color)
        pixel = Image.new("CMYK", (1, 1), tuple(round(ink * 255) for ink in (inks.c, inks.m, inks.y, inks.k)))
        shown: Any = ImageCms.applyTransform(pixel, self._transform)
        red, green, blue = shown.getpixel((0, 0))
        return red, green, blue

    @cached_property
    def _transform(self) -> Any:
        from PIL import ImageCms

        return ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(str(self._profile)),
            ImageCms.createProfile("sRGB"),
            "CMYK",
            "RGB",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.NONE if self._proof else ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
