"""Which page goes where: page order → sheets, as pure functions. No lengths here; those are `placement`'s.

A *section* is what one folded piece of paper gives: 2, 4, 8 or 16 pages. A *sheet* is what goes through the press: a
section, or several pieces that are cut apart. Grids are written as seen, top row first; the back as seen after the
sheet has been turned over like a leaf of a book (print.md §9; right-angle folds as in every printer's handbook).
Pages are numbers from 1 in the order of reading, blanks included.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from brochure.dataclass import dataclass, replace

Joint = Literal["spine", "fold", "cut"]
"""What lies between two neighbours: the fold at the spine, a fold that the trim opens, or a cut."""

Spine = Literal["left", "right"]
Turning = Literal["turn", "tumble"]
"""How the sheet is turned for its back: side over side (same gripper edge), or head over foot (the other edge)."""

SIGNATURES = (4, 8, 16)


@dataclass(frozen=True, slots=True)
class Cell:
    """One page's place. `turned` is head down. `spine` is the side of the *upright* page at which it is bound.

    `depth` counts the leaves that lie around it at the spine fold: what its creep is multiplied by.
    """

    page: int
    turned: bool = False
    spine: Spine | Literal[""] = ""
    depth: int = 0


Grid = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with what its two sides hold, and what lies between columns (`across`) and rows (`down`) of the front.

    A `shared` sheet is printed with one plate on both sides and gives two copies; its back is its front. `folds` says
    how each piece is folded, in order: `left` half behind the right, `right` behind the left, `top` behind the bottom.
    `section` counts gathered or nested sections from 1.
    """

    front: Grid
    back: Grid
    across: tuple[Joint, ...]
    down: tuple[Joint, ...]
    turning: Turning = "turn"
    shared: bool = False
    folds: tuple[Literal["left", "right", "top"], ...] = ()
    section: int = 1
    copies: int = 1

    @property
    def rows(self) -> int:
        return len(self.front)

    @property
    def columns(self) -> int:
        return len(self.front[0])

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages on the sheet, ascending, each once."""
        return tuple(sorted({cell.page for grid in (self.front, self.back) for row in grid for cell in row}))

    def joints(self, back: bool) -> tuple[tuple[Joint, ...], tuple[Joint, ...]]:
        """Joints between columns and between rows as that side shows them."""
        if not back:
            return self.across, self.down
        if self.turning == "turn":
            return self.across[::-1], self.down
        return self.across, self.down[::-1]


# ---- sections

_TABLE: dict[int, tuple[list[list[int]], list[list[int]]]] = {
    2: ([[1]], [[2]]),
    4: ([[4, 1]], [[2, 3]]),
    8: ([[5, 4], [8, 1]], [[3, 6], [2, 7]]),
    16: ([[5, 12, 9, 8], [4, 13, 16, 1]], [[7, 10, 11, 6], [2, 15, 14, 3]]),
}
"""Pages of a section, spine on the left; the upper of two rows stands on its head, so that heads meet at the fold."""

_ACROSS: dict[int, tuple[Joint, ...]] = {2: (), 4: ("spine",), 8: ("spine",), 16: ("spine", "fold", "spine")}
_FOLDS: dict[int, tuple[Literal["left", "right", "top"], ...]] = {
    2: (), 4: ("left",), 8: ("top", "left"), 16: ("left", "top", "left"),
}  # fmt: skip


def section(size: int, pages: Sequence[int], spine: Spine, depth: int = 0) -> Sheet:
    """One section of `size` pages on a sheet of its own.

    `pages` are its pages in the order of reading; `depth` leaves already lie around it. Two pages are a flat leaf.
    """
    front, back = (_grid(table, pages, spine, depth) for table in _TABLE[size])
    folds = _FOLDS[size]
    if spine == "right":
        front, back = _mirrored(front), _mirrored(back)
        folds = tuple("right" if fold == "left" else fold for fold in folds)
    down: tuple[Joint, ...] = ("fold",) if len(front) == 2 else ()
    return Sheet(front, back, _ACROSS[size], down, folds=folds)


def _grid(table: list[list[int]], pages: Sequence[int], spine: Spine, depth: int) -> Grid:
    size = len(pages)

    def cell(local: int, turned: bool) -> Cell:
        layer = min(local - 1, size - local) // 2
        odd: Spine = spine
        even: Spine = "right" if spine == "left" else "left"
        return Cell(pages[local - 1], turned, odd if local % 2 else even, depth + layer if size > 2 else 0)

    return tuple(tuple(cell(local, row < len(table) - 1) for local in line) for row, line in enumerate(table))


def _mirrored(grid: Grid) -> Grid:
    return tuple(row[::-1] for row in grid)


def half_turn(grid: Grid) -> Grid:
    """The grid upside down: every place and every page."""
    return tuple(tuple(replace(cell, turned=not cell.turned) for cell in reversed(row)) for row in reversed(grid))


# ---- one plate for both sides


def turned(piece: Sheet) -> Sheet:
    """Work-and-turn: front and back side by side on one plate; printed, turned over sideways, printed again, cut."""
    plate = tuple(left + right for left, right in zip(piece.front, piece.back, strict=True))
    across = (*piece.across, "cut", *piece.across[::-1])
    return replace(piece, front=plate, back=plate, across=across, shared=True, copies=2 * piece.copies)


def tumbled(piece: Sheet) -> Sheet:
    """Work-and-tumble: the back above the front, head to head; turned head over foot, so both edges are gripped."""
    plate = half_turn(piece.back) + piece.front
    down = (*piece.down[::-1], "cut", *piece.down)
    return replace(
        piece, front=plate, back=plate, down=down, turning="tumble", shared=True, copies=2 * piece.copies
    )  # fmt: skip


def _doubled(piece: Sheet) -> Sheet:
    """The piece twice, head to head."""
    front, back = half_turn(piece.front) + piece.front, half_turn(piece.back) + piece.back
    down = (*piece.down[::-1], "cut", *piece.down)
    return replace(piece, front=front, back=back, down=down, copies=2 * piece.copies)


def _filled(piece: Sheet, size: int, signature: int) -> Sheet:
    """A smaller section on the sheet of a larger one, as often as it goes on: the paper is the same for all sheets."""
    if size == signature:
        return piece
    if signature == 8:
        return tumbled(piece)
    return turned(_doubled(piece) if size == 4 else piece)


# ---- whole books


def saddle(count: int, signature: int, spine: Spine = "left") -> tuple[Sheet, ...]:
    """Sections nested in one another, the outermost first: saddle stitch. `count` is a multiple of 4.

    With 8 pages a sheet and 4 left over, the innermost section has 4 and is printed work-and-tumble.
    """
    _must_be(count, 4)
    sheets: list[Sheet] = []
    taken = 0
    for number, size in enumerate(_sizes(count, signature), 1):
        half = size // 2
        pages = [*range(taken + 1, taken + half + 1), *range(count - taken - half + 1, count - taken + 1)]
        piece = section(size, pages, spine, depth=taken // 2)
        sheets.append(replace(_filled(piece, size, signature), section=number))
        taken += half
    return tuple(sheets)


def perfect(count: int, signature: int, spine: Spine = "left") -> tuple[Sheet, ...]:
    """Sections gathered one behind another: perfect binding. `count` is a multiple of 4.

    What does not fill a section makes smaller ones at the end.
    """
    _must_be(count, 4)
    sheets: list[Sheet] = []
    taken = 0
    for number, size in enumerate(_sizes(count, signature), 1):
        piece = section(size, range(taken + 1, taken + size + 1), spine)
        sheets.append(replace(_filled(piece, size, signature), section=number))
        taken += size
    return tuple(sheets)


def shared(count: int, signature: int, turning: Turning, spine: Spine = "left") -> tuple[Sheet, ...]:
    """Every section on one plate for both sides: front beside back (`turn`), or back above front (`tumble`).

    Sections of 4 pages and more are nested; one of 2 is a flat leaf.
    """
    both = turned if turning == "turn" else tumbled
    if signature == 2:
        _must_be(count, 2)
        leaves = [section(2, (first, first + 1), spine) for first in range(1, count + 1, 2)]
        return tuple(replace(both(leaf), section=number) for number, leaf in enumerate(leaves, 1))
    _must_be(count, signature)
    return tuple(both(sheet) for sheet in saddle(count, signature, spine))


def _sizes(count: int, signature: int) -> Iterator[int]:
    rest = count
    for size in (16, 8, 4):
        while size <= signature and rest >= size:
            yield size
            rest -= size


def _must_be(count: int, unit: int) -> None:
    if count < unit or count % unit:
        raise ValueError(f"{count} pages are not a multiple of {unit}")


# ---- flat work


def n_up(count: int, rows: int, columns: int, one_sided: bool = False, repeat: bool = False) -> tuple[Sheet, ...]:
    """Flat leaves beside one another, in reading order row by row; `repeat` fills each sheet with one leaf.

    A leaf is two pages, or one when `one_sided`. Places left over on the last sheet hold pages beyond `count`: blanks.
    """
    step = 1 if one_sided else 2
    leaves = -(-count // step)
    places = rows * columns
    if repeat:
        return tuple(_flat([leaf] * places, rows, columns, one_sided, places) for leaf in range(leaves))
    starts = range(0, leaves, places)
    return tuple(_flat(list(range(start, start + places)), rows, columns, one_sided) for start in starts)


def cut_and_stack(count: int, rows: int, columns: int, one_sided: bool = False) -> tuple[Sheet, ...]:
    """Leaves placed so that the piles, after cutting the whole stack, lie in order when put on one another.

    The pile of the top left place comes first; a place counts on from where the one before it ended.
    """
    step = 1 if one_sided else 2
    leaves = -(-count // step)
    places = rows * columns
    sheets = -(-leaves // places)
    piles = [[place * sheets + sheet for place in range(places)] for sheet in range(sheets)]
    return tuple(_flat(pile, rows, columns, one_sided) for pile in piles)


def _flat(leaves: list[int], rows: int, columns: int, one_sided: bool, copies: int = 1) -> Sheet:
    """A sheet of these leaves (from 0), row by row; the back mirrors the columns. A one-sided sheet has no back."""
    step = 1 if one_sided else 2
    lines = [leaves[row * columns : (row + 1) * columns] for row in range(rows)]
    front = tuple(tuple(Cell(leaf * step + 1) for leaf in line) for line in lines)
    back = () if one_sided else tuple(tuple(Cell(leaf * 2 + 2) for leaf in reversed(line)) for line in lines)
    cut: Joint = "cut"
    return Sheet(front, back, (cut,) * (columns - 1), (cut,) * (rows - 1), copies=copies)


# ---- blanks


def padded(count: int, unit: int) -> int:
    """The least multiple of `unit` that holds `count` pages."""
    return max(unit, -(-count // unit) * unit)


def unit_of(scheme: str, signature: int) -> int:
    """The number of which a scheme's page count must be a multiple."""
    if scheme in ("saddle-2up", "saddle-4up", "perfect"):
        return 4
    return signature if scheme in ("work-and-turn", "work-and-tumble") else 1


def with_blanks(count: int, unit: int, after: int | None = None) -> tuple[int | None, ...]:
    """Source pages (from 0) in reading order with blanks as None: at the end, or behind page `after` (from 1)."""
    blanks: list[int | None] = [None] * (padded(count, unit) - count)
    at = count if after is None else after
    return (*range(at), *blanks, *range(at, count))
