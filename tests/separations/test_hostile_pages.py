"""Files that are broken, or mean harm, are either separated or refused with a reason: soon, and without a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from separation_cases import WHOLE, Sheet

from brochure.separations.plates import MOST, Separator, Unseparable

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
