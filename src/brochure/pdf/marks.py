"""Printer's marks as frames outside the bleed (ISO 32000-1, 14.11.3; sizes as print.md §7), in registration colour.

Being frames, they are drawn by the same code as the page; the Separation colour `All` puts them on every plate.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from brochure.color import CMYK, Color, Spot
from brochure.dataclass import dataclass
from brochure.frame import Frame, FrameItem, GlyphRun, Page, Segment, Shape, rectangle
from brochure.geometry import MM, Point, Size
from brochure.harfbuzz import hb
from brochure.text.fonts import Face

Kind = Literal["crop", "bleed", "fold", "registration", "bar", "slug"]

REGISTRATION = Spot("All", CMYK(1, 1, 1, 1))
_LENGTH, _GAP, _WEIGHT = 5 * MM, 0.6 * MM, 0.25
BAR: tuple[CMYK, ...] = (
    CMYK(1, 0, 0, 0), CMYK(0, 1, 0, 0), CMYK(0, 0, 1, 0), CMYK(0, 0, 0, 1), CMYK(0, 1, 1, 0), CMYK(1, 0, 1, 0),
    CMYK(1, 1, 0, 0), CMYK(0.5, 0, 0, 0), CMYK(0, 0.5, 0, 0), CMYK(0, 0, 0.5, 0), CMYK(0, 0, 0, 0.5),
    CMYK(0.5, 0.4, 0.4, 0),
)  # fmt: skip
"""Solids, overprints, half tones and a grey balance patch."""

Item = tuple[Point, FrameItem]


@dataclass(frozen=True, slots=True)
class Slug:
    """What the slug line says: file, job, date and page on every plate, then the name of each ink on its own plate."""

    words: str
    faces: Sequence[Face]
    inks: tuple[tuple[str, Color], ...] = ()


def marks(page: Page, kinds: frozenset[Kind], slug: Slug) -> Frame:
    """All marks asked for, in page space: x and y beyond the trim and its bleed."""
    items: list[Item] = []
    if "crop" in kinds:
        items += _crop(page)
    if "bleed" in kinds:
        items += _corners(page, bleed=True)
    if "fold" in kinds:
        items += _folds(page)
    if "registration" in kinds:
        items += _targets(page)
    if "bar" in kinds:
        items += _bar(page, [color for _name, color in slug.inks if isinstance(color, Spot)])
    if "slug" in kinds:
        items += _slug(page, slug)
    return Frame(page.frame.size, tuple(items))


def _slug(page: Page, slug: Slug) -> list[Item]:
    """One line at the very edge of the sheet, below fold marks and targets, as small as the page's width makes it."""
    stretches = [(slug.words, REGISTRATION), *((name, color) for name, color in slug.inks)]
    room = page.frame.size.width

    def at(size: float) -> tuple[list[Item], float]:
        items: list[Item] = []
        x = 0.0
        for words, color in stretches:
            placed = set_words(words, size, slug.faces, color, x, page.frame.size.height + page.bleed.bottom + 8.4 * MM)
            items += placed
            x = (max(point.x + _width(run) for point, run in placed) if placed else x) + size
        return items, x

    items, width = at(5.0)
    return items if width <= room else at(max(2.0, 5.0 * room / width))[0]


def _width(run: FrameItem) -> float:
    return run.width if isinstance(run, GlyphRun) else 0.0


def _line(x0: float, y0: float, x1: float, y1: float, dash: tuple[float, ...] = ()) -> Item:
    path: tuple[Segment, ...] = (("M", (0.0, 0.0)), ("L", (x1 - x0, y1 - y0)))
    return Point(x0, y0), Shape(path, stroke=REGISTRATION, width=_WEIGHT, dash=dash)


def _crop(page: Page) -> list[Item]:
    return _corners(page, bleed=False)


