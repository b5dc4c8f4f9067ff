"""Regions stand on the grid: mirrored between left and right pages, text on baselines, pictures out to the bleed."""

from __future__ import annotations

import pytest

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
