"""A finished PDF → its facts. Reads the file's bytes through pikepdf and shares no code with the writer."""

from __future__ import annotations

import hashlib
from math import inf
from pathlib import Path
from typing import Any

import pikepdf

from brochure.diagnostics import Sink
from brochure.geometry import Rect
from brochure.preflight.fonts import FontReader
from brochure.preflight.ink import CELL, Load
from brochure.preflight.pdf_rules import check_pdf
from brochure.preflight.placed import NO_INK, PlacedImage, Sheet, meets
from brochure.preflight.streams import sheet_of
from brochure.separations.boxes import box_of, user_unit
from brochure.separations.plates import Separator, Unseparable
from brochure.ticket.facts import PROCESS, Box, FontFacts, IntentFacts, PageFacts, PictureFacts, Ticket

_MM = 25.4 / 72


def read_ticket(path: Path, sink: Sink) -> Ticket | None:
    """The facts of a PDF; None after the finding that says why it cannot be read."""
    try:
        data = path.read_bytes()
        with pikepdf.open(path) as pdf, Separator(data) as separator:
            return _Reader(pdf, separator, path, data).ticket()
    except FileNotFoundError:
        sink.error("ticket.missing", f"找不到 {path}", f"there is no file {path}")
    except pikepdf.PasswordError:
        zh, en = f"{path.name} 有密码，读不出内容", f"{path.name} is locked by a password"
        sink.error("ticket.locked", zh, en)
    except (pikepdf.PdfError, OSError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        zh, en = f"{path.name} 不是可读的 PDF", f"{path.name} is not a readable PDF ({str(error)[:80]})"
        sink.error("ticket.unreadable", zh, en)
    return None


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf, separator: Separator, path: Path, data: bytes) -> None:
        self.pdf, self.separator, self.path, self.data = pdf, separator, path, data
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            self.xmp = dict(xmp)

    def ticket(self) -> Ticket:
        pages: list[PageFacts] = []
        pictures: list[PictureFacts] = []
        fonts: dict[str, FontFacts] = {}
        read: dict[Any, FontReader] = {}
        for number, page in enumerate(self.pdf.pages, 1):
            sheet = sheet_of(page, number, read)
            pages.append(self._page(page, sheet))
            pictures += [_picture(one, number, self.separator) for one in sheet.images]
            for font in sheet.fonts:
                facts = _font(font)
                fonts.setdefault(facts.name, facts)
        info = self.pdf.docinfo
        standard = self._standard()
        return Ticket(
            file=self.path.name, bytes=len(self.data), sha256=hashlib.sha256(self.data).hexdigest(),
            title=str(info.get("/Title", "")), created=_date(str(info.get("/CreationDate", ""))),
            producer=str(info.get("/Producer", "")), version=str(self.pdf.pdf_version), standard=standard,
            faults=self._faults() if standard.startswith(("PDF/X-4", "PDF/X-1")) else None,
            trapped=str(info.get("/Trapped", "")).removeprefix("/"), encrypted=self.pdf.is_encrypted,
            layers=self._layers(), intent=self._intent(),
            pages=tuple(pages), fonts=tuple(fonts[name] for name in sorted(fonts)), pictures=tuple(pictures),
        )  # fmt: skip

    def _standard(self) -> str:
        stated = self.xmp.get("{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion")
        part = self.xmp.get("{http://www.aiim.org/pdfa/ns/id/}part")
        if stated or "/GTS_PDFXVersion" in self.pdf.docinfo:
            return str(stated or self.pdf.docinfo["/GTS_PDFXVersion"])
        return (
            f"PDF/A-{part}{str(self.xmp.get('{http://www.aiim.org/pdfa/ns/id/}conformance', '')).lower()}"
            if part
            else ""
        )

    def _layers(self) -> int:
        return len(self.pdf.Root.OCProperties.get("/OCGs", [])) if "/OCProperties" in self.pdf.Root else 0

    def _faults(self) -> int:
        found = Sink()
        check_pdf(self.path, found)
        return len(found.found)

    def _intent(self) -> IntentFacts | None:
        intents = list(self.pdf.Root.get("/OutputIntents", []))
        if not intents:
            return None
        intent = next((one for one in intents if one.get("/S") == "/GTS_PDFX"), intents[0])
        profile = intent.DestOutputProfile.read_bytes() if "/DestOutputProfile" in intent else b""
        words = str(intent.get("/OutputConditionIdentifier", "")), str(intent.get("/OutputCondition", ""))
        return IntentFacts(*words, str(intent.get("/Info", "")), len(profile))

    def _page(self, page: Any, sheet: Sheet) -> PageFacts:
        """One page's facts. What lies wholly outside the bleed is the printer's and no ink of the page."""
        bleed, trim = sheet.bleed, sheet.trim
        area = Rect(
            -bleed.left, -bleed.top, trim.width + bleed.left + bleed.right, trim.height + bleed.top + bleed.bottom
        )
        inside = [one for one in sheet.placed if meets(one.box, area)]
        stated = {name for one in inside for name, _ in one.plates} - {"All", "None", "Pattern"}
        inks, heaviest = self._measured(sheet.number, stated)
        unit = user_unit(page.obj)
        label = page.label if "/PageLabels" in self.pdf.Root else str(sheet.number)
        return PageFacts(
            sheet.number, str(label), _mm(box_of(page.obj, "/MediaBox"), unit),
            _mm(box_of(page.obj, "/TrimBox", "/ArtBox", "/CropBox", "/MediaBox"), unit),
            _mm((bleed.top, bleed.right, bleed.bottom, bleed.left)),
            tuple(ink for ink in PROCESS if ink in inks), tuple(sorted(inks - {*PROCESS, *NO_INK})),
            tuple(sorted({"RGB" if "RGB" in ink else ink for ink in stated & set(NO_INK)})),
            sheet.transparent, heaviest,
        )  # fmt: skip

    def _measured(self, number: int, stated: set[str]) -> tuple[set[str], float | None]:
        """The inks that a page's plates print and the most of them; those that it names where it has no plates."""
        try:
            plates = self.separator.page(number)
        except Unseparable:
            return stated, None
        return set(plates.inks), round(Load.of(plates).most / 100, 2)


