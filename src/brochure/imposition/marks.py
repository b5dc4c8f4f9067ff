"""What a side carries besides pages: crop, fold and collation marks, targets, colour bar and slug, all off every bleed.

Marks stand at the edges of the block only; between pages lies nothing but gutter, and a guillotine cuts right through.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from brochure.color import BLACK
from brochure.dataclass import dataclass
from brochure.geometry import MM
from brochure.imposition.drawing import ALL, Drawing, Ink, words_width
from brochure.imposition.placement import COLLATION, Box, Fold, Placed, Side
from brochure.pdf.marks import BAR

Kind = Literal["crop", "fold", "collation", "registration", "bar", "slug"]
KINDS: tuple[Kind, ...] = ("crop", "fold", "collation", "registration", "bar", "slug")

_LENGTH, _GAP, _WEIGHT = 5 * MM, 0.6 * MM, 0.25
_PATCH = 4 * MM
_SLUG, _LEAST_SLUG = 5.0, 1.0
_TARGET, _REACH = 1.5 * MM, 2.5 * MM
_STEP, _TALL = 3 * MM, 6 * MM


Folds = Mapping[int, tuple[float, ...]]
_NO_FOLDS: Folds = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Legend:
    """The words of one side's slug line, its place among the sections, and the inks, each named on its own plate."""

    words: str
    sections: int
    nested: bool
    inks: tuple[tuple[str, Ink], ...] = ()
    folds: Folds = _NO_FOLDS
    """Folds within pages, by page number: distances from the trim's left edge, seen upright."""

    @property
    def patches(self) -> tuple[Ink, ...]:
        """Of the colour bar: spot inks first."""
        return (*(ink for _name, ink in self.inks if isinstance(ink, str)), *BAR)


def draw(side: Side, kinds: frozenset[Kind], legend: Legend) -> Drawing:
    """All marks asked for. None lies within a page's bleed or in the gripper's zone beyond the block."""
    drawing = Drawing()
    if "crop" in kinds:
        drawing.lines(_crops(side), _WEIGHT)
    if "fold" in kinds:
        drawing.lines([*_folds(side), *_panels(side, legend.folds)], _WEIGHT, "2 2")
    if "collation" in kinds:
        _collate(drawing, side, legend)
    if "registration" in kinds:
        _register(drawing, side, legend.folds)
    if "bar" in kinds:
        _bar(drawing, side, legend)
    if "slug" in kinds:
        _slug(drawing, side, legend)
    return drawing


def _edges(side: Side) -> dict[str, list[Placed]]:
    """The pages along each edge of the block."""
    low = min(page.trim.y0 for page in side.pages)
    high = max(page.trim.y0 for page in side.pages)
    columns = side.sheet.columns
    return {
        "below": [page for page in side.pages if page.trim.y0 == low],
        "above": [page for page in side.pages if page.trim.y0 == high],
        "left": list(side.pages[::columns]),
        "right": list(side.pages[columns - 1 :: columns]),
    }


Segments = list[tuple[float, float, float, float]]


def _crops(side: Side) -> Segments:
    """A line at each trim edge, in line with the pages that stand at that edge of the block, creep and all."""
    around, edge = side.bleed, _edges(side)
    spines = [joint.at for joint in side.joints if joint.joint == "spine" and not joint.width]
    low, high, left, right = around.y0 - _GAP, around.y1 + _GAP, around.x0 - _GAP, around.x1 + _GAP
    segments: Segments = []
    for x in _apart(_uprights(edge["below"]), spines):
        segments.append((x, low, x, low - _LENGTH))
    for x in _apart(_uprights(edge["above"]), spines):
        segments.append((x, high, x, high + _LENGTH))
    for y in sorted({y for page in edge["left"] for y in (page.trim.y0, page.trim.y1)}):
        segments.append((left, y, left - _LENGTH, y))
    for y in sorted({y for page in edge["right"] for y in (page.trim.y0, page.trim.y1)}):
        segments.append((right, y, right + _LENGTH, y))
    return segments


def _uprights(pages: list[Placed]) -> list[tuple[float, float]]:
    """Trim edges with the places they would have without creep."""
    return sorted({(x, x - page.shift) for page in pages for x in (page.trim.x0, page.trim.x1)})


