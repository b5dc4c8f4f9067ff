"""The documents say what the program does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_reference_is_what_the_models_say() -> None:
    command = [sys.executable, str(ROOT / "tools" / "reference.py"), "--check"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0, "run python tools/reference.py"
