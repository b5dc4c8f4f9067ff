"""Sections to pages: each section takes the templates of its plan in order, and each region takes what it holds.

What no region takes flows with the text; text that is left goes on over the plan's `more` template; anything that
finds no place at all is a finding, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterable

from brochure.frame import OutlineEntry, Page
from brochure.layout.contents import RunningText
from brochure.layout.context import LayoutContext
from brochure.layout.facing import facing_pages
from brochure.layout.filling import PageMaker
from brochure.layout.overset import report_left
from brochure.layout.section import Section, Waiting, let_flow


def make_pages(
    ctx: LayoutContext, sections: Iterable[Section], before: int = 0
) -> tuple[tuple[Page, ...], tuple[OutlineEntry, ...]]:
    """All pages in reading order, and the bookmarks to them; `before` pages of the document precede them."""
    pages: list[Page] = []
    outline: list[OutlineEntry] = []
    for section in sections:
        first = len(pages)
        own = ctx.arranged(*section.set) if section.set else ctx
        pages += _section_pages(own, section, before + first)
        titles = dict(section.title)
        title = " ".join(titles[lang] for lang in own.languages if titles.get(lang))
        if title and len(pages) > first:
            outline.append(OutlineEntry(title.replace("\n", " "), first))
    return tuple(pages), tuple(outline)


def _section_pages(ctx: LayoutContext, section: Section, first: int) -> list[Page]:
    def measured(trial: LayoutContext, section: Section) -> tuple[int, bool]:
        """How many pages a section takes, and whether all of it found a place."""
        pages, waiting = _laid(trial, section, first)
        return len(pages), not waiting.text_left and not (trial.book is not None and trial.book.full)

    if ctx.theme.shrinks < 1.0:
        from brochure.layout.fitting import fitted

        section = fitted(ctx, section, lambda trial, section: measured(trial, section)[1])
    if ctx.rooms is not None and ctx.rooms.target:
        from brochure.layout.limits import limit_text

        limit_text(ctx, section, measured)
    pages, waiting = _laid(ctx, section, first)
    report_left(ctx, section, waiting)
    return pages


def _laid(ctx: LayoutContext, section: Section, first: int) -> tuple[list[Page], Waiting]:
    """The section's pages, and what found no place on them."""
    if section.halves and any(isinstance(content, RunningText) for content in section.contents):
        return facing_pages(ctx, section, first)
    waiting = Waiting.of(section.contents)
    plan = section.plan
    let_flow(ctx, section, waiting)
    pages: list[Page] = []
    for name in plan.pages:
        template = ctx.theme.templates[name]
        page = PageMaker(ctx, section, template, first + len(pages)).make(waiting)
        if page is not None:
            pages.append(page)
    while waiting.text_left and plan.more:
        before = (*waiting.texts, *waiting.flowing)
        page = PageMaker(ctx, section, ctx.theme.templates[plan.more], first + len(pages)).make(waiting)
        if page is None or (*waiting.texts, *waiting.flowing) == before:
            break
        pages.append(page)
    return pages, waiting
