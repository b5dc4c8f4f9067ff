"""A real print file's plates are those of Ghostscript: photographs, drawings, type that overprints, marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from test_separated_cases import by_ghostscript, needs_ghostscript

from brochure.build import build
from brochure.preflight.ink import Load
from brochure.separations.plates import Plates, Separator

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def leaflet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("leaflet") / "leaflet.pdf"
    built = build(ROOT / "content" / "leaflet" / "leaflet.yaml", out)
    assert built.output, built.findings
    return out


def on_trim(image: Image.Image, plates: Plates, size: tuple[int, int]) -> Image.Image:
    """The part of a plate that is the trim, in so many pixels at 72 an inch."""
    across, down = image.width / plates.area.width, image.height / plates.area.height
    matrix = (across, 0, -plates.area.x * across, 0, down, -plates.area.y * down)
    return image.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)


@needs_ghostscript
def test_a_leaflet_has_the_plates_of_ghostscript(leaflet: Path, tmp_path: Path) -> None:
    with Separator(leaflet) as separator:
        plates = separator.page(1)
        theirs = by_ghostscript(leaflet, tmp_path, fine=4)
        assert plates.inks == ("Cyan", "Magenta", "Yellow", "Black")
        for ink, image in plates.images.items():
            other = theirs[ink]
            mine = on_trim(image, plates, other.size)
            blurred = [one.filter(ImageFilter.BoxBlur(5)) for one in (mine, other)]
            apart = ImageChops.difference(*blurred).crop((6, 6, mine.width - 6, mine.height - 6))
            assert apart.getextrema()[1] <= 20, ink  # type: ignore[operator]


def test_a_leaflet_keeps_to_the_ink_of_its_profile(leaflet: Path) -> None:
    """Photographs for 300 %, grounds and type of less, and nothing adds up."""
    with Separator(leaflet) as separator:
        most = max(Load.of(separator.page(number)).most for number in (1, 2))
    assert 240 < most <= 300
