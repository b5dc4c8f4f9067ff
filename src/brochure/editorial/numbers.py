"""A Chinese paragraph and its English → where their figures differ, by value.

Both sides are read into `Quantity` values and paired: first the same figure with the same hedge, then the same figure
with another hedge or unit, then what is left by likeness. What no pair explains is missing or extra. A figure may be
said twice in one language and once in the other; that is style, not a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from brochure.dataclass import dataclass
from brochure.diagnostics import Message
from brochure.editorial.chinese import read_chinese
from brochure.editorial.english import read_english
from brochure.editorial.mismatches import describe
from brochure.editorial.phrases import BUILT_IN, Phrases
from brochure.editorial.quantity import Fit, Quantity, agree, family, fit, rank
from brochure.editorial.rates import SPANS_EN, SPANS_ZH, wrong_rates
from brochure.editorial.swaps import mispaired, swapped, turned_rates
from brochure.regex import regex

Kind = Literal["missing", "extra", "different", "approximation", "unit", "swapped"]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One disagreement. `zh` or `en` is None where that language has no figure."""

    kind: Kind
    zh: Quantity | None
    en: Quantity | None
    message: Message


def compare(zh: str, en: str, phrases: Phrases = BUILT_IN) -> tuple[Mismatch, ...]:
    """Every figure on which a Chinese paragraph and its English differ, in the order of the text."""
    ours, theirs = read_chinese(zh, phrases), read_english(en, phrases)
    if not any(quantity.strong for quantity in (*ours, *theirs)) and not any(wrong_rates(zh, en)):
        return ()
    matching = _Matching(zh, en, ours, theirs)
    matching.run()
    found = [Mismatch(kind, a, b, describe(kind, a, b)) for kind, a, b in matching.faults]
    return tuple(
        sorted(
            found, key=lambda m: m.zh.start / max(len(zh), 1) if m.zh else m.en.start / max(len(en), 1) if m.en else 0
        )
    )


_FITS: tuple[Fit, ...] = ("same", "unsaid", "unit")
_ONE = regex(r"\b(?:an?|one|single|sole|only|each|every|per|another|first|the)\b", re.I)
_ONE_SPAN = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "da(?:y|il)|overnight", "week": "week",
    "month": "month",
}  # fmt: skip
"""How English says one of a span: an hour, daily, overnight."""
_ALL = regex(r"\b(?:all|full|fully|every|entire|entirely|complete|completely|whole|total coverage|universal)\b", re.I)
_THAT_YEAR = regex(r"\b(?:this|last|that|same|next|previous|following|preceding) year\b|\bthe year\b", re.I)
_SOME_YEAR = regex(r"[今去前明本当同次上翌]年|年[底初末内终]|岁末|近日|日前|截至|目前|年度|当时|届时|此后|以来|同期|月")
_MENTIONS = {
    "CNY": r"RMB|CNY|yuan|renminbi|¥|￥|CN¥", "USD": r"\$|USD|dollar", "EUR": r"€|EUR|euro",
    "HKD": r"HK|Hong Kong dollar",
    "GBP": r"£|GBP|pound|sterling", "JPY": r"yen|JPY", "mu": r"\bmu\b", "hectare": r"hectare|\bha\b",
    "m2": r"square[- ]met|sq|m²|㎡",
    "km2": r"square[- ]kilomet|sq|km²", "km": r"kilomet|\bkms?\b", "m": r"met(?:er|re)|\bm\b|\dm\b",
    "t": r"\bton|\bt\b", "kg": r"kilo|kg",
}  # fmt: skip


_FOREIGN = ("USD", "EUR", "GBP", "JPY", "HKD")
_FOREIGN_ZH = regex(r"美元|美金|欧元|英镑|日元|港元|港币|[$€£]")


@dataclass(slots=True)
class _Pairing:
    """How two figures stand to each other."""

    fit: Fit
    hedged: bool
    key: tuple[int, int, int, float]
    a: int
    b: int


