"""The threads, drawn again. Needs the `illustrations` extra."""

from pathlib import Path

import pytest

pytest.importorskip("numpy")
pytest.importorskip("scipy")

from illustrations.threads import DRAWINGS


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawing_again_gives_the_same_paths(name: str, tmp_path: Path) -> None:
    for again in ("a", "b"):
        DRAWINGS[name]().save(tmp_path / again)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
