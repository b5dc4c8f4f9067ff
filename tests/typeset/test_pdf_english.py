"""English (typography.md §13): word spaces, hyphens, last lines."""

from __future__ import annotations

import re
from itertools import pairwise

from pdf_bench import Page, case, suite

from brochure.text.hyphens import hyphenation, is_title_word
from brochure.text.paragraph import Lines
from brochure.typesetting import Job, report_of, typeset

TEXT = (
    "The Tianxin Economic Development Zone has turned the digital economy and biomedicine into its two leading "
    "industries, and representatives of international organisations, universities and investment institutions have "
    "repeatedly acknowledged the extraordinary transformation of what was, until comparatively recently, an "
    "agricultural neighbourhood. Undersecretary Featherstonehaugh described Children’s Literature as a "
    "counterrevolutionary undertaking."
)


def _spaces(page: Page) -> None:
    """Word spaces stand between ⅕ and ½ em where the column is wide enough."""
    for row in page.rows[:-1]:
        for at, character in enumerate(row.text[:-1]):
            if character == " ":
                assert 0.19 <= row.x[at + 1] - row.x[at] <= 0.58, row


def _pieces() -> list[tuple[float, bool, bool]]:
    """The text between places where a line may end: width in em, whether a space follows, whether a hyphen would."""
    lines = typeset(TEXT, lang="en", measure=9000, align="left").lines
    advance = [part["advance"] / 10 for part in report_of(Job(TEXT), Lines(lines))["lines"][0]["clusters"]]
    made, at = [], 0
    for word in TEXT.split():
        edges = [0, *hyphenation(word, "en"), len(word)]
        for low, high in pairwise(edges):
            made.append((sum(advance[at + low : at + high]), high == len(word), high < len(word)))
        at += len(word) + 1
    return made


def _evenest(page: Page) -> None:
    """Tried by brute force over all breaks with at most two hyphens in a row, from the end of the text."""
    pieces, hyphen = _pieces(), 0.312
    count = len(pieces)
    best: list[list[float]] = [[99.0] * 3 for _ in range(count)] + [[0.0] * 3]
    for start in range(count - 1, -1, -1):
        for row in range(3):
            wide, spaces = 0.0, 0
            for end in range(start, count):
                wide += pieces[end][0]
                natural = wide + hyphen * pieces[end][2]
                last = end + 1 == count
                each = (page.measure - natural) / spaces if spaces else 99.0
                after = row + 1 if pieces[end][2] else 0
                torn = last and start and pieces[start - 1][2] and not spaces
                if each >= 0.2 and after < 3 and not torn:
                    widest = 0.0 if last else each
                    best[start][row] = min(best[start][row], max(widest, best[end + 1][after]))
                if wide + spaces * 0.2 > page.measure:
                    break
                spaces += pieces[end][1]
    found = [
        row.x[at + 1] - row.x[at]
        for row in page.rows[:-1]
        for at, character in enumerate(row.text[:-1])
        if character == " "
    ]
    assert max(found) <= max(best[0][0], 0.5) * 1.1 + 0.02, (max(found), best[0][0])


def _even(page: Page) -> None:
    """All word spaces of a line are alike."""
    for row in page.rows:
        wide = [row.x[at + 1] - row.x[at] for at, character in enumerate(row.text[:-1]) if character == " "]
        assert not wide or max(wide) - min(wide) < 0.003, (row, wide)


def _hyphens(page: Page) -> None:
    """Two letters before, three after; not more than two lines in a row; no name (§13)."""
    words = re.findall(r"[A-Za-z’]+", page.job["text"])
    in_a_row = 0
    for row, following in zip(page.rows, page.rows[1:], strict=False):
        if row.text[-1] not in "\u00ad\x02-":
            in_a_row = 0
            continue
        in_a_row += 1
        assert in_a_row <= 2, page.texts
        head, tail = re.search(r"[A-Za-z’]+$", row.text[:-1]), re.match(r"[A-Za-z’]+", following.text)
        assert head and tail
        assert len(head[0]) >= 2 and len(tail[0]) >= 3, page.texts
        assert not head[0][0].isupper() or is_title_word(head[0] + tail[0]), page.texts
        assert head[0] + tail[0] in words, page.texts


