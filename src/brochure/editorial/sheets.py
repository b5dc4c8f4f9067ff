"""Segments as an Excel workbook and back, in the least of Office Open XML that Excel, WPS and LibreOffice agree on.

Columns: name, source, target, context, limit, terms. Only the target column is to be changed. Written with inline
strings; read with inline or shared strings, because every program that saves the file turns one into the other.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from brochure.editorial.exchange import Returned
from brochure.editorial.segments import joined, segments
from brochure.model import Brochure

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEADER = ("编号 id", "中文 source", "译文 target", "语境 context", "字符上限 limit", "术语 terms")
_WIDTHS = (24, 60, 60, 22, 10, 40)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}"><sheets>'
    '<sheet name="texts" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
_MAX_PART = 50_000_000
"""Bytes of one part when unpacked; a brochure has a thousandth of that."""


def to_xlsx(
    brochure: Brochure, source: str = "zh", target: str = "en", limits: Mapping[str, int] | None = None
) -> bytes:
    """A workbook of the whole brochure; the same bytes for the same brochure."""
    rows = [_HEADER]
    for segment in segments(brochure, source, target, limits):
        terms = "; ".join(f"{zh} = {en}" for zh, en in segment.terms)
        texts = joined(segment.source, source), joined(segment.target, target)
        rows.append((segment.name, *texts, segment.context, str(segment.limit or ""), terms))
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(_WIDTHS, 1)
    )
    body = "".join(_row(number, row) for number, row in enumerate(rows, 1))
    sheet = f'<worksheet xmlns="{_MAIN}"><cols>{columns}</cols><sheetData>{body}</sheetData></worksheet>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (*_PARTS.items(), ("xl/worksheets/sheet1.xml", sheet)):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), _XML + content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _row(number: int, row: tuple[str, ...]) -> str:
    cells = "".join(
        f'<c r="{"ABCDEF"[column]}{number}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
        for column, text in enumerate(row)
        if text
    )
    return f'<row r="{number}">{cells}</row>'


def from_xlsx(data: bytes) -> Iterator[Returned]:
    """The rows of the first sheet that have a translation."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        shared = _strings(archive) if "xl/sharedStrings.xml" in names else []
        sheet = min(name for name in names if re.fullmatch(r"xl/worksheets/sheet\d*\.xml", name))
        root = _part(archive, sheet)
    for row in list(root.iter(f"{{{_MAIN}}}row"))[1:]:
        cells = {re.sub(r"\d", "", cell.get("r", "")): _value(cell, shared) for cell in row}
        if cells.get("A") and cells.get("C"):
            yield Returned(cells["A"], cells.get("B", ""), cells["C"])


def _part(archive: zipfile.ZipFile, name: str) -> ET.Element:
    if archive.getinfo(name).file_size > _MAX_PART:
        raise ValueError(f"{name} is too big")
    data = archive.read(name)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ValueError("a document type is not accepted")
    return ET.fromstring(data)


def _strings(archive: zipfile.ZipFile) -> list[str]:
    return [_text(item) for item in _part(archive, "xl/sharedStrings.xml").iter(f"{{{_MAIN}}}si")]


def _value(cell: ET.Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return _text(cell)
    value = cell.findtext(f"{{{_MAIN}}}v") or ""
    return shared[int(value)] if cell.get("t") == "s" and value.isdigit() and int(value) < len(shared) else value


def _text(element: ET.Element) -> str:
    """All runs of a rich text, without phonetic guides."""
    return "".join(
        part.text or ""
        for child in element.iter()
        if child.tag.rpartition("}")[2] in ("is", "si", "r")
        for part in child.findall(f"{{{_MAIN}}}t")
    )
