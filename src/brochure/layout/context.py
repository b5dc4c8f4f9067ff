"""What every layout function is given: theme, fonts, findings and the one way to set a piece of text.

Text is set through `set_text` only, so that a missing character or an overfull line becomes a finding with its place
in the YAML, wherever it happens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from brochure.color import CMYK
from brochure.dataclass import dataclass, field, replace
from brochure.diagnostics import Message, Sink, Span
from brochure.frame import Frame, FrameItem, GlyphRun, Link, Role, Tag
from brochure.geometry import Point, Size
from brochure.inline import Inline, stands_in, tail
from brochure.layout.grid import Grid
from brochure.layout.marking import report_marks
from brochure.layout.rooms import Rooms
from brochure.text.dropcap import DropCap, drop_cap
from brochure.text.fonts import FontBook
from brochure.text.paragraph import Line, Lines, Missing, layout_paragraph
from brochure.text.style import TextStyle
from brochure.theme import BODY_LINE_DESCENT, BlockStyle, TemplateModel, Theme

if TYPE_CHECKING:
    from brochure.layout.contents import RunningText

Placed = tuple[Point, FrameItem]


class Texts(Protocol):
    """What layout needs of a bilingual text: the half in one language, if there is one."""

    def get(self, lang: str) -> Inline | None: ...


class Places(Protocol):
    """Finds where a text stands in the YAML."""

    def at(self, path: str, offset: int = 0) -> Span | None: ...


class PanelBook(Protocol):
    """Gives out the panels of a folded sheet, page by page."""

    def grid(self, template: TemplateModel, path: str) -> Grid:
        """The grid of the panel that a template's next page stands on."""
        ...

    def take(self, grid: Grid) -> None:
        """The page has been made: its panel is no longer free."""
        ...

    def fork(self, ctx: LayoutContext) -> PanelBook:
        """The same panels, to be given out for a trial in that context."""
        ...

    @property
    def full(self) -> bool:
        """Whether a page has found no panel."""
        ...


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A set paragraph with the style of its lines; `frame` gives any run of them."""

    lines: tuple[Line, ...]
    style: BlockStyle
    width: float
    path: str = field(default="", compare=False)
    role: Role = "P"
    cap: DropCap | None = None

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading

    def items(self, x: float, y: float, first: int = 0, last: int | None = None) -> list[Placed]:
        """Lines `first`–`last` with the first line box's top-left corner at (x, y)."""
        placed: list[Placed] = []
        beside: list[Placed] = []
        leading = self.style.leading
        for number, line in enumerate(self.lines[first:last]):
            baseline = y + (number + 1) * leading - BODY_LINE_DESCENT
            runs: list[Placed] = [(Point(x + dx, baseline), run) for dx, run in line.runs]
            placed += _with_cap(self.cap, Point(x, baseline), runs) if self.cap and first + number == 0 else runs
            beside += [(Point(x + at.x, baseline + at.y), extra) for at, extra in line.extras]
            top = baseline - self.style.text.size
            placed += [(Point(x + dx, top), Link(Size(width, leading), target)) for dx, width, target in line.links]
        return placed + beside  # pinyin is read after its paragraph: a line is copied and found without it

    def frame(self, first: int = 0, last: int | None = None) -> Frame:
        """The lines as a tagged frame as wide as the column."""
        count = len(self.lines[first:last])
        size = Size(self.width, count * self.style.leading)
        inner = Frame(size, tuple(self.items(0, 0, first, last)), self.style.leading - BODY_LINE_DESCENT)
        tag = Tag(self.role, inner, self.style.text.lang, path=self.path)
        return Frame(size, ((Point(0, 0), tag),), inner.baseline)


