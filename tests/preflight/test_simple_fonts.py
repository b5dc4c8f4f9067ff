"""Simple fonts of other programs' files: whole ones pass, a missing glyph or a wrong width is found."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name

from brochure.diagnostics import Sink
from brochure.preflight.pdf_fonts import font_faults
from brochure.preflight.pdf_rules import check_pdf
from brochure.preflight.pdf_uses import Walker

WIDE = {"A": 600, "eacute": 450}


def square(pen: object) -> None:
    for step, point in (("moveTo", (50, 0)), ("lineTo", (350, 0)), ("lineTo", (350, 500))):
        getattr(pen, step)(point)
    pen.closePath()  # type: ignore[attr-defined]


def program(kind: str) -> bytes:
    """A font of two letters, as TrueType or as a bare CFF table."""
    builder = FontBuilder(1000, isTTF=kind == "TrueType")
    builder.setupGlyphOrder([".notdef", *WIDE])
    builder.setupCharacterMap({0x41: "A", 0xE9: "eacute"})
    glyphs = {}
    for name in (".notdef", *WIDE):
        pen = TTGlyphPen(None) if kind == "TrueType" else T2CharStringPen(WIDE.get(name, 500), None)
        square(pen)
        glyphs[name] = pen.glyph() if kind == "TrueType" else pen.getCharString()
    if kind == "TrueType":
        builder.setupGlyf(glyphs)
    else:
        builder.setupCFF("Test", {}, glyphs, {})
    builder.setupHorizontalMetrics({name: (WIDE.get(name, 500), 50) for name in (".notdef", *WIDE)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue() if kind == "TrueType" else bytes(builder.font.getTableData("CFF "))


def made(kind: str, shown: bytes, widths: tuple[int, int], damaged: bool = False) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    font = Dictionary(Type=Name.Font, Subtype=Name(f"/{kind}"), FirstChar=65, LastChar=66, Widths=Array(list(widths)))
    font.Encoding = Dictionary(
        Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=Array([66, Name.eacute])
    )
    if kind == "Type3":
        font.FontMatrix, font.FontBBox = Array([0.001, 0, 0, 0.001, 0, 0]), Array([0, 0, 1000, 1000])
        font.CharProcs = Dictionary(
            {f"/{name}": pdf.make_stream(f"{width} 0 d0 0 0 9 9 re f".encode()) for name, width in WIDE.items()}
        )
    else:
        font.BaseFont = Name("/ABCDEF+Test")
        file = pdf.make_stream(program(kind)[: 60 if damaged else None])
        key = "/FontFile2" if kind == "TrueType" else "/FontFile3"
        if kind == "Type1":
            file.Subtype = Name.Type1C
        font.FontDescriptor = Dictionary({"/Type": Name.FontDescriptor, "/FontName": Name("/ABCDEF+Test"), key: file})
    page.obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    page.obj.Contents = pdf.make_stream(b"BT /F 9 Tf <" + shown.hex().encode() + b"> Tj ET")
    return pdf


def faults(kind: str, shown: bytes, widths: tuple[int, int] = (600, 450)) -> list[str]:
    pdf = made(kind, shown, widths)
    uses = Walker(pdf).uses
    return [en for _, one in uses.fonts for _zh, en in font_faults(one, uses.shown.get(one.objgen, set()))]


@pytest.mark.parametrize("kind", ["TrueType", "Type1", "Type3"])
def test_glyphs_and_widths_are_those_of_the_program(kind: str) -> None:
    assert faults(kind, b"AB") == []
    assert ["missing glyph" in one for one in faults(kind, b"AC")] == [True]
    assert ["widths" in one for one in faults(kind, b"AB", (600, 480))] == [True]
    assert faults(kind, b"A", (600, 480)) == [], "what is not shown does no harm"


def test_a_map_from_codes_to_glyphs_is_followed() -> None:
    """A code mapped by a stream (CIDToGIDMap) is looked up where the stream says."""
    data = program("TrueType")
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    file = pdf.make_stream(data)
    below = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+Test"), DW=1000, W=Array([65, Array([600])]),
        CIDToGIDMap=pdf.make_stream(b"\0\0" * 65 + b"\0\1"),
        FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Test"), FontFile2=file),
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Test"), Encoding=Name("/Identity-H"),
        DescendantFonts=Array([below]),
    )  # fmt: skip
    page.obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    page.obj.Contents = pdf.make_stream(b"BT /F 9 Tf <0041> Tj ET")
    uses = Walker(pdf).uses
    assert [fault for _, one in uses.fonts for fault in font_faults(one, uses.shown[one.objgen])] == []
    page.obj.Contents = pdf.make_stream(b"BT /F 9 Tf <00410042> Tj ET")
    uses = Walker(pdf).uses
    assert [fault for _, one in uses.fonts for fault in font_faults(one, uses.shown[one.objgen])]


@pytest.mark.parametrize("kind", ["TrueType", "Type1"])
def test_a_damaged_program_is_a_finding(kind: str, tmp_path: Path) -> None:
    file, sink = tmp_path / "damaged.pdf", Sink()
    made(kind, b"AB", (600, 450), damaged=True).save(file)
    check_pdf(file, sink)
    assert [one.message.en for one in sink.found if one.code == "pdf.fonts" and "damaged" in one.message.en]
