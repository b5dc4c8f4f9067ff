"""Chinese character classes and what stands between two of them.

One letter a character, so that a paragraph's classes are a string beside its text (CLREQ, "Categories and usage of
punctuation marks"; GB/T 15834-2011). Marks are half an em of ink plus blanks; the blank between two neighbours is one
number, `gap`, already squeezed (CLREQ §h-adjustment_of_adjacent_punctuation_marks; typography.md §4). A blank at a line
edge is the breaker's to drop, which trims line starts and ends for free.
"""

from __future__ import annotations

HAN = "H"
"""Ideographs, kana, full-width letters: one em, breakable on both sides."""
OPEN, CLOSE, COMMA, STOP, DOT, DASH, ELLIPSIS, LINK, SLASH = "O", "C", "M", "S", "D", "T", "E", "K", "/"
IDEOGRAPHIC_SPACE = "W"
FIXED = "F"
"""A full-width mark of one em that is centred and never squeezed (zh-Hant ，。, vertical ？！)."""
DIGIT_WIDE = "I"
"""Full-width digits and letters, kept together in runs."""
PREFIX, POSTFIX = "X", "Y"
"""Full-width signs bound to a number before or after it: ￥ ＄ / ℃ ％ ‰."""
LATIN = "L"
"""Letters, digits and marks of the Latin face."""
SPACE = "A"
NO_BREAK_SPACE = "N"
BREAK = "B"
"""A forced line end."""
ZERO_WIDTH_SPACE, WORD_JOINER = "Z", "J"

_OPEN = "（《〈【〖〔［｛「『〘〚｟"
_CLOSE = "）》〉】〗〕］｝」』〙〛｠"
_STOP = "。．？！｡"
_COMMA = "，、；："
_MARKS = {
    **dict.fromkeys(_OPEN, OPEN),
    **dict.fromkeys(_CLOSE, CLOSE),
    **dict.fromkeys(_STOP, STOP),
    **dict.fromkeys(_COMMA, COMMA),
    **dict.fromkeys("～〜–", LINK),
    **dict.fromkeys("／", SLASH),
    **dict.fromkeys("·・‧", DOT),
    **dict.fromkeys("℃℉％‰°′″", POSTFIX),
    **dict.fromkeys("￥＄￡№", PREFIX),
    "⸺": DASH,
    "⋯": ELLIPSIS,
    "\u3000": IDEOGRAPHIC_SPACE,
    "\u00a0": NO_BREAK_SPACE,
    "\u202f": NO_BREAK_SPACE,
    "\u200b": ZERO_WIDTH_SPACE,
    "\u2060": WORD_JOINER,
    "\ufeff": WORD_JOINER,
    "\n": BREAK,
    " ": SPACE,
}
_NON_STARTERS = "々〻ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
"""Iteration marks and small kana: Han for width and gap, but never first on a line (JLREQ classes)."""

FORBIDDEN_START = {
    "none": "",
    "basic": CLOSE + COMMA + STOP + DOT + LINK + POSTFIX + FIXED,
    "gb": CLOSE + COMMA + STOP + DOT + LINK + POSTFIX + FIXED + SLASH,
    "strict": CLOSE + COMMA + STOP + DOT + LINK + POSTFIX + FIXED + SLASH + DASH + ELLIPSIS,
}
"""Classes that may not begin a line (CLREQ §prohibition_rules_for_line_start_end)."""
FORBIDDEN_END = {"none": "", "basic": OPEN + PREFIX, "gb": OPEN + PREFIX + SLASH, "strict": OPEN + PREFIX + SLASH}
"""Classes that may not end one."""

WIDE_MARKS = frozenset(OPEN + CLOSE + COMMA + STOP)
_HALF = 500


def is_wide(character: str) -> bool:
    """Whether a character is set in the Han face on a full em by itself (not a mark shared with Latin)."""
    point = ord(character)
    return (
        (0x2E80 <= point <= 0x9FFF and point != 0x3000)
        or 0xF900 <= point <= 0xFAFF
        or 0xFE30 <= point <= 0xFE4F
        or 0xFF01 <= point <= 0xFF60
        or 0xFFE0 <= point <= 0xFFE6
        or 0x20000 <= point <= 0x3FFFF
        or 0x2460 <= point <= 0x24FF
        or point == 0x3000
        or 0x1100 <= point <= 0x11FF
        or 0xAC00 <= point <= 0xD7A3
    )


def classify(character: str, lang: str) -> str:
    """The class of a character by itself; “ ” ‘ ’ — … are left to the itemizer, which knows the neighbours."""
    mark = _MARKS.get(character)
    if mark is not None:
        if mark in (COMMA, STOP) and lang.startswith(("zh-Hant", "zh-TW", "zh-HK")):
            return FIXED
        if mark == LINK and character == "–":
            return LATIN
        return mark
    point = ord(character)
    if 0xFF10 <= point <= 0xFF19 or 0xFF21 <= point <= 0xFF3A or 0xFF41 <= point <= 0xFF5A:
        return DIGIT_WIDE
    return HAN if is_wide(character) else LATIN


def never_starts(character: str) -> bool:
    return character in _NON_STARTERS


def body(kind: str) -> int:
    """Width of a class's ink in 1/1000 em, without its blanks; 0 means the font's own width."""
    if kind in WIDE_MARKS or kind == DOT:
        return _HALF
    return 1000 if kind in (HAN, FIXED, DIGIT_WIDE, IDEOGRAPHIC_SPACE) else 0


def gap(left: str, right: str, *, paired: bool = False) -> int:
    """The blank between two neighbours in 1/1000 em after squeezing (typography.md §4, table).

    `paired` says that `left` and `right` are two stops that share one em (？！, ！！: GB/T 15834 §5.1.2), or that `left`
    closes such a pair.
    """
    if paired:
        return 0
    before = _HALF if right == OPEN else 0
    after = _HALF if left in (CLOSE, COMMA, STOP) else 0
    if not (before or after):
        return 0
    if left in (OPEN, IDEOGRAPHIC_SPACE, DOT) and right == OPEN:
        return 0
    if left == CLOSE and right in (CLOSE, COMMA, STOP, DOT, IDEOGRAPHIC_SPACE):
        return 0
    if left in (COMMA, STOP) and right in (CLOSE, DOT):
        return 0
    return _HALF


def shrink_level(left: str, right: str) -> int:
    """Which of CLREQ's shrink steps the blank between two neighbours belongs to (typography.md §5); 0 for none."""
    if left == CLOSE or (right == OPEN and left not in (COMMA, STOP)):
        return 4
    if left == COMMA:
        return 5
    return 7 if left == STOP else 0
