"""Finished pages: what layout hands to the PDF writer and to preflight.

A `Frame` is a size and a list of items, each placed by the point of its origin relative to the frame, y down. For text
the origin is the start of the baseline, for everything else the top-left corner. Everything is frozen, and nothing
here knows a style, a block or a file format; an exporter only walks it (after typst's `layout/frame.rs`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from brochure.color import Color
from brochure.dataclass import dataclass, field
from brochure.geometry import Insets, Point, Rect, Size


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one face, size and colour on one baseline.

    `gids` are glyph ids of the *whole* font (not of a subset). `advances` are the distances actually set from each
    glyph's origin to the next, in 1/1000 of `size`, after squeezing, gaps and justification; the writer compares them
    to the font's own widths. `offsets` (x, y; 1/1000 of `size`, y up) move single glyphs without moving the pen; empty
    when no glyph has any. `text` is the source text; `clusters[i]` is the index in `text` where glyph i's cluster
    begins (ascending; several glyphs may share one). `lang` is BCP 47. A `vertical` run goes down from its place on the
    column's centre line; one also `turned` lies on its side, its baseline `TURNED` of its size left of the line.
    """

    face: str
    size: float
    color: Color
    gids: tuple[int, ...]
    advances: tuple[int, ...]
    text: str
    clusters: tuple[int, ...]
    lang: str
    offsets: tuple[tuple[int, int], ...] = ()
    overprint: bool = False
    vertical: bool = False
    turned: bool = False
    said: tuple[str, int] | None = None
    """At a drop cap: the text that this run and those after it are copied as, and how many runs that are."""

    @property
    def width(self) -> float:
        """Points from the origin to the end of the last advance."""
        return sum(self.advances) * self.size / 1000


TURNED = 0.34
"""Half of what lies between the baseline and the top of tall letters: it centres a turned word on its column."""

Segment = tuple[str, tuple[float, ...]]
"""One path step: `("M", (x, y))`, `("L", (x, y))`, `("C", (x1, y1, x2, y2, x, y))`, `("Z", ())`."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A path, filled or stroked. `width` is the stroke's in points; `dash` alternates on and off, in points."""

    segments: tuple[Segment, ...]
    fill: Color | None = None
    stroke: Color | None = None
    width: float = 0.0
    dash: tuple[float, ...] = ()
    overprint: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """Stroked paths of one colour: `path` is path data in PDF syntax (`x y m … c`), y down, in the artwork's own unit.

    `width` is in points. `fill` paints the area instead.
    """

    path: str
    color: Color
    width: float
    fill: bool = False


@dataclass(frozen=True, slots=True)
class Artwork:
    """A drawing of thousands of paths, kept as path data so that nothing touches its numbers between file and page.

    `scale` is the points of one unit of the data; `flip` mirrors it left to right within `size`.
    """

    strokes: tuple[Stroke, ...]
    size: Size
    scale: float
    flip: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster picture that fills `size`, cropped to it.

    `file` is an absolute path. `crop` is the part shown, as shares (0–1) of the *upright* picture (after EXIF
    rotation): left, top, width, height. `alt` describes it by language.
    """

    file: str
    size: Size
    crop: tuple[float, float, float, float]
    alt: tuple[tuple[str, str], ...] = ()
    path: str = field(default="", compare=False)
    logo: bool = False
    """Whether it must stay clear of the trim, as type must."""
    ground: Color | None = None
    """The flat colour that its transparent parts are laid on where no transparency is allowed; None is white paper."""


@dataclass(frozen=True, slots=True)
class Group:
    """A frame inside a frame; `clip` cuts off what leaves it."""

    frame: Frame
    clip: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A clickable area: `target` is a URL, or `#id` for a place in this document. Only the screen edition has them."""

    size: Size
    target: str


Role = Literal["H1", "H2", "P", "Caption", "Figure", "Quote", "Artifact", "Div"]


@dataclass(frozen=True, slots=True)
class Tag:
    """What its frame is, for reading order and findings. `path` is the place in the YAML (`sections.1.text`)."""

    role: Role
    frame: Frame
    lang: str = ""
    id: str = ""
    title: str = ""
    path: str = field(default="", compare=False)


FrameItem = GlyphRun | Shape | Artwork | Picture | Group | Link | Tag


@dataclass(frozen=True, slots=True)
class Frame:
    """A finished piece of page; `baseline` is the first baseline's distance from the top."""

    size: Size
    items: tuple[tuple[Point, FrameItem], ...] = ()
    baseline: float | None = None


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark to the top of page `page` (0-based)."""

    title: str
    page: int
    level: int = 0


_NO_BLEED = Insets()


@dataclass(frozen=True, slots=True)
class Page:
    """One page at trim size; the frame's origin is the trim's top-left corner and ink may run into the bleed.

    `label` is the folio as printed, empty where none is. `folds` are the vertical folds' distances from the trim's left
    edge, in points.
    """

    frame: Frame
    bleed: Insets = _NO_BLEED
    label: str = ""
    folds: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Everything the writer needs: pages and what the file says about itself.

    `date` is a POSIX time in seconds, UTC; `language` the source language.
    """

    pages: tuple[Page, ...]
    title: str
    author: str
    subject: str
    language: str
    date: int
    outline: tuple[OutlineEntry, ...] = ()


_ORIGIN = Point(0.0, 0.0)


def walk(frame: Frame, origin: Point = _ORIGIN) -> Iterator[tuple[Point, FrameItem]]:
    """Every leaf item with its absolute place, in drawing order; tags are entered and also reported."""
    for place, item in frame.items:
        at = Point(origin.x + place.x, origin.y + place.y)
        if isinstance(item, Group):
            yield from walk(item.frame, at)
        elif isinstance(item, Tag):
            yield at, item
            yield from walk(item.frame, at)
        else:
            yield at, item


def rectangle(size: Size) -> tuple[Segment, ...]:
    """The path of an upright rectangle from the origin."""
    width, height = size.width, size.height
    return (("M", (0.0, 0.0)), ("L", (width, 0.0)), ("L", (width, height)), ("L", (0.0, height)), ("Z", ()))


def bounds(frame: Frame) -> Rect:
    """The frame's own area at its origin."""
    return Rect(0, 0, frame.size.width, frame.size.height)


def dump(page: Page) -> str:
    """The page as text, a line an item, for tests and reviews: place, kind and what matters of it."""
    lines = [f"page {page.label or '-'} {page.frame.size.width:.2f} x {page.frame.size.height:.2f}"]
    for at, item in walk(page.frame):
        place = f"{at.x:8.2f} {at.y:8.2f} "
        match item:
            case GlyphRun():
                lines.append(f"{place}text {item.face} {item.size:g} w{item.width:.2f} {item.text}")
            case Shape():
                lines.append(f"{place}shape {len(item.segments)} fill={item.fill} stroke={item.stroke} {item.width:g}")
            case Artwork():
                lines.append(
                    f"{place}artwork {len(item.strokes)} strokes {item.size.width:.2f} x {item.size.height:.2f}"
                )
            case Picture():
                name = item.file.rsplit("/", 1)[-1]
                lines.append(f"{place}picture {name} {item.size.width:.2f} x {item.size.height:.2f} crop={item.crop}")
            case Tag():
                lines.append(f"{place}<{item.role} {item.lang} {item.path}>")
            case Link():
                lines.append(f"{place}link {item.target}")
            case Group():
                pass
    return "\n".join(lines) + "\n"
