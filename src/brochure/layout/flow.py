"""Rows of text poured into a region: where a row may be cut, what must stay together, what goes on to the next page.

A `Row` is what layout may not take apart except between its lines: a paragraph pair side by side, a paragraph, a
heading, a picture. Heights are in points and, on a baseline grid, whole lines.
"""

from __future__ import annotations

from collections.abc import Callable

from brochure.dataclass import dataclass
from brochure.frame import Frame
from brochure.geometry import fits

ORPHANS = 2
"""Lines of a paragraph that must stand together at a column's foot or head (CLREQ §widows; typography.md §9.2)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its height whole, how many lines its sides have, and how to draw lines `first`–`last` of each side.

    `sides` are line counts, one per language set side by side. `draw(first, last)` gives the frame of those lines (all
    sides cut alike). `before` is the space above it unless it begins a region. `keep` binds it to the next row.
    """

    sides: tuple[int, ...]
    leading: float
    draw: Callable[[int, int], Frame]
    before: float = 0.0
    keep: bool = False
    origin: tuple[int, str] = (0, "")
    """Which paragraph pair it sets, and which language of it (empty: all side by side)."""
    whole: float | None = None
    """Height of a row that has no lines (a picture, a block): never cut."""
    opening: int = ORPHANS
    """How many of its first lines stay together: those beside a drop cap."""
    torn: frozenset[int] = frozenset()
    """Line ends, by the number of the line after each, where a hyphen parts a word."""
    parts: Callable[[int, int], tuple[Frame | None, ...]] | None = None
    """Those lines of each side in a frame of its own, where the sides stand on pages of their own."""

    @property
    def lines(self) -> int:
        return max(self.sides, default=0)

    @property
    def height(self) -> float:
        return self.whole if self.whole is not None else self.lines * self.leading


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a row, placed: lines `first` to `last` (exclusive) at `y` from the region's top."""

    row: int
    first: int
    last: int
    y: float


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the pouring stands: next row and its next line."""

    row: int = 0
    line: int = 0


def may_cut(sides: tuple[int, ...], first: int, at: int) -> bool:
    """Whether a row that goes on from line `first` may be cut before line `at`: every side keeps two lines together.

    A side that ends before the cut is whole; a side that is cut leaves at least `ORPHANS` lines on both sides.
    """
    for count in sides:
        if count > at and (count - at < ORPHANS or at - first < ORPHANS):
            return False
    return at > first


def pour(rows: tuple[Row, ...], cursor: Cursor, height: float) -> tuple[list[Piece], Cursor]:
    """Fill a region of `height` points from `cursor`; gives the pieces and where to go on.

    Rows kept with the next one move on together with it. A region too low for even one row gives no piece: the caller
    must notice that the cursor has not moved.
    """
    pieces: list[Piece] = []
    y = 0.0
    row, line = cursor.row, cursor.line
    while row < len(rows):
        current = rows[row]
        start = y + (current.before if pieces else 0.0)
        rest = current.height - line * current.leading if current.whole is None else current.height
        if fits(start + rest, height) and _followers_fit(rows, row, start + rest, height):
            pieces.append(Piece(row, line, current.lines, start))
            y, row, line = start + rest, row + 1, 0
            continue
        cut = _last_cut(current, line, height - start)
        if cut is not None:
            pieces.append(Piece(row, line, cut, start))
            return pieces, Cursor(row, cut)
        break
    return pieces, _pull_back(rows, pieces, Cursor(row, line)) if row < len(rows) else Cursor(row, line)


def _followers_fit(rows: tuple[Row, ...], row: int, used: float, height: float) -> bool:
    """A row kept with the next needs room for that row's beginning as well."""
    if not rows[row].keep or row + 1 >= len(rows):
        return True
    following = rows[row + 1]
    need = following.height
    if following.whole is None:
        first = max(ORPHANS, following.opening)
        least = next((at for at in range(first, following.lines) if may_cut(following.sides, 0, at)), following.lines)
        need = least * following.leading
    return fits(used + following.before + need, height) and (
        not following.keep or _followers_fit(rows, row + 1, used + following.before + following.height, height)
    )


def _last_cut(row: Row, first: int, room: float) -> int | None:
    """Where to cut a row that has `room`: as late as may be, but rather a line earlier than within a word (§13)."""
    if row.whole is not None:
        return None
    most = min(first + int((room + 0.01) // row.leading), row.lines - 1)
    least = first if first else row.opening - 1
    legal = [at for at in range(most, least, -1) if may_cut(row.sides, first, at)][:2]
    if len(legal) == 2 and legal[0] in row.torn and legal[1] == legal[0] - 1 and legal[1] not in row.torn:
        return legal[1]
    return legal[0] if legal else None


def _pull_back(rows: tuple[Row, ...], pieces: list[Piece], cursor: Cursor) -> Cursor:
    """Take rows that must stay with what follows off the region's end."""
    while len(pieces) > 1 and cursor.line == 0 and rows[pieces[-1].row].keep:
        piece = pieces.pop()
        cursor = Cursor(piece.row, piece.first)
    return cursor
