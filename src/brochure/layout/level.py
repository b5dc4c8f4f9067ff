"""Widths of two language columns found so that both languages end level.

English runs 1.3 to 1.7 times as long as the Chinese it renders, and each brochure differs. The lines of every pair are
estimated from the length of its halves and one measured sample a language; nothing is broken into lines twice.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from brochure.dataclass import replace
from brochure.inline import Inline
from brochure.layout.contents import RunningText
from brochure.layout.context import LayoutContext
from brochure.text.paragraph import layout_paragraph

SAMPLE = 240
"""Characters of a language measured to know how wide its average character is."""
RAGGED = 0.98
"""Share of the measure that a line of words fills on average; the last line is counted whole."""

Limits = tuple[tuple[int, int], tuple[int, int]]
"""Narrowest and widest Chinese column, each as shares of Chinese and English."""


def level_width(ctx: LayoutContext, text: RunningText, width: float, limits: Limits) -> float:
    """Width of the Chinese column, in points and whole em, for a text in a region `width` points wide.

    Found once for all running text that is set in columns, so that the columns stand at the same place on every page:
    the widths that need the fewest lines of both languages side by side, and of those the ones whose languages have
    the most equal count.
    """
    key = (text.style, round(width, 2), limits)
    found = ctx.levels.get(key)
    if found is None:
        alike = tuple(other for other in ctx.texts if other.style == text.style) or (text,)
        found = ctx.levels[key] = _find(ctx, alike, width, limits)
        if ctx.telling:
            _tell(ctx, text, found, width - ctx.theme.setup.gutter - found)
    return found


def _tell(ctx: LayoutContext, text: RunningText, chinese: float, english: float) -> None:
    """The widths that were found, for whoever wants to fix them with `split`."""
    em = ctx.theme.style(text.style, "zh").text.size
    ratio = english / chinese
    ctx.sink.info(
        "layout.column_widths",
        f"栏宽按两种语言的长短取：中文 {chinese / em:.0f} 字，中英宽 1 : {ratio:.2f}",
        f"column widths found: Chinese {chinese / em:.0f} em, Chinese to English 1 : {ratio:.2f}",
        span=ctx.places.at(text.path),
        path=text.path,
    )


def _find(ctx: LayoutContext, texts: Sequence[RunningText], width: float, limits: Limits) -> float:
    em = ctx.theme.style(texts[0].style, "zh").text.size
    gutter = ctx.theme.setup.gutter
    narrow, wide = (_share(width, gutter, limit) for limit in limits)
    least, most = math.ceil((narrow - 0.01) / em), int((wide + 0.01) / em)
    lengths = _lengths(ctx, texts)

    def lines(count: int) -> tuple[int, int]:
        chinese = count * em
        english = (width - gutter - chinese) * RAGGED
        both = [(math.ceil(zh / chinese), math.ceil(en / english)) for zh, en in lengths]
        return sum(max(pair) for pair in both), abs(sum(zh - en for zh, en in both))

    return min(range(least, max(most, least) + 1), key=lambda count: (*lines(count), -count)) * em


def _share(width: float, gutter: float, limit: tuple[int, int]) -> float:
    chinese, english = limit
    return chinese * (width + gutter) / (chinese + english) - gutter


def _lengths(ctx: LayoutContext, texts: Sequence[RunningText]) -> list[tuple[float, float]]:
    """How long each pair's halves would be on one line, in points."""
    pairs = [dict(pair) for text in texts for pair in text.pairs]
    widths = {lang: _average(ctx, texts[0].style, pairs, lang) for lang in ("zh", "en")}
    made = []
    for halves in pairs:
        zh, en = (len(halves[lang].text) * widths[lang] if lang in halves else 0.0 for lang in ("zh", "en"))
        made.append((zh, en))
    return made


def _average(ctx: LayoutContext, style_name: str, pairs: Sequence[dict[str, Inline]], lang: str) -> float:
    halves = [pair[lang].text for pair in pairs if lang in pair]
    sample = " ".join(halves)[:SAMPLE].replace("\n", " ").strip()
    if not sample:
        return 0.0
    style = replace(ctx.theme.style(style_name, lang).text, align="left")
    lines = layout_paragraph(Inline(sample), style, 1e5, ctx.fonts).lines
    return sum(line.width for line in lines) / len(sample)
