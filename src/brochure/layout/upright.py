"""Text set vertically on a page: side labels, the words of a spine, titles and poems in vertical regions.

What vertical setting cannot do is a finding, as with lines: a character without a glyph, and marks beside the text
(pinyin, dots, lines under names), which have no place there.
"""

from __future__ import annotations

from brochure.diagnostics import Message
from brochure.frame import Frame, Tag
from brochure.geometry import MM, Point, Rect, fits
from brochure.inline import Inline
from brochure.layout.contents import Words
from brochure.layout.context import LayoutContext, Placed
from brochure.text.style import TextStyle
from brochure.text.vertical import lacking, vertical_text

_KEPT = frozenset({"span", "nobreak", "link", "item"})


def set_upright(
    ctx: LayoutContext, inline: Inline, style: TextStyle, path: str, *, pitch: float = 0.0, length: float = 0.0
) -> Frame:
    """Columns of vertical text as `vertical_text` sets them; faults become findings at `path`."""
    frame = vertical_text(inline.text, style, ctx.fonts, pitch=pitch, length=length)
    for character in lacking(frame):
        code, tried = f"U+{ord(character):04X}", "、".join(style.regular.han)
        zh = f"字符“{character}”（{code}）在所选字体中没有字形：{tried}"
        en = f"no face has the character `{character}` ({code}); tried {', '.join(style.regular.han)}"
        span = ctx.places.at(path, max(0, inline.text.find(character)))
        ctx.sink.error("text.missing_glyph", zh, en, span=span, path=path)
    lost = [mark for mark in inline.marks if mark.mark not in _KEPT]
    if lost:
        zh, en = (
            "竖排的文字不带记号（粗体、注音、着重号、专名线）",
            "vertical text takes no marks: bold, ruby, dots, lines",
        )
        span = ctx.places.at(path, lost[0].start)
        ctx.sink.warn("layout.vertical_marks", zh, en, span=span, path=path)
    return frame


def tell_too_long(ctx: LayoutContext, frame: Frame, length: float, path: str, hint: Message) -> None:
    """A side label beyond its box."""
    if fits(frame.size.height, length):
        return
    need, have = frame.size.height / MM, length / MM
    zh = f"竖排的边签太长：需要 {need:.1f} mm，只有 {have:.1f} mm"
    en = f"the vertical label needs {need:.1f} mm, its box has {have:.1f} mm"
    ctx.sink.error("layout.overset", zh, en, span=ctx.places.at(path), path=path, hints=(hint,))


def tell_too_wide(ctx: LayoutContext, frame: Frame, width: float, path: str) -> None:
    """More columns than a vertical region has room for."""
    if fits(frame.size.width, width):
        return
    need, have = frame.size.width / MM, width / MM
    zh = f"竖排的文字放不下：各行共宽 {need:.1f} mm，这个区只有 {have:.1f} mm"
    en = f"the vertical text takes {need:.1f} mm from its first line to its last, the region has {have:.1f} mm"
    hint = Message(
        "删减文字，或把这个区加宽（columns:）、加高（lines:）", "cut text, or make the region wider or taller"
    )
    ctx.sink.error("layout.overset", zh, en, span=ctx.places.at(path), path=path, hints=(hint,))


def upright_words(ctx: LayoutContext, words: Words, style: str, box: Rect) -> tuple[list[Placed], float]:
    """The Chinese of a short text in columns from the right edge of a region; gives its height as well."""
    inline = words.texts.get("zh") if "zh" in ctx.languages else None
    if inline is None or not inline.text:
        return [], 0.0
    resolved, path = ctx.styled(inline, style, "zh"), f"{words.path}.zh"
    frame = set_upright(ctx, inline, resolved.text, path, pitch=resolved.leading, length=box.height)
    tell_too_wide(ctx, frame, box.width, path)
    tag = Tag(words.tag, frame, resolved.text.lang, path=path)
    return [(Point(box.width - frame.size.width, 0.0), tag)], frame.size.height
