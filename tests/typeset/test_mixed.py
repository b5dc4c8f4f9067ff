"""Chinese and Latin in one line: the gap, marks of two scripts, numbers and units (typography.md §3.4, §6, §7)."""

from __future__ import annotations

import pytest
from typeset_rows import distance, rows, texts

from brochure.text.context import resolve
from brochure.typesetting import canonical, typeset

LONG = {"measure": 60.0, "align": "left"}
HAN, LATIN = "NotoSerifSC-Regular", "SourceSerif4-Regular"


def gap(text: str, first: str, second: str, **options: object) -> float:
    """Room between the advance of one character by itself and the next one's origin."""
    alone = rows(first, **LONG)[0].width if first.strip() else 0.0
    return round(distance(text, first, second, **options) - alone, 3)


@pytest.mark.parametrize(
    ("text", "first", "second", "room"),
    [
        ("中a", "中", "a", 0.25), ("a中", "a", "中", 0.25), ("中1", "中", "1", 0.25), ("1中", "1", "中", 0.25),
        ("中α", "中", "α", 0.25), ("я中", "я", "中", 0.25), ("〇a", "〇", "a", 0.25), ("々a", "々", "a", 0.25),
        ("%的", "%", "的", 0.25), ("中é", "中", "é", 0.25), ("中&", "中", "&", 0.25), ("あa", "あ", "a", 0.25),
        ("，a", "，", "a", 0.5), ("a，", "a", "，", 0.0), ("（a", "（", "a", 0.5), ("a）", "a", "）", 0.0),
        ("中(", "中", "(", 0.0), (")中", ")", "中", 0.0), ("中,", "中", ",", 0.0), ("中-", "中", "-", 0.0),
        ("Ａa", "Ａ", "a", 0.0), ("aＡ", "a", "Ａ", 0.0), ("１a", "１", "a", 0.0), ("①a", "①", "a", 0.0),
        ("℃a", "℃", "a", 0.0), ("中 a", "中", "a", 0.25), ("a 中", "a", "中", 0.25),
    ],
)  # fmt: skip
def test_the_gap_between_han_and_latin(text: str, first: str, second: str, room: float) -> None:
    """CLREQ §mixed_text_composition_in_horizontal_writing_mode; UTR #59."""
    alone = {"，": 0.5, "（": 0.5}.get(first)
    found = gap(text, first, second) if alone is None else round(distance(text, first, second) - alone, 3)
    assert found == room


@pytest.mark.parametrize("text", ["中a", "a中", "中1文"])
def test_no_gap_at_the_ends_of_a_line(text: str) -> None:
    row = rows(text, **LONG)[0]
    assert row.clusters[0].x == 0
    assert round(row.clusters[-1].end - row.width, 4) == 0
    first, second = rows("一二三四abcd", measure=4, align="left")
    assert first.width == 4.0
    assert second.clusters[0].x == 0


def test_no_gap_inside_code() -> None:
    text = "用a中b代"
    row = rows(text, **LONG, runs=[(1, 4, "raw")])[0]
    a, b = row.at("a"), row.at("b")
    plain = rows("a", **LONG)[0].width
    assert round(row.at("中").x - a.x, 3) == plain
    assert round(b.x - row.at("中").x, 3) == 1.0


def test_several_spaces_and_no_break_spaces_are_kept() -> None:
    assert distance("中  a", "中", "a") > 1.45
    assert distance("中\u00a0a", "中", "a") >= 1.2


def test_the_gap_is_not_in_the_text() -> None:
    row = rows("中a文", **LONG)[0]
    assert [cluster.text for cluster in row.clusters] == ["中", "a", "文"]


def test_the_gap_in_a_justified_line_stays_between_an_eighth_and_a_half() -> None:
    text = "数字经济abc园区建设def取得明显ghi成效企业jkl落户天心mno发展" * 3
    for measure in (11, 12.3, 13.7, 15, 18, 22):
        for row in rows(text, measure=measure)[:-1]:
            for left, right in zip(row.clusters, row.clusters[1:], strict=False):
                if left.face == HAN and right.face == LATIN:
                    assert 0.125 - 1e-6 <= right.x - left.x - 1 <= 0.5 + 1e-6


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("他说“你好”。", "ＯＣ"), ("“hello”是什么", "ＯＣ"), ("他说“hello”。", "ＯＣ"), ("T’Pol来了", "n"),
        ("the Children’s Day是", "n"), ("他们的users’ rights", "n"), ("the “real” thing中文", "nn"),
        ("He said “yes” and left.", "nn"), ("‘甲’", "ＯＣ"), ("“‘甲’乙”", "ＯＯＣＣ"), ("rock ’n’ roll音乐", "nn"),
        ("’90s的音乐", "n"), ("“T’Pol”是", "ＯnＣ"), ("用“A”和“B”表示", "ＯＣＯＣ"),
    ],
)  # fmt: skip
def test_quotes_are_resolved_one_by_one(text: str, marks: str) -> None:
    """typography.md §7: font, width and class together; an apostrophe is always Latin (typst#5858)."""
    row = rows(text, **LONG)[0]
    found = [cluster for cluster in row.clusters if cluster.text in "“”‘’"]
    assert len(found) == len(marks)
    for cluster, mark in zip(found, marks, strict=True):
        assert cluster.face == (LATIN if mark == "n" else HAN), (text, cluster)


