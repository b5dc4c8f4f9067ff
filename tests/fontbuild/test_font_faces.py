"""The faces in fonts/ are what the catalogue, the recipe and the licence say, and set Chinese as Chinese."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from brochure.diagnostics import Sink
from brochure.fontbuild.catalog import read_catalog
from brochure.fontbuild.charset import REQUIRED, gb2312, rare, tgh, traditional
from brochure.fontbuild.recipe import Recipe, load_recipe

FONTS = Path(__file__).resolve().parents[2] / "fonts"
SINK = Sink()
FACES = {face.key: face for face in read_catalog(FONTS / "catalog.json", SINK)}
HAN = [key for key, face in FACES.items() if face.role in ("song", "hei", "kai")]
NOTO = [key for key in HAN if key.startswith("Noto")]
LATIN = [key for key, face in FACES.items() if face.role in ("serif", "sans")]
LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) + "āáǎàǖǘǚǜńňǹḿ–—‘’“”•…‰′″€£¥₩₹←→↑↓"


@cache
def recipe() -> Recipe:
    sink = Sink()
    found = load_recipe(FONTS / "recipe.toml", sink)
    assert found is not None, sink.found
    return found


@cache
def hb_font(key: str) -> Any:
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(FONTS / FACES[key].file))))
    font.scale = (1000, 1000)
    return font


def codes(key: str) -> set[int]:
    return set(hb_font(key).face.unicodes)


def advances(key: str, text: str, language: str = "zh-Hans", script: str = "Hani", **features: bool) -> list[int]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", script, language
    hb.shape(hb_font(key), buffer, features)
    return [place.x_advance for place in buffer.glyph_positions]


def test_catalogue_reads_without_findings() -> None:
    assert not SINK.found
    assert len(FACES) == len(recipe().faces)


@pytest.mark.parametrize("key", FACES)
def test_file_is_the_catalogued_one(key: str) -> None:
    face = FACES[key]
    data = (FONTS / face.file).read_bytes()
    assert hashlib.sha256(data).hexdigest() == face.sha256
    assert len(data) == face.bytes
    assert data[:4] == {"cff": b"OTTO", "glyf": b"\0\1\0\0"}[face.outlines]


def test_both_kinds_of_outlines_are_there() -> None:
    assert {face.outlines for face in FACES.values()} == {"cff", "glyf"}


def test_no_font_file_is_uncatalogued() -> None:
    files = {str(path.relative_to(FONTS)) for path in FONTS.rglob("*") if path.suffix in (".otf", ".ttf", ".ttc")}
    assert files == {face.file for face in FACES.values()}


def test_all_fonts_together_stay_under_52_megabytes() -> None:
    assert sum(path.stat().st_size for path in FONTS.rglob("*") if path.is_file()) <= 52e6


@pytest.mark.parametrize("key", HAN)
def test_chinese_face_has_every_character_of_the_two_standards(key: str) -> None:
    have = codes(key)
    assert not [char for char in tgh() if ord(char) not in have]
    assert not gb2312() - have
    assert not [char for char in REQUIRED if ord(char) not in have]


def test_rare_face_holds_the_rest_of_the_unified_ideographs() -> None:
    have = codes("NotoSerifSCRare-Regular")
    assert have <= rare()
    assert {ord(char) for char in "𠮷𰻞體龍囍"} <= have


@pytest.mark.parametrize("key", LATIN)
def test_latin_face_has_european_and_pinyin_letters(key: str) -> None:
    upstream_gaps = set("ĬĭĲĳŦŧ") if key.startswith("SourceSerif4") else set()
    assert {char for char in LETTERS if ord(char) not in codes(key)} == upstream_gaps


@pytest.mark.parametrize("key", HAN)
def test_dash_and_ellipsis_pairs_are_two_em(key: str) -> None:
    assert sum(advances(key, "——")) == 2000
    assert sum(advances(key, "……")) == 2000
    assert sum(advances(key, "—")) == sum(advances(key, "…")) == 1000


@pytest.mark.parametrize("key", NOTO)
def test_without_the_chinese_language_the_dash_is_too_short(key: str) -> None:
    assert sum(advances(key, "——", language="en")) < 1900  # why every Han run is shaped with zh-Hans


@pytest.mark.parametrize("key", HAN)
def test_han_and_chinese_marks_are_one_em(key: str) -> None:
    text = "天心，。、；：？！（）《》“”‘’"
    assert advances(key, text) == [1000] * len(text)


@pytest.mark.parametrize("key", NOTO)
def test_half_width_forms_are_half_an_em(key: str) -> None:
    assert advances(key, "，。（「", halt=True) == [500] * 4
    assert advances(key, "“’", pwid=True) < [600, 600]


@pytest.mark.parametrize("key", HAN)
def test_vertical_brackets_have_their_own_glyphs(key: str) -> None:
    buffer = hb.Buffer()
    buffer.add_str("（「")
    buffer.direction, buffer.script, buffer.language = "ttb", "Hani", "zh-Hans"
    hb.shape(hb_font(key), buffer, {"vert": True})
    upright = [hb_font(key).get_nominal_glyph(ord(char)) for char in "（「"]
    assert not {info.codepoint for info in buffer.glyph_infos} & set(upright)
    assert [place.y_advance for place in buffer.glyph_positions] == [-1000, -1000]


@pytest.mark.parametrize("key", NOTO)
def test_chinese_cff_face_keeps_what_composition_needs(key: str) -> None:
    font = TTFont(FONTS / FACES[key].file, lazy=True)
    kept = {row.FeatureTag for tag in ("GSUB", "GPOS") for row in font[tag].table.FeatureList.FeatureRecord}
    assert {"locl", "vert", "vrt2", "halt", "vhal", "palt", "kern", "vkrn", "ccmp", "liga", "pwid"} <= kept
    assert {"vmtx", "vhea", "VORG"} <= set(font.keys())


@pytest.mark.parametrize("key", LATIN)
def test_latin_face_kerns_and_has_both_sets_of_figures(key: str) -> None:
    font = TTFont(FONTS / FACES[key].file, lazy=True)
    kept = {row.FeatureTag for tag in ("GSUB", "GPOS") for row in font[tag].table.FeatureList.FeatureRecord}
    assert {"kern", "liga", "pnum", "onum"} <= kept
    assert sum(advances(key, "AV", "en", "Latn")) < sum(advances(key, "AV", "en", "Latn", kern=False))


@pytest.mark.parametrize("key", FACES)
def test_italics_are_true_and_embedding_is_allowed(key: str) -> None:
    font = TTFont(FONTS / FACES[key].file, lazy=True)
    assert (font["post"].italicAngle != 0) == FACES[key].italic
    assert font["OS/2"].fsType == 0
    assert font["OS/2"].usWeightClass == FACES[key].weight
    assert font["head"].unitsPerEm == FACES[key].em


def test_every_family_has_its_licence_and_provenance() -> None:
    for family in recipe().families.values():
        licence = (FONTS / family.id / "OFL.txt").read_text("utf-8")
        assert licence.startswith("Copyright") and "SIL OPEN FONT LICENSE Version 1.1" in licence
        assert all(name in licence for name in family.reserved)


@pytest.mark.parametrize("spec", recipe().faces, ids=lambda spec: spec.key)
def test_provenance_names_source_package_and_result(spec: Any) -> None:
    text = (FONTS / spec.family / "PROVENANCE.md").read_text("utf-8")
    package = recipe().packages[spec.package]
    for fact in (spec.source, spec.sha256, package.version, package.sha256, FACES[spec.key].sha256):
        assert fact in text


def test_reserved_names_stand_only_on_unmodified_files() -> None:
    for spec in recipe().faces:
        family, face = recipe().families[spec.family], FACES[spec.key]
        if not spec.modified:
            assert face.sha256 == spec.sha256
            continue
        names = TTFont(FONTS / face.file, lazy=True)["name"]
        own = " ".join(names.getDebugName(number) or "" for number in (1, 3, 4, 6, 16))
        assert family.name in own and not [name for name in family.reserved if name in own]


@pytest.mark.parametrize("key", [key for key, face in FACES.items() if face.role == "traditional"])
def test_marks_of_traditional_chinese_stand_in_the_middle_of_their_em(key: str) -> None:
    """CLREQ: in Taiwan and Hong Kong ，。、；：？！ are centred; in the mainland they are not."""
    assert codes(key) == traditional()
    font = hb_font(key)
    for mark in "，。、；：？！":
        gid = font.get_nominal_glyph(ord(mark))
        box = font.get_glyph_extents(gid)
        assert font.get_glyph_h_advance(gid) == 1000
        assert abs(box.x_bearing + box.width / 2 - 500) < 40, mark
    assert key.replace("TC-", "SC-") in FACES
