"""What a picture file says of itself, read from its header: no pixel is decoded, and JPEG and PNG need no library.

Layout asks for the size, loading for faults; the writer decides by the rest how the file goes into the PDF.
"""

from __future__ import annotations

import mmap
import struct
from pathlib import Path
from typing import BinaryIO, Literal

from brochure.dataclass import dataclass
from brochure.diagnostics import Diagnostic, Message, Severity
from brochure.picturekinds import MODES, TIFF_ORDERS, stranger, tiff_facts

Mode = Literal["gray", "rgb", "cmyk", "palette", "bitmap"]

LIMIT = 200_000_000
"""Pixels a picture may have. A 200 MP camera file passes; a decompression bomb does not."""


@dataclass(frozen=True, slots=True)
class PictureInfo:
    """One picture file. `width` and `height` are pixels of the *upright* picture.

    `orientation` is EXIF's 1–8. `inverted` says that the samples of a CMYK JPEG are stored as paper, not ink, as Adobe
    does. `profile` is the name of the embedded ICC profile, empty when there is none.
    """

    kind: str
    width: int
    height: int
    mode: Mode
    bits: int = 8
    alpha: bool = False
    orientation: int = 1
    inverted: bool = False
    profile: str = ""
    profile_space: str = ""
    """The profile's colour space as ICC names it (`RGB`, `CMYK`, `GRAY`), where it was read."""

    @property
    def stored(self) -> tuple[int, int]:
        """Width and height as they lie in the file."""
        return (self.height, self.width) if self.orientation >= 5 else (self.width, self.height)

    def ppi(self, width: float, height: float, crop: tuple[float, float, float, float] = (0, 0, 1, 1)) -> float:
        """Pixels an inch when the crop's share fills width × height points: the coarser of the two directions."""
        return min(self.width * crop[2] / width, self.height * crop[3] / height) * 72


class _Broken(Exception):
    """The header does not hold together."""


def probe_picture(path: Path) -> PictureInfo | Diagnostic:
    """The picture's facts, or the finding that says why it cannot be used."""
    try:
        with path.open("rb") as file:
            start = file.read(32)
            if start[:3] == b"\xff\xd8\xff":
                info: PictureInfo | None = _jpeg(file)
            elif start[:8] == b"\x89PNG\r\n\x1a\n":
                info = _png(file)
            else:
                info = _other(path, start)
    except (FileNotFoundError, NotADirectoryError):
        return missing(path)
    except (IsADirectoryError, PermissionError):
        return fault("unreadable", path, "图片 {name} 无法读取", "the picture {name} cannot be read")
    except _Truncated:
        return truncated(path)
    except _Unusable as error:
        return fault(
            "unusable",
            path,
            f"图片 {{name}} 是{error.zh}，不能印",
            f"{{name}} is {error.en}, which cannot be printed",
            (
                "请存为 8 位或 16 位的 RGB、CMYK 或灰度，合并图层和通道",
                "save it flat as RGB, CMYK or grey of 8 or 16 bits",
            ),
        )
    except (_Broken, struct.error, IndexError) as error:
        return broken(path, str(error))
    if info is None:
        return _stranger(path, start)
    if info.width * info.height > LIMIT:
        return fault(
            "too_large",
            path,
            f"图片 {{name}} 有 {info.width} × {info.height} 像素，超过上限 {LIMIT // 1_000_000} 百万像素",
            f"the picture {{name}} has {info.width} × {info.height} pixels, more than {LIMIT // 1_000_000} megapixels",
            ("请缩小到印刷需要的尺寸", "scale it down to what print needs"),
        )
    return info


class _Truncated(Exception):
    """The file ends before the picture does."""


class _Unusable(Exception):
    """A sound file that holds what no page can show."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def _stranger(path: Path, start: bytes) -> Diagnostic:
    """The finding for a file that is none of our formats, by its name where it is known."""
    if not start:
        return fault(
            "not_an_image", path, "{name} 是空文件", "{name} is an empty file",
            ("请重新复制或下载", "copy or download it again"),
        )  # fmt: skip
    if known := stranger(start):
        kind, hint = known
        return fault(
            "not_an_image", path, f"{{name}} 是 {kind}，不能直接用", f"{{name}} is {kind}, which is not used", hint
        )
    hint = ("请用 JPEG、PNG、TIFF 或 WebP", "use JPEG, PNG, TIFF or WebP")
    return fault("not_an_image", path, "{name} 不是可用的图片", "{name} is not a picture we can use", hint)


def fault(
    what: str, path: Path, zh: str, en: str, hint: tuple[str, str] | None = None, grade: Severity = "error"
) -> Diagnostic:
    """A finding `picture.what`; `{name}` in the sentences stands for the file's name."""
    name = path.name
    hints = (Message(*hint),) if hint else ()
    return Diagnostic(
        f"picture.{what}", grade, Message(zh.replace("{name}", name), en.replace("{name}", name)), hints=hints
    )


