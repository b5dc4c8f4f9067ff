"""A process that builds again keeps fonts, themes and set paragraphs; what it writes must not show it."""

from __future__ import annotations

from pathlib import Path

from brochure import build as module
from brochure.build import Options, build

TEXT = """
brochure: 1
document: {title: {zh: 再排, en: Again}, date: 2026-01-01}
theme: theme.yaml
sections:
  - kind: story
    title: {zh: 再排一遍, en: Set again}
    text:
      zh: |
        第一段文字，讲的是数字园区里的一家企业，WORD。

        第二段不改。
      en: |
        The first paragraph tells of a company in the digital park, WORD.

        The second does not change.
"""
THEME = "styles: {body: {size: SIZE}}\n"


def _built(folder: Path, name: str, word: str, size: str = "10pt") -> bytes:
    (folder / "brochure.yaml").write_text(TEXT.replace("WORD", word), "utf-8")
    (folder / "theme.yaml").write_text(THEME.replace("SIZE", size), "utf-8")
    built = build(folder / "brochure.yaml", folder / f"{name}.pdf", Options())
    assert not built.failed, built.findings
    return (folder / f"{name}.pdf").read_bytes()


def test_a_rebuild_is_what_a_first_build_would_be(tmp_path: Path) -> None:
    changes = [("one", "10pt"), ("another", "10pt"), ("another", "12pt"), ("one", "10pt")]
    again = [_built(tmp_path, f"again{index}", *change) for index, change in enumerate(changes)]
    first = []
    for index, change in enumerate(changes):
        module._font_book.cache_clear()
        first.append(_built(tmp_path, f"first{index}", *change))
    assert again == first
    assert again[0] == again[3] and len(set(again)) == 3


def test_a_fault_in_a_theme_is_found_in_every_build(tmp_path: Path) -> None:
    _built(tmp_path, "sound", "one")
    for size in ("ten", "ten", "1O pt"):
        (tmp_path / "theme.yaml").write_text(THEME.replace("SIZE", size), "utf-8")
        built = build(tmp_path / "brochure.yaml", tmp_path / "out.pdf", Options())
        assert [found.code for found in built.findings if found.severity == "error"] == ["model.bad_value"]


def test_a_character_without_a_glyph_is_found_in_every_build(tmp_path: Path) -> None:
    found = []
    for _ in range(2):
        (tmp_path / "brochure.yaml").write_text(TEXT.replace("WORD", "𒀀"), "utf-8")
        (tmp_path / "theme.yaml").write_text(THEME.replace("SIZE", "10pt"), "utf-8")
        built = build(tmp_path / "brochure.yaml", tmp_path / "out.pdf", Options())
        found.append([(one.code, one.path) for one in built.findings])
    assert found[0] == found[1]
    assert "text.missing_glyph" in {code for code, _ in found[0]}
