"""The gap between Han and Latin (CLREQ §mixed_text_composition; UTR #59; typography.md §6) and marks of both scripts (§7)."""

from __future__ import annotations

from pdf_bench import Case, Page, Row, case, near, settle, step, suite, whole


def after_latin(text: str, latin: str, wanted: float, rule: str, **job: object) -> Case:
    """What stands between `latin` and the Han after it, by comparing with the same word alone on a line."""

    def check(page: Page) -> None:
        row, alone = page.rows
        width = alone.at("|") - alone.at(latin[0])
        near(row.at("字") - row.at(latin[0]) - width, wanted)

    return case(rule, f"{text}\n{latin}|", check, align="left", **job)


def before_latin(text: str, first: str, wanted: float, rule: str, **job: object) -> Case:
    """What stands between the Han 汉 and the character after it."""

    def check(page: Page) -> None:
        row = page.only
        near(row.at(first) - row.at("汉") - 1, wanted)

    return case(rule, text, check, align="left", **job)


LETTERS = {
    "A": "Latin",
    "é": "Latin with an accent",
    "Ω": "Greek",
    "Я": "Cyrillic",
    "7": "digit",
    "ß": "Latin",
    "x": "Latin",
}
GAPS = [before_latin(f"汉{one}", one, 0.25, f"汉{one}: ¼ em before {what} (CLREQ)") for one, what in LETTERS.items()]
GAPS += [after_latin(f"{one}字", one, 0.25, f"{one}字: ¼ em after {what} (CLREQ)") for one, what in LETTERS.items()]
GAPS += [
    after_latin(f"5{one}字", f"5{one}", 0.25, f"5{one}字: ¼ em, class C of UTR #59 counts in Chinese")
    for one in "%!?.,:;#&@"
]
GAPS += [before_latin(f"汉{one}", one, 0.0, f"汉{one}: no gap beside {one} (UTR #59 class O)") for one in "$(+<=*^{[-"]
GAPS += [
    after_latin(f"5{one}字", f"5{one}", 0.0, f"5{one}字: no gap beside {one} (UTR #59 class O)") for one in ")+°′″]$"
]
GAPS += [before_latin(f"汉{one}", one, 0.0, f"汉{one}: no gap beside a full-width letter (CLREQ)") for one in "Ａ１"]
GAPS += [
    before_latin("汉 A", "A", 0.25, "one typed space is replaced by the gap, not added to it (CLREQ)"),
    after_latin("A 字", "A", 0.25, "one typed space after Latin is replaced by the gap"),
    before_latin("汉  A", "A", 0.5, "two typed spaces are kept"),
    case("a no-break space is kept", "汉\u00a0A", lambda page: _kept_space(page), align="left"),
    before_latin("汉\u3000A", "A", 1.0, "an ideographic space is 1 em and takes no gap"),
    before_latin("汉A", "A", 0.0, "no gap in raw text", runs=[[0, 2, "raw"]]),
    before_latin("汉AB", "A", 0.0, "no gap where raw text begins", runs=[[1, 3, "raw"]]),
    after_latin("AB字", "AB", 0.0, "no gap where raw text ends", runs=[[0, 2, "raw"]]),
    before_latin("汉A", "A", 0.25, "the gap sees through bold", runs=[[0, 1, "bold"]]),
    before_latin("汉A", "A", 0.25, "the gap sees through a link", runs=[[1, 2, "link"]]),
    before_latin("汉A", "A", 0.25, "the gap sees through a span", runs=[[1, 2, "span"]]),
    before_latin("々汉A", "A", 0.25, "々汉A: gap"),
    before_latin("汉，A", "A", 1.0, "no gap beside a Chinese comma (CLREQ)"),
    before_latin("汉（A", "A", 1.0, "no gap beside a Chinese bracket (CLREQ)"),
    after_latin("e\u0301字", "e", 0.25, "a combining mark is looked through (UTR #59)"),
    before_latin("ひ汉A", "A", 0.25, "ja: ¼ em too", lang="ja"),
]  # fmt: skip


