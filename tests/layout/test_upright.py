"""Vertical regions and side labels on a page: where their characters stand, and what is told of what cannot be set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml

from brochure.build import Built, Options, build

PAGES = {
    "poem": {
        "decor": [{"kind": "label", "columns": "12-12", "lines": "1-12"}],
        "regions": [
            {"holds": "opening", "columns": "1-10", "lines": "2-16", "vertical": True, "only": "zh"},
            {"holds": "opening", "columns": "1-10", "lines": "20-30", "only": "en"},
        ],
    }
}
POEM = "白日依山尽，黄河入海流。\\\n欲穷千里目，更上一层楼。"


def built(tmp_path: Path, text: str, pages: dict[str, Any] | None = None) -> Built:
    theme = {"extends": "plain", "pages": pages or PAGES, "plans": {"opening": {"pages": ["poem"]}}}
    document = {"title": {"zh": "册", "en": "B"}, "trim": "A5", "date": "2026-01-01"}
    opening = {"kind": "opening", "text": {"zh": text, "en": "The sun beyond the mountains glows."}}
    tree = {"brochure": 1, "document": document, "theme": theme, "sections": [opening]}
    (tmp_path / "brochure.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")
    return build(tmp_path / "brochure.yaml", tmp_path / "out.pdf", Options())


def codes(made: Built) -> list[str]:
    return [one.code for one in made.findings if one.severity in ("error", "warning") and one.span]


def test_a_poem_reads_down_and_from_right_to_left(tmp_path: Path) -> None:
    assert not codes(built(tmp_path, POEM))
    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    text = document[0].get_textpage()
    boxes = {text.get_text_range(at, 1): text.get_charbox(at) for at in range(text.count_chars())}
    copied = "".join(text.get_text_range().split())
    document.close()
    assert copied.startswith(POEM.replace("\\\n", "") + "Thesun"), "copied in the order it is read in"
    first, second = ([boxes[char] for char in line] for line in ("白日依山尽", "欲穷千里目"))
    for column in (first, second):
        tops = [box[3] for box in column]
        assert tops == sorted(tops, reverse=True)
        middles = [(box[0] + box[2]) / 2 for box in column]
        assert max(middles) - min(middles) < 1.5
    assert first[0][0] > second[0][2], "the second line stands left of the first"
    assert first[0][3] == pytest.approx(second[0][3], abs=1.5), "both begin at the same height"


def test_what_vertical_text_cannot_show_is_told(tmp_path: Path) -> None:
    assert codes(built(tmp_path, "白日😀依山尽")) == ["text.missing_glyph"]
    assert codes(built(tmp_path, "白日**依山**尽")) == ["layout.vertical_marks"]
    assert codes(built(tmp_path, "白日依山尽，" * 20)) == ["layout.overset"]


@pytest.mark.parametrize("wrong", [{"only": None}, {"only": "en"}, {"holds": "text"}])
def test_a_vertical_region_holds_short_chinese_texts(tmp_path: Path, wrong: dict[str, Any]) -> None:
    region = {**PAGES["poem"]["regions"][0], **wrong}
    region = {key: value for key, value in region.items() if value is not None}
    pages = {"poem": {"regions": [region, PAGES["poem"]["regions"][1]]}}
    made = built(tmp_path, POEM, pages)
    assert [one.code for one in made.findings if one.severity == "error"] == ["theme.vertical"]
    (finding,) = [one for one in made.findings if one.code == "theme.vertical"]
    assert finding.span and "vertical" in finding.span.text


def test_a_label_longer_than_its_box_is_told_at_its_words(tmp_path: Path) -> None:
    pages = {"plain": {"decor": [{"kind": "label", "columns": "12-12", "lines": "1-3"}], "regions": [
        {"holds": "title", "columns": "1-8", "lines": "2-5"}, {"holds": "text", "columns": "1-10", "lines": "6-30"},
    ]}}  # fmt: skip
    theme = {"extends": "plain", "pages": pages, "plans": {"story": {"pages": ["plain"]}}}
    document = {"title": {"zh": "册", "en": "B"}, "trim": "A5", "date": "2026-01-01"}
    story = {
        "kind": "story",
        "title": {"zh": "天心经开区的答卷", "en": "Answers"},
        "text": {"zh": "文。", "en": "Text."},
    }
    tree = {"brochure": 1, "document": document, "theme": theme, "sections": [story]}
    file = tmp_path / "brochure.yaml"
    file.write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")
    (finding,) = [one for one in build(file, tmp_path / "out.pdf", Options()).findings if one.severity == "error"]
    assert finding.code == "layout.overset"
    assert finding.span and "天心经开区的答卷" in finding.span.text
