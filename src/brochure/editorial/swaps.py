"""Two figures that changed places: each is right by its value and stands beside the other's noun.

For two figures of the same kind the words around each are looked at in both languages: nouns of a small dictionary,
from and to, and figures of another kind (the year beside an amount). Only where both figures stand beside what belongs
to the other, and neither beside its own, is it said; where the two languages also have them in another order, one of
the two will do, or a range or proportion that is turned round. Anything less is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from brochure.editorial.nouns import nouns
from brochure.editorial.quantity import Quantity, family

Matched = tuple[Quantity, Quantity]
_STOPS_ZH = re.compile(r"[，。；：、！？（）()]|(?<=[\u4e00-\u9fff])[和与及](?![^，。；、\d]{1,6}的)|——")
_STOPS_EN = re.compile(r"[;:.!?()](?=\s|$)|,(?=\s)|\b(?:and|while|but|with)\b|—|[()]", re.I)
_JOINT = re.compile(r"\s*(?:[-–—~～:：∶至到]|——|to)\s*")
_FROM_ZH = re.compile(r"[由从自][^，。；到至]{0,8}$")
_TO_ZH = re.compile(r"(?:到|至|为|达|成)[了近约超逾过]{0,2}(?:人民币)?$")
_FROM_EN = re.compile(r"\bfrom (?:[a-z]+ ){0,3}(?:RMB |US\$|¥)?$", re.I)
_COUNTED = (
    re.compile(r"[^\d，。、；：的和与及到至]{0,6}"),
    re.compile(r"(?:[ -](?!(?:in|of|for|to|at|with|and|from|on|by|per|or|as|over|than|worth)\b)[A-Za-z’'-]+){0,4}"),
)
"""What follows a figure and is counted by it."""
_TO_EN = re.compile(r"\b(?:to|reach(?:ed|ing)?) (?:[a-z]+ ){0,3}(?:RMB |US\$|¥)?$", re.I)


def swapped(zh: str, en: str, matched: Sequence[Matched]) -> Iterator[tuple[Matched, Matched]]:
    """Pairs of matched figures that stand in each other's place."""
    strong = [pair for pair in matched if all(figure.strong and not figure.label for figure in pair)]
    kinds: dict[tuple[str, str], list[Matched]] = {}
    for pair in strong:
        kinds.setdefault((family(pair[0].unit), family(pair[1].unit)), []).append(pair)
    for group in kinds.values():
        if len(group) < 2:
            continue
        ours = [_around(zh, pair, 0, matched, _STOPS_ZH) for pair in group]
        theirs = [_around(en, pair, 1, matched, _STOPS_EN) for pair in group]
        for one, two in combinations(range(len(group)), 2):
            if group[one][0].value == group[two][0].value:
                continue
            own = ours[one] - ours[two], ours[two] - ours[one]
            said = theirs[one] - theirs[two], theirs[two] - theirs[one]
            if own[0] & said[0] or own[1] & said[1]:
                continue
            turned = (group[one][0].start < group[two][0].start) != (group[one][1].start < group[two][1].start)
            crossed = bool(own[0] & said[1]), bool(own[1] & said[0])
            if all(crossed) or (turned and (any(crossed) or _joined(zh, en, group[one], group[two]))):
                yield group[one], group[two]


def _joined(zh: str, en: str, one: Matched, two: Matched) -> bool:
    """Whether both languages set the two figures as a range or a proportion: 3:5, 9:00—17:30."""
    between = [
        text[min(a, b, key=lambda q: q.start).end : max(a, b, key=lambda q: q.start).start]
        for text, a, b in ((zh, one[0], two[0]), (en, one[1], two[1]))
    ]
    return all(_JOINT.fullmatch(words) for words in between)


def _named(words: str, side: int) -> set[object]:
    return {number for number, patterns in enumerate(nouns()) if patterns[side].search(words)}


def _around(text: str, pair: Matched, side: int, matched: Sequence[Matched], stops: re.Pattern[str]) -> set[object]:
    """What stands beside a figure: numbers of nouns, from or to, and places of other figures in `matched`."""
    figure = pair[side]
    low = max((stop.end() for stop in stops.finditer(text, 0, figure.start)), default=0)
    after = stops.search(text, figure.end)
    high = after.start() if after else len(text)
    others = [other[side] for other in matched if other is not pair]
    alike = [other for other in others if family(other.unit) == family(figure.unit)]
    found: set[object] = set()
    from_, to = ((_FROM_ZH, _TO_ZH), (_FROM_EN, _TO_EN))[side]
    before = text[max(0, figure.start - 40) : figure.start]
    if from_.search(before):
        found.add("from")
    elif to.search(before):
        found.add("to")
    if any(low <= other.start < high for other in alike):  # two of a kind in one clause: only what is counted is sure
        counted = _COUNTED[side].match(text, figure.end)
        return found | _named(counted[0] if counted else "", side)
    found |= _named(text[low:high], side)
    found |= {
        ("figure", number)
        for number, other in enumerate(matched)
        if other is not pair and low <= other[side].start < high
    }
    return found