def _kept_space(page: Page) -> None:
    row = page.only
    assert 1.2 <= row.at("A") - row.at("汉") <= 1.34


def _edges(page: Page) -> None:
    for row in page.rows:
        near(row.x[0], 0.0)


GAPS += [
    case("no gap at a line's start", "天地玄黄宇宙洪荒日月ABCD天地玄黄宇宙洪荒", _edges, measure=10, align="left"),
    case(
        "no gap at a line's end: the Latin word may touch the edge", "天地玄黄宇宙洪荒日\nABC\n天地", _edges, measure=10
    ),
]
test_gaps = suite(GAPS)


def face(text: str, characters: str, family: str) -> tuple[dict[str, object], str, str]:
    return {"text": text}, characters, family


FACES = [
    ("T’Pol在这里", "’", "Source"), ("读Children’s Literature一书", "’", "Source"), ("他说don’t的时候", "’", "Source"),
    ("the boss’ office和我", "’", "Source"), ("“你好”他说", "“”", "Noto"), ("他读“hello”一词", "“”", "Noto"),
    ("He said “hello” to me.", "“”", "Source"), ("中文里 He said “hello” to me 英文", "“”", "Source"),
    ("“2025”年", "“”", "Noto"), ("‘内’字", "‘’", "Noto"), ("他说“don’t”吗", "“”", "Noto"), ("中——文", "—", "Noto"),
    ("wait — what", "—", "Source"), ("and so on… then", "…", "Source"), ("中……文", "…", "Noto"), ("中…文", "…", "Noto"),
    ("史蒂夫·乔布斯", "·", "Noto"), ("中—文", "—", "Noto"), ("“中文”", "“”", "Noto"), ("《“Hello”集》", "“”", "Noto"),
]  # fmt: skip


def test_marks_of_two_scripts_take_the_face_of_their_context(tmp_path: object) -> None:
    """typography.md §7; ctex-kit#389, typst#5858."""
    from pathlib import Path

    _, report = settle([{"text": text} for text, _, _ in FACES], Path(str(tmp_path)))
    wrong = []
    for (text, characters, family), entry in zip(FACES, report, strict=True):
        for line in entry["lines"]:
            for cluster in line["clusters"]:
                if cluster["text"][0] in characters and not cluster["face"].startswith(family):
                    wrong.append((text, cluster))
    assert wrong == []


WIDTHS = [
    case("T’Pol: the apostrophe is Latin, not 1 em", "T’Pol", lambda page: _narrow(page.only, "’"), align="left"),
    case("Children’s: the apostrophe is Latin", "读Children’s书", lambda page: _narrow(page.only, "’"), align="left"),
    case("“ in English text is Latin", "He said “no” twice", lambda page: _narrow(page.only, "“"), align="left"),
    case("“ in lang en is Latin, even beside Han", "read “汉字” now", lambda page: _narrow(page.only, "“"), align="left",
         lang="en"),
    case("“ beside 、 is Chinese amid Latin words", "用“Word”、“Excel”、“PPT”等", step("“E", 1.0), align="left"),
    case("“A”“B”和“C”: what stands together is set alike", "“A”“B”和“C”。", step("”“B", 1.5), align="left"),
    case("“（ is Chinese before a Latin word", "“（Tianxin）［1］", step("“（T", 1.5), align="left"),
    case("。” is Chinese after a Latin word", "“OK。”Tim说", step("。”T", 1.5), align="left"),
    case("“ beside digits in Chinese is 1 em", "在“2025”年", step("在“2", 2.0), align="left"),
    case("“ beside Latin in Chinese is 1 em", "在“hello”中", step("在“h", 2.0), align="left"),
    case("the text comes back whole", "他说：“T’Pol的‘内’……”——然后（完）。", whole, align="left"),
]  # fmt: skip


def _narrow(row: Row, mark: str) -> None:
    at = row.index(mark)
    assert row.x[at + 1] - row.x[at] < 0.5


test_widths = suite(WIDTHS)
