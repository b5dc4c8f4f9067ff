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
