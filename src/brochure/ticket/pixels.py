"""The ink of a picture's pixels: how much the heaviest of them prints."""

from __future__ import annotations

import io
from typing import Any

from brochure.ticket.spaces import family

_SHARE = 0.0001
"""Of the pixels, as many as may be heavier unnoticed: single pixels are noise (GWG 4.22 measures over 15 mm²)."""


def heaviest(image: Any) -> float | None:
    """Ink of all but the heaviest ten-thousandth of the pixels, 1.0 for one solid; None when it is not CMYK or grey."""
    from PIL import Image, ImageChops, ImageMath

    kind = family(image.get("/ColorSpace", ""))
    bands = {"DeviceCMYK": 4, "ICC CMYK": 4, "DeviceGray": 1}.get(kind)
    if bands is None or int(image.get("/BitsPerComponent", 8)) != 8:
        return None
    name = str(image.get("/Filter", ""))
    inverted = [float(value) for value in image.get("/Decode", [])][:2] == [1, 0]
    size = int(image.Width), int(image.Height)
    try:
        if name == "/DCTDecode":
            with Image.open(io.BytesIO(image.read_raw_bytes())) as opened:
                opened.draft(opened.mode, (1200, 1200))
                opened.load()
                found: Image.Image = opened.copy()
            # Pillow turns every CMYK JPEG as if Adobe had written it
            inverted = not inverted if bands == 4 else inverted
        else:
            found = Image.frombytes("CMYK" if bands == 4 else "L", size, image.read_bytes())
    except (OSError, ValueError, SyntaxError):
        return None
    if bands == 1:
        low, high = found.getextrema()
        light = 255 - int(high if inverted else low)  # type: ignore[arg-type]
        return round(light / 255, 3)
    if inverted:
        found = ImageChops.invert(found)
    plates: dict[str, Any] = dict(zip("cmyk", found.split(), strict=True))
    # a quarter of the sum, rounded, so that it fits a byte
    total = ImageMath.lambda_eval(
        lambda ink: ink["convert"]((sum(ink[name] for name in "cmyk") + 2) / 4, "L"), **plates
    )
    return round(_high(total.histogram()) * 4 / 255, 2)


def _high(histogram: list[int]) -> int:
    """The highest value but for a ten-thousandth of the pixels."""
    room = sum(histogram) * _SHARE
    for value in range(255, -1, -1):
        room -= histogram[value]
        if room < 0:
            return value
    return 0
