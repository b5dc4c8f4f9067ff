"""Two figures that changed places: each is right by its value and stands beside the other's noun.

For two figures of the same kind the words around each are looked at in both languages: nouns of a small dictionary,
from and to, and figures of another kind (the year beside an amount). Only where both figures stand beside what belongs
to the other, and neither beside its own, is it said; where the two languages also have them in another order, one of
the two will do, or a range or proportion that is turned round. Anything less is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from brochure.editorial.nouns import nouns
from brochure.editorial.quantity import Quantity, family
from brochure.regex import regex

Matched = tuple[Quantity, Quantity]
_STOPS_ZH = regex(r"[，。；：、！？（）()／｜|]|(?<=[\u4e00-\u9fff])[和与及](?![^，。；、\d]{1,6}的)|——")
_STOPS_EN = regex(r"[;:.!?()](?=\s|$)|\s[/|]\s|,(?=\s)|\b(?:and|while|but|with)\b|—|[()]", re.I)
_JOINT = regex(r"\s*(?:[-–—~～:：∶至到]|——|to)\s*")
_FROM_ZH = regex(r"[由从自][^，。；到至]{0,8}$")
_TO_ZH = regex(r"(?:到|至|为|达|成)[了近约超逾过]{0,2}(?:人民币)?$")
_FROM_EN = regex(r"\bfrom (?:[a-z]+ ){0,3}(?:RMB |US\$|¥)?$", re.I)
_COUNTED = (
    regex(r"[^\d，。、；：的和与及到至]{0,6}"),
    regex(r"(?:[ -](?!(?:in|of|for|to|at|with|and|from|on|by|per|or|as|over|than|worth)\b)[A-Za-z’'-]+){0,4}"),
)
"""What follows a figure and is counted by it."""
_TO_EN = regex(r"\b(?:to|reach(?:ed|ing)?) (?:[a-z]+ ){0,3}(?:RMB |US\$|¥)?$", re.I)


def _share(en: str, *figures: Quantity) -> bool:
    """Eight companies in ten: the two are one share."""
    less, more = sorted(figures, key=lambda figure: figure.value)
    if more.value not in (10, 100, 1000):
        return False
    between = en[less.end : more.start] if less.end <= more.start else ""
    return re.search(r"\b(?:in|out of|of)(?: every)? $", between) is not None and not re.search(r"[,.;:]", between)


def _aimed(zh: str, en: str, one: Matched, two: Matched) -> bool:
    """Whether one figure is what is reached in Chinese (增至61家) and the other in English (grew to 28)."""
    ours = [bool(_REACHED_ZH.search(zh[max(0, pair[0].start - 8) : pair[0].start])) for pair in (one, two)]
    theirs = [bool(_REACHED_EN.search(en[max(0, pair[1].start - 40) : pair[1].start])) for pair in (one, two)]
    left = [bool(_FROM_EN.search(en[max(0, pair[1].start - 40) : pair[1].start])) for pair in (one, two)]
    return ours[0] != ours[1] and ours[0] == theirs[1] and ours[1] == theirs[0] and (left[0] or left[1])


_REACHED_ZH = regex(
    r"(?:增|升|提高|提升|扩|涨|降|减|缩短|压缩|下降|增加|上升|增长|拓展|扩大|扩展|发展)(?:到|至)了?[近约超逾]?$"
)
_REACHED_EN = regex(r"\bto (?:[a-z]+ ){0,2}(?:RMB |US\$|¥)?$", re.I)


def _respective(zh: str, en: str) -> bool | None:
    """With 分别 and `respectively`: whether both languages name the things in the same order; None without."""
    if "分别" not in zh or not re.search(r"\brespectively\b", en, re.I):
        return None
    before = zh[: zh.index("分别")]
    places = []
    for ours, theirs in nouns():
        a, b = [*ours.finditer(before)], [*theirs.finditer(en)]
        if len(a) == len(b) == 1:
            places.append((a[0].start(), b[0].start()))
    same = [(a - c) * (b - d) >= 0 for (a, b), (c, d) in combinations(places, 2)]
    return True if all(same) else False if not any(same) else None


def mispaired(zh: str, en: str, matched: Sequence[Matched]) -> Iterator[tuple[Matched, Matched]]:
    """Ranges whose ends come from two ranges: 8:30—12:00、13:30—17:00 as `17:00–12:00 and 13:30–8:30`."""
    whole = [pair for pair in matched if all(figure.strong for figure in pair)]
    values = [pair[0].value for pair in whole]
    if len(set(values)) < len(values):
        return
    for one, two in _ranges(en, whole, 1):
        mates = [pair for range_ in _ranges(zh, whole, 0) for pair in range_ if (one in range_) != (two in range_)]
        if mates:
            yield one, two


def _ranges(text: str, matched: Sequence[Matched], side: int) -> Iterator[tuple[Matched, Matched]]:
    ordered = sorted(matched, key=lambda pair: pair[side].start)
    for one, two in pairwise(ordered):
        a, b = one[side], two[side]
        if _RANGE.fullmatch(text, a.end, b.start) and (a.unit == b.unit or not a.unit or not b.unit):
            yield one, two


_RANGE = regex(r"\s*(?:[-–—~～至到]|——|to)\s*")


def turned_rates(zh: str, en: str, matched: Sequence[Matched]) -> Iterator[tuple[Matched, Matched]]:
    """每万人67件 as `10,000 for every 67 people`."""
    per = [pair for pair in matched if _PER_ZH.search(zh[max(0, pair[0].start - 2) : pair[0].start])]
    said = [pair for pair in matched if _PER_EN.search(en[max(0, pair[1].start - 8) : pair[1].start])]
    if len(per) == len(said) == 1 and per[0] is not said[0] and per[0][0].value >= 100:
        yield per[0], said[0]


_PER_ZH = regex("每$")
_PER_EN = regex(r"\b(?:per|every|each) $", re.I)


def swapped(zh: str, en: str, matched: Sequence[Matched]) -> Iterator[tuple[Matched, Matched]]:
    """Pairs of matched figures that stand in each other's place."""
    strong = [pair for pair in matched if all(figure.strong and not figure.label for figure in pair)]
    kinds: dict[str, list[Matched]] = {}
    for pair in strong:
        kinds.setdefault(family(pair[0].unit), []).append(pair)
    for group in kinds.values():
        if len(group) < 2:
            continue
        ours = [_around(zh, pair, 0, matched, _STOPS_ZH) for pair in group]
        theirs = [_around(en, pair, 1, matched, _STOPS_EN) for pair in group]
        for one, two in combinations(range(len(group)), 2):
            if group[one][0].value == group[two][0].value or _share(en, group[one][1], group[two][1]):
                continue
            own = ours[one] - ours[two], ours[two] - ours[one]
            said = theirs[one] - theirs[two], theirs[two] - theirs[one]
            if _aimed(zh, en, group[one], group[two]):
                yield group[one], group[two]
                continue
            if own[0] & said[0] or own[1] & said[1]:
                continue
            turned = (group[one][0].start < group[two][0].start) != (group[one][1].start < group[two][1].start)
            crossed = bool(own[0] & said[1]), bool(own[1] & said[0])
            exchanged = all(crossed) or (turned and (any(crossed) or _joined(zh, en, group[one], group[two])))
            if exchanged or turned == _respective(zh, en):
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
    if text[low - 1 : low] in ("：", ":") and not text[low : figure.start].strip():  # the label before a card's figure
        low = max((stop.end() for stop in stops.finditer(text, 0, low - 1)), default=0)
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
