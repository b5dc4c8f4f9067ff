"""Preflight: sheets → faults → findings, each once a page and subject, with its place in millimetres."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from brochure.diagnostics import Diagnostic, Message, Span
from brochure.geometry import MM, Rect
from brochure.preflight.placed import Sheet
from brochure.preflight.press import Fault, press_faults, spot_faults
from brochure.preflight.printers import Printer

Places = Callable[[str], Span | None]


def preflight(
    sheets: Sequence[Sheet], printer: Printer, places: Places, more: Iterable[Fault] = ()
) -> tuple[Diagnostic, ...]:
    """Everything the printer would send back, with `more` that was found elsewhere, page by page.

    `places` finds a path of the YAML; it may know none.
    """
    faults = (*press_faults(sheets, printer), *spot_faults(sheets, printer), *more)
    return tuple(_grouped(sorted(faults, key=lambda fault: fault.page), places))


def _grouped(faults: Iterable[Fault], places: Places) -> list[Diagnostic]:
    """One finding for all places of a page that share a fault and a subject."""
    groups: dict[tuple[str, int, str, str], list[Fault]] = {}
    for fault in faults:
        groups.setdefault((fault.code, fault.page, fault.severity, fault.subject), []).append(fault)
    return [_finding(group, places) for group in groups.values()]


def _finding(group: Sequence[Fault], places: Places) -> Diagnostic:
    fault, count = group[0], len(group)
    rect, *others = dict.fromkeys(_millimetres(one.box) for one in group)
    more_zh, more_en = (f"（共 {count} 处）", f" ({count} places)") if count > 1 else ("", "")
    x, y = rect[0], rect[1]
    zh = f"第 {fault.page} 页，距左 {x:g}、距上 {y:g} mm：{fault.zh}{more_zh}"
    en = f"page {fault.page}, {x:g} mm from the left, {y:g} from the top: {fault.en}{more_en}"
    span = places(fault.path) if fault.path else None
    code = f"preflight.{fault.code}"
    return Diagnostic(
        code, fault.severity, Message(zh, en), span, fault.path, page=fault.page, rect=rect, others=tuple(others)
    )


def _millimetres(box: Rect) -> tuple[float, ...]:
    return tuple(round(value / MM, 2) for value in (box.x, box.y, box.width, box.height))
