"""Our reading of pyphen's patterns cuts words where pyphen does."""

from __future__ import annotations

import re
from pathlib import Path

import pyphen
import pytest

from brochure.text.hyphens import Patterns, dictionary

ARTICLE = Path(__file__).resolve().parents[2] / "content" / "tianxin" / "brochure.yaml"
WORDS = sorted(set(re.findall(r"\b[a-z]{4,}\b", ARTICLE.read_text("utf-8"))))


@pytest.mark.parametrize("lang", ["en_US", "en_GB", "fr", "de_DE"])
def test_words_are_cut_where_pyphen_cuts_them(lang: str) -> None:
    peer, ours = pyphen.Pyphen(lang=lang, left=1, right=1), dictionary(lang)
    assert ours is not None and len(WORDS) > 500
    for word in WORDS:
        expected = [int(at) for at in peer.positions(word) if 2 <= at <= len(word) - 2]
        assert [int(at) for at in ours.positions(word) if 2 <= at <= len(word) - 2] == expected, word


def test_a_published_example_of_liang() -> None:
    # F. M. Liang, Word Hy-phen-a-tion by Com-put-er (1983), ch. 2: hy-phen-ation
    patterns = Patterns("\n".join(("hy3ph", "he2n", "hena4", "hen5at", "1na", "n2at", "1tio", "2io", "o2n")))
    assert patterns.positions("hyphenation") == [2, 6]


def test_a_language_without_patterns_has_none() -> None:
    assert dictionary("tlh") is None