class _Matching:
    """Pairs the figures of one paragraph; `faults` are what does not pair."""

    def __init__(self, zh: str, en: str, ours: tuple[Quantity, ...], theirs: tuple[Quantity, ...]) -> None:
        self.zh, self.en = zh, en
        self.ours, self.theirs = ours, theirs
        self.taken_a: set[int] = set()
        self.taken_b: set[int] = set()
        self.spans_b: dict[tuple[int, int], int] = {}
        self.faults: list[tuple[Kind, Quantity | None, Quantity | None]] = []
        self.matched: list[tuple[Quantity, Quantity]] = []

    def run(self) -> None:
        for pairing in self._pairings():
            a, b = pairing.a, pairing.b
            if a not in self.taken_a and b not in self.taken_b:
                self.taken_a.add(a)
                self.taken_b.add(b)
                self._judge(pairing, self.ours[a], self.theirs[b])
                if pairing.fit != "unit":
                    self.matched.append((self.ours[a], self.theirs[b]))
        self._leftovers()
        self.faults += [("unit", *found) for found in wrong_rates(self.zh, self.en)]
        found = [*swapped(self.zh, self.en, self.matched), *mispaired(self.zh, self.en, self.matched)]
        found = found or [*turned_rates(self.zh, self.en, self.matched)]
        self.faults += [("swapped", *one) for one in dict.fromkeys(one for one, _ in found)]

    def _pairings(self) -> list[_Pairing]:
        found = []
        for a, ours in enumerate(self.ours):
            for b, theirs in enumerate(self.theirs):
                kind = _best_fit(ours, theirs)
                if kind == "no" or not (ours.strong or theirs.strong):
                    continue
                hedge = rank(ours.approx, theirs.approx)
                wrong = hedge == 2 or kind == "unit"
                sure = ours.strong and theirs.strong
                if kind == "unit" and not sure:
                    continue
                distance = abs(ours.start / max(len(self.zh), 1) - theirs.start / max(len(self.en), 1))
                order = (2 if kind != "unit" else 3) if wrong else 0 if sure else 1
                odd = ours.ordinal != theirs.ordinal
                key = (order, _FITS.index(kind), hedge * 2 + odd, distance)
                found.append(_Pairing(kind, hedge < 2, key, a, b))
        return sorted(found, key=lambda pairing: pairing.key)

    def _judge(self, pairing: _Pairing, ours: Quantity, theirs: Quantity) -> None:
        sure = ours.strong and theirs.strong
        foreign = theirs.unit in _FOREIGN and pairing.fit == "unsaid" and not _FOREIGN_ZH.search(self.zh)
        if pairing.fit == "unit" and self._elliptical(ours, theirs):
            return
        if pairing.fit == "unit" or foreign or (pairing.fit == "unsaid" and sure and self._unit_lost(ours, theirs)):
            self.faults.append(("unit", ours, theirs))
        elif not pairing.hedged and self._begun_with_some(ours, theirs):
            return
        elif not pairing.hedged:
            timed = ours.strong and ours.unit and ours.unit == theirs.unit
            if sure or timed or (ours.strong and ours.approx):
                self.faults.append(("approximation", ours, theirs))
        elif sure and _rank_lost(self.zh, ours, theirs):
            self.faults.append(("unit", ours, theirs))

    def _begun_with_some(self, ours: Quantity, theirs: Quantity) -> bool:
        """Some 9.8 million trips …: English begins no sentence with digits, and 980万 is a round number itself."""
        before = self.en[max(0, theirs.start - 30) : theirs.start]
        begun = re.search(r"(?:^|[.:;] |[,:] )some (?:RMB |US\$)?$", before, re.I)
        return not ours.approx and begun is not None and ours.value >= 1000 and len(_significant(ours.value)) <= 3

    def _elliptical(self, ours: Quantity, theirs: Quantity) -> bool:
        """2.6 percentage points above the province and 1.8 above the city: the unit stands once in the sentence."""
        if theirs.unit or family(ours.unit) not in ("share", "point"):
            return False
        return any(
            other.unit == ours.unit and other.end <= theirs.start
            and not regex(r"[.;](?=\s)").search(self.en[other.end : theirs.start])
            for other in self.theirs
        )  # fmt: skip

    def _unit_lost(self, ours: Quantity, theirs: Quantity) -> bool:
        """Whether the Chinese has a unit that the English nowhere says. 亿 without 元 is common, so not the reverse."""
        unit = ours.unit
        if theirs.unit or unit not in _MENTIONS:
            return False
        return re.search(_MENTIONS[unit], self.en, re.I) is None

    # --- what is left ---

    def _leftovers(self) -> None:
        ours = [q for a, q in enumerate(self.ours) if a not in self.taken_a and q.strong]
        theirs = [q for b, q in enumerate(self.theirs) if b not in self.taken_b and q.strong]
        plain_a = [q for q in ours if not self._said_elsewhere(q, self.theirs)]
        plain_b = [q for q in theirs if not self._known_elsewhere(q)]
        plain_a = [q for q in plain_a if not self._excused_ours(q, plain_b)]
        plain_b = [q for q in plain_b if not self._excused_theirs(q, plain_a)]
        self._join(plain_a, plain_b)
        self._join(plain_a, [q for q in theirs if q not in plain_b] if plain_a else [])
        self._join([q for q in ours if q not in plain_a] if plain_b else [], plain_b)
        self.faults += [("missing", q, None) for q in plain_a]
        self.faults += self._ages()
        self.faults += [("extra", None, q) for q in plain_b]

    def _ages(self) -> Iterator[tuple[Kind, Quantity, Quantity]]:
        """千年 and `a hundred years`, 一周 and `a month`: neither counts by itself, but the two are not the same."""
        ours = [q for a, q in enumerate(self.ours) if a not in self.taken_a and not q.strong and q.unit]
        theirs = [q for b, q in enumerate(self.theirs) if b not in self.taken_b and not q.strong and q.unit]
        for a in ours:
            for b in theirs:
                scaled = a.unit == b.unit and family(a.unit) in ("span", "area") and _power_of_ten(a.value, b.value)
                if scaled or (a.value == b.value == 1 and self._other_span(a.unit, b.unit)):
                    yield "different", a, b

    def _other_span(self, ours: str, theirs: str) -> bool:
        """Whether the Chinese says one span of time and never the other, and the English the reverse."""
        if ours == theirs or ours not in SPANS_ZH or theirs not in SPANS_ZH:
            return False
        return not re.search(SPANS_EN[ours], self.en, re.I) and not re.search(SPANS_ZH[theirs], self.zh)

    def _join(self, ours: list[Quantity], theirs: list[Quantity]) -> None:
        """Pair what is left by likeness, and take it off the lists."""
        while ours and theirs:
            score, a, b = max(((self._likeness(a, b), a, b) for a in ours for b in theirs), key=lambda item: item[0])
            if score < 1:
                return
            self.faults.append(("different", a, b))
            ours.remove(a)
            theirs.remove(b)

    def _likeness(self, ours: Quantity, theirs: Quantity) -> float:
        distance = abs(ours.start / max(len(self.zh), 1) - theirs.start / max(len(self.en), 1))
        score = 2.0 * (1 - 2 * distance)
        kinds = family(ours.unit), family(theirs.unit)
        score += 1 if kinds[0] == kinds[1] else -1 if all(kinds) else 0
        if _power_of_ten(ours.value, theirs.value):
            score += 2
        a, b = _significant(ours.value), _significant(theirs.value)
        if len(a) == len(b) and len(a) > 1 and sum(x != y for x, y in zip(a, b, strict=True)) <= 2:
            score += 1
        return score

    def _said_elsewhere(self, ours: Quantity, theirs: tuple[Quantity, ...]) -> bool:
        """The Chinese repeats a figure that the English says once."""
        return any(
            _best_fit(ours, other) == "same"
            and agree(ours.approx, other.approx)
            and (not ours.ordinal or other.ordinal or other.label)
            for other in theirs
        )

    def _known_elsewhere(self, theirs: Quantity) -> bool:
        """The English repeats a figure, or converts it: 35 mu (about 2.3 hectares), US$1.3 billion."""
        if any(_best_fit(ours, theirs) in ("same", "unsaid") for ours in self.ours):
            return True
        before = self.en[max(0, theirs.start - 30) : theirs.start]
        if theirs.unit in ("USD", "EUR") and ("(" in before or regex(r"\bor (?:about )?$").search(before)):
            rates = [theirs.value and ours.value / theirs.value for ours in self.ours if ours.unit == "CNY"]
            return any(6 <= rate <= 8 for rate in rates)
        return False

    def _excused_ours(self, ours: Quantity, extra: list[Quantity]) -> bool:
        if ours.value == 1 and ours.unit == "percent":
            return _ALL.search(self.en) is not None
        if ours.value == 1 and ours.unit in _ONE_SPAN:
            return re.search(rf"\b(?:{_ONE_SPAN[ours.unit]})", self.en, re.I) is not None
        if ours.value == 1 and not ours.approx:
            return _ONE.search(self.en) is not None
        if ours.value == 2 and self.zh[ours.start - 1 : ours.start] == "第" and _NEXT.search(self.en):
            return True  # 第二天
        if _counts_a_list(self.zh, ours):
            return True
        if ours.unit == "point" and ours.value == Fraction(1, 100):
            return regex(r"\b(?:an?|one|each|every|per)(?: \w+)? percentage[- ]point").search(self.en) is not None
        if ours.unit == "Y":
            return _THAT_YEAR.search(self.en) is not None and not any(q.unit == "Y" for q in extra)
        return False

    def _excused_theirs(self, theirs: Quantity, missing: list[Quantity]) -> bool:
        if theirs.unit == "Y" and "分别" in self.zh:  # 2022—2024年分别为…: each of the years is named
            years = [value for q in self.ours for value, unit in q.readings if unit == "Y"]
            if len(years) == 2 and min(years) < theirs.value < max(years):
                return True
        if theirs.unit == "Y" and not any(q.unit == "Y" for q in missing):
            return not any(q.unit == "Y" for q in self.ours) and _SOME_YEAR.search(self.zh) is not None
        return False


