"""Building: pick, instance, cut, widen, rename — on small fonts made here; and what a wrong recipe says."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from fontTools.ttLib import TTFont
from small_fonts import collection, make_font, saved

from brochure.diagnostics import Sink
from brochure.fontbuild import charset
from brochure.fontbuild.command import fonts_command
from brochure.fontbuild.cut import cut, instance, open_font, rename, subset_options, to_bytes
from brochure.fontbuild.widen import widen

RECIPE = """
features = ["vert"]
scripts = ["hani.dflt"]
[packages.box]
registry = "npm"
name = "box"
version = "1"
sha256 = "00"
get = "npm pack box@1"
[families.box]
name = "Frame"
name_zh = "方框"
upstream = "Box 1"
role = "song"
scripts = ["hani"]
licence = "OFL-1.1"
copyright = "Copyright Box"
reserved = ["Box"]
[[faces]]
key = "Frame-Bold"
family = "box"
package = "box"
source = "box.ttf"
sha256 = "SHA"
style = "Bold"
weight = 700
instance = {wght = 700}
charset = "core"
widen = "“”’"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with box.ttf (variable) and recipe.toml."""
    font = saved(make_font(variable=True), tmp_path / "box.ttf")
    sha = hashlib.sha256(font.read_bytes()).hexdigest()
    (tmp_path / "recipe.toml").write_text(RECIPE.replace("SHA", sha), "utf-8")
    return tmp_path


def run(*args: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(fonts_command, [str(arg) for arg in args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def build(project: Path, **changes: str) -> tuple[int, str]:
    """Run the command on the recipe with some of its text replaced."""
    recipe = project / "recipe.toml"
    text = recipe.read_text("utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    recipe.write_text(text, "utf-8")
    return run("build", recipe, "--sources", project, "--out", project / "out")


def test_table_has_8105_characters_in_three_levels() -> None:
    table = charset.tgh()
    assert len(table) == len(set(table)) == charset.TGH_SIZE
    assert (table[0], table[3499], table[3500], table[6499], table[6500], table[-1]) == tuple("一矗乂齉亍蠼")
    assert len(charset.gb2312()) == 7445


def test_unihan_is_read_in_the_order_of_the_table() -> None:
    lines = ["# Unihan", "U+4E8C\tkTGH\t2013:3", "U+4E00\tkTGH\t2013:1", "U+4E59\tkTGH\t2013:2", "U+4E59\tkX\t1"]
    assert charset.parse_unihan("\n".join(lines)) == "一乙二"


def test_one_of_a_collection_is_chosen_by_name_not_index(tmp_path: Path) -> None:
    path, sink = collection(tmp_path / "all.ttc", "BoxJP", "BoxSC"), Sink()
    font = open_font(path, "BoxSC-Regular", sink)
    assert font is not None and font["name"].getDebugName(1) == "BoxSC"
    assert open_font(path, "BoxTC-Regular", sink) is None
    assert "BoxJP-Regular, BoxSC-Regular" in sink.found[0].message.en


def test_instancing_pins_the_axis_and_leaves_a_static_font() -> None:
    font = instance(make_font(variable=True), {"wght": 550}, "Box", Sink())
    assert font is not None and "fvar" not in font and "gvar" not in font
    assert font["hmtx"]["u4E00"][0] == 400  # half way from 350 to 450
    assert font["glyf"]["u4E00"].xMax == 350


@pytest.mark.parametrize("pins", [{}, {"wght": 900.0}, {"wdth": 100.0}, {"wght": 400.0, "wdth": 100.0}])
def test_pins_that_do_not_fit_the_axes_are_refused(pins: dict[str, float]) -> None:
    sink = Sink()
    assert instance(make_font(variable=True), pins, "Box", sink) is None
    assert [one.code for one in sink.found] == ["fonts.axes"]


def test_widened_quotes_stand_in_the_half_toward_the_words() -> None:
    font = make_font()
    assert widen(font, "“”’", "Box", Sink())
    assert [font["hmtx"][glyph][0] for glyph in ("u201C", "u201D", "u2019")] == [1000] * 3
    opening, closing = font["glyf"]["u201C"], font["glyf"]["u201D"]
    assert (opening.xMin, opening.xMax) == (625, 875)
    assert (closing.xMin, closing.xMax) == (125, 375)


def test_widening_leaves_composites_of_the_mark_alone() -> None:
    font = make_font()
    widen(font, "’", "Box", Sink())
    assert font["hmtx"]["u0149"][0] == 350
    assert font["glyf"]["u0149"].xMin == 50


def test_widening_a_missing_mark_is_a_finding() -> None:
    sink = Sink()
    assert not widen(make_font(), "‘", "Box", sink)
    assert "‘" in sink.found[0].message.en


def test_cut_face_has_only_the_charset_and_its_own_name() -> None:
    font = make_font(chars="一A龘")
    cut(font, frozenset(map(ord, "一A")), subset_options(["vert"], ["hani.dflt"]))
    rename(font, "Frame", "SemiBold Italic", "Frame-SemiBoldItalic")
    again = TTFont(io.BytesIO(to_bytes(font)))
    assert set(again.getBestCmap()) == set(map(ord, "一A"))
    names = {number: again["name"].getDebugName(number) for number in (1, 2, 4, 6, 16, 17)}
    assert list(names.values()) == [
        "Frame SemiBold", "Italic", "Frame SemiBold Italic", "Frame-SemiBoldItalic", "Frame", "SemiBold Italic",
    ]  # fmt: skip


def test_build_writes_face_catalogue_and_provenance_the_same_each_time(project: Path) -> None:
    assert build(project)[0] == 0
    first = {path.name: path.read_bytes() for path in (project / "out").rglob("*") if path.is_file()}
    assert set(first) == {"Frame-Bold.ttf", "catalog.json", "PROVENANCE.md"}
    row = json.loads(first["catalog.json"])["faces"][0]
    assert row["sha256"] == hashlib.sha256(first["Frame-Bold.ttf"]).hexdigest()
    assert (row["outlines"], row["characters"], row["metrics"]["x_height"]) == ("glyf", 6, 500)
    assert "wght=700" in first["PROVENANCE.md"].decode()
    assert build(project)[0] == 0
    assert first == {path.name: path.read_bytes() for path in (project / "out").rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('name = "Frame"', 'name = "New Box"', "reserved name `Box`"),
        ('charset = "core"', 'charset = "all"', "no charset `all`"),
        ("weight = 700", 'weight = "bold"', "value of the wrong type"),
        ('style = "Bold"', 'slant = "Bold"', "no key `slant`"),
        ('family = "box"', 'family = "bx"', "no family `bx`"),
        ('role = "song"', 'role = "ming"', "`role` must be one of"),
        ("{wght = 700}", "{wdth = 75}", "every axis needs one value"),
        ('source = "box.ttf"', 'source = "bx.ttf"', "npm pack box@1"),
        ("[[faces]]", "[[faces]", "not valid TOML"),
    ],
)
def test_wrong_recipe_is_told_in_plain_words_and_writes_nothing(project: Path, old: str, new: str, says: str) -> None:
    code, output = build(project, **{old: new})
    assert code == 1 and says in output and "Traceback" not in output
    assert not (project / "out").exists()


def test_another_file_than_the_recipe_names_is_refused(project: Path) -> None:
    saved(make_font(), project / "box.ttf")
    code, output = build(project)
    assert code == 1 and "another SHA-256" in output and "不是同一个文件" in output


def test_missing_recipe_is_a_sentence(tmp_path: Path) -> None:
    code, output = run("build", tmp_path / "none.toml")
    assert code == 1 and "cannot read recipe" in output


def test_list_tells_coverage_licence_and_permission() -> None:
    code, output = run("list")
    assert code == 0
    assert "Noto Serif SC（宋体）  song  OFL-1.1" in output
    line = next(line for line in output.splitlines() if "BrochureKai-Regular" in line)
    assert "8105/8105" in line and "7445/7445" in line and "可嵌入" in line


def test_check_names_who_lacks_a_character_and_who_has_it(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("天心\n 𠮷 ok", "utf-8")
    code, output = run("check", text)
    assert code == 0
    assert f"{text}:2:2: info fonts.lack" in output
    assert "not in Noto Serif SC, Noto Sans SC, Brochure Kai, but in Noto Serif SC Rare" in output


def test_check_fails_on_a_character_no_face_has_and_hints_at_the_plain_form(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("⼈", "utf-8")
    code, output = run("check", text, "--format", "json")
    finding = json.loads(output)["findings"][0]
    assert code == 1
    assert (finding["code"], finding["line"], finding["column"]) == ("text.missing_glyph", 1, 1)
    assert "`人`" in finding["hints"][0]["zh"]


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00"])
def test_check_of_an_unreadable_text_is_a_sentence(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "a.txt"
    if data is not None:
        path.write_bytes(data)
    code, output = run("check", path)
    assert code == 1 and "fonts.text_unreadable" in output


def test_broken_catalogue_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "catalog.json").write_text('{"faces": [{}]}', "utf-8")
    code, output = run("list", "--catalog", tmp_path / "catalog.json")
    assert code == 1 and "cannot read font catalogue" in output
