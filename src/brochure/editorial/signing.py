"""Writing sign-offs into the YAML: `brochure approve` for one block, or all, in one language or both.

An entry of the same block and language is replaced, any other stays; comments and order are not touched.
"""

from __future__ import annotations

from collections.abc import Iterable

from brochure.editorial.approvals import block_hash, has_words
from brochure.model import BlockBase, Brochure
from brochure.source import Map, Node, Seq, SourceFile
from brochure.yamlfaults import quote


def sign(brochure: Brochure, blocks: Iterable[BlockBase], langs: Iterable[str], by: str, date: str) -> dict[str, str]:
    """File → new text with the sign-offs of these blocks. A block without `id` or words is passed over."""
    wanted = tuple(langs)
    entries = {
        (block.id, lang): f"{{id: {block.id}, lang: [{lang}], by: {quote(by)}, date: {date}, "
        f'hash: "{block_hash(block, lang, brochure.facts)}"}}'
        for block in blocks
        if block.id
        for lang in wanted
        if has_words(block, lang)
    }
    if not entries:
        return {}
    written = brochure.spans.tree.get("approvals")
    if isinstance(written, Seq) and written.node.items:
        return _into(written.node, dict(entries), written)
    file = brochure.spans.root.file
    head = "" if not file.text or file.text.endswith("\n") else "\n"
    lines = "".join(f"  - {entry}\n" for entry in entries.values())
    if "approvals" in brochure.spans.tree:  # `approvals:` with nothing under it
        key = brochure.spans.key("approvals")
        place = file.starts[key.line - 1] + len(file.line(key.line - 1))
        return {file.name: f"{file.text[:place]}\n{lines.rstrip()}{file.text[place:]}"}
    return {file.name: f"{file.text}{head}\napprovals:\n{lines}"}


def _into(node: Node, entries: dict[tuple[str, str], str], written: Seq) -> dict[str, str]:
    """Replace what is there, add the rest below the last entry."""
    file = node.file
    edits: list[tuple[int, int, str]] = []
    for item in written:
        langs = item.get("lang") if isinstance(item, Map) else None
        if not isinstance(item, Map) or not isinstance(langs, list) or len(langs) != 1:
            continue
        entry = entries.pop((str(item.get("id")), str(langs[0])), None)
        if entry is not None:
            edits.append((item.node.start, _end(file, item.node), entry))
    if entries:
        assert node.items is not None
        last = node.items[-1]
        place = _end(file, last)
        line = file.line_of(last.start)
        pad = file.line(line)[: len(file.line(line)) - len(file.line(line).lstrip())]
        rest = file.text.find("\n", place)
        place = len(file.text) if rest < 0 else rest
        edits.append((place, place, "".join(f"\n{pad}- {entry}" for entry in entries.values())))
    text = file.text
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return {file.name: text}


def _end(file: SourceFile, node: Node) -> int:
    return node.start + len(file.text[node.start : node.end].rstrip())
