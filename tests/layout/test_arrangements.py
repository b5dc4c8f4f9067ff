"""Where the two halves of every pair stand, over all arrangements, read back from the PDF."""

from __future__ import annotations

import ctypes
import random
import re
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import yaml

from brochure.build import Built, Options, build
from brochure.diagnostics import Diagnostic

DIGITS = "零一二三四五六七八九"
HAN = "园区企业发展创新服务产业数据项目科技经济建设推进合作平台资源环境人才融合机制"
WORDS = [
    "park",
    "enterprise",
    "growth",
    "service",
    "industry",
    "data",
    "project",
    "science",
    "of",
    "the",
    "and",
    "to",
    "in",
    "with",
    "new",
    "more",
]
MARK = re.compile("甲..乙|Xq[0-9][0-9]")
Place = tuple[int, float, float]
"""Page (from 0), x and baseline y of a first character, in points from the page's lower left corner."""


def han_mark(number: int) -> str:
    return f"甲{DIGITS[number // 10 % 10]}{DIGITS[number % 10]}乙"


def latin_mark(number: int) -> str:
    return f"Xq{number:02d}"


def han_text(choose: random.Random, number: int, length: int) -> str:
    text = han_mark(number)
    while len(text) < length:
        text += "".join(choose.choice(HAN) for _ in range(choose.randint(5, 14))) + choose.choice("，，，。")
    return text.rstrip("，。") + "。"


def latin_text(choose: random.Random, number: int, length: int) -> str:
    text = latin_mark(number)
    while len(text) < length:
        text += " " + choose.choice(WORDS)
    return text + "."


def brochure(
    seed: int, arrangement: str, theme: str, sections: int = 2, **extra: object
) -> tuple[dict[str, object], int]:
    """A bilingual document of paragraphs of very different lengths; gives the tree and how many pairs it has."""
    choose, number, made = random.Random(seed), 0, []
    for section in range(sections):
        halves: dict[str, list[str]] = {"zh": [], "en": []}
        for _ in range(choose.choice([1, 4, 12])):
            length = choose.choice([20, 40, 80, 120, 200, 420])
            halves["zh"].append(han_text(choose, number, length))
            halves["en"].append(latin_text(choose, number, int(length * choose.uniform(2.0, 3.6))))
            number += 1
        text = {lang: "\n\n".join(paragraphs) + "\n" for lang, paragraphs in halves.items()}
        title = {"zh": f"第{DIGITS[section + 1]}章标题", "en": f"Chapter {section + 1}"}
        made.append({"kind": "story", "id": f"s{section}", "title": title, "text": text})
    document = {"title": {"zh": "册", "en": "B"}, "arrangement": arrangement, "trim": "A4", "date": "2026-01-01"}
    return {"brochure": 1, "document": document, "theme": {"extends": theme}, "sections": made, **extra}, number


