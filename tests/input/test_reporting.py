"""Findings as people and machines read them."""

from __future__ import annotations

import json
from pathlib import Path

from brochure.diagnostics import Diagnostic, Message, Span
from brochure.reporting import render, width

FOUND = (
    Diagnostic(
        "model.unknown_key",
        "error",
        Message("不认识的键 `标标`", "unknown key `标标`"),
        Span("content/a.yaml", 3, 5, 7, "  中，标标: x"),
        "sections.0.标标",
        (Message("是不是 `标题`？", "did you mean `标题`?"),),
        "  中，标题: x",
    ),
    Diagnostic("layout.page_count", "warning", Message("页数不合", "pages do not fit, 50%")),
)


def test_the_caret_stands_under_wide_characters() -> None:
    lines = render(FOUND, lang="zh").splitlines()
    source, caret = lines[2], lines[3]
    assert width(source[: source.index("标")]) == width(caret[: caret.index("^")])
    assert caret.count("^") == width("标标")


def test_both_languages_are_printed_unless_one_is_asked_for() -> None:
    assert "不认识的键" in render(FOUND) and "unknown key" in render(FOUND)
    assert "unknown key" not in render(FOUND, lang="zh")
    assert "不认识的键" not in render(FOUND, lang="en")


def test_a_long_line_is_cut_round_the_caret() -> None:
    line = "字" * 500
    text = render([Diagnostic("a.b", "error", Message("中", "en"), Span("f", 1, 300, 302, line))], lang="zh")
    source, caret = text.splitlines()[2:4]
    assert width(source) < 140 and source.count("…") == 2
    assert source[caret.index("^") // 2 :]  # the caret is inside what is shown
    assert width(caret) <= width(source)


def test_json_is_the_contract() -> None:
    data = json.loads(render(FOUND, "json", [Path("build/a.pdf")]))
    assert data["output"] == ["build/a.pdf"]
    first, second = data["findings"]
    assert (first["code"], first["severity"], first["file"], first["line"], first["column"]) == (
        "model.unknown_key", "error", "content/a.yaml", 3, 5,
    )  # fmt: skip
    assert first["message"] == {"zh": "不认识的键 `标标`", "en": "unknown key `标标`"}
    assert first["path"] == "sections.0.标标"
    assert first["hints"] == [{"zh": "是不是 `标题`？", "en": "did you mean `标题`?"}]
    assert second["file"] is None
    assert json.loads(render([], "json")) == {"findings": [], "output": []}


def test_github_annotations_are_escaped() -> None:
    first, second = render(FOUND, "github", lang="en").splitlines()
    assert first.startswith("::error file=content/a.yaml,line=3,col=5,title=model.unknown_key::unknown key `标标`%0A")
    assert second == "::warning title=layout.page_count::pages do not fit, 50%25"


def test_sarif_has_rules_and_regions() -> None:
    run = json.loads(render(FOUND, "sarif"))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["layout.page_count", "model.unknown_key"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 5, "endColumn": 7}
    assert "locations" not in run["results"][1]


def test_nothing_found_says_nothing() -> None:
    assert render([], "text") == "" and render([], "github") == ""
