"""Squeeze in before pushing out, level by level (CLREQ §reduction_and_expansion_of_inter-character_spacing)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from typeset_rows import Row, rows

from brochure.text import clreq
from brochure.text.clreq import Glue
from brochure.text.justify import set_glue

HAN = "但应当看到数字经济园区建设取得明显成效企业纷纷落户天心发展壮大未来可期前程似锦"


def glue(level: int, shrink: int = 0, stretch: int = 0, spread: int = 0) -> Glue:
    return Glue(500, shrink, level if shrink else 0, stretch, level if stretch else 0, spread, 0)


@pytest.mark.parametrize(
    ("need", "taken"),
    [
        (40, {2: 40}), (83, {2: 83}), (100, {2: 83, 4: 17}), (583, {2: 83, 4: 500}), (800, {2: 83, 4: 500, 5: 217}),
        (1083, {2: 83, 4: 500, 5: 500}), (1150, {2: 83, 4: 500, 5: 500, 6: 67}),
        (1500, {2: 83, 4: 500, 5: 500, 6: 125, 7: 292}),
    ],
)  # fmt: skip
def test_each_level_shrinks_to_its_limit_before_the_next(need: int, taken: dict[int, int]) -> None:
    glues = [glue(7, 500), glue(6, 125), glue(5, 500), glue(4, 500), glue(2, 83)]
    setting = set_glue(range(5), glues, 0, 5, 0, -need)
    assert {level: -amount for level, amount in setting.used if amount} == taken
    assert setting.left == 0


def test_all_of_a_kind_give_way_equally() -> None:
    setting = set_glue([0, 1, 2], [glue(5, 500)] * 3, 0, 3, 0, -900)
    assert list(setting.changes.values()) == [-300, -300, -300]
    setting = set_glue([0, 1], [glue(2, 20), glue(2, 300)], 0, 2, 0, -200)
    assert setting.changes == {0: -20, 1: -180}


@pytest.mark.parametrize(
    ("spare", "words", "gap", "han"), [(100, 100, 0, 0), (267, 267, 0, 0), (400, 267, 133, 0), (717, 267, 250, 200)]
)
def test_spaces_open_before_gaps_and_gaps_before_han(spare: int, words: int, gap: int, han: int) -> None:
    setting = set_glue([0, 1], [glue(1, 0, 267), glue(2, 0, 250)], 0, 12, 10, spare)
    used = dict(setting.used)
    assert (used.get(1, 0), used.get(2, 0), used.get(3, 0)) == (words, gap, han)


def test_left_over_thousandths_go_to_the_first_places() -> None:
    row = rows(HAN, measure=20.003)[0]
    advances = [round(cluster.advance * 1000) for cluster in row.clusters[:-1]]
    assert advances == [1001] * 3 + [1000] * 16


def test_a_mark_is_squeezed_in_rather_than_a_character_pushed_out() -> None:
    """先挤进后推出: the comma before the line end gives its blank, so that the last one fits."""
    text = HAN[:8] + "，" + HAN[8:19] + "，" + HAN[19:30]
    row = rows(text, measure=20)[0]
    assert row.text == HAN[:8] + "，" + HAN[8:19] + "，"
    assert round(row.width, 3) == 20.0
    assert row.at("，").advance == 0.5


def test_brackets_are_squeezed_before_commas_and_commas_before_stops() -> None:
    text = HAN[:3] + "。" + HAN[3:6] + "，" + HAN[6:9] + "（" + HAN[9:12] + "）" + HAN[12:16] + "。" + HAN[16:28]
    row = rows(text, measure=19.7)[0]
    assert row.text.endswith("。")
    advance = {cluster.text: cluster.advance for cluster in row.clusters[:-1]}
    assert advance["，"] == 1.0
    assert advance["。"] == 1.0
    assert advance["）"] < 1.0


def places(row: Row) -> list[float]:
    return [
        right.x - left.x - 1
        for left, right in pairwise(row.clusters)
        if "一" <= left.text <= "鿿" and "一" <= right.text <= "鿿"
    ]


@pytest.mark.parametrize("measure", [17, 18.3, 19.5, 20, 21.7, 24, 28])
def test_han_never_shrinks_and_rarely_opens_far(measure: float) -> None:
    text = (
        "但应当看到，数字经济园区建设取得了明显成效，“天心”（Tianxin）基金总规模达96.92亿元，引进项目300多个。"
        "园区企业Alpha Beta与某某大学共建实验室，2024年12月通过验收；此后《方案》《细则》相继出台……"
    )
    for row in rows(text, measure=measure)[:-1]:
        assert all(-1e-6 <= room <= 0.25 + 1e-6 for room in places(row)), row.text
        assert max(places(row), default=0) - min(places(row), default=0) <= 0.0011


def test_nothing_opens_beside_connectors_or_inside_units() -> None:
    """GB/T 15834 5.1.6, 5.1.9; CLREQ: 10～20, 甲／乙, ——, ……, ？！ stay closed."""
    text = "一二10～20三甲／乙四——五……六？！七八九十百千万亿"
    row = rows(text, measure=21.2)[0]
    by = {cluster.text: cluster for cluster in row.clusters}
    assert by["～"].advance == 1.0
    assert by["／"].advance == 1.0
    assert by["甲"].advance == 1.0
    assert by["？"].advance == 0.5


def test_the_last_line_is_set_as_it_is() -> None:
    row = rows(HAN[:26] + "。", measure=20)[-1]
    assert all(cluster.advance == 1.0 for cluster in row.clusters[:-1])


@pytest.mark.parametrize("align", ["left", "right", "center"])
def test_ragged_lines_are_neither_stretched_nor_squeezed(align: str) -> None:
    text = HAN[:8] + "，" + HAN[8:19] + "，" + HAN[19:30]
    for row in rows(text, measure=20.3, align=align):
        for cluster in row.clusters[:-1]:
            assert cluster.advance in (1.0, 0.5)
        assert row.at("，").advance == 1.0 or row.text.endswith("，")


@pytest.mark.parametrize("measure", range(8, 30))
def test_the_last_line_has_two_han(measure: int) -> None:
    """G 5.1.11, CLREQ §adjustments_of_orphans_and_widows: one character and a mark are an orphan."""
    for count in range(measure + 1, 3 * measure + 3, 3):
        text = (HAN * 3)[:count] + "。"
        last = rows(text, measure=measure)[-1].text
        assert sum("一" <= character <= "鿿" for character in last) >= 2, (measure, count, last)


def test_every_pair_of_classes_has_glue() -> None:
    for script in ("zh-Hans", "zh-Hant", "ja", "en"):
        for strictness in ("none", "basic", "gb", "strict"):
            for punctuation in ("quanjiao", "kaiming", "banjiao", "hanging"):
                table = clreq.table(clreq.rules_of(script, strictness, punctuation, 250, 0))
                for left in range(31):
                    for right in range(31):
                        found = table[left << 5 | right]
                        assert found.shrink <= max(found.natural, 0)
                        assert found.penalty >= clreq.FORBIDDEN
