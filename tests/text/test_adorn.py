"""Dots, lines and pinyin beside the text (GB/T 15834 5.1.8; CLREQ; typography.md §10)."""

from __future__ import annotations

from brochure.frame import GlyphRun, Shape
from brochure.inline import Inline, Marked
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
