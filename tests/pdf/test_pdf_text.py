"""Text in the file: right place, right font, and the source text when copied."""

from __future__ import annotations

import ctypes
import io
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_making import KAI, LATIN, SONG, book, document, glyphs, lines, opened, operators, page, shape, write

from brochure.color import BLACK, CMYK, WHITE, Spot
from brochure.dataclass import replace
from brochure.frame import GlyphRun
from brochure.geometry import Point
from brochure.pdf.fonts import to_unicode

HAN = "滨江植物园，四季皆可观赏。这是汉字"


def pdfium_text(path: Path) -> str:
    return pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range().replace("\r\n", "\n").rstrip("\n")


def poppler_text(path: Path) -> str:
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode().rstrip("\f\n")


TEXTS = [
    (SONG, HAN),
    (KAI, "楷体：数字2024年，（括号）“引号”……"),
    (LATIN, "Office affluent AVATAR first, fjord—waffle"),
    (SONG, "破折号——和省略号……以及⸺"),
    (LATIN, "naïve café Ångström €100"),
    (SONG, "\U00020089\U0002b5af扩展区"),
]


@pytest.mark.parametrize(("face", "text"), TEXTS, ids=[text[:6] for _face, text in TEXTS])
def test_copied_text_is_the_source_text(face: str, text: str, tmp_path: Path) -> None:
    covered = "".join(char for char in text if ord(char) in book().face(face).coverage)
    path = write(document(page(lines(shape(face, covered)))), tmp_path)
    assert pdfium_text(path) == covered
    if shutil.which("pdftotext"):
        assert poppler_text(path) == covered


@pytest.mark.parametrize("extra", [-60, 0, 40, 120, 250, 500, 1000])
def test_letter_spacing_invents_no_spaces(extra: int, tmp_path: Path) -> None:
    path = write(document(page(lines(shape(SONG, HAN, extra=extra)), width=800)), tmp_path)
    assert pdfium_text(path) == HAN
    if shutil.which("pdftotext"):
        assert poppler_text(path) == HAN


@pytest.mark.parametrize("gap", [80, 100, 150, 250, 500])
def test_a_single_gap_invents_no_space(gap: int, tmp_path: Path) -> None:
    run = shape(SONG, HAN)
    opened_up = replace(run, advances=tuple(width + gap * (index == 8) for index, width in enumerate(run.advances)))
    path = write(document(page(lines(opened_up))), tmp_path)
    assert pdfium_text(path) == HAN
    if shutil.which("pdftotext"):
        assert poppler_text(path) == HAN


def test_a_glyph_of_two_texts_copies_as_each(tmp_path: Path) -> None:
    plain = shape(SONG, "一丁")
    radical = replace(plain, text="⼀丁")
    path = write(document(page(lines(plain, radical, plain))), tmp_path)
    assert pdfium_text(path) == "一丁\n⼀丁\n一丁"


def test_several_glyphs_of_one_character_copy_as_it(tmp_path: Path) -> None:
    run = shape(SONG, "前中后")
    middle = run.gids[1]
    split = replace(run, gids=(run.gids[0], middle, middle, run.gids[2]), advances=(1000,) * 4, clusters=(0, 1, 1, 2))
    assert pdfium_text(write(document(page(lines(split))), tmp_path)) == "前中后"


def test_nothing_is_private_use_in_to_unicode(tmp_path: Path) -> None:
    path = write(document(page(lines(*(shape(face, "fi 漢字ABC") for face in (SONG, LATIN))))), tmp_path)
    with opened(path) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            values = re.findall(rb"<[0-9A-F]{4}> <([0-9A-F]+)>", font.ToUnicode.read_bytes())
            assert values
            assert not any(0xE000 <= int(value[:4], 16) < 0xF900 for value in values)


# ---- places


