"""Lines of English whose word spaces stand open after layout: the words can be changed, the column made wider."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from brochure.diagnostics import Diagnostic, Message
from brochure.layout.context import Setting
from brochure.model import Brochure
from brochure.text.fonts import FontBook
from brochure.text.narrow import hole

TORN = 0.75
"""Em from which on a word space is no longer a matter of taste."""


def open_lines(log: Mapping[str, Setting], fonts: FontBook, brochure: Brochure) -> Iterator[Diagnostic]:
    """A note for each line with word spaces wider than half an em (typography.md §13), a warning from ¾ em on."""
    for path, setting in log.items():
        style = setting.style.text
        lines = fonts.lines.get((setting.inline, style, setting.width))
        for line in lines.lines if lines else ():
            widest = hole(line, style)
            if widest:
                words = setting.inline.text[line.start : line.end].strip()
                yield Diagnostic(
                    "text.loose", "warning" if widest > TORN else "info",
                    Message(f"词距 {widest:.2f} 字，超过半个字：“{words}”",
                            f"word spaces of {widest:.2f} em, more than half an em: `{words}`"),
                    brochure.spans.at(path, line.start), path,
                    (Message("换一个词、调整词序，或加宽这一栏",
                             "use another word, another order of words, or a wider column"),),
                )  # fmt: skip
