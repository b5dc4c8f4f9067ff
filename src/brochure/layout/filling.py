"""One page: a template's regions take what they hold, pictures are cropped to them, text is poured into them."""

from __future__ import annotations

from collections.abc import Callable

from brochure.dataclass import dataclass, field, replace
from brochure.frame import Frame, Group, Page, Shape, rectangle
from brochure.geometry import Point, Rect, Size, fits
from brochure.layout.bilingual import ends_in, remainder, rows, tracks
from brochure.layout.contents import Content, Drawing, Image, RunningText, Words
from brochure.layout.context import LayoutContext, Placed, stack
from brochure.layout.flow import Cursor, pour
from brochure.layout.furniture import decoration, furniture
from brochure.layout.grid import Grid
from brochure.layout.images import caption_blocks, picture, thread
from brochure.layout.overset import below, report_too_tall
from brochure.layout.section import Section, Waiting
from brochure.layout.shorter import fitted
from brochure.layout.upright import upright_words
from brochure.theme import RegionModel, TemplateModel

TEXT = ("text", "flow", "notes")
"""What a region of running text may be said to hold."""
CAPTION_INDENT = 7.0
"""Points between the thread and the caption it carries."""
Draw = Callable[[LayoutContext], tuple[list[Placed], float]]
"""Sets what a region shows from its top-left corner, in any context; gives its height."""


