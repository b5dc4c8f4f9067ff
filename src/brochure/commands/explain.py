"""`brochure explain`: why a paragraph breaks as it does."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from brochure.commands.building import AmbiguousFile, only_brochure, print_findings


@click.command(name="explain")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--paragraph",
    help="如 breakthrough.zh.2（这一节中文第 2 段）；不写则列出全部 / e.g. breakthrough.zh.2; without, all are listed",
)
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="说明的语言 / language of the report",
)
def explain_command(file: Path | None, paragraph: str | None, lang: str) -> None:
    """逐行说明 FILE 中一段文字考虑过哪些断点、挤了或拉开了多少。Why a paragraph of FILE breaks as it does.

    不写 --paragraph 就列出全部段落的名字和开头。Without --paragraph: the name and beginning of every one.
    """
    from brochure.build import Options, compose
    from brochure.diagnostics import Sink
    from brochure.inline import tail
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
    names = {path: _name(path, {block: id for id, block in ids.items()}) for path in options.log}
    if paragraph is None:
        for path, name in names.items():
            beginning = options.log[path].inline.text[:_BEGINNING].replace("\n", " ")
            click.echo(f"{name}  {beginning}")
        return
    setting = options.log.get(_path(paragraph, ids))
    if setting is None:
        from difflib import get_close_matches

        near = "、".join(get_close_matches(paragraph, names.values(), 3, 0.3) or list(names.values())[:3])
        zh, en = f"没有这一段：{paragraph}；是不是 {near}", f"no such paragraph: {paragraph}; perhaps {near}"
        click.echo(f"{zh}；不写 --paragraph 就列出全部 / {en}; without --paragraph all are listed", err=True)
        sys.exit(1)
    inline = tail(setting.inline, 1) if setting.slots else setting.inline
    report = explain_paragraph(inline, setting.style.text, setting.width, made.fonts, setting.slots)
    click.echo(report.render("en" if lang == "en" else "zh"))


_BEGINNING = 24
"""Characters of a paragraph that tell which it is."""


def _name(path: str, names: dict[str, str]) -> str:
    """What `--paragraph` takes for a path: `id.lang.number` where the block has an id, else the path itself."""
    block, found, rest = path.partition(".text.")
    lang, _, number = rest.partition(".")
    if not found or block not in names or not (number.isdigit() or not number):
        return path
    return f"{names[block]}.{lang}" + (f".{int(number) + 1}" if number else "")


def _path(paragraph: str, ids: dict[str, str]) -> str:
    """The YAML path of `id.lang.number` (from 1), or of what is one already (from 0)."""
    name, _, rest = paragraph.partition(".")
    if name not in ids:
        return paragraph
    lang, _, number = rest.partition(".")
    return f"{ids[name]}.text.{lang}" + (f".{int(number) - 1}" if number.isdigit() else "")
