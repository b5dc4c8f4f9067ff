"""Finished sheets, read back from the bytes: where pages stand, what is clipped, where marks lie, what the file says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from imposing import PageOnSheet, Read, sheets, source
from PIL import ImageChops, ImageStat

from brochure.color import CMYK, Spot
from brochure.diagnostics import Sink
from brochure.geometry import MM
from brochure.imposition.paper import PAPERS, parse_paper
from brochure.imposition.planning import Job
from brochure.imposition.run import Imposed, impose
from brochure.preflight.files import check_file
from brochure.preflight.pdf_rules import check_pdf
from brochure.preflight.printers import Printer

TRIM = 210 * MM, 285 * MM
THICK = 0.13 * MM
NEAR = 0.01
"""Points: what two decimals in boxes and matrices add up to."""

SCHEMES = ("saddle-2up", "saddle-4up", "perfect", "work-and-turn", "work-and-tumble", "n-up", "cut-and-stack")


@pytest.fixture(scope="module")
def booklet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return source(tmp_path_factory.mktemp("source") / "numbers.pdf", 24)


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return source(tmp_path_factory.mktemp("source") / "card.pdf", 10, 90 * MM, 54 * MM)


def run(file: Path, out: Path, scheme: Any, **options: Any) -> tuple[Imposed, list[Read]]:
    sink = Sink()
    made = impose(
        file, out, Job(scheme, thickness=options.pop("thickness", THICK), name="numbers.pdf", **options), sink
    )
    assert made is not None, sink.found
    assert not sink.failed
    return made, sheets(out)


def trim_of(page: PageOnSheet) -> tuple[float, float, float, float]:
    """The page's trim on the sheet: the form's bounds less three millimetres of bleed."""
    x0, y0, x1, y1 = page.bleed
    return x0 + 3 * MM, y0 + 3 * MM, x1 - 3 * MM, y1 - 3 * MM


def grown(box: tuple[float, ...], by: float) -> tuple[float, ...]:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def overlap(one: tuple[float, ...], other: tuple[float, ...], by: float = NEAR) -> bool:
    return one[0] < other[2] - by and other[0] < one[2] - by and one[1] < other[3] - by and other[1] < one[3] - by


def inside(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return all(a >= b - NEAR for a, b in zip(inner[:2], outer[:2], strict=True)) and all(
        a <= b + NEAR for a, b in zip(inner[2:], outer[2:], strict=True)
    )


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_stands_once_whole_and_apart_from_its_neighbours(booklet: Path, tmp_path: Path, scheme: str) -> None:
    _made, sides = run(booklet, tmp_path / "out.pdf", scheme, paper=parse_paper("大度全开"))
    assert Counter(page.page for side in sides for page in side.pages) == Counter(range(1, 25))
    for side in sides:
        for page in side.pages:
            assert inside(trim_of(page), side.media)
            assert inside(page.clip, grown(side.bleed, 6 * THICK)), "but for the creep, which moves some pages more"
            for other in side.pages:
                if other is not page:
                    assert not overlap(page.clip, other.clip)


@pytest.mark.parametrize("spine", ["left", "right"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_keep_off_every_bleed_and_the_gripper(booklet: Path, tmp_path: Path, scheme: str, spine: str) -> None:
    _made, sides = run(booklet, tmp_path / "out.pdf", scheme, spine=spine)
    for side in sides:
        assert len(side.marks) > 10
        for mark in side.marks:
            assert inside(mark, side.media)
            assert mark[1] >= 10 * MM - NEAR
            for page in side.pages:
                assert not overlap(mark, page.clip), (mark, page)


@given(
    st.sampled_from(SCHEMES),
    st.sampled_from([paper for paper in PAPERS if paper.size.width > 500 * MM]),
    st.integers(3, 24),
    st.floats(0.05, 0.6),
    st.floats(0, 14),
    st.floats(0, 12),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_sheet_pages_and_marks_never_meet(
    booklet: Path, tmp_path: Path, scheme: Any, paper: Any, count: int, thick: float, gripper: float, gutter: float
) -> None:
    sink = Sink()
    job = Job(scheme, 0, paper, thick * MM, gutter * MM, gripper=gripper * MM, pages=f"1-{count}", name="x")
    if impose(booklet, tmp_path / "out.pdf", job, sink) is None:
        assert {found.code for found in sink.found} == {"impose.sheet_small"}
        return
    sides = sheets(tmp_path / "out.pdf")
    placed = Counter(page.page for side in sides for page in side.pages)
    assert set(placed) == set(range(1, count + 1))
    copied = {page for page, times in placed.items() if times > 1}
    assert copied in ({*range(first, count + 1)} for first in range(1, count + 2)), (
        "only the last leaves fill their sheet with copies"
    )
    last_sheet = {page.page for side in sides[-2:] for page in side.pages}
    assert copied <= last_sheet
    for side in sides:
        for page in side.pages:
            assert inside(trim_of(page), side.media)
            assert not any(overlap(page.clip, other.clip) for other in side.pages if other is not page)
            assert not any(overlap(mark, page.clip) for mark in side.marks)
        assert all(mark[1] >= gripper * MM - NEAR and inside(mark, side.media) for mark in side.marks)


# ---- creep


def test_two_up_pages_move_to_the_spine_by_a_leaf_for_each_sheet(booklet: Path, tmp_path: Path) -> None:
    """print.md §9: the shift of sheet i is (i - 1) × thickness; here six sheets of 0.13 mm."""
    _made, sides = run(booklet, tmp_path / "out.pdf", "saddle-2up", paper=parse_paper("SRA3"))
    middle = parse_paper("SRA3").size.width / 2
    for index, side in enumerate(sides):
        left, right = sorted(side.pages, key=lambda page: page.origin)
        shift = index // 2 * THICK
        assert trim_of(left)[2] == pytest.approx(middle + shift, abs=NEAR)
        assert trim_of(right)[0] == pytest.approx(middle - shift, abs=NEAR)
        # what crosses the fold is cut off there, and the bleed at the face moves with the page
        assert left.clip[2] == pytest.approx(middle, abs=NEAR)
        assert right.clip[0] == pytest.approx(middle, abs=NEAR)
        assert right.clip[2] == pytest.approx(trim_of(right)[2] + 3 * MM, abs=NEAR)
        assert side.trim[2] == pytest.approx(trim_of(right)[2], abs=NEAR)


def test_the_innermost_sheet_of_thirty_two_pages_moves_by_nine_tenths_of_a_millimetre(tmp_path: Path) -> None:
    """print.md §9: 157 g coated, 32 pages: 0.9 mm."""
    file = source(tmp_path / "32.pdf", 32)
    _made, sides = run(file, tmp_path / "out.pdf", "saddle-2up", paper=parse_paper("SRA3"))
    right = max(sides[-1].pages, key=lambda page: page.origin)
    assert (parse_paper("SRA3").size.width / 2 - trim_of(right)[0]) / MM == pytest.approx(0.91, abs=0.01)


def test_in_four_up_each_sheet_counts_for_two_leaves(booklet: Path, tmp_path: Path) -> None:
    """Within a folded section the inner leaf (local pages 3–6) is one leaf deeper than the outer (1, 2, 7, 8)."""
    thin = {
        page.page: page
        for side in run(booklet, tmp_path / "a.pdf", "saddle-4up", thickness=0.0)[1]
        for page in side.pages
    }
    moved = {page.page: page for side in run(booklet, tmp_path / "b.pdf", "saddle-4up")[1] for page in side.pages}
    for number in range(1, 25):
        across = moved[number].origin[0] - thin[number].origin[0], moved[number].origin[1] - thin[number].origin[1]
        depth = min((number - 1) // 2, (24 - number) // 2)
        assert max(map(abs, across)) == pytest.approx(depth * THICK, abs=NEAR)
        assert min(map(abs, across)) == pytest.approx(0, abs=NEAR)


def test_front_and_back_of_a_leaf_move_together(booklet: Path, tmp_path: Path) -> None:
    _made, sides = run(booklet, tmp_path / "out.pdf", "saddle-2up", paper=parse_paper("SRA3"))
    width = parse_paper("SRA3").size.width
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        fronts = sorted((trim_of(page)[0], trim_of(page)[2]) for page in front.pages)
        backs = sorted((width - trim_of(page)[2], width - trim_of(page)[0]) for page in back.pages)
        assert fronts == [pytest.approx(pair, abs=NEAR) for pair in backs]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_page_lies_exactly_behind_its_leaf_on_lying_and_standing_sheets(
    booklet: Path, tmp_path: Path, scheme: str
) -> None:
    """Turning the sheet side over side keeps the gripper edge below: x is mirrored, y stays."""
    made, sides = run(booklet, tmp_path / "out.pdf", scheme)
    width, height = made.plan.size.width, made.plan.size.height
    place = {page.page: trim_of(page) for side in sides for page in side.pages}
    shared = {page for sheet in made.plan.sheets if sheet.shared for page in sheet.pages}
    for odd in range(1, 25, 2):
        x0, y0, x1, y1 = place[odd + 1]
        mirrored = (width - x1, y0, width - x0, y1)
        if scheme == "work-and-tumble":
            mirrored = (x0, height - y1, x1, height - y0)
        if odd in shared and scheme in ("saddle-4up", "perfect"):
            continue
        assert place[odd] == pytest.approx(mirrored, abs=NEAR)


# ---- sheets and bleed


def test_heads_meet_with_room_for_the_trim_on_a_folded_sheet(booklet: Path, tmp_path: Path) -> None:
    made, sides = run(booklet, tmp_path / "out.pdf", "saddle-4up")
    places = {page.page: page for page in sides[0].pages}
    assert set(places) == {1, 4, 21, 24}
    assert made.plan.setup.standing
    one, four = trim_of(places[1]), trim_of(places[4])
    # standing: the page's head is at the left of the lying sheet for the upper row
    gap = max(one[0] - four[2], four[0] - one[2])
    assert gap == pytest.approx(6 * MM, abs=NEAR)
    assert places[1].matrix[:4] == pytest.approx((0, 1, -1, 0), abs=1e-4)
    assert places[4].matrix[:4] == pytest.approx((0, -1, 1, 0), abs=1e-4)


def test_neighbours_at_a_cut_share_the_gutter_and_keep_their_bleed(card: Path, tmp_path: Path) -> None:
    _made, sides = run(card, tmp_path / "out.pdf", "n-up", paper=parse_paper("A4"), one_sided=True)
    assert len(sides[0].pages) == 6
    for page in sides[0].pages:
        assert page.clip == pytest.approx(page.bleed, abs=NEAR)


def test_perfect_binding_leaves_paper_to_be_milled_off_between_two_pages(booklet: Path, tmp_path: Path) -> None:
    _made, sides = run(booklet, tmp_path / "out.pdf", "perfect", signature=4, grind=3 * MM, thickness=None)
    left, right = sorted(sides[0].pages, key=lambda page: page.origin)
    assert trim_of(right)[0] - trim_of(left)[2] == pytest.approx(6 * MM, abs=NEAR)
    assert right.clip[0] - left.clip[2] == pytest.approx(2 * MM, abs=NEAR)


def test_blanks_leave_their_place_empty(booklet: Path, tmp_path: Path) -> None:
    sink = Sink()
    out = tmp_path / "out.pdf"
    assert impose(booklet, out, Job("saddle-2up", pages="1-10", name="x"), sink)
    assert [sorted(page.page for page in side.pages) for side in sheets(out)] == [
        [1],
        [2],
        [3, 10],
        [4, 9],
        [5, 8],
        [6, 7],
    ]
    (found,) = [found for found in sink.found if found.code == "impose.blanks"]
    assert found.severity == "info"
    assert "第 11、12 页" in found.message.zh
    assert "pages 11, 12" in found.message.en


def test_blanks_stand_before_the_back_cover_when_told_so(booklet: Path, tmp_path: Path) -> None:
    _made, sides = run(booklet, tmp_path / "out.pdf", "saddle-2up", pages="1-10", blank_after=9)
    assert sorted(page.page for page in sides[0].pages) == [1, 10]


# ---- the file


@pytest.mark.parametrize("dummy", [False, True])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_sheets_are_pdfx4_again(booklet: Path, tmp_path: Path, scheme: str, dummy: bool) -> None:
    run(booklet, tmp_path / "out.pdf", scheme, dummy=dummy)
    sink = Sink()
    assert check_pdf(tmp_path / "out.pdf", sink), sink.found


def test_sheets_of_a_pdfx1a_file_are_pdfx1a(tmp_path: Path) -> None:
    file = source(tmp_path / "x1a.pdf", 4, standard="x1a")
    run(file, tmp_path / "out.pdf", "saddle-2up")
    data = (tmp_path / "out.pdf").read_bytes()
    assert data.startswith(b"%PDF-1.4\n")
    assert b"/ObjStm" not in data
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-1a:2003"
        assert str(pdf.docinfo["/Trapped"]) == "/False"
        assert not any("/Group" in page.obj for page in pdf.pages)


def test_the_statements_of_the_file_stay_and_its_identity_is_new(booklet: Path, tmp_path: Path) -> None:
    run(booklet, tmp_path / "out.pdf", "saddle-2up")
    with pikepdf.open(booklet) as before, pikepdf.open(tmp_path / "out.pdf") as after:
        assert dict(before.docinfo.items()) == dict(after.docinfo.items())
        old, new = before.Root.Metadata.read_bytes().decode(), after.Root.Metadata.read_bytes().decode()
        changed = [(a, b) for a, b in zip(old.splitlines(), new.splitlines(), strict=True) if a != b]
        assert [a.split(">")[0] for a, _b in changed] == ["<xmpMM:DocumentID", "<xmpMM:InstanceID"]
        profiles = [pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes() for pdf in (before, after)]
        assert profiles[0] == profiles[1]


def test_equal_input_gives_equal_bytes(booklet: Path, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        run(booklet, tmp_path / name, "saddle-4up")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_pages_are_shared_not_copied(card: Path, tmp_path: Path) -> None:
    """Step and repeat draws each page many times and holds it once."""
    _made, sides = run(card, tmp_path / "out.pdf", "n-up", repeat=True, paper=parse_paper("SRA3"), marks=frozenset())
    assert len(sides[0].pages) > 15
    assert {page.page for page in sides[0].pages} == {1}
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        forms = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
        programs = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontFile3" in one]
        assert len(forms) == 10
        assert len(programs) == 1
    assert (tmp_path / "out.pdf").stat().st_size < card.stat().st_size + 10_000


def test_what_the_source_drew_outside_its_bleed_is_clipped_away(tmp_path: Path) -> None:
    file = source(tmp_path / "marked.pdf", 4, marks=True)
    run(file, tmp_path / "out.pdf", "saddle-2up", marks=frozenset())
    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        x0, y0, x1, y1 = (float(value) for value in pdf.pages[0].BleedBox)
        height = float(pdf.pages[0].MediaBox[3])
    image = document[0].render(scale=1).to_pil().convert("L")
    outside = ImageChops.invert(image)
    outside.paste(0, (int(x0), int(height - y1), int(x1) + 1, int(height - y0) + 1))
    assert outside.getbbox() is None


@pytest.mark.parametrize(("scheme", "sheet"), [("saddle-2up", "SRA3"), ("saddle-4up", "SRA2"), ("perfect", "SRA1")])
def test_each_page_looks_on_the_sheet_as_it_does_alone(booklet: Path, tmp_path: Path, scheme: str, sheet: str) -> None:
    _made, sides = run(booklet, tmp_path / "out.pdf", scheme, paper=parse_paper(sheet), thickness=0.0)
    alone, made = pypdfium2.PdfDocument(booklet), pypdfium2.PdfDocument(tmp_path / "out.pdf")
    for side, rendered in zip(sides, made, strict=True):
        image = rendered.render(scale=1).to_pil().convert("RGB")
        for page in side.pages:
            x0, y0, x1, y1 = trim_of(page)
            there = image.crop(
                (round(x0) + 2, round(image.height - y1) + 2, round(x1) - 2, round(image.height - y0) - 2)
            )
            quarter = {(1, 0): 0, (0, 1): 90, (-1, 0): 180, (0, -1): 270}[round(page.matrix[0]), round(page.matrix[1])]
            upright = there.rotate(-quarter, expand=True)
            whole = alone[page.page - 1].render(scale=1).to_pil().convert("RGB")
            edge = round(3 * MM) + 2
            wanted = whole.crop((edge, edge, whole.width - edge, whole.height - edge)).resize(upright.size)
            difference = ImageStat.Stat(ImageChops.difference(upright, wanted)).mean
            assert max(difference) < 3, (page.page, difference)


def test_marks_are_in_registration_colour_the_same_object_as_the_sources(tmp_path: Path) -> None:
    file = source(tmp_path / "marked.pdf", 4, marks=True)
    run(file, tmp_path / "out.pdf", "saddle-2up")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        spaces = [
            one for one in pdf.objects if isinstance(one, pikepdf.Array) and len(one) == 4 and one[0] == "/Separation"
        ]
        assert [str(space[1]) for space in spaces] == ["/All"]
        content = pdf.pages[0].Contents.read_bytes()
        assert b"/BrochureAll CS 1 SCN" in content
        assert b"/BrochureAll cs 1 scn" in content


def test_a_spot_ink_has_its_patch_and_its_name_on_its_own_plate(tmp_path: Path) -> None:
    ink = Spot("PANTONE 185 C", CMYK(0, 0.9, 0.7, 0))
    file = source(tmp_path / "spot.pdf", 4, ink=ink)
    run(file, tmp_path / "out.pdf", "saddle-2up")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        spaces = dict(pdf.pages[0].Resources.ColorSpace.items())
        assert {str(space[1]) for space in spaces.values()} == {"/All", "/PANTONE 185 C"}
        (key,) = [key for key, space in spaces.items() if str(space[1]) != "/All"]
        drawn = pdf.pages[0].Contents.read_bytes().count(key.encode() + b" cs 1 scn")
        assert drawn == 2
    sink = Sink()
    assert check_pdf(tmp_path / "out.pdf", sink), sink.found


def test_no_marks_means_none(booklet: Path, tmp_path: Path) -> None:
    _made, sides = run(booklet, tmp_path / "out.pdf", "saddle-2up", marks=frozenset())
    assert not any(side.marks for side in sides)


# ---- the dummy


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_dummy_has_both_sides_of_every_sheet_on_office_paper(booklet: Path, tmp_path: Path, scheme: str) -> None:
    made, sides = run(booklet, tmp_path / "out.pdf", scheme, dummy=True)
    assert len(sides) == 2 * len(made.plan.sheets)
    for side in sides:
        assert sorted(round(value / MM) for value in side.media[2:]) == [210, 297]
        assert all(inside(mark, side.media) for mark in side.marks)


def test_a_dummy_meets_front_to_back_with_one_way_of_turning(booklet: Path, tmp_path: Path) -> None:
    """Also for work-and-tumble, whose sheets are turned the other way on the press."""
    _made, sides = run(booklet, tmp_path / "out.pdf", "work-and-tumble", dummy=True)
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        width = front.media[2]
        for page in front.pages:
            partner = page.page + 1 if page.page % 2 else page.page - 1
            x0, y0, x1, y1 = page.clip
            mirrored = (width - x1, y0, width - x0, y1)
            assert any(
                other.page == partner and other.clip == pytest.approx(mirrored, abs=NEAR) for other in back.pages
            )


# ---- leaflets


@pytest.mark.parametrize("sheet", ["SRA3", "大度对开"])
def test_the_folds_of_a_leaflet_are_marked_at_the_edges_of_the_block(tmp_path: Path, sheet: str) -> None:
    """A tri-fold of 285 mm: 94 / 95.5 / 95.5 outside, mirrored inside (print.md §8)."""
    file = source(tmp_path / "leaflet.pdf", 2, 285 * MM, 210 * MM)
    outside, inside_ = (94 * MM, 189.5 * MM), (95.5 * MM, 191 * MM)
    made, sides = run(file, tmp_path / "out.pdf", "n-up", paper=parse_paper(sheet), folds=(outside, inside_))
    _made, plain = run(file, tmp_path / "plain.pdf", "n-up", paper=parse_paper(sheet), marks=frozenset({"crop"}))
    for side, folds in zip(sides, (outside, inside_), strict=True):
        assert len(side.pages) == made.plan.sheets[0].rows * made.plan.sheets[0].columns
        for page in side.pages:
            x0, y0, _x1, y1 = trim_of(page)
            for fold in folds:
                at = {(1, 0): (x0 + fold, None), (0, 1): (None, y0 + fold), (0, -1): (None, y1 - fold)}[
                    round(page.matrix[0]), round(page.matrix[1])
                ]
                ticks = [mark for mark in side.marks if _is_tick(mark, *at)]
                assert len(ticks) == 2
        for mark in side.marks:
            for page in side.pages:
                assert not overlap(mark, page.clip)
    assert all(len(one.marks) < len(other.marks) for one, other in zip(plain, sides, strict=True))


def _is_tick(mark: tuple[float, ...], x: float | None, y: float | None) -> bool:
    """A line of five millimetres at this x or y."""
    wide, high = mark[2] - mark[0], mark[3] - mark[1]
    if x is not None:
        return wide < NEAR and abs(mark[0] - x) < NEAR and abs(high - 5 * MM) < NEAR
    return high < NEAR and y is not None and abs(mark[1] - y) < NEAR and abs(wide - 5 * MM) < NEAR


def test_a_single_leaf_fills_its_sheet(tmp_path: Path) -> None:
    file = source(tmp_path / "leaflet.pdf", 2, 100 * MM, 100 * MM)
    _made, sides = run(file, tmp_path / "out.pdf", "n-up", paper=parse_paper("SRA3"))
    assert [len(side.pages) for side in sides] == [8, 8]
    assert [{page.page for page in side.pages} for side in sides] == [{1}, {2}]


# ---- transparency


def test_a_page_that_blends_brings_its_blending_space_to_the_sheet(tmp_path: Path) -> None:
    """The page's group becomes the form's, isolated as a page's is (ISO 32000-1, 11.4.7), and the sheet has one too."""
    file = source(tmp_path / "plain.pdf", 4)
    with pikepdf.open(file) as pdf:
        page = pdf.pages[0].obj
        page.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceCMYK)
        half = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, ca=0.5)
        resources = dict(page.Resources.items())
        states = dict(resources["/ExtGState"].items())  # the pages share theirs
        page.Resources = pikepdf.Dictionary(resources | {"/ExtGState": pikepdf.Dictionary(states | {"/Half": half})})
        over = pdf.make_stream(b"\nq /Half gs 0 1 0 0 k 100 100 300 300 re f Q")
        page.Contents = pikepdf.Array([page.Contents, over])
        pdf.save(tmp_path / "blends.pdf", force_version="1.6")
    run(tmp_path / "blends.pdf", tmp_path / "out.pdf", "saddle-2up")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        first, second = pdf.pages[0].obj, pdf.pages[1].obj
        form = first.Resources.XObject["/P1"]
        assert bool(form.Group.I)
        assert str(form.Group.CS) == str(first.Group.CS) == "/DeviceCMYK"
        assert "/Group" not in second
    sink = Sink()
    assert check_pdf(tmp_path / "out.pdf", sink), sink.found
    there = pypdfium2.PdfDocument(tmp_path / "out.pdf")[0].render(scale=1).to_pil().convert("RGB")
    (page_one,) = [page for page in sheets(tmp_path / "out.pdf")[0].pages if page.page == 1]
    x, y = page_one.bleed[0] + 350, there.height - (page_one.bleed[1] + 150)
    red, green, blue = there.getpixel((round(x), round(y)))
    assert green < red - 50 and green < blue - 30 and green > 60, "not half a magenta"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_sheet_has_no_error_that_its_pages_did_not_have(booklet: Path, tmp_path: Path, scheme: str) -> None:
    def errors(file: Path) -> set[str]:
        sink = Sink()
        check_file(file, Printer(), sink)
        return {found.code for found in sink.found if found.severity == "error"}

    run(booklet, tmp_path / "out.pdf", scheme)
    assert errors(tmp_path / "out.pdf") <= errors(booklet)
