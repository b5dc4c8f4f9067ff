"""Folded sheets: sections fill panels as they fill pages, and the panels of a side make one wide page with its folds.

A template may name its panel; the others take the next free one in the order in which a reader opens them. A template
that spans panels is one page as wide as they are, and its regions stand on the whole or on one panel's grid. Ink runs
into the bleed only at the sheet's edges; at a fold a panel's ground ends on the fold, or (`over_fold`) a little behind
it, where the neighbour makes room.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from brochure.binding.panels import INSIDE, OUTSIDE, Leaflet, Panel
from brochure.dataclass import dataclass, field, replace
from brochure.diagnostics import Message
from brochure.frame import Frame, FrameItem, GlyphRun, Group, OutlineEntry, Page, Tag
from brochure.geometry import MM, Insets, Point, Size, fits
from brochure.layout.blanks import blank_page
from brochure.layout.context import LayoutContext
from brochure.layout.grid import Grid
from brochure.layout.overset import below, said_of
from brochure.layout.pages import make_pages
from brochure.layout.section import Section
from brochure.theme import TemplateModel

Run = tuple[Panel, ...]
"""Panels of one side, side by side from left to right, that make one page of the layout."""

LABELS = ("outside", "inside")
FOLD_ROOM = 3.0 * MM
"""Text stands this far from a fold (print.md §6); folding is true to 0.5–1 mm."""


def make_sheet(
    ctx: LayoutContext, sections: Sequence[Section], sheet: Leaflet
) -> tuple[tuple[Page, ...], tuple[OutlineEntry, ...]]:
    """Both sides of the folded sheet, and the bookmarks to them. `ctx.grid` has the open sheet's trim and bleed."""
    book = Book(ctx, sheet)
    book.reserve(sections)
    within = replace(ctx, book=book)
    pages, outline = make_pages(within, sections)
    book.report(pages)
    sides = tuple(book.side(side, pages) for side in (OUTSIDE, INSIDE))
    for side in sides:
        check_folds(ctx, side)
    entries = tuple(
        OutlineEntry(entry.title, book.taken[entry.page][0].side, entry.level)
        for entry in outline
        if book.taken[entry.page]
    )
    return sides, entries


