"""One figure, two languages, the same number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.facts import format_fact, split_fact
from brochure.model import Fact, Pair

GE = Pair.of(zh="个")
MEMBERS = Pair.of(zh="家", en="members")


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        ("9692000000", "CNY", "96.92亿元", "RMB 9.692 billion"),
        ("123650000000", "CNY", "1236.5亿元", "RMB 123.65 billion"),
        ("5050000000", "CNY", "50.5亿元", "RMB 5.05 billion"),
        ("120000", "CNY", "12万元", "RMB 120,000"),
        ("1200000000000", "CNY", "1.2万亿元", "RMB 1.2 trillion"),
        ("60", "percent", "60%", "60 percent"),
        ("35", "mu", "35亩", "35 mu"),
        ("2200", "m2", "2200平方米", "2,200 m²"),
        ("12.6", "km2", "12.6平方公里", "12.6 km²"),
        ("5433", GE, "5433个", "5,433"),
        ("777", MEMBERS, "777家", "777 members"),
        ("1", "firm", "1家", "1 company"),
        ("1.10", "", "1.10", "1.10"),
        ("0", "CNY", "0元", "RMB 0"),
    ],
)
def test_a_figure_in_both_languages(value: str, unit: str | Pair, zh: str, en: str) -> None:
    fact = Fact(value=Decimal(value), unit=unit)
    assert (format_fact(fact, "zh"), format_fact(fact, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("value", "unit", "approx", "zh", "en"),
    [
        ("400", Pair.of(zh="次"), "more-than", "400余次", "more than 400"),
        ("2700000000", "CNY", "over", "超27亿元", "over RMB 2.7 billion"),
        ("60", "percent", "over", "超60%", "over 60 percent"),
        ("110", "firm", "nearly", "近110家", "nearly 110 companies"),
    ],
)
def test_a_figure_that_stands_alone_says_that_it_is_approximate(
    value: str, unit: str | Pair, approx: str, zh: str, en: str
) -> None:
    fact = Fact.model_validate({"value": value, "unit": unit, "approx": approx})
    assert (format_fact(fact, "zh", True), format_fact(fact, "en", True)) == (zh, en)


_ZH = {"万亿": 12, "亿": 8, "万": 4, "": 0}
_EN = {" trillion": 12, " billion": 9, " million": 6, "": 0}


@given(st.integers(0, 10**15), st.integers(0, 3))
def test_both_languages_say_the_same_number(digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places)
    fact = Fact(value=value, unit="CNY")
    zh, en = split_fact(fact, "zh"), split_fact(fact, "en")
    assert Decimal(zh.number).scaleb(_ZH[zh.unit.removesuffix("元")]) == value
    assert Decimal(en.number.replace(",", "")).scaleb(_EN[en.unit]) == value
