"""What a file or an order may bring that cannot be imposed, or only with a word about it: one finding, both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from imposing import sheets, source
from PIL import ImageChops, ImageStat

from brochure.diagnostics import Diagnostic, Sink
from brochure.geometry import MM
from brochure.imposition.paper import parse_paper
from brochure.imposition.planning import Job
from brochure.imposition.run import impose


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return source(tmp_path_factory.mktemp("source") / "four.pdf", 4)


def found(file: Path, out: Path, job: Job | None = None) -> list[Diagnostic]:
    """The findings, but for the choice of paper and of no creep."""
    sink = Sink()
    made = impose(file, out, job or Job("saddle-2up", paper=parse_paper("SRA3"), name="four.pdf"), sink)
    assert out.exists() == (made is not None) == (not sink.failed)
    return [one for one in sink.found if one.code not in ("impose.sheet", "impose.no_thickness")]


def changed(four: Path, out: Path, change: Callable[[pikepdf.Pdf], None]) -> Path:
    with pikepdf.open(four) as pdf:
        change(pdf)
        pdf.save(out)
    return out


def _rotate(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.Rotate = 180


def _crop(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].obj.CropBox = pdf.pages[2].obj.TrimBox


def _resize(pdf: pikepdf.Pdf) -> None:
    x0, y0, x1, y1 = (float(value) for value in pdf.pages[3].obj.TrimBox)
    pdf.pages[3].obj.TrimBox = pikepdf.Array([x0, y0, x1 - 5 * MM, y1])


def _untrim(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj.MediaBox = page.obj.TrimBox
        del page.obj.TrimBox
        del page.obj.BleedBox


def _scale(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.UserUnit = 2


def _flatten(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.TrimBox = pikepdf.Array([10, 10, 10, 300])


def _annotate(pdf: pikepdf.Pdf) -> None:
    stamp = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[50, 50, 90, 90], F=4)
    pdf.pages[0].obj.Annots = pikepdf.Array([stamp])


def _unnamed(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/GTS_PDFXVersion"]
    del pdf.Root.Metadata


def _empty(pdf: pikepdf.Pdf) -> None:
    while len(pdf.pages):
        del pdf.pages[0]


@pytest.mark.parametrize(
    ("change", "code", "severity", "says"),
    [
        (_rotate, "impose.rotated", "info", "第 2 页"),
        (_crop, "impose.crop_box", "warning", "第 3 页"),
        (_resize, "impose.sizes", "error", "第 4 页 205.0 × 285.0 mm"),
        (_untrim, "impose.no_trim", "warning", "第 1、2、3、4 页"),
        (_scale, "impose.user_unit", "error", "第 1 页"),
        (_flatten, "impose.bad_box", "error", "第 1 页"),
        (_annotate, "impose.annotations", "warning", "第 1 页"),
        (_unnamed, "impose.not_pdfx", "warning", "不是 PDF/X"),
        (_empty, "impose.no_pages", "error", "没有页面"),
    ],
)
def test_an_odd_source_has_one_finding(
    four: Path, tmp_path: Path, change: Callable[[pikepdf.Pdf], None], code: str, severity: str, says: str
) -> None:
    (one,) = found(changed(four, tmp_path / "odd.pdf", change), tmp_path / "out.pdf")
    assert (one.code, one.severity) == (code, severity)
    assert says in one.message.zh
    assert one.message.en and not re.search("[\u4e00-\u9fff]", one.message.en)
    assert one.span and one.span.file.endswith("odd.pdf")


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_source_has_one_finding(four: Path, tmp_path: Path, password: str) -> None:
    with pikepdf.open(four) as pdf:
        pdf.save(tmp_path / "odd.pdf", encryption=pikepdf.Encryption(user=password, owner="owner"))
    (one,) = found(tmp_path / "odd.pdf", tmp_path / "out.pdf")
    assert one.code == "impose.encrypted"


@pytest.mark.parametrize(
    ("spoil", "codes"),
    [
        (lambda data: data[: len(data) // 2], {"pdf.damaged", "pdf.unreadable", "impose.no_pages"}),
        (lambda data: data.replace(b"startxref", b"startxxxx"), {"pdf.damaged"}),
        (lambda _data: b"not a pdf at all", {"pdf.unreadable"}),
        (lambda _data: b"", {"pdf.unreadable"}),
    ],
)
def test_a_damaged_source_has_one_finding(
    four: Path, tmp_path: Path, spoil: Callable[[bytes], bytes], codes: set[str]
) -> None:
    (tmp_path / "odd.pdf").write_bytes(spoil(four.read_bytes()))
    (one,) = found(tmp_path / "odd.pdf", tmp_path / "out.pdf")
    assert one.severity == "error"
    assert one.code in codes


def test_a_missing_source_has_one_finding(tmp_path: Path) -> None:
    (one,) = found(tmp_path / "none.pdf", tmp_path / "out.pdf")
    assert one.code == "file.missing"


@pytest.mark.parametrize(
    ("options", "code", "severity"),
    [
        ({"paper": parse_paper("A4")}, "impose.sheet_small", "error"),
        ({"thickness": 5 * MM}, "impose.thickness", "error"),
        ({"thickness": -1.0}, "impose.thickness", "error"),
        ({"thickness": 0.001}, "impose.thickness", "error"),
        ({"gutter": -1.0}, "impose.gutter", "error"),
        ({"gripper": 100 * MM}, "impose.gripper", "error"),
        ({"grind": 20 * MM}, "impose.grind", "error"),
        ({"pages": "1-9"}, "impose.pages", "error"),
        ({"pages": "2,2"}, "impose.pages", "error"),
        ({"pages": "x"}, "impose.pages", "error"),
        ({"pages": "3-1"}, "impose.pages", "error"),
        ({"blank_after": 9}, "impose.blank_after", "error"),
        ({"blank_after": 0}, "impose.blank_after", "error"),
        ({"pages": "1-3"}, "impose.blanks", "info"),
        ({"scheme": "saddle-4up", "gutter": 1 * MM, "paper": parse_paper("SRA2")}, "impose.gutter_narrow", "warning"),
        ({"scheme": "perfect"}, "impose.too_thin", "warning"),
        ({"scheme": "perfect", "signature": 2}, "impose.signature", "error"),
        ({"signature": 8, "grid": (2, 2)}, "impose.ignored", "warning"),
        ({"scheme": "n-up", "spine": "right"}, "impose.ignored", "warning"),
        ({"scheme": "n-up", "paper": parse_paper("30x30mm")}, "impose.sheet_small", "error"),
        ({"scheme": "n-up", "grid": (9, 9)}, "impose.sheet_small", "error"),
    ],
)
def test_an_order_that_cannot_be_has_one_finding(
    four: Path, tmp_path: Path, options: dict[str, Any], code: str, severity: str
) -> None:
    asked: dict[str, Any] = {"scheme": "saddle-2up", "paper": parse_paper("SRA3"), "name": "x", **options}
    (one,) = found(four, tmp_path / "out.pdf", Job(**asked))
    assert (one.code, one.severity) == (code, severity)
    assert one.message.zh != one.message.en


def test_a_sheet_too_small_names_what_is_needed_and_one_that_holds_it(four: Path, tmp_path: Path) -> None:
    (one,) = found(four, tmp_path / "out.pdf", Job("saddle-2up", paper=parse_paper("A3"), name="x"))
    assert "439 × 314 mm" in one.message.en
    assert one.hints[0].en == "--sheet SRA3 holds it"
    assert not found(four, tmp_path / "b.pdf", Job("saddle-2up", paper=parse_paper("SRA3"), name="x"))


def test_sixty_eight_pages_are_too_many_for_a_saddle_stitch(tmp_path: Path) -> None:
    file = source(tmp_path / "many.pdf", 68, 60 * MM, 60 * MM)
    (one,) = found(file, tmp_path / "out.pdf")
    assert one.code == "impose.too_thick"


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_rotated_page_is_placed_as_it_is_seen(tmp_path: Path, angle: int) -> None:
    side = angle % 180 == 90
    file = source(tmp_path / "plain.pdf", 4, *((120 * MM, 90 * MM) if side else (90 * MM, 120 * MM)))

    def rotate(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.Rotate = angle

    rotated = changed(file, tmp_path / "odd.pdf", rotate)
    found(rotated, tmp_path / "out.pdf")
    alone = pypdfium2.PdfDocument(rotated)[0].render(scale=2).to_pil().convert("RGB")
    sheet = pypdfium2.PdfDocument(tmp_path / "out.pdf")[0].render(scale=2).to_pil().convert("RGB")
    (page,) = [page for page in sheets(tmp_path / "out.pdf")[0].pages if page.page == 1]
    x0, y0, x1, y1 = (2 * value for value in page.bleed)
    edge = round(2 * 3 * MM) + 3
    there = sheet.crop(
        (round(x0) + edge, round(sheet.height - y1) + edge, round(x1) - edge, round(sheet.height - y0) - edge)
    )
    wanted = alone.crop((edge, edge, alone.width - edge, alone.height - edge)).resize(there.size)
    assert max(ImageStat.Stat(ImageChops.difference(there, wanted)).mean) < 3


def test_a_page_in_several_streams_is_joined(four: Path, tmp_path: Path) -> None:
    def split(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            data = page.obj.Contents.read_bytes()
            middle = data.index(b"\n", len(data) // 2)
            page.obj.Contents = pikepdf.Array([pdf.make_stream(data[:middle]), pdf.make_stream(data[middle:])])

    assert not found(changed(four, tmp_path / "odd.pdf", split), tmp_path / "out.pdf")
    assert not found(four, tmp_path / "plain.pdf")
    images = [pypdfium2.PdfDocument(tmp_path / name)[0].render(scale=1).to_pil() for name in ("out.pdf", "plain.pdf")]
    assert images[0].tobytes() == images[1].tobytes()


def test_a_page_with_less_bleed_than_the_others_is_drawn_to_its_own(four: Path, tmp_path: Path) -> None:
    def narrow(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.BleedBox = pdf.pages[0].obj.TrimBox

    assert not found(changed(four, tmp_path / "odd.pdf", narrow), tmp_path / "out.pdf")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        form = pdf.pages[0].Resources.XObject["/P1"]
        assert float(form.BBox[2]) - float(form.BBox[0]) == pytest.approx(210 * MM, abs=0.01)
