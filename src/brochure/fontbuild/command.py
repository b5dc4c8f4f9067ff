"""`brochure fonts build | list | check`: the command line of this package; `cli.py` adds `fonts_command`.

Findings go to standard error as one sentence in each language, or as JSON to standard output. Exit codes: 0 clean,
1 errors in the input, 2 usage.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from brochure.diagnostics import Diagnostic, Sink

if TYPE_CHECKING:
    from brochure.fontbuild.survey import Surveyed

FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式 / output")
CATALOG = click.option(
    "--catalog",
    type=click.Path(path_type=Path),
    default=None,
    help="字体目录 catalog.json，默认用随程序带的 / the catalogue; default: the one that travels with the program",
)


@click.group("fonts")
def fonts_command() -> None:
    """字体：生成、列出、查字。 / Fonts: build, list, and find characters."""


@fonts_command.command("build")
@click.argument("recipe", type=click.Path(path_type=Path))
@click.option(
    "--sources",
    type=click.Path(path_type=Path),
    default=Path(),
    help="解开上游软件包的文件夹 / the folder where the upstream packages are unpacked (default: .)",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=None,
    help="写到哪里，默认是配方所在的文件夹 / where to write (default: the folder of the recipe)",
)
@FORMAT
def build_command(recipe: Path, sources: Path, out: Path | None, form: str) -> None:
    """按配方 RECIPE 生成字体、目录和来源记录。 / Build faces, catalogue and provenance by RECIPE."""
    from brochure.fontbuild.build import build
    from brochure.fontbuild.recipe import load_recipe

    sink = Sink()
    plan = load_recipe(recipe, sink)
    quiet = form == "json" or not sys.stderr.isatty()
    written: list[Path] = []
    if plan is not None:
        written = build(plan, sources, out or recipe.parent, sink, _say if not quiet else _say_nothing)
    if form == "text" and written:
        total = sum(path.stat().st_size for path in written) / 1e6
        click.echo(f"写了 {len(written)} 个文件，共 {total:.1f} MB / wrote {len(written)} files, {total:.1f} MB")
    _finish(sink.found, form, written)


@fonts_command.command("list")
@CATALOG
@FORMAT
def list_command(catalog: Path | None, form: str) -> None:
    """列出各字族、字体、收字数、许可和嵌入权限。 / List families, faces, coverage, licence and embedding permission."""
    from brochure.fontbuild.catalog import read_catalog
    from brochure.fontbuild.survey import survey

    sink = Sink()
    path = _catalog_path(catalog, sink)
    surveyed = survey(read_catalog(path, sink), path.parent, sink) if path else []
    if form == "json":
        rows = [
            {**asdict(one.face), "tgh": one.tgh, "gb2312": one.gb2312, "fs_type": one.fs_type, "intact": one.intact}
            for one in surveyed
        ]
        click.echo(json.dumps({"faces": rows, **_as_json(sink.found)}, ensure_ascii=False))
        _leave(sink.found)
        return
    for line in listing(surveyed):
        click.echo(line)
    _finish(sink.found, form)


@fonts_command.command("check")
@click.argument("textfile", type=click.Path(path_type=Path))
@CATALOG
@FORMAT
def check_command(textfile: Path, catalog: Path | None, form: str) -> None:
    """TEXTFILE 里哪些字哪个字体没有，哪些字体有。 / Which characters of TEXTFILE which face lacks."""
    from brochure.fontbuild.catalog import read_catalog
    from brochure.fontbuild.survey import findings, lacks, survey

    sink = Sink()
    path = _catalog_path(catalog, sink)
    text = _read_text(textfile, sink)
    if path and text is not None:
        surveyed = survey(read_catalog(path, sink), path.parent, sink)
        missing = lacks(text, surveyed) if surveyed else []
        sink.extend(findings(missing, surveyed, str(textfile)))
        if form == "text" and not missing and not sink.found:
            click.echo("每个字都有字体 / every character has its faces")
    _finish(sink.found, form)


def listing(surveyed: Sequence[Surveyed]) -> Iterable[str]:
    """The lines of `fonts list`: a line for each family, then one for each of its faces."""
    from brochure.fontbuild.survey import embedding

    family = ""
    for one in surveyed:
        face = one.face
        if face.family != family:
            family = face.family
            yield f"{family}（{face.family_zh}）  {face.role}  {face.licence}"
        han = f"  通规 {one.tgh}/8105  GB2312 {one.gb2312}/7445" if "hani" in face.scripts else ""
        may = embedding(one.fs_type)
        slant = "italic" if face.italic else "upright"
        yield (
            f"  {face.key:<28}{face.weight:>4} {slant:<8}{face.outlines:<5}{face.bytes / 1e6:5.2f} MB "
            f"{face.characters:>6} 字 / chars{han}  {may.zh} / {may.en}"
        )


def _catalog_path(given: Path | None, sink: Sink) -> Path | None:
    """The catalogue asked for, or the one that travels with the program; None and a finding without either."""
    from brochure.text.fonts import default_catalog

    if given is not None:
        return given
    try:
        return default_catalog()
    except FileNotFoundError:
        sink.error("fonts.catalog", "找不到字体目录 catalog.json", "no font catalogue catalog.json was found")
        return None


def _read_text(path: Path, sink: Sink) -> str | None:
    """A text file in UTF-8; None and a finding if it is none."""
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        why = error.strerror or "unreadable"
        sink.error("fonts.text_unreadable", f"读不了 `{path}`：{why}", f"cannot read `{path}`: {why}")
    except UnicodeDecodeError:
        sink.error("fonts.text_unreadable", f"`{path}` 不是 UTF-8 文本", f"`{path}` is not UTF-8 text")
    return None


def _say(line: str) -> None:
    click.echo(line, err=True)


def _say_nothing(line: str) -> None:
    """Progress in a pipe."""


def _finish(found: Sequence[Diagnostic], form: str, written: Iterable[Path] = ()) -> None:
    """Print the findings and leave with the exit code they ask for."""
    if form == "json":
        click.echo(json.dumps(_as_json(found, written), ensure_ascii=False))
    else:
        for one in found:
            place = f"{one.span.file}:{one.span.line}:{one.span.column}: " if one.span else ""
            click.echo(f"{place}{one.severity} {one.code}", err=True)
            for message in (one.message, *one.hints):
                click.echo(f"  {message.zh}\n  {message.en}", err=True)
    _leave(found)


def _leave(found: Sequence[Diagnostic]) -> None:
    if any(one.severity == "error" for one in found):
        raise click.exceptions.Exit(1)


def _as_json(found: Iterable[Diagnostic], written: Iterable[Path] = ()) -> dict[str, object]:
    """The object that every command prints with `--format json` (design.md, the command line)."""
    return {
        "findings": [
            {
                "code": one.code,
                "severity": one.severity,
                "message": {"zh": one.message.zh, "en": one.message.en},
                "file": one.span.file if one.span else "",
                "line": one.span.line if one.span else 0,
                "column": one.span.column if one.span else 0,
                "path": one.path,
                "hints": [{"zh": hint.zh, "en": hint.en} for hint in one.hints],
            }
            for one in found
        ],
        "output": [str(path) for path in written],
    }
