"""Text as typed → characters, marks, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.inline import Marked
from brochure.markup import Fault, parse


def inlines(value: str, lang: str = "zh") -> list[str]:
    faults: list[Fault] = []
    return [paragraph.inline().text for paragraph in parse(value, lang, {"funds": "96.92亿元"}.get, faults)]


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("一段，\n接着", "一段，接着"),
        ("“数字”\n“智能”", "“数字”“智能”"),
        ("基金达\n{funds}", "基金达96.92亿元"),
        ("引进DeepSeek\n大模型", "引进DeepSeek大模型"),
        ("引进DeepSeek\nAI", "引进DeepSeek AI"),
        ("长沙——\n湖南", "长沙——湖南"),
        ("**长沙**\n**湖南**", "长沙湖南"),
        ("第一行\\\n第二行", "第一行\n第二行"),
    ],
)
def test_a_line_end_in_chinese_adds_no_space(typed: str, set_: str) -> None:
    assert inlines(typed) == [set_]


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("one\ntwo", "one two"),
        ("a park—\nand more", "a park—and more"),
        ("a 园\n区 b", "a 园区 b"),
        ("“a”\n“b”", "“a” “b”"),
    ],
)
def test_a_line_end_in_english_is_a_space(typed: str, set_: str) -> None:
    assert inlines(typed, "en") == [set_]


def test_a_blank_line_starts_a_paragraph_and_a_dash_an_item() -> None:
    assert inlines("甲\n\n乙\n \n丙\n- 丁\n- 戊\n\n己") == ["甲", "乙", "丙", "丁", "戊", "己"]
    item = parse("- 丁", "zh", lambda name: None, [])[0].inline()
    assert item.marks == (Marked(0, 1, "item"),)


def test_marks_cover_their_characters() -> None:
    inline = parse("a **b *c* d** [e](http://f) {长沙|Chángshā}{dots:重点}", "en", lambda name: None, [])[0].inline()
    assert inline.text == "a b c d e 长沙重点"
    assert [(inline.text[mark.start : mark.end], mark.mark, mark.value) for mark in inline.marks] == [
        ("b c d", "bold", ""),
        ("c", "italic", ""),
        ("e", "link", "http://f"),
        ("长沙", "ruby", "Chángshā"),
        ("重点", "dots", ""),
    ]


@pytest.mark.parametrize("typed", ["2 * 3 * 4", "a \\* b", "{{a}}", "[sic]", "****"])
def test_marks_that_are_none_are_printed(typed: str) -> None:
    faults: list[Fault] = []
    parse(typed, "en", lambda name: None, faults)
    assert faults == []


@given(st.text(alphabet="中a *[](){}|:\n\\`-。　", max_size=40), st.sampled_from(["zh", "en"]))
def test_anything_can_be_parsed_and_traced_back(value: str, lang: str) -> None:
    for paragraph in parse(value, lang, lambda name: "1", []):
        inline = paragraph.inline()
        for mark in inline.marks:
            assert 0 <= mark.start <= mark.end
        places = [paragraph.source(offset) for offset in range(len(inline.text))]
        assert all(0 <= place < len(value) for place in places)
        assert places == sorted(places)


@given(st.text(alphabet="中文字，。", min_size=1, max_size=30), st.integers(1, 10))
def test_breaking_chinese_lines_anywhere_changes_nothing(text: str, every: int) -> None:
    broken = "\n".join(text[at : at + every] for at in range(0, len(text), every))
    assert inlines(broken) == [text]
