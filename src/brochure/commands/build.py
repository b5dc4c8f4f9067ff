"""`brochure build` and `brochure check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

FORMATS = click.Choice(["text", "json", "sarif", "github"])
ARRANGEMENTS = click.Choice(["columns", "stacked", "zh", "en"])


@click.command(name="build")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), help="写到哪里 / where to write; 默认 build/<名>.pdf")
@click.option("--output", type=click.Choice(["print", "screen"]), default="print", show_default=True)
@click.option("--arrangement", type=ARRANGEMENTS, help="临时换一种中英排法 / another arrangement for this run")
@click.option("--marks", is_flag=True, help="裁切线 / crop marks")
@click.option("--strict", is_flag=True, help="警告也算错误 / warnings are errors")
@click.option("--format", "form", type=FORMATS, default="text", show_default=True)
@click.option("--timings", is_flag=True, help="各步用时 / seconds by stage")
def build_command(
    file: Path | None,
    out: Path | None,
    output: str,
    arrangement: str | None,
    marks: bool,
    strict: bool,
    form: str,
    timings: bool,
) -> None:
    """排版并写出 PDF。Lay out FILE and write the PDF."""
    from brochure.build import Options, build

    source = file or _only_brochure()
    target = out or Path("build") / f"{source.resolve().parent.name}{'-screen' if output == 'screen' else ''}.pdf"
    options = Options("screen" if output == "screen" else "print", arrangement, marks, strict)
    built = build(source, target, options)
    _print(built.findings, built.output, form, strict)
    if timings:
        for name, seconds in built.timings:
            click.echo(f"{name:8} {seconds * 1000:7.1f} ms", err=True)
    if built.output and form == "text":
        click.echo(f"已写出 {target}：{len(built.pages)} 页 / wrote {target}, {len(built.pages)} pages", err=True)
    sys.exit(0 if built.output else 1)


@click.command(name="check")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="警告也算错误 / warnings are errors")
@click.option("--format", "form", type=FORMATS, default="text", show_default=True)
def check_command(file: Path | None, strict: bool, form: str) -> None:
    """检查 FILE 并试排，不写文件。Check FILE and lay it out without writing anything."""
    from brochure.build import Options, compose
    from brochure.diagnostics import Sink
    from brochure.project import Project

    sink = Sink()
    compose(Project(file or _only_brochure()), sink, Options(strict=strict))
    _print(tuple(sink.found), (), form, strict)
    sys.exit(1 if sink.failed or (strict and sink.found) else 0)


def _only_brochure() -> Path:
    """The one brochure of the project; a usage error when there is none or more than one."""
    found = sorted(path for path in Path().glob("**/brochure.yaml") if not any(p.startswith(".") for p in path.parts))
    if len(found) == 1:
        return found[0]
    names = "、".join(str(path) for path in found) or "无 / none"
    raise click.UsageError(f"请写明文件：找到 {names} / name the FILE; found: {names}")


def _print(findings: tuple[object, ...], output: tuple[Path, ...], form: str, strict: bool) -> None:
    from brochure.reporting import render

    text = render(findings, form, output)
    if text:
        click.echo(text, err=form == "text", nl=not text.endswith("\n"))
