"""Which inks a page is printed with, for its slug line: one plate each."""

from __future__ import annotations

from brochure.color import CMYK, Color, Spot
from brochure.frame import Artwork, Frame, GlyphRun, Picture, Shape, walk
from brochure.pictures import PictureInfo, probe_picture

PROCESS = {
    "Cyan": CMYK(1, 0, 0, 0),
    "Magenta": CMYK(0, 1, 0, 0),
    "Yellow": CMYK(0, 0, 1, 0),
    "Black": CMYK(0, 0, 0, 1),
}


def inks_of(frame: Frame) -> tuple[tuple[str, Color], ...]:
    """The page's inks by name, each with its solid: process inks in their order, then spot inks as they come."""
    from pathlib import Path

    process: set[str] = set()
    spots: dict[str, Color] = {}
    for _place, item in walk(frame):
        if isinstance(item, Picture):
            info = probe_picture(Path(item.file))
            gray = isinstance(info, PictureInfo) and info.mode in ("gray", "bitmap")
            process |= {"Black"} if gray else set(PROCESS)
        for color in _colors(item):
            if isinstance(color, Spot):
                spots.setdefault(color.name, Spot(color.name, color.alternate, 1.0, color.overprint))
            else:
                shares = (color.c, color.m, color.y, color.k)
                process |= {ink for ink, share in zip(PROCESS, shares, strict=True) if share}
    return (*((ink, PROCESS[ink]) for ink in PROCESS if ink in process), *spots.items())


def _colors(item: object) -> list[Color]:
    if isinstance(item, GlyphRun):
        return [item.color]
    if isinstance(item, Shape):
        return [color for color in (item.fill, item.stroke) if color is not None]
    if isinstance(item, Artwork):
        return [stroke.color for stroke in item.strokes]
    return []
