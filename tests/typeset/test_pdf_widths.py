"""Widths of marks and the squeezing table (CLREQ §h-adjustment_of_adjacent_punctuation_marks; typography.md §4)."""

from __future__ import annotations

from pdf_bench import CLOSING, COMMAS, OPENING, STOPS, Case, Page, both, case, near, step, suite

GROUPS = {"OPEN": "（《“「", "CLOSE": "）》”」", "COMMA": "，、；", "STOP": "。？", "DOT": "·"}
TABLE = {
    ("OPEN", "OPEN"): 1.5, ("OPEN", "CLOSE"): 2.0, ("OPEN", "COMMA"): 2.0, ("OPEN", "STOP"): 2.0, ("OPEN", "DOT"): 1.5,
    ("CLOSE", "OPEN"): 1.5, ("CLOSE", "CLOSE"): 1.5, ("CLOSE", "COMMA"): 1.5, ("CLOSE", "STOP"): 1.5,
    ("CLOSE", "DOT"): 1.0,
    ("COMMA", "OPEN"): 1.5, ("COMMA", "CLOSE"): 1.5, ("COMMA", "COMMA"): 2.0, ("COMMA", "STOP"): 2.0,
    ("COMMA", "DOT"): 1.0,
    ("STOP", "OPEN"): 1.5, ("STOP", "CLOSE"): 1.5, ("STOP", "COMMA"): 2.0, ("STOP", "DOT"): 1.0,
    ("DOT", "OPEN"): 1.0,
}  # fmt: skip
"""Two marks between Han, together, in em."""


def _between_han(marks: str, wanted: float, rule: str, **job: object) -> Case:
    return case(rule, f"汉{marks}字", step(f"汉{marks}字", 1 + wanted), align="left", **job)


def _pairs(kind: str) -> list[Case]:
    found = []
    for (left, right), wanted in TABLE.items():
        for first in GROUPS[left]:
            for second in GROUPS[right]:
                runs = {"plain": [], "bold": [[2, 3, "bold"]], "link": [[1, 2, "link"]], "span": [[2, 4, "span"]]}[kind]
                rule = f"{first}{second} takes {wanted} em, {kind} (CLREQ, adjacent marks)"
                found.append(_between_han(first + second, wanted, rule, runs=runs))
    return found


test_table = suite(_pairs("plain"))
test_table_through_bold = suite(_pairs("bold"))
test_table_through_links_and_spans = suite(_pairs("link")[::3] + _pairs("span")[1::3])

SINGLE = [_between_han(mark, 1.0, f"{mark} alone takes 1 em (CLREQ)") for mark in OPENING + CLOSING + STOPS + COMMAS]
SINGLE += [
    _between_han("·", 0.5, "· takes half an em whatever the font says (GB §5.1.7)"),
    case("· in a date takes half an em (GB §4.14, 5.1.7)", "汉3·5字", lambda page: near(page.only.step("3·5"), 1.0)),
    case(
        "· is Chinese in a name that ends in Han",
        "读J·K·罗",
        lambda page: near(page.only.at("罗") - 0.5 - page.only.at("·", 1), 0.25),
    ),
    _between_han("――", 2.0, "―― typed for a dash takes 2 em (GB §5.1.4)"),
    _between_han("－", 1.0, "－ takes 1 em (GB §5.1.6)"),
    case("zh-Hant: —— takes 2 em without a gap", "漢——字", both(step("漢——字", 3.0), step("漢—", 1.0)), lang="zh-Hant"),
    _between_han("——", 2.0, "—— takes 2 em without a gap (GB §5.1.4; xeCJK#382)"),
    _between_han("⸺", 2.0, "⸺ takes 2 em (CLREQ)"),
    _between_han("……", 2.0, "…… takes 2 em (GB §5.1.5)"),
    _between_han("⋯⋯", 2.0, "⋯⋯ takes 2 em (CLREQ)"),
    _between_han("—", 1.0, "— single takes 1 em (GB §5.1.6)"),
    _between_han("～", 1.0, "～ takes 1 em (GB §5.1.6)"),
    _between_han("–", 0.5, "– takes half an em (GB §5.1.6)"),
    _between_han("/", 0.5, "/ between Han takes half an em (GB §5.1.9)"),
    _between_han("？！", 1.0, "？！ share one em (GB §5.1.2)"),
    _between_han("！！", 1.0, "！！ share one em (GB §5.1.2)"),
    _between_han("！？", 1.0, "！？ share one em (GB §5.1.2)"),
    _between_han("！！！", 2.0, "！！！ take 2 em (GB §5.1.2)"),
    _between_han("？？？", 2.0, "？？？ take 2 em (GB §5.1.2)"),
    _between_han("（（（", 2.0, "（（（ take 2 em (CLREQ; typst gives 2.25)"),
    _between_han("）））", 2.0, "））） take 2 em (CLREQ)"),
    _between_han("。”“", 2.0, "。”“ take 2 em: half an em less per pair (CLREQ)"),
    _between_han("》《", 1.5, "》《 share one blank: 1.5 em (CLREQ)"),
    _between_han("”）。", 2.0, "”）。 take 2 em (CLREQ)"),
    _between_han("？！”", 2.0, "？！” : the pair's em and a closing mark's (GB §5.1.2)"),
    _between_han("？！“", 2.0, "？！“ : the pair's em, then an opening mark's own (typography.md §4)"),
    _between_han("。——", 3.0, "nothing is squeezed against a dash (ctex-kit#259)"),
    _between_han("——“", 3.0, "nothing is squeezed against a dash, before an opening mark"),
    _between_han("……”", 3.0, "nothing is squeezed against an ellipsis"),
    _between_han("：“", 1.5, "：“ take 1.5 em (CLREQ)"),
    _between_han("）\u3000", 1.5, "a closing mark before U+3000 loses half an em (CSS Text 4)"),
    _between_han("\u3000（", 1.5, "an opening mark after U+3000 loses half an em (CSS Text 4)"),
    _between_han("“‘", 1.5, "“‘ take 1.5 em (CLREQ)"),
    _between_han("’”", 1.5, "’” take 1.5 em (CLREQ)"),
]
test_single = suite(SINGLE)


