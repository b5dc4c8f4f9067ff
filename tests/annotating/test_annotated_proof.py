"""Every finding is marked on the pages where it stands, and listed; the marks are read back from the file."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image, ImageChops

from brochure.annotating.run import annotate
from brochure.commands.build import check_command
from brochure.dataclass import replace
from brochure.diagnostics import Diagnostic, Message, Sink
from brochure.geometry import MM
from brochure.preflight.files import check_file
from brochure.preflight.printers import Printer

TURNS = [(0, 0.0, 0.0, 1.0), (90, 0.0, 0.0, 1.0), (180, -30.0, 45.0, 1.0), (270, 100.0, -20.0, 2.0), (0, 0, 0, 0.5)]
WHERE = (20.0, 30.0, 15.0, 8.0)
"""A place in mm from the trim's top-left corner."""


def finding(page: int, rect: tuple[float, ...] = WHERE, words: str = "线太细") -> Diagnostic:
    return Diagnostic("preflight.hairline", "error", Message(words, "a thin line"), page=page, rect=rect)


def turned(folder: Path) -> Path:
    """Pages of 100 mm, turned, with their origin anywhere and their own units, with a black box at `WHERE`."""
    pdf = pikepdf.new()
    for turn, x, y, unit in TURNS:
        side, edge = 100 * MM / unit, 112 * MM / unit
        off = (edge - side) / 2
        page = pdf.add_blank_page(page_size=(edge, edge)).obj
        page.MediaBox = [x, y, x + edge, y + edge]
        page.TrimBox = [x + off, y + off, x + off + side, y + off + side]
        page.Rotate = turn
        if unit != 1:
            page.UserUnit = unit
        left, top = x + off + WHERE[0] * MM / unit, y + off + side - WHERE[1] * MM / unit
        wide, tall = WHERE[2] * MM / unit, WHERE[3] * MM / unit
        page.Contents = pdf.make_stream(f"0 g {left} {top - tall} {wide} {tall} re f".encode())
    file = folder / "turned.pdf"
    pdf.save(file)
    return file


def squares(page: pikepdf.Page) -> list[pikepdf.Object]:
    return [one for one in page.obj.get("/Annots", []) if one.Subtype == "/Square"]


def marked(square: pikepdf.Object) -> tuple[float, ...]:
    """Where the square itself is: its rectangle without the differences that /RD names (12.5.6.8)."""
    x0, y0, x1, y1 = (float(value) for value in square.Rect)
    left, bottom, right, top = (float(value) for value in square.RD)
    return x0 + left, y0 + bottom, x1 - right, y1 - top


def drawn(page: pypdfium2.PdfPage, notes: bool) -> Image.Image:
    return page.render(scale=2, draw_annots=notes).to_pil().convert("L")


def test_marks_stand_around_their_places_however_the_page_is_turned(tmp_path: Path) -> None:
    source, out = turned(tmp_path), tmp_path / "out.pdf"
    assert annotate(source, [finding(number) for number in range(1, len(TURNS) + 1)], out, Sink())
    with pikepdf.open(out) as pdf:
        for page, (_turn, _x, _y, unit) in zip(pdf.pages, TURNS, strict=False):
            (square,) = squares(page)
            trim = [float(value) for value in page.obj.TrimBox]
            left, top = trim[0] + WHERE[0] * MM / unit, trim[3] - WHERE[1] * MM / unit
            right, bottom = left + WHERE[2] * MM / unit, top - WHERE[3] * MM / unit
            around = marked(square)
            near = [a - b for a, b in zip(around, (left, bottom, right, top), strict=True)]
            assert near == pytest.approx([-1.5, -1.5, 1.5, 1.5], abs=0.01)
            assert "线太细" in str(square.Contents) and "a thin line" in str(square.Contents)
            assert square.Popup.Parent.objgen == square.objgen
    with pypdfium2.PdfDocument(out) as shown, pypdfium2.PdfDocument(source) as before:
        for index in range(len(TURNS)):
            box = ImageChops.difference(drawn(shown[index], True), drawn(shown[index], False)).getbbox()
            black = drawn(before[index], False).point(lambda value: 255 if value < 60 else 0).getbbox()
            assert box is not None and black is not None, "the mark is drawn, and the black box with it"
            assert box[0] <= black[0] and box[1] <= black[1] and box[2] >= black[2] and box[3] >= black[3]


def test_numbers_never_hide_one_another(tmp_path: Path) -> None:
    source, out = turned(tmp_path), tmp_path / "out.pdf"
    assert annotate(source, [finding(1, words=f"第{number}") for number in range(12)], out, Sink())
    with pikepdf.open(out) as pdf:
        labels = []
        for square in squares(pdf.pages[0]):
            fill = [line for line in square.AP.N.read_bytes().decode().splitlines() if line.endswith(" re f")]
            x, y, width, height = map(float, fill[0].split()[:4])
            labels.append((x, y, x + width, y + height))
    for index, one in enumerate(labels):
        for other in labels[index + 1 :]:
            assert one[0] >= other[2] or one[2] <= other[0] or one[1] >= other[3] or one[3] <= other[1]


def test_every_place_of_a_finding_is_marked_with_its_number(tmp_path: Path) -> None:
    source, out = turned(tmp_path), tmp_path / "out.pdf"
    places = tuple((10.0, 8.0 * number, 5.0, 2.0) for number in range(2, 5))
    grouped = replace(finding(1), others=places)
    assert annotate(source, [grouped, finding(1, words="另一处")], out, Sink())
    with pikepdf.open(out) as pdf:
        marks = squares(pdf.pages[0])
        assert [str(square.T).split()[0] for square in marks].count("1") == 4
        assert len(marks) == len({str(square.NM) for square in marks}) == 5


