"""The run: load → theme → contents → pages → checks → PDF. A fault is a finding; nothing is half-written."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from brochure.blocks import KINDS
from brochure.dataclass import dataclass, field, replace
from brochure.diagnostics import Diagnostic, Sink
from brochure.fields import Guide
from brochure.files import CannotWrite
from brochure.frame import Document, OutlineEntry, Page
from brochure.layout.context import Setting
from brochure.layout.cutoff import check_cut_off
from brochure.layout.rooms import Room, Rooms, typical_words
from brochure.load import load
from brochure.makeup import Makeup
from brochure.model import Brochure
from brochure.offers import block_names
from brochure.outputs import Wanted, smallest_type, write_outputs
from brochure.project import Project
from brochure.text.fonts import FontBook, default_catalog
from brochure.theme import Theme
from brochure.theming import load_theme

Output = Literal["print", "screen", "proof"]


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line may ask of a build."""

    output: Output = "print"
    arrangement: str | None = None
    marks: bool = False
    strict: bool = False
    release: bool = False
    guides: frozenset[Guide] | None = None
    """Lines over the pages of a proof; None: as the YAML says."""
    printer: str = ""
    """A printer's profile instead of the one that the brochure names."""
    telling: bool = False
    """Whether to tell what layout chose, such as the widths of columns."""
    copyfit: bool = False
    """Whether to measure the room that each region has left."""
    limits: str = ""
    """A language: the most characters that its texts may have are wanted."""
    log: dict[str, Setting] = field(default_factory=dict, compare=False, repr=False)
    """Filled with what was set at each path of the YAML."""


@dataclass(frozen=True, slots=True)
class Built:
    """The outcome: findings in order, files written, files read, and seconds by stage."""

    findings: tuple[Diagnostic, ...]
    output: tuple[Path, ...] = ()
    read: tuple[Path, ...] = ()
    pages: tuple[Page, ...] = ()
    timings: tuple[tuple[str, float], ...] = ()
    release: bool = False
    """Whether everything that a release needs was looked for."""
    rooms: tuple[Room, ...] = ()
    """The room that each region has left, when it was asked for."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What the blocks are called, by their places in the YAML."""

    @property
    def failed(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)


@dataclass(slots=True)
class _Clock:
    laps: list[tuple[str, float]] = field(default_factory=list)
    last: float = field(default_factory=time.perf_counter)

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps.append((name, now - self.last))
        self.last = now


def build(file: Path, out: Path, options: Options = Options()) -> Built:
    """Build one brochure; with an error among the findings, no file is touched."""
    sink, clock = Sink(), _Clock()
    project = Project(file)
    made, release = _run(project, sink, options, clock, languages=False)
    written: tuple[Path, ...] = ()
    if made is not None and not _stops(sink, options):
        asked = Wanted(options.output, options.marks, options.guides)
        look = (made.fonts, made.theme)
        if not sink.would_replace(out, project.read):
            try:
                written = write_outputs(made.brochure, project, made.documents, made.covers, look, out, asked, sink)
            except CannotWrite as error:
                sink.unwritable(error)
        clock.lap("write")
    pages = made.pages if made else ()
    return Built(tuple(sink.found), written, tuple(project.read), pages, tuple(clock.laps), release)


def check(file: Path, options: Options = Options()) -> Built:
    """Everything a build would find and what must hold between the languages, without writing a file."""
    sink, clock = Sink(), _Clock()
    project = Project(file)
    made, release = _run(project, sink, replace(options, telling=True), clock, languages=True)
    pages = made.pages if made else ()
    rooms = tuple(made.rooms.found) if made and made.rooms else ()
    names = block_names(made.brochure) if made and rooms else {}
    return Built(tuple(sink.found), (), tuple(project.read), pages, tuple(clock.laps), release, rooms, names)


def _run(project: Project, sink: Sink, options: Options, clock: _Clock, languages: bool) -> tuple[Made | None, bool]:
    """Pages with everything found on the way, and whether all that a release needs was looked for.

    What holds between the languages is checked when asked for (`languages`) and for every release.
    """
    brochure = _load(project, sink, clock)
    if brochure is None:
        return None, options.release
    whole = not sink.failed
    gaps = all(found.code in _GAPS for found in sink.found if found.severity == "error")
    release = options.release or brochure.document.status == "approved"
    made = _lay_out(brochure, project, sink, options, clock) if whole else None
    if made is not None and options.output == "print" and not sink.failed:
        from brochure.prepress import check_print

        look = (made.fonts, made.theme)
        files = (made.documents, made.covers)
        check_print(made.brochure, project, files, look, options.printer, sink, strictly=languages or release)
        clock.lap("preflight")
    if gaps and (languages or release):
        from brochure.editorial.check import check as check_languages

        check_languages(brochure, sink, release)
        if made is not None:
            from brochure.editorial.glyphs import stand_in_faces
            from brochure.editorial.spaces import open_lines

            sink.extend(stand_in_faces(options.log, made.fonts, brochure))
            sink.extend(open_lines(options.log, made.fonts, brochure))
        clock.lap("languages")
    elif whole:
        from brochure.editorial.standins import stand_ins

        sink.extend(stand_ins(brochure, "warning"))
        if made is not None:
            from brochure.editorial.glyphs import stand_in_faces

            found = stand_in_faces(options.log, made.fonts, brochure)
            sink.extend(one for one in found if one.severity == "warning")
    return made, release


