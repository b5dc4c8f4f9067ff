"""Justification by levels (CLREQ §reduction_and_expansion_of_inter-character_spacing; typography.md §5) and last lines."""

from __future__ import annotations

from pdf_bench import TRIMMED, Case, Page, Row, both, case, flush, lines, near, suite, whole

HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"
NEWS = (
    "在基金招商方面，参与设立9支产业基金，总规模达96.92亿元；已投资20个项目或子基金，其中5家企业（含2家上市公司）"
    "获得后续融资。“我们要坚定不移围绕数字经济和生物医药大健康两条产业链，全力以赴拼经济、抓发展！”曾红鹰说：“招商引资"
    "是‘一号工程’。”2024年12月，《天心宣言》发布——与会者达2,600人次……AI for Science正在成为现实。"
)

FLUSH = [
    case(f"justified lines end exactly at the edge, {measure} em, {size} pt (typography.md §1.7)", NEWS, both(flush, whole),
         measure=measure, size=size)
    for measure in (10, 12, 13.5, 15, 17, 18.25, 20, 24, 28.75, 33, 40) for size in (9, 10, 10.5)
]  # fmt: skip


def _edge_of_latin(page: Page) -> None:
    for row in page.rows[:-1]:
        assert row.x[-1] < page.measure


test_flush = suite([Case(one.rule, one.job, lambda page, check=one.check: _flush_or_latin(page)) for one in FLUSH])


def _flush_or_latin(page: Page) -> None:
    """Lines that end in Han or a full-width mark reach the edge; the others at least stay inside."""
    whole(page)
    for row in page.rows[:-1]:
        last = row.text[-1]
        if last > "\u2e7f" or last in TRIMMED:
            near(row.right(), page.measure, 0.02)
        else:
            assert row.x[-1] < page.measure


def gaps(row: Row, pair: str) -> list[float]:
    """Extra space in every place of `row` between two plain Han (h), or before or after a mark."""
    found = []
    for at in range(len(row.text) - 1):
        left, right = row.text[at], row.text[at + 1]
        if pair == "hh" and "\u4e00" <= left <= "\u9fff" and "\u4e00" <= right <= "\u9fff":
            found.append(row.x[at + 1] - row.x[at] - 1)
    return found


def _even(page: Page) -> None:
    """What is left over is spread equally (§5, stretch 3)."""
    for row in page.rows[:-1]:
        found = gaps(row, "hh")
        assert max(found) - min(found) <= 0.0025, found
        assert min(found) > -0.001


def _gap_limit(page: Page) -> None:
    """A gap takes half an em at most while there is Han to let out (§5, stretch 2; §6.1)."""
    row = page.rows[0]
    opened = gaps(row, "hh")
    assert min(opened) > 0.1, row
    near(row.at("2") - row.at("约") - 1, 0.5)


test_gap_limit = suite(
    [
        case(f"gaps stop at half an em, then Han is let out, {measure} em", "园区距机场约20km，距（2025-11-23）岸",
             _gap_limit, measure=measure)
        for measure in (12.5, 13, 13.5)
    ]
)  # fmt: skip


def _one(text: str, measure: float, check: object, rule: str, **job: object) -> Case:
    return case(rule, text, check, measure=measure, **job)  # type: ignore[arg-type]


def squeezed(first: str, **wanted: float) -> object:
    """The first line is `first`, and between the pairs named the distance of origins is as wanted."""

    def check(page: Page) -> None:
        assert page.texts[0] == first, page.texts
        for pair, distance in wanted.items():
            near(page.rows[0].step(pair), distance)
        for gap in gaps(page.rows[0], "hh"):
            near(gap, 0.0)

    return check


T = HAN[20:37]
LEVELS = [
    _one("天地玄黄，宇宙洪荒日月" + T, 10.5, squeezed("天地玄黄，宇宙洪荒日月", **{"，宇": 0.5}), "5: ， gives half an em to fit"),
    _one("天地玄黄（宇宙洪荒日月" + T, 10.5, squeezed("天地玄黄（宇宙洪荒日月", **{"黄（": 0.5}), "4: （ gives half an em to fit"),
    _one("天地玄黄。宇宙洪荒日月" + T, 10.5, squeezed("天地玄黄。宇宙洪荒日月", **{"。宇": 0.5}), "7: 。 gives half an em to fit"),
    _one("天）地玄黄，宇宙洪荒日月" + T, 11.5, squeezed("天）地玄黄，宇宙洪荒日月", **{"）地": 0.5, "，宇": 1.0}),
         "4 before 5: after ） gives way, ， not yet"),
    _one("天地，玄黄。宇宙洪荒日月" + T, 11.5, squeezed("天地，玄黄。宇宙洪荒日月", **{"，玄": 0.5, "。宇": 1.0}),
         "5 before 7: ， gives way, 。 not yet"),
    _one("天地，玄黄、宇宙洪荒日月" + T, 11.5, squeezed("天地，玄黄、宇宙洪荒日月", **{"，玄": 0.75, "、宇": 0.75}),
         "all of a kind give way equally"),
    _one("天地）玄黄（宇宙洪荒日月" + T, 11.5, squeezed("天地）玄黄（宇宙洪荒日月", **{"）玄": 0.75, "黄（": 0.75}),
         "4: before （ and after ） equally"),
]  # fmt: skip
LEVELS += [
    _one(HAN[:30], 10.4, _even, "a line without marks opens equally everywhere"),
    _one(NEWS, 20, _even, "Han–Han places of a line open equally"),
    _one(NEWS, 17, _even, "Han–Han places of a line open equally, 17 em"),
]
test_levels = suite(LEVELS)


