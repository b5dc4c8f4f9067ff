"""What the author typed between two boxes: spaces, joiners and invisible marks; and which numbers hold their units."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from brochure.regex import regex
from brochure.text import clreq
from brochure.text.clreq import FORBIDDEN, Glue

if TYPE_CHECKING:
    from brochure.text.breaks import Builder

_WORD_JOINERS = "\u2060\ufeff"
_NO_BREAK = "\u00a0\u202f"
_SPACE_FLOOR, _SPACE_CEILING = 250, 500
"""How far a word space gives in Chinese (CLREQ); in English from 0.2 em (Knuth's third, less an eighth)."""
_ENGLISH_FLOOR = 200
NOT_AFTER_SPACE = frozenset({clreq.LATIN_CLOSE, clreq.POINT, clreq.LATIN_SLASH, clreq.PERCENT, clreq.DEGREE})
"""UAX #14 LB13, LB15d, LB25: these begin no line even after a space."""


def separator(builder: Builder, glue: Glue, head: int, start: int) -> Glue:
    """Glue where spaces were typed, or inside code; the space glyphs go into the text, as wide as the glue is."""
    raw = builder.flags & 4 and builder.tail_flags & 4
    if raw:
        glue = Glue(0, 0, 0, 0, 0, 0, glue.penalty)
    elif (builder.flags | builder.tail_flags) & 4 and glue.stretch_level == 2:
        glue = Glue(0, 0, 0, 0, 0, 1, glue.penalty)  # no gap beside code either: its edges are its own
    if builder.flags & builder.tail_flags & 16:
        glue = glue._replace(penalty=FORBIDDEN, plain=False)
    if builder.pending is None:
        return glue
    typed = builder.items.text[builder.pending[0] : builder.pending[1]]
    blanks = typed.translate({0x200B: None, 0x2060: None, 0xFEFF: None, 0xAD: None})
    if not blanks:
        return _invisible(builder, glue, typed, head)
    penalty = _penalty(builder, glue, typed, head, start)
    single = blanks == " "
    wide = builder.tail < clreq.LETTER, head < clreq.LETTER
    if single and wide[0] != wide[1] and glue.stretch_level == 2 and not raw:
        made = glue._replace(penalty=penalty)  # one typed space is the gap, not more
    else:
        made = _blank(builder, glue, blanks, penalty)
    return _set(builder, made, blanks)


def _invisible(builder: Builder, glue: Glue, typed: str, head: int) -> Glue:
    """Zero-width space: a line may end; word joiner: it may not; soft hyphen: with a hyphen (UAX #14 LB7–LB11)."""
    if any(mark in typed for mark in _WORD_JOINERS):
        return glue._replace(penalty=FORBIDDEN, plain=False)
    if "\u200b" in typed:
        return glue._replace(penalty=0, plain=False)
    if builder.tail < clreq.LETTER or head < clreq.LETTER:
        return glue  # nothing to hyphenate between Han
    items = builder.items
    gid, width = builder.shaper.hyphen(items.segments[-1][0])
    items.hyphens[len(items.out) - 1] = (gid, width)
    return glue._replace(penalty=60, plain=False)


def _penalty(builder: Builder, glue: Glue, typed: str, head: int, start: int) -> int:
    if any(mark in typed for mark in _WORD_JOINERS) or all(mark in _NO_BREAK for mark in typed):
        return FORBIDDEN
    if builder.flags & builder.tail_flags & 16:
        return FORBIDDEN
    if "\u200b" in typed:
        return 0
    if any(mark in typed for mark in _NO_BREAK) and typed[-1] in _NO_BREAK:
        return FORBIDDEN
    tail = builder.tail
    if tail >= clreq.LETTER and head >= clreq.LETTER:
        work = builder.items.work
        if head == clreq.POINT and work[start + 1 : start + 2].isdigit():
            return 0  # LB15c: a space, then .5
        if head in NOT_AFTER_SPACE or tail == clreq.LATIN_OPEN:
            return FORBIDDEN
        if head == clreq.HYPHEN and work[start] in "–—":
            return 400 if builder.rules.script == "latin" else FORBIDDEN
        return 0
    if head in (clreq.POSTFIX, clreq.PERCENT) and tail == clreq.DIGIT:
        return FORBIDDEN
    if glue.penalty == FORBIDDEN and (head in clreq.NOT_FIRST[builder.rules.strictness] or tail == clreq.OPEN):
        return FORBIDDEN
    if head in NOT_AFTER_SPACE or tail == clreq.LATIN_OPEN:
        return FORBIDDEN
    return 0


def _blank(builder: Builder, glue: Glue, blanks: str, penalty: int) -> Glue:
    """Typed spaces as a word space: ideographic ones stand as they are, and squeeze the mark before or after."""
    natural = shrink = stretch = 0
    wide = "\u3000" in blanks
    for blank in blanks:
        if blank == "\u3000":
            natural += 1000
            continue
        width = builder.shaper.space_width
        floor = _ENGLISH_FLOOR if builder.rules.script == "latin" else _SPACE_FLOOR
        natural += width
        shrink += max(0, width - floor)
        stretch += max(0, _SPACE_CEILING - width)
    if builder.flags & 4 and builder.tail_flags & 4:
        shrink = stretch = 0
    marks = glue.natural if glue.shrink_level >= 4 and glue.shrink_level != 6 else 0
    if builder.rules.script == "latin":
        marks = 0  # a word space is room enough after 》
    if wide:
        # the blank of a mark beside an ideographic space goes, but for ？！, which keep theirs (CSS Text 4)
        marks = marks if builder.tail == clreq.EXCLAMATION else 0
    return Glue(natural + marks, shrink, 2 if shrink else 0, stretch, 1 if stretch else 0, 0, penalty)


@lru_cache(maxsize=64)
def word_space(width: int, latin: bool) -> Glue:
    """One space between two words, in a text of a Latin script or not."""
    floor = _ENGLISH_FLOOR if latin else _SPACE_FLOOR
    shrink, stretch = max(0, width - floor), max(0, _SPACE_CEILING - width)
    return Glue(width, shrink, 2 if shrink else 0, stretch, 1 if stretch else 0, 0, 0, spaces=1)


def _set(builder: Builder, glue: Glue, blanks: str) -> Glue:
    """Append the space glyphs; the last carries what the glue has beyond their own widths."""
    items = builder.items
    gid, width = builder.shaper.space, builder.shaper.space_width
    if builder.segment[1]:
        face = builder.fonts.face(builder.segment[0])
        gid = face.hb_font.get_nominal_glyph(32) or gid
    first = builder.pending[0] if builder.pending else 0
    widths = [1000 if blank == "\u3000" else width for blank in blanks]
    typed = items.text[first : builder.pending[1]] if builder.pending else ""
    place = first
    for blank, wide in zip(blanks, widths, strict=True):
        place = first + typed.index(blank, place - first)
        wanted = gid
        if blank == "\u3000" and builder.segment[1]:
            wanted = builder.fonts.face(builder.segment[0]).hb_font.get_nominal_glyph(0x3000) or gid
        items.gids.append(wanted)
        items.clusters.append(place)
        items.advances.append(wide)
        place += 1
    # `join` adds the natural width to the last glyph
    items.advances[-1] -= sum(widths)
    return glue._replace(spaces=len(blanks), plain=False)


PARTED = 30_000
"""In English, at a space that belongs to a name or a figure: worth a loose line, but not a torn one."""
_DIGITS = regex("[0-9]+|[０-９]+")
_BEFORE_NUMBER = frozenset("第约近超逾达共至过到足 ")
"""What `_NUMBER` may begin with ends in one of these."""
_UNITS = (
    "个工作日|个百分点|平方公里|平方千米|個工作天|個百分點|平方公尺|平方米|立方米|人民币|千瓦时|摄氏度|"
    "个小时|个季度|个半月|個季度|個小時|年代|年度|年间|年级|月份|分钟|小时|毫秒|周岁|周年|世纪|个月|"
    "人次|平方|平米|立方|公里|千米|厘米|毫米|微米|纳米|海里|英里|英尺|英寸|公斤|千克|毫克|公顷|号楼|"
    "号线|号门|美元|欧元|英镑|港元|港币|日元|亩地|兆瓦|千瓦|度电|赫兹|分贝|流明|大卡|千卡|字节|比特|"
    "公升|毫升|学时|课时|学分|市州|刻钟|季度|环路|国道|省道|星级|层楼|单元|校区|年半|個月|小時|分鐘|"
    "號樓|號線|週年|週歲|世紀|年級|年間|公尺|公分|縣市|年|月|日|号|时|分|秒|岁|周|天|个|位|名|人|"
    "项|次|家|件|款|条|种|类|间|处|所|座|栋|幢|层|楼|室|厅|房|里|丈|尺|寸|米|吨|克|斤|两|磅|"
    "亩|倍|度|户|辆|台|套|只|张|页|册|本|卷|期|届|集|场|辑|级|等|版|章|节|篇|段|句|字|弄|支|"
    "批|轮|大|元|股|兆|瓦|升|伏|安|帕|碗|盏|瓶|杯|盒|箱|袋|包|份|列|趟|架|艘|棵|株|朵|头|匹|"
    "口|员|席|门|科|片|折|幅|块|根|对|双|副|颗|粒|滴|排|枚|首|曲|尊|则|例|起|宗|封|通|部|幕|"
    "出|线|站|省|市|区|县|乡|镇|村|校|院|点|刻|旬|代|世|斗|码|焦|成|番|厘|环|班|组|队|强|色|"
    "开|步|拍|遍|回|圈|桌|餐|顿|扇|面|道|顶|桶|壶|罐|筐|阶|案|机|路|串|群|堆|束|把|声|眼|池|"
    "园|馆|城|后|平|後|個|歲|屆|號|樓|層|條|種|類|間|處|項|場|輯|級|節|輪|員|門|課|塊|雙|顆|"
    "噸|戶|輛|臺|張|頁|冊|頭|碼|聲|廳|區|縣|鄉|鎮|點|線|週|棟|隻|齣|對|組|隊|強|環|階|機|館|"
    "園|時|兩|畝"
)
"""Measure words and units, the longest first."""


def _by_first(words: list[str]) -> str:
    """A pattern of words by their first characters, which is found many times faster than one after the other."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    single = "".join(first for first, rest in rests.items() if rest == [""])
    branches = [f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items() if rest != [""]]
    return "|".join([f"[{single}]", *branches])


_COUNTED = rf"[十百千万亿兆萬億]*?[多余餘]?(?:{_by_first(_UNITS.split('|'))})|[十百千万亿兆萬億]+"
_NUMBER = regex(
    rf"(?:(?:[第约近超逾达共至]|超过|达到|不足) ?)?(?P<n>[0-9][0-9.,:]*|[０-９][０-９．，：]*)"
    rf"(?:(?P<sign>[\u3371-\u337a\u3380-\u33df])|(?: ?[多余餘几幾来來]?(?:{_COUNTED})))"
    rf"(?:(?<=年) ?[0-9]+ ?月(?: ?[0-9]+ ?日)?|(?<=月) ?[0-9]+ ?日)?"
    rf"|第(?P<o>[0-9０-９]+)"
)
_NOTE = regex(r"(?<![\s(（\[])[\[［][0-9]{1,3}(?:[,，–-][0-9]{1,3})*[\]］]")
"""A note's number in brackets stays with what it is a note to."""
_NOTE_SIGN = regex(r"(?<=[^\s0-9A-Za-z*†‡(（])[*†‡]+(?![0-9A-Za-z*†‡])")
"""A note's sign: 价格*, 价格**."""
_RATIO = regex("(?<=[0-9])：(?=[0-9])")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_PARTS = regex(
    r"(?<![0-9A-Za-z])(?:Mr|Mrs|Ms|Dr|Prof|St|Fig|Figs|No|Nos|Vol|Eq|Ch|Sec|Art|Tab|pp?|vs|ca?)\. (?=[0-9A-Z])"
    r"|(?<![0-9A-Za-z])(?:Figure|Table|Chapter|Section|[Pp]age|Volume|Article|Phase)s? (?=[0-9])"
    rf"|(?<![0-9A-Za-z])(?:RMB|CNY|USD|EUR|GBP|HKD|JPY|AD|{_MONTHS}) (?=[0-9])"
    rf"|[0-9] (?=(?:{_MONTHS}|BCE?|CE|AD)(?![0-9A-Za-z]))"
    r"|[0-9] (?=× [0-9])|× (?=[0-9])"
    r"|[a-z] (?=(?:[IVX]{2,}|[VX])(?![0-9A-Za-z]))"
    r"|[¥$€£№§] (?=[0-9])"
    r"|[0-9] (?=(?:k?g|mg|[kcmnµμ]?m|km/h|[kM]?W|kWh|[kMGT]B|[kMG]?Hz|m[lL]|L|ha|pt|°C|°F|℃|%|[ap]\.m\.|[ap]m"
    r"|[Mm]illion|[Bb]illion|[Tt]rillion)"
    r"(?![0-9A-Za-z]))"
    r"|(?<![0-9A-Za-z])[A-Z]\. (?=[A-Z]\. |[A-Z][a-z])"
)
"""Mr. X, Fig. 2, RMB 100, 5 kg, 5 May, Henry VIII, J. K. Rowling: no line ends at such a space (typography.md §13)."""
_PART_SPACE = regex(" (?:(?<=[0-9¥$€£№§] )|(?<=[.] )(?=[0-9A-Z])|(?=[0-9])|(?=[IVX]+(?![0-9A-Za-z])))")
"""The spaces that can end one of `_PARTS`; far fewer than there are, and found many times faster."""
_PART_BEFORE, _PART_AFTER = 10, 10
"""How far `_PARTS` looks back from its space and ahead."""
_SQUARED = frozenset(map(chr, (*range(0x3371, 0x337B), *range(0x3380, 0x33E0))))
"""Units of one em: ㎏, ㎡."""
_DOTTED = regex(f"(?<=[0-9]){clreq.MIDDLE_DOT}(?=[0-9])|(?<=[0-9０-９])．(?=[0-9０-９])")
_TOPIC = regex("(#)[^#\\s，。]{1,24}(#)")
"""A topic between two signs of number, as social media write it."""


def _unit_penalty(work: str, at: int) -> int:
    """A date parts between its year, month and day before its numbers part from 年, 月 and 日."""
    if work[at] in _SQUARED:
        return clreq.SYMBOL_PENALTY
    return clreq.DATE_PENALTY if work[at - 1] in "年月" and work[at] in " 0123456789" else clreq.UNIT_PENALTY


def held_places(work: str, lang: str) -> list[tuple[int, int]]:
    """Characters before which a line should not end, each with the penalty: 96.92亿元, 第3届, 2024年12月, 5 kg."""
    places: list[tuple[int, int]] = []
    if _DIGITS.search(work):
        places += [(at, _unit_penalty(work, at)) for at in _in_numbers(work)]
        if "[" in work or "［" in work:
            places += [(found.start(), FORBIDDEN) for found in _NOTE.finditer(work)]
        if clreq.MIDDLE_DOT in work or "．" in work:
            places += [(found.end(), FORBIDDEN) for found in _DOTTED.finditer(work)]
        if "：" in work:
            places += [(found.end(), clreq.UNIT_PENALTY) for found in _RATIO.finditer(work)]
    if "*" in work or "†" in work or "‡" in work:
        places += [(at, FORBIDDEN) for found in _NOTE_SIGN.finditer(work) for at in range(*found.span())]
    if "\u200d" in work:  # UAX #14 LB8a
        places += [(at + 1, FORBIDDEN) for at, character in enumerate(work) if character == "\u200d"]
    if "#" in work:
        for found in _TOPIC.finditer(work):
            places += [(found.end(1), FORBIDDEN), (found.start(2), FORBIDDEN)]
    if " " in work:
        penalty = clreq.UNIT_PENALTY if lang.startswith(("zh", "ja")) else PARTED
        for space in _PART_SPACE.finditer(work):
            end = space.end()
            for found in _PARTS.finditer(work, max(0, end - _PART_BEFORE), end + _PART_AFTER):
                if found.end() == end:
                    places.append((end, penalty))
    return places


def _in_numbers(work: str) -> list[int]:
    """Places inside numbers with their units, and between an ordinal's 第 and its number."""
    places: list[int] = []
    done = 0
    for digits in _DIGITS.finditer(work):
        low = digits.start()
        if low < done:
            continue
        begin = low
        if low and work[low - 1] in _BEFORE_NUMBER:
            begin = max(done, low - 3)
        found = next((one for at in range(begin, low + 1) if (one := _NUMBER.match(work, at))), None)
        if found:
            start, done = found.span()
            low, high = found.span("n") if found["n"] else found.span("o")
            places += [at for at in range(start + 1, done) if not low < at < high]
    return places