def _with_cap(drop: DropCap, origin: Point, runs: list[Placed]) -> list[Placed]:
    """The first line with its drop cap, copied as one: the first run is said with the letter before it.

    What says both begins and ends with glyphs of the line, since readers place the text where it begins and ends; so
    the letter is drawn after the run's first glyph.
    """
    cap: Placed = (Point(origin.x + drop.origin.x, origin.y + drop.origin.y), drop.run)
    at, run = runs[0]
    if not isinstance(run, GlyphRun) or drop.run.lang != run.lang:
        return [cap, *runs]
    cut = next((glyph for glyph, cluster in enumerate(run.clusters) if cluster), 0)
    if not cut:
        return [cap, *runs]
    said = (drop.run.text + run.text, 3)
    head = replace(
        run, gids=run.gids[:cut], advances=run.advances[:cut], text=run.text[: run.clusters[cut]],
        clusters=run.clusters[:cut], offsets=run.offsets[:cut], said=said,
    )  # fmt: skip
    rest = replace(
        run, gids=run.gids[cut:], advances=run.advances[cut:], text=run.text[run.clusters[cut] :],
        clusters=tuple(cluster - run.clusters[cut] for cluster in run.clusters[cut:]), offsets=run.offsets[cut:],
    )  # fmt: skip
    return [(at, head), cap, (Point(at.x + head.width, at.y), rest), *runs[1:]]


@dataclass(frozen=True, slots=True)
class Setting:
    """One text as it was set: style by name, width in points."""

    inline: Inline
    style: BlockStyle
    width: float
    slots: tuple[tuple[float, float], ...] = ()
    """Where the first lines stand beside a drop cap, which is the text's first letter."""


PSEUDO_INK, PSEUDO_INK_ON_DARK = CMYK(0.0, 1.0, 0.0, 0.0), CMYK(0.0, 0.4, 0.0, 0.0)
"""Magenta, one ink: text that stands in for a translation is seen at a glance and prints sharp; pale where the style's
own colour is meant for a dark ground."""
LIGHT = 0.6
"""Sum of the inks up to which a colour is meant for a dark ground."""
BODY = 10
"""Em of the narrowest column of text (CLREQ); what is narrower is a label."""
_MOST_LINES = 20_000
"""Paragraphs kept from run to run: those of a thousand pages."""


