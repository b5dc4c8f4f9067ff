"""`brochure new`: a small brochure that builds, to begin from."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from brochure.files import write_whole

STARTER = """\
# 新的一册。改下面的字，然后运行：brochure build {file}
# A new brochure. Change the words below, then run: brochure build {file}
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


LEAFLET = """\
# 一张三折页，展开 285 × 210 mm。改下面的字，然后运行：brochure build {file}
# A tri-fold, 285 × 210 mm open. Change the words below, then run: brochure build {file}
brochure: 1

document:
  title: {{zh: "折页的标题", en: "Title of the Leaflet"}}
  languages: [zh, en]
  arrangement: stacked        # 折面窄，上下对照 panels are narrow: one language under the other
  trim: tri-fold              # 展开尺寸 open size；折面宽由规则算出 95.5 + 95.5 + 94 mm
  bleed: 3mm
  binding: {{kind: tri-fold, paper: {{name: "157g 铜版纸", weight: 157}}}}
  status: draft
output: {{print: {{marks: true}}}}

# 各节按阅读次序排入折面：封面、折入的面、里面三面、封底。
# Sections fill the panels as a reader opens them: cover, flap, three inside, back.
sections:
  - kind: cover
    title: {{zh: "折页的标题", en: "Title of the Leaflet"}}
    kicker: {{zh: "单位名称", en: "Name of the Office"}}
  - kind: story
    title: {{zh: "折入的面", en: "The Flap"}}
    text: {{zh: "打开封面先看到这里。", en: "Seen first behind the cover."}}
  - kind: story
    title: {{zh: "里面一", en: "Inside One"}}
    text: {{zh: "在这里写中文。", en: "Write the English here."}}
  - kind: story
    title: {{zh: "里面二", en: "Inside Two"}}
    text: {{zh: "在这里写中文。", en: "Write the English here."}}
  - kind: story
    title: {{zh: "里面三", en: "Inside Three"}}
    text: {{zh: "在这里写中文。", en: "Write the English here."}}
  - kind: back-cover
    title: {{zh: "单位名称", en: "Name of the Office"}}
    contact: {{zh: "联系方式（待填写）", en: "Contact details (to be filled in)"}}
"""

TEMPLATES = {"booklet": STARTER, "tri-fold": LEAFLET}


@click.command(name="new")
@click.argument("name", type=click.Path(path_type=Path))
@click.option(
    "--template",
    type=click.Choice(list(TEMPLATES)),
    default="booklet",
    show_default=True,
    help="册子或折页 / what kind",
)
def new_command(name: Path, template: str) -> None:
    """在文件夹 NAME 里新建一册。Start a new brochure in the folder NAME."""
    target = name / "brochure.yaml"
    if target.exists():
        click.echo(f"{target} 已经存在，没有改动 / {target} exists already; nothing was changed", err=True)
        sys.exit(1)
    write_whole(target, TEMPLATES[template].format(file=shlex.quote(str(target))).encode())
    build = shlex.join(["brochure", "build", str(target)])
    click.echo(f"已写出 {target}；接着：{build} / wrote {target}; next: {build}")
