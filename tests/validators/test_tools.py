"""qpdf, poppler and Ghostscript on finished files: what these say is what a print shop's tools will say."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

Make = Callable[..., Path]
Edition = Callable[[str], Path]


def needs(tool: str, package: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not shutil.which(tool), reason=f"{tool} is not installed (package {package})")


def output(*command: object) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


FILES = [("x4", "print"), ("x1a", "print"), ("x4", "screen"), ("x4", "proof")]


@needs("qpdf", "qpdf")
@pytest.mark.parametrize(("standard", "edition"), FILES)
def test_qpdf_finds_no_fault_of_syntax(standard: str, edition: str, sample: Make) -> None:
    said = output("qpdf", "--check", sample(standard, edition))
    assert "No syntax or stream encoding errors found" in said


@needs("qpdf", "qpdf")
@pytest.mark.parametrize("edition", ["print", "screen"])
def test_qpdf_finds_no_fault_in_the_tianxin_brochure(edition: str, tianxin: Edition) -> None:
    assert "No syntax or stream encoding errors found" in output("qpdf", "--check", tianxin(edition))


@needs("pdfinfo", "poppler-utils")
def test_poppler_reads_the_boxes_one_inside_the_other(sample: Make) -> None:
    said = output("pdfinfo", "-box", sample("x4"))
    boxes = {
        name: [float(value) for value in values.split()]
        for name, values in re.findall(r"^(Media|Bleed|Trim|Art)Box: +(.*)$", said, re.M)
    }
    mm = 72 / 25.4
    trim = boxes["Trim"]
    assert [round((trim[2] - trim[0]) / mm, 1), round((trim[3] - trim[1]) / mm, 1)] == [180, 240]
    assert [round(abs(one - other) / mm, 1) for one, other in zip(boxes["Bleed"], trim, strict=True)] == [0, 3, 3, 3]
    assert [round(abs(one - other) / mm, 1) for one, other in zip(boxes["Media"], boxes["Bleed"], strict=True)] == [
        9
    ] * 4
    assert "PDF version:     1.6" in said
    assert "PDF/X-4" in said or "PDF subtype" not in said


@needs("pdffonts", "poppler-utils")
@pytest.mark.parametrize(("standard", "edition"), FILES)
def test_poppler_finds_every_font_embedded_cut_and_with_its_characters(
    standard: str, edition: str, sample: Make
) -> None:
    rows = output("pdffonts", sample(standard, edition)).splitlines()[2:]
    assert rows
    assert all(re.search(r"Identity-[HV] +yes yes yes +\d+ +0$", row) for row in rows)


def images(pdf: Path) -> list[list[str]]:
    return [row.split() for row in output("pdfimages", "-list", pdf).splitlines()[2:]]


@needs("pdfimages", "poppler-utils")
def test_poppler_finds_no_rgb_picture_in_print(sample: Make, tianxin: Edition) -> None:
    for pdf in (sample("x4"), sample("x1a"), tianxin("print")):
        rows = images(pdf)
        assert rows
        assert {row[5] for row in rows} <= {"cmyk", "gray"}


@needs("pdfimages", "poppler-utils")
def test_poppler_finds_the_jpeg_as_it_was(sample: Make, tmp_path: Path) -> None:
    """Inked already, and compressed once: the stream is the file."""
    pdf = sample("x4")
    output("pdfimages", "-all", pdf, tmp_path / "i")
    assert pdf.with_name("inked.jpg").read_bytes() in [file.read_bytes() for file in tmp_path.glob("i-*.jpg")]


@needs("pdfimages", "poppler-utils")
def test_only_pdf_x_4_has_soft_masks(sample: Make) -> None:
    assert "smask" in {row[2] for row in images(sample("x4"))}
    assert "smask" not in {row[2] for row in images(sample("x1a"))}


@needs("pdftotext", "poppler-utils")
@pytest.mark.parametrize(("standard", "edition"), FILES)
def test_poppler_copies_both_languages(standard: str, edition: str, sample: Make) -> None:
    said = output("pdftotext", sample(standard, edition), "-")
    assert "一段文字。" in said and "One paragraph." in said


def plates(pdf: Path, folder: Path) -> dict[str, Image.Image]:
    output("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r36", "-dLastPage=1", "-o", folder / "p.tif", pdf)
    return {file.name.removeprefix("p(").removesuffix(").tif"): Image.open(file) for file in folder.glob("p(*).tif")}


@needs("gs", "ghostscript")
@pytest.mark.parametrize("standard", ["x4", "x1a"])
def test_ghostscript_makes_a_plate_for_each_ink_and_none_besides(standard: str, sample: Make, tmp_path: Path) -> None:
    found = plates(sample(standard), tmp_path)
    assert set(found) == {"Cyan", "Magenta", "Yellow", "Black", "PANTONE 185 C", "Varnish"}
    assert all(plate.getextrema()[0] < 128 for plate in found.values())  # type: ignore[operator]


@needs("gs", "ghostscript")
def test_ghostscript_measures_no_more_ink_than_the_profile_allows(tianxin: Edition) -> None:
    """Mean coverage a page (inkcov): every page prints, and none comes near 300 %."""
    said = output("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=ink_cov", "-r20", "-o", "-", tianxin("print"))
    pages = [[float(value) for value in row.split()[:4]] for row in said.splitlines() if "CMYK" in row]
    assert len(pages) == 24
    assert all(0 < sum(page) < 300 for page in pages)


@needs("gs", "ghostscript")
@pytest.mark.parametrize(("standard", "edition"), FILES)
def test_ghostscript_draws_without_a_warning(standard: str, edition: str, sample: Make) -> None:
    done = subprocess.run(
        ["gs", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", str(sample(standard, edition))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert not re.search(r"warning|error|\*\*\*\*", done.stdout + done.stderr, re.I)
