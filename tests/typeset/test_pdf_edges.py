"""Line starts and ends (CLREQ §prohibition_rules_for_line_start_end; GB/T 15834 §5.1; typography.md §3, §4.4)."""

from __future__ import annotations

from pdf_bench import (
    CLOSING,
    COMMAS,
    OPENING,
    STOPS,
    Case,
    Page,
    both,
    case,
    lines,
    near,
    never_first,
    never_last,
    suite,
    whole,
)

HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
NOT_FIRST = "，、；：。．？！”’）》〉】〗〕］｝」』·～—…℃％々ーぁゃァッ／/"
NOT_LAST = "“‘（《〈【〖〔［｛「『￥＄／/"
DOUBLED = {"—": "——", "…": "……"}


def _swept(mark: str, first: bool, **job: object) -> list[Case]:
    """The mark where a line of 10 em would begin or end with it, and one place before and after."""
    found = []
    for count in (9, 10, 11):
        place = count if first else count - 1
        typed = DOUBLED.get(mark, mark)
        text = HAN[:place] + typed + HAN[place : place + 14]
        rule = f"{mark} never {'begins' if first else 'ends'} a line: CLREQ strict, {place} Han before"
        check = never_first(mark) if first else never_last(mark)
        found.append(case(rule, text, both(check, whole), measure=10, **job))
    return found


EDGES = [one for mark in NOT_FIRST for one in _swept(mark, True)]
EDGES += [one for mark in NOT_LAST for one in _swept(mark, False)]
test_edges = suite(EDGES)


def _starts(mark: str) -> Case:
    def check(page: Page) -> None:
        row = page.rows[1]
        assert row.text[0] == mark, page.texts
        near(row.x[0], -0.5)
        near(row.at(row.text[1]), 0.5)

    return case(f"{mark} at a line's start loses its left half (typography.md §4.4)", HAN[:10] + "\n" + mark + HAN[10:16],
                check, measure=10)  # fmt: skip


def _indented(mark: str) -> Case:
    def check(page: Page) -> None:
        near(page.rows[0].x[1], 2.5)

    return case(f"{mark} after an indent of 2 em: its Han at 2.5 em (CLREQ; typst#2348)", mark + HAN[:30], check,
                measure=10, indent=2, align="left")  # fmt: skip


def _ends(mark: str, align: str) -> Case:
    def check(page: Page) -> None:
        row = page.rows[0]
        assert row.text == HAN[:9] + mark, page.texts
        near(row.x[-1], {"justify": 9, "left": 9, "right": 9.5, "center": 9.25}[align])

    return case(f"{mark} at a line's end takes half an em, always, {align} (GB §5.1.10)", HAN[:9] + mark + "\n" + HAN[:4],
                check, measure=10, align=align)  # fmt: skip


def _trimmed_to_fit(mark: str) -> Case:
    def check(page: Page) -> None:
        assert page.texts[0] == HAN[:9] + mark, page.texts
        near(page.rows[0].x[8], 8.0 + 0.5 if page.job["measure"] == 10 else 8.0, 0.51)
        near(page.rows[0].x[-1] + 0.5, page.measure)

    return case(f"{mark} ends a justified line at the edge, its blank dropped (CLREQ, GB §5.1.10)",
                HAN[:9] + mark + HAN[9:30], check, measure=9.5)  # fmt: skip


TRIMS = [_starts(mark) for mark in OPENING] + [_indented(mark) for mark in OPENING]
TRIMS += [_ends(mark, align) for mark in CLOSING + STOPS + COMMAS for align in ("justify", "left")]
TRIMS += [_ends(mark, align) for mark in "。）" for align in ("right", "center")]
TRIMS += [_trimmed_to_fit(mark) for mark in CLOSING + STOPS + COMMAS]
test_trims = suite(TRIMS)


LEVELS = [
    case("none: a comma may begin a line", HAN[:10] + "，" + HAN[:9], lines(HAN[:10], "，" + HAN[:9]), measure=10,
         strictness="none", align="left"),
    case("basic: a solidus may begin a line", HAN[:10] + "／" + HAN[:9], lines(HAN[:10], "／" + HAN[:9]), measure=10,
         strictness="basic", align="left"),
    case("gb: a solidus may not (GB §5.1.9)", HAN[:10] + "／" + HAN[:9], never_first("／"), measure=10,
         strictness="gb", align="left"),
    case("gb: a dash may begin a line (GB §5.1.4)", HAN[:10] + "——" + HAN[:8], lines(HAN[:10], "——" + HAN[:8]),
         measure=10, strictness="gb", align="left"),
    case("strict: a dash may not (CLREQ)", HAN[:10] + "——" + HAN[:8], never_first("—"), measure=10, align="left"),
    case("strict: an ellipsis may not (CLREQ, UAX #14 LB22)", HAN[:10] + "……" + HAN[:8], never_first("…"), measure=10,
         align="left"),
    case("basic: an opening mark may not end a line", HAN[:9] + "（" + HAN[:9], never_last("（"), measure=10,
         strictness="basic", align="left"),
    case("none: an opening mark may end a line", HAN[:9] + "（" + HAN[:9], lines(HAN[:9] + "（", HAN[:9]), measure=10,
         strictness="none", align="left"),
    case("”|“ is a legal break (icu4x#5595)", HAN[:8] + "”“" + HAN[:8], lines(HAN[:8] + "”", "“" + HAN[:8]),
         measure=9, align="left"),
    case("》|《 is a legal break (ctex-kit#437)", HAN[:8] + "》《" + HAN[:8], lines(HAN[:8] + "》", "《" + HAN[:8]),
         measure=9, align="left"),
    case("）|（ is a legal break", HAN[:8] + "）（" + HAN[:8], lines(HAN[:8] + "）", "（" + HAN[:8]), measure=9,
         align="left"),
    case("Han|“ is a legal break (UAX #14 forbids it)", HAN[:9] + "“" + HAN[:9], lines(HAN[:9], "“" + HAN[:9]),
         measure=9.5, align="left"),
    case("”|Han is a legal break (UAX #14 forbids it)", HAN[:9] + "”" + HAN[:9], lines(HAN[:9] + "”", HAN[:9]),
         measure=9.5, align="left"),
]  # fmt: skip
test_levels = suite(LEVELS)
