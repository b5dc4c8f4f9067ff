"""A proof shows the pages as they will print, lines over them when asked for, and that nobody has approved it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageCms

from brochure.build import Options, build, compose
from brochure.commands.building import quick_parse
from brochure.dataclass import replace
from brochure.diagnostics import Sink
from brochure.fields import USUAL_GUIDES
from brochure.geometry import MM
from brochure.outputs import Wanted, write_outputs
from brochure.pdf.color import NAMED
from brochure.project import Project
from brochure.raster import raster

TEXT = """\
brochure: 1
document:
  title: {zh: "册", en: "Book"}
  trim: 100mm x 100mm
  safe: 8mm
  status: STATUS
output: {print: {profile: PROFILE}, proof: {guides: GUIDES}}
theme:
  setup: {margins: {top: 10mm, outer: 10mm, inner: 20mm, foot: 10mm}, columns: 4, gutter: 4mm}
  pages:
    cover:
      ground: cmyk 0 60 100 0
      regions:
        - {holds: title, columns: 1-4, lines: 1-5}
        - {holds: photo, columns: 1-4, lines: 7-10}
  styles: {title: {size: 10pt, leading: 16pt}, title.en: {size: 9pt, leading: 16pt}}
  plans: {cover: {pages: [cover]}}
sections:
  - kind: cover
    title: {zh: 标题, en: Title}
    photo: {file: blue.png, alt: {zh: 蓝, en: blue}}
"""


def proof(folder: Path, options: Options | None = None, **changes: str) -> Path:
    (folder / "brochure.root").touch()
    Image.new("RGB", (400, 400), (0, 0, 255)).save(folder / "blue.png")
    text = TEXT
    for name, value in {"STATUS": "draft", "PROFILE": "coated", "GUIDES": "true", **changes}.items():
        text = text.replace(name, value)
    (folder / "brochure.yaml").write_text(text, "utf-8")
    built = build(folder / "brochure.yaml", folder / "proof.pdf", options or Options(output="proof"))
    assert built.output, built.findings
    return built.output[0]


def shown(pdf: Path, x: float, y: float) -> tuple[int, ...]:
    """The colour of a point in millimetres from the media's upper left corner."""
    (image,) = raster(pdf, 127)
    found = image.convert("RGB").getpixel((round(5 * x), round(5 * y)))
    assert isinstance(found, tuple)
    return found


def printed(pixel: tuple[int, ...], mode: str, profile: Path) -> tuple[int, ...]:
    """What LittleCMS says a colour looks like in print: black as dark as the press makes it."""
    press, screen = ImageCms.ImageCmsProfile(str(profile)), ImageCms.createProfile("sRGB")
    way = ImageCms.Intent.RELATIVE_COLORIMETRIC
    image: Any = Image.new(mode, (1, 1), pixel)
    if mode == "RGB":
        image = ImageCms.profileToProfile(
            image, screen, press, way, "CMYK", flags=ImageCms.Flags.BLACKPOINTCOMPENSATION
        )
    image = ImageCms.profileToProfile(image, press, screen, way, "RGB", flags=ImageCms.Flags.NONE)
    return tuple(image.getpixel((0, 0)))


@pytest.mark.parametrize("profile", NAMED)
def test_inks_and_pictures_are_shown_as_they_print(profile: str, tmp_path: Path) -> None:
    pdf = proof(tmp_path, PROFILE=profile, GUIDES="false")
    ground, photo = shown(pdf, 98, 98), shown(pdf, 26, 48)
    assert ground == pytest.approx(printed((0, 153, 255, 0), "CMYK", NAMED[profile]), abs=3)
    assert photo == pytest.approx(printed((0, 0, 255), "RGB", NAMED[profile]), abs=6)
    assert photo != (0, 0, 255)


def test_black_is_shown_as_dark_as_it_prints(tmp_path: Path) -> None:
    """In print black reflects some light; the screen edition may use all the dark a screen has."""

    def darkest(edition: str) -> float:
        proof(tmp_path, GUIDES="false")
        out = tmp_path / f"{edition}.pdf"
        build(tmp_path / "brochure.yaml", out, Options(output=edition))  # type: ignore[arg-type]
        with pikepdf.open(out) as pdf:
            steps = pikepdf.parse_content_stream(pdf.pages[0])
            return min(max(map(float, step.operands)) for step in steps if str(step.operator) == "rg")  # type: ignore[union-attr]

    assert darkest("proof") > darkest("screen")


def strokes(pdf: Path) -> int:
    with pikepdf.open(pdf) as opened:
        return sum(str(step.operator) == "S" for step in pikepdf.parse_content_stream(opened.pages[0]))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("guides", "lines"), [("false", 0), ("[trim]", 1), ("[trim, bleed]", 2), ("true", 3), ("[grid]", 4 + 14)]
)
def test_lines_are_those_asked_for(guides: str, lines: int, tmp_path: Path) -> None:
    assert strokes(proof(tmp_path, GUIDES=guides)) == lines


def test_the_command_line_overrules_the_lines_of_the_yaml(tmp_path: Path) -> None:
    assert strokes(proof(tmp_path, Options(output="proof", guides=frozenset()))) == 0
    assert strokes(proof(tmp_path, Options(output="proof", guides=USUAL_GUIDES | {"grid"}))) == 3 + 18
    request = quick_parse(["book.yaml", "--output", "proof", "--guides", "all"])
    assert request is not None and request.guides == "all"


def test_the_safe_area_is_the_documents_own_and_is_the_art_box(tmp_path: Path) -> None:
    with pikepdf.open(proof(tmp_path)) as pdf:
        page = pdf.pages[0].obj
        trim, art = ([float(value) / MM for value in page[name]] for name in ("/TrimBox", "/ArtBox"))
    assert [round(abs(one - other), 2) for one, other in zip(trim, art, strict=True)] == [8, 8, 8, 8]


@pytest.mark.parametrize(("status", "stamped"), [("draft", True), ("review", True), ("approved", False)])
def test_all_but_the_approved_is_stamped(status: str, stamped: bool, tmp_path: Path) -> None:
    """Past the checks of a release, which an approved brochure must pass before anything is written."""
    proof(tmp_path)
    project, sink = Project(tmp_path / "brochure.yaml"), Sink()
    made = compose(project, sink, Options(output="proof"))
    assert made is not None
    brochure = replace(made.brochure, document=made.brochure.document.copy(status=status))
    look = (made.fonts, made.theme)
    out = tmp_path / "stamped.pdf"
    assert write_outputs(brochure, project, made.documents, (), look, out, Wanted("proof"), sink) == (out,)
    words = pypdfium2.PdfDocument(out)[0].get_textpage().get_text_range()
    assert ("DRAFT" in words and "校样" in words) == stamped


def test_print_has_neither_lines_nor_stamp_nor_art_box(tmp_path: Path) -> None:
    pdf = proof(tmp_path, Options(output="print", guides=USUAL_GUIDES), STATUS="draft")
    assert strokes(pdf) == 0
    with pikepdf.open(pdf) as opened:
        assert "/ArtBox" not in opened.pages[0].obj
    assert "DRAFT" not in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
