"""What is asked for, and what is made of it: sheets, blanks, and paper, with findings where they do not agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from brochure.dataclass import dataclass, replace
from brochure.diagnostics import Message, Sink
from brochure.geometry import MM, Size
from brochure.imposition import paper, schemes
from brochure.imposition.marks import KINDS, Kind
from brochure.imposition.paper import Paper
from brochure.imposition.placement import Setup, grid_that_fits, needed
from brochure.imposition.schemes import Sheet, Spine

Scheme = Literal["saddle-2up", "saddle-4up", "work-and-turn", "work-and-tumble", "perfect", "n-up", "cut-and-stack"]
FLAT = ("n-up", "cut-and-stack")

_DEFAULT_FLAT = "SRA3"


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked for; lengths in points, None where the program chooses. `name` stands in the slug line.

    `blank_after` puts blanks behind that page instead of at the end. `grid` is rows and columns of flat work.
    `folds` are those within each page of the file, from its trim's left edge. `counted`: the brochure's own check has
    judged already whether the page count suits the binding.
    """

    scheme: Scheme
    signature: int = 0
    paper: Paper | None = None
    thickness: float | None = None
    gutter: float | None = None
    grind: float | None = None
    gripper: float = 10 * MM
    marks: frozenset[Kind] = frozenset(KINDS)
    spine: Spine = "left"
    pages: str = ""
    blank_after: int | None = None
    repeat: bool = False
    one_sided: bool = False
    grid: tuple[int, int] | None = None
    dummy: bool = False
    name: str = ""
    folds: tuple[tuple[float, ...], ...] = ()
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The sheets, the source page (from 0) of every page number, None for blanks, the paper lying, the distances."""

    sheets: tuple[Sheet, ...]
    order: tuple[int | None, ...]
    size: Size
    setup: Setup


_Way = tuple[tuple[Sheet, ...], Setup]
"""Sheets, and whether they lie or stand."""


def plan(job: Job, count: int, setup: Setup, sink: Sink) -> Plan | None:
    """The plan for `count` pages; None, with findings, when sheets or paper do not suit."""
    if job.blank_after is not None and not 0 < job.blank_after <= count:
        zh, en = f"--blank-after 应在 1 到 {count} 之间", f"--blank-after must lie between 1 and {count}"
        sink.error("impose.blank_after", zh, en)
        return None
    if job.scheme == "perfect" and job.signature == 2:
        zh, en = "胶装一帖是 4、8 或 16 页，不能是 2 页", "a section for perfect binding has 4, 8 or 16 pages, not 2"
        sink.error("impose.signature", zh, en)
        return None
    _tell_ignored(job, sink)
    if job.scheme in FLAT:
        return _flat(job, count, setup, sink)
    signature = _signature(job, count)
    order = schemes.with_blanks(count, schemes.unit_of(job.scheme, signature), job.blank_after)
    chosen = _paper_for(job, _ways(job, len(order), signature, setup), job.paper, sink)
    if chosen is None:
        return None
    _tell_blanks(job, order, sink)
    size, (sheets, settled) = chosen
    return Plan(sheets, order, size, settled)


def _signature(job: Job, count: int) -> int:
    """Pages of a section: asked for, or the usual of the scheme that the book fills."""
    if job.scheme in ("saddle-2up", "saddle-4up"):
        return 4 if job.scheme == "saddle-2up" else 8
    if job.signature:
        return job.signature
    if job.scheme == "perfect":
        return next((size for size in (16, 8) if count >= size), 4)
    return 2 if count <= 2 else 4


def _ways(job: Job, count: int, signature: int, setup: Setup) -> list[_Way]:
    """The ways to lay the sheets out, the preferred first.

    A sheet printed from one plate is turned side over side when its halves lie beside one another along the gripper,
    and head over foot when they lie across it: standing sheets exchange the two.
    """
    standing = replace(setup, standing=True)
    if job.scheme == "work-and-turn":
        beside, above = (schemes.shared(count, signature, turning, job.spine) for turning in ("turn", "tumble"))
        return [(beside, setup), (above, standing)]
    if job.scheme == "work-and-tumble":
        above, beside = (schemes.shared(count, signature, turning, job.spine) for turning in ("tumble", "turn"))
        return [(above, setup), (beside, standing)]
    make = schemes.perfect if job.scheme == "perfect" else schemes.saddle
    sheets = make(count, signature, job.spine)
    return [(sheets, setup), (sheets, standing)]


def _flat(job: Job, count: int, setup: Setup, sink: Sink) -> Plan | None:
    sheet = job.paper if job.paper and not job.dummy else paper.parse_paper(_DEFAULT_FLAT)

    def made(rows: int, columns: int) -> tuple[Sheet, ...]:
        if job.scheme == "n-up":
            alone = count <= (1 if job.one_sided else 2)  # a single leaf has nothing else beside it
            return schemes.n_up(count, rows, columns, job.one_sided, job.repeat or alone)
        return schemes.cut_and_stack(count, rows, columns, job.one_sided)

    setups = (setup, replace(setup, standing=True))
    if job.grid is not None:
        sheets = made(*job.grid)
        chosen = _paper_for(job, [(sheets, one) for one in setups], job.paper, sink)
    else:
        grids = [grid_that_fits(sheet.size, one) for one in setups]
        best = max((0, 1), key=lambda index: (grids[index][0] * grids[index][1], -index))
        rows, columns = grids[best]
        ways: list[_Way] = [(made(max(rows, 1), max(columns, 1)), setups[best])]
        chosen = _paper_for(job, ways, sheet, sink)
        if chosen is not None and job.paper is None and not job.dummy:
            _tell_paper(sheet, sink)
    if chosen is None:
        return None
    size, (sheets, settled) = chosen
    capacity = max(page for one in sheets for page in one.pages)
    order = (*range(count), *[None] * (capacity - count))
    _tell_blanks(job, order, sink)
    return Plan(sheets, order, size, settled)


# ---- paper


def _paper_for(job: Job, ways: list[_Way], chosen: Paper | None, sink: Sink) -> tuple[Size, _Way] | None:
    """The paper, lying, and the first way that it holds; without a choice the smallest of the list that holds any.

    A dummy takes office paper and is scaled to it.
    """
    if job.dummy:
        office = job.paper or paper.parse_paper("A4")
        return office.size, ways[0]
    sheet = chosen or paper.smallest(_fits(ways))
    if sheet is None or not _fits(ways)(sheet):
        _too_small(sheet or max(paper.PAPERS, key=lambda one: one.size.width), ways, sink)
        return None
    if chosen is None:
        _tell_paper(sheet, sink)
    return sheet.size, next(way for way in ways if paper.holds(sheet.size, _need(way)))


def _fits(ways: list[_Way]) -> Callable[[Paper], bool]:
    needs = [_need(way) for way in ways]
    return lambda sheet: any(paper.holds(sheet.size, need) for need in needs)


def _need(way: _Way) -> Size:
    every = [needed(sheet, way[1]) for sheet in way[0]]
    return Size(max(size.width for size in every), max(size.height for size in every))


def _too_small(sheet: Paper, ways: list[_Way], sink: Sink) -> None:
    larger = paper.smallest(_fits(ways))
    need = _need(ways[0])
    wants = f"{need.width / MM:.0f} × {need.height / MM:.0f} mm"
    hints = [Message("或用 --marks none、减小 --gripper", "or use --marks none, or a smaller --gripper")]
    if larger:
        hints.insert(0, Message(f"--sheet {larger.zh} 放得下", f"--sheet {larger.name} holds it"))
    sink.error(
        "impose.sheet_small",
        f"{sheet.zh} 放不下：连出血、标记和叼口要 {wants}",
        f"{sheet.name} is too small: with bleed, marks and gripper the block needs {wants}",
        hints=tuple(hints),
    )


def _tell_ignored(job: Job, sink: Sink) -> None:
    """Options that say nothing for this scheme."""
    flat, sections = job.scheme in FLAT, job.scheme in ("perfect", "work-and-turn", "work-and-tumble")
    told = {
        "--signature": bool(job.signature) and not sections,
        "--grind": job.grind is not None and job.scheme != "perfect",
        "--spine right": job.spine == "right" and flat,
        "--blank-after": job.blank_after is not None and flat,
        "--grid": job.grid is not None and not flat,
        "--repeat": job.repeat and job.scheme != "n-up",
        "--one-sided": job.one_sided and not flat,
    }
    idle = [name for name, is_idle in told.items() if is_idle]
    if idle:
        zh, en = "、".join(idle), ", ".join(idle)
        sink.warn("impose.ignored", f"{zh} 对 {job.scheme} 不起作用", f"no use for {job.scheme}: {en}")


def _tell_paper(sheet: Paper, sink: Sink) -> None:
    shown = f"{sheet.size.width / MM:.0f} × {sheet.size.height / MM:.0f} mm"
    sink.info(
        "impose.sheet",
        f"没有指定纸张，用 {sheet.zh}（{shown}）",
        f"no sheet was named; {sheet.name} is used ({shown})",
        hints=(Message("用 --sheet 指定", "choose another with --sheet"),),
    )


def _pages(count: int, which: str = "") -> str:
    """`4 pages`, or `pages 3, 4`."""
    word = "pages" if count > 1 else "page"
    return f"{word} {which.replace('、', ', ')}" if which else f"{count} {word}"


def _tell_blanks(job: Job, order: tuple[int | None, ...], sink: Sink) -> None:
    blanks = [number for number, page in enumerate(order, 1) if page is None]
    if not blanks:
        return
    shown = "、".join(map(str, blanks)) if len(blanks) < 9 else f"{blanks[0]}–{blanks[-1]}"
    count = len(order) - len(blanks)
    hints: tuple[Message, ...] = ()
    if job.scheme not in FLAT and job.blank_after is None and count > 1:
        hints = (
            Message(
                f"封底不要空白的话，用 --blank-after {count - 1} 把空白页放到封底之前",
                f"to keep the back cover printed, put them before it with --blank-after {count - 1}",
            ),
        )
    sink.info(
        "impose.blanks",
        f"原有 {count} 页，补了 {len(blanks)} 个空白页：第 {shown} 页",
        f"{_pages(count)}; {len(blanks)} blank{'s' if len(blanks) > 1 else ''} added as {_pages(len(blanks), shown)}",
        hints=hints,
    )
