"""What a theme names must exist: faces, colours, styles, fonts, templates, drawings, columns of the grid.

Runs over the layers the user wrote, after all of them are known, so that every finding stands at the line that names
what is not there. Built-in layers are checked by the tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from brochure.color import BadSpot, Spot, book_name
from brochure.dataclass import dataclass
from brochure.diagnostics import Message, Sink
from brochure.source import SourceMap
from brochure.swatches import BUILT_IN, Written, base_name, find
from brochure.theme import DecorModel, RegionModel, StyleModel, TemplateModel, ThemeModel
from brochure.validation import close_to, did_you_mean, one_of

SMALLEST, TIGHTEST = 5.0, 0.9
"""Points of the smallest type there is, and the share of the size below which lines run into each other."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One theme file or inline theme; `path` is where it stands in its file."""

    model: ThemeModel
    spans: SourceMap
    path: str
    built_in: bool


@dataclass(frozen=True, slots=True)
class Known:
    """Every name that all layers together define."""

    faces: frozenset[str]
    fonts: frozenset[str]
    colors: Written
    styles: frozenset[str]
    templates: frozenset[str]
    columns: int
    folders: tuple[str, ...]


def known_names(layers: Iterable[Layer], faces: Iterable[str], folders: tuple[str, ...]) -> Known:
    """The names of all layers; `faces` are the keys of the font catalogue."""
    models = [layer.model for layer in layers]
    setups = [model.setup.columns for model in models if model.setup and model.setup.columns]
    return Known(
        frozenset(faces),
        frozenset(name for model in models for name in model.fonts),
        {name: entry for model in models for name, entry in model.colors.items()},
        frozenset(name for model in models for name in model.styles),
        frozenset(name for model in models for name in model.pages),
        setups[-1] if setups else 12,
        folders,
    )


def check_layer(layer: Layer, known: Known, sink: Sink) -> None:
    """Findings for everything in one layer that names what does not exist."""
    check = _Check(layer, known, sink)
    model = layer.model
    for name, family in model.fonts.items():
        for script, cuts in (("zh", family.zh), ("latin", family.latin)):
            for cut, key in cuts.values(set_only=True).items():
                place = f"fonts.{name}.{script}.{cut.replace('_', '-')}"
                for number, one in enumerate(key) if cut == "fallback" else [(None, key)]:
                    check.face(one, place if number is None else f"{place}.{number}")
    for name in model.colors:
        check.swatch(name)
    for name, style in model.styles.items():
        check.fit(style, name)
        check.composition(style, name)
        if style.color is not None:
            check.ink(style.color, f"styles.{name}.color")
        if style.font is not None:
            check.one_of(style.font, known.fonts, f"styles.{name}.font", "theme.unknown_font", "字体族", "font family")
    for name, template in model.pages.items():
        check.template(template, f"pages.{name}")
    for name, plan in model.plans.items():
        places = [(page, f"plans.{name}.pages.{number}") for number, page in enumerate(plan.pages)]
        for page, place in [*places, (plan.more or "", f"plans.{name}.more")]:
            if page:
                check.one_of(page, known.templates, place, "theme.unknown_template", "页面模板", "page template")


