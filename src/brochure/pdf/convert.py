"""Pixels to what an edition wants, by Pillow and LittleCMS; kept on disk by content, profile and size.

Imported only when a picture has to be converted, because Pillow takes longer to load than most pages take to write.
"""

from __future__ import annotations

import io
import os
import zlib
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageCms

from brochure.dataclass import replace
from brochure.diagnostics import Diagnostic
from brochure.digest import blake2b
from brochure.pdf.images import Task
from brochure.pdf.jpegscan import is_cut
from brochure.pdf.keep import Converted, Store
from brochure.pictures import LIMIT, PictureInfo, fault, truncated

Image.MAX_IMAGE_PIXELS = LIMIT  # our own limit, checked in the header already

_SMALL = 1_500_000
"""Pixels up to which a lossless original stays lossless; larger ones are photographs in all but name."""


_BAND = 1_000_000
"""Pixels that are worth a thread."""


def convert_and_keep(task: Task, store: Store | None, key: str) -> Converted:
    """The conversion, kept in the cache folder under the key. With findings it is not: they must be made again."""
    made = convert(task)
    if store and not made.findings:
        store.save(key, made)
    return made


def convert(task: Task) -> Converted:
    """Decode, cut, scale, convert, encode. Raises what Pillow raises for damaged data."""
    findings: list[Diagnostic] = []
    with Image.open(task.path) as opened:
        _decode_coarsely(opened, task)
        profile = opened.info.get("icc_profile") or b""
        cut = _cut(opened, task.crop)
        if task.info.kind == "jpeg" and is_cut(Path(task.path).read_bytes(), opened):
            findings.append(truncated(Path(task.path)))
        image, alpha = _plain(cut)
    if image.mode == "CMYK" and task.info.kind == "jpeg" and not task.info.inverted:
        image = ImageChops.invert(image)  # Pillow takes every CMYK JPEG for Adobe's
    if image.size[0] > task.size[0] or image.size[1] > task.size[1]:
        size = (min(image.size[0], task.size[0]), min(image.size[1], task.size[1]))
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
        alpha = alpha.resize(size, Image.Resampling.LANCZOS, reducing_gap=3) if alpha else None
    image = _in_space(image, profile, task, findings)
    if alpha is not None and task.target.flat:
        image, alpha = _flattened(image, alpha, task.ground), None
    done = _encode(image, task)
    mask = _flate(alpha) if alpha and alpha.getextrema() != (255, 255) else None
    return replace(done, mask=mask, findings=tuple(findings))


def is_whole(path: Path, store: Store | None) -> bool:
    """Whether a JPEG that is embedded as it is has all of its picture; noted in the cache folder when it has."""
    try:
        with Image.open(path) as opened:
            opened.draft(opened.mode, (1, 1))  # an eighth: what is missing is missing there too
            opened.load()
            whole = not is_cut(path.read_bytes(), opened)
    except (OSError, SyntaxError, ValueError):
        return False
    if whole and store:
        store.note_sound(path)
    return whole


def _flattened(image: Image.Image, alpha: Image.Image, ground: tuple[int, ...]) -> Image.Image:
    """The picture mixed with the colour that it lies on, in the plates' own numbers, as a RIP mixes them (11.3.6)."""
    if not ground:
        return Image.composite(image, Image.new(image.mode, image.size, 0 if image.mode == "CMYK" else 255), alpha)
    if image.mode != "CMYK":
        none = Image.new("L", image.size, 0)
        image = Image.merge("CMYK", (none, none, none, ImageChops.invert(image.convert("L"))))
    return Image.composite(image, Image.new("CMYK", image.size, ground), alpha)


def _decode_coarsely(image: Image.Image, task: Task) -> None:
    """Let the JPEG decoder halve the picture as often as the wanted size allows: the cheapest scaling there is."""
    if task.info.kind == "jpeg":
        share = task.crop[2]
        wanted = task.size[0] / share, task.size[1] / task.crop[3]
        image.draft(None, (round(wanted[0]), round(wanted[1])))


def _cut(image: Image.Image, crop: tuple[float, float, float, float]) -> Image.Image:
    left, top, width, height = crop
    if (left, top, width, height) == (0, 0, 1, 1):
        image.load()
        return image
    across, down = image.size
    return image.crop(
        (round(left * across), round(top * down), round((left + width) * across), round((top + height) * down))
    )


