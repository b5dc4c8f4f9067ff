"""`brochure ticket`: the print ticket of a finished PDF, and the contact sheet of a brochure's photographs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from brochure.commands.building import AmbiguousFile, only_brochure, print_findings

if TYPE_CHECKING:
    from brochure.build import Made
    from brochure.diagnostics import Sink
    from brochure.frame import Document
    from brochure.ticket.order import Order


@click.command(name="ticket")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), help="写到哪里 / where; 默认 PDF 名加 -ticket")
@click.option("--json", "report", type=click.Path(path_type=Path), help="另写 JSON / the same facts as JSON")
@click.option("--order", type=click.Path(path_type=Path), help="PDF 所据的 brochure.yaml / the YAML behind a PDF")
@click.option("--contact", is_flag=True, help="另写图片小样 / a contact sheet of the photographs as well")
def ticket_command(file: Path | None, out: Path | None, report: Path | None, order: Path | None, contact: bool) -> None:
    """成品 PDF 的印刷工艺单：从文件读回，写成一页 PDF。给 brochure.yaml 则先排版。

    The print ticket of FILE, a finished PDF, read back from it; a brochure.yaml is built first.
    """
    from brochure.diagnostics import Sink

    sink = Sink()
    try:
        source = file or only_brochure()
    except AmbiguousFile as error:
        raise click.UsageError(str(error)) from None
    is_pdf = source.suffix.lower() == ".pdf"
    if contact and is_pdf and order is None:
        raise click.UsageError(
            "--contact 要知道图片的说明和署名，请加 --order brochure.yaml / --contact needs --order YAML"
        )
    made, built = _made(order if is_pdf else source, None if is_pdf else out, sink)
    finished = (source,) if is_pdf else built
    written: tuple[Path, ...] = ()
    inputs = [*finished, source, *([order] if order else [])]
    replaces = sink.would_replace(out, inputs) or sink.would_replace(report, inputs)
    if finished and not (replaces or sink.failed):
        written = _write(finished, made, order if is_pdf else source, out, report, contact, sink)
    print_findings(sink.found, written, "text")
    for path in written:
        click.echo(f"已写出 {path} / wrote {path}", err=True)
    sys.exit(0 if written else 1)


def _made(yaml: Path | None, out: Path | None, sink: Sink) -> tuple[Made | None, tuple[Path, ...]]:
    """The pages of a YAML, and the print PDFs built from it beside the ticket (or in `build/`)."""
    if yaml is None:
        return None, ()
    from brochure.build import Options, build, compose
    from brochure.project import Project

    made = compose(Project(yaml), sink, Options())
    if made is None or sink.failed:
        return None, ()
    folder = out.parent if out else Path("build")
    built = build(yaml, folder / f"{yaml.resolve().parent.name}.pdf")
    sink.extend(finding for finding in built.findings if finding.severity == "error")
    return made, built.output


def _write(
    pdfs: tuple[Path, ...],
    made: Made | None,
    yaml: Path | None,
    out: Path | None,
    report: Path | None,
    contact: bool,
    sink: Sink,
) -> tuple[Path, ...]:
    """A ticket for each file (a book has its cover apart), the contact sheet and the JSON; all of them or none."""
    from brochure.ticket.contact import contact_document, photo_facts, photo_json
    from brochure.ticket.facts import plain
    from brochure.ticket.form import ticket_document
    from brochure.ticket.order import compare, order_of
    from brochure.ticket.read import read_ticket

    order = order_of(made.brochure, yaml.name) if made and yaml else None
    target = out or pdfs[0].with_name(f"{pdfs[0].stem}-ticket.pdf")
    documents: list[tuple[Document, Path]] = []
    tickets = []
    for number, pdf in enumerate(pdfs):
        ticket = read_ticket(pdf, sink)
        if ticket is None:
            return ()
        if not ticket.standard.startswith("PDF/X"):
            zh = f"{ticket.file} 没有标明 PDF/X，不是交印的文件" + (f"（{ticket.standard}）" if ticket.standard else "")
            en = f"{ticket.file} claims no PDF/X: it is not a file for the press"
            sink.warn("ticket.not_for_print", zh, en)
        if made and number == 0:
            compare(made.brochure, ticket, sink)
        place = target if number == 0 else target.with_name(f"{pdf.stem}-ticket.pdf")
        documents.append((ticket_document(ticket, order, _instant(ticket.created)), place))
        tickets.append(plain(ticket))
    date = _instant(str(tickets[0]["created"]))
    facts = {"ticket": tickets[0], "others": tickets[1:], "order": _order_json(order)}
    if contact and made and yaml:
        photos = photo_facts(made.brochure, made.document.pages)
        title = made.brochure.document.title.plain("zh") or made.document.title
        documents.append((contact_document(title, photos, date), target.with_name(f"{target.stem}-contact.pdf")))
        facts["photographs"] = photo_json(photos, yaml.resolve().parent)
    written = _pages(documents, sink)
    if report is not None and not sink.failed:
        from brochure.files import write_whole

        write_whole(report, json.dumps(facts, ensure_ascii=False, indent=1).encode() + b"\n")
        written = (*written, report)
    return written


def _pages(documents: list[tuple[Document, Path]], sink: Sink) -> tuple[Path, ...]:
    from brochure.pdf.writer import OutputOptions, write_pdf
    from brochure.ticket.sheet import book

    for document, target in documents:
        write_pdf(document, book(), target, OutputOptions(edition="screen", tagged=False), sink)
    return () if sink.failed else tuple(target for _document, target in documents)


def _instant(stated: str) -> int:
    """The POSIX time of the day a file was made; 0 when it does not say."""
    import calendar
    import time

    try:
        return calendar.timegm(time.strptime(stated[:10], "%Y-%m-%d"))
    except ValueError:
        return 0


def _order_json(order: Order | None) -> dict[str, object] | None:
    if order is None:
        return None
    rows = {en: words for _zh, en, words in order.rows if words}
    return {"source": order.source, "title": order.title, "as_ordered": rows}
