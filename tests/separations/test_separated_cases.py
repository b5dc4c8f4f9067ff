"""Every case's plates hold what ISO 32000-1 gives by hand, and what Ghostscript separates."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from separation_cases import CASES, SIDE, Sheet

from brochure.separations.plates import Plates, Separator

needs_ghostscript = pytest.mark.skipif(not shutil.which("gs"), reason="Ghostscript (gs) is not installed")


def made(name: str, folder: Path) -> Path:
    page = Sheet()
    return page.saved(CASES[name][0](page), folder / "case.pdf")


def plates_of(file: Path, number: int = 1) -> Plates:
    with Separator(file) as separator:
        return separator.page(number)


def share(found: Plates, ink: str, x: float, y: float) -> float:
    image = found.images.get(ink)
    value = image.getpixel((int(x), int(y))) if image is not None else 0
    assert isinstance(value, int)
    return value / 255


def by_ghostscript(file: Path, folder: Path, fine: int = 8) -> dict[str, Image.Image]:
    """The plates of the first page, 255 for a solid, drawn finely and made small."""
    out = folder / "separated"
    out.mkdir()
    subprocess.run(
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{72 * fine}", "-dMaxSpots=8",
         f"-dDownScaleFactor={fine}", "-dLastPage=1", "-dUseTrimBox", "-o", str(out / "p.tif"), str(file)],
        check=True, capture_output=True,
    )  # fmt: skip
    found = {}
    for plate in out.glob("p(*).tif"):
        with Image.open(plate) as image:
            found[plate.name.removeprefix("p(").removesuffix(").tif")] = ImageChops.invert(image.convert("L"))
    return found


@pytest.mark.parametrize("name", CASES)
def test_plates_hold_what_was_worked_out_by_hand(name: str, tmp_path: Path) -> None:
    found = plates_of(made(name, tmp_path))
    for (x, y), inks in CASES[name][1]:
        got = {ink: round(share(found, ink, x, y), 3) for ink in {*inks, *found.inks}}
        want = {ink: inks.get(ink, 0.0) for ink in got}
        assert got == pytest.approx(want, abs=0.013), (x, y)


OTHERWISE: dict[str, str] = {}
"""Where Ghostscript is of another mind, and why."""


@needs_ghostscript
@pytest.mark.parametrize("name", [name for name in CASES if name not in OTHERWISE])
def test_plates_are_those_of_ghostscript(name: str, tmp_path: Path) -> None:
    file = made(name, tmp_path)
    found, theirs = plates_of(file), by_ghostscript(file, tmp_path)
    for ink in {*found.images, *theirs}:
        mine = found.images.get(ink, Image.new("L", (SIDE, SIDE)))
        other = theirs.get(ink, Image.new("L", mine.size))
        apart = ImageChops.difference(mine, other.resize(mine.size)).filter(ImageFilter.MinFilter(3))
        assert apart.getextrema()[1] <= 8, ink  # type: ignore[operator]
