"""Digits and Chinese numerals → exact values."""

from __future__ import annotations

import re
from fractions import Fraction

from brochure.regex import regex

ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
HAN = "[〇○零一二三四五六七八九十百千万亿两]+"

_DIGITS = {"〇": 0, "○": 0, "零": 0, "两": 2} | {char: number for number, char in enumerate("一二三四五六七八九", 1)}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_WIDE = {0xFF10 + n: 0x30 + n for n in range(10)} | {0xFF21 + n: 0x41 + n for n in range(26)}
_WIDE |= {0xFF41 + n: 0x61 + n for n in range(26)}
_WIDE |= {ord(a): ord(b) for a, b in zip("．％＋－／＄＃﹪", ".%+-/$#%", strict=True)}
_WIDE |= {ord(a): ord(" ") for a in "\u00a0\u2009\u202f\u3000\u2002\u2003"}


def width_folded(text: str) -> str:
    """The text with full-width digits and letters and formal numerals made plain, character for character."""
    folded = text.translate(_WIDE)
    return _FORMAL.sub(lambda match: match[0].translate(_FORMAL_PLAIN), folded) if _FORMAL.search(folded) else folded


_FORMAL = regex("[壹贰叁肆伍陆柒捌玖拾佰仟萬億零]{2,}[万亿]*|[萬億兩]")  # one by itself may be a word: 大陆, 队伍
_FORMAL_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億兩", "一二三四五六七八九十百千万亿两")


def parse_arabic(written: str) -> Fraction:
    return Fraction(re.sub("[,，]", "", written))


def has_scale(han: str) -> bool:
    return any(char in "百千万亿" for char in han)


_AFTER_SCALE = tuple("瓦克米强伏帕赫")


def parse_scaled(text: str, match: re.Match[str]) -> tuple[Fraction, int, str]:
    """Digits with their 百千万亿 (`3.2万亿`, `1亿2000万`, `100余万`): value, end, and the 余 or 多 inside."""
    total, end, inner = Fraction(0), match.start(), ""
    last = 10**20
    pattern = regex(rf"({ARABIC})\s*(?:([余多来几])?([百千万亿]+))?")
    while part := pattern.match(text, end):
        value, written, stop = parse_arabic(part[1]), part[3] or "", part.end()
        if written.endswith(("千", "百")) and text[stop : stop + 1] in _AFTER_SCALE:  # 50千瓦, 2024百强
            written, stop = written[:-1], stop - 1
        if written in ("百", "千") and regex(r"(?:19|20)\d\d").fullmatch(part[1]):
            written = ""
        scale, more = parse_han(written, "") if written else 1, part[2] if written else None
        part_end = stop if written else part.end(1)
        if scale is None:
            scale, part_end, more = 1, part.end(1), None
        if end != match.start() and (scale >= last or scale == 1):
            break
        total, end, last = total + value * scale, part_end, scale
        inner = more or inner
        if scale == 1 or more:
            break
    return total, end, inner


def parse_han(written: str, following: str) -> int | None:
    """The value of a Chinese numeral, or None when it is no number (`一二三`, `万千`). 二〇二四 is read by position."""
    if all(char in _DIGITS for char in written):
        if len(written) == 1:
            return _DIGITS[written]
        dated = len(written) == 4 and following == "年"
        if dated or (len(written) > 2 and any(char in "〇○零" for char in written)):
            return int("".join(str(_DIGITS[char]) for char in written))
        return None
    for scale, size in (("亿", 10**8), ("万", 10**4)):
        left, found, right = written.rpartition(scale)
        if found:
            head = parse_han(left, "") if left else 1
            tail = _tail(right, size)
            return None if head is None or tail is None else head * size + tail
    return _section(written)


def _tail(written: str, size: int) -> int | None:
    """What follows 万 or 亿: 一万二 is 12000."""
    if not written:
        return 0
    if len(written) == 1 and written in _DIGITS:
        return _DIGITS[written] * size // 10
    if written[0] in "百千万":  # 万千 is no number
        return None
    value = parse_han(written.lstrip("零〇"), "") if written.strip("零〇") else 0
    return value if value is None or value < size else None


def _section(written: str) -> int | None:
    """A numeral below ten thousand."""
    total, digit, last = 0, None, 10**4
    for index, char in enumerate(written):
        if char in ("零", "〇"):
            continue
        if char in _SMALL:
            if (digit is None and index and char != "十") or _SMALL[char] >= last:
                return None
            total += (1 if digit is None else digit) * _SMALL[char]
            last, digit = _SMALL[char], None
        elif digit is not None:
            return None
        else:
            digit = _DIGITS[char]
    if digit is not None:
        short = len(written) > 1 and written[-2] in ("百", "千")  # 三千五 is 3500
        total += digit * (last // 10 if short else 1)
    return total
