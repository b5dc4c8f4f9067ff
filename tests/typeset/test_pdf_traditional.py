"""Traditional Chinese has shapes of its own for Han that simplified Chinese writes with the same code points
(typography.md §12.1): seen in the PDF, as a reader draws it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from brochure.commands.typeset import typeset_command
from brochure.fontbuild.charset import big5_common
from brochure.text.clreq import is_traditional
from brochure.typesetting import Job, book, report_of, typeset

DIFFERENT = "骨角令述返遍化過"
"""Drawn otherwise by the 國字標準字體 of Taiwan than by 通用规范汉字表 (骨, 角 and 令 are the reference's examples)."""
ALIKE = "一二三十中山"
HONG_KONG = "曾"
"""Drawn otherwise in Hong Kong than in Taiwan."""
STYLES = [("zh-Hant", False), ("zh-TW", False), ("zh-HK", False), ("zh-Hant", True)]


@cache
def _pictures(lang: str, bold: bool) -> tuple[list[bytes], str]:
    """Each character of DIFFERENT and ALIKE as it is drawn on a page of its own, and the text that is read there."""
    jobs = [
        {"text": character, "lang": lang, "runs": [[0, 1, "bold"]] if bold else []}
        for character in DIFFERENT + ALIKE + HONG_KONG
    ]
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "jobs.json").write_text(json.dumps(jobs), "utf-8")
        done = CliRunner().invoke(typeset_command, [str(folder / "jobs.json"), "-o", str(folder / "out.pdf")])
        assert done.exit_code == 0, done.output
        with pypdfium2.PdfDocument(folder / "out.pdf") as pdf:
            pages = list(pdf)
            drawn = [bytes(page.render(scale=4, crop=(15, 1355, 720, 15)).buffer) for page in pages]
            return drawn, "".join(page.get_textpage().get_text_range() for page in pages)


@pytest.mark.parametrize(("lang", "bold"), STYLES)
def test_han_of_traditional_chinese_have_their_own_shapes_and_copy_as_what_they_are(lang: str, bold: bool) -> None:
    simplified, _ = _pictures("zh-Hans", bold)
    traditional, text = _pictures(lang, bold)
    shown = DIFFERENT + ALIKE + HONG_KONG
    differ = [character for character, one, other in zip(shown, simplified, traditional, strict=True)
              if one != other]  # fmt: skip
    own = DIFFERENT + HONG_KONG if lang == "zh-HK" else DIFFERENT
    # no bold face has 過 in mainland shapes: there both languages take the traditional one
    assert differ == [character for character in own if not (bold and character == "過")]
    assert text == shown


@pytest.mark.parametrize("bold", [False, True])
def test_common_traditional_characters_are_all_there_in_every_weight(bold: bool) -> None:
    """The 5,401 characters of Big5, level 1: none from another weight, or from a face of simplified Chinese."""
    text = "".join(map(chr, sorted(big5_common())))
    job = Job(text, "zh-Hant", 40, runs=((0, len(text), "bold"),) if bold else ())
    lines = typeset(text, lang=job.lang, measure=job.measure, runs=job.runs)
    faces = {cluster["face"] for line in report_of(job, lines)["lines"] for cluster in line["clusters"]}
    assert len(text) == 5401
    assert faces == {"NotoSerifTC-Bold" if bold else "NotoSerifTC-Regular"}
    assert not lines.missing


def test_a_traditional_character_of_a_bold_name_in_simplified_chinese_is_as_bold_as_its_neighbours() -> None:
    """And an ordinary one keeps mainland shapes, as printed in the mainland: 國 as well as 骨."""
    report = report_of(Job("骨國"), typeset("骨國", runs=[(0, 2, "bold")]))
    (line,) = report["lines"]
    assert [cluster["face"] for cluster in line["clusters"]] == ["NotoSerifSC-Bold", "NotoSerifTC-Bold"]
    (line,) = report_of(Job("骨國"), typeset("骨國"))["lines"]
    assert [cluster["face"] for cluster in line["clusters"]] == ["NotoSerifSC-Regular", "NotoSerifSCRare-Regular"]


