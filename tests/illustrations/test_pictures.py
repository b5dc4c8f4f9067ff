"""The pictures, drawn again at a small scale. Needs the `illustrations` extra; without it there is nothing to draw with."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.illustrations.sizes import SIZES

np = pytest.importorskip("numpy")
pytest.importorskip("scipy")
pytest.importorskip("skia", exc_type=ImportError)

from illustrations.__main__ import PICTURES  # noqa: E402
from illustrations.kit import save  # noqa: E402


def ink(picture: Image.Image) -> Any:
    """Total ink in percent, every pixel."""
    return np.asarray(picture, np.float32).sum(-1) / 2.55


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
