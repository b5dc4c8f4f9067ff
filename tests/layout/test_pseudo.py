"""Before the translation exists: pseudo-English of the length it will have, in a draft and nowhere else."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_arrangements import HAN

from brochure.blocks import KINDS
from brochure.build import Built, Options, build, check
from brochure.diagnostics import Diagnostic, Sink
from brochure.editorial.segments import segments
from brochure.frame import GlyphRun, walk
from brochure.load import load
from brochure.project import Project
from brochure.pseudo import MARK, RATIO, pseudo_english
from brochure.typesetting import typeset

STATUS = "  status: draft\n"
LONG = "三年来园区新增企业三十八家，" * 30 + "。"
HEAD = """\
brochure: 1
document:
  title: {zh: "册"}
  date: 2026-01-01
"""
STORY = f"""\
sections:
  - kind: story
    id: one
    title: {{zh: "第一章的标题"}}
    text:
      zh: |
        {LONG}

        增加了12个项目，完成35%。
"""


def made(folder: Path, text: str, **options: bool) -> tuple[Built, Path]:
    (folder / "brochure.yaml").write_text(text, "utf-8")
    out = folder / "out.pdf"
    return build(folder / "brochure.yaml", out, Options(**options)), out


def told(built: Built) -> list[Diagnostic]:
    return [one for one in built.findings if one.code == "text.pseudo"]


def test_a_draft_without_english_is_laid_out_with_marked_pseudo_words(tmp_path: Path) -> None:
    built, out = made(tmp_path, HEAD + STATUS + STORY)
    assert not built.failed
    lines = (HEAD + STATUS + STORY).splitlines()
    found = told(built)
    assert [one.path for one in found] == ["sections.0.title.en", "sections.0.text.en"]
    assert all(one.severity == "info" for one in found)
    assert [lines[one.span.line - 1].strip()[:5] for one in found if one.span] == ["title", "text:"]
    text = pypdfium2.PdfDocument(out)[0].get_textpage().get_text_bounded()
    assert text.count(MARK.strip()) == 3  # the title and two paragraphs; not the running head
    colors = {item.color for page in built.pages for _, item in walk(page.frame) if isinstance(item, GlyphRun)
              if item.lang == "en" and re.search("[a-z]{3}", item.text)}  # fmt: skip
    (color,) = colors
    assert getattr(color, "m", 0) == 1.0


def test_on_a_dark_ground_the_stand_ins_are_pale(tmp_path: Path) -> None:
    source = Path(__file__).resolve().parents[2] / "content" / "tianxin" / "brochure.yaml"
    project = tmp_path / "project"
    shutil.copytree(source.parent, project / "content", ignore=shutil.ignore_patterns("source"))
    shutil.copytree(source.parents[2] / "assets", project / "assets")
    (project / "brochure.yaml").write_text(
        "brochure: 1\ndocument:\n  title: {zh: 册}\n  date: 2026-01-01\n  status: draft\n"
        "theme: content/theme.yaml\nsections:\n  - {kind: cover, id: front, title: {zh: 破茧蝶变}}\n",
        "utf-8",
    )
    built = build(project / "brochure.yaml", tmp_path / "out.pdf", Options(output="screen"))
    assert not built.failed, built.findings
    colors = {item.color for page in built.pages for _, item in walk(page.frame) if isinstance(item, GlyphRun)
              if item.lang == "en" and re.search("[a-z]{3}", item.text)}  # fmt: skip
    (color,) = colors
    assert 0 < getattr(color, "m", 0) == color.coverage < 0.6


def test_it_is_as_long_as_expected_and_breaks_like_english(tmp_path: Path) -> None:
    built, _ = made(tmp_path, HEAD + STATUS + STORY)
    runs = [item for page in built.pages for _, item in walk(page.frame) if isinstance(item, GlyphRun)]
    words = "".join(run.text for run in runs if run.lang == "en")
    assert len(words) == pytest.approx(len(LONG) * RATIO, rel=0.12)
    lines = typeset(pseudo_english(LONG, 1200), lang="en", measure=22.0).lines
    assert any(line.hyphenated for line in lines) and not any(line.overfull for line in lines)


def test_a_brochure_with_translations_enough_sets_its_own_ratio(tmp_path: Path) -> None:
    english = " ".join(["word"] * 420)
    text = HEAD + STATUS + STORY + f"  - kind: story\n    text:\n      zh: {LONG}\n      en: {english}\n"
    built, _ = made(tmp_path, text)
    ratio = len(english) / len(LONG)
    assert abs(ratio - RATIO) > 0.5
    assert all(f"{ratio:.1f} letters" in one.message.en for one in told(built))


def test_the_same_chinese_always_gets_the_same_words(tmp_path: Path) -> None:
    one, out = made(tmp_path, HEAD + STATUS + STORY)
    first = out.read_bytes()
    made(tmp_path, HEAD + STATUS + STORY)
    assert out.read_bytes() == first and not one.failed


@settings(max_examples=60, deadline=None)
@given(
    st.text(HAN + "，。；：！？\n1", min_size=1, max_size=80).filter(lambda text: text.strip("，。；：！？\n")),
    st.floats(2, 5),
)
def test_pseudo_english_is_of_the_length_asked_for_and_of_latin_words(chinese: str, ratio: float) -> None:
    wanted = max(len(MARK) + 4, round(len(chinese) * ratio))
    text = pseudo_english(chinese, wanted)
    clauses = len(re.split("[，。；：！？]+", chinese))
    assert text.startswith(MARK) and abs(len(text) - wanted) <= 4 + 3 * clauses
    assert re.fullmatch(r"[A-Za-z,.;:!? ]+", text.removeprefix(MARK))
    assert text == pseudo_english(chinese, wanted)


@pytest.mark.parametrize("status", ["", "  status: review\n", "  status: approved\n"])
def test_only_a_brochure_that_says_it_is_a_draft_may_lack_english(tmp_path: Path, status: str) -> None:
    built, out = made(tmp_path, HEAD + status + STORY)
    assert not told(built) and not out.exists()
    missing = [one.path for one in built.findings if one.code == "text.missing_translation" and one.severity == "error"]
    assert {"sections.0.title.en", "sections.0.text.en"} <= set(missing)


def test_a_release_of_a_draft_has_no_stand_ins_but_errors(tmp_path: Path) -> None:
    built, out = made(tmp_path, HEAD + STATUS + STORY, release=True)
    assert not told(built) and not out.exists()
    missing = {one.path for one in built.findings if one.code == "text.missing_translation" and one.severity == "error"}
    assert missing == {"document.title.en", "sections.0.title.en", "sections.0.text.en"}


def test_chinese_may_not_be_missing_even_in_a_draft(tmp_path: Path) -> None:
    built, out = made(tmp_path, HEAD + STATUS + "sections:\n  - {kind: story, title: {en: Title}, text: {en: Text.}}\n")
    assert not out.exists()
    assert {one.path for one in built.findings if one.code == "text.missing_translation"} == {
        "sections.0.title.zh", "sections.0.text.zh",
    }  # fmt: skip


def test_pseudo_words_are_neither_checked_against_the_chinese_nor_sent_to_translators(tmp_path: Path) -> None:
    file = tmp_path / "brochure.yaml"
    file.write_text(HEAD + STATUS + STORY, "utf-8")
    codes = {one.code for one in check(file).findings}
    assert not {code for code in codes if code.startswith(("numbers.", "terms."))}
    loaded = load(Project(file), {kind.name: kind.model for kind in KINDS}, Sink())
    assert loaded is not None
    assert {segment.target for segment in segments(loaded, "zh", "en")} == {""}


def test_one_language_alone_needs_no_stand_ins(tmp_path: Path) -> None:
    built, _ = made(tmp_path, HEAD + STATUS + "  arrangement: zh\n" + STORY)
    assert not built.failed and not told(built)


def test_the_room_of_pseudo_words_is_marked_as_theirs(tmp_path: Path) -> None:
    file = tmp_path / "brochure.yaml"
    file.write_text(HEAD + STATUS + STORY, "utf-8")
    rooms = check(file, Options(copyfit=True)).rooms
    assert {(room.lang, room.pseudo) for room in rooms} == {("zh", False), ("en", True)}
