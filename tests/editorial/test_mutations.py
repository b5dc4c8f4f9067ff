"""Right pairs spoilt by machine: a digit, a scale, a unit or a hedge changed in the English must be noticed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from test_pairs import PAIRS

from brochure.editorial.numbers import compare

SCALES = {"million": "billion", "billion": "million", "trillion": "billion"}
UNITS = {
    "percentage points": "percent", "percent": "percentage points", "RMB ": "US$", "square meters": "square kilometers",
    "hectares": "mu", "kilometers": "miles", "tons": "kilograms", "months": "years",
}  # fmt: skip
HEDGE = re.compile(
    r"(?<!take )(?<!took )\b(?:more than|over|nearly|about|some|roughly|almost|close to|at least|less than|no fewer than) (?=[\dR])"
)


def spoilt(en: str) -> Iterator[str]:
    for match in re.finditer(r"(?<=[\d.,])\d(?=[\d.,]|\b)", en):
        yield en[: match.start()] + str((int(match[0]) + 3) % 10) + en[match.end() :]
    for table in (SCALES, UNITS):
        for old, new in table.items():
            for match in re.finditer(rf"(?<![A-Za-z]){old}(?![a-z])", en):
                yield en[: match.start()] + new + en[match.end() :]
    for match in HEDGE.finditer(en):
        yield en[: match.start()] + en[match.end() :]


def test_nearly_every_spoilt_figure_is_noticed() -> None:
    cases = [(zh, bad) for zh, en, right in PAIRS[::2] if right for bad in spoilt(en)]
    missed = [case for case in cases if not compare(*case)]
    assert len(cases) > 800
    assert len(missed) <= len(cases) * 0.01, "\n".join(map(str, missed))
