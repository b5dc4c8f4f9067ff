"""What a build writes besides one file: a perfect-bound book’s cover, and several files all at once or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from brochure.binding.spine import COVER_PAGES, check_gutter, check_spine, report_no_paper, spine_width
from brochure.dataclass import replace
from brochure.diagnostics import Sink
from brochure.files import writing
from brochure.frame import Document
from brochure.geometry import Insets
from brochure.layout.context import LayoutContext
from brochure.layout.grid import Grid
from brochure.layout.wrapper import Lettering, cover_pages, without_cover
from brochure.model import Brochure
from brochure.pdf.writer import OutputOptions, write_pdf
from brochure.text.fonts import FontBook
from brochure.theme import Theme


def make_cover(
    brochure: Brochure, document: Document, theme: Theme, fonts: FontBook, languages: tuple[str, ...], sink: Sink
) -> Document | None:
    """The cover sheet as a document of its own; None, with the reason found, where there can be none."""
    info, spans = brochure.document, brochure.spans
    check_gutter(theme.setup.inner, spans, sink)
    block = len(document.pages) - COVER_PAGES
    if brochure.output.print.cover == "together":
        return None
    if block < 2 or len(document.pages) % 2:
        return None  # told already: too few pages, or a count that does not fit
    spine = spine_width(info.binding, block)
    if spine is None:
        report_no_paper(spans, sink)
        return None
    check_spine(info.binding, block, spans, sink)
    bleed = document.pages[0].bleed
    grid = Grid(info.trim, Insets(bleed.top, bleed.right, bleed.bottom, bleed.right), theme.setup, recto=True)
    ctx = LayoutContext(theme, fonts, sink, spans, languages, "stacked", grid)
    texts = info.spine or info.title
    words = tuple((lang, texts.plain(lang)) for lang in languages if texts.plain(lang))
    asked = info.spine is not None
    lettering = Lettering(words, asked, "document.spine" if asked else "document.title")
    pages = cover_pages(ctx, document.pages, spine, lettering)
    title = f"{document.title} 封面 cover"
    return replace(document, pages=pages, title=title, outline=())


def with_covers(
    documents: Sequence[tuple[str, Document]], covers: Sequence[Document | None]
) -> tuple[tuple[str, Document], ...]:
    """Every file to be written: what is added to its name, and what goes into it."""
    files: list[tuple[str, Document]] = []
    for number, (name, document) in enumerate(documents):
        cover = covers[number] if covers else None
        files.append((name, without_cover(document) if cover else document))
        if cover:
            files.append((f"{name}-cover", cover))
    return tuple(files)


def write_all(
    files: Sequence[tuple[str, Document]], fonts: FontBook, out: Path, options: OutputOptions, sink: Sink
) -> tuple[Path, ...]:
    """Several files in one go: all of them, or none after findings. Each is named as `out` with its addition."""
    targets = [out.with_stem(out.stem + added) for added, _ in files]
    with writing(out), TemporaryDirectory(prefix=".", dir=out.parent) as folder:
        parts = [Path(folder) / target.name for target in targets]  # the slug line prints the name
        for (_, document), part in zip(files, parts, strict=True):
            write_pdf(document, fonts, part, options, sink)
            if sink.failed:
                return ()
        for part, target in zip(parts, targets, strict=True):
            with writing(target):
                part.replace(target)
    return tuple(targets)