FALLBACKS = [
    ({"text": "中文", "lang": "zh-Hant"}, ""),
    ({"text": "中國𠮷"}, ""),
    ({"text": "中國", "runs": [[0, 2, "bold"]]}, ""),
    ({"text": "中𠮷", "runs": [[0, 2, "bold"]]}, "`𠮷` not in NotoSerifSC-Bold"),
    ({"text": "龘中國龘", "lang": "zh-TW"}, "`龘` not in NotoSerifTC-Regular"),
    ({"text": "カナ", "lang": "ja"}, ""),
    ({"text": "日本", "lang": "ja-JP"}, "shapes of Japanese"),
    ({"text": "國", "lang": "ko"}, "shapes of Korean"),
]


@pytest.mark.parametrize(("job", "told"), FALLBACKS)
def test_a_character_that_is_not_drawn_as_asked_is_told(tmp_path: Path, job: dict[str, object], told: str) -> None:
    (tmp_path / "jobs.json").write_text(json.dumps([job], ensure_ascii=False), "utf-8")
    done = CliRunner().invoke(typeset_command, [str(tmp_path / "jobs.json"), "-o", str(tmp_path / "out.pdf")])
    assert done.exit_code == 0 and done.output.count("[text.other_face]") == bool(told)
    assert told in done.output


def test_every_song_and_hei_has_a_traditional_partner_of_its_weight() -> None:
    entries = book().entries
    for key, entry in entries.items():
        if "SC-" in key:
            (partner,) = book().traditional(key)
            assert entries[partner].weight == entry.weight
    assert book().traditional("BrochureKai-Regular") == ()


def test_a_character_beyond_the_common_ones_comes_from_the_other_faces() -> None:
    lines = typeset("龘彁", lang="zh-Hant")
    assert not lines.missing
    assert {run.face for line in lines.lines for _, run in line.runs} == {"NotoSerifSCRare-Regular"}
    assert is_traditional("zh-Hant-HK")


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "zh-HK", "ja", "en"])
@pytest.mark.parametrize("number", ["１，２３４", "１２．５", "１２：３０", "２０２４"])
def test_every_figure_of_a_full_width_number_is_set(number: str, lang: str) -> None:
    """The faces of traditional Chinese have the marks in it, but not the figures."""
    (line,) = report_of(Job(f"共{number}人", lang), typeset(f"共{number}人", lang=lang))["lines"]
    assert [cluster["text"] for cluster in line["clusters"]] == list(f"共{number}人")
    assert {cluster["advance"] for cluster in line["clusters"]} == {10.0}


@pytest.mark.parametrize("texts", [["⋯⋯⸺", "……——"], ["……——", "⋯⋯⸺"], ["……——"]])
def test_a_glyph_of_two_signs_means_the_usual_one(texts: list[str], tmp_path: Path) -> None:
    """Readers that do not know ActualText (pdfminer) read ToUnicode: there …… and —— stand, whatever came first."""
    (tmp_path / "jobs.json").write_text(json.dumps([{"text": f"天{text}地"} for text in texts]), "utf-8")
    done = CliRunner().invoke(typeset_command, [str(tmp_path / "jobs.json"), "-o", str(tmp_path / "out.pdf")])
    assert done.exit_code == 0, done.output
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        font = pdf.pages[0].Resources.Font
        meanings = "".join(font[name].ToUnicode.read_bytes().decode("ascii") for name in font.keys())  # noqa: SIM118
    assert "<2026>" in meanings and "<20142014>" in meanings
    assert "22EF" not in meanings and "2E3A" not in meanings
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as pdf:
        read = [page.get_textpage().get_text_range() for page in pdf]
    assert read == [f"天{text}地" for text in texts]


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "zh-TW", "zh-HK", "ja"])
@pytest.mark.parametrize(("dash", "wide"), [("——", 20.0), ("⸺", 20.0), ("—", 10.0)])
def test_a_dash_fills_its_ems_in_every_region(dash: str, wide: float, lang: str) -> None:
    """typography.md §12.1: the faces shorten it in all languages but that of the mainland."""
    (line,) = report_of(Job(f"走{dash}吧", lang), typeset(f"走{dash}吧", lang=lang))["lines"]
    places = [(cluster["text"], cluster["x"], cluster["advance"]) for cluster in line["clusters"]]
    assert places == [("走", 0.0, 10.0), (dash, 10.0, wide), ("吧", 10.0 + wide, 10.0)]
    (cluster,) = [cluster for cluster in line["clusters"] if cluster["text"] == dash]
    (run,) = [run for _, run in typeset(dash, lang=lang).lines[0].runs]
    assert sum(map(book().face(cluster["face"]).width, run.gids)) == wide * 100, "the glyph itself is as wide"
