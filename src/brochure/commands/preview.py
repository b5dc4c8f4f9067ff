"""`brochure preview`: the pages in the browser, laid out anew whenever a file is saved."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from brochure.commands.building import CHOICES, AmbiguousFile, only_brochure

if TYPE_CHECKING:
    from brochure.preview.desk import Desk
    from brochure.preview.server import Server

EDITORS = {
    "vscode": "vscode://file{file}:{line}:{column}",
    "vscodium": "vscodium://file{file}:{line}:{column}",
    "cursor": "cursor://file{file}:{line}:{column}",
    "idea": "idea://open?file={file}&line={line}&column={column}",
}
"""Addresses that open a file at a place, by the editor that registers them."""


def _editor(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if not value and os.environ.get("TERM_PROGRAM") == "vscode":
        return EDITORS["vscode"]
    if value in EDITORS or not value:
        return EDITORS.get(value, "")
    if "{file}" not in value or "{line}" not in value:
        known = "、".join(EDITORS)
        raise click.BadParameter(
            f"写 {known}，或带 {{file}}、{{line}} 的地址 / write one of these, or an address with {{file}} and {{line}}"
        )
    return value


@click.command(name="preview")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=None, help="端口；默认 8765，占用时另找 / port; 8765 or a free one"
)
@click.option("--no-browser", is_flag=True, help="不打开浏览器 / do not open the browser")
@click.option(
    "--editor", default="", callback=_editor,
    help="点页面时打开的编辑器：vscode、vscodium、cursor、idea；默认复制位置 / the editor that a click opens",
)  # fmt: skip
@click.option("--arrangement", "--edition", type=click.Choice(CHOICES["--arrangement"][1]), default=None)
def preview_command(
    file: Path | None, port: int | None, no_browser: bool, editor: str, arrangement: str | None
) -> None:
    """在浏览器里看 FILE 排出的页面；保存任何一个文件，页面随即更新。

    Shows the pages of FILE in the browser, anew whenever one of its files is saved.
    """
    from brochure.preview.desk import Desk

    try:
        source = file or only_brochure()
    except AmbiguousFile as error:
        raise click.UsageError(str(error)) from None
    if not source.is_file():
        raise click.UsageError(f"找不到文件 `{source}` / there is no file `{source}`")
    server = _serve(Desk(source, arrangement or ""), port, editor)
    click.echo(f"预览 {source}：{server.url}（按 Ctrl-C 停止）/ preview at {server.url}, Ctrl-C stops it", err=True)
    if not no_browser:
        webbrowser.open(server.url)
    try:
        server.run()
    except KeyboardInterrupt:
        click.echo("\n预览已停止 / stopped", err=True)
        sys.exit(0)


USUAL_PORT = 8765


def _serve(desk: Desk, port: int | None, editor: str) -> Server:
    """The server on the port asked for, or on the usual one, or on any."""
    from brochure.preview.server import Server

    for wanted in (port,) if port is not None else (USUAL_PORT, 0):
        try:
            return Server(desk, wanted, editor)
        except OSError as error:
            reason = error.strerror or str(error)
    raise click.UsageError(f"端口 {port} 用不了：{reason} / port {port} cannot be used: {reason}")
