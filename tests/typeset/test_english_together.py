"""What English keeps on one line (typography.md §13; Chicago Manual of Style 17, 7.36–7.43; New Hart's Rules 2.5)."""

from __future__ import annotations

import pytest
from typeset_rows import texts

WORDS = ("one of the two that we saw in an old town by the sea as it was when he had gone " * 2).split()
TOGETHER = [
    "Fig. 2", "12 km", "9.692 Billion", "5 million", "page 5", "5 May", "May 5", "Henry VIII", "Louis XIV", "Act III", "100 BC", "AD 50", "ca. 1900",
    "5 ×", "GB/T", "24/7", "km/h", "R&D", "C++", "5′10″", "’90s", "Ph.D.", "O’Neil", "COVID-19", "2024-05-06", "[12]",
]  # fmt: skip


@pytest.mark.parametrize("phrase", TOGETHER)
def test_it_stands_on_one_line(phrase: str) -> None:
    """In sixty places of columns down to 17 em, where two others would leave spaces of nearly an em."""
    torn = 0
    for before in range(1, 16):
        text = " ".join([*WORDS[:before], phrase, *WORDS[before : before + 14]])
        for measure in (17, 20, 23, 26):
            lines = texts(text, lang="en", measure=measure)
            torn += not any(phrase in line for line in lines)
    assert torn <= 2, f"{torn} of 60"


@pytest.mark.parametrize("text", ["when I was", "as Vera was", "in X-rays we", "of five days"])
def test_other_words_may_part_there(text: str) -> None:
    """I is a word far more often than a number."""
    left = text.split(" ")[0]
    parted = 0
    for before in range(1, 16):
        whole = " ".join([*WORDS[:before], text, *WORDS[before : before + 14]])
        for measure in (17, 20, 23, 26):
            lines = texts(whole, lang="en", measure=measure)
            parted += any(line.rstrip().endswith(f" {left}") for line in lines)
    assert parted
