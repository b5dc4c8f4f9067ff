"""Small documents for the PDF tests, and an interpreter of content streams that knows nothing of our writer."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import uharfbuzz as hb

from brochure.color import BLACK, Color
from brochure.diagnostics import Sink
from brochure.frame import Document, Frame, FrameItem, GlyphRun, OutlineEntry, Page
from brochure.geometry import Insets, Point, Size
from brochure.pdf.writer import OutputOptions, write_pdf
from brochure.text.fonts import FontBook, default_catalog

SONG, KAI, LATIN = "NotoSerifSC-Regular", "BrochureKai-Regular", "SourceSerif4-Regular"
"""CFF with CIDs, glyf, and CFF with names: the three kinds of font program there are."""

Items = list[tuple[Point, FrameItem]]


@cache
def book() -> FontBook:
    return FontBook.from_catalogs([default_catalog()])


def shape(
    face: str,
    text: str,
    size: float = 10,
    *,
    lang: str = "zh-CN",
    color: Color = BLACK,
    extra: int = 0,
    vertical: bool = False,
    overprint: bool = True,
) -> GlyphRun:
    """The text as HarfBuzz shapes it, with `extra` thousandths of an em after each glyph."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    if vertical:
        buffer.direction = "ttb"
    hb.shape(book().face(face).hb_font, buffer, {})
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    offsets = tuple((place.x_offset, place.y_offset) for place in places)
    return GlyphRun(
        face,
        size,
        color,
        tuple(info.codepoint for info in infos),
        tuple((-place.y_advance if vertical else place.x_advance) + extra for place in places),
        text,
        tuple(info.cluster for info in infos),
        lang,
        offsets if any(map(any, offsets)) else (),
        overprint,
        vertical,
    )


def page(items: Items, width: float = 400, height: float = 600, bleed: Insets = Insets.even(8.5)) -> Page:  # noqa: B008
    return Page(Frame(Size(width, height), tuple(items)), bleed)


def lines(*runs: GlyphRun, leading: float = 20) -> Items:
    return [(Point(20, 40 + leading * index), run) for index, run in enumerate(runs)]


def document(*pages: Page, outline: tuple[OutlineEntry, ...] = (), title: str = "滨江 <植物园> & Garden") -> Document:
    return Document(pages, title, "作者", "Subject", "zh-CN", 1_700_000_000, outline)


def write(doc: Document, folder: Path, sink: Sink | None = None, **options: Any) -> Path:
    """The document as a file; without a sink of the caller's own there must be no finding."""
    out = folder / "out.pdf"
    found = sink or Sink()
    write_pdf(doc, book(), out, OutputOptions(**options), found)
    if sink is None:
        assert not found.found
    return out


def opened(path: Path) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(path.read_bytes()))


def operators(path: Path, number: int = 0) -> list[tuple[list[Any], str]]:
    """The page's operators with their operands."""
    with opened(path) as pdf:
        return [
            (list(instruction.operands), str(instruction.operator))
            for instruction in pikepdf.parse_content_stream(pdf.pages[number])
            if isinstance(instruction, pikepdf.ContentStreamInstruction)
        ]


def glyphs(path: Path, number: int = 0) -> list[tuple[int, float, float]]:
    """Code, x and y of every glyph, by ISO 32000-1, 9.4.4 and the widths that the file states."""
    with opened(path) as pdf:
        fonts = pdf.pages[number].Resources.Font
        widths = {key: _widths(font.DescendantFonts[0].W) for key, font in fonts.items()}
        found: list[tuple[int, float, float]] = []
        key, size, spacing, rise = "", 0.0, 0.0, 0.0
        line = pen = (0.0, 0.0)

        def show(data: bytes) -> None:
            nonlocal pen
            for index in range(0, len(data), 2):
                code = data[index] << 8 | data[index + 1]
                found.append((code, pen[0], pen[1] + rise))
                pen = pen[0] + widths[key].get(code, 1000) / 1000 * size + spacing, pen[1]

        for instruction in pikepdf.parse_content_stream(pdf.pages[number]):
            operands = instruction.operands
            match str(instruction.operator):
                case "BT":
                    line = pen = (0.0, 0.0)
                case "Tf":
                    key, size = str(operands[0]), float(operands[1])
                case "Tc":
                    spacing = float(operands[0])
                case "Ts":
                    rise = float(operands[0])
                case "Td":
                    line = pen = (line[0] + float(operands[0]), line[1] + float(operands[1]))
                case "Tm":
                    assert [float(value) for value in operands[:4]] == [1, 0, 0, 1]
                    line = pen = (float(operands[4]), float(operands[5]))
                case "Tj":
                    show(bytes(operands[0]))
                case "TJ":
                    for part in operands[0]:
                        if isinstance(part, pikepdf.String):
                            show(bytes(part))
                        else:
                            pen = pen[0] - float(part) / 1000 * size, pen[1]
        return found


def _widths(array: Any) -> dict[int, float]:
    widths: dict[int, float] = {}
    items = list(array)
    for first, run in zip(items[::2], items[1::2], strict=True):
        widths |= {int(first) + index: float(width) for index, width in enumerate(run)}
    return widths
