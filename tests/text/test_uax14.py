"""UAX #14: Unicode's own test file passes, all of it."""

from __future__ import annotations

import gzip
from pathlib import Path

from brochure.text.uax14 import line_break_class, opportunities

PUBLISHED = Path(__file__).parent / "LineBreakTest-17.0.txt.gz"
"""auxiliary/LineBreakTest.txt of Unicode 17.0 (Unicode licence v3), its comments left out."""


def _cases() -> list[tuple[str, list[bool]]]:
    cases = []
    for line in gzip.decompress(PUBLISHED.read_bytes()).decode().splitlines():
        words = line.partition("#")[0].split()
        if words:
            cases.append(("".join(chr(int(word, 16)) for word in words[1::2]), [word == "÷" for word in words[::2]]))
    return cases


def test_the_published_cases_pass() -> None:
    cases = _cases()
    assert len(cases) > 19000
    wrong = [ascii(text) for text, wanted in cases if opportunities(text) != wanted]
    assert wrong == []


def test_classes_are_resolved_as_in_no_known_script() -> None:
    assert [line_break_class(character) for character in "a1中、（℃ぁ—"] == [
        "AL",
        "NU",
        "ID",
        "CL",
        "OP",
        "PO",
        "CJ",
        "B2",
    ]
