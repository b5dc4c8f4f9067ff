"""Vertical text and drop caps (GB/T 15834 5.2; CLREQ; csswg#5366)."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from brochure.diagnostics import Sink
from brochure.frame import Document, Frame, GlyphRun, Page
from brochure.geometry import Point, Size
from brochure.inline import Inline
from brochure.pdf.writer import OutputOptions, write_pdf
from brochure.text.dropcap import drop_cap
from brochure.text.paragraph import layout_paragraph
from brochure.text.style import TextStyle
from brochure.text.vertical import lacking, vertical_text
from brochure.typesetting import REGULAR, book

STYLE = TextStyle("zh-Hans", 10, REGULAR)


def runs(text: str) -> list[tuple[float, GlyphRun]]:
    return [(at.y, item) for at, item in vertical_text(text, STYLE, book()).items if isinstance(item, GlyphRun)]


def test_han_runs_down_an_em_each() -> None:
    frame = vertical_text("长沙天心", STYLE, book())
    assert (frame.size.width, frame.size.height) == (10, 40)
    assert [y for y, _ in runs("长沙天心")] == [0, 10, 20, 30]


@pytest.mark.parametrize(("mark", "form"), [("“", "﹃"), ("”", "﹄"), ("‘", "﹁"), ("’", "﹂"), ("（", "︵")])
def test_marks_take_their_vertical_forms(mark: str, form: str) -> None:
    (_, run) = runs("中" + mark)[1]
    font = book().face(run.face).hb_font
    assert run.gids != (font.get_nominal_glyph(ord(mark)),)
    assert run.text == mark
    nominal = font.get_nominal_glyph(ord(form))
    assert nominal is None or run.gids == (nominal,)


def test_vertical_marks_are_squeezed_but_not_question_and_colon() -> None:
    assert vertical_text("中》《文", STYLE, book()).size.height == 35
    assert vertical_text("中：？文", STYLE, book()).size.height == 40
    assert vertical_text("中。", STYLE, book()).size.height == 15


def test_two_digits_share_an_em_and_words_are_turned() -> None:
    items = vertical_text("第12届", STYLE, book()).items
    assert vertical_text("第12届", STYLE, book()).size.height == 30  # no gap beside what stands in an em of its own
    assert any(isinstance(item, GlyphRun) and item.text == "12" and not item.vertical for _, item in items)
    items = vertical_text("用Latin 2词", STYLE, book()).items
    turned = [item for _, item in items if isinstance(item, GlyphRun) and item.turned]
    assert [item.text for item in turned] == ["Latin 2"]


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("与T’Pol的Children’s书", ["T’Pol", "Children’s"]),
        ("引‘ARM’为例", ["ARM"]),
        ("增速15%，共300个，价3.5元", ["15%", "300", "3.5"]),
        ("自2019–2025年，用AT&T网", ["2019–2025", "AT&T"]),
        ("第9届12号A座25℃", []),
    ],
)
def test_words_and_figures_are_turned_with_their_signs(text: str, turned: list[str]) -> None:
    assert [run.text for _, run in runs(text) if run.turned] == turned


def test_a_gap_stands_between_han_and_turned_words_only() -> None:
    ys = {run.text: y for y, run in runs("区ARM的A座")}
    (word,) = [run for _, run in runs("区ARM的A座") if run.turned]
    assert ys["ARM"] == pytest.approx(12.5)
    assert ys["的"] == pytest.approx(12.5 + word.width + 2.5)
    assert ys["座"] - ys["的"] == pytest.approx(20)
    spaced = {run.text: y for y, run in runs("区 ARM 的")}
    assert (spaced["ARM"], spaced["的"]) == (pytest.approx(ys["ARM"]), pytest.approx(ys["的"])), "not added to it"


def test_a_sign_of_another_face_stands_in_the_middle_and_a_lacking_one_is_named() -> None:
    frame = vertical_text("对✓的😀", STYLE, book())
    assert lacking(frame) == "😀"
    for at, item in frame.items:
        assert isinstance(item, GlyphRun)
        assert item.vertical
        assert at.x == 5
        font = book().face(item.face).hb_font
        centre = item.offsets[0][0] + font.get_glyph_h_advance(item.gids[0]) / 2
        assert abs(centre) <= 1, item.text


@pytest.mark.parametrize("length", [40, 55, 70, 95])
def test_a_long_line_goes_on_in_the_next_column_where_a_line_may_end(length: int) -> None:
    text = "他说：“数谷（园）到了！”《晚报》第12届、一二三四五六"
    frame = vertical_text(text, STYLE, book(), length=length)
    assert frame.size.height <= length
    placed = [(at, item) for at, item in frame.items if isinstance(item, GlyphRun) and item.vertical]
    xs = list(dict.fromkeys(at.x for at, _ in placed))
    assert xs == sorted(xs, reverse=True)
    for x in xs:
        column = "".join(item.text for at, item in placed if at.x == x)
        assert column[0] not in "：，、！”）》。"
        assert column[-1] not in "“（《"
    assert "".join(item.text for _, item in frame.items if isinstance(item, GlyphRun)) == text


def test_turned_words_are_text_that_reads_down(tmp_path: Path) -> None:
    """Not outlines: they are found, copied and read aloud like any other text."""
    frame = vertical_text("读Children’s书", STYLE, book())
    page = Page(Frame(Size(100, 200), tuple((Point(40 + at.x, 20 + at.y), item) for at, item in frame.items)))
    write_pdf(Document((page,), "", "", "", "zh-Hans", 0), book(), tmp_path / "a.pdf", OutputOptions("screen"), Sink())
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    text = document[0].get_textpage()
    boxes = {text.get_text_range(at, 1): text.get_charbox(at) for at in range(text.count_chars())}
    assert "".join(text.get_text_range().split()) == "读Children’s书"
    document.close()
    tops = [boxes[letter][3] for letter in "读Chilrns书"]
    assert tops == sorted(tops, reverse=True)
    left, bottom, right, top = boxes["l"]
    assert right - left > 2 * (top - bottom), "the letter lies on its side"
    assert abs((left + right) / 2 - 45) < 1.0, "in the middle of its column"


def test_columns_go_from_right_to_left() -> None:
    frame = vertical_text("春眠不觉晓\n处处闻啼鸟", STYLE, book())
    xs = [at.x for at, _ in frame.items]
    assert xs[0] > xs[-1]
    assert frame.size.width == 25


def test_a_han_drop_cap_spans_its_lines_em_boxes() -> None:
    cap = drop_cap("天", STYLE, book(), lines=3, pitch=16, measure=200)
    assert cap.run.size == 2 * 16 + 10
    top = cap.origin.y - 0.88 * cap.run.size
    bottom = cap.origin.y + 0.12 * cap.run.size
    assert top == pytest.approx(-8.8)
    assert bottom == pytest.approx(32 + 1.2)
    assert cap.slots == ((50, 150),) * 3


def test_a_latin_drop_cap_stands_on_the_last_baseline() -> None:
    cap = drop_cap("T", STYLE, book(), lines=2, pitch=16, measure=200)
    assert cap.origin.y == 16
    assert cap.slots[0][0] % 10 == 0, "Han beside it stays on the grid"


@pytest.mark.parametrize("letter", "TAWOÉ")
def test_a_latin_drop_cap_ends_level_with_the_capitals_of_its_line_and_begins_at_the_edge(letter: str) -> None:
    style = TextStyle("en", 10, REGULAR)
    cap = drop_cap(letter, style, book(), lines=3, pitch=16, measure=200, joined=True)
    font = book().face(cap.run.face).hb_font
    ink = font.get_glyph_extents(cap.run.gids[0])
    tall = font.get_glyph_extents(font.get_nominal_glyph(ord("H"))).y_bearing
    assert cap.origin.y - tall * cap.run.size / 1000 == pytest.approx(-tall * 10 / 1000), "level with capitals"
    assert cap.origin.x + ink.x_bearing * cap.run.size / 1000 == pytest.approx(0)
    right = cap.origin.x + (ink.x_bearing + ink.width) * cap.run.size / 1000
    assert cap.slots[0][0] == pytest.approx(right + 2.5), "its word goes on close by"


def test_text_flows_round_a_drop_cap() -> None:
    cap = drop_cap("天", STYLE, book(), lines=2, pitch=16, measure=200)
    lines = layout_paragraph(Inline("心" * 60), STYLE, 200, book(), slots=cap.slots).lines
    assert [line.runs[0][0] for line in lines[:3]] == [cap.slots[0][0], cap.slots[1][0], 0]
    assert [line.measure for line in lines[:3]] == [cap.slots[0][1], cap.slots[1][1], 200]
