"""Texts go out to translators and come back by command; only what they changed changes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from brochure.commands.exchange import approve_command, extract_command, import_command, merge_command

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the Tianxin brochure; its pictures are only named, not needed."""
    (tmp_path / "brochure.root").touch()
    shutil.copytree(ROOT / "content" / "tianxin", tmp_path / "content" / "tianxin")
    pictures = tmp_path / "assets" / "illustrations"
    pictures.mkdir(parents=True)
    for picture in (ROOT / "assets" / "illustrations").glob("*.jpg"):
        (pictures / picture.name).touch()
    return tmp_path


@pytest.mark.parametrize("name", ["t.xlf", "t.xlsx"])
def test_what_goes_out_and_comes_back_unchanged_changes_nothing(project: Path, name: str) -> None:
    file, out = project / "content" / "tianxin" / "brochure.yaml", project / name
    before = file.read_bytes()
    assert CliRunner().invoke(extract_command, [str(file), "-o", str(out)]).exit_code == 0
    done = CliRunner().invoke(merge_command, [str(file), str(out)])
    assert done.exit_code == 0, done.output
    assert file.read_bytes() == before


def test_one_changed_sentence_changes_one_line(project: Path) -> None:
    file, out = project / "content" / "tianxin" / "brochure.yaml", project / "t.xlf"
    before = file.read_text("utf-8").splitlines()
    CliRunner().invoke(extract_command, [str(file), "-o", str(out)])
    out.write_text(out.read_text("utf-8").replace(">Overview<", ">The Zone at a glance<"), "utf-8")
    assert CliRunner().invoke(merge_command, [str(file), str(out)]).exit_code == 0
    after = file.read_text("utf-8").splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1 and "The Zone at a glance" in changed[0][1]


def test_a_file_that_is_no_translation_is_refused(project: Path) -> None:
    file = project / "content" / "tianxin" / "brochure.yaml"
    before = file.read_bytes()
    done = CliRunner().invoke(merge_command, [str(file), str(file)])
    assert done.exit_code == 1
    assert file.read_bytes() == before


def test_a_file_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    word = tmp_path / "a.docx"
    word.write_bytes(b"no")
    done = CliRunner().invoke(import_command, [str(word), "-o", str(tmp_path / "new.yaml")])
    assert done.exit_code == 1
    assert not (tmp_path / "new.yaml").exists()


def test_a_signature_is_written_and_an_unknown_block_is_not(project: Path) -> None:
    file = project / "content" / "tianxin" / "brochure.yaml"
    done = CliRunner().invoke(approve_command, [str(file), "overview", "--by", "二审 赵六", "--date", "2026-11-23"])
    assert done.exit_code == 0, done.output
    text = file.read_text("utf-8")
    assert "approvals:" in text and "二审 赵六" in text
    assert CliRunner().invoke(approve_command, [str(file), "overveiw", "--by", "x"]).exit_code == 1
    assert file.read_text("utf-8") == text


CHINESE = """brochure: 1
document: {title: {zh: "园区"}}   # 题
facts:
  area: {value: 126, unit: mu}
sections:
  - {kind: cover, id: 封面, title: {zh: "园区"}, photo: {file: nowhere.jpg, caption: {zh: "图"}}}
  - kind: story
    id: story
    text:
      zh: |
        占地{area}。

        第二段。

        第三段。
"""


def test_a_brochure_without_its_english_goes_out_and_comes_back_with_it(tmp_path: Path) -> None:
    file, out = tmp_path / "b.yaml", tmp_path / "t.xlf"
    file.write_text(CHINESE, "utf-8")
    done = CliRunner().invoke(extract_command, [str(file), "-o", str(out)])
    assert done.exit_code == 0, done.output
    source = re.compile(r"(<source[^>]*>)(.*?)</source>")
    out.write_text(
        source.sub(lambda m: f'{m[0]}<target xml:space="preserve">EN {m[2]}</target>', out.read_text("utf-8")), "utf-8"
    )
    done = CliRunner().invoke(merge_command, [str(file), str(out)])
    assert done.exit_code == 0, done.output
    text = file.read_text("utf-8")
    assert 'title: {zh: "园区", en: "EN 园区"}}   # 题' in text and 'caption: {zh: "图", en: "EN 图"}' in text
    assert text.endswith("      en: |\n        EN 占地{area}。\n\n        EN 第二段。\n\n        EN 第三段。\n")


def test_a_paragraph_after_an_untranslated_one_is_not_merged_beside_the_wrong_source(tmp_path: Path) -> None:
    file, out = tmp_path / "b.yaml", tmp_path / "t.xlf"
    file.write_text(CHINESE, "utf-8")
    CliRunner().invoke(extract_command, [str(file), "-o", str(out)])
    text = out.read_text("utf-8")
    for part in ("占地", "第三段。"):
        text = re.sub(rf"(<source[^>]*>)({part}.*?)</source>", r"\g<0><target>EN \2</target>", text)
    out.write_text(text, "utf-8")
    done = CliRunner().invoke(merge_command, [str(file), str(out)])
    assert done.exit_code == 1 and "exchange.gap" in done.output
    assert file.read_text("utf-8").endswith('      en: "EN 占地{area}。"\n')
