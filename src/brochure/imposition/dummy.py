"""The folding dummy (折手样): every sheet small on office paper, numbered, to be printed on both sides and folded.

It is printed by the very placement that prints the sheets, scaled; only a sheet that is turned head over foot has its
back turned round, so that one setting of the office printer suits all sheets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from brochure.color import CMYK
from brochure.dataclass import dataclass, replace
from brochure.geometry import MM, Insets, Matrix, Size
from brochure.imposition.drawing import Drawing, words_width
from brochure.imposition.marks import within
from brochure.imposition.placement import Box, Fold, Placed, Setup, Side, block, place
from brochure.imposition.schemes import Sheet, half_turn
from brochure.imposition.writer import Drawn, OutPage

_SIDES, _ENDS = 9 * MM, 15 * MM
"""Margins of the paper: office printers leave 4–5 mm, and the words need room."""

_BLACK, _GREY, _PAPER = CMYK(0, 0, 0, 1), CMYK(0, 0, 0, 0.45), CMYK(0, 0, 0, 0)
_SMALL = 7.0

_FOLDS = {
    "left": ("左半边向后折", "fold the left half back"),
    "right": ("右半边向后折", "fold the right half back"),
    "top": ("上半边向后折", "fold the upper half back"),
}
_FINISH = {
    "nest": ("依次套叠，第 1 张在最外，书脊打钉，裁三边", "nest the sheets, sheet 1 outermost, staple, trim"),
    "gather": ("各帖按次序叠齐，脊上涂胶，裁三边", "stack the sections in order, glue the spine, trim"),
    "stack": (
        "整摞裁开，各堆自左上起逐行依次叠在下面",
        "cut the pile; put the piles under one another, row by row from the top left",
    ),
    "flat": ("沿线裁开", "cut along the lines"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """What the dummy is of: sheets, the source page of each number (None is blank), how the pieces end up, and folds
    within pages, by page number.
    """

    sheets: Sequence[Sheet]
    order: Sequence[int | None]
    trim: Size
    name: str
    finish: str
    folds: Mapping[int, tuple[float, ...]]


def pages(task: Task, office: Size) -> list[OutPage]:
    """The dummy on paper of this size, lying or standing as the sheets are."""
    found: list[OutPage] = []
    for number, sheet in enumerate(task.sheets, 1):
        for back in (False, True) if sheet.back else (False,):
            found.append(_page(task, _turned_alike(sheet), number, back, office))
    return found


def _turned_alike(sheet: Sheet) -> Sheet:
    if sheet.turning == "turn":
        return sheet
    return replace(sheet, back=half_turn(sheet.back), turning="turn")


def _page(task: Task, sheet: Sheet, number: int, back: bool, office: Size) -> OutPage:
    setup = Setup(task.trim, Insets(), gripper=0, marked=False)
    inner = block(sheet, setup)
    long, short = max(office.width, office.height), min(office.width, office.height)
    lying = inner.width > inner.height
    paper = Size(long, short) if lying else Size(short, long)
    scale = min((paper.width - 2 * _SIDES) / inner.width, (paper.height - 2 * _ENDS) / inner.height)
    side = place(sheet, setup, Size(paper.width / scale, paper.height / scale), back)
    drawing = Drawing()
    drawn: list[Drawn] = []
    for placed in side.pages:
        source = task.order[placed.cell.page - 1] if placed.cell.page <= len(task.order) else None
        if source is not None:
            drawn.append(Drawn(source, _scaled(placed.trim, scale), _scaled_matrix(placed.matrix, scale)))
        for x in within(placed, task.folds):
            line = (x * scale, placed.trim.y0 * scale, x * scale, placed.trim.y1 * scale)
            drawing.lines((line,), 2, "", _PAPER)
            drawing.lines((line,), 0.7, "4 3", _BLACK)
        _label(drawing, placed, scale, source is None)
    for joint in side.joints:
        _joint(drawing, joint, side, scale)
    _words(drawing, task, side, number, paper, lying)
    whole = Box(0, 0, paper.width, paper.height)
    return OutPage(paper, whole, whole, tuple(drawn), drawing.data())


def _scaled(box: Box, scale: float) -> Box:
    return Box(*(value * scale for value in box))


def _scaled_matrix(matrix: Matrix, scale: float) -> Matrix:
    a, b, c, d, e, f = (value * scale for value in matrix)
    return a, b, c, d, e, f


def _label(drawing: Drawing, placed: Placed, scale: float, blank: bool) -> None:
    """The page's frame, its number in a disc, and an arrow to its head."""
    box = _scaled(placed.trim, scale)
    corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1), (box.x0, box.y0))
    drawing.lines([(*one, *other) for one, other in pairwise(corners)], 0.4, ink=_GREY)
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    radius = min(box.width, box.height) * 0.18
    up = -1 if placed.cell.turned else 1
    drawing.circle(x, y, radius, 0, _PAPER, fill=True)
    drawing.circle(x, y, radius, 1, _BLACK)
    shown = str(placed.cell.page)
    size = radius * (1.25 if len(shown) < 2 else 1.05 if len(shown) < 3 else 0.8)
    half = words_width(shown, size, bold=True) / 2
    drawing.words(shown, size, x - up * half, y - up * size * 0.36, _BLACK, bold=True, turned=up < 0)
    tip, foot = y + up * radius * 1.75, y + up * radius * 1.15
    wing, rim = radius * 0.42, up * 1.2
    drawing.polygon(((x, tip + 2 * rim), (x - wing - 2.4, foot - rim), (x + wing + 2.4, foot - rim)), _PAPER)
    drawing.polygon(((x, tip), (x - wing, foot), (x + wing, foot)), _BLACK)
    if blank:
        words = "空白 blank"
        size = radius * 0.34
        half = words_width(words, size) / 2
        drawing.words(words, size, x - up * half, y - up * radius * 1.5, _BLACK, turned=up < 0)


