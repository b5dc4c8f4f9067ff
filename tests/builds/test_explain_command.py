"""`brochure explain` finds a paragraph by its section and number, and speaks of the lines that the page has."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from brochure.commands.explain import explain_command

FILE = Path(__file__).resolve().parents[2] / "content" / "tianxin" / "brochure.yaml"


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ("breakthrough.zh.1", "我们要坚定不移"),
        ("breakthrough.zh.5", "依托湖南大数据交易所"),
        ("breakthrough.en.1", "We must hold firmly"),
    ],
)
def test_a_paragraph_is_found_by_section_language_and_number(paragraph: str, words: str) -> None:
    done = CliRunner().invoke(explain_command, [str(FILE), "--paragraph", paragraph])
    assert done.exit_code == 0, done.output
    assert words in done.output


def test_an_unknown_paragraph_is_said_to_be_unknown() -> None:
    done = CliRunner().invoke(explain_command, [str(FILE), "--paragraph", "nowhere.zh.1"])
    assert done.exit_code == 1
    assert "nowhere.zh.1" in done.output


def test_a_misspelt_paragraph_is_told_the_name_that_is_near() -> None:
    done = CliRunner().invoke(explain_command, [str(FILE), "--paragraph", "breakthruogh.zh.5"])
    assert done.exit_code == 1
    assert "breakthrough.zh.5" in done.output


def test_without_a_paragraph_every_name_that_can_be_asked_for_is_listed() -> None:
    listed = CliRunner().invoke(explain_command, [str(FILE)])
    assert listed.exit_code == 0, listed.output
    names = dict(line.split("  ", 1) for line in listed.output.splitlines())
    assert names["breakthrough.zh.5"].startswith("依托湖南大数据交易所")
    for name in ("sections.2.title.zh", "breakthrough.en.1"):
        assert CliRunner().invoke(explain_command, [str(FILE), "--paragraph", name]).exit_code == 0
