"""A paper model of folding and cutting, sources to impose, and an interpreter of finished sheets.

The paper model knows a sheet only as what is printed on its two sides; it never asks `schemes` where a page belongs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import uharfbuzz as hb

from brochure.color import BLACK, CMYK, Color
from brochure.diagnostics import Sink
from brochure.frame import Document, Frame, FrameItem, GlyphRun, Page, Shape, rectangle
from brochure.geometry import MM, Insets, Point, Size
from brochure.imposition.schemes import Cell, Sheet
from brochure.pdf.writer import OutputOptions, write_pdf
from brochure.text.fonts import FontBook, default_catalog

# ---- paper

Face = tuple[int, bool]
"""A page and whether it stands on its head."""

Leaf = tuple[Face, Face]
"""What one leaf shows, and what it shows when it is turned over like a leaf of a book."""

Pile = list[Leaf]
"""Leaves from the front to the back."""

Piece = list[list[Pile]]


def printed(sheet: Sheet) -> Piece:
    """The sheet after both sides were printed, front towards us."""
    rows, columns = sheet.rows, sheet.columns
    back = sheet.back or tuple((Cell(0),) * columns for _row in range(rows))
    piece: Piece = []
    for row in range(rows):
        line: list[Pile] = []
        for column in range(columns):
            if sheet.turning == "turn":
                other = back[row][columns - 1 - column]
                behind = (other.page, other.turned)
            else:
                other = back[rows - 1 - row][column]
                behind = (other.page, not other.turned)
            here = sheet.front[row][column]
            line.append([((here.page, here.turned), behind)])
        piece.append(line)
    return piece


def cut(sheet: Sheet) -> list[Piece]:
    """The pieces between the cuts, row by row."""
    piece = printed(sheet)
    rows = _runs(sheet.down, sheet.rows)
    columns = _runs(sheet.across, sheet.columns)
    return [[piece[row][left:right] for row in range(top, bottom)] for top, bottom in rows for left, right in columns]


def _runs(joints: Sequence[str], count: int) -> list[tuple[int, int]]:
    ends = [index + 1 for index, joint in enumerate(joints) if joint == "cut"]
    return list(zip([0, *ends], [*ends, count], strict=True))


def upside_down(piece: Piece) -> Piece:
    """The piece turned by half a turn on the table."""
    return [[[_turned(leaf) for leaf in pile] for pile in reversed(line)] for line in reversed(piece)]


def turned_over(piece: Piece) -> Piece:
    """The piece turned over sideways."""
    return [[_over(pile) for pile in reversed(line)] for line in piece]


def laid_out(piece: Piece) -> Piece:
    """The unfolded piece turned until its first page faces us, upright, as a binder lays it on the table."""
    first = min(page for line in piece for pile in line for face in pile[0] for page in face[:1])
    for way in (piece, turned_over(piece), upside_down(piece), upside_down(turned_over(piece))):
        if any(pile[0][0] == (first, False) for line in way for pile in line):
            return way
    raise AssertionError("the first page is not on the piece")


def _turned(leaf: Leaf) -> Leaf:
    (page, head), (behind, foot) = leaf
    return (page, not head), (behind, not foot)


def fold(piece: Piece, way: str) -> Piece:
    """Half of the piece folded behind the other half."""
    columns, rows = len(piece[0]), len(piece)
    if way == "left":
        half = columns // 2
        return [[line[half + i] + _over(line[half - 1 - i]) for i in range(half)] for line in piece]
    if way == "right":
        half = columns // 2
        return [[line[i] + _over(line[columns - 1 - i]) for i in range(half)] for line in piece]
    half = rows // 2
    return [
        [
            piece[half + i][column] + [_turned(leaf) for leaf in _over(piece[half - 1 - i][column])]
            for column in range(columns)
        ]
        for i in range(half)
    ]


def _over(pile: Pile) -> Pile:
    """The pile turned over like a leaf."""
    return [(back, front) for front, back in reversed(pile)]


def folded(piece: Piece, ways: Iterable[str]) -> Pile:
    """The pile of leaves that all folds leave."""
    for way in ways:
        piece = fold(piece, way)
    assert len(piece) == len(piece[0]) == 1, "not folded to one page"
    return piece[0][0]


def read_pile(pile: Pile) -> list[Face]:
    """Every page in the order of turning the leaves."""
    return [face for leaf in pile for face in leaf]


# ---- sources


def digits(words: str, size: float) -> GlyphRun:
    face = _book().face("SourceSans3-Bold")
    buffer = hb.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    hb.shape(face.hb_font, buffer, {})
    return GlyphRun(
        face.key,
        size,
        BLACK,
        tuple(info.codepoint for info in buffer.glyph_infos),
        tuple(place.x_advance for place in buffer.glyph_positions),
        words,
        tuple(info.cluster for info in buffer.glyph_infos),
        "en",
    )


_BOOK: list[FontBook] = []


def _book() -> FontBook:
    if not _BOOK:
        _BOOK.append(FontBook.from_catalogs([default_catalog()]))
    return _BOOK[0]


def source(
    out: Path,
    count: int,
    width: float = 210 * MM,
    height: float = 285 * MM,
    bleed: float = 3 * MM,
    ink: Color | None = None,
    **options: Any,
) -> Path:
    """A print edition of numbered pages, each with a bar into the upper bleed and one into the right."""
    pages = []
    for number in range(1, count + 1):
        shade = ink or CMYK(number / count, 0.2, 1 - number / count, 0)
        items: list[tuple[Point, FrameItem]] = [
            (Point(-bleed, -bleed), Shape(rectangle(Size(width + 2 * bleed, 20 + bleed)), fill=shade)),
            (Point(width - 15, height / 2), Shape(rectangle(Size(15 + bleed, height / 4)), fill=shade)),
            (Point(width / 4, height / 2), digits(str(number), width / 4)),
        ]
        pages.append(Page(Frame(Size(width, height), tuple(items)), Insets.even(bleed), str(number)))
    document = Document(tuple(pages), "编号 Numbers", "作者", "", "zh-CN", 1_700_000_000)
    sink = Sink()
    write_pdf(document, _book(), out, OutputOptions(**options), sink)
    assert not sink.found
    return out


# ---- finished sheets


@dataclass(frozen=True)
class PageOnSheet:
    """A page as the sheet's content stream places it: its number, clip (corners), and matrix."""

    page: int
    clip: tuple[float, float, float, float]
    matrix: tuple[float, ...]
    bleed: tuple[float, float, float, float]
    """The form's bounds under the matrix."""

    @property
    def origin(self) -> tuple[float, float]:
        return self.matrix[4], self.matrix[5]


