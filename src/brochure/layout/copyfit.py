"""Copyfit: how much more each region takes, found by setting more text in it until it no longer fits.

Nothing is estimated. For every text that a region shows, the region is set again with words added to that text alone,
in a context that reports nothing and places nothing; the most that still fits is the room. So squeezed punctuation,
hyphenation, paragraphs that may not be cut, the grid and the height of neighbours all count as they do on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from brochure.dataclass import dataclass, field, fields, replace
from brochure.diagnostics import Sink
from brochure.frame import Role
from brochure.geometry import Rect, fits
from brochure.inline import Inline, stands_in
from brochure.layout.bilingual import ends_in
from brochure.layout.contents import RunningText
from brochure.layout.context import LayoutContext, TextBlock
from brochure.layout.rooms import Room, Rooms, count, promised
from brochure.text.paragraph import Lines
from brochure.theme import BlockStyle, RegionModel

MOST = 20_000
"""Characters: no region takes more, and a search must end."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as the trial met it."""

    inline: Inline
    style: str
    lang: str
    width: float
    leading: float
    size: float


@dataclass(eq=False)
class Trial(LayoutContext):
    """A run of layout that leaves no trace: texts at some paths are longer, findings go nowhere."""

    added: Mapping[str, str] = field(default_factory=dict)
    """What is set after the text at each path."""
    instead: Mapping[str, Inline] = field(default_factory=dict)
    """What is set in the place of the text at each path."""
    seen: dict[str, Seen] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    """Paths at which several texts are set: what a block writes itself."""
    overfull: bool = False

    def set_text(self, inline: Inline, style: str, lang: str, width: float, path: str, role: Role = "P") -> TextBlock:
        known = self.seen.get(path)
        if known is not None and known.inline != inline:
            self.repeated.add(path)
        found = self.theme.style(style, lang)
        self.seen.setdefault(path, Seen(inline, style, lang, width, found.leading, found.text.size))
        text = self.instead.get(path) or lengthened(inline, self.added.get(path, ""))
        return LayoutContext.set_text(self, text, style, lang, width, path, role)

    def _report(self, inline: Inline, lines: Lines, path: str, style: BlockStyle) -> None:
        """Of a text that is not there nothing is said; only that a word is wider than its column is kept."""
        self.overfull = self.overfull or any(line.overfull for line in lines.lines)


def quiet(ctx: LayoutContext, added: Mapping[str, str] | None = None) -> Trial:
    """The same run, leaving no trace; column widths already found stay as they are."""
    values = {name: getattr(ctx, name) for name in fields(LayoutContext)}
    values |= {"sink": Sink(), "log": {}, "rooms": None, "telling": False, "levels": dict(ctx.levels), "_cache": {}}
    trial = Trial(**(values | {"sizes": {}, "_capped": {}}), added=added or {})
    if ctx.book is not None:
        trial.book = ctx.book.fork(trial)
    return trial


def lengthened(inline: Inline, added: str) -> Inline:
    """The text with more behind it; a list item and the like reach over all of it."""
    if not added:
        return inline
    space = "" if not inline.text or added[:1] == "字" else " "
    text = inline.text + space + added
    marks = tuple(
        replace(mark, end=len(text)) if (mark.start, mark.end) == (0, len(inline.text)) else mark
        for mark in inline.marks
    )
    return Inline(text, marks, inline.continued)


