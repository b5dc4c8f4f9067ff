"""Blank pages: a stitched booklet has its pages in fours, a glued one in twos, and what is missing is left white.

They stand before the back cover, so that it stays outside, or at the end; on the theme's paper, without a folio.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from brochure.dataclass import dataclass
from brochure.frame import Frame, OutlineEntry, Page
from brochure.layout.context import LayoutContext
from brochure.layout.furniture import decoration
from brochure.layout.pages import Section, make_pages
from brochure.theme import TemplateModel

Pages = tuple[tuple[Page, ...], tuple[OutlineEntry, ...]]
BACK = ("back-cover", "imprint")
"""Kinds that stay last when blanks are placed by themselves."""


@dataclass(frozen=True, slots=True)
class Filling:
    """To which multiple pages are filled up, and where the blanks go."""

    unit: int
    place: Literal["auto", "end", "before-back", "none"] = "auto"


def make_filled_pages(
    ctx: LayoutContext, sections: Sequence[Section], before: int, filling: Filling
) -> tuple[Pages, tuple[int, ...]]:
    """All pages with the blanks among them, and the indices of these; `before` pages of the document precede them."""
    inner = filling.place != "end" and sections and (filling.place == "before-back" or sections[-1].kind in BACK)
    head, tail = (sections[:-1], sections[-1:]) if inner else (sections, ())
    pages, outline = make_pages(ctx, head, before)
    first = before + len(pages)
    last, entries = make_pages(ctx, tail, first)
    wanted = (pages or last) and filling.place != "none"
    missing = -(first + len(last)) % filling.unit if wanted else 0
    if missing % 2 and last:  # the back moves to the other side of the leaf
        last, entries = make_pages(ctx, tail, first + missing)
    blanks = tuple(blank_page(ctx, first + number) for number in range(missing))
    moved = tuple(OutlineEntry(entry.title, entry.page + len(pages) + missing, entry.level) for entry in entries)
    return ((*pages, *blanks, *last), (*outline, *moved)), tuple(range(first, first + missing))


def blank_page(ctx: LayoutContext, index: int) -> Page:
    """A page with nothing to read: the ground and drawings of the theme's template `blank`, if it has one."""
    grid = ctx.grid.on(index % 2 == 0)
    template = ctx.theme.templates.get("blank", TemplateModel())
    items = (*decoration(ctx, grid, template, {}, over=False), *decoration(ctx, grid, template, {}, over=True))
    return Page(Frame(grid.trim, items), grid.bleed, str(index + 1))
