"""Total fit on numbers only: the cheapest way to end the lines of a section (Knuth and Plass 1981; typography.md §16).

Everything is an integer in 1/1000 em, so the result does not depend on the order of additions. A quick walk that
takes the best next line each time gives an upper bound; the search proper then visits only what can still beat it. In
Chinese, where most lines need nothing, that is little more than the walk itself.

Departures from the paper: costs are per line, not squared sums of badness and penalty, because "squeeze in before
pushing out" (CLREQ) is an order and not a matter of degree; any stretch costs more than the hardest squeeze. A place
that no line reaches well is reached by the loosest or, at last, by an overfull line, locally: there is one pass.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from brochure.dataclass import dataclass

INFINITE = 1 << 60
FORBIDDEN = -1
SQUEEZE, SQUEEZED = 10, 40
"""A squeezed line: base, and what squeezing to the limit adds."""
OPENED = 100
"""Base of a line whose Han is let out: more than any squeeze."""
GAPS = 50
"""Base of a line whose spaces and gaps alone are let out."""
UNEVEN = 20
"""Denominator of the cost of letting out Han: the square of 1/1000 em a place, over this."""
LOOSE, OVERFULL = 1_000_000, 100_000_000
DESPERATE = 50_000
"""Penalty of a line end that tears something: anywhere in a word, a figure, or between marks that must not part."""
LAST_RESORT = 5_000_000
"""Of marks: a prohibition gives way only to ink outside the column."""
TORN = 3000
"""Base of a Latin line whose word spaces are wider than they may be: worse than any hyphen."""
HOPELESS = 15_000
"""Cost of a walk from which on the search looks at lines beyond `REACH` too."""
REACH = 4
"""The part of the measure that a line may lack: Han a quarter of an em apart."""
HYPHENS_IN_A_ROW, TOO_MANY = 2, 1_000_000
"""How many lines in a row may end in a hyphen, and what each further one costs."""
RAGGED_HYPHEN = 340
"""What a hyphen costs more in ragged English: there a line may as well be short."""
WIDEST_HYPHEN = 500
"""More than any hyphen takes (1/1000 em)."""
HANG, HANG_CENTRED = (500, 500), (1000, 0)
"""What a mark at a line's end leaves of its em outside, hung, and what it takes beyond its box, inside: half an em is a
stop's ink and half its blank; a centred mark of zh-Hant is one box."""


@dataclass(slots=True)
class Problem:
    """What the breaker is given; the lists are those of `breaks.Items`.

    `measures` are the widths of the first lines, the last one that of all others. `runts` maps a box to the cost of
    beginning the last line with it. `ragged` lines are neither stretched nor squeezed; `latin` ones stretch by ratio.
    """

    at: list[int]
    out: list[int]
    penalty: list[int]
    glue_at: list[int]
    shrink: list[int]
    stretch: list[int]
    closed: list[int]
    first: int
    last: int
    measures: list[int]
    runts: dict[int, int]
    hyphens: dict[int, tuple[int, int]]
    hangs: set[int]
    ragged: bool
    latin: bool
    dashes: set[int]
    hang: tuple[int, int] = HANG


Parts = tuple[
    list[int], list[int], list[int], list[int], list[int], list[int], list[int], int, list[int],
    dict[int, int], dict[int, tuple[int, int]], set[int], bool, bool,
]  # fmt: skip
"""A problem laid open: reading one tuple is quicker than fourteen attributes, and it is read at every place."""


def _parts(problem: Problem) -> Parts:
    return (
        problem.at, problem.out, problem.penalty, problem.glue_at, problem.shrink, problem.stretch, problem.closed,
        problem.last, problem.measures, problem.runts, problem.hyphens, problem.hangs, problem.ragged, problem.latin,
    )  # fmt: skip


def break_lines(problem: Problem) -> tuple[list[int], int]:
    """Boxes that end lines, the last included, and what it costs."""
    parts = _parts(problem)
    ends, bound = _walk(problem, parts)
    if bound <= SQUEEZE:
        return ends, bound  # nothing to gain worth the search
    better = _search(problem, parts, bound)
    return better if better is not None else (ends, bound)


def candidates(problem: Problem, start: int, line: int, limit: int) -> list[tuple[int, int]]:
    """Ends of a line that begins with box `start`, and what each costs, none above `limit` unless there is no other.

    From the longest line to the shortest. See the module for what happens when nothing fits.
    """
    return _ends(problem, _parts(problem), start, line, limit, False)


