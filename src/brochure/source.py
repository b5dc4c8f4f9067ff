"""YAML text → plain tree + SourceMap.

libyaml delivers events; nodes are built here, so that a file may be refused at the first alias or node too many, and
scalars are left as they were typed: only an empty plain scalar, `~` and `null` mean nothing, everything else is `Text`
(`on`, `no`, `010`, `12:30`, `1.10` stay themselves; the model turns text into numbers where it wants numbers).
Places are character indexes into the text; libyaml's own line numbers are not used, because it counts U+0085, U+2028
and U+2029 as line ends and editors do not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path
from typing import Any

from brochure.diagnostics import Message, Sink, Span
from brochure.treefaults import explain_tree_faults
from brochure.yamlfaults import explain_syntax, quoted

MAX_CHARACTERS = 4_000_000
MAX_DEPTH = 48
MAX_ALIASES = 1000
MAX_NODES = 200_000
"""A brochure of 300 pages has under 20,000 nodes; the limits are for accidents and attacks."""

_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not allow in a stream."""
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_CORE_STRING = "tag:yaml.org,2002:str"


class SourceFile:
    """One input file's text, by characters. `name` is what findings call it."""

    __slots__ = ("_starts", "name", "path", "text")

    def __init__(self, name: str, text: str, path: Path = Path()) -> None:
        self.name = name
        self.path = path
        self.text = text
        self._starts: list[int] = []

    @property
    def starts(self) -> list[int]:
        """Index of the first character of every line."""
        if not self._starts:
            starts, at = [0], self.text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
            self._starts = starts
        return self._starts

    def line_of(self, index: int) -> int:
        """0-based line of a character."""
        return bisect_right(self.starts, index) - 1

    def line(self, number: int) -> str:
        """The text of a 0-based line, without its end."""
        starts = self.starts
        end = starts[number + 1] - 1 if number + 1 < len(starts) else len(self.text)
        return self.text[starts[number] : end]

    def span(self, start: int, end: int = 0) -> Span:
        """The place of `text[start:end]`, cut at the end of its first line; at least one character wide."""
        start = min(start, len(self.text))
        number = self.line_of(start)
        line = self.line(number)
        column = start - self.starts[number]
        stop = min(max(end - self.starts[number], column + 1), max(len(line.rstrip()), column + 1))
        return Span(self.name, number + 1, column + 1, stop + 1, line)


class Node:
    """A piece of YAML: scalar (`items` is None), sequence (list of nodes) or mapping (list of key, value pairs)."""

    __slots__ = ("block", "broken", "end", "file", "items", "pairs", "size", "start", "style", "value")

    def __init__(self, file: SourceFile, start: int, end: int) -> None:
        self.file = file
        self.start = start
        self.end = end
        self.value = ""
        self.style = ""
        self.block = False
        self.broken = False
        self.size = 1
        self.items: list[Node] | None = None
        self.pairs: list[tuple[Node, Node]] | None = None

    @property
    def is_null(self) -> bool:
        return self.items is None and self.pairs is None and self.style == "" and self.value in _NULLS

    def span(self) -> Span:
        if self.style in ("|", ">"):
            offsets = value_offsets(self)
            return self.file.span(offsets[0], self.end) if offsets else self.file.span(self.start)
        return self.file.span(self.start, self.end)


class Text(str):
    """A scalar as typed, with its place."""

    __slots__ = ("node", "path")
    node: Node
    path: str


class Map(dict[str, Any]):
    """A mapping with its place."""

    __slots__ = ("node", "path")
    node: Node
    path: str


class Seq(list[Any]):
    """A sequence with its place."""

    __slots__ = ("node", "path")
    node: Node
    path: str


Locate = Callable[[Text, str, int, int], int]
"""(text, language, paragraph, offset in it) → offset in the scalar's value; set by `load`, which knows the markup."""