@dataclass(slots=True)
class LayoutContext:
    """State of one run of layout. `languages` are those shown, source first; `root` is the folder of the YAML file."""

    theme: Theme
    fonts: FontBook
    sink: Sink
    places: Places
    languages: tuple[str, ...]
    arrangement: str
    grid: Grid
    log: dict[str, Setting] = field(default_factory=dict)
    """What was set last at each path, for `brochure explain`."""
    book: PanelBook | None = None
    """On a folded sheet; every page is a panel then."""
    levels: dict[tuple[str, float, tuple[tuple[int, int], tuple[int, int]]], float] = field(default_factory=dict)
    """Chinese column widths found so far, by style, region width and limits."""
    texts: tuple[RunningText, ...] = ()
    """All running text that is set in columns: the widths are found for the whole of it."""
    telling: bool = False
    """Whether what was chosen is told as well as what is wrong."""
    rooms: Rooms | None = None
    """Filled with the room that each region has left, when that is asked for."""
    sizes: dict[tuple[float, bool, str, tuple[str, ...]], LayoutContext] = field(default_factory=dict)
    """The same run with smaller text, by share, and how it is arranged."""
    _cache: dict[tuple[Inline, str, str, float], Lines] = field(default_factory=dict)
    _capped: dict[tuple[Inline, str, str, float], tuple[DropCap | None, Lines]] = field(default_factory=dict)
    _poured: dict[str, tuple[object, int]] = field(default_factory=dict)
    """The columns in which each text was set last, and how often in a row."""

    def page_grid(self, index: int, template: TemplateModel, path: str) -> Grid:
        """The grid of page `index` of the document (0-based), or of the panel that it is."""
        if self.book is not None:
            return self.book.grid(template, path)
        return self.grid.on(index % 2 == 0)

    def arranged(self, arrangement: str, languages: tuple[str, ...]) -> LayoutContext:
        """The same run for a section set otherwise."""
        if (arrangement, languages) == (self.arrangement, self.languages):
            return self
        return replace(self, arrangement=arrangement, languages=languages)

    def at(self, share: float, on_grid: bool = False) -> LayoutContext:
        """The same run with text set at a share of its size, as far as the theme allows."""
        if share == self.theme.share:
            return self
        key = (share, on_grid, self.arrangement, self.languages)
        if key not in self.sizes:
            self.sizes[key] = replace(
                self, theme=self.theme.at(share, on_grid), levels={}, sizes={}, _cache={}, _capped={}
            )
        return self.sizes[key]

    def alone(self, lang: str) -> LayoutContext:
        """The same run for what is set in one language."""
        return self.arranged(lang, (lang,))

    def styled(self, inline: Inline, style: str, lang: str) -> BlockStyle:
        """The style of a text; what stands in for a translation is coloured."""
        resolved = self.theme.style(style, lang)
        if not stands_in(inline):
            return resolved
        ink = PSEUDO_INK_ON_DARK if resolved.text.color.coverage < LIGHT else PSEUDO_INK
        return replace(resolved, text=replace(resolved.text, color=ink))

    def set_text(self, inline: Inline, style: str, lang: str, width: float, path: str, role: Role = "P") -> TextBlock:
        """Break and set `inline` in the style for `lang`; faults become findings at `path`."""
        resolved = self.styled(inline, style, lang)
        width = _whole(width, resolved.text, lang)
        self.log[path] = Setting(inline, resolved, width)
        key = (inline, style, lang, width)
        lines = self._cache.get(key)
        if lines is None:
            lines = self._lines(inline, resolved.text, width)
            self._cache[key] = lines
            self._report(inline, lines, path, resolved)
        return TextBlock(lines.lines, resolved, width, path, role)

    def _lines(self, inline: Inline, style: TextStyle, width: float) -> Lines:
        """The paragraph as it was set in an earlier run with these fonts, or set now."""
        known = self.fonts.lines
        lines: Lines | None = known.get((inline, style, width))
        if lines is None:
            if len(known) >= _MOST_LINES:
                known.clear()
            lines = known[inline, style, width] = layout_paragraph(inline, style, width, self.fonts)
        return lines

    def set_ahead(
        self, path: str, columns: object, texts: Callable[[], Iterable[tuple[Inline, str, str, float]]]
    ) -> None:
        """Set a long text on all cores once it is seen to go on in columns of the same widths.

        `path` is the text's; `texts` gives inline, style, language and width of its paragraphs.
        """
        last, times = self._poured.get(path, (None, 0))
        times = times + 1 if last == columns else 1
        self._poured[path] = (columns, times)
        if times != 2:
            return
        from brochure.text.together import WORTH, layout_paragraphs, weight

        known = self.fonts.lines
        jobs = {(inline, self.styled(inline, style, lang).text, width): None for inline, style, lang, width in texts()}
        new = [job for job in jobs if job not in known]
        if weight(new) >= WORTH and len(known) + len(new) < _MOST_LINES:
            known.update(zip(new, layout_paragraphs(new, self.fonts), strict=True))

    def set_opening(self, inline: Inline, style: str, lang: str, width: float, path: str) -> TextBlock:
        """As `set_text`, with the drop cap that the style asks for; without one where it would not do.

        It does not do over a mark or a digit, nor where the text has fewer lines than the letter.
        """
        resolved = self.styled(inline, style, lang)
        count, letter = resolved.drop_cap, inline.text[:1]
        if not count or not letter.isalpha():
            return self.set_text(inline, style, lang, width, path)
        key = (inline, style, lang, width)
        if key not in self._capped:
            cap, lines = self._capped[key] = self._cap(inline, resolved, width)
            if cap is not None:
                self._report(inline, lines, path, resolved)
        cap, lines = self._capped[key]
        if cap is None:
            return self.set_text(inline, style, lang, width, path)
        self.log[path] = Setting(inline, resolved, width, cap.slots)
        return TextBlock(lines.lines, resolved, width, path, "P", cap)

    def _cap(self, inline: Inline, style: BlockStyle, width: float) -> tuple[DropCap | None, Lines]:
        """The first letter large, and the rest round it; no cap where the rest has too few lines.

        Places in the lines are those of the whole paragraph.
        """
        joined = inline.text[1:2].isalnum()
        cap = drop_cap(
            inline.text[0], style.text, self.fonts, lines=style.drop_cap, pitch=style.leading, measure=width,
            joined=joined,
        )  # fmt: skip
        rest = layout_paragraph(tail(inline, 1), style.text, width, self.fonts, slots=cap.slots)
        if len(rest.lines) < style.drop_cap or any(line.overfull for line in rest.lines):
            return None, rest
        lines = tuple(replace(line, start=line.start + 1, end=line.end + 1) for line in rest.lines)
        missing = tuple(replace(one, index=one.index + 1) for one in rest.missing)
        if 0 in cap.run.gids:
            missing = (Missing(0, inline.text[0], style.text.regular.han), *missing)
        return cap, Lines(lines, missing)

    def set_pair(self, texts: Texts, style: str, width: float, path: str, role: Role = "P") -> list[TextBlock]:
        """Every shown language's half, one below the other; a half that is not there is left out."""
        blocks = []
        for lang in self.languages:
            inline = texts.get(lang)
            if inline is not None and inline.text:
                blocks.append(self.set_text(inline, style, lang, width, f"{path}.{lang}", role))
        return blocks

    def _report(self, inline: Inline, lines: Lines, path: str, style: BlockStyle) -> None:
        if inline.marks:
            report_marks(inline, len(lines.lines), style, lambda at: self.places.at(path, at), path, self.sink)
        for missing in lines.missing:
            character = missing.text
            having = [key for key in self.fonts.having(character[0]) if key not in missing.faces_tried]
            self.sink.error(
                "text.missing_glyph",
                f"字符“{character}”（{_code(character)}）在所选字体中没有字形：{'、'.join(missing.faces_tried)}",
                f"no face has the character `{character}` ({_code(character)}); tried {', '.join(missing.faces_tried)}",
                span=self.places.at(path, missing.index),
                path=path,
                hints=(
                    Message(
                        f"有它的字体：{'、'.join(having) or '无'}；在主题的 fonts 里加为 fallback",
                        f"faces that have it: {', '.join(having) or 'none'}; add one as a fallback in the theme",
                    ),
                ),
            )
        for line in lines.lines:
            if line.overfull:
                text = inline.text[line.start : line.end]
                self.sink.error(
                    "text.overfull",
                    f"这一行放不下：“{text}”宽 {line.width:.1f} pt，栏宽 {line.measure:.1f} pt",
                    f"a line does not fit: `{text}` is {line.width:.1f} pt wide, the column {line.measure:.1f} pt",
                    span=self.places.at(path, line.start),
                    path=path,
                )


def _whole(width: float, style: TextStyle, lang: str) -> float:
    """The measure of justified Chinese in whole em (CLREQ: the type area is a multiple of the character size)."""
    if lang != "zh" or style.align != "justify" or width < BODY * style.size:
        return width
    return int((width + 0.01) / style.size) * style.size


def _code(text: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in text)


def stack(blocks: list[TextBlock], x: float = 0.0, y: float = 0.0) -> tuple[list[Placed], float]:
    """Blocks one below the other, each but the first with its style's space before; gives items and height."""
    placed: list[Placed] = []
    top = y
    for number, block in enumerate(blocks):
        if number:
            top += block.style.before
        placed += [(Point(x, top), item) for _, item in block.frame().items]
        top += block.height
    return placed, top - y


def framed(placed: list[Placed], width: float, height: float) -> Frame:
    return Frame(Size(width, height), tuple(placed))


def art_path(folders: tuple[str, ...], name: str) -> Path | None:
    """The first of the theme's folders that has the file."""
    return next((Path(folder) / name for folder in folders if (Path(folder) / name).is_file()), None)
