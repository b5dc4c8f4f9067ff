"""The finished PDF as pages to be placed: sizes, bleed, and the way from each page's own space to an upright trim.

What a file may bring that imposition cannot take is a finding; what it can take, but a printer should know, is one too.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pikepdf

from brochure.dataclass import dataclass
from brochure.diagnostics import Message, Sink, Span
from brochure.geometry import MM, Insets, Matrix, Size
from brochure.imposition.inks import Inks, read_inks
from brochure.imposition.placement import Box

_SAME = 0.05 * MM
"""Points within which two page sizes are one."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page. `size` is the upright trim; `bleed` as seen upright; `upright` maps page space to the trim at 0,0.

    `clip` is the part that may be drawn, in page space: the bleed box within the media.
    """

    size: Size
    bleed: Insets
    upright: Matrix
    clip: Box


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file. `objects` are the page dictionaries of `pages`, `numbers` their places in the file (from 0).

    `standard` is the PDF/X version it claims, empty without; `date` is YYYY-MM-DD or empty.
    """

    pdf: pikepdf.Pdf
    pages: tuple[SourcePage, ...]
    objects: tuple[Any, ...]
    numbers: tuple[int, ...]
    standard: str
    date: str
    inks: Inks

    @property
    def size(self) -> Size:
        return self.pages[0].size

    @property
    def bleed(self) -> Insets:
        """The most bleed any page has, edge by edge."""
        return Insets(
            *(max(getattr(page.bleed, edge) for page in self.pages) for edge in ("top", "right", "bottom", "left"))
        )


def read(path: Path, sink: Sink, selection: str = "") -> Source | None:
    """Open a file and read its pages' boxes; None, with a finding, when it cannot be imposed.

    `selection` names pages to take, in that order, such as `3-22` or `1,2,23,24`; empty takes all.
    """
    pdf = _open(path, sink)
    if pdf is None:
        return None
    before = len(sink.found)
    span = Span(str(path))
    every = [page.obj for page in pdf.pages]
    if not every:
        sink.error("impose.no_pages", f"{path.name} 里没有页面", f"{path.name} has no pages", span=span)
        return None
    try:
        taken = selected(selection, len(every))
    except ValueError as error:
        zh = f"--pages {selection}：应是 3-22 或 1,2,23,24 这样，页码在 1 到 {len(every)} 之间，不重复"
        sink.error("impose.pages", zh, f"--pages {selection}: {error}", span=span)
        return None
    objects = [every[index] for index in taken]
    _tell(objects, sink, span)
    if any(found.severity == "error" for found in sink.found[before:]):
        return None
    pages = tuple(_page(one) for one in objects)
    _sizes(pages, sink, span)
    if any(found.severity == "error" for found in sink.found[before:]):
        return None
    info = pdf.docinfo
    standard = _standard(pdf)
    if not standard:
        hint = Message("先用 brochure build 写出印刷版", "write the print edition with `brochure build` first")
        sink.warn(
            "impose.not_pdfx",
            f"{path.name} 不是 PDF/X，拼出的大版也就不是，能否付印没有保证",
            f"{path.name} is not PDF/X, so the sheets will not be either, and nothing vouches for their printing",
            span=span,
            hints=(hint,),
        )
    digits = "".join(char for char in str(info.get("/CreationDate", "")) if char.isdigit())[:8]
    date = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 else ""
    inks = read_inks(pdf, [inherited(page, "/Resources") for page in objects])
    return Source(pdf, pages, tuple(objects), tuple(taken), standard, date, inks)


def selected(text: str, count: int) -> list[int]:
    """The pages (from 0) that a selection names. Raises ValueError with what is wrong."""
    if not text.strip():
        return list(range(count))
    found: list[int] = []
    for part in text.replace("，", ",").split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise ValueError("write it as 3-22 or 1,2,23,24")
        start, stop = int(first), int(last) if dash else int(first)
        if not 1 <= start <= stop <= count:
            raise ValueError(f"pages go from 1 to {count}")
        found += range(start - 1, stop)
    if len(set(found)) < len(found):
        raise ValueError("a page is named twice")
    return found


