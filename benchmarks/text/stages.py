"""Microseconds a glyph of each stage of the text engine, all warm: `python -m benchmarks.text.stages [PAGES]`."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable

from benchmarks.text.setting import STYLES, WIDTH
from benchmarks.text.source import paragraphs
from brochure.inline import Inline
from brochure.text.breaks import build
from brochure.text.fonts import FontBook, default_catalog
from brochure.text.latin import Cutting
from brochure.text.linebreak import break_lines
from brochure.text.lines import Place, Setter
from brochure.text.paragraph import column_of, layout_paragraph, problem_of


def main(pages: int) -> None:
    """One row a language: building boxes, breaking, setting lines, and the whole."""
    gc.disable()
    fonts = FontBook.from_catalogs([default_catalog()])
    print(f"{'':4}{'glyphs':>9}{'build':>8}{'break':>8}{'set':>8}{'all':>8}   µs a glyph")
    for lang in STYLES:
        texts = [Inline(text) for name, text in paragraphs(pages) if name == lang]
        glyphs = sum(len(inline.text) for inline in texts)
        print(f"{lang:4}{glyphs:9}" + "".join(f"{value / glyphs * 1e6:8.2f}" for value in _stages(lang, texts, fonts)))


def _stages(lang: str, texts: list[Inline], fonts: FontBook) -> list[float]:
    """Seconds for boxes, breaks, lines, and for everything."""
    style, cutting = STYLES[lang], Cutting(lang == "en")
    column = column_of(texts[0], style, WIDTH)
    items = [build(inline, style, fonts, cutting) for inline in texts]
    problems = [problem_of(one, style, column.widths(0), 0, len(one.at) - 1) for one in items]
    ends = [break_lines(problem)[0] for problem in problems]

    def lines() -> None:
        for one, breaks in zip(items, ends, strict=True):
            setter, first = Setter(one, ()), 0
            for last in breaks:
                closing = len(one.text) if last == breaks[-1] else -1
                setter.line(first, last, Place(column.full, 0, True, closing))
                first = last + 1

    return [
        _seconds(lambda: [build(inline, style, fonts, cutting) for inline in texts]),
        _seconds(lambda: [break_lines(problem) for problem in problems]),
        _seconds(lines),
        _seconds(lambda: [layout_paragraph(inline, style, WIDTH, fonts) for inline in texts]),
    ]


def _seconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
