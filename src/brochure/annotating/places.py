"""Where findings stand: numbered page by page, those that name a place of the YAML found on the pages by it."""

from __future__ import annotations

from collections.abc import Sequence

from brochure.dataclass import dataclass, replace
from brochure.diagnostics import Diagnostic
from brochure.frame import Page
from brochure.geometry import MM, Rect
from brochure.preflight.frames import sheets_of
from brochure.source import SourceMap


@dataclass(frozen=True, slots=True)
class Note:
    """One finding with its number in the proof, from 1."""

    number: int
    finding: Diagnostic

    @property
    def page(self) -> int:
        return self.finding.page

    @property
    def areas(self) -> tuple[Rect, ...]:
        """Points from the trim's top-left corner, the first place first; none of a finding without extent."""
        return tuple(area for rect in (self.finding.rect, *self.finding.others) if (area := _area(rect)))


def _area(rect: tuple[float, ...]) -> Rect | None:
    if len(rect) != 4 or not (rect[2] or rect[3]):
        return None
    left, top, width, height = (value * MM for value in rect)
    return Rect(left, top, width, height)


_GRAVE = {"error": 0, "warning": 1, "info": 2}


def numbered(findings: Sequence[Diagnostic], pages: int) -> tuple[Note, ...]:
    """By page, from the top of each; last those of no page. A page that the file does not have is none."""
    sound = [one if 0 < one.page <= pages else replace(one, page=0, rect=()) for one in findings]

    def order(one: Diagnostic) -> tuple[int, float, float, int]:
        top, left = (one.rect[1], one.rect[0]) if len(one.rect) == 4 else (-1e9, 0.0)
        return one.page or 1 << 30, top, left, _GRAVE[one.severity]

    return tuple(Note(number, one) for number, one in enumerate(sorted(sound, key=order), 1))


def located(findings: Sequence[Diagnostic], pages: Sequence[Page], spans: SourceMap) -> tuple[Diagnostic, ...]:
    """Findings of a brochure, those without a page given the first one on which their place in the YAML is printed."""
    shown: dict[str, tuple[int, Rect]] = {}
    for sheet in sheets_of(pages):
        for one in sheet.placed:
            page, box = shown.get(one.path, (sheet.number, one.box))
            if page == sheet.number:
                shown[one.path] = page, _joined(box, one.box)
    return tuple(finding if finding.page else _found(finding, shown, spans) for finding in findings)


def _found(finding: Diagnostic, shown: dict[str, tuple[int, Rect]], spans: SourceMap) -> Diagnostic:
    """The place itself, the paragraph of it that is meant, or the nearest one above it; never a whole section."""
    path = _paragraph(finding, shown, spans)
    while path.count(".") >= 2:
        if path in shown:
            page, box = shown[path]
            rect = tuple(round(value / MM, 2) for value in (box.x, box.y, box.width, box.height))
            return replace(finding, page=page, rect=rect)
        path = path.rpartition(".")[0]
    return finding


def _paragraph(finding: Diagnostic, shown: dict[str, tuple[int, Rect]], spans: SourceMap) -> str:
    """The path of a finding in a text of several paragraphs, with the number of the one it stands in."""
    path, span = finding.path, finding.span
    if path in shown or span is None:
        return path
    inside = [one for one in shown if one.startswith(f"{path}.") and one[len(path) + 1 :].isdigit()]
    starts = [(place.line, place.column, one) for one in inside if (place := spans.at(one)).file == span.file]
    return max(starts, key=lambda start: (start[:2] <= (span.line, span.column), start[:2]), default=(0, 0, path))[2]


def _joined(one: Rect, other: Rect) -> Rect:
    left, top = min(one.x, other.x), min(one.y, other.y)
    return Rect(left, top, max(one.right, other.right) - left, max(one.bottom, other.bottom) - top)
