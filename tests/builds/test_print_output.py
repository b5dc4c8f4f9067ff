"""`output.print`, `document.bleed` and spot colours as they are written in YAML, read back from the file."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from small_brochure import HEAD, STORY, run

from brochure.build import Built
from brochure.color import CMYK, RICH_BLACK, BadSpot, Spot, book_name, parse_color
from brochure.diagnostics import Diagnostic
from brochure.geometry import MM
from brochure.swatches import SpotModel, find


def one(built: Built) -> Diagnostic:
    (finding,) = built.findings
    assert finding.span is not None and finding.message.zh and finding.message.en
    return finding


def boxes(path: Path) -> list[tuple[list[float], list[float]]]:
    with pikepdf.open(path) as pdf:
        return [
            ([round(float(v) / MM, 2) for v in page.obj.BleedBox], [round(float(v) / MM, 2) for v in page.obj.TrimBox])
            for page in pdf.pages
        ]


@pytest.mark.parametrize(
    ("bleed", "right_hand", "left_hand"),
    [
        ("5mm", [5, 5, 215, 290], [5, 5, 215, 290]),
        ("[1mm, 2mm, 3mm, 4mm]", [4, 3, 214, 288], [4, 3, 214, 288]),
        ("{top: 3mm, outer: 3mm, bottom: 3mm, inner: 0}", [0, 3, 210, 288], [3, 3, 213, 288]),
        ("{left: 2mm, right: 1mm}", [2, 0, 212, 285], [2, 0, 212, 285]),
    ],
)
def test_bleed_is_given_by_edge_and_turns_with_the_side(
    bleed: str, right_hand: list[float], left_hand: list[float], tmp_path: Path
) -> None:
    text = HEAD + f"  bleed: {bleed}\n" + STORY + STORY.removeprefix("sections:\n").replace("id: one", "id: two")
    built = run(tmp_path, text)
    assert not built.findings
    found = [trim for _bleed, trim in boxes(built.output[0])]
    assert found[0] == right_hand
    assert all(trim == (right_hand if number % 2 == 0 else left_hand) for number, trim in enumerate(found))
    assert len(found) > 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("  bleed: {top: 3mm, inside: 3mm}\n", "inside"),
        ("  bleed: {inner: 3mm, left: 3mm}\n", "inner"),
        ("  bleed: [3mm, 3mm]\n", "4"),
        ("  bleed: {top: -1mm}\n", "负"),
        ("  bleed: 300mm\n", "30mm"),
    ],
)
def test_bleed_that_no_sheet_has_is_refused_at_its_line(line: str, words: str, tmp_path: Path) -> None:
    finding = one(run(tmp_path, HEAD + line + STORY))
    assert finding.severity == "error" and words in finding.message.zh
    assert finding.span and finding.span.line == 4


def marked(path: Path) -> str:
    import pypdfium2

    return str(pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range())


def test_marks_are_listed_in_yaml(tmp_path: Path) -> None:
    text = HEAD + "output: {print: {marks: [crop, slug]}}\n" + STORY
    built = run(tmp_path, text)
    assert not built.findings
    assert boxes(built.output[0])[0][1] == [12, 12, 222, 297]
    assert "out.pdf" in marked(built.output[0]) and "Black" in marked(built.output[0])


def test_no_marks_no_room_for_them(tmp_path: Path) -> None:
    built = run(tmp_path, HEAD + "output: {print: {marks: false}}\n" + STORY)
    assert boxes(built.output[0])[0][1] == [3, 3, 213, 288]


def test_an_unknown_mark_is_a_finding(tmp_path: Path) -> None:
    finding = one(run(tmp_path, HEAD + "output: {print: {marks: [crop, cross]}}\n" + STORY))
    assert "cross" in finding.message.zh and "registration" in finding.message.en


# --- spot colours -----------------------------------------------------------------------------------------------------


def separations(path: Path) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for space in page.obj.Resources.get("/ColorSpace", {}).values():
                assert str(space[0]) == "/Separation" and str(space[2]) == "/DeviceCMYK"
                found[str(space[1])] = [round(float(value), 2) for value in space[3].C1]
    return found


@pytest.mark.parametrize(
    "color",
    [
        'spot "PANTONE 185 C" alternate cmyk 0 91 76 0',
        "{spot: PANTONE 185 C, alternate: cmyk 0 91 76 0}",
    ],
)
def test_a_spot_colour_and_its_tint_are_one_separation(color: str, tmp_path: Path) -> None:
    theme = f"theme:\n  colors:\n    brand: {color}\n    pale: brand 40%\n  styles:\n    title: {{color: brand}}\n"
    theme += "    base: {color: pale}\n"
    built = run(tmp_path, HEAD + theme + STORY)
    assert [finding.code for finding in built.findings] == ["preflight.spots"], "nobody has ordered it yet"
    assert separations(built.output[0]) == {"/PANTONE 185 C": [0, 0.91, 0.76, 0]}
    with pikepdf.open(built.output[0]) as pdf:
        tints = {
            float(step.operands[0])
            for page in pdf.pages
            for step in pikepdf.parse_content_stream(page)
            if isinstance(step, pikepdf.ContentStreamInstruction) and str(step.operator) == "scn"
        }
    assert tints == {1, 0.4}


@pytest.mark.parametrize(
    ("colors", "code"),
    [
        ('{brand: spot "PANTONE 185 C"}', "theme.spot_alternate"),
        ("{brand: {spot: PANTONE 185 C}}", "theme.spot_alternate"),
        ('{brand: spot "烫金" alternate cmyk 0 20 60 20}', "theme.spot_name"),
        ('{brand: spot "All" alternate cmyk 100 100 100 100}', "theme.spot_name"),
        ('{brand: spot "Cyan" alternate cmyk 100 0 0 0}', "theme.spot_name"),
        ('{brand: spot "" alternate cmyk 100 0 0 0}', "theme.spot_name"),
        ("{brand: spot PANTONE 185 C}", "theme.bad_color"),
        ('{brand: spot "PANTONE 185 C" alternate rgb 200 0 0}', "theme.bad_color"),
        ("{brand: other 40%}", "theme.bad_color"),
        ("{brand: ink 140%}", "theme.bad_color"),
        ("{brand: brand 40%}", "theme.bad_color"),
        (
            '{brand: spot "PANTONE 185 C" alternate cmyk 0 91 76 0, dark: spot "PANTONE 185 C" alternate cmyk 0 99 90 9}',
            "theme.spot_alternates",
        ),
        (
            '{brand: spot "HKS 13 K" alternate cmyk 0 91 76 0, dark: spot "HKS13K" alternate cmyk 0 91 76 0}',
            "theme.spot_spelling",
        ),
        ("{brand: {spot: PANTONE 185 C, alternat: cmyk 0 91 76 0}}", "model.unknown_key"),
        ('{brand: spot "pantone 185c" alternate cmyk 0 91 76 0}', "theme.spot_book"),
    ],
)
def test_a_spot_colour_that_cannot_be_printed_is_one_finding(colors: str, code: str, tmp_path: Path) -> None:
    finding = one(run(tmp_path, HEAD + f"theme:\n  colors: {colors}\n" + STORY))
    assert finding.code == code
    assert finding.span and finding.span.line == 5
    if code == "theme.spot_book":
        assert finding.severity == "warning" and "PANTONE 185 C" in finding.corrected
    if "烫金" in colors:
        assert "Foil" in finding.message.zh


def test_finishings_overprint_unless_told_and_inks_do_not() -> None:
    def overprints(text: str) -> bool:
        color = parse_color(text)
        assert isinstance(color, Spot)
        return color.overprint

    assert overprints('spot "Varnish" alternate cmyk 0 0 0 10')
    assert overprints("spot 'CutContour' alternate cmyk 0 100 0 0")
    assert overprints('spot "PANTONE 877 C" alternate cmyk 0 0 0 40 overprint')
    assert not overprints('spot "PANTONE Cool Gray 5 C" alternate cmyk 0 0 0 30')
    assert not overprints('spot "PANTONE Process White C" alternate cmyk 0 0 0 0')
    assert not SpotModel(spot="Foil", alternate="cmyk 0 20 60 20", overprint=False).color().overprint  # type: ignore[union-attr]


def test_a_tint_of_a_tint_and_of_a_built_in_name() -> None:
    written = {"brand": 'spot "X 1" alternate gray 50', "half": "brand 50%", "quarter": "half 50%"}
    quarter = find(written, "quarter")
    assert isinstance(quarter, Spot) and quarter.share == 0.25
    assert find({}, "rich-black") == RICH_BLACK
    assert find({}, "black 20%") == CMYK(0, 0, 0, 0.2)


@pytest.mark.parametrize(
    ("typed", "book"),
    [
        ("pantone 185c", "PANTONE 185 C"),
        ("Pantone 185 U", "PANTONE 185 U"),
        ("PANTONE 185", "PANTONE 185 C"),
        ("PANTONE Cool Gray 5 C", "PANTONE Cool Gray 5 C"),
        ("Varnish", "Varnish"),
    ],
)
def test_names_of_the_ink_book(typed: str, book: str) -> None:
    assert book_name(typed) == book


def test_an_ink_without_name_says_what_a_name_is() -> None:
    with pytest.raises(BadSpot, match="PANTONE 185 C"):
        parse_color('spot " " alternate cmyk 0 0 0 10')


def test_what_is_found_in_a_picture_while_it_is_written_names_its_line(tmp_path: Path) -> None:
    Image.new("RGB", (900, 600), (90, 120, 60)).save(tmp_path / "leaf.jpg", icc_profile=b"no profile at all " * 20)
    photos = "    photos:\n      - {file: leaf.jpg, alt: {zh: 叶, en: leaf}, credit: {zh: 甲, en: A}}\n"
    built = run(tmp_path, HEAD + STORY + photos)
    (found,) = [one for one in built.findings if one.code == "picture.broken_profile"]
    assert found.span is not None and "leaf.jpg" in found.span.text
