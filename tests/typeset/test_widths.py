"""Widths of marks and what is squeezed between two of them (CLREQ §adjustment_of_adjacent_punctuation_marks; GB/T
15834-2011 5.1; CSS Text 4 text-spacing-trim; typography.md §4)."""

from __future__ import annotations

import pytest
from typeset_rows import distance, rows

OPEN = "（《〈【〖〔［｛「『"
CLOSE = "）》〉】〗〕］｝」』"
COMMA, STOP = "，、；：", "。．"
LONG = {"measure": 60.0, "align": "left"}


def between(marks: str, **options: object) -> float:
    """Room that marks take between two Han."""
    return round(distance("中" + marks + "文", "中", "文", **options) - 1, 3)


TABLE = [
    *((a + b, 1.5) for a in OPEN for b in OPEN),
    *((a + b, 2.0) for a in OPEN for b in CLOSE),
    *((a + b, 2.0) for a in "（《「" for b in COMMA + "。"),
    *((a + b, 1.5) for a in CLOSE for b in OPEN),
    *((a + b, 1.5) for a in CLOSE for b in CLOSE),
    *((a + b, 1.5) for a in CLOSE for b in COMMA + STOP + "？！"),
    *((a + b, 1.5) for a in COMMA + STOP + "？！" for b in OPEN),
    *((a + b, 1.5) for a in COMMA + STOP + "？！" for b in CLOSE),
    *((a + b, 2.0) for a in COMMA + STOP for b in COMMA + STOP),
    ("？！", 1.0), ("！！", 1.0), ("？？", 1.0), ("！！！", 2.0), ("？？？", 2.0),
    ("》·", 1.0), ("·《", 1.0), ("》·《", 1.5), ("·", 0.5), ("，", 1.0), ("（", 1.0), ("）", 1.0), ("？", 1.0), ("！", 1.0),
    ("——", 2.0), ("……", 2.0), ("⸺", 2.0), ("………………", float(len("………………"))), ("～", 1.0), ("……）", 3.0), ("——“", 3.0), ("”——", 3.0),
    ("。”“", 2.0), ("（（（", 2.0), ("」」」", 2.0), ("。」」", 2.0), ("》，《", 2.0), ("）。（", 2.0), ("“‘", 1.5), ("’”", 1.5),
    ("”“", 1.5), ("”，", 1.5), ("，“", 1.5), ("。”", 1.5), ("！”", 1.5), ("”（", 1.5), ("？！”", 2.0),
    ("」\u3000", 1.5), ("\u3000「", 1.5), ("\u3000", 1.0), ("。\u3000", 1.5), ("！\u3000", 2.0),
]  # fmt: skip


@pytest.mark.parametrize(("marks", "width"), TABLE)
def test_neighbours_are_squeezed_by_the_table(marks: str, width: float) -> None:
    assert between(marks) == width


@pytest.mark.parametrize("kind", ["bold", "link", "span"])
@pytest.mark.parametrize(("marks", "width"), [("》《", 1.5), ("。”", 1.5), ("，“", 1.5), ("（（", 1.5), ("？！", 1.0),
                                             ("”“", 1.5), ("·《", 1.0), ("）。", 1.5)])  # fmt: skip
def test_squeezing_sees_through_runs(marks: str, width: float, kind: str) -> None:
    """typst#5474, typst#6501: a border between two spans is no border for marks."""
    for run in ((0, 2, kind), (2, 4, kind), (1, 2, kind), (2, 3, kind)):
        assert between(marks, runs=[run]) == width


def test_brackets_move_toward_what_they_enclose() -> None:
    """The blank that goes is the outer one: in 》《 each bracket keeps its distance to its own Han."""
    assert distance("中》《文", "》", "《") == 0.5  # the origin of 《 is half an em left of its ink
    assert distance("中（（文", "中", "（") == 1.0
    row = rows("中（（文", **LONG)[0]
    assert round(row.at("（", 1).x - row.at("（").x, 3) == 0.5


