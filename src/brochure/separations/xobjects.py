"""Pictures as image XObjects on some plates: small, uncompressed, with the masks they had."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Name
from PIL import Image, ImageChops

from brochure.dataclass import dataclass, field
from brochure.separations.pictures import Separated, lightness, separate, size_of
from brochure.separations.spaces import Spaces
from brochure.separations.state import Pack, Paint

_LONG = {
    "/BPC": "/BitsPerComponent", "/CS": "/ColorSpace", "/D": "/Decode", "/DP": "/DecodeParms", "/F": "/Filter",
    "/H": "/Height", "/IM": "/ImageMask", "/I": "/Interpolate", "/W": "/Width", "/L": "/Length",
}  # fmt: skip


@dataclass(slots=True)
class Pictures:
    """Reads each picture of a page once for all its plates. `scale` is pixels to a point."""

    pdf: pikepdf.Pdf
    spaces: Spaces
    scale: float
    made: list[Any] = field(default_factory=list)
    """Streams that may be emptied when the page is done."""
    _read: dict[Any, Separated] = field(default_factory=dict)
    _inline: dict[int, tuple[Any, Any]] = field(default_factory=dict)

    def inline(self, step: Any) -> Any:
        """An inline image as a stream with its keys in full (8.9.7)."""
        if id(step) not in self._inline:
            image = step.iimage
            data = image._data._inline_image_raw_bytes()
            entries = {_LONG.get(str(key), str(key)): value for key, value in image.obj.items()}
            entries.pop("/Length", None)
            self._inline[id(step)] = self.pdf.make_stream(data, entries), step
        return self._inline[id(step)][0]

    def read(self, image: Any, resources: Any, points: tuple[float, float], mask: bool) -> Separated:
        """The plates of a picture of that size on the page, no finer than they are looked at."""
        width, height = size_of(image)
        across, down = (max(1.0, value * self.scale) for value in points)
        by = max(1, int(min(width / across, height / down, 64)))
        soft = image.get("/SMask")
        if isinstance(soft, pikepdf.Stream) and "/Matte" in soft:
            by = 1  # a picture and the mask it was mixed with are of one size (11.6.5.3)
        key = (image.objgen, by, mask)
        if key not in self._read:
            read = lightness if mask else separate
            self._read[key] = read(image, self.spaces, resources, by)
        return self._read[key]

    def drawn(self, image: Any, found: Separated, resources: Any, pack: Pack) -> Any:
        """The XObject of a picture on the pack's plates."""
        planes = [_paper(found.on(plate), found.size) for plate in pack.plates]
        bands = planes if len(planes) == 1 else [*planes, *[_paper(None, found.size)] * (3 - len(planes))]
        whole = bands[0] if len(bands) == 1 else Image.merge("RGB", bands)
        made = self._stream(whole, pack.device)
        if "/Interpolate" in image:
            made.Interpolate = bool(image.Interpolate)
        if found.mask is not None:
            made.SMask = self._stream(found.mask, "/DeviceGray")
        elif isinstance(image.get("/Mask"), pikepdf.Stream):
            made.Mask = image.Mask
        if isinstance(soft := image.get("/SMask"), pikepdf.Stream):
            made.SMask = self._matted(soft, image, resources, pack)
        return made

    def _matted(self, soft: Any, image: Any, resources: Any, pack: Pack) -> Any:
        if "/Matte" not in soft:
            return soft
        space = self.spaces.named(image.ColorSpace, resources)
        entries = {key: value for key, value in soft.items() if key not in ("/Length", "/Matte")}
        made = self.pdf.make_stream(b"", entries)
        made.write(soft.read_raw_bytes(), filter=soft.get("/Filter"), decode_parms=soft.get("/DecodeParms"))
        levels: Sequence[float] = pack.levels(Paint(space, tuple(float(value) for value in soft.Matte)))
        made.Matte = Array([round(level, 5) for level in levels])
        self.made.append(made)
        return made

    def _stream(self, image: Image.Image, device: str) -> Any:
        made = self.pdf.make_stream(image.tobytes())
        made.Type, made.Subtype, made.ColorSpace = Name.XObject, Name.Image, Name(device)
        made.Width, made.Height, made.BitsPerComponent = image.width, image.height, 8
        self.made.append(made)
        return made


def _paper(plate: Image.Image | None, size: tuple[int, int]) -> Image.Image:
    """Ink as lightness; a plate that the picture does not have is paper."""
    return Image.new("L", size, 255) if plate is None else ImageChops.invert(plate)
