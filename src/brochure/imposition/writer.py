"""Sheets as a PDF: the source's pages become form XObjects in place, so fonts and pictures are shared.

Everything that makes the source PDF/X stays: output intent, Info, the XMP packet but for its identity, layers. What
only a reader wants (bookmarks, page labels, structure) goes. Equal input gives equal bytes; the file appears whole or
not at all.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from brochure.dataclass import dataclass
from brochure.files import whole
from brochure.geometry import Matrix, Size, times
from brochure.imposition.drawing import fixed, joined
from brochure.imposition.placement import Box
from brochure.imposition.reader import Source, inherited

_KEPT = {"/Type", "/Pages", "/Metadata", "/OutputIntents", "/OCProperties", "/Lang"}
"""What a catalogue of sheets says; the rest of it leads to pages that are no longer there."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A source page (from 0) on a sheet: `matrix` from the upright page, `clip` in sheet space."""

    page: int
    clip: Box
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class OutPage:
    """One page of the result, in points; `over` is drawn on top of the pages."""

    size: Size
    trim: Box
    bleed: Box
    pages: tuple[Drawn, ...]
    over: bytes


class Damaged(Exception):
    """The source could not be read through without mending."""


def write(source: Source, pages: Sequence[OutPage], out: Path) -> None:
    """Replace the source's pages by these and save the result as `out`. The source must not be used again.

    Raises Damaged, or what the library raises, when the source proves broken on the way; then there is no file.
    """
    pdf = source.pdf
    forms: dict[int, Any] = {}
    for page in pages:
        for drawn in page.pages:
            if drawn.page not in forms:
                forms[drawn.page] = _form(source, drawn.page)
    made = [_sheet(pdf, source, page, forms) for page in pages]
    while len(pdf.pages):
        del pdf.pages[-1]
    for one in made:
        pdf.pages.append(pikepdf.Page(one))
    for key in [key for key in pdf.Root.keys() if key not in _KEPT]:  # noqa: SIM118
        del pdf.Root[key]
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    _identify(pdf, pages)
    _save(source, out)


def _save(source: Source, out: Path) -> None:
    version = {"PDF/X-4": "1.6", "PDF/X-1a:2003": "1.4"}.get(source.standard, source.pdf.pdf_version)
    with whole(out) as file:
        source.pdf.save(
            file,
            force_version=version,
            fix_metadata_version=False,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
        )
        if warnings := source.pdf.get_warnings():
            raise Damaged(warnings[0])


# ---- pages as forms


def _form(source: Source, index: int) -> Any:
    """A page as a form XObject in its own space, bounded by its bleed (ISO 32000-1, 8.10); its bytes as they are."""
    pdf, page = source.pdf, source.objects[index]
    clip = source.pages[index].clip
    data, entries = _content(page.get("/Contents"))
    form = pikepdf.Stream(pdf, data)
    for key, value in entries.items():
        form[key] = value
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = _array(clip)
    form.Resources = inherited(page, "/Resources") or Dictionary()
    group = page.get("/Group")
    if isinstance(group, Dictionary):
        # a page's group is isolated by nature (11.4.7); a form's only when it says so
        form.Group = pdf.make_indirect(Dictionary(dict(group.items())))
        form.Group.I = True
    return form


def _content(contents: Any) -> tuple[bytes, dict[str, Any]]:
    """A page's content with its filter: untouched when it is one stream, else joined (7.8.2) and compressed anew."""
    if isinstance(contents, pikepdf.Stream):
        contents.read_bytes()  # a broken stream is found now, not at the press
        entries = {key: contents[key] for key in ("/Filter", "/DecodeParms") if key in contents}
        return contents.read_raw_bytes(), entries
    parts = [part.read_bytes() for part in contents] if contents is not None else []
    return zlib.compress(b"\n".join(parts), 6), {"/Filter": Name.FlateDecode}


def _sheet(pdf: pikepdf.Pdf, source: Source, page: OutPage, forms: dict[int, Any]) -> Any:
    used = sorted({drawn.page for drawn in page.pages})
    names = {index: f"/P{index + 1}" for index in used}
    content: list[bytes] = []
    for drawn in page.pages:
        box = drawn.clip
        area = joined(box.x0, box.y0, box.width, box.height)
        matrix = joined(*times(source.pages[drawn.page].upright, drawn.matrix))
        content.append(f"q {area} re W n {matrix} cm {names[drawn.page]} Do Q\n".encode())
    content.append(page.over)
    stream = pikepdf.Stream(pdf, zlib.compress(b"".join(content), 6))
    stream.Filter = Name.FlateDecode
    one = Dictionary(
        Type=Name.Page,
        MediaBox=_array(Box(0, 0, page.size.width, page.size.height)),
        BleedBox=_array(page.bleed),
        TrimBox=_array(page.trim),
        Resources=Dictionary(
            XObject=Dictionary({names[index]: forms[index] for index in used}),
            ColorSpace=Dictionary({f"/{name}": space for name, space in source.inks.spaces.items()}),
        ),
        Contents=stream,
    )
    group = next((forms[index].Group for index in used if "/Group" in forms[index]), None)
    if group is not None:
        one.Group = group
    return pdf.make_indirect(one)


def _array(box: Box) -> Array:
    return Array([pikepdf.Object.parse(fixed(value).encode()) for value in box])


# ---- identity


def _identify(pdf: pikepdf.Pdf, pages: Sequence[OutPage]) -> None:
    """A new DocumentID and InstanceID in the XMP packet, from the old ones and the sheets; all else stays as it is."""
    metadata = pdf.Root.get("/Metadata")
    if not isinstance(metadata, pikepdf.Stream):
        return
    packet = metadata.read_bytes()
    seed = blake2b(packet + repr(pages).encode(), digest_size=16)
    for number, key in enumerate((b"DocumentID", b"InstanceID")):
        digits = blake2b(bytes([number]), key=seed.digest(), digest_size=16).hexdigest()
        shown = f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}".encode()
        packet = re.sub(
            rb"(<xmpMM:" + key + rb">|\bxmpMM:" + key + rb"\s*=\s*[\"'])[^<\"']*", rb"\g<1>uuid:" + shown, packet
        )
    fresh = pikepdf.Stream(pdf, packet)
    fresh.Type, fresh.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = fresh
