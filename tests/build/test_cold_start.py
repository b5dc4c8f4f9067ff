"""What a cold build must not import: each of these takes longer than setting a page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = {
    "PIL": "pictures are read by their headers until one must be converted",
    "asyncio": "nothing here waits",
    "click": "a plain request needs no full parser",
    "dataclasses": "brochure.dataclass",
    "email": "only brought in by importlib.metadata",
    "fontTools": "HarfBuzz shapes and subsets",
    "inspect": "brochure.harfbuzz",
    "importlib.metadata": "versions are asked for by --version alone",
    "pikepdf": "finished files are read back by checks",
    "pyphen": "its dictionary is read without it",
    "pydantic": "brochure.record",
    "reportlab.lib": "of reportlab only the objects are wanted",
    "_strptime": "datetime.date does it",
    "tempfile": "the part file stands beside its target",
    "xml": "written as text",
    "yaml.scanner": "of PyYAML only the C extension is wanted",
}
SHORT = """
brochure: 1
document: {title: {zh: 短, en: Short}, date: 2026-01-01}
sections: [{kind: story, title: {zh: 短文, en: Short text}, text: {zh: "一段。", en: "A paragraph of considerable respectability."}}]
"""


def test_a_cold_build_imports_only_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "brochure.yaml").write_text(SHORT, "utf-8")
    code = (
        "import sys; sys.argv = ['brochure', 'build', 'brochure.yaml', '-o', 'out.pdf']\n"
        "import os; os._exit = sys.exit\n"
        "import atexit; atexit.register(lambda: print(*sys.modules))\n"
        "from brochure.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")
    imported = done.stdout.split()
    assert "brochure.pdf.writer" in imported
    assert not {name: why for name, why in HEAVY.items() if name in imported}
