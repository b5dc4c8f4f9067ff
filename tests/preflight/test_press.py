"""One fault in a file gives exactly that finding, at its place; a sound file gives none."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from brochure.build import Options, build, check
from brochure.dataclass import replace
from brochure.diagnostics import Diagnostic, Sink
from brochure.geometry import MM, Insets, Rect, Size
from brochure.preflight.files import check_file
from brochure.preflight.frames import sheets_of
from brochure.preflight.ink import ink_faults
from brochure.preflight.placed import Placed, Sheet
from brochure.preflight.press import press_faults, spot_faults
from brochure.preflight.printers import Printer, load_printer
from brochure.preflight.run import preflight
from brochure.preflight.streams import sheet_of
from brochure.separations.plates import Separator

SIDE, BLEED, MEDIA = 100 * MM, 3 * MM, 112 * MM
OFF = (MEDIA - SIDE) / 2
USUAL = Printer()


def at(x: float, y: float) -> str:
    """A point in mm from the trim's top-left corner, as operands."""
    return f"{OFF + x * MM:.3f} {OFF + SIDE - y * MM:.3f}"


def box(x: float, y: float, width: float, height: float) -> str:
    """A rectangle in mm from the trim's top-left corner."""
    return f"{at(x, y + height)} {width * MM:.3f} {height * MM:.3f} re"


