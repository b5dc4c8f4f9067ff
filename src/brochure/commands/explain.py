"""`brochure explain`: why a paragraph breaks as it does."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from brochure.commands.building import AmbiguousFile, only_brochure, print_findings


@click.command(name="explain")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--paragraph",
    required=True,
    help="如 breakthrough.zh.2（这一节中文第 2 段），或 YAML 路径 / e.g. breakthrough.zh.2",
)
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="说明的语言 / language of the report",
)
def explain_command(file: Path | None, paragraph: str, lang: str) -> None:
    """逐行说明 FILE 中一段文字考虑过哪些断点、挤了或拉开了多少。Why a paragraph of FILE breaks as it does."""
    from brochure.build import Options, compose
    from brochure.diagnostics import Sink
    from brochure.project import Project
    from brochure.text.explain import explain_paragraph

    try:
        source = file or only_brochure()
    except AmbiguousFile as error:
        raise click.UsageError(str(error)) from None
    sink, options = Sink(), Options()
    made = compose(Project(source), sink, options)
    if made is None:
        print_findings(sink.found, (), "text")
        sys.exit(1)
    ids = {block.id: block.path for block in made.brochure.walk() if block.id}
    setting = options.log.get(_path(paragraph, ids))
    if setting is None:
        from difflib import get_close_matches

        known = [path for path in options.log if re.search(r"\.text\.", path)]
        near = "、".join(get_close_matches(_path(paragraph, ids), known, 3, 0.3) or known[:3])
        click.echo(f"没有这一段：{paragraph}；有：{near} / no such paragraph: {paragraph}; there are: {near}", err=True)
        sys.exit(1)
    report = explain_paragraph(setting.inline, setting.style.text, setting.width, made.fonts)
    click.echo(report.render("en" if lang == "en" else "zh"))


def _path(paragraph: str, ids: dict[str, str]) -> str:
    """The YAML path of `id.lang.number` (from 1), or of what is one already (from 0)."""
    name, _, rest = paragraph.partition(".")
    if name not in ids:
        return paragraph
    lang, _, number = rest.partition(".")
    return f"{ids[name]}.text.{lang}" + (f".{int(number) - 1}" if number.isdigit() else "")