def missing(path: Path) -> Diagnostic:
    return fault("missing", path, "找不到图片 {name}", "there is no picture {name}")


def truncated(path: Path) -> Diagnostic:
    return fault(
        "truncated",
        path,
        "图片 {name} 不完整，文件被截断",
        "the picture {name} is cut off: its file ends too early",
        ("请重新复制或导出", "copy or export it again"),
    )


def broken(path: Path, why: str = "") -> Diagnostic:
    return fault(
        "broken",
        path,
        "图片 {name} 已损坏" + (f"（{why}）" if why else ""),
        "the picture {name} is damaged" + (f" ({why})" if why else ""),
        ("请重新导出", "export it again"),
    )


# ---- JPEG (ISO/IEC 10918-1 Annex B)

_SOF = {0xC0, 0xC1, 0xC2}
"""Baseline, extended and progressive Huffman: what PDF's DCTDecode takes (ISO 32000-1, 7.4.8)."""
_NO_SOF = {0xC4, 0xC8, 0xCC}


def _jpeg(file: BinaryIO) -> PictureInfo:
    size: tuple[int, int, int, int] | None = None
    adobe = False
    orientation = 1
    profile = b""
    file.seek(2)
    while True:
        marker = _marker(file)
        if marker == 0xDA:
            break
        length = struct.unpack(">H", _exactly(file, 2))[0] - 2
        if length < 0:
            raise _Broken("JPEG")
        body = _exactly(file, length)
        if 0xC0 <= marker <= 0xCF and marker not in _NO_SOF:
            if marker not in _SOF:
                raise _Broken(f"JPEG SOF{marker - 0xC0}")
            bits, height, width, parts = struct.unpack(">BHHB", body[:6])
            size = width, height, parts, bits
        elif marker == 0xEE and body[:5] == b"Adobe":
            adobe = True
        elif marker == 0xE1 and body[:6] == b"Exif\0\0":
            orientation = _exif_orientation(body[6:])
        elif marker == 0xE2 and body[:12] == b"ICC_PROFILE\0" and body[12:13] == b"\x01":
            profile = body[14:]
    if size is None or not all(size):
        raise _Broken("JPEG")
    if not _has_end(file):
        raise _Truncated
    width, height, parts, bits = size
    modes: dict[int, Mode] = {1: "gray", 3: "rgb", 4: "cmyk"}
    if parts not in modes or bits != 8:
        raise _Broken(f"JPEG {parts} × {bits} bit")
    if orientation >= 5:
        width, height = height, width
    return PictureInfo(
        "jpeg", width, height, modes[parts], 8, False, orientation, adobe and parts == 4, profile_name(profile),
        profile[16:20].decode("latin-1").strip(),
    )  # fmt: skip


def _marker(file: BinaryIO) -> int:
    byte = _exactly(file, 1)
    while byte != b"\xff":
        byte = _exactly(file, 1)
    while byte == b"\xff":
        byte = _exactly(file, 1)
    return byte[0]


def _exactly(file: BinaryIO, count: int) -> bytes:
    data = file.read(count)
    if len(data) < count:
        raise _Truncated
    return data


def _has_end(file: BinaryIO) -> bool:
    """Whether an end-of-image marker follows the scan; cameras may append anything after it."""
    start = file.tell()
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        return mapped.rfind(b"\xff\xd9", start) >= 0


def _exif_orientation(tiff: bytes) -> int:
    """Tag 0x0112 of the first image directory; 1 when absent or out of range (EXIF 2.32, 4.6.4)."""
    try:
        order = {b"II": "<", b"MM": ">"}[tiff[:2]]
        start = struct.unpack(order + "I", tiff[4:8])[0]
        for index in range(struct.unpack(order + "H", tiff[start : start + 2])[0]):
            entry = tiff[start + 2 + 12 * index : start + 14 + 12 * index]
            tag, kind, _count, value = struct.unpack(order + "HHIH", entry[:10])
            if tag == 0x0112:
                return value if kind == 3 and 1 <= value <= 8 else 1
    except (KeyError, struct.error):
        pass  # a damaged EXIF block says nothing about the picture
    return 1