def run(folder: Path, tree: dict[str, object]) -> tuple[Built, Path]:
    (folder / "brochure.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
    out = folder / "out.pdf"
    return build(folder / "brochure.yaml", out, Options()), out


def places(pdf: Path) -> dict[str, list[Place]]:
    """Where each mark begins."""
    found: dict[str, list[Place]] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        text = page.get_textpage()
        characters = "".join(chr(pdfium.FPDFText_GetUnicode(text, i)) for i in range(text.count_chars()))
        for match in MARK.finditer(characters):
            pdfium.FPDFText_GetCharOrigin(text, match.start(), x, y)
            found.setdefault(match.group(), []).append((number, x.value, y.value))
    return found


def errors(built: Built) -> list[Diagnostic]:
    return [finding for finding in built.findings if finding.severity == "error"]


def pairs(found: dict[str, list[Place]], count: int) -> list[tuple[Place, Place]]:
    """Every half exactly once: nothing lost, nothing repeated."""
    made = []
    for number in range(count):
        zh, en = found.get(han_mark(number), []), found.get(latin_mark(number), [])
        assert len(zh) == len(en) == 1, (number, zh, en)
        made.append((zh[0], en[0]))
    return made


def reading_order(place: Place) -> tuple[int, bool, float]:
    """Page, column of two, then down."""
    page, x, y = place
    return page, x > 280, -y


SEEDS = pytest.mark.parametrize("seed", [1, 2, 3, 5, 8])
THEMES = pytest.mark.parametrize("theme", ["plain", "tianxin"])


@SEEDS
@THEMES
def test_in_columns_both_halves_begin_on_the_same_line_of_the_same_page(tmp_path: Path, seed: int, theme: str) -> None:
    tree, count = brochure(seed, "columns", theme)
    built, out = run(tmp_path, tree)
    assert not errors(built)
    for zh, en in pairs(places(out), count):
        assert zh[0] == en[0]
        assert zh[2] == pytest.approx(en[2], abs=0.1)
        assert zh[1] < en[1]


@SEEDS
@THEMES
def test_stacked_english_follows_its_chinese_and_comes_before_the_next(tmp_path: Path, seed: int, theme: str) -> None:
    tree, count = brochure(seed, "stacked", theme)
    built, out = run(tmp_path, tree)
    assert not errors(built)
    order = [place for pair in pairs(places(out), count) for place in pair]
    assert order == sorted(order, key=reading_order)


@SEEDS
@THEMES
def test_facing_halves_stand_level_on_the_two_pages_of_one_spread(tmp_path: Path, seed: int, theme: str) -> None:
    tree, count = brochure(seed, "facing", theme)
    built, out = run(tmp_path, tree)
    assert not errors(built)
    made = pairs(places(out), count)
    for zh, en in made:
        assert zh[0] % 2 == 1, "Chinese on a left-hand page: 2, 4, 6 …"
        assert en[0] == zh[0] + 1
        assert zh[2] == pytest.approx(en[2], abs=0.1)
    assert [zh for zh, _ in made] == sorted((zh for zh, _ in made), key=reading_order)


@SEEDS
def test_separate_sets_all_chinese_in_order_and_then_all_english(tmp_path: Path, seed: int) -> None:
    tree, count = brochure(seed, "separate", "plain")
    built, out = run(tmp_path, tree)
    assert not errors(built)
    made = pairs(places(out), count)
    order = [zh for zh, _ in made] + [en for _, en in made]
    assert order == sorted(order, key=reading_order)
    assert max(zh[0] for zh, _ in made) < min(en[0] for _, en in made)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_edition_in_one_language_holds_no_word_of_the_other(tmp_path: Path, lang: str) -> None:
    tree, count = brochure(4, lang, "plain")
    built, out = run(tmp_path, tree)
    assert not errors(built)
    mark, other = (han_mark, latin_mark) if lang == "zh" else (latin_mark, han_mark)
    found = places(out)
    assert all(len(found[mark(number)]) == 1 for number in range(count))
    assert not any(other(number) in found for number in range(count))


def test_separate_in_two_files_writes_one_for_each_language(tmp_path: Path) -> None:
    tree, count = brochure(6, "separate", "plain", output={"separate": "two-files"})
    built, _ = run(tmp_path, tree)
    assert [file.name for file in built.output] == ["out-zh.pdf", "out-en.pdf"]
    zh, en = (places(file) for file in built.output)
    assert sorted(zh) == sorted(han_mark(number) for number in range(count))
    assert sorted(en) == sorted(latin_mark(number) for number in range(count))


@pytest.mark.parametrize("own", ["stacked", "facing", "separate", "zh", "en", "columns"])
@pytest.mark.parametrize("whole", ["columns", "stacked", "facing", "separate"])
def test_a_section_may_be_set_otherwise_than_the_document(tmp_path: Path, whole: str, own: str) -> None:
    tree, count = brochure(7, whole, "plain", sections=3)
    sections = tree["sections"]
    assert isinstance(sections, list)
    sections[1]["arrangement"] = own
    first = sections[0]["text"]["zh"].count("甲")
    own_count = sections[1]["text"]["zh"].count("甲")
    built, out = run(tmp_path, tree)
    assert not errors(built)
    found = places(out)
    for number in range(count):
        inside = first <= number < first + own_count
        zh, en = found.get(han_mark(number), []), found.get(latin_mark(number), [])
        assert len(zh) == int(not (inside and own == "en"))
        assert len(en) == int(not (inside and own == "zh"))
        if inside and own in ("columns", "facing"):
            assert zh[0][2] == pytest.approx(en[0][2], abs=0.1)
            assert en[0][0] - zh[0][0] == int(own == "facing")


def test_facing_pages_are_each_complete_in_their_language(tmp_path: Path) -> None:
    tree, _ = brochure(9, "facing", "plain", sections=1)
    sections = tree["sections"]
    assert isinstance(sections, list)
    sections[0]["inserts"] = [
        {
            "kind": "quote",
            "text": {"zh": "这是一句引语。", "en": "These are words quoted."},
            "by": {"zh": "某人", "en": "Someone"},
        },
    ]
    built, out = run(tmp_path, tree)
    assert not errors(built), [finding.message.en for finding in errors(built)]
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(out)]
    quoted = [number for number, text in enumerate(pages) if "这是一句引语" in text]
    assert len(quoted) == 1
    assert "These are words quoted" in pages[quoted[0] + 1]
    for number, text in enumerate(pages):
        han = bool(re.search("[\u4e00-\u9fff]", text))
        assert han == (number % 2 == 1) or not text.strip(), f"page {number + 1}"


def test_a_spread_that_would_begin_on_the_right_is_moved_and_the_blank_page_named(tmp_path: Path) -> None:
    tree, _ = brochure(3, "facing", "plain", sections=1)
    built, _ = run(tmp_path, tree)
    assert [(one.code, one.severity) for one in built.findings] == [("layout.facing_blank", "info")]


def test_a_language_that_is_not_there_cannot_be_arranged(tmp_path: Path) -> None:
    tree, _ = brochure(3, "en", "plain", sections=1)
    tree["document"]["languages"] = ["zh"]  # type: ignore[index]
    tree["sections"][0]["text"].pop("en")  # type: ignore[index]
    tree["sections"][0]["title"].pop("en")  # type: ignore[index]
    tree["document"]["title"].pop("en")  # type: ignore[index]
    built, _ = run(tmp_path, tree)
    found = [one for one in built.findings if one.severity == "error"]
    assert [one.code for one in found] == ["layout.arrangement"]
    assert found[0].span is not None and found[0].span.line > 1
    assert not built.output


def test_a_folded_sheet_has_no_facing_pages(tmp_path: Path) -> None:
    tree, _ = brochure(3, "facing", "plain", sections=1)
    tree["document"] |= {"trim": "tri-fold-A4", "binding": {"kind": "tri-fold"}}  # type: ignore[operator]
    built, _ = run(tmp_path, tree)
    assert [one.code for one in built.findings if one.severity == "error"] == ["layout.arrangement"]
