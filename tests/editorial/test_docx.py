"""A Word file becomes the skeleton of a brochure."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from editorial_making import PICTURE
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.blocks import KINDS
from brochure.commands.exchange import import_command
from brochure.diagnostics import Sink
from brochure.editorial.docx import read_docx
from brochure.editorial.skeleton import skeleton
from brochure.load import load
from brochure.project import Project

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {W}><w:style w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="C"><w:name w:val="caption"/></w:style></w:styles>"""
RELS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="image" Target="media/image1.jpg"/></Relationships>"""
DRAWING = """<w:r><w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
 <wp:inline><wp:docPr id="1" name="p" descr="园区一角"/><a:blip r:embed="r1"/></wp:inline></w:drawing></w:r>"""


def p(text: str, style: str = "", extra: str = "") -> str:
    runs = "".join(
        f"<w:r><w:rPr>{'<w:b/>' if at % 2 else ''}</w:rPr><w:t xml:space='preserve'>{part}</w:t></w:r>"
        for at, part in enumerate(text.split("*"))
    )
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{look}{extra}</w:pPr>{runs}</w:p>"


def docx(*body: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{''.join(body)}</w:body></w:document>")
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("word/_rels/document.xml.rels", RELS)
        archive.writestr("word/media/image1.jpg", PICTURE.read_bytes())
    return buffer.getvalue()


def loaded(text: str, folder: Path) -> tuple[object, Sink]:
    (folder / "brochure.root").touch()
    (folder / "photos").mkdir(exist_ok=True)
    (folder / "photos" / "image1.jpg").write_bytes(PICTURE.read_bytes())
    (folder / "b.yaml").write_text(text, "utf-8")
    sink = Sink()
    return load(Project(folder / "b.yaml"), {kind.name: kind.model for kind in KINDS}, sink), sink


BILINGUAL = docx(
    p("园区的一年", "T"), p("A Year of the Park", "T"),
    p("开局", "H1"), p("The Start", "H1"),
    p("今年*重点*项目{12}个。"), p("This year there are 12 *key* projects."),
    f"<w:p>{DRAWING}</w:p>", p("图1：园区一角（张三 摄）", "C"), p("Figure 1: A corner of the park", "C"),
    p("收官", "H1"), p("The End", "H1"), p("第二段。"), p("The second."),
)  # fmt: skip


def test_a_bilingual_word_file_becomes_a_brochure_that_loads(tmp_path: Path) -> None:
    word = read_docx(BILINGUAL)
    text = skeleton(word)
    brochure, sink = loaded(text, tmp_path)
    assert brochure is not None
    assert [f for f in sink.found if f.severity == "error" and "credit" not in f.path and "alt" not in f.path] == []
    assert 'title: {zh: "园区的一年", en: "A Year of the Park"}' in text
    assert 'title: {zh: "开局", en: "The Start"}' in text
    assert "        今年**重点**项目{{12}}个。" in text
    assert "        This year there are 12 **key** projects." in text
    assert 'caption: {zh: "园区一角", en: "A corner of the park"}' in text
    assert 'credit: {zh: "张三 摄"}' in text
    assert [name for name, _ in word.pictures] == ["image1.jpg"]


def test_a_chinese_word_file_keeps_its_words_in_order() -> None:
    text = skeleton(read_docx(docx(p("标题", "T"), p("甲。"), p("乙。"), p("丙", "H1"), p("丁。"))))
    assert [line.strip() for line in text.split("\n") if line.strip() in ("甲。", "乙。", "丁。")] == [
        "甲。",
        "乙。",
        "丁。",
    ]
    assert "en:" not in text


def test_a_table_of_two_languages_becomes_pairs() -> None:
    row = "<w:tr><w:tc>" + p("一栋楼") + "</w:tc><w:tc>" + p("One building") + "</w:tc></w:tr>"
    text = skeleton(read_docx(docx(p("标题", "T"), p("节", "H1"), f"<w:tbl>{row}</w:tbl>")))
    assert "      zh: |\n        一栋楼\n      en: |\n        One building" in text


def test_tracked_deletions_are_left_out() -> None:
    gone = "<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
    assert "留" in skeleton(read_docx(docx(gone))) and "删" not in skeleton(read_docx(docx(gone)))


def test_a_line_break_between_the_languages_parts_them() -> None:
    text = skeleton(read_docx(docx("<w:p><w:r><w:t>中文一行</w:t><w:br/><w:t>A line of English</w:t></w:r></w:p>")))
    assert "      zh: |\n        中文一行\n      en: |\n        A line of English" in text


def test_rows_keep_their_paragraphs_and_lose_their_numbering() -> None:
    cells = (
        "<w:tc>" + p("1") + "</w:tc>",
        "<w:tc>" + p("甲。") + p("乙。") + "</w:tc>",
        "<w:tc>" + p("One.") + p("Two.") + "</w:tc>",
    )
    table = f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>"
    text = skeleton(read_docx(docx(table)))
    assert "        甲。\n\n        乙。\n      en: |\n        One.\n\n        Two.\n" in text
    assert "1" not in text.partition("sections:")[2].replace("section-1", "")


def test_a_heading_without_text_stands_over_the_next() -> None:
    text = skeleton(read_docx(docx(p("题", "T"), p("上", "H1"), p("下", "", '<w:outlineLvl w:val="1"/>'), p("字。"))))
    assert 'kicker: {zh: "上"}\n    title: {zh: "下"}' in text and "待补" not in text


def test_a_word_file_written_by_libreoffice(tmp_path: Path) -> None:
    """Its pictures stand with their captions in frames, its bullets and headings in styles of its own."""
    out = tmp_path / "brochure.yaml"
    (tmp_path / "brochure.root").touch()
    done = CliRunner().invoke(import_command, [str(Path(__file__).parent / "libreoffice.docx"), "-o", str(out)])
    assert done.exit_code == 0, done.output
    sink = Sink()
    brochure = load(Project(out), {kind.name: kind.model for kind in KINDS}, sink)
    assert brochure is not None
    assert not sink.found and brochure.untranslated, "a draft may lack its English"
    (story,) = [block for block in brochure.walk() if block.kind == "story"]
    assert [text.text for text in story.text.zh] == ["第一段文字，含粗体字。", "要点一", "两栋楼。"]  # type: ignore[attr-defined]
    assert [text.text for text in story.text.en] == [  # type: ignore[attr-defined]
        "The first paragraph, with words in bold.", "Point one", "Two buildings.",
    ]  # fmt: skip
    (photo,) = story.photos  # type: ignore[attr-defined]
    assert photo.alt.plain("zh") == "会议现场，十余人围坐" and photo.credit.plain("zh") == "王五 摄"
    assert photo.caption.plain("zh") == "会议现场" and photo.caption.plain("en") == "The meeting"
    assert Path(photo.file).read_bytes()[:4] == b"\x89PNG"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def wrapped(words: list[str]) -> str:
    """Every word in another of the places where Word and LibreOffice put words."""
    box = '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r>'
    forms = (
        "<w:p>{}</w:p>",
        "<w:p><w:ins>{}</w:ins></w:p>",
        "<w:p><w:smartTag>{}</w:smartTag></w:p>",
        "<w:p><w:hyperlink>{}</w:hyperlink></w:p>",
        "<w:p><w:fldSimple>{}</w:fldSimple></w:p>",
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p>{}</w:p></w:sdtContent></w:sdt>",
        "<w:p><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>",
        "<w:customXml><w:p>{}</w:p></w:customXml>",
        f"<w:p>{box.format('<w:p>{}</w:p>')}</w:p>",
        "<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:sdt><w:sdtContent><w:tc><w:p>{}</w:p></w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
        f"<w:tbl><w:tr><w:tc><w:p>{box.format('<w:p>{}</w:p>')}</w:p></w:tc></w:tr></w:tbl>",
    )
    return "".join(forms[number % len(forms)].replace("{}", run(word)) for number, word in enumerate(words))


@given(st.permutations([f"字{number}号" for number in range(26)]))
@settings(max_examples=20)
def test_every_word_comes_in_once_wherever_it_stands(words: list[str]) -> None:
    text = skeleton(read_docx(docx(wrapped(words))))
    assert sorted(re.findall(r"字\d+号", text)) == sorted(words)


def test_what_stands_outside_the_text_is_named() -> None:
    buffer = io.BytesIO(docx(p("甲。")))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/comments.xml", f"<w:comments {W}><w:comment>{p('批注')}</w:comment></w:comments>")
        archive.writestr("word/header1.xml", f"<w:hdr {W}>{p('页眉')}</w:hdr>")
        archive.writestr("word/footer1.xml", f"<w:ftr {W}>{p('')}</w:ftr>")
    assert read_docx(buffer.getvalue()).lost == ("comments", "headers")


def test_a_link_keeps_its_address() -> None:
    rels = RELS.replace(
        "</Relationships>",
        '<Relationship Id="h1" Type="hyperlink" Target="https://example.org/a" TargetMode="External"/></Relationships>',
    )
    name = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    body = f'<w:p>{run("见")}<w:hyperlink {name} r:id="h1">{run("官")}{run("网")}</w:hyperlink>{run("。")}</w:p>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", rels)
    assert "        见[官网](https://example.org/a)。\n" in skeleton(read_docx(buffer.getvalue()))


def test_a_subtitle_in_the_other_language_is_the_titles_other_half() -> None:
    styles = '<w:style w:styleId="S"><w:name w:val="Subtitle"/></w:style></w:styles>'

    def cover(subtitle: str) -> str:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            body = p("湖滨", "T") + p(subtitle, "S") + p("甲。")
            archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
            archive.writestr("word/styles.xml", STYLES.replace("</w:styles>", styles))
        return skeleton(read_docx(buffer.getvalue()))

    assert '    title: {zh: "湖滨", en: "By the Lake"}\n' in cover("By the Lake")
    assert '    title: {zh: "湖滨"}\n    subtitle: {zh: "向湖而生"}\n' in cover("向湖而生")


def test_an_import_overwrites_nothing(tmp_path: Path) -> None:
    word, out = tmp_path / "a.docx", tmp_path / "b.yaml"
    word.write_bytes(BILINGUAL)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "image1.jpg").write_bytes(b"mine")
    done = CliRunner().invoke(import_command, [str(word), "-o", str(out)])
    assert done.exit_code == 1 and not out.exists()
    assert (tmp_path / "photos" / "image1.jpg").read_bytes() == b"mine"


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(ValueError, match="not a Word file"):
        read_docx(b"PK\x03\x04 nonsense")
