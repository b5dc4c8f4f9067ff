"""What a designer changes: colours, type, page templates and plans, read from YAML and resolved per block and language.

A theme `extends` another one (a built-in name or a file of the project); only what differs is written down. Styles
inherit from `base`; `title.en` adds to `title`. Everything that layout asks for comes out resolved: faces instead of
families, points instead of lengths, inks instead of names.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal

from brochure.color import Color
from brochure.dataclass import dataclass, field, replace
from brochure.fields import Gap, Indent, Length, PositiveLength, Range, Shift, Shrink, Tracking, TypeSize
from brochure.geometry import Insets
from brochure.record import Field, Record
from brochure.swatches import BUILT_IN, SpotModel, Swatch, Written, find
from brochure.text.style import Align, FaceSet, Punctuation, Strictness, TextStyle

BODY_LINE_DESCENT = 4.4
"""Points from a text line's baseline to the bottom of its line box, for every style: so that any text whose leading is
a whole number of grid lines stands on the grid. Deep enough for Han (0.12 em) up to 36 pt."""

Edge = Literal["top", "right", "bottom", "left", "inner", "outer"]
Weight = Literal["light", "regular", "medium", "semibold", "bold", "black"]


class StyleModel(Record):
    """One named style; every key is optional and inherits."""

    font: str | None = None
    weight: Weight | None = None
    italic: bool | None = None
    size: TypeSize | None = None
    leading: TypeSize | None = None
    color: str | None = None
    tint: float | None = Field(default=None, gt=0, le=1)
    align: Align | None = None
    indent: Indent | None = None
    before: Length | None = None
    after: Length | None = None
    latin_scale: float | None = Field(default=None, gt=0.5, lt=2)
    latin_shift: Shift | None = None
    gap: Gap | None = None
    tracking: Tracking | None = None
    punctuation: Punctuation | None = None
    strictness: Strictness | None = None
    hyphenate: bool | None = None
    balance: bool | None = None
    features: tuple[str, ...] | None = None
    drop_cap: int | None = Field(default=None, ge=2, le=6, key="drop-cap")
    """Lines that the first letter of a running text reaches over."""
    fit: Shrink | None = None
    """How small text that does not fit may be set, in both languages alike; `100%` (never) when not given."""
    fit_leading: Shrink | None = Field(default=None, key="fit-leading")
    """How close its lines may then be; running text stays on the grid."""


class CutsModel(Record):
    """Faces of one script, by weight; keys of the font catalogue."""

    light: str | None = None
    regular: str
    medium: str | None = None
    semibold: str | None = None
    bold: str | None = None
    black: str | None = None
    light_italic: str | None = Field(default=None, key="light-italic")
    italic: str | None = None
    semibold_italic: str | None = Field(default=None, key="semibold-italic")
    bold_italic: str | None = Field(default=None, key="bold-italic")
    fallback: tuple[str, ...] = ()


class FamilyModel(Record):
    """A family for both scripts: the Han cuts and the Latin partner."""

    zh: CutsModel
    latin: CutsModel
    latin_scale: float = Field(default=1.0, gt=0.5, lt=2)
    latin_shift: Shift = 0.0


class MarginsModel(Record):
    top: PositiveLength
    outer: PositiveLength
    inner: PositiveLength
    foot: PositiveLength


class SetupModel(Record):
    """The type area and its grid."""

    margins: MarginsModel | None = None
    columns: int | None = Field(default=None, ge=1, le=24)
    gutter: PositiveLength | None = None
    baseline: TypeSize | None = None


class RegionModel(Record):
    """A named place on a page template. Columns and lines count from 1 inside the type area."""

    holds: str
    columns: Range | None = None
    lines: Range | None = None
    bleed: tuple[Edge, ...] = ()
    place: str | None = None
    half: Literal["left", "right"] | None = None
    style: str | None = None
    align: Literal["top", "middle", "bottom"] = "top"
    only: Literal["zh", "en"] | None = None
    vertical: bool = False
    """Set in columns from right to left; with `only: zh`, for titles and short texts."""
    caption: RegionModel | None = None
    ground: str | None = None
    tint: float = Field(default=1.0, gt=0, le=1)
    split: Range | None = None
    """In a text region: grid columns of the two languages, `5-7` for 5 and 7 of 12; found from the text without."""
    split_limits: tuple[Range, Range] = ((4, 8), (6, 6))
    """Without `split`: narrowest and widest Chinese column, as grid columns of Chinese and English."""
    panel: str | None = None
    """On a template that spans panels: the panel whose grid is meant, by name or counted from the left."""


class DecorModel(Record):
    """Drawn, without content: a ground, a rule, vector art, or (`label`) the section's short name set vertically."""

    kind: Literal["panel", "rule", "art", "label"]
    columns: Range | None = None
    lines: Range | None = None
    bleed: tuple[Edge, ...] = ()
    color: str | None = None
    tint: float = Field(default=1.0, gt=0, le=1)
    width: PositiveLength = 0.5
    style: str | None = None
    """Of a `label`; `label` without."""
    file: str | None = None
    flip: bool = False
    over: bool = False
    """Above the pictures instead of below them."""
    panel: str | None = None
    """As a region's."""


