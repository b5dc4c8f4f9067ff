"""What may begin and end a line (CLREQ §prohibition_rules_for_line_start_end, GB/T 15834-2011 5.1, UAX #14)."""

from __future__ import annotations

import pytest
from typeset_rows import rows, texts

HAN = "但应当看到数字经济园区建设取得明显成效企业纷纷落户天心"
NOT_FIRST = "，。、；：？！）》〉】〗〕］｝」』·～–％℃‰々…—／"
NOT_LAST = "（《〈【〖〔［｛「『￥"


def sweep(mark: str, **options: object) -> list[tuple[str, list[str]]]:
    """The mark at every place of a text, in several measures."""
    found = []
    for measure in (7, 8, 9.5, 11, 13):
        for place in range(4, 16):
            text = HAN[:place] + mark + HAN[place:]
            found.append((text, texts(text, measure=measure, **options)))
    return found


@pytest.mark.parametrize("align", ["justify", "left"])
@pytest.mark.parametrize("mark", NOT_FIRST)
def test_a_mark_that_closes_never_begins_a_line(mark: str, align: str) -> None:
    for text, lines in sweep(mark, align=align):
        assert not any(line.startswith(mark) for line in lines[1:]), (text, lines)
        assert "".join(lines) == text


@pytest.mark.parametrize("align", ["justify", "left"])
@pytest.mark.parametrize("mark", NOT_LAST)
def test_a_mark_that_opens_never_ends_a_line(mark: str, align: str) -> None:
    for text, lines in sweep(mark, align=align):
        assert not any(line.endswith(mark) for line in lines[:-1]), (text, lines)


def test_chinese_quotes_keep_to_what_they_quote() -> None:
    for measure in (6, 7, 8, 9, 10, 11.3):
        for place in range(3, 14):
            lines = texts(HAN[:place] + "“" + HAN[place : place + 3] + "”" + HAN[place + 3 :], measure=measure)
            assert not any(line.startswith("”") for line in lines)
            assert not any(line.endswith("“") for line in lines)


@pytest.mark.parametrize(
    "unit",
    [
        "——", "……", "⸺", "？！", "！！", "！！！", "96.92", "1,200", "3.14", "10:30", "2025-11-23", "GB/T", "50%", "25℃",
        "36.5°", "±5", "−3", "+7", "¥100", "$99", "￥100", "€20", "T’Pol", "Children’s", "don’t", "１２３", "３．１４", "３０％",
        "www", "m²", "第①", "5‰", "50″", "A4",
    ],
)  # fmt: skip
def test_a_unit_is_never_cut(unit: str) -> None:
    """CLREQ §prohibition_rules_for_unbreakable_marks; GB/T 15834 5.1.4, 5.1.5."""
    for measure in (8, 9, 10.5, 12):
        for place in range(3, 16):
            text = HAN[:place] + unit + HAN[place:]
            if unit == "第①":
                continue
            lines = texts(text, measure=measure)
            assert any(unit in line for line in lines), (unit, lines)


@pytest.mark.parametrize("unit", ["——", "……", "？！", "96.92", "T’Pol", "１２"])
def test_a_unit_that_lies_in_two_runs_is_not_cut_either(unit: str) -> None:
    for place in range(5, 12):
        text = HAN[:place] + unit + HAN[place:]
        lines = texts(text, measure=9, runs=[(place + 1, place + len(unit), "bold")])
        assert any(unit in line for line in lines), lines


def test_a_run_of_dots_may_be_cut_between_pairs_only() -> None:
    for measure in (5, 6, 7, 8):
        for line in texts("中文………………中文中文中文", measure=measure):
            assert line.count("…") % 2 == 0


@pytest.mark.parametrize("pair", ["”“", "》《", "）（", "」「", "’‘"])
def test_a_line_may_end_between_two_quotations(pair: str) -> None:
    """icu4x#5595, ctex-kit#437: too much glue makes narrow columns impossible."""
    text = "“一二三四五六七八" + "”“" + "九十甲乙丙丁戊己庚辛”" if pair == "”“" else (
        {"》": "《", "）": "（", "」": "「", "’": "‘"}[pair[0]] + "一二三四五六七八" + pair + "九十甲乙丙丁戊己庚辛" + pair[0]
    )  # fmt: skip
    lines = texts(text, measure=9)
    assert lines[0].endswith(pair[0]), lines
    assert lines[1].startswith(pair[1]), lines


@pytest.mark.parametrize(
    ("strictness", "mark", "allowed"),
    [
        ("none", "，", True), ("basic", "，", False), ("basic", "——", True), ("gb", "——", True), ("strict", "——", False),
        ("basic", "……", True), ("strict", "……", False), ("basic", "／", True), ("gb", "／", False), ("none", "）", True),
        ("none", "》", True), ("basic", "·", False),
    ],
)  # fmt: skip
def test_levels_of_prohibition(strictness: str, mark: str, allowed: bool) -> None:
    """CLREQ's four levels; the mark stands where a line of ten ends."""
    text = HAN[:10] + mark + HAN[10:17]
    lines = texts(text, measure=10, align="left", strictness=strictness)
    assert lines[1].startswith(mark) is allowed, lines


