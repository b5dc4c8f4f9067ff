"""One run of imposition: file → pages → sheets → paper → places → file. Faults are findings."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from brochure.dataclass import dataclass
from brochure.diagnostics import Message, Sink, Span
from brochure.geometry import MM, times
from brochure.imposition import dummy, marks
from brochure.imposition.drawing import joined
from brochure.imposition.placement import Setup, Side, place, turned, two_grips
from brochure.imposition.planning import Job, Plan, Scheme, plan
from brochure.imposition.reader import Source, read
from brochure.imposition.schemes import Sheet
from brochure.imposition.writer import Damaged, Drawn, OutPage, write

TITLES: dict[Scheme, str] = {
    "saddle-2up": "骑马订 2 拼",
    "saddle-4up": "骑马订 4 拼",
    "work-and-turn": "自翻版（左右翻）",
    "work-and-tumble": "自翻版（天地翻）",
    "perfect": "胶装配帖",
    "n-up": "平拼",
    "cut-and-stack": "裁叠",
}

_FINISH = {"perfect": "gather", "n-up": "flat", "cut-and-stack": "stack"}
_LEAST, _MOST = 0.02 * MM, 1 * MM
"""Thickness of anything that is folded: 20 g/m² bible paper is 0.03 mm, 350 g/m² board 0.5 mm."""

_GRIND = 3 * MM
"""What is milled off a spine for glue (铣背)."""


@dataclass(frozen=True, slots=True)
class Imposed:
    """What was made: the plan, and the number of sides in the file."""

    plan: Plan
    sides: int


def impose(file: Path, out: Path, job: Job, sink: Sink) -> Imposed | None:
    """Impose the pages of `file` into `out`; None, with findings, when that is not possible."""
    if not _sane(job, sink):
        return None
    source = read(file, sink, job.pages)
    if source is None:
        return None
    with source.pdf:
        made = plan(job, len(source.pages), _setup(job, source), sink)
        if made is None:
            return None
        if job.dummy:
            finish = _FINISH.get(job.scheme, "nest" if made.sheets[0].folds else "flat")
            folds = _folds(job, made, source)
            pages = dummy.pages(dummy.Task(made.sheets, made.order, source.size, job.name, finish, folds), made.size)
        else:
            _advise(job, made, sink)
            pages = _sides(job, made, source)
        try:
            write(source, pages, out)
        except (Damaged, pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError) as error:
            zh, en = (
                f"{file.name} 已损坏，读到一半出错",
                f"{file.name} is damaged and could not be read through ({error})",
            )
            sink.error("pdf.damaged", zh, en, span=Span(str(file)))
            return None
    return Imposed(made, len(pages))


def _sane(job: Job, sink: Sink) -> bool:
    """Lengths that no paper and no press can have."""
    thick = job.thickness
    if thick is not None and thick and not _LEAST <= thick <= _MOST:
        sink.error(
            "impose.thickness",
            f"纸厚 {thick / MM:.3g} mm 不合理：应在 0.02 到 1 mm 之间",
            f"a paper thickness of {thick / MM:.3g} mm cannot be: it lies between 0.02 and 1 mm",
            hints=(
                Message(
                    "157 g 铜版纸约 0.13mm，80 g 胶版纸约 0.10mm", "157 g/m² coated is 0.13mm, 80 g/m² offset 0.10mm"
                ),
            ),
        )
    for name, value, most in (("gutter", job.gutter, 50), ("gripper", job.gripper, 50), ("grind", job.grind, 10)):
        if value is not None and not 0 <= value <= most * MM:
            zh, en = f"--{name} 应在 0 到 {most} mm 之间", f"--{name} must lie between 0 and {most} mm"
            sink.error(f"impose.{name}", zh, en)
    return not sink.failed


def _setup(job: Job, source: Source) -> Setup:
    bleed = source.bleed
    most = max(bleed.top, bleed.right, bleed.bottom, bleed.left)
    gutter = max(6 * MM, 2 * most) if job.gutter is None else job.gutter
    grind = 0.0
    if job.scheme == "perfect":
        grind = _GRIND if job.grind is None else job.grind
    return Setup(source.size, bleed, gutter, grind, job.gripper, job.thickness or 0.0, bool(job.marks))


# ---- what is said


def _advise(job: Job, made: Plan, sink: Sink) -> None:
    """What a printer would telephone about."""
    sheets = made.sheets
    deepest = max((cell.depth for sheet in sheets for row in sheet.front for cell in row), default=0)
    if job.thickness is None and deepest:
        sink.info(
            "impose.no_thickness",
            "不知道纸厚，没有作爬移补偿",
            "the paper's thickness is not known, so creep was not compensated",
            hints=(Message("写 --paper-thickness 0.13mm", "say --paper-thickness 0.13mm"),),
        )
    _advise_gutter(made, sink)
    if job.counted:
        return
    count = len(made.order)
    if job.scheme in ("saddle-2up", "saddle-4up") and count > 64:
        zh = f"{count} 页骑马订太厚，一般不超过 64 页"
        en = f"{count} pages are too many for saddle stitch; 64 is the usual most"
        sink.warn("impose.too_thick", zh, en, hints=(Message("改用 --scheme perfect", "use --scheme perfect"),))
    if job.scheme == "perfect" and count < 32:
        zh = f"{count} 页胶装太薄，书脊粘不牢，一般至少 32 页"
        en = f"{count} pages are few for perfect binding; 32 is the usual least"
        sink.warn("impose.too_thin", zh, en, hints=(Message("改用骑马订", "saddle stitch suits it"),))


def _advise_gutter(made: Plan, sink: Sink) -> None:
    edge = made.setup.bleed
    bleed = max(edge.top, edge.right, edge.bottom, edge.left)
    inner = [joint for sheet in made.sheets for joint in (*sheet.across, *sheet.down) if joint != "spine"]
    if not inner or made.setup.gutter >= 2 * bleed - 0.01:
        return
    gutter, wide = made.setup.gutter / MM, f"--gutter {2 * bleed / MM:.3g}mm"
    sink.warn(
        "impose.gutter_narrow",
        f"间隔 {gutter:.3g} mm 不到出血的两倍，相邻页各只剩 {gutter / 2:.3g} mm 出血",
        f"a gutter of {gutter:.3g} mm is less than twice the bleed: neighbours keep {gutter / 2:.3g} mm each",
        hints=(Message(wide, wide),),
    )


# ---- places


def _sides(job: Job, made: Plan, source: Source) -> list[OutPage]:
    found: list[OutPage] = []
    folds = _folds(job, made, source)
    for number, sheet in enumerate(made.sheets, 1):
        for back in (False,) if sheet.shared or not sheet.back else (False, True):
            side = place(sheet, made.setup, made.size, back)
            words = _slug(job, made, sheet, number, back, source.date)
            legend = marks.Legend(words, len(made.sheets), job.scheme != "perfect", source.inks.plates, folds)
            found.append(_lying(side, made, marks.draw(side, job.marks, legend).data()))
    return found


def _folds(job: Job, made: Plan, source: Source) -> dict[int, tuple[float, ...]]:
    """Folds within pages, by page number."""
    numbers = {page: number for number, page in enumerate(made.order, 1) if page is not None}
    places = {index: folds for index, folds in enumerate(job.folds) if folds}
    return {numbers[at]: places[page] for at, page in enumerate(source.numbers) if page in places}


def _lying(side: Side, made: Plan, over: bytes) -> OutPage:
    """The side as the sheet lies."""
    turn = side.to_lying
    drawn = tuple(
        Drawn(source, turned(placed.clip, turn), times(placed.matrix, turn))
        for placed in side.pages
        if (source := made.order[placed.cell.page - 1]) is not None
    )
    if side.standing and over:
        over = b"q " + joined(*turn).encode() + b" cm\n" + over + b"Q\n"
    return OutPage(made.size, turned(side.trimmed, turn), turned(side.covered, turn), drawn, over)


def _slug(job: Job, made: Plan, sheet: Sheet, number: int, back: bool, date: str) -> str:
    zh, en = ("背面", "back") if back else ("正面", "front")
    if sheet.shared:
        zh, en = ("正反同版，左右翻", "both sides, work-and-turn")
        if two_grips(sheet, made.setup):
            zh, en = ("正反同版，天地翻", "both sides, work-and-tumble")
    elif not sheet.back:
        zh, en = "单面", "one side"
    which = f"{number}/{len(made.sheets)}"
    words = (job.name, f"第 {which} 张 {zh} · sheet {which} {en}", f"{TITLES[job.scheme]} {job.scheme}", date)
    return "   ".join(word for word in words if word)