_GAPS = ("text.missing_translation", "text.paragraph_count")
"""What may be wrong with the texts, so that the rest of them is still worth reading."""


@dataclass(frozen=True, slots=True)
class Made:
    """Finished pages, with what they were made from: one document, or (`separate` in two files) one a language."""

    brochure: Brochure
    documents: tuple[tuple[str, Document], ...]
    """What is added to the file's name, and what goes into it."""
    fonts: FontBook
    theme: Theme
    covers: tuple[Document | None, ...] = ()
    """For each of a perfect-bound book's documents its cover, as a file of its own."""
    rooms: Rooms | None = None

    @property
    def document(self) -> Document:
        return self.documents[0][1]

    @property
    def pages(self) -> tuple[Page, ...]:
        return tuple(page for _, document in self.documents for page in document.pages)


def compose(project: Project, sink: Sink, options: Options) -> Made | None:
    """Everything up to finished pages; None when the input did not allow it."""
    clock = _Clock()
    brochure = _load(project, sink, clock)
    return None if brochure is None or sink.failed else _lay_out(brochure, project, sink, options, clock)


def length_limits(brochure: Brochure, project: Project, target: str) -> dict[str, int]:
    """The most characters that each text of a language may have on the pages as they are laid out, by its place.

    Pseudo-words stand where there is no translation; empty when the brochure cannot be laid out.
    """
    from brochure.pseudo import with_pseudo_english

    whole = with_pseudo_english(brochure, Sink())
    made = _lay_out(whole, project, Sink(), Options(limits=target), _Clock())
    return made.rooms.limits if made and made.rooms else {}


def _load(project: Project, sink: Sink, clock: _Clock) -> Brochure | None:
    brochure = load(project, {kind.name: kind.model for kind in KINDS}, sink)
    clock.lap("load")
    return brochure


def _lay_out(brochure: Brochure, project: Project, sink: Sink, options: Options, clock: _Clock) -> Made | None:
    catalog = default_catalog()
    fonts = _font_book(catalog, catalog.stat().st_mtime_ns)
    theme = load_theme(project, brochure, fonts.entries, sink)
    clock.lap("theme")
    if theme is None or sink.failed:
        return None
    if theme.shrinks < 1.0:
        theme = theme.legible(smallest_type(brochure, project, options.printer))
    from brochure.editorial.glyphs import missing_glyphs

    sink.extend(missing_glyphs(brochure, theme, fonts, project.root))
    if sink.failed:
        return None
    rooms = _rooms(brochure, options.limits) if options.copyfit or options.limits else None
    if brochure.untranslated and not options.release and "en" in _languages(brochure, options):
        from brochure.pseudo import with_pseudo_english  # only a draft gets this far

        brochure = with_pseudo_english(brochure, sink)
    made = Makeup(brochure, theme, fonts, sink, options.arrangement, options.telling, options.log, rooms).files()
    clock.lap("layout")
    for _, pages, _ in made:
        _check_pages(brochure, pages, sink)
        check_cut_off(pages, brochure.spans, sink)
    documents = tuple((name, _document(brochure, project, pages, outline)) for name, pages, outline in made)
    covers: tuple[Document | None, ...] = ()
    if brochure.document.binding.kind == "perfect" and options.output == "print" and not sink.failed:
        from brochure.covers import make_cover

        shown = [(name[1:],) if name else _languages(brochure, options) for name, _ in documents]
        pairs = zip(documents, shown, strict=True)
        covers = tuple(make_cover(brochure, one, theme, fonts, languages, sink) for (_, one), languages in pairs)
    return Made(brochure, documents, fonts, theme, covers, rooms)


def _rooms(brochure: Brochure, target: str) -> Rooms:
    """Where rooms are recorded; the brochure's own words say how long an English word is."""
    from brochure.editorial.texts import texts

    return Rooms(typical_words(word for pair in texts(brochure) for word in pair.get("en").split()), target=target)


@lru_cache(maxsize=1)
def _font_book(catalog: Path, _changed: int) -> FontBook:
    """The faces of a catalogue. A process that builds again and again keeps them, and with them what was set."""
    return FontBook.from_catalogs([catalog])


def _languages(brochure: Brochure, options: Options) -> tuple[str, ...]:
    """The languages that are shown."""
    arrangement = options.arrangement or brochure.document.arrangement
    return (arrangement,) if arrangement in ("zh", "en") else brochure.document.languages


def _stops(sink: Sink, options: Options) -> bool:
    return sink.failed or (options.strict and any(found.severity == "warning" for found in sink.found))


def _check_pages(brochure: Brochure, pages: tuple[Page, ...], sink: Sink) -> None:
    binding = brochure.document.binding
    if binding.kind != "none":
        from brochure.binding.counts import check_count

        check_count(binding, len(pages), brochure.spans, sink)


def _document(
    brochure: Brochure, project: Project, pages: tuple[Page, ...], outline: tuple[OutlineEntry, ...]
) -> Document:
    info = brochure.document
    source = info.languages[0]
    both = [text for lang in info.languages if (text := info.title.plain(lang))]
    author = info.author.plain(source) if info.author else ""
    subject = info.subject.plain(source) if info.subject else ""
    language = "zh-CN" if source == "zh" else source
    return Document(pages, " ".join(both), author, subject, language, project.timestamp(info.date or ""), outline)
