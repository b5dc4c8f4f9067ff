"""Chinese text → the figures in it: digits, 万 and 亿, numerals, fractions, 成, dates, ranges, 近 and 余.

A numeral counts (`strong`) when it is written in digits, is compound, or stands before a measure word outside a set
phrase. Anything else that could be a number is kept as weak, so that a translation which writes it as a figure finds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from brochure.editorial.numerals import (
    ARABIC,
    HAN,
    has_scale,
    parse_arabic,
    parse_han,
    parse_scaled,
    width_folded,
)
from brochure.editorial.phrases import BUILT_IN, Phrases
from brochure.editorial.quantity import Approx, Quantity, Reading, family

_UNITS = (
    ("point", "个百分点|百分点"), ("basis", "个基点|基点"), ("percent", "%"), ("permille", "‰"),
    ("km2", "平方公里|平方千米|km²|km2"), ("m2", "平方米|平米|㎡|m²"), ("hectare", "公顷"), ("acre", "英亩"), ("mu", "亩"),
    ("m3", "立方米|m³"), ("km", "公里|千米|km(?![a-zA-Z])"), ("cm", "厘米"), ("mm", "毫米|mm(?![a-zA-Z])"), ("um", "微米"),
    ("nm", "纳米|nm(?![a-zA-Z])"), ("mile", "英里"), ("nmi", "海里"), ("ft", "英尺"), ("inch", "英寸"), ("li", "华里"),
    ("m", "米(?![粉饭])"), ("t", "吨"), ("kg", "公斤|千克|kg"), ("mg", "毫克"), ("jin", "斤"), ("g", "克(?![服隆拉])"),
    ("mL", "毫升"), ("L", "升(?![级至到幅])"), ("kWh", "千瓦时|千瓦·时|kWh|度电"), ("MWh", "兆瓦时"), ("GWh", "吉瓦时"),
    ("kW", "千瓦|kW"), ("MW", "兆瓦|MW"), ("GW", "吉瓦|GW"), ("hour", "个?小时|个?钟头"), ("minute", "分钟"),
    ("second", "秒(?![杀])"), ("day", "个?工作日|天|昼夜"), ("week", "个?星期|个?礼拜|周(?![年岁边围期])"), ("month", "个月"),
    ("quarter", "个季度"), ("USD", "美元|美金"), ("EUR", "欧元"), ("HKD", "港元|港币"), ("JPY", "日元"), ("GBP", "英镑"),
    ("CNY", "元(?![旦素宇件首月])|块钱|人民币"), ("celsius", "摄氏度|℃|°C"), ("times", "倍"),
)  # fmt: skip
_UNIT = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _UNITS))
_MEASURE = re.compile(
    "周年|方面|人次|车次|班次|年代|世纪|级别|大类|家次|件次|场次|[个家项条名位座所套台辆艘架件份批届次回期类种款支只枚张把户人口栋幢层楼间处块片"
    "年月日号岁代轮场篇部本册集首幅根棵株头匹群组队班对双步点大强级车席张趟遍顿则道门宗笔起桩卷版例孔路单站港镇村乡街梯环字词"
    "阶股尊眼箱包盒瓶杯桶罐袋列节课时席]|等(?=[奖品功舱座])|季度"
)
_APPROX_SUFFIX = "余多"
_LABELS = set("号楼层栋幢期届级代轮批步版席环路线") | {"季度", "世纪"}
_BEFORE: tuple[tuple[Approx, str], ...] = (
    ("most", "不超过|不多于|不高于|不大于|不超|最多|至多"),
    ("least", "不少于|不低于|不小于|不下于|不下|至少|最少|起码"),
    ("down", "不到|不足|不满|未满|未及|未到|少于|低于|小于|短于"),
    ("near", "将近|接近|逼近|直逼|趋近|(?<![附最靠临邻远])近"),
    ("up", "超过|超出|超越|(?<![高赶])超|突破|冲破|打破|逾|多于|高于|大于|长于|破"),
    ("about", "大约|大概|大致|约"),
    ("free", "跨越|跨过|迈过|越过|站上|跃上|迈上|登上|冲上|迈入|跻身|最高|最低|高达|多达|长达|可达|最大|最长|上限|下限|最近"),
)  # fmt: skip
_TAIL = r"(?:了|过|至|到|达到|达成|达|占到|占|为|有|合|用|需|计|人民币|第)?[\s“‘\"「]*(?:每(?:平方米|平方公里|公顷|[亩人年月个家股吨户]))?(?:人民币|RMB|CNY|US\$|USD|HK\$|\$|¥|￥|€|£)?\s*$"
_PREFIX = re.compile(
    "|".join(f"(?P<{name}{n}>{words})" for n, (name, words) in enumerate(_BEFORE)).join(("(?:", ")")) + _TAIL
)
_LONE_PREFIX = re.compile(r"(?:将近|接近|近|超过|超|突破|逾|过|破|上|约|第|达|满)$")
_NOT_UP = re.compile(r"(?:[线网晚早以向海马路史身世天地岸桌台街市会]上|[通经度路]过)$")
_AFTER = re.compile(
    r"\s*[”’」\"]?(?:(?P<least>及?以上|之上)|(?P<down>及?以下|不到)|(?P<within>以内|之内|内(?![部外容地陆需涵在]))"
    r"|(?P<about>左右|上下|前后|许(?!可|多))|(?P<up>有余|余|多(?![方元层样种数维式边级]))|(?P<plus>\+(?!\d))|(?P<free>级|起))"
)
_SPAN = re.compile(r"\s*(?:以来|来|间|里|中|之间|期间)")
_MONEY_BEFORE = re.compile(
    r"(?P<CNY>人民币|RMB|CNY|¥|￥)\s*$|(?P<HKD>HK\$|HKD)\s*$|(?P<USD>US\$|USD|\$)\s*$|(?P<EUR>€|EUR)\s*$|(?P<GBP>£)\s*$"
)
_RANGE = re.compile(r"\s*(?:[-–—~～至到、或和与及,，]|——|--|分别为)\s*")
_GROWTH = re.compile(r"(?:增长|增加|提高|提升|扩大|上升|增幅|多出|翻)(?:了|超过|近|逾|约|超)?[^，。；到至为]{0,3}$")

_SPECIAL = re.compile(
    r"(?P<skip>(?:https?://|www\.)[\w./?=&%#-]+|[\w.+-]+@[\w.-]+)"
    r"|(?P<phone>(?<!\d)(?:\+?86[- ]?)?(?:0\d{2,3}[- ]\d{7,8}|1[3-9]\d{9}|[48]00[- ]?\d{3,4}[- ]?\d{3,4}))(?!\d)"
    r"|(?P<iso>(?<!\d)\d{4}[-./]\d{1,2}[-./]\d{1,2})(?!\d)|(?P<clock>(?<!\d)\d{1,2}[:：]\d{2})(?!\d)"
    rf"|(?P<plan>十[一二三四五六]五(?=[”’\"」]|规划|时期|期间|末|以来|开局|收官|计划|[、，。]))"
    rf"|(?P<decade>(?:(?P<century>\d\d|[一二]?十[一二九]?)世纪|上个?世纪)(?P<tens>\d0|[一二三四五六七八九]十)年代)"
    rf"|(?P<part>(?P<of>{ARABIC}|{HAN})分之(?P<share>{ARABIC}|{HAN})(?:点(?P<point>[零一二三四五六七八九]+))?)|(?P<all>百分之?百)"
    r"|(?P<slash>(?<![\d/.])\d{1,2}/\d{1,2}(?![\d/]))"
    r"|(?P<half>一半|半数|过半|半个?世纪|半年|半个月|半个?小时|半天|半(?!导|路|山|岛|径|程|斤|途|成))"
    r"|(?P<double>翻(?:了|一|两|二|三|四)*番|翻倍|倍增|翻一倍|加倍)"
    r"|(?P<several>(?<![总人户次倍指系基函参整少多无字代岁分级位])[数几](?=[十百千万亿])[十百千万亿]+|成百上千|成千上万|十几(?=[个家项条名位年天亩万亿人])|几十(?=[个家项条名位年天亩万亿人]))"
)


@dataclass(slots=True)
class _Reader:
    """One text being read."""

    text: str
    phrases: Phrases
    found: list[Quantity]
    measured: set[int]

    def read(self) -> None:
        idle = [match.span() for match in self.phrases.chinese.finditer(self.text)]
        starts = re.compile(rf"{ARABIC}|{HAN}|[半翻数几倍加成双过上首其再蝉又另]|https?:|www\.|\+86|[\w.+-]+@")
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
        match = _SPECIAL.match(self.text, start)
        if not match:
            return self._pairword(start)
        kind = next(name for name, value in match.groupdict().items() if value is not None)
        if kind == "skip":
            return match.end()
        readings = {
            "iso": _iso, "clock": _clock, "phone": _phone, "plan": _plan, "decade": _decade,
            "part": _part, "all": _part, "slash": _slash, "double": _double, "several": _several, "half": _half,
        }[kind](match)  # fmt: skip
        if not readings:
            return 0
        end = match.end()
        for group, strong in readings:
            approx = self._approx(start, end, group[0][1], kind == "several")
            if kind == "half" and match["half"] == "过半":
                approx = "up"
            if group[0][1] == "some":
                approx = "free"
            self.add(start, end, *group, strong=strong, approx=approx)
        return end

    def _pairword(self, start: int) -> int:
        for word, value in (
            ("双", 2),
            ("其次", 2),
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
        arabic = re.compile(ARABIC).match(self.text, start)
        if arabic:
            return self._measured(start, *parse_scaled(self.text, arabic))
        han = re.compile(HAN).match(self.text, start)
        if not han:
            return 0
        written = han[0]
        if self.text.startswith("分点", han.end()) and written == "百":
            return han.end()
        value = parse_han(written, self.text[han.end() : han.end() + 1])
        if value is None:
            self._apart(start, written)
            return han.end()
        end, inner = han.end(), ""
        more = re.compile(r"([余多])([万亿]+)").match(self.text, end)
        if more:
            value, end, inner = value * parse_han(more[2], ""), more.end(), more[1]  # type: ignore[operator]
        return self._measured(start, Fraction(value), end, inner, han=written)

    def _apart(self, start: int, written: str) -> None:
        """一二三, 万千: each numeral by itself; 五六百: either. None of them is missed."""
        either = re.fullmatch("([一二两三四五六七八九])([一二三四五六七八九])([十百千万亿]+)", written)
        parts = [either[1] + either[3], either[2] + either[3]] if either else list(written)
        for offset, part in enumerate(parts):
            value = parse_han(part, "")
            if value is not None:
                self.add(start + offset, start + offset + 1, (Fraction(value), ""), strong=False, approx="free")

    def _measured(self, start: int, value: Fraction, end: int, inner: str, han: str = "") -> int:
        """The number with what follows it: 余, the unit or measure word, 以上."""
        text, number_end = self.text, end
        if not inner and text[end : end + 1] in ("余", "多", "来", "几") and _follows(text, end + 1):
            inner, end = text[end], end + 1
        while text[end : end + 1] in (" ", "”", "’", '"') and _UNIT.match(text, end + 1):
            end += 1
        readings, end, unit, measure = self._unit(start, value, end, han)
        if inner == "" and text[end : end + 1] == "多" and measure == "个" and text.startswith("多月", end):
            readings, end, unit, inner = ((value, "month"),), end + 2, "month", "多"
        readings, end = self._and_a_half(readings, end, unit, measure)
        lone = bool(han) and not _digits_in(han)
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
        latin = re.compile("[A-Za-z]")
        label = measure in _LABELS or bool(latin.match(text, end) or latin.match(text[start - 1 : start]))
        if timed and hedge in ("", "up", "near"):
            hedge = self._span(start, end, hedge)
        quantity = Quantity(readings, start, end, text[start:end], hedge, strong, ordinal, label)
        if unit or measure:
            self.measured.add(len(self.found))
        self.found.append(quantity)
        return end

    def _span(self, start: int, end: int, hedge: Approx) -> Approx:
        """3年来 and 近3年， tell a stretch of time: `over three years`, `the last three years`."""
        if _SPAN.match(self.text, end):
            return "free"
        before = self.text[max(0, start - 2) : start]
        if hedge == "near" and before[-1:] == "近" and (len(before) < 2 or before[0] in "，。；：、（“"):
            return "free"
        return hedge

    def _unit(self, start: int, value: Fraction, end: int, han: str) -> tuple[tuple[Reading, ...], int, str, str]:
        """(readings, end, unit, measure word) of a number ending at `end`."""
        text = self.text
        match = _UNIT.match(text, end)
        if match:
            return self._in_unit(start, value, match)
        measure = _MEASURE.match(text, end)
        word = measure[0] if measure else ""
        stop = end + len(word)
        money = _MONEY_BEFORE.search(text[max(0, start - 4) : start])
        if money:
            unit = str(money.lastgroup)
            return ((value, unit),), end, unit, ""
        if (
            text.startswith("成", end)
            and value <= 10
            and not re.match("[为立员果功本长熟就都交效份分型绩品]", text[end + 1 :])
        ):
            return ((value / 10, "percent"),), end + 1, "percent", ""
        if text.startswith("折", end) and value < 10:
            return ((value / 10, "percent"), (1 - value / 10, "percent")), end + 1, "percent", ""
        if word in ("年", "月", "日", "号"):
            return _date(text, start, value, end, word, han)
        if word == "个" and text[stop : stop + 1] in ("亿", "万"):
            scale = 10**8 if text[stop] == "亿" else 10**4
            return ((value * scale, ""), (value * scale, "CNY")), stop + 1, "", word
        if word in ("点", "时") and value <= 24 and re.search(r"(?:上午|下午|晚上?|早上?|中午|凌晨|日)$", text[:start]):
            late = re.search(r"(?:下午|晚上?)$", text[:start])
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
        readings: tuple[Reading, ...] = ((value, unit),)
        if unit == "times":
            readings += ((value, "ratio"), (value, "percent"))
            if _GROWTH.search(self.text[max(0, start - 9) : start]):
                readings += ((value + 1, "times"),)
        return readings, end, unit, ""

    def _and_a_half(
        self, readings: tuple[Reading, ...], end: int, unit: str, measure: str
    ) -> tuple[tuple[Reading, ...], int]:
        """3年半, 两个半月."""
        half, text = Fraction(1, 2), self.text
        rest = re.compile("半(月|小时)").match(text, end) if measure == "个" else None
        if rest:
            return ((readings[0][0] + half, "month" if rest[1] == "月" else "hour"),), rest.end()
        if unit in ("year", "hour", "day") and text.startswith("半", end):
            return tuple((value + half, name) for value, name in readings if name == unit), end + 1
        return readings, end

    def _counts(self, start: int, end: int, han: str, measured: bool, hedge: Approx, timed: bool) -> bool:
        """Whether a Chinese numeral counts something."""
        before = self.text[max(0, start - 2) : start]
        if han == "一" and timed and hedge not in ("", "free"):
            return True  # 一年多, 近一个月
        if han == "一" or (before.endswith("第") and han == "一") or self.text[start - 1 : start] in ("十", "廿"):
            return False
        if before.endswith("第"):
            return True
        lone = not _digits_in(han)
        if len(han) == 1 and lone and han != "十":  # 百 千 万 亿
            pushed = _LONE_PREFIX.search(before) and not _NOT_UP.search(before)
            return bool(pushed) or self.text[end : end + 1] in ("余", "多")
        if lone and han != "十":
            return True  # 百万, 千亿
        if (
            han in ("两", "二")
            and re.search("[近这前过头最几]$", before)
            and self.text[end : end + 1] in ("年", "天", "日")
        ):
            return False
        if han == "十" and self.text[end : end + 2] in ("分之", "分钟"):
            return True
        return measured or hedge not in ("", "free")

    def _approx(self, start: int, end: int, unit: str, lone: bool) -> Approx:
        """The words of approximation around `text[start:end]`."""
        after = _AFTER.match(self.text, end)
        before = self.text[max(0, start - 14) : start]
        match = _PREFIX.search(before)
        hedge: Approx = ""
        if match:
            hedge = next(_BEFORE[int(name[-1])][0] for name, words in match.groupdict().items() if words)
        elif lone and re.search("[上过]$", before) and not _NOT_UP.search(before):
            hedge = "up"
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


_SUFFIXES: dict[str, Approx] = {
    "least": "least", "down": "down", "within": "within", "about": "about", "up": "up", "free": "free"
}  # fmt: skip


def _digits_in(han: str) -> bool:
    return any(char in "〇○零一二三四五六七八九两" for char in han)


def _follows(text: str, at: int) -> bool:
    """Whether a unit or measure word follows, so that 余 or 多 belongs to the number before it."""
    return bool(_UNIT.match(text, at) or _MEASURE.match(text, at) or (text[at : at + 1] in "万亿公平所台百"))


def _date(
    text: str, start: int, value: Fraction, end: int, word: str, han: str
) -> tuple[tuple[Reading, ...], int, str, str]:
    """年, 月, 日: part of a date, or a length of time."""
    stop = end + 1
    if word == "年":
        if text.startswith("代", stop):
            return ((value, ""), (1900 + value, "Y"), (2000 + value, "Y")), stop + 1, "", "年代"
        if 1000 <= value < 3000 and value.denominator == 1 and "千" not in text[start:end]:
            return ((value, "Y"),), stop, "Y", word
        if value < 100 and len(text[start:end]) == 2 and not han:
            return ((value, "year"), (2000 + value, "Y"), (1900 + value, "Y")), stop, "year", word
        return ((value, "year"),), stop, "year", word
    if word == "月" and value <= 12:
        return ((value, "M"),), stop, "M", word
    if word in ("日", "号") and value <= 31:
        dated = text[start - 1 : start] == "月" or word == "号"
        return ((value, "D"),) if dated else ((value, "D"), (value, "day")), stop, "D", word
    return ((value, "day" if word == "日" else ""),), stop, "", word


# --- readings of what is not a plain number ---------------------------------------------------------------------------

_Groups = list[tuple[tuple[Reading, ...], bool]]


def _iso(match: re.Match[str]) -> _Groups:
    year, month, day = map(int, re.split("[-./]", match["iso"]))
    return [(((Fraction(year), "Y"),), True), (((Fraction(month), "M"),), True), (((Fraction(day), "D"),), True)]


def _clock(match: re.Match[str]) -> _Groups:
    hour, minute = map(int, re.split("[:：]", match["clock"]))
    groups: _Groups = [(((Fraction(hour), ""), (Fraction((hour + 12) % 24), ""), (Fraction(abs(hour - 12)), "")), True)]
    return [*groups, (((Fraction(minute), ""),), minute != 0)]


def _phone(match: re.Match[str]) -> _Groups:
    return [(((Fraction(int(re.sub(r"\D", "", match["phone"])[-7:])), "phone"),), True)]


def _plan(match: re.Match[str]) -> _Groups:
    number = parse_han(match["plan"][:-1], "") or 0
    first = 2021 + 5 * (number - 14)
    weak = [(Fraction(5), ""), (Fraction(first), "Y"), (Fraction(first + 4), "Y")]
    return [(((Fraction(number), ""),), True), *(((reading,), False) for reading in weak)]


def _decade(match: re.Match[str]) -> _Groups:
    written = match["century"]
    century = 20 if written is None else int(written) if written.isdigit() else parse_han(written, "") or 20
    tens = int(match["tens"]) if match["tens"].isdigit() else parse_han(match["tens"], "") or 0
    weak: _Groups = [] if written is None else [(((Fraction(century), ""),), False)]
    return [(((Fraction((century - 1) * 100 + tens), "Y"), (Fraction(tens), "")), True), *weak]


def _part(match: re.Match[str]) -> _Groups:
    if match["all"]:
        return [(((Fraction(1), "percent"),), True)]
    of, share = _any_number(match["of"]), _any_number(match["share"])
    if not of or share is None:
        return []
    if match["point"]:
        share += Fraction(
            int("".join(str("零一二三四五六七八九".index(c)) for c in match["point"])), 10 ** len(match["point"])
        )
    unit = {100: "percent", 1000: "permille"}.get(int(of), "ratio")
    return [(((share / of, unit),), True)]


def _any_number(written: str) -> Fraction | None:
    if written[0].isdigit():
        return parse_arabic(written)
    value = parse_han(written, "")
    return None if value is None else Fraction(value)


def _slash(match: re.Match[str]) -> _Groups:
    top, bottom = map(int, match["slash"].split("/"))
    return [(((Fraction(top, bottom), "ratio"),), True)] if 0 < top < bottom else []


def _double(match: re.Match[str]) -> _Groups:
    number = next((parse_han(char, "") for char in match["double"] if char in "一两二三四"), 1) or 1
    if match["double"] in ("倍增", "加倍"):
        return [(((Fraction(2), "times"), (Fraction(2), "")), False)]
    size = 2 if "番" not in match["double"] else 2**number
    return [(((Fraction(size), "times"), (Fraction(size - 1), "percent")), True)]


def _several(match: re.Match[str]) -> _Groups:
    written = match["several"]
    size = {"成百上千": 100, "成千上万": 1000, "十几": 10, "几十": 10}.get(written) or parse_han(written[1:], "")
    if size is None:
        return []
    readings: tuple[Reading, ...] = ((Fraction(size), "some"),)
    if size == 10:
        readings += ((Fraction(12), "some"),)
    if written == "十几":
        readings = ((Fraction(10), ""), (Fraction(12), ""))
    return [(readings, not written.startswith("成"))]


def _half(match: re.Match[str]) -> _Groups:
    half, word = Fraction(1, 2), match["half"]
    whole = {"年": "year", "月": "month", "时": "hour", "天": "day"}.get(word[-1])
    if whole:
        return [(((half, whole),), True)]
    if word.endswith("世纪"):
        return [(((Fraction(50), "year"), (half, "")), True)]
    return [(((half, "ratio"), (half, "")), word != "半")]


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
        if index in reader.measured or left.unit or not _RANGE.fullmatch(reader.text, left.end, right.start):
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
    match = re.search(r"\d\s*[余多]?([百千万亿]+)", text)
    return parse_han(match[1], "") or 1 if match else 1
