"""A Word file → its headings, paragraphs, pictures and tables in order (Office Open XML, ECMA-376 part 1, §17).

Only what a brochure can use is read: heading levels (by style or outline level), bold, list items, pictures with the
paragraph that captions them, tables by rows. Deleted text of tracked changes is left out, inserted text is kept.
"""

from __future__ import annotations

import io
import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from typing import Literal

from brochure.dataclass import dataclass
from brochure.editorial.docx_text import LEFT_OUT, W, kept, lines, text
from brochure.regex import regex

_W = W
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
_HEADING = regex(r"(?:heading|标题|berschrift)\s*(\d)$", re.I)
_CAPTION = regex(r"caption|题注|图注|^(?:illustration|figure|插图|图)$", re.I)
_TITLE = regex(r"^(?:title|标题|书名)$", re.I)
_SUBTITLE = regex(r"^(?:subtitle|副标题)$", re.I)
_CAPTION_TEXT = regex(r"^(?:图|照片|Figure|Fig\.|Photo|Picture)\s*[\d一二三四五六七八九十]*\s*[:：.、 　]", re.I)
_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp")
_MAX_PART = 200_000_000
Kind = Literal["title", "subtitle", "heading", "text", "item", "picture", "caption", "row"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a Word file. `text` carries our marks (`**bold**`); a row keeps its cells apart."""

    kind: Kind
    text: str = ""
    level: int = 0
    picture: str = ""
    alt: str = ""
    cells: tuple[str, ...] = ()
    """Of a row: the text of each cell, a line for each paragraph."""


@dataclass(frozen=True, slots=True)
class WordFile:
    """The pieces in order, and the pictures by the names the pieces use."""

    pieces: tuple[Piece, ...]
    pictures: tuple[tuple[str, bytes], ...]
    lost: tuple[str, ...] = ()
    """What stands in the file but could not be taken over: drawings in formats that no printer reads, notes."""


def read_docx(data: bytes) -> WordFile:
    """Everything usable of a .docx. Raises ValueError when the file is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Reader(archive).read()
    except (zipfile.BadZipFile, KeyError, ET.ParseError) as error:
        raise ValueError(f"this is not a Word file (.docx): {error}") from error


class _Reader:
    """One archive being read."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())
        self.styles = dict(self._styles())
        self.targets, self.links = dict(self._targets(external=False)), dict(self._targets(external=True))
        self.pictures: dict[str, bytes] = {}
        self.lost: dict[str, None] = {}

    def read(self) -> WordFile:
        body = self._part("word/document.xml").find(f"{_W}body")
        pieces = list(self._pieces(body)) if body is not None else []
        self.lost |= dict.fromkeys(self._left_behind())
        return WordFile(tuple(_captioned(pieces)), tuple(self.pictures.items()), tuple(self.lost))

    def _left_behind(self) -> Iterator[str]:
        """What has words or lines of its own that are not taken over."""
        for name in sorted(self.names):
            kind = re.fullmatch(r"word/(footnotes|endnotes|comments|header|footer)\d*\.xml", name)
            if kind and any(text(part) for part in list(self._part(name)) if not part.get(f"{_W}type")):
                yield f"{kind[1]}s" if kind[1] in ("header", "footer") else kind[1]
        document = self.archive.read("word/document.xml")
        for mark, what in ((b"<m:t", "formulas"), (b"<w:sym ", "symbols"), (b"<w:rt>", "phonetic guides"),
                           (b"<c:chart ", "charts"), (b"<dgm:relIds ", "diagrams")):  # fmt: skip
            if mark in document:
                yield what

    def _part(self, name: str) -> ET.Element:
        if self.archive.getinfo(name).file_size > _MAX_PART:
            raise ValueError(f"{name} is too big")
        data = self.archive.read(name)
        if b"<!DOCTYPE" in data[:2000] or b"<!ENTITY" in data[:2000]:
            raise ValueError("a document type is not accepted")
        return ET.fromstring(data)

    def _styles(self) -> Iterator[tuple[str, str]]:
        """Style id → what it is: `title`, `caption`, `item` or a heading level; a style is what it is based on."""
        if "word/styles.xml" not in self.names:
            return
        found = dict(self._named_styles())
        yield from found.items()
        for style in self._part("word/styles.xml").iter(f"{_W}style"):
            base = _value(style.find(f"{_W}basedOn"))
            if base in found and style.get(f"{_W}styleId", "") not in found and found[base] == "caption":
                yield style.get(f"{_W}styleId", ""), found[base]

    def _named_styles(self) -> Iterator[tuple[str, str]]:
        for style in self._part("word/styles.xml").iter(f"{_W}style"):
            key, name = style.get(f"{_W}styleId", ""), _value(style.find(f"{_W}name"))
            level = style.find(f"{_W}pPr/{_W}outlineLvl")
            heading = _HEADING.search(name)
            if heading:
                yield key, heading[1]
            elif _TITLE.match(name):
                yield key, "title"
            elif _SUBTITLE.match(name):
                yield key, "subtitle"
            elif _CAPTION.search(name):
                yield key, "caption"
            elif style.find(f"{_W}pPr/{_W}numPr") is not None:
                yield key, "item"
            elif level is not None and _value(level).isdigit() and int(_value(level)) < 9:
                yield key, str(int(_value(level)) + 1)

    def _targets(self, external: bool) -> Iterator[tuple[str, str]]:
        """Id → a part of the archive, or (`external`) the address of a link."""
        name = "word/_rels/document.xml.rels"
        if name in self.names:
            for relation in self._part(name):
                if external and re.match(r"(?:https?://|mailto:)[^\s()]+$", relation.get("Target", "")):
                    yield relation.get("Id", ""), relation.get("Target", "")
                elif not external and relation.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("word", relation.get("Target", "")))
                    yield relation.get("Id", ""), target.lstrip("/")

    # --- body ---

    def _pieces(self, body: ET.Element) -> Iterator[Piece]:
        for child in body:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag not in LEFT_OUT:
                yield from self._pieces(child)  # content controls, insertions and other wrappers

    def _table(self, table: ET.Element) -> Iterator[Piece]:
        """Its rows; a table in a cell is part of the cell's text."""
        for row in _inner(table, f"{_W}tr"):
            cells = tuple(
                "\n".join(said for p in kept(cell, f"{_W}p") if (said := text(p, self.links)))
                for cell in _inner(row, f"{_W}tc")
            )
            for paragraph in kept(row, f"{_W}p"):
                for name, alt in self._drawn(paragraph):
                    yield Piece("picture", picture=name, alt=alt)
            if any(cells):
                yield Piece("row", cells=cells)
            for box in kept(row, f"{_W}txbxContent"):
                yield from self._pieces(box)

    def _paragraph(self, paragraph: ET.Element) -> Iterator[Piece]:
        for name, alt in self._drawn(paragraph):
            yield Piece("picture", picture=name, alt=alt)
        for box in kept(paragraph, f"{_W}txbxContent"):  # a text box, where programs keep a picture with its caption
            yield from self._pieces(box)
        for line in lines(text(paragraph, self.links)):
            yield self._worded(paragraph, line)

    def _worded(self, paragraph: ET.Element, text: str) -> Piece:
        """A piece of text, by the style of its paragraph."""
        style = self.styles.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")), "")
        outline = _value(paragraph.find(f"{_W}pPr/{_W}outlineLvl"))
        if outline.isdigit() and int(outline) < 9:
            style = str(int(outline) + 1)
        if style.isdigit():
            return Piece("heading", text.replace("**", ""), int(style))
        if style in ("title", "subtitle", "caption"):
            kind: Kind = "title" if style == "title" else "subtitle" if style == "subtitle" else "caption"
            return Piece(kind, text.replace("**", ""))
        listed = style == "item" or paragraph.find(f"{_W}pPr/{_W}numPr") is not None
        return Piece("item" if listed else "text", text)

    def _drawn(self, paragraph: ET.Element) -> Iterator[tuple[str, str]]:
        """(name, description) of the pictures of a paragraph; each file is kept once."""
        found: dict[str, str] = {}
        for drawing in kept(paragraph, f"{_W}drawing"):
            about = drawing.find(f".//{_WP}docPr")
            alt = (about.get("descr") or "").strip() if about is not None else ""
            found |= {blip.get(f"{_R}embed", ""): alt for blip in kept(drawing, f"{_A}blip")}
        found |= {image.get(f"{_R}id", ""): "" for image in kept(paragraph, f"{_V}imagedata")}
        for key, alt in found.items():
            target = self.targets.get(key, "")
            name = posixpath.basename(target)
            if target in self.names and not name.lower().endswith(_PICTURES):
                self.lost[name] = None
            elif target in self.names:
                if self.archive.getinfo(target).file_size > _MAX_PART:
                    raise ValueError(f"{target} is too big")
                self.pictures[name] = self.archive.read(target)
                yield name, alt


def _captioned(pieces: list[Piece]) -> Iterator[Piece]:
    """A paragraph after a picture that begins like a caption is one, whatever its style."""
    for before, piece in zip([None, *pieces], pieces, strict=False):
        follows = before is not None and before.kind == "picture"
        if piece.kind == "text" and follows and _CAPTION_TEXT.match(piece.text):
            yield Piece("caption", piece.text.replace("**", ""))
        else:
            yield piece


def _inner(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    """The nearest elements of a kind below, through wrappers, not those inside one another."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in LEFT_OUT and child.tag not in (f"{_W}p", f"{_W}tbl"):
            yield from _inner(child, tag)


def _value(element: ET.Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val", "")
