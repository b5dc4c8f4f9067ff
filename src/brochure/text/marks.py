"""Marks over a paragraph's characters (bold, link, code …) as stretches, and the faces each asks for."""

from __future__ import annotations

from itertools import pairwise

from brochure.inline import Inline, Marked
from brochure.text.style import FaceSet, TextStyle

_BITS = {"bold": 1, "italic": 2, "raw": 4, "link": 8, "nobreak": 16}


def stretches(inline: Inline) -> list[tuple[int, int]]:
    """Ends of stretches with the same marks, and their marks as bits."""
    count = len(inline.text)
    marks = [mark for mark in inline.marks if mark.mark in _BITS]
    if not marks:
        return [(count, 0)]
    edges = sorted({0, count, *(min(max(edge, 0), count) for mark in marks for edge in (mark.start, mark.end))})
    return [(end, _bits(marks, start)) for start, end in pairwise(edges)]


def _bits(marks: list[Marked], at: int) -> int:
    flags = 0
    for mark in marks:
        if mark.start <= at < mark.end:
            flags |= _BITS[mark.mark]
    return flags


def cut_faces(style: TextStyle, flags: int) -> FaceSet:
    """The faces of a cut; one that the style has not falls back to a real one nearby, never to a synthetic."""
    if flags & 4 and style.mono:
        return style.mono
    if flags & 3 == 3:
        return style.bold_italic or style.bold or style.regular
    if flags & 1:
        return style.bold or style.regular
    return (style.italic or style.regular) if flags & 2 else style.regular


def lost_cuts(inline: Inline, style: TextStyle) -> list[Marked]:
    """Bold and italic marks that show nothing, since the style has no other cut for what they hold: none is faked."""
    lost = []
    for mark in inline.marks:
        if mark.mark not in ("bold", "italic"):
            continue
        text = inline.text[mark.start : mark.end]
        cut, plain = cut_faces(style, _BITS[mark.mark]), style.regular
        han = any(character > "\u2e80" for character in text) and cut.han[0] != plain.han[0]
        latin = any(character < "\u2e80" for character in text) and cut.latin[0] != plain.latin[0]
        if not (han or latin):
            lost.append(mark)
    return lost
