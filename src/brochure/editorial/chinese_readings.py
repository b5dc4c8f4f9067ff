"""Dates, clocks, fractions, 翻番, 数百 and the like in Chinese: what a match of `SPECIAL` means.

Each gives groups of readings: one figure a group, and whether it counts.
"""

from __future__ import annotations

import re
from fractions import Fraction

from brochure.editorial.numerals import parse_arabic, parse_han
from brochure.editorial.quantity import Groups, Reading
from brochure.regex import regex


def _feast(match: re.Match[str]) -> Groups:
    """3·15: a day that has become a name."""
    month, day = map(int, match["feast"].split("·"))
    first = ((Fraction(month), "M"), (Fraction(month), ""))
    return [(first, False), (((Fraction(day), ""),), False)]


def _iso(match: re.Match[str]) -> Groups:
    """2024.10.18, and 2024.10.18—10.20."""
    parts = [int(part) for part in regex(r"\d+").findall(match["iso"])]
    return [(((Fraction(part), unit),), True) for part, unit in zip(parts, "YMDMD", strict=False)]


def _clock(match: re.Match[str]) -> Groups:
    """14:30 may be 2:30 p.m.; a full hour may stand without its minutes."""
    hour, minute = map(int, regex("[:：]").split(match["clock"]))
    if hour > 24 or minute > 59 or _SCORE.search(match.string[max(0, match.start() - 5) : match.end() + 5]):
        return [(((Fraction(goals), ""),), True) for goals in (hour, minute)]  # 78:65
    return _time(hour, minute)


_SCORE = regex("比分|战胜|击败|取胜|获胜|险胜|完胜|力克|告负|不敌|逆转|夺冠|战平|大胜|横扫")


def _oclock(match: re.Match[str]) -> Groups:
    """9时30分, 三点半, 6点整, 下午3点一刻."""
    hour = _any_number(match["hour"])
    said = match["minute"]
    minute = Fraction(30) if match["past"] == "半" else Fraction(0) if match["past"] == "整" else None
    if match["past"] in ("一刻", "三刻"):
        minute = Fraction(15 if match["past"] == "一刻" else 45)
    minute = _any_number(said) if said else minute
    if hour is None or minute is None or hour > 24 or minute > 59:
        return []
    late = regex("(?:下午|晚上?|傍晚|夜里?)$").search(match.string[max(0, match.start() - 2) : match.start()])
    return _time(int(hour) + (12 if late and hour < 12 else 0), int(minute))


def _time(hour: int, minute: int) -> Groups:
    hours = (hour, hour - 12) if hour > 12 else (hour,)
    readings: tuple[Reading, ...] = tuple((Fraction(h * 60 + minute), "clock") for h in hours)
    if not minute:
        readings += tuple((Fraction(h % 24), "") for h in hours)
    return [(readings, True)]


def _phone(match: re.Match[str]) -> Groups:
    return [(((Fraction(int(re.sub(r"^86(?=\d{10})", "", re.sub(r"\D", "", match["phone"])))), "phone"),), True)]


def _plan(match: re.Match[str]) -> Groups:
    number = parse_han(match["plan"][:-1], "") or 0
    first = 2021 + 5 * (number - 14)
    weak = [(Fraction(5), ""), (Fraction(first), "Y"), (Fraction(first + 4), "Y")]
    return [(((Fraction(number), ""),), True), *(((reading,), False) for reading in weak)]


def _decade(match: re.Match[str]) -> Groups:
    written = match["century"]
    century = 20 if written is None else int(written) if written.isdigit() else parse_han(written, "") or 20
    tens = int(match["tens"]) if match["tens"].isdigit() else parse_han(match["tens"], "") or 0
    weak: Groups = [] if written is None else [(((Fraction(century), ""),), False)]
    return [(((Fraction((century - 1) * 100 + tens), "Y"), (Fraction(tens), "")), True), *weak]


def _part(match: re.Match[str]) -> Groups:
    if match["all"]:
        return [(((Fraction(1), "percent"),), True)]
    of, share = _any_number(match["of"]), _any_number(match["share"])
    if not of or share is None:
        return []
    if match["point"]:
        share += Fraction(
            int("".join(str("零一二三四五六七八九".index(c)) for c in match["point"])), 10 ** len(match["point"])
        )
    unit = {100: "percent", 1000: "permille"}.get(int(of), "ratio")
    return [(((share / of, unit),), True)]


def _any_number(written: str) -> Fraction | None:
    if written[0].isdigit():
        return parse_arabic(written)
    value = parse_han(written, "")
    return None if value is None else Fraction(value)


def _slash(match: re.Match[str]) -> Groups:
    top, bottom = map(int, match["slash"].split("/"))
    return [(((Fraction(top, bottom), "ratio"),), True)] if 0 < top < bottom else []


def _double(match: re.Match[str]) -> Groups:
    number = next((parse_han(char, "") for char in match["double"] if char in "一两二三四"), 1) or 1
    if match["double"] in ("倍增", "加倍"):
        return [(((Fraction(2), "times"), (Fraction(2), "")), False)]
    size = 2 if "番" not in match["double"] else 2**number
    return [(((Fraction(size), "times"), (Fraction(size - 1), "percent"), (Fraction(size - 1), "grown")), True)]


def _several(match: re.Match[str]) -> Groups:
    written = match["several"]
    size = {"成百上千": 100, "成千上万": 1000, "十几": 10, "几十": 10}.get(written) or parse_han(written[1:], "")
    if size is None:
        return []
    readings: tuple[Reading, ...] = ((Fraction(size), "some"),)
    if size == 10:
        readings += ((Fraction(12), "some"),)
    if written == "十几":
        readings = ((Fraction(10), ""), (Fraction(12), ""), *((Fraction(teen), "") for teen in range(13, 20)))
    return [(readings, not written.startswith("成"))]


def _half(match: re.Match[str]) -> Groups:
    half, word = Fraction(1, 2), match["half"]
    if word in ("上半年", "下半年"):
        return [(((half, "year"), (half, "")), False), (((Fraction("上下".index(word[0]) + 1), ""),), word[0] == "下")]
    word = word.replace("多", "")
    whole = {"年": "year", "月": "month", "时": "hour", "天": "day"}.get(word[-1])
    if whole:
        return [(((half, whole),), True)]
    if word.endswith("世纪"):
        return [(((Fraction(50), "year"), (half, "")), True)]
    return [(((half, "ratio"), (half, "")), word != "半")]


def _moment(match: re.Match[str]) -> Groups:
    """一刻钟: a quarter of an hour."""
    return [(((Fraction(15 * "一两三".index(match["moment"][0]) + 15), "minute"),), True)]


def _cohort(match: re.Match[str]) -> Groups:
    """90后: born after 1990."""
    tens = int(match["cohort"][:2])
    year = (2000 if tens < 30 else 1900) + tens
    return [(((Fraction(year), "Y"), (Fraction(tens), "")), False)]


def _roman(match: re.Match[str]) -> Groups:
    """Ⅲ期 or III期."""
    return [(((Fraction(_ROMAN.get(match["roman"]) or ord(match["roman"]) - 0x215F), ""),), True)]


_ROMAN = {name: number for number, name in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"], 1)}
READ = {
    "feast": _feast, "iso": _iso, "clock": _clock, "oclock": _oclock, "roman": _roman, "cohort": _cohort,
    "moment": _moment,
    "phone": _phone, "plan": _plan, "decade": _decade,
    "part": _part, "all": _part, "slash": _slash, "double": _double, "several": _several, "half": _half,
}  # fmt: skip
