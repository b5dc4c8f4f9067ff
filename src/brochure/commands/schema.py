"""`brochure schema`: JSON Schema for editors, from the same models that validate."""

from __future__ import annotations

import json
from pathlib import Path

import click

from brochure.files import write_whole


@click.command(name="schema")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="写到文件；不写则印出来 / a file, else standard output"
)
def schema_command(out: Path | None) -> None:
    """JSON Schema：编辑器据此补全和提示。For completion and hints in editors."""
    from brochure.blocks import KINDS
    from brochure.schema import json_schema

    text = json.dumps(json_schema({kind.name: kind.model for kind in KINDS}), ensure_ascii=False, indent=1) + "\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        write_whole(out, text.encode())
        click.echo(f"已写出 {out} / wrote {out}", err=True)
