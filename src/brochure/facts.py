"""Figures in both languages: one exact value, written the way each language writes it.

Chinese counts in 万 and 亿, English in thousands, millions and billions; the shift is of the decimal point only, in
`Decimal`, so that 96.92亿元 and RMB 9.692 billion can never be different numbers. A figure in a sentence comes without
约, 余 or `nearly`, which belong to the sentence; a figure that stands alone says them itself (`approx`).
"""

from __future__ import annotations

import re
from decimal import Decimal

from brochure.dataclass import dataclass
from brochure.fields import CalendarDate
from brochure.model import Fact, Pair

_MONEY = {"CNY": ("元", "RMB "), "USD": ("美元", "US$"), "EUR": ("欧元", "€"), "HKD": ("港元", "HK$"),
          "GBP": ("英镑", "£"), "JPY": ("日元", "JPY ")}  # fmt: skip
_UNITS: dict[str, tuple[str, str, str]] = {
    # name: Chinese, English, English for one
    "mu": ("亩", " mu", " mu"),
    "m2": ("平方米", " m²", " m²"),
    "km2": ("平方公里", " km²", " km²"),
    "hectare": ("公顷", " hectares", " hectare"),
    "m": ("米", " m", " m"),
    "km": ("公里", " km", " km"),
    "year": ("年", " years", " year"),
    "month": ("个月", " months", " month"),
    "day": ("天", " days", " day"),
    "person": ("人", " people", " person"),
    "times": ("次", " times", " time"),
    "project": ("个", " projects", " project"),
    "firm": ("家", " companies", " company"),
    "household": ("户", " households", " household"),
    "visit": ("人次", " visits", " visit"),
    "item": ("件", " items", " item"),
    "t": ("吨", " tons", " ton"),
    "kg": ("公斤", " kg", " kg"),
    "kWh": ("千瓦时", " kWh", " kWh"),
    "week": ("周", " weeks", " week"),
    "hour": ("小时", " hours", " hour"),
    "minute": ("分钟", " minutes", " minute"),
    "celsius": ("℃", "°C", "°C"),
    "point": ("个百分点", " percentage points", " percentage point"),
    "date": ("年", "", ""),
}
FORMATS = ("number", "full", "words", "approx")
"""What may follow a fact's name in a text, after a point: `{funds.number}`."""
_MONTHS: list[str] = re.findall(
    r"\w+", "January February March April May June July August September October November December"
)
_SMALL: list[str] = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
)
_TENS: list[str] = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
_CHINESE_SCALES = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_ENGLISH_SCALES = (
    (Decimal(10) ** 12, " trillion"),
    (Decimal(10) ** 9, " billion"),
    (Decimal(10) ** 6, " million"),
)
_CHINESE_APPROX = {"about": "约", "more-than": "逾", "over": "超", "nearly": "近"}
_ENGLISH_APPROX = {"about": "about ", "more-than": "more than ", "over": "over ", "nearly": "nearly "}
KNOWN_UNITS = ("", "percent", *_MONEY, *_UNITS)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure taken apart, for cards that set the number large: `prefix` `number` `unit` make the whole."""

    prefix: str
    number: str
    unit: str

    def __str__(self) -> str:
        return self.prefix + self.number + self.unit


def format_fact(fact: Fact, lang: str, approx: bool = False) -> str:
    """The figure as it stands in a sentence; with `approx` also its 超, 余 or `more than`, where it stands alone."""
    return str(split_fact(fact, lang, approx))


def write_fact(fact: Fact, lang: str, form: str = "") -> str:
    """The figure in one of `FORMATS`: `number` without its unit (96.92亿), `full` in all its digits, `words` spelled
    out below a hundred (three companies), `approx` with its 超 or `more than`; empty as a sentence has it.
    """
    chinese = lang.startswith("zh")
    if form == "approx" or not form or isinstance(fact.value, CalendarDate):
        return format_fact(fact, lang, approx=form == "approx")
    figure = _chinese(fact) if chinese else _english(fact)
    value, unit = fact.value, fact.unit
    written = _unit_text(unit, "zh" if chinese else "en", value) if unit != "percent" else figure.unit
    if form == "number":
        return figure.number + figure.unit.removesuffix(written)
    if form == "full":
        return figure.prefix + (_plain(value) if chinese else _grouped(value)) + written
    if value == int(value) and 0 <= value < 100:
        return figure.prefix + (_spelled_zh(int(value), bool(written)) if chinese else _spelled(int(value))) + written
    return str(figure)


def _spelled(value: int) -> str:
    if value < 20:
        return _SMALL[value]
    ten, one = divmod(value, 10)
    return _TENS[ten - 2] + (f"-{_SMALL[one]}" if one else "")


def _spelled_zh(value: int, measured: bool) -> str:
    if value == 2 and measured:
        return "两"
    ten, one = divmod(value, 10)
    digits = "零一二三四五六七八九"
    return (digits[ten] if ten > 1 else "") + ("十" if ten else "") + (digits[one] if one or not ten else "")


def split_fact(fact: Fact, lang: str, approx: bool = False) -> Figure:
    """The figure in its parts: (`RMB `, `9.692`, ` billion`); English for every language that is not Chinese."""
    figure = _chinese(fact) if lang.startswith("zh") else _english(fact)
    if not approx or fact.approx == "no":
        return figure
    if not lang.startswith("zh"):
        return Figure(_ENGLISH_APPROX[fact.approx] + figure.prefix, figure.number, figure.unit)
    if fact.approx == "more-than" and fact.value >= 10 and fact.value % 10 == 0 and fact.unit != "percent":
        return Figure(figure.prefix, figure.number, "余" + figure.unit)  # 400余次: only after a round number
    return Figure(_CHINESE_APPROX[fact.approx] + figure.prefix, figure.number, figure.unit)


def _chinese(fact: Fact) -> Figure:
    value, unit = fact.value, fact.unit
    if isinstance(value, CalendarDate):
        year, month, day = value.parts
        return Figure("", f"{year}年{month}月" + (f"{day}日" if day else ""), "")
    if unit == "percent":
        return Figure("", _plain(value), "%")
    shift = unit in _MONEY or _is_round(value) or (value >= 100_000 and value % 100 == 0)  # 1051.31万人
    number, scale = _scaled(value, _CHINESE_SCALES) if shift else (_plain(value), "")
    return Figure("", number, scale + _unit_text(unit, "zh", value))


def _english(fact: Fact) -> Figure:
    value, unit = fact.value, fact.unit
    if isinstance(value, CalendarDate):
        year, month, day = value.parts
        return Figure("", f"{_MONTHS[month - 1]} {day}, {year}" if day else f"{_MONTHS[month - 1]} {year}", "")
    if unit == "date":
        return Figure("", _plain(value), "")
    if unit == "percent":
        return Figure("", _plain(value), " percent")
    money = _MONEY.get(unit) if isinstance(unit, str) else None
    number, scale = _scaled(value, _ENGLISH_SCALES) if money or _is_round(value) else (_grouped(value), "")
    return Figure(money[1] if money else "", number, scale + _unit_text(unit, "en", value))


def _is_round(value: Decimal) -> bool:
    """Whether a count is large and round enough that its short form (27亿, 1.2 million) is how one says it."""
    return value >= 10_000 and len(value.normalize().as_tuple().digits) <= 3


def _scaled(value: Decimal, scales: tuple[tuple[Decimal, str], ...]) -> tuple[str, str]:
    for size, name in scales:
        if abs(value) >= size:
            return _plain(value / size), name
    return (_grouped(value) if scales is _ENGLISH_SCALES else _plain(value)), ""


def _plain(value: Decimal) -> str:
    """Digits without exponent or needless zeros behind the point; a zero that was typed (1.10) is kept."""
    text = f"{value.normalize():f}"
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0:
        typed = f"{value:f}"
        return typed if len(typed) <= 12 else text
    return text


def _grouped(value: Decimal) -> str:
    """English digits in groups of three."""
    whole, _, part = _plain(value).partition(".")
    return f"{int(whole):,}" + (f".{part}" if part else "")


def _unit_text(unit: str | Pair, lang: str, value: Decimal) -> str:
    if isinstance(unit, Pair):
        text = unit.plain(lang)
        return f" {text}" if text and lang != "zh" else text
    if unit in _MONEY:
        return _MONEY[unit][0] if lang == "zh" else ""
    zh, many, one = _UNITS.get(unit, ("", "", ""))
    return zh if lang == "zh" else one if value == 1 else many
