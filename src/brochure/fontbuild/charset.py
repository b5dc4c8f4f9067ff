"""The characters a Chinese face is cut to: 通用规范汉字表, GB 2312, and the marks, symbols and letters of print.

In: the packaged table; out: frozen sets of code points. Kangxi radicals and compatibility ideographs are left out on
purpose: they look like Han characters but are not, and a missing glyph is how a careless paste is found.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

TGH_SIZE = 8105
TGH_FILE = Path(__file__).parent / "data" / "tgh-8105.txt"

SYMBOLS = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x0192, 0x0192),  # ƒ
    (0x01CD, 0x01DC),  # pinyin: ǎ … ǜ
    (0x01F8, 0x01F9),  # pinyin: Ǹ ǹ
    (0x0251, 0x0251),  # ɑ
    (0x0261, 0x0261),  # ɡ
    (0x02C7, 0x02DD),  # spacing tone marks
    (0x0300, 0x0304),  # combining tone marks, for letters without a precomposed form (m̀, ê̄)
    (0x0306, 0x030C),
    (0x0391, 0x03C9),  # Greek, used in formulas
    (0x1E3E, 0x1E3F),  # pinyin: Ḿ ḿ
    (0x1EBE, 0x1EC1),  # pinyin: Ế ế Ề ề
    (0x2000, 0x2027),  # General Punctuation
    (0x202F, 0x205E),
    (0x2060, 0x2060),  # word joiner
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x218B),  # letterlike (℃ №), fractions, Roman numerals
    (0x2190, 0x22FF),  # arrows, mathematical operators
    (0x2300, 0x23FF),  # technical
    (0x2460, 0x27BF),  # ①, box drawing, geometric shapes, ★ ✓
    (0x2E3A, 0x2E3B),  # ⸺ ⸻
    (0x3000, 0x30FF),  # CJK symbols and punctuation, kana
    (0x3105, 0x312F),  # bopomofo (GB 2312 has most of it)
    (0x3200, 0x33FF),  # ㈠ ㊀ ㎡ ㏄
    (0xFE10, 0xFE19),  # vertical forms
    (0xFE30, 0xFE4F),
    (0xFE50, 0xFE6B),  # small forms
    (0xFF01, 0xFF5E),  # full-width forms
    (0xFFE0, 0xFFE6),
)
HAN = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0x20000, 0x323AF),
)
REQUIRED = (
    "，。、；：？！…—·～“”‘’（）〔〕［］｛｝【】《》〈〉「」『』〖〗〇々〃"
    "①②③④⑤⑥⑦⑧⑨⑩㈠㈡℃㎡㎏№‰°′″※→←↑↓○●◎□■△▲◇◆☆★×÷±≤≥≠∞€£¥￥＄％＋－／０１２Ａａ"
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"
)
"""Every Chinese face must have these (and all of 通用规范汉字表 and GB 2312)."""


def expand(ranges: tuple[tuple[int, int], ...]) -> frozenset[int]:
    """All code points of inclusive ranges."""
    return frozenset(code for first, last in ranges for code in range(first, last + 1))


@cache
def tgh() -> str:
    """通用规范汉字表 in its own order: 3500 + 3000 + 1605 characters."""
    lines = TGH_FILE.read_text("utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


@cache
def gb2312() -> frozenset[int]:
    """All 7445 code points of GB 2312, from Python's own codec."""
    found: set[int] = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            found.update(map(ord, bytes((row, cell)).decode("gb2312", "ignore")))
    return frozenset(found)


@cache
def core() -> frozenset[int]:
    """What every Chinese text face is cut to; a face keeps what it has of it."""
    return frozenset(map(ord, tgh())) | gb2312() | expand(SYMBOLS)


@cache
def rare() -> frozenset[int]:
    """Han characters outside the core, for the declared second face: rare names, traditional forms."""
    return expand(HAN) - core()


@cache
def big5_common() -> frozenset[int]:
    """The 5,401 common characters of Big5 (its level 1: 常用字), from Python's own codec."""
    found: set[int] = set()
    for row in range(0xA4, 0xC7):
        for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            if (row, cell) <= (0xC6, 0x7E):
                found.update(map(ord, bytes((row, cell)).decode("big5", "ignore")))
    return frozenset(found)


@cache
def traditional() -> frozenset[int]:
    """What has a shape of its own in traditional Chinese: its common characters, and the marks that stand in the
    middle of their em there and at its lower left in simplified Chinese."""
    return big5_common() | frozenset(map(ord, "，、；：。．？！"))


CHARSETS = {"core": core, "rare": rare, "traditional": traditional}


def parse_unihan(text: str) -> str:
    """通用规范汉字表 from Unihan's property kTGH (`2013:1` … `2013:8105`), in the order of the table."""
    rows = (line.split("\t") for line in text.splitlines() if "\tkTGH\t" in line)
    numbered = {int(value.split(":")[1]): chr(int(code[2:], 16)) for code, _, value in rows}
    return "".join(numbered[number] for number in sorted(numbered))