def test_the_list_has_every_finding_and_leads_to_its_page(tmp_path: Path) -> None:
    source, out = turned(tmp_path), tmp_path / "out.pdf"
    found = [finding(2), finding(0, (), "整个文件的事"), finding(99, words="没有这一页"), finding(1, (), "只有页码")]
    assert annotate(source, found, out, Sink())
    with pypdfium2.PdfDocument(out) as shown:
        assert len(shown) == len(TURNS) + 1
        text = "".join(shown[len(TURNS)].get_textpage().get_text_range().split())
    assert all(words in text for words in ("整个文件的事", "没有这一页", "只有页码", "线太细", "preflight.hairline"))
    with pikepdf.open(out) as pdf:
        links = [one.Dest[0].objgen for one in pdf.pages[-1].obj.Annots]
        assert links == [pdf.pages[0].obj.objgen, pdf.pages[1].obj.objgen]
        assert len(squares(pdf.pages[0])) == 0 and len(squares(pdf.pages[1])) == 1
        fonts = pdf.pages[-1].obj.Resources.Font.values()
        assert all("/FontFile3" in font.DescendantFonts[0].FontDescriptor or
                   "/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)  # fmt: skip


def test_many_findings_go_on_over_further_pages(tmp_path: Path) -> None:
    source, out = turned(tmp_path), tmp_path / "out.pdf"
    assert annotate(source, [finding(1 + number % 5, words=f"第{number:03}处") for number in range(70)], out, Sink())
    with pypdfium2.PdfDocument(out) as shown:
        pages = ["".join(page.get_textpage().get_text_range().split()) for page in shown]
    assert len(pages) > len(TURNS) + 2
    assert all(sum(f"第{number:03}处" in page for page in pages) == 1 for number in range(70))


def test_the_same_findings_make_the_same_bytes(tmp_path: Path) -> None:
    source = turned(tmp_path)
    for name in ("one.pdf", "two.pdf"):
        assert annotate(source, [finding(1), finding(2)], tmp_path / name, Sink())
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


@pytest.mark.parametrize("kind", ["locked", "restricted", "damaged", "empty"])
def test_a_file_that_cannot_be_marked_is_one_finding_and_no_file(tmp_path: Path, kind: str) -> None:
    source, out = turned(tmp_path), tmp_path / "out.pdf"
    if kind in ("locked", "restricted"):
        with pikepdf.open(source, allow_overwriting_input=True) as pdf:
            pdf.save(source, encryption=pikepdf.Encryption(owner="a", user="b" if kind == "locked" else ""))
    else:
        source.write_bytes(b"%PDF-1.6\nrubbish" if kind == "damaged" else b"")
    run = CliRunner().invoke(check_command, [str(source), "--annotate", str(out)])
    assert run.exit_code == 1 and not out.exists()
    assert "Traceback" not in run.output


def test_the_inspected_file_is_never_replaced(tmp_path: Path) -> None:
    source = turned(tmp_path)
    before, sink = source.read_bytes(), Sink()
    assert not annotate(source, [finding(1)], source, sink)
    assert source.read_bytes() == before and [one.code for one in sink.found] == ["file.is_input"]


TEXT = """\
brochure: 1
document: {title: {zh: "册", en: "Book"}}
theme: {colors: {heavy: cmyk 90 90 90 90}, styles: {h1: {color: heavy}}}
sections:
  - kind: story
    id: one
    title: {zh: "题", en: "Title"}
    text: {zh: "一段文字。", en: "One paragraph."}
    photos:
      - {file: leaf.jpg, placeholder: true, place: column, caption: {zh: "叶", en: "Leaf"}, credit: {zh: "甲", en: "A"}}
"""


def test_a_brochure_is_proofed_and_marked(tmp_path: Path) -> None:
    (tmp_path / "brochure.root").touch()
    (tmp_path / "brochure.yaml").write_text(TEXT, "utf-8")
    Image.linear_gradient("L").resize((90, 60)).convert("RGB").save(tmp_path / "leaf.jpg")
    out = tmp_path / "marked" / "proof.pdf"
    run = CliRunner().invoke(check_command, [str(tmp_path / "brochure.yaml"), "--annotate", str(out)])
    assert run.exit_code == 1 and out.exists(), run.output
    with pikepdf.open(out) as pdf:
        told = [str(square.T).split()[1] for page in pdf.pages for square in squares(page)]
        assert "preflight.resolution" in told
        assert "picture.placeholder" in told, "a finding of the YAML is marked where its picture is printed"
        assert "/GTS_PDFXVersion" not in pdf.docinfo


def test_a_print_file_under_marks_no_longer_claims_its_standard(tmp_path: Path) -> None:
    source, out, sink = turned(tmp_path), tmp_path / "out.pdf", Sink()
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/GTS_PDFXVersion"] = "PDF/X-4"
        with pdf.open_metadata() as xmp:
            xmp["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] = "PDF/X-4"
        pdf.save(source)
    check_file(source, Printer(), sink)
    assert annotate(source, sink.found, out, Sink())
    with pikepdf.open(out) as pdf:
        assert "/GTS_PDFXVersion" not in pdf.docinfo
        assert b"PDF/X-4" not in pdf.Root.Metadata.read_bytes()