def _ends(problem: Problem, parts: Parts, start: int, line: int, limit: int, greedy: bool) -> list[tuple[int, int]]:
    """See `candidates`; `greedy` wants only what is cheaper than all before."""
    at, out, penalty, glue_at, _, stretch, closed, last, measures, runts, hyphens, hangs, ragged, latin = parts
    measure = measures[line] if line < len(measures) else measures[-1]
    goal = at[start] + measure
    found: list[tuple[int, int]] = []
    since = bisect_left(glue_at, start)
    end = bisect_right(out, goal, start, last + 1) - 1  # the last box that fits unsqueezed
    if hangs or (end < last and not ragged and _gives(parts, start, end, since, goal)):
        _squeezed(problem, (start, end, since), goal, limit, found)
    floor = goal - measure // REACH if not ragged else goal - measure
    open_end = limit == INFINITE
    if greedy and found:
        limit = min(cost for _, cost in found)
    if end == last:  # the last line may be as short as it is
        cost = runts.get(start, 0)
        if cost <= limit:
            found.append((end, cost))
        end -= 1
    while end >= start:
        spare = goal - out[end]
        if goal - spare < floor:
            break
        cut = penalty[end]
        if cut >= 0:
            if end in hyphens:
                spare -= hyphens[end][1]
            if end in hangs:  # a full em inside, or all of the mark outside (CSS `allow-end`)
                outside, inside = problem.hang
                spare += -inside if spare >= inside else outside
            if spare < 0:
                end -= 1
                continue
            if ragged:
                cost = spare * spare // 40000 + (cut + RAGGED_HYPHEN if latin and end in hyphens else cut)
            elif spare == 0:
                cost = cut
            else:
                until = bisect_left(glue_at, end, since)
                places = end - start - closed[until] + closed[since]
                cost = _let_out(spare, stretch[until] - stretch[since], places, latin) + cut
            if cost <= limit:
                found.append((end, cost))
                if greedy:
                    limit = cost
            elif cost - cut > limit:
                break  # shorter lines only cost more
        end -= 1
    if open_end and (not found or (found[-1][1] >= DESPERATE and min(found, key=_price)[1] >= DESPERATE)):
        _emergency(problem, start, goal, found)
    return found


def _price(choice: tuple[int, int]) -> int:
    return choice[1]


def _gives(parts: Parts, start: int, end: int, since: int, goal: int) -> bool:
    """Whether the first box that does not fit, or one whose hyphen does not, could be squeezed in."""
    _, out, _, glue_at, shrink, _, _, _, _, _, hyphens, _, _, _ = parts
    if out[end + 1] - goal <= shrink[bisect_left(glue_at, end + 1, since)] - shrink[since]:
        return True
    while hyphens and end > start and out[end] > goal - WIDEST_HYPHEN:
        if end in hyphens and out[end] + hyphens[end][1] > goal:
            return True
        end -= 1
    return False


def _squeezed(
    problem: Problem, place: tuple[int, int, int], goal: int, limit: int, found: list[tuple[int, int]]
) -> None:
    """Lines that must be squeezed to fit, or whose last mark hangs; `place` is the start, the last box that fits, and
    the first glue after the start."""
    out, penalty, shrink, last = problem.out, problem.penalty, problem.shrink, problem.last
    start, end, since = place
    glue_at, count, until = problem.glue_at, len(problem.glue_at), since
    longest: list[tuple[int, int]] = []
    begin = end + 1
    while problem.hyphens and begin > start and out[begin - 1] > goal - WIDEST_HYPHEN:
        begin -= 1  # the box fits, but not with its hyphen
    for box in range(begin, last + 1):
        if box <= end and (box not in problem.hyphens or out[box] + problem.hyphens[box][1] <= goal):
            continue
        until = bisect_left(glue_at, box, until) if until < count else until
        need = out[box] - goal
        if box in problem.hangs:
            need -= problem.hang[0]
        if box in problem.hyphens:
            need += problem.hyphens[box][1]
        room = 0 if problem.ragged else shrink[until] - shrink[since]
        if need > room:
            # what a further box adds is more than what it lets squeeze, unless it hangs
            if out[box] - goal > room + (1000 if problem.hangs else 0):
                break
            continue
        cut = penalty[box]
        if cut < 0:
            continue
        if need <= 0:
            places = box - start - problem.closed[until] + problem.closed[since]
            wide = problem.stretch[until] - problem.stretch[since]
            cost = _let_out(-need, wide, places, problem.latin) if need else 0
        elif problem.latin:
            cost = SQUEEZED * need**3 // room**3
        else:
            cost = SQUEEZE + SQUEEZED * need * need // (room * room)
        cost += problem.runts.get(start, 0) if box == last else cut
        if cost <= limit:
            longest.append((box, cost))
    found.extend(reversed(longest))


