"""Files that are no YAML at all, or far too much of it: one finding, at once, and never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from input_blocks import MODELS

from brochure.diagnostics import Diagnostic, Sink
from brochure.load import load
from brochure.project import Project
from brochure.reporting import render

COVER = "sections:\n  - kind: cover\n    title: {zh: 天心经开区的标题, en: Title}\n"


def findings_of(folder: Path, data: bytes) -> list[Diagnostic]:
    path = folder / "brochure.yaml"
    path.write_bytes(data)
    sink = Sink()
    load(Project(path), MODELS, sink)
    return sink.found


def only(found: list[Diagnostic]) -> Diagnostic:
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("encoding", "named"), [("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("gbk", "GBK"), ("gb18030", "GBK")]
)
def test_another_encoding_is_named(tmp_path: Path, encoding: str, named: str) -> None:
    finding = only(findings_of(tmp_path, COVER.encode(encoding)))
    assert finding.code == "file.encoding"
    assert named in finding.message.zh and named in finding.message.en


def test_the_first_byte_that_is_not_utf8_has_its_place(tmp_path: Path) -> None:
    finding = only(findings_of(tmp_path, "# 说明\n# 标题 ".encode() + "湖南".encode("gbk") + b"\n"))
    assert finding.span and (finding.span.line, finding.span.column) == (2, 6)


@pytest.mark.parametrize("data", [b"PK\x03\x04" + bytes(90), b"%PDF-1.7\n", b"\x89PNG\r\n", bytes(range(128, 256)) * 9])
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    assert only(findings_of(tmp_path, data)).code in ("file.binary", "file.encoding")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"# only a comment", b"---\n"])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    assert only(findings_of(tmp_path, data)).code in ("yaml.empty", "yaml.not_a_mapping")


def test_ten_megabytes_are_refused(tmp_path: Path) -> None:
    data = COVER.encode() + b"# " + b"x" * 10_000_000
    assert only(findings_of(tmp_path, data)).code == "yaml.too_big"


def test_ten_megabytes_of_content_are_refused(tmp_path: Path) -> None:
    data = b"sections:\n" + b"  - {kind: cover, title: {zh: a, en: b}}\n" * 250_000
    assert only(findings_of(tmp_path, data)).code == "yaml.too_big"


def test_a_million_aliases_are_refused(tmp_path: Path) -> None:
    data = b"x-a: &a 1\nx-b: [" + b"*a," * 1_000_000 + b"*a]\n"
    assert only(findings_of(tmp_path, data)).code == "yaml.too_many_aliases"


def test_a_hundred_thousand_brackets_do_not_exhaust_the_stack(tmp_path: Path) -> None:
    assert only(findings_of(tmp_path, b"x-a: " + b"[" * 100_000)).code == "yaml.too_deep"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    sink = Sink()
    assert load(Project(tmp_path / "none.yaml"), MODELS, sink) is None
    assert only(sink.found).code == "brochure.missing"


def test_a_link_that_leads_out_of_the_project_is_refused(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "secret.jpg").write_bytes(b"x")
    (project / "lake.jpg").symlink_to(tmp_path / "secret.jpg")
    text = "sections:\n  - kind: cover\n    title: {zh: 甲, en: A}\n    photo: {file: lake.jpg}\n"
    assert only(findings_of(project, text.encode())).code == "picture.outside"


def test_a_project_remembers_what_it_read(tmp_path: Path) -> None:
    (tmp_path / "lake.jpg").write_bytes(b"x")
    (tmp_path / "facts.yaml").write_text("facts: {a: {value: 1}}\n")
    entry = tmp_path / "brochure.yaml"
    entry.write_text(
        "include: facts.yaml\nsections:\n  - kind: cover\n"
        "    title: {zh: '{a}', en: '{a}'}\n    photo: {file: lake.jpg}\n"
    )
    project, sink = Project(entry), Sink()
    assert load(project, MODELS, sink) and not sink.found
    assert [path.name for path in project.read] == ["brochure.yaml", "facts.yaml", "lake.jpg"]


def test_the_date_comes_from_the_environment_then_from_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(tmp_path / "brochure.yaml")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert project.timestamp("2025-06-01") == 1700000000
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert project.timestamp("2025-06-01") == 1748736000


TEXT = "sections:\n  - kind: quote\n    text:\n      en: x\n      zh: |\n        {}\n"


LONG: dict[str, Callable[[int], str]] = {
    "blocks": lambda n: "sections:\n" + "  - {kind: x}\n" * n,
    "keys": lambda n: "".join(f"k{number}: 1\n" for number in range(n)),
    "braces": lambda n: TEXT.format("{a " * n),
    "nested": lambda n: TEXT.format("{name:" * n + "}" * n),
    "stars": lambda n: TEXT.format("a*b " * n),
    "links": lambda n: TEXT.format("[" * n),
    "colons": lambda n: "a: " + "b: " * n,
    "quote": lambda n: 'a: "x\n' + "c: d\n" * n,
}


@pytest.mark.parametrize("kind", LONG)
def test_twice_the_input_is_about_twice_the_work(kind: str, tmp_path: Path) -> None:
    """Counted in calls, which are the same on every machine."""
    once, twice = (_calls(tmp_path, LONG[kind](number)) for number in (3000, 6000))
    assert twice < 2.5 * once + 5000


def _calls(folder: Path, body: str) -> int:
    count = 0

    def call(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(call)
    try:
        render(findings_of(folder, body.encode()))
    finally:
        sys.setprofile(None)
    return count
