"""Brochures made of a few lines, for the editorial checks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from editorial_making import PICTURE, read

from brochure.model import Brochure


@pytest.fixture
def make(tmp_path: Path) -> Callable[[str], Brochure]:
    """A brochure from its YAML; `photo.jpg` is a picture beside it."""
    (tmp_path / "brochure.root").touch()
    (tmp_path / "photo.jpg").write_bytes(PICTURE.read_bytes())

    def made(text: str) -> Brochure:
        file = tmp_path / "brochure.yaml"
        file.write_text(text, "utf-8")
        return read(file)

    return made
