"""Every trap in `tests/cases` gives exactly the findings written in it.

`# expect: code line:column [severity]`, and after it `# write: …` when the finding offers a corrected line. `# expect:
nothing` says that the file is sound. A case without expectation fails, and so does a corrected line that does not mend
what it corrects.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from input_blocks import MODELS

from brochure.diagnostics import Diagnostic, Sink
from brochure.load import load
from brochure.project import Project
from brochure.reporting import render

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))
_EXPECT = re.compile(r"^# expect: (\S+)(?: (\d+):(\d+))?(?: (error|warning|info))?$", re.M)
_WRITE = re.compile(r"^# write: ?(.*)$", re.M)


def findings_of(path: Path) -> list[Diagnostic]:
    sink = Sink()
    load(Project(path), MODELS, sink)
    return sink.found


def expectations(text: str) -> list[tuple[str, int, int, str, str]]:
    expected = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        found = _EXPECT.match(line)
        if found and found[1] != "nothing":
            write = _WRITE.match(lines[number + 1])
            severity = found[4] or "error"
            expected.append((found[1], int(found[2]), int(found[3]), severity, write[1] if write else ""))
    return expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_gives_the_findings_written_in_it(path: Path) -> None:
    text = path.read_text("utf-8-sig")
    assert _EXPECT.search(text), "the case says nothing about what it expects"
    found = [
        (finding.code, finding.span.line, finding.span.column, finding.severity, finding.corrected)
        for finding in findings_of(path)
        if finding.span
    ]
    assert found == expectations(text), render(findings_of(path))


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cases in a project of their own, to be mended there."""
    project = tmp_path_factory.mktemp("project")
    (project / "brochure.root").touch()
    return Path(shutil.copytree(CASES[0].parent, project / "cases"))


@pytest.mark.parametrize("path", [path for path in CASES if "# write:" in path.read_text()], ids=lambda path: path.stem)
def test_the_corrected_line_mends_the_fault(path: Path, copies: Path) -> None:
    """Written into the file, the corrected line leaves no finding of its code on it."""
    mended = copies / path.name
    for finding in findings_of(mended):
        if not finding.corrected or not finding.span or finding.span.file != str(mended):
            continue
        text = mended.read_text("utf-8-sig")
        lines = text.split("\n")
        lines[finding.span.line - 1] = finding.corrected
        mended.write_text("\n".join(lines), "utf-8")
        left = [(other.code, other.span.line) for other in findings_of(mended) if other.span]
        mended.write_text(text, "utf-8")
        assert (finding.code, finding.span.line) not in left, finding.corrected


def test_every_message_speaks_both_languages() -> None:
    for path in CASES:
        for finding in findings_of(path):
            for message in (finding.message, *finding.hints):
                assert re.search("[\u4e00-\u9fff]", message.zh), (path.name, message)
                assert not re.search("[\u4e00-\u9fff]", re.sub("`[^`]*`", "", message.en)), (path.name, message)
                assert not message.en.endswith(".") and not message.zh.endswith("。")
