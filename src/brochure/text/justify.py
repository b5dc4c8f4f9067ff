"""One line's glue, set: first squeezed or let out by CLREQ's order, each kind to its limit before the next.

All of a kind give way equally; what the last level leaves is spread over every place that may open
(CLREQ §reduction_and_expansion_of_inter-character_spacing; typography.md §5).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from brochure.dataclass import dataclass, field
from brochure.text.clreq import Glue

SPREAD = 3
"""Level of what Han is let out by, after word spaces (1) and gaps (2)."""
BEYOND = 4
"""Level of what is put into spaces and gaps beyond their limit, when a line has no Han to let out."""
TORN = 500
"""Until Han stands as far apart as that, no gap exceeds its limit of half an em (1/1000 em a place)."""


@dataclass(slots=True)
class Setting:
    """How a line's glue is set: changes by box; `each` place to spread gets that much, the first `rest` one more.

    `used` tells by level how much was taken (negative) or given. `left` is what could not be placed.
    """

    changes: dict[int, int] = field(default_factory=dict)
    each: int = 0
    rest: int = 0
    used: list[tuple[int, int]] = field(default_factory=list)
    left: int = 0


def set_glue(glue_at: Sequence[int], glues: Sequence[Glue], first: int, last: int, places: int, spare: int) -> Setting:
    """Set the glue after boxes `first`…`last - 1` of a line that has `spare` (negative: lacks) 1/1000 em.

    `places` is how many of them may open.
    """
    setting = Setting(left=spare)
    if not spare or first == last:
        return setting
    begin = bisect_left(glue_at, first)
    end = bisect_left(glue_at, last, begin)
    levels: dict[int, list[tuple[int, int]]] = {}
    if spare < 0:
        for at in range(begin, end):
            glue = glues[at]
            if glue.shrink:
                levels.setdefault(glue.shrink_level, []).append((glue.shrink, glue_at[at]))
        for level in sorted(levels):
            if _share(setting, levels[level], level, -1):
                break
        return setting
    for at in range(begin, end):
        glue = glues[at]
        if glue.stretch:
            levels.setdefault(glue.stretch_level, []).append((glue.stretch, glue_at[at]))
    for level in sorted(levels):
        if _share(setting, levels[level], level, 1):
            return setting
    torn = places and setting.left > TORN * places
    beyond = [(setting.left, glue_at[at]) for at in range(begin, end) if glues[at].stretch_level]
    if beyond and (torn or not places):
        # more than Han may open: spaces and gaps take their part again, all places equally
        keep = setting.left * places // (places + len(beyond))
        setting.left -= keep
        _share(setting, beyond, BEYOND, 1)
        setting.left += keep
    if places and setting.left:
        setting.each, setting.rest = divmod(setting.left, places)
        setting.used.append((SPREAD, setting.left))
        setting.left = 0
    return setting


def _share(setting: Setting, places: list[tuple[int, int]], level: int, sign: int) -> bool:
    """Put up to what is left into the places, equally, none beyond its limit; whether nothing is left."""
    need = abs(setting.left)
    taken = 0
    places.sort()
    count = len(places)
    for limit, box in places:
        part = min(limit, -((taken - need) // count))
        setting.changes[box] = setting.changes.get(box, 0) + sign * part
        taken += part
        count -= 1
    setting.used.append((level, sign * taken))
    setting.left -= sign * taken
    return taken >= need
