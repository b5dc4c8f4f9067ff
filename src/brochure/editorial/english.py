"""English text → the figures in it: digits, spelled-out numbers, million and billion, fractions, dates, currency, hedges.

`one`, `first`, `both`, `a dozen` and numerals inside set phrases are weak: they may answer a Chinese figure, but nobody
misses them. Number words from two up count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from brochure.editorial.numerals import width_folded
from brochure.editorial.phrases import BUILT_IN, Phrases
from brochure.editorial.quantity import MONEY, Approx, Quantity, Reading
from brochure.editorial.words import (
    FRACTIONS,
    MONTHS,
    ORDINALS,
    SCALES,
    WORDS,
    parse_number,
)

_UNITS = (
    ("point", r"percentage[- ]points?|pp\b|points?\b(?! of)"), ("basis", "basis points?"),
    ("percent", r"%|per ?cent(?:age)?\b|pct\b"), ("permille", "‰|per mille"),
    ("km2", r"square[- ]kilomet(?:er|re)s?|sq\.? ?km|km²|km2"), ("mi2", "square miles?"), ("ft2", r"square[- ]f(?:ee|oo)t|sq\.? ?ft"),
    ("m2", r"square[- ]met(?:er|re)s?|sq\.? ?m\b|sqm\b|m²|㎡|m2\b"), ("hectare", r"hectares?|ha\b"), ("mu", r"mu\b"), ("acre", "acres?"),
    ("m3", r"cubic[- ]met(?:er|re)s?|m³"), ("km", r"kilomet(?:er|re)s?|km\b|kms\b"), ("cm", r"centimet(?:er|re)s?|cm\b"),
    ("mm", r"millimet(?:er|re)s?|mm\b"), ("um", r"micromet(?:er|re)s?|microns?|μm"), ("nm", r"nanomet(?:er|re)s?|nm\b"),
    ("nmi", "nautical miles?"), ("mile", r"miles?\b"), ("li", r"li\b"), ("ft", r"f(?:ee|oo)t\b"), ("inch", r"inch(?:es)?\b"), ("m", r"met(?:er|re)s?\b|m\b"),
    ("t", r"(?:metric )?ton(?:ne)?s?\b|t\b"), ("kg", r"kilograms?|kilos?\b|kg\b"), ("mg", r"milligrams?|mg\b"), ("g", r"grams?\b|g\b"),
    ("jin", r"jin\b|catties"), ("lb", r"pounds?(?= of)|lbs?\b"), ("mL", r"millilit(?:er|re)s?|ml\b|mL\b"), ("L", r"lit(?:er|re)s?\b|L\b"),
    ("TWh", r"terawatt[- ]hours?|TWh"), ("GWh", r"gigawatt[- ]hours?|GWh"), ("MWh", r"megawatt[- ]hours?|MWh"), ("kWh", r"kilowatt[- ]hours?|kWh"),
    ("GW", r"gigawatts?|GW\b"), ("MW", r"megawatts?|MW\b"), ("kW", r"kilowatts?|kW\b"),
    ("hour", r"hours?\b|hrs?\b|h\b"), ("minute", r"minutes?\b|mins?\b"), ("second", r"seconds\b|second\b(?= (?:video|clip|delay))"),
    ("day", r"(?:working |business )?days?\b"), ("week", r"weeks?\b"), ("month", r"months?\b"), ("quarter", r"quarters\b"),
    ("year", r"years?\b|yrs?\b"), ("decade", r"decades?\b"), ("century", r"centur(?:y|ies)\b"),
    ("CNY", r"yuan\b|RMB\b|renminbi|CNY\b"), ("HKD", r"Hong Kong dollars?|HK dollars?|HKD\b"),
    ("USD", r"(?:US|U\.S\.|American)[- ]?(?:dollars?|\$)|dollars?\b|USD\b"), ("EUR", r"euros?\b"), ("GBP", r"pounds? sterling|pounds\b"),
    ("JPY", r"(?:Japanese )?yen\b"), ("celsius", r"degrees? (?:Celsius|centigrade)|°C|℃"), ("fahrenheit", r"degrees? Fahrenheit|°F"),
    ("times", r"times\b|-?fold\b|x\b|×"),
)  # fmt: skip
_UNIT = re.compile(r"(?:\s*-?\s*)(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _UNITS) + ")", re.I)
_CURRENCY = re.compile(
    r"(?:(?P<HKD>HK\$|HKD|HK dollars)|(?P<USD>US\$|USD|U\.S\.\$|(?<![A-Z])\$)|(?P<CNY>RMB|CNY|Rmb|renminbi|yuan|CN¥|¥|￥)"
    r"|(?P<EUR>€|EUR)|(?P<GBP>£|GBP)|(?P<JPY>JPY))\s?$"
)
_BEFORE: tuple[tuple[Approx, str], ...] = (
    ("most", r"no more than|not more than|not exceed(?:ing)?|not to exceed|at (?:the )?most|a maximum of|maximum|a ceiling of|no later than"),
    ("least", r"no less than|not less than|no fewer than|not fewer than|at (?:the )?least|a minimum of|minimum|or more than"),
    ("down", r"less than|fewer than|lower than|smaller than|below|under|short of|(?:not|never) (?:even|quite|yet)|shy of|shorter than|not reaching"),
    ("free", r"(?:as (?:many|much|high|low|long|far|early|late) as)|more or less"),
    ("up", r"more than|in excess of|upwards? of|greater than|higher than|larger than|longer than|well over|over|above|beyond|north of|"
     r"exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|topp(?:ed|ing)|tops|(?:has|have|had) passed|pass(?:es|ed|ing)|cross(?:es|ed|ing)|"
     r"brok(?:e|en)(?: through)?|break(?:s|ing)?(?: through)?|outstripp(?:ed|ing)|go(?:es|ing)? past|went past|climb(?:ed|ing) past|past"),
    ("near", r"nearly|almost|close to|just under|approach(?:es|ed|ing)?|near(?:s|ed|ing)?|nigh on|verging on|closing in on"),
    ("about", r"about|around|approximately|roughly|some|circa|c\.|approx\.?|an estimated|in the region of|in the neighborhood of|or so"),
    ("within", r"within|up to|inside"),
)  # fmt: skip
_PREFIX = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{name}{n}>{words})" for n, (name, words) in enumerate(_BEFORE))
    + r")\s+(?:(?:a total of|the|an?|by|at|to)\s+)?(?:the\s+)?[“\"‘']?(?:RMB|CNY|US\$|USD|HK\$|¥|￥|€|£|\$)?\s*$", re.I
)  # fmt: skip
_NOT_HEDGE = re.compile(
    r"(?:under|over|within|past|above|around|near|top|below|inside|some)\s+(?:the|a|an)\s*$|"
    r"(?:the|this|in the|its) past\s+$|(?:learn|talk|know|hear|care|think|speak)\w* about\s+$|"
    r"walk\w* past\s+$|half past\s+$|pass(?:ed|ing)?\s+(?:by|to|at)\s+$|(?:reviewed and|bill|law|was|were) passed\s+$", re.I
)  # fmt: skip
_AFTER = re.compile(
    r"(?:\s+(?!or\b|and\b|to\b|of\b|in\b)[\w’'-]+){0,2}?\s+or (?P<least>more|above|over|higher|greater|larger|longer|better|upwards?)\b"
    r"|\s+and (?:above|over|up|higher|upwards?)\b(?P<least2>)|(?:\s+[\w’'-]+){0,2}?\s+or (?P<down>less|fewer|below|under|lower|smaller)\b"
    r"|(?:\s+(?!or\b)[\w’'-]+){0,2}?\s+or (?P<about>so|thereabouts)\b|(?P<up>-?odd\b|\s?\+(?!\d)|-plus\b| plus\b(?! \d))"
    r"|(?:,)? (?P<about2>or thereabouts)|(?:,)? (?P<least3>at (?:the )?least|at a minimum)(?=[,.;]|$)|(?:,)? (?P<most>at (?:the )?most)(?=[,.;]|$)|[- ]?(?P<free>level\b)",
    re.I,
)
_LINK = re.compile(r"\s*(?:[-–—~]|,|,? ?(?:to|and|or|through)|,? and)\s*(?:(?:RMB|CNY|US\$|¥|\$|€)\s?)?|- ?to ", re.I)
_LABEL = re.compile(
    r"(?:No\.?|Nos\.|Number|Phase|Chapter|Section|Building|Floor|Room|Line|Route|Top|rank(?:s|ed|ing)?(?: at)?(?: No\.)?|Level|Class|Grade|Article|Unit|Block|"
    r"Tower|Gate|Step|Stage|Part|Volume|Issue|Page|Highway|Tier|Category|Type|Version|Figure|Table|day|part)\s+$", re.I
)  # fmt: skip
_ROMAN = {"II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
_WEAK_WORDS = {
    "both": 2, "pair": 2, "couple": 2, "twin": 2, "dual": 2, "duo": 2, "bilateral": 2, "mutual": 2, "either": 2, "secondary": 2,
    "primary": 1, "tertiary": 3, "triple": 3, "trio": 3, "trilateral": 3, "tripartite": 3, "once": 1, "single": 1, "sole": 1,
    "foremost": 1, "halved": 0, "quadruple": 4, "thrice": 3, "binary": 2, "zero": 0, "again": 2, "champion": 1, "alternating": 2,
}  # fmt: skip
_TIMES = {
    "twice": 2, "doubled": 2, "doubling": 2, "doubles": 2, "double": 2, "twofold": 2, "tripled": 3, "tripling": 3, "triples": 3, "trebled": 3,
    "threefold": 3, "fourfold": 4, "quadrupled": 4, "quadrupling": 4, "quintupled": 5, "fivefold": 5, "sixfold": 6, "sevenfold": 7,
    "eightfold": 8, "ninefold": 9, "tenfold": 10, "sextupled": 6, "quadruples": 4,
}  # fmt: skip
_TOKEN = re.compile(
    r"(?P<skip>(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+)"
    r"|(?P<phone>(?<![\d,])(?:\+?86[- ]?)?(?:\(?0?\d{2,3}\)?[- ]\d{4}[- ]?\d{4}|1[3-9]\d[- ]?\d{4}[- ]?\d{4}|[48]00[- ]\d{3,4}[- ]\d{3,4}))(?!\d)"
    r"|(?P<iso>(?<!\d)\d{4}[-./]\d{1,2}[-./]\d{1,2})(?!\d)|(?P<clock>(?<!\d)\d{1,2}:\d{2})(?!\d)(?:\s*(?P<half>[ap])\.?m\b)?|(?P<hour>(?<![\d.])\d{1,2})\s*(?P<noon>[ap])\.?m\b"
    r"|(?P<decade>(?:(?:18|19|20)\d0|(?<=[’'])\d0)s)\b|(?P<slash>(?<![\d/.])\d{1,2}/\d{1,2})(?![\d/])|(?P<allday>(?:a?round|24 hours)[- ]the[- ]clock)"
    r"|(?P<ratio>\b(?:\d{1,2}|" + "|".join(WORDS) + r") (?:in|out of|in every|out of every) (?:every )?(?:\d{1,3}|ten|three|four|five|a hundred|one hundred)\b(?! (?:years?|months?|days?)))"
    r"|(?P<tens>(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)(?: of (?:thousands|millions|billions|hundreds|trillions))?\b)"
    r"|(?P<severalscale>several[- ](?:dozen|hundred|thousand|million|billion|hundred million|ten thousand)\b|a few (?:dozen|hundred|thousand|million)\b)"
    r"|(?P<month>\b(?:" + "|".join(MONTHS) + r")\b\.?)|(?P<number>\d|\b(?:an?|" + "|".join([*WORDS, *ORDINALS, *SCALES, *FRACTIONS]) + r")\b)"
    r"|(?P<word>\b(?:" + "|".join([*_WEAK_WORDS, *_TIMES, "decade", "century", "millennium"]) + r")\b|\bhalv(?:ed|ing|es)\b)|(?P<roman>\b(?:II|III|IV|V|VI|VII|VIII|IX)\b)|(?P<letters>\bA{2,5}\b)",
    re.I,
)  # fmt: skip
_SPANS = {"decade": 10, "century": 100, "millennium": 1000}
_SIZES = {
    "ten": 10,
    "dozen": 10,
    "score": 20,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}


@dataclass(slots=True)
class _Reader:
    text: str
    found: list[Quantity]

    def read(self, phrases: Phrases) -> None:
        idle = [match.span() for match in phrases.english.finditer(self.text)]
        at = 0
        while match := _TOKEN.search(self.text, at):
            kind = next(name for name, value in match.groupdict().items() if value is not None)
            count = len(self.found)
            end = match.end()
            if kind == "number":
                end = self._number(match.start()) or match.end()
            elif kind in _READ:
                for readings, strong in _READ[kind](match):
                    self._add(match.start(), end, readings, strong)
            elif kind == "month":
                self._month(match)
            elif kind == "roman" and match[0] in _ROMAN:
                known = len(match[0]) > 1 or _LABEL.search(self.text[: match.start()])
                if known:
                    self._add(match.start(), end, ((Fraction(_ROMAN[match[0]]), ""),), False)
            for index in range(count, len(self.found)):
                if any(low <= self.found[index].start < high for low, high in idle):
                    self.found[index] = replace(self.found[index], strong=False, approx="free")
            at = max(end, at + 1)

    def _add(self, start: int, end: int, readings: tuple[Reading, ...], strong: bool) -> None:
        approx, _ = self._approx(start, end)
        if readings[0][1] == "some":
            approx = "free"
        unit_end = end
        if len(readings) == 1 and readings[0][1] == "" and strong:
            unit, unit_end = self._unit(end)
            readings = ((readings[0][0], unit),) if unit else readings
        self.found.append(Quantity(readings, start, unit_end, self.text[start:unit_end], approx, strong))

    # --- numbers ---

    def _number(self, start: int) -> int:
        text = self.text
        number = parse_number(text, start)
        if number is None:
            return 0
        value, end = number.value, number.end
        before = text[max(0, start - 24) : start]
        if text[max(0, start - 1) : start] == "-" and number.word and re.search(r"[A-Za-z]-$", before):
            if not re.search(r"\b(?:mid|post|pre|non|RMB)-$", before):
                return end  # twenty-first has been read; side-by-one and the like are none
        money = _CURRENCY.search(before)
        unit, unit_end = self._unit(end)
        if (
            number.article
            and not number.scaled
            and unit not in ("hour", "day", "week", "month", "year", "decade", "century")
        ):
            return end if value != 1 else 0
        start = start - len(money[0]) if money else start
        if money and (not unit or unit in MONEY):
            unit, unit_end = str(money.lastgroup), unit_end if unit in MONEY else end
        readings = _readings(number.ordinal, value, unit, number.fraction)
        if unit == "" and not number.word and re.fullmatch(r"(?:1[89]|20)\d\d", text[start:end]):
            readings = ((value, "Y"),)
        if number.third:
            readings = ((value, "ratio"), (1 / value, "")) if value < 1 else readings
        half = re.compile(r" and a half\b").match(text, unit_end)
        if half and unit and not number.fraction:
            readings, unit_end = ((value + Fraction(1, 2), unit),), half.end()
        approx, after = self._approx(start, unit_end)
        if value == 12 and text[:end].endswith("dozen") and approx:
            readings += ((Fraction(10), unit),)
        tight = text[end : end + 1]
        label = (
            bool(_LABEL.search(before))
            or (tight.isalpha() and unit_end == end)
            or bool(re.search("[A-Za-z]-?$", before))
        )
        strong = self._counts(start, end, value, number.weak, number.word, unit, approx) or bool(half)
        self.found.append(
            Quantity(readings, start, unit_end, text[start:unit_end], approx, strong, number.ordinal, label)
        )
        return self._short_year(end, value) or unit_end

    def _counts(self, start: int, end: int, value: Fraction, weak: bool, word: bool, unit: str, approx: Approx) -> bool:
        if weak or (word and value == 1):
            return False
        if value == Fraction(1, 2) and unit in ("", "year"):
            before, after = self.text[max(0, start - 12) : start], self.text[end : end + 8]
            said = re.match(r"\s+(?:of|the|its|as|a\b)", after) or re.search(
                r"(?:by|one|a|than|nearly|almost|about|over) $", before
            )
            return bool(said) and not re.search(r"(?:first|second|latter|other|better|former) $", before)
        return True

    def _short_year(self, end: int, value: Fraction) -> int:
        """2021–24: the second year in two digits."""
        match = re.compile(r"[-–—/](\d\d)(?!\d|[.,]\d|\s*(?:%|per))").match(self.text, end)
        if not match or not 1900 <= value < 2100 or int(match[1]) <= value % 100:
            return 0
        full = value // 100 * 100 + int(match[1])
        readings = ((Fraction(full), "Y"), (Fraction(int(match[1])), ""))
        self.found.append(Quantity(readings, end + 1, match.end(), match[1]))
        return match.end()

    def _unit(self, end: int) -> tuple[str, int]:
        match = _UNIT.match(self.text, end)
        if not match:
            return "", end
        unit = str(match.lastgroup)
        gap = match.start(unit) - end
        if len(match[unit]) == 1 and match[unit].isalpha() and (gap > 1 or match[unit] not in "mtghLx"):
            return "", end
        if unit == "times" and match[unit] in ("x", "×") and self.text[match.end() : match.end() + 1].isdigit():
            return "", end
        return unit, match.end()

    def _approx(self, start: int, end: int) -> tuple[Approx, int]:
        before = self.text[max(0, start - 40) : start]
        match = _PREFIX.search(before)
        if match and not _NOT_HEDGE.search(before[: match.end()]):
            kind, words = next((name, words) for name, words in match.groupdict().items() if words)
            approx = _BEFORE[int(kind[-1])][0]
            if approx == "up" and words.lower() == "past" and re.search(r"(?:the|this) past $", before):
                approx = ""
            if approx == "down" and re.search(r"\b(?:not|no|never|nothing) $", before[: match.start()]):
                approx = "least"
            if approx == "up" and re.search(r"\b(?:not|no|never) $", before[: match.start()]):
                approx = "most"
            return approx, end
        after = _AFTER.match(self.text, end)
        if after:
            kind = next(name for name, words in after.groupdict().items() if words is not None)
            return _SUFFIXES[kind.rstrip("23")], after.end()
        return "", end

    def _month(self, match: re.Match[str]) -> None:
        name = match["month"].rstrip(".")
        if not name[0].isupper():
            return
        before, after = self.text[max(0, match.start() - 12) : match.start()], self.text[match.end() : match.end() + 8]
        if name in ("May", "March", "Mar", "Sun"):
            near = re.search(
                r"(?:\b(?:in|of|since|by|from|until|till|late|early|last|this|next|and|to|through|on|between|for|mid|\d\d?(?:st|nd|rd|th)?|during)[ -]|[-–])$",
                before,
                re.I,
            )
            if not near and not re.match(r",? ?(?:of )?\d|[-–]|\s*$|\s+(?:to|through)", after):
                return
        number = MONTHS[name.lower()]
        self.found.append(Quantity(((Fraction(number), "M"),), match.start(), match.end(), match[0]))


_SUFFIXES: dict[str, Approx] = {
    "least": "least", "down": "down", "about": "about", "up": "up", "most": "most", "free": "free"
}  # fmt: skip


def _readings(ordinal: bool, value: Fraction, unit: str, fraction: bool) -> tuple[Reading, ...]:
    if unit in ("percent", "point"):
        return ((value / 100, unit),)
    if unit == "permille":
        return ((value / 1000, unit),)
    if unit in ("decade", "century"):
        if ordinal:
            return ((value, ""),)
        return ((value * (10 if unit == "decade" else 100), "year"),)
    if unit == "times":
        return ((value, "times"),)
    if unit == "quarter" and fraction:
        return ((value, "ratio"),)
    if unit == "quarter" and value == 3:
        return ((value, "quarter"), (Fraction(3, 4), "ratio"), (value, ""))
    if fraction:
        return ((value, unit),) if unit else ((value, "ratio"), (value, ""))
    return ((value, unit),)


# --- readings of what is not a plain number ---------------------------------------------------------------------------

_Groups = list[tuple[tuple[Reading, ...], bool]]


def _iso(match: re.Match[str]) -> _Groups:
    year, month, day = map(int, re.split("[-./]", match["iso"]))
    return [(((Fraction(year), "Y"),), True), (((Fraction(month), "M"),), True), (((Fraction(day), "D"),), True)]


def _clock(match: re.Match[str]) -> _Groups:
    hour, minute = map(int, match["clock"].split(":"))
    hours: tuple[Reading, ...] = ((Fraction(hour), ""), (Fraction(hour), "ratio"))
    if match["half"] == "p":
        hours += ((Fraction(hour + 12), ""),)
    return [
        (hours, True),
        (((Fraction(minute), ""), (Fraction(1, 2), "") if minute == 30 else (Fraction(minute), "D")), minute != 0),
    ]


def _hour(match: re.Match[str]) -> _Groups:
    hour = int(match["hour"])
    readings: tuple[Reading, ...] = ((Fraction(hour), ""), (Fraction(hour), "D"))
    return [(readings + (((Fraction(hour + 12), ""),) if match["noon"] in "pP" else ()), True)]


def _phone(match: re.Match[str]) -> _Groups:
    return [(((Fraction(int(re.sub(r"\D", "", match["phone"])[-7:])), "phone"),), True)]


def _decade(match: re.Match[str]) -> _Groups:
    written = int(match["decade"].rstrip("s"))
    return [(((Fraction(written if written > 99 else 1900 + written), "Y"), (Fraction(written % 100), "")), True)]


def _slash(match: re.Match[str]) -> _Groups:
    top, bottom = map(int, match["slash"].split("/"))
    if (top, bottom) == (24, 7):
        return [
            (((Fraction(24), ""), (Fraction(24), "hour")), True),
            (((Fraction(7), ""), (Fraction(7), "day")), False),
        ]
    return [(((Fraction(top, bottom), "ratio"),), True)] if 0 < top < bottom else []


def _all_day(match: re.Match[str]) -> _Groups:
    return [(((Fraction(24), ""), (Fraction(24), "hour")), False), (((Fraction(7), ""), (Fraction(7), "day")), False)]


def _ratio(match: re.Match[str]) -> _Groups:
    """Six in ten: a share; or its two numbers, each by itself."""
    words = re.split(r" (?:in|out of)(?: every)? (?:every )?", match["ratio"], flags=re.I)
    top, bottom = (parse_number(word, 0) for word in words[:2])
    if not top or not bottom or not 0 < top.value < bottom.value:
        return [(((part.value, ""),), part.value > 1) for part in (top, bottom) if part]
    return [
        (((top.value / bottom.value, "ratio"),), False), (((top.value, ""),), False), (((bottom.value, ""),), False),
    ]  # fmt: skip


def _tens(match: re.Match[str]) -> _Groups:
    """Hundreds of, tens of thousands of."""
    size = 1
    for word in re.findall(r"[a-z]+?(?=s\b)", match["tens"].lower()):
        size *= _SIZES.get(word, 1)
    readings: tuple[Reading, ...] = ((Fraction(size), "some"),)
    if match["tens"].lower().startswith(("dozens", "scores")):
        readings += ((Fraction(12), "some"),)
    return [(readings, False)]


def _several(match: re.Match[str]) -> _Groups:
    size = 1
    for word in match["severalscale"].lower().split():
        for part in word.split("-"):
            size *= _SIZES.get(part, 1)
    return [(((Fraction(size), "some"),), False)]


def _word(match: re.Match[str]) -> _Groups:
    word = match["word"].lower()
    if word in _SPANS:
        return [(((Fraction(_SPANS[word]), "year"), (Fraction(_SPANS[word]), "")), False)]
    if word.startswith("halv"):
        return [(((Fraction(1, 2), "ratio"), (Fraction(1, 2), "")), False)]
    if word in _TIMES:
        size = Fraction(_TIMES[word])
        return [(((size, "times"), (size, ""), (size - 1, "percent"), (size, "ratio")), word != "double")]
    return [(((Fraction(_WEAK_WORDS[word]), ""),), False)]


def _letters(match: re.Match[str]) -> _Groups:
    return [(((Fraction(len(match[0])), ""),), False)] if match[0].isupper() else []


_READ = {
    "iso": _iso, "clock": _clock, "hour": _hour, "phone": _phone, "decade": _decade, "slash": _slash, "allday": _all_day,
    "ratio": _ratio, "tens": _tens, "severalscale": _several, "word": _word, "letters": _letters,
}  # fmt: skip


# --- the whole --------------------------------------------------------------------------------------------------------


def plain_marks(text: str) -> str:
    """The text with typographic quotes and odd spaces made plain, character for character."""
    return width_folded(text).translate({0x2018: "'", 0x2019: "'", 0x2011: "-", 0x2010: "-"})


def read_english(text: str, phrases: Phrases = BUILT_IN) -> tuple[Quantity, ...]:
    """Every figure in an English text, in order."""
    reader = _Reader(plain_marks(text), [])
    reader.read(phrases)
    return tuple(_shared(reader))


def _shared(reader: _Reader) -> Iterator[Quantity]:
    """In a range or list a number may leave unit and scale to its neighbour: 3 to 5 percent, RMB 2 to 3 billion."""
    found = reader.found
    for index in range(len(found) - 2, -1, -1):
        left, right = found[index], found[index + 1]
        if not _LINK.fullmatch(reader.text, left.end, right.start):
            continue
        scale = _scale_of(right.text)
        lone = _scale_of(left.text) == 1
        if not left.unit or (left.unit in MONEY and right.unit == left.unit and lone and scale > 1):
            units = {unit for _, unit in right.readings if unit and unit not in ("ratio", "Y", "M")} or {left.unit}
            more = [(left.value / 100 if unit in ("percent", "point") else left.value, unit) for unit in units]
            if scale > 1 and lone:
                more += [(left.value * scale, unit) for unit in units | {right.unit}]
            found[index] = left.also(*more)
        if left.unit in MONEY and not right.unit:
            found[index + 1] = right.also((right.value, left.unit))
            if scale > 1 and lone:
                found[index] = found[index].also((left.value * scale, left.unit))
        if left.label and not right.label:
            found[index + 1] = replace(found[index + 1], label=True)
    yield from found


def _scale_of(text: str) -> int:
    size = 1
    for word in re.findall("hundred|thousand|million|billion|trillion|bn", text.lower()):
        size *= 10**9 if word == "bn" else _SIZES[word]
    return size
