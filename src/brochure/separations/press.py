"""What a file's output intent makes of colours that are no ink: RGB and Lab as CMYK, by LittleCMS."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from PIL import Image, ImageCms

from brochure.pdf.color import PROFILES

FALLBACK = "coated_fogra39_tac300.icc"
"""For a file that does not say how it will be printed."""


class Press:
    """Converts for one output profile: relative colorimetric with black point compensation, as presses usually do."""

    def __init__(self, profile: bytes) -> None:
        self._profile = profile or (PROFILES / FALLBACK).read_bytes()
        self._transforms: dict[bytes, Any] = {}
        self._colours: dict[tuple[bytes, tuple[int, int, int]], tuple[float, ...]] = {}

    @classmethod
    def of(cls, pdf: pikepdf.Pdf) -> Press:
        """The press of a file's PDF/X output intent, or of its first (14.11.5)."""
        intents = list(pdf.Root.get("/OutputIntents", []))
        for intent in sorted(intents, key=lambda one: one.get("/S") != "/GTS_PDFX"):
            if isinstance(profile := intent.get("/DestOutputProfile"), pikepdf.Stream):
                data = profile.read_bytes()
                if data[16:20] == b"CMYK":
                    return cls(data)
        return cls(b"")

    def picture(self, image: Image.Image, profile: bytes = b"") -> Image.Image:
        """An RGB picture (in `profile`, else sRGB) or one in 8-bit Lab as CMYK, 255 for a solid."""
        key = b"Lab" if image.mode == "LAB" else profile
        if key not in self._transforms:
            self._transforms[key] = self._built(key, image.mode)
        made = ImageCms.applyTransform(image, self._transforms[key])
        assert made is not None  # only an in-place conversion returns nothing
        return made

    def _built(self, key: bytes, mode: str) -> Any:
        way, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
        wanted = ImageCms.ImageCmsProfile(io.BytesIO(self._profile))
        usual = ImageCms.createProfile("LAB" if mode == "LAB" else "sRGB")
        try:
            source: Any = ImageCms.ImageCmsProfile(io.BytesIO(key)) if key and mode != "LAB" else usual
            return ImageCms.buildTransform(source, wanted, mode, "CMYK", way, flags=flags)
        except (OSError, ImageCms.PyCMSError):
            try:  # the picture's profile is broken: as sRGB, which a RIP would do too
                return ImageCms.buildTransform(usual, wanted, mode, "CMYK", way, flags=flags)
            except ImageCms.PyCMSError as error:
                raise ValueError(f"the output profile does not convert: {error}") from error

    def rgb(self, colour: tuple[float, float, float], profile: bytes = b"") -> tuple[float, ...]:
        """Components 0–1."""
        red, green, blue = (round(min(max(value, 0.0), 1.0) * 255) for value in colour)
        return self._one((red, green, blue), "RGB", profile)

    def lab(self, colour: tuple[float, float, float]) -> tuple[float, ...]:
        """L* 0–100, a* and b* from -128."""
        light, a, b = colour
        return self._one((_byte(light * 2.55), _byte(a + 128), _byte(b + 128)), "LAB", b"")

    def _one(self, colour: tuple[int, int, int], mode: str, profile: bytes) -> tuple[float, ...]:
        key = (mode.encode() + profile, colour)
        if key not in self._colours:
            done = self.picture(Image.frombytes(mode, (1, 1), bytes(colour)), profile).tobytes()
            self._colours[key] = tuple(value / 255 for value in done)
        return self._colours[key]


def _byte(value: float) -> int:
    return min(max(round(value), 0), 255)
