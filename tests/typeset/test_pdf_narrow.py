"""English in narrow columns, read back from the PDF (typography.md §13: below 35 letters ragged right, hyphenated)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from pdf_bench import settle

from brochure.commands.typeset import typeset_command

PROSE = (
    "It is a truth universally acknowledged, that a single man in possession of a good fortune, must be in want of a "
    "wife. However little known the feelings or views of such a man may be on his first entering a neighbourhood, this "
    "truth is so well fixed in the minds of the surrounding families, that he is considered the rightful property of "
    "some one or other of their daughters."
)
"""Jane Austen, Pride and Prejudice (1813), the first sentences."""


@pytest.mark.parametrize("measure", [8, 10, 12, 14, 15.5])
def test_no_word_space_is_torn_in_a_column_too_narrow_for_justified_english(measure: float, tmp_path: Path) -> None:
    """A space reaches to the next letter: never more than half an em, which is §13's limit."""
    pages, report = settle([{"text": PROSE, "lang": "en", "measure": measure}], tmp_path)
    ends = [line["width"] for line in report[0]["lines"]]
    assert max(ends) <= measure * 10 + 0.01
    assert report[0]["align"] == "left"
    assert len({round(end, 1) for end in ends}) > 2
    spaces = [
        cluster["advance"] for line in report[0]["lines"] for cluster in line["clusters"] if cluster["text"] == " "
    ]
    assert spaces and max(spaces) <= 5.01
    for row in pages[0].rows:
        steps = [right - left for left, right, mark in zip(row.x, row.x[1:], row.text, strict=False) if mark == " "]
        assert max(steps, default=0.0) <= 0.501


def test_a_column_of_more_letters_is_justified(tmp_path: Path) -> None:
    _, report = settle([{"text": PROSE, "lang": "en", "measure": 16}], tmp_path)
    assert {round(line["width"]) for line in report[0]["lines"][:-1]} == {160}


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_chinese_fills_a_column_of_any_width(lang: str, tmp_path: Path) -> None:
    text = "长沙大城向南，天心大道两旁，一颗颗崭新的明珠正冉冉升起。" * 2
    _, report = settle([{"text": text, "measure": 8, "lang": lang}], tmp_path)
    assert report[0]["align"] == "justify"
    assert {round(line["width"]) for line in report[0]["lines"][:-1]} == {80}


def test_a_line_that_stays_open_is_told(tmp_path: Path) -> None:
    source = tmp_path / "jobs.json"
    source.write_text('[{"text": "Extraordinary Commissioners Wholeheartedly Straightforward Misunderstandings", '
                      '"lang": "en", "measure": 20}]', "utf-8")  # fmt: skip
    done = CliRunner().invoke(typeset_command, [str(source), "-o", str(tmp_path / "out.pdf")])
    assert done.exit_code == 0, done.output
    assert "jobs.json:1:11: 警告 warning [text.loose]" in done.output
    source.write_text(json.dumps([{"text": PROSE, "lang": "en", "measure": 34}]), "utf-8")
    done = CliRunner().invoke(typeset_command, [str(source), "-o", str(tmp_path / "out.pdf")])
    assert "text.loose" not in done.output