def page_of(content: str, image: Image.Image | None = None, bleed: float = BLEED, **resources: object) -> pikepdf.Pdf:
    """A square page of 100 mm with one sans font /F (simple, not embedded) and perhaps a picture /I."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(MEDIA, MEDIA))
    page.obj.TrimBox = [OFF, OFF, OFF + SIDE, OFF + SIDE]
    page.obj.BleedBox = [OFF - bleed, OFF - bleed, OFF + SIDE + bleed, OFF + SIDE + bleed]
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Helvetica"))
    font.FirstChar, font.Widths = 32, [500] * 95
    made = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    states = {
        "/GSo": pikepdf.Dictionary(OP=True, op=True, OPM=1),
        "/GSk": pikepdf.Dictionary(OP=False, op=False, OPM=0),
    }
    made.ExtGState = pikepdf.Dictionary(states)
    made.ColorSpace = pikepdf.Dictionary({name: pikepdf.Array(value) for name, value in resources.items()})  # type: ignore[call-overload]
    if image is not None:
        stream = pdf.make_stream(image.tobytes())
        space = {"CMYK": "/DeviceCMYK", "L": "/DeviceGray", "1": "/DeviceGray"}[image.mode]
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        stream.Width, stream.Height = image.width, image.height
        stream.BitsPerComponent = 1 if image.mode == "1" else 8
        stream.ColorSpace = pikepdf.Name(space)
        made.XObject = pikepdf.Dictionary({"/I": stream})
    page.obj.Resources = made
    page.obj.Contents = pdf.make_stream(content.encode())
    return pdf


def found(pdf: pikepdf.Pdf, printer: Printer = USUAL) -> list[Diagnostic]:
    sheets = [sheet_of(page, number, {}) for number, page in enumerate(pdf.pages, 1)]
    data = io.BytesIO()
    pdf.save(data)
    with Separator(data.getvalue()) as separator:
        return list(preflight(sheets, printer, lambda _path: None, ink_faults(separator, sheets, printer)))


def codes(pdf: pikepdf.Pdf, printer: Printer = USUAL) -> list[tuple[str, str]]:
    return [(finding.code.removeprefix("preflight."), finding.severity) for finding in found(pdf, printer)]


def text(words: str, x: float, y: float, size: float, ink: str = "0 0 0 1 k", state: str = "/GSo gs") -> str:
    return f"{state} {ink} BT /F {size} Tf 1 0 0 1 {at(x, y)} Tm ({words}) Tj ET\n"


SOUND = text("Sound type", 20, 20, 9) + f"0.2 0.1 0 0 k {box(-3, 50, 106, 53)} f\n"
ONE_PIXEL = Image.new("CMYK", (400, 400), (80, 60, 40, 20))


def picture(x: float, y: float, width: float, height: float) -> str:
    return f"q {width * MM:.3f} 0 0 {height * MM:.3f} {at(x, y + height)} cm /I Do Q\n"


CASES = {
    "sound": (SOUND, []),
    "a hairline of no width": (f"0 w 0 0 0 1 K {at(20, 20)} m {at(60, 20)} l S", [("hairline", "error")]),
    "a thin rule": (f"0.2 w 0 0 0 1 K {at(20, 20)} m {at(60, 20)} l S", [("hairline", "error")]),
    "a rule scaled thin": ("q 0.1 0 0 0.1 0 0 cm 1 w 0 0 0 1 K 900 900 m 1500 900 l S Q", [("hairline", "error")]),
    "a fill as thin as a hairline": (f"0 0 0 1 k {box(20, 20, 30, 0.05)} f", [("hairline", "error")]),
    "a thin rule in a tint": (f"0.4 w 0 0 0 .4 K {at(20, 20)} m {at(60, 20)} l S", [("hairline", "warning")]),
    "a sound rule": (f"0.4 w 0 0 0 1 K {at(20, 20)} m {at(60, 20)} l S", []),
    "tiny type": (text("tiny", 20, 20, 4.5), [("small_type", "error")]),
    "type that the matrix makes tiny": (
        f"0 0 0 1 k BT /F 1 Tf 4.5 0 0 4.5 {at(20, 20)} Tm (tiny) Tj ET", [("small_type", "error")],
    ),
    "small type": (text("small", 20, 20, 5.5), [("small_type", "warning")]),
    "small type in three inks": (text("inks", 20, 20, 7, "1 .5 .2 0 k", "/GSk gs"), [("small_type", "warning")]),
    "small type reversed out": (text("white", 20, 20, 6.5, "0 0 0 0 k", "/GSk gs"), [("small_type", "warning")]),
    "type at the knife": (text("cut", 1, 50, 9), [("safe_area", "error")]),
    "type near the knife": (text("near", 4, 50, 9), [("safe_area", "warning")]),
    "a ground that stops at the trim": (f"1 0 0 0 k {box(0, 40, 100, 20)} f", [("bleed", "error"), ("bleed", "error")]),
    "a ground that bleeds too little": (f"1 0 0 0 k {box(50, 40, 51, 20)} f", [("bleed", "error")]),
    "a ground that bleeds": (f"1 0 0 0 k {box(50, 40, 53, 20)} f", []),
    "black type in four inks": (text("rich", 20, 20, 9, ".6 .4 .4 1 k", "/GSk gs"), [("rich_black_text", "error")]),
    "black type as grey": (text("grey", 20, 20, 9, "0 g"), [("gray_text", "warning")]),
    "white that overprints": (f"/GSo gs 0 0 0 0 k {box(20, 20, 30, 30)} f", [("white_overprint", "error")]),
    "black type that knocks out a ground": (
        f"1 0 0 0 k {box(10, 10, 60, 60)} f\n" + text("knocked", 20, 30, 9, state="/GSk gs"), [("knockout", "warning")],
    ),
    "black type that overprints a ground": (f"1 0 0 0 k {box(10, 10, 60, 60)} f\n" + text("over", 20, 30, 9), []),
    "too much ink": (f"1 1 1 .5 k {box(20, 20, 30, 30)} f", [("ink", "error")]),
    "a ground that overprints another": (
        f".8 .8 .6 0 k {box(10, 10, 60, 60)} f /GSo gs 0 0 0 .98 k {box(20, 20, 30, 30)} f", [("ink", "error")],
    ),
    "a ground that overprints its own plates": (
        f".8 .8 .4 0 k {box(10, 10, 60, 60)} f /GSo gs 0 0 0 .98 k {box(20, 20, 30, 30)} f\n"
        f"0 .9 0 .9 k {box(20, 20, 30, 30)} f", [],
    ),
    "RGB": (f"1 0 0 rg {box(20, 20, 30, 30)} f", [("rgb", "error")]),
    "clipped away": (f"q {box(30, 30, 10, 10)} W n 1 1 1 1 k {box(60, 60, 20, 20)} f Q", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_one_fault_gives_exactly_one_finding(name: str) -> None:
    content, expected = CASES[name]
    assert codes(page_of(content)) == expected


def test_the_place_is_in_millimetres_from_the_corner_of_the_trim() -> None:
    (finding,) = found(page_of(f"0 w 0 0 0 1 K {at(20, 30)} m {at(60, 30)} l S"))
    assert finding.page == 1
    assert finding.rect == pytest.approx((20, 30, 40, 0), abs=0.02)


@pytest.mark.parametrize(
    ("pixels", "millimetres", "expected"),
    [
        (400, 30, []),
        (400, 40, [("resolution", "warning")]),
        (400, 90, [("resolution", "error")]),
        (16, 90, []),
    ],
)
def test_pictures_are_measured_at_their_size(pixels: int, millimetres: float, expected: list[tuple[str, str]]) -> None:
    image = Image.new("CMYK", (pixels, pixels), (80, 60, 40, 20))
    assert codes(page_of(picture(5, 5, millimetres, millimetres), image)) == expected


def test_line_art_needs_more_pixels_than_a_photograph() -> None:
    assert codes(page_of(picture(5, 5, 25, 25), Image.new("1", (400, 400)))) == [("resolution", "error")]


def test_a_picture_with_a_heavy_corner_is_found_and_a_heavy_speck_is_not() -> None:
    heavy = Image.new("CMYK", (600, 600), (20, 20, 20, 20))
    heavy.paste((250, 250, 250, 250), (0, 0, 120, 120))
    assert codes(page_of(picture(10, 10, 40, 40), heavy)) == [("ink", "error")]
    speck = Image.new("CMYK", (600, 600), (20, 20, 20, 20))
    speck.paste((250, 250, 250, 250), (0, 0, 8, 8))
    assert codes(page_of(picture(10, 10, 40, 40), speck)) == []


def test_marks_of_one_path_all_round_the_sheet_are_not_inside_it() -> None:
    tint = pikepdf.Dictionary(
        FunctionType=2, Domain=pikepdf.Array([0, 1]), C0=pikepdf.Array([0] * 4), C1=pikepdf.Array([1] * 4), N=1
    )
    space = [pikepdf.Name.Separation, pikepdf.Name("/All"), pikepdf.Name.DeviceCMYK, tint]
    around = f"{at(-8, 0)} m {at(-4, 0)} l {at(104, 100)} m {at(108, 100)} l"
    assert codes(page_of(f"/S CS 1 SCN .5 w {around} S", **{"/S": space})) == []
    across = f"{at(-8, 0)} m {at(-4, 0)} l {at(40, 50)} m {at(60, 50)} l"
    assert codes(page_of(f"/S CS 1 SCN .5 w {across} S", **{"/S": space})) == [("registration", "error")]


def test_registration_colour_and_spots_are_known_by_their_plates() -> None:
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)
    space = [pikepdf.Name.Separation, pikepdf.Name("/All"), pikepdf.Name.DeviceCMYK, tint]
    assert codes(page_of(f"/S cs .5 scn {box(20, 20, 30, 30)} f", **{"/S": space})) == [("registration", "error")]
    assert codes(page_of(f"/S cs 1 scn {box(-6, 20, 3, 30)} f", **{"/S": space})) == [], "marks stand outside the trim"
    space[1] = pikepdf.Name("/PANTONE#20185#20C")
    pdf = page_of(f"/S cs 1 scn {box(20, 20, 30, 30)} f", **{"/S": space})
    assert codes(pdf) == [("spots", "warning")]
    assert codes(pdf, Printer(spots=1)) == []


def test_bleed_that_is_not_promised_is_missed(tmp_path: Path) -> None:
    page_of(SOUND, bleed=1 * MM).save(tmp_path / "a.pdf")
    sink = Sink()
    check_file(tmp_path / "a.pdf", Printer(), sink)
    assert "preflight.bleed_box" in [finding.code for finding in sink.found]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.6\n", b"no pdf at all"])
def test_a_file_that_is_no_pdf_gives_one_finding(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    sink = Sink()
    check_file(tmp_path / "a.pdf", Printer(), sink)
    assert [finding.code for finding in sink.found] == ["pdf.unreadable"]


def test_a_locked_file_gives_one_finding(tmp_path: Path) -> None:
    page_of(SOUND).save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    sink = Sink()
    check_file(tmp_path / "a.pdf", Printer(), sink)
    assert [finding.code for finding in sink.found] == ["pdf.locked"]


# ---- the brochure's own pages

HEAD = """brochure: 1
document:
  title: {zh: 册, en: B}
  date: 2026-01-01
