"""Text for the benchmarks: the Tianxin brochure's paragraphs, varied so that no two pages are the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

BROCHURE = Path(__file__).resolve().parents[2] / "content" / "tianxin" / "brochure.yaml"
PER_PAGE = 1500
"""Glyphs of a page in both languages."""


def pairs() -> list[tuple[str, str]]:
    """Paragraphs of the brochure in both languages."""
    found: list[tuple[str, str]] = []
    _collect(yaml.safe_load(BROCHURE.read_text("utf-8")), found)
    return [(zh, en) for zh, en in found if len(zh) > 60]


def _collect(node: Any, found: list[tuple[str, str]]) -> None:
    if isinstance(node, dict):
        zh, en = node.get("zh"), node.get("en")
        if isinstance(zh, str) and isinstance(en, str):
            halves = zip(zh.split("\n\n"), en.split("\n\n"), strict=False)
            found += [("".join(one.split()), " ".join(other.split())) for one, other in halves]
        else:
            for value in node.values():
                _collect(value, found)
    elif isinstance(node, list):
        for value in node:
            _collect(value, found)


def paragraphs(pages: int) -> list[tuple[str, str]]:
    """(language, text) of enough paragraphs for about `pages` pages; each begins with its number."""
    source = pairs()
    made: list[tuple[str, str]] = []
    glyphs = number = 0
    while glyphs < pages * PER_PAGE:
        zh, en = source[number % len(source)]
        turn = number * 7 % max(1, len(zh) // 3)
        made.append(("zh", f"第{number}段，{zh[turn:]}{zh[:turn]}"))
        made.append(("en", f"Paragraph {number}. {en}"))
        glyphs += len(zh) + len(en)
        number += 1
    return made