@dataclass(frozen=True)
class Read:
    """One side read back: pages in order of drawing, and the bounds of every painted subpath."""

    media: tuple[float, ...]
    trim: tuple[float, ...]
    bleed: tuple[float, ...]
    pages: tuple[PageOnSheet, ...]
    marks: tuple[tuple[float, float, float, float], ...]


_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _times(first: Sequence[float], second: Sequence[float]) -> tuple[float, ...]:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _at(matrix: Sequence[float], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def sheets(path: Path) -> list[Read]:
    with pikepdf.open(path) as pdf:
        return [_side(page) for page in pdf.pages]


def _side(page: Any) -> Read:
    matrix: tuple[float, ...] = _IDENTITY
    kept: list[tuple[tuple[float, ...], Any]] = []
    paths: list[list[tuple[float, float]]] = []
    clip: Any = None
    pages: list[PageOnSheet] = []
    marks: list[tuple[float, float, float, float]] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        operands = instruction.operands
        if operator == "q":
            kept.append((matrix, clip))
        elif operator == "Q":
            matrix, clip = kept.pop()
        elif operator == "cm":
            matrix = _times([float(value) for value in operands], matrix)
        elif operator == "re":
            x, y, w, h = (float(value) for value in operands)
            paths.append([_at(matrix, x, y), _at(matrix, x + w, y + h)])
        elif operator in ("m", "l", "c"):
            values = [float(value) for value in operands]
            if operator == "m":
                paths.append([])
            paths[-1] += [_at(matrix, x, y) for x, y in zip(values[::2], values[1::2], strict=True)]
        elif operator == "n":
            clip, paths = _bounds(paths[0]), []
        elif operator in ("f", "S"):
            marks += [_bounds(path) for path in paths]
            paths = []
        elif operator == "Do":
            name = str(operands[0])
            x0, y0, x1, y1 = (float(value) for value in page.Resources.XObject[name].BBox)
            area = _bounds([_at(matrix, x0, y0), _at(matrix, x1, y1)])
            pages.append(PageOnSheet(int(name[2:]), clip, matrix, area))
    assert not kept, "q without Q"
    boxes = [tuple(float(value) for value in page.obj[name]) for name in ("/MediaBox", "/TrimBox", "/BleedBox")]
    return Read(*boxes, tuple(pages), tuple(marks))
