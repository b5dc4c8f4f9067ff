"""Where each page stands on its sheet, to the point: gutters, gripper, creep, and each page's share of bleed.

PDF space: y upwards, boxes by their lower-left and upper-right corners, matrices as in ISO 32000-1, 8.3.3.

A sheet is shown lying, its long edge, which the gripper takes, below. A block that is higher than wide is laid out
*standing*, with the gripper at the left of the front and so at the right of the back, and brought to lie by a quarter
turn: fronts counter-clockwise, backs clockwise, so that they meet when the lying sheet is turned side over side.

Creep (爬移): folding wraps the outer leaves round the inner ones, so an inner leaf stands out at the face by the paper
thickness for every leaf around it (print.md §9). The knife cuts all leaves at one distance from the spine of the
outermost, which on a leaf of depth d is d × thickness nearer to its own fold: the page, its bleed and its crop marks
move towards the spine by that much, and what crosses the fold is cut off.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from brochure.dataclass import dataclass
from brochure.geometry import MM, Insets, Matrix, Size
from brochure.imposition.schemes import Cell, Joint, Sheet

MARK_ROOM = 6.5 * MM
"""What marks take on every side of the bleed: 5 mm of line, its distance from the bleed and a little air."""

COLLATION = 1 * MM
"""Half the width of a collation mark on a spine fold that will be milled off."""

_NO_BLEED = Insets()


class Box(NamedTuple):
    """Corners: lower left, upper right."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Setup:
    """Distances in points. `gutter` lies between trims at cuts and opened folds; `grind` is milled off each spine edge.

    `gripper` is kept free at the lower edge of the lying sheet. `thickness` is that of one leaf. `standing` lays the
    sheet out upright.
    """

    trim: Size
    bleed: Insets = _NO_BLEED
    gutter: float = 6 * MM
    grind: float = 0.0
    gripper: float = 10 * MM
    thickness: float = 0.0
    marked: bool = True
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A page on a side: its trim, the part of it that is drawn, and the matrix from the upright page to the sheet.

    The upright page has its trim's lower-left corner at 0,0. `shift` is the creep, positive to the right of the sheet.
    """

    cell: Cell
    trim: Box
    clip: Box
    matrix: Matrix
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Fold:
    """A fold, cut or spine across the block: at x when `upright`, else at y; `width` is the gap between the trims."""

    joint: Joint
    upright: bool
    at: float
    width: float


_NEAR = 10 * MM
"""More than any creep, and less than any page: boxes that end so near to one edge end at it."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet. `trim` and `bleed` are the boxes around all pages; `size` and all places are as laid out.

    `to_lying` brings them to the sheet as it is shown.
    """

    sheet: Sheet
    back: bool
    size: Size
    pages: tuple[Placed, ...]
    joints: tuple[Fold, ...]
    trim: Box
    bleed: Box
    standing: bool

    @property
    def trimmed(self) -> Box:
        """What is left of the block when the page that lies furthest in at each edge is cut: creep moves some more."""
        return _inmost([page.trim for page in self.pages], self.trim)

    @property
    def covered(self) -> Box:
        """The bleed that every page at an edge reaches."""
        return _inmost([page.clip for page in self.pages], self.bleed)

    @property
    def to_lying(self) -> Matrix:
        if not self.standing:
            return (1, 0, 0, 1, 0, 0)
        return (0, -1, 1, 0, 0, self.size.width) if self.back else (0, 1, -1, 0, self.size.height, 0)


def _inmost(boxes: Sequence[Box], around: Box) -> Box:
    """At each edge of `around` the edge of the box that ends there and reaches least far."""
    return Box(
        max(box.x0 for box in boxes if box.x0 < around.x0 + _NEAR),
        max(box.y0 for box in boxes if box.y0 < around.y0 + _NEAR),
        min(box.x1 for box in boxes if box.x1 > around.x1 - _NEAR),
        min(box.y1 for box in boxes if box.y1 > around.y1 - _NEAR),
    )


def gap(joint: Joint, setup: Setup) -> float:
    """The distance between two trims at a joint."""
    return 2 * setup.grind if joint == "spine" else setup.gutter


def block(sheet: Sheet, setup: Setup) -> Size:
    """All pages with their gaps, trim to trim."""
    width = sheet.columns * setup.trim.width + sum(gap(joint, setup) for joint in sheet.across)
    height = sheet.rows * setup.trim.height + sum(gap(joint, setup) for joint in sheet.down)
    return Size(width, height)


def two_grips(sheet: Sheet, setup: Setup) -> bool:
    """Whether the sheet is turned head over foot as it lies, so that the gripper takes both long edges in turn."""
    return sheet.shared and (sheet.turning == "tumble") != setup.standing


def margin(setup: Setup) -> float:
    """What lies around the block: bleed and marks."""
    bleed = setup.bleed
    return max(bleed.top, bleed.right, bleed.bottom, bleed.left) + (MARK_ROOM if setup.marked else 0.0)


def needed(sheet: Sheet, setup: Setup) -> Size:
    """The least paper for a sheet, lying: block, bleed, room for marks, and the gripper."""
    inner, around = block(sheet, setup), 2 * margin(setup)
    grip = setup.gripper * (2 if two_grips(sheet, setup) else 1)
    if setup.standing:
        return Size(inner.height + around, inner.width + around + grip)
    return Size(inner.width + around, inner.height + around + grip)


def _corner(sheet: Sheet, setup: Setup, paper: Size, back: bool) -> tuple[float, float]:
    """The block's lower-left corner: in the middle, and away from the gripper only as far as that asks for.

    Fronts and backs keep the same distance from the gripper, so that they meet.
    """
    inner = block(sheet, setup)
    left, bottom = (paper.width - inner.width) / 2, (paper.height - inner.height) / 2
    if two_grips(sheet, setup):
        return left, bottom
    clear = setup.gripper + margin(setup)
    if not setup.standing:
        return left, max(bottom, clear)
    left = max(left, clear)
    return (paper.width - inner.width - left if back else left), bottom


def place(sheet: Sheet, setup: Setup, lying: Size, back: bool = False) -> Side:
    """The pages of one side of a sheet on paper of this size."""
    paper = Size(lying.height, lying.width) if setup.standing else lying
    inner = block(sheet, setup)
    left, bottom = _corner(sheet, setup, paper, back)
    across, down = sheet.joints(back)
    lefts = _starts(left, setup.trim.width, across, setup)
    tops = _starts(0.0, setup.trim.height, down, setup)
    bottoms = [bottom + inner.height - top - setup.trim.height for top in tops]
    grid = sheet.back if back else sheet.front
    pages = tuple(
        _placed(cell, Box(x, y, x + setup.trim.width, y + setup.trim.height), _around(row, column, across, down), setup)
        for row, (line, y) in enumerate(zip(grid, bottoms, strict=True))
        for column, (cell, x) in enumerate(zip(line, lefts, strict=True))
    )
    joints = (
        *_folds(across, [x - gap(joint, setup) / 2 for joint, x in zip(across, lefts[1:], strict=True)], True, setup),
        *_folds(
            down,
            [y + setup.trim.height + gap(joint, setup) / 2 for joint, y in zip(down, bottoms[1:], strict=True)],
            False,
            setup,
        ),
    )
    boxes = [page.trim for page in pages], [page.clip for page in pages]
    return Side(sheet, back, paper, pages, joints, _union(boxes[0]), _union(boxes[1]), setup.standing)


def _folds(joints: Sequence[Joint], places: Sequence[float], upright: bool, setup: Setup) -> list[Fold]:
    return [Fold(joint, upright, at, gap(joint, setup)) for joint, at in zip(joints, places, strict=True)]


def _starts(first: float, step: float, joints: Sequence[Joint], setup: Setup) -> list[float]:
    """Where the columns (or rows) begin."""
    starts = [first]
    for joint in joints:
        starts.append(starts[-1] + step + gap(joint, setup))
    return starts


def _around(row: int, column: int, across: Sequence[Joint], down: Sequence[Joint]) -> tuple[Joint | None, ...]:
    """What lies at the left, right, lower and upper edge of a place; None is the edge of the block."""
    return (
        across[column - 1] if column else None,
        across[column] if column < len(across) else None,
        down[row] if row < len(down) else None,
        down[row - 1] if row else None,
    )


def _placed(cell: Cell, nominal: Box, around: tuple[Joint | None, ...], setup: Setup) -> Placed:
    shift = creep(cell, setup.thickness)
    trim = Box(nominal.x0 + shift, nominal.y0, nominal.x1 + shift, nominal.y1)
    bleed = setup.bleed
    left, right, lower, upper = (
        (bleed.right, bleed.left, bleed.top, bleed.bottom)
        if cell.turned
        else (bleed.left, bleed.right, bleed.bottom, bleed.top)
    )
    # at a joint the share ends where the neighbour's begins; the joint does not move with the creep
    clip = Box(
        max(trim.x0 - left, nominal.x0 - _share(around[0], setup)),
        max(trim.y0 - lower, nominal.y0 - _share(around[2], setup)),
        min(trim.x1 + right, nominal.x1 + _share(around[1], setup)),
        min(trim.y1 + upper, nominal.y1 + _share(around[3], setup)),
    )
    matrix = (-1, 0, 0, -1, trim.x1, trim.y1) if cell.turned else (1, 0, 0, 1, trim.x0, trim.y0)
    return Placed(cell, trim, clip, matrix, shift)


def _share(joint: Joint | None, setup: Setup) -> float:
    """How far a page may be drawn beyond its nominal trim at a joint; at the block's edge nothing stands in its way."""
    if joint is None:
        return float("inf")
    half = gap(joint, setup) / 2
    return max(half - COLLATION, 0.0) if joint == "spine" else half