"""


def brochure(folder: Path, sections: str, more: str = "") -> Path:
    Image.new("RGB", (300, 200), (120, 90, 60)).save(folder / "small.png")
    (folder / "brochure.yaml").write_text(HEAD + more + "sections:\n" + sections, "utf-8")
    return folder / "brochure.yaml"


SMALL = "  - {kind: cover, title: {zh: 题, en: T}, photo: {file: small.png, alt: {zh: 图, en: P}}}\n"


def test_a_coarse_picture_is_an_error_at_its_line_and_only_a_warning_in_a_draft_that_is_built(tmp_path: Path) -> None:
    file = brochure(tmp_path, SMALL)
    checked = [one for one in check(file).findings if one.code == "preflight.resolution"]
    assert [(one.severity, one.page) for one in checked] == [("error", 1)]
    assert checked[0].span is not None and "small.png" in checked[0].span.text
    built = build(file, tmp_path / "out.pdf", Options())
    assert [one.severity for one in built.findings if one.code == "preflight.resolution"] == ["warning"]
    assert built.output


def test_type_of_the_theme_that_is_too_small_names_the_paragraph(tmp_path: Path) -> None:
    story = "  - {kind: story, id: s, title: {zh: 题, en: T}, text: {zh: 一段话。, en: One line.}}\n"
    file = brochure(tmp_path, story, "theme: {styles: {body: {size: 4pt}, body.en: {size: 9pt}}}\n")
    found = [one for one in check(file).findings if one.code == "preflight.small_type"]
    assert [(one.severity, one.path) for one in found] == [("error", "sections.0.text.zh.0")]


def test_a_printers_file_sets_the_limits(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text("name: Shop\npictures: {least: 10, aim: 20}\n", "utf-8")
    file = brochure(tmp_path, SMALL, "output: {print: {printer: shop.yaml}}\n")
    assert not [one for one in check(file).findings if one.code == "preflight.resolution"]


def test_a_fault_in_the_printers_file_is_found_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text("name: Shop\npicture: {least: 10}\n", "utf-8")
    file = brochure(tmp_path, SMALL, "output: {print: {printer: shop.yaml}}\n")
    (fault,) = [one for one in check(file).findings if one.severity == "error"]
    assert fault.code == "model.unknown_key" and fault.span is not None
    assert (Path(fault.span.file).name, fault.span.line) == ("shop.yaml", 2)
    assert fault.corrected == "pictures: {least: 10}"


@pytest.mark.parametrize("name", ["sheetfed", "uncoated", "digital"])
def test_the_built_in_profiles_can_be_read(name: str) -> None:
    sink = Sink()
    assert load_printer(name, sink, lambda _name: None, None, None, "") is not None
    assert not sink.found


def test_an_unknown_printer_is_asked_back(tmp_path: Path) -> None:
    file = brochure(tmp_path, SMALL, "output: {print: {printer: digitel}}\n")
    (fault,) = [one for one in check(file).findings if one.severity == "error"]
    assert fault.code == "printer.unknown" and "digital" in fault.hints[0].en


def test_json_names_page_and_place(tmp_path: Path) -> None:
    file = brochure(tmp_path, SMALL)
    command = [sys.executable, "-m", "brochure", "check", str(file), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    rows = [row for row in json.loads(done.stdout)["findings"] if row["code"] == "preflight.resolution"]
    assert rows[0]["page"] == 1 and len(rows[0]["rect"]) == 4
    assert done.returncode == 1


def test_frames_and_the_finished_file_agree_on_the_example(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    out = tmp_path / "t.pdf"
    built = build(root / "content" / "tianxin" / "brochure.yaml", out, Options())
    assert not [one for one in built.findings if one.code.startswith("preflight.")]
    sink = Sink()
    check_file(out, Printer(), sink)
    assert not sink.found, [finding.message.en for finding in sink.found]


def test_the_checks_see_nothing_twice() -> None:
    pdf = page_of(f"0 w 0 0 0 1 K {at(20, 20)} m {at(60, 20)} l S {at(20, 40)} m {at(60, 40)} l S")
    (finding,) = found(pdf)
    assert "2" in finding.message.en
    sheets = [sheet_of(pdf.pages[0], 1, {})]
    assert len(list(press_faults(sheets, Printer()))) == 2
    assert list(spot_faults(sheets, Printer())) == []


def test_pictures_at_the_trim_of_a_brochure_without_bleed_are_found_at_the_bleed(tmp_path: Path) -> None:
    file = brochure(tmp_path, SMALL, "")
    text = file.read_text("utf-8").replace("  date:", "  bleed: 0mm\n  date:")
    file.write_text(text, "utf-8")
    found = [one for one in check(file).findings if one.code == "preflight.bleed"]
    assert [(one.severity, one.page, one.path) for one in found] == [("error", 1, "document.bleed")]
    assert found[0].span is not None and "bleed: 0mm" in found[0].span.text
    (tmp_path / "shop.yaml").write_text("name: Shop\nbleed: 0mm\n", "utf-8")
    assert not [
        one for one in check(file, Options(printer=str(tmp_path / "shop.yaml"))).findings if "bleed" in one.code
    ]


def test_a_logo_stands_clear_of_the_trim_and_is_never_cropped() -> None:
    logo = Placed("image", Rect(1 * MM, 40 * MM, 20 * MM, 10 * MM), ppi=400, pixels=(300, 150), logo=True)
    sheet = Sheet(1, Size(SIDE, SIDE), Insets.even(BLEED), (logo,), (35 * MM,))
    found = [(one.code, one.severity) for one in press_faults([sheet], USUAL)]
    assert ("safe_area", "error") in found
    assert all("logo" in one.en for one in press_faults([sheet], USUAL) if one.code == "safe_area")
    photo = Sheet(1, Size(SIDE, SIDE), Insets.even(BLEED), (replace(logo, logo=False),))
    assert "safe_area" not in [one.code for one in press_faults([photo], USUAL)]


def test_a_logo_of_the_yaml_is_shown_whole(tmp_path: Path) -> None:
    section = SMALL.replace("file: small.png,", "file: small.png, kind: logo,")
    built = build(brochure(tmp_path, section), tmp_path / "out.pdf")
    logos = [one for sheet in sheets_of(built.pages) for one in sheet.placed if one.logo]
    assert logos and all(one.box.width / one.box.height == pytest.approx(1.5, rel=1e-3) for one in logos)


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_picture_of_a_finished_file_that_is_cut_off_is_found(share: float) -> None:
    noise = Image.frombytes("L", (600, 600), bytes(range(200)) * 1800)
    pdf = page_of(f"q 100 0 0 100 {at(20, 60)} cm /I Do Q\n", noise)
    out = io.BytesIO()
    noise.save(out, "JPEG")
    data = out.getvalue()
    stream = pdf.pages[0].obj.Resources.XObject["/I"]
    stream.write(data, filter=pikepdf.Name.DCTDecode)
    assert codes(pdf) == []
    cut = data[: int(len(data) * share)].rstrip(b"\xff") + b"\xff\xd9"
    stream.write(cut, filter=pikepdf.Name.DCTDecode)
    assert codes(pdf) == [("broken_picture", "error")]


@pytest.mark.parametrize(("printer", "grave"), [("sheetfed", []), ("digital", ["error"])])
def test_a_picture_that_prints_too_heavy_is_found_at_its_line_before_it_is_written(
    printer: str, grave: list[str], tmp_path: Path
) -> None:
    """The coated profile makes up to 300 % of black: sheet-fed offset dries it, toner does not."""
    file = brochure(tmp_path, SMALL, f"output: {{print: {{printer: {printer}}}}}\n")
    Image.new("RGB", (1800, 1200), (4, 4, 6)).save(tmp_path / "small.png")
    found = [one for one in check(file).findings if one.code == "preflight.ink"]
    assert [one.severity for one in found] == grave
    assert all(one.span is not None and "small.png" in one.span.text for one in found)
    assert all("260 % at most" in one.message.en and one.page == 1 and one.rect[2] > 20 for one in found)


def test_a_cmyk_picture_goes_into_print_as_heavy_as_it_is_and_is_found(tmp_path: Path) -> None:
    file = brochure(tmp_path, SMALL.replace("small.png", "heavy.tif"))
    picture = Image.new("CMYK", (1800, 1200), (40, 40, 40, 40))
    picture.paste((250, 230, 220, 200), (0, 0, 1800, 400))
    picture.save(tmp_path / "heavy.tif")
    (found,) = [one for one in check(file).findings if one.code == "preflight.ink"]
    assert found.span is not None and "heavy.tif" in found.span.text and "353 %" in found.message.en
    assert not list(tmp_path.glob("*.pdf"))
    picture.paste((200, 150, 150, 100), (0, 0, 1800, 400))
    picture.save(tmp_path / "heavy.tif")
    assert not [one for one in check(file).findings if one.code == "preflight.ink"]
