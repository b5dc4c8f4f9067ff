"""The command group: lists every command without importing any."""

from __future__ import annotations

import importlib
from typing import Any

import click

from brochure.files import CannotWrite

COMMANDS = {
    "build": ("brochure.commands.build:build_command", "排版并写出 PDF / lay out and write the PDF"),
    "check": ("brochure.commands.build:check_command", "只检查，不写文件 / check only, write nothing"),
    "preview": ("brochure.commands.preview:preview_command", "在浏览器里边改边看 / watch the pages in the browser"),
    "new": ("brochure.commands.new:new_command", "新建一册 / start a new brochure"),
    "fonts": ("brochure.fontbuild.command:fonts_command", "字体：列出、检查、裁切 / list, check and cut fonts"),
    "typeset": (
        "brochure.commands.typeset:typeset_command",
        "不建册子，排几段文字 / set paragraphs alone",
    ),
    "explain": (
        "brochure.commands.explain:explain_command",
        "一段文字为何这样断行 / why a paragraph breaks so",
    ),
    "extract": ("brochure.commands.exchange:extract_command", "取出文字送译 / texts for translators (XLIFF, XLSX)"),
    "merge": ("brochure.commands.exchange:merge_command", "把译文并回 / lay a translation back in"),
    "approve": ("brochure.commands.exchange:approve_command", "签署内容块 / sign blocks"),
    "import": ("brochure.commands.exchange:import_command", "从 Word 起稿 / begin from a Word file"),
    "impose": ("brochure.commands.impose:impose_command", "单页拼成大版 / pages onto press sheets"),
    "ticket": ("brochure.commands.ticket:ticket_command", "印刷工艺单、图片小样 / print ticket and contact sheet"),
    "schema": ("brochure.commands.schema:schema_command", "写出编辑器用的 JSON Schema / JSON Schema for editors"),
}
"""Name → where its command object is, and its help line, so that `--help` imports nothing."""


class LazyGroup(click.Group):
    """A group that imports a command only when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), name)
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a file that cannot be written is a finding, whichever command wants it."""
        try:
            return super().invoke(ctx)
        except CannotWrite as error:
            from brochure.diagnostics import Sink
            from brochure.reporting import render

            sink = Sink()
            sink.unwritable(error)
            click.echo(render(sink.found), err=True, nl=False)
            ctx.exit(1)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令 / Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, help="中英文印刷宣传册排版。Typesets Chinese–English print brochures.")
@click.version_option(package_name="brochure")
def cli() -> None:
    pass
