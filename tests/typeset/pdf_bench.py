"""The bench: jobs go through `brochure typeset`, and glyph positions are read back from the PDF by PDFium.

A case is a sentence that names a rule and its source, a job, and a check of what was read. All lengths in em.
"""

from __future__ import annotations

import ctypes
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
import pytest
from click.testing import CliRunner

from brochure.commands.typeset import typeset_command

OPENING = "“‘（《〈【〖〔［｛「『"
CLOSING = "”’）》〉】〗〕］｝」』"
STOPS = "。．？！"
COMMAS = "，、；："
TRIMMED = CLOSING + STOPS + COMMAS
EDGE = 20.0


@dataclass(frozen=True)
class Row:
    """One line as read: its characters, and where each one's origin stands from the column's left edge."""

    text: str
    x: tuple[float, ...]

    def at(self, part: str, nth: int = 0) -> float:
        """Where the nth occurrence of `part` begins."""
        return self.x[self.index(part, nth)]

    def index(self, part: str, nth: int = 0) -> int:
        found = -1
        for _ in range(nth + 1):
            found = self.text.index(part, found + 1)
        return found

    def step(self, pair: str, nth: int = 0) -> float:
        """From the first character's origin to the last one's."""
        found = self.index(pair, nth)
        return self.x[found + len(pair) - 1] - self.x[found]

    @property
    def left(self) -> float:
        """Where the ink's box begins: half an em behind the origin of an opening mark."""
        return self.x[0] + (0.5 if self.text[0] in OPENING else 0.0)

    def right(self, last: float = 1.0) -> float:
        """Where the line ends; `last` is the width of its last character, when that is Han or a mark."""
        return self.x[-1] + (0.5 if self.text[-1] in TRIMMED else last)


@dataclass(frozen=True)
class Page:
    """What was read of one job."""

    job: dict[str, Any]
    rows: tuple[Row, ...]

    @property
    def measure(self) -> float:
        return float(self.job.get("measure", 24))

    @property
    def texts(self) -> list[str]:
        return [row.text for row in self.rows]

    @property
    def only(self) -> Row:
        assert len(self.rows) == 1, self.texts
        return self.rows[0]

    @property
    def joined(self) -> str:
        return "".join(self.texts)


@dataclass(frozen=True)
class Case:
    rule: str
    job: dict[str, Any]
    check: Callable[[Page], None] = field(repr=False)


def case(rule: str, text: str, check: Callable[[Page], None], **job: Any) -> Case:
    return Case(rule, {"text": text, **job}, check)


def read(path: Path, jobs: Sequence[dict[str, Any]]) -> list[Page]:
    """The pages of a PDF that `typeset` wrote for these jobs."""
    document = pypdfium2.PdfDocument(path)
    try:
        assert len(document) == len(jobs)
        return [_page(document[number], job) for number, job in enumerate(jobs)]
    finally:
        document.close()


def _page(page: Any, job: dict[str, Any]) -> Page:
    assert page.get_mediabox() == (0.0, 0.0, 760.0, 1400.0)
    text = page.get_textpage()
    size = float(job.get("size", 10))
    lines: dict[float, list[tuple[str, float]]] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    last = ""
    for index in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text.raw, index) == 1:
            continue
        raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
        code = raw.FPDFText_GetUnicode(text.raw, index)
        if 0xD800 <= code < 0xDC00:
            last = chr(code)
            continue
        character = (last + chr(code)).encode("utf-16", "surrogatepass").decode("utf-16") if last else chr(code)
        last = ""
        lines.setdefault(round(y.value, 1), []).append((character, (x.value - EDGE) / size))
    rows = []
    for baseline in sorted(lines, reverse=True):
        glyphs = lines[baseline]
        rows.append(Row("".join(character for character, _ in glyphs), tuple(place for _, place in glyphs)))
    return Page(job, tuple(rows))


def settle(jobs: Sequence[dict[str, Any]], folder: Path) -> tuple[list[Page], list[dict[str, Any]]]:
    """Run the command on the jobs; the pages read from the PDF, and the report beside it."""
    source, out, report = folder / "jobs.json", folder / "out.pdf", folder / "out.json"
    source.write_text(json.dumps(list(jobs), ensure_ascii=False), "utf-8")
    done = CliRunner().invoke(typeset_command, [str(source), "-o", str(out), "--json", str(report)])
    assert done.exit_code == 0, done.output
    return read(out, jobs), json.loads(report.read_text("utf-8"))


def suite(cases: Sequence[Case]) -> Callable[..., None]:
    """One test per case; the PDF is made once, by the first."""
    pages: list[Page] = []

    numbers = [pytest.param(number, id=one.rule.replace("/", "∕")) for number, one in enumerate(cases)]

    @pytest.mark.parametrize("number", numbers)
    def test(number: int, tmp_path: Path) -> None:
        if not pages:
            pages.extend(settle([one.job for one in cases], tmp_path)[0])
        cases[number].check(pages[number])

    return test


# --- checks -----------------------------------------------------------------------------------------------------------


def near(found: float, wanted: float, tolerance: float = 0.011) -> None:
    assert abs(found - wanted) <= tolerance, f"{found:.4f} em, not {wanted:.4f}"


def step(pair: str, wanted: float, nth: int = 0) -> Callable[[Page], None]:
    """From the origin of the first character of `pair` to that of its last, on whatever line it stands."""

    def check(page: Page) -> None:
        row = next(row for row in page.rows if pair in row.text)
        near(row.step(pair, nth), wanted)

    return check


def together(*parts: str) -> Callable[[Page], None]:
    """None of the parts is cut by a line's end."""

    def check(page: Page) -> None:
        assert len(page.rows) > 1, "the case needs two lines"
        for part in parts:
            assert any(part in row.text for row in page.rows), (part, page.texts)

    return check


def never_first(marks: str) -> Callable[[Page], None]:
    def check(page: Page) -> None:
        assert len(page.rows) > 1, "the case needs two lines"
        for row in page.rows[1:]:
            assert row.text.lstrip()[0] not in marks, page.texts

    return check


def never_last(marks: str) -> Callable[[Page], None]:
    def check(page: Page) -> None:
        assert len(page.rows) > 1, "the case needs two lines"
        for row in page.rows[:-1]:
            assert row.text.rstrip()[-1] not in marks, page.texts

    return check


def lines(*texts: str) -> Callable[[Page], None]:
    def check(page: Page) -> None:
        assert [text.replace("\u2060", "").replace("\u00a0", " ") for text in page.texts] == list(texts)

    return check


def both(*checks: Callable[[Page], None]) -> Callable[[Page], None]:
    def check(page: Page) -> None:
        for one in checks:
            one(page)

    return check


def flush(page: Page) -> None:
    """Every line but the last reaches exactly the right edge (lines that end in Han or a mark)."""
    for row in page.rows[:-1]:
        near(row.right(), page.measure)


def whole(page: Page) -> None:
    """Every Han of the text is there once, in order."""
    kept = [character for character in page.job["text"] if character not in " \n\u00ad\u200b\u2060\u3000"]
    assert [character for character in page.joined if character not in " \u00ad\u3000"] == kept
