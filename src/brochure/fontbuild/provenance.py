"""PROVENANCE.md of one family: where each face comes from and what was done to it, in Chinese and English.

Written from the recipe, so it cannot say anything else than what was built.
"""

from __future__ import annotations

from collections.abc import Sequence

from brochure.fontbuild.catalog import CatalogFace
from brochure.fontbuild.recipe import FaceSpec, Family, Recipe

Pairs = Sequence[tuple[FaceSpec, CatalogFace]]


def provenance(family: Family, pairs: Pairs, recipe: Recipe) -> str:
    """The record of one family as Markdown."""
    lines = [
        f"# {family.name}（{family.name_zh}）",
        "",
        "本文件由 `brochure fonts build` 按 `fonts/recipe.toml` 生成。 / Written from the recipe.",
        "",
        f"- 上游 / upstream: {family.upstream}",
        f"- 许可 / licence: {family.licence}，见 / see `OFL.txt`",
        f"- 版权 / copyright: {family.copyright}",
        f"- 保留名称 / reserved font names: {', '.join(family.reserved) or '无 / none'}",
    ]
    for package in dict.fromkeys(spec.package for spec, _ in pairs):
        one = recipe.packages[package]
        lines += [
            f"- 软件包 / package: {one.registry} `{one.name}` {one.version}, sha256 `{one.sha256}`",
        ]
    for spec, row in pairs:
        lines += [
            "",
            f"## {row.file.partition('/')[2]}",
            "",
            f"- 上游文件 / upstream file: `{spec.source}`, sha256 `{spec.sha256}`",
            f"- 做了什么 / what was done: {what_was_done(spec, recipe)}",
            f"- 结果 / result: {row.characters} 字 / characters, {row.bytes} bytes, sha256 `{row.sha256}`",
        ]
    return "\n".join(lines) + "\n"


def what_was_done(spec: FaceSpec, recipe: Recipe) -> str:
    """One line, Chinese then English."""
    if not spec.modified:
        return "未作改动，逐字节相同 / nothing, byte for byte the same"
    zh, en = [], []
    if spec.member:
        zh.append(f"取合集中的 {spec.member}")
        en.append(f"{spec.member} taken from the collection")
    if spec.instance:
        pins = ", ".join(f"{tag}={value:g}" for tag, value in spec.instance.items())
        zh.append(f"可变字体定值 {pins}")
        en.append(f"variable font pinned at {pins}")
    if spec.charset:
        features = " ".join(recipe.features)
        zh.append(f"裁到字符集 {spec.charset}，保留特性 {features}，去掉提示（hinting）和异体字序列")
        en.append(f"cut to charset {spec.charset}, kept features as listed, dropped hints and variation sequences")
    if spec.widen:
        zh.append(f"{' '.join(spec.widen)} 改为一字宽，字形不变")
        en.append(f"{' '.join(spec.widen)} set one em wide, shapes unchanged")
    zh.append("改名")
    en.append("renamed")
    return "；".join(zh) + " / " + "; ".join(en)