def most(fitting: Callable[[int], bool], limit: int) -> int:
    """The largest number up to `limit` that fits; every smaller one is taken to fit as well."""
    low, high = 0, 1
    while high <= limit and fitting(high):
        low, high = high, high * 2
    high = min(high, limit + 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fitting(middle) else (low, middle)
    return low


# --- words, captions, drawings ----------------------------------------------------------------------------------------


def tell_region(
    ctx: LayoutContext,
    page: str,
    region: str,
    height_of: Callable[[LayoutContext], float],
    room: float,
    below: Mapping[str, tuple[str, int]],
) -> None:
    """Record the room of every text that a region of its own shows.

    `height_of` sets the region in a context, `room` is its height in points; `below` is what stands below its end.
    """
    rooms = ctx.rooms
    if rooms is None:
        return
    probe = quiet(ctx)
    height = height_of(probe)
    written = {path: one for path, one in probe.seen.items() if _lang(path) or path.endswith(".credit")}
    if rooms.target:
        from brochure.layout.limits import limit_region

        limit_region(ctx, height_of, room, written)
        return
    over = not fits(height, room)
    for path, one in written.items():
        text, lang = one.inline.text, one.lang
        fixed = path in probe.repeated
        set_here = Room(
            page, region, path.removesuffix(f".{lang}"), lang, one.style,
            "fixed" if fixed else "over" if path in below else "fits", count(text, lang),
            letters=len(text), shared=len(written) > 1, excess=below.get(path, (lang, 0))[1],
            span=ctx.places.at(path), share=ctx.theme.share, pseudo=stands_in(one.inline),
        )  # fmt: skip
        if not over and not fixed:
            limit = _capacity(rooms, one, room)

            def fitting(number: int, path: str = path, lang: str = lang) -> bool:
                return fits(height_of(quiet(ctx, {path: rooms.filler(lang, number)})), room)

            set_here = _with_room(rooms, set_here, most(fitting, limit))
        rooms.found.append(set_here)


def _lang(path: str) -> str:
    return path.rpartition(".")[2] if path.endswith((".zh", ".en")) else ""


def _capacity(rooms: Rooms, one: Seen, height: float) -> int:
    """More 字 or words than a region of this height could take in one text."""
    lines = height / one.leading + 1
    return min(MOST, int(lines * one.width / (one.size * 0.2) / rooms.width(one.lang)) + 1)


def _with_room(rooms: Rooms, room: Room, number: int) -> Room:
    number = promised(number, room.lang)
    added = rooms.filler(room.lang, number)
    space = bool(room.letters and added and room.lang != "zh")
    return replace(room, room=number, room_letters=len(added) + space)


# --- running text -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Poured:
    """Running text in one region: before and after, and the boxes it might take as far as nothing else needs them."""

    pages: Mapping[str, str]
    """By language, for two pages in step."""
    region: RegionModel
    before: RunningText
    after: RunningText
    boxes: Sequence[Rect]
    more: bool


def tell_text(ctx: LayoutContext, poured: Poured) -> None:
    """Record how much more running text a region takes, language by language."""
    rooms = ctx.rooms
    if rooms is None or rooms.target:
        return
    side_by_side = ctx.arrangement in ("columns", "facing")
    for lang in ctx.languages:
        here, left = (_texts(text, lang) for text in (poured.before, poured.after))
        here_count, left_count = (sum(count(text, lang) for text in texts) for texts in (here, left))
        done = not poured.after.pairs
        found = Room(
            poured.pages[lang], poured.region.holds, poured.before.path, lang, poured.before.style,
            "fits" if done else "goes-on", here_count - left_count,
            letters=sum(map(len, here)) - sum(map(len, left)), more=poured.more,
            shared=not side_by_side and len(ctx.languages) > 1,
            span=ctx.places.at(f"{poured.before.path}.{lang}"), share=poured.before.share,
            pseudo=any(stands_in(half) for pair in poured.before.pairs for name, half in pair if name == lang),
        )  # fmt: skip
        if done:
            size = ctx.theme.style(poured.before.style, lang).text.size
            area = sum(box.width * box.height for box in poured.boxes)
            leading = ctx.theme.setup.baseline
            limit = min(MOST, int(area / (leading * size * 0.2) / rooms.width(lang)) + 1)

            def fitting(number: int, lang: str = lang) -> bool:
                text = _longer(poured.before, lang, rooms.filler(lang, number))
                return ends_in(quiet(ctx), text, poured.region, poured.boxes)

            found = _with_room(rooms, found, most(fitting, limit))
        rooms.found.append(found)


def _texts(text: RunningText, lang: str) -> list[str]:
    return [half.text for pair in text.pairs if (half := dict(pair).get(lang)) is not None]


def _longer(text: RunningText, lang: str, added: str) -> RunningText:
    """The text with more at the end of its last paragraph in one language."""
    last = dict(text.pairs[-1])
    last[lang] = lengthened(last.get(lang, Inline("")), added)
    return replace(text, pairs=(*text.pairs[:-1], tuple(last.items())))
