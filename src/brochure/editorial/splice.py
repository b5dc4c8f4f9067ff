"""New text into YAML by the places of the old: nothing is dumped again, so comments, order and layout stay.

A block text (`|`) gets new lines for the changed paragraph only; a short text is written in quotes; a half that was
missing is put in after the other. The result is read again and must hold exactly the new texts, else it is thrown away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from brochure.composer import read_yaml
from brochure.dataclass import dataclass
from brochure.diagnostics import Sink
from brochure.editorial.segments import raw
from brochure.model import Brochure
from brochure.regex import regex
from brochure.source import Map, Node, SourceFile, SourceMap, Text, block_indent, to_tree
from brochure.yamlfaults import quote


@dataclass(frozen=True, slots=True)
class _Edit:
    file: SourceFile
    start: int
    end: int
    text: str


def splice(brochure: Brochure, changes: Mapping[str, Mapping[int, str]], lang: str, sink: Sink) -> dict[str, str]:
    """File name → new text, for (path of a pair → paragraph → text) in one language."""
    edits: list[_Edit] = []
    for path, paragraphs in changes.items():
        pair = raw(brochure, path)
        if isinstance(pair, Map):
            edits += [edit for edit in _edits(pair, paragraphs, lang) if edit not in edits]
    found: dict[str, str] = {}
    for file in {edit.file.name: edit.file for edit in edits}.values():
        text = file.text
        for edit in sorted((e for e in edits if e.file is file), key=lambda e: e.start, reverse=True):
            text = text[: edit.start] + edit.text + text[edit.end :]
        if _reads(file, text):
            found[file.name] = text
        else:
            sink.error(
                "exchange.not_written",
                f"{file.name} 改后读不回来，没有写入",
                f"{file.name} would not read back; left as it was",
            )
    return found


def _edits(pair: Map, paragraphs: Mapping[int, str], lang: str) -> list[_Edit]:
    text = pair.get(lang)
    if not isinstance(text, Text):
        return _inserted(pair, "\n\n".join(paragraphs[number] for number in sorted(paragraphs)), lang)
    node = text.node
    if node.style == "|":
        return [edit for number, new in paragraphs.items() for edit in _block_paragraph(node, number, new)]
    whole = re.split(r"\n\s*\n", str(text).strip()) if len(paragraphs) > 1 or max(paragraphs) else [str(text)]
    for number, new in paragraphs.items():
        whole[number : number + 1] = [new]
    anchor = regex(r"&\S+\s+").match(node.file.text, node.start)  # the name by which others repeat the text
    start = anchor.end() if anchor else node.start
    new = quote(whole[0]) if len(whole) == 1 else json.dumps("\n\n".join(whole), ensure_ascii=False)
    return [_Edit(node.file, start, _scalar_end(node), new)]


def _scalar_end(node: Node) -> int:
    """The end of a flow scalar without the blanks a plain one may drag along."""
    return node.start + len(node.file.text[node.start : node.end].rstrip())


def _block_paragraph(node: Node, number: int, new: str) -> list[_Edit]:
    """The lines of one paragraph of a block text; a paragraph after the last is added below it."""
    file, indent = node.file, " " * block_indent(node)
    first = file.line_of(node.start) + 1
    lines = node.value.rstrip("\n").split("\n")
    ranges: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if line.strip():
            if at and lines[at - 1].strip() and ranges and not line.startswith("- "):
                ranges[-1] = (ranges[-1][0], at + 1)
            else:
                ranges.append((at, at + 1))
    if number < len(ranges):
        start, stop = ranges[number]
        return [_Edit(file, file.starts[first + start], _line_end(file, first + stop - 1), indent + new)]
    place = _line_end(file, first + ranges[-1][1] - 1)
    return [_Edit(file, place, place, f"\n\n{indent}{new}")]


def _line_end(file: SourceFile, number: int) -> int:
    return file.starts[number] + len(file.line(number))


def _inserted(pair: Map, text: str, lang: str) -> list[_Edit]:
    """A half that was not there: in braces after the last key, else on a line of its own."""
    node = pair.node
    assert node.pairs is not None
    file, (_, last) = node.file, node.pairs[-1]
    empty = node.pair(lang)
    if empty is not None:  # `en:` without a value
        key, _ = empty
        place = file.text.index(":", key.end) + 1
        return [_Edit(file, place, place, f" {quote(text)}")]
    if node.block:
        column = file.span(node.pairs[0][0].start).column - 1
        pad = " " * column
        if "\n\n" not in text:
            place = last.end - 1 if last.style == "|" else _scalar_end(last)
            return [_Edit(file, place, place, f"\n{pad}{lang}: {quote(text)}")]
        body = "\n\n".join(f"{pad}  {part}" for part in text.split("\n\n"))
        return [_Edit(file, last.end, last.end, f"{pad}{lang}: |\n{body}\n")]
    place = _scalar_end(last)
    return [_Edit(file, place, place, f", {lang}: {quote(text)}")]


def _reads(file: SourceFile, text: str) -> bool:
    """Whether the new text is YAML with the same keys in the same order as before."""
    sink = Sink()
    root = read_yaml(SourceFile(file.name, text, file.path), sink)
    before = read_yaml(SourceFile(file.name, file.text, file.path), Sink())
    if root is None or before is None or sink.failed:
        return False
    return _shape(SourceMap(root, to_tree(root, "")).tree) == _shape(SourceMap(before, to_tree(before, "")).tree)


def _shape(value: object) -> object:
    """Keys and lengths without the texts; halves of pairs do not count."""
    if isinstance(value, Map):
        if set(value) <= {"zh", "en"}:
            return "pair"
        return {key: _shape(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_shape(child) for child in value]
    return "text"
