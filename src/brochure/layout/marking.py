"""What marks over a text ask for and a style cannot give: a cut that there is none of, room between the lines."""

from __future__ import annotations

from collections.abc import Callable

from brochure.diagnostics import Message, Sink, Span
from brochure.inline import Inline
from brochure.text.marks import lost_cuts
from brochure.theme import BlockStyle

BESIDE, BOTH = 1.5, 1.625
"""Em from line to line that dots or pinyin need, and both (CLREQ: a line gap of ½ em, and of ⅝)."""
_CUTS = {"bold": ("更粗的字重", "bolder"), "italic": ("斜体或楷体", "italic")}


def report_marks(
    inline: Inline, lines: int, style: BlockStyle, place: Callable[[int], Span | None], path: str, sink: Sink
) -> None:
    """Findings for a marked paragraph that takes so many lines; `place` finds a character in the YAML."""
    for mark in lost_cuts(inline, style.text):
        zh, en = _CUTS[mark.mark]
        words = inline.text[mark.start : mark.end]
        sink.warn(
            "text.no_cut",
            f"这个样式没有{zh}，“{words}”与周围的字一样：不合成",
            f"this style has no {en} cut: `{words}` looks like the text around it; none is faked",
            span=place(mark.start), path=path,
            hints=(Message("在主题的 fonts 里给这个字体族加一个字重，或换一种记号",
                           "add a cut to the family under `fonts` in the theme, or mark it otherwise"),),
        )  # fmt: skip
    kinds = {mark.mark for mark in inline.marks}
    need = BESIDE * ("ruby" in kinds or "dots" in kinds)
    if {"ruby"} < kinds & {"ruby", "dots", "name", "title"}:
        need = BOTH
    em = style.text.size
    if lines < 2 or style.leading >= need * em - 0.01:
        return
    first = next(mark for mark in inline.marks if mark.mark in ("ruby", "dots"))
    sink.warn(
        "text.tight_leading",
        f"行距 {style.leading:g} pt 太小，注音或着重号会碰到邻行：{em:g} pt 的字至少 {need * em:g} pt",
        f"with {style.leading:g} pt from line to line, pinyin or dots touch the next line: {em:g} pt type needs"
        f" {need * em:g} pt",
        span=place(first.start), path=path,
        hints=(Message(f"leading: {need * em:g}pt", f"leading: {need * em:g}pt"),),
    )  # fmt: skip
