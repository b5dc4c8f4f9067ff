"""Files that are broken, or mean harm, are either separated or refused with a reason: soon, and without a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from separation_cases import WHOLE, Sheet

from brochure.diagnostics import Sink
from brochure.preflight.files import check_file
from brochure.preflight.printers import Printer
from brochure.separations import drawing
from brochure.separations.plates import MOST, Separator, Unseparable
from brochure.ticket.read import read_ticket

Make = Callable[[Sheet], str]


def _recursive(page: Sheet) -> str:
    form = page.form("X", "0 0 0 1 k 10 10 20 20 re f /X Do", {"I": True})
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    return "/X Do"


def _bomb(page: Sheet) -> str:
    """Each form draws the next ten times in as many states: ten to the eighteenth."""
    below = page.form("X0", "0 0 1 1 re f")
    for level in range(1, 19):
        calls = " ".join(f"q 1.0{turn} 0 0 1 0 0 cm /B Do Q" for turn in range(10))
        form = page.form(f"X{level}", calls)
        form.Resources = Dictionary(XObject=Dictionary(B=below))
        below = form
    return "/X18 Do"


def _missing(page: Sheet) -> str:
    return "/A gs /P sh /X Do /S cs 1 scn /Pattern cs /P scn 10 10 20 20 re f BT /F 9 Tf (x) Tj ET"


def _own_tile(page: Sheet) -> str:
    cell = page.pdf.make_indirect(
        page.pdf.make_stream(b"/Pattern cs /P scn 0 0 9 9 re f", PatternType=1, PaintType=1, TilingType=1,
                             BBox=[0, 0, 9, 9], XStep=0, YStep=0)
    )  # fmt: skip
    cell.Resources = Dictionary(Pattern=Dictionary(P=cell))
    page.put("/Pattern", "P", cell)
    return "/Pattern cs /P scn 0 0 99 99 re f"


def _own_mask(page: Sheet) -> str:
    group = page.form("G", "/L gs 0 g 0 0 99 99 re f", {"CS": Name.DeviceGray})
    page.state("L", SMask=Dictionary(S=Name.Luminosity, G=group))
    return "/L gs 1 0 0 0 k 0 0 99 99 re f"


def _masks(page: Sheet) -> str:
    inner = None
    for level in range(15):
        group = page.form(f"G{level}", "/L gs .5 g 0 0 99 99 re f " * 6, {"CS": Name.DeviceGray})
        group.Resources = Dictionary(ExtGState=Dictionary(L=inner) if inner is not None else Dictionary())
        inner = page.pdf.make_indirect(Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group)))
    page.put("/ExtGState", "L", inner)
    return "/L gs 1 0 0 0 k 0 0 99 99 re f"


def _groups(page: Sheet) -> str:
    below = page.form("X0", "0 0 120 120 re f", {"I": True})
    for level in range(1, 19):
        form = page.form(f"X{level}", "/B Do /B Do", {"I": True})
        form.Resources = Dictionary(XObject=Dictionary(B=below))
        below = form
    return "/X18 Do"


def _tiles(page: Sheet) -> str:
    cell = page.pdf.make_stream(b"0 0 .0005 .0005 re f", PatternType=1, PaintType=1, TilingType=1,
                                BBox=[0, 0, 0.001, 0.001], XStep=0.001, YStep=0.001, Resources=Dictionary())  # fmt: skip
    page.put("/Pattern", "P", cell)
    return "/Pattern cs /P scn 0 0 120 120 re f"


def _endless_space(page: Sheet) -> str:
    space = page.pdf.make_indirect(Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String("abcdef")]))
    space[1] = space
    page.put("/ColorSpace", "S", space)
    return "/S cs 0 sc 0 0 9 9 re f"


def _picture(**entries: object) -> Make:
    def make(page: Sheet) -> str:
        page.image("I", b"abc", (2, 2), "/DeviceCMYK", **entries)
        return WHOLE

    return make


def _calculator(code: bytes) -> Make:
    def make(page: Sheet) -> str:
        tint = page.pdf.make_stream(code, FunctionType=4, Domain=[0, 1], Range=[0, 1] * 4)
        shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 99, 0], Function=tint)
        page.put("/Shading", "H", shading)
        return "/H sh"

    return make


HOSTILE: dict[str, Make] = {
    "a form that draws itself": _recursive,
    "forms that multiply": _bomb,
    "resources that are not there": _missing,
    "a pattern that is its own cell": _own_tile,
    "a mask that masks itself": _own_mask,
    "a space based on itself": _endless_space,
    "masks within masks": _masks,
    "groups within groups": _groups,
    "tiles without number": _tiles,
    "numbers beyond all bounds": lambda _page: "q 1e30 0 0 1e30 0 0 cm 0 0 1 1 re f Q 1e38 w 0 0 m 1e20 1e20 l S",
    "a stream that breaks off": lambda _page: "q 1 0 0 1 (unfinished",
    "operators without operands": lambda _page: "k cm re f gs Do sh scn Tf w Q Q Q",
    "operands of the wrong kind": lambda _page: "/a /b /c /d k [1] 2 3 (x) re f (q) Do",
    "a picture cut off": _picture(),
    "a picture of endless pixels": _picture(Width=10**9, Height=10**9),
    "a picture of no pixels": _picture(Width=0),
    "a picture of odd bits": _picture(BitsPerComponent=7),
    "a picture that is no JPEG": _picture(Filter=Name.DCTDecode),
    "a picture of no filter known": _picture(Filter=Name.Nonsense),
    "a calculator that runs dry": _calculator(b"{ pop pop add }"),
    "a calculator without end": _calculator(b"{ " * 3000),
    "a calculator that divides by nothing": _calculator(b"{ 0 div dup dup dup }"),
}


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "SECONDS", 2.0)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_separated_or_refused(name: str, tmp_path: Path) -> None:
    page = Sheet()
    file = page.saved(HOSTILE[name](page), tmp_path / "x.pdf")
    with Separator(file) as separator:
        try:
            found = separator.page(1)
        except Unseparable as reason:
            assert str(reason)
        else:
            assert found.images["Black"].size == (120, 120)


@pytest.mark.parametrize("name", HOSTILE)
def test_check_and_ticket_of_a_hostile_file_end_in_findings(name: str, tmp_path: Path) -> None:
    page = Sheet()
    file = page.saved(HOSTILE[name](page), tmp_path / "x.pdf")
    sink = Sink()
    check_file(file, Printer(), sink)
    assert all(found.message.zh and found.message.en for found in sink.found)
    told = Sink()
    assert (read_ticket(file, told) is None) == bool(told.found)


def test_a_drawing_that_never_ends_is_given_up_and_the_rest_of_the_file_soon(
    tmp_path: Path,
) -> None:
    """Six masks within each of six masks, fifteen deep, keep any rasteriser busy for ever."""
    page = Sheet()
    content = _masks(page)
    page.page.Contents = page.pdf.make_stream(content.encode())
    for _ in range(3):
        page.pdf.pages.append(page.pdf.pages[0])
    page.pdf.pages[3].obj.Contents = page.pdf.make_stream(b"0 0 0 1 k 0 0 120 120 re f")
    file = page.saved(content, tmp_path / "x.pdf")
    with Separator(file) as separator:
        assert separator.page(4).inks == ("Black",)
        for number in (1, 2, 3, 4):
            with pytest.raises(Unseparable, match="too long"):
                separator.page(number)


@pytest.mark.parametrize(
    "box", [[0, 0, 14400, 14400], [0, 0, 10**9, 10**9], [0, 0, 0, 0], [0, 0, 1e-9, 5], [50, 50, -50, -50]]
)
def test_a_page_of_any_size_is_looked_at_coarsely_or_refused(box: list[float], tmp_path: Path) -> None:
    page = Sheet()
    page.page.MediaBox = box
    with Separator(page.saved("0 0 0 1 k 0 0 9 9 re f", tmp_path / "x.pdf")) as separator:
        try:
            found = separator.page(1)
        except Unseparable:
            assert max(abs(value) for value in box) in (10**9, 0, 5)
        else:
            width, height = found.images["Black"].size
            assert width * height <= MOST * 1.01


def test_what_is_fine_beside_a_page_that_is_not_is_separated(tmp_path: Path) -> None:
    page = Sheet()
    _picture()(page)
    page.pdf.pages.append(page.pdf.pages[0])
    page.pdf.pages[1].obj.Contents = page.pdf.make_stream(b"0 0 0 1 k 0 0 120 120 re f")
    with Separator(page.saved(WHOLE, tmp_path / "x.pdf")) as separator:
        with pytest.raises(Unseparable):
            separator.page(1)
        assert separator.page(2).inks == ("Black",)
