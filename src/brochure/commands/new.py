"""`brochure new`: a small brochure that builds, to begin from."""

from __future__ import annotations

import sys
from pathlib import Path

import click

STARTER = """\
# 新的一册。改下面的字，然后运行：brochure build {name}/brochure.yaml
# A new brochure. Change the words below, then run: brochure build {name}/brochure.yaml
brochure: 1

document:
  title: {{zh: "册子的标题", en: "Title of the Brochure"}}
  languages: [zh, en]
  arrangement: columns        # columns 左右对照 | stacked 上下对照 | zh | en
  trim: da-16k                # 大度16开 210 × 285 mm；也可写 A4、210mm x 285mm
  bleed: 3mm
  binding: {{kind: none}}       # saddle-stitch 骑马订时页数须为 4 的倍数
  status: draft

# 数字只写一次，正文里写 {{firms}}。Each figure once; the text says {{firms}}.
facts:
  firms: {{value: 1280, unit: {{zh: "家", en: ""}}}}

sections:
  - kind: cover
    title: {{zh: "册子的标题", en: "Title of the Brochure"}}
    kicker: {{zh: "单位名称", en: "Name of the Office"}}

  - kind: story
    id: overview
    title: {{zh: "第一章", en: "Chapter One"}}
    text:
      zh: |
        在这里写中文。空一行就是新的一段；
        行尾换行不会变成空格。

        数字从上面取：已有企业{{firms}}。
      en: |
        Write the English here. A blank line begins a new paragraph.

        Figures come from above: {{firms}} enterprises.

  - kind: core-values

  - kind: back-cover
    title: {{zh: "单位名称", en: "Name of the Office"}}
    contact: {{zh: "联系方式（待填写）", en: "Contact details (to be filled in)"}}
"""


@click.command(name="new")
@click.argument("name", type=click.Path(path_type=Path))
def new_command(name: Path) -> None:
    """在文件夹 NAME 里新建一册。Start a new brochure in the folder NAME."""
    target = name / "brochure.yaml"
    if target.exists():
        click.echo(f"{target} 已经存在，没有改动 / {target} exists already; nothing was changed", err=True)
        sys.exit(1)
    name.mkdir(parents=True, exist_ok=True)
    target.write_text(STARTER.format(name=name), "utf-8")
    click.echo(f"已写出 {target}；接着：brochure build {target} / wrote {target}; next: brochure build {target}")