def _let_out(spare: int, room: int, places: int, latin: bool) -> int:
    """What it costs to stretch a line by `spare`, of which spaces and gaps take `room` before `places` of Han must."""
    if spare <= room:
        ratio = spare * 100 // room
        # English: as the paper, by the cube; in Chinese also a base, so that squeezing comes first
        return ratio**3 // 10000 if latin else GAPS + ratio * ratio // 200
    if places:
        each = (spare - room) * 1 // places
        return OPENED + each * each // UNEVEN
    if room:
        ratio = spare * 100 // room
        return min(TORN + ratio**3 // 500, LOOSE)
    return LOOSE


def _emergency(problem: Problem, start: int, goal: int, found: list[tuple[int, int]]) -> None:
    """No line fits well: the loosest there is, or, when even the first place to end lies outside, an overfull one.

    A loose line comes before prohibitions that gave way and words cut anywhere.
    """
    out, penalty, last = problem.out, problem.penalty, problem.last
    end = bisect_right(out, goal, start, last + 1) - 1
    while end >= start:
        spare = goal - out[end] - problem.hyphens.get(end, (0, 0))[1]
        if 0 <= penalty[end] < DESPERATE and spare >= 0:
            since, until = bisect_left(problem.glue_at, start), bisect_left(problem.glue_at, end)
            wide = problem.stretch[until] - problem.stretch[since]
            places = end - start - problem.closed[until] + problem.closed[since]
            cost = LOOSE if problem.ragged else _let_out(spare, wide, places, False) if spare else 0
            found.append((end, min(cost, LOOSE) + penalty[end] + (problem.runts.get(start, 0) if end == last else 0)))
            return
        end -= 1
    if found:
        return
    end = start
    while end < last and penalty[end] < 0:
        end += 1
    found.append((end, OVERFULL + out[end] - goal))


def _walk(problem: Problem, parts: Parts) -> tuple[list[int], int]:
    """Lines taken one after the other, each the cheapest that its start allows; gives ends and cost."""
    ends: list[int] = []
    total = line = hyphens = 0
    start = problem.first
    while start <= problem.last:
        found = _ends(problem, parts, start, line, INFINITE, True)
        end, cost = found[0] if len(found) == 1 else min(found, key=lambda pair: (pair[1], -pair[0]))
        hyphens = hyphens + 1 if end in problem.hyphens or end in problem.dashes else 0
        total += cost + (TOO_MANY if hyphens > HYPHENS_IN_A_ROW else 0)
        ends.append(end)
        start = end + 1
        line += 1
    return ends, total


def _search(problem: Problem, parts: Parts, bound: int) -> tuple[list[int], int] | None:
    """The cheapest breaks below `bound`, or None: shortest paths from start to start, in order.

    A node is a start and how many lines before it ended in hyphens (`start << 2 | row`).
    """
    first, last, hyphens, dashes = problem.first, problem.last, problem.hyphens, problem.dashes
    cost: dict[int, int] = {first << 2: 0}
    came: dict[int, tuple[int, int]] = {first << 2: (-1, 0)}
    loose = bound >= HOPELESS
    waiting = [first << 2]
    best = -1
    at = 0
    while at < len(waiting):
        node = waiting[at]
        at += 1
        so_far = cost[node]
        start, row = node >> 2, node & 3
        if so_far >= bound or start > last:
            continue
        line = came[node][1]
        for end, price in _ends(problem, parts, start, line, INFINITE if loose else bound - so_far - 1, False):
            total, after = so_far + price, (end + 1) << 2
            if end in hyphens or end in dashes:
                if row == HYPHENS_IN_A_ROW:
                    total += TOO_MANY
                    after |= row
                else:
                    after |= row + 1
            if total >= bound:
                continue
            known = cost.get(after)
            if known is None:
                waiting.insert(bisect_left(waiting, after, at), after)
            elif known <= total:
                continue
            cost[after] = total
            came[after] = (node, line + 1)
            if end == last:
                bound, best = total, after
    if best < 0:
        return None
    ends: list[int] = []
    node = best
    while node != first << 2:
        ends.append((node >> 2) - 1)
        node = came[node][0]
    return ends[::-1], cost[best]
