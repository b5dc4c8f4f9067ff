"""Sections to pages: each section takes the templates of its plan in order, and each region takes what it holds.

What no region takes flows with the text; text that is left goes on over the plan's `more` template; anything that
finds no place at all is a finding, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterable

from brochure.dataclass import dataclass, field
from brochure.diagnostics import Message
from brochure.frame import Frame, Group, OutlineEntry, Page, Shape, rectangle
from brochure.geometry import MM, Point, Rect, Size, fits
from brochure.inline import Inline
from brochure.layout.arrangement import Arranged
from brochure.layout.bilingual import remainder, rows, tracks
from brochure.layout.contents import Content, Drawing, Image, RunningText, Words
from brochure.layout.context import LayoutContext, Placed, TextBlock, stack
from brochure.layout.flow import Cursor, pour
from brochure.layout.furniture import decoration, furniture
from brochure.layout.grid import Grid
from brochure.layout.images import caption_blocks, picture, thread
from brochure.theme import PlanModel, RegionModel, TemplateModel

TEXT = ("text", "flow", "notes")
"""What a region of running text may be said to hold."""
CAPTION_INDENT = 7.0
"""Points between the thread and the caption it carries."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section ready for the page: its contents, its plan, and what bookmarks and running heads call it.

    `title` and `short` are by language. `path` is the place in the YAML.
    """

    id: str
    kind: str
    contents: tuple[Content, ...]
    plan: PlanModel
    path: str
    title: tuple[tuple[str, str], ...] = ()
    short: tuple[tuple[str, str], ...] = ()
    set: Arranged | None = None
    """How it is set, where that is not as the document is."""
    halves: tuple[tuple[str, tuple[Content, ...]], ...] = ()
    """For `facing`: the contents made for each language alone."""


@dataclass(slots=True)
class Waiting:
    """What a section still has to place."""

    words: list[Words]
    texts: list[RunningText]
    images: list[Image]
    drawings: list[Drawing]
    flowing: list[Content] = field(default_factory=list)
    """What no region of the plan holds and a `flow` region takes after the text."""

    @classmethod
    def of(cls, contents: Iterable[Content]) -> Waiting:
        waiting = cls([], [], [], [])
        for content in contents:
            match content:
                case Words():
                    waiting.words.append(content)
                case RunningText():
                    waiting.texts.append(content)
                case Image():
                    waiting.images.append(content)
                case Drawing():
                    waiting.drawings.append(content)
        return waiting

    @property
    def text_left(self) -> bool:
        return any(text.pairs for text in self.texts) or bool(self.flowing)


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
    if section.halves and any(isinstance(content, RunningText) for content in section.contents):
        from brochure.layout.facing import facing_pages

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
    report_left(ctx, section, waiting)
    return pages


def let_flow(ctx: LayoutContext, section: Section, waiting: Waiting) -> None:
    """Pictures and drawings that no region of the plan holds go with the text, after it."""
    regions = [region for name in section.plan.pages for region in ctx.theme.templates[name].regions]
    if not any(region.holds == "flow" for region in regions):
        return
    roles = {region.holds for region in regions}
    places = [region.place for region in regions if region.holds == "photo"]
    flowing: list[Content] = [drawing for drawing in waiting.drawings if drawing.role not in roles]
    flowing += [image for image in waiting.images if image.place not in places]
    flowing += [words for words in waiting.words if words.role not in roles]
    waiting.words = [words for words in waiting.words if words.role in roles]
    waiting.drawings = [drawing for drawing in waiting.drawings if drawing.role in roles]
    waiting.images = [image for image in waiting.images if image.place in places]
    waiting.flowing = flowing


def report_left(ctx: LayoutContext, section: Section, waiting: Waiting) -> None:
    for text in waiting.texts:
        if text.pairs:
            counts = {
                lang: sum(len(dict(pair).get(lang, Inline("")).text) for pair in text.pairs) for lang in ctx.languages
            }
            words = sum(len(dict(pair).get("en", Inline("")).text.split()) for pair in text.pairs)
            zh = f"多出{counts['zh']}字" if "zh" in counts else f"多出英文{words}词"
            ctx.sink.error(
                "layout.overset",
                f"正文放不下：{zh}（英文{words}词），版面已用完",
                f"text does not fit: {counts.get('zh', 0)} Han characters and {words} English words are left over",
                span=ctx.places.at(text.path),
                path=text.path,
                hints=(
                    Message(
                        "给这一节多加一页（pages:），或在主题的 plans 里写 more:，或删减文字",
                        "give the section another page (`pages:`), add `more:` to its plan in the theme, or cut text",
                    ),
                ),
            )
    left_over: list[Image | Drawing | Words] = [*waiting.images, *waiting.drawings, *waiting.words]
    for left in left_over + [content for content in waiting.flowing if not isinstance(content, RunningText)]:
        _report_no_region(ctx, section, left)


_KINDS = {"Image": ("图片", "picture"), "Drawing": ("图块", "block"), "Words": ("文字", "text")}


def _report_no_region(ctx: LayoutContext, section: Section, left: Image | Drawing | Words) -> None:
    zh, en = _KINDS[type(left).__name__]
    role = f"{left.role}:{left.place}" if isinstance(left, Image) else left.role
    ctx.sink.error(
        "layout.no_region",
        f"{zh}没有位置：这一节的页面模板（{'、'.join(section.plan.pages)}）没有空着的“{role}”区",
        f"no place for this {en}: no free `{role}` region on {', '.join(section.plan.pages)}",
        span=ctx.places.at(left.path),
        path=left.path,
        hints=(
            Message(
                f"在主题的 pages 里给模板加一个 holds: {left.role} 的区，或去掉这一项",
                f"add a region with `holds: {left.role}` to one of these templates in the theme, or leave this out",
            ),
        ),
    )


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

    def __post_init__(self) -> None:
        self.grid = self.ctx.page_grid(self.index, self.template, self.section.path)

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
        short = dict(self.section.short or self.section.title)
        ground = decoration(self.ctx, self.grid, self.template, short, over=False)
        above = decoration(self.ctx, self.grid, self.template, short, over=True)
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
        blocks = caption_blocks(self.ctx, image, region.style or "caption", box.width)
        placed, height = stack(blocks)
        if not fits(height, box.height):
            self._too_tall(height, box, f"{image.path}.caption", "图片说明", "the caption")
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
        langs = self.ctx.languages if region.only is None else (region.only,)
        blocks = [
            self.ctx.set_text(inline, region.style or words.style, lang, box.width, f"{words.path}.{lang}", words.tag)
            for lang in langs
            if lang in self.ctx.languages and (inline := words.texts.get(lang)) is not None and inline.text
        ]
        placed, height = stack(blocks)
        if not fits(height, box.height):
            self._too_tall(height, box, words.path, "文字", "the text", blocks)
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
        frame = drawing.draw(self.ctx, box.width, box.height)
        if not fits(frame.size.height, box.height):
            self._too_tall(frame.size.height, box, drawing.path, "内容", "the block")
        top = {"top": 0.0, "middle": (box.height - frame.size.height) / 2, "bottom": box.height - frame.size.height}
        self.over.append((Point(box.x, box.y + top[region.align]), Group(frame)))
        self.filled += 1
        return True

    def _too_tall(
        self, height: float, box: Rect, path: str, zh: str, en: str, blocks: Iterable[TextBlock] = ()
    ) -> None:
        """An overset region: what it needs, what it has, and for text how many characters are too many."""
        need, have = height / MM, box.height / MM
        excess = _excess(blocks, box.height)
        more = (f"，多出{excess}个字符", f"; {excess} characters too many") if excess else ("", "")
        self.ctx.sink.error(
            "layout.overset",
            f"{zh}放不下：需要 {need:.1f} mm，只有 {have:.1f} mm{more[0]}",
            f"{en} needs {need:.1f} mm, the region has {have:.1f} mm"
            + (f"; {excess} characters too many" * bool(excess)),
            span=self.ctx.places.at(path),
            path=path,
        )

    # running text

    def _text(self, region: RegionModel, waiting: Waiting) -> None:
        role = "text" if region.holds == "flow" else region.holds
        number = next((i for i, text in enumerate(waiting.texts) if text.role == role and text.pairs), None)
        boxes = self.text_columns(region)
        if number is not None and not waiting.flowing:
            boxes = self.balanced(waiting.texts[number], region, boxes)
        for box in boxes:
            used = 0.0
            if number is not None:
                waiting.texts[number], used = self._pour(waiting.texts[number], region, box)
            if region.holds == "flow" and (number is None or not waiting.texts[number].pairs):
                self._flow(waiting, box, used)

    def balanced(self, text: RunningText, region: RegionModel, boxes: list[Rect]) -> list[Rect]:
        """Columns cut to the fewest lines that still hold the end of a text (CLREQ: columns balanced at the end)."""
        if len(boxes) < 2 or not self.ends_in(text, region, boxes):
            return boxes
        step = self.ctx.theme.setup.baseline
        low, high = 0, int((boxes[0].height + 0.01) // step)
        while high - low > 1:
            middle = (low + high) // 2
            trimmed = [Rect(box.x, box.y, box.width, middle * step) for box in boxes]
            if self.ends_in(text, region, trimmed):
                high = middle
            else:
                low = middle
        return [Rect(box.x, box.y, box.width, high * step) for box in boxes]

    def ends_in(self, text: RunningText, region: RegionModel, boxes: list[Rect]) -> bool:
        for box in boxes:
            columns = tracks(self.ctx, box, region, text)
            made = rows(self.ctx, text, columns, box.height)
            text = remainder(self.ctx, text, columns, made, pour(made, Cursor(), box.height)[1])
            if not text.pairs:
                return True
        return False

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

    def _flow(self, waiting: Waiting, box: Rect, used: float) -> None:
        """Pictures and blocks without a region of their own, below the text."""
        step = self.ctx.theme.setup.baseline
        while waiting.flowing:
            top = used + (step if used else 0.0)
            placed, height = self.flowing(waiting.flowing[0], Rect(box.x, box.y + top, box.width, box.height - top))
            if not fits(top + height, box.height) and (used or not fits(height, box.height)):
                return
            del waiting.flowing[0]
            self.over += placed
            self.filled += 1
            used = top + -(-height // step) * step

    def flowing(self, content: Content, box: Rect) -> tuple[list[Placed], float]:
        match content:
            case Drawing():
                frame = content.draw(self.ctx, box.width, None)
                return [(Point(box.x, box.y), Group(frame))], frame.size.height
            case Words():
                blocks = self.ctx.set_pair(content.texts, content.style, box.width, content.path, content.tag)
                return stack(blocks, box.x, box.y)
            case Image():
                height = min(box.width * content.size[1] / content.size[0], self.grid.area.height * 0.6)
                placed = picture(self.ctx, content, Rect(box.x, box.y, box.width, height))
                under, more = stack(caption_blocks(self.ctx, content, "caption", box.width), box.x, box.y + height + 6)
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


def _excess(blocks: Iterable[TextBlock], room: float) -> int:
    """Characters on the lines that fall below `room` points."""
    top, count = 0.0, 0
    for number, block in enumerate(blocks):
        top += block.style.before if number else 0.0
        for line in block.lines:
            top += block.style.leading
            count += 0 if fits(top, room) else line.end - line.start
    return count
