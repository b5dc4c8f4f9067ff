"""What is never cut, what is better kept, what may be cut (CLREQ §prohibition_rules_for_unbreakable_marks; §3.3–3.5)."""

from __future__ import annotations

import re

from pdf_bench import Case, Page, both, case, lines, never_first, suite, together, whole

HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳"
NEVER = [
    "96.92",
    "1,200",
    "3.14",
    "10:30",
    "2025-11-23",
    "GB/T",
    "¥100",
    "$5",
    "€20",
    "50%",
    "0.5‰",
    "−5",
    "+3",
    "±2",
    "25℃",
    "77℉",
    "№5",
    "15°",
    "5′30″",
    "T’Pol",
    "Children’s",
    "don’t",
    "WORD",
    "word",
    "COVID-19",
    "H2O",
    "5G",
    "A4",
    "x²",
    "１２３",
    "２０２５",
    "１，２００",
    "３．１４",
    "１００％",
    "￥１００",
    "——",
    "……",
    "⸺",
    "？！",
    "！！！",
    "⋯⋯",
    "2019–2023",
    "3/4",
    "24/7",
    "km/h",
    "1:1000",
    "12:30:45",
    "192.168.0.1",
    "e.g.",
    "U.S.A.",
    "(a)",
    "[1]",
    "#1",
    "US$5",
    "100km",
    "5.0",
    "-5",
    "v2.0",
    "C++",
    "AT&T",
    "R&D",
    "第3",
    "３０℃",
    "10^6",
    "O’Neill",
    "rock’n’roll",
    "3·15",
    "荒[1]",
    "荒[2,3]",
    "3．14",
    "－5",
    "－１２℃",
    "＋5",
    "荒*",
    "荒**",
    "荒†",
    "荒⁽¹⁾",
    "荒\u200d黄",
    "50%+",
]
"""Each is swept over the line's end."""


def _swept(unit: str) -> list[Case]:
    found = []
    for count in (8, 9):
        text = HAN[:count] + unit + HAN[count : count + 14]
        rule = f"{unit} is never cut, {count} Han before (CLREQ; UAX #14 LB25)"
        found.append(case(rule, text, both(together(unit), whole), measure=10, lang="zh-Hans"))
    return found


test_never_cut = suite([one for unit in NEVER for one in _swept(unit)])

KEPT = [
    "96.92亿元",
    "300万",
    "12个",
    "2025年",
    "11月",
    "23日",
    "第3届",
    "约4吨",
    "1280家",
    "45平方公里",
    "30%以上",
    "12 页",
    "第 3 届",
    "RMB 100",
    "5 kg",
    "¥ 5",
    "５０个",
    "５０㎏",
    "120㎡",
    "Wi-Fi",
    "3片",
    "8折",
    "3号线",
    "20来个",
    "5千瓦时",
    "80平米",
    "3季度",
    "3：1",
    "100–200",
    "12個",
    "第3屆",
    "20餘家",
    "30分鐘",
]
test_kept = suite(
    [
        case(
            f"{unit} is kept together (typography.md §3.4), {count} Han before",
            HAN[:count] + unit + HAN[:30],
            together(unit.removesuffix("以上")),
            measure=20,
        )
        for unit in KEPT
        for count in (17, 18, 19)
    ]
)


def _breaks(text: str, rule: str, *texts: str, **job: object) -> Case:
    return case(rule, text, lines(*texts), align="left", **job)


OTHER = [
    *(
        case(
            f"{part} is kept together in English, {measure} em (typography.md §13)",
            f"This shows that {part} has been there for all of these years and days",
            together(part),
            measure=measure,
            lang="en",
            align="left",
        )
        for part in ("Mr. Smith", "Fig. 2", "5 kg", "J. K. Rowling", "10 a.m.", "Chapter 3")
        for measure in (7.5, 8, 9, 10)
    ),
    _breaks("天地玄黄宇－１２℃", "a line may end before a full-width minus sign", "天地玄黄宇", "－１２℃", measure=5.6),
    _breaks("天地玄黄－5宇宙", "and before a digit of the Latin face", "天地玄黄", "－5宇宙", measure=5.4),
    _breaks("天地玄黄3－5", "but not before the connector of a range", "天地玄黄", "3－5", measure=5.8),
    _breaks("天地玄黄宇宙\u2060洪荒日月", "U+2060 forbids a break", "天地玄黄宇", "宙洪荒日月", measure=6),
    case(
        "U+00A0 forbids a break", "天地玄黄\u00a0宇宙洪荒", lambda page: _starts(page, "黄"), measure=4.5, align="left"
    ),
    _breaks("tele\u200bvision", "U+200B allows a break, without a hyphen", "tele", "vision", measure=3.5),
    _breaks("天地玄黄 宇宙洪荒", "a typed space at a line's end is dropped", "天地玄黄", "宇宙洪荒", measure=4.1),
    case(
        "U+00AD shows as a hyphen where the line ends",
        "天地玄黄micro\u00adscope天地",
        lambda page: _hyphen(page),
        measure=7.4,
        align="left",
    ),
    case("U+00AD shows nothing inside a line", "天micro\u00adscope", lambda page: _no_hyphen(page), align="left"),
    case("\\n is a forced line end", "天地\n玄黄", lines("天地", "玄黄")),
    case("an emoji is one character on its own (astral)", HAN[:9] + "😀" + HAN[:9], whole, measure=10),
    case(
        "rare Han of plane 2 is 1 em and breaks like Han",
        "天地玄黄𠮷宇宙洪荒",
        lines("天地玄黄𠮷", "宇宙洪荒"),
        measure=5,
    ),
    case("# of a topic stays with it, before", HAN[:9] + "#话题#" + HAN[:9], together("#话"), measure=10),
    case("# of a topic stays with it, after", HAN[:7] + "#话题#" + HAN[:9], together("题#"), measure=9.8),
    case("々 never begins a line (UAX #14 NS)", HAN[:10] + "々" + HAN[:10], never_first("々"), measure=10),
    case(
        "ja: ー never begins a line", "カタカナカタカナカタカー文字文字文字", never_first("ー"), measure=11, lang="ja"
    ),
    case(
        "ja: ゃ never begins a line (strict)",
        "ひらがなひらがなひらがしゃ文字文字文字",
        never_first("ゃ"),
        measure=12,
        lang="ja",
    ),
    case("ASCII comma never begins a line", HAN[:10] + ",天地玄黄宇宙", never_first(","), measure=10),
    case("ASCII ) never begins a line", HAN[:10] + ")天地玄黄宇宙", never_first(")"), measure=10),
    case("ASCII ! never begins a line, even after a space", HAN[:10] + " !天地玄黄宇宙", never_first("!"), measure=10),
]


