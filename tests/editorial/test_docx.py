"""A Word file becomes the skeleton of a brochure."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from editorial_making import PICTURE

from brochure.blocks import KINDS
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
    row = "<w:tr><w:tc>" + p("中文") + "</w:tc><w:tc>" + p("English") + "</w:tc></w:tr>"
    text = skeleton(read_docx(docx(p("标题", "T"), p("节", "H1"), f"<w:tbl>{row}</w:tbl>")))
    assert "      zh: |\n        中文\n      en: |\n        English" in text


def test_tracked_deletions_are_left_out() -> None:
    gone = "<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
    assert "留" in skeleton(read_docx(docx(gone))) and "删" not in skeleton(read_docx(docx(gone)))


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(ValueError, match="not a Word file"):
        read_docx(b"PK\x03\x04 nonsense")