@pytest.mark.parametrize("text", ["中文中文中文（Latin text）中文", "他说“你好，世界”，然后走了。"])
def test_nothing_is_lost_or_moved(text: str) -> None:
    for measure in (4, 5, 6.5, 8, 20):
        assert "".join(texts(text, measure=measure)) == text
        set_text = "".join(cluster.text for row in rows(text, measure=measure) for cluster in row.clusters)
        assert set_text.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("mark", ["￥", "$", "№", "±", "€"])
def test_a_sign_before_a_figure_stays_with_it_and_with_what_is_before(mark: str) -> None:
    """UAX #14 and CSS allow no break after a prefix, WPT none before one amid Han: neither is made."""
    for measure in (6.17, 7, 8):
        for place in range(4, 9):
            lines = texts("文" * place + mark + "字" * 6, measure=measure, align="left")
            assert not any(line.endswith(mark) for line in lines[:-1]), lines


@pytest.mark.parametrize("mark", "°‰′″‵℃℉％￠﹪")
def test_a_sign_after_a_figure_never_begins_a_line_in_chinese(mark: str) -> None:
    """WPT css-text-line-break-zh-po-strict."""
    assert texts("文" * 6 + mark + "字字", measure=6.17, align="left")[1][0] != mark


NO_BREAK_BEFORE = {
    "hyphens": "\u2010\u2013\u301c\u30a0",
    "centred marks": "\u30fb\uff1a\uff1b\uff65\u203c\u2047\u2048\u2049\uff01\uff1f",
    "inseparable": "\u2024\u2025\u2026\u22ef\ufe19",
    "iteration marks": "\u3005\u303b\u309d\u309e\u30fd\u30fe",
    "postfixes": "\u00b0\u2030\u2032\u2033\u2035\u2103\u2109\ufe6a\uff05\uffe0",
    "small kana": "\u3041\u30a1\u30fc\u3063\u30c3",
    "breaking spaces and hyphens": "\u2003\u2009\u205f\u2012|\u2027",
}  # fmt: skip


@pytest.mark.parametrize("lang", ["zh-Hans", "ja"])
@pytest.mark.parametrize("mark", "".join(NO_BREAK_BEFORE.values()))
def test_wpt_strict(mark: str, lang: str) -> None:
    """WPT css-text/i18n/zh/css-text-line-break-zh-*-strict: the mark comes where the seventh character stands."""
    lines = texts("文" * 6 + mark + "字字字", measure=6.17, lang=lang, align="left")
    assert not any(line.startswith(mark) for line in lines), lines


@pytest.mark.parametrize("mark", "\u00a0\u202f\u2011\u2007\u2060")
def test_glue_keeps_both_sides(mark: str) -> None:
    """UAX #14 LB11, LB12; WPT css3-text-line-break-baspglwj."""
    for place in range(3, 7):
        lines = texts("文" * place + mark + "字" * 6, measure=6.17, align="left")
        assert any("文" + mark + "字" in line for line in lines), lines


def test_zero_width_space_breaks_and_joiners_do_not() -> None:
    """UAX #14 LB7, LB8, LB11, LB12."""
    assert texts("abcdefgh\u200bijklmnop", measure=5, align="left") == ["abcdefgh\u200b", "ijklmnop"]
    for joiner in "\u2060\ufeff":
        lines = texts("一二三四五" + joiner + "六七八九", measure=5, align="left")
        assert not lines[0].startswith("一二三四五" + joiner) and lines[0] == "一二三四", lines
    lines = texts("一二三四 Mr.\u00a0Smith 五六", measure=7, align="left")
    assert any("Mr.\u00a0Smith" in line for line in lines), lines


def test_a_soft_hyphen_shows_only_where_the_line_ends() -> None:
    found = rows("typo\u00adgraphy", measure=3.3, lang="en", align="left")
    assert [row.hyphenated for row in found] == [True, False]
    assert not rows("typo\u00adgraphy", measure=30, lang="en")[0].hyphenated


def test_a_line_feed_ends_the_line() -> None:
    found = rows("一二三\n四五", measure=10)
    assert [row.text for row in found] == ["一二三", "四五"]
    assert found[0].width == 3
    assert [row.text for row in rows("一\n\n二", measure=10)] == ["一", "", "二"]


@pytest.mark.parametrize(
    ("text", "measure", "lines"),
    [
        ("发经在家业v1.2.3〉⋯⋯，中文沙了", 4.06, ["发经在家", "业", "v1.2.3〉", "⋯⋯，中", "文沙了"]),
        ("一二三四届经——，……万家湖亿", 4.3, ["一二三四", "届", "经——，", "……万家", "湖亿"]),
        ("这是高长区和a@b.cn ！而且", 4.06, ["这是高长", "区和a@", "b.cn ！而", "且"]),
    ],
)
def test_where_no_line_keeps_every_rule_the_mildest_gives_way(text: str, measure: float, lines: list[str]) -> None:
    """An ellipsis begins a line (§3: only the strict level minds) before a comma or a bracket does; an address that
    has no room for the mark after it is cut."""
    assert [row.strip() for row in texts(text, measure=measure)] == lines
