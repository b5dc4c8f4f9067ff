"""House rules: style, types and the one-way flow of data hold for the whole tree."""

from __future__ import annotations

import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports", "--no-cache"],
    ],
    ids=lambda command: " ".join(command),
)
def test_the_tree_keeps(command: list[str]) -> None:
    tool = Path(sys.executable).parent / command[0]
    done = subprocess.run([str(tool), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_pytest_walks_into_every_folder_of_tests(request: pytest.FixtureRequest) -> None:
    """A folder called `build` is passed over in silence, as are `dist` and `venv`."""
    passed_over = request.config.getini("norecursedirs")
    folders = {file.parent for file in (ROOT / "tests").rglob("test_*.py")}
    hidden = [folder.name for folder in folders if any(fnmatch(folder.name, pattern) for pattern in passed_over)]
    assert not hidden
