"""A document to one PDF file that appears whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from brochure.diagnostics import Sink
from brochure.frame import Document, Frame, GlyphRun, Group, Tag
from brochure.pdf import metadata
from brochure.pdf.boxes import Boxes, boxes
from brochure.pdf.color import COATED, Inks, Screen
from brochure.pdf.content import Content
from brochure.pdf.fonts import EmbeddedFace
from brochure.pdf.images import ImageBook
from brochure.pdf.objects import File, Ref, Stream, array, dictionary, text
from brochure.text.fonts import FontBook

Edition = Literal["print", "screen", "proof"]


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """How the same pages become a file.

    `profile` is the ICC profile of the printing condition (the built-in coated one without). `cache` is a folder for
    converted pictures; without it every run converts anew.
    """

    edition: Edition = "print"
    marks: bool = False
    standard: Literal["none", "x4"] = "x4"
    profile: Path | None = None
    cache: Path | None = None
    compress: bool = True


def write_pdf(document: Document, fonts: FontBook, out: Path, options: OutputOptions, sink: Sink) -> None:
    """Write the document to `out`. Faults of pictures become findings; with an error among them `out` is not touched."""
    job = _Job(document, fonts, options, sink)
    before = len(sink.found)
    job.pages()
    if any(found.severity == "error" for found in sink.found[before:]):
        return
    job.fonts()
    job.catalog()
    _whole_or_not(out, job)


def _whole_or_not(out: Path, job: _Job) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{out.name}.", suffix=".part", dir=out.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            job.file.write(file, job.version, job.seal, job.trailer)
        # mkstemp makes a private file: give it the mode that any new file would have
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


class _Job:
    """One run of the writer."""

    def __init__(self, document: Document, book: FontBook, options: OutputOptions, sink: Sink) -> None:
        self.document, self.options, self.sink = document, options, sink
        self.print = options.edition == "print"
        self.pdfx = "PDF/X-4" if self.print and options.standard == "x4" else ""
        self.version = "1.6" if self.print else "1.7"
        self.profile = options.profile or COATED
        self.file = File()
        self.root = dictionary({"Type": "/Catalog"})
        self.tree = dictionary({"Type": "/Pages"})
        self.tree_ref = self.file.add(self.tree)
        self.inks = Inks(self.file) if self.print else Screen(self.file, self.profile)
        self.images = ImageBook(self.file, sink)
        self.faces = self._faces(book)
        self.kids: list[Ref] = []
        self.boxes: list[Boxes] = []
        self.record = metadata.Record.of(document, self.pdfx)

    def _faces(self, book: FontBook) -> dict[str, EmbeddedFace]:
        used: dict[str, set[int]] = {}
        for page in self.document.pages:
            _gather(page.frame, used)
        faces = {key: EmbeddedFace(book.face(key), gids, f"F{index}") for index, (key, gids) in enumerate(used.items())}
        for face in faces.values():
            face.reserve(self.file)
        return faces

    # ---- pages

    def pages(self) -> None:
        """Contents and page objects, in order; pages share one Resources dictionary for fonts and states."""
        states = {
            "GSo": dictionary({"Type": "/ExtGState", "OP": "true", "op": "true", "OPM": 1}),
            "GSk": dictionary({"Type": "/ExtGState", "OP": "false", "op": "false", "OPM": 0}),
        }
        self.states = self.file.add(dictionary(states))
        for page in self.document.pages:
            box = boxes(page, self.options.edition != "screen", self.options.marks and self.print)
            content = Content(
                box.trim.x, box.trim.y + box.trim.height, self.faces, self.inks, self.images, self.document.language
            )
            content.draw(page.frame)
            self.boxes.append(box)
            self._page(box, content)
        self.tree.dict.update({"Kids": array(self.kids), "Count": len(self.kids)})

    def _page(self, box: Boxes, content: Content) -> None:
        spaces = self.inks.spaces
        resources = {
            "Font": dictionary({key: face.reference for key, face in content.fonts.items()}) if content.fonts else None,
            "XObject": dictionary(content.pictures) if content.pictures else None,
            "ColorSpace": dictionary(spaces) if spaces else None,
            "ExtGState": self.states,
        }
        entries = {
            "Type": "/Page",
            "Parent": self.tree_ref,
            **box.entries(),
            "Resources": dictionary(resources),
            "Contents": self._stream(content.finish()),
        }
        self.kids.append(self.file.add(dictionary(entries)))

    def _stream(self, data: bytes) -> Ref:
        if not self.options.compress:
            return self.file.add(Stream(data, {}))
        return self.file.add(Stream(zlib.compress(data, 6), {"Filter": "/FlateDecode"}))

    def fonts(self) -> None:
        for face in self.faces.values():
            face.write(self.file)

    # ---- document

    def catalog(self) -> None:
        """The catalogue (7.7.2): outline, language, output intent."""
        root = self.root.dict
        root["Pages"] = self.tree_ref
        root["Lang"] = text(self.document.language)
        root["ViewerPreferences"] = dictionary({"DisplayDocTitle": "true"})
        if self.document.outline:
            root["Outlines"] = self._outline()
            root["PageMode"] = "/UseOutlines" if not self.print else "/UseNone"
        if self.print:
            root["OutputIntents"] = array((self._intent(),))
        self.info_ref = self.file.add(metadata.info(self.record))

    def _intent(self) -> Ref:
        profile = zlib.compress(self.profile.read_bytes(), 6)
        stream = self.file.add(Stream(profile, {"N": 4, "Alternate": "/DeviceCMYK", "Filter": "/FlateDecode"}))
        return self.file.add(
            dictionary(
                {
                    "Type": "/OutputIntent",
                    "S": "/GTS_PDFX",
                    "OutputConditionIdentifier": text("FOGRA39"),
                    "OutputCondition": text("Offset, coated paper, ISO 12647-2"),
                    "RegistryName": text("http://www.color.org"),
                    "Info": text("Coated FOGRA39 TAC300 (open)"),
                    "DestOutputProfile": stream,
                }
            )
        )

    def _outline(self) -> Ref:
        """Bookmarks (12.3.3) with plain destinations, which PDF/X allows."""
        top = dictionary({"Type": "/Outlines"})
        top_ref = self.file.add(top)
        branch: list[tuple[int, Any, Ref, list[tuple[Any, Ref]]]] = [(-1, top, top_ref, [])]
        for entry in self.document.outline:
            while branch[-1][0] >= entry.level:
                _close(branch.pop())
            _level, _parent, parent_ref, siblings = branch[-1]
            box = self.boxes[entry.page].trim
            place = array((self.kids[entry.page], "/XYZ", box.x, box.y + box.height, "null"))
            item = dictionary({"Title": text(entry.title), "Parent": parent_ref, "Dest": place})
            item_ref = self.file.add(item)
            if siblings:
                siblings[-1][0].dict["Next"] = item_ref
                item.dict["Prev"] = siblings[-1][1]
            siblings.append((item, item_ref))
            branch.append((entry.level, item, item_ref, []))
        while branch:
            _close(branch.pop())
        return top_ref

    # ---- sealing

    def seal(self, digest: bytes) -> None:
        """XMP comes last, because its InstanceID is the digest of all before it."""
        data = metadata.xmp(self.record, self._identity(), digest)
        self.root.dict["Metadata"] = self.file.add(Stream(data, {"Type": "/Metadata", "Subtype": "/XML"}))
        self.root_ref = self.file.add(self.root)

    def trailer(self, digest: bytes) -> dict[str, object]:
        """Root, Info and ID (14.4): the document's lasting name, then this content's."""
        first, second = (f"<{part.hex().upper()}>" for part in (self._identity(), digest))
        return {"Root": self.root_ref, "Info": self.info_ref, "ID": array((first, second))}

    def _identity(self) -> bytes:
        words = (self.document.title, self.document.author, self.options.edition)
        return hashlib.blake2b(repr(words).encode(), digest_size=16).digest()


def _close(level: tuple[int, Any, Ref, list[tuple[Any, Ref]]]) -> None:
    _level, item, _ref, children = level
    if children:
        item.dict.update({"First": children[0][1], "Last": children[-1][1], "Count": len(children)})


def _gather(frame: Frame, used: dict[str, set[int]]) -> None:
    for _place, item in frame.items:
        if isinstance(item, GlyphRun):
            used.setdefault(item.face, set()).update(item.gids)
        elif isinstance(item, Group | Tag):
            _gather(item.frame, used)
