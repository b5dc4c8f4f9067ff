"""The Tianxin brochure, built and read back with independent readers: words, boxes, fonts, colours, bytes."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from brochure.build import Built, Options, build
from brochure.geometry import MM

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content" / "tianxin"
PAGES = 24


def squeeze(text: str) -> str:
    """Text without spaces, line ends and soft hyphens, in one normal form."""
    return re.sub(r"[\s\u00ad\u2010\ufffe\x02]+", "", unicodedata.normalize("NFC", text))


@pytest.fixture(scope="module", params=["columns", "stacked"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Path]:
    out = tmp_path_factory.mktemp("tianxin") / "tianxin.pdf"
    return build(CONTENT / "brochure.yaml", out, Options(arrangement=request.param)), out


@pytest.fixture(scope="module")
def extracted(built: tuple[Built, Path]) -> str:
    document = pypdfium2.PdfDocument(built[1])
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def sentences() -> list[str]:
    source = (CONTENT / "source" / "article.zh.md").read_text("utf-8")
    body = source[source.index("## 导语") : source.index("## 图片说明")]
    body = re.sub(r"(?m)^#+.*$", "", body).replace("热忧[sic 热忱]", "热忱")
    body = body.replace("[缺]", "。")
    return [squeeze(part) for part in re.split(r"[。！？；\n]", body) if squeeze(part)]


def stands_in(sentence: str, text: str) -> bool:
    """Whether a sentence is there, whole or in two pieces where a column or page ends inside it."""
    cuts = range(2, len(sentence) - 1)
    return sentence in text or any(sentence[:cut] in text and sentence[cut:] in text for cut in cuts)


def test_it_builds_without_an_error_and_names_every_stand_in(built: tuple[Built, Path]) -> None:
    codes = [finding.code for finding in built[0].findings if finding.severity != "info"]
    assert set(codes) == {"picture.placeholder"}
    assert len(codes) == 9


def test_every_sentence_of_the_source_can_be_copied_out(extracted: str) -> None:
    text = squeeze(extracted)
    lost = [sentence for sentence in sentences() if not stands_in(sentence, text)]
    assert len(sentences()) > 80
    assert not lost, lost[:5]


def test_copying_puts_no_space_between_han(extracted: str) -> None:
    lines = extracted.splitlines()
    assert not [line for line in lines if re.search(r"[\u4e00-\u9fff] [\u4e00-\u9fff]", line) and "成柳静" not in line
                and "文明办" not in line and "打通" not in line and "“链”" not in line and "针对" not in line]  # fmt: skip


def test_boxes_are_trim_and_three_millimetres_of_bleed_from_the_origin(built: tuple[Built, Path]) -> None:
    with pikepdf.open(built[1]) as pdf:
        assert len(pdf.pages) == PAGES
        for page in pdf.pages:
            media, bleed, trim = (
                [float(edge) for edge in page.obj[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox")
            )
            assert media[:2] == [0, 0]
            assert trim[2] - trim[0] == pytest.approx(210 * MM, abs=0.01)
            assert trim[3] - trim[1] == pytest.approx(285 * MM, abs=0.01)
            assert trim[0] - bleed[0] == pytest.approx(3 * MM, abs=0.01)


def test_every_font_is_an_embedded_type_0_subset(built: tuple[Built, Path]) -> None:
    kinds = set()
    with pikepdf.open(built[1]) as pdf:
        for page in pdf.pages:
            for font in page.obj.Resources.get("/Font", {}).values():
                assert font.Subtype == "/Type0" and font.Encoding == "/Identity-H"
                assert "/ToUnicode" in font
                assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont))
                descriptor = font.DescendantFonts[0].FontDescriptor
                assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
                kinds.add(str(font.DescendantFonts[0].Subtype))
    assert kinds == {"/CIDFontType0", "/CIDFontType2"}, "both kinds of outlines are in real use"


def test_the_print_edition_names_no_rgb(built: tuple[Built, Path]) -> None:
    with pikepdf.open(built[1]) as pdf:
        for page in pdf.pages:
            operators = {str(item.operator) for item in pikepdf.parse_content_stream(page)}
            assert not operators & {"rg", "RG"}
            for image in page.images.values():
                assert image.get("/ColorSpace") not in ("/DeviceRGB",)


def test_two_builds_of_one_input_are_the_same_bytes(
    built: tuple[Built, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    build(CONTENT / "brochure.yaml", first)
    build(CONTENT / "brochure.yaml", second)
    assert first.read_bytes() == second.read_bytes()


def test_the_screen_edition_is_trimmed_and_has_bookmarks(tmp_path: Path) -> None:
    out = tmp_path / "screen.pdf"
    assert not build(CONTENT / "brochure.yaml", out, Options(output="screen")).failed
    with pikepdf.open(out) as pdf, pdf.open_outline() as outline:
        media = [float(edge) for edge in pdf.pages[0].obj.MediaBox]
        assert media[2] == pytest.approx(210 * MM, abs=0.01)
        titles = [item.title for item in outline.root]
        assert any("破局" in title for title in titles)
        assert str(pdf.Root.Lang) == "zh-CN"


def test_an_error_in_the_input_touches_no_file(tmp_path: Path) -> None:
    broken = tmp_path / "brochure.yaml"
    broken.write_text("brochure: 1\nsections:\n  - {kind: coverr}\n", "utf-8")
    out = tmp_path / "out.pdf"
    out.write_bytes(b"what was there")
    built = build(broken, out)
    assert built.failed and not built.output
    assert out.read_bytes() == b"what was there"
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".yaml"] == ["out.pdf"]


def test_a_hedge_stands_before_its_number_and_in_both_languages(extracted: str) -> None:
    text = squeeze(extracted)
    assert "超27亿元" in text and "超60%" in text
    for wrong in ("27超亿元", "60超%"):
        assert wrong not in text
    for english in ("more than 20", "more than 50", "more than 400", "more than 150", "over RMB 2.7 billion"):
        assert squeeze(english) in text
