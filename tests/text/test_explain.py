"""`explain_paragraph` says of each line what was weighed and what was adjusted."""

from __future__ import annotations

from brochure.inline import Inline
from brochure.text.explain import explain_paragraph
from brochure.text.paragraph import layout_paragraph
from brochure.text.style import TextStyle
from brochure.typesetting import REGULAR, book

TEXT = "但应当看到，数字经济园区建设取得了明显成效，“天心”（Tianxin）基金总规模达96.92亿元，引进项目300多个。"
STYLE = TextStyle("zh-Hans", 10, REGULAR)


def test_the_lines_are_those_that_are_set() -> None:
    explained = explain_paragraph(Inline(TEXT), STYLE, 153, book())
    lines = layout_paragraph(Inline(TEXT), STYLE, 153, book()).lines
    assert [line.text for line in explained.lines] == [TEXT[line.start : line.end] for line in lines]


def test_one_choice_of_each_line_was_taken_and_its_adjustments_add_up() -> None:
    for line in explain_paragraph(Inline(TEXT), STYLE, 153, book()).lines[:-1]:
        assert sum(choice.taken for choice in line.choices) == 1
        assert line.natural + sum(adjustment.amount for adjustment in line.adjustments) == line.measure


def test_it_reads_in_both_languages() -> None:
    explained = explain_paragraph(Inline(TEXT), STYLE, 153, book())
    assert "汉字之间" in explained.render("zh") or "逗号" in explained.render("zh")
    assert "total cost" in explained.render("en")
