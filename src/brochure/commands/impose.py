"""`brochure impose`: the reader's pages of a PDF, or of a brochure, onto the printer's sheets."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from brochure.commands.building import AmbiguousFile, only_brochure, print_findings
from brochure.dataclass import replace
from brochure.files import CannotWrite, writing
from brochure.project import absolute

if TYPE_CHECKING:
    from brochure.diagnostics import Sink
    from brochure.imposition.planning import Job
    from brochure.imposition.run import Imposed

_SCHEMES = ("saddle-2up", "saddle-4up", "work-and-turn", "work-and-tumble", "perfect", "n-up", "cut-and-stack")
_BY_BINDING = {"saddle-stitch": "saddle-2up", "perfect": "perfect"}

_OPTIONS = (
    click.argument("file", required=False, type=click.Path(path_type=Path)),
    click.option(
        "-o", "--out", type=click.Path(path_type=Path), help="写到哪里；默认 build/<名>-sheets.pdf / where to write"
    ),
    click.option(
        "--scheme",
        type=click.Choice(_SCHEMES),
        help="拼法；给的是 YAML 时按装订方式定 / how; a brochure.yaml's binding decides where it is not said",
    ),
    click.option(
        "--signature",
        type=click.Choice(["2", "4", "8", "16"]),
        help="一帖几页（胶装、自翻版）/ pages of a section (perfect binding, one plate for both sides)",
    ),
    click.option(
        "--sheet",
        default="",
        help="上机纸张：大度四开、SRA3、420x297mm…；默认放得下的最小一种 / press sheet; the smallest that fits without",
    ),
    click.option("--paper-thickness", default="", help="纸厚，如 0.13mm，用于爬移补偿 / caliper, for creep"),
    click.option("--gutter", default="", help="相邻成品之间，默认 6mm / between trims, 6mm without"),
    click.option("--gripper", default="10mm", show_default=True, help="叼口 / gripper edge kept free"),
    click.option("--grind", default="", help="胶装铣背，每边，默认 3mm / milled off the spine, each side, 3mm without"),
    click.option(
        "--marks",
        default="all",
        show_default=True,
        help="crop,fold,collation,registration,bar,slug；all；none：裁切、折线、帖标、套准、色条、说明 / marks",
    ),
    click.option(
        "--spine",
        type=click.Choice(["left", "right"]),
        default="left",
        show_default=True,
        help="right：从右往左翻的书 / right: a book read from right to left",
    ),
    click.option("--pages", default="", help="只拼这些页，如 3-22 / only these pages"),
    click.option("--blank-after", type=int, help="空白页补在第几页之后，默认最后 / where blanks go"),
    click.option("--grid", default="", help="平拼、裁叠的行数x列数，如 2x4；默认尽量多 / rows x columns of flat work"),
    click.option("--repeat", is_flag=True, help="平拼：一张大版只拼同一页 / n-up: every sheet full of one leaf"),
    click.option("--one-sided", is_flag=True, help="平拼、裁叠：单面 / flat work printed on one side"),
    click.option("--dummy", is_flag=True, help="折手样：缩到 A4 打印来折（或 --sheet A3）/ a folding dummy"),
    click.option("--strict", is_flag=True, help="警告也算错误 / warnings are errors"),
    click.option(
        "--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text", show_default=True
    ),
)  # fmt: skip


def _with_options(function: Any) -> Any:
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


@click.command(name="impose")
@_with_options
def impose_command(
    file: Path | None, out: Path | None, scheme: str | None, form: str, strict: bool, **asked: Any
) -> None:
    """把 FILE（印刷版 PDF 或 brochure.yaml）的单页拼成上机的大版。

    Put the single pages of FILE, a print PDF or a brochure.yaml, onto press sheets.
    """
    from brochure.diagnostics import Sink
    from brochure.imposition.run import impose

    sink = Sink()
    try:
        file = file or only_brochure()
    except AmbiguousFile as error:
        raise click.UsageError(str(error)) from None
    is_pdf = file.suffix.lower() == ".pdf"
    if is_pdf and scheme is None:
        raise click.UsageError("请写明拼法 / say how: --scheme " + "|".join(_SCHEMES))
    stem = file.stem if is_pdf else absolute(file).parent.name
    target = out or Path("build") / f"{stem}-{'dummy' if asked['dummy'] else 'sheets'}.pdf"
    job = read_job(scheme or "n-up", asked, f"{stem}.pdf", sink)
    imposed: Imposed | None = None
    if job is not None and not sink.failed:
        with _pages(file, is_pdf, job, scheme, sink) as (pdf, settled):
            if pdf is not None and not sink.failed:
                imposed = _write(pdf, target, settled, strict, sink, impose)
    print_findings(sink.found, (target,) if imposed else (), form)
    if imposed and form == "text":
        sheets, sides = len(imposed.plan.sheets), imposed.sides
        counted = f"{sheets} sheet{'s' if sheets > 1 else ''}, {sides} side{'s' if sides > 1 else ''}"
        click.echo(f"已写出 {target}：{sheets} 张 {sides} 面 / wrote {target}, {counted}", err=True)
    sys.exit(0 if imposed else 1)


def _write(pdf: Path, target: Path, job: Job, strict: bool, sink: Sink, impose: Any) -> Imposed | None:
    """Impose beside the target first, so that with --strict a warning leaves nothing behind."""
    part = target.parent / f".{target.name}.whole"
    if sink.would_replace(target, [pdf]):
        return None
    try:
        imposed: Imposed | None = impose(pdf, part, job, sink)
        if imposed is None or (strict and any(found.severity == "warning" for found in sink.found)):
            return None
        with writing(target):
            part.replace(target)
        return imposed
    except CannotWrite as error:
        sink.unwritable(error if error.target == target else CannotWrite(target, error))
        return None
    finally:
        with suppress(OSError):
            part.unlink()


@contextmanager
def _pages(file: Path, is_pdf: bool, job: Job, scheme: str | None, sink: Sink) -> Iterator[tuple[Path | None, Job]]:
    """The finished PDF, and the job with what the brochure says; a brochure is built into a temporary folder first."""
    if is_pdf:
        yield file, job
        return
    import tempfile

    from brochure.blocks import KINDS
    from brochure.build import build
    from brochure.diagnostics import Sink as Silent
    from brochure.load import load
    from brochure.project import Project

    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / job.name
        built = build(file, pdf)
        sink.extend(built.findings)
        brochure = None if built.failed else load(Project(file), {kind.name: kind.model for kind in KINDS}, Silent())
        if brochure is None or not _one_file(pdf, built.output, sink):
            yield None, job
            return
        binding = brochure.document.binding
        job = replace(job, folds=tuple(page.folds for page in built.pages), counted=True)
        if scheme is None:
            job = replace(job, scheme=_BY_BINDING.get(binding.kind, "n-up"))
        if job.thickness is None and binding.paper.caliper:
            job = replace(job, thickness=binding.paper.caliper)
        yield pdf, job


def _one_file(pdf: Path, written: tuple[Path, ...], sink: Sink) -> bool:
    """Whether the build wrote one file of pages; a cover beside it is mentioned, several editions are not imposed."""
    from brochure.diagnostics import Message

    if pdf not in written:
        sink.error(
            "impose.several_files",
            "这一册写成几个文件，请先 brochure build，再一个一个拼",
            "this brochure is written as several files: build it first, then impose each",
            hints=(
                Message("brochure impose build/名-zh.pdf --scheme …", "brochure impose build/NAME-zh.pdf --scheme …"),
            ),
        )
        return False
    if len(written) > 1:
        sink.info(
            "impose.cover",
            "这里只拼书芯；封面连书脊是单独一个文件，由 brochure build 写出",
            "these are the sheets of the text block; the cover with its spine is a file of its own, which "
            "`brochure build` writes",
        )
    return True


def read_job(scheme: str, asked: dict[str, Any], name: str, sink: Sink) -> Job | None:
    """The options as a job; what cannot be read is a finding."""
    from brochure.geometry import parse_length
    from brochure.imposition.marks import KINDS
    from brochure.imposition.paper import parse_paper
    from brochure.imposition.planning import Job

    def parsed(option: str, read: Any, zh: str) -> Any:
        text = asked[option]
        if not text:
            return None
        try:
            return read(text)
        except ValueError as error:
            sink.error(
                f"impose.{option}",
                f"--{option.replace('_', '-')} {text}：{zh}",
                f"--{option.replace('_', '-')} {error}",
            )
            return None

    length = "应是带单位的长度，如 6mm"
    lengths = {key: parsed(key, parse_length, length) for key in ("paper_thickness", "gutter", "gripper", "grind")}
    sheet = parsed("sheet", parse_paper, "没有这种纸；写 大度四开、SRA3 或 450x320mm")
    grid = parsed("grid", _grid, "应是 行x列，如 2x4")
    kinds = parsed("marks", lambda text: _marks(text, KINDS), f"只有 {'、'.join(KINDS)}，或 all、none")
    if sink.failed:
        return None
    return Job(
        scheme,  # type: ignore[arg-type]
        int(asked["signature"] or 0),
        sheet,
        lengths["paper_thickness"],
        lengths["gutter"],
        lengths["grind"],
        lengths["gripper"] or 0.0,
        kinds or frozenset(),
        asked["spine"],
        asked["pages"],
        asked["blank_after"],
        asked["repeat"],
        asked["one_sided"],
        grid,
        asked["dummy"],
        name,
    )


def _grid(text: str) -> tuple[int, int]:
    rows, _x, columns = text.lower().replace("×", "x").partition("x")
    if not (
        rows.strip().isdecimal() and columns.strip().isdecimal() and 0 < int(rows) <= 50 and 0 < int(columns) <= 50
    ):
        raise ValueError(f"`{text}` is not rows x columns, such as 2x4")
    return int(rows), int(columns)


def _marks(text: str, kinds: tuple[str, ...]) -> frozenset[str]:
    if text == "all":
        return frozenset(kinds)
    if text == "none":
        return frozenset()
    wanted = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
    unknown = [part for part in wanted if part not in kinds]
    if unknown:
        raise ValueError(f"`{unknown[0]}` is no mark; there are {', '.join(kinds)}, or all, none")
    return frozenset(wanted)
