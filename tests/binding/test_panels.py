"""Panels and folds: widths as printers publish them, and every fold tried out in the model."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.binding.folding import fold
from brochure.binding.panels import COUNTS, DEFAULT_COUNT, INSIDE, OUTSIDE, Leaflet, leaflet, panel_widths, tuck_of
from brochure.binding.records import FOLDS, Paper
from brochure.geometry import MM, TRIM_SIZES, parse_trim

Bound = tuple[str, int]


def millimetres(sheet: Leaflet) -> list[float]:
    return [round(width / MM, 2) for width in sheet.widths]


def names(sheet: Leaflet, side: int) -> list[str]:
    return [panel.name for panel in sheet.side(side)]


@pytest.mark.parametrize(
    ("kind", "width", "panels", "tuck", "published"),
    [
        ("bi-fold", 420, 0, 1.5, [210, 210]),
        ("tri-fold", 285, 0, 1.5, [95.5, 95.5, 94]),
        ("tri-fold", 297, 0, 1.5, [99.5, 99.5, 98]),
        ("z-fold", 285, 0, 1.5, [95, 95, 95]),
        ("roll-fold", 397, 4, 1, [100, 100, 99, 98]),
        ("gate-fold", 418, 0, 1, [104, 210, 104]),
        ("double-gate", 418, 0, 1, [104, 105, 105, 104]),
        ("accordion", 380, 4, 1, [95, 95, 95, 95]),
    ],
)
def test_panels_are_as_wide_as_printers_publish_them(
    kind: str, width: float, panels: int, tuck: float, published: list[float]
) -> None:
    assert millimetres(leaflet(kind, width * MM, panels, tuck * MM)) == published


@pytest.mark.parametrize(
    ("grams", "laminated", "published"),
    [
        (105, False, 1),
        (128, False, 1),
        (157, False, 1.5),
        (200, False, 2),
        (250, False, 2),
        (300, False, 3),
        (157, True, 3),
    ],
)
def test_the_tuck_comes_from_the_paper(grams: float, laminated: bool, published: float) -> None:
    assert tuck_of(grams, laminated) == pytest.approx(published * MM)


def test_the_outside_of_a_tri_fold_shows_flap_back_and_cover_and_the_inside_its_mirror() -> None:
    sheet = leaflet("tri-fold", 285 * MM, 0, 1.5 * MM)
    assert names(sheet, OUTSIDE) == ["flap", "back", "front-cover"]
    assert [round(panel.width / MM, 2) for panel in sheet.side(OUTSIDE)] == [94, 95.5, 95.5]
    assert names(sheet, INSIDE) == ["inside-1", "inside-2", "inside-3"]
    assert [panel.name for panel in sheet.reading] == [
        "front-cover",
        "flap",
        "inside-1",
        "inside-2",
        "inside-3",
        "back",
    ]


def test_a_panel_is_found_by_its_name_or_its_number_in_reading_order() -> None:
    sheet = leaflet("gate-fold", 420 * MM, 0, MM)
    assert sheet.find("front-cover") == sheet.find("front-left") == sheet.find("1") == sheet.reading[0]
    assert sheet.find("7") is None and sheet.find("0") is None and sheet.find("flap") is None


@st.composite
def sheets(draw: st.DrawFn) -> Leaflet:
    kind = draw(st.sampled_from(FOLDS))
    low, high = COUNTS.get(kind, (DEFAULT_COUNT[kind], DEFAULT_COUNT[kind]))
    count = draw(st.integers(low, high))
    each, tuck = draw(st.floats(60, 250)), draw(st.floats(0.5, 4))
    return leaflet(kind, each * count * MM, count if kind in COUNTS else 0, tuck * MM)


@given(sheets())
def test_panels_make_the_sheet_and_both_sides_share_their_folds(sheet: Leaflet) -> None:
    width = sum(sheet.widths)
    for side in (OUTSIDE, INSIDE):
        assert sum(panel.width for panel in sheet.side(side)) == pytest.approx(width)
    mirrored = sorted(width - at for at in sheet.folds(OUTSIDE))
    assert mirrored == pytest.approx(sorted(sheet.folds(INSIDE)), abs=1e-4)
    assert len({panel.name for panel in sheet.reading}) == len(sheet.reading) == 2 * sheet.count


@given(sheets())
def test_a_folded_sheet_shows_its_cover_and_its_back_and_nothing_sticks_out(sheet: Leaflet) -> None:
    done = fold(sheet.widths, sheet.steps)
    assert all(room.room >= 0.5 * MM - 1e-6 for room in done.rooms), done.rooms
    assert done.width == pytest.approx(sheet.folded, abs=1e-6)
    below, above = done.layers[0], done.layers[-1]
    faces = {
        next(panel.name for panel in sheet.side(INSIDE if up else OUTSIDE) if panel.strip == layer.strip)
        for layer, up in ((above, above.inside_up), (below, not below.inside_up))
    }
    assert faces <= {"front-cover", "back", "front-left", "front-right"} and "back" in faces


@given(sheets())
def test_folding_only_turns_and_moves_the_strips(sheet: Leaflet) -> None:
    done = fold(sheet.widths, sheet.steps)
    assert sorted(layer.strip for layer in done.layers) == list(range(1, sheet.count + 1))
    for layer in done.layers:
        assert layer.right - layer.left == pytest.approx(sheet.widths[layer.strip - 1])


def test_the_doors_of_a_gate_leave_a_gap_and_never_lie_over_each_other() -> None:
    sheet = leaflet("gate-fold", 420 * MM, 0, MM)
    done = {layer.strip: layer for layer in fold(sheet.widths, sheet.steps).layers}
    assert done[3].left - done[1].right == pytest.approx(2 * MM)


def test_equal_panels_of_a_tri_fold_leave_no_room_at_the_fold() -> None:
    equal = Leaflet("tri-fold", (95.0, 95.0, 95.0))
    assert min(room.room for room in fold(equal.widths, equal.steps).rooms) == pytest.approx(0)
    zigzag = Leaflet("z-fold", (95.0, 95.0, 95.0))
    assert not fold(zigzag.widths, zigzag.steps).rooms, "a zigzag catches nothing in its bends"


def test_a_panel_wider_than_its_cover_sticks_out() -> None:
    wide = Leaflet("z-fold", (95.0, 95.0, 99.0))
    assert fold(wide.widths, wide.steps).width > 95
    reversed_roll = Leaflet("roll-fold", (98.0, 99.0, 100.0, 100.0))
    assert min(room.room for room in fold(reversed_roll.widths, reversed_roll.steps).rooms) < 0


@given(st.floats(200, 900), st.integers(3, 8), st.floats(0.5, 3))
def test_each_panel_rolled_in_is_one_tuck_narrower(width: float, count: int, tuck: float) -> None:
    widths = panel_widths("roll-fold", width, count, tuck)
    assert widths[0] == pytest.approx(widths[1])
    assert [widths[n] - widths[n + 1] for n in range(1, count - 1)] == pytest.approx([tuck] * (count - 2))


@pytest.mark.parametrize(
    ("paper", "thickness"),
    [
        (Paper(weight=157.0), 0.13),
        (Paper(name="157g 铜版纸"), 0.13),
        (Paper(name="80g 双胶纸"), 0.10),
        (Paper(weight=80.0, bulk=1.25), 0.10),
        (Paper(thickness=0.2 * MM, weight=157.0), 0.2),
        (Paper(), 0.0),
    ],
)
def test_a_leaf_is_as_thick_as_its_weight_and_bulk_say(paper: Paper, thickness: float) -> None:
    assert paper.caliper / MM == pytest.approx(thickness, abs=0.003)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("tri-fold-A4", (297, 210)), ("tri-fold", (285, 210)), ("four-fold", (380, 210)), ("bi-fold", (420, 285)),
        ("card", (90, 54)), ("da-4k", (420, 570)), ("da-2k", (570, 840)), ("大度16开", (210, 285)), ("A4 三折", (297, 210)),
    ],
)  # fmt: skip
def test_sheets_are_known_by_their_names(name: str, size: tuple[float, float]) -> None:
    trim = parse_trim(name)
    assert (round(trim.width / MM, 3), round(trim.height / MM, 3)) == size
    assert size in TRIM_SIZES.values()


def test_the_guide_names_the_panels_as_they_are() -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs" / "binding.md").read_text("utf-8")
    table = guide[guide.index("| | 外面自左至右") :].split("\n\n")[0]
    rows = [re.findall(r"`([^`]*)`", row) for row in table.splitlines()[2:]]
    assert {row[0] for row in rows} == set(FOLDS)
    for kind, *shown in rows:
        sheet = leaflet(kind, 400.0, 0, 3.0)
        outside = names(sheet, OUTSIDE)
        assert shown[: len(outside)] == outside, kind
