"""What a cold build must not import: each of these takes longer than setting a page."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PIL import Image

HEAVY = {
    "PIL": "pictures are read by their headers until one must be converted",
    "asyncio": "nothing here waits",
    "click": "a plain request needs no full parser",
    "dataclasses": "brochure.dataclass",
    "_hashlib": "brochure.digest",
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


def test_a_picture_in_the_cache_is_embedded_without_loading_pillow(tmp_path: Path) -> None:
    Image.linear_gradient("L").convert("RGB").save(tmp_path / "a.jpg")
    (tmp_path / "brochure.yaml").write_text(
        "brochure: 1\ndocument: {title: {zh: 图, en: Picture}, date: 2026-01-01}\n"
        "sections: [{kind: cover, title: {zh: 图, en: Picture}, photo: {file: a.jpg, alt: {zh: 图, en: Picture}}}]\n",
        "utf-8",
    )
    code = (
        "import sys; from pathlib import Path; from brochure.build import build\n"
        "assert not build(Path('brochure.yaml'), Path(sys.argv[1])).failed; print('PIL' in sys.modules)"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    seen = [
        subprocess.run(
            [sys.executable, "-c", code, f"{name}.pdf"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
            env=environment,
        ).stdout
        for name in ("first", "second")
    ]
    assert seen == ["True\n", "False\n"]
    assert (tmp_path / "first.pdf").read_bytes() == (tmp_path / "second.pdf").read_bytes()
