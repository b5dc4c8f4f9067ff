"""The committed pictures are what the page expects."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.illustrations.sizes import SIZES

FILES = Path(__file__).parents[2] / "assets" / "illustrations"
SIDE = 256


def ink(picture: Image.Image) -> float:
    """Most ink of any pixel, in percent (0–400); sums are halved twice on the way, so that they stay in a byte."""
    halves = [channel.point(lambda value: value // 4) for channel in picture.split()]
    total = halves[0]
    for channel in halves[1:]:
        total = ImageChops.add(total, channel)
    return total.getextrema()[1] * 4 / 2.55


@pytest.mark.parametrize("name", SIZES)
def test_file_is_what_the_page_expects(name: str) -> None:
    with Image.open(FILES / f"{name}.jpg") as picture:
        assert picture.mode == "CMYK"
        assert picture.size == SIZES[name]
        assert round(picture.info["dpi"][0]) == 300
        assert len(picture.info["icc_profile"]) < 60_000
        if picture.width < 3000:  # decoding the spread alone would take a second
            for x, y in ((0, 0), (0, picture.height - SIDE), (picture.width // 2, picture.height - SIDE)):
                assert ink(picture.crop((x, y, x + SIDE, y + SIDE))) <= 300
