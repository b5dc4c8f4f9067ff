"""Classes of Chinese composition, and what stands between two of them: blank, how far it gives, whether a line may end.

Marks are half an em of ink plus blanks; the blank between two neighbours is glue, already squeezed (CLREQ
§adjustment_of_adjacent_punctuation_marks; typography.md §4). A line drops the glue at its edges, which trims line
starts and ends for free and lets the breaker see it (the LuaTeX-ja model: half-width glyph and glue; §16).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from brochure.dataclass import dataclass

(
    HAN, NONSTARTER, SYMBOL, OPEN, CLOSE, COMMA, STOP, EXCLAMATION, PAIR, DOT, DASH, ELLIPSIS, LINK, SLASH, FIXED,
    WIDE_DIGIT, PREFIX, POSTFIX, MINUS,
    LETTER, DIGIT, SIGN, PERCENT, DEGREE, POINT, LATIN_OPEN, LATIN_CLOSE, HYPHEN, LATIN_SLASH, CURRENCY, SUPERIOR,
    OTHER,
) = range(32)  # fmt: skip
"""PAIR is the second of ？！ that share an em (GB/T 15834 5.1.2); FIXED a centred one-em mark that is never squeezed
(zh-Hant ，。 and ？！：；); MINUS a full-width sign before its number, where a line may begin; SYMBOL a full-width sign
that takes no gap; from LETTER on, the edges of a Latin word."""

FORBIDDEN = -1
"""In place of a penalty: no line may end here."""
UNIT_PENALTY = 3200
"""Between a number and its measure word (typography.md §3.4): kept until Han would stand a quarter em apart."""
SYMBOL_PENALTY = 20_000
"""Between a number and a unit that is one sign (120㎡): for emergencies."""
DATE_PENALTY = 2100
"""Between year, month and day: kept until Han would stand a fifth of an em apart."""
RANGE_PENALTY = 2100
"""After the sign of a range (10～20): legal, but not while Han stands less than a fifth of an em apart."""
PAIRS_PENALTY = 3000
"""Between two pairs of a doubled dash or ellipsis: a run of several may be cut there, as a last resort."""

HALF = 500

# stand-ins for marks shared with Latin once context has made them Chinese, and for straight quotes once paired:
# noncharacters, so that no text has them (Unicode 23.7)
OPEN_DOUBLE, OPEN_SINGLE, CLOSE_DOUBLE, CLOSE_SINGLE, EM_DASH, DOTS, MIDDLE_DOT = map(chr, range(0xFDD0, 0xFDD7))
SINGLE_DASH, EN_DASH, SECOND_QUESTION, SECOND_EXCLAMATION = map(chr, range(0xFDD7, 0xFDDB))
STRAIGHT_OPEN, STRAIGHT_CLOSE, PRIME_OPEN, PRIME_CLOSE, SOLIDUS = map(chr, range(0xFDDB, 0xFDE0))
WIDE_MINUS, WIDE_PLUS = map(chr, range(0xFDE0, 0xFDE2))

MARKS: dict[str, int] = {
    **dict.fromkeys("（《〈【〖〔［｛「『〘〚｟〝" + OPEN_DOUBLE + OPEN_SINGLE, OPEN),
    **dict.fromkeys("）》〉】〗〕］｝」』〙〛｠〞〟" + CLOSE_DOUBLE + CLOSE_SINGLE, CLOSE),
    **dict.fromkeys("，、；：", COMMA),
    **dict.fromkeys("。．", STOP),
    **dict.fromkeys("？！", EXCLAMATION),
    SECOND_QUESTION: PAIR,
    SECOND_EXCLAMATION: PAIR,
    **dict.fromkeys("・‧･" + MIDDLE_DOT, DOT),
    **dict.fromkeys("⸺―" + EM_DASH, DASH),
    **dict.fromkeys("⋯" + DOTS, ELLIPSIS),
    **dict.fromkeys("～〜－" + SINGLE_DASH + EN_DASH, LINK),
    **dict.fromkeys("／" + SOLIDUS, SLASH),
    **dict.fromkeys("℃℉％￠﹪", POSTFIX),
    **dict.fromkeys("￥＄￡￦№", PREFIX),
    **dict.fromkeys("０１２３４５６７８９", WIDE_DIGIT),
    **dict.fromkeys(WIDE_MINUS + WIDE_PLUS, MINUS),
    **dict.fromkeys("‼⁇⁈⁉", FIXED),
    **dict.fromkeys("々〻ー゠ゝゞヽヾ゛゜", NONSTARTER),
    **dict.fromkeys("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ", NONSTARTER),
}  # fmt: skip
"""Marks by their class in zh-Hans."""

_CENTRED_HANT = "，、；：。．？！"
_CENTRED_JA = "；：？！"


def is_traditional(lang: str) -> bool:
    return lang.startswith(("zh-Hant", "zh-TW", "zh-HK", "zh-MO"))


@lru_cache(maxsize=16)
def mark_classes(lang: str) -> dict[str, int]:
    """Classes of single marks in a language: centred marks of zh-Hant and ja never give way (CLREQ, JLREQ)."""
    if is_traditional(lang):
        return {**MARKS, **dict.fromkeys(_CENTRED_HANT, FIXED)}
    if lang.startswith("ja"):
        return {**MARKS, **dict.fromkeys(_CENTRED_JA, FIXED)}
    return MARKS


class Glue(NamedTuple):
    """What stands between two boxes, in 1/1000 em. `spread`: whether left-over space may be put here (0 or 1).

    `plain` places have nothing to set but spread, and are not even listed. `spaces` counts the space glyphs in it.
    """

    natural: int
    shrink: int
    shrink_level: int
    stretch: int
    stretch_level: int
    spread: int
    penalty: int
    plain: bool = False
    spaces: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """The switches of composition that the table depends on. `script` is `hans`, `hant`, `ja` or `latin`."""

    script: str
    strictness: str
    punctuation: str
    gap: int
    tracking: int = 0


@lru_cache(maxsize=256)
def rules_of(lang: str, strictness: str, punctuation: str, gap: int, tracking: int) -> Rules:
    script = "hant" if is_traditional(lang) else "hans" if lang.startswith("zh") else "ja" if lang[:2] == "ja" else ""
    return Rules(script or "latin", strictness, punctuation, gap, tracking)


_BASIC_START = {CLOSE, COMMA, STOP, EXCLAMATION, PAIR, DOT, LINK, FIXED, POSTFIX, HYPHEN}
NOT_FIRST: dict[str, frozenset[int]] = {
    "none": frozenset({PAIR, POSTFIX}),
    "basic": frozenset(_BASIC_START),
    "gb": frozenset(_BASIC_START | {SLASH, LATIN_SLASH}),
    "strict": frozenset(_BASIC_START | {SLASH, LATIN_SLASH, DASH, ELLIPSIS, NONSTARTER}),
}
"""Classes that may not begin a line, by level (CLREQ §prohibition_rules_for_line_start_end; GB/T 15834 5.1)."""
NOT_LAST: dict[str, frozenset[int]] = {
    "none": frozenset({PREFIX, MINUS}),
    "basic": frozenset({PREFIX, MINUS, OPEN}),
    "gb": frozenset({PREFIX, MINUS, OPEN, SLASH, LATIN_SLASH}),
    "strict": frozenset({PREFIX, MINUS, OPEN, SLASH, LATIN_SLASH}),
}
"""Classes that may not end one."""
_LATIN_NOT_FIRST = frozenset({PERCENT, DEGREE, POINT, LATIN_CLOSE, SUPERIOR, LATIN_SLASH})
_LATIN_NOT_LAST = frozenset({LATIN_OPEN, CURRENCY})
"""UAX #14 for Latin marks beside Han: CL CP EX IS SY PO, OP PR."""