class TemplateModel(Record):
    """A page: its ground, its decoration and its regions."""

    ground: str | None = None
    tint: float = Field(default=1.0, gt=0, le=1)
    folio: bool = True
    head: bool = True
    reverse: bool = False
    decor: tuple[DecorModel, ...] = ()
    regions: tuple[RegionModel, ...] = ()
    panel: str | None = None
    """On a folded sheet: the panel it stands on, by name or number in reading order; the next free one without."""
    span: int = Field(default=1, ge=1, le=12)
    """Panels side by side, from `panel` to the right, that it takes as one page."""
    over_fold: PositiveLength = 0.0
    """How far ground and pictures that bleed at a fold run round it, onto the neighbour."""


class PlanModel(Record):
    """The templates a section takes, in order; `more` repeats while text is left; `absorbs` names its guests."""

    pages: tuple[str, ...]
    more: str | None = None
    absorbs: tuple[str, ...] = ()


class ThemeModel(Record):
    """One theme file."""

    extends: str | None = None
    fonts: dict[str, FamilyModel] = Field(default_factory=dict)
    colors: dict[str, Swatch] = Field(default_factory=dict)
    setup: SetupModel | None = None
    styles: dict[str, StyleModel] = Field(default_factory=dict)
    pages: dict[str, TemplateModel] = Field(default_factory=dict)
    plans: dict[str, PlanModel] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BlockStyle:
    """A resolved style: what the text engine needs, and how its lines stack. Lengths in points."""

    text: TextStyle
    leading: float
    before: float
    after: float
    drop_cap: int = 0


@dataclass(frozen=True, slots=True)
class Setup:
    """The type area: margins (points; left and right depend on the side), grid columns, gutter, baseline increment."""

    top: float
    outer: float
    inner: float
    foot: float
    columns: int
    gutter: float
    baseline: float


@dataclass(frozen=True)
class Theme:
    """A whole theme, merged over what it extends. `folders[i]` are searched for art, nearest first."""

    setup: Setup
    fonts: Mapping[str, FamilyModel]
    colors: Mapping[str, Color]
    written: Written
    styles: Mapping[str, Mapping[str, Any]]
    templates: Mapping[str, TemplateModel]
    plans: Mapping[str, PlanModel]
    folders: tuple[str, ...] = ()
    share: float = 1.0
    """At which share of its size text is set, as far as each style allows (`fit`)."""
    least: float = 0.0
    """Points: no text is made smaller than this in any language."""
    on_grid: bool = False
    """Whether lines keep their distance while text gets smaller."""
    _resolved: dict[tuple[str, str], BlockStyle] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def shrinks(self) -> float:
        """The smallest share that any style allows; 1 where none does."""
        return min(
            (style.get(key, 1.0) for style in self.styles.values() for key in ("fit", "fit_leading")), default=1.0
        )

    def at(self, share: float, on_grid: bool = False) -> Theme:
        """The same theme with smaller text."""
        return replace(self, share=share, on_grid=on_grid, _resolved={})

    def legible(self, least: float) -> Theme:
        """The same theme, never shrinking text below `least` points."""
        return replace(self, least=least, _resolved={})

    @cached_property
    def faces(self) -> frozenset[str]:
        """Every face key the theme can use."""
        keys: set[str] = set()
        for family in self.fonts.values():
            for cuts in (family.zh, family.latin):
                values = {name: key for name, key in cuts.values().items() if name != "fallback"}
                keys.update(value for value in values.values() if value)
                keys.update(cuts.fallback)
        return frozenset(keys)

    def color(self, name: str, tint: float = 1.0) -> Color:
        """An ink by the theme's name, as a tint of one (`brand 40%`) or written out (`cmyk …`)."""
        color = self.colors.get(name) or find(self.written, name)
        return color if tint == 1.0 else color.tint(tint)

    def style(self, name: str, lang: str) -> BlockStyle:
        """The resolved style `name` for text of `lang`; `name.lang` adds to `name`, which adds to `base`."""
        key = (name, lang)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(name, lang)
        return self._resolved[key]

    def _resolve(self, name: str, lang: str) -> BlockStyle:
        merged = self._merged(name, lang)
        shrunk, closer = self._shrunk(name) if self.share < 1.0 else (1.0, 1.0)
        family = self.fonts[merged["font"]]
        weight, italic = merged.get("weight", "regular"), bool(merged.get("italic"))
        size = merged["size"] * shrunk
        text = TextStyle(
            lang="zh-Hans" if lang == "zh" else lang,
            size=size,
            regular=_faces(family, weight, italic),
            bold=_faces(family, _bolder(weight), italic),
            italic=_faces(family, weight, True),
            bold_italic=_faces(family, _bolder(weight), True),
            color=self.color(merged.get("color", "black"), merged.get("tint", 1.0)),
            align=merged.get("align", "justify"),
            indent_em=merged.get("indent", 0.0),
            latin_scale=merged.get("latin_scale", family.latin_scale if lang == "zh" else 1.0),
            latin_shift_em=merged.get("latin_shift", family.latin_shift if lang == "zh" else 0.0),
            gap_em=merged.get("gap", 0.25),
            tracking_em=merged.get("tracking", 0.0),
            punctuation=merged.get("punctuation", "quanjiao"),
            strictness=merged.get("strictness", "strict"),
            hyphenate=merged.get("hyphenate", True),
            balance=merged.get("balance", False),
            features=tuple(merged.get("features", ())),
        )
        leading = merged.get("leading", merged["size"] * 1.6) * closer
        return BlockStyle(text, leading, merged.get("before", 0.0), merged.get("after", 0.0), merged.get("drop_cap", 0))

    def _merged(self, name: str, lang: str) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        for layer in ("base", f"base.{lang}", name, f"{name}.{lang}"):
            merged.update(self.styles.get(layer, {}))
        return merged

    def _shrunk(self, name: str) -> tuple[float, float]:
        """Shares at which the style's size and leading are set: within its limits, and legible in every language."""
        both = [self._merged(name, lang) for lang in ("zh", "en")]
        legible = max(min(1.0, self.least / style["size"]) for style in both)
        size, leading = (max(style.get(key, 1.0) for style in both) for key in ("fit", "fit_leading"))
        return max(self.share, size, legible), 1.0 if self.on_grid else max(self.share, leading)


