"""Image XObjects as one grey picture a plate (ISO 32000-1, 8.9): every bit depth, space, decode array and mask."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pikepdf
from PIL import Image, ImageChops

from brochure.dataclass import dataclass
from brochure.pdf.jpegscan import is_cut
from brochure.separations.press import Press
from brochure.separations.spaces import PROCESS, Inks, Reach, Space, Spaces

MOST = 1 << 30
"""Bytes of samples that are read of one picture."""
_UNREADABLE = (OSError, ValueError, SyntaxError, TypeError, pikepdf.PdfError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class Separated:
    """A picture by plates, 255 for a solid; `mask` is what its colour key leaves of it, 255 where it shows."""

    size: tuple[int, int]
    plates: Mapping[str, Image.Image]
    reach: Reach
    mask: Image.Image | None = None
    cut: bool = False
    """Whether it is a JPEG that ends before its picture does."""

    @property
    def inks(self) -> Inks:
        """Its plates as a colour that is on all of them."""
        return Inks(dict.fromkeys(self.plates, 1.0), self.reach)

    def on(self, plate: str) -> Image.Image | None:
        return self.plates.get("All" if self.reach == "all" else plate)


def size_of(image: Any) -> tuple[int, int]:
    return int(image.get("/Width", image.get("/W", 0))), int(image.get("/Height", image.get("/H", 0)))


def filters_of(image: Any) -> list[str]:
    found = image.get("/Filter", image.get("/F", ""))
    return [str(one) for one in found] if isinstance(found, pikepdf.Array) else [str(found)] if found else []


def separate(image: Any, spaces: Spaces, resources: Any, by: int = 1) -> Separated:
    """A picture's plates, `by` times as small. Raises ValueError for what cannot be read."""
    try:
        space = _space(image, spaces, resources)
        keyed = isinstance(image.get("/Mask"), pikepdf.Array)
        late = keyed or space.kind == "Indexed"
        samples, bits, cut = _samples(image, space, 1 if late else by)
        mask = _mask(samples, image.Mask, 8 if space.kind == "Indexed" else bits).reduce(by) if keyed else None
        if space.kind == "Indexed":
            plates, reach = _looked_up(samples[0], image, space, bits)
        else:
            plates, reach = _plates(_decoded(samples, image, space), space, spaces.press)
        if late and by > 1:
            plates = {name: plane.reduce(by) for name, plane in plates.items()}
    except _UNREADABLE as error:
        raise ValueError(f"a picture that cannot be read: {error}") from error
    size = next(iter(plates.values())).size if plates else samples[0].size
    return Separated(size, plates, reach, mask, cut)


def lightness(image: Any, spaces: Spaces, resources: Any, by: int = 1) -> Separated:
    """A picture as a soft mask sees it (11.5.3): one plate `Gray`, 255 where it is black."""
    try:
        space = _space(image, spaces, resources)
        late = space.kind == "Indexed"
        samples, bits, cut = _samples(image, space, 1 if late else by)
        if late:
            gray = samples[0].point(_levels(image, space, bits, space.gray))
        else:
            gray = _gray(_decoded(samples, image, space), space)
    except _UNREADABLE as error:
        raise ValueError(f"a picture that cannot be read: {error}") from error
    return Separated(gray.size, {"Gray": ImageChops.invert(gray)}, "named", cut=cut)


