"""The plates of a page: rewritten for three inks at a time, composited by PDFium, read back in grey.

Alpha, soft masks and separable blend modes mix each colour component by itself, on the additive complement of inks
(ISO 32000-1, 11.3.4), so cyan, magenta and yellow are drawn as red, green and blue, black as grey, and each spot ink
as grey too: what PDFium mixes is what a RIP mixes. The inseparable modes then come out as 11.3.5.3 has them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from math import ceil
from pathlib import Path
from types import TracebackType
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageMath

from brochure.color import is_finishing
from brochure.dataclass import dataclass
from brochure.geometry import Rect
from brochure.separations.boxes import box_of, inherited, user_unit
from brochure.separations.drawing import Drawing
from brochure.separations.materials import Materials
from brochure.separations.pictures import Separated, filters_of, separate, size_of
from brochure.separations.press import Press
from brochure.separations.rewrite import Rewriter
from brochure.separations.spaces import PROCESS, Spaces
from brochure.separations.state import Pack, Split
from brochure.separations.xobjects import Pictures

PPI = 72.0
MOST = 16_000_000
"""Pixels of a page; a larger one is looked at more coarsely."""
FINEST = 4
"""How much finer a page of thin lines is drawn."""
SPOTS = 12
"""Plates beside the four; nobody prints more."""


class Unseparable(Exception):
    """A page whose plates cannot be made; says why."""


@dataclass(frozen=True, slots=True)
class Plates:
    """What each ink prints: grey pictures of `area`, 255 for a solid. `area` is in points from the trim's top left."""

    area: Rect
    ppi: float
    images: Mapping[str, Image.Image]
    doubts: frozenset[str] = frozenset()
    """`knockout`: a group whose objects are mixed here with those before them as well; `rgb`: one mixed as CMYK."""

    @property
    def inks(self) -> tuple[str, ...]:
        """Those that print anything: process inks first."""
        used = [name for name, image in self.images.items() if image.getextrema()[1] > 1]  # type: ignore[operator]
        return (*(name for name in PROCESS if name in used), *sorted(set(used) - {*PROCESS}))


