"""The widths of two language columns follow the text, and stay within the theme's limits."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
import yaml
from test_arrangements import errors, han_text, latin_text, pairs, places

from brochure.build import Options, build, check

EM = 9.5


def starts(folder: Path, ratio: float, languages: list[str], theme: dict[str, object]) -> tuple[float, float]:
    """Where the Chinese and the English column begin, for English `ratio` times as many letters as Chinese characters."""
    choose = random.Random(4)
    halves = {
        "zh": "\n\n".join(han_text(choose, number, 200) for number in range(8)),
        "en": "\n\n".join(latin_text(choose, number, int(200 * ratio)) for number in range(8)),
    }
    document = {"title": {"zh": "册", "en": "B"}, "trim": "A4", "date": "2026-01-01", "languages": languages}
    story = {"kind": "story", "title": {"zh": "标题", "en": "Title"}, "text": halves}
    tree = {"brochure": 1, "document": document, "theme": theme, "sections": [story]}
    (folder / "brochure.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
    built = build(folder / "brochure.yaml", folder / "out.pdf", Options())
    assert not errors(built)
    found = pairs(places(folder / "out.pdf"), 8)
    assert all(zh[0] == en[0] and zh[2] == pytest.approx(en[2], abs=0.1) for zh, en in found)
    return min(zh[1] for zh, _ in found), min(en[1] for _, en in found)


def test_longer_english_gets_the_wider_column(tmp_path: Path) -> None:
    short = starts(tmp_path, 2.2, ["zh", "en"], {"extends": "plain"})
    long = starts(tmp_path, 3.6, ["zh", "en"], {"extends": "plain"})
    assert long[1] < short[1] - EM


def test_the_wider_column_is_the_english_one_also_where_it_stands_first(tmp_path: Path) -> None:
    zh, en = starts(tmp_path, 3.6, ["en", "zh"], {"extends": "plain"})
    short_zh, _ = starts(tmp_path, 2.2, ["en", "zh"], {"extends": "plain"})
    assert en < zh
    assert zh > short_zh + EM


def test_the_ratio_found_is_told_by_check_and_not_by_build(tmp_path: Path) -> None:
    starts(tmp_path, 3.0, ["zh", "en"], {"extends": "plain"})
    told = [one for one in check(tmp_path / "brochure.yaml").findings if one.code == "layout.column_widths"]
    assert [one.severity for one in told] == ["info"]
    assert re.search(r"中文 \d+ 字，中英宽 1 : \d\.\d\d", told[0].message.zh)
    built = build(tmp_path / "brochure.yaml", tmp_path / "out.pdf", Options())
    assert not [one for one in built.findings if one.code == "layout.column_widths"]


def test_limits_the_wrong_way_round_are_one_finding_with_the_line_mended(tmp_path: Path) -> None:
    (tmp_path / "brochure.yaml").write_text(
        "brochure: 1\ndocument: {title: {zh: 册, en: B}}\ntheme:\n  pages:\n    text:\n      regions:\n"
        "        - {holds: flow, split_limits: [6-6, 4-8]}\nsections:\n"
        "  - {kind: story, title: {zh: 题, en: T}, text: {zh: 一段。, en: One.}}\n",
        "utf-8",
    )
    (fault,) = [one for one in check(tmp_path / "brochure.yaml").findings if one.severity == "error"]
    assert fault.code == "theme.split_limits"
    assert fault.span is not None and fault.span.line == 7
    assert fault.hints[0].en == "split_limits: [4-8, 6-6]"


def laid(folder: Path, theme: dict[str, object], languages: list[str], ratios: tuple[float, ...]) -> list[list[float]]:
    """Where the columns of each of several chapters begin: [Chinese, English], one chapter for each ratio."""
    choose = random.Random(9)
    sections = []
    for number, ratio in enumerate(ratios):
        halves = {"zh": han_text(choose, number, 240), "en": latin_text(choose, number, int(240 * ratio))}
        sections.append({"kind": "story", "title": {"zh": "标题", "en": "Title"}, "text": halves})
    document = {"title": {"zh": "册", "en": "B"}, "trim": "A4", "date": "2026-01-01", "languages": languages}
    tree = {"brochure": 1, "document": document, "theme": theme, "sections": sections}
    (folder / "brochure.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
    assert not errors(build(folder / "brochure.yaml", folder / "out.pdf", Options()))
    return [[zh[1], en[1]] for zh, en in pairs(places(folder / "out.pdf"), len(ratios))]


def test_columns_stand_at_the_same_place_in_every_chapter(tmp_path: Path) -> None:
    chapters = laid(tmp_path, {"extends": "plain"}, ["zh", "en"], (2.0, 3.0, 3.8))
    between = [en - zh for zh, en in chapters]
    assert between == pytest.approx([between[0]] * 3, abs=0.1)


def test_a_given_split_is_chinese_to_english_whichever_stands_first(tmp_path: Path) -> None:
    title = {"holds": "title", "columns": "1-12", "lines": "1-4"}
    flow = {"holds": "flow", "columns": "1-12", "lines": "6-41", "split": "4-8"}
    text = {"pages": {"story": {"regions": [title, flow]}}}
    (zh, en), *_ = laid(tmp_path, {"extends": "plain"} | text, ["zh", "en"], (3.0,))
    (other_zh, other_en), *_ = laid(tmp_path, {"extends": "plain"} | text, ["en", "zh"], (3.0,))
    narrow, wide = en - zh, other_zh - other_en
    assert wide > 1.7 * narrow
