"""What a figure is reckoned by: 每周 is not `a month`, 每亩 is not `per hectare`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from brochure.editorial.quantity import Quantity
from brochure.regex import regex

_MEASURES_ZH = {"秒": "second", "分钟": "minute", "小时": "hour", "亩": "mu", "公顷": "hectare", "平方米": "m2"}
_MEASURES_EN = {"seco": "second", "minu": "minute", "hour": "hour", "mu": "mu", "hect": "hectare", "squa": "m2"}
_MEASURE_ZH = regex(f"每({'|'.join(_MEASURES_ZH)})|(亩)(?=[产均])")
_MEASURE_EN = regex(r"\b(?:per|an?|each|every) (second|minute|hour|mu|hectare|square met(?:er|re))\b", re.I)

_SPANS_ZH = {"天": "day", "日": "day", "周": "week", "星期": "week", "月": "month", "季度": "quarter", "年": "year"}
_SPAN_ZH = regex(
    "(?:每个?|[/／·])(天|日|(?:周|星期)(?![一二三四五六日末])|月|季度|年)"
    "|(?<![\\d今明昨当次节假作生前后近])([日月年])(?=[产均供销发]|处理|接待|吞吐|客流)"
)
SPANS_ZH = {"day": "天|日", "week": "周|星期|礼拜", "month": "月", "quarter": "季", "year": "年|岁"}
_SPAN_EN = regex(
    r"(?<!in )(?<!within )(?<!for )(?<!half )(?<!of )\b(?:a|per|each|every) (day|week|month|quarter|year)\b(?!['’])",
    re.I,
)
_FIGURE = regex(r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|times|twice|once))"
                     r"[\d,.]*(?:\s+[\w%$-]+){0,4}\s+$", re.I)  # fmt: skip
SPANS_EN = {
    "day": r"da(?:y|il)", "week": "week", "month": "month", "quarter": "quarter", "year": r"year|annual|annum",
}  # fmt: skip


_BASES_ZH = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6}
_BASE_ZH = regex("每(十万|百万|[十百千万])(?=[人名户个件张台家])")
_BASES_EN = {
    "ten": 10, "10": 10, "hundred": 100, "100": 100, "thousand": 1000, "1,000": 1000, "1000": 1000,
    "ten thousand": 10**4, "10,000": 10**4, "hundred thousand": 10**5, "100,000": 10**5, "million": 10**6,
}  # fmt: skip
_BASE_EN = regex(
    r"\b(?:per|every|each)(?: an?| one)? (ten thousand|hundred thousand|ten|hundred|thousand|million"
    r"|10{1,3}|10{0,2},000)"
    r"(?![\d,]*\d)\b(?! (?:thousand|million))",
    re.I,
)


def wrong_rates(zh: str, en: str) -> Iterator[tuple[Quantity, Quantity]]:
    """A rate that English reckons by something else, with both places."""
    ours = {_MEASURES_ZH[match[1] or match[2]]: match for match in _MEASURE_ZH.finditer(zh)}
    theirs = {_MEASURES_EN[match[1].lower()[:4]]: match for match in _MEASURE_EN.finditer(en)}
    if ours and theirs and not ours.keys() & theirs.keys():
        yield _named(*next(iter(ours.items()))), _named(*next(iter(theirs.items())))
    bases = {_BASES_ZH[match[1]]: match for match in _BASE_ZH.finditer(zh)}
    said = {_BASES_EN[match[1].lower()]: match for match in _BASE_EN.finditer(en)}
    if bases and said and not bases.keys() & said.keys():
        (value, ours_at), (other, theirs_at) = next(iter(bases.items())), next(iter(said.items()))
        yield _named("", ours_at, value), _named("", theirs_at, other)
    ours = {_SPANS_ZH[match[1] or match[2]]: match for match in _SPAN_ZH.finditer(zh)}
    lost = [(unit, match) for unit, match in ours.items() if not re.search(SPANS_EN[unit], en, re.I)]
    strange = [
        (unit, match)
        for match in _SPAN_EN.finditer(en)
        if not re.search(SPANS_ZH[unit := match[1].lower()], zh)
        and (_FIGURE.search(en[: match.start()]) or not match[0].lower().startswith("a"))
    ]
    if lost and strange:
        yield _named(*lost[0]), _named(*strange[0])


def _named(unit: str, match: re.Match[str], value: int = 1) -> Quantity:
    return Quantity(((Fraction(value), unit),), match.start(), match.end(), match[0])
