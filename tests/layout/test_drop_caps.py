"""Drop caps on pages: what stands beside them, how they are copied, and where their paragraphs may be cut."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest
import yaml

from brochure.build import Built, Options, build

ZH = "天心经开区位于长沙市南部，是数字经济与生物医药两条产业链的集聚地，全力以赴拼经济、抓发展。"
EN = "The Zone lies in the south of Changsha and gathers two industrial chains, the digital economy and biomedicine. "


def make(folder: Path, zh: str, en: str, lines: int = 3, arrangement: str = "columns") -> Built:
    document = {"title": {"zh": "册", "en": "B"}, "trim": "A5", "date": "2026-01-01", "arrangement": arrangement}
    theme = {"extends": "plain", "styles": {"body": {"drop-cap": lines}}}
    story = {"kind": "story", "title": {"zh": "题", "en": "On it"}, "text": {"zh": zh, "en": en}}
    tree = {"brochure": 1, "document": document, "theme": theme, "sections": [story]}
    (folder / "brochure.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")
    return build(folder / "brochure.yaml", folder / "out.pdf", Options())


def pages(folder: Path) -> list[str]:
    document = pypdfium2.PdfDocument(folder / "out.pdf")
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def test_the_letter_is_copied_with_its_word_and_line(tmp_path: Path) -> None:
    make(tmp_path, ZH * 3, EN * 3)
    copied = pages(tmp_path)[0]
    assert "\n天心经开区位于" in copied
    assert "\nThe Zone lies" in copied


def test_a_latin_letter_before_latin_in_chinese_text_is_copied_with_its_word(tmp_path: Path) -> None:
    make(tmp_path, "ARM运营中心在" + ZH * 2, EN * 2, arrangement="stacked")
    assert "ARM" in pages(tmp_path)[0]


@pytest.mark.parametrize("arrangement", ["columns", "stacked", "facing", "separate"])
def test_no_character_is_lost_or_repeated_where_a_paragraph_with_a_cap_goes_on_overleaf(
    tmp_path: Path, arrangement: str
) -> None:
    make(tmp_path, ZH * 40, EN * 40, lines=4, arrangement=arrangement)
    whole = pages(tmp_path)
    assert len(whole) > 2
    joined = "".join("".join(page.split()) for page in whole)
    han = "".join(char for char in joined if char > "\u2e80")
    assert han.count("天") == 40
    assert han.count("集聚地") == 40
    words = " ".join(whole).replace("\ufffe", "").split()
    assert words.count("Zone") == 40


@pytest.mark.parametrize("before", range(8, 21))
def test_lines_beside_a_cap_are_never_parted(tmp_path: Path, before: int) -> None:
    """Pushed down line by line towards the foot of the page, the cap moves on with all its lines."""
    document = {"title": {"zh": "册", "en": "B"}, "trim": "A5", "date": "2026-01-01", "arrangement": "zh"}
    region = {"holds": "text", "columns": "1-12", "lines": f"{before}-22"}
    theme = {
        "extends": "plain", "styles": {"body": {"drop-cap": 4}}, "plans": {"story": {"pages": ["one"], "more": "two"}},
        "pages": {"one": {"regions": [region]}, "two": {"regions": [{"holds": "text", "columns": "1-12"}]}},
    }  # fmt: skip
    story = {"kind": "story", "text": {"zh": ZH * 6, "en": "No."}}
    tree = {"brochure": 1, "document": document, "theme": theme, "sections": [story]}
    (tmp_path / "brochure.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")
    build(tmp_path / "brochure.yaml", tmp_path / "out.pdf", Options())
    found, caps = pypdfium2.PdfDocument(tmp_path / "out.pdf"), 0
    for page in found:
        boxes = [one.get_bounds() for one in page.get_objects([raw.FPDF_PAGEOBJ_TEXT])]
        for left, bottom, right, top in boxes:
            if top - bottom > 30:
                caps += 1
                beside = {round(box[1]) // 8 for box in boxes if box[0] > right and bottom - 4 < box[1] < top}
                assert len(beside) == 4, (left, beside)
    found.close()
    assert caps == 1


@pytest.mark.parametrize("text", ["短段。", "“引”的段落" + ZH, "2024年，" + ZH])
def test_a_cap_that_would_not_do_is_left_out(tmp_path: Path, text: str) -> None:
    made = make(tmp_path, text, "Short.")
    assert not [one for one in made.findings if one.severity == "error"]
    assert "\n" + text[:3] in "\n" + pages(tmp_path)[0]


@pytest.mark.parametrize("arrangement", ["columns", "stacked", "facing"])
@pytest.mark.parametrize(("zh", "caps"), [(ZH * 3, 2), ("“引”的段落" + ZH * 3, 0), ("短段。", 0)])
def test_both_languages_of_a_pair_have_a_cap_or_neither(tmp_path: Path, arrangement: str, zh: str, caps: int) -> None:
    make(tmp_path, zh, EN * 3, arrangement=arrangement)
    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    objects = [one.get_bounds() for page in document for one in page.get_objects([raw.FPDF_PAGEOBJ_TEXT])]
    document.close()
    assert sum(top - bottom > 30 for _, bottom, _, top in objects) == caps


@pytest.mark.parametrize("arrangement", ["zh", "separate"])
def test_a_language_set_alone_has_its_cap_whatever_the_other_does(tmp_path: Path, arrangement: str) -> None:
    make(tmp_path, ZH * 3, "Short.", arrangement=arrangement)
    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    objects = [one.get_bounds() for page in document for one in page.get_objects([raw.FPDF_PAGEOBJ_TEXT])]
    document.close()
    assert sum(top - bottom > 30 for _, bottom, _, top in objects) == 1