def _open(path: Path, sink: Sink) -> pikepdf.Pdf | None:
    name, span = path.name, Span(str(path))
    if not path.is_file():
        sink.error("file.missing", f"找不到文件 `{path}`", f"there is no file `{path}`", span=span)
        return None
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # what it would say is a finding here
    try:
        pdf = pikepdf.open(path)
    except pikepdf.PasswordError:
        hint = Message("请向作者要不加密的文件", "ask its author for one without a password")
        zh, en = f"{name} 有密码，打不开", f"{name} is locked with a password"
        sink.error("impose.encrypted", zh, en, span=span, hints=(hint,))
        return None
    except (pikepdf.PdfError, RuntimeError, OSError) as error:
        sink.error(
            "pdf.unreadable", f"{name} 不是可读的 PDF", f"{name} is not a readable PDF ({error})", span=span
        )  # fmt: skip
        return None
    if pdf.is_encrypted:
        hint = Message("请向作者要不加密的文件", "ask its author for one without protection")
        zh, en = f"{name} 已加密，PDF/X 不允许", f"{name} is encrypted, which PDF/X does not allow"
        sink.error("impose.encrypted", zh, en, span=span, hints=(hint,))
        return None
    try:
        count = len(pdf.pages)
        warnings = pdf.get_warnings()
    except (pikepdf.PdfError, RuntimeError) as error:
        sink.error(
            "pdf.unreadable", f"{name} 的页面读不出来", f"the pages of {name} cannot be read ({error})", span=span
        )
        return None
    if warnings:
        hint = Message("请重新导出，不要修补后付印", "export it again; do not print a file that was mended")
        zh, en = f"{name} 已损坏（读出 {count} 页）", f"{name} is damaged ({count} pages could be read)"
        sink.error("pdf.damaged", zh, en, span=span, hints=(hint,))
        return None
    return pdf


def _standard(pdf: pikepdf.Pdf) -> str:
    """The PDF/X version in Info, or in the XMP packet (PDF/X-4 asks for it there only)."""
    named = str(pdf.docinfo.get("/GTS_PDFXVersion", ""))
    metadata = pdf.Root.get("/Metadata")
    if not named and isinstance(metadata, pikepdf.Stream):
        packet = metadata.read_bytes()
        named = "PDF/X-4" if b"GTS_PDFXVersion" in packet and b"PDF/X-4" in packet else ""
    return named


# ---- what is said of the pages


def _tell(pages: Sequence[Any], sink: Sink, span: Span) -> None:
    """One finding for each kind of oddity, with the pages that have it."""

    def of(test: Callable[[Any], bool]) -> tuple[str, str] | None:
        return _numbers(number for number, page in enumerate(pages, 1) if test(page))

    if found := of(lambda page: inherited(page, "/UserUnit") is not None and float(page.UserUnit) != 1):
        zh, en = f"{found[0]}用了 UserUnit 放大，不能拼版", f"UserUnit scales {found[1]}, which cannot be imposed"
        sink.error("impose.user_unit", zh, en, span=span)
    if found := of(lambda page: not _sound(page)):
        zh, en = f"{found[0]}的页面框不是矩形", f"page boxes are no rectangles on {found[1]}"
        sink.error("impose.bad_box", zh, en, span=span)
        return
    if found := of(lambda page: "/TrimBox" not in page and "/ArtBox" not in page):
        sink.warn(
            "impose.no_trim",
            f"{found[0]}没有写明成品尺寸（TrimBox），按整页当作成品，没有出血",
            f"no trim size (TrimBox) on {found[1]}; the whole page was taken for it, without bleed",
            span=span,
            hints=(Message("导出时请写上裁切框和出血", "export with trim box and bleed"),),
        )
    if found := of(_cropped):
        sink.warn(
            "impose.crop_box",
            f"{found[0]}的 CropBox 切进了出血或成品；拼版按出血框取，不按 CropBox",
            f"the CropBox of {found[1]} cuts into bleed or trim; the bleed box was used instead",
            span=span,
        )
    if found := of(lambda page: bool(_rotation(page))):
        sink.info(
            "impose.rotated",
            f"{found[0]}带有旋转（/Rotate），按屏幕上看到的方向拼",
            f"/Rotate on {found[1]}: placed as seen on the screen",
            span=span,
        )
    if found := of(_annotated):
        sink.warn(
            "impose.annotations",
            f"{found[0]}有会印出来的注释，拼版不带注释",
            f"annotations that would print on {found[1]}; sheets carry none",
            span=span,
            hints=(Message("先把注释并进页面", "flatten them into the page first"),),
        )


def _numbers(pages: Iterable[int]) -> tuple[str, str] | None:
    """`第 1、3 页` and `pages 1, 3`; None where there are none."""
    found = list(pages)
    if not found:
        return None
    shown = found[:8]
    more = "等" if len(found) > 8 else ""
    zh = f"第 {'、'.join(map(str, shown))} {more}页"
    en = f"page{'s' if len(found) > 1 else ''} {', '.join(map(str, shown))}{' and others' if more else ''}"
    return zh, en


