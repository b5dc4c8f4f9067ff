"""PDF pages as pictures, by PDFium: for the preview and for tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image


def raster(
    pdf: Path | bytes, ppi: float = 96.0, pages: range | None = None, gray: bool = False
) -> Iterator[Image.Image]:
    """The pages one by one, at `ppi` pixels an inch of the page's media box.

    Raises `pypdfium2.PdfiumError` when the file is no PDF.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for index in pages if pages is not None else range(len(document)):
            page = document[index]
            yield page.render(scale=ppi / 72, grayscale=gray).to_pil()
            page.close()
    finally:
        document.close()
