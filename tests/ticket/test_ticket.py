"""The ticket says what is in the file: every fact is put in by a build, by hand or by another tool, and read back."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image

from brochure.build import Options, build
from brochure.commands.ticket import ticket_command
from brochure.diagnostics import Sink
from brochure.ticket.facts import Ticket, plain, runs
from brochure.ticket.read import read_ticket

TEXT = """\
brochure: 1
document:
  title: {zh: "滨江植物园", en: "Riverside Garden"}
  trim: 180mm x 240mm
  bleed: {top: 3mm, outer: 3mm, bottom: 3mm, inner: 0}
  binding: {kind: none, paper: {name: 157g 铜版纸}}
  date: 2025-05-28
output: {print: {marks: [crop, bar, registration, slug]}}
theme:
  colors: {brand: 'spot "PANTONE 185 C" alternate cmyk 0 91 76 0'}
  styles: {quote: {color: brand}}
sections:
  - kind: story
    id: one
    title: {zh: "题", en: "Title"}
    text: {zh: "一段文字。", en: "One paragraph."}
  - kind: story
    id: two
    title: {zh: "图", en: "Picture"}
    text: {zh: "另一段。", en: "Another."}
    photos:
      - file: leaf.jpg
        placeholder: true
        place: PLACE
        caption: {zh: "一片叶", en: "A leaf"}
        credit: {zh: "摄影 甲", en: "Photo: A"}
        rights: {holder: "甲", people: true}
