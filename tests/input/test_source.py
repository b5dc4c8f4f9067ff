"""Where things stand: paths, columns, and characters inside texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from input_blocks import MODELS

from brochure.composer import read_yaml
from brochure.diagnostics import Sink, Span
from brochure.load import load
from brochure.model import Brochure
from brochure.project import Project
from brochure.source import SourceFile, SourceMap, to_tree, value_offsets

STORY = """\
facts: {funds: {value: 9692000000, unit: CNY}}
sections:
  - kind: story
    id: one
    text:
      zh: |
        天心🎉经开区，
        总规模达{funds}，𬭚。

        第二**段**落。
      en: "One \\u00e9 two
        lines.

        Second paragraph."
    photos: []
"""


def brochure_of(folder: Path, text: str) -> Brochure:
    path = folder / "brochure.yaml"
    path.write_text(text, "utf-8")
    sink = Sink()
    brochure = load(Project(path), MODELS, sink)
    assert brochure and not sink.found, sink.found
    return brochure


def place(span: Span) -> tuple[int, int]:
    return span.line, span.column


def test_a_path_leads_to_its_value(tmp_path: Path) -> None:
    spans = brochure_of(tmp_path, STORY).spans
    assert place(spans.at("sections.0.id")) == (4, 9)
    assert place(spans.key("sections.0.id")) == (4, 5)
    assert place(spans.at("sections.0.text")) == (5, 5)
    assert place(spans.at("sections.0.text.zh")) == (7, 9)
    assert place(spans.at("facts.funds.value")) == (1, 24)


def test_a_path_that_leads_nowhere_ends_at_what_there_is(tmp_path: Path) -> None:
    spans = brochure_of(tmp_path, STORY).spans
    assert place(spans.at("sections.0.title")) == (3, 5)
    assert place(spans.at("sections.0.text.fr")) == (5, 5)
    assert place(spans.at("facts.funds.note.zh")) == (1, 16)
    assert place(spans.at("nothing.at.all")) == (1, 1)


@pytest.mark.parametrize(
    ("paragraph", "character", "expected"),
    [
        (0, "🎉", (7, 11)),
        (0, "经", (7, 12)),
        (0, "总", (8, 9)),
        (0, "9", (8, 13)),
        (0, "𬭚", (8, 21)),
        (1, "落", (10, 16)),
    ],
)
def test_a_character_of_a_text_has_its_place(
    tmp_path: Path, paragraph: int, character: str, expected: tuple[int, int]
) -> None:
    brochure = brochure_of(tmp_path, STORY)
    offset = brochure.sections[0].text.get("zh")[paragraph].text.index(character)  # type: ignore[attr-defined]
    assert place(brochure.spans.at("sections.0.text.zh", offset, paragraph)) == expected
    assert place(brochure.spans.at(f"sections.0.text.zh.{paragraph}", offset)) == expected


def test_a_character_of_a_folded_text_has_its_place(tmp_path: Path) -> None:
    brochure = brochure_of(tmp_path, STORY)
    english = brochure.sections[0].text.get("en")  # type: ignore[attr-defined]
    assert [paragraph.text for paragraph in english] == ["One é two lines.", "Second paragraph."]
    assert place(brochure.spans.at("sections.0.text.en", english[0].text.index("t"))) == (11, 23)
    assert place(brochure.spans.at("sections.0.text.en", english[0].text.index("l"))) == (12, 9)
    assert place(brochure.spans.at("sections.0.text.en", 7, 1)) == (14, 16)


def test_a_key_may_contain_dots() -> None:
    text = "styles:\n  body: {size: 1}\n  body.en: {size: 2}\n"
    root = read_yaml(SourceFile("f", text), Sink())
    assert root
    spans = SourceMap(root, to_tree(root, ""))
    assert place(spans.at("styles.body.size")) == (2, 16)
    assert place(spans.at("styles.body.en.size")) == (3, 19)


@given(st.text(alphabet="a中 \n'\"\\:#", max_size=30), st.sampled_from(["'", '"', "|", ">", ""]))
def test_every_character_of_a_value_leads_to_itself(value: str, style: str) -> None:
    """Whatever the style, a character that was typed stands where its offset says."""
    lines = value.replace("\\", "").split("\n")
    if style == "'":
        text = "k: '" + "\n  ".join(lines).replace("'", "''") + "'\n"
    elif style == '"':
        text = 'k: "' + "\n  ".join(lines).replace('"', '\\"') + '"\n'
    elif style:
        text = f"k: {style}2\n" + "".join(f"  {line}\n" for line in lines)
    else:
        text = "k: x" + "\n  ".join(lines) + "\n"
    sink = Sink()
    root = read_yaml(SourceFile("f", text), sink)
    if root is None or not root.pairs or root.pairs[0][1].pairs is not None:
        return
    node = root.pairs[0][1]
    offsets = value_offsets(node)
    assert len(offsets) == len(node.value)
    assert offsets == sorted(offsets)
    for character, at in zip(node.value, offsets, strict=True):
        if not character.isspace():
            assert text[at] == character or text[at] == "\\", (node.value, offsets, text)


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    sink = Sink()
    root = read_yaml(SourceFile("f", text.replace("\r", "\n")), sink)
    assert root is not None or len(sink.found) == 1


@given(st.text(alphabet="-: \t{}[],'\"|>#&*!%@`ab中：，　“”\n", max_size=60))
def test_no_line_noise_breaks_the_reader(text: str) -> None:
    sink = Sink()
    root = read_yaml(SourceFile("f", text), sink)
    assert root is not None or len(sink.found) == 1
    for finding in sink.found:
        assert finding.span and finding.span.line >= 1 and finding.span.column >= 1
