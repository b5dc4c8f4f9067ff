"""What reaches each plate, by Ghostscript's separations: the only judge of overprint and of spot inks."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pdf_making import SONG, Items, document, lines, opened, page, shape, write
from PIL import Image

from brochure.color import BLACK, CMYK, RICH_BLACK, WHITE, Color, Spot
from brochure.dataclass import replace
from brochure.frame import Artwork, Document, Picture, Shape, Stroke, rectangle
from brochure.geometry import MM, Insets, Point, Size
from brochure.raster import raster

needs_ghostscript = pytest.mark.skipif(not shutil.which("gs"), reason="Ghostscript (gs) is not installed")

RED = Spot("PANTONE 185 C", CMYK(0, 0.91, 0.76, 0))
VARNISH = Spot("Varnish", CMYK(0, 0, 0, 0.1), overprint=True)
CYAN = CMYK(0.6, 0, 0, 0)


def plates(doc: Document, folder: Path, ppi: int = 72, **options: object) -> dict[str, Image.Image]:
    """The page's plates by ink; 255 is paper."""
    path = write(doc, folder, **options)
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", f"-r{ppi}", "-dFirstPage=1", "-dLastPage=1"]
    subprocess.run([*command, "-o", str(folder / "p.tif"), str(path)], check=True, capture_output=True)
    return {file.name.removeprefix("p(").removesuffix(").tif"): Image.open(file) for file in folder.glob("p(*).tif")}


def square(color: Color, x: float, y: float, side: float = 40) -> tuple[Point, Shape]:
    return Point(x, y), Shape(rectangle(Size(side, side)), fill=color)


def ink(plate: Image.Image, x: float, y: float) -> float:
    """Coverage at a point, 0–1."""
    value = plate.getpixel((round(x), round(y)))
    assert isinstance(value, int)
    return round(1 - value / 255, 2)


@needs_ghostscript
def test_a_spot_ink_has_one_plate_and_its_tints_are_on_it(tmp_path: Path) -> None:
    items: Items = [square(RED, 20, 20), square(RED.tint(0.4), 100, 20)]
    found = plates(document(page(items, bleed=Insets())), tmp_path)
    assert set(found) == {"Cyan", "Magenta", "Yellow", "Black", "PANTONE 185 C"}
    plate = found["PANTONE 185 C"]
    assert (ink(plate, 40, 40), ink(plate, 120, 40)) == (1, pytest.approx(0.4, abs=0.01))
    assert all(found[name].getextrema() == (255, 255) for name in ("Cyan", "Magenta", "Yellow", "Black"))


@needs_ghostscript
def test_varnish_knocks_nothing_out_and_a_spot_ink_does(tmp_path: Path) -> None:
    items: Items = [square(CYAN, 0, 0, 100), square(VARNISH, 10, 10), square(CYAN, 200, 0, 100), square(RED, 210, 10)]
    found = plates(document(page(items, bleed=Insets())), tmp_path)
    assert ink(found["Varnish"], 30, 30) == 1
    assert ink(found["Cyan"], 30, 30) == pytest.approx(0.6, abs=0.01)
    assert ink(found["Cyan"], 230, 30) == 0


@needs_ghostscript
def test_black_rules_overprint_and_black_areas_do_not(tmp_path: Path) -> None:
    rule = Shape((("M", (0.0, 0.0)), ("L", (80.0, 0.0))), stroke=BLACK, width=2)
    drawn = Artwork((Stroke("0 20 m 80 20 l", BLACK, 2.0),), Size(80, 40), 1.0)
    items: Items = [square(CYAN, 0, 0, 100), (Point(10, 20), rule), (Point(10, 40), drawn), square(BLACK, 30, 75, 20)]
    found = plates(document(page(items, bleed=Insets())), tmp_path)
    for y in (20, 60):
        assert ink(found["Black"], 50, y) > 0.4
        assert ink(found["Cyan"], 50, y) == pytest.approx(0.6, abs=0.01)
    assert ink(found["Cyan"], 40, 85) == 0


@needs_ghostscript
def test_a_drawing_after_black_text_does_not_inherit_its_overprint(tmp_path: Path) -> None:
    """Overprint is a state: what follows black text must set its own."""
    drawn = Artwork((Stroke("0 0 m 40 0 l 40 40 l 0 40 l h", CMYK(0, 0.5, 0, 0), 0.0, True),), Size(40, 40), 1.0)
    image = Image.new("CMYK", (20, 20), (0, 0, 128, 0))
    image.save(tmp_path / "yellow.tif")
    items: Items = [
        square(CYAN, 0, 0, 100),
        square(RED, 200, 0, 100),
        (Point(10, 95), shape(SONG, "黑", 8)),
        (Point(10, 10), drawn),
        (Point(210, 95), shape(SONG, "黑", 8)),
        (Point(210, 10), Picture(str(tmp_path / "yellow.tif"), Size(40, 40), (0, 0, 1, 1))),
    ]
    found = plates(document(page(items, bleed=Insets())), tmp_path)
    assert ink(found["Cyan"], 30, 30) == 0
    assert ink(found["Magenta"], 30, 30) == pytest.approx(0.5, abs=0.01)
    assert ink(found["PANTONE 185 C"], 230, 30) == 0


