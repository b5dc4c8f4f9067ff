"""Where a page carries too much ink: as tight a place as the ink itself, and only where it really lies."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from separation_cases import Sheet

from brochure.annotating.run import annotate
from brochure.diagnostics import Diagnostic, Sink
from brochure.geometry import MM
from brochure.preflight.files import check_file
from brochure.preflight.printers import Printer

HEAVY = ".9 .9 .9 .9 k "


def found(content: str, folder: Path, prepare: Callable[[Sheet], object] = lambda page: None) -> list[Diagnostic]:
    page = Sheet()
    prepare(page)
    sink = Sink()
    check_file(page.saved(content, folder / "x.pdf"), Printer(bleed=0), sink)
    return [one for one in sink.found if one.code.startswith("preflight.ink")]


def test_a_place_is_as_tight_as_the_ink(tmp_path: Path) -> None:
    (one,) = found(HEAVY + "20 30 40 50 re f", tmp_path)
    assert one.severity == "error" and one.page == 1
    assert one.rect == pytest.approx((20 / MM, 40 / MM, 40 / MM, 50 / MM), abs=0.4)
    assert "359 %" in one.message.en and "C 90, M 90, Y 90, K 90" in one.message.en


def test_places_apart_are_told_apart_and_many_together(tmp_path: Path) -> None:
    assert len(found(HEAVY + "5 5 30 30 re 80 80 30 30 re f", tmp_path)) == 2
    many = "".join(f"{x} {y} 14 14 re " for x in range(2, 110, 22) for y in range(2, 110, 22))
    told = found(HEAVY + many + "f", tmp_path)
    assert len(told) == 7 and "19 places" in told[-1].message.en + told[0].message.en


def test_less_than_15_square_millimetres_are_no_place(tmp_path: Path) -> None:
    assert not found(HEAVY + "20 30 8 9 re f", tmp_path)
    assert not found(HEAVY + "20 30 90 7 re f", tmp_path)
    assert found(HEAVY + "20 30 90 12 re f", tmp_path)


def test_what_knocks_out_is_not_added_up(tmp_path: Path) -> None:
    ground = "1 1 0 0 k 0 0 120 120 re f "
    assert not found(ground + "0 0 1 1 k 20 20 60 60 re f", tmp_path)
    over: Callable[[Sheet], object] = lambda page: page.state("O", OP=True, op=True, OPM=1)  # noqa: E731
    assert found(ground + "/O gs 0 0 1 1 k 20 20 60 60 re f", tmp_path, over)


@pytest.mark.parametrize(("mode", "alpha", "heavy"), [
    (Name.Multiply, 1.0, True), (Name.Normal, 1.0, False), (Name.Multiply, 0.4, False), (Name.Darken, 1.0, True),
])  # fmt: skip
def test_transparency_adds_up_as_it_mixes(mode: Name, alpha: float, heavy: bool, tmp_path: Path) -> None:
    state: Callable[[Sheet], object] = lambda page: page.state("M", BM=mode, ca=alpha)  # noqa: E731
    content = "1 .9 0 0 k 0 0 120 120 re f /M gs 0 0 .9 .8 k 20 20 60 60 re f"
    assert bool(found(content, tmp_path, state)) == heavy


def test_only_what_is_not_masked_away_counts(tmp_path: Path) -> None:
    def prepare(page: Sheet) -> None:
        mask = page.image("Q", bytes((0, 255)), (2, 1), "/DeviceGray")
        page.image("I", bytes((230,) * 4), (1, 1), "/DeviceCMYK", SMask=mask, Interpolate=False)

    (one,) = found("q 100 0 0 100 10 10 cm /I Do Q", tmp_path, prepare)
    assert one.rect[0] > 50 / MM and one.rect[0] + one.rect[2] == pytest.approx(110 / MM, abs=0.5)


def test_varnish_is_no_ink_and_a_spot_is(tmp_path: Path) -> None:
    content = "1 1 .9 0 k 0 0 120 120 re f /O gs /S cs 1 scn 20 20 60 60 re f"

    def spot(name: str) -> Callable[[Sheet], object]:
        return lambda page: (page.spot("S", name), page.state("O", OP=True, op=True))

    assert not found(content, tmp_path, spot("Varnish"))
    (one,) = found(content, tmp_path, spot("PANTONE 871 C"))
    assert "390 %" in one.message.en and "PANTONE 871 C 100" in one.message.en


@pytest.mark.parametrize("entry", [{"Rotate": 90}, {"UserUnit": 2}, {"CropBox": [10, 10, 100, 100]}])
def test_the_place_is_counted_from_the_trim_whatever_the_page_does(entry: dict[str, object], tmp_path: Path) -> None:
    def prepare(page: Sheet) -> None:
        page.page.TrimBox = [10, 10, 110, 110]
        for key, value in entry.items():
            page.page["/" + key] = value

    unit = 2 if "UserUnit" in entry else 1
    (one,) = found(HEAVY + "20 30 40 50 re f", tmp_path, prepare)
    assert one.rect == pytest.approx([unit * value / MM for value in (10, 30, 40, 50)], abs=0.5)


def test_a_page_that_cannot_be_separated_is_told_once(tmp_path: Path) -> None:
    broken: Callable[[Sheet], object] = lambda page: page.image("I", b"abc", (9, 9), "/DeviceCMYK")  # noqa: E731
    (one,) = found("q 99 0 0 99 0 0 cm /I Do Q", tmp_path, broken)
    assert (one.code, one.severity) == ("preflight.ink_unknown", "warning")


def test_forms_without_end_are_one_finding(tmp_path: Path) -> None:
    page = Sheet()
    below = page.form("X0", "0 0 1 1 re f")
    for level in range(1, 19):
        form = page.form(f"X{level}", "/B Do " * 10)
        form.Resources = Dictionary(XObject=Dictionary(B=below))
        below = form
    sink = Sink()
    check_file(page.saved("/X18 Do", tmp_path / "x.pdf"), Printer(), sink)
    assert [one.code for one in sink.found if one.code == "pdf.damaged"] == ["pdf.damaged"]


def test_the_annotated_proof_frames_the_place(tmp_path: Path) -> None:
    findings = found(HEAVY + "20 30 40 50 re f", tmp_path)
    out = tmp_path / "marked.pdf"
    assert annotate(tmp_path / "x.pdf", findings, out, Sink())
    with pikepdf.open(io.BytesIO(out.read_bytes())) as pdf:
        boxes = [[float(value) for value in one.Rect] for one in pdf.pages[0].obj.Annots]
    assert any(x0 <= 20 and y0 <= 30 and 60 <= x1 < 65 and y1 >= 80 for x0, y0, x1, y1 in boxes)