def _best_fit(ours: Quantity, theirs: Quantity) -> Fit:
    best: Fit = "no"
    for one in ours.readings:
        for other in theirs.readings:
            kind = fit(one, other)
            if kind == "same":
                return kind
            if kind != "no" and (best == "no" or kind == "unsaid"):
                best = kind
    return best


_NEXT = regex(r"\b(?:next|following|subsequent|second|later)\b", re.I)
_TWO_NAMED = regex(
    r"(?:东西|南北|左右|上下|前后|内外|城乡|男女|老少|昼夜|早晚|海陆|水陆|政企|校企|港澳|[中英日法俄德韩汉][中英日法俄德韩文]"
    r"|线上线下|国内国外|国内外)$"
)
_PART = regex(r"[，。；：！？（）“”]")


def _counts_a_list(zh: str, ours: Quantity) -> bool:
    """甲、乙两组, 东西两侧: the numeral sums up what has just been named, and English need not."""
    before = _PART.split(zh[: ours.start])[-1]
    if ours.value == 2 and _TWO_NAMED.search(before):
        return True
    named = regex(r"([^、]{1,8}、)+[^、和与及]{1,8}(?:[和与及][^、和与及]{1,8})?$").search(before)
    return named is not None and len(regex("[、和与及]").findall(named[0])) == ours.value - 1


_COUNTED = tuple("家个项座名位台条所艘件")


def _rank_lost(zh: str, ours: Quantity, theirs: Quantity) -> bool:
    """第五家 as `five`, or 5家 as `the fifth`."""
    if theirs.label or ours.label or not ours.text.endswith(_COUNTED) or ours.value < 2:
        return False
    if zh.startswith("年", ours.end) or zh[max(0, ours.start - 2) : ours.start] in ("连续", "第"):
        return False
    return ours.ordinal != theirs.ordinal


def _power_of_ten(a: Fraction, b: Fraction) -> int:
    """The exponent when one value is ten, a hundred … times the other; 0 when it is not."""
    if a <= 0 or b <= 0:
        return 0
    for power in range(1, 13):
        if a == b * 10**power:
            return power
        if b == a * 10**power:
            return -power
    return 0


def _significant(value: Fraction) -> str:
    return f"{float(value):.12e}".split("e")[0].replace(".", "").rstrip("0")


def figures(zh: str, en: str, phrases: Phrases = BUILT_IN) -> Iterator[Quantity]:
    """Every figure of a pair, for tools that show them."""
    yield from read_chinese(zh, phrases)
    yield from read_english(en, phrases)
