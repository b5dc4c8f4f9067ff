"""Characters without a glyph are found in the texts, before anything is set."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from brochure.build import Options, build, check
from brochure.diagnostics import Sink
from brochure.editorial.glyphs import missing_glyphs
from brochure.model import Brochure
from brochure.project import Project
from brochure.text.fonts import FontBook, default_catalog
from brochure.theming import load_theme

TEXT = """brochure: 1
document: {title: {zh: "题", en: "T"}}
sections:
  - {kind: quote, id: q, text: {zh: "甲𬭁乙𰻝丙", en: "Good"}}
"""


def column(text: str, character: str) -> int:
    return text.split("\n")[3].index(character) + 1


def test_a_character_that_no_face_has_stops_before_layout(make: Callable[[str], Brochure], tmp_path: Path) -> None:
    text = TEXT.replace("丙", "\U00013000丙").replace("Good", "Go\u16a0od")
    make(text)
    checked = check(tmp_path / "brochure.yaml", Options())
    missing = [f for f in checked.findings if f.code == "text.missing_glyph"]
    assert [(f.span.line, f.span.column) for f in missing if f.span] == [
        (4, column(text, "\U00013000")), (4, column(text, "\u16a0")),
    ]  # fmt: skip
    assert checked.pages == () and "U+13000" in missing[0].message.zh


def test_the_fonts_that_have_it_are_named(make: Callable[[str], Brochure], tmp_path: Path) -> None:
    brochure = make(TEXT)
    whole = FontBook.from_catalogs([default_catalog()])
    common = FontBook(entry for key, entry in whole.entries.items() if "Rare" not in key)
    theme = load_theme(Project(tmp_path / "brochure.yaml"), brochure, whole.entries, Sink())
    assert theme is not None
    (finding,) = missing_glyphs(brochure, theme, common, tmp_path)
    assert finding.span is not None and (finding.span.line, finding.span.column) == (4, column(TEXT, "𰻝"))
    assert "neither the catalogue nor the project" in finding.hints[0].en
    shutil.copy(whole.entries["NotoSerifSCRare-Regular"].file, tmp_path / "ours.otf")
    (finding,) = missing_glyphs(brochure, theme, common, tmp_path)
    assert "ours.otf" in finding.hints[0].en and "ours.otf" in finding.hints[0].zh


@pytest.mark.parametrize("mark", ["\u200d", "\u00a0", "\u3000", "\u0301"])
def test_what_is_not_seen_needs_no_glyph(make: Callable[[str], Brochure], tmp_path: Path, mark: str) -> None:
    make(TEXT.replace("Good", f"Go{mark}od"))
    assert "text.missing_glyph" not in {f.code for f in check(tmp_path / "brochure.yaml", Options()).findings}


def test_an_ideograph_set_in_another_face_is_told(make: Callable[[str], Brochure], tmp_path: Path) -> None:
    make(TEXT)
    (told,) = [f for f in check(tmp_path / "brochure.yaml", Options()).findings if f.code == "text.other_face"]
    assert told.severity == "warning" and "𰻝" in told.message.zh  # the quotation is in Kai, the character in Song
    assert told.span is not None and (told.span.line, told.span.column) == (4, column(TEXT, "𰻝"))


def test_what_looks_different_is_a_warning_of_every_build(make: Callable[[str], Brochure], tmp_path: Path) -> None:
    """A name in bold of which one character comes in regular: seen on the page, so told before it."""
    make(TEXT.replace('"甲𬭁乙𰻝丙"', '"甲**吉𠮷國**乙"'))
    for findings in (check(tmp_path / "brochure.yaml", Options()).findings,
                     build(tmp_path / "brochure.yaml", tmp_path / "out", Options()).findings):  # fmt: skip
        told = [f for f in findings if f.code == "text.other_face" and f.severity == "warning"]
        assert [("𠮷" in f.message.zh, f.span and f.span.line) for f in told] == [(True, 4)]
