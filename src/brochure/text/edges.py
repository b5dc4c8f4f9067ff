"""Classes of the edges of Latin words: what may stand beside them, and whether a line may end there (see `clreq`)."""

from __future__ import annotations

from brochure.text import clreq, uax14

_HEADS: dict[str, int] = {
    **dict.fromkeys("%", clreq.PERCENT), **dict.fromkeys("°′″‰¢‵‱", clreq.DEGREE),
    **dict.fromkeys(",.:;!?…‥·", clreq.POINT), **dict.fromkeys("([{“‘«‹¿¡\"'", clreq.LATIN_OPEN),
    **dict.fromkeys(")]}”’»›", clreq.LATIN_CLOSE), **dict.fromkeys("-‐–—", clreq.HYPHEN),
    "/": clreq.LATIN_SLASH, **dict.fromkeys("$€£¥₩₽+±−№\\", clreq.CURRENCY),
    **dict.fromkeys("¹²³⁰⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ™®", clreq.SUPERIOR), **dict.fromkeys("#&@§†‡¶", clreq.SIGN),
    clreq.STRAIGHT_OPEN: clreq.LATIN_OPEN, clreq.PRIME_OPEN: clreq.LATIN_OPEN,
    clreq.STRAIGHT_CLOSE: clreq.LATIN_CLOSE, clreq.PRIME_CLOSE: clreq.LATIN_CLOSE,
}  # fmt: skip
_TAILS: dict[str, int] = {**_HEADS, '"': clreq.LATIN_CLOSE, "'": clreq.LATIN_CLOSE, "+": clreq.OTHER}
_BY_CLASS = {
    "CL": clreq.LATIN_CLOSE, "CP": clreq.LATIN_CLOSE, "EX": clreq.POINT, "IS": clreq.POINT, "SY": clreq.LATIN_SLASH,
    "BA": clreq.HYPHEN, "HY": clreq.HYPHEN, "HH": clreq.HYPHEN, "NS": clreq.HYPHEN, "IN": clreq.DEGREE,
    "PO": clreq.DEGREE, "PR": clreq.CURRENCY, "OP": clreq.LATIN_OPEN, "B2": clreq.HYPHEN,
}  # fmt: skip
"""Edges of words that no list names, by their class of UAX #14."""


def head_class(word: str) -> int:
    """The class of a word's first character; of a lone ” or ’ its closing one."""
    first = word[0]
    if first in "”’" and len(word) > 1:
        return clreq.LATIN_OPEN  # ’90s, ’n’
    return _edge(first, _HEADS)


def tail_class(word: str) -> int:
    """The class of a word's last character, seen through combining marks."""
    at = len(word) - 1
    while at and 0x300 <= ord(word[at]) <= 0x36F:
        at -= 1
    return _edge(word[at], _TAILS)


def _edge(character: str, known: dict[str, int]) -> int:
    found = known.get(character)
    if found is not None:
        return found
    if character.isdecimal():
        return clreq.DIGIT
    if character.isalpha():
        return clreq.LETTER
    name = uax14.line_break_class(character)
    if name == "GL":
        return clreq.DEGREE if known is _HEADS else clreq.CURRENCY
    return _BY_CLASS.get(name, clreq.OTHER)