def _plain(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """The picture in one of the modes 1, L, RGB, CMYK, and its alpha."""
    if image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    elif image.mode in ("PA", "La", "RGBa"):
        image = image.convert("RGBA")
    elif image.mode.startswith("I;16") or image.mode == "I":
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    elif image.mode == "F":
        image = image.convert("L")
    elif "transparency" in image.info and image.mode in ("1", "L", "RGB"):
        image = image.convert("RGBA" if image.mode == "RGB" else "LA")
    if image.mode in ("LA", "RGBA"):
        return image.convert(image.mode[:-1]), image.getchannel("A")
    if image.mode not in ("1", "L", "RGB", "CMYK"):
        image = image.convert("RGB")
    return image, None


# ---- colour


def _in_space(image: Image.Image, profile: bytes, task: Task, findings: list[Diagnostic]) -> Image.Image:
    target = task.target
    if image.mode in ("1", "L"):
        return image
    if image.mode == "CMYK":
        # the numbers are the printer's: they are kept, and shown as the printing condition shows them
        if target.space == "cmyk":
            return image
        shown = "shown" if target.space == "proof" else target.intent
        return _apply(image, target.profile.read_bytes(), b"", "RGB", shown)
    if target.space == "rgb":
        return image if not profile else _from_profile(image, profile, b"", "RGB", task, findings)
    press = target.profile.read_bytes()
    inked = _from_profile(image, profile, press, "CMYK", task, findings)
    return inked if target.space == "cmyk" else _apply(inked, press, b"", "RGB", "shown")


def _from_profile(
    image: Image.Image, profile: bytes, wanted: bytes, mode: str, task: Task, findings: list[Diagnostic]
) -> Image.Image:
    """Convert from the embedded profile; from sRGB, with a finding, when that profile cannot be used."""
    try:
        return _apply(image, profile, wanted, mode, task.target.intent)
    except (ImageCms.PyCMSError, OSError):
        if not profile:
            raise OSError("ICC") from None
        findings.append(
            fault(
                "broken_profile",
                Path(task.path),
                "图片 {name} 里的 ICC 配置文件无法使用，已按 sRGB 处理",
                "the ICC profile in {name} cannot be used; it was taken for sRGB",
                ("请以 sRGB 重新导出", "export it again as sRGB"),
                "warning",
            )
        )
        return _apply(image, b"", wanted, mode, task.target.intent)


def _apply(image: Image.Image, source: bytes, wanted: bytes, mode: str, intent: str) -> Image.Image:
    """Convert colours, a large picture in bands on all cores: LittleCMS needs no interpreter."""
    transform = _transform(source, wanted, image.mode, mode, intent)
    bands = min(os.cpu_count() or 1, image.width * image.height // _BAND)
    if bands < 2:
        return _applied(image, transform)
    edges = [image.height * index // bands for index in range(bands + 1)]
    parts = [image.crop((0, top, image.width, bottom)) for top, bottom in pairwise(edges)]
    whole = Image.new(mode, image.size)
    with ThreadPoolExecutor(bands) as pool:
        for top, part in zip(edges, pool.map(lambda part: _applied(part, transform), parts), strict=False):
            whole.paste(part, (0, top))
    return whole


def _applied(image: Image.Image, transform: Any) -> Image.Image:
    changed = ImageCms.applyTransform(image, transform)
    assert changed is not None  # only an in-place conversion returns nothing
    return changed


@lru_cache(maxsize=16)
def _transform(source: bytes, wanted: bytes, before: str, after: str, intent: str) -> Any:
    """A LittleCMS transform; empty bytes stand for sRGB. Building one costs as much as a megapixel, so it is kept."""

    def opened(profile: bytes) -> Any:
        return ImageCms.ImageCmsProfile(io.BytesIO(profile)) if profile else ImageCms.createProfile("sRGB")

    way = ImageCms.Intent.PERCEPTUAL if intent == "perceptual" else ImageCms.Intent.RELATIVE_COLORIMETRIC
    # what is shown as it prints keeps the press's black; what is printed uses all the black there is
    flags = ImageCms.Flags.NONE if intent == "shown" else ImageCms.Flags.BLACKPOINTCOMPENSATION
    return ImageCms.buildTransform(opened(source), opened(wanted), before, after, way, flags=flags)


# ---- encoding

_SPACES = {"1": ("DeviceGray", 1), "L": ("DeviceGray", 8), "RGB": ("DeviceRGB", 8), "CMYK": ("DeviceCMYK", 8)}


def _encode(image: Image.Image, task: Task) -> Converted:
    small = image.width * image.height <= _SMALL
    separated = task.info.mode == "cmyk" and task.target.space == "cmyk"
    lossless = task.info.kind in ("png", "tiff") and (small or separated)
    if image.mode == "1" or lossless or _is_drawing(task.info):
        return _flate(image)
    out = io.BytesIO()
    # full colour resolution for print: red type in a picture would fray otherwise
    image.save(out, "JPEG", quality=task.target.quality, subsampling=0 if task.target.space == "cmyk" else 2)
    # Pillow writes CMYK as Adobe does, as paper
    return _converted(out.getvalue(), image, "DCTDecode", inverted=image.mode == "CMYK")


def _is_drawing(info: PictureInfo) -> bool:
    return info.mode in ("palette", "bitmap")


def _flate(image: Image.Image) -> Converted:
    return _converted(zlib.compress(image.tobytes(), 6), image, "FlateDecode")


def _converted(data: bytes, image: Image.Image, encoding: str, *, inverted: bool = False) -> Converted:
    space, bits = _SPACES[image.mode]
    digest = blake2b(data, digest_size=16).hexdigest()
    return Converted(data, *image.size, space, bits, encoding, inverted, digest=digest)
