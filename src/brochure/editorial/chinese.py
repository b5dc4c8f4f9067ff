"""Chinese text → the figures in it: digits, 万 and 亿, numerals, fractions, 成, dates, ranges, 近 and 余.

A numeral counts (`strong`) when it is written in digits, is compound, or stands before a measure word outside a set
phrase. Anything else that could be a number is kept as weak, for a translation which writes it as a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from brochure.dataclass import dataclass, replace
from brochure.editorial.chinese_endings import TENTH, dated, decimal, digits_in, follows, tenth
from brochure.editorial.chinese_patterns import (
    AFTER,
    BEFORE,
    DECIMAL,
    FAR_PREFIX,
    GROWTH,
    LABELS,
    LONE_PREFIX,
    MEASURE,
    MONEY_BEFORE,
    NOT_UP,
    PREFIX,
    RANGE,
    SHARE_PREFIX,
    SPAN,
    SPECIAL,
    UNIT,
)
from brochure.editorial.chinese_readings import READ
from brochure.editorial.numerals import (
    ARABIC,
    HAN,
    has_scale,
    parse_han,
    parse_scaled,
    width_folded,
)
from brochure.editorial.phrases import BUILT_IN, Phrases
from brochure.editorial.quantity import Approx, Quantity, Reading, family
from brochure.regex import regex


@dataclass(slots=True)
class _Reader:
    """One text being read."""

    text: str
    phrases: Phrases
    found: list[Quantity]
    measured: set[int]

    def read(self) -> None:
        idle = [match.span() for match in self.phrases.chinese.finditer(self.text)]
        starts = regex(
            rf"{ARABIC}|{HAN}|[半翻ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫIVX数几倍加成双俩仨过上下首其次再蝉又另]|https?:|www\.|\+86|[\w.+-]+@"
        )
        at = 0
        while match := starts.search(self.text, at):
            start = match.start()
            at = self._special(start) or self._number(start) or match.start() + 1
            for index in range(len(self.found) - 1, -1, -1):
                quantity = self.found[index]
                if quantity.start < start:
                    break
                if any(low <= quantity.start < high for low, high in idle):
                    self.found[index] = replace(quantity, strong=False, approx="free")

    def add(self, start: int, end: int, *readings: Reading, strong: bool = True, approx: Approx = "") -> None:
        self.found.append(Quantity(readings, start, end, self.text[start:end], approx, strong))

    # --- what is not a plain number ---

    def _special(self, start: int) -> int:
        match = SPECIAL.match(self.text, start)
        if not match:
            return self._pairword(start)
        kind = next(name for name, value in match.groupdict().items() if value is not None)
        if kind == "skip":
            return match.end()
        readings = READ[kind](match)
        if not readings:
            return 0
        end = match.end()
        for group, strong in readings:
            approx = self._approx(start, end, group[0][1], kind == "several")
            if kind == "half" and (match["half"] == "过半" or "多" in match["half"]):
                approx = "up"
            if kind == "half" and self.text[start - 1 : start] == "大":
                approx = "free"  # 大半年
            if kind == "part" and self.text[end : end + 1] in ("强", "弱"):
                approx = "up" if self.text[end] == "强" else "near"
            if kind == "double":
                approx = next((hedge for word, hedge in _INSIDE if word in match["double"]), approx)
            if kind == "several" and match["several"] == "十几":
                approx = "up"
            if group[0][1] == "some":
                approx = "free"
            self.add(start, end, *group, strong=strong, approx=approx)
        return end

    def _pairword(self, start: int) -> int:
        for word, value in (
            ("双", 2),
            ("俩", 2),
            ("仨", 3),
            ("其次", 2),
            ("次年", 2),
            ("次日", 2),
            ("次月", 2),
            ("首", 1),
            ("再次", 2),
            ("再度", 2),
            ("再获", 2),
            ("蝉联", 2),
            ("又", 2),
            ("另", 2),
        ):
            if self.text.startswith(word, start):
                self.add(start, start + len(word), (Fraction(value), ""), strong=False, approx="free")
                return start + len(word)
        return 0

    # --- numbers ---

    def _number(self, start: int) -> int:
        """Read one number with its scale, hedges and unit; give the place after it."""
        arabic = regex(ARABIC).match(self.text, start)
        if arabic:
            return self._measured(start, *parse_scaled(self.text, arabic))
        han = regex(HAN).match(self.text, start)
        if not han:
            return 0
        written = han[0]
        if self.text.startswith("分点", han.end()) and written == "百":
            return han.end()
        value = parse_han(written, self.text[han.end() : han.end() + 1])
        if value is None:
            self._apart(start, written)
            return han.end()
        number, end, inner = Fraction(value), han.end(), ""
        old = regex("有([一二三四五六七八九])").match(self.text, end)
        if old and written.endswith("十"):  # 六十有三
            number, end = number + (parse_han(old[1], "") or 0), old.end()
        point = DECIMAL.match(self.text, end)
        if point:  # 十二点六平方公里
            number, end = decimal(number, point[1]), point.end()
        more = regex(r"([余多]?)([万亿]+)").match(self.text, end)
        if more and (point or more[1]):
            number, end, inner = number * (parse_han(more[2], "") or 1), more.end(), more[1]
        return self._measured(start, number, end, inner, han=written)

    def _apart(self, start: int, written: str) -> None:
        """一二三, 万千: each numeral by itself; 五六百: either. None of them is missed."""
        either = regex("([一二两三四五六七八九])([一二三四五六七八九])([十百千万亿]+)").fullmatch(written)
        parts = [either[1] + either[3], either[2] + either[3]] if either else list(written)
        for offset, part in enumerate(parts):
            value = parse_han(part, "")
            if value is not None:
                festival = ((Fraction(value), "M"),) if not offset and len(written) == 2 else ()  # 五一, 五四
                readings = ((Fraction(value), ""), *festival)
                self.add(start + offset, start + offset + 1, *readings, strong=False, approx="free")

    def _measured(self, start: int, value: Fraction, end: int, inner: str, han: str = "") -> int:
        """The number with what follows it: 余, the unit or measure word, 以上."""
        text, number_end = self.text, end
        if not inner and text[end : end + 1] in ("余", "多", "来", "几") and follows(text, end + 1):
            inner, end = text[end], end + 1
        while text[end : end + 1] in (" ", "”", "’", '"') and UNIT.match(text, end + 1):
            end += 1
        readings, end, unit, measure = self._unit(start, value, end, han)
        if inner == "" and text[end : end + 1] == "多" and measure == "个" and text.startswith("多月", end):
            readings, end, unit, inner = ((value, "month"),), end + 2, "month", "多"
        readings, end = self._and_a_half(readings, end, unit, measure)
        lone = bool(han) and not digits_in(han)
        hedge = self._approx(start, end, unit, lone)
        if inner:
            hedge = "about" if inner == "来" else "up"
        timed = family(unit) in ("time", "span")
        strong = not han or self._counts(start, number_end, han, bool(unit or measure or inner), hedge, timed)
        if lone and has_scale(han) and not inner and hedge in ("", "free"):
            hedge = "free"  # 百万税源, 千亿产业: a class, hedged or not as each language likes
        ordinal = text[start - 1 : start] == "第" or measure == "等"
        if lone and text[start - 1 : start] == "上":
            readings += ((value, "some"),)  # 上百家: hundreds of
        if self.text.startswith("车道", number_end) and self.text[max(0, start - 2) : start] == "双向":
            readings += ((value / 2, ""),)  # four lanes, or two each way
        latin = regex("[A-Za-z]")
        label = measure in LABELS or bool(latin.match(text, end) or latin.match(text[start - 1 : start]))
        if timed and hedge in ("", "near"):
            hedge = self._span(start, end, hedge)
        quantity = Quantity(readings, start, end, text[start:end], hedge, strong, ordinal, label)
        if unit or measure:
            self.measured.add(len(self.found))
        self.found.append(quantity)
        return end

    def _span(self, start: int, end: int, hedge: Approx) -> Approx:
        """3年来 and 近3年， tell a stretch of time: `over three years`, `the last three years`."""
        if SPAN.match(self.text, end):
            return "free"
        before = self.text[max(0, start - 2) : start]
        if hedge == "near" and before[-1:] == "近" and (len(before) < 2 or before[0] in "，。；：、（“"):
            return "free"
        return hedge

    def _unit(self, start: int, value: Fraction, end: int, han: str) -> tuple[tuple[Reading, ...], int, str, str]:
        """(readings, end, unit, measure word) of a number ending at `end`."""
        text = self.text
        match = UNIT.match(text, end)
        if match:
            return self._in_unit(start, value, match)
        measure = MEASURE.match(text, end)
        word = measure[0] if measure else ""
        stop = end + len(word)
        money = MONEY_BEFORE.search(text[max(0, start - 4) : start])
        if money:
            unit = str(money.lastgroup)
            return ((value, unit),), end, unit, ""
        if (
            text.startswith("成", end)
            and value <= 10
            and not regex("[为立员果功本长熟就都交效份分型绩品]").match(text[end + 1 :])
        ):
            more = TENTH.match(text, end + 1)  # 八成五
            tenths = value + (tenth(more[1]) if more else 0)
            return ((tenths / 10, "percent"),), more.end() if more else end + 1, "percent", ""
        if text.startswith("折", end) and value < 10:
            return ((value / 10, "percent"), (1 - value / 10, "percent")), end + 1, "percent", ""
        if word in ("年", "月", "日", "号"):
            return dated(text, start, value, end, word, han)
        if word == "个" and text[stop : stop + 1] in ("亿", "万"):
            scale = 10**8 if text[stop] == "亿" else 10**4
            return ((value * scale, ""), (value * scale, "CNY")), stop + 1, "", word
        if (
            word in ("点", "时")
            and value <= 24
            and regex(r"(?:上午|下午|晚上?|早上?|中午|凌晨|日)$").search(text[:start])
        ):
            late = regex(r"(?:下午|晚上?)$").search(text[:start])
            return ((value, ""),) + (((value + 12, ""),) if late else ()), stop, "", word
        if word == "周年":
            return ((value, "year"), (value, "")), stop, "year", word
        return ((value, ""),), stop, "", word

    def _in_unit(self, start: int, value: Fraction, match: re.Match[str]) -> tuple[tuple[Reading, ...], int, str, str]:
        unit, end = str(match.lastgroup), match.end()
        if unit in ("percent", "point"):
            return ((value / 100, unit),), end, unit, ""
        if unit == "permille":
            return ((value / 1000, unit),), end, unit, ""
        if unit == "second" and (rest := regex(r"(\d{1,2})(?!\d)").match(self.text, end)):  # 9秒98
            value, end = value + Fraction(int(rest[1]), 10 ** len(rest[1])), rest.end()
        more = (
            TENTH.match(self.text, end)
            if match[0] in ("米", "元", "块钱", "斤") and not self.text[start].isdigit()
            else None
        )
        if more:  # 一米二
            value, end = value + tenth(more[1]), more.end()
        readings: tuple[Reading, ...] = ((value, unit),)
        if unit == "times":
            readings += ((value, "ratio"), (value, "percent"))
            if GROWTH.search(self.text[max(0, start - 9) : start]):
                readings = ((value + 1, "times"), (value, "grown"), (value, "percent"))
        return readings, end, unit, ""

    def _and_a_half(
        self, readings: tuple[Reading, ...], end: int, unit: str, measure: str
    ) -> tuple[tuple[Reading, ...], int]:
        """3年半, 两个半月."""
        half, text = Fraction(1, 2), self.text
        rest = regex("半(月|小时)").match(text, end) if measure == "个" else None
        if rest:
            return ((readings[0][0] + half, "month" if rest[1] == "月" else "hour"),), rest.end()
        if unit in ("year", "hour", "day", "times") and text.startswith("半", end):
            return tuple((value + half, name) for value, name in readings if name == unit), end + 1
        return readings, end

    def _counts(self, start: int, end: int, han: str, measured: bool, hedge: Approx, timed: bool) -> bool:
        """Whether a Chinese numeral counts something."""
        before = self.text[max(0, start - 2) : start]
        if han == "零":
            return False  # 零部件, 零距离: none of anything
        if han == "一" and self.text.startswith(("倍", "成"), end) and measured:
            return True
        if han == "一" and timed and hedge not in ("", "free"):
            return True  # 一年多, 近一个月
        if han == "一" or (before.endswith("第") and han == "一") or self.text[start - 1 : start] in ("十", "廿"):
            return False
        if before.endswith("第"):
            return True
        lone = not digits_in(han)
        if len(han) == 1 and lone and han != "十":  # 百 千 万 亿
            pushed = LONE_PREFIX.search(before) and not NOT_UP.search(before)
            limited = measured and hedge in ("least", "up", "near", "down", "most")
            return bool(pushed) or limited or self.text[end : end + 1] in ("余", "多")
        if lone and han != "十":
            return True  # 百万, 千亿
        if (
            han in ("两", "二")
            and regex("[近这前过头最几]$").search(before)
            and self.text[end : end + 1] in ("年", "天", "日")
            and not regex("[^。；]{1,8}后[一二三四五六七八九十]").match(self.text[end:])  # 前两年…、后三年… is counted
        ):
            return False
        if han == "十" and self.text[end : end + 2] in ("分之", "分钟"):
            return True
        return measured or hedge not in ("", "free")

    def _approx(self, start: int, end: int, unit: str, lone: bool) -> Approx:
        """The words of approximation around `text[start:end]`."""
        after = AFTER.match(self.text, end)
        before = self.text[max(0, start - 14) : start]
        match = PREFIX.search(before)
        hedge: Approx = ""
        if match:
            hedge = next(BEFORE[int(name[-1])][0] for name, words in match.groupdict().items() if words)
        elif lone and regex("[上过]$").search(before) and not NOT_UP.search(before):
            hedge = "up"
        if not hedge and unit in ("percent", "ratio", "times") and (share := SHARE_PREFIX.search(before)):
            hedge = _SUFFIXES.get(str(share.lastgroup).rstrip("23"), "near")
        if not hedge and not after and (far := FAR_PREFIX.search(before)):
            return "least" if far["least"] else "most"
        if after and not hedge:
            kind = str(after.lastgroup)
            timed = unit in ("Y", "M", "D")
            if kind == "plus":
                return "up"
            if kind == "within" and after[0].strip() == "内" and family(unit) not in ("time", "span", "length"):
                return hedge
            if not (timed and kind in ("up", "within", "least", "free")):
                return _SUFFIXES[kind]
        return hedge


_INSIDE: tuple[tuple[str, Approx], ...] = (
    ("近", "near"), ("超", "up"), ("逾", "up"), ("不止", "up"), ("约", "about")
)  # fmt: skip
"""Hedges inside 翻了近两番."""
_SUFFIXES: dict[str, Approx] = {
    "least": "least", "down": "down", "within": "within", "about": "about", "up": "up", "free": "free", "most": "most"
}  # fmt: skip


# --- the whole --------------------------------------------------------------------------------------------------------


def read_chinese(text: str, phrases: Phrases = BUILT_IN) -> tuple[Quantity, ...]:
    """Every figure in a Chinese text, in order."""
    reader = _Reader(width_folded(text), phrases, [], set())
    reader.read()
    return tuple(_shared(reader))


def _shared(reader: _Reader) -> Iterator[Quantity]:
    """Numbers without a unit of their own take that of the range or list they stand in: 3至5亿元, 2021—2024年."""
    found = reader.found
    for index in range(len(found) - 2, -1, -1):
        left, right = found[index], found[index + 1]
        if index in reader.measured or left.unit or not RANGE.fullmatch(reader.text, left.end, right.start):
            continue
        more = [(left.value, unit) for _, unit in right.readings if unit]
        scale = _scale_of(right.text)
        if scale > 1 and _scale_of(left.text) == 1:
            more += [(left.value * scale, unit) for _, unit in right.readings]
        if right.unit in ("percent", "point"):
            more = [(left.value / 100, right.unit)]
        found[index] = left.also(*more)
        reader.measured.discard(index)
    yield from found


def _scale_of(text: str) -> int:
    match = regex(r"\d\s*[余多]?([百千万亿]+)").search(text)
    return parse_han(match[1], "") or 1 if match else 1