@dataclass(slots=True)
class Book:
    """Which panels are free. A panel that a template of the plans names is kept for it."""

    ctx: LayoutContext
    sheet: Leaflet
    reserved: set[str] = field(default_factory=set)
    taken: list[Run] = field(default_factory=list)
    """The panels of every page made, in order; none for a page that found no place."""
    over: list[str] = field(default_factory=list)
    """Places in the YAML of sections that found no panel, once for every page."""
    placed: bool = True
    """Whether the page being made has panels of its own."""
    rounding: float = 0.0
    """How far the page being made runs round its folds."""
    rounded: dict[tuple[int, float], float] = field(default_factory=dict)
    """Folds (side, distance from the left) that a page made before runs round, and how far."""

    def reserve(self, sections: Sequence[Section]) -> None:
        for section in sections:
            for name in section.plan.pages:
                template = self.ctx.theme.templates[name]
                if template.panel is not None and (run := self._named(template)):
                    self.reserved.update(panel.name for panel in run)

    def grid(self, template: TemplateModel, path: str) -> Grid:
        """The grid of the panels where the template's next page stands; the last one's when all are full."""
        run = self._named(template) if template.panel is not None else self._next(template.span)
        if template.panel is not None and run is None:
            self._report_unknown(template, path)
        elif run is None:
            self.over.append(path)
        elif template.panel is not None and not self._free(run):
            self._report_taken(run, path)
        self.placed = run is not None and self._free(run)
        run = run or self.sheet.reading[-1:]
        self.rounding = template.over_fold
        sides = [self.rounding or -self.rounded.get(key, 0.0) for key in _ends(run)]
        made = _grid(self.ctx.grid, self.sheet, run, sides[0], sides[1])
        self._check_room(made, template, path)
        return made

    def take(self, grid: Grid) -> None:
        """The page on this grid is made."""
        panels = {panel.name: panel for panel in self.sheet.reading}
        run = tuple(panels[name] for name, _ in grid.panels)
        self.taken.append(run if self.placed else ())
        if self.rounding:
            self.rounded |= dict.fromkeys(_ends(run), self.rounding)

    def fork(self, ctx: LayoutContext) -> Book:
        """The same panels for a trial: what it takes stays free here."""
        return replace(self, ctx=ctx, taken=[*self.taken], over=[], rounded=dict(self.rounded))

    @property
    def full(self) -> bool:
        """Whether a page has found no panel."""
        return bool(self.over)

    def _free(self, run: Run) -> bool:
        used = {panel.name for one in self.taken for panel in one}
        return not any(panel.name in used for panel in run)

    def _named(self, template: TemplateModel) -> Run | None:
        first = self.sheet.find(template.panel or "")
        return self._from(first, template.span) if first else None

    def _next(self, span: int) -> Run | None:
        for panel in self.sheet.reading:
            run = self._from(panel, span)
            if run and self._free(run) and not any(one.name in self.reserved for one in run):
                return run
        return None

    def _from(self, first: Panel, span: int) -> Run | None:
        """`span` panels from `first` to the right; None where the side ends before."""
        side = self.sheet.side(first.side)
        at = side.index(first)
        return side[at : at + span] if at + span <= len(side) else None

    def side(self, side: int, pages: Sequence[Page]) -> Page:
        """One side of the sheet: its panels in reading order at their places, with the folds."""
        trim, bleed = self.ctx.grid.trim, self.ctx.grid.bleed
        items: list[tuple[Point, FrameItem]] = []
        for panel in self.sheet.side(side):
            if self._free((panel,)):
                page = blank_page(replace(self.ctx, grid=_grid(self.ctx.grid, self.sheet, (panel,))), 0)
                items.append((Point(panel.x, 0.0), Group(page.frame)))
        for run, page in zip(self.taken, pages, strict=True):
            if run and run[0].side == side:
                items.append((Point(run[0].x, 0.0), Group(page.frame)))
        return Page(Frame(trim, tuple(items)), bleed, LABELS[side], self.sheet.folds(side))

    # --- findings ---

    def report(self, pages: Sequence[Page]) -> None:
        """Panels too few, with the text that stands on none, or panels left blank."""
        ctx, count = self.ctx, 2 * self.sheet.count
        if self.over:
            more = len(self.over)
            lost = [item for run, page in zip(self.taken, pages, strict=True) if not run for item in page.frame.items]
            excess = said_of(below(lost, -math.inf))
            zh = f"折页放不下：{self.sheet.kind} 只有 {count} 个折面，还差 {more} 个"
            en = f"the content does not fit: {self.sheet.kind} has {count} panels, {more} more are needed"
            zh += f"，多出{excess[0]}" if excess[0] else ""
            en += f"; {excess[1]} are left over" if excess[1] else ""
            hint = Message(
                "删减文字，或用 pages: 把内容放进跨几个折面的模板，或换一种折法",
                "cut text, use a template that spans panels (`pages:`), or another fold",
            )
            span = ctx.places.at(self.over[0])
            ctx.sink.error("layout.panels_full", zh, en, span=span, path=self.over[0], hints=(hint,))
            return
        free = [panel.name for panel in self.sheet.reading if self._free((panel,))]
        if free and not ctx.sink.failed:
            path = "document.binding.kind"
            zh = f"没有内容的折面：{'、'.join(free)}"
            en = f"panels without content: {', '.join(free)}"
            ctx.sink.warn("layout.blank_panels", zh, en, span=ctx.places.at(path), path=path)

    def _report_unknown(self, template: TemplateModel, path: str) -> None:
        wide = f"（跨 {template.span} 面）" if template.span > 1 else ""
        wide_en = f" with {template.span} panels from there to the right" if template.span > 1 else ""
        zh = f"{self.sheet.kind} 没有折面 `{template.panel}`{wide}"
        en = f"{self.sheet.kind} has no panel `{template.panel}`{wide_en}"
        rows = [" · ".join(panel.name for panel in self.sheet.side(side)) for side in (OUTSIDE, INSIDE)]
        hint = Message(f"外面自左至右：{rows[0]}；里面：{rows[1]}", f"outside: {rows[0]}; inside: {rows[1]}")
        self.ctx.sink.error("theme.unknown_panel", zh, en, span=self.ctx.places.at(path), path=path, hints=(hint,))

    def _report_taken(self, run: Run, path: str) -> None:
        names = "、".join(panel.name for panel in run)
        zh = f"折面 {names} 已经有内容了"
        en = f"the panel {names.replace('、', ', ')} is taken already"
        hint = Message("用 pages: 换一个模板，或去掉模板的 panel:", "use another template, or one without `panel:`")
        self.ctx.sink.error("layout.panel_taken", zh, en, span=self.ctx.places.at(path), path=path, hints=(hint,))

    def _check_room(self, grid: Grid, template: TemplateModel, path: str) -> None:
        """Regions drawn for a larger page would run off the panel."""
        names = dict(grid.panels)
        for region in template.regions:
            if region.panel is not None and not region.panel.isdigit() and region.panel not in names:
                self._report_unknown(template.copy(panel=region.panel, span=1), path)
                continue
            box = grid.part(region.panel).rect(region)
            if not fits(box.bottom, grid.trim.height + grid.bleed.bottom):
                line = (region.lines or (0, 0))[1]
                zh = f"模板里的 `{region.holds}` 区写到第 {line} 行，折面只有 {grid.lines} 行"
                en = f"the region `{region.holds}` ends on line {line}; the panel has {grid.lines}"
                hint = Message(
                    "折页请用 theme: {extends: leaflet}，或按折面的行数写模板",
                    "use `theme: {extends: leaflet}` for folded sheets, or draw the template for the panel",
                )
                span = self.ctx.places.at(path)
                self.ctx.sink.error("layout.off_panel", zh, en, span=span, path=path, hints=(hint,))
                return


