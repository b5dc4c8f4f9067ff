"""A JPEG that was cut in mid-scan and closed with an end marker is an error; no whole picture is taken for one."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_making import document, page, write
from PIL import Image, ImageFilter

from brochure.diagnostics import Sink
from brochure.frame import Picture
from brochure.geometry import Point, Size
from brochure.pdf.jpegscan import is_cut


def texture(mode: str, size: tuple[int, int] = (320, 240)) -> Image.Image:
    noise = Image.frombytes("L", size, random.Random(7).randbytes(size[0] * size[1])).filter(ImageFilter.BLUR)
    return noise if mode == "L" else Image.merge(mode, [noise.rotate(90 * turn) for turn in range(len(mode))])


def saved(image: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", **{"quality": 90, **options})
    return out.getvalue()


def cut(data: bytes, share: float) -> bytes:
    """The file with this share of its last scan, closed again as a careless program closes it."""
    scan = data.index(b"\xff\xda") + 14
    return data[: scan + int((len(data) - scan) * share)].rstrip(b"\xff") + b"\xff\xd9"


def found(data: bytes, folder: Path, **options: object) -> list[str]:
    file = folder / "picture.jpg"
    file.write_bytes(data)
    (folder / "out.pdf").unlink(missing_ok=True)
    item = Picture(str(file), Size(80, 60), (0, 0, 1, 1), path="sections.0.photos.0")
    sink = Sink()
    write(document(page([(Point(20, 20), item)])), folder, sink, **options)
    errors = [one for one in sink.found if one.severity == "error"]
    assert (folder / "out.pdf").exists() == (not errors)
    assert all(one.path == "sections.0.photos.0" for one in errors)
    return [one.code for one in errors]


@pytest.mark.parametrize("share", [0.02, 0.37, 0.4, 0.6, 0.75, 0.97])
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("options", [{}, {"subsampling": 2, "optimize": True}, {"restart_marker_rows": 2}], ids=str)
def test_a_scan_that_ends_too_early_is_found(
    mode: str, share: float, options: dict[str, object], tmp_path: Path
) -> None:
    whole = saved(texture(mode), **options)
    assert found(whole, tmp_path, cache=tmp_path / "cache") == []
    assert found(whole, tmp_path, cache=tmp_path / "cache") == []
    assert found(cut(whole, share), tmp_path, cache=tmp_path / "cache") == ["picture.truncated"]
    assert found(cut(whole, share), tmp_path, cache=tmp_path / "cache") == ["picture.truncated"], "it is not remembered"


def test_a_progressive_picture_without_its_last_scans_is_found(tmp_path: Path) -> None:
    data = saved(texture("RGB"), progressive=True)
    scans = [at for at in range(len(data)) if data[at : at + 2] == b"\xff\xda"]
    assert found(data, tmp_path) == []
    for at in scans[1:]:
        assert found(data[:at] + b"\xff\xd9", tmp_path) == ["picture.truncated"]


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_a_progressive_picture_that_breaks_off_in_its_last_scan_is_found(
    mode: str, share: float, tmp_path: Path
) -> None:
    data = saved(texture(mode), progressive=True)
    begin = data.rfind(b"\xff\xda") + 12
    part = data[: begin + int((len(data) - 2 - begin) * share)].rstrip(b"\xff")
    assert found(part + b"\xff\xd9", tmp_path) == ["picture.truncated"]


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("value", [126, 127, 128, 129])
def test_a_grey_corner_is_no_fault(mode: str, value: int, tmp_path: Path) -> None:
    for options in ({}, {"progressive": True}, {"restart_marker_rows": 1}):
        image = texture(mode)
        image.paste((value,) * len(mode) if len(mode) > 1 else value, (100, 100, 320, 240))
        assert found(saved(image, **options), tmp_path) == []


@given(
    width=st.integers(1, 70), height=st.integers(1, 70), level=st.integers(0, 255), quality=st.integers(20, 100),
    progressive=st.booleans(), mode=st.sampled_from(("L", "RGB", "CMYK")),
)  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_no_whole_picture_is_called_cut(
    width: int, height: int, level: int, quality: int, progressive: bool, mode: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    image = texture(mode, (width, height))
    image.paste((level,) * len(mode) if len(mode) > 1 else level, (width // 2, height // 2, width, height))
    file = tmp_path_factory.getbasetemp() / "whole.jpg"
    file.write_bytes(saved(image, quality=quality, progressive=progressive))
    with Image.open(file) as decoded:
        decoded.load()
        assert not is_cut(file.read_bytes(), decoded)


def test_what_a_camera_appends_is_no_fault(tmp_path: Path) -> None:
    data = saved(texture("RGB"))
    assert found(data + b"\0" * 3000 + b"maker's notes", tmp_path) == []


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_a_scan_that_breaks_off_at_a_restart_is_found(mode: str, tmp_path: Path) -> None:
    data = saved(texture(mode), restart_marker_rows=1)
    restarts = [at for at in range(len(data) - 1) if data[at] == 0xFF and 0xD0 <= data[at + 1] <= 0xD7]
    for at in (restarts[0], restarts[3], restarts[-1]):
        assert found(data[:at] + b"\xff\xd9", tmp_path) == ["picture.truncated"]
        assert found(data[: at + 2] + b"\xff\xd9", tmp_path) == ["picture.truncated"]
