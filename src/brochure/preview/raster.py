"""One page → a picture of it, through the PDF writer and PDFium: what is shown is what a proof shows."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from brochure.dataclass import dataclass, replace
from brochure.diagnostics import Sink
from brochure.frame import Document, Page, Picture, walk
from brochure.text.fonts import FontBook

if TYPE_CHECKING:
    from brochure.pdf.writer import OutputOptions

PIXELS = 24_000_000
"""The most that one picture of a page has: a sheet on a large screen, enlarged."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A page as an image file of `kind`, a media type."""

    kind: str
    data: bytes


def raster(page: Page, document: Document, fonts: FontBook, options: OutputOptions, scale: float) -> Raster | None:
    """The page with its bleed at `scale` pixels a point; None when a picture of it cannot be read any more."""
    import pypdfium2

    from brochure.pdf.writer import write_pdf

    sink = Sink()
    alone = replace(document, pages=(page,), outline=())
    with TemporaryDirectory(prefix="brochure-") as folder:
        file = Path(folder) / "page.pdf"
        write_pdf(alone, fonts, file, options, sink)
        if sink.failed:
            return None
        data = file.read_bytes()
    opened = pypdfium2.PdfDocument(data)
    try:
        width, height = opened[0].get_size()
        scale = min(scale, (PIXELS / (width * height)) ** 0.5)
        image = opened[0].render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    finally:
        opened.close()
    file_of_image = io.BytesIO()
    if any(isinstance(item, Picture) for _, item in walk(page.frame)):
        image.save(file_of_image, "JPEG", quality=93, subsampling=0)
        return Raster("image/jpeg", file_of_image.getvalue())
    image.save(file_of_image, "PNG", compress_level=1)
    return Raster("image/png", file_of_image.getvalue())
