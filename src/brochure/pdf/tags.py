"""Tagged PDF (ISO 32000-1, 14.7–14.8): what each piece of a page is, in reading order, for PDF/UA-1 and PDF/A-2a.

While pages are drawn, every painted item falls into the marked content of the innermost `Tag`, or is an artifact. The
tree of elements is written when all pages are known. Marked content never crosses q and Q or a text object.
"""

from __future__ import annotations

from brochure.frame import Frame, Group, Picture, Tag
from brochure.pdf.glyphs import TextWriter, said_in
from brochure.pdf.objects import File, Ref, text
from brochure.pdf.surface import Surface, fixed

_TYPES = {"Quote": "BlockQuote"}
"""Roles whose standard structure type (14.8.4) has another name."""


class Node:
    """A structure element. `kids` are elements, (page, MCID) pairs, and annotation references."""

    __slots__ = ("alt", "box", "kids", "lang", "parent", "reference", "role")

    def __init__(self, role: str, parent: Node | None, lang: str, alt: str = "", box: str = "") -> None:
        self.role, self.parent, self.lang, self.alt, self.box = role, parent, lang, alt, box
        self.kids: list[Node | tuple[int, int] | Ref] = []
        self.reference: Ref = b""


ARTIFACT = Node("Artifact", None, "")


class Tree:
    """The structure of a document."""

    def __init__(self, language: str) -> None:
        self.root = Node("Document", None, language)
        self.owners: list[list[Node]] = []
        """For each page, the element of each MCID."""
        self.annotations: list[tuple[int, Node]] = []
        """StructParent keys of annotations and their elements."""

    def page(self) -> PageTags:
        self.owners.append([])
        return PageTags(self, len(self.owners) - 1)

    def annotate(self, node: Node, page_count: int) -> int:
        """The StructParent key for a link annotation of this element; pages have the keys before."""
        key = page_count + len(self.annotations)
        self.annotations.append((key, node))
        return key

    def write(self, file: File, pages: list[Ref]) -> Ref:
        """Write all elements and the tree that leads from marked content back to them (14.7.4.4)."""
        root = file.add(None)
        _reserve(self.root, file)
        top = _write_node(self.root, root, file, pages)
        numbers: list[bytes] = []
        for index, owners in enumerate(self.owners):
            elements = file.add(b"[" + b" ".join(node.reference for node in owners) + b"]")
            numbers.append(b"%d %b" % (index, elements))
        numbers += [b"%d %b" % (key, node.reference) for key, node in self.annotations]
        parents = file.add(b"<< /Nums [" + b" ".join(numbers) + b"] >>")
        entries = (b"/Type /StructTreeRoot /K [", top, b"] /ParentTree ", parents)
        following = len(self.owners) + len(self.annotations)
        file.put(root, b"<< " + b"".join(entries) + b" /ParentTreeNextKey %d >>" % following)
        return root


class PageTags:
    """The marked content of one page."""

    def __init__(self, tree: Tree, page: int) -> None:
        self._tree, self._page = tree, page
        self._stack: list[Node] = []
        self._open: Node | None = None

    def attach(self, surface: Surface, writer: TextWriter) -> None:
        self._surface, self._text = surface, writer
        surface.close_all = self.end

    def enter(self, tag: Tag, left: float, top: float) -> None:
        """Begin a tag whose frame's upper left corner is given in PDF space."""
        parent = self._stack[-1] if self._stack else self._tree.root
        self._stack.append(ARTIFACT if parent is ARTIFACT else self._node(tag, parent, left, top))

    def leave(self) -> None:
        self._stack.pop()

    def touch(self) -> None:
        """Make sure that what is painted next belongs to the current tag."""
        node = self._stack[-1] if self._stack else ARTIFACT
        if node is self._open:
            return
        self.end()
        self._open = node
        if node is ARTIFACT:
            self._surface.out.append(b"/Artifact BMC\n")
            self._text.language = None
            return
        owners = self._tree.owners[self._page]
        self._surface.out.append(f"/{node.role} <</MCID {len(owners)}>> BDC\n".encode())
        node.kids.append((self._page, len(owners)))
        owners.append(node)
        self._text.language = node.lang

    def end(self) -> None:
        self._surface.close_text()
        if self._open is not None:
            self._surface.out.append(b"EMC\n")
            self._open = None

    def link(self) -> Node:
        """An element for a link annotation, in place."""
        parent = self._stack[-1] if self._stack else self._tree.root
        if parent is ARTIFACT:
            parent = self._tree.root
        node = Node("Link", parent, parent.lang)
        parent.kids.append(node)
        return node

    def _node(self, tag: Tag, parent: Node, left: float, top: float) -> Node:
        alt, box, lang = "", "", said_in(tag.lang, parent.lang) or parent.lang
        if tag.role == "Artifact":
            return ARTIFACT
        if tag.role == "Figure":
            alts = dict(_alts(tag.frame))
            best = next((key for key in (lang, lang.split("-")[0], *alts) if key in alts), None)
            alt = alts[best] if best else tag.title
            if not alt:
                return ARTIFACT  # a figure that says nothing is decoration (ISO 14289-1, 7.3)
            lang = lang if best is None or lang.startswith(best) else best
            size = tag.frame.size
            corners = (left, top - size.height, left + size.width, top)
            box = " ".join(fixed(value) for value in corners)
        node = Node(_TYPES.get(tag.role, tag.role), parent, lang, alt, box)
        parent.kids.append(node)
        return node


def _alts(frame: Frame) -> tuple[tuple[str, str], ...]:
    for _place, item in frame.items:
        if isinstance(item, Picture):
            return item.alt
        if isinstance(item, Group | Tag) and (found := _alts(item.frame)):
            return found
    return ()


def _reserve(node: Node, file: File) -> None:
    node.reference = file.add(None)
    node.kids = [kid for kid in node.kids if not isinstance(kid, Node) or kid.kids]
    for kid in node.kids:
        if isinstance(kid, Node):
            _reserve(kid, file)


def _write_node(node: Node, parent: Ref, file: File, pages: list[Ref]) -> Ref:
    """One structure element (table 323) and those below it."""
    kids: list[bytes] = []
    home = next((kid[0] for kid in node.kids if isinstance(kid, tuple)), None)
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append(_write_node(kid, node.reference, file, pages))
        elif isinstance(kid, bytes):
            kids.append(b"<< /Type /OBJR /Obj " + kid + b" >>")
        elif kid[0] == home:
            kids.append(b"%d" % kid[1])
        else:
            kids.append(b"<< /Type /MCR /Pg %b /MCID %d >>" % (pages[kid[0]], kid[1]))
    parts = [b"<< /Type /StructElem /S /%b /P %b" % (node.role.encode(), parent)]
    if home is not None:
        parts.append(b"/Pg " + pages[home])
    if node.parent is None or node.lang != node.parent.lang:
        parts.append(b"/Lang " + text(node.lang))
    if node.alt:
        parts.append(b"/Alt " + text(node.alt))
    if node.box:
        parts.append(b"/A << /O /Layout /Placement /Block /BBox [" + node.box.encode() + b"] >>")
    parts.append(b"/K [" + b" ".join(kids) + b"] >>")
    file.put(node.reference, b" ".join(parts))
    return node.reference
