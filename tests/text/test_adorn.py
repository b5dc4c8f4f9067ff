"""Dots, lines and pinyin beside the text (GB/T 15834 5.1.8; CLREQ; typography.md §10)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.frame import GlyphRun, Shape
from brochure.inline import Inline, Marked
from brochure.text.adorn import is_dotted
from brochure.text.paragraph import Line, layout_paragraph
from brochure.text.style import TextStyle
from brochure.typesetting import REGULAR, book

STYLE = TextStyle("zh-Hans", 10, REGULAR)


def line(text: str, *marks: Marked, measure: float = 300) -> Line:
    return layout_paragraph(Inline(text, marks), STYLE, measure, book()).lines[0]


def test_dots_stand_below_each_han_and_under_no_mark() -> None:
    extras = line("一二，三四", Marked(1, 4, "dots")).extras
    assert [round(at.x, 2) for at, _ in extras] == [15.0, 35.0]
    assert all(at.y > 1.2 and isinstance(item, Shape) and item.fill for at, item in extras)


def test_each_name_has_one_line_apart_from_its_neighbour() -> None:
    extras = line("李白杜甫来", Marked(0, 2, "name"), Marked(2, 4, "name")).extras
    spans = [(at.x, at.x + max(x for _, (x, *_) in item.segments)) for at, item in extras if isinstance(item, Shape)]
    assert len(spans) == 2
    assert spans[1][0] - spans[0][1] > 1.0
    dots = line("李白杜甫来", Marked(0, 2, "dots")).extras
    assert extras[0][0].y < dots[0][0].y


def test_a_title_has_a_wavy_line() -> None:
    ((_, item),) = line("读史记了", Marked(1, 3, "title")).extras
    assert isinstance(item, Shape)
    assert {step for step, _ in item.segments} == {"M", "C"}


def test_pinyin_is_centred_over_its_character_at_half_size() -> None:
    ((at, item),) = line("一天二", Marked(1, 2, "ruby", "yī")).extras
    assert isinstance(item, GlyphRun)
    assert item.size == 5.0
    assert abs(at.x + item.width / 2 - 15) < 0.01
    assert at.y < -8.8


def test_wide_pinyin_spreads_its_base() -> None:
    set_line = line("一壮二", Marked(1, 2, "ruby", "zhuāng"))
    run = set_line.runs[0][1]
    assert run.advances[0] > 1000
    assert run.advances[1] > 1000
    ((at, item),) = set_line.extras
    assert isinstance(item, GlyphRun)
    centre = run.advances[0] / 100 + 5
    assert abs(at.x + item.width / 2 - centre) < 0.02


def test_readings_go_to_their_characters_when_they_come_to_as_many() -> None:
    extras = line("天鑫好", Marked(0, 2, "ruby", "tiān xīn")).extras
    assert [item.text for _, item in extras if isinstance(item, GlyphRun)] == ["tiān", "xīn"]


def test_dots_stand_below_han_alone() -> None:
    extras = line("用A1二々（〇）", Marked(0, 8, "dots")).extras
    set_line = line("用A1二々（〇）")
    han = [0, 3, 4, 6]
    origins = origins_of(set_line)
    assert [round(at.x - 5, 2) for at, _ in extras] == [round(origins[at], 2) for at in han]


def test_a_name_line_leaves_quotes_and_gaps_out() -> None:
    ((at, item),) = line("“长沙”与", Marked(0, 4, "name")).extras
    assert isinstance(item, Shape)
    assert at.x == pytest.approx(5 + 10 / 16)
    assert at.x + item.segments[-1][1][0] == pytest.approx(25 - 10 / 16)
    set_line = line("与ARM同", Marked(1, 4, "name"))
    ((at, item),) = set_line.extras
    assert isinstance(item, Shape)
    origins = origins_of(set_line)
    word_end = origins[4] - 2.5
    assert at.x + item.segments[-1][1][0] == pytest.approx(word_end - 10 / 16, abs=0.02)


def spans(set_line: Line) -> list[tuple[float, float]]:
    """Where each reading begins and ends."""
    return [(at.x, at.x + item.width) for at, item in set_line.extras if isinstance(item, GlyphRun)]


@pytest.mark.parametrize("measure", [70, 80, 90, 100])
def test_no_pinyin_leaves_its_column_nor_stands_over_a_neighbour(measure: int) -> None:
    text = "壮装一床二三床窗四五双六七八九床霜十壮"
    read = {"壮": "zhuàng", "装": "zhuāng", "床": "chuáng", "窗": "chuāng", "双": "shuāng", "霜": "shuāng"}
    marks = tuple(Marked(at, at + 1, "ruby", read[char]) for at, char in enumerate(text) if char in read)
    lines = layout_paragraph(Inline(text, marks), STYLE, measure, book()).lines
    assert sum(len(spans(one)) for one in lines) == len(marks)
    for one in lines:
        origins = origins_of(one)
        places = spans(one)
        assert all(left >= -0.01 and right <= measure + 0.01 for left, right in places)
        assert all(after[0] - before[1] >= 2.49 for before, after in pairwise(places) if touching(before, after))
        plain = [x for at, x in origins.items() if text[at] not in read]
        assert not any(left < x + 9.99 and x + 0.01 < right for left, right in places for x in plain)


def touching(before: tuple[float, float], after: tuple[float, float]) -> bool:
    """Whether no Han can stand between two readings."""
    return after[0] - before[1] < 10


def origins_of(set_line: Line) -> dict[int, float]:
    found: dict[int, float] = {}
    at = set_line.start
    for x, run in set_line.runs:
        pen = x
        for cluster, advance in zip(run.clusters, run.advances, strict=True):
            found.setdefault(at + cluster, pen)
            pen += advance * run.size / 1000
        at += len(run.text)
    return found


def test_a_word_with_one_reading_is_never_parted_and_read_once() -> None:
    text = "一二三四五六七八春江花月夜九"
    for measure in range(70, 200, 10):
        lines = layout_paragraph(
            Inline(text, (Marked(8, 13, "ruby", "chūnjiānghuāyuèyè"),)), STYLE, measure, book()
        ).lines
        assert sum(len(spans(one)) for one in lines) == 1
        assert any(one.start <= 8 and one.end >= 13 for one in lines)


def test_readings_pass_over_marks() -> None:
    set_line = line("你好，天心", Marked(0, 5, "ruby", "nǐ hǎo tiān xīn"))
    origins = origins_of(set_line)
    centres = [(left + right) / 2 for left, right in spans(set_line)]
    assert centres == pytest.approx([origins[at] + 5 for at in (0, 1, 3, 4)], abs=0.02)


def test_a_word_under_wide_pinyin_is_spread_evenly() -> None:
    set_line = line("一壮双二", Marked(1, 3, "ruby", "zhuàngshuāngzhuàng"))
    origins = origins_of(set_line)
    ((left, right),) = spans(set_line)
    outer = (origins[1] - 10, origins[3] - 10 - origins[2])
    assert outer[0] == pytest.approx(outer[1], abs=0.02)
    assert origins[2] - origins[1] - 10 == pytest.approx(2 * outer[0], abs=0.02)
    assert (left, right) == pytest.approx((10, origins[3]), abs=0.02)


@pytest.mark.parametrize("measure", [95, 98, 100, 105, 110, 120])
def test_a_dot_stays_in_the_middle_of_its_han_when_the_blank_after_it_is_squeezed(measure: int) -> None:
    text = "我们“数谷”（园）的《报》、“书”与“画”（全）在一处"
    lines = layout_paragraph(Inline(text, (Marked(0, len(text), "dots"),)), STYLE, measure, book()).lines
    for one in lines:
        origins = origins_of(one)
        han = [x + 5 for at, x in sorted(origins.items()) if is_dotted(text[at])]
        assert [at.x for at, _ in one.extras] == pytest.approx(han, abs=0.02)


READ = {"天": "tiān", "壮": "zhuàng", "双": "shuāng", "一": "yī", "霜": "shuāng", "娥": "é"}


@given(
    st.text(st.sampled_from("天壮双一霜娥们的，。《》（）“”"), min_size=1, max_size=40),
    st.sampled_from([120, 150, 200]),
)
def test_readings_stay_over_their_han_inside_the_column_and_apart(text: str, measure: int) -> None:
    marks = tuple(Marked(at, at + 1, "ruby", READ[char]) for at, char in enumerate(text) if char in READ)
    found = layout_paragraph(Inline(text, marks), STYLE, measure, book())
    assert "".join(text[one.start : one.end] for one in found.lines) == text
    for one in found.lines:
        origins = origins_of(one)
        centres = [origins[at] + 5 for at in sorted(origins) if text[at] in READ]
        places = spans(one)
        assert [(left + right) / 2 for left, right in places] == pytest.approx(centres, abs=0.03)
        assert all(one.overfull or (left >= -0.02 and right <= measure + 0.02) for left, right in places)
        assert all(after[0] - before[1] >= 2.47 for before, after in pairwise(places))