"""


def make(folder: Path, text: str = TEXT) -> Path:
    (folder / "brochure.root").touch()
    Image.linear_gradient("L").resize((600, 400)).convert("RGB").save(folder / "leaf.jpg", quality=90)
    file = folder / "brochure.yaml"
    file.write_text(text.replace("PLACE", "column"), "utf-8")
    return file


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ticket")
    built = build(make(folder), folder / "garden.pdf")
    assert built.output, built.findings
    return built.output[0]


@pytest.fixture(scope="module")
def ticket(made: Path) -> Ticket:
    sink = Sink()
    found = read_ticket(made, sink)
    assert found is not None and not sink.found
    return found


def test_the_file_is_named_by_its_content(made: Path, ticket: Ticket) -> None:
    data = made.read_bytes()
    assert (ticket.file, ticket.bytes) == ("garden.pdf", len(data))
    assert ticket.sha256 == hashlib.sha256(data).hexdigest()
    assert ticket.created == "2025-05-28 00:00"


def test_size_bleed_and_boxes_are_those_of_the_pages(ticket: Ticket) -> None:
    assert {page.size for page in ticket.pages} == {(180, 240)}
    assert ticket.pages[0].bleed == (3, 3, 3, 0)
    assert ticket.pages[1].bleed == (3, 0, 3, 3)
    assert all(page.marked for page in ticket.pages)


def test_the_standard_is_what_the_file_claims_and_was_checked(ticket: Ticket) -> None:
    assert (ticket.standard, ticket.version, ticket.faults, ticket.trapped) == ("PDF/X-4", "1.6", 0, "False")
    assert ticket.intent and ticket.intent.identifier == "FOGRA39"


def test_the_colour_bar_is_no_ink_of_the_page(ticket: Ticket) -> None:
    """The bar has all four inks, the page only black; the bar lies outside the bleed."""
    assert ticket.pages[0].black_only
    assert 0.3 < (ticket.pages[0].heaviest or 0) <= 1


def test_pictures_are_measured_where_they_stand(made: Path, ticket: Ticket) -> None:
    (picture,) = ticket.pictures
    assert picture.pixels == (600, 400) and picture.space == "DeviceCMYK"
    assert (
        picture.ppi == round(min(600 / picture.size[0], 400 / picture.size[1]) * 25.4, 0)
        or abs(picture.ppi - 600 / picture.size[0] * 25.4) < 2
    )
    if shutil.which("pdfimages"):
        listed = subprocess.run(["pdfimages", "-list", str(made)], capture_output=True, text=True, check=True).stdout
        row = listed.splitlines()[2].split()
        assert (int(row[0]), int(row[3]), int(row[4])) == (picture.page, 600, 400)
        assert abs(int(row[12]) - picture.ppi) <= 1


def test_the_heaviest_ink_of_a_picture_is_that_of_its_darkest_pixels(ticket: Ticket) -> None:
    """Black by the profile for 300 %: no more than that, and far more than grey. The mean of 15 mm² is a little less."""
    (picture,) = ticket.pictures
    assert picture.ink is not None and 2.4 < picture.ink <= 3.02
    assert picture.ink - 0.2 < ticket.heaviest <= picture.ink


def test_fonts_are_those_poppler_lists(made: Path, ticket: Ticket) -> None:
    assert all(font.embedded and font.subset for font in ticket.fonts)
    if not shutil.which("pdffonts"):
        pytest.skip("poppler-utils (pdffonts) is not installed")
    listed = subprocess.run(["pdffonts", str(made)], capture_output=True, text=True, check=True).stdout
    assert {font.name for font in ticket.fonts} == set(re.findall(r"^[A-Z]{6}\+(\S+)", listed, re.M))


# --- files made by others ---------------------------------------------------------------------------------------------


def page(content: bytes, **resources: object) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 300))
    pdf.pages[0].Contents = pdf.make_stream(content)
    pdf.pages[0].Resources = pikepdf.Dictionary(**resources)
    return pdf


def read(pdf: pikepdf.Pdf, folder: Path) -> Ticket:
    pdf.save(folder / "x.pdf")
    found = read_ticket(folder / "x.pdf", Sink())
    assert found is not None
    return found


def separation(name: str) -> pikepdf.Array:
    function = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0, 0], N=1)
    return pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name("/" + name), pikepdf.Name.DeviceCMYK, function])


@pytest.mark.parametrize(
    ("content", "process", "spots", "other"),
    [
        (b"0 g 10 10 20 20 re f", ["Black"], [], []),
        (b"1 g 10 10 20 20 re f", [], [], []),
        (b"0 0 0 1 k 10 10 20 20 re f", ["Black"], [], []),
        (b"0.5 0 0.2 0 K 10 10 20 20 re S", ["Cyan", "Yellow"], [], []),
        (b"1 0 0 rg 10 10 20 20 re f", ["Magenta", "Yellow"], [], ["RGB"]),
        (b"/S cs 0.4 scn 10 10 20 20 re f", [], ["Gold 1"], []),
        (b"/S cs 0 scn 10 10 20 20 re f", [], [], []),
        (b"/R cs 1 scn 10 10 20 20 re f", ["Cyan", "Magenta", "Yellow", "Black"], [], []),
        (b"q 0 1 0 0 k Q 10 10 20 20 re f", ["Black"], [], []),
        (b"0 1 0 0 k 500 500 20 20 re f", [], [], []),
        (b"0 1 0 0 k 10 10 20 20 re n", [], [], []),
        (b"q 1 0 0 1 -900 0 cm 0 1 0 0 k 910 10 20 20 re f Q", ["Magenta"], [], []),
    ],
)
def test_inks_are_those_painted_inside_the_page(
    content: bytes, process: list[str], spots: list[str], other: list[str], tmp_path: Path
) -> None:
    pdf = page(content, ColorSpace=pikepdf.Dictionary(S=separation("Gold 1"), R=separation("All")))
    (found,) = read(pdf, tmp_path).pages
    assert (list(found.process), list(found.spots), list(found.other)) == (process, spots, other)


@pytest.mark.parametrize(
    ("state", "transparent"),
    [
        ({"ca": 0.5}, True),
        ({"BM": pikepdf.Name.Multiply}, True),
        ({"BM": pikepdf.Name.Normal, "ca": 1}, False),
        ({"OP": True}, False),
    ],
)
def test_transparency_is_seen(state: dict[str, object], transparent: bool, tmp_path: Path) -> None:
    states = pikepdf.Dictionary(G=pikepdf.Dictionary(**state))
    assert read(page(b"/G gs 10 10 20 20 re f", ExtGState=states), tmp_path).pages[0].transparent == transparent


def test_ink_inside_a_form_is_found_with_its_matrix(tmp_path: Path) -> None:
    pdf = page(b"/X Do")
    form = pdf.make_stream(b"0 0 1 0 k 0 0 20 20 re f")
    form.update(pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 20, 20]))
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    assert read(pdf, tmp_path).pages[0].process == ("Yellow",)
    form.Matrix = [1, 0, 0, 1, 900, 0]
    assert read(pdf, tmp_path).pages[0].process == ()


def test_a_turned_picture_is_measured_along_its_sides(tmp_path: Path) -> None:
    pdf = page(b"q 0 72 -36 0 100 100 cm /I Do Q")
    image = pdf.make_stream(bytes([255, 0, 0, 0] * 4))
    image.update(
        pikepdf.Dictionary(
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=2, Height=2, BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceCMYK,
        )
    )  # fmt: skip
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
    (picture,) = read(pdf, tmp_path).pictures
    assert (picture.size, picture.ppi, picture.ink) == ((25.4, 12.7), 2, 1)


def test_a_font_that_is_not_embedded_is_told(tmp_path: Path) -> None:
    fonts = pikepdf.Dictionary(
        F=pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    (font,) = read(page(b"BT /F 9 Tf 10 10 Td (x) Tj ET", Font=fonts), tmp_path).fonts
    assert (font.name, font.embedded) == ("Helvetica", False)


# --- the command ------------------------------------------------------------------------------------------------------


def words(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(document[index].get_textpage().get_text_range() for index in range(len(document)))


def test_a_brochure_gives_ticket_json_and_contact_sheet(tmp_path: Path) -> None:
    yaml = make(tmp_path)
    out, report = tmp_path / "out" / "ticket.pdf", tmp_path / "out" / "ticket.json"
    run = CliRunner().invoke(ticket_command, [str(yaml), "-o", str(out), "--json", str(report), "--contact"])
    assert run.exit_code == 0, run.output
    built = out.with_name(f"{tmp_path.name}.pdf")
    facts = json.loads(report.read_text("utf-8"))
    assert facts["ticket"]["sha256"] == hashlib.sha256(built.read_bytes()).hexdigest()
    assert facts["order"]["as_ordered"]["Paper"] == "157g 铜版纸"
    (photo,) = facts["photographs"]
    assert photo["file"] == "leaf.jpg" and photo["uses"][0]["page"] == facts["ticket"]["pictures"][0]["page"]
    assert {"placeholder", "people, no consent", "under 300 ppi"} <= set(photo["flags"])
    assert len(pypdfium2.PdfDocument(out)) == 1
    said = words(out)
    for part in (
        "印刷工艺单",
        "滨江植物园",
        "180 × 240 mm",
        "PDF/X-4",
        "FOGRA39",
        "157g 铜版纸",
        "As ordered: brochure.yaml",
    ):
        assert part in said
    assert facts["ticket"]["sha256"] in said.replace(" ", "").replace("\r\n", "")
    sheet = words(out.with_name("ticket-contact.pdf"))
    assert all(part in sheet for part in ("leaf.jpg", "一片叶", "摄影 甲", "placeholder", "people, no consent"))


def test_a_pdf_alone_has_open_lines_for_the_order(made: Path, tmp_path: Path) -> None:
    out = tmp_path / "t.pdf"
    run = CliRunner().invoke(ticket_command, [str(made), "-o", str(out)])
    assert run.exit_code == 0, run.output
    assert "157g" not in words(out)
    assert "上 3，右 3，下 3，左 0 mm" in words(out).replace("\r\n", "")


def test_a_file_of_another_size_than_ordered_is_a_warning(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the brochure behind the ticket is built in `build/`
    order = make(tmp_path, TEXT.replace("180mm x 240mm", "A4"))
    run = CliRunner().invoke(ticket_command, [str(made), "--order", str(order), "-o", str(tmp_path / "t.pdf")])
    assert run.exit_code == 0
    assert "ticket.differs" in run.output and "210 × 297 mm" in run.output


@pytest.mark.parametrize(
    ("data", "code"),
    [(None, "ticket.missing"), (b"no pdf", "ticket.unreadable"), (b"%PDF-1.6\n1 0", "ticket.unreadable")],
)
def test_what_is_no_pdf_is_one_finding_and_no_file(data: bytes | None, code: str, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    if data is not None:
        file.write_bytes(data)
    run = CliRunner().invoke(ticket_command, [str(file), "-o", str(tmp_path / "t.pdf")])
    assert run.exit_code == 1 and code in run.output
    assert not (tmp_path / "t.pdf").exists()


def test_a_file_that_is_not_for_the_press_is_a_warning(tmp_path: Path) -> None:
    build(make(tmp_path), tmp_path / "s.pdf", Options(output="screen"))
    out = tmp_path / "t.pdf"
    run = CliRunner().invoke(ticket_command, [str(tmp_path / "s.pdf"), "-o", str(out)])
    assert run.exit_code == 0 and "ticket.not_for_print" in run.output
    assert "PDF/A-2a" in words(out) and "RGB" in words(out)


def test_a_locked_pdf_is_one_finding(made: Path, tmp_path: Path) -> None:
    with pikepdf.open(made) as pdf:
        pdf.save(tmp_path / "x.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    sink = Sink()
    assert read_ticket(tmp_path / "x.pdf", sink) is None
    assert [finding.code for finding in sink.found] == ["ticket.locked"]


def test_the_contact_sheet_of_a_pdf_needs_its_order(made: Path) -> None:
    run = CliRunner().invoke(ticket_command, [str(made), "--contact"])
    assert run.exit_code == 2 and "--order" in run.output


def test_equal_input_gives_an_equal_ticket(made: Path, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        assert CliRunner().invoke(ticket_command, [str(made), "-o", str(tmp_path / name)]).exit_code == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_page_numbers_are_said_in_runs(ticket: Ticket) -> None:
    assert runs([1, 2, 3, 6, 8, 9]) == "1–3, 6, 8–9"
    assert isinstance(plain(ticket), dict)


def test_a_crowded_file_still_fits_one_page(made: Path, tmp_path: Path) -> None:
    """Forty fonts, ninety pictures, sixty pages: nothing runs into the foot, and what is left out is said."""
    from brochure.dataclass import replace
    from brochure.frame import GlyphRun
    from brochure.geometry import MM
    from brochure.ticket.form import FOOT, form

    found = read_ticket(made, Sink())
    assert found is not None
    crowded = replace(
        found,
        fonts=tuple(replace(found.fonts[0], name=f"Face-{number}") for number in range(40)),
        pictures=tuple(replace(found.pictures[0], ppi=200 + number) for number in range(90)),
        pages=tuple(replace(found.pages[0], number=number + 1, spots=(f"Ink {number % 5}",)) for number in range(60)),
    )
    placed = [(at, item) for at, item in form(crowded, None).frame.items if isinstance(item, GlyphRun)]
    above = [at.y / MM for at, _item in placed if at.y / MM < FOOT]
    assert max(above) < FOOT - 2
    text = "".join(item.text for _at, item in placed)
    assert "more in the JSON" in text and "none below" in text


def test_a_book_has_a_ticket_for_its_pages_and_one_for_its_cover(tmp_path: Path) -> None:
    binding = "binding: {kind: perfect, paper: {name: 157g 铜版纸}, cover: {name: 250g 铜版纸}, blanks: end}"
    text = TEXT.replace("binding: {kind: none, paper: {name: 157g 铜版纸}}", binding)
    sections = text[text.index("sections:\n") + 10 :]
    more = "".join(sections.replace("id: one", f"id: a{n}").replace("id: two", f"id: b{n}") for n in range(18))
    yaml = make(tmp_path, text + more)
    out, report = tmp_path / "out" / "ticket.pdf", tmp_path / "out" / "ticket.json"
    run = CliRunner().invoke(ticket_command, [str(yaml), "-o", str(out), "--json", str(report)])
    assert run.exit_code == 0, run.output
    facts = json.loads(report.read_text("utf-8"))
    (cover,) = facts["others"]
    assert cover["pages"][0]["size"][0] > 2 * facts["ticket"]["pages"][0]["size"][0]
    assert facts["order"]["as_ordered"]["Cover paper"] == "250g 铜版纸"
    assert out.exists() and len(list(out.parent.glob("*-ticket.pdf"))) == 1
