"""The office's word lists."""

from __future__ import annotations

from collections.abc import Callable

from brochure.diagnostics import Sink
from brochure.editorial.wordlists import listed_words, read_words
from brochure.model import Brochure
from brochure.source import SourceFile

LIST = """words:
  - {word: 国家级, severity: error, reason: "广告法", except: [国家级经开区]}
  - {word: best, lang: en}
  - {word: 的}
  - {wort: 错}
"""
TEXT = """brochure: 1
sections:
  - {kind: quote, text: {zh: "国家级经开区里的国家级奖项", en: "The best of Bestway"}}
"""


def test_listed_words_are_found_outside_harmless_phrases(make: Callable[[str], Brochure]) -> None:
    sink = Sink()
    words = read_words(SourceFile("words.yaml", LIST), sink)
    assert [finding.code for finding in sink.found] == ["words.too_short", "words.entry"]
    found = list(listed_words(make(TEXT), words))
    assert [(f.severity, f.span.column) for f in found if f.span] == [("error", 39), ("warning", 56)]