def test_quotes_in_english_are_latin() -> None:
    for cluster in rows("“Hello,” she said—‘no’…", **LONG, lang="en")[0].clusters:
        assert cluster.face == LATIN


@pytest.mark.parametrize(
    ("text", "mark", "face"),
    [
        ("中——文", "—", HAN), ("中…文", "…", HAN), ("中……文", "…", HAN), ("wait… what中", "…", LATIN),
        ("yes—no中", "—", LATIN), ("让·雅克", "·", HAN), ("A·B", "·", LATIN), ("a–b", "–", LATIN), ("中—文", "—", HAN), ("自2011—2020年", "—", HAN),
    ],
)  # fmt: skip
def test_dashes_dots_and_ellipses_follow_their_neighbours(text: str, mark: str, face: str) -> None:
    assert rows(text, **LONG)[0].at(mark).face == face


def test_straight_quotes_are_paired_and_never_changed() -> None:
    """typst#8191: by pairing, not by the space before."""
    text = '他说"你好"，又说"再见"。'
    assert "".join(texts(text, measure=60.0)) == text
    for measure in (4, 5, 6, 7):
        for line in texts("一二三" + text, measure=measure)[:-1]:
            assert not line.endswith('说"')


@pytest.mark.parametrize(
    "unit",
    ["96.92亿元", "300万", "12个", "第3届", "约4吨", "2025年", "11月23日", "110家", "27亿", "777名", "100㎡",
     "5公里", "3天", "8小时"],
)  # fmt: skip
def test_a_number_holds_its_unit_where_it_can(unit: str) -> None:
    han = "但应当看到数字经济园区建设取得明显成效企业纷纷落户天心发展壮大未来可期前程似锦"
    for place in range(16, 32):
        lines = texts(han[:place] + unit + han[place:], measure=28)
        assert any(unit in line for line in lines), lines


@pytest.mark.parametrize("measure", [20, 24, 28])
def test_a_date_is_kept_until_its_line_would_stand_a_fifth_of_an_em_apart(measure: int) -> None:
    """And then it parts after 年, never between a number and 年, 月 or 日 (typography.md §3.4, §5)."""
    han = "但应当看到数字经济园区建设取得明显成效企业纷纷落户天心发展壮大未来可期前程似锦"
    parted = 0
    for place in range(8, measure):
        lines = texts(han[:place] + "2024年12月" + han[place:], measure=measure)
        if not any("2024年12月" in line for line in lines):
            assert any(line.endswith("2024年") for line in lines), lines
            assert (measure - place) / (place - 1) > 0.2
            parted += 1
        else:
            assert all(len(line) >= measure / 1.2 - 1 for line in lines[:-1]), lines
    assert parted < 4


def test_a_number_parts_from_its_unit_rather_than_run_out() -> None:
    for row in rows("一二三四12345678901234亿元五六七八", measure=8):
        assert not row.overfull


def test_stand_ins_never_show() -> None:
    text = "他说：“真的吗？！”——‘是’…… 让·雅克 北京–上海 'a' \"b\""
    assert len(resolve(text, "zh-Hans")) == len(text)
    shown = "".join(cluster.text for cluster in rows(text, **LONG)[0].clusters)
    assert shown == text
    assert not any(0xFDD0 <= ord(character) <= 0xFDEF for character in shown)


def test_regional_forms_and_the_dash_come_from_the_font_by_language() -> None:
    """Noto without `hani` and zh-Hans gives —— 1.69 em (measured)."""
    assert rows("——", **LONG)[0].width == 2.0
    assert rows("…", **LONG)[0].width == 1.0


@pytest.mark.parametrize("character", ["𠮷", "𰻞", "䶮", "①", "→", "✓", "㎡", "℃", "葛󠄀"])
def test_rare_characters_come_from_a_declared_face(character: str) -> None:
    from brochure.typesetting import typeset

    lines = typeset("中" + character + "文")
    if not lines.missing:
        assert all(0 not in run.gids for line in lines.lines for _, run in line.runs)
    else:
        assert lines.missing[0].index == 1


@pytest.mark.parametrize("mark", "，。、；：？！")
def test_marks_of_traditional_chinese_are_centred_ones(mark: str) -> None:
    """CLREQ: centred in Taiwan and Hong Kong, at the lower left in the mainland; bold with bold."""
    text = f"書{mark}名"
    assert rows(text, lang="zh-Hant", **LONG)[0].at(mark).face == "NotoSerifTC-Regular"
    assert rows(text, lang="zh-TW", runs=[(0, 3, "bold")], **LONG)[0].at(mark).face == "NotoSerifTC-Bold"
    assert rows(text, lang="zh-Hans", **LONG)[0].at(mark).face == "NotoSerifSC-Regular"


def test_a_language_code_is_read_whatever_its_case() -> None:
    """BCP 47 §2.1.1; the Chinese languages are set as they are written."""
    written = ("zh_tw", "ZH-TW", "zh-hant", "cmn-HANT", "en-us", "EN", "ja-jp", "cmn-hans-cn", "yue")
    meant = ("zh-TW", "zh-TW", "zh-Hant", "zh-Hant", "en-US", "en", "ja-JP", "zh-Hans-CN", "zh-HK")
    assert tuple(map(canonical, written)) == meant
    assert typeset("真的，「好」。", lang="zh-hant").lines == typeset("真的，「好」。", lang="zh-Hant").lines
