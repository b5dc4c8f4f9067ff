"""How much ink lies on the paper: the mean over any 15 mm² of the page's plates (GWG 4.22).

Plates are made (`separations`) only of pages in doubt. Where colours are simply laid over one another, no place has
more ink than its heaviest single colour or picture and what overprints there: alpha only averages. A page whose
heaviest ground and overprints stay within the limit together is sound without a look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image, ImageFilter, ImageMath

from brochure.color import is_finishing
from brochure.dataclass import dataclass
from brochure.geometry import MM, Rect
from brochure.preflight.placed import NO_INK, PROCESS, Placed, Sheet, meets
from brochure.preflight.press import Fault
from brochure.preflight.printers import Printer
from brochure.preflight.regions import Region, regions
from brochure.separations.plates import Plates, Separator, Unseparable

SQUARE = 15**0.5 * MM
"""Points: the side of 15 mm²."""
NOISE = 2.0
"""Per cent over the limit that rounding of the pixels and of their mean explains."""
CELL = SQUARE / 5
"""Points: how finely pictures are looked at before there is doubt."""
TOLD = 6
"""Places of a page that are told one by one."""


def ink_faults(separator: Separator, sheets: Sequence[Sheet], printer: Printer) -> Iterator[Fault]:
    """Places with more ink than the printer takes; pictures that are cut off; pages that cannot be separated."""
    for sheet in sheets:
        heaviest = 0.0
        for placed in sheet.images:
            ink, cut = separator.heaviest(placed.image, placed.size, CELL)
            heaviest = max(heaviest, ink)
            if cut:
                one = placed.placed
                zh, en = "图片的数据不完整，印出来缺一块", "the picture's data is cut off: part of it will not print"
                yield Fault("broken_picture", "error", zh, en, sheet.number, one.box, one.path, f"{one.box}")
        if doubtful(sheet, heaviest, (printer.ink + NOISE) / 100):
            yield from page_faults(separator, sheet, printer)


def doubtful(sheet: Sheet, pictures: float, limit: float) -> bool:
    """Whether a page may have more ink than `limit` in any 15 mm²; `pictures` is that of its heaviest (1.0 a solid).

    Only its plates can tell with spots, patterns, colours that are no ink, and other modes than Normal.
    """
    if sheet.blended or any(str(font.get("/Subtype")) == "/Type3" for font in sheet.fonts):
        return True
    bleed, trim = sheet.bleed, sheet.trim
    whole = Rect(-bleed.left, -bleed.top, trim.width + bleed.left + bleed.right, trim.height + bleed.top + bleed.bottom)
    inside = [one for one in sheet.placed if meets(one.box, whole)]
    images = [one for one in inside if one.kind == "image" and not one.stencil]
    flats = [one for one in inside if one.kind != "image" or one.stencil]
    if any(name not in _MEASURED for one in flats for name, _ in one.plates):
        return True
    if any(name not in (*_MEASURED, *NO_INK) for one in images for name, _ in one.plates):
        return True
    over = [one for one in flats if one.overprint and one.plates]
    shares: dict[str, float] = {}
    for one in over:
        for name, share in one.plates:
            shares[name] = max(shares.get(name, 0.0), share)
    laid = sum(shares.values())
    grounds = [(_inked(one), one.ink) for one in flats if not one.overprint] + [(one.box, pictures) for one in images]
    heavy = [(box, ink) for box, ink in grounds if ink + laid > limit]
    return laid > limit or any(ink + min(laid, _laid(box, over)) > limit for box, ink in heavy)


_MEASURED = frozenset((*PROCESS, "None"))


def _inked(one: Placed) -> Rect:
    """Where an object has ink: figures and capitals stand on their line, what is below it in their box is empty."""
    if one.kind == "text" and one.words and not set(one.words) - _ON_THE_LINE:
        return Rect(one.box.x, one.box.y, one.box.width, one.box.height * 0.84)
    return one.box


_ON_THE_LINE = frozenset("0123456789ABCDEFGHIKLMNOPRSTUVWXYZ+%. ")


def _laid(ground: Rect, over: Sequence[Placed]) -> float:
    """What overprints can add to the mean of 15 mm² of a ground: of a narrow strip that they share, only a part."""
    added = 0.0
    for one in over:
        if meets(one.box, ground):
            width = min(one.box.right, ground.right) - max(one.box.x, ground.x)
            height = min(one.box.bottom, ground.bottom) - max(one.box.y, ground.y)
            added += one.ink * min(width, SQUARE) * min(height, SQUARE) / SQUARE**2
    return added


def page_faults(separator: Separator, sheet: Sheet, printer: Printer) -> Iterator[Fault]:
    """Places of one page with too much ink, by its plates."""
    try:
        plates = separator.page(sheet.number)
    except Unseparable as reason:
        whole = Rect(0, 0, sheet.trim.width, sheet.trim.height)
        zh, en = (
            f"这一页分不出色版，墨量没有量（{reason}）",
            f"its plates cannot be made, so its ink was not measured ({reason})",
        )
        yield Fault("ink_unknown", "warning", zh, en, sheet.number, whole, "", "plates")
        return
    load = Load.of(plates)
    found = load.over(printer.ink + NOISE)
    told = sorted(found, key=lambda region: -region.peak)[:TOLD]
    for region in found:
        shares = load.at(region)
        here, there = (mark.join(f"{name} {share:.0f}" for name, share in shares) for mark in ("、", ", "))
        zh = f"总墨量到 {region.peak:.0f}%（15 mm² 平均：{here}），这家印厂最多 {printer.ink:g}%"
        en = f"{region.peak:.0f} % of ink (mean of 15 mm²: {there}), the printer takes {printer.ink:g} % at most"
        if plates.doubts:
            zh, en = f"{zh}；含挖空组，按普通组算", f"{en}; a knockout group in it was taken for a plain one"
        subject = f"ink {region.box}" if region in told else "more ink"
        yield Fault("ink", "error", zh, en, sheet.number, region.box, "", subject)


@dataclass(frozen=True, slots=True)
class Load:
    """A page's ink: `mean` is the sum over 15 mm² around each pixel in per cent, `raw` that of the pixel itself."""

    plates: Plates
    blurred: dict[str, Image.Image]
    mean: Image.Image
    raw: Image.Image

    @classmethod
    def of(cls, plates: Plates) -> Load:
        """Inks only: varnish, foil and the lines of a die carry none."""
        inks = {name: image for name, image in plates.images.items() if not is_finishing(name)}
        radius = max(0.0, (SQUARE * plates.ppi / 72 - 1) / 2)
        blurred = {name: image.filter(ImageFilter.BoxBlur(radius)) for name, image in inks.items()}
        return cls(plates, blurred, _sum(blurred), _sum(inks))

    @property
    def most(self) -> float:
        """Per cent of ink in the heaviest 15 mm²."""
        return float(self.mean.getextrema()[1])  # type: ignore[arg-type]

    def over(self, limit: float) -> list[Region]:
        """Places where 15 mm² have more than that: what is heavy there, no more."""
        if self.most <= limit:
            return []
        reach = round(SQUARE * self.plates.ppi / 144)
        return regions(self.mean, self.raw, limit, reach, self.plates.area)

    def at(self, region: Region) -> list[tuple[str, float]]:
        """The inks where a region is heaviest, in per cent, those of nothing left out."""
        values: list[Any] = [(name, image.getpixel(region.spot)) for name, image in self.blurred.items()]
        return [(_short(name), value / 2.55) for name, value in values if value > 1]


def _short(name: str) -> str:
    return name[0] if name in PROCESS[:3] else "K" if name == "Black" else name


def _sum(images: dict[str, Image.Image]) -> Image.Image:
    """The sum of plates in per cent, as whole numbers."""
    keys = {f"p{index}": image for index, image in enumerate(images.values())}
    made: Image.Image = ImageMath.lambda_eval(
        lambda ink: (sum(ink["convert"](ink[key], "I") for key in keys) * 100 + 127) / 255, **keys
    )
    return made
