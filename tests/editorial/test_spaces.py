"""English whose word spaces stay open is told with its words, at its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from brochure.build import Options, check
from brochure.model import Brochure

TEXT = """brochure: 1
document: {title: {zh: "题", en: "T"}}
sections:
  - kind: story
    id: one
    title: {zh: "题", en: "Title"}
    text:
      zh: |
        天地玄黄，宇宙洪荒。
      en: |
        WORDS
"""
OPEN = "we saw MASSACHUSETTSANDJOHANNESBURG " * 6


def test_a_line_with_holes_is_told(make: Callable[[str], Brochure], tmp_path: Path) -> None:
    make(TEXT.replace("WORDS", "They went to see one or two of us. " * 6 + OPEN))
    found = [one for one in check(tmp_path / "brochure.yaml", Options()).findings if one.code == "text.loose"]
    assert found and all(one.span and one.span.line == 11 and one.hints for one in found)
    wide = [float(one.message.en.split(" em,")[0].split()[-1]) for one in found]
    assert all(one.severity == ("warning" if em > 0.75 else "info") for one, em in zip(found, wide, strict=True))
    assert max(wide) > 0.5


def test_even_lines_are_not(make: Callable[[str], Brochure], tmp_path: Path) -> None:
    make(TEXT.replace("WORDS", "They went to see one or two of us as it was to be so. " * 8))
    assert not [one for one in check(tmp_path / "brochure.yaml", Options()).findings if one.code == "text.loose"]
