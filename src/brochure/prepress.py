"""What the printer would send back of the files that are about to be written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brochure.binding.spine import COVER_PAGES
from brochure.dataclass import replace
from brochure.diagnostics import Diagnostic, Message, Sink
from brochure.frame import Document
from brochure.model import Brochure
from brochure.outputs import printer_of
from brochure.platecheck import ink_faults_before
from brochure.preflight.frames import sheets_of
from brochure.preflight.press import flat_ink_faults, no_bleed_faults
from brochure.preflight.printers import Printer
from brochure.preflight.run import preflight
from brochure.project import Project
from brochure.text.fonts import FontBook
from brochure.theme import Theme

Look = tuple[FontBook, Theme]
Files = tuple[Sequence[tuple[str, Document]], Sequence[Document | None]]
"""Documents with what is added to their files' names, and for each of a perfect-bound book's its cover."""


def check_print(
    brochure: Brochure, project: Project, files: Files, look: Look, printer_named: str, sink: Sink, strictly: bool
) -> None:
    """Every file against the printer's profile, covers too.

    A draft is built all the same: its errors are warnings until it is checked (`strictly`) or released. Findings count
    the pages of all documents in reading order, then the covers' sheets; where there are several files their message
    names the one that is meant, and counts in it.
    """
    printer = printer_of(brochure, project, sink, printer_named)
    if printer is None:
        return
    if brochure.document.safe > printer.safe.aim:
        printer = printer.copy(safe=printer.safe.copy(aim=brochure.document.safe))
    parts = list(_parts(*files))
    for name, document, before in parts:
        for finding in _found(brochure, project, document, look, printer):
            if any(document is cover for cover in files[1]) and _is_spine_at_its_fold(finding):
                continue
            severity = "warning" if finding.severity == "error" and not strictly else finding.severity
            message = _named(finding.message, name) if len(parts) > 1 else finding.message
            sink.add(replace(finding, severity=severity, message=message, page=finding.page + before))


def _parts(
    documents: Sequence[tuple[str, Document]], covers: Sequence[Document | None]
) -> Iterator[tuple[Message, Document, int]]:
    """Each file as it is written: what it is called, its pages, and how many pages come before its first."""
    before = 0
    for number, (name, document) in enumerate(documents):
        lang = name.strip("-")
        if covers and covers[number] is not None:
            from brochure.layout.wrapper import without_cover  # only a perfect-bound book needs it

            yield (
                Message(f"书芯 {lang}".strip(), f"{lang} block".strip()),
                without_cover(document),
                before + COVER_PAGES // 2,
            )
        else:
            yield Message(lang, lang), document, before
        before += len(document.pages)
    for (name, _), cover in zip(documents, covers, strict=False):
        lang = name.strip("-")
        if cover is not None:
            yield Message(f"封面 {lang}".strip(), f"{lang} cover".strip()), cover, before
            before += len(cover.pages)


def _found(
    brochure: Brochure, project: Project, document: Document, look: Look, printer: Printer
) -> Iterator[Diagnostic]:
    """What is wrong with one file; pages count from its first."""
    sheets = sheets_of(document.pages)
    flat = tuple(flat_ink_faults(sheets, printer))
    heavy = ink_faults_before(brochure, project, document, look, sheets, printer)
    known = {(fault.page, fault.path) for fault in flat}
    more = (*no_bleed_faults(sheets, printer, "document.bleed"), *flat)
    more += tuple(fault for fault in heavy if (fault.page, fault.path) not in known)
    yield from preflight(sheets, printer, brochure.spans.at, more)


def _is_spine_at_its_fold(finding: Diagnostic) -> bool:
    """Words on the spine keep the distance from its edges that a spine needs: layout has seen to it."""
    return finding.code == "preflight.safe_area" and finding.path in ("document.spine", "document.title")


def _named(message: Message, name: Message) -> Message:
    return Message(f"{name.zh}，{message.zh}", f"{name.en}, {message.en}")
