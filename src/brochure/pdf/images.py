"""Pictures as image XObjects (ISO 32000-1, 8.9): passed through where the file is already what print wants.

Every file is embedded once, however often and wherever it is placed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from brochure.diagnostics import Diagnostic, Sink
from brochure.frame import Picture
from brochure.pdf.objects import File, Ref, Stream, array
from brochure.pictures import PictureInfo, probe_picture

Matrix = tuple[int, int, int, int, int, int]

TURNS: dict[int, Matrix] = {
    1: (1, 0, 0, 1, 0, 0), 2: (-1, 0, 0, 1, 1, 0), 3: (-1, 0, 0, -1, 1, 1), 4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1), 6: (0, -1, 1, 0, 0, 1), 7: (0, 1, 1, 0, 0, 0), 8: (0, 1, -1, 0, 1, 0),
}  # fmt: skip
"""From the unit square of the stored image to that of the upright one, by EXIF orientation: turning costs no pixel."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An image as the content stream needs it: its resource, the crop in shares of it, and its turn."""

    key: str
    reference: Ref
    crop: tuple[float, float, float, float]
    turn: Matrix


class ImageBook:
    """The pictures of one file."""

    def __init__(self, file: File, sink: Sink) -> None:
        self._file = file
        self._sink = sink
        self._known: dict[str, tuple[str, Ref, Matrix] | None] = {}

    def place(self, picture: Picture) -> Placed | None:
        """The image of a placed picture, or None when the file has a fault, which becomes a finding."""
        if picture.file not in self._known:
            self._known[picture.file] = self._embed(picture)
        known = self._known[picture.file]
        return Placed(known[0], known[1], picture.crop, known[2]) if known else None

    def _embed(self, picture: Picture) -> tuple[str, Ref, Matrix] | None:
        path = Path(picture.file)
        info = probe_picture(path)
        if isinstance(info, Diagnostic):
            self._sink.add(info)
            return None
        key = f"Im{len(self._known)}"
        return key, self._file.add(jpeg(path.read_bytes(), info)), TURNS[info.orientation]


def jpeg(data: bytes, info: PictureInfo) -> Stream:
    """A JPEG file as it is (7.4.8): not decoded, not compressed again."""
    width, height = info.stored
    return Stream(
        data,
        {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": width,
            "Height": height,
            "ColorSpace": {"gray": "/DeviceGray", "cmyk": "/DeviceCMYK"}.get(info.mode, "/DeviceRGB"),
            "BitsPerComponent": 8,
            "Decode": array((1, 0) * 4) if info.inverted else None,
            "Filter": "/DCTDecode",
        },
    )
