"""Figures that changed places keep their values; the nouns beside them tell."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from test_pairs import PAIRS

from brochure.editorial.english import read_english
from brochure.editorial.numbers import compare


@pytest.mark.parametrize(
    "zh, right, wrong",
    [
        ("引进企业35家、项目12个。", "35 companies and 12 projects were brought in.",
         "12 companies and 35 projects were brought in."),
        ("通达25个国家的227座城市。", "It reaches 227 cities in 25 countries.", "It reaches 25 cities in 227 countries."),
        ("森林覆盖率由38.2%提高到41.5%。", "Forest cover rose from 38.2 percent to 41.5 percent.",
         "Forest cover rose from 41.5 percent to 38.2 percent."),
        ("2020年4.7亿元，2024年31.2亿元。", "RMB 470 million in 2020, RMB 3.12 billion in 2024.",
         "RMB 3.12 billion in 2020, RMB 470 million in 2024."),
        ("塔高168米，宽60米。", "The tower is 168 meters high and 60 meters wide.",
         "The tower is 60 meters high and 168 meters wide."),
        ("开放时间9:00—17:30。", "Open 9:00–17:30.", "Open 17:30–9:00."),
        ("上午8:30—12:00、下午13:30—17:00开放。", "Open 8:30–12:00 and 13:30–17:00.", "Open 17:00–12:00 and 13:30–8:30."),
        ("每万人有专利67件。", "There are 67 patents for every 10,000 people.",
         "There are 10,000 patents for every 67 people."),
        ("产值、利润分别增长8.1%、6.4%。", "Output and profit grew by 8.1 and 6.4 percent respectively.",
         "Profit and output grew by 8.1 and 6.4 percent respectively."),
        ("首批28家，半年内增至61家。", "From 28 at first, the number grew to 61 within half a year.",
         "From 61 at first, the number grew to 28 within half a year."),
        ("税收增长5.8%，外贸增长7.2%。", "Foreign trade grew 7.2 percent and taxes 5.8 percent.",
         "Foreign trade grew 5.8 percent and taxes 7.2 percent."),
    ],
)  # fmt: skip
def test_figures_that_changed_places_are_found(zh: str, right: str, wrong: str) -> None:
    assert compare(zh, right) == ()
    assert "swapped" in [found.kind for found in compare(zh, wrong)]


def test_most_figures_of_a_kind_that_change_places_are_noticed() -> None:
    cases = []
    for zh, en, right in PAIRS:
        figures = [q for q in read_english(en) if q.strong and not q.label and re.match(r"(RMB |US\$)?[\d,.]+", q.text)]
        for a, b in combinations(figures, 2) if right else ():
            if a.unit == b.unit and a.value != b.value and a.unit not in ("Y", "M", "D") and a.end <= b.start:
                turned = en[: a.start] + b.text + en[a.end : b.start] + a.text + en[b.end :]
                cases.append((zh, turned))
    found = sum(bool(compare(*case)) for case in cases)
    assert len(cases) > 150
    assert found >= 0.75 * len(cases), f"{found} of {len(cases)}"


@pytest.mark.parametrize(
    "zh, right, wrong",
    [
        ("每周12班。", "There are 12 flights a week.", "There are 12 flights a month."),
        ("年产量30万吨，每年增长8%。", "It makes 300,000 tons, 8 percent more each year.", ""),
    ],
)
def test_a_rate_is_reckoned_by_the_same_span(zh: str, right: str, wrong: str) -> None:
    assert compare(zh, right) == ()
    assert not wrong or [found.kind for found in compare(zh, wrong)] == ["unit"]
