"""Finished pages as preflight sees them, before they are written: quick, and every place knows its line of the YAML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from brochure.color import CMYK, Color, Spot
from brochure.dataclass import replace
from brochure.frame import Artwork, Frame, GlyphRun, Group, Page, Picture, Shape, Tag
from brochure.geometry import Point, Rect
from brochure.pictures import PictureInfo, probe_picture
from brochure.preflight.placed import PROCESS, Placed, Plates, Sheet, only_black

ASCENT, DESCENT = 0.8, 0.15
"""Of a line of text in em: what its ink reaches above and below the baseline, Han and Latin alike."""


def sheets_of(pages: Sequence[Page]) -> tuple[Sheet, ...]:
    """Every page with all that stands on it."""
    seen: dict[str, PictureInfo | None] = {}
    return tuple(
        Sheet(number, page.frame.size, page.bleed, tuple(_walk(page.frame, Point(0, 0), None, "", seen)), page.folds)
        for number, page in enumerate(pages, 1)
    )


def _walk(
    frame: Frame, origin: Point, clip: Rect | None, path: str, seen: dict[str, PictureInfo | None]
) -> Iterator[Placed]:
    for place, item in frame.items:
        x, y = origin.x + place.x, origin.y + place.y
        if isinstance(item, Tag):
            yield from _walk(item.frame, Point(x, y), clip, item.path or path, seen)
        elif isinstance(item, Group):
            inner = Rect(x, y, item.frame.size.width, item.frame.size.height) if item.clip else None
            both = cut(inner, clip) if inner and clip else inner or clip
            yield from _walk(item.frame, Point(x, y), both, path, seen)
        else:
            for one in _leaf(item, x, y, path, seen):
                shown = cut(one.box, clip) if clip else one.box
                if shown is not None:
                    yield one if shown is one.box else replace(one, box=shown)


def _leaf(item: object, x: float, y: float, path: str, seen: dict[str, PictureInfo | None]) -> Iterator[Placed]:
    match item:
        case GlyphRun():
            yield _text(item, x, y, path)
        case Shape():
            yield from _shape(item, x, y, path)
        case Artwork():
            yield from _artwork(item, x, y, path)
        case Picture():
            info = _probe(item.file, seen)
            box = Rect(x, y, item.size.width, item.size.height)
            if info is not None:
                ppi = info.ppi(item.size.width, item.size.height, item.crop)
                pixels, inked = (info.width, info.height), item.file if info.mode == "cmyk" else ""
                yield Placed(
                    "image",
                    box,
                    ppi=ppi,
                    bits=info.bits,
                    pixels=pixels,
                    inked=inked,
                    logo=item.logo,
                    path=item.path or path,
                )


def _text(run: GlyphRun, x: float, y: float, path: str) -> Placed:
    size = run.size
    if run.vertical:
        box = Rect(x - size / 2, y, size, run.width)
    else:
        box = Rect(x, y - ASCENT * size, run.width, (ASCENT + DESCENT) * size)
    han = max(run.text, default="") > "\u2e80"
    serif = "Serif" in run.face or "Kai" in run.face
    plates = plates_of(run.color)
    overprint = run.overprint and only_black(plates)  # the writer lets nothing else overprint
    return Placed(
        "text", box, plates, size, overprint, han=han, serif=serif, words=run.text, path=path
    )  # fmt: skip


def _shape(shape: Shape, x: float, y: float, path: str) -> Iterator[Placed]:
    numbers = [values for _, values in shape.segments]
    xs = [value for values in numbers for value in values[::2]]
    ys = [value for values in numbers for value in values[1::2]]
    if not xs:
        return
    box = Rect(x + min(xs), y + min(ys), max(xs) - min(xs), max(ys) - min(ys))
    if shape.fill is not None:
        yield Placed(
            "fill",
            box,
            plates_of(shape.fill),
            overprint=shape.overprint and only_black(plates_of(shape.fill)),
            path=path,
        )
    if shape.stroke is not None:
        yield Placed("stroke", box, plates_of(shape.stroke), shape.width, path=path)


def _artwork(art: Artwork, x: float, y: float, path: str) -> Iterator[Placed]:
    """A drawing as one place for each colour and width: nobody looks for one of its thousand lines."""
    box = Rect(x, y, art.size.width, art.size.height)
    for color, width, fill in dict.fromkeys((one.color, one.width, one.fill) for one in art.strokes):
        yield Placed(
            "fill" if fill else "stroke", box, plates_of(color), 0.0 if fill else width, path=path, words="art"
        )


@lru_cache(maxsize=256)
def plates_of(color: Color) -> Plates:
    """A colour as the plates it is printed from."""
    if isinstance(color, Spot):
        return ((color.name, color.share),) if color.share else ()
    assert isinstance(color, CMYK)
    shares = (color.c, color.m, color.y, color.k)
    return tuple((name, share) for name, share in zip(PROCESS, shares, strict=True) if share > 0)


def cut(one: Rect, other: Rect) -> Rect | None:
    """What two boxes share, or None."""
    left, top = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Rect(left, top, right - left, bottom - top) if right >= left and bottom >= top else None


def _probe(file: str, seen: dict[str, PictureInfo | None]) -> PictureInfo | None:
    if file not in seen:
        found = probe_picture(Path(file))
        seen[file] = found if isinstance(found, PictureInfo) else None
    return seen[file]
