"""How much ink lies on the paper: the mean over any 15 mm² of a picture, and what overprints on it (GWG 4.22).

Where nothing overprints, the last colour painted knocks out those below it, so no place carries more ink than its
heaviest single colour or picture. Flat colours are checked as they are written (`press`); here pictures are averaged
over squares of 15 mm² at their printed size, and what overprints is added to what it lies on.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from brochure.geometry import MM, Rect
from brochure.preflight.placed import Placed, Sheet, meets
from brochure.preflight.press import Fault
from brochure.preflight.printers import Printer
from brochure.preflight.spaces import space_of

SQUARE = 15**0.5 * MM
"""Points: the side of 15 mm²."""
NOISE = 2.0
"""Per cent over the limit that rounding of the pixels and of their mean explains."""


def ink_faults(pdf: pikepdf.Pdf, sheets: Sequence[Sheet], printer: Printer) -> Iterator[Fault]:
    """Places with more ink than the printer takes."""
    known: dict[tuple[Any, int, int], float | None] = {}
    for sheet in sheets:
        pictures: list[tuple[Rect, float]] = []
        for picture in sheet.images:
            one, image = picture.placed, picture.image
            key = (image.objgen if image.is_indirect else id(image), round(one.box.width), round(one.box.height))
            if key not in known:
                known[key] = heaviest_square(image, one.box)
            ink = known[key]
            if ink is None:
                if is_broken(image):
                    zh, en = (
                        "图片的数据不完整，印出来缺一块",
                        "the picture's data is cut off: part of it will not print",
                    )
                    yield Fault("broken_picture", "error", zh, en, sheet.number, one.box, one.path, f"{one.box}")
                continue
            pictures.append((one.box, ink))
            if ink > printer.ink + NOISE:
                yield _fault(sheet, one, ink, printer, "图片", "the picture")
        yield from _overprinted(sheet, pictures, printer)


def _overprinted(sheet: Sheet, pictures: list[tuple[Rect, float]], printer: Printer) -> Iterator[Fault]:
    """Areas that overprint a picture or a ground, with the heaviest that lies under them."""
    grounds = list(pictures)
    for one in sheet.placed:
        if one.kind != "fill" or min(one.box.width, one.box.height) < SQUARE:
            continue
        under = max((ink for box, ink in grounds if meets(box, one.box)), default=0.0)
        own = one.ink * 100
        if one.overprint and under and own + under > printer.ink + NOISE:
            yield _fault(sheet, one, own + under, printer, "叠印的底色", "the overprinting ground")
        grounds.append((one.box, own + under if one.overprint else own))


def _fault(sheet: Sheet, one: Placed, ink: float, printer: Printer, zh: str, en: str) -> Fault:
    return Fault(
        "ink", "error",
        f"{zh}的总墨量到 {ink:.0f}%（15 mm² 平均），这家印厂最多 {printer.ink:g}%",
        f"{en} carries {ink:.0f} % of ink (mean of 15 mm²), the printer takes {printer.ink:g} % at most",
        sheet.number, one.box, one.path, f"{one.box}",
    )  # fmt: skip


def heaviest_square(image: Any, box: Rect) -> float | None:
    """Per cent of ink in the heaviest 15 mm² of a picture that fills `box`; None when it is not CMYK or grey."""
    from PIL import Image, ImageMath

    read = pixels(image)
    if read is None:
        return None
    size = max(1, round(box.width / SQUARE)), max(1, round(box.height / SQUARE))
    small = read.resize(size, Image.Resampling.BOX, reducing_gap=2.0)
    if small.mode == "L":
        low, _ = small.getextrema()
        return (255 - int(low)) / 2.55
    plates = dict(zip("cmyk", small.split(), strict=True))
    total = ImageMath.lambda_eval(lambda ink: sum(ink[name] for name in "cmyk"), **plates)
    return int(total.getextrema()[1]) / 2.55


def is_broken(image: Any) -> bool:
    """Whether a picture is a JPEG that does not decode, or ends before its picture does."""
    from PIL import Image

    from brochure.pdf.jpegscan import is_cut

    if _filters(image) != ["/DCTDecode"]:
        return False
    try:
        data = image.read_raw_bytes()
        with Image.open(io.BytesIO(data)) as opened:
            opened.draft(opened.mode, (1600, 1600))
            opened.load()
            return is_cut(data, opened)
    except (OSError, ValueError, SyntaxError, pikepdf.PdfError):
        return True


def _filters(image: Any) -> list[str]:
    filters = image.get("/Filter", "")
    return [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]


def pixels(image: Any) -> Any | None:
    """An image XObject as a Pillow picture in CMYK (255 is full ink) or grey; None for what is neither, or broken."""
    from PIL import Image, ImageChops

    from brochure.pdf.jpegscan import is_cut

    kind = space_of(image.get("/ColorSpace", ""), pikepdf.Dictionary()).kind
    if kind not in ("DeviceCMYK", "DeviceGray") or int(image.get("/BitsPerComponent", 8)) != 8:
        return None
    mode = "CMYK" if kind == "DeviceCMYK" else "L"
    inverted = [float(value) for value in image.get("/Decode", [])][:2] == [1, 0]
    names = _filters(image)
    try:
        if names == ["/DCTDecode"]:
            with Image.open(io.BytesIO(image.read_raw_bytes())) as opened:
                opened.draft(mode, (1600, 1600))
                opened.load()
                if is_cut(image.read_raw_bytes(), opened):
                    return None
                found: Image.Image = opened.copy()
            # Pillow turns every CMYK JPEG as if Adobe had written it
            inverted = not inverted if mode == "CMYK" else inverted
        else:
            found = Image.frombytes(mode, (int(image.Width), int(image.Height)), image.read_bytes())
    except (OSError, ValueError, SyntaxError, pikepdf.PdfError):
        return None
    return ImageChops.invert(found) if inverted else found
