"""Our side of the book: paragraphs to lines, lines to pages, pages to a PDF."""

from __future__ import annotations

import json
from pathlib import Path

from brochure.diagnostics import Sink
from brochure.frame import Document, Frame, FrameItem, Page
from brochure.geometry import Point, Size
from brochure.inline import Inline
from brochure.pdf.writer import OutputOptions, write_pdf
from brochure.text.fonts import FontBook, default_catalog
from brochure.text.style import FaceSet, TextStyle
from brochure.text.together import layout_paragraphs

FACES = FaceSet(("NotoSerifSC-Regular", "NotoSerifSCRare-Regular"), ("SourceSerif4-Regular",))
STYLES = {lang: TextStyle(name, 9, FACES) for lang, name in (("zh", "zh-Hans"), ("en", "en"))}
WIDTH, PITCH, TOP, LINES = 216.0, 16.0, 57.0, 43
SIZE = Size(595.28, 807.87)


def set_book(source: str, out: str) -> tuple[int, int]:
    """Set the paragraphs of a JSON file; gives the numbers of pages and glyphs."""
    fonts = FontBook.from_catalogs([default_catalog()])
    pages: list[Page] = []
    items: list[tuple[Point, FrameItem]] = []
    row = glyphs = 0
    texts = json.loads(Path(source).read_text("utf-8"))
    for lines in layout_paragraphs([(Inline(text), STYLES[lang], WIDTH) for lang, text in texts], fonts):
        for line in lines.lines:
            if row == LINES:
                pages.append(Page(Frame(SIZE, tuple(items))))
                items, row = [], 0
            y = TOP + row * PITCH
            for x, run in line.runs:
                items.append((Point(57 + x, y), run))
                glyphs += len(run.gids)
            row += 1
    pages.append(Page(Frame(SIZE, tuple(items))))
    document = Document(tuple(pages), "book", "", "", "zh-Hans", 0)
    write_pdf(document, fonts, Path(out), OutputOptions("print", standard="none"), Sink())
    return len(pages), glyphs