@dataclass(frozen=True, slots=True)
class _Check:
    layer: Layer
    known: Known
    sink: Sink

    def template(self, template: TemplateModel, place: str) -> None:
        if template.ground is not None:
            self.ink(template.ground, f"{place}.ground")
        for number, decor in enumerate(template.decor):
            self.decor(decor, f"{place}.decor.{number}")
        for number, region in enumerate(template.regions):
            self.region(region, f"{place}.regions.{number}")

    def decor(self, decor: DecorModel, place: str) -> None:
        if decor.style is not None:
            self.one_of(decor.style, self.known.styles, f"{place}.style", "theme.unknown_style", "样式", "style")
        if decor.color is not None:
            self.ink(decor.color, f"{place}.color")
        if decor.columns is not None:
            self.columns(decor.columns, f"{place}.columns")
        if decor.kind == "art" and not any(
            (Path(folder) / (decor.file or "")).is_file() for folder in self.known.folders
        ):
            shown = decor.file or ""
            zh, en = f"找不到图形文件 `{shown}`", f"there is no drawing `{shown}`"
            self.error("theme.missing_art", zh, en, f"{place}.file")

    def region(self, region: RegionModel, place: str) -> None:
        if region.style is not None:
            self.one_of(region.style, self.known.styles, f"{place}.style", "theme.unknown_style", "样式", "style")
        if region.ground is not None:
            self.ink(region.ground, f"{place}.ground")
        if region.columns is not None:
            self.columns(region.columns, f"{place}.columns")
        if region.caption is not None:
            self.region(region.caption, f"{place}.caption")
        if region.vertical and region.holds in ("text", "flow", "notes", "photo"):
            zh, en = f"{region.holds} 区不能竖排", f"a region of `{region.holds}` cannot be vertical"
            hint = Message(
                "竖排用于标题与短文，如 title、opening", "titles and short texts can, such as title or opening"
            )
            self.error("theme.vertical", zh, en, f"{place}.vertical", (hint,))
        elif region.vertical and region.only != "zh":
            zh, en = "竖排只用于中文", "only Chinese is set vertically"
            hint = Message("加上 only: zh，英文另设一区", "add `only: zh`; English takes a region of its own")
            self.error("theme.vertical", zh, en, f"{place}.vertical", (hint,))
        narrow, wide = region.split_limits
        if narrow[0] * wide[1] > wide[0] * narrow[1]:
            zh = "split_limits 先写中文栏最窄的，再写最宽的"
            en = "`split_limits` gives the narrowest Chinese column first, then the widest"
            mended = f"split_limits: [{wide[0]}-{wide[1]}, {narrow[0]}-{narrow[1]}]"
            self.error("theme.split_limits", zh, en, f"{place}.split_limits", (Message(mended, mended),))

    def fit(self, style: StyleModel, name: str) -> None:
        """Both languages of a text shrink alike, so the limit stands at the style that both have."""
        whole, _, lang = name.partition(".")
        for key, value in (("fit", style.fit), ("fit-leading", style.fit_leading)):
            if lang and value is not None:
                zh = f"{key} 两种语言共用，字号比例才不变：写在 `{whole}` 下"
                en = f"`{key}` holds for both languages, so that they keep their ratio: write it at `{whole}`"
                hint = f"{whole}: {{{key}: {value:.0%}}}"
                self.error("theme.fit_language", zh, en, f"styles.{name}.{key}", (Message(hint, hint),))

    def composition(self, style: StyleModel, name: str) -> None:
        """What would be passed over in silence, or print lines on top of each other."""
        whole, _, lang = name.partition(".")
        if lang not in ("", "zh", "en"):
            hint = Message(f"写成 {whole}.zh 或 {whole}.en", f"write {whole}.zh or {whole}.en")
            zh, en = f"样式名 `{name}` 里没有 `{lang}` 这种语言", f"there is no language `{lang}` as in `{name}`"
            self.error("theme.style_language", zh, en, f"styles.{name}", (hint,))
        for number, tag in enumerate(style.features or ()):
            if not (len(tag) == 4 and tag.isascii() and tag.isalnum()):
                zh, en = f"`{tag}` 不是 OpenType 特性", f"`{tag}` is no OpenType feature"
                hint = Message("四个字母，如 lnum、tnum、smcp", "four letters, such as lnum, tnum or smcp")
                self.error("theme.bad_feature", zh, en, f"styles.{name}.features.{number}", (hint,))
        least = style.size or SMALLEST
        if style.leading is not None and style.leading < least * TIGHTEST:
            zh = f"行距 {style.leading:g} pt 比字还小，上下行会叠在一起"
            en = f"with {style.leading:g} pt from line to line, lines stand on top of each other"
            hint = Message(f"leading: {least * 1.6:g}pt", f"leading: {least * 1.6:g}pt")
            self.error("theme.leading", zh, en, f"styles.{name}.leading", (hint,))

    def columns(self, columns: tuple[int, int], place: str) -> None:
        if columns[1] > self.known.columns:
            zh = f"第 {columns[1]} 栏不存在：版心只有 {self.known.columns} 栏"
            en = f"there is no column {columns[1]}: the type area has {self.known.columns}"
            self.error("theme.no_column", zh, en, place)

    def face(self, key: str, place: str) -> None:
        if key not in self.known.faces:
            hints = did_you_mean(close_to(key, self.known.faces)) or (
                Message("用 `brochure fonts list` 看有哪些", "see `brochure fonts list` for those there are"),
            )
            self.error("theme.missing_font", f"没有字体 `{key}`", f"there is no face `{key}`", place, hints)

    def ink(self, text: str, place: str) -> None:
        if text in self.known.colors or text in BUILT_IN:
            return
        try:
            find(self.known.colors, text)
        except BadSpot as error:
            self.error(f"theme.spot_{error.what}", error.zh, error.en, place, (_SPOT,))
        except ValueError as error:
            hints = did_you_mean(close_to(base_name(text), [*self.known.colors, *BUILT_IN]))
            self.error("theme.bad_color", f"`{text}` 不是颜色：{_chinese(text)}", str(error), place, hints)

    def swatch(self, name: str) -> None:
        """One named colour: it must be one, and a spot colour must be the same ink wherever it is named."""
        place, written = f"colors.{name}", self.known.colors[name]
        shown = written if isinstance(written, str) else f"{written.spot}"
        try:
            color = find(self.known.colors, name)
        except BadSpot as error:
            self.error(f"theme.spot_{error.what}", error.zh, error.en, place, (_SPOT,))
            return
        except ValueError as error:
            self.error("theme.bad_color", f"`{shown}` 不是颜色：{_chinese(shown)}", str(error), place)
            return
        if isinstance(color, Spot):
            self.spot(name, color, place)

    def spot(self, name: str, color: Spot, place: str) -> None:
        """PDF/X wants one alternate for each ink, and a plate is made for every spelling of its name."""
        for other, ink in self._inks_before(name):
            if ink.name == color.name and ink.alternate != color.alternate:
                zh = f"专色 `{color.name}` 在 `{other}` 里已有另一个替代色；一种油墨只能有一个"
                en = f"the spot colour `{color.name}` has another alternate in `{other}`; an ink has one"
                hint = Message(f"写成 {other}，或 {other} 40%", f"write {other}, or {other} 40%")
                self.error("theme.spot_alternates", zh, en, place, (hint,))
                return
            if ink.name != color.name and _bare(ink.name) == _bare(color.name):
                zh = f"`{color.name}` 与 `{other}` 里的 `{ink.name}` 写法不同，会多出一块版"
                en = f"`{color.name}` and `{ink.name}` in `{other}` are spelt differently and make two plates"
                self.error("theme.spot_spelling", zh, en, place)
                return
        if (better := book_name(color.name)) != color.name:
            zh, en = f"油墨名 `{color.name}` 不是色卡上的写法", f"`{color.name}` is not how the ink book writes it"
            hint = Message(f"写 {better}", f"write {better}")
            path = f"{self.layer.path}.{place}".lstrip(".")
            span = self.layer.spans.at(path)
            mended = span.text.replace(color.name, better, 1) if color.name in span.text else ""
            self.sink.warn("theme.spot_book", zh, en, span=span, path=path, hints=(hint,), corrected=mended)

    def _inks_before(self, name: str) -> Iterator[tuple[str, Spot]]:
        """The spot colours named before this one, by their names."""
        for other in self.known.colors:
            if other == name:
                return
            try:
                color = find(self.known.colors, other)
            except ValueError:
                continue
            if isinstance(color, Spot):
                yield other, color

    def one_of(self, name: str, known: frozenset[str], place: str, code: str, zh: str, en: str) -> None:
        if name not in known:
            hints = did_you_mean(close_to(name, known)) or one_of(sorted(known))
            self.error(code, f"没有名为 `{name}` 的{zh}", f"there is no {en} `{name}`", place, hints)

    def error(self, code: str, zh: str, en: str, place: str, hints: tuple[Message, ...] = ()) -> None:
        path = f"{self.layer.path}.{place}".lstrip(".")
        self.sink.error(code, zh, en, span=self.layer.spans.at(path), path=path, hints=hints)


_SPOT = Message(
    'spot "PANTONE 185 C" alternate cmyk 0 91 76 0，或 {spot: PANTONE 185 C, alternate: cmyk 0 91 76 0}',
    'write spot "PANTONE 185 C" alternate cmyk 0 91 76 0, or {spot: PANTONE 185 C, alternate: cmyk 0 91 76 0}',
)


def _bare(name: str) -> str:
    """An ink's name without what spellings differ in."""
    return "".join(char for char in name.lower() if char.isalnum())


def _chinese(text: str) -> str:
    if text.strip().startswith("spot"):
        return '应写 spot "油墨名" alternate cmyk 0 91 76 0'
    if text.strip().endswith("%"):
        return "应写主题里的颜色名加 0–100 的百分数，如 brand 40%"
    if text.strip().startswith("cmyk"):
        return "应写 cmyk 加四个 0–100 的数，如 cmyk 100 80 20 20"
    return "应写主题 colors 里的名字，或 cmyk 100 80 20 20，或 gray 60"
