"""YAML text → nodes, within limits, or the one finding that says why not.

libyaml delivers events; nodes are built here, so that a file may be refused at the first alias or node too many.
libyaml's own line numbers are not used, because it counts U+0085, U+2028 and U+2029 as line ends and editors do not.
"""

from __future__ import annotations

from typing import Any

from brochure.diagnostics import Message, Sink, Span
from brochure.libyaml import libyaml
from brochure.regex import regex
from brochure.source import Node, SourceFile
from brochure.treefaults import explain_tree_faults
from brochure.yamlfaults import explain_syntax, quoted

MAX_CHARACTERS = 4_000_000
MAX_DEPTH = 48
MAX_ALIASES = 1000
MAX_NODES = 200_000
"""A brochure of 300 pages has under 20,000 nodes; the limits are for accidents and attacks."""

_CONTROL = regex("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What YAML does not allow in a stream. Its complement would take 4 ms to compile."""
_CORE_STRING = "tag:yaml.org,2002:str"


def read_yaml(file: SourceFile, sink: Sink) -> Node | None:
    """The root node of a file, or None after exactly one finding that says why there is none."""
    name, text = file.name, file.text
    if len(text) > MAX_CHARACTERS:
        too_big(name, sink)
        return None
    if control := _CONTROL.search(text):
        code = f"U+{ord(control[0]):04X}"
        sink.error(
            "yaml.control_character",
            f"有不可见的控制字符 {code}，请删去",
            f"there is a control character, {code}; delete it",
            span=file.span(control.start()),
        )
        return None
    builder = _Builder(file, sink)
    try:
        root = builder.run()
    except builder.yaml.error as error:
        sink.add(explain_syntax(file, error))
        return None
    if root is None:
        return None
    explain_tree_faults(root, builder.unused_anchors(), sink)
    return root


def too_big(name: str, sink: Sink) -> None:
    millions = MAX_CHARACTERS // 1_000_000
    sink.error(
        "yaml.too_big",
        f"文件超过 {millions} MB：宣传册的文字不会这么长，请检查是否把图片或别的文件当成了 YAML",
        f"the file is larger than {millions} MB: no brochure's words are that long; is it a picture, or another file?",
        span=Span(name),
    )


class _Builder:
    """Events → nodes, with the limits."""

    def __init__(self, file: SourceFile, sink: Sink) -> None:
        self.file = file
        self.sink = sink
        self.yaml = libyaml()
        self.anchors: dict[str, Node] = {}
        self.open_anchors: set[int] = set()
        self.anchor_places: dict[str, int] = {}
        self.used: set[str] = set()
        self.aliases = 0
        self.nodes = 0

    def run(self) -> Node | None:
        ev = self.yaml.events
        parser = self.yaml.parser(self.file.text)

        stack: list[tuple[Node, list[Node]]] = []
        root: Node | None = None
        while True:
            event: Any = parser.get_event()
            kind = type(event)
            if kind is ev.ScalarEvent or kind is ev.AliasEvent:
                node = self._scalar(event) if kind is ev.ScalarEvent else self._alias(event)
                if node is None:
                    return None
            elif kind is ev.MappingStartEvent or kind is ev.SequenceStartEvent:
                opened = self._open(event, kind is ev.MappingStartEvent, len(stack))
                if opened is None:
                    return None
                stack.append((opened, []))
                continue
            elif kind is ev.MappingEndEvent or kind is ev.SequenceEndEvent:
                node, children = stack.pop()
                self._close(node, children, event.end_mark.index)
            elif kind is ev.DocumentStartEvent and root is not None:
                self._refuse("second_document", event.start_mark.index, 3)
                return None
            elif kind is ev.StreamEndEvent:
                if root is None:
                    self._refuse("empty", 0, 0)
                return root
            else:
                continue
            if stack:
                stack[-1][1].append(node)
            else:
                root = node

    def _scalar(self, event: Any) -> Node | None:
        node = Node(self.file, event.start_mark.index, event.end_mark.index)
        node.value = event.value
        node.style = event.style or ""
        return self._register(node, event)

    def _open(self, event: Any, mapping: bool, depth: int) -> Node | None:
        start = event.start_mark.index
        if depth >= MAX_DEPTH:
            self._refuse("too_deep", start, 1)
            return None
        node = Node(self.file, start, event.end_mark.index)
        node.block = not event.flow_style
        if mapping:
            node.pairs = []
        else:
            node.items = []
        self.open_anchors.add(id(node))
        return self._register(node, event)

    def _register(self, node: Node, event: Any) -> Node | None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._refuse("too_many", node.start, 1)
            return None
        # A node's mark starts at its anchor or tag; the value stands behind.
        if (event.tag is not None and event.tag not in (_CORE_STRING, "!")) or (event.tag == "!" and not node.style):
            self._refuse("tag", node.start, node.end - node.start)
            return None
        if event.anchor is not None:
            self.anchors[event.anchor] = node
            self.anchor_places.setdefault(event.anchor, node.start)
        return node

    def _alias(self, event: Any) -> Node | None:
        start, end = event.start_mark.index, event.end_mark.index
        self.aliases += 1
        target = self.anchors.get(event.anchor)
        if target is None:
            self._refuse("unknown_alias", start, end - start)
            return None
        if id(target) in self.open_anchors:
            self._refuse("circular_alias", start, end - start)
            return None
        self.used.add(event.anchor)
        self.nodes += target.size
        if self.aliases > MAX_ALIASES or self.nodes > MAX_NODES:
            self._refuse("too_many_aliases", start, end - start)
            return None
        return target

    def _close(self, node: Node, children: list[Node], end: int) -> None:
        node.end = end
        node.size += sum(child.size for child in children)
        self.open_anchors.discard(id(node))
        if node.items is not None:
            node.items = children
        else:
            node.pairs = list(zip(children[::2], children[1::2], strict=True))

    def _refuse(self, what: str, start: int, length: int) -> None:
        span = self.file.span(start, start + length)
        typed = self.file.text[start : start + length].split("\n")[0]
        zh, en, hints = _REFUSALS[what]
        corrected = quoted(span) if what in ("unknown_alias", "tag") else ""
        self.sink.error(
            f"yaml.{what}", zh.format(typed=typed), en.format(typed=typed), span=span, hints=hints, corrected=corrected
        )

    def unused_anchors(self) -> list[Span]:
        """Anchors nobody refers to: most likely an `&` in a text."""
        return [
            self.file.span(place, place + len(name) + 1)
            for name, place in self.anchor_places.items()
            if name not in self.used
        ]


_QUOTE = (Message("若是文字，请加引号", "if it is text, put it in quotes"),)
_REFUSALS: dict[str, tuple[str, str, tuple[Message, ...]]] = {
    "second_document": (
        "一个文件只能有一份内容，`---` 开始了第二份",
        "a file holds one document, and `---` starts a second",
        (Message("删去这一行；要分成几个文件请用 include", "delete the line; to split a file use include"),),
    ),
    "empty": (
        "文件里没有内容",
        "the file has no content",
        (Message("至少要有 document 和 sections", "it needs at least document and sections"),),
    ),
    "too_deep": (f"嵌套超过 {MAX_DEPTH} 层", f"nested deeper than {MAX_DEPTH} levels", ()),
    "too_many": (f"超过 {MAX_NODES} 个值", f"more than {MAX_NODES} values", ()),
    "too_many_aliases": ("别名 `{typed}` 展开后内容过多", "aliases such as `{typed}` expand to too much", ()),
    "unknown_alias": ("`{typed}` 被当作别名，但没有同名的锚点", "`{typed}` is read as an alias of nothing", _QUOTE),
    "circular_alias": ("别名 `{typed}` 包含它自己", "alias `{typed}` contains itself", ()),
    "tag": ("`{typed}` 被当作 YAML 标签，这里不用标签", "`{typed}` is read as a YAML tag", _QUOTE),
}  # fmt: skip
