"""Whether a JPEG has all of its picture: a file cut in mid-scan and closed by an end marker decodes without complaint.

libjpeg fills what is missing with mid-grey (all coefficients zero, ISO/IEC 10918-1, A.3.1). Where the last corner is
that grey, the picture is decoded once more with data put before the end marker: a scan that is whole takes no notice.
"""

from __future__ import annotations

import io
import re

from PIL import Image

_GREY = (127, 128)
_MORE = b"".join(b"\x5a\xa5\x3c" * 100 + bytes((0xFF, 0xD0 + number % 8)) for number in range(16))
"""Entropy-coded data that decodes to something, whatever the tables, and at whichever restart the scan breaks off."""
_NEXT = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
"""A marker other than a restart, and no stuffed byte."""


def is_cut(data: bytes, decoded: Image.Image) -> bool:
    """Whether JPEG data ends before its picture does. `decoded` is the picture, possibly decoded coarsely."""
    progressive, complete = _scans(data)
    if not complete:
        return True
    end = data.rfind(b"\xff\xd9")
    if end < 0:
        return False
    longer = data[:end] + _MORE + data[end:]
    if progressive:  # its last scan adds the last bits only: no grey, and nothing to see in a coarse picture
        return _pixels(data) != _pixels(longer)
    corner = decoded.getpixel((decoded.width - 1, decoded.height - 1))
    grey = all(value in _GREY for value in (corner if isinstance(corner, tuple) else (corner,)))
    return grey and _pixels(longer, decoded) not in (None, decoded.tobytes())


def _pixels(data: bytes, coarsely: Image.Image | None = None) -> bytes | None:
    """The picture's pixels, decoded as coarsely as another was; None when that cannot be done."""
    with Image.open(io.BytesIO(data)) as opened:
        if coarsely is not None:
            opened.draft(coarsely.mode, coarsely.size)
        opened.load()
        return opened.tobytes() if coarsely is None or opened.size == coarsely.size else None


def _scans(data: bytes) -> tuple[bool, bool]:
    """Whether a picture is progressive, and whether it then has every scan.

    Each coefficient of each component must come down to its last bit (G.1.1).
    """
    at, progressive = 2, False
    missing: dict[int, list[int]] = {}
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : at + 2 + length]
        at += 2 + length
        if marker == 0xC2 and len(body) >= 6 + 3 * body[5]:
            progressive = True
            missing = {body[6 + 3 * index]: [1] * 64 for index in range(body[5])}
        elif marker == 0xDA and body:
            parts = [body[1 + 2 * index] for index in range(body[0])]
            first, last, low = body[-3], body[-2], body[-1] & 15
            for part in parts:
                for index in range(first, min(last, 63) + 1):
                    missing.setdefault(part, [1] * 64)[index] = low
            found = _NEXT.search(data, at) if progressive else None
            if found is None or data[found.start() + 1] == 0xD9:
                break
            at = found.start()
    return progressive, not progressive or not any(any(bits) for bits in missing.values())