def _corners(page: Page, bleed: bool) -> list[Item]:
    """Two lines at each corner, in line with the trim or the bleed; neither ever enters the bleed."""
    size, edge = page.frame.size, page.bleed
    left, top = (-edge.left, -edge.top) if bleed else (0.0, 0.0)
    right = size.width + (edge.right if bleed else 0)
    bottom = size.height + (edge.bottom if bleed else 0)
    length = _LENGTH / 2 if bleed else _LENGTH
    items: list[Item] = []
    for x in (left, right):
        items.append(_line(x, -edge.top - _GAP, x, -edge.top - _GAP - length))
        items.append(_line(x, size.height + edge.bottom + _GAP, x, size.height + edge.bottom + _GAP + length))
    for y in (top, bottom):
        items.append(_line(-edge.left - _GAP, y, -edge.left - _GAP - length, y))
        items.append(_line(size.width + edge.right + _GAP, y, size.width + edge.right + _GAP + length, y))
    return items


def _folds(page: Page) -> list[Item]:
    size, edge = page.frame.size, page.bleed
    items: list[Item] = []
    for x in page.folds:
        items.append(_line(x, -edge.top - _GAP, x, -edge.top - _GAP - _LENGTH, (2, 2)))
        below = size.height + edge.bottom + _GAP
        items.append(_line(x, below, x, below + _LENGTH, (2, 2)))
    return items


_ROUND = 0.5523
"""The handle length at which four Bézier curves make a circle."""


def _circle(radius: float) -> tuple[Segment, ...]:
    r, k = radius, radius * _ROUND
    return (
        ("M", (r, 0.0)),
        ("C", (r, k, k, r, 0.0, r)),
        ("C", (-k, r, -r, k, -r, 0.0)),
        ("C", (-r, -k, -k, -r, 0.0, -r)),
        ("C", (k, -r, r, -k, r, 0.0)),
        ("Z", ()),
    )


def _targets(page: Page) -> list[Item]:
    """A cross in a circle at the middle of each side: plates are in register when all crosses are one."""
    size, edge = page.frame.size, page.bleed
    away, reach = 4.5 * MM, 2.5 * MM
    middle = _target_x(page), size.height / 2
    centres = (
        (middle[0], -edge.top - away),
        (middle[0], size.height + edge.bottom + away),
        (-edge.left - away, middle[1]),
        (size.width + edge.right + away, middle[1]),
    )
    items: list[Item] = []
    for x, y in centres:
        items.append((Point(x, y), Shape(_circle(1.5 * MM), stroke=REGISTRATION, width=_WEIGHT)))
        items += [_line(x - reach, y, x + reach, y), _line(x, y - reach, x, y + reach)]
    return items


def _bar(page: Page, spots: Sequence[Color]) -> list[Item]:
    """Patches along the head, the page's spot inks first, passing over where fold marks and the target stand."""
    side, width = 4 * MM, page.frame.size.width
    top = -page.bleed.top - _GAP - side - 1.5 * MM
    taken = [(x - side, x + side) for x in page.folds] + [(_target_x(page) - side, _target_x(page) + side)]
    items: list[Item] = []
    x = side
    for color in (*spots, *BAR):
        while any(x < right and x + side > left for left, right in taken):
            x = min(right for left, right in taken if x < right and x + side > left)
        if x + side > width - side:
            break
        items.append((Point(x, top), Shape(rectangle(Size(side, side)), fill=color)))
        x += side
    return items


def _target_x(page: Page) -> float:
    """Off the exact middle, where fold and centre marks go."""
    return page.frame.size.width / 2 + 12 * MM


def set_words(words: str, size: float, faces: Sequence[Face], color: Color, x: float, y: float) -> list[Item]:
    """One line of text for people at the press, each character from the first face that has it; others are left out."""
    stretches: list[tuple[Face, str]] = []
    for char in words:
        face = next((face for face in faces if ord(char) in face.coverage), None)
        if face is None:
            continue
        if stretches and stretches[-1][0] is face:
            stretches[-1] = (face, stretches[-1][1] + char)
        else:
            stretches.append((face, char))
    items: list[Item] = []
    for face, part in stretches:
        run = _shape(face, part, size, color)
        items.append((Point(x, y), run))
        x += run.width
    return items


def _shape(face: Face, words: str, size: float, color: Color) -> GlyphRun:
    buffer = hb.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    hb.shape(face.hb_font, buffer, {"liga": False, "kern": True})
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    return GlyphRun(
        face.key,
        size,
        color,
        tuple(info.codepoint for info in infos),
        tuple(position.x_advance for position in positions),
        words,
        tuple(info.cluster for info in infos),
        "",
        overprint=True,
    )