def profile_name(profile: bytes) -> str:
    """The description of an ICC profile (ICC.1, 9.2.41: `desc`, text or multi-localized), or its colour space."""
    try:
        count = struct.unpack(">I", profile[128:132])[0]
        for index in range(min(count, 100)):
            tag, offset, length = struct.unpack(">4sII", profile[132 + 12 * index : 144 + 12 * index])
            if tag == b"desc":
                data = profile[offset : offset + length]
                if data[:4] == b"desc":
                    end = 12 + struct.unpack(">I", data[8:12])[0]
                    return data[12:end].rstrip(b"\0").decode("latin-1")
                size, start = struct.unpack(">II", data[20:28])
                return data[start : start + size].decode("utf-16-be")
    except (struct.error, UnicodeDecodeError):
        pass  # named for people only
    return profile[16:20].decode("latin-1").strip() if len(profile) > 20 else ""


# ---- PNG (ISO/IEC 15948)

_PNG_MODES: dict[int, Mode] = {0: "gray", 2: "rgb", 3: "palette", 4: "gray", 6: "rgb"}


def _png(file: BinaryIO) -> PictureInfo:
    file.seek(8)
    header = b""
    alpha, profile, pixels = False, "", False
    orientation = 1
    while True:
        length, kind = struct.unpack(">I4s", _exactly(file, 8))
        if kind == b"IEND":
            break
        if kind in (b"IHDR", b"iCCP", b"eXIf") and length < 1 << 24:
            body = _exactly(file, length)
            if kind == b"IHDR":
                header = body
            elif kind == b"eXIf":
                orientation = _exif_orientation(body)
            else:
                profile = body.split(b"\0", 1)[0].decode("latin-1")
        else:
            alpha |= kind == b"tRNS"
            pixels |= kind == b"IDAT"
            file.seek(length, 1)
        _exactly(file, 4)
    if not header or not pixels:
        raise _Broken("PNG")
    width, height, bits, colour = struct.unpack(">IIBB", header[:10])
    if colour not in _PNG_MODES or not width or not height:
        raise _Broken("PNG")
    mode: Mode = "bitmap" if (colour, bits) == (0, 1) else _PNG_MODES[colour]
    if orientation >= 5:
        width, height = height, width
    return PictureInfo("png", width, height, mode, bits, alpha or colour in (4, 6), orientation, False, profile)


# ---- everything else, through Pillow

_PIL_MODES: dict[str, Mode] = {"1": "bitmap", "L": "gray", "LA": "gray", "I;16": "gray", "P": "palette", "CMYK": "cmyk"}
_MAGIC = (b"II*\0", b"MM\0*", b"RIFF", b"II+\0", b"MM\0+")
"""TIFF and WebP. Other formats that Pillow knows are not print pictures, and some of their decoders are old."""


def _other(path: Path, start: bytes) -> PictureInfo | None:
    if not start.startswith(_MAGIC) or start[8:10] == b"CR" or (start[:4] == b"RIFF" and start[8:12] != b"WEBP"):
        return None
    import warnings

    from PIL import Image

    # only the header is read: our own limit judges the size, and no warning is for the user's eyes
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path, formats=("TIFF", "WEBP")) as image:
            if image.mode in ("LAB", "F", "I", "HSV", "YCbCr") and not (
                image.mode == "YCbCr" and image.format == "TIFF"
            ):
                raise _Unusable(*MODES.get(image.mode, (f"{image.mode} 图", f"a picture in {image.mode}")))
            mode = _PIL_MODES.get(image.mode, "rgb")
            width, height = image.size
            # Pillow turns a TIFF upright itself while it loads, and gives the upright size
            orientation = 1 if image.format == "TIFF" else image.getexif().get(0x0112, 1)
            orientation = orientation if orientation in range(1, 9) else 1
            if orientation >= 5:
                width, height = height, width
            alpha = image.mode in ("LA", "RGBA", "PA") or "transparency" in image.info
            bits = 16 if image.mode.startswith("I;16") else 1 if image.mode == "1" else 8
            data = image.info.get("icc_profile") or b""
            kind, space = (image.format or "").lower(), data[16:20].decode("latin-1").strip()
            return PictureInfo(kind, width, height, mode, bits, alpha, orientation, False, profile_name(data), space)
    except (OSError, SyntaxError, ValueError) as error:
        if start[:4] in TIFF_ORDERS and (stored := tiff_facts(path.read_bytes()[:65536])):
            raise _Unusable(*stored) from error
        raise _Broken from error
    finally:
        Image.MAX_IMAGE_PIXELS = limit
