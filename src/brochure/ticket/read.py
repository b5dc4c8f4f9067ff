"""A finished PDF → its facts. Reads the file's bytes through pikepdf and shares no code with the writer."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pikepdf

from brochure.diagnostics import Sink
from brochure.preflight.pdf_rules import check_pdf
from brochure.ticket.facts import PROCESS, Box, FontFacts, IntentFacts, PageFacts, PictureFacts, Ticket
from brochure.ticket.pixels import heaviest
from brochure.ticket.spaces import family
from brochure.ticket.walk import PlacedImage, Seen, Walk

_MM = 25.4 / 72


def read_ticket(path: Path, sink: Sink) -> Ticket | None:
    """The facts of a PDF; None after the finding that says why it cannot be read."""
    try:
        data = path.read_bytes()
        with pikepdf.open(path) as pdf:
            return _Reader(pdf, path, data).ticket()
    except FileNotFoundError:
        sink.error("ticket.missing", f"找不到 {path}", f"there is no file {path}")
    except pikepdf.PasswordError:
        zh, en = f"{path.name} 有密码，读不出内容", f"{path.name} is locked by a password"
        sink.error("ticket.locked", zh, en)
    except (pikepdf.PdfError, OSError) as error:
        zh, en = f"{path.name} 不是可读的 PDF", f"{path.name} is not a readable PDF ({str(error)[:80]})"
        sink.error("ticket.unreadable", zh, en)
    return None


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf, path: Path, data: bytes) -> None:
        self.pdf, self.path, self.data = pdf, path, data
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            self.xmp = dict(xmp)

    def ticket(self) -> Ticket:
        pages: list[PageFacts] = []
        pictures: list[PictureFacts] = []
        fonts: dict[str, FontFacts] = {}
        inks: dict[tuple[int, int], float | None] = {}
        for number, page in enumerate(self.pdf.pages, 1):
            area = _box(page.obj, "/BleedBox", "/TrimBox", "/CropBox", "/MediaBox")
            seen = Walk(page.obj, area).seen
            pages.append(self._page(page, number, seen, area))
            pictures += [_picture(one, number, inks) for one in seen.images if not _mask(one.image)]
            for font in seen.fonts:
                facts = _font(font)
                fonts.setdefault(facts.name, facts)
        info = self.pdf.docinfo
        standard = self._standard()
        return Ticket(
            file=self.path.name, bytes=len(self.data), sha256=hashlib.sha256(self.data).hexdigest(),
            title=str(info.get("/Title", "")), created=_date(str(info.get("/CreationDate", ""))),
            producer=str(info.get("/Producer", "")), version=str(self.pdf.pdf_version), standard=standard,
            faults=self._faults() if standard == "PDF/X-4" else None,
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

    def _page(self, page: Any, number: int, seen: Seen, area: Box) -> PageFacts:
        trim = _box(page.obj, "/TrimBox", "/ArtBox", "/CropBox", "/MediaBox")
        bleed = (area[3] - trim[3], area[2] - trim[2], trim[1] - area[1], trim[0] - area[0])
        inked = seen.inked
        label = page.label if "/PageLabels" in self.pdf.Root else str(number)
        return PageFacts(
            number, str(label), _mm(_box(page.obj, "/MediaBox")), _mm(trim), _mm(bleed),
            tuple(ink for ink in PROCESS if ink in inked.process), tuple(sorted(inked.spots)),
            tuple(sorted(inked.other)), seen.transparent, round(seen.ink, 3),
        )  # fmt: skip


def _box(page: Any, *names: str) -> Box:
    """The first of these boxes that the page has or inherits."""
    for name in names:
        node = page
        while node is not None:
            if name in node:
                left, bottom, right, top = (float(value) for value in node[name])
                return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
            node = node.get("/Parent") if name in ("/MediaBox", "/CropBox") else None
    return 0.0, 0.0, 612.0, 792.0


def _mm(box: Box) -> Box:
    left, bottom, right, top = (round(value * _MM, 2) + 0.0 for value in box)
    return left, bottom, right, top


def _mask(image: Any) -> bool:
    return bool(image.get("/ImageMask", False))


def _picture(placed: PlacedImage, page: int, inks: dict[tuple[int, int], float | None]) -> PictureFacts:
    image, (a, b, c, d, _e, _f) = placed.image, placed.matrix
    pixels = int(image.get("/Width", image.get("/W", 0))), int(image.get("/Height", image.get("/H", 0)))
    across, down = (a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5
    ppi = min(pixels[0] / across, pixels[1] / down) * 72 if across and down else 0.0
    if image.objgen not in inks or not image.is_indirect:
        inks[image.objgen] = heaviest(image) if isinstance(image, pikepdf.Stream) else None
    filters = image.get("/Filter", "")
    name = str(filters[-1] if isinstance(filters, pikepdf.Array) and len(filters) else filters).removeprefix("/")
    size, bits = (
        (round(across * _MM, 1), round(down * _MM, 1)),
        int(image.get("/BitsPerComponent", image.get("/BPC", 8))),
    )
    return PictureFacts(
        page, pixels, size, round(ppi), family(image.get("/ColorSpace", image.get("/CS", ""))), bits,
        name, "/SMask" in image, inks[image.objgen],
    )  # fmt: skip


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