@dataclass(slots=True)
class PageMaker:
    """Fills one template. Items are drawn ground first, then pictures, decoration above them, and text."""

    ctx: LayoutContext
    section: Section
    template: TemplateModel
    index: int
    grid: Grid = field(init=False)
    under: list[Placed] = field(default_factory=list)
    over: list[Placed] = field(default_factory=list)
    filled: int = 0
    spare: list[tuple[RegionModel, RunningText, list[Rect]]] = field(default_factory=list)
    """Text regions that stay empty, when rooms are asked for, and the end of the text that might have reached them."""

    def __post_init__(self) -> None:
        self.grid = self.ctx.page_grid(self.index, self.template, self.section.path)
        if self.ctx.book is None:
            self.template = fitted(self.template, self.grid.lines)

    def make(self, waiting: Waiting) -> Page | None:
        """The page, or None when nothing was left to put on it."""
        for region in self.template.regions:
            if region.holds in TEXT:
                self._text(region, waiting)
            else:
                self.fill(region, waiting)
        return self.finish() if self.filled or not self.template.regions else None

    def fill(self, region: RegionModel, waiting: Waiting) -> None:
        """Give a region the first content that it holds, if there is one."""
        if region.holds == "photo":
            self._photo(region, waiting)
        else:
            self._words(region, waiting) or self._drawing(region, waiting)

    def finish(self) -> Page:
        """The page with its ground, its decoration and its foot."""
        if self.ctx.book is not None:
            self.ctx.book.take(self.grid)
        for region, text, boxes in self.spare:
            self.tell(region, text, replace(text, pairs=()), boxes)
        short = dict(self.section.short or self.section.title)
        path = f"{self.section.path}.{'short' if self.section.short else 'title'}"
        ground = decoration(self.ctx, self.grid, self.template, short, over=False, path=path)
        above = decoration(self.ctx, self.grid, self.template, short, over=True, path=path)
        foot = furniture(self.ctx, self.grid, self.template, self.index, short)
        items = ground + self.under + above + self.over + foot
        frame = Frame(self.grid.trim, tuple(items))
        return Page(frame, self.grid.bleed, str(self.index + 1))

    # pictures

    def _photo(self, region: RegionModel, waiting: Waiting) -> None:
        index = next((i for i, image in enumerate(waiting.images) if region.place in (None, image.place)), None)
        if index is None:
            return
        image = waiting.images[index]
        if region.half != "left":
            del waiting.images[index]
        self.filled += 1
        box = self.grid.part(region.panel).picture_rect(region.columns, region.lines, region.bleed)
        self.under += picture(self.ctx, image, box, region.half, self.grid.trim.width)
        if region.caption is not None:
            self._caption(region.caption, image)

    def _caption(self, region: RegionModel, image: Image) -> None:
        box = self.grid.part(region.panel).rect(region)
        hung = region.align == "top"
        if hung:  # on the picture's edge, tied to it by a short thread
            box = Rect(box.x + CAPTION_INDENT, box.y, box.width - CAPTION_INDENT, box.height)

        def draw(ctx: LayoutContext) -> tuple[list[Placed], float]:
            return stack(caption_blocks(ctx, image, region.style or "caption", box.width))

        placed, height = self._fit(draw, region, box, f"{image.path}.caption", ("图片说明", "the caption"))
        top = box.bottom - height if region.align == "bottom" else box.y + 2.0
        if region.ground:
            ink = self.ctx.theme.color(region.ground, region.tint)
            band = Rect(box.x - 8, top - 6, box.width + 16, height + 12)
            self.over.append((Point(band.x, band.y), Shape(rectangle(Size(band.width, band.height)), fill=ink)))
        elif hung:
            length = height + box.y - self.grid.picture_bottom(box.y)
            self.over.append(
                thread(self.ctx, box.x - CAPTION_INDENT + 0.3, self.grid.picture_bottom(box.y), length, "accent")
            )
        self.over += [(Point(at.x + box.x, at.y + top), item) for at, item in placed]

    # words and drawings

    def _words(self, region: RegionModel, waiting: Waiting) -> bool:
        index = next((i for i, words in enumerate(waiting.words) if words.role == region.holds), None)
        if index is None:
            return False
        words = waiting.words[index]
        box = self.grid.part(region.panel).rect(region)

        def draw(ctx: LayoutContext) -> tuple[list[Placed], float]:
            if region.vertical:
                return upright_words(ctx, words, region.style or words.style, box)
            return stack(
                [
                    ctx.set_text(
                        inline, region.style or words.style, lang, box.width, f"{words.path}.{lang}", words.tag
                    )
                    for lang in (ctx.languages if region.only is None else (region.only,))
                    if lang in ctx.languages and (inline := words.texts.get(lang)) is not None and inline.text
                ]
            )

        placed, height = self._fit(draw, region, box, words.path, ("文字", "the text"))
        top = {"top": 0.0, "middle": (box.height - height) / 2, "bottom": box.height - height}[region.align]
        self.over += [(Point(at.x + box.x, at.y + box.y + top), item) for at, item in placed]
        if region.only is None or region.only == self.ctx.languages[-1] or len(self.ctx.languages) == 1:
            del waiting.words[index]
        self.filled += 1
        return True

    def _drawing(self, region: RegionModel, waiting: Waiting) -> bool:
        index = next((i for i, drawing in enumerate(waiting.drawings) if drawing.role == region.holds), None)
        if index is None:
            return False
        drawing = waiting.drawings.pop(index)
        box = self.grid.part(region.panel).rect(region)

        def draw(ctx: LayoutContext) -> tuple[list[Placed], float]:
            frame = drawing.draw(ctx, box.width, box.height)
            return [(Point(0.0, 0.0), Group(frame))], frame.size.height

        placed, height = self._fit(draw, region, box, drawing.path, ("内容", "the block"))
        top = {"top": 0.0, "middle": (box.height - height) / 2, "bottom": box.height - height}[region.align]
        self.over += [(Point(at.x + box.x, at.y + box.y + top), item) for at, item in placed]
        self.filled += 1
        return True

    def _fit(
        self, draw: Draw, region: RegionModel, box: Rect, path: str, what: tuple[str, str]
    ) -> tuple[list[Placed], float]:
        """What a region shows and its height: smaller where it must be and may be; what has no room is a finding."""
        ctx = self.ctx
        if ctx.theme.shrinks < 1.0:
            from brochure.layout.fitting import shrunk

            ctx = shrunk(ctx, lambda ctx: draw(ctx)[1], box.height, path)
        placed, height = draw(ctx)
        if not fits(height, box.height):
            report_too_tall(ctx, height, box.height, path, what, placed)
        if self.ctx.rooms is not None:
            from brochure.layout.copyfit import tell_region

            left = below(placed, box.height) if not fits(height, box.height) else {}
            tell_region(ctx, self.label, region.holds, lambda ctx: draw(ctx)[1], box.height, left)
        return placed, height

    @property
    def label(self) -> str:
        """What the page is called in reports: its number, or the panels it stands on."""
        return str(self.index + 1) if self.ctx.book is None else "+".join(name for name, _ in self.grid.panels)

    # running text

    def _text(self, region: RegionModel, waiting: Waiting) -> None:
        role = "text" if region.holds == "flow" else region.holds
        number = next((i for i, text in enumerate(waiting.texts) if text.role == role and text.pairs), None)
        whole = boxes = self.text_columns(region)
        before = waiting.texts[number] if number is not None else None
        if before is not None and not waiting.flowing:
            boxes = self.balanced(before, region, boxes)
        room: list[Rect] = []
        for box in boxes:
            used, left = 0.0, number is not None and bool(waiting.texts[number].pairs)
            if number is not None:
                waiting.texts[number], used = self._pour(waiting.texts[number], region, box)
            end = used
            if region.holds == "flow" and (number is None or not waiting.texts[number].pairs):
                end = self._flow(waiting, box, used)
            if end > used and left:  # what stands below the text keeps its room
                whole = [*room, Rect(box.x, box.y, box.width, box.height - (end - used))]
            room.append(box)
        if self.ctx.rooms is not None and before is not None and number is not None:
            self.tell(region, before, waiting.texts[number], whole)
        elif self.ctx.rooms is not None and not waiting.flowing:
            self.spare += [(region, text, whole) for text in self.section.spent(role)]

    def tell(self, region: RegionModel, before: RunningText, after: RunningText, room: list[Rect]) -> None:
        """Record how much more running text fits."""
        from brochure.layout.copyfit import Poured, tell_text

        pages = dict.fromkeys(self.ctx.languages, self.label)
        tell_text(self.ctx, Poured(pages, region, before, after, room, bool(self.section.plan.more)))

    def balanced(self, text: RunningText, region: RegionModel, boxes: list[Rect]) -> list[Rect]:
        """Columns cut to the fewest lines that still hold the end of a text (CLREQ: columns balanced at the end)."""
        if len(boxes) < 2 or not ends_in(self.ctx, text, region, boxes):
            return boxes
        step = self.ctx.theme.setup.baseline
        low, high = 0, int((boxes[0].height + 0.01) // step)
        while high - low > 1:
            middle = (low + high) // 2
            trimmed = [Rect(box.x, box.y, box.width, middle * step) for box in boxes]
            if ends_in(self.ctx, text, region, trimmed):
                high = middle
            else:
                low = middle
        return [Rect(box.x, box.y, box.width, high * step) for box in boxes]

    def _pour(self, text: RunningText, region: RegionModel, box: Rect) -> tuple[RunningText, float]:
        """Fill one column with text; gives what is left of it and the height used."""
        columns = tracks(self.ctx, box, region, text)
        made = rows(self.ctx, text, columns, box.height)
        pieces, cursor = pour(made, Cursor(), box.height)
        used = 0.0
        for piece in pieces:
            frame = made[piece.row].draw(piece.first, piece.last)
            self.over.append((Point(box.x, box.y + piece.y), Group(frame)))
            used = piece.y + frame.size.height
            self.filled += 1
        return remainder(self.ctx, text, columns, made, cursor), used

    def _flow(self, waiting: Waiting, box: Rect, used: float) -> float:
        """Pictures and blocks without a region of their own, below the text; gives where they end."""
        step = self.ctx.theme.setup.baseline
        done: list[tuple[Content, Rect, float]] = []
        while waiting.flowing:
            top = used + (step if used else 0.0)
            room = Rect(box.x, box.y + top, box.width, box.height - top)
            placed, height = self.flowing(waiting.flowing[0], room)
            if not fits(top + height, box.height) and (used or not fits(height, box.height)):
                break
            self.over += placed
            self.filled += 1
            used = top + -(-height // step) * step
            done.append((waiting.flowing.pop(0), room, used - top))
        self.tell_flow(done, box.height - used)
        return used

    def tell_flow(self, done: list[tuple[Content, Rect, float]], left: float) -> None:
        """Record the room of what flows below the text: each with its height, and `left` points for all."""
        if self.ctx.rooms is None:
            return
        from brochure.layout.copyfit import tell_region

        for content, box, height in done:

            def high(ctx: LayoutContext, content: Content = content, box: Rect = box) -> float:
                return self.flowing(content, box, ctx)[1]

            tell_region(self.ctx, self.label, content.role, high, height + left, {})

    def flowing(self, content: Content, box: Rect, ctx: LayoutContext | None = None) -> tuple[list[Placed], float]:
        ctx = ctx or self.ctx
        match content:
            case Drawing():
                frame = content.draw(ctx, box.width, None)
                return [(Point(box.x, box.y), Group(frame))], frame.size.height
            case Words():
                blocks = ctx.set_pair(content.texts, content.style, box.width, content.path, content.tag)
                return stack(blocks, box.x, box.y)
            case Image():
                height = min(box.width * content.size[1] / content.size[0], self.grid.area.height * 0.6)
                placed = picture(ctx, content, Rect(box.x, box.y, box.width, height))
                under, more = stack(caption_blocks(ctx, content, "caption", box.width), box.x, box.y + height + 6)
                return placed + under, height + 6 + more
            case RunningText():
                return [], 0.0

    def text_columns(self, region: RegionModel) -> list[Rect]:
        """One box side by side for `columns`; two text columns, filled one after the other, for the rest."""
        box = self.grid.part(region.panel).rect(region)
        setup = self.ctx.theme.setup
        if self.ctx.arrangement == "columns" and len(self.ctx.languages) > 1:
            return [box]
        if box.width < 60 * self.ctx.theme.style("body", self.ctx.languages[0]).text.size * 0.75:
            return [box]
        gutter = setup.gutter * 2
        width = (box.width - gutter) / 2
        return [Rect(box.x, box.y, width, box.height), Rect(box.x + width + gutter, box.y, width, box.height)]
