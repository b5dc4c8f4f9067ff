"""`facing`: one language on the left page, the other on the right, in step.

Each page of such a spread is complete in its language: its own headings, pictures, captions, quotes and cards, in the
same places. Running text is poured into both pages at once, by the same rows that `columns` uses: a pair of paragraphs
begins on the same line of both pages and is cut for both or for neither, so neither language ever runs ahead.
Templates without running text (a full-page picture) hold for both languages and take one page; they stand where they
bring the next spread to a left-hand page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from brochure.dataclass import replace
from brochure.diagnostics import Message
from brochure.frame import Group, Page
from brochure.geometry import Point, Rect, fits
from brochure.layout.bilingual import remainder, rows, tracks
from brochure.layout.contents import Content, RunningText
from brochure.layout.context import LayoutContext
from brochure.layout.filling import TEXT, PageMaker
from brochure.layout.flow import Cursor, pour
from brochure.layout.section import Section, Waiting, let_flow
from brochure.theme import RegionModel, TemplateModel


def facing_pages(ctx: LayoutContext, section: Section, first: int) -> tuple[list[Page], Waiting]:
    """The section's pages, the first of them having the index `first` in the document, and what found no place."""
    spreads = _Spreads(ctx, section, first)
    return spreads.pages(), spreads.shared


