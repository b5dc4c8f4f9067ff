"""Files that are no pictures for print: what they are, told from their first bytes, and what to do with them."""

from __future__ import annotations

import re
import struct

_PHONE = ("请在手机或电脑上另存为 JPEG", "save it as JPEG on the phone or the computer")
_FLAT = ("请另存为 TIFF（合并图层）或 JPEG", "save it as a flat TIFF or as JPEG")
_DRAWN = ("请导出为 TIFF 或 PNG：照片 300 ppi，线条图 1200 ppi", "export it as TIFF or PNG: 300 ppi, line art 1200 ppi")
STRANGERS: tuple[tuple[bytes, str, tuple[str, str]], ...] = (
    (
        rb"GIF8",
        "GIF",
        ("GIF 只有 256 色，请找原来的照片，存为 JPEG", "GIF has 256 colours; find the original photograph"),
    ),
    (rb"BM", "BMP", ("请另存为 PNG 或 TIFF", "save it as PNG or TIFF")),
    (rb"....ftyp(hei|hev|mif1|msf1)", "HEIC", _PHONE),
    (rb"....ftypavi", "AVIF", _PHONE),
    (
        rb"....ftypcrx|FUJIFILMCCD|II\x2a\0....CR",
        "RAW",
        ("请在修图软件里冲洗成 TIFF 或 JPEG", "develop it to TIFF or JPEG first"),
    ),
    (rb"\0\0\0\x0cjP|\xff\x4f\xff\x51", "JPEG 2000", _FLAT),
    (rb"8BP[SB]", "Photoshop (PSD)", _FLAT),
    (rb"%PDF", "PDF", _DRAWN),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "EPS", _DRAWN),
    (rb"(\xef\xbb\xbf)?\s*(<\?xml|<svg)", "SVG", _DRAWN),
    (rb"\s*<(!DOCTYPE html|html)", "HTML", ("这是网页，图片没有下载成功", "this is a web page: the download failed")),
)
"""What other files begin with, what they are called, and what to do with them."""


def stranger(start: bytes) -> tuple[str, tuple[str, str]] | None:
    """The kind of file that begins so, and what to do with it, in both languages; None when it is not known."""
    for pattern, kind, hint in STRANGERS:
        if re.match(pattern, start, re.DOTALL | re.IGNORECASE):
            return kind, hint
    return None


MODES = {
    "LAB": ("Lab 颜色的图", "a picture in Lab"),
    "F": ("浮点数的图", "a picture of floating-point numbers"),
    "I": ("32 位的图", "a picture of 32 bits"),
}
TIFF_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}


def tiff_facts(data: bytes) -> tuple[str, str] | None:
    """What a TIFF file holds that Pillow does not read, by its first directory (TIFF 6.0); None when it is damaged."""
    order = TIFF_ORDERS[data[:4]]
    facts: dict[int, tuple[int, int]] = {}
    try:
        start = struct.unpack(order + "I", data[4:8])[0]
        for index in range(struct.unpack(order + "H", data[start : start + 2])[0]):
            entry = data[start + 2 + 12 * index : start + 14 + 12 * index]
            tag, kind, count = struct.unpack(order + "HHI", entry[:8])
            at = entry[8:] if count * (2 if kind == 3 else 4) <= 4 else data[struct.unpack(order + "I", entry[8:])[0] :]
            facts[tag] = count, struct.unpack(order + ("H" if kind == 3 else "I"), at[: 2 if kind == 3 else 4])[0]
    except struct.error:
        return None
    bits, parts, form = facts.get(258, (1, 1))[1], facts.get(277, (1, 1))[1], facts.get(339, (1, 1))[1]
    if form == 3:
        return "浮点数的图", "a picture of floating-point numbers"
    return f"{parts} 个通道、每个 {bits} 位的 TIFF", f"a TIFF of {parts} channels of {bits} bits"