def _apart(edges: list[tuple[float, float]], spines: list[float]) -> list[float]:
    """Edges that are cut; the one at a spine fold without a gap is folded, not cut."""
    return [x for x, nominal in edges if all(abs(nominal - spine) > 1e-3 for spine in spines)]


def _folds(side: Side) -> Segments:
    around = side.bleed
    segments: Segments = []
    for joint in side.joints:
        if joint.joint == "cut":
            continue
        if joint.upright:
            segments.append((joint.at, around.y0 - _GAP, joint.at, around.y0 - _GAP - _LENGTH))
            segments.append((joint.at, around.y1 + _GAP, joint.at, around.y1 + _GAP + _LENGTH))
        else:
            segments.append((around.x0 - _GAP, joint.at, around.x0 - _GAP - _LENGTH, joint.at))
            segments.append((around.x1 + _GAP, joint.at, around.x1 + _GAP + _LENGTH, joint.at))
    return segments


def _panels(side: Side, folds: Folds) -> Segments:
    """Folds of leaflets, above and below the pages that stand at those edges of the block."""
    around, edge = side.bleed, _edges(side)
    segments: Segments = []
    for pages, y, away in ((edge["below"], around.y0 - _GAP, -_LENGTH), (edge["above"], around.y1 + _GAP, _LENGTH)):
        for page in pages:
            segments += [(x, y, x, y + away) for x in within(page, folds)]
    return segments


def within(page: Placed, folds: Folds) -> list[float]:
    """Where a leaflet's folds lie on the sheet."""
    trim = page.trim
    return [trim.x1 - fold if page.cell.turned else trim.x0 + fold for fold in folds.get(page.cell.page, ())]


# ---- collation


def _collate(drawing: Drawing, side: Side, legend: Legend) -> None:
    """A bar for each section, a step lower (gathered) or further out (nested) than the one before it.

    Gathered sections carry it on the spine fold between first and last page, in what will be milled off; nested ones,
    whose spine fold is seen in the finished piece, at the head beside the fold, where the trim takes it away.
    """
    pages = side.sheet.pages
    if len(pages) < 4 or legend.sections < 2:
        return
    for joint, pair in _spines(side):
        if {page.cell.page for page in pair} != {pages[0], pages[-1]}:
            continue
        number = side.sheet.section - 1
        if legend.nested or joint.width < 2 * COLLATION + 0.01:
            _beside(drawing, side, joint, pair[0], number)
        else:
            _on_spine(drawing, joint, pair[0], number)


def _spines(side: Side) -> list[tuple[Fold, tuple[Placed, Placed]]]:
    found = []
    columns = side.sheet.columns
    uprights = [joint for joint in side.joints if joint.upright]
    for index, page in enumerate(side.pages):
        column = index % columns
        if column < columns - 1 and uprights[column].joint == "spine":
            found.append((uprights[column], (page, side.pages[index + 1])))
    return found