def _last_words(page: Page) -> None:
    """Or, where that would tear the lines above apart, one whole word; never a part of one."""
    last = page.texts[-1].split()
    assert len(last) >= 2 or last[0] in page.job["text"].split(), page.texts


def _letters(page: Page) -> None:
    """No letterspacing: the same pair of letters is always as far apart."""
    seen: dict[str, float] = {}
    for row in page.rows:
        for at in range(len(row.text) - 1):
            pair = row.text[at : at + 2]
            if pair.isalpha() and pair not in ("ff", "fi", "fl"):
                wide = round(row.x[at + 1] - row.x[at], 3)
                assert abs(seen.setdefault(pair, wide) - wide) < 0.02 or "f" in row.text[at - 1 : at + 3], (pair, row)


def _same(page: Page) -> None:
    read = re.sub(r"[\u00ad\x02]", "", "".join(text if text[-1] in "\u00ad\x02" else text + " " for text in page.texts))
    assert read.split() == page.job["text"].split()


MEASURES = (14, 16, 18, 20, 22, 24, 26, 28, 30, 34, 38)
CHECKS = {"word spaces are even": _even, "hyphens keep their limits": _hyphens, "letters are not spaced": _letters,
          "the text comes back": _same}  # fmt: skip
CASES = [
    case(f"{rule}, {measure} em (typography.md §13)", TEXT, check, lang="en", measure=measure)
    for rule, check in CHECKS.items()
    for measure in MEASURES
]
CASES += [
    case(f"word spaces ⅕–½ em, {measure} em (typography.md §13)", TEXT, _spaces, lang="en", measure=measure)
    for measure in (28, 34, 36, 38, 42)
]
CASES += [
    case(
        f"no breaks keep the widest word space much narrower, {measure} em", TEXT, _evenest, lang="en", measure=measure
    )
    for measure in (20, 22, 24, 26, 30, 32)
]
CASES += [
    case(
        f"the last line has two words or a whole one, {measure} em (typography.md §13)",
        TEXT,
        _last_words,
        lang="en",
        measure=measure,
    )
    for measure in MEASURES
]
test_english = suite(CASES)


COMPOUNDS = (
    "The Zone has also broken new ground with well-targeted investment promotion along industrial chains, "
    "fund-driven investment promotion, state-level laboratories, high-tech enterprises, medium-sized businesses, "
    "first-class services and record-breaking, provincial-level distinctive undertakings of counter-intuitive size."
)


def _few_in_a_row(page: Page) -> None:
    """Not more than two lines in a row end in a hyphen, the author's own among them (typography.md §13)."""
    ends = "".join("-" if row.text[-1] in "\u00ad\x02-" else " " for row in page.rows)
    assert "---" not in ends, page.texts


def _seldom_hyphenated(page: Page) -> None:
    """Ragged lines may be short: one in five ends in a hyphen at most."""
    assert sum(row.text[-1] in "\u00ad\x02" for row in page.rows) * 5 <= len(page.rows), page.texts


test_compounds = suite(
    [
        case(f"two hyphens in a row at most, {measure} em, {align}", COMPOUNDS, _few_in_a_row, lang="en", measure=measure,
             align=align)
        for measure in (16, 18, 20, 22, 25, 28) for align in ("justify", "left")
    ]
    + [
        case(f"ragged English is seldom hyphenated, {measure} em", TEXT, _seldom_hyphenated, lang="en", measure=measure,
             align="left")
        for measure in (16, 20, 24, 28, 34)
    ]
)  # fmt: skip
