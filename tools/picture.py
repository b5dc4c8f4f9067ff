"""Renders the README's picture, docs/spread.png, from a built brochure.

Usage: python tools/picture.py build/tianxin.pdf
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

TARGET = Path(__file__).resolve().parent.parent / "docs" / "spread.png"
SPREADS = ((2, 3), (8, 9))
BLEED = 3 / 25.4 * 72
SCALE = 0.62
"""Pixels a point: two spreads side by side are about 1,500 pixels wide."""


def page(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    """Page `number` (from 1), trimmed."""
    image = document[number - 1].render(scale=SCALE * 2).to_pil().convert("RGB")
    edge = round(BLEED * SCALE * 2)
    return image.crop((edge, edge, image.width - edge, image.height - edge)).resize(
        (round((image.width - 2 * edge) / 2), round((image.height - 2 * edge) / 2)), Image.Resampling.LANCZOS
    )


def main() -> int:
    document = pypdfium2.PdfDocument(sys.argv[1])
    spreads = [[page(document, number) for number in spread] for spread in SPREADS]
    width, height = spreads[0][0].size
    gap = 24
    sheet = Image.new("RGB", (width * 4 + gap * 3, height + gap * 2), "#c9ced6")
    for index, pages in enumerate(spreads):
        left = gap + index * (2 * width + gap)
        for side, image in enumerate(pages):
            sheet.paste(image, (left + side * width, gap))
    sheet.quantize(192, dither=Image.Dither.FLOYDSTEINBERG).save(TARGET, optimize=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