@needs_ghostscript
def test_white_text_is_open_paper_on_every_plate(tmp_path: Path) -> None:
    items: Items = [square(RICH_BLACK, 0, 0, 120), (Point(10, 100), shape(SONG, "一", 100, color=WHITE))]
    found = plates(document(page(items, bleed=Insets())), tmp_path)
    clear = [(x, y) for x in range(20, 100) for y in range(40, 90) if ink(found["Black"], x, y) == 0]
    assert clear
    assert all(ink(found[name], *clear[len(clear) // 2]) == 0 for name in ("Cyan", "Magenta", "Yellow"))


@needs_ghostscript
def test_large_black_type_knocks_a_picture_out_and_small_type_does_not(tmp_path: Path) -> None:
    Image.new("CMYK", (50, 50), (150, 0, 0, 0)).save(tmp_path / "c.tif")
    photo = Picture(str(tmp_path / "c.tif"), Size(200, 100), (0, 0, 1, 1))
    items: Items = [
        (Point(0, 0), photo),
        (Point(10, 80), shape(SONG, "一", 60)),
        (Point(120, 60), shape(SONG, "一", 30)),
    ]
    found = plates(document(page(items, bleed=Insets())), tmp_path, ppi=144)

    def under(left: int, right: int) -> set[float]:
        black, cyan = found["Black"], found["Cyan"]
        places = [(x, y) for x in range(left, right) for y in range(200) if ink(black, x, y) == 1]
        assert places
        return {ink(cyan, x, y) for x, y in places}

    assert under(20, 140) == {0}
    assert min(under(240, 300)) > 0.5


@needs_ghostscript
def test_every_plate_names_itself_in_the_slug_and_carries_the_marks(tmp_path: Path) -> None:
    kinds = frozenset(("crop", "slug", "registration"))
    one = page([square(RED, 20, 20), square(CYAN, 80, 20), *lines(shape(SONG, "字"))], 400, 300, Insets.even(3 * MM))
    found = plates(document(one), tmp_path, ppi=288, marks=True, mark_kinds=kinds)
    edge = round(4 * 9 * MM)
    foot = {name: plate.crop((0, plate.height - edge, plate.width, plate.height)) for name, plate in found.items()}
    dark = {name: sum(strip.histogram()[:128]) for name, strip in foot.items()}
    # marks and words are on all; Cyan, Black and the spot have one name more; Magenta and Yellow print nothing here
    assert dark["Magenta"] == dark["Yellow"] > 500
    assert min(dark["Cyan"], dark["Black"], dark["PANTONE 185 C"]) > dark["Magenta"]
    corner = {name: plate.crop((0, 0, 2 * edge, 2 * edge)).getextrema()[0] for name, plate in found.items()}
    assert max(value for value in corner.values() if isinstance(value, int)) < 60


def test_on_screen_varnish_darkens_and_hides_nothing(tmp_path: Path) -> None:
    items: Items = [square(CYAN, 0, 0, 100), square(VARNISH, 10, 10), square(RED, 110, 10)]
    path = write(document(page(items, bleed=Insets())), tmp_path, edition="screen")
    (image,) = raster(path, 72)
    shown = image.convert("RGB")
    under, over, red = (shown.getpixel(at) for at in ((80, 80), (30, 30), (130, 30)))
    assert isinstance(under, tuple) and isinstance(over, tuple) and isinstance(red, tuple)
    assert all(under[band] - 60 < over[band] < under[band] for band in range(3))
    assert red[0] > 180 and red[1] < 90
    with opened(path) as pdf:
        assert pdf.pages[0].Group.CS == "/DeviceRGB"
        assert "/ColorSpace" not in pdf.pages[0].Resources


def test_the_colour_bar_keeps_clear_of_folds_and_the_target(tmp_path: Path) -> None:
    from brochure.pdf.marks import Slug, marks

    leaflet = replace(page([], 800, 600), folds=(40.0, 266.0, 533.0))
    bars = [place for place, item in marks(leaflet, frozenset(("bar",)), Slug("", ())).items if isinstance(item, Shape)]
    assert len(bars) == 12
    assert len({round(place.x, 3) for place in bars}) == 12
    taken = (*leaflet.folds, 400 + 12 * MM)
    assert all(abs(place.x + 2 * MM - x) > 4 * MM for place in bars for x in taken)


def test_the_slug_is_never_wider_than_the_page(tmp_path: Path) -> None:
    from pdf_making import book

    from brochure.frame import GlyphRun
    from brochure.pdf.marks import Slug, marks

    card = page([], 150, 255)
    made = marks(card, frozenset(("slug",)), Slug("很长的文件名" * 5, [book().face(SONG)], (("Cyan", CYAN),)))
    runs = [(place, item) for place, item in made.items if isinstance(item, GlyphRun)]
    assert max(place.x + run.width for place, run in runs) <= 150
