"""How much ink lies on the paper: the mean over any 15 mm² of the page's plates (GWG 4.22)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image, ImageFilter, ImageMath

from brochure.color import is_finishing
from brochure.dataclass import dataclass
from brochure.geometry import Rect
from brochure.preflight.doubt import NOISE, SQUARE, doubtful
from brochure.preflight.placed import PROCESS, Sheet
from brochure.preflight.press import Fault
from brochure.preflight.printers import Printer
from brochure.preflight.regions import Region, regions
from brochure.separations.plates import Plates, Separator, Unseparable

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
            zh = f"{zh}；页面里有挖空组或在 RGB 里混合的组，按普通的 CMYK 组算"
            en = f"{en}; a knockout group, or one mixed in RGB, was taken for a plain one in CMYK"
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
