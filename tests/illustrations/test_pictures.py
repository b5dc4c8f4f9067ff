"""The pictures: the files in assets/ and, at a small scale, the code that draws them."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from illustrations.__main__ import PICTURES
from illustrations.kit import save

FILES = Path(__file__).parents[2] / "assets" / "illustrations"
SIZES = {
    "dusk-skyline": (5032, 3438),
    "digital-valley": (2552, 3438),
    "computing-centre": (2552, 3438),
    "medical-centre": (2552, 3438),
    "exchange-hall": (2551, 1536),
    "road-south": (2551, 2008),
    "park-dusk": (2551, 2008),
    "meeting": (2008, 1418),
    "laboratory": (2008, 1418),
}


def ink(picture: Image.Image) -> np.ndarray:
    """Total ink in percent, every pixel."""
    return np.asarray(picture, np.float32).sum(-1) / 2.55


@pytest.mark.parametrize("name", SIZES)
def test_file_is_what_the_page_expects(name: str) -> None:
    with Image.open(FILES / f"{name}.jpg") as picture:
        assert picture.mode == "CMYK"
        assert picture.size == SIZES[name]
        assert round(picture.info["dpi"][0]) == 300
        assert len(picture.info["icc_profile"]) < 60_000
        side = 256
        for x, y in ((0, 0), (0, picture.height - side), (picture.width // 2, picture.height - side)):
            if picture.width < 3000:  # decoding the spread alone would take a second
                assert ink(picture.crop((x, y, x + side, y + side))).max() <= 300


@pytest.mark.parametrize("name", SIZES)
def test_drawing_keeps_size_and_ink_limit(name: str) -> None:
    picture = PICTURES[name](0.03).finish()
    assert picture.mode == "CMYK"
    assert picture.size == tuple(round(v * 0.03) for v in SIZES[name])
    assert ink(picture).max() <= 300
    assert np.asarray(picture).std() > 20, "an empty picture"


@pytest.mark.parametrize("name", ["dusk-skyline", "computing-centre", "meeting", "laboratory"])
def test_drawing_again_gives_the_same_picture(name: str) -> None:
    first, second = (PICTURES[name](0.03).finish().tobytes() for _ in range(2))
    assert first == second


def test_saved_picture_carries_resolution_and_profile(tmp_path: Path) -> None:
    save(PICTURES["meeting"](0.03).finish(), tmp_path / "m.jpg")
    with Image.open(BytesIO((tmp_path / "m.jpg").read_bytes())) as picture:
        assert picture.info["dpi"] == (300, 300)
        assert picture.info["icc_profile"]


def test_opening_sentence_stands_on_a_dark_sky() -> None:
    sky = PICTURES["dusk-skyline"](0.06).pixels[..., :3].astype(np.float32)
    sky = sky[: int(len(sky) * 0.45)]
    linear = np.where(sky <= 0.04045, sky / 12.92, ((sky + 0.055) / 1.055) ** 2.4) @ np.array([0.2126, 0.7152, 0.0722])
    assert (116 * np.cbrt(linear) - 16).max() < 45