class _Spreads:
    """One section being set. `shared` waits for both languages; `sides` is the same, language by language."""

    def __init__(self, ctx: LayoutContext, section: Section, first: int) -> None:
        self.ctx, self.section, self.first = ctx, section, first
        self.shared = _waiting(ctx, section)
        self.sides = [_waiting(ctx, replace(section, contents=dict(section.halves)[lang])) for lang in ctx.languages]
        for side in self.sides:
            side.texts = []
        self.made: list[Page] = []

    def pages(self) -> list[Page]:
        templates = self.ctx.theme.templates
        queue = [templates[name] for name in self.section.plan.pages]
        more = templates[self.section.plan.more] if self.section.plan.more else None
        while queue:
            self._next(queue)
        while self.shared.text_left and more is not None:
            before = (*self.shared.texts, *self.shared.flowing)
            self._spread(more)
            if (*self.shared.texts, *self.shared.flowing) == before:
                break
        return self.made

    @property
    def _index(self) -> int:
        return self.first + len(self.made)

    def _next(self, queue: list[TemplateModel]) -> None:
        """Set the template that suits the side the next page is on: a spread begins on the left, else in order."""
        spreads = [template for template in queue if _holds_text(template)]
        single = [template for template in queue if not _holds_text(template)]
        right = self._index % 2 == 0
        if right:
            template = single[0] if single else spreads[0]
        else:
            in_pairs = len(single) > 1 and queue[0] is single[0]
            template = spreads[0] if spreads and not in_pairs else single[0]
        queue.remove(template)
        if _holds_text(template):
            self._spread(template)
        else:
            self._single(template)

    def _single(self, template: TemplateModel) -> None:
        page = PageMaker(self.ctx, self.section, template, self._index).make(self.shared)
        if page is not None:
            self.made.append(page)
        for side in self.sides:
            _forget(side, (self.shared,))

    def _spread(self, template: TemplateModel) -> None:
        """Two pages of one template, or none when nothing is left for them."""
        begin = self._index + (self._index % 2 == 0)
        makers = [
            PageMaker(self.ctx.alone(lang), self.section, template, begin + number)
            for number, lang in enumerate(self.ctx.languages)
        ]
        for region in makers[0].template.regions:
            if region.holds in TEXT:
                self._text(region, PageMaker(self.ctx, self.section, template, begin), makers)
            else:
                for maker, side in zip(makers, self.sides, strict=True):
                    maker.fill(region, side)
        _forget(self.shared, self.sides)
        if any(maker.filled for maker in makers):
            if begin != self._index:
                self._blank()
            self.made += [maker.finish() for maker in makers]

    def _text(self, region: RegionModel, both: PageMaker, makers: Sequence[PageMaker]) -> None:
        """Pour running text into the region on both pages, then what flows after it."""
        texts = self.shared.texts
        role = "text" if region.holds == "flow" else region.holds
        number = next((i for i, text in enumerate(texts) if text.role == role and text.pairs), None)
        columns = both.text_columns(region)
        before, whole = (texts[number] if number is not None else None), columns
        if before is not None and not self.shared.flowing:
            columns = both.balanced(before, region, columns)
        mirrored = [maker.text_columns(region) for maker in makers]
        room: list[Rect] = []
        for place, box in enumerate(columns):
            left = number is not None and bool(texts[number].pairs)
            boxes = [Rect(own[place].x, box.y, box.width, box.height) for own in mirrored]
            used = 0.0
            if number is not None:
                texts[number], used = self._pour(texts[number], region, boxes, makers)
            end = used
            if region.holds == "flow" and (number is None or not texts[number].pairs):
                end = self._flow(boxes, makers, used)
            if end > used and left:  # what stands below the text keeps its room
                whole = [*room, Rect(box.x, box.y, box.width, box.height - (end - used))]
            room.append(box)
        if self.ctx.rooms is not None and before is not None and number is not None:
            from brochure.layout.copyfit import Poured, tell_text

            pages = {lang: maker.label for lang, maker in zip(self.ctx.languages, makers, strict=True)}
            more = bool(self.section.plan.more)
            tell_text(self.ctx, Poured(pages, region, before, texts[number], whole, more))

    def _pour(
        self, text: RunningText, region: RegionModel, boxes: Sequence[Rect], makers: Sequence[PageMaker]
    ) -> tuple[RunningText, float]:
        """Fill one column of both pages; gives what is left of the text and the height used."""
        columns = tracks(self.ctx, boxes[0], region, text)
        made = rows(self.ctx, text, columns, boxes[0].height)
        pieces, cursor = pour(made, Cursor(), boxes[0].height)
        used = 0.0
        for piece in pieces:
            parts = made[piece.row].parts
            for maker, box, frame in zip(makers, boxes, parts(piece.first, piece.last) if parts else (), strict=True):
                if frame is not None:
                    maker.over.append((Point(box.x, box.y + piece.y), Group(frame)))
                    used = max(used, piece.y + frame.size.height)
                maker.filled += 1
        return remainder(self.ctx, text, columns, made, cursor), used

    def _flow(self, boxes: Sequence[Rect], makers: Sequence[PageMaker], used: float) -> float:
        """Pictures and blocks without a region of their own, below the text, at the same height on both pages."""
        step = self.ctx.theme.setup.baseline
        done: list[list[tuple[Content, Rect, float]]] = [[] for _ in makers]
        while self.shared.flowing:
            top = used + (step if used else 0.0)
            height, placed = 0.0, []
            for maker, side, box in zip(makers, self.sides, boxes, strict=True):
                room = Rect(box.x, box.y + top, box.width, box.height - top)
                items, need = maker.flowing(side.flowing[0], room)
                placed.append(items)
                height = max(height, need)
            if not fits(top + height, boxes[0].height) and (used or not fits(height, boxes[0].height)):
                break
            del self.shared.flowing[0]
            full = -(-height // step) * step
            for maker, side, items, box, told in zip(makers, self.sides, placed, boxes, done, strict=True):
                told.append((side.flowing.pop(0), Rect(box.x, box.y + top, box.width, box.height - top), full))
                maker.over += items
                maker.filled += 1
            used = top + full
        for maker, told in zip(makers, done, strict=True):
            maker.tell_flow(told, boxes[0].height - used)
        return used

    def _blank(self) -> None:
        """A white page before a spread that would begin on the right, and a word about it."""
        from brochure.layout.blanks import blank_page

        number = self._index + 1
        self.made.append(blank_page(self.ctx, self._index))
        self.ctx.sink.info(
            "layout.facing_blank",
            f"第 {number} 页留空：facing 的对页要从左页（双数页）开始",
            f"page {number} is left blank: a facing spread begins on a left-hand (even) page",
            span=self.ctx.places.at(self.section.path),
            path=self.section.path,
            hints=(
                Message(
                    "给这一节加一张整页图（place: full-bleed 与 picture 模板），它会占这一页",
                    "give the section a full-page picture (`place: full-bleed` on a `picture` page) to stand there",
                ),
            ),
        )


def _waiting(ctx: LayoutContext, section: Section) -> Waiting:
    waiting = Waiting.of(section.contents)
    let_flow(ctx, section, waiting)
    return waiting


def _holds_text(template: TemplateModel) -> bool:
    return any(region.holds in TEXT for region in template.regions)


def _forget(waiting: Waiting, others: Iterable[Waiting]) -> None:
    """Drop the words, pictures and drawings that any of `others` no longer waits for."""
    for other in others:
        words = {(one.role, one.path) for one in other.words}
        images = {one.path for one in other.images}
        drawings = {(one.role, one.path) for one in other.drawings}
        waiting.words = [one for one in waiting.words if (one.role, one.path) in words]
        waiting.images = [one for one in waiting.images if one.path in images]
        waiting.drawings = [one for one in waiting.drawings if (one.role, one.path) in drawings]
