"""A finished PDF under preflight: its standard clause by clause, then every page against a printer's profile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf

from brochure.diagnostics import Sink
from brochure.geometry import MM, Rect
from brochure.preflight.fonts import FontReader
from brochure.preflight.ink import ink_faults
from brochure.preflight.pdf_rules import check_pdf
from brochure.preflight.placed import Sheet
from brochure.preflight.press import Fault
from brochure.preflight.printers import Printer
from brochure.preflight.run import preflight
from brochure.preflight.streams import sheet_of
from brochure.separations.boxes import inherited
from brochure.separations.plates import Separator


def check_file(path: Path, printer: Printer, sink: Sink) -> None:
    """Everything that is wrong with the file as a job for this printer; one finding when it cannot be read."""
    check_pdf(path, sink)
    if any(finding.code in ("pdf.unreadable", "pdf.locked") for finding in sink.found):
        return
    with pikepdf.open(path) as pdf, Separator(path) as separator:
        fonts: dict[object, FontReader] = {}
        sheets = []
        for number, page in enumerate(pdf.pages, 1):
            try:
                sheets.append(sheet_of(page, number, fonts))
            except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
                zh, en = f"第 {number} 页的内容读不下去", f"the contents of page {number} cannot be read to their end"
                sink.error("pdf.damaged", f"{zh}（{error}）", f"{en} ({str(error)[:80]})")
        more = (*_boxes(pdf, sheets, printer), *ink_faults(separator, sheets, printer))
        sink.extend(preflight(sheets, printer, lambda _path: None, more))


def _boxes(pdf: pikepdf.Pdf, sheets: Sequence[Sheet], printer: Printer) -> Iterator[Fault]:
    """Bleed promised, pages upright, in their own unit and of one size (GWG 4.2–4.4)."""
    sizes = {(round(sheet.trim.width, 1), round(sheet.trim.height, 1)) for sheet in sheets}
    if len(sizes) > 1:
        shown = ", ".join(f"{width / MM:.1f} × {height / MM:.1f}" for width, height in sorted(sizes))
        zh, en = f"各页大小不一：{shown} mm", f"pages of several sizes: {shown} mm"
        yield Fault("page_sizes", "warning", zh, en, 1, Rect(0, 0, 0, 0), "", "sizes")
    for sheet in sheets:
        page = pdf.pages[sheet.number - 1].obj
        whole = Rect(0, 0, sheet.trim.width, sheet.trim.height)
        least = min(sheet.bleed.top, sheet.bleed.right, sheet.bleed.bottom, sheet.bleed.left)
        if round(least, 1) < round(printer.bleed, 1):
            yield Fault(
                "bleed_box", "error",
                f"出血框只有 {max(least, 0) / MM:.1f} mm，要 {printer.bleed / MM:g} mm",
                f"the bleed box has {max(least, 0) / MM:.1f} mm, {printer.bleed / MM:g} mm are needed",
                sheet.number, whole, "", "bleed box",
            )  # fmt: skip
        for key, plain in (("/Rotate", 0), ("/UserUnit", 1)):
            if float(inherited(page, key) or plain) != plain:
                zh, en = f"页面用了 {key}，拼版会错", f"the page uses {key}, which imposition trips over"
                yield Fault("page_turned", "warning", zh, en, sheet.number, whole, "", key)
