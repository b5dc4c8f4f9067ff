"""A template drawn for a taller page, on a shorter one: nothing may run off the foot of the page.

Regions are written in lines of the type area, and a theme draws them for the page it was made for. Where a page has
fewer lines, running text ends on the last one and goes on overleaf. A template with anything else down there gives up
lines of its pictures and of its white first; only where those do not suffice do all regions shrink alike.
"""

from __future__ import annotations

from collections.abc import Callable

from brochure.theme import RegionModel, TemplateModel

TEXT = ("text", "flow", "notes")
SOFT = (*TEXT, "photo", "values")
"""What may be made lower without losing words: pictures are cropped, text goes on, the banner is drawn smaller."""
LEAST_TEXT = 6
"""Lines that a text region needs to be cut rather than moved."""
Place = Callable[[int], int]
"""The new number of a line, 0 before the first that is kept."""


def fitted(template: TemplateModel, lines: int) -> TemplateModel:
    """The template for a type area of so many lines."""
    last = max((region.lines[1] for region in template.regions if region.lines), default=0)
    if last <= lines:
        return template
    if all(_may_be_cut(region, lines) for region in template.regions if region.lines and region.lines[1] > lines):
        return template.copy(regions=tuple(_cut(region, lines) for region in template.regions))
    place = _places(template, lines, last)
    regions = tuple(_moved(region, place, lines) for region in template.regions)
    decor = tuple(one.copy(lines=_span(one.lines, place, lines)) if one.lines else one for one in template.decor)
    return template.copy(regions=regions, decor=decor)


def _may_be_cut(region: RegionModel, lines: int) -> bool:
    return region.holds in TEXT and region.lines is not None and lines - region.lines[0] + 1 >= LEAST_TEXT


def _cut(region: RegionModel, lines: int) -> RegionModel:
    return region.copy(lines=(region.lines[0], lines)) if region.lines and region.lines[1] > lines else region


def _places(template: TemplateModel, lines: int, last: int) -> Place:
    """Which lines go: evenly among those of pictures where three quarters of them are enough, else among those without
    words, else among all."""
    taken = {
        line: region.holds
        for soft in (True, False)
        for region in template.regions
        if region.lines and (region.holds in SOFT) == soft
        for line in range(region.lines[0], region.lines[1] + 1)
    }
    whole = list(range(1, last + 1))
    pictures = [line for line in whole if taken.get(line) in SOFT]
    wordless = [line for line in whole if taken.get(line, "photo") in SOFT]
    spare = last - lines
    among = next((some for some in (pictures, wordless) if spare <= len(some) * 3 // 4), whole)
    gone = {among[(2 * number + 1) * len(among) // (2 * spare)] for number in range(spare)}
    return lambda line: line - sum(lost <= line for lost in gone)


def _moved(region: RegionModel, place: Place, lines: int) -> RegionModel:
    caption = _moved(region.caption, place, lines) if region.caption else None
    return region.copy(lines=_span(region.lines, place, lines) if region.lines else None, caption=caption)


def _span(span: tuple[int, int], place: Place, lines: int) -> tuple[int, int]:
    """From the first kept line on; at least one line, and none below the last."""
    first = min(place(span[0] - 1) + 1, lines)
    return first, max(first, place(span[1]))