def _sizes(pages: Sequence[SourcePage], sink: Sink, span: Span) -> None:
    first = pages[0].size
    odd = [
        (number, page.size)
        for number, page in enumerate(pages, 1)
        if abs(page.size.width - first.width) > _SAME or abs(page.size.height - first.height) > _SAME
    ]
    if odd:
        number, size = odd[0]
        zh_pages, en_pages = _numbers(number for number, _size in odd) or ("", "")
        sink.error(
            "impose.sizes",
            f"成品尺寸不一：第 1 页 {_mm(first)}，第 {number} 页 {_mm(size)}（{zh_pages}不同）",
            f"the pages differ in size: page 1 is {_mm(first)}, page {number} is {_mm(size)} ({en_pages} differ)",
            span=span,
            hints=(
                Message("封面若另有尺寸，请用 --pages 分开拼", "a cover of another size is imposed apart: use --pages"),
            ),
        )


def _mm(size: Size) -> str:
    return f"{size.width / MM:.1f} × {size.height / MM:.1f} mm"


# ---- one page


def inherited(page: Any, name: str) -> Any:
    """A page attribute, from the page or the nodes above it (ISO 32000-1, 7.7.3.4)."""
    node, steps = page, 0
    while node is not None and steps < 64:
        if name in node:
            return node[name]
        node, steps = node.get("/Parent"), steps + 1
    return None


def _rotation(page: Any) -> int:
    return int(inherited(page, "/Rotate") or 0) % 360


def _box(value: Any) -> Box:
    x0, y0, x1, y1 = (float(part) for part in value)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _sound(page: Any) -> bool:
    if _rotation(page) % 90:
        return False
    for name in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"):
        value = inherited(page, name) if name in ("/MediaBox", "/CropBox") else page.get(name)
        if value is None and name != "/MediaBox":
            continue
        try:
            box = _box(value)
        except (TypeError, ValueError, ArithmeticError):
            return False
        if box.width < 1 or box.height < 1:
            return False
    return True


def _boxes(page: Any) -> tuple[Box, Box]:
    """Trim and bleed within the media; the defaults are those of ISO 32000-1, 14.11.2."""
    media = _box(inherited(page, "/MediaBox"))
    crop = _box(inherited(page, "/CropBox") or inherited(page, "/MediaBox"))
    named = page.get("/TrimBox", page.get("/ArtBox"))
    trim = _box(named) if named is not None else crop
    bleed = _box(page.BleedBox) if "/BleedBox" in page else trim
    bleed = Box(min(bleed.x0, trim.x0), min(bleed.y0, trim.y0), max(bleed.x1, trim.x1), max(bleed.y1, trim.y1))
    return trim, Box(*map(max, bleed[:2], media[:2]), *map(min, bleed[2:], media[2:]))


def _cropped(page: Any) -> bool:
    crop = inherited(page, "/CropBox")
    if crop is None:
        return False
    _trim, bleed = _boxes(page)
    inner = _box(crop)
    near = 0.01
    return (
        inner.x0 > bleed.x0 + near
        or inner.y0 > bleed.y0 + near
        or inner.x1 < bleed.x1 - near
        or inner.y1 < bleed.y1 - near
    )


def _annotated(page: Any) -> bool:
    """Whether an annotation other than a link or a printer's mark would print (flag bit 3, 12.5.3)."""
    for one in page.get("/Annots", []):
        if (
            str(one.get("/Subtype", "")) not in ("/Link", "/Popup", "/PrinterMark", "/TrapNet")
            and int(one.get("/F", 0)) & 4
        ):
            return True
    return False


def _page(page: Any) -> SourcePage:
    trim, bleed = _boxes(page)
    left, lower, right, upper = trim.x0 - bleed.x0, trim.y0 - bleed.y0, bleed.x1 - trim.x1, bleed.y1 - trim.y1
    size, swapped = Size(trim.width, trim.height), Size(trim.height, trim.width)
    match _rotation(page):  # clockwise
        case 90:
            return SourcePage(swapped, Insets(left, upper, right, lower), (0, -1, 1, 0, -trim.y0, trim.x1), bleed)
        case 180:
            return SourcePage(size, Insets(lower, left, upper, right), (-1, 0, 0, -1, trim.x1, trim.y1), bleed)
        case 270:
            return SourcePage(swapped, Insets(right, lower, left, upper), (0, 1, -1, 0, trim.y1, -trim.x0), bleed)
    return SourcePage(size, Insets(upper, right, lower, left), (1, 0, 0, 1, -trim.x0, -trim.y0), bleed)
