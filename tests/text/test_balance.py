"""Headings: even lines, ended at borders of phrases, never in a name or a number (typography.md §9.5)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.text.balance import word_places, words_of
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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("研究生命起源", ["研究", "生命", "起源"]),
        ("产品和服务", ["产品", "和", "服务"]),
        ("第12届长三角数字经济国际论坛", ["第", "1", "2", "届", "长三角", "数字经济", "国际", "论坛"]),
        ("欧阳修与司马光的故事", ["欧阳修", "与", "司马光", "的", "故事"]),
        ("中部地区的经开区", ["中部", "地区", "的", "经开区"]),
    ],
)
def test_a_heading_is_read_as_the_likeliest_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(st.text(st.sampled_from("的一是天心经开区数字经济论坛国际长沙abc12，。—“”"), max_size=30))
def test_words_are_the_text_and_places_lie_inside_it(text: str) -> None:
    assert "".join(words_of(text)) == text
    assert all(0 < place < len(text) for place in word_places(text))


@pytest.mark.parametrize("measure", [7, 8, 9, 10, 11, 12, 13, 15, 18])
@pytest.mark.parametrize(
    "text",
    [
        "第12届长三角数字经济国际论坛在长沙举行",
        "湖南大数据交易所交易额突破27亿元",
        "中国电信中南智能算力中心与国家超级计算长沙中心",
        "欧阳修与司马光的故事",
    ],
)
def test_no_word_is_cut_by_the_lines_of_a_heading(text: str, measure: int) -> None:
    edges = {0}
    for word in words_of(text):
        edges.add(max(edges) + len(word))
    lines = heading(text, measure)
    at = 0
    for line in lines[:-1]:
        at += len(line)
        assert at in edges, lines


def test_a_particle_ends_its_line_but_a_word_that_begins_like_one_does_not() -> None:
    assert 4 in word_places("天心经济的发展")
    assert 2 not in word_places("中部地区的发展")
