"""How long translations may get: the most characters that fit, if every text of the language takes as many as it may.

Texts of one region grow by the same number of characters, the paragraphs of a running text by the same share, until
the region, or the pages as they are laid out, hold no more. What is too long already gets a limit below its length.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from brochure.dataclass import replace
from brochure.geometry import fits
from brochure.inline import Inline
from brochure.layout.contents import RunningText
from brochure.layout.context import LayoutContext
from brochure.layout.copyfit import Seen, quiet
from brochure.layout.rooms import Rooms
from brochure.layout.section import Section

RESERVE, WORD = 1.06, 8
"""Text of so many characters may be wider than the words it is tried with, and break less well: what is tried is longer
than the limit by this factor and, in a region of its own, by a word."""
LONGEST = 600
"""Characters that a short text is let grow by; no one wants to write a caption of more."""
WIDEST = 400
"""Per cent of its length that a running text is let grow to."""


def limit_region(
    ctx: LayoutContext, height_of: Callable[[LayoutContext], float], room: float, written: Mapping[str, Seen]
) -> None:
    """Record the limits of the texts that a region of its own shows, by their places."""
    rooms = ctx.rooms
    if rooms is None:
        return
    texts = {path: one.inline for path, one in written.items() if path.endswith(f".{rooms.target}")}

    def fitting(more: int) -> bool:
        lengths = {path: round((len(inline.text) + more) * RESERVE) + WORD for path, inline in texts.items()}
        changed = {path: _sized(inline, lengths[path], rooms) for path, inline in texts.items()}
        trial = quiet(ctx)
        trial.instead = changed
        return fits(height_of(trial), room)

    if texts:
        more = _largest(fitting, -max(len(inline.text) for inline in texts.values()), LONGEST)
        for path, inline in texts.items():
            rooms.limits[path] = max(1, len(inline.text) + more)


def limit_text(ctx: LayoutContext, section: Section, lay: Callable[[LayoutContext, Section], tuple[int, bool]]) -> None:
    """Record the limits of each paragraph of a section's running text.

    `lay` lays the section out and gives how many pages it takes, and whether nothing was left over.
    """
    rooms = ctx.rooms
    if rooms is None or rooms.target not in ctx.languages:
        return
    texts = [content for content in section.contents if isinstance(content, RunningText)]
    pages, _ = lay(quiet(ctx), section)

    def fitting(share: int) -> bool:
        return lay(quiet(ctx), _grown(section, share, rooms)) == (pages, True)

    if not texts:
        return
    share = _largest(fitting, 5, WIDEST)
    for text in texts:
        for number, pair in enumerate(text.pairs):
            inline = dict(pair).get(rooms.target)
            if inline is not None:
                rooms.limits[f"{text.path}.{rooms.target}.{number}"] = len(inline.text) * share // 100


def _grown(section: Section, share: int, rooms: Rooms) -> Section:
    """The section with its running text of one language at a share of its length, in per cent."""

    def half(lang: str, inline: Inline) -> Inline:
        length = round(len(inline.text) * share * RESERVE / 100)
        return inline if lang != rooms.target else _sized(inline, length, rooms)

    contents = tuple(
        replace(one, pairs=tuple(tuple((lang, half(lang, inline)) for lang, inline in pair) for pair in one.pairs))
        if isinstance(one, RunningText)
        else one
        for one in section.contents
    )
    return replace(section, contents=contents)


def _sized(inline: Inline, letters: int, rooms: Rooms) -> Inline:
    """The text cut or lengthened to so many characters."""
    text = inline.text[: max(1, letters)]
    more = letters - len(text)
    if more > 0:
        space = "" if rooms.target == "zh" else " "
        text += (space + rooms.letters(rooms.target, more))[:more]
    marks = tuple(
        replace(mark, end=min(mark.end, len(text)) if mark.end < len(inline.text) else len(text))
        for mark in inline.marks
        if mark.start < len(text)
    )
    return Inline(text, marks, inline.continued)


def _largest(fitting: Callable[[int], bool], least: int, most: int) -> int:
    """The largest number from `least` to `most` that fits; the least when none does."""
    low, high = least, most + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fitting(middle) else (low, middle)
    return low