def _latin_untouched(page: Page) -> None:
    """No letterspacing: the word is as wide in every line."""
    widths = {
        round(row.x[row.index("Science") + 6] - row.x[row.index("Science")], 3)
        for row in page.rows
        if "Science" in row.text
    }
    assert len(widths) == 1


def _gap_first(page: Page) -> None:
    """Stretch 2 before 3: Han–Han opens only when the gaps stand at ½ em."""
    row = page.rows[0]
    near(row.at("A") - row.at("A") + row.step("玄A") - 1, 0.5)
    assert all(gap >= -0.001 for gap in gaps(row, "hh"))


def _rigid(pair: str, wanted: float) -> object:
    def check(page: Page) -> None:
        near(page.rows[0].step(pair), wanted)
        assert max(gaps(page.rows[0], "hh")) > 0.01

    return check


LATIN = [
    _one("Science天地Science玄黄宇宙洪荒Science日月盈昃辰宿列张寒来Science暑往秋收", 9, _latin_untouched,
         "letters of a word are never spaced (CLREQ)"),
    _one("天地玄A黄宇宙洪荒日月" + "1234567890123" + T, 12.5, _gap_first, "the gap opens to ½ em before Han–Han does"),
    _one("天地～玄黄宇宙洪" + "荒123456日" + T, 9.5, _rigid("地～玄", 2.0), "nothing opens beside ～ (typography.md §5)"),
    _one("天地“Word玄黄宇宙洪" + "荒123456日" + T, 10.5, _rigid("“W", 1.0), "nothing opens between a mark and the Latin it opens"),
    _one("天地？！玄黄宇宙洪" + "荒123456日" + T, 10.5, _rigid("？！", 0.5), "nothing opens inside ？！"),
]  # fmt: skip
test_latin = suite(LATIN)


def _last(least: int) -> object:
    def check(page: Page) -> None:
        if len(page.rows) > 1:
            assert sum(character not in TRIMMED for character in page.rows[-1].text) >= least, page.texts

    return check


RUNTS = [
    _one(HAN[:count] + mark, 10, both(_last(2), whole), f"no orphan: {count} Han{mark or ''} in 10 em (CLREQ; GB §5.1.11)")  # type: ignore[arg-type]
    for count in (11, 21, 31) for mark in ("", "。", "。”", "！")
]  # fmt: skip
RUNTS += [
    _one(HAN[:count] + "。", 20, _last(4), f"four Han are aimed at: {count} in 20 em (typography.md §9.1)")
    for count in (22, 23, 41, 42)
]
RUNTS += [
    _one(
        HAN[:count] + "。",
        20,
        _last(4),
        f"four Han are aimed at, {align}: {count} in 20 em (typography.md §9.1)",
        align=align,
    )
    for count in (40, 41, 42, 44)
    for align in ("left", "right", "center")
]
test_runts = suite(RUNTS)


def _fixed_only(page: Page) -> None:
    for row in page.rows:
        for gap in gaps(row, "hh"):
            near(gap, 0)


def _right(page: Page) -> None:
    for row in page.rows:
        near(row.right(), page.measure)


def _center(page: Page) -> None:
    for row in page.rows:
        near(row.left, page.measure - row.right())


RAGGED = [
    _one(NEWS, 13.3, _fixed_only, "ragged lines are neither stretched nor squeezed", align="left"),
    _one(NEWS[:60], 13.3, _fixed_only, "nor right ones", align="right"),
    _one("天地玄黄，\n宇宙。\n（洪荒）", 13, _right, "right: every line ends at the edge", align="right"),
    _one("天地玄黄，\n宇宙。\n（洪荒）", 13, _center, "center: as far from both edges", align="center"),
    _one("天地\n玄黄宇宙", 10, lines("天地", "玄黄宇宙"), "a forced line is not justified"),
    _one(HAN[:15], 10, lambda page: near(page.rows[1].right(), 5), "the last line is ragged"),
]
test_ragged = suite(RAGGED)

HANGING = [
    _one(HAN[:10] + mark + HAN[10:25], 10, squeezed(HAN[:10] + mark), f"hanging: {mark} may stand in the margin (CLREQ)",
         punctuation="hanging")
    for mark in "，。、"
] + [
    _one(HAN[:10] + mark + HAN[10:25], 10, lambda page: _not_hung(page), f"hanging: {mark} never does", punctuation="hanging")
    for mark in "）”》"
] + [
    _one(HAN[:10] + mark + HAN[10:25], 10, lambda page: near(page.rows[0].x[-1], 10),
         f"hanging, zh-Hant: the centred {mark} stands in the margin with all of its em (CLREQ)", lang="zh-Hant",
         punctuation="hanging", align=align)
    for mark in "，。、" for align in ("justify", "left")
]  # fmt: skip


def _not_hung(page: Page) -> None:
    for row in page.rows:
        assert row.right() <= page.measure + 0.01, page.texts


test_hanging = suite(HANGING)
