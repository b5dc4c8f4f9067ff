"""The plain tree of a YAML file and its `SourceMap`: every value knows its path, every path its place in the text.

Scalars stay as they were typed: only an empty plain scalar, `~` and `null` mean nothing, everything else is `Text`
(`on`, `no`, `010`, `12:30`, `1.10` stay themselves; the model turns text into numbers where it wants numbers).
Places are character indexes into the text; lines and columns are counted only for findings.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path
from typing import Any

from brochure.diagnostics import Span

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


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

    __slots__ = (
        "block",
        "broken",
        "end",
        "file",
        "items",
        "names",
        "offsets",
        "pairs",
        "size",
        "start",
        "style",
        "value",
    )

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
        self.names: dict[str, tuple[Node, Node]] | None = None
        self.offsets: list[int] | None = None
        self.pairs: list[tuple[Node, Node]] | None = None

    def pair(self, name: str) -> tuple[Node, Node] | None:
        """A mapping's key and value by the key's name."""
        if self.names is None:  # first asked when files have been merged, so no key comes later
            self.names = {key.value: (key, value) for key, value in reversed(self.pairs or [])}
        return self.names.get(name)

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
        key, _, rest = _descend(self.root, path.split(".") if path else [])
        return key.span() if key is not None and not rest else self.at(path)

    def has(self, path: str) -> bool:
        return not path or not _descend(self.root, path.split("."))[2]

    def _character(self, node: Node, lang: str, paragraph: int, offset: int) -> Span:
        text = scalar(node, "")
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
    for taken in range(1, len(parts) + 1) if node.pairs else ():
        pair = node.pair(".".join(parts[:taken]))
        if pair is not None:
            key, value = pair
            below, found, rest = _descend(value, parts[taken:])
            if len(rest) < len(best[2]):
                best = (below if below is not None or found is not value else key, found, rest)
    return best


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
    return scalar(node, path)


def scalar(node: Node, path: str) -> Text | None:
    if node.is_null:
        return None
    text = Text(node.value)
    text.node, text.path = node, path
    return text


# --- characters of a value → characters of the file -------------------------------------------------------------------

_ESCAPE_LENGTH = {"x": 4, "u": 6, "U": 10}


def value_offsets(node: Node) -> list[int]:
    """For every character of a scalar's value, its index in the file. Worked out when a finding needs it, and kept.

    Value and source are walked side by side: what folding, indentation and escapes leave out is stepped over.
    """
    if node.offsets is None:
        node.offsets = _block_offsets(node) if node.style in ("|", ">") else _flow_offsets(node)
    return node.offsets


def _flow_offsets(node: Node) -> list[int]:
    text, at, end = node.file.text, node.start, node.end
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