def _ends(run: Run) -> tuple[tuple[int, float], tuple[int, float]]:
    """Where a run of panels begins and ends: side and distance from the left edge."""
    return (run[0].side, round(run[0].x, 3)), (run[0].side, round(run[-1].x + run[-1].width, 3))


def _grid(whole: Grid, sheet: Leaflet, run: Run, left: float = 0.0, right: float = 0.0) -> Grid:
    """The grid of a page made of these panels, with one for each.

    It bleeds where the sheet ends; at a fold it runs `left` and `right` points round it, or stops short of it.
    """
    last = sheet.side(run[0].side)[-1]
    edges = whole.bleed
    left = edges.left if run[0].x == 0.0 else left
    right = edges.right if run[-1] == last else right
    parts = []
    for panel in run:
        bleed = Insets(edges.top, right if panel == run[-1] else 0.0, edges.bottom, left if panel == run[0] else 0.0)
        size = Size(panel.width, whole.trim.height)
        parts.append((panel.name, Grid(size, bleed, whole.setup, recto=True, left=panel.x - run[0].x)))
    size = Size(run[-1].x + run[-1].width - run[0].x, whole.trim.height)
    bleed = Insets(edges.top, right, edges.bottom, left)
    return Grid(size, bleed, whole.setup, recto=True, panels=tuple(parts))


def check_folds(ctx: LayoutContext, page: Page) -> None:
    """Text on a fold, or so near that folding may put it there: one finding for each text."""
    nearest: dict[str, tuple[float, str]] = {}
    for path, left, right, text in _texts(page.frame, 0.0, ""):
        for at in page.folds:
            room = max(left - at, at - right)
            if room < FOLD_ROOM - 1e-3 and room < nearest.get(path, (FOLD_ROOM, ""))[0]:
                nearest[path] = room, text
    for path, (room, text) in nearest.items():
        if room < 0:
            zh, en = f"文字“{text}”压在折线上", f"the text `{text}` lies across a fold"
        else:
            zh = f"文字“{text}”离折线只有 {room / MM:.1f} mm，至少要 3 mm"
            en = f"the text `{text}` is {room / MM:.1f} mm from a fold; keep 3 mm"
        hint = Message(
            "把区写到一个折面里（panel:），或加大页边", "keep the region on one panel (`panel:`), or widen the margins"
        )
        ctx.sink.warn("layout.text_at_fold", zh, en, span=ctx.places.at(path), path=path, hints=(hint,))


def _texts(frame: Frame, x: float, path: str) -> Iterator[tuple[str, float, float, str]]:
    """Every run of text: the place it comes from, its left and right edge, its words."""
    for at, item in frame.items:
        if isinstance(item, Group):
            yield from _texts(item.frame, x + at.x, path)
        elif isinstance(item, Tag):
            yield from _texts(item.frame, x + at.x, item.path or path)
        elif isinstance(item, GlyphRun) and item.text.strip():
            left = x + at.x - (item.size / 2 if item.vertical else 0.0)
            yield path, left, left + (item.size if item.vertical else item.width), item.text
