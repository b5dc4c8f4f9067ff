"""A PDF and what was found in it → its annotated proof, a file that appears whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from brochure.annotating.listing import Link, list_document, list_pages
from brochure.annotating.marks import mark
from brochure.annotating.places import numbered
from brochure.diagnostics import Diagnostic, Sink
from brochure.files import CannotWrite, write_whole
from brochure.geometry import MM
from brochure.pdf.writer import OutputOptions, write_pdf
from brochure.ticket.sheet import A4, book

_CLAIMS = ("/GTS_PDFXVersion", "/GTS_PDFXConformance")


def annotate(source: Path, findings: Sequence[Diagnostic], out: Path, sink: Sink, name: str = "") -> bool:
    """Write `source` with its findings marked to `out`; False after the finding that says why it could not be done.

    `name` stands on the list instead of the file's own. The copy no longer claims PDF/X: marks lie on its pages.
    """
    if sink.would_replace(out, [source]):
        return False
    try:
        with pikepdf.open(source) as pdf:
            if pdf.is_encrypted:
                _refuse(sink, source, "加了密", "is encrypted")
                return False
            data = _annotated(pdf, findings, name or source.name)
        write_whole(out, data)
    except pikepdf.PasswordError:
        _refuse(sink, source, "有密码", "is locked by a password")
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError) as error:
        _refuse(sink, source, f"读不完整（{str(error)[:80]}）", f"cannot be read to its end ({str(error)[:80]})")
    except CannotWrite as error:
        sink.unwritable(error)
    except OSError as error:
        _refuse(sink, source, f"读不了（{error.strerror}）", f"cannot be read ({error.strerror})")
    else:
        return True
    return False


def _refuse(sink: Sink, source: Path, zh: str, en: str) -> None:
    after = "，做不了标注样张：请另存一份完好、不加密的 PDF"
    also = "so its places cannot be marked; save it whole and without a password"
    sink.error("annotate.unreadable", f"{source.name} {zh}{after}", f"{source.name} {en}, {also}")


def _annotated(pdf: pikepdf.Pdf, findings: Sequence[Diagnostic], name: str) -> bytes:
    count = len(pdf.pages)
    notes = numbered(findings, count)
    mark(pdf, notes)
    pages, links = list_pages(notes, name, count)
    made = io.BytesIO()
    title = f"标注样张 Annotated proof: {name}"
    with pikepdf.open(io.BytesIO(_written(list_document(pages, title)))) as listed:
        pdf.pages.extend(listed.pages)
        _link(pdf, count, links)
        _rename(pdf, title)
        pdf.save(made, deterministic_id=True, min_version="1.5", linearize=False)
    return made.getvalue()


def _written(document: object) -> bytes:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        file = Path(folder) / "list.pdf"
        write_pdf(document, book(), file, OutputOptions(edition="screen", tagged=False), Sink())  # type: ignore[arg-type]
        return file.read_bytes()


def _link(pdf: pikepdf.Pdf, first: int, links: Sequence[Link]) -> None:
    """From each number on the list to its page."""
    for index in range(first, len(pdf.pages)):
        here = [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Annot, Subtype=Name.Link, F=4, Border=Array([0, 0, 0]),
                    Rect=Array([link.x * MM, A4.height - (link.y + link.height) * MM,
                                (link.x + link.width) * MM, A4.height - link.y * MM]),
                    Dest=Array([pdf.pages[link.note.page - 1].obj, Name.Fit]),
                )
            )
            for link in links
            if link.sheet == index - first
        ]  # fmt: skip
        if here:
            pdf.pages[index].obj.Annots = Array(here)


def _rename(pdf: pikepdf.Pdf, title: str) -> None:
    """The copy says what it is, and claims no standard that it no longer keeps."""
    for key in _CLAIMS:
        if key in pdf.docinfo:
            del pdf.docinfo[key]
    if "/PageLabels" in pdf.Root:
        del pdf.Root.PageLabels
    pdf.docinfo["/Title"] = title
    if "/Metadata" in pdf.Root:
        del pdf.Root.Metadata
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = title
