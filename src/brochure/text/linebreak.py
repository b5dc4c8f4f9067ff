"""Total-fit line breaking on numbers only (Knuth & Plass 1981), with Chinese glue. Knows no font and no character.

From every place a line can begin, only the window of places where it can end is looked at, found by bisection on the
running sum of widths; so ordinary Han text costs a few evaluations a character. All integers: the same everywhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

INFINITE = 10**12
COMFORT = 100
"""Stretch of a Han–Han place, in 1/1000 em, at which a line counts as fully stretched (typography.md §5: ≤ ~0.1 em)."""
LINE_COST = 10
SQUEEZE_COST, STRETCH_COST = 50, 100
"""Squeezing in is preferred to pushing out (CLREQ: 先挤进后推出)."""
WORST = 100_000
OVERFULL = 1_000_000


@dataclass(frozen=True, slots=True)
class Problem:
    """What the breaker is given; see `breaks.Boxes`. `position[i]` is box i's start with everything natural.

    `stretch`, `shrink`, `spread` are running sums of the glue before box i. `measure(line)` gives a line's width.
    `ragged` lines are neither stretched nor squeezed. `tail[i]` is the cost of box i beginning the last line.
    """

    position: list[int]
    width: list[int]
    stretch: list[int]
    shrink: list[int]
    spread: list[int]
    penalty: list[int | None]
    hyphen: list[int]
    tail: list[int]
    measure: Callable[[int], int]
    ragged: bool
    forced: int


def break_lines(problem: Problem) -> tuple[list[int], int]:
    """Indexes of the boxes that end lines, the last included, and the worst line's badness.

    Tries ordinary tolerance first, then any stretch, and at last lets a line run over: the caller sees it in the width.
    """
    for tolerance in (150, 800, 0):
        found = _search(problem, tolerance)
        if found is not None:
            return found
    raise AssertionError("the last pass always ends")  # pragma: no cover


def _search(problem: Problem, tolerance: int) -> tuple[list[int], int] | None:
    """Cheapest breaks with no line stretched beyond `tolerance` percent of comfort; 0 means anything goes."""
    count = len(problem.width)
    cost = [INFINITE] * (count + 1)
    came = [(-1, 0)] * (count + 1)
    line_of = [0] * (count + 1)
    cost[0] = 0
    forced = -1
    for first in range(count):
        if cost[first] >= INFINITE:
            continue
        if forced < first:
            forced = _next_forced(problem.penalty, first, problem.forced)
        _lines_from(problem, first, forced, tolerance, cost, came, line_of)
    if cost[count] >= INFINITE:
        return None
    ends: list[int] = []
    worst, at = 0, count
    while at > 0:
        ends.append(at - 1)
        at, bad = came[at]
        worst = max(worst, bad)
    return ends[::-1], worst


def _lines_from(
    problem: Problem, first: int, forced: int, tolerance: int, cost: list[int], came: list[tuple[int, int]],
    line_of: list[int],
) -> None:  # fmt: skip
    """Try every line that begins with box `first`; better ways to the boxes after it are written to `cost` and `came`."""
    position, width, penalty, hyphen = problem.position, problem.width, problem.penalty, problem.hyphen
    stretch, shrink, spread, ragged = problem.stretch, problem.shrink, problem.spread, problem.ragged
    line = line_of[first] + 1
    measure = problem.measure(line - 1)
    limit = position[first] + measure
    start = first
    if tolerance and not ragged:
        reach = tolerance * (COMFORT * (measure // 1000) + 600) // 100
        start = max(first, bisect_left(position, limit - reach, first, forced) - 2)
    placed = False
    for end in range(start, forced + 1):
        cut = penalty[end]
        if cut is None:
            continue
        spare = limit - position[end] - width[end] - hyphen[end]
        ends = end == forced
        if spare < 0:
            room = 0 if ragged else shrink[end] - shrink[first]
            if -spare > room:
                if tolerance or placed:
                    break
                bad = OVERFULL - spare  # the emergency pass: the shortest line there is, and the caller is told
            else:
                bad = SQUEEZE_COST * (-spare) ** 3 // room**3
        elif ends:
            bad = 0
        elif ragged:
            bad = 400 * spare**3 // measure**3
        else:
            room = stretch[end] - stretch[first] + COMFORT * (spread[end] - spread[first])
            if tolerance and spare * 100 > tolerance * room:
                continue
            bad = min(STRETCH_COST * spare**3 // room**3, WORST) if room else WORST
        demerits = cost[first] + (LINE_COST + bad) ** 2 + (problem.tail[first] if ends else cut * cut)
        placed = True
        if demerits < cost[end + 1]:
            cost[end + 1] = demerits
            came[end + 1] = (first, bad)
            line_of[end + 1] = line
        if bad > OVERFULL:
            break


def _next_forced(penalty: list[int | None], first: int, forced: int) -> int:
    for index in range(first, len(penalty)):
        cut = penalty[index]
        if cut is not None and cut <= forced:
            return index
    return len(penalty) - 1
