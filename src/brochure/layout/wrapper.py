"""The cover of a perfect-bound book as one sheet: back, spine and front side by side, and its inside if it is printed.

The reader's first two pages and last two are the cover's four; the pages between are the block. Each page is cut off at
the spine, where its bleed would lie on its neighbour.
"""

from __future__ import annotations

from brochure.binding.spine import GLUE_STRIP, HINGE, LEAST_LETTERED, SPINE_SIDE
from brochure.dataclass import dataclass, replace
from brochure.diagnostics import Message
from brochure.frame import Document, Frame, FrameItem, Group, Link, OutlineEntry, Page, Tag, walk
from brochure.geometry import MM, Insets, Point, Rect, Size, fits
from brochure.inline import Inline
from brochure.layout.context import LayoutContext, Placed
from brochure.layout.furniture import decoration
from brochure.layout.grid import Grid
from brochure.layout.upright import set_upright
from brochure.theme import TemplateModel

PATH = "document.binding"


@dataclass(frozen=True, slots=True)
class Lettering:
    """What stands on the spine, by language; `asked` when the author wrote it for the spine."""

    words: tuple[tuple[str, str], ...]
    asked: bool
    path: str


def without_cover(document: Document) -> Document:
    """The block alone: all pages but the cover's four, with the bookmarks that lead into it."""
    last = len(document.pages) - 2
    outline = tuple(
        OutlineEntry(entry.title, entry.page - 2, entry.level) for entry in document.outline if 2 <= entry.page < last
    )
    return replace(document, pages=document.pages[2:last], outline=outline)


def cover_pages(ctx: LayoutContext, pages: tuple[Page, ...], spine: float, lettering: Lettering) -> tuple[Page, ...]:
    """The sheet's outside, and its inside where one of the inner pages is printed. `spine` in points."""
    outside = _sheet(ctx, pages[-1], pages[0], spine, _spine(ctx, spine, lettering), "outside")
    if not (pages[1].frame.items or pages[-2].frame.items):
        return (outside,)
    _check_glue(ctx, pages, spine)
    return outside, _sheet(ctx, pages[1], pages[-2], spine, [], "inside")


def _sheet(ctx: LayoutContext, left: Page, right: Page, spine: float, between: list[Placed], side: str) -> Page:
    trim, bleed = left.frame.size, left.bleed
    size = Size(2 * trim.width + spine, trim.height)
    items: list[tuple[Point, FrameItem]] = [
        _cut(left, Rect(0.0, 0.0, trim.width, trim.height), Insets(bleed.top, 0.0, bleed.bottom, bleed.left)),
        _cut(
            right,
            Rect(trim.width + spine, 0.0, trim.width, trim.height),
            Insets(right.bleed.top, right.bleed.right, right.bleed.bottom, 0.0),
        ),
        *((Point(trim.width + at.x, at.y), item) for at, item in between),
    ]
    edges = (trim.width, trim.width + spine)
    label = f"封面 cover {side} · 书脊 spine {spine / MM:.1f} mm"
    outer = Insets(bleed.top, right.bleed.right, bleed.bottom, bleed.left)
    return Page(Frame(size, tuple(items)), outer, label, (edges[0] - HINGE, *edges, edges[1] + HINGE))


def _cut(page: Page, place: Rect, bleed: Insets) -> tuple[Point, FrameItem]:
    """A page at its place, with bleed only where the sheet ends."""
    size = Size(place.width + bleed.left + bleed.right, place.height + bleed.top + bleed.bottom)
    inner = Frame(size, ((Point(bleed.left, bleed.top), Group(page.frame)),))
    return Point(place.x - bleed.left, place.y - bleed.top), Group(inner, clip=True)


def _spine(ctx: LayoutContext, width: float, lettering: Lettering) -> list[Placed]:
    """Ground and words of the spine, from its top-left corner."""
    bleed = ctx.grid.bleed
    grid = Grid(Size(width, ctx.grid.trim.height), Insets(bleed.top, 0.0, bleed.bottom, 0.0), ctx.theme.setup, True)
    template = ctx.theme.templates.get("spine", TemplateModel())
    placed = decoration(ctx, grid, template, {}, over=False) + decoration(ctx, grid, template, {}, over=True)
    shown = f"{width / MM:.1f} mm"
    if width < LEAST_LETTERED:
        zh, en = f"书脊只有 {shown}，排不下字：5 mm 以上才印书脊字", f"a spine of {shown} takes no words: 5 mm at least"
        say = ctx.sink.warn if lettering.asked else ctx.sink.info
        say("binding.spine_text", zh, en, span=ctx.places.at(lettering.path), path=lettering.path)
        return placed
    top = ctx.grid.area.y
    for lang, words in lettering.words:
        style = ctx.theme.style("spine", lang).text
        if style.size + 2 * SPINE_SIDE > width:
            zh = f"书脊字 {style.size:g} pt 太大，书脊宽 {shown}：两边各留 0.75 mm"
            en = f"words of {style.size:g} pt are too large for a spine of {shown}: keep 0.75 mm on each side"
            hint = Message(
                "在主题里把 styles: spine 的 size 改小", "make `size` of the style `spine` smaller in the theme"
            )
            ctx.sink.warn(
                "binding.spine_text", zh, en, span=ctx.places.at(lettering.path), path=lettering.path, hints=(hint,)
            )
        frame = set_upright(ctx, Inline(words), style, lettering.path)
        if not fits(top + frame.size.height, ctx.grid.area.bottom):
            zh = f"书脊字太长：到 {(top + frame.size.height) / MM:.0f} mm，版心止于 {ctx.grid.area.bottom / MM:.0f} mm"
            en = f"the words on the spine run to {(top + frame.size.height) / MM:.0f} mm, beyond the type area"
            ctx.sink.error("layout.overset", zh, en, span=ctx.places.at(lettering.path), path=lettering.path)
        tag = Tag("P", frame, style.lang, path=lettering.path)
        placed.append((Point((width - frame.size.width) / 2, top), tag))
        top += frame.size.height + style.size
    return placed


def _check_glue(ctx: LayoutContext, pages: tuple[Page, ...], spine: float) -> None:
    """Ink on the glue strip of the cover's inside keeps the glue from holding."""
    width = ctx.grid.trim.width
    for number, page, left, right in (
        (2, pages[1], width - GLUE_STRIP, width),
        (len(pages) - 1, pages[-2], 0.0, GLUE_STRIP),
    ):
        if any(at.x < right and at.x + _reach(item) > left for at, item in walk(page.frame)):
            zh = f"第 {number} 页（封面里侧）靠书脊 6 mm 内有图文，侧胶粘不牢"
            en = f"page {number}, the inside of the cover, has ink within 6 mm of the spine, where the side glue sits"
            hint = Message(
                "靠书脊一边留白 6 mm，或这一页不印", "keep 6 mm next to the spine white, or leave the page blank"
            )
            path = f"{PATH}.kind"
            ctx.sink.warn("binding.glue_strip", zh, en, span=ctx.places.at(path), path=path, hints=(hint,))


def _reach(item: FrameItem) -> float:
    """How far to the right of its place an item goes."""
    size = getattr(item, "size", None)
    if isinstance(item, Link | Tag):
        return 0.0
    if isinstance(size, Size):
        return size.width
    xs = [values[index] for _, values in getattr(item, "segments", ()) for index in range(0, len(values), 2)]
    return max(xs, default=float(getattr(item, "width", 0.0)))
