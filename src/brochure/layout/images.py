"""Photographs on the page: the crop that keeps the focus, and the caption that hangs on the picture's edge."""

from __future__ import annotations

from brochure.frame import Frame, Picture, Shape, Tag
from brochure.geometry import Point, Rect, Size
from brochure.inline import Inline
from brochure.layout.contents import Image
from brochure.layout.context import LayoutContext, Placed, TextBlock

Crop = tuple[float, float, float, float]


def crop_to(pixels: tuple[int, int], frame: Size, focus: tuple[float, float]) -> Crop:
    """The largest part of the picture with the frame's proportions whose centre is as near the focus as possible.

    Shares of the upright picture: left, top, width, height.
    """
    ratio = (frame.width / frame.height) / (pixels[0] / pixels[1])
    width, height = (1.0, 1.0 / ratio) if ratio >= 1 else (ratio, 1.0)
    left = min(max(focus[0] - width / 2, 0.0), 1.0 - width)
    top = min(max(focus[1] - height / 2, 0.0), 1.0 - height)
    return round(left, 6), round(top, 6), round(width, 6), round(height, 6)


def picture(ctx: LayoutContext, image: Image, box: Rect, half: str | None = None, trim: float = 0.0) -> list[Placed]:
    """The picture filling `box`. With `half` the box is one page of a spread, `trim` points wide inside its bleed.

    Each page shows its own half and, in the bleed at the fold, a little of the other.
    """
    if image.logo:
        box, crop, half = _whole_in(image.size, box), (0.0, 0.0, 1.0, 1.0), None
    elif half is None:
        crop = crop_to(image.size, Size(box.width, box.height), image.focus)
    else:
        spread = trim + box.width
        left, top, width, height = crop_to(image.size, Size(spread, box.height), image.focus)
        start = 0.0 if half == "left" else trim / spread
        crop = (round(left + width * start, 6), top, round(width * box.width / spread, 6), height)
    alt = tuple((lang, text.text) for lang in ctx.languages if image.alt and (text := image.alt.get(lang)))
    item = Picture(image.file, Size(box.width, box.height), crop, alt, image.path, image.logo)
    frame = Frame(Size(box.width, box.height), ((Point(0, 0), item),))
    return [(Point(box.x, box.y), Tag("Figure", frame, path=image.path))]


def _whole_in(pixels: tuple[int, int], box: Rect) -> Rect:
    """The largest box of the picture's proportions in the middle of this one."""
    scale = min(box.width / pixels[0], box.height / pixels[1])
    width, height = pixels[0] * scale, pixels[1] * scale
    return Rect(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)


def caption_blocks(ctx: LayoutContext, image: Image, style: str, width: float) -> list[TextBlock]:
    """The caption in every language, Chinese first (typography.md §15), then all credits on one line of their own."""
    blocks: list[TextBlock] = []
    for lang in ctx.languages:
        inline = image.caption.get(lang) if image.caption else None
        if inline is not None and inline.text:
            blocks.append(ctx.set_text(inline, style, lang, width, f"{image.path}.caption.{lang}", "Caption"))
    credits = [text.text for lang in ctx.languages if image.credit and (text := image.credit.get(lang)) and text.text]
    if credits:
        name = f"{style}-credit" if f"{style}-credit" in ctx.theme.styles else style
        line = Inline("\u3000".join(credits))
        blocks.append(ctx.set_text(line, name, ctx.languages[0], width, f"{image.path}.credit", "Caption"))
    return blocks


def thread(ctx: LayoutContext, x: float, y: float, length: float, color: str) -> Placed:
    """The short vertical thread between a picture's edge and its caption."""
    ink = ctx.theme.color(color)
    return Point(x, y), Shape((("M", (0.0, 0.0)), ("L", (0.0, length))), stroke=ink, width=0.6)