_GAP_WIDE = frozenset({HAN, NONSTARTER})
_GAP_HEAD = frozenset({LETTER, DIGIT, SIGN})
_GAP_TAIL = frozenset({LETTER, DIGIT, SIGN, PERCENT, POINT})
"""UTR #59: a percent sign or a stop after a word counts as part of it (50%的); before one it would part 中文 from its
comma, so only the letters of the conditional set open a gap there."""
_RIGID = frozenset({LINK, SLASH, HYPHEN, LATIN_SLASH})
_NUMERALS = frozenset({DIGIT, WIDE_DIGIT})
_CLOSED = frozenset({CLOSE, COMMA, STOP, EXCLAMATION})


class Table(dict[int, Glue]):
    """Glue by `left << 5 | right`, worked out when first met."""

    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self.rules = rules

    def __missing__(self, key: int) -> Glue:
        left, right = key >> 5, key & 31
        found = self[key] = _between(left, right, self.rules)
        return found


@lru_cache(maxsize=64)
def table(rules: Rules) -> Table:
    return Table(rules)


def _between(left: int, right: int, rules: Rules) -> Glue:
    penalty = _penalty(left, right, rules)
    if left >= LETTER and right >= LETTER:
        return Glue(0, 0, 0, 0, 0, 0, penalty)
    if (left in _GAP_WIDE and right in _GAP_HEAD) or (left in _GAP_TAIL and right in _GAP_WIDE):
        if rules.gap:
            # CLREQ: ¼ em, ⅛ when squeezed, ½ when stretched
            return Glue(rules.gap, rules.gap // 2, 6, max(0, HALF - rules.gap), 2, 0, penalty)
        return Glue(0, 0, 0, 0, 0, 1, penalty)
    natural = blank(left, right, rules)
    level = shrink_level(left, right, rules) if natural > 0 else 0
    shrink = natural if level else 0
    rigid = _rigid(left, right, natural)
    natural += rules.tracking
    plain = not (natural or shrink or rigid) and left not in (DASH, ELLIPSIS, WIDE_DIGIT) and left < LETTER
    return Glue(natural, shrink, level, 0, 0, 0 if rigid else 1, penalty, plain)


def _rigid(left: int, right: int, natural: int) -> bool:
    """Places that never open: beside connectors and solidus, and inside what is one unit (typography.md §5, §3.3)."""
    if left in _RIGID or right in _RIGID or right in (PAIR, POSTFIX, DEGREE, SUPERIOR, PERCENT):
        return True
    if left == DOT and right == DIGIT:
        return True  # 3·15
    if (left == right and left in (DASH, ELLIPSIS, WIDE_DIGIT)) or (left in (PREFIX, MINUS) and right in _NUMERALS):
        return True
    # a mark does not part from the Latin it stands at, neither “W nor d”
    return (left >= LETTER and not natural) or (left == OPEN and right >= LETTER)


def _penalty(left: int, right: int, rules: Rules) -> int:
    if right in NOT_FIRST[rules.strictness] or left in NOT_LAST[rules.strictness]:
        return FORBIDDEN
    if right in _LATIN_NOT_FIRST or left in _LATIN_NOT_LAST:
        return FORBIDDEN
    if left == right == WIDE_DIGIT or (right == PREFIX and left not in _CLOSED and left != WIDE_DIGIT):
        return FORBIDDEN
    if left == right and left in (DASH, ELLIPSIS):
        return PAIRS_PENALTY
    if left >= LETTER and right >= LETTER:
        return FORBIDDEN
    return RANGE_PENALTY if left == LINK and right in _NUMERALS else 0


def _full(rules: Rules) -> bool:
    """Whether every mark has its em before squeezing; kaiming keeps it for stops alone, banjiao for none."""
    return rules.punctuation in ("quanjiao", "hanging")


def _blank_after(kind: int, rules: Rules) -> int:
    """The blank right of a mark's ink before any squeezing, by the style of punctuation (typography.md §4)."""
    if kind in (STOP, EXCLAMATION):
        return 0 if rules.punctuation == "banjiao" or (rules.script == "ja" and kind == STOP) else HALF
    return HALF if kind in (CLOSE, COMMA) and _full(rules) else 0


def blank(left: int, right: int, rules: Rules) -> int:
    """The blank between two neighbours after squeezing (typography.md §4, table)."""
    dot = HALF // 2 if rules.script in ("hant", "ja") and _full(rules) else 0
    dots = (dot if left == DOT else 0) + (dot if right == DOT else 0)
    if rules.script == "ja" and left == STOP and right in (CLOSE, DOT) and rules.punctuation != "banjiao":
        return dots - HALF  # the stop of a Japanese sentence is an em wide (JLREQ), but not before a bracket
    if left == OPEN or (right == OPEN and left in (DOT, FIXED, LATIN_OPEN)):
        return dots
    if left == CLOSE and right in (CLOSE, COMMA, STOP, EXCLAMATION, DOT, FIXED, LATIN_CLOSE):
        return dots
    if left in (COMMA, STOP, EXCLAMATION) and right in (CLOSE, DOT, PAIR):
        return dots
    before = HALF if right == OPEN and _full(rules) else 0
    return max(before, _blank_after(left, rules)) + dots


def shrink_level(left: int, right: int, rules: Rules) -> int:
    """Which of CLREQ's steps squeezes the blank between two neighbours (typography.md §5); 0 for none."""
    if DOT in (left, right) and blank(left, right, rules) <= HALF:
        return 3
    if left == COMMA:
        return 5
    if left in (STOP, EXCLAMATION):
        return 7
    return 4 if left == CLOSE or right == OPEN else 0
