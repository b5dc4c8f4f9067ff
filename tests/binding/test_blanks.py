"""Blank pages in booklets: where they stand, that they are told, and that the file says the same."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from brochure.build import Built, Options, build

ROOT = Path(__file__).resolve().parents[2]
HEAD = """\
brochure: 1
document:
  title: {zh: "册", en: "Book"}
  binding: {%s}
sections:
  - {kind: cover, title: {zh: "册名", en: "Book"}}
"""
STORY = """\
  - {kind: story, title: {zh: "第%d篇", en: "Story %d"}, text: {zh: "一段文字。", en: "One paragraph."}}
"""
BACK = '  - {kind: back-cover, title: {zh: "封底", en: "Back"}}\n'


def run(folder: Path, binding: str, stories: int, back: str = BACK) -> Built:
    file = folder / "brochure.yaml"
    file.write_text(HEAD % binding + "".join(STORY % (n, n) for n in range(1, stories + 1)) + back, "utf-8")
    return build(file, folder / "out.pdf")


def texts(built: Built) -> list[str]:
    document = pypdfium2.PdfDocument(built.output[0])
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def codes(built: Built) -> list[str]:
    return [finding.code for finding in built.findings]


@pytest.mark.parametrize("stories", range(1, 8))
def test_a_stitched_booklet_has_its_pages_in_fours_and_its_back_cover_outside(tmp_path: Path, stories: int) -> None:
    built = run(tmp_path, "kind: saddle-stitch", stories)
    pages = texts(built)
    missing = -(stories + 2) % 4
    assert len(pages) == stories + 2 + missing and len(pages) % 4 == 0
    assert "封底" in pages[-1]
    assert [bool(page) for page in pages] == [True] * (stories + 1) + [False] * missing + [True]
    assert ("layout.blank_pages" in codes(built)) == bool(missing)


def test_the_finding_names_the_blank_pages(tmp_path: Path) -> None:
    built = run(tmp_path, "kind: saddle-stitch", 4)
    finding = next(finding for finding in built.findings if finding.code == "layout.blank_pages")
    assert finding.severity == "warning" and finding.span and finding.span.line == 4
    assert "第 6、7 页" in finding.message.zh and "pages 6, 7 are blank" in finding.message.en


def test_blanks_go_to_the_end_when_asked(tmp_path: Path) -> None:
    pages = texts(run(tmp_path, "kind: saddle-stitch, blanks: end", 3))
    assert "封底" in pages[4] and pages[5:] == ["", "", ""]


def test_without_a_back_cover_the_text_stays_together(tmp_path: Path) -> None:
    pages = texts(run(tmp_path, "kind: saddle-stitch", 5, back=""))
    assert [bool(page) for page in pages] == [True] * 6 + [False] * 2


def test_before_back_keeps_the_last_section_outside_whatever_it_is(tmp_path: Path) -> None:
    pages = texts(run(tmp_path, "kind: saddle-stitch, blanks: before-back", 5, back=""))
    assert "第5篇" in pages[-1] and [bool(page) for page in pages] == [True] * 5 + [False] * 2 + [True]


def test_no_blanks_is_an_error_that_says_how_many_pages_are_missing(tmp_path: Path) -> None:
    built = run(tmp_path, "kind: saddle-stitch, blanks: none", 3)
    assert codes(built) == ["layout.page_count"] and built.failed
    assert not (tmp_path / "out.pdf").exists()


def test_a_glued_book_has_an_even_number_of_pages(tmp_path: Path) -> None:
    assert len(texts(run(tmp_path, "kind: perfect", 3))) == 6


def test_the_back_cover_is_set_for_the_side_it_ends_on(tmp_path: Path) -> None:
    """With one blank before it the back cover is a left-hand page, and its margins are those of one."""
    (tmp_path / "one").mkdir()
    (tmp_path / "none").mkdir()
    moved = run(tmp_path / "one", "kind: saddle-stitch", 5)
    still = run(tmp_path / "none", "kind: none", 5)
    places = []
    for built in (moved, still):
        document = pypdfium2.PdfDocument(built.output[0])
        places.append(document[len(document) - 1].get_textpage().get_charbox(0)[0])
    assert len(moved.pages) == 8 and len(still.pages) == 7
    assert places[0] < places[1] - 5, "outer margin on the left, not inner"


def test_a_blank_page_has_its_boxes_its_number_and_the_ground_of_the_theme(tmp_path: Path) -> None:
    file = tmp_path / "brochure.yaml"
    theme = "theme: {pages: {blank: {ground: cmyk 0 0 10 0}}}\n"
    file.write_text(HEAD % "kind: saddle-stitch" + (STORY % (1, 1)) + BACK + theme, "utf-8")
    built = build(file, tmp_path / "out.pdf")
    with pikepdf.open(built.output[0]) as pdf:
        blank = pdf.pages[2]
        assert blank.obj.TrimBox == pdf.pages[0].obj.TrimBox
        assert blank.label == "3"
        assert b"0 0 .1 0 k" in blank.Contents.read_bytes() or b"0 0 0.1 0 k" in blank.Contents.read_bytes()


@pytest.mark.parametrize(
    ("binding", "code"),
    [
        ("kind: saddle-stitch, paper: {weight: 300, bulk: 2}, score: true", "binding.too_thick"),
        ("kind: perfect", "binding.too_thin"),
    ],
)
def test_too_many_or_too_few_pages_for_the_paper(tmp_path: Path, binding: str, code: str) -> None:
    count = 6 if code == "binding.too_thin" else 10
    assert code in codes(run(tmp_path, binding, count))


@pytest.mark.parametrize("arrangement", ["zh", "en", "separate"])
def test_every_edition_of_the_example_makes_a_booklet(tmp_path: Path, arrangement: str) -> None:
    out = tmp_path / "out.pdf"
    built = build(ROOT / "content" / "tianxin" / "brochure.yaml", out, Options(arrangement=arrangement))
    assert not built.failed
    assert len(pypdfium2.PdfDocument(out)) % 4 == 0