@pytest.mark.parametrize("mark", "（《〈【「『“")
def test_an_opening_mark_at_a_line_start_loses_its_blank(mark: str) -> None:
    text = mark + "中文"
    assert rows(text, **LONG)[0].at("中").x == 0.5
    assert rows(text, measure=20.0, indent=2.0)[0].at("中").x == 2.5
    later = rows("一二三四" + mark + "六七八九十" * 2, measure=4, align="left")[1]
    assert later.clusters[0].text == mark
    assert later.clusters[1].x == 0.5


@pytest.mark.parametrize("mark", "，。、；：？！）》〉】」』”’")
def test_every_mark_at_a_line_end_takes_half_an_em(mark: str) -> None:
    """GB/T 15834 5.1.10: always, not only when it helps to fit."""
    opening = {"”": "“", "’": "‘"}.get(mark, "")
    row = rows(opening + "一二三四五" + mark + "六七八九十", measure=6 if opening else 5.5, align="left")[0]
    assert row.text.endswith(mark)
    assert row.width == (6 if opening else 5.5)
    last = rows("一二三四五" + mark if not opening else opening + "一二三四五" + mark, **LONG)[0]
    assert last.width == (6 if opening else 5.5)


def test_a_mark_at_a_line_end_is_half_an_em_wide_when_the_line_is_short_of_it() -> None:
    """Half an em of room is enough for a stop: nothing is pushed out or stretched."""
    row = rows("一二三四五六七八九。甲乙丙丁戊己庚辛", measure=9.5)[0]
    assert row.text == "一二三四五六七八九。"
    assert [cluster.advance for cluster in row.clusters[:-1]] == [1.0] * 9


@pytest.mark.parametrize("mark", "，。、")
def test_taiwan_marks_are_centred_and_keep_their_em(mark: str) -> None:
    """CLREQ: centred, blank on both sides; not squeezed as in zh-Hans."""
    assert between(mark, lang="zh-Hant") == 1.0
    assert rows("一二三四五" + mark, **LONG, lang="zh-Hant")[0].width == 6.0
    assert between(mark + "「", lang="zh-Hant") == 1.5
    assert between("」" + mark, lang="zh-Hant") == 1.5


@pytest.mark.parametrize("mark", "？！：；")
def test_taiwan_question_and_colon_are_fixed(mark: str) -> None:
    assert between(mark + mark, lang="zh-Hant") == 2.0
    assert rows("一二三四五" + mark, **LONG, lang="zh-Hant")[0].width == 6.0


def test_styles_of_punctuation() -> None:
    """xeCJK PunctStyle: kaiming keeps an em for 。？！ alone, banjiao for nothing."""
    assert between("，", punctuation="kaiming") == 0.5
    assert between("。", punctuation="kaiming") == 1.0
    assert between("（", punctuation="kaiming") == 0.5
    assert between("？", punctuation="kaiming") == 1.0
    for mark in "，。（）？":
        assert between(mark, punctuation="banjiao") == 0.5


def test_hanging_lets_one_stop_out_at_the_line_end_and_nothing_else() -> None:
    """CSS `hanging-punctuation: allow-end`; never a bracket, dash or two marks (typst#6735)."""
    hung = rows("一二三四五六七八九十，甲乙丙丁戊", measure=10, punctuation="hanging")
    assert hung[0].text == "一二三四五六七八九十，"
    assert hung[0].at("，").x == 10.0
    assert not hung[0].overfull
    assert not rows("一二三四五六七八九十）甲乙丙丁戊", measure=10, punctuation="hanging")[0].text.endswith("）")
    assert rows("一二三四五六七八九，甲乙丙丁戊", measure=10, punctuation="hanging")[0].at("，").x == 9.0


def test_ascii_brackets_beside_full_width_ones() -> None:
    """CSS Text 4: ） before ) and ( before （ lose half an em."""
    wide = distance("中）a", "中", "a")
    assert wide == 2.0
    assert distance("中）)", "中", ")") == 1.5
    assert distance("(（文", "(", "文") == round(distance("(a", "(", "a") + 0.5, 3)


def test_japanese_basics() -> None:
    """JLREQ: the stop is an em wide at a line end, ・ is an em, ？！ are centred."""
    assert rows("日本語です。", **LONG, lang="ja")[0].width == 6.0
    assert between("・", lang="ja") == 1.0
    assert between("。」", lang="ja") == 1.5
    assert between("、", lang="ja") == 1.0
