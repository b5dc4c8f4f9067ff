"""English text → the figures in it: digits, spelled-out numbers, millions, fractions, dates, currency, hedges.

`one`, `first`, `both`, `a dozen` and numerals inside set phrases are weak: they may answer a Chinese figure, but nobody
misses them. Number words from two up count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from brochure.dataclass import dataclass, replace
from brochure.editorial.english_patterns import (
    AFTER,
    BEFORE,
    CAPPED,
    CURRENCY,
    DURING,
    LABEL,
    LINK,
    MARK,
    NEVER,
    NOBODY,
    NOT_HEDGE,
    PASSED,
    PREFIX,
    ROMAN,
    SIZES,
    SPAN_NEXT,
    SPANS,
    STACKED,
    TOKEN,
    UNIT,
)
from brochure.editorial.english_readings import READ
from brochure.editorial.numerals import width_folded
from brochure.editorial.phrases import BUILT_IN, Phrases
from brochure.editorial.quantity import MONEY, Approx, Quantity, Reading
from brochure.editorial.words import (
    MONTHS,
    parse_number,
)
from brochure.regex import regex


@dataclass(slots=True)
class _Reader:
    text: str
    found: list[Quantity]

    def read(self, phrases: Phrases) -> None:
        idle = [match.span() for match in phrases.english.finditer(self.text)]
        at = 0
        while match := TOKEN.search(self.text, at):
            kind = next(name for name, value in match.groupdict().items() if value is not None)
            count = len(self.found)
            end = match.end()
            if kind == "number":
                end = self._number(match.start()) or match.end()
            elif kind in READ:
                for readings, strong in READ[kind](match):
                    self._add(match.start(), end, readings, strong)
            elif kind == "month":
                self._month(match)
            elif kind == "roman" and match[0] in ROMAN:
                known = len(match[0]) > 1 or LABEL.search(self.text[: match.start()])
                if known:
                    named = LABEL.search(self.text[: match.start()]) is not None
                    self._add(match.start(), end, ((Fraction(ROMAN[match[0]]), ""),), named)
            for index in range(count, len(self.found)):
                if any(low <= self.found[index].start < high for low, high in idle):
                    self.found[index] = replace(self.found[index], strong=False, approx="free")
            at = max(end, at + 1)

    def _add(self, start: int, end: int, readings: tuple[Reading, ...], strong: bool) -> None:
        approx, _ = self._approx(start, end)
        if readings[0][1] == "some" or self.text[start:end].lower().endswith("ties"):
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
        if number.word and re.search(r"[A-Za-z]-$", before) and not re.search(r"\b(?:mid|post|pre|non|RMB)-$", before):
            return end  # twenty-first has been read; side-by-one and the like are none
        money = CURRENCY.search(before)
        short = regex(r"([mkb])\b", re.I).match(text, end) if money and not number.word else None
        if short:  # RMB 360m
            value, end = value * {"m": 10**6, "k": 1000, "b": 10**9}[short[1].lower()], short.end()
        unit, unit_end = self._unit(end)
        if (
            number.article
            and not number.scaled
            and unit not in ("hour", "day", "week", "month", "year", "decade", "century", "millennium")
        ):
            return end if value != 1 else 0
        start = start - len(money[0]) if money else start
        if money and (not unit or unit in MONEY):
            unit, unit_end = str(money.lastgroup), unit_end if unit in MONEY else end
        readings = _readings(number.ordinal, value, unit, number.fraction)
        if unit == "point" and not re.search("percentage|pp", text[end:unit_end], re.I):
            readings += ((value, ""),)  # points of a game or a test
        if unit == "" and not number.word and regex(r"(?:1[89]|20)\d\d").fullmatch(text[start:end]):
            readings = ((value, "Y"),)
        if number.third:
            readings = ((value, "ratio"), (1 / value, "")) if value < 1 else readings
        if unit == "month" and regex(r"\bfirst $").search(before):
            readings += ((value, "M"),)  # 1—10月
        if number.ordinal and value <= 12 and regex(r" (?:lunar )?month\b").match(text[end : end + 13]):
            readings += ((value, "M"),)
        half = regex(r" and a half\b").match(text, unit_end)
        if half and unit and not number.fraction:
            readings, unit_end = ((value + Fraction(1, 2), unit),), half.end()
        approx, _ = self._approx(start, unit_end)
        if value == 12 and text[:end].endswith("dozen") and approx:
            readings += ((Fraction(10), unit),)
        tight = text[end : end + 1]
        label = (
            bool(LABEL.search(before))
            or (tight.isalpha() and unit_end == end)
            or bool(regex("[A-Za-z]-?$").search(before))
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
            said = regex(r"\s+(?:of|the|its|as|a\b)").match(after) or re.search(
                r"(?:by|one|a|than|nearly|almost|about|over) $", before
            )
            return bool(said) and not regex(r"(?:first|second|latter|other|better|former) $").search(before)
        return True

    def _short_year(self, end: int, value: Fraction) -> int:
        """2021–24: the second year in two digits."""
        match = regex(r"[-–—/](\d\d)(?!\d|[.,]\d|\s*(?:%|per))").match(self.text, end)
        if not match or not 1900 <= value < 2100 or int(match[1]) <= value % 100:
            return 0
        full = value // 100 * 100 + int(match[1])
        readings = ((Fraction(full), "Y"), (Fraction(int(match[1])), ""))
        self.found.append(Quantity(readings, end + 1, match.end(), match[1]))
        return match.end()

    def _unit(self, end: int) -> tuple[str, int]:
        match = UNIT.match(self.text, end)
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
        match = PREFIX.search(before)
        if match and not NOT_HEDGE.search(before[: match.end()]):
            kind, words = next((name, words) for name, words in match.groupdict().items() if words)
            approx = BEFORE[int(kind[-1])][0]
            if approx == "up" and words.lower() == "past" and regex(r"(?:the|this) past $").search(before):
                approx = ""
            if words.lower() == "over" and DURING.search(before) and SPAN_NEXT.match(self.text, start):
                return "free", end
            low = start - len(before) + match.start()
            if words.lower() == "over" and self.found and 0 <= low - self.found[-1].end <= 1:
                return "free", end  # 50 kg over 120 km, 5 percent over 2023
            if words.lower() == "over" and STACKED.match(self.text, start):
                return "free", end
            if approx == "down" and NEVER.search(before[: match.start()]):
                approx = "least"
            if approx == "up" and (NEVER.search(before[: match.start()]) or NOBODY.search(before[: match.start()])):
                approx = "most"
            return approx, end
        if MARK.match(self.text, end):
            around = self.text[max(0, start - 60) : end + 60]
            if PASSED.search(around):
                return "up", end
        after = AFTER.match(self.text, end)
        if after:
            kind = next(name for name, words in after.groupdict().items() if words is not None)
            return _SUFFIXES[kind.rstrip("23")], after.end()
        return "free" if CAPPED.search(self.text, max(0, start - 60), start) else "", end

    def _month(self, match: re.Match[str]) -> None:
        name = match["month"].rstrip(".")
        if not name[0].isupper():
            return
        before, after = self.text[max(0, match.start() - 12) : match.start()], self.text[match.end() : match.end() + 8]
        if name in ("May", "March", "Mar", "Sun"):
            near = re.search(
                r"(?:\b(?:in|of|since|by|from|until|till|late|early|last|this|next|and|to|through|on|between|for"
                r"|mid|\d\d?(?:st|nd|rd|th)?|during)[ -]|[-–])$",
                before,
                re.I,
            )
            if not near and not regex(r",? ?(?:of )?\d|[-–]|\s*$|\s+(?:to|through)").match(after):
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
    if unit in SPANS:
        if ordinal:
            return ((value, ""),)
        return ((value * SPANS[unit], "year"),)
    if unit == "times":
        return ((value, "times"), (value, "grown"))
    if unit == "quarter" and fraction:
        return ((value, "ratio"),)
    if unit == "quarter" and value == 3:
        return ((value, "quarter"), (Fraction(3, 4), "ratio"), (value, ""))
    if fraction:
        return ((value, unit),) if unit else ((value, "ratio"), (value, ""))
    return ((value, unit),)


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
        if not LINK.fullmatch(reader.text, left.end, right.start):
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
    for word in regex("hundred|thousand|million|billion|trillion|bn").findall(text.lower()):
        size *= 10**9 if word == "bn" else SIZES[word]
    return size
