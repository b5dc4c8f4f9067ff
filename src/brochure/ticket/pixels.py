"""The ink of a picture's pixels: how much the heaviest of them prints."""

from __future__ import annotations

from typing import Any

from brochure.preflight.ink import pixels

_SHARE = 0.0001
"""Of the pixels, as many as may be heavier unnoticed: single pixels are noise (GWG 4.22 measures over 15 mm²)."""


def heaviest(image: Any) -> float | None:
    """Ink of all but the heaviest ten-thousandth of the pixels, 1.0 for one solid; None when it is not CMYK or grey."""
    from PIL import ImageMath

    found = pixels(image)
    if found is None:
        return None
    if found.mode == "L":
        return round((255 - int(found.getextrema()[0])) / 255, 3)
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
