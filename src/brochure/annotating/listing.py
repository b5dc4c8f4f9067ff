"""The last pages of an annotated proof: all findings by number, in both languages, each with a way to its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brochure.annotating.places import Note
from brochure.color import CMYK, Color
from brochure.dataclass import dataclass
from brochure.diagnostics import Diagnostic
from brochure.frame import Document, Page
from brochure.geometry import MM
from brochure.ticket.sheet import GRAY, PALE, Sheet, set_text

INKS: dict[str, Color] = {
    "error": CMYK(0.1, 1, 0.9, 0.1),
    "warning": CMYK(0, 0.6, 1, 0.1),
    "info": CMYK(0.9, 0.5, 0, 0.1),
}
WHITE = CMYK(0, 0, 0, 0)
NAMES = {"error": ("错误", "errors"), "warning": ("警告", "warnings"), "info": ("提示", "notes")}
LEFT, RIGHT, FIRST, NEXT, FOOT = 18.0, 192.0, 46.0, 30.0, 278.0
TEXT = LEFT + 24
WIDE = RIGHT - TEXT
LEADING = 1.42
HEADING = 9.8
"""Millimetres that the heading of a page's findings takes, with the space around it."""
SIZE_ZH, SIZE_EN, SIZE_SMALL = 8.8, 7.8, 6.6
_POINT = 1 / MM


@dataclass(frozen=True, slots=True)
class Link:
    """A number on the list: its page there (from 0), and its box in mm from the top left."""

    sheet: int
    note: Note
    x: float
    y: float
    width: float
    height: float


def list_pages(notes: Sequence[Note], name: str, standing: int) -> tuple[tuple[Page, ...], tuple[Link, ...]]:
    """The list as sheets of A4; `standing` is how many pages stand before it."""
    sheets = [_first(notes, name, standing)]
    links: list[Link] = []
    y, page = FIRST, -1
    for note in notes:
        rows = list(_rows(note.finding))
        tall = sum(height for *_, height in rows) + 3.2
        heading = HEADING if note.page != page else 0.0
        if y + heading + tall > FOOT:
            sheets.append(Sheet())
            y, page = NEXT, -1
        sheet = sheets[-1]
        if note.page != page:
            y += 2.4 if page >= 0 else 0
            _heading(sheet, note.page, y)
            y, page = y + 7.4, note.page
        if note.page:
            links.append(Link(len(sheets) - 1, note, LEFT, y - 3.6, 18, 4.8))
        _badge(sheet, note, y)
        for words, size, color, lang, height in rows:
            sheet.words(words, TEXT, y, WIDE, size=size, color=color, lang=lang, leading=LEADING)
            y += height
        y += 3.2
    for number, sheet in enumerate(sheets, 1):
        sheet.words(name, LEFT, 287, 120, size=7, color=GRAY, most=1)
        sheet.words(f"{number} / {len(sheets)}", RIGHT - 40, 287, 40, size=7, color=GRAY, align="right")
    return tuple(sheet.page() for sheet in sheets), tuple(links)


def list_document(pages: tuple[Page, ...], title: str) -> Document:
    return Document(pages, title, "", "Preflight", "zh-CN", 0)


def _first(notes: Sequence[Note], name: str, standing: int) -> Sheet:
    sheet = Sheet()
    sheet.words("印前检查", LEFT, 24, 60, size=20, cut="title")
    sheet.words("Preflight", LEFT + 34, 24, 60, size=12, cut="light", color=GRAY, lang="en")
    sheet.rule(LEFT, 28, RIGHT - LEFT, 1.0)
    sheet.words(f"{name}　{standing} 页 pages", LEFT, 34, 110, size=8.5, most=1)
    x = RIGHT
    for severity in ("info", "warning", "error"):
        count = sum(note.finding.severity == severity for note in notes)
        if not count and (severity == "info" or notes):
            continue
        zh, en = NAMES[severity]
        words = f"{count} {zh} {en if count != 1 else en[:-1]}"
        wide = set_text(words, 200, 8.5, "medium", GRAY, "left", "zh-Hans").lines[0]
        x -= sum(run.width for _dx, run in wide.runs) * _POINT
        sheet.words(words, x, 34, 60, size=8.5, cut="medium", color=INKS[severity])
        x -= 5
    if not notes:
        sheet.words("没有发现问题。", LEFT, FIRST, 120, size=10)
        sheet.words("Nothing was found.", LEFT, FIRST + 6, 120, size=9, color=GRAY, lang="en")
    return sheet


def _heading(sheet: Sheet, page: int, y: float) -> None:
    words = f"第 {page} 页" if page else "整个文件"
    sheet.rule(LEFT, y - 4.9, RIGHT - LEFT, 0.4, PALE)
    sheet.words(words, LEFT, y, 40, size=9.5, cut="medium")
    sheet.words(f"Page {page}" if page else "The file as a whole", TEXT, y, 60, size=8, color=GRAY, lang="en")


def _badge(sheet: Sheet, note: Note, y: float) -> None:
    ink, text = INKS[note.finding.severity], str(note.number)
    if note.areas:
        sheet.box(LEFT, y - 3.1, 2.6 + 1.5 * len(text), 4, fill=ink)
        sheet.words(text, LEFT, y, 2.6 + 1.5 * len(text), size=7.5, cut="medium", color=WHITE, align="center")
    else:
        sheet.words(text, LEFT + 1.3, y, 10, size=7.5, cut="medium", color=ink)
    sheet.words(NAMES[note.finding.severity][0], LEFT + 12, y, 12, size=7.5, color=ink)


def _rows(finding: Diagnostic) -> Iterator[tuple[str, float, Color, str, float]]:
    """Lines of text with their size, colour, language and height in mm."""
    from brochure.color import BLACK

    place = f"{finding.span.file}:{finding.span.line}:{finding.span.column}" if finding.span else ""
    told = [
        (finding.message.zh, SIZE_ZH, BLACK, "zh-Hans"),
        (finding.message.en, SIZE_EN, GRAY, "en"),
        *((f"→ {hint.zh}　{hint.en}", SIZE_EN, BLACK, "zh-Hans") for hint in finding.hints),
        (f"{finding.code}　{place}" if place else finding.code, SIZE_SMALL, GRAY, "en"),
    ]
    for words, size, color, lang in told:
        lines = len(set_text(words, WIDE * MM, size, "regular", color, "left", lang).lines)
        yield words, size, color, lang, lines * size * LEADING * _POINT + 0.4