@settings(max_examples=40, deadline=None)
@given(
    surplus=st.lists(st.integers(-400, 600), min_size=1, max_size=40),
    size=st.floats(4, 80),
    x=st.floats(0, 300),
    offsets=st.booleans(),
)
def test_every_glyph_stands_where_layout_put_it(
    surplus: list[int], size: float, x: float, offsets: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    text = (HAN * 3)[: len(surplus)]
    run = replace(shape(SONG, text), size=size)
    run = replace(run, advances=tuple(map(sum, zip(run.advances, surplus, strict=True))))
    if offsets:
        run = replace(run, offsets=tuple((index * 7 % 50, index * 13 % 90 - 40) for index in range(len(surplus))))
    path = write(document(page([(Point(x, 50), run), (Point(x, 80), shape(LATIN, "after"))])), folder)
    at, places = x + 8.5, []
    for index, advance in enumerate(run.advances):
        dx, dy = run.offsets[index] if offsets else (0, 0)
        places.append((at + dx * size / 1000, 600 + 8.5 - 50 + dy * size / 1000))
        at += advance * size / 1000
    found = glyphs(path)[: len(places)]
    for (_code, left, top), (expected, height) in zip(found, places, strict=True):
        assert abs(left - expected) < 0.01
        assert abs(top - height) < 0.01


def test_no_error_adds_up_down_a_page(tmp_path: Path) -> None:
    runs = [(Point(20 + index / 7, 30 + index * 3.3333333), shape(LATIN, "x")) for index in range(150)]
    found = glyphs(write(document(page(runs)), tmp_path))
    for (place, _run), (_code, x, y) in zip(runs, found, strict=True):
        assert abs(x - 8.5 - place.x) < 0.001
        assert abs(608.5 - y - place.y) < 0.001


def test_pdfium_sees_the_same_places(tmp_path: Path) -> None:
    run = replace(shape(SONG, HAN, 10.5), advances=tuple(1000 + index * 5 for index in range(len(HAN))))
    text = pypdfium2.PdfDocument(write(document(page(lines(run))), tmp_path))[0].get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    at = 28.5
    for index, advance in enumerate(run.advances):
        pypdfium2.raw.FPDFText_GetCharOrigin(text, index, x, y)
        assert abs(x.value - at) < 0.01
        at += advance * 10.5 / 1000


def test_vertical_glyphs_stand_below_each_other(tmp_path: Path) -> None:
    run = shape(SONG, "直排（文）", 14, vertical=True)
    found = glyphs(write(document(page([(Point(100, 50), run)])), tmp_path))
    down = 0.0
    for (_code, x, y), advance, (dx, dy) in zip(found, run.advances, run.offsets, strict=True):
        assert abs(x - (108.5 + dx * 0.014)) < 0.01
        assert abs(y - (558.5 - down + dy * 0.014)) < 0.01
        down += advance * 0.014


def test_a_justified_line_is_one_string(tmp_path: Path) -> None:
    path = write(document(page(lines(shape(SONG, HAN, extra=35), shape(SONG, HAN, extra=35)))), tmp_path)
    names = [name for _operands, name in operators(path)]
    assert names.count("Tj") == 2
    assert names.count("Tc") == names.count("Tf") == names.count("BT") == names.count("gs") == 1


def test_typed_spaces_are_glyphs(tmp_path: Path) -> None:
    run = shape(LATIN, "two words")
    path = write(document(page(lines(run))), tmp_path)
    assert len(glyphs(path)) == 9
    assert pdfium_text(path) == "two words"


# ---- fonts


@pytest.mark.parametrize("face", [SONG, KAI, LATIN])
def test_fonts_are_type_0_subsets_with_the_fonts_widths(face: str, tmp_path: Path) -> None:
    run = shape(face, "AVfi office 2024")
    path = write(document(page(lines(run))), tmp_path)
    with opened(path) as pdf:
        (font,) = pdf.pages[0].Resources.Font.values()
        (descendant,) = font.DescendantFonts
        descriptor = descendant.FontDescriptor
        assert (font.Subtype, font.Encoding) == ("/Type0", "/Identity-H")
        assert re.fullmatch(r"/[A-Z]{6}\+\S+", str(font.BaseFont))
        assert font.BaseFont == descendant.BaseFont == descriptor.FontName
        assert int(descriptor.Flags) & 4
        box = [float(value) for value in descriptor.FontBBox]
        assert box[0] < 0 < box[3]
        codes = {code for code, _x, _y in glyphs(path)}
        if face == KAI:
            assert descendant.Subtype == "/CIDFontType2"
            program = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
            units = program["head"].unitsPerEm
            own = [program["hmtx"][name][0] * 1000 / units for name in program.getGlyphOrder()]
            assert {"GSUB", "GPOS", "fpgm"}.isdisjoint(program.keys())
        else:
            assert descendant.Subtype == "/CIDFontType0"
            assert descriptor.FontFile3.Subtype == "/CIDFontType0C"
            cff = CFFFontSet()
            cff.decompile(io.BytesIO(descriptor.FontFile3.read_bytes()), None)
            top = cff[0]
            strings = [top.CharStrings[name] for name in top.charset]
            if hasattr(top, "ROS"):
                assert top.charset[1:] == [f"cid{index:05d}" for index in range(1, len(strings))]
            own = [_cff_width(top, string) for string in strings]
        stated = {
            int(first) + index: float(width) for first, run_ in _pairs(descendant.W) for index, width in enumerate(run_)
        }
        for code in codes:
            assert abs(stated.get(code, 1000) - own[code]) < 1
        assert len(own) < 40


def _pairs(array: pikepdf.Object) -> list[tuple[pikepdf.Object, pikepdf.Object]]:
    items = list(array)
    return list(zip(items[::2], items[1::2], strict=True))


def _cff_width(top: object, string: object) -> float:
    from fontTools.pens.basePen import NullPen

    string.draw(NullPen())  # type: ignore[attr-defined]
    return float(string.width)  # type: ignore[attr-defined]


def test_one_face_is_embedded_once(tmp_path: Path) -> None:
    path = write(document(*(page(lines(shape(SONG, text))) for text in ("甲乙", "丙丁", "甲丁"))), tmp_path)
    with opened(path) as pdf:
        fonts = {font.objgen for one in pdf.pages for font in one.Resources.Font.values()}
        assert len(fonts) == 1


def test_ranges_of_to_unicode_keep_to_one_high_byte() -> None:
    cmap = to_unicode({code: chr(0x4E00 + code) for code in range(0xF0, 0x110)}).decode()
    ranges = re.findall(r"<(....)> <(....)> <(....)>", cmap)
    assert [(first, last) for first, last, _start in ranges] == [("00F0", "00FF"), ("0100", "010F")]
    assert all(int(start[2:], 16) + int(last, 16) - int(first, 16) < 256 for first, last, start in ranges)


# ---- colour and language


def test_black_text_overprints_and_white_never(tmp_path: Path) -> None:
    varnish = Spot("Varnish", CMYK(0, 0, 0, 0.1), overprint=True)
    ink = Spot("PANTONE 185 C", CMYK(0, 0.91, 0.76, 0))
    colors = (BLACK, WHITE, CMYK(0, 0, 0, 0.5), CMYK(0.6, 0.4, 0.4, 1), BLACK, varnish, ink)
    path = write(document(page(lines(*(shape(SONG, "字", color=color) for color in colors)))), tmp_path)
    state, shown = False, []
    with opened(path) as pdf:
        for operands, name in operators(path):
            if name == "gs":
                entry = pdf.pages[0].Resources.ExtGState[str(operands[0])]
                state = bool(entry.op)
                assert entry.op == entry.OP
                assert int(entry.OPM) == int(state)
            elif name == "Tj":
                shown.append(state)
    assert shown == [True, False, False, False, True, True, False]


def test_black_is_black_ink_alone(tmp_path: Path) -> None:
    path = write(document(page(lines(shape(SONG, "字")))), tmp_path)
    assert [[float(value) for value in operands] for operands, name in operators(path) if name == "k"] == [[0, 0, 0, 1]]


def test_other_languages_are_said(tmp_path: Path) -> None:
    runs = [
        shape(SONG, "中"),
        shape(LATIN, "en", lang="en"),
        shape(LATIN, "en", lang="en"),
        shape(SONG, "中", lang="zh"),
    ]
    spans = [
        str(operands[1].Lang)
        for operands, name in operators(write(document(page(lines(*runs))), tmp_path))
        if name == "BDC"
    ]
    assert spans == ["en"]


def test_marked_content_is_balanced(tmp_path: Path) -> None:
    runs = [shape(LATIN, "fi", lang="en"), replace(shape(SONG, "一"), text="⼀"), shape(SONG, "一")]
    for edition in ("print", "screen"):
        depth = text = 0
        for _operands, name in operators(write(document(page(lines(*runs))), tmp_path, edition=edition)):
            depth += (name in ("BDC", "BMC")) - (name == "EMC")
            text += (name == "BT") - (name == "ET")
            assert depth >= 0
            assert text in (0, 1)
        assert depth == text == 0


def test_an_empty_run_writes_nothing(tmp_path: Path) -> None:
    empty = GlyphRun(SONG, 10, BLACK, (), (), "", (), "zh-CN")
    assert operators(write(document(page(lines(empty))), tmp_path)) == []
