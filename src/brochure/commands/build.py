"""`brochure build` and `brochure check`, with everything the quick parser leaves to a full one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from brochure.commands.building import CHOICES, AmbiguousFile, Request, run_build, run_check


def _list_name(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> Path | None:
    if value is not None and value.suffix.lower() not in (".html", ".json"):
        raise click.BadParameter("应以 .html 或 .json 结尾 / must end in .html or .json")
    return value


def _pdf_name(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> Path | None:
    if value is not None and value.suffix.lower() != ".pdf":
        raise click.BadParameter("应以 .pdf 结尾 / must end in .pdf")
    return value


FILE = click.argument("file", required=False, type=click.Path(path_type=Path))
FORMAT = click.option("--format", "form", type=click.Choice(CHOICES["--format"][1]), default="text", show_default=True)
RELEASE = click.option("--release", is_flag=True, help="按付印要求检查 / everything that a release needs")
REPORT = click.option(
    "--report",
    type=click.Path(path_type=Path),
    callback=_list_name,
    help="清单 / the list, as .html or .json",
)
PRINTER = click.option(
    "--printer", default="", help="印厂档案：sheetfed、uncoated、digital 或 .yaml / the printer's profile"
)
STRICT = click.option("--strict", is_flag=True, help="警告也算错误 / warnings are errors")


@click.command(name="build")
@FILE
@click.option("-o", "--out", type=click.Path(path_type=Path), help="写到哪里 / where to write; 默认 build/<名>.pdf")
@click.option("--output", type=click.Choice(CHOICES["--output"][1]), default="print", show_default=True)
@click.option(
    "--arrangement",
    "--edition",
    type=click.Choice(CHOICES["--arrangement"][1]),
    default=None,
    help="临时换中英排法；zh、en 只出一种语言 / another arrangement; zh, en: one language only",
)
@click.option("--marks", is_flag=True, help="裁切线 / crop marks")
@click.option(
    "--guides", type=click.Choice(CHOICES["--guides"][1]), default=None, help="校样上的参考线 / lines of a proof"
)
@STRICT
@RELEASE
@PRINTER
@REPORT
@FORMAT
@click.option("--timings", is_flag=True, help="各步用时 / seconds by stage")
def build_command(
    file: Path | None,
    out: Path | None,
    output: str,
    arrangement: str | None,
    marks: bool,
    guides: str | None,
    strict: bool,
    release: bool,
    printer: str,
    report: Path | None,
    form: str,
    timings: bool,
) -> None:
    """排版并写出 PDF。Lay out FILE and write the PDF."""
    try:
        request = Request(
            file, out, output, arrangement or "", marks, strict, release, form, timings, printer, report, guides or ""
        )
        sys.exit(run_build(request))
    except AmbiguousFile as error:
        raise click.UsageError(str(error)) from None


@click.command(name="check")
@FILE
@click.option(
    "--copyfit", is_flag=True, help="每个区还能排多少字、多少词 / how many 字 and words each region has room for"
)
@click.option(
    "--arrangement", "--edition", type=click.Choice(CHOICES["--arrangement"][1]), default=None,
    help="按另一种排法检查 / check another arrangement",
)  # fmt: skip
@click.option(
    "--annotate",
    type=click.Path(path_type=Path),
    callback=_pdf_name,
    help="标注样张：把每一处标在页面上 / an annotated proof: every place marked on the pages, as .pdf",
)
@STRICT
@RELEASE
@PRINTER
@REPORT
@FORMAT
def check_command(
    file: Path | None,
    copyfit: bool,
    arrangement: str | None,
    annotate: Path | None,
    strict: bool,
    release: bool,
    printer: str,
    report: Path | None,
    form: str,
) -> None:
    """检查 FILE（YAML 或 PDF）并试排，不改动它。Check FILE, a YAML or a PDF, and change nothing."""
    request = Request(
        file, arrangement=arrangement or "", strict=strict, release=release, form=form, printer=printer,
        report=report, copyfit=copyfit, annotate=annotate,
    )  # fmt: skip
    try:
        sys.exit(run_check(request))
    except AmbiguousFile as error:
        raise click.UsageError(str(error)) from None