class SourceMap:
    """Where every value of a tree stands: path (`sections.1.text.en`) → Span."""

    def __init__(self, root: Node, tree: Any) -> None:
        self.root = root
        self.tree = tree
        self.locate: Locate | None = None

    def at(self, path: str, offset: int | None = None, paragraph: int = 0) -> Span:
        """The place of a value; of the nearest thing that exists when it is missing.

        With `offset`, the place of one character of the text at `path`: `offset` counts in the paragraph's `Inline`.
        The paragraph may also be the last step of the path (`sections.1.text.en.2`).
        """
        parts = path.split(".") if path else []
        key, node, rest = _descend(self.root, parts)
        if node.items is None and node.pairs is None and not node.is_null:
            if rest and rest[0].isdigit():
                paragraph, offset, rest = int(rest[0]), offset or 0, []
                parts.pop()
            return node.span() if offset is None or rest else self._character(node, parts[-1], paragraph, offset)
        if rest and (key is None or not node.block):
            return node.span()
        return key.span() if key is not None and (rest or node.is_null or node.block) else node.span()

    def key(self, path: str) -> Span:
        """The place of a mapping's key; of the value where there is no key."""
        key, node, rest = _descend(self.root, path.split(".") if path else [])
        return key.span() if key is not None and not rest else self.at(path)

    def has(self, path: str) -> bool:
        return not path or not _descend(self.root, path.split("."))[2]

    def _character(self, node: Node, lang: str, paragraph: int, offset: int) -> Span:
        text = _scalar(node, "")
        index = self.locate(text, lang, paragraph, offset) if self.locate and text is not None else offset
        return characters(node, index, index + 1)


def characters(node: Node, start: int, end: int) -> Span:
    """The place of `value[start:end]` of a scalar."""
    offsets = value_offsets(node)
    if not offsets:
        return node.span()
    first = offsets[min(max(start, 0), len(offsets) - 1)]
    last = offsets[min(max(end - 1, start, 0), len(offsets) - 1)]
    return node.file.span(first, last + 1)


def _descend(node: Node, parts: list[str]) -> tuple[Node | None, Node, list[str]]:
    """(key, node, steps that lead nowhere) of the deepest node on a path. A key may itself contain dots (`body.en`)."""
    if not parts:
        return None, node, []
    if node.items is not None and parts[0].isdigit() and int(parts[0]) < len(node.items):
        key, found, rest = _descend(node.items[int(parts[0])], parts[1:])
        return key, found, rest
    best: tuple[Node | None, Node, list[str]] = (None, node, parts)
    for key, value in node.pairs or ():
        for taken in range(1, len(parts) + 1):
            if key.value == ".".join(parts[:taken]):
                below, found, rest = _descend(value, parts[taken:])
                if len(rest) < len(best[2]):
                    best = (below if below is not None or found is not value else key, found, rest)
    return best


# --- reading ----------------------------------------------------------------------------------------------------------


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
    from yaml.error import YAMLError

    try:
        root = builder.run()
    except YAMLError as error:
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
        self.anchors: dict[str, Node] = {}
        self.open_anchors: set[int] = set()
        self.anchor_places: dict[str, int] = {}
        self.used: set[str] = set()
        self.aliases = 0
        self.nodes = 0

    def run(self) -> Node | None:
        from yaml import events as ev
        from yaml._yaml import CParser

        parser = CParser(self.file.text)
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
                return self._refuse("second_document", event.start_mark.index, 3)
            elif kind is ev.StreamEndEvent:
                return root if root is not None else self._refuse("empty", 0, 0)
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
            return self._refuse("too_deep", start, 1)
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
            return self._refuse("too_many", node.start, 1)
        # A node's mark starts at its anchor or tag; the value stands behind.
        if (event.tag is not None and event.tag not in (_CORE_STRING, "!")) or (event.tag == "!" and not node.style):
            return self._refuse("tag", node.start, node.end - node.start)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
            self.anchor_places.setdefault(event.anchor, node.start)
        return node

    def _alias(self, event: Any) -> Node | None:
        start, end = event.start_mark.index, event.end_mark.index
        self.aliases += 1
        target = self.anchors.get(event.anchor)
        if target is None:
            return self._refuse("unknown_alias", start, end - start)
        if id(target) in self.open_anchors:
            return self._refuse("circular_alias", start, end - start)
        self.used.add(event.anchor)
        self.nodes += target.size
        if self.aliases > MAX_ALIASES or self.nodes > MAX_NODES:
            return self._refuse("too_many_aliases", start, end - start)
        return target

    def _close(self, node: Node, children: list[Node], end: int) -> None:
        node.end = end
        node.size += sum(child.size for child in children)
        self.open_anchors.discard(id(node))
        if node.items is not None:
            node.items = children
        else:
            node.pairs = list(zip(children[::2], children[1::2], strict=True))

    def _refuse(self, what: str, start: int, length: int) -> Any:
        span = self.file.span(start, start + length)
        typed = self.file.text[start : start + length].split("\n")[0]
        zh, en, hints = _REFUSALS[what]
        corrected = quoted(span) if what in ("unknown_alias", "tag") else ""
        self.sink.error(
            f"yaml.{what}", zh.format(typed=typed), en.format(typed=typed), span=span, hints=hints, corrected=corrected
        )
        return None

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
    "unknown_alias": ("`{typed}` 被当作别名，但没有同名的锚点", "`{typed}` is read as an alias, and nothing has that name", _QUOTE),
    "circular_alias": ("别名 `{typed}` 包含它自己", "alias `{typed}` contains itself", ()),
    "tag": ("`{typed}` 被当作 YAML 标签，这里不用标签", "`{typed}` is read as a YAML tag; tags are not used here", _QUOTE),
}  # fmt: skip


