"""The newest pages that could be laid out, and what was found: what the preview shows.

Pages are laid out as for the press and drawn as in a proof. A file with a mistake in it leaves the last good pages
where they are. A page that did not change keeps its key, so that no picture of it is made or fetched again.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brochure.annotating.places import located
from brochure.build import Made, Options, check, compose
from brochure.dataclass import dataclass, field, replace
from brochure.diagnostics import Diagnostic, Sink
from brochure.fields import USUAL_GUIDES, Guide
from brochure.frame import Document, Page, Picture, walk
from brochure.outputs import Wanted, output_options
from brochure.preview.places import places_of
from brochure.preview.raster import Raster, raster
from brochure.preview.spreads import COVER, spreads
from brochure.preview.watch import Stamp, stamp, stamps
from brochure.project import Project
from brochure.reporting import rows

if TYPE_CHECKING:
    from brochure.pdf.writer import OutputOptions

KEPT = 160_000_000
"""Bytes of page pictures that are kept."""
GUIDES: dict[str, frozenset[Guide]] = {"": frozenset(), "usual": USUAL_GUIDES, "all": USUAL_GUIDES | {"grid"}}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page that is shown: its key stands for all that can be seen of it."""

    key: str
    page: Page
    document: Document
    number: int
    """From 1, in its own file."""
    name: str
    """What its file is called when there are several: a language, or `cover`."""
    facts: tuple[tuple[str, Stamp], ...]
    """Its pictures as they were when it was laid out."""


@dataclass(frozen=True, slots=True)
class Shown:
    """All of the preview at one time. `stale`: the pages are older than the files, which have errors."""

    version: int = 0
    title: str = ""
    leaves: tuple[Leaf, ...] = ()
    groups: tuple[tuple[int, ...], ...] = ()
    """Leaves that lie side by side, by their place in `leaves`."""
    findings: tuple[Diagnostic, ...] = ()
    stale: bool = False
    checked: bool = False
    """Whether the languages and the print were checked too, or only what stops the pages."""
    milliseconds: int = 0
    arrangement: str = ""

    def plain(self) -> dict[str, Any]:
        """For the browser. Sizes in points."""
        return {
            "version": self.version,
            "title": self.title,
            "stale": self.stale,
            "checked": self.checked,
            "milliseconds": self.milliseconds,
            "arrangement": self.arrangement,
            "groups": self.groups,
            "findings": rows(self.findings),
            "pages": [_plain(leaf) for leaf in self.leaves],
        }


def _plain(leaf: Leaf) -> dict[str, Any]:
    size, bleed = leaf.page.frame.size, leaf.page.bleed
    return {
        "key": leaf.key,
        "number": leaf.number,
        "label": leaf.page.label,
        "name": leaf.name,
        "size": (size.width, size.height),
        "bleed": (bleed.top, bleed.right, bleed.bottom, bleed.left),
    }


