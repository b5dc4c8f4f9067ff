"""What is drawn is what was written: every character's glyph is its face's own."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from brochure.inline import Inline
from brochure.text.fonts import FontBook, default_catalog
from brochure.text.paragraph import layout_paragraph
from brochure.text.style import FaceSet, TextStyle

BOOK = FontBook.from_catalogs([default_catalog()])
FACES = FaceSet(("NotoSerifSC-Regular",), ("SourceSerif4-Regular", "NotoSerifSC-Regular"))
ARTICLE = Path(__file__).resolve().parents[2] / "content" / "tianxin" / "brochure.yaml"


def drawn(text: str, lang: str) -> list[tuple[str, int, str]]:
    """Character, glyph and face of every cluster that is one character."""
    style = TextStyle(lang, 10.0, FACES)
    found = []
    for line in layout_paragraph(Inline(text), style, 5000.0, BOOK).lines:
        for _, run in line.runs:
            edges = [*run.clusters, len(run.text)]
            for glyph, (start, end) in enumerate(pairwise(edges)):
                if end - start == 1:
                    found.append((run.text[start], run.gids[glyph], run.face))
    return found


def check(text: str, lang: str) -> None:
    for character, gid, face in drawn(text, lang):
        if character not in "—…":  # joined into one glyph, or centred by the language's own form
            nominal = BOOK.face(face).hb_font.get_nominal_glyph(ord(character))
            assert gid == nominal, f"{character} in {text[:20]} drawn as glyph {gid}, not {nominal}"


@pytest.mark.parametrize(
    "text",
    [
        "说“他‘人’是”",
        "‘人’是“他”",
        "值？！值！？值！！值？？",
        "（甲）《乙》〈丙〉【丁】「戊」『己』〔庚〕",
        "“Hello”与‘Hi’、T’Pol",
    ],
)
def test_marks_of_one_class_are_not_drawn_as_each_other(text: str) -> None:
    check(text, "zh-Hans")


def test_every_character_of_the_article_is_drawn_as_itself() -> None:
    sections = yaml.safe_load(ARTICLE.read_text("utf-8"))["sections"]
    texts = [section["text"]["zh"] for section in sections if "text" in section]
    for text in texts:
        for paragraph in text.split("\n\n"):
            check(paragraph.strip(), "zh-Hans")


@pytest.mark.parametrize("character", ["\U00013000", "ก", "ے", "\U0001f600", "\ue000", "\U00030edd"])
def test_a_character_without_a_glyph_is_reported_wherever_it_stands(character: str) -> None:
    style = TextStyle("zh-Hans", 10.0, FACES)
    for text in (f"一段{character}文字", f"ab{character}c", character, f"“{character}”"):
        missing = layout_paragraph(Inline(text), style, 200.0, BOOK).missing
        assert [(one.index, one.text) for one in missing] == [(text.index(character), character)]


def test_no_glyph_zero_is_ever_drawn_unreported() -> None:
    style = TextStyle("zh-Hans", 10.0, FACES)
    for text in ("一ก段", "Aก", "。ก，", "1ก2", "ก ก"):
        lines = layout_paragraph(Inline(text), style, 200.0, BOOK)
        drawn = sum(run.gids.count(0) for line in lines.lines for _, run in line.runs)
        assert drawn <= len(lines.missing)
