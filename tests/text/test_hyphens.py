"""Our reading of pyphen's patterns cuts words where pyphen does."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pyphen
import pytest

from brochure.text.hyphens import Patterns, dictionary, hyphenation, is_title_word

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


def cut(word: str, lang: str = "en") -> str:
    edges = [0, *hyphenation(word, lang), len(word)]
    return "-".join(word[start:end] for start, end in pairwise(edges))


@pytest.mark.parametrize(
    ("word", "lang", "parts"),
    [
        ("hyphenation", "en", "hy-phen-ation"), ("“international,”", "en", "“in-ter-na-tional,”"),
        ("administration’s", "en", "ad-min-is-tra-tion’s"), ("answer—possibility", "en", "an-swer—pos-si-bil-ity"),
        ("covid19", "en", "covid19"), ("5billion", "en", "5billion"), ("e-commerce", "en", "e-commerce"),
        ("UNESCO", "en", "UNESCO"), ("iPhone", "en", "iPhone"), ("Massachusetts", "en", "Massachusetts"),
        ("process", "en-US", "process"), ("centralising", "en-AU", "cent-ral-ising"),
        ("Verwaltung", "de", "Ver-wal-tung"), ("wirtschaftlich", "de", "wirt-schaft-lich"),
        ("Development", "en", "De-vel-op-ment"), ("Committee", "en", "Com-mit-tee"),
    ],
)  # fmt: skip
def test_words_are_cut_as_their_language_and_kind_ask(word: str, lang: str, parts: str) -> None:
    assert cut(word, lang) == parts


NAMES = [
    "Beijing",
    "Chongqing",
    "Heilongjiang",
    "Liaoning",
    "Washington",
    "Massachusetts",
    "Shakespeare",
    "Wellington",
    "Clement",
    "Florence",
    "Clarence",
    "Constance",
    "Providence",
    "Sacramento",
    "Nanjing",
    "Birmingham",
    "Featherstonehaugh",
    "Mississippi",
    "Kowalczyk",
    "Humboldt",
    "Xinjiang",
    "Guangzhou",
    "Changsha",
    "Philadelphia",
    "Amsterdam",
    "Elizabeth",
    "Alexander",
    "Transylvania",
    "Johannesburg",
    "Cambridge",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_a_person_or_a_place_is_no_word_of_a_title(name: str) -> None:
    assert not is_title_word(name) and hyphenation(name, "en") == ()
