"""`brochure impose` as it is typed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner, Result
from imposing import sheets, source

from brochure.commands.group import cli
from brochure.geometry import MM

TIANXIN = Path(__file__).resolve().parents[2] / "content" / "tianxin" / "brochure.yaml"
SMALL = """brochure: 1
document:
  title: {zh: "册子", en: "Booklet"}
  trim: A5
  binding: {kind: KIND, paper: {thickness: 0.2mm}}
  date: 2025-05-28
sections:
  - {kind: cover, title: {zh: "一", en: "One"}}
  - {kind: story, title: {zh: "二", en: "Two"}, text: {zh: "一句话。", en: "A sentence."}}
"""


@pytest.fixture(scope="module")
def eight(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return source(tmp_path_factory.mktemp("source") / "eight.pdf", 8, 105 * MM, 148 * MM)


def run(*arguments: Any) -> Result:
    return CliRunner().invoke(cli, ["impose", *map(str, arguments)], catch_exceptions=False)


def test_it_writes_sheets_and_says_so_in_both_languages(eight: Path, tmp_path: Path) -> None:
    done = run(
        eight, "--scheme", "saddle-2up", "-o", tmp_path / "out.pdf", "--sheet", "A4", "--paper-thickness", "0.1mm"
    )
    assert done.exit_code == 0
    assert "2 张 4 面" in done.stderr
    assert "2 sheets, 4 sides" in done.stderr
    assert len(sheets(tmp_path / "out.pdf")) == 4


def test_findings_come_as_json(eight: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    done = run(eight, "--scheme", "saddle-2up", "-o", out, "--format", "json")
    report = json.loads(done.stdout)
    assert [row["code"] for row in report["findings"]] == ["impose.sheet", "impose.no_thickness"]
    assert report["output"] == [str(out)]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--sheet", "大度九十开"], "impose.sheet"),
        (["--paper-thickness", "0.13"], "impose.paper_thickness"),
        (["--gutter", "wide"], "impose.gutter"),
        (["--gripper", "10furlongs"], "impose.gripper"),
        (["--marks", "crop,stars"], "impose.marks"),
        (["--grid", "2by4"], "impose.grid"),
        (["--grid", "0x4"], "impose.grid"),
        (["--paper-thickness", "13mm"], "impose.thickness"),
    ],
)
def test_what_cannot_be_read_is_one_finding_and_no_file(
    eight: Path, tmp_path: Path, arguments: list[str], code: str
) -> None:
    done = run(eight, "--scheme", "saddle-2up", "-o", tmp_path / "out.pdf", "--format", "json", *arguments)
    assert done.exit_code == 1
    assert [row["code"] for row in json.loads(done.stdout)["findings"]] == [code]
    assert not list(tmp_path.iterdir())


def test_strict_lets_no_warning_pass(eight: Path, tmp_path: Path) -> None:
    done = run(eight, "--scheme", "perfect", "-o", tmp_path / "out.pdf", "--strict")
    assert done.exit_code == 1
    assert "impose.too_thin" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_pdf_needs_a_scheme(eight: Path) -> None:
    done = run(eight)
    assert done.exit_code == 2
    assert "--scheme saddle-2up|" in done.stderr


@pytest.mark.parametrize(("name", "width"), [("大度四开", 597), ("da-4k", 597), ("SRA3", 450), ("420x297mm", 420)])
def test_sheets_are_named_in_chinese_and_latin(eight: Path, tmp_path: Path, name: str, width: float) -> None:
    assert run(eight, "--scheme", "saddle-2up", "-o", tmp_path / "out.pdf", "--sheet", name).exit_code == 0
    assert sheets(tmp_path / "out.pdf")[0].media[2] == pytest.approx(width * MM, abs=0.01)


def test_help_speaks_both_languages() -> None:
    done = run("--help")
    assert "拼成上机的大版" in done.stdout
    assert "onto press sheets" in " ".join(done.stdout.split())
    assert "--dummy" in done.stdout


def test_a_brochure_is_built_first_and_brings_binding_and_paper(tmp_path: Path) -> None:
    done = run(TIANXIN, "-o", tmp_path / "out.pdf", "--format", "json")
    codes = {row["code"] for row in json.loads(done.stdout)["findings"]}
    assert done.exit_code == 0
    assert "impose.no_thickness" not in codes
    sides = sheets(tmp_path / "out.pdf")
    assert sorted(page.page for side in sides for page in side.pages) == list(range(1, 2 * len(sides) + 1))
    first, last = (min(page.bleed[0] for page in side.pages) for side in (sides[0], sides[-1]))
    # six sheets of 157 g paper: the innermost pages stand five leaves nearer to the fold
    assert (last - first) / MM == pytest.approx((len(sides) // 2 - 1) * 0.13, abs=0.01)


def test_a_perfect_bound_brochure_gives_its_block_and_says_where_the_cover_is(tmp_path: Path) -> None:
    story = '  - {kind: story, title: {zh: "篇", en: "Story"}, text: {zh: "一句话。", en: "A sentence."}}\n'
    text = SMALL.replace("KIND", "perfect, spine_width: 3mm") + story * 9
    (tmp_path / "brochure.yaml").write_text(text, "utf-8")
    done = run(tmp_path / "brochure.yaml", "-o", tmp_path / "out.pdf", "--format", "json")
    codes = [row["code"] for row in json.loads(done.stdout)["findings"]]
    assert done.exit_code == 0, codes
    assert "impose.cover" in codes
    assert "binding.too_thin" in codes
    assert "impose.too_thin" not in codes  # the build has said it
    assert [path.name for path in tmp_path.iterdir()].count("out.pdf") == 1


def test_editions_in_files_of_their_own_are_not_imposed_as_one(tmp_path: Path) -> None:
    text = SMALL.replace("KIND", "none").replace("  trim:", "  arrangement: separate\n  trim:")
    (tmp_path / "brochure.yaml").write_text(text + "output: {separate: two-files}\n", "utf-8")
    done = run(tmp_path / "brochure.yaml", "-o", tmp_path / "out.pdf", "--format", "json")
    assert [row["code"] for row in json.loads(done.stdout)["findings"] if row["severity"] == "error"] == [
        "impose.several_files"
    ]
    assert not (tmp_path / "out.pdf").exists()


def test_a_brochure_without_binding_goes_n_up(tmp_path: Path) -> None:
    (tmp_path / "brochure.yaml").write_text(SMALL.replace("KIND", "none"), "utf-8")
    done = run(tmp_path / "brochure.yaml", "-o", tmp_path / "out.pdf", "--sheet", "SRA3")
    assert done.exit_code == 0, done.stderr
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "册子 Booklet"
    assert len(sheets(tmp_path / "out.pdf")) == 2


def test_a_faulty_brochure_reports_its_own_findings(tmp_path: Path) -> None:
    (tmp_path / "brochure.yaml").write_text(SMALL.replace("KIND", "glued"), "utf-8")
    done = run(tmp_path / "brochure.yaml", "-o", tmp_path / "out.pdf", "--format", "json")
    assert done.exit_code == 1
    (row,) = json.loads(done.stdout)["findings"]
    assert row["line"] == 5
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
@pytest.mark.parametrize("scheme", ["saddle-2up", "saddle-4up", "perfect", "n-up"])
def test_qpdf_finds_nothing(eight: Path, tmp_path: Path, scheme: str) -> None:
    run(eight, "--scheme", scheme, "-o", tmp_path / "out.pdf")
    done = subprocess.run(["qpdf", "--check", tmp_path / "out.pdf"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
def test_every_plate_carries_the_marks(eight: Path, tmp_path: Path) -> None:
    from PIL import Image

    run(eight, "--scheme", "saddle-2up", "-o", tmp_path / "out.pdf", "--sheet", "A4", "--marks", "crop,fold,slug")
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r100", "-dLastPage=1"]
    subprocess.run([*command, f"-sOutputFile={tmp_path}/p%d.tif", str(tmp_path / "out.pdf")], check=True)
    plates = sorted(tmp_path.glob("p1(*.tif"))
    assert len(plates) == 4
    x0, y0, _x1, _y1 = sheets(tmp_path / "out.pdf")[0].bleed
    for plate in plates:
        with Image.open(plate) as image:
            below = image.convert("L").crop((0, round(image.height - y0 * 100 / 72) + 2, image.width, image.height))
            assert below.getextrema()[0] < 128, plate.name
            lefts = image.convert("L").crop((0, 0, round(x0 * 100 / 72) - 2, image.height))
            assert lefts.getextrema()[0] < 128, plate.name