def _joint(drawing: Drawing, joint: Fold, side: Side, scale: float) -> None:
    """A dashed line where it is folded, a solid one where it is cut, from one margin of the paper to the other."""
    at = joint.at * scale
    over = 3 * MM
    box = _scaled(side.trim, scale)
    dash = "" if joint.joint == "cut" else "4 3"
    ends = (at, box.y0 - over, at, box.y1 + over) if joint.upright else (box.x0 - over, at, box.x1 + over, at)
    drawing.lines((ends,), 2, "", _PAPER)  # so that the line is seen on dark pages
    drawing.lines((ends,), 0.7, dash, _BLACK)


def _words(drawing: Drawing, task: Task, side: Side, number: int, paper: Size, lying: bool) -> None:
    """Above, which sheet and side this is; below, what to do with it."""
    sheet = side.sheet
    zh, en = ("背面", "back") if side.back else ("正面", "front")
    which = f"{number}/{len(task.sheets)}"
    head = f"折手样 Folding dummy   {task.name}   第 {which} 张{zh} Sheet {which} {en}"
    top = paper.height - 7.5 * MM
    _line(drawing, head, 9, top, paper, bold=True)
    arrow = paper.width - 14 * MM
    drawing.polygon(((arrow, top + 3 * MM), (arrow - 2 * MM, top - 1 * MM), (arrow + 2 * MM, top - 1 * MM)), _BLACK)
    drawing.words("上 top", _SMALL, arrow + 3 * MM, top - 0.5 * MM, _BLACK)
    if not sheet.back:
        first = "单面打印，实际大小 · print on one side at 100 %"
    elif lying:
        first = "双面打印，短边翻转，实际大小 · print on both sides, flip on the SHORT edge, at 100 %"
    else:
        first = "双面打印，长边翻转，实际大小 · print on both sides, flip on the LONG edge, at 100 %"
    _line(drawing, first, _SMALL, 8.6 * MM, paper)
    folds = [_FOLDS[fold] for fold in sheet.folds]
    zh_steps, en_steps = [fold[0] for fold in folds], [fold[1] for fold in folds]
    at = int("cut" in (*sheet.across, *sheet.down))
    if at and folds:
        zh_steps.insert(0, f"先沿实线裁开（{sheet.copies} 份相同）")
        en_steps.insert(0, f"cut along the solid lines ({sheet.copies} alike)")
    zh_steps.append(_FINISH[task.finish][0])
    en_steps.append(_FINISH[task.finish][1])
    if folds:
        zh_steps[at] = f"首页朝自己放正，{zh_steps[at]}"
        en_steps[at] = f"first page up, {en_steps[at]}"
    _line(drawing, "，".join(zh_steps) + "。虚线折，实线裁", _SMALL, 5.6 * MM, paper)
    _line(
        drawing, ", then ".join(en_steps) + "; dashed lines fold, solid lines cut", _SMALL, 2.6 * MM + 0.2 * MM, paper
    )


def _line(drawing: Drawing, words: str, size: float, y: float, paper: Size, bold: bool = False) -> None:
    wide, room = words_width(words, size, bold), paper.width - 2 * _SIDES - (20 * MM if bold else 0)
    drawing.words(words, size if wide <= room else size * room / wide, _SIDES, y, _BLACK, bold)
