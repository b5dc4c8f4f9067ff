"""One figure, two languages, the same number."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brochure.blocks import KINDS
from brochure.diagnostics import Sink
from brochure.editorial.texts import texts
from brochure.facts import format_fact, split_fact, write_fact
from brochure.load import load
from brochure.model import Brochure, Fact, Pair
from brochure.project import Project
from brochure.record import ValidationError

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


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        ("2024-12", "", "2024年12月", "December 2024"),
        ("2024-12-28", "", "2024年12月28日", "December 28, 2024"),
        ("2024", "date", "2024年", "2024"),
        ("3", "point", "3个百分点", "3 percentage points"),
    ],
)
def test_dates_and_points_are_figures_too(value: str, unit: str, zh: str, en: str) -> None:
    fact = Fact.model_validate({"value": value, "unit": unit})
    assert (format_fact(fact, "zh"), format_fact(fact, "en")) == (zh, en)


@pytest.mark.parametrize("value", ["2024-13", "2024-2-30", "2024-12-1-1"])
def test_a_day_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        Fact.model_validate({"value": value})


@pytest.mark.parametrize(
    ("form", "zh", "en"),
    [
        ("number", "96.92亿", "9.692 billion"),
        ("full", "9692000000元", "RMB 9,692,000,000"),
        ("approx", "超96.92亿元", "over RMB 9.692 billion"),
        ("words", "96.92亿元", "RMB 9.692 billion"),
    ],
)
def test_a_text_may_ask_for_another_form(form: str, zh: str, en: str) -> None:
    fact = Fact.model_validate({"value": "9692000000", "unit": "CNY", "approx": "over"})
    assert (write_fact(fact, "zh", form), write_fact(fact, "en", form)) == (zh, en)


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [("3", "project", "三个", "three projects"), ("2", "firm", "两家", "two companies"), ("21", "", "二十一", "twenty-one"),
     ("10", "mu", "十亩", "ten mu"), ("60", "percent", "六十%", "sixty percent"), ("120", "firm", "120家", "120 companies")],
)  # fmt: skip
def test_small_numbers_may_be_spelled_out(value: str, unit: str, zh: str, en: str) -> None:
    fact = Fact(value=Decimal(value), unit=unit)
    if unit != "percent":  # nobody writes 六十%
        assert write_fact(fact, "zh", "words") == zh
    assert write_fact(fact, "en", "words") == en


NAMES = ("opened", "funds", "projects", "share")
BROCHURE = """brochure: 1
document: {title: {zh: "题{projects}", en: "T {projects}"}}
facts:
  opened: {value: %s}
  funds: {value: %s, unit: CNY}
  projects: {value: %s, unit: project}
  share: {value: %s, unit: percent}
sections:
  - kind: story
    id: one
    title: {zh: "占{share}", en: "{share} of it"}
    text:
      zh: |
        自{opened}起，{projects.words}，共{funds}。

        又{funds.number}。
      en: |
        Since {opened}, {projects.words}, {funds} in all.

        Or {funds.full}.
    inserts:
      - {kind: quote, text: {zh: "好{share.number}", en: "Good, {share.number}"}}
  - {kind: stats, id: cards, items: [{fact: funds, label: {zh: "基金", en: "Funds"}}, {fact: share, label: {zh: "占比", en: "Share"}}]}
"""  # fmt: skip


def _printed(folder: Path, values: tuple[str, ...]) -> tuple[dict[str, str], Brochure]:
    """Path → what is printed there, cards included."""
    (folder / "b.yaml").write_text(BROCHURE % values, "utf-8")
    sink = Sink()
    brochure = load(Project(folder / "b.yaml"), {kind.name: kind.model for kind in KINDS}, sink)
    assert brochure is not None and not sink.failed, sink.found
    found = {f"{pair.path}.{lang}#{pair.number}": text for pair in texts(brochure) for lang, text in pair.texts}
    for block in brochure.walk():
        for number, item in enumerate(getattr(block, "items", ())):
            for lang in ("zh", "en"):
                found[f"{block.path}.items.{number}.fact#{lang}"] = format_fact(brochure.facts[item.fact], lang, True)
    return found, brochure


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(NAMES), st.integers(2001, 2099), st.integers(1, 12), st.integers(2, 10**12), st.integers(2, 99),
    st.integers(1, 99),
)  # fmt: skip
def test_changing_one_value_changes_exactly_its_uses(
    tmp_path: Path, name: str, year: int, month: int, money: int, count: int, share: int
) -> None:
    before = ("2000-01", "1", "1", "100")
    after = (f"{year}-{month:02}", str(money), str(count), str(share))
    values = tuple(new if name == one else old for one, old, new in zip(NAMES, before, after, strict=True))
    old, brochure = _printed(tmp_path, before)
    new, _ = _printed(tmp_path, values)
    changed = {place.partition("#")[0] for place in old if old[place] != new[place]}
    assert changed == set(brochure.fact_uses[name])