def _ascii(marks: str, wanted: float, rule: str) -> Case:
    """Marks of both widths: compared to the same with a Han between, since the Latin ones are the font's."""

    def check(page: Page) -> None:
        wide, squeezed = page.rows
        near(wide.at("字") - squeezed.at("字"), 1 + wanted)

    return case(rule, f"汉{marks[0]}中{marks[1]}字\n汉{marks}字", check, align="left")


ASCII = [
    _ascii("）)", 0.5, "full-width ） before ASCII ) loses half an em (CSS Text 4)"),
    _ascii("(（", 0.5, "full-width （ after ASCII ( loses half an em (CSS Text 4)"),
]
test_ascii = suite(ASCII)

HANT = [_between_han(mark, 1.0, f"zh-Hant: {mark} takes 1 em (CLREQ)", lang="zh-Hant") for mark in "，。、；：？！·"]
HANT += [
    _between_han("。」", 2.0, "zh-Hant: centred 。 is not squeezed before 」 (CLREQ)", lang="zh-Hant"),
    _between_han("？！", 2.0, "zh-Hant: ？！ take an em each (CLREQ)", lang="zh-Hant"),
    _between_han("」「", 1.5, "zh-Hant: brackets are squeezed (CLREQ)", lang="zh-Hant"),
    _between_han("）」", 1.5, "zh-Hant: brackets are squeezed (CLREQ)", lang="zh-Hant"),
    _between_han("・", 1.0, "ja: ・ takes 1 em (JLREQ)", lang="ja"),
    _between_han("」「", 1.5, "ja: brackets are squeezed (JLREQ)", lang="ja"),
    _between_han("。」", 1.5, "ja: 。」 take 1.5 em (JLREQ)", lang="ja"),
]
test_regions = suite(HANT)

STYLES = [
    _between_han("，", 0.5, "kaiming: ， takes half an em", punctuation="kaiming"),
    _between_han("（", 0.5, "kaiming: （ takes half an em", punctuation="kaiming"),
    _between_han("。", 1.0, "kaiming: 。 takes 1 em", punctuation="kaiming"),
    _between_han("？", 1.0, "kaiming: ？ takes 1 em", punctuation="kaiming"),
    _between_han("。”", 1.0, "kaiming: 。” take 1 em", punctuation="kaiming"),
    _between_han("，", 0.5, "banjiao: ， takes half an em", punctuation="banjiao"),
    _between_han("。", 0.5, "banjiao: 。 takes half an em", punctuation="banjiao"),
    _between_han("）", 0.5, "banjiao: ） takes half an em", punctuation="banjiao"),
    _between_han("》《", 1.0, "banjiao: 》《 take 1 em", punctuation="banjiao"),
]
test_styles = suite(STYLES)
