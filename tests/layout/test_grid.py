"""Regions stand on the grid: mirrored between left and right pages, text on baselines, pictures out to the bleed."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest
import yaml

from brochure.build import Options, build
from brochure.geometry import MM, Insets, Size
from brochure.layout.grid import Grid
from brochure.layout.images import crop_to
from brochure.theme import Setup

SETUP = Setup(24 * MM, 16 * MM, 20 * MM, 26 * MM, 12, 4 * MM, 16.0)


def grid(recto: bool) -> Grid:
    return Grid(Size(210 * MM, 285 * MM), Insets.even(3 * MM), SETUP, recto)


def test_inner_margin_lies_at_the_spine_on_both_sides() -> None:
    assert grid(recto=True).area.x == pytest.approx(20 * MM)
    assert grid(recto=False).area.x == pytest.approx(16 * MM)


def test_twelve_columns_and_eleven_gutters_fill_the_type_area() -> None:
    page = grid(recto=True)
    x, width = page.column(12, 12)
    assert x + width == pytest.approx(page.area.right)
    assert page.column(1, 12)[1] == pytest.approx(page.area.width)


def test_a_full_bleed_picture_covers_the_trim_and_three_millimetres_more() -> None:
    box = grid(recto=False).picture_rect((1, 12), (1, 41), ("top", "right", "bottom", "left"))
    assert (box.x, box.y) == pytest.approx((-3 * MM, -3 * MM))
    assert (box.width, box.height) == pytest.approx((216 * MM, 291 * MM))


def test_outer_bleed_is_left_on_a_left_hand_page() -> None:
    verso = grid(recto=False).picture_rect((1, 6), (1, 10), ("outer",))
    recto = grid(recto=True).picture_rect((7, 12), (1, 10), ("outer",))
    assert verso.x == pytest.approx(-3 * MM)
    assert recto.right == pytest.approx(213 * MM)


@pytest.mark.parametrize(
    ("pixels", "frame", "focus", "crop"),
    [
        ((400, 200), Size(1, 1), (0.5, 0.5), (0.25, 0.0, 0.5, 1.0)),
        ((400, 200), Size(1, 1), (0.0, 0.5), (0.0, 0.0, 0.5, 1.0)),
        ((200, 400), Size(1, 1), (0.5, 1.0), (0.0, 0.5, 1.0, 0.5)),
        ((300, 200), Size(3, 2), (0.9, 0.1), (0.0, 0.0, 1.0, 1.0)),
    ],
)
def test_the_crop_fills_the_frame_and_keeps_the_focus(
    pixels: tuple[int, int], frame: Size, focus: tuple[float, float], crop: tuple[float, float, float, float]
) -> None:
    assert crop_to(pixels, frame, focus) == pytest.approx(crop)


@pytest.mark.parametrize("trim", ["A5", "A4", "210mm x 285mm", "200mm x 200mm"])
def test_han_is_set_solid_in_every_column_of_text(tmp_path: Path, trim: str) -> None:
    """A column of justified Chinese is so many em wide, whatever the page: nothing is left over to be spread."""
    columns = [{"title": {"zh": "题", "en": "On it"}, "text": {"zh": "心" * 70, "en": "Text."}} for _ in range(3)]
    outlook = {
        "kind": "outlook",
        "title": {"zh": "题", "en": "On"},
        "columns": columns,
        "text": {"zh": "心" * 90, "en": "T."},
    }
    document = {"title": {"zh": "册", "en": "B"}, "trim": trim, "date": "2026-01-01"}
    tree = {"brochure": 1, "document": document, "sections": [outlook]}
    (tmp_path / "brochure.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")
    build(tmp_path / "brochure.yaml", tmp_path / "out.pdf", Options())
    found = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    x, y = ctypes.c_double(), ctypes.c_double()
    steps = set()
    for page in found:
        text, last = page.get_textpage(), (0.0, 0.0)
        for at in range(text.count_chars()):
            if text.get_text_range(at, 1) != "心":
                continue
            raw.FPDFText_GetCharOrigin(text.raw, at, x, y)
            if abs(y.value - last[1]) < 0.01 and 0 < x.value - last[0] < 15:
                steps.add(round(x.value - last[0], 2))
            last = (x.value, y.value)
    found.close()
    assert steps == {9.5}
