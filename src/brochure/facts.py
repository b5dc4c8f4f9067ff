"""Figures in both languages: one exact value, written the way each language writes it.

Chinese counts in 万 and 亿, English in thousands, millions and billions; the shift is of the decimal point only, in
`Decimal`, so that 96.92亿元 and RMB 9.692 billion can never be different numbers. `approx` writes no word by itself:
近, 余, 逾 and `nearly`, `over` belong to the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from brochure.model import Fact, Pair

_MONEY = {"CNY": ("元", "RMB "), "USD": ("美元", "US$"), "EUR": ("欧元", "€"), "HKD": ("港元", "HK$")}
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
}
_CHINESE_SCALES = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_ENGLISH_SCALES = (
    (Decimal(10) ** 12, " trillion"),
    (Decimal(10) ** 9, " billion"),
    (Decimal(10) ** 6, " million"),
)
KNOWN_UNITS = ("", "percent", *_MONEY, *_UNITS)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure taken apart, for cards that set the number large: `prefix` `number` `unit` make the whole."""

    prefix: str
    number: str
    unit: str

    def __str__(self) -> str:
        return self.prefix + self.number + self.unit


def format_fact(fact: Fact, lang: str) -> str:
    """The figure as it stands in running text."""
    return str(split_fact(fact, lang))


def split_fact(fact: Fact, lang: str) -> Figure:
    """The figure in its parts: (`RMB `, `9.692`, ` billion`); English for every language that is not Chinese."""
    chinese = lang.startswith("zh")
    value, unit = fact.value, fact.unit
    if unit == "percent":
        return Figure("", _plain(value), "%" if chinese else " percent")
    money = _MONEY.get(unit) if isinstance(unit, str) else None
    if chinese:
        number, scale = _scaled(value, _CHINESE_SCALES) if money or _is_round(value) else (_plain(value), "")
        return Figure("", number, scale + _unit_text(unit, "zh", value))
    if money:
        number, scale = _scaled(value, _ENGLISH_SCALES)
        return Figure(money[1], number, scale)
    number, scale = _scaled(value, _ENGLISH_SCALES) if _is_round(value) else (_grouped(value), "")
    return Figure("", number, scale + _unit_text(unit, "en", value))


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
