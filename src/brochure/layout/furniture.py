"""What a page has besides its contents: ground, drawings and rules of its template, folio and running head."""

from __future__ import annotations

from collections.abc import Mapping

from brochure.diagnostics import Message, Span
from brochure.frame import Frame, Group, Shape, Tag, rectangle
from brochure.geometry import Point, Size
from brochure.inline import Inline
from brochure.layout.art import art_frame
from brochure.layout.context import LayoutContext, Placed, art_path
from brochure.layout.grid import Grid
from brochure.layout.upright import set_upright, tell_too_long
from brochure.theme import DecorModel, TemplateModel


def decoration(
    ctx: LayoutContext, grid: Grid, template: TemplateModel, short: Mapping[str, str], *, over: bool, path: str = ""
) -> list[Placed]:
    """The page's ground and what is drawn on it, below the pictures or above them; `path` is that of `short`."""
    placed: list[Placed] = []
    if template.ground and not over:
        ink = ctx.theme.color(template.ground, template.tint)
        bleed, trim = grid.bleed, grid.trim
        size = Size(trim.width + bleed.left + bleed.right, trim.height + bleed.top + bleed.bottom)
        placed.append((Point(-bleed.left, -bleed.top), Shape(rectangle(size), fill=ink)))
    for decor in template.decor:
        if decor.over == over:
            placed += _label(ctx, grid, decor, short, path) if decor.kind == "label" else _decor(ctx, grid, decor)
    return placed


def _label(ctx: LayoutContext, grid: Grid, decor: DecorModel, short: Mapping[str, str], path: str) -> list[Placed]:
    """The section's short name in Chinese, set vertically from the box's top (CLREQ, vertical writing mode)."""
    text = short.get("zh", "")
    if not text or "zh" not in ctx.languages:
        return []
    box = grid.part(decor.panel).box(decor.columns, decor.lines, decor.bleed)
    style = ctx.theme.style(decor.style or "label", "zh").text
    frame = set_upright(ctx, Inline(text), style, f"{path}.zh")
    hint = Message("给这一节写短一些的 `short`", "give the section a shorter `short`")
    tell_too_long(ctx, frame, box.height, f"{path}.zh", hint)
    return [(Point(box.x, box.y), Tag("Artifact", frame))]


def _decor(ctx: LayoutContext, grid: Grid, decor: DecorModel) -> list[Placed]:
    box = grid.part(decor.panel).box(decor.columns, decor.lines, decor.bleed)
    theme = ctx.theme
    if decor.kind == "panel":
        ink = theme.color(decor.color or "black", decor.tint)
        return [(Point(box.x, box.y), Shape(rectangle(Size(box.width, box.height)), fill=ink))]
    if decor.kind == "rule":
        ink = theme.color(decor.color or "black", decor.tint)
        line = Shape((("M", (0.0, 0.0)), ("L", (box.width, 0.0))), stroke=ink, width=decor.width)
        return [(Point(box.x, box.y), line)]
    file = art_path(theme.folders, decor.file or "")
    try:
        drawing = art_frame(file, theme, box, flip=decor.flip) if file else None
    except (ValueError, LookupError, TypeError):
        drawing = None
    if drawing is None:
        zh = f"图形文件 `{decor.file}` 读不了：应是 {{width, height, paths}} 的 JSON，d 为 SVG 路径"
        en = f"the drawing `{decor.file}` cannot be read: JSON with width, height and paths, `d` as SVG path data"
        ctx.sink.error("theme.bad_art", zh, en, span=Span(str(file or decor.file)))
        return []
    return [(Point(box.x, box.y), Group(drawing, clip=True))]


def furniture(
    ctx: LayoutContext, grid: Grid, template: TemplateModel, index: int, short: Mapping[str, str]
) -> list[Placed]:
    """Folio and running head at the foot, outside: `8  破局  Breakthrough`; none on the panels of a folded sheet."""
    if ctx.book is not None or not (template.folio or template.head):
        return []
    area = grid.area
    style = "folio-reverse" if template.reverse else "folio"
    y = grid.trim.height - ctx.theme.setup.foot * 0.5
    placed: list[Placed] = []
    folio = f"{index + 1:02d}"
    parts = [(folio, "en", style)] if template.folio else []
    if template.head:
        parts += [(short[lang], lang, f"{style}-head") for lang in ctx.languages if short.get(lang)]
    x = 0.0
    for text, lang, name in parts:
        block = ctx.set_text(Inline(text), name, lang, area.width, "")
        width = max(line.width for line in block.lines)
        at = area.x + x if not grid.recto else area.right - x - width
        frame = Frame(Size(width, block.height), tuple(block.items(0, 0)))
        placed.append((Point(at, y), Tag("Artifact", frame)))
        x += width + 9.0
    return placed