def _starts(page: Page, text: str) -> None:
    assert page.texts[1].startswith(text), page.texts


def _hyphen(page: Page) -> None:
    assert page.texts[1] == "scope天地" and "micro" in page.texts[0]
    assert len(page.texts[0]) > page.texts[0].index("micro") + 5, "a hyphen stands after micro"


def _no_hyphen(page: Page) -> None:
    row = page.only
    assert row.x[-1] < 1 + 0.25 + 5


test_other = suite(OTHER)

URL = "https://www.example.com/very/long/path/to/some/document.html?query=value&other=more"


def _not_torn(page: Page) -> None:
    _inside(page)
    assert page.rows[0].step("网址") < 1.5, page.texts
    assert re.search("[/.?&=]$", page.texts[0]), page.texts


def _inside(page: Page) -> None:
    for row in page.rows:
        assert row.x[-1] < page.measure, (row, page.texts)
    shown = re.sub("[ \x02\u00ad]", "", page.joined)
    assert shown == page.job["text"].replace(" ", "")


LAST = [
    case("a long address is cut, not let out of the column", "见" + URL + "等。", _inside, measure=12),
    case("a long address in a very narrow column", URL, _inside, measure=5),
    case("a word wider than the column is cut", "天地Donaudampfschifffahrtsgesellschaft玄黄", _inside, measure=8),
    case("a number wider than the column is cut", "天地12345678901234567890123456789012345玄黄", _inside, measure=8),
    case("marks that may neither begin nor end a line give way", "（（（（（（（（（（（（天地", _inside, measure=4),
    case("a name wider than the column is cut", "数（园区环境，Children’s）和", _inside, measure=4),
    case("a word wider than three em is cut", "会Featherstonehaugh和", _inside, measure=3),
    case(
        "a word that is cut lets no bracket begin another line, even where a line stays short",
        "济规提能（Tianxin）也了南internationalization效",
        both(never_first("）"), _inside),
        measure=6,
        align="right",
    ),
    case(
        "a date wider than the column is cut after its hyphen",
        "升作的2025-11-23了应明",
        together("2025-"),
        measure=4,
    ),
    case(
        "a full-width figure wider than the column is cut",
        "ＡＢＣ１２３，４５６．７８％（全角）",
        both(_inside, never_first("％，．")),
        measure=6,
    ),
    case(
        "a full stop stays with an address that fits the column without it",
        "文）或邮件someone@example.com。",
        both(_inside, never_first("。")),
        measure=10,
    ),
    case(
        "a word with a solidus is cut after it, not before, when no line holds it",
        "支持Windows/macOS/Linux与TCP/IP、GB/T 15834",
        both(_inside, never_first("/")),
        measure=10,
    ),
    case(
        "an indent that leaves one em lets nothing out of the column",
        "天Internationalisation地",
        _inside,
        measure=3,
        indent=2,
    ),
    case(
        "an address that would tear a line apart is cut after a sign in it",
        "网址：https://www.tianxin.gov.cn/jkq/2024/index.html?id=12&lang=zh，邮编：410114。",
        lambda page: _not_torn(page),
        measure=14,
    ),
    case(
        "but not where another line may end",
        HAN[:8] + "https://www.tianxin.gov.cn/" + HAN[:20],
        together("www.tianxin.gov.cn"),
        measure=14,
    ),
    case("one em holds one Han a line", "天地玄黄", lines("天", "地", "玄", "黄"), measure=1),
]
test_last_resorts = suite(LAST)