# --- nodes → tree -----------------------------------------------------------------------------------------------------


def to_tree(node: Node, path: str) -> Any:
    """`Text`, `Map`, `Seq` or None, each knowing its path. Keys that are not text have been refused before."""
    if node.pairs is not None:
        mapping = Map()
        mapping.node, mapping.path = node, path
        prefix = f"{path}." if path else ""
        for key, value in node.pairs:
            mapping.setdefault(key.value, to_tree(value, prefix + key.value))
        return mapping
    if node.items is not None:
        sequence = Seq(to_tree(item, f"{path}.{index}") for index, item in enumerate(node.items))
        sequence.node, sequence.path = node, path
        return sequence
    return _scalar(node, path)


def _scalar(node: Node, path: str) -> Text | None:
    if node.is_null:
        return None
    text = Text(node.value)
    text.node, text.path = node, path
    return text


# --- characters of a value → characters of the file -------------------------------------------------------------------

_ESCAPE_LENGTH = {"x": 4, "u": 6, "U": 10}


def value_offsets(node: Node) -> list[int]:
    """For every character of a scalar's value, its index in the file. Worked out only when a finding needs it.

    Value and source are walked side by side: what folding, indentation and escapes leave out is stepped over.
    """
    text, at, end = node.file.text, node.start, node.end
    if node.style in ("|", ">"):
        return _block_offsets(node)
    if node.style in ("'", '"'):
        at = text.index(node.style, at) + 1
        end -= 1
    elif not text.startswith(node.value[:1], at):  # an anchor or a tag stands before it
        at = max(text.find(node.value[:1], at, end), at)
    offsets: list[int] = []
    for character in node.value:
        if character in " \n" and text[at : at + 1] in ("\n", " ", "\t", "\r"):
            offsets.append(at)
            at += 1
            if character == " " and "\n" in text[at - 1 : _skip_blank(text, at, end)]:
                at = _skip_blank(text, at, end)
            continue
        if node.style == '"' and text[at : at + 1] == "\\":
            while text.startswith("\\\n", at):
                at = _skip_blank(text, at + 1, end)
        if character != "\n":
            while text[at : at + 1] in ("\n", "\t", " ") and text[at] != character and at < end:
                at += 1
        offsets.append(min(at, max(end - 1, node.start)))
        if node.style == '"' and text[at : at + 1] == "\\":
            at += _ESCAPE_LENGTH.get(text[at + 1 : at + 2], 2)
        else:
            at += 2 if node.style == "'" and character == "'" else 1
    return offsets


def _skip_blank(text: str, at: int, end: int) -> int:
    while at < end and text[at] in " \t\n":
        at += 1
    return at


def _block_offsets(node: Node) -> list[int]:
    file = node.file
    number = file.line_of(node.start) + 1
    indent = block_indent(node)
    if node.style == ">":
        at = file.starts[number] if number < len(file.starts) else len(file.text)
        offsets = []
        for character in node.value:
            while at < node.end and file.text[at] != character and file.text[at] in " \n\t":
                if character == " " and file.text[at] == "\n":
                    break
                at += 1
            offsets.append(min(at, len(file.text)))
            at += 1
        return offsets
    offsets = []
    for content in node.value.split("\n"):
        start = file.starts[number] + indent if number < len(file.starts) else len(file.text)
        offsets.extend(range(start, start + len(content) + 1))
        number += 1
    return offsets[: len(node.value)]


def block_indent(node: Node) -> int:
    """Columns before the content of a block scalar: as declared, or those of its first line that has any."""
    file = node.file
    number = file.line_of(node.start) + 1
    for content in node.value.split("\n"):
        if content.strip() and number < len(file.starts):
            return len(file.line(number)) - len(content)
        number += 1
    return 0