def _on_spine(drawing: Drawing, joint: Fold, page: Placed, number: int) -> None:
    steps = max(1, int((page.trim.height - 20 * MM) // _TALL))
    down = 10 * MM + (number % steps) * _TALL
    y = page.trim.y0 + down if page.cell.turned else page.trim.y1 - down - _TALL
    drawing.area(joint.at - COLLATION, y, 2 * COLLATION, _TALL, BLACK)  # in the block, where no plate but one needs it


def _beside(drawing: Drawing, side: Side, joint: Fold, page: Placed, number: int) -> None:
    """At the block's upper edge where the pair stands there, else at the lower."""
    upper = page.trim.y1 >= max(other.trim.y1 for other in side.pages) - 1e-6
    away = 2 * MM + (number % 16) * 2 * MM
    y = side.bleed.y1 + 2 * MM if upper else side.bleed.y0 - 2 * MM - 3 * MM
    drawing.area(joint.at + away, y, 1.2 * MM, 3 * MM)


# ---- targets, bar, slug


def _register(drawing: Drawing, side: Side, folds: Folds) -> None:
    """A cross in a circle beside the middle of each edge: plates are in register when all crosses are one."""
    around = side.bleed
    away = _GAP + _REACH + 0.4 * MM
    level = _free((around.y0 + around.y1) / 2, [y for _x, y, *_rest in _levels(side)])
    sides = ((around.x0 - away, level), (around.x1 + away, level))
    ends = (
        (_quarter(side, folds, "below"), around.y0 - away),
        (_quarter(side, folds, "above"), around.y1 + away),
    )
    for x, y in (*sides, *ends):
        drawing.circle(x, y, _TARGET, _WEIGHT)
        drawing.lines(((x - _REACH, y, x + _REACH, y), (x, y - _REACH, x, y + _REACH)), _WEIGHT)


def _levels(side: Side) -> Segments:
    """Every horizontal mark at the left and right."""
    return [line for line in (*_crops(side), *_folds(side)) if line[1] == line[3]]


def _free(wanted: float, taken: list[float]) -> float:
    """The place nearest above `wanted` at which a target meets no other mark."""
    while any(abs(wanted - place) < _REACH + 1 * MM for place in taken):
        wanted += 1 * MM
    return wanted


def _quarter(side: Side, folds: Folds, edge: str) -> float:
    """Across the sheet, at the middle of the last column, or beside a leaflet's fold there."""
    last = _edges(side)[edge][-1]
    return _free((last.trim.x0 + last.trim.x1) / 2, within(last, folds))


def _bar(drawing: Drawing, side: Side, legend: Legend) -> None:
    """Solids, overprints, tints and grey balance along the sheet's tail, away from the gripper."""
    if side.standing:
        _bar_upright(drawing, side, legend.patches)
        return
    room = _clear(side, legend.folds)
    patches = legend.patches[: max(0, int(room.width // _PATCH))]
    for index, ink in enumerate(patches):
        drawing.area(room.x0 + index * _PATCH, side.bleed.y1 + 1.2 * MM, _PATCH, _PATCH, ink)


def _bar_upright(drawing: Drawing, side: Side, inks: tuple[Ink, ...]) -> None:
    """The same on a standing sheet, whose tail is at the right of the front and at the left of the back."""
    page = side.pages[0]
    top = page.trim.y1 - 2 * MM
    end = page.trim.y0 + 2 * MM
    if side.sheet.rows == 1:
        end = (page.trim.y0 + page.trim.y1) / 2 + _REACH + 2 * MM  # the target is in the middle
    x = side.bleed.x0 - 1.2 * MM - _PATCH if side.back else side.bleed.x1 + 1.2 * MM
    for index, ink in enumerate(inks[: max(0, int((top - end - 12 * MM) // _PATCH))]):
        drawing.area(x, top - (index + 1) * _PATCH, _PATCH, _PATCH, ink)


def _clear(side: Side, folds: Folds) -> Box:
    """The stretch above the first column between its trims, free of other marks."""
    first = side.pages[0]
    end = first.trim.x1 - 2 * MM
    if side.sheet.columns == 1:
        end = (first.trim.x0 + first.trim.x1) / 2 - _REACH - 2 * MM  # the target is in the middle
    below = side.pages[(side.sheet.rows - 1) * side.sheet.columns]
    end = min([end, *(x - 2 * MM for page in (first, below) for x in within(page, folds))])
    return Box(first.trim.x0 + 2 * MM, side.bleed.y1, end, side.bleed.y1 + _LENGTH)


def _slug(drawing: Drawing, side: Side, legend: Legend) -> None:
    """One line between the trims of the first column, at the gripper side; made smaller where it is too long.

    What it says stands on every plate; then comes each ink's name, on its plate alone.
    """
    room = _clear(side, legend.folds)
    stretches = ((legend.words, ALL), *legend.inks)
    wide = sum(words_width(words, _SLUG) + _SLUG for words, _ink in stretches)
    size = min(_SLUG, _SLUG * room.width / wide)
    if size < _LEAST_SLUG:
        return  # a page too narrow for words that anyone could read
    x = room.x0
    for words, ink in stretches:
        drawing.words(words, size, x, side.bleed.y0 - 3.2 * MM, ink)
        x += words_width(words, size) + size
