"""What finds no place: findings that say how much is too much. Nothing is ever clipped or dropped."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from brochure.diagnostics import Message
from brochure.frame import Frame, GlyphRun, Group, Tag
from brochure.geometry import MM, Size, fits
from brochure.inline import Inline
from brochure.layout.contents import Drawing, Image, RunningText, Words
from brochure.layout.context import LayoutContext, Placed
from brochure.layout.rooms import Room, count
from brochure.layout.section import Section, Waiting
from brochure.theme import BODY_LINE_DESCENT


def report_left(ctx: LayoutContext, section: Section, waiting: Waiting) -> None:
    for text in waiting.texts:
        if text.pairs:
            halves = {lang: [dict(pair).get(lang, Inline("")).text for pair in text.pairs] for lang in ctx.languages}
            excess = {lang: sum(count(one, lang) for one in texts) for lang, texts in halves.items()}
            zh, en = _said(excess)
            limit = _limit(_share(ctx, text))
            if ctx.rooms is not None:
                ctx.rooms.found += [
                    Room(
                        "", text.role, text.path, lang, text.style, "over", 0, excess=number,
                        span=ctx.places.at(f"{text.path}.{lang}"),
                    )
                    for lang, number in excess.items()
                ]  # fmt: skip
            ctx.sink.error(
                "layout.overset",
                f"正文放不下，版面已用完{limit[0]}：多出{zh}",
                f"text does not fit{limit[1]}: {en} are left over",
                span=ctx.places.at(text.path),
                path=text.path,
                hints=(
                    Message(
                        "给这一节多加一页（pages:），或在主题的 plans 里写 more:，或许样式缩小（fit: 90%），或删减文字",
                        "give the section another page (`pages:`), add `more:` to its plan in the theme,"
                        " let its style shrink (`fit: 90%`), or cut text",
                    ),
                ),
            )
    left_over: list[Image | Drawing | Words] = [*waiting.images, *waiting.drawings, *waiting.words]
    for left in left_over + [content for content in waiting.flowing if not isinstance(content, RunningText)]:
        _report_no_region(ctx, section, left)


def _said(halves: Mapping[str, int]) -> tuple[str, str]:
    """So many 字 and words by language, said in Chinese and in English; empty for none."""
    zh, en = [], []
    for lang, number in halves.items():
        if number and lang == "zh":
            zh.append(f"中文{number}字")
            en.append(f"{number} Chinese {'character' if number == 1 else 'characters'}")
        elif number:
            zh.append(f"英文{number}词")
            en.append(f"{number} English {'word' if number == 1 else 'words'}")
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
    ctx: LayoutContext, height: float, room: float, path: str, what: tuple[str, str], placed: Iterable[Placed]
) -> None:
    """An overset region: what it needs, what it has (points), and what of its texts stands below its end.

    `placed` is what the region shows, from its top-left corner.
    """
    need, have = height / MM, room / MM
    texts = below(placed, room)
    zh, en = said_of(texts)
    limit = _limit(None if ctx.theme.share < 1.0 else 1.0)
    lines = math.ceil((height - room) / ctx.theme.setup.baseline - 0.001)
    at = next((one for one in texts if len(texts) == 1 and one), path)
    ctx.sink.error(
        "layout.overset",
        f"{what[0]}放不下{limit[0]}：需要 {need:.1f} mm，只有 {have:.1f} mm" + (f"，多出{zh}" if zh else ""),
        f"{what[1]}{limit[1]} needs {need:.1f} mm, the region has {have:.1f} mm" + (f"; {en} too many" if en else ""),
        span=ctx.places.at(at),
        path=at,
        hints=(
            Message(
                f"删减文字，或在主题里把这个区（lines:）加高 {lines} 行，或许它缩小（styles: {{…: {{fit: 90%}}}}）",
                f"cut text, make the region {lines} {'line' if lines == 1 else 'lines'} taller (`lines:`),"
                " or let its styles shrink (`fit: 90%`)",
            ),
        ),
    )


def said_of(texts: Mapping[str, tuple[str, int]]) -> tuple[str, str]:
    """How much text that is, by language, said in Chinese and in English."""
    halves: dict[str, int] = {}
    for lang, number in texts.values():
        halves[lang] = halves.get(lang, 0) + number
    return _said(halves)


def _share(ctx: LayoutContext, text: RunningText) -> float:
    """At which share of its size a running text was really set."""
    smaller = ctx.at(text.share, on_grid=True)
    sizes = [one.theme.style(text.style, ctx.languages[0]).text.size for one in (smaller, ctx)]
    return sizes[0] / sizes[1]


def _limit(share: float | None) -> tuple[str, str]:
    """Said of text that has been made as small as it may be; without a share where styles have limits of their own."""
    if share is None:
        return "（已缩到主题允许的最小）", ", as small as the theme allows,"
    return (
        (f"（已缩到 {share:.0%}，到了主题的限度）", f" (at {share:.0%}, the theme's limit)")
        if share < 1.0
        else ("", "")
    )


def below(placed: Iterable[Placed], room: float) -> dict[str, tuple[str, int]]:
    """What stands below `room` points: for the path of each text its language and how many 字 or words."""
    found: dict[str, tuple[str, list[str]]] = {}
    _collect(placed, 0.0, room, Tag("P", Frame(Size(0.0, 0.0), ())), found)
    return {path: (lang, count("".join(texts), lang)) for path, (lang, texts) in found.items()}


def _collect(
    placed: Iterable[Placed], y: float, room: float, tag: Tag, found: dict[str, tuple[str, list[str]]]
) -> None:
    last: float | None = None
    for at, item in placed:
        if isinstance(item, Tag):
            _collect(item.frame.items, y + at.y, room, item, found)
        elif isinstance(item, Group):
            _collect(item.frame.items, y + at.y, room, tag, found)
        elif isinstance(item, GlyphRun) and not fits(y + at.y + BODY_LINE_DESCENT, room):
            lang = "zh" if tag.lang.startswith("zh") else tag.lang or "en"
            texts = found.setdefault(tag.path, (lang, []))[1]
            if last is not None and at.y != last:
                texts.append(" ")  # words of two lines
            texts.append(item.text)
            last = at.y
