"""Files → one tree that knows its places: YAML read, and what it includes merged into it.

What is written once stands once: a key that an included file repeats is a finding, only mappings such as `facts` grow.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from brochure.composer import read_yaml
from brochure.diagnostics import Diagnostic, Message, Sink, Span
from brochure.files import is_file
from brochure.project import Project
from brochure.source import Node, SourceFile, SourceMap, to_tree


def read_tree(project: Project, sink: Sink) -> SourceMap | None:
    """The brochure's tree with all its includes; None when a file could not be read."""
    if not is_file(project.entry):
        name, near = project.name(project.entry), project.nearest()
        meant = project.name(near) if near else ""
        sink.error(
            "brochure.missing", f"找不到文件 `{name}`", f"there is no file `{name}`", span=Span(name),
            hints=(Message(f"是不是 `{meant}`？", f"did you mean `{meant}`?"),) if meant else (),
        )  # fmt: skip
        return None
    files = _Files(project, sink)
    root = files.read(project.entry, ())
    return None if root is None or files.failed else SourceMap(root, to_tree(root, ""))


def read_one(project: Project, path: Path, sink: Sink) -> SourceMap | None:
    """One YAML file without includes, such as a theme."""
    text = project.read_text(path, sink)
    if text is None:
        return None
    spans, found = _read_one(project.name(path), text, path)
    sink.extend(found)
    return spans


@lru_cache(maxsize=16)
def _read_one(name: str, text: str, path: Path) -> tuple[SourceMap | None, tuple[Diagnostic, ...]]:
    """What a file of this text is, kept: a process that builds again reads the same themes again."""
    sink = Sink()
    root = read_yaml(SourceFile(name, text, path), sink)
    return None if root is None else SourceMap(root, to_tree(root, "")), tuple(sink.found)


class _Files:
    """Reads files and merges them, in the order of the includes."""

    def __init__(self, project: Project, sink: Sink) -> None:
        self.project = project
        self.sink = sink
        self.failed = False
        self.done: set[Path] = set()

    def read(self, path: Path, above: tuple[Path, ...]) -> Node | None:
        self.done.add(path)
        text = self.project.read_text(path, self.sink)
        root = None
        if text is not None:
            root = read_yaml(SourceFile(self.project.name(path), text, path), self.sink)
        if root is not None and root.pairs is None:
            if not root.broken:
                zh, en = "文件的最外层应是 `键: 值`", "the top of the file must be `key: value` lines"
                self.sink.error("yaml.not_a_mapping", zh, en, span=root.file.span(root.start, root.end))
            root = None
        if root is None:
            self.failed = True
            return None
        for key, value in list(root.pairs or ()):
            if key.value == "include":
                for item in [value] if value.items is None and value.pairs is None else value.items or []:
                    self._include(root, item, path, (*above, path))
        return root

    def _include(self, root: Node, item: Node, path: Path, above: tuple[Path, ...]) -> None:
        span, written = item.span(), item.value
        if item.items is not None or item.pairs is not None or not written:
            self.sink.error(
                "include.not_a_file", "include 应是文件名的列表", "include must be a list of file names", span=span
            )
            self.failed = True
            return
        found = self.project.resolve(written, path, self.sink, span, "include", "include")
        if found is None:
            self.failed = True
        elif found in above:
            names = " → ".join(f"`{file.name}`" for file in (*above[above.index(found) :], found))
            self.sink.error(
                "include.circle", f"include 绕成了圈：{names}", f"the includes go in a circle: {names}", span=span
            )
            self.failed = True
        elif found not in self.done:
            included = self.read(found, above)
            if included is not None:
                self._merge(root, included, "")

    def _merge(self, into: Node, other: Node, prefix: str) -> None:
        """Add the keys of another file; mappings such as `facts` are merged key by key, anything else stands once."""
        known = {key.value: (key, value) for key, value in into.pairs or ()}
        for key, value in other.pairs or ():
            if not prefix and key.value in ("include", "brochure"):
                continue
            if key.value not in known:
                assert into.pairs is not None
                into.pairs.append((key, value))
                continue
            there, present = known[key.value]
            if not prefix and present.pairs is not None and value.pairs is not None:
                self._merge(present, value, key.value)
                continue
            first = there.span()
            self.sink.error(
                "include.repeated_key", f"键 `{key.value}` 在 {first.file} 第 {first.line} 行已经有了",
                f"key `{key.value}` already stands in {first.file}, line {first.line}", span=key.span(),
            )  # fmt: skip