def creep(cell: Cell, thickness: float) -> float:
    """The move towards the spine: on the sheet, to the left when negative."""
    if not cell.spine or not cell.depth:
        return 0.0
    to_left = (cell.spine == "left") != cell.turned
    return cell.depth * thickness * (-1 if to_left else 1)


def _union(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def grid_that_fits(lying: Size, setup: Setup) -> tuple[int, int]:
    """The most rows and columns of flat pages on a sheet; 0 where not even one fits."""
    wide, high = lying.width - 2 * margin(setup), lying.height - 2 * margin(setup) - setup.gripper
    if setup.standing:
        wide, high = high, wide
    columns = int((wide + setup.gutter + 1e-6) // (setup.trim.width + setup.gutter))
    rows = int((high + setup.gutter + 1e-6) // (setup.trim.height + setup.gutter))
    return max(rows, 0), max(columns, 0)


def turned(box: Box, matrix: Matrix) -> Box:
    """The box under a matrix of quarter turns."""
    a, b, c, d, e, f = matrix
    xs = (a * box.x0 + c * box.y0 + e, a * box.x1 + c * box.y1 + e)
    ys = (b * box.x0 + d * box.y0 + f, b * box.x1 + d * box.y1 + f)
    return Box(min(xs), min(ys), max(xs), max(ys))