def _space(image: Any, spaces: Spaces, resources: Any) -> Space:
    found = image.get("/ColorSpace", image.get("/CS"))
    if found is not None:
        return spaces.named(found, resources)
    if filters_of(image)[-1:] != ["/JPXDecode"]:
        raise ValueError("no colour space")
    with Image.open(io.BytesIO(image.read_raw_bytes())) as opened:
        family = {"L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}.get(opened.mode, "/DeviceRGB")
    return spaces.named(pikepdf.Name(family), resources)


# ---- samples


def _samples(image: Any, space: Space, by: int) -> tuple[list[Image.Image], int, bool]:
    """A plane for each component as it is in the file, its bits, and whether it is a JPEG that is cut off.

    Planes of Indexed hold indices, others 0–255.
    """
    names, size = filters_of(image), size_of(image)
    if min(size) < 1:
        raise ValueError("a picture without pixels")
    if names in (["/DCTDecode"], ["/DCT"], ["/JPXDecode"]):
        opened, cut = _opened(image.read_raw_bytes(), by)
        if len(opened.getbands()) < space.size:
            raise ValueError("fewer components than its colour space has")
        return list(opened.split())[: space.size], 8, cut
    bits = int(image.get("/BitsPerComponent", image.get("/BPC", 8)))
    if names[-1:] in (["/CCITTFaxDecode"], ["/CCF"], ["/JBIG2Decode"]):
        found = pikepdf.PdfImage(image).as_pil_image().convert("L")
        return [found.point(lambda value: value // 255) if space.kind == "Indexed" else found.reduce(by)], 1, False
    row = (size[0] * space.size * bits + 7) // 8
    if row * size[1] > MOST or bits not in (1, 2, 4, 8, 16):
        raise ValueError("a picture of no use")
    data = image.read_bytes(pikepdf.StreamDecodeLevel.all)
    if len(data) < row * size[1]:
        raise ValueError("the picture's data ends too early")
    return _unpacked(data[: row * size[1]], size, space, bits, by), bits, False


def _opened(data: bytes, by: int) -> tuple[Image.Image, bool]:
    """A JPEG with its samples as they are stored: Pillow turns every CMYK JPEG as if Adobe had written it."""
    with Image.open(io.BytesIO(data)) as opened:
        whole = opened.size
        opened.draft(None, (whole[0] // by, whole[1] // by))
        opened.load()
        cut = opened.format == "JPEG" and is_cut(data, opened)
        found = ImageChops.invert(opened) if opened.mode == "CMYK" and opened.format == "JPEG" else opened.copy()
    if found.mode not in ("L", "RGB", "CMYK"):
        found = found.convert("RGB")
    left = by // max(1, round(whole[0] / found.width))
    return found.reduce(left) if left > 1 else found, cut


_MODES = {1: "L", 3: "RGB", 4: "CMYK"}


def _unpacked(data: bytes, size: tuple[int, int], space: Space, bits: int, by: int) -> list[Image.Image]:
    width, height = size
    count = space.size
    if bits == 16:
        data, bits = data[::2], 8
    if space.kind == "Indexed" and bits < 8:
        found = Image.frombytes("P", size, data, "raw", f"P;{bits}")
        return [Image.frombytes("L", size, found.tobytes())]
    if bits < 8:
        wide = (width * count, height)
        flat = Image.frombytes("1", wide, data).convert("L") if bits == 1 else Image.frombytes(
            "L", wide, data, "raw", f"L;{bits}"
        )  # fmt: skip
        if count == 1:
            return [flat.reduce(by)]
        data = flat.tobytes()
    if count in _MODES:
        return list(Image.frombytes(_MODES[count], size, data).reduce(by).split())
    return [Image.frombytes("L", size, data[index::count]).reduce(by) for index in range(count)]


def _decoded(samples: list[Image.Image], image: Any, space: Space) -> list[Image.Image]:
    """Planes by the decode array (8.9.5.2): 0–255 from one end of the component's range to the other."""
    decode = [float(value) for value in image.get("/Decode", image.get("/D", []))]
    if len(decode) < 2 * space.size:
        return samples
    made = []
    for index, (plane, (low, high)) in enumerate(zip(samples, space.ranges, strict=True)):
        first, last = ((decode[2 * index + end] - low) / (high - low) for end in (0, 1))
        table = [min(max(round(255 * first + value * (last - first)), 0), 255) for value in range(256)]
        made.append(plane if (first, last) == (0.0, 1.0) else plane.point(table))
    return made


def _mask(samples: list[Image.Image], key: Any, bits: int) -> Image.Image:
    """What a colour key leaves (8.9.6.4)."""
    top = (1 << bits) - 1
    limits = [int(value) * 255 / top for value in key]
    hidden: Image.Image | None = None
    for plane, low, high in zip(samples, limits[::2], limits[1::2], strict=False):
        part = plane.point([255 * (low - 0.5 <= value <= high + 0.5) for value in range(256)])
        hidden = part if hidden is None else ImageChops.darker(hidden, part)
    assert hidden is not None
    return ImageChops.invert(hidden)


# ---- inks


def _plates(planes: list[Image.Image], space: Space, press: Press) -> tuple[dict[str, Image.Image], Reach]:
    if space.size == 4 and not space.names:
        return dict(zip(PROCESS, planes, strict=True)), "process"
    if space.kind == "DeviceGray":
        return {"Black": ImageChops.invert(planes[0])}, "process"
    if space.names:
        named = {name: plane for name, plane in zip(space.names, planes, strict=True) if name != "None"}
        return named, "all" if space.names == ("All",) else "named" if named else "none"
    mode = "LAB" if space.kind == "Lab" else "RGB"
    inked = press.picture(Image.merge(mode, planes), space.profile)
    return dict(zip(PROCESS, inked.split(), strict=True)), "process"


def _looked_up(plane: Image.Image, image: Any, space: Space, bits: int) -> tuple[dict[str, Image.Image], Reach]:
    """Plates of Indexed: a table of 256 inks for each."""
    colours = [space.inks((index,)) for index in range(int(space.ranges[0][1]) + 1)]
    reach = colours[0].reach
    names = ("All",) if reach == "all" else tuple(colours[0].shares)
    found = {}
    for name in names:
        shares = [colour.shares.get(name, 0.0) for colour in colours]
        found[name] = plane.point(_levels(image, space, bits, lambda v, shares=shares: shares[int(v[0])]))
    return found, "process" if reach == "cmyk" else reach


def _levels(image: Any, space: Space, bits: int, level: Any) -> list[int]:
    """0–255 for each sample of Indexed, its decode array applied."""
    high, top = int(space.ranges[0][1]), (1 << bits) - 1
    first, last = ([float(v) for v in image.get("/Decode", image.get("/D", []))] or [0.0, float(top)])[:2]
    indices = (min(max(round(first + value * (last - first) / top), 0), high) for value in range(256))
    return [min(max(round(255 * level((index,))), 0), 255) for index in indices]


def _gray(planes: list[Image.Image], space: Space) -> Image.Image:
    """Lightness of planes, 255 for white."""
    if space.kind == "DeviceGray":
        return planes[0]
    if space.kind == "Lab":
        return planes[0]
    if space.size == 3 and not space.names:
        return Image.merge("RGB", planes).convert("L")
    if space.size == 4 and not space.names:
        lights = [ImageChops.invert(ImageChops.add(plane, planes[3])) for plane in planes[:3]]
        return Image.merge("RGB", lights).convert("L")
    if space.size == 1:
        return planes[0].point([round(255 * min(max(space.gray((value / 255,)), 0.0), 1.0)) for value in range(256)])
    dark = planes[0]
    for plane in planes[1:]:
        dark = ImageChops.lighter(dark, plane)
    return ImageChops.invert(dark)