@dataclass(slots=True)
class Desk:
    """One brochure that is being worked on. `refresh` and `proofread` come from one thread, the rest from any."""

    file: Path
    arrangement: str = ""
    shown: Shown = field(default_factory=Shown)
    files: dict[Path, Stamp] = field(default_factory=dict)
    """What the pages were made of, as it was before it was read."""
    _made: Made | None = None
    _options: OutputOptions | None = None
    _pictures: OrderedDict[tuple[str, float, str], Raster] = field(default_factory=OrderedDict)
    _work: threading.RLock = field(default_factory=threading.RLock)
    """Held while anything is laid out or drawn: shaping, subsetting and PDFium are for one thread at a time."""
    _news: threading.Condition = field(default_factory=threading.Condition)
    _keys: int = 0
    _run: str = field(default_factory=lambda: f"{time.time_ns():x}")
    """Begins every key, so that no browser takes a page of an earlier run for one of this."""

    def refresh(self) -> None:
        """Lay out again what stands in the files now."""
        with self._work:
            start = time.perf_counter()
            project, sink = Project(self.file), Sink()
            before = stamps((self.file.resolve(), *self.files))
            made = compose(project, sink, Options(arrangement=self.arrangement or None))
            options = None
            if made is not None and made.pages:
                options = output_options(made.brochure, project, made.theme, Wanted("proof"), sink)
            self.files = self._seen(project, before, any(one.code.endswith(".missing") for one in sink.found))
            spent = round((time.perf_counter() - start) * 1000)
            if made is None or options is None:
                self._show(replace(self.shown, findings=tuple(sink.found), stale=True, checked=False))
                return
            if options != self._options:  # another profile, other guides: everything looks different
                self.shown = replace(self.shown, leaves=())
            self._made, self._options = made, options
            leaves = self._leaves(made)
            self._show(
                Shown(
                    title=made.brochure.document.title.plain("zh") or self.file.name,
                    leaves=leaves,
                    groups=spreads([(leaf.name, leaf.number) for leaf in leaves], made.brochure.document.binding.kind),
                    findings=located(sink.found, made.pages, made.brochure.spans),
                    milliseconds=spent,
                    arrangement=self.arrangement or made.brochure.document.arrangement,
                )
            )

    def proofread(self) -> None:
        """Add what `brochure check` finds: the print, and what must hold between the languages."""
        shown = self.shown
        with self._work:
            if shown is not self.shown or shown.checked:
                return
            found = check(self.file, Options(arrangement=self.arrangement or None)).findings
            if self._made is not None:
                found = located(found, self._made.pages, self._made.brochure.spans)
            self._show(replace(self.shown, findings=found, checked=True))

    def arrange(self, arrangement: str) -> None:
        """Show another arrangement, from the next refresh on."""
        self.arrangement = arrangement

    def wait(self, version: int, seconds: float) -> Shown:
        """What is shown as soon as it is newer than `version`, or after `seconds`."""
        with self._news:
            self._news.wait_for(lambda: self.shown.version > version, seconds)
            return self.shown

    def picture(self, key: str, scale: float, guides: str) -> Raster | None:
        """The page of that key with its bleed; None when it is not shown any more."""
        wanted = (key, scale, guides)
        with self._work:
            if wanted in self._pictures:
                self._pictures.move_to_end(wanted)
                return self._pictures[wanted]
            leaf, made, options = self._leaf(key), self._made, self._options
            if leaf is None or made is None or options is None:
                return None
            drawn = raster(leaf.page, leaf.document, made.fonts, self._drawn_with(options, leaf, guides), scale)
            if drawn is not None:
                self._pictures[wanted] = drawn
                while sum(len(one.data) for one in self._pictures.values()) > KEPT and len(self._pictures) > 1:
                    self._pictures.popitem(last=False)
            return drawn

    def places(self, key: str) -> list[dict[str, Any]] | None:
        """What stands where on the page of that key."""
        with self._work:
            leaf = self._leaf(key)
            return places_of(leaf.page, self._made.brochure.spans) if leaf and self._made else None

    def _leaf(self, key: str) -> Leaf | None:
        return next((leaf for leaf in self.shown.leaves if leaf.key == key), None)

    def _drawn_with(self, options: OutputOptions, leaf: Leaf, guides: str) -> OutputOptions:
        """No stamp, and the lines that are wanted; the page's own grid whichever side it is on."""
        lines = GUIDES[guides]
        if not lines or self._made is None:
            return replace(options, guides=frozenset(), grids={}, stamp="")
        project = Project(self.file)
        wanted = Wanted("proof", guides=lines)
        drawn = output_options(self._made.brochure, project, self._made.theme, wanted, Sink()) or options
        side = drawn.grids.get(leaf.number % 2 == 1)
        return replace(drawn, guides=lines, grids={True: side} if side else {}, stamp="")

    def _leaves(self, made: Made) -> tuple[Leaf, ...]:
        before = {(leaf.name, leaf.number): leaf for leaf in self.shown.leaves}
        found = []
        for name, document in _documents(made):
            for number, page in enumerate(document.pages, 1):
                facts = _pictures(page)
                old = before.get((name, number))
                if old is not None and old.facts == facts and old.page == page:
                    key = old.key
                else:
                    self._keys += 1
                    key = f"{self._run}-{self._keys}"
                found.append(Leaf(key, page, document, number, name, facts))
        return tuple(found)

    def _seen(self, project: Project, before: dict[Path, Stamp], folders: bool) -> dict[Path, Stamp]:
        """What to watch, as it was before it was read. What a broken file no longer names is watched all the same."""
        known = [path for path in self.files if path.is_file()]
        return stamps((self.file.resolve(), *project.read, *known), folders) | {
            path: seen for path, seen in before.items() if path in known
        }

    def _show(self, shown: Shown) -> None:
        with self._news:
            self.shown = replace(shown, version=self.shown.version + 1)
            self._news.notify_all()


def _documents(made: Made) -> list[tuple[str, Document]]:
    """Each file's pages with a name, covers last."""
    named = [(name.strip("-"), document) for name, document in made.documents]
    covers = made.covers or (None,) * len(named)
    return named + [
        (f"{name} {COVER}".strip(), cover) for (name, _), cover in zip(named, covers, strict=True) if cover is not None
    ]


def _pictures(page: Page) -> tuple[tuple[str, Stamp], ...]:
    files = dict.fromkeys(item.file for _, item in walk(page.frame) if isinstance(item, Picture))
    return tuple((file, stamp(Path(file))) for file in files)
