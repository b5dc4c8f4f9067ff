"""Text with marks: what a paragraph is before any style is known.

`Inline` is plain characters plus spans over them. Markup is parsed once, when the file is loaded; figures have been
written into the text by then, so everything below sees only characters.
"""

from __future__ import annotations

from typing import Literal

from brochure.dataclass import dataclass

Mark = Literal["bold", "italic", "link", "raw", "span", "ruby", "dots", "name", "title", "nobreak", "item"]
"""`raw` is code (no gaps, no squeezing, no hyphenation), `span` changes nothing, `dots` are emphasis dots 着重号,
`name` and `title` the proper-name and book-title lines, `ruby` carries the reading, `item` makes
the whole paragraph an item of a list."""

PSEUDO = "pseudo-text"
"""Value of a `span` over the whole of a text that only stands in for one."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark over `text[start:end]`; `value` is the link's target or the ruby text."""

    start: int
    end: int
    mark: Mark
    value: str = ""


@dataclass(frozen=True, slots=True)
class Inline:
    """One paragraph: characters and marks. `\\n` in `text` is a forced line end.

    `continued` is the rest of a paragraph begun elsewhere: it takes no first-line indent.
    """

    text: str
    marks: tuple[Marked, ...] = ()
    continued: bool = False


def stands_in(inline: Inline) -> bool:
    """Whether these are pseudo-words, to be set in a colour that is seen."""
    return bool(inline.marks) and inline.marks[0].value == PSEUDO


def tail(inline: Inline, start: int) -> Inline:
    """The paragraph from character `start` on, marks moved along."""
    marks = tuple(
        Marked(max(0, marked.start - start), marked.end - start, marked.mark, marked.value)
        for marked in inline.marks
        if marked.end > start
    )
    return Inline(inline.text[start:], marks, continued=True)
