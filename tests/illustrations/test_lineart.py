"""The threads: what the page builder may rely on in the JSON."""

import json
import re
from pathlib import Path

import pytest

ART = Path(__file__).parents[2] / "assets" / "art"
SIZES = {"wing": (216, 291), "grid": (216, 291), "thread": (216, 291)}
INKS = {"cyan", "gold", "mist", "white", "ink"}
THINNEST = 0.25
DRAWINGS = ("wing", "grid", "thread", "opener-1", "opener-2", "opener-3")
STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")
HUNDREDTHS = re.compile(r"-?\d+(\.\d\d?)?")
ARGUMENTS = {"M": 2, "L": 2, "C": 6, "Z": 0}


@pytest.mark.parametrize("name", DRAWINGS)
def test_art_is_printable_line_work(name: str) -> None:
    art = json.loads((ART / f"{name}.json").read_text(encoding="utf-8"))
    assert (art["width"], art["height"]) == SIZES.get(name, (60, 22))
    assert art["paths"]
    for path in art["paths"]:
        assert path["stroke"] in INKS
        assert path["width"] >= THINNEST
        assert 0 <= path.get("tint", 1) <= 1
        assert path["d"].startswith("M")
        for op, numbers in STEP.findall(path["d"]):
            assert len(numbers.split()) == ARGUMENTS[op]
            assert all(HUNDREDTHS.fullmatch(v) for v in numbers.split())


def test_title_corner_of_the_cover_stays_calm() -> None:
    art = json.loads((ART / "wing.json").read_text(encoding="utf-8"))
    for path in art["paths"]:
        for _, numbers in STEP.findall(path["d"]):
            if numbers:
                x, y = map(float, numbers.split()[-2:])
                assert not (x < 0.6 * 216 and y < 0.4 * 291), (x, y)


def test_cover_stays_small() -> None:
    assert (ART / "wing.json").stat().st_size <= 700_000
