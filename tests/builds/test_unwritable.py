"""A file that cannot be written is one finding that says why, whichever command wants to write it; nothing that stood
there is lost, and nothing is left beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from brochure.commands.group import cli
from brochure.files import CannotWrite, whole

YAML = """brochure: 1
document: {title: {zh: "题", en: "T"}}
sections:
  - {kind: quote, id: q, text: {zh: "甲乙丙", en: "Good"}}
"""
COMMANDS = [
    ["build", "brochure.yaml", "-o"],
    ["build", "brochure.yaml", "--arrangement", "separate", "-o"],
    ["check", "brochure.yaml", "--annotate"],
    ["typeset", "jobs.json", "-o"],
    ["typeset", "jobs.json", "-o", "made.pdf", "--json"],
    ["impose", "brochure.yaml", "--scheme", "n-up", "-o"],
    ["ticket", "brochure.yaml", "-o"],
    ["extract", "brochure.yaml", "-o"],
    ["schema", "-o"],
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "brochure.yaml").write_text(YAML, "utf-8")
    (tmp_path / "jobs.json").write_text('[{"text": "天地"}]', "utf-8")
    (tmp_path / "taken.pdf").mkdir()
    (tmp_path / "file").write_text("mine", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _left(folder: Path) -> set[str]:
    return {
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.name.startswith(".") or "part" in path.name
    }


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    ("target", "why"), [("taken.pdf", "it is a folder"), ("file/made.pdf", "is a file and no folder")]
)
def test_what_cannot_be_written_is_told(folder: Path, command: list[str], target: str, why: str) -> None:
    done = CliRunner().invoke(cli, [*command, target])
    assert done.exit_code == 1, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert done.output.count("[file.cannot_write]") == 1 and why in done.output
    assert (folder / "file").read_text("utf-8") == "mine" and not list((folder / "taken.pdf").iterdir())
    assert not _left(folder)


@pytest.mark.parametrize("name", ["brochure.yaml", "jobs.json"])
def test_an_input_is_never_written_over(folder: Path, name: str) -> None:
    before = (folder / name).read_bytes()
    commands = [["typeset", name, "-o", name], ["typeset", name, "-o", "made.pdf", "--json", f"./{name}"]]
    for command in commands if name == "jobs.json" else [["build", name, "-o", name], ["extract", name, "-o", name]]:
        done = CliRunner().invoke(cli, command)
        assert done.exit_code == 1 and "[file.is_input]" in done.output, command
        assert (folder / name).read_bytes() == before


def test_a_list_of_jobs_is_not_written_over_its_pdf(folder: Path) -> None:
    done = CliRunner().invoke(cli, ["typeset", "jobs.json", "-o", "one.pdf", "--json", "./one.pdf"])
    assert done.exit_code == 1 and "[file.is_input]" in done.output and not (folder / "one.pdf").exists()


def test_a_build_says_so_in_its_json_too(folder: Path) -> None:
    done = CliRunner().invoke(cli, ["build", "brochure.yaml", "-o", "taken.pdf", "--format", "json"])
    told = json.loads(done.stdout)
    assert [one["code"] for one in told["findings"] if one["severity"] == "error"] == ["file.cannot_write"]
    assert told["output"] == []


@pytest.mark.parametrize(
    ("number", "says"),
    [("EACCES", "another program"), ("ENOSPC", "the disk is full"), ("EROFS", "read-only"), ("EIO", "Input/output")],
)
def test_the_reason_is_said_in_words_that_help(tmp_path: Path, number: str, says: str) -> None:
    import errno

    target = tmp_path / "open.pdf"
    target.write_bytes(b"as it was")
    code = getattr(errno, number)
    with pytest.raises(CannotWrite) as raised, whole(target) as file:
        file.write(b"half")
        raise OSError(code, "Input/output error" if number == "EIO" else number)
    assert says in raised.value.reason[1] and target.read_bytes() == b"as it was"
    assert [path.name for path in tmp_path.iterdir()] == ["open.pdf"]


def test_a_ticket_does_not_take_the_place_of_what_it_is_read_from(folder: Path) -> None:
    assert CliRunner().invoke(cli, ["build", "brochure.yaml", "-o", "one.pdf"]).exit_code == 0
    before = (folder / "one.pdf").read_bytes()
    for command in (["ticket", "one.pdf", "-o", "one.pdf"], ["ticket", "one.pdf", "--json", "one.pdf"],
                    ["impose", "one.pdf", "--scheme", "n-up", "-o", "one.pdf"]):  # fmt: skip
        done = CliRunner().invoke(cli, command)
        assert done.exit_code == 1 and "[file.is_input]" in done.output, (command, done.output)
        assert (folder / "one.pdf").read_bytes() == before


@pytest.mark.parametrize("command", [["build"], ["check"], ["explain"], ["ticket"], ["impose"]], ids=" ".join)
def test_a_source_that_is_no_file_is_one_finding_with_what_was_meant(folder: Path, command: list[str]) -> None:
    (folder / "loop.yaml").symlink_to("loop.yaml")
    for name, meant in (("brochur.yaml", "brochure.yaml"), (".", "brochure.yaml"), ("loop.yaml", ""), ("x" * 300, "")):
        done = CliRunner().invoke(cli, [*command, name])
        assert done.exit_code == 1 and isinstance(done.exception, SystemExit), (name, done.output)
        assert done.output.count("[brochure.missing]") == 1
        assert f"did you mean `{meant}`?" in done.output or not meant


def test_a_name_that_is_too_long_is_told(folder: Path) -> None:
    done = CliRunner().invoke(cli, ["build", "brochure.yaml", "-o", "x" * 300 + ".pdf"])
    assert done.exit_code == 1 and done.output.count("[file.cannot_write]") == 1 and "too long" in done.output


def test_a_new_brochure_says_how_it_is_built_from_a_folder_with_spaces(folder: Path) -> None:
    done = CliRunner().invoke(cli, ["new", "空 格/新册"])
    assert done.exit_code == 0 and "brochure build '空 格/新册/brochure.yaml'" in done.output
    assert "brochure build '空 格/新册/brochure.yaml'" in (folder / "空 格" / "新册" / "brochure.yaml").read_text(
        "utf-8"
    )
