"""What finds no place: findings that say how much is too much. Nothing is ever clipped or dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from brochure.diagnostics import Message
from brochure.geometry import MM, Rect, fits
from brochure.inline import Inline
from brochure.layout.contents import Drawing, Image, RunningText, Words
from brochure.layout.context import LayoutContext, TextBlock
from brochure.layout.section import Section, Waiting


def report_left(ctx: LayoutContext, section: Section, waiting: Waiting) -> None:
    for text in waiting.texts:
        if text.pairs:
            halves = {lang: [dict(pair).get(lang, Inline("")).text for pair in text.pairs] for lang in ctx.languages}
            zh, en = _measured(halves)
            ctx.sink.error(
                "layout.overset",
                f"正文放不下，版面已用完：多出{zh}",
                f"text does not fit: {en} are left over",
                span=ctx.places.at(text.path),
                path=text.path,
                hints=(
                    Message(
                        "给这一节多加一页（pages:），或在主题的 plans 里写 more:，或删减文字",
                        "give the section another page (`pages:`), add `more:` to its plan in the theme, or cut text",
                    ),
                ),
            )
    left_over: list[Image | Drawing | Words] = [*waiting.images, *waiting.drawings, *waiting.words]
    for left in left_over + [content for content in waiting.flowing if not isinstance(content, RunningText)]:
        _report_no_region(ctx, section, left)


def _measured(halves: Mapping[str, list[str]]) -> tuple[str, str]:
    """How long texts are: Chinese in characters, other languages in words; said in Chinese and in English."""
    zh, en = [], []
    for lang, texts in halves.items():
        if lang == "zh":
            count = sum(len(text) for text in texts)
            zh.append(f"中文{count}字")
            en.append(f"{count} Chinese characters")
        else:
            count = sum(len(text.split()) for text in texts)
            zh.append(f"英文{count}词")
            en.append(f"{count} English words")
    return "、".join(zh), " and ".join(en)


_KINDS = {"Image": ("图片", "picture"), "Drawing": ("图块", "block"), "Words": ("文字", "text")}


def _report_no_region(ctx: LayoutContext, section: Section, left: Image | Drawing | Words) -> None:
    zh, en = _KINDS[type(left).__name__]
    role = f"{left.role}:{left.place}" if isinstance(left, Image) else left.role
    ctx.sink.error(
        "layout.no_region",
        f"{zh}没有位置：这一节的页面模板（{'、'.join(section.plan.pages)}）没有空着的“{role}”区",
        f"no place for this {en}: no free `{role}` region on {', '.join(section.plan.pages)}",
        span=ctx.places.at(left.path),
        path=left.path,
        hints=(
            Message(
                f"在主题的 pages 里给模板加一个 holds: {left.role} 的区，或去掉这一项",
                f"add a region with `holds: {left.role}` to one of these templates in the theme, or leave this out",
            ),
        ),
    )


def report_too_tall(
    ctx: LayoutContext, height: float, box: Rect, path: str, what: tuple[str, str], blocks: Iterable[TextBlock] = ()
) -> None:
    """An overset region: what it needs, what it has, and for text how many characters are too many."""
    need, have = height / MM, box.height / MM
    excess = _excess(blocks, box.height)
    more_zh, more_en = (f"，多出{excess}个字符", f"; {excess} characters too many") if excess else ("", "")
    ctx.sink.error(
        "layout.overset",
        f"{what[0]}放不下：需要 {need:.1f} mm，只有 {have:.1f} mm{more_zh}",
        f"{what[1]} needs {need:.1f} mm, the region has {have:.1f} mm{more_en}",
        span=ctx.places.at(path),
        path=path,
    )


def _excess(blocks: Iterable[TextBlock], room: float) -> int:
    """Characters on the lines that fall below `room` points."""
    top, count = 0.0, 0
    for number, block in enumerate(blocks):
        top += block.style.before if number else 0.0
        for line in block.lines:
            top += block.style.leading
            count += 0 if fits(top, room) else line.end - line.start
    return count
