"""Finished pages → files: which edition, to which standard, for which press, with what drawn over it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from brochure.dataclass import dataclass, replace
from brochure.diagnostics import Sink
from brochure.fields import USUAL_MARKS, Guide
from brochure.frame import Document, Frame
from brochure.model import Brochure
from brochure.project import Project
from brochure.regex import cache_folder
from brochure.text.fonts import FontBook
from brochure.theme import Theme

if TYPE_CHECKING:
    from brochure.pdf.writer import OutputOptions
    from brochure.preflight.printers import Printer


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks of the files. `guides` None: as the YAML says."""

    edition: str
    marks: bool = False
    guides: frozenset[Guide] | None = None


def write_outputs(
    brochure: Brochure,
    project: Project,
    documents: Sequence[tuple[str, Document]],
    covers: Sequence[Document | None],
    look: tuple[FontBook, Theme],
    out: Path,
    wanted: Wanted,
    sink: Sink,
) -> tuple[Path, ...]:
    """Write the file, or all of the files, or none after findings; gives those written."""
    from brochure.pdf.writer import write_pdf

    fonts, theme = look
    chosen = output_options(brochure, project, theme, wanted, sink)
    if chosen is None:
        return ()
    told = Sink()  # the writer knows places of the YAML by their paths only
    if len(documents) > 1 or any(covers):
        from brochure.covers import with_covers, write_all

        written = write_all(with_covers(tuple(documents), tuple(covers)), fonts, out, chosen, told)
    else:
        write_pdf(documents[0][1], fonts, out, chosen, told)
        written = () if told.failed else (out,)
    for finding in told.found:
        known = finding.span or not finding.path
        sink.add(finding if known else replace(finding, span=brochure.spans.at(finding.path)))
    return written


def output_options(
    brochure: Brochure, project: Project, theme: Theme, wanted: Wanted, sink: Sink
) -> OutputOptions | None:
    """What the YAML and the command line ask of the files, for the writer; None after findings."""
    from brochure.pdf.writer import OutputOptions

    asked, info = brochure.output.print, brochure.document
    profile = print_profile(brochure, project, sink)
    if sink.failed:
        return None
    proof = wanted.edition == "proof"
    guides = (brochure.output.proof.guides if wanted.guides is None else wanted.guides) if proof else frozenset()
    return OutputOptions(
        edition=wanted.edition,  # type: ignore[arg-type]
        marks=wanted.marks or (bool(asked.marks) and wanted.edition == "print"),
        mark_kinds=asked.marks or USUAL_MARKS,
        standard=asked.standard,
        profile=profile,
        cache=cache_folder(),
        intent=asked.intent,
        guides=guides,
        safe=info.safe,
        grids=_grids(brochure, theme) if "grid" in guides else {},
        stamp="" if not proof or info.status == "approved" else "校样 DRAFT",
    )


def _grids(brochure: Brochure, theme: Theme) -> dict[bool, Frame]:
    """The grid of right-hand pages (True) and of left-hand ones; a folded sheet has one a panel, and none here."""
    from brochure.binding.records import FOLDS
    from brochure.layout.grid import Grid
    from brochure.layout.overlay import grid_frame

    info = brochure.document
    if info.binding.kind in FOLDS:
        return {}
    grid = Grid(info.trim, info.bleed.edges, theme.setup, recto=True, mirrored=info.bleed.mirrored)
    return {recto: grid_frame(grid.on(recto)) for recto in (True, False)}


def print_profile(brochure: Brochure, project: Project, sink: Sink) -> Path | None:
    """The printing condition's profile: a built-in one by name, a file of the project, or None for the default."""
    from brochure.pdf.color import NAMED
    from brochure.pdf.intent import check_profile

    wanted, path = brochure.output.print.profile, "output.print.profile"
    if not wanted or wanted in NAMED:
        return NAMED.get(wanted)
    if "." not in wanted:
        from brochure.validation import unknown_value

        sink.add(unknown_value("profile.unknown", "profile", wanted, NAMED, brochure.spans, path))
        return None
    span = brochure.spans.at(path)
    profile = project.resolve(wanted, project.entry, sink, span, "profile", path)
    if profile is not None and (refused := check_profile(profile)):
        sink.add(replace(refused, span=span, path=path))
        return None
    return profile


def printer_of(brochure: Brochure, project: Project, sink: Sink, named: str) -> Printer | None:
    """The profile named on the command line, or by the brochure; None after findings."""
    from brochure.preflight.printers import load_printer, named_file

    path = "output.print.printer"
    wanted, span = brochure.output.print.printer, brochure.spans.at(path)

    def resolve(name: str) -> Path | None:
        if named:
            return named_file(name, sink)
        return project.resolve(name, project.entry, sink, span, "printer", path)

    return load_printer(named or wanted, sink, resolve, project, None if named else span, path)


def smallest_type(brochure: Brochure, project: Project, named: str) -> float:
    """Points: the smallest type that the printer takes without a warning."""
    from brochure.preflight.printers import Printer

    return (printer_of(brochure, project, Sink(), named) or Printer()).type.aim
