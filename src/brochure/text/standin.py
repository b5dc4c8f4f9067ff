"""Ideographs that another face sets than the one chosen for them (typography.md §12.4): what fallback really took."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from brochure.inline import Inline
from brochure.text.clreq import is_traditional
from brochure.text.fonts import FontBook
from brochure.text.marks import cut_faces, stretches
from brochure.text.style import TextStyle

_IDEOGRAPHS = (("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))


class StandIn(NamedTuple):
    """`character`, at place `at` of the text, is set in `face` and not in `chosen`; `alike` when the two have one
    weight, one design and one region's shapes, so that nobody sees it."""

    at: int
    character: str
    chosen: str
    face: str
    alike: bool


def stand_ins(inline: Inline, style: TextStyle, fonts: FontBook, plain: dict[str, set[str]]) -> Iterator[StandIn]:
    """Each ideograph that is not in the face chosen for its cut, once for a paragraph and face, in reading order.

    `plain` remembers by face what needs no look: hand the same one in for every paragraph.
    """
    traditional = is_traditional(style.lang)
    edges = stretches(inline)
    for (start, _), (end, flags) in pairwise([(0, 0), *edges]):
        keys = fonts.for_han(cut_faces(style, flags).han, traditional)
        chosen = fonts.face(keys[0])
        known = plain.setdefault(keys[0], set())
        text = inline.text[start:end]
        for character in sorted(set(text) - known, key=text.index):
            if chosen.has(character) or not is_ideograph(character):
                known.add(character)
            elif face := next((key for key in keys[1:] if fonts.face(key).has(character)), ""):
                alike = face in fonts.traditional(keys[0]) or fonts.alike(keys[0], face)
                yield StandIn(start + text.index(character), character, keys[0], face, alike)


def is_ideograph(character: str) -> bool:
    """Whether a character is a Han ideograph of any plane."""
    return any(first <= character <= last for first, last in _IDEOGRAPHS)
