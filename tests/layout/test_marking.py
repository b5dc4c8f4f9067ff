"""Marks that a style cannot show are told at their place: no cut is faked, no pinyin touches the next line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml

from brochure.build import Built, Options, build
from brochure.inline import Inline, Marked
from brochure.text.paragraph import layout_paragraph
from brochure.text.style import FaceSet, TextStyle
from brochure.typesetting import REGULAR, book


def made(tmp_path: Path, text: str, styles: dict[str, Any] | None = None) -> Built:
    document = {"title": {"zh": "册", "en": "B"}, "trim": "A5", "date": "2026-01-01"}
    story = {"kind": "story", "title": {"zh": "题", "en": "On it"}, "text": {"zh": text, "en": "Text."}}
    theme = {"extends": "plain", "styles": styles or {}}
    tree = {"brochure": 1, "document": document, "theme": theme, "sections": [story]}
    (tmp_path / "brochure.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True, width=1000), "utf-8")
    return build(tmp_path / "brochure.yaml", tmp_path / "out.pdf", Options())


def told(built: Built, code: str) -> list[str]:
    return [one.span.text[one.span.column - 1 :] for one in built.findings if one.code == code and one.span]


def test_bold_that_the_style_has_no_cut_for_is_told_and_not_faked(tmp_path: Path) -> None:
    assert told(made(tmp_path, "普通的字里有**粗体**二字。"), "text.no_cut") == []
    (place,) = told(made(tmp_path, "黑的字里有**更粗**二字。", {"body": {"weight": "black"}}), "text.no_cut")
    assert place.startswith("更粗**二字")


def test_italic_without_an_italic_or_kai_cut_is_told(tmp_path: Path) -> None:
    assert told(made(tmp_path, "普通的字里有*楷体*二字。"), "text.no_cut") == []
    (place,) = told(made(tmp_path, "楷体里的*强调*二字。", {"body": {"font": "kai"}}), "text.no_cut")
    assert place.startswith("强调*二字")


@pytest.mark.parametrize(("leading", "expected"), [("12pt", 1), ("13.5pt", 0), ("16pt", 0)])
def test_lines_too_close_for_pinyin_are_told_once(tmp_path: Path, leading: str, expected: int) -> None:
    text = "一段有{注音|zhù yīn}的文字，" + "写到第二行第三行，" * 6 + "再有{注音|zhù yīn}一次。"
    built = made(tmp_path, text, {"body": {"size": "9pt", "leading": leading}, "body.zh": {"size": "9pt"}})
    assert len(told(built, "text.tight_leading")) == expected


def test_a_reading_that_no_face_has_is_told(tmp_path: Path) -> None:
    lines = layout_paragraph(Inline("天心", (Marked(0, 1, "ruby", "ti😀n"),)), STYLE, 100, book())
    assert [(one.index, one.text) for one in lines.missing] == [(0, "😀")]
    assert told(made(tmp_path, "见{天|ti😀n}心。"), "text.missing_glyph")


def copied(tmp_path: Path) -> str:
    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    try:
        return "".join(document[0].get_textpage().get_text_range().split())
    finally:
        document.close()


def test_a_paragraph_with_pinyin_and_dots_is_copied_whole_and_its_readings_after_it(tmp_path: Path) -> None:
    words = "天心经开区位于长沙市南部，是两条产业链的集聚地，"
    made(tmp_path, words + "{天|tiān}{心|xīn}和{dots:数字}{name:长沙}" + words * 2)
    text = copied(tmp_path)
    assert words + "天心和数字长沙" + words * 2 in text
    assert text.index("tiānxīn") > text.index(words + "天心和数字长沙" + words * 2)


@pytest.mark.parametrize(
    ("style", "code"),
    [
        ({"body": {"gap": "-1em"}}, "model.bad_value"),
        ({"body": {"indent": "100em"}}, "model.bad_value"),
        ({"body": {"tracking": "-1em"}}, "model.bad_value"),
        ({"body": {"leading": "4pt"}}, "theme.leading"),
        ({"body": {"size": "12pt", "leading": "10pt"}}, "theme.leading"),
        ({"body": {"features": ["tnum", "oldstyle"]}}, "theme.bad_feature"),
        ({"body.fr": {"size": "9pt"}}, "theme.style_language"),
        ({"body": {"drop-cap": 9}}, "model.out_of_range"),
        ({"body": {"punctuation": "hang"}}, "model.unknown_value"),
    ],
)
def test_a_style_that_cannot_be_meant_is_one_finding_at_its_line(
    tmp_path: Path, style: dict[str, Any], code: str
) -> None:
    found = [one for one in made(tmp_path, "一段。", style).findings if one.severity == "error"]
    assert [one.code for one in found] == [code]
    assert found[0].span and any(key in found[0].span.text for key in [*style, *next(iter(style.values())), "oldstyle"])


def test_two_languages_in_a_region_too_narrow_for_them_are_told(tmp_path: Path) -> None:
    regions = [{"holds": "title", "columns": "2-12", "lines": "1-3"}, {"holds": "text", "columns": "1-1"}]
    document = {"title": {"zh": "册", "en": "B"}, "trim": "A5", "date": "2026-01-01"}
    theme = {"extends": "plain", "pages": {"p": {"regions": regions}}, "plans": {"story": {"pages": ["p"]}}}
    story = {
        "kind": "story",
        "title": {"zh": "题", "en": "On"},
        "text": {"zh": "一段长文。" * 5, "en": "Constantinople."},
    }
    tree = {"brochure": 1, "document": document, "theme": theme, "sections": [story]}
    (tmp_path / "brochure.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True, width=1000), "utf-8")
    built = build(tmp_path / "brochure.yaml", tmp_path / "out.pdf", Options())
    assert [one.code for one in built.findings if one.severity == "error"] == ["layout.narrow"]


STYLE = TextStyle("zh-Hans", 10, FaceSet(REGULAR.han, REGULAR.latin))
