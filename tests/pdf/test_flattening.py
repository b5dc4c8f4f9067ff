"""PDF/X-1a: transparent pictures are mixed with the flat colour below them, as a RIP mixes them, or refused."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pdf_making import Items, document, opened, page, shape, write
from PIL import Image

from brochure.color import CMYK, Spot
from brochure.diagnostics import Diagnostic, Sink
from brochure.frame import Frame, FrameItem, Group, Page, Picture, Shape, Tag, rectangle
from brochure.geometry import Point, Size
from brochure.preflight.pdf_rules import check_pdf

TEAL = CMYK(0.8, 0.2, 0.4, 0.0)


def logo(folder: Path, alpha: int = 102, mode: str = "RGBA") -> Picture:
    """White that covers to four tenths, all over."""
    file = folder / "logo.png"
    Image.new(mode, (60, 60), (255, 255, 255, alpha) if mode == "RGBA" else (0, alpha)).save(file)
    return Picture(str(file), Size(60, 60), (0, 0, 1, 1), path="sections.0.photos.0")


def box(color: CMYK | Spot, width: float = 200, height: float = 200) -> Shape:
    return Shape(rectangle(Size(width, height)), fill=color)


def written(folder: Path, *items: tuple[float, float, FrameItem]) -> tuple[Path | None, list[Diagnostic]]:
    sink = Sink()
    placed: Items = [(Point(x, y), item) for x, y, item in items]
    (folder / "out.pdf").unlink(missing_ok=True)
    out = write(document(page(placed)), folder, sink, standard="x1a")
    return out if out.exists() else None, sink.found


def inks(path: Path) -> list[tuple[int, ...]]:
    """The middle pixel of each picture of the page, 0–255."""
    found = []
    with opened(path) as pdf:
        for image in pdf.pages[0].get_images().values():
            assert "/SMask" not in image
            data, parts = image.read_bytes(), {"/DeviceCMYK": 4, "/DeviceGray": 1}[str(image.ColorSpace)]
            middle = (int(image.Height) // 2 * int(image.Width) + int(image.Width) // 2) * parts
            found.append(tuple(data[middle : middle + parts]))
    return found


def test_on_white_paper_it_is_laid_on_white(tmp_path: Path) -> None:
    out, found = written(tmp_path, (50, 50, logo(tmp_path)))
    assert out and inks(out) == [(0, 0, 0, 0)] and [one.code for one in found] == ["picture.flattened"]


def test_on_a_flat_colour_the_plates_are_mixed_and_the_standard_is_kept(tmp_path: Path) -> None:
    out, found = written(tmp_path, (20, 20, box(TEAL)), (50, 50, logo(tmp_path)))
    assert out and [one.code for one in found] == ["picture.flattened"] and "底下的颜色" in found[0].message.zh
    (pixel,) = inks(out)
    assert pixel == pytest.approx([255 * 0.6 * ink for ink in (0.8, 0.2, 0.4, 0.0)], abs=1)
    sink = Sink()
    assert check_pdf(out, sink), sink.found


def test_gray_is_mixed_on_the_black_plate(tmp_path: Path) -> None:
    out, _ = written(tmp_path, (20, 20, box(TEAL)), (50, 50, logo(tmp_path, mode="LA")))
    assert out and inks(out)[0] == pytest.approx([0.6 * 204, 0.6 * 51, 0.6 * 102, 0.4 * 255], abs=1)


def test_one_picture_on_two_grounds_is_two_images(tmp_path: Path) -> None:
    one = logo(tmp_path)
    out, _ = written(tmp_path, (0, 0, box(TEAL, 100)), (20, 20, one), (220, 20, one))
    assert out and sorted(inks(out)) == [(0, 0, 0, 0), (122, 31, 61, 0)]


def test_only_what_lies_below_and_shows_counts(tmp_path: Path) -> None:
    hidden = Group(Frame(Size(10, 10), ((Point(0, 0), box(CMYK(0, 1, 0, 0))),)), clip=True)
    later = box(CMYK(0, 1, 1, 0))
    nested = Tag("Figure", Frame(Size(60, 60), ((Point(0, 0), logo(tmp_path)),)))
    out, found = written(tmp_path, (50, 50, hidden), (20, 20, box(TEAL)), (50, 50, nested), (50, 50, later))
    assert out and inks(out) == [(122, 31, 61, 0)] and len(found) == 1


def under(kind: str, folder: Path) -> tuple[float, float, FrameItem]:
    Image.new("RGB", (200, 200), (10, 120, 60)).save(folder / "photo.png")
    return {
        "picture": (20.0, 20.0, Picture(str(folder / "photo.png"), Size(200, 200), (0, 0, 1, 1))),
        "type": (60.0, 80.0, shape("SourceSerif4-Regular", "under")),
        "spot": (20.0, 20.0, box(Spot("Gold", CMYK(0, 0.2, 0.6, 0.2)))),
        "edge": (20.0, 20.0, box(TEAL, 60)),
        "triangle": (0.0, 0.0, Shape((("M", (0, 0)), ("L", (300, 0)), ("L", (0, 300)), ("Z", ())), fill=TEAL)),
    }[kind]


@pytest.mark.parametrize("kind", ["picture", "type", "spot", "edge", "triangle"])
def test_over_anything_else_it_is_refused_at_its_place(kind: str, tmp_path: Path) -> None:
    out, found = written(tmp_path, under(kind, tmp_path), (50, 50, logo(tmp_path)))
    assert out is None
    assert [(one.code, one.severity, one.path) for one in found if one.severity == "error"] == [
        ("picture.transparent", "error", "sections.0.photos.0")
    ]


def test_an_alpha_channel_that_hides_nothing_is_none(tmp_path: Path) -> None:
    out, _ = written(tmp_path, under("picture", tmp_path), (50, 50, logo(tmp_path, alpha=255)))
    assert out and (0, 0, 0, 0) in inks(out)


def test_pdf_x_4_keeps_the_transparency(tmp_path: Path) -> None:
    blank: Page = page([(Point(20, 20), box(TEAL)), (Point(50, 50), logo(tmp_path))])
    with opened(write(document(blank), tmp_path)) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert isinstance(image.SMask, pikepdf.Stream)
