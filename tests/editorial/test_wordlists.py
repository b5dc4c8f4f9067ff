"""The office's own word lists."""

from __future__ import annotations

from collections.abc import Callable

from editorial_making import findings

from brochure.model import Brochure

TEXT = """brochure: 1
sections:
  - {kind: quote, text: {zh: "国家级经开区里的国家级奖项", en: "The best of Bestway"}}
words:
  - {word: 国家级, severity: error, reason: "广告法", except: [国家级经开区]}
  - {word: best, lang: en}
  - {word: 的}
"""


def test_listed_words_are_found_outside_harmless_phrases(make: Callable[[str], Brochure]) -> None:
    found = {(f.code, f.severity, f.span.line, f.span.column) for f in findings(make(TEXT)) if f.span}
    assert found == {
        ("words.listed", "error", 3, 39), ("words.listed", "warning", 3, 56), ("words.too_short", "error", 7, 12)
    }  # fmt: skip
