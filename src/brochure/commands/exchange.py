"""`brochure extract`, `merge` and `import`: texts out to translators and back, and a Word file as a beginning."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from brochure.commands.building import print_findings
from brochure.files import write_whole

if TYPE_CHECKING:
    from brochure.diagnostics import Sink
    from brochure.model import Brochure

FILE = click.argument("file", type=click.Path(path_type=Path))


@click.command(name="extract")
@FILE
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path), help="写到 .xlf 或 .xlsx / an .xlf or .xlsx file"
)
@click.option(
    "--limits/--no-limits",
    default=True,
    help="试排一遍，写明每段最多几个字符 / lay out, and say how long each text may be",
)
def extract_command(file: Path, out: Path, limits: bool) -> None:
    """把 FILE 的文字取出来送译。Texts of FILE for translators, as XLIFF 2 or XLSX."""
    brochure, sink = _load(file, out)
    if brochure is None:
        print_findings(sink.found, (), "text")
        sys.exit(1)
    longest = _limits(brochure, file) if limits else {}
    if out.suffix.lower() == ".xlsx":
        from brochure.editorial.sheets import to_xlsx

        data = to_xlsx(brochure, limits=longest)
    else:
        from brochure.editorial.exchange import to_xliff

        data = to_xliff(brochure, limits=longest)
    write_whole(out, data)
    if limits and not longest:
        click.echo("排不出来，所以没有字数上限 / it cannot be laid out, so there are no length limits", err=True)
    click.echo(f"已写出 {out} / wrote {out}", err=True)


def _limits(brochure: Brochure, file: Path) -> dict[str, int]:
    """How long each English text may be on the pages as they are."""
    from brochure.build import length_limits
    from brochure.project import Project

    return length_limits(brochure, Project(file), "en")


@click.command(name="merge")
@FILE
@click.argument("translated", type=click.Path(path_type=Path))
def merge_command(file: Path, translated: Path) -> None:
    """把译好的 TRANSLATED 并回 FILE，注释和次序不变。Lay a translated file back into FILE; nothing else changes."""
    from brochure.editorial.exchange import from_xliff, merge

    brochure, sink = _load(file)
    if brochure is not None:
        try:
            data = translated.read_bytes()
            if translated.suffix.lower() == ".xlsx":
                from brochure.editorial.sheets import from_xlsx

                returned = list(from_xlsx(data))
            else:
                returned = list(from_xliff(data))
        except (OSError, ValueError, KeyError, SyntaxError) as error:
            zh, en = (
                f"读不了 {translated}：不是 XLIFF 2 或 XLSX",
                f"{translated} is not readable as XLIFF 2 or XLSX ({error})",
            )
            sink.error("exchange.unreadable", zh, en)
            returned = []
        changed = merge(brochure, returned, sink)
        for name, text in changed.items():
            write_whole(Path(name), text.encode())
            click.echo(f"已改写 {name} / changed {name}", err=True)
    print_findings(sink.found, (), "text")
    sys.exit(1 if sink.failed else 0)


@click.command(name="import")
@click.argument("word", type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="新的 brochure.yaml / the new file")
def import_command(word: Path, out: Path) -> None:
    """从 Word 文件起一册的稿。A first brochure.yaml from a Word file."""
    from brochure.editorial.docx import read_docx
    from brochure.editorial.skeleton import skeleton

    photos = out.parent / "photos"
    if out.exists():
        click.echo(f"{out} 已经存在，没有改动 / {out} exists already; nothing was changed", err=True)
        sys.exit(1)
    try:
        found = read_docx(word.read_bytes())
        text = skeleton(found, photos.name)
    except (OSError, ValueError, KeyError, SyntaxError) as error:
        click.echo(f"读不了 {word}：不是 Word 文件（.docx） / {word} is not a readable Word file ({error})", err=True)
        sys.exit(1)
    pictures = {photos / name: data for name, data in found.pictures}
    taken = [str(path) for path, data in pictures.items() if path.exists() and path.read_bytes() != data]
    if taken:
        click.echo(f"{'、'.join(taken)} 已经存在，没有改动 / exists already; nothing was changed", err=True)
        sys.exit(1)
    for path, data in pictures.items():
        write_whole(path, data)
    write_whole(out, text.encode())
    for name in found.lost:
        click.echo(f"没有带过来：{name} / not taken over: {name}", err=True)
    with_them = (f"，图片 {len(pictures)} 张", f" and {len(pictures)} pictures") if pictures else ("", "")
    click.echo(f"已写出 {out}{with_them[0]} / wrote {out}{with_them[1]}", err=True)


@click.command(name="approve")
@FILE
@click.argument("blocks", nargs=-1, required=True)
@click.option("--by", required=True, help="如 二审 赵六 / who signs")
@click.option(
    "--lang", "langs", multiple=True, type=click.Choice(["zh", "en"]), help="只签一种语言 / one language only"
)
@click.option("--date", "day", default="", help="2025-05-28；默认今天 / today without")
def approve_command(file: Path, blocks: tuple[str, ...], by: str, langs: tuple[str, ...], day: str) -> None:
    """签署 BLOCKS（各块的 id）；改一个字，签署就失效。Sign blocks; one changed character voids it."""
    import datetime

    from brochure.editorial.signing import sign

    brochure, sink = _load(file)
    if brochure is None:
        print_findings(sink.found, (), "text")
        sys.exit(1)
    known = {block.id: block for block in brochure.walk() if block.id}
    unknown = [name for name in blocks if name not in known]
    if unknown:
        click.echo(
            f"没有这样的 id：{'、'.join(unknown)}；有：{'、'.join(known)} / no such id; there are those", err=True
        )
        sys.exit(1)
    date = day or datetime.date.today().isoformat()
    signed = sign(brochure, [known[name] for name in blocks], langs or brochure.document.languages, by, date)
    for name, text in signed.items():
        write_whole(Path(name), text.encode())
        click.echo(f"已签署 {name} / signed {name}", err=True)


def _load(file: Path, out: Path | None = None) -> tuple[Brochure | None, Sink]:
    """The brochure with what was found in it; None when it cannot be used, or would be lost under `out`."""
    from brochure.blocks import KINDS
    from brochure.diagnostics import Sink
    from brochure.load import load
    from brochure.project import Project

    sink = Sink()
    project = Project(file)
    brochure = load(project, {kind.name: kind.model for kind in KINDS}, sink)
    sink.would_replace(out, project.read)
    broken = any(f.severity == "error" and not f.code.startswith(_PASSED_OVER) for f in sink.found)
    return (None if broken else brochure), Sink([f for f in sink.found if not f.code.startswith(_PASSED_OVER)])


_PASSED_OVER = ("text.missing_translation", "text.paragraph_count", "picture.")
"""What the exchange of texts need not mind: halves that are still to be written, and pictures."""