def _mm(box: Box, unit: float = 1.0) -> Box:
    left, bottom, right, top = (round(value * unit * _MM, 2) + 0.0 for value in box)
    return left, bottom, right, top


def _picture(picture: PlacedImage, page: int, separator: Separator) -> PictureFacts:
    image, (across, down) = picture.image, picture.size
    ink, cut = separator.heaviest(image, picture.size, CELL)
    filters = image.get("/Filter", "")
    name = str(filters[-1] if isinstance(filters, pikepdf.Array) and len(filters) else filters).removeprefix("/")
    size, bits = (
        (round(across * _MM, 1), round(down * _MM, 1)),
        int(image.get("/BitsPerComponent", image.get("/BPC", 8))),
    )
    return PictureFacts(
        page, picture.placed.pixels, size, round(picture.placed.ppi), _family(image), bits,
        name, "/SMask" in image, None if cut or ink == inf else round(ink, 2),
    )  # fmt: skip


def _family(image: Any) -> str:
    """The picture's colour space by name: `DeviceCMYK`, `ICC RGB`, `Indexed` …"""
    space = image.get("/ColorSpace", image.get("/CS", ""))
    if isinstance(space, pikepdf.Array) and str(space[0]) == "/ICCBased":
        return {1: "ICC Gray", 3: "ICC RGB", 4: "ICC CMYK"}.get(int(space[1].get("/N", 0)), "ICCBased")
    return str(space[0] if isinstance(space, pikepdf.Array) and len(space) else space).removeprefix("/")


def _font(font: Any) -> FontFacts:
    base = str(font.get("/BaseFont", font.get("/Name", ""))).removeprefix("/")
    below = font.DescendantFonts[0] if font.get("/Subtype") == "/Type0" else font
    descriptor = below.get("/FontDescriptor", {})
    embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    tagged = len(base) > 7 and base[6] == "+" and base[:6].isupper()
    kind = str(below.get("/Subtype", "")).removeprefix("/")
    return FontFacts(base[7:] if tagged else base, kind, embedded or kind == "Type3", tagged)


def _date(stated: str) -> str:
    """`D:20250528120000+08'00'` as `2025-05-28 12:00`."""
    digits = stated.removeprefix("D:")
    if len(digits) < 12 or not digits[:12].isdigit():
        return stated
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]} {digits[8:10]}:{digits[10:12]}"
