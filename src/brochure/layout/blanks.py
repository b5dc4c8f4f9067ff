"""Blank pages: a stitched booklet has its pages in fours, a glued one in twos, and what is missing is left white.

They stand before the back cover, so that it stays outside, or at the end; on the theme's paper, without a folio.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from brochure.dataclass import dataclass, field, replace
from brochure.frame import Frame, OutlineEntry, Page
from brochure.layout.context import LayoutContext
from brochure.layout.furniture import decoration
from brochure.layout.pages import make_pages
from brochure.layout.section import Section
from brochure.theme import TemplateModel

Pages = tuple[tuple[Page, ...], tuple[OutlineEntry, ...]]
BACK = ("back-cover", "imprint")
"""Kinds that stay last when blanks are placed by themselves."""


@dataclass(frozen=True, slots=True)
class Filling:
    """To which multiple pages are filled up, and where the blanks go."""

    unit: int
    place: Literal["auto", "end", "before-back", "none"] = "auto"
    inside: bool = False
    """Whether the insides of a cover of its own stay blank: after the first section, and before the last."""


def make_filled_pages(
    ctx: LayoutContext, sections: Sequence[Section], before: int, filling: Filling
) -> tuple[Pages, tuple[int, ...]]:
    """All pages with the blanks among them, and the indices of those that nobody asked for.

    `before` pages of the document precede them. The last section is laid out twice: how many pages it takes decides
    where it begins, and so on which side of the leaf.
    """
    inner = filling.place != "end" and sections and (filling.place == "before-back" or sections[-1].kind in BACK)
    head, tail = (sections[:-1], sections[-1:]) if inner else (sections, ())
    made = _Run(ctx, before)
    inside = 1 if filling.inside and len(sections) > 1 else 0
    made.add(head[:inside])
    made.leave(inside)
    made.add(head[inside:])
    inside = inside if tail else 0
    count = made.next + inside + len(make_pages(replace(ctx, rooms=None), tail, made.next)[0])
    missing = -count % filling.unit if filling.place != "none" and count > before else 0
    blanks = tuple(range(made.next, made.next + missing))
    made.leave(missing + inside)
    made.add(tail)
    return (tuple(made.pages), tuple(made.outline)), blanks


@dataclass(slots=True)
class _Run:
    """Pages as they are made, one section after another."""

    ctx: LayoutContext
    before: int
    pages: list[Page] = field(default_factory=list)
    outline: list[OutlineEntry] = field(default_factory=list)

    @property
    def next(self) -> int:
        """Index of the next page in the document."""
        return self.before + len(self.pages)

    def add(self, sections: Sequence[Section]) -> None:
        first = len(self.pages)
        pages, entries = make_pages(self.ctx, sections, self.next)
        self.pages += pages
        self.outline += [OutlineEntry(entry.title, entry.page + first, entry.level) for entry in entries]

    def leave(self, count: int) -> None:
        for _ in range(count):
            self.pages.append(blank_page(self.ctx, self.next))


def blank_page(ctx: LayoutContext, index: int) -> Page:
    """A page with nothing to read: the ground and drawings of the theme's template `blank`, if it has one."""
    grid = ctx.grid.on(index % 2 == 0)
    template = ctx.theme.templates.get("blank", TemplateModel())
    items = (*decoration(ctx, grid, template, {}, over=False), *decoration(ctx, grid, template, {}, over=True))
    return Page(Frame(grid.trim, items), grid.bleed, str(index + 1))
