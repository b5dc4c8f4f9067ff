"""A document to one PDF file that appears whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zlib import compress

from brochure.dataclass import dataclass, field, replace
from brochure.diagnostics import Sink
from brochure.digest import blake2b
from brochure.files import whole
from brochure.frame import Document, Frame, GlyphRun, Group, Page, Picture, Tag
from brochure.geometry import MM
from brochure.pdf import metadata, navigation
from brochure.pdf.boxes import Boxes, boxes
from brochure.pdf.color import COATED, Inks, Screen
from brochure.pdf.content import Content
from brochure.pdf.drawing import Drawn, draw_pages
from brochure.pdf.fonts import USUAL, EmbeddedFace
from brochure.pdf.images import ImageBook, Target
from brochure.pdf.intent import check_profile, output_intent
from brochure.pdf.objects import File, Ref, Stream, array, dictionary, number, packed, text
from brochure.pdf.surface import Surface
from brochure.pdf.tags import Tree
from brochure.pictures import profile_name
from brochure.text.fonts import FontBook

if TYPE_CHECKING:
    from brochure.pdf.marks import Kind

Edition = Literal["print", "screen", "proof"]
_STANDARDS = {"none": "", "x4": "PDF/X-4", "x1a": "PDF/X-1a:2003"}


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """How the same pages become a file.

    `profile` is the ICC profile of the printing condition (the built-in coated one without). `cache` is a folder for
    converted pictures; without it every run converts anew. `intent` is how RGB pictures are brought to the press.
    `tagged` makes the screen edition PDF/A-2a and PDF/UA-1. `guides` (trim, bleed, safe,
    fold), `grids` and `stamp`, words across each page, are for proofs.
    """

    edition: Edition = "print"
    marks: bool = False
    mark_kinds: frozenset[Kind] = frozenset(("crop", "fold", "slug"))
    standard: Literal["none", "x4", "x1a"] = "x4"
    profile: Path | None = None
    cache: Path | None = None
    intent: Literal["relative", "perceptual"] = "relative"
    screen_ppi: float = 150.0
    tagged: bool = True
    guides: frozenset[str] = frozenset()
    safe: float = 5 * MM
    """Points from the trim within which text may be cut, or look as if it were (print.md §6)."""
    grids: Mapping[bool, Frame] = field(default_factory=dict)
    """What a proof draws of the grid, on right-hand pages (True) and left-hand ones."""
    stamp: str = ""
    compress: bool = True


def write_pdf(document: Document, fonts: FontBook, out: Path, options: OutputOptions, sink: Sink) -> None:
    """Write the document to `out`. Faults of pictures become findings; with an error among them nothing is written."""
    if options.profile and (refused := check_profile(options.profile)):
        sink.add(refused)
        return
    before = len(sink.found)
    if options.edition == "print" and options.standard == "x1a":
        from brochure.pdf.flatten import flattened

        document = replace(document, pages=flattened(document.pages, sink))
    job = _Job(document, fonts, out.name, options, sink)
    job.pages()
    job.images.finish()
    if any(found.severity == "error" for found in sink.found[before:]):
        return
    job.fonts()
    job.catalog()
    with whole(out) as file:
        job.file.write(file, job.version, job.seal, job.trailer)


class _Job:
    """One run of the writer."""

    def __init__(self, document: Document, book: FontBook, name: str, options: OutputOptions, sink: Sink) -> None:
        self.document, self.options, self.name = document, options, name
        self.print = options.edition == "print"
        self.pdfx = _STANDARDS[options.standard] if self.print else ""
        self.tree = Tree(document.language) if options.edition == "screen" and options.tagged else None
        self.version = "1.7" if not self.print else "1.4" if options.standard == "x1a" else "1.6"
        self.profile = options.profile or COATED
        self.record = metadata.Record.of(document, self.pdfx, self.tree is not None)
        self.file = File()
        self.pages_ref = self.file.add(None)
        self.inks = Inks(self.file) if self.print else Screen(self.file, self.profile, options.edition == "proof")
        self.kids: list[Ref] = [self.file.add(None) for _page in document.pages]
        self.marked = options.marks and options.edition != "screen"
        self.layers = self._layers(book)
        glyphs: dict[str, set[int]] = {}
        pictures: list[Picture] = []
        unusual: set[str] = set()
        self.glyphs = [sum(_gather(frame, glyphs, pictures, unusual) for frame in layers) for layers in self.layers]
        """How many there are on each page."""
        for frame in self.stamps:
            _gather(frame, glyphs, pictures, unusual)
        signs = _both_ways(self.layers, unusual) if unusual else ()
        self.pictured = bool(pictures)
        self.images = ImageBook(self.file, self._target(), options.cache, pictures, sink)
        self.faces = {
            key: EmbeddedFace(book.face(key), gids, f"F{index}", self.file.add(None), signs)
            for index, (key, gids) in enumerate(glyphs.items())
        }
        self.fonts_by_name = {face.key: face.reference for face in self.faces.values()}
        self.boxes: list[Boxes] = []
        self._known_boxes: dict[Boxes, dict[str, object]] = {}
        self._known_resources: dict[tuple[str, ...], bytes] = {}

    def _target(self) -> Target:
        options = self.options
        if self.print:
            name = profile_name(self.profile.read_bytes())
            return Target("cmyk", self.profile, intent=options.intent, name=name, flat=options.standard == "x1a")
        ppi = options.screen_ppi
        return Target(
            "rgb" if options.edition == "screen" else "proof", self.profile, ppi, ppi * 1.5, 82, options.intent
        )

    def _layers(self, book: FontBook) -> list[tuple[Frame, ...]]:
        """For each page its frame, and what is drawn over it: marks, and the guides of a proof."""
        document, options = self.document, self.options
        layers: list[tuple[Frame, ...]] = [(page.frame,) for page in document.pages]
        faces = [book.face(key) for key in book.entries]
        if self.marked:
            from brochure.pdf.inks import inks_of
            from brochure.pdf.marks import Slug, marks

            for index, page in enumerate(document.pages):
                slug = Slug(self._slug(page, index), faces, inks_of(page.frame))
                around = marks(page, options.mark_kinds, slug)
                layers[index] = (*layers[index], around)
        self.stamps: list[Frame] = []
        if options.edition == "proof":
            from brochure.pdf import proof

            if options.guides:
                for index, page in enumerate(document.pages):
                    lines = proof.guides(page, options.guides, options.safe, options.grids.get(index % 2 == 0))
                    layers[index] = (*layers[index], lines)
            if options.stamp:
                self.stamps = [proof.stamp(page, options.stamp, faces) for page in document.pages]
        return layers

    def _slug(self, page: Page, index: int) -> str:
        words = (self.name, self.document.title, self.record.day, f"{index + 1}/{len(self.document.pages)}", page.label)
        return "   ".join(word for word in words if word)

    # ---- pages

    def pages(self) -> None:
        """Contents and page objects, in order, then the links, which may lead to any page."""
        states = {
            "GSo": dictionary({"Type": "/ExtGState", "OP": "true", "op": "true", "OPM": 1}),
            "GSk": dictionary({"Type": "/ExtGState", "OP": "false", "op": "false", "OPM": 0}),
        }
        if not self.print:
            states["GSm"] = dictionary({"Type": "/ExtGState", "BM": "/Multiply"})
            states["GSk"] = dictionary({"Type": "/ExtGState", "OP": "false", "op": "false", "OPM": 0, "BM": "/Normal"})
            states["GSo"] = dictionary({"Type": "/ExtGState", "OP": "true", "op": "true", "OPM": 1, "BM": "/Normal"})
        if self.stamps:
            states["GSt"] = dictionary({"Type": "/ExtGState", "ca": 0.2})
        self.states = self.file.add(dictionary(states))
        self.boxes = [boxes(page, self.options.edition != "screen", self.marked) for page in self.document.pages]
        if self.tree or self.stamps or self.pictured:
            contents = [self._drawn(page) for page in range(len(self.kids))]
        else:
            contents = draw_pages(self._drawn, self.glyphs, self.faces, self.file)
        places = self._places(contents)
        for index, content in enumerate(contents):
            self._page(index, content, self._links(content, places))
        self.file.put(self.pages_ref, dictionary({"Type": "/Pages", "Kids": array(self.kids), "Count": len(self.kids)}))

    def _drawn(self, index: int) -> Drawn:
        box = self.boxes[index].trim
        surface = Surface(box.x, box.y + box.height, self.inks)
        tags = self.tree.page() if self.tree else None
        content = Content(surface, self.faces, self.images, self.document.language, tags)
        for frame in self.layers[index]:
            content.draw(frame)
        if self.stamps:
            self._stamp(surface, content, self.document.pages[index], self.stamps[index])
        data = content.finish()
        return Drawn(
            # level 4 takes a third of the time of 6, for 6 % more on drawings and 3 % on text
            compress(data, 4) if self.options.compress else data,
            tuple(face.key for face in content.text.fonts.values()),
            content.pictures,
            content.transparent or surface.mixed,
            tuple((*surface.point(x, y), area, node) for x, y, area, node in content.links),
            tuple((*surface.point(max(x, 0), max(y, 0)), key) for x, y, key in content.places),
        )

    def _stamp(self, surface: Surface, content: Content, page: Page, words: Frame) -> None:
        from brochure.pdf.proof import turn

        with surface.saved():
            surface.out.append(b"/GSt gs\n")
            turn(surface, page)
            content.draw(words)
        content.transparent = True

    def _places(self, contents: list[Drawn]) -> dict[str, object]:
        """Where `#id` leads: to the corner of the first tag of that name."""
        places: dict[str, object] = {}
        for page, content in zip(self.kids, contents, strict=True):
            for left, top, key in content.places:
                places.setdefault(f"#{key}", navigation.destination(page, left, top))
        return places

    def _links(self, content: Drawn, places: dict[str, object]) -> object | None:
        """Annotations of the screen edition; PDF/X allows none inside the bleed."""
        if self.options.edition != "screen":
            return None
        found: list[Ref] = []
        for left, top, area, node in content.links:
            key = self.tree.annotate(node, len(self.kids)) if self.tree and node else None
            annotation = navigation.link(area, left, top, places.get(area.target), key)
            if annotation is not None:
                found.append(self.file.add(annotation))
                if node:
                    node.kids.append(found[-1])
        return array(found) if found else None

    def _page(self, index: int, content: Drawn, annotations: object | None) -> None:
        entries = {
            "Type": "/Page",
            "Parent": self.pages_ref,
            **self._box_entries(self.boxes[index]),
            "Resources": self._resources(content),
            "Contents": self.file.add(
                Stream(content.data, {"Filter": "/FlateDecode"} if self.options.compress else {})
            ),
            "Group": self._group() if content.transparent else None,
            "Annots": annotations,
            "Tabs": "/S" if self.tree else None,
            "StructParents": index if self.tree else None,
        }
        self.file.put(self.kids[index], dictionary(entries))

    def _resources(self, content: Drawn) -> object:
        """What a page's stream names; many pages name the same."""
        if content.fonts in self._known_resources and not content.pictures:
            return self._known_resources[content.fonts]
        fonts, spaces = {key: self.fonts_by_name[key] for key in content.fonts}, self.inks.spaces
        resources = {
            "Font": dictionary(fonts) if fonts else None,
            "XObject": dictionary(content.pictures) if content.pictures else None,
            "ColorSpace": dictionary(spaces) if spaces else None,
            "ExtGState": self.states,
        }
        made = packed(dictionary(resources))
        if not content.pictures:
            self._known_resources[content.fonts] = made
        return made

    def _box_entries(self, box: Boxes) -> dict[str, object]:
        """A page's boxes as they are written; most pages have the same."""
        known = self._known_boxes.get(box)
        if known is None:
            entries = {**box.entries(), "ArtBox": self._art_box(box)}
            known = self._known_boxes[box] = {key: value and packed(value) for key, value in entries.items()}
        return known

    def _art_box(self, box: Boxes) -> object | None:
        """Where the content that matters stands: the safe area. PDF/X wants TrimBox alone, a screen page is all art."""
        if self.pdfx or self.options.edition == "screen":
            return None
        trim, safe = box.trim, self.options.safe
        right, top = trim.x + trim.width - safe, trim.y + trim.height - safe
        corners = (trim.x + safe, trim.y + safe, right, top)
        made: object = array(number(round(value, 4)) for value in corners)
        return made

    def _group(self) -> object:
        """Transparency is mixed in the colours of the output (11.4.7); an RGB group makes a print file invalid."""
        space = "/DeviceCMYK" if self.print else "/DeviceRGB"
        return dictionary({"Type": "/Group", "S": "/Transparency", "CS": space, "I": "true"})

    def fonts(self) -> None:
        for face in self.faces.values():
            face.write(self.file)

    # ---- document

    def catalog(self) -> None:
        """The catalogue (7.7.2), but for its metadata, and Info."""
        document, file = self.document, self.file
        bookmarks = document.outline
        self.root: dict[str, object] = {
            "Type": "/Catalog",
            "Pages": self.pages_ref,
            "Lang": text(document.language),
            "ViewerPreferences": dictionary({"DisplayDocTitle": "true"}),
            "Outlines": navigation.outline(file, bookmarks, self.kids, self.boxes) if bookmarks else None,
            "PageMode": "/UseOutlines" if bookmarks and not self.print else None,
            "PageLabels": navigation.page_labels([page.label for page in document.pages]),
            "OutputIntents": array((output_intent(file, self.profile, self.print),)),
            "MarkInfo": dictionary({"Marked": "true"}) if self.tree else None,
            "StructTreeRoot": self.tree.write(file, self.kids) if self.tree else None,
        }
        self.info_ref = file.add(metadata.info(self.record))

    def seal(self, digest: bytes) -> None:
        """XMP comes last, because its InstanceID is the digest of all before it."""
        data = metadata.xmp(self.record, self._identity(), digest)
        self.root["Metadata"] = self.file.add(Stream(data, {"Type": "/Metadata", "Subtype": "/XML"}))
        self.root_ref = self.file.add(dictionary(self.root))

    def trailer(self, digest: bytes) -> dict[str, object]:
        """Root, Info and ID (14.4): the document's lasting name, then this content's."""
        both = (f"<{part.hex().upper()}>" for part in (self._identity(), digest))
        return {"Root": self.root_ref, "Info": self.info_ref, "ID": array(both)}

    def _identity(self) -> bytes:
        words = (self.document.title, self.document.author, self.options.edition)
        return blake2b(repr(words).encode(), digest_size=16).digest()