class Separator:
    """A finished PDF, page by page, as plates. Opens the file for itself; it is to be closed (`with`)."""

    def __init__(self, file: Path | bytes) -> None:
        self._pdf = pikepdf.open(file if isinstance(file, Path) else io.BytesIO(file))
        self._spaces = Spaces(Press.of(self._pdf))
        self._drawing = Drawing()
        self._heaviest: dict[Any, tuple[float, bool]] = {}

    def __enter__(self) -> Separator:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._drawing.close()
        self._pdf.close()

    def heaviest(self, image: Any, size: tuple[float, float], cell: float) -> tuple[float, bool]:
        """Ink of the heaviest square of a picture, 1.0 for a solid, and whether its data is cut off.

        `size` is the picture's on the page, `cell` the square's side, both in points. Infinite for a picture that
        cannot be read, 0 for a JPEG that cannot: it is told as broken.
        """
        width, height = size_of(image)
        by = max(1, int(min(width * cell / max(size[0], 0.1), height * cell / max(size[1], 0.1), 64)))
        key = (image.objgen if image.is_indirect else id(image), by)
        if key not in self._heaviest:
            try:
                found = separate(image, self._spaces, {}, by)
                self._heaviest[key] = _most(found), found.cut
            except ValueError:
                broken = filters_of(image) == ["/DCTDecode"]
                self._heaviest[key] = 0.0 if broken else float("inf"), broken
        return self._heaviest[key]

    def page(self, number: int, ppi: float = PPI) -> Plates:
        """The plates of a page, 1-based, of all inside its bleed box. Raises Unseparable."""
        page = self._pdf.pages[number - 1].obj
        unit = user_unit(page)
        trim = box_of(page, "/TrimBox", "/ArtBox", "/CropBox", "/MediaBox")
        box = _shown(page)
        width, height = (box[2] - box[0]) * unit, (box[3] - box[1]) * unit
        if not (0.5 < width < 1e6 and 0.5 < height < 1e6):
            raise Unseparable("a page without a size")
        ppi = min(ppi, 72 * (MOST / (width * height)) ** 0.5)
        area = Rect((box[0] - trim[0]) * unit, (trim[3] - box[3]) * unit, width, height)
        pictures = Pictures(self._pdf, self._spaces, ppi / 72 * unit)
        materials = Materials(self._pdf, self._spaces, pictures, Pack(("Black",)))
        try:
            if isinstance(page.get("/Group"), Dictionary):
                materials.met_group(page.Group)
            images = dict(self._images(page, box, ppi / 72 * unit, materials))
        except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError, OSError) as error:
            raise Unseparable(str(error)[:120] or type(error).__name__) from error
        finally:
            for stream in pictures.made:
                stream.write(b"")
        return Plates(area, ppi, images, frozenset(materials.tally.doubts))

    def _images(
        self, page: Any, box: tuple[float, ...], scale: float, materials: Materials
    ) -> Iterator[tuple[str, Image.Image]]:
        self._spaces.spots.clear()
        yield from self._packed(page, box, scale, materials, PROCESS[:3])
        yield from self._packed(page, box, scale, materials, PROCESS[3:])
        spots = sorted(self._spaces.spots)[:SPOTS]
        for start in range(0, len(spots), 3):
            yield from self._packed(page, box, scale, materials, tuple(spots[start : start + 3]))

    def _packed(
        self, page: Any, box: tuple[float, ...], scale: float, materials: Materials, plates: tuple[str, ...]
    ) -> Iterator[tuple[str, Image.Image]]:
        """Plates made together, or one by one where overprint parts them."""
        try:
            drawn = self._drawn(page, box, scale, materials.for_pack(Pack(plates)))
        except Split:
            for plate in plates:
                yield from self._packed(page, box, scale, materials, (plate,))
            return
        for plate, band in zip(plates, drawn.split(), strict=False):
            yield plate, ImageChops.invert(band)

    def _drawn(self, page: Any, box: tuple[float, ...], scale: float, materials: Materials) -> Image.Image:
        """One pass: the page rewritten, alone in a file of its own, and drawn."""
        resources = inherited(page, "/Resources") or Dictionary()
        data, made = Rewriter(materials).stream(page, resources, 0)
        if materials.tally.blended and materials.tally.left:
            data, made = Rewriter(materials, shaped=True).stream(page, resources, 0)
        alone = self._pdf.make_indirect(
            Dictionary(Type=Name.Page, MediaBox=Array(list(box)), Resources=made, Contents=self._pdf.make_stream(data))
        )
        out = io.BytesIO()
        with pikepdf.new() as pdf:
            pdf.pages.append(pikepdf.Page(alone))
            layers = self._pdf.Root.get("/OCProperties")
            if layers is not None:
                kept = layers if layers.is_indirect else self._pdf.make_indirect(layers)
                pdf.Root.OCProperties = pdf.copy_foreign(kept)
            pdf.save(
                out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable,
                stream_decode_level=pikepdf.StreamDecodeLevel.none, static_id=True,
            )  # fmt: skip
        # PDFium draws no line thinner than a pixel: where there are thinner ones, it draws them finely
        pixels = (box[2] - box[0]) * (box[3] - box[1]) * scale**2
        fine = min(ceil(1 / max(materials.tally.thinnest * scale, 0.01)), FINEST, int((MOST / pixels) ** 0.5))
        return self._drawing.page(out.getvalue(), scale, max(1, fine))


def _most(picture: Separated) -> float:
    """Ink of the heaviest pixel, 1.0 for a solid; varnish and the like are none."""
    keys = {f"p{index}": plane for index, (name, plane) in enumerate(picture.plates.items()) if not is_finishing(name)}
    if not keys:
        return 0.0
    total = ImageMath.lambda_eval(lambda ink: sum(ink["convert"](ink[key], "I") for key in keys), **keys)
    return float(total.getextrema()[1]) / 255


def _shown(page: Any) -> tuple[float, float, float, float]:
    """The bleed box inside the media box: what stands outside is the printer's."""
    media = box_of(page, "/MediaBox")
    bleed = box_of(page, "/BleedBox", "/TrimBox", "/ArtBox", "/CropBox", "/MediaBox")
    return max(media[0], bleed[0]), max(media[1], bleed[1]), min(media[2], bleed[2]), min(media[3], bleed[3])
