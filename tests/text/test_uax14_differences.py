"""Chinese composition differs from UAX #14 where `uax14_differences.yaml` says so, and nowhere else."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from brochure.inline import Inline
from brochure.text.breaks import build
from brochure.text.clreq import PAIRS_PENALTY
from brochure.text.latin import Cutting
from brochure.text.style import TextStyle
from brochure.text.uax14 import opportunities
from brochure.typesetting import REGULAR, book

DIFFERENCES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "uax14_differences.yaml").read_text("utf-8")
)
STYLE = TextStyle("zh-Hans", 10, REGULAR)
SIGNS = [*"中，。？（）《》“”‘’·…—～／/a1%￥$℃々１Ａ①→-–(),\"", "——", "……"]  # fmt: skip


def ours(text: str, at: int) -> bool:
    """Whether the engine lets a line end before character `at`, pairs of dashes aside."""
    items = build(Inline(text), STYLE, book(), Cutting(False))
    return at in items.char and 0 <= items.penalty[items.char.index(at) - 1] < PAIRS_PENALTY


@lru_cache(maxsize=1)
def found() -> list[tuple[str, str, bool]]:
    """Pairs on which the two differ, and what the engine does."""
    pairs = []
    for left, right in product(SIGNS, SIGNS):
        text, at = f"中{left}{right}中", 1 + len(left)
        allowed = ours(text, at)
        if allowed != opportunities(text)[at]:
            pairs.append((left, right, allowed))
    return pairs


def covers(row: dict[str, Any], left: str, right: str, allowed: bool) -> bool:
    sides = (row["left"] == "any" or left in row["left"], row["right"] == "any" or right in row["right"])
    return all(sides) and (row["ours"] == "allowed") is allowed


def test_every_difference_is_listed() -> None:
    unlisted = [pair for pair in found() if not any(covers(row, *pair) for row in DIFFERENCES)]
    assert unlisted == []


def test_every_listed_difference_exists() -> None:
    idle = [row for row in DIFFERENCES if not any(covers(row, *pair) for pair in found())]
    assert idle == []
