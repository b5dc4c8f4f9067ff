"""One line's glue, set: first squeezed or stretched by CLREQ's order, each kind to its limit before the next.

All of a kind give way equally; what the last level of stretch leaves is spread over every place that may open
(CLREQ §reduction_and_expansion_of_inter-character_spacing; typography.md §5).
"""

from __future__ import annotations

from brochure.text.breaks import Boxes

SHRINK_LEVELS = (2, 3, 4, 5, 6, 7)
STRETCH_LEVELS = (1, 2)


def set_glue(boxes: Boxes, first: int, last: int, spare: int) -> list[int]:
    """Glue after the boxes `first`…`last - 1` of a line that has `spare` (negative: lacks) 1/1000 em."""
    glue = boxes.glue[first:last]
    if spare < 0:
        return _shrink(boxes, first, glue, -spare)
    if spare > 0:
        return _stretch(boxes, first, glue, spare)
    return glue


def _shrink(boxes: Boxes, first: int, glue: list[int], need: int) -> list[int]:
    for level in SHRINK_LEVELS:
        places = [at for at in range(len(glue)) if boxes.shrink_level[first + at] == level and boxes.shrink[first + at]]
        if not places:
            continue
        need -= _share(glue, places, [boxes.shrink[first + at] for at in places], need, -1)
        if need <= 0:
            break
    return glue


def _stretch(boxes: Boxes, first: int, glue: list[int], need: int) -> list[int]:
    for level in STRETCH_LEVELS:
        places = [
            at for at in range(len(glue)) if boxes.stretch_level[first + at] == level and boxes.stretch[first + at]
        ]
        if places:
            need -= _share(glue, places, [boxes.stretch[first + at] for at in places], need, 1)
        if need <= 0:
            return glue
    places = [at for at in range(len(glue)) if boxes.spread[first + at]]
    if places:
        each, rest = divmod(need, len(places))
        for number, at in enumerate(places):
            glue[at] += each + (1 if number < rest else 0)
    return glue


def _share(glue: list[int], places: list[int], limits: list[int], need: int, sign: int) -> int:
    """Take up to `need` from the places, equally, none beyond its limit; gives what was taken."""
    taken = 0
    open_places = sorted(zip(limits, places, strict=True))
    left = len(open_places)
    for limit, at in open_places:
        part = min(limit, (need - taken + left - 1) // left)
        glue[at] += sign * part
        taken += part
        left -= 1
    return taken
