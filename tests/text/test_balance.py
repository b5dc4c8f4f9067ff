"""Headings: even lines, ended at borders of phrases, never in a name or a number (typography.md §9.5)."""

from __future__ import annotations

import pytest

from brochure.text.balance import word_places
from brochure.typesetting import typeset


def heading(text: str, measure: float) -> list[str]:
    lines = typeset(text, measure=measure, align="left", balance=True).lines
    return [text[line.start : line.end] for line in lines]


@pytest.mark.parametrize(
    ("text", "measure", "lines"),
    [
        ("长三角数字经济国际论坛", 10, ["长三角数字", "经济国际论坛"]),
        ("破局：打通发展“任督二脉”的关键一招", 12, ["破局：打通发展", "“任督二脉”的关键一招"]),
    ],
)
def test_known_headings(text: str, measure: float, lines: list[str]) -> None:
    found = heading(text, measure)
    assert len(found) == 2
    assert not any(line.endswith(("数", "国", "论", "经", "发")) for line in found)


@pytest.mark.parametrize("measure", [7, 8, 9, 10, 12, 14])
def test_no_line_is_under_half_the_longest(measure: float) -> None:
    for text in (
        "数字经济园区招商引资工作取得显著成效",
        "携手共建新时代粤港澳大湾区科技创新走廊",
        "从制造到智造的跨越之路",
    ):
        found = heading(text, measure)
        if len(found) > 1:
            assert min(map(len, found)) * 2 >= max(map(len, found)), found
            assert len(found[-1]) >= 3


@pytest.mark.parametrize("measure", [8, 9, 10, 11])
def test_a_number_with_its_unit_stays_whole_in_a_heading(measure: float) -> None:
    for text in ("基金总规模突破96.92亿元再创新高", "引进项目300多个带动就业2万人"):
        for line in heading(text, measure):
            assert line[0] not in "亿元多个万人" or line == text


def test_english_headings_are_even_and_not_hyphenated() -> None:
    text = "Growth in combined technology, industry and trade revenue"
    lines = typeset(text, lang="en", measure=20, align="left", balance=True).lines
    widths = [line.natural for line in lines]
    assert min(widths) > 0.6 * max(widths)
    assert not any(line.hyphenated for line in lines)


def test_doubled_characters_are_one_word() -> None:
    text = "一颗颗明珠正冉冉升起"
    assert {1, 2, 7} <= set(word_places(text))
