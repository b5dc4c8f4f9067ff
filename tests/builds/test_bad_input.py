"""Faults that only layout and the writer can see: each gives one finding at its place, and no file."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from small_brochure import HEAD, STORY, run

from brochure.build import Built
from brochure.diagnostics import Diagnostic


def only(built: Built) -> Diagnostic:
    """The one finding, which has a place and speaks both languages."""
    errors = [finding for finding in built.findings if finding.severity == "error"]
    assert len(errors) == 1, [(error.code, error.message.en) for error in errors]
    assert errors[0].span is not None
    assert errors[0].message.zh and errors[0].message.en
    return errors[0]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("theme", "code"),
    [
        (
            "fonts: {serif: {zh: {regular: NotoSerifSC-Regulr}, latin: {regular: SourceSerif4-Regular}}}",
            "theme.missing_font",
        ),
        ("colors: {brand: cmyk 100 80 20}", "theme.bad_color"),
        ("colors: {brand: cmyk 100 80 20 120}", "theme.bad_color"),
        ("styles: {body: {color: inkk}}", "theme.bad_color"),
        ("styles: {body: {font: serf}}", "theme.unknown_font"),
        ("styles: {body: {size: 0pt}}", "model.bad_value"),
        ("styles: {body: {sise: 9pt}}", "model.unknown_key"),
        ("pages: {text: {regions: [{holds: text, style: boddy}]}}", "theme.unknown_style"),
        ("pages: {text: {regions: [{holds: text, columns: 1-14}]}}", "theme.no_column"),
        ("pages: {text: {regions: [{holds: text, columns: 5-1}]}}", "model.bad_value"),
        ("pages: {text: {decor: [{kind: art, file: wign.json}]}}", "theme.missing_art"),
        ("plans: {story: {pages: [storry]}}", "theme.unknown_template"),
        ("extends: tianxn", "theme.unknown"),
        ("extends: theme.yaml", "theme.missing"),
    ],
)
def test_a_fault_in_the_theme_is_found_at_its_line(tmp_path: Path, theme: str, code: str) -> None:
    text = HEAD + "theme:\n  " + theme + "\n" + STORY
    finding = only(run(tmp_path, text))
    assert (finding.code, finding.span and finding.span.line) == (code, line_of(text, theme))


def test_a_character_that_no_face_has_stops_the_build_by_name_and_place(tmp_path: Path) -> None:
    text = HEAD + STORY.replace("一段文字", "一段\U00013000文字")
    finding = only(run(tmp_path, text))
    assert finding.code == "text.missing_glyph"
    assert "U+13000" in finding.message.zh and "U+13000" in finding.message.en
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == (line_of(text, "\U00013000"), 11)


def test_a_rare_character_falls_back_to_the_declared_second_face(tmp_path: Path) -> None:
    assert not run(tmp_path, HEAD + STORY.replace("一段文字", "𠮷字")).failed


def test_text_too_long_for_its_region_says_how_many_characters_too_many(tmp_path: Path) -> None:
    text = HEAD + 'sections:\n  - kind: cover\n    title: {zh: "' + "长" * 120 + '", en: Long}\n'
    finding = only(run(tmp_path, text))
    assert finding.code == "layout.overset"
    assert "多出中文84字、英文1词" in finding.message.zh
    assert "84 Chinese characters and 1 English word too many" in finding.message.en
    assert finding.span is not None and finding.span.line == 6


def test_a_page_count_that_does_not_fit_the_binding(tmp_path: Path) -> None:
    text = HEAD + "  binding: {kind: saddle-stitch, blanks: none}\n" + STORY
    finding = only(run(tmp_path, text))
    assert finding.code == "layout.page_count"
    assert "3" in finding.message.zh


def test_a_type_area_without_room(tmp_path: Path) -> None:
    assert only(run(tmp_path, HEAD + "  trim: 40mm x 285mm\n" + STORY)).code == "layout.no_room"


def test_an_unknown_template_named_by_a_section(tmp_path: Path) -> None:
    text = HEAD + STORY.replace("    id: one\n", "    id: one\n    pages: [opner]\n")
    finding = only(run(tmp_path, text))
    assert finding.code == "theme.unknown_template"
    assert finding.span is not None and finding.span.line == line_of(text, "opner")


def photo(file: str) -> str:
    return HEAD + STORY + f"    photos:\n      - {{file: {file}}}\n"


def test_a_truncated_picture(tmp_path: Path) -> None:
    whole = tmp_path / "whole.jpg"
    Image.effect_noise((400, 300), 60).save(whole)
    (tmp_path / "cut.jpg").write_bytes(whole.read_bytes()[:4000])
    finding = only(run(tmp_path, photo("cut.jpg")))
    assert finding.code.startswith("picture.")


def test_a_decompression_bomb_is_refused_unopened(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )
    (tmp_path / "bomb.png").write_bytes(data)
    assert only(run(tmp_path, photo("bomb.png"))).code.startswith("picture.")


def test_a_file_that_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "not.jpg").write_text("not a picture", "utf-8")
    assert only(run(tmp_path, photo("not.jpg"))).code.startswith("picture.")


def test_pictures_of_every_kind_are_placed(tmp_path: Path) -> None:
    rgb = Image.effect_noise((600, 400), 60).convert("RGB")
    rgb.save(tmp_path / "rgb.jpg")
    rgb.convert("CMYK").save(tmp_path / "cmyk.jpg")
    rgb.convert("L").save(tmp_path / "grey.jpg")
    rgb.convert("RGBA").save(tmp_path / "alpha.png")
    rgb.convert("P").save(tmp_path / "palette.png")
    rgb.convert("1").save(tmp_path / "line.tif")
    rgb.save(tmp_path / "rgb.tif")
    files = ["rgb.jpg", "cmyk.jpg", "grey.jpg", "alpha.png", "palette.png", "line.tif", "rgb.tif"]
    text = HEAD + STORY + "    photos:\n" + "".join(f"      - {{file: {file}}}\n" for file in files)
    built = run(tmp_path, text)
    assert not built.failed, [finding.message.en for finding in built.findings]


def test_a_theme_file_that_extends_itself(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("extends: b.yaml\n", "utf-8")
    (tmp_path / "b.yaml").write_text("extends: a.yaml\n", "utf-8")
    assert only(run(tmp_path, HEAD + "theme: a.yaml\n" + STORY)).code == "theme.circle"


@pytest.mark.parametrize("arrangement", ["columns", "stacked", "facing", "separate", "zh", "en"])
def test_the_default_theme_sets_every_arrangement(tmp_path: Path, arrangement: str) -> None:
    text = HEAD + f"  arrangement: {arrangement}\n" + STORY
    assert not run(tmp_path, text).failed


def test_a_drop_cap_in_both_scripts_keeps_the_text_in_order(tmp_path: Path) -> None:
    import pypdfium2

    long = (
        HEAD
        + "theme: {styles: {body: {drop-cap: 3}}}\n"
        + STORY.replace("一段文字。", "招商引资" * 30 + "。").replace("One paragraph.", "Investment is a spring. " * 12)
    )
    built = run(tmp_path, long)
    assert not built.failed
    page = pypdfium2.PdfDocument(built.output[0])[0]
    text = "".join(page.get_textpage().get_text_bounded().split())
    assert "招商引资招商引资" in text and "Investmentisaspring." in text
    boxes = [one.get_bounds() for one in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT])]
    assert sum(top - bottom > 30 for _, bottom, _, top in boxes) == 2


@pytest.mark.parametrize("text", ["not json", "{}", '{"width": 10, "height": 10, "paths": [{"d": 5}]}', "[1]"])
def test_a_drawing_that_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "art.json").write_text(text, "utf-8")
    theme = "theme:\n  pages: {story: {decor: [{kind: art, file: art.json}], regions: [{holds: flow}]}}\n"
    assert only(run(tmp_path, HEAD + theme + STORY)).code in ("theme.bad_art", "layout.no_region")


def test_a_picture_no_larger_than_its_bleed_is_a_finding_at_its_line(tmp_path: Path) -> None:
    """A strip of 2 mm on the page with 8 mm of bleed beside it: the knife takes nearly all of it."""
    Image.new("RGB", (900, 900), "navy").save(tmp_path / "p.png")
    theme = (
        "theme:\n  setup: {margins: {top: 24mm, outer: 2mm, inner: 20mm, foot: 26mm}, columns: 24, gutter: 6mm}\n"
        "  pages:\n    strip: {regions: [{holds: title, columns: 1-20, lines: 1-4}, {holds: text, columns: 1-20, lines: 6-20}, "
        "{holds: photo, columns: 24-24, lines: 1-9, bleed: [outer]}]}\n"
        "  plans: {story: {pages: [strip]}}\n"
    )
    text = HEAD + "  bleed: 8mm\n" + theme + STORY + "    photos:\n      - {file: p.png, alt: {zh: 蓝, en: blue}}\n"
    finding = only(run(tmp_path, text))
    assert finding.code == "layout.picture_in_bleed"
    assert finding.span is not None and finding.span.line == line_of(text, "{file: p.png")
    assert "8 mm" in finding.message.zh and finding.hints
