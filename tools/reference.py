"""Writes docs/reference.md from the JSON Schema, so that the designer's reference cannot drift from the program.

Usage: python tools/reference.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from brochure.blocks import KINDS
from brochure.geometry import MM
from brochure.schema import json_schema

TARGET = Path(__file__).resolve().parent.parent / "docs" / "reference.md"

HEAD = """\
# 参考：YAML 里可以写的键 / Reference: every key of the YAML

本页由程序的数据模型生成（`python tools/reference.py`），与程序不会不一致。编辑器补全用的 JSON Schema：`brochure schema -o brochure.schema.json`。
Generated from the program's own models. JSON Schema for editors: `brochure schema`.

**写法** 长度写单位：`8mm` `24pt` `0.5in`；相对字号写 `2em`。颜色写印墨百分比：`cmyk 100 85 35 40`、`gray 60`，或主题 `colors:` 里的名字。
一对文字写 `{zh: "…", en: "…"}`；长文用 `|`，空一行分段，汉字之间的换行不产生空格。文中：`**粗**` `*斜（中文为楷）*` `[链接](网址)` `{数字名}`。
**Notation** Lengths carry a unit; colours are ink in percent; a bilingual text is a pair; long texts use `|`, a blank line begins a paragraph.

**版面** 版心 12 栏，行距 16 pt 为一行，自 1 数起。模板（`pages:`）里每个区（region）写 `holds:`（放什么）、`columns:`、`lines:`、`bleed:`。
`holds` 可以是：`title` `kicker` `byline` `number` `lead` `text` `flow`（文字，其后放没有专区的图与块）`photo`（可按 `place:` 区分）`quote` `stats`
`stats-row` `stats-big` `timeline` `timeline-column` `diagram` `process` `values` `issuer` `designer` `notes` `note` `column-title-1` `column-text-1` … `back-title` `back-contact`。
**Layout** Twelve columns, lines of the baseline grid, both from 1. A region says what it `holds` and where it stands; `plans:` says which templates a section takes.
"""

PARTS = (
    ("document", "DocumentInfo", "册子 / the brochure"),
    ("document.binding", "Binding", "装订与折页 / binding and folding"),
    ("document.binding.paper", "Paper", "纸张 / paper"),
    ("output", "OutputInfo", "印刷文件 / the file for the printer"),
    ("output.print", "PrintOutput", "交印要求 / what the printer asked for"),
    ("facts", "Fact", "数字 / a figure"),
    ("glossary", "GlossaryEntry", "术语 / a term"),
    ("editorial", "EditorialNote", "编辑说明 / an editorial note"),
    ("approvals", "Approval", "审签 / a sign-off"),
    ("words", "ListedWord", "单位词表 / a word of the office's list"),
)
THEME = ("ThemeModel", "SetupModel", "StyleModel", "FamilyModel", "CutsModel", "TemplateModel", "RegionModel",
         "DecorModel", "PlanModel")  # fmt: skip


def reference() -> str:
    """The whole page."""
    schema = json_schema({kind.name: kind.model for kind in KINDS})
    defs = schema["$defs"]
    parts = [HEAD]
    for key, name, title in PARTS:
        parts.append(f"\n## `{key}` {title}\n\n{_table(defs[name], defs)}")
    parts.append("\n## `sections` 内容块 / blocks\n")
    for kind in KINDS:
        parts.append(f"\n### `kind: {kind.name}`\n\n{_table(defs[kind.model.__name__], defs)}")
    parts.append("\n## `theme` 主题 / theme\n")
    for name in THEME:
        parts.append(f"\n### {name.removesuffix('Model')}\n\n{_table(defs[name], defs)}")
    return "".join(parts)


def _table(model: dict[str, Any], defs: dict[str, Any]) -> str:
    text = str(model.get("description", "")).replace("\n", " ").strip()
    rows = [f"{text}\n\n" if text else "", "| 键 key | 值 value | 默认 default |\n|---|---|---|\n"]
    required = model.get("required", [])
    for key, value in model.get("properties", {}).items():
        default = "**必填 required**" if key in required else _default(value)
        rows.append(f"| `{key}` | {_type(value, defs)} | {default} |\n")
    return "".join(rows)


def _default(value: dict[str, Any]) -> str:
    default = value.get("default")
    if default in (None, "", [], {}, False):
        return ""
    if isinstance(default, float) and "mm" in str(value.get("examples")):
        return f"`{default / MM:g}mm`"
    return f"`{default}`".replace("|", "\\|")


def _type(value: dict[str, Any], defs: dict[str, Any]) -> str:
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return {"Pair": "一对文字 pair", "BlockText": "长文 paragraphs", "Block": "内容块 block"}.get(name, name)
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return " · ".join(f"`{one}`" for one in value["enum"])
    if "anyOf" in value:
        return " / ".join(dict.fromkeys(_type(one, defs) for one in value["anyOf"] if one.get("type") != "null"))
    if value.get("type") == "array":
        items = value.get("items")
        return f"列表 list: {_type(items, defs)}" if isinstance(items, dict) else "列表 list"
    if value.get("type") == "object":
        inner = ", ".join(f"`{key}`" for key in value.get("properties", {}))
        return f"{{{inner}}}" if inner else "映射 mapping"
    example = value.get("examples", [""])[0]
    plain = value.get("type", "")
    name = " / ".join(plain) if isinstance(plain, list) else str(plain)
    return f"如 e.g. `{example}`" if example else name.replace("string / number", "文字 text")


def main() -> int:
    text = reference()
    if "--check" in sys.argv:
        return 0 if TARGET.exists() and TARGET.read_text("utf-8") == text else 1
    TARGET.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
