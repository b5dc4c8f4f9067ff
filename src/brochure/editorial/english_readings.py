"""Dates, clocks, ratios, dozens, doublings and the like in English: what a match of `TOKEN` that is no number means.

Each gives groups of readings: one figure a group, and whether it counts.
"""

from __future__ import annotations

import re
from fractions import Fraction

from brochure.editorial.english_patterns import SIZES, SPANS, TIMES, WEAK_WORDS
from brochure.editorial.quantity import Groups, Reading
from brochure.editorial.words import parse_number
from brochure.regex import regex


def _iso(match: re.Match[str]) -> Groups:
    parts = [int(part) for part in regex(r"\d+").findall(match["iso"])]
    return [(((Fraction(part), unit),), True) for part, unit in zip(parts, "YMDMD", strict=False)]


def _clock(match: re.Match[str]) -> Groups:
    hour, minute = map(int, match["clock"].split(":"))
    if hour > 24 or minute > 59 or _SCORE.search(match.string[max(0, match.start() - 40) : match.start()]):
        return [(((Fraction(goals), ""),), True) for goals in (hour, minute)]
    hours = (hour, hour + 12) if (match["half"] or "").lower() == "p" and hour < 12 else (hour,)
    readings: tuple[Reading, ...] = tuple((Fraction(h * 60 + minute), "clock") for h in hours)
    if not minute:
        readings += tuple((Fraction(h), "") for h in hours)
    return [(readings, True)]


_SCORE = regex(r"\b(?:beat|beating|won|win|wins|lost|defeat\w*|victory|score|edged|drew)\b", re.I)


def _past(match: re.Match[str]) -> Groups:
    """Half past six, a quarter to nine."""
    hour = parse_number(match["pasthour"], 0)
    if hour is None or not 0 < hour.value <= 12:
        return []
    part = 30 if "half" in match["past"].lower() else 15
    minute = int(hour.value) * 60 + (-part if re.search(r"\bto\b", match["past"], re.I) else part)
    return [(((Fraction(minute), "clock"), (Fraction(minute + 720), "clock")), True)]


def _hour(match: re.Match[str]) -> Groups:
    hour = int(match["hour"])
    readings: tuple[Reading, ...] = ((Fraction(hour), ""), (Fraction(hour), "D"))
    return [(readings + (((Fraction(hour + 12), ""),) if match["noon"] in "pP" else ()), True)]


def _phone(match: re.Match[str]) -> Groups:
    return [(((Fraction(int(re.sub(r"^86(?=\d{10})", "", re.sub(r"\D", "", match["phone"])))), "phone"),), True)]


def _decade(match: re.Match[str]) -> Groups:
    written = int(match["decade"].rstrip("s"))
    return [(((Fraction(written if written > 99 else 1900 + written), "Y"), (Fraction(written % 100), "")), True)]


def _slash(match: re.Match[str]) -> Groups:
    top, bottom = map(int, match["slash"].split("/"))
    if (top, bottom) == (24, 7):
        return [
            (((Fraction(24), ""), (Fraction(24), "hour")), True),
            (((Fraction(7), ""), (Fraction(7), "day")), False),
        ]
    return [(((Fraction(top, bottom), "ratio"),), True)] if 0 < top < bottom else []


def _all_day(match: re.Match[str]) -> Groups:
    return [(((Fraction(24), ""), (Fraction(24), "hour")), False), (((Fraction(7), ""), (Fraction(7), "day")), False)]


def _ratio(match: re.Match[str]) -> Groups:
    """Six in ten: a share; or its two numbers, each by itself."""
    words = re.split(r" (?:in|out of|per)(?: every)? (?:every )?", match["ratio"], flags=re.I)
    top, bottom = (parse_number(word, 0) for word in words[:2])
    if not top or not bottom or not 0 < top.value < bottom.value:
        return [(((part.value, ""),), part.value > 1) for part in (top, bottom) if part]
    return [
        (((top.value / bottom.value, "ratio"),), False), (((top.value, ""),), False), (((bottom.value, ""),), False),
    ]  # fmt: skip


def _tens(match: re.Match[str]) -> Groups:
    """Hundreds of, tens of thousands of."""
    size = 1
    for word in regex(r"[a-z]+?(?=s\b)").findall(match["tens"].lower()):
        size *= SIZES.get(word, 1)
    readings: tuple[Reading, ...] = ((Fraction(size), "some"),)
    if match["tens"].lower().startswith(("dozens", "scores")):
        readings += ((Fraction(12), "some"),)
    return [(readings, False)]


def _several(match: re.Match[str]) -> Groups:
    size = 1
    for word in match["severalscale"].lower().split():
        for part in word.split("-"):
            size *= SIZES.get(part, 1)
    return [(((Fraction(size), "some"),), False)]


def _word(match: re.Match[str]) -> Groups:
    word = match["word"].lower()
    if word in SPANS:
        return [(((Fraction(SPANS[word]), "year"), (Fraction(SPANS[word]), "")), False)]
    if word.startswith("halv"):
        return [(((Fraction(1, 2), "ratio"), (Fraction(1, 2), "")), False)]
    if word in TIMES:
        size = Fraction(TIMES[word])
        grown = size if word.endswith("fold") else size - 1  # a twofold rise, but doubled
        readings: tuple[Reading, ...] = (
            (size, "times"),
            (size, ""),
            (size - 1, "percent"),
            (size, "ratio"),
            (grown, "grown"),
        )
        if regex("(?:l|pl)(?:ed|ing|es)$").search(word):  # a verb says how it grew, never how many there are
            readings = tuple(reading for reading in readings if reading[1] not in ("", "ratio"))
        return [(readings, word != "double")]
    return [(((Fraction(WEAK_WORDS[word]), ""),), False)]


def _letters(match: re.Match[str]) -> Groups:
    return [(((Fraction(len(match[0])), ""),), False)] if match[0].isupper() else []


READ = {
    "iso": _iso, "clock": _clock, "past": _past, "hour": _hour, "phone": _phone, "decade": _decade, "slash": _slash,
    "allday": _all_day,
    "ratio": _ratio, "tens": _tens, "severalscale": _several, "word": _word, "letters": _letters,
}  # fmt: skip