def _bolder(weight: str) -> str:
    return {"light": "semibold", "regular": "bold", "medium": "bold", "semibold": "bold"}.get(weight, "black")


_NEAREST = {
    "light": ("regular",),
    "medium": ("semibold", "regular"),
    "semibold": ("medium", "bold", "regular"),
    "bold": ("semibold", "black", "medium"),
    "black": ("bold", "semibold"),
}
"""Weights that may stand in, nearest first, when a family lacks one: another real cut, never a synthetic one."""


def _cut(cuts: CutsModel, weight: str, italic: bool) -> str:
    for candidate in (weight, *_NEAREST.get(weight, ()), "regular"):
        if italic:
            name = "italic" if candidate in ("regular", "medium") else f"{candidate}_italic"
            if found := getattr(cuts, name, None):
                return str(found)
        elif found := getattr(cuts, candidate, None):
            return str(found)
    return cuts.italic or cuts.regular if italic else cuts.regular


def _faces(family: FamilyModel, weight: str, italic: bool) -> FaceSet:
    han, latin = _cut(family.zh, weight, italic), _cut(family.latin, weight, italic)
    upright = _cut(family.zh, weight, False)
    return FaceSet(
        tuple(dict.fromkeys((han, upright, *family.zh.fallback))),
        tuple(dict.fromkeys((latin, *family.latin.fallback, han, upright, *family.zh.fallback))),
    )


def merge(layers: list[ThemeModel], folders: tuple[str, ...]) -> Theme:
    """Themes from the outermost `extends` to the document's own, as one. Raises ValueError for unreadable colours."""
    fonts: dict[str, FamilyModel] = {}
    written: dict[str, str | SpotModel] = {}
    styles: dict[str, dict[str, Any]] = {}
    templates: dict[str, TemplateModel] = {}
    plans: dict[str, PlanModel] = {}
    setup: dict[str, Any] = {}
    for layer in layers:
        fonts.update(layer.fonts)
        written.update(layer.colors)
        for name, style in layer.styles.items():
            styles.setdefault(name, {}).update(style.values(set_only=True))
        templates.update(layer.pages)
        plans.update(layer.plans)
        if layer.setup:
            setup.update(layer.setup.values(set_only=True))
    margins: MarginsModel = setup.pop("margins")
    colors = {**BUILT_IN, **{name: find(written, name) for name in written}}
    return Theme(Setup(**margins.values(), **setup), fonts, colors, written, styles, templates, plans, folders)


def insets(setup: Setup, recto: bool) -> Insets:
    """Margins of a right-hand (recto) or left-hand (verso) page."""
    left, right = (setup.inner, setup.outer) if recto else (setup.outer, setup.inner)
    return Insets(setup.top, right, setup.foot, left)
