"""What stands close behind a Chinese number and changes its value: 三点五, 八成五, 一米二, and 年月日."""

from __future__ import annotations

from fractions import Fraction

from brochure.editorial.chinese_patterns import MEASURE, UNIT
from brochure.editorial.numerals import parse_han
from brochure.editorial.quantity import Reading
from brochure.regex import regex


def decimal(whole: Fraction, digits: str) -> Fraction:
    """三 and 五 of 三点五."""
    written = "".join(str(parse_han(digit, "")) for digit in digits)
    return whole + Fraction(int(written), 10 ** len(written))


TENTH = regex("([一二三四五六七八九半])(?=[，。、；：！？）”高宽长深厚远以左上的到至提升降]|$)")


def tenth(han: str) -> Fraction:
    """The last numeral of 一米二 and 八成五: tenths of what stands before it."""
    return Fraction(1, 2) if han == "半" else Fraction(parse_han(han, "") or 0, 10)


def digits_in(han: str) -> bool:
    return any(char in "〇○零一二三四五六七八九两" for char in han)


def follows(text: str, at: int) -> bool:
    """Whether a unit or measure word follows, so that 余 or 多 belongs to the number before it."""
    return bool(UNIT.match(text, at) or MEASURE.match(text, at) or (text[at : at + 1] in "万亿公平所台百"))


def dated(
    text: str, start: int, value: Fraction, end: int, word: str, han: str
) -> tuple[tuple[Reading, ...], int, str, str]:
    """年, 月, 日: part of a date, or a length of time."""
    stop = end + 1
    if word == "年":
        if text.startswith("代", stop):
            return ((value, ""), (1900 + value, "Y"), (2000 + value, "Y")), stop + 1, "", "年代"
        if 1000 <= value < 3000 and value.denominator == 1 and not regex("[千余多来]").search(text[start:end]):
            return ((value, "Y"), (value, "year")), stop, "Y", word
        if value < 100 and len(text[start:end]) == 2 and not han:
            return ((value, "year"), (2000 + value, "Y"), (1900 + value, "Y")), stop, "year", word
        return ((value, "year"),), stop, "year", word
    if word == "月" and value <= 12:
        return ((value, "M"),), stop, "M", word
    if word in ("日", "号") and value <= 31:
        dated = text[start - 1 : start] == "月" or word == "号"
        return ((value, "D"),) if dated else ((value, "D"), (value, "day")), stop, "D", word
    return ((value, "day" if word == "日" else ""),), stop, "", word