def _both_ways(layers: Iterable[tuple[Frame, ...]], unusual: set[str]) -> list[str]:
    """The usual signs that the document has beside the unusual ones drawn like them."""
    asked = [usual for sign, usual in USUAL.items() if any(sign in text for text in unusual)]
    texts = [run.text for frames in layers for frame in frames for run in _runs(frame)]
    return [usual for usual in asked if any(usual in text for text in texts)]


def _runs(frame: Frame) -> Iterator[GlyphRun]:
    for _place, item in frame.items:
        if isinstance(item, GlyphRun):
            yield item
        elif isinstance(item, Group | Tag):
            yield from _runs(item.frame)


def _gather(frame: Frame, glyphs: dict[str, set[int]], pictures: list[Picture], unusual: set[str]) -> int:
    """The glyphs of each face, all pictures and runs with signs drawn as more usual ones (`fonts.USUAL`), in the order
    of the pages; gives the number of glyphs set."""
    count = 0
    for _place, item in frame.items:
        if isinstance(item, GlyphRun):
            glyphs.setdefault(item.face, set()).update(item.gids)
            count += len(item.gids)
            if "⋯" in item.text or "⸺" in item.text or "‧" in item.text:
                unusual.add(item.text)
        elif isinstance(item, Group | Tag):
            count += _gather(item.frame, glyphs, pictures, unusual)
        elif isinstance(item, Picture):
            pictures.append(item)
    return count
