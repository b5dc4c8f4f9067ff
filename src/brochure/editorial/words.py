"""English number words and digits → one exact value: `three hundred and five`, `2.7 billion`, `two and a half`."""

from __future__ import annotations

import re
from fractions import Fraction

from brochure.dataclass import dataclass, replace
from brochure.regex import regex

_UNITS = re.findall(
    "[a-z]+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: number for number, word in enumerate(_UNITS) if number} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15,
    "quintillion": 10**18, "dozen": 12,
    "score": 20,
}  # fmt: skip
_SHORT_SCALES = {"bn": 10**9, "mn": 10**6, "tn": 10**12, "mln": 10**6, "bln": 10**9}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_GREAT = ("thousand", "million", "billion", "trillion", "quadrillion", "quintillion")
_SCALED_RANKS = {"hundredth": 100, "thousandth": 1000, "millionth": 10**6, "billionth": 10**9}
FRACTIONS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    f"{name}s": number for name, number in ORDINALS.items() if number > 2
}
MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1,
    )
    for name in names.split()
}  # fmt: skip
_WORD = regex(r"[A-Za-z]+")
_DIGITS = regex(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")
_GAP = regex(r"(?:\s|-)+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from English. `weak` when it may be a turn of phrase, `third` when a fraction or a rank."""

    value: Fraction
    end: int
    word: bool = True
    ordinal: bool = False
    fraction: bool = False
    article: bool = False
    scaled: bool = False
    weak: bool = False
    third: bool = False


def parse_number(text: str, start: int) -> Number | None:
    """The number that begins at `start`, or None."""
    digits = _DIGITS.match(text, start)
    if digits:
        return _with_digits(text, digits)
    word = _WORD.match(text, start)
    if not word:
        return None
    name = word[0].lower()
    if name in ("a", "an"):
        return _with_article(text, word.end())
    if name in FRACTIONS and FRACTIONS[name] in (2, 4) and name in ("half", "quarter"):
        bare = _half(text, start, word.end(), name)
        return replace(bare, weak=True) if bare and name == "quarter" and bare.fraction else bare  # a small quarter
    if name in FRACTIONS:
        return None
    if name in SCALES:  # million-yuan, `hundred` in hundred-day
        value, end = _scales(text, start)
        return Number(Fraction(value), end, scaled=True, weak=True)
    if (
        name == "second"
        and text[word.end() : word.end() + 1] != "-"
        and regex(r"\b(?:per|each|every|a) $").search(text[max(0, start - 6) : start].lower())
        and not regex(r" (?!(?:in|on|at|for|to|and|or|when|while|with|during|as|under|by)\b)[a-z]").match(
            text, word.end()
        )
    ):
        return None  # a unit of time
    return _words(text, start)


def _next(text: str, end: int) -> tuple[str, int, int]:
    """(word in lower case, its start, its end) after a space or hyphen."""
    gap = _GAP.match(text, end)
    word = _WORD.match(text, gap.end()) if gap and len(gap[0]) < 3 else None
    return (word[0].lower(), word.start(), word.end()) if word else ("", end, end)


def _scales(text: str, start: int) -> tuple[int, int]:
    """The product of the scale words from `start` on: hundred million."""
    value, end = 1, start
    word = _WORD.match(text, start)
    while word and word[0].lower() in SCALES:
        value *= SCALES[word[0].lower()]
        end = word.end()
        _, _, stop = _next(text, end)
        word = _WORD.match(text, _next(text, end)[1]) if stop > end else None
    return value, end


def _with_digits(text: str, digits: re.Match[str]) -> Number:
    value, end = Fraction(digits[0].replace(",", "")), digits.end()
    rank = regex(r"(?:st|nd|rd|th)\b", re.I).match(text, end)
    if rank:
        return Number(value, rank.end(), word=False, ordinal=True)
    short = regex(r"\s?(bn|mn|tn|mln|bln)\b", re.I).match(text, end)
    if short:
        return Number(value * _SHORT_SCALES[short[1].lower()], short.end(), word=False, scaled=True)
    name, start, stop = _next(text, end)
    if name in _SCALED_RANKS:
        return Number(value * _SCALED_RANKS[name], stop, word=False, ordinal=True)
    if name in SCALES:
        size, end = _scales(text, start)
        return Number(value * size, end, word=False, scaled=True)
    half = regex(r"(?:-| )and(?:-| )a(?:-| )half\b").match(text, end)
    if half:
        return Number(value + Fraction(1, 2), half.end(), word=False)
    share = regex(r"(?:-| )(thirds|quarters|fifths|tenths|sixths|eighths|fourths)\b").match(text, end)
    if share and value < FRACTIONS[share[1]]:
        return Number(value / FRACTIONS[share[1]], share.end(), word=False, fraction=True)
    return Number(value, end, word=False)


def _with_article(text: str, end: int) -> Number | None:
    """A hundred, a dozen, a third, a quarter, a half, a year."""
    name, start, stop = _next(text, end)
    if name in SCALES:
        size, stop = _scales(text, start)
        more = _words(text, start, first=1) if name == "hundred" else None
        if more and more.value > size:
            return Number(more.value, more.end, scaled=True, weak=False)
        return Number(Fraction(size), stop, article=True, scaled=True, weak=True)
    if name in ("half", "quarter"):
        return _half(text, start, stop, name)
    if name in ORDINALS and ORDINALS[name] > 2:
        of = regex(r"\s+(?:of|the|as|that)\b").match(text, stop)
        if of:
            return Number(Fraction(1, ORDINALS[name]), stop, fraction=True)
        return Number(Fraction(1, ORDINALS[name]), stop, fraction=True, weak=True, third=True)
    return Number(Fraction(1), end, article=True, weak=True)


def _half(text: str, start: int, end: int, name: str) -> Number | None:
    """Half a million, half of, a quarter of; the first quarter is none."""
    before = text[max(0, start - 14) : start].lower()
    if re.search(r"(?:first|second|third|fourth|last|this|next|per|each|every|headquarter|latter|previous) $", before):
        return Number(Fraction(1, 2), end, fraction=True, weak=True) if name == "half" else None
    size = Fraction(1, FRACTIONS[name])
    scale = regex(r"\s+(?:of )?an?\s+(dozen|hundred|thousand|million|billion|trillion)\b", re.I).match(text, end)
    if scale:
        return Number(size * SCALES[scale[1].lower()], scale.end(), scaled=True)
    span = regex(r"(?:\s+(?:of )?an?\s+|-| )(?=year|month|day|hour|century|decade|percentage)", re.I).match(text, end)
    if span:
        return Number(size, span.end(), fraction=True)
    if name == "quarter" and not regex(r"\s+(?:of|the|as)\b").match(text, end):
        return Number(size, end, fraction=True, weak=True)
    return Number(size, end, fraction=True)


def _words(text: str, start: int, first: int | None = None) -> Number | None:
    """A number in words, and its ending: ordinal, fraction, and a half."""
    total, current, end = 0, 0, start
    at, ordinal, scaled, used = start, False, False, False
    last = 10**19
    while word := _WORD.match(text, at):
        name = word[0].lower()
        if name in WORDS and _fits(current, WORDS[name]):
            current += WORDS[name]
        elif name == "hundred" and (current or first) and current < 100:
            current, scaled = (current or first or 1) * 100, True
        elif name in _GREAT and (current or total) and (used or first):
            size = SCALES[name]
            if size < last:
                total, current, last = total + current * size, 0, size
            else:
                total, current = (total + current) * size, 0
            scaled = True
        elif name in ("dozen", "score") and current and not total:
            current, scaled = current * SCALES[name], True
        elif name in _SCALED_RANKS and (current or total):  # ten-millionth
            total, ordinal, end, used = (total + current) * _SCALED_RANKS[name], True, word.end(), True
            current = 0
            break
        elif name in ORDINALS and _fits(current, ORDINALS[name]):
            if current and 0 < ORDINALS[name] < 10 and current < 20:
                break  # two-fifths and the like are read below
            current, ordinal, end, used = current + ORDINALS[name], True, word.end(), True
            break
        else:
            break
        used, end = True, word.end()
        name, at, stop = _next(text, end)
        if name == "and" and scaled:
            after, begin, _ = _next(text, stop)
            follower = _next(text, _after_number(text, begin))[0]
            if after not in WORDS or follower in SCALES or total + current == 0:
                break
            at = begin
        if at == end:
            break
    if not used:
        return None
    value = Fraction(total + current)
    return Number(value, end, ordinal=True) if ordinal else _ending(text, value, end, scaled)


def _after_number(text: str, at: int) -> int:
    """The end of a number below a hundred that begins at `at`."""
    word = _WORD.match(text, at)
    end = word.end() if word else at
    name, _, stop = _next(text, end)
    return stop if name in WORDS and WORDS[name] < 10 and text[end : end + 1] == "-" else end


def _fits(current: int, value: int) -> bool:
    """Whether a word may follow: five after twenty or three hundred, not after three."""
    rest = current % 100
    return rest == 0 or (rest >= 20 and rest % 10 == 0 and value < 10)


def _ending(text: str, value: Fraction, end: int, scaled: bool) -> Number:
    half = regex(r"(?:-| )and(?:-| )a(?:-| )half\b").match(text, end)
    if half:
        scale = regex(r"\s+(hundred|thousand|million|billion|trillion)\b").match(text, half.end())
        size, stop = (SCALES[scale[1]], scale.end()) if scale else (1, half.end())
        return Number((value + Fraction(1, 2)) * size, stop, scaled=bool(scale))
    name, _, stop = _next(text, end)
    one = {
        "third": 3,
        "half": 2,
        "quarter": 4,
        "fourth": 4,
        "fifth": 5,
        "sixth": 6,
        "seventh": 7,
        "eighth": 8,
        "ninth": 9,
        "tenth": 10,
    }
    if value == 1 and name in one:
        return Number(Fraction(1, one[name]), stop, fraction=True)
    if name in FRACTIONS and 1 < value < FRACTIONS[name]:
        timed = name == "quarters" and re.search(
            r"(?:first|last|past|previous|next|consecutive|for) $", text[: end - 5]
        )
        if not timed:
            return Number(value / FRACTIONS[name], stop, fraction=True)
    return Number(value, end, scaled=scaled)
