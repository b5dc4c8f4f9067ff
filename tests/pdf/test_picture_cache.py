"""The folder of converted pictures: bounded, shared by runs beside each other, and never needed."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from brochure.pdf.keep import Converted, Store


def kept(byte: int) -> Converted:
    mask = Converted(b"m", 10, 10, "DeviceGray", 8, "FlateDecode")
    return Converted(bytes([byte]) * 50_000, 10, 10, "DeviceCMYK", 8, "FlateDecode", mask=mask, digest=f"{byte}")


def test_what_was_not_used_for_longest_leaves_a_full_folder_first(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=260_000)
    for index in range(5):
        store.save(f"{index}", kept(index))
        os.utime(tmp_path / f"{index}.image", (1000 + index, 1000 + index))
    assert store.load("0") == kept(0)  # the oldest is used again
    store.save("5", kept(5))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.image", "3.image", "4.image", "5.image"]


def test_a_folder_below_its_limit_loses_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=1_000_000)
    for index in range(9):
        store.save(f"{index}", kept(index))
    assert [store.load(f"{index}") for index in range(9)] == [kept(index) for index in range(9)]


def test_runs_beside_each_other_share_a_folder(tmp_path: Path) -> None:
    def work(seed: int) -> None:
        store = Store(tmp_path, limit=400_000)
        for step in range(40):
            byte = (seed * 7 + step) % 12
            assert store.load(str(byte)) in (None, kept(byte))
            store.save(str(byte), kept(byte))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert {path.suffix for path in tmp_path.iterdir()} == {".image"}  # no half-written file is left


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = Store(tmp_path / "file" / "cache")
    store.save("x", kept(1))
    assert store.load("x") is None


def test_a_kept_picture_that_was_cut_or_has_grown_is_made_anew(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save("x", kept(1))
    file = tmp_path / "x.image"
    whole = file.read_bytes()
    for harmed in (whole[:-1], whole + b"m", whole[:20], b"", whole[:-50_000]):
        file.write_bytes(harmed)
        assert store.load("x") is None
    file.write_bytes(whole)
    assert store.load("x") == kept(1)
