"""Project → Brochure, or every finding at once.

Files are read and merged (`include`); which languages a text must have is looked up first, then the figures are read
because texts print them, then everything else. What one stage has reported is not reported again by the
next: a line with a fault of YAML is not also told that its key is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from brochure.dataclass import replace
from brochure.diagnostics import Diagnostic, Message, Sink, Span
from brochure.model import (
    Approval,
    BlockBase,
    Brochure,
    DocumentInfo,
    EditorialNote,
    Fact,
    GlossaryEntry,
    ListedWord,
    OutputInfo,
    Record,
)
from brochure.pairs import Reader
from brochure.project import Project
from brochure.record import ValidationError
from brochure.source import Map, Seq, SourceMap, Text
from brochure.tree import read_tree
from brochure.treefaults import STRANGE_SPACES
from brochure.validation import close_to, did_you_mean, findings, unknown_key, unknown_value

KEYS = ("brochure", "document", "include", "theme", "facts", "glossary", "sections", "output", "editorial", "approvals",
        "words")  # fmt: skip
"""What may stand at the top of a file; besides, `x-…` holds anchors."""
LANGUAGES = ("zh", "en")

R = TypeVar("R", bound=Record)


def load(project: Project, block_models: Mapping[str, type[BlockBase]], sink: Sink) -> Brochure | None:
    """Read a brochure. None when nothing can be made of it; otherwise look at `sink.failed`."""
    found = Sink()
    spans = read_tree(project, found)
    brochure = None if spans is None else _Loader(project, block_models, found, spans).run()
    order = {project.name(path): number for number, path in enumerate(project.read)}
    sink.extend(sorted(_once_a_line(found.found), key=lambda finding: _place(finding, order)))
    return brochure


def _place(finding: Diagnostic, order: Mapping[str, int]) -> tuple[int, int, int]:
    span = finding.span or Span("")
    return order.get(span.file, len(order)), span.line, span.column


def _once_a_line(found: list[Diagnostic]) -> Iterator[Diagnostic]:
    """All findings but those on a line whose YAML is at fault: they are its consequences."""
    faulty = {
        (f.span.file, f.span.line) for f in found if f.span and f.severity == "error" and f.code.startswith("yaml.")
    }
    for finding in found:
        if finding.code.startswith("yaml.") or not finding.span or (finding.span.file, finding.span.line) not in faulty:
            yield finding


class _Loader:
    """One tree to one Brochure."""

    def __init__(
        self, project: Project, block_models: Mapping[str, type[BlockBase]], sink: Sink, spans: SourceMap
    ) -> None:
        self.sink = sink
        self.spans = spans
        self.tree: Map = spans.tree
        self.models = block_models
        languages = self._languages()
        arrangement = self._in_document("arrangement")
        required = (str(arrangement),) if arrangement in languages else languages
        self.reader = Reader(sink, project, languages, required, self._block)
        self.reader.draft = self._in_document("status") == "draft"
        spans.locate = self.reader.locate

    def run(self) -> Brochure:
        self._top()
        facts = self._facts()
        document = self._record(DocumentInfo, self.tree.get("document"), "document") or DocumentInfo()
        self._binding(document)
        sections = self._sections()
        brochure = Brochure(
            document,
            sections,
            facts,
            self._records(GlossaryEntry, "glossary"),
            self._records(EditorialNote, "editorial"),
            self._records(Approval, "approvals"),
            self.tree.get("theme"),
            self._output(),
            {name: tuple(paths) for name, paths in self.reader.uses.items()},
            self.spans,
            self._records(ListedWord, "words"),
            tuple(self.reader.untranslated),
        )
        self._fact_references(self.tree.get("sections"))
        self._ids(brochure)
        self._unused(facts)
        return replace(brochure, fact_uses={name: tuple(paths) for name, paths in self.reader.uses.items()})

    def _binding(self, document: DocumentInfo) -> None:
        if document.binding.kind != "none":
            from brochure.binding.check import check_binding

            check_binding(document.binding, document.trim, self.spans, self.sink)

    def _output(self) -> OutputInfo:
        written = self.tree.get("output")
        found = None if written is None else self._record(OutputInfo, written, "output")
        return found or OutputInfo()

    def _in_document(self, key: str) -> Any:
        document = self.tree.get("document")
        return document.get(key) if isinstance(document, Map) else None

    def _languages(self) -> tuple[str, ...]:
        written = self._in_document("languages")
        if isinstance(written, Seq) and written and all(isinstance(lang, Text) for lang in written):
            for lang in written:
                if lang not in LANGUAGES:
                    self.sink.add(
                        unknown_value(
                            "document.unknown_language", "languages", str(lang), LANGUAGES, self.spans, lang.path
                        )
                    )
            return tuple(str(lang) for lang in written)
        return LANGUAGES

    def _top(self) -> None:
        if self.tree.node.broken and "sections" not in self.tree:
            return
        for key in list(self.tree):
            told = self.tree.node.broken and key[:1] in STRANGE_SPACES
            if key not in KEYS and not key.startswith("x-") and not told:
                self.sink.add(unknown_key(key, KEYS, self.spans, key))
                if close_to(key, KEYS) == "facts":  # else every figure would be unknown as well
                    self.tree.setdefault("facts", self.tree[key])
        version = self.tree.get("brochure")
        if version is not None and version != "1":
            zh, en = f"不认识的格式版本 {version}，这里是 1", f"unknown format version {version}; this is 1"
            self.sink.error("brochure.version", zh, en, span=self.spans.at("brochure"), path="brochure")

    # --- parts ---

    def _facts(self) -> dict[str, Fact]:
        written = self.tree.get("facts")
        if written is None:
            return {}
        if not isinstance(written, Map):
            self._not("facts", "应是映射：名称: {value: …, unit: …}", "must be a mapping: name: {value: …, unit: …}")
            return {}
        self.reader.fact_names = tuple(written)
        facts = {name: self._record(Fact, value, f"facts.{name}") for name, value in written.items()}
        sound = {name: fact for name, fact in facts.items() if fact is not None}
        from brochure.facts import KNOWN_UNITS

        for name, fact in sound.items():
            if isinstance(fact.unit, str) and fact.unit not in KNOWN_UNITS:
                path = f"facts.{name}.unit"
                self.sink.add(unknown_value("fact.unknown_unit", "unit", fact.unit, KNOWN_UNITS[1:], self.spans, path))
        self.reader.facts = sound
        return sound

    def _sections(self) -> tuple[BlockBase, ...]:
        written = self.tree.get("sections")
        if not isinstance(written, Seq):
            if "sections" in self.tree:
                self._not(
                    "sections",
                    "应是列表：每块以 `- kind: …` 开头",
                    "must be a list: each block begins with `- kind: …`",
                )
            elif not self.tree.node.broken:
                span = self.tree.node.file.span(0)
                hints = (
                    Message("至少写一块：sections: [{kind: cover}]", "write at least one: sections: [{kind: cover}]"),
                )
                self.sink.error(
                    "brochure.no_sections",
                    "没有 sections，册子是空的",
                    "there are no sections: the brochure is empty",
                    span=span,
                    hints=hints,
                )
            return ()
        return tuple(block for item in written if (block := self._block(item)) is not None)

    def _block(self, item: Any) -> BlockBase | None:
        """One section or insert, by its `kind`."""
        if not isinstance(item, Map):
            path = getattr(item, "path", "sections")
            self._not(path, "应是一块内容：`- kind: …`", "must be a block: `- kind: …`")
            return None
        if item.node.broken and sum(key.value == "kind" for key, _ in item.node.pairs or ()) > 1:
            return None  # two blocks in one, because a `- ` is missing
        kind = item.get("kind")
        if not isinstance(kind, Text):
            if not item.node.broken:
                hints = (Message("可以写：" + "、".join(self.models), "known: " + ", ".join(self.models)),)
                self.sink.error(
                    "block.no_kind",
                    "这一块没有 `kind`",
                    "this block has no `kind`",
                    span=self.spans.at(item.path),
                    path=item.path,
                    hints=hints,
                )
            return None
        model = self.models.get(kind)
        if model is None:
            self.sink.add(
                unknown_value("block.unknown_kind", "kind", str(kind), self.models, self.spans, f"{item.path}.kind")
            )
            return None
        return self._record(model, item, item.path)

    def _records(self, model: type[R], key: str) -> tuple[R, ...]:
        written = self.tree.get(key)
        if written is None:
            return ()
        if not isinstance(written, Seq):
            self._not(key, "应是列表：每行一个 `- `", "must be a list: `- ` on each line")
            return ()
        records = (self._record(model, item, f"{key}.{number}") for number, item in enumerate(written))
        return tuple(record for record in records if record is not None)

    def _record(self, model: type[R], value: Any, path: str) -> R | None:
        if value is None and path == "document":
            return None
        if not isinstance(value, Map):
            self._not(
                path, "应是映射：下面缩进写各键，或 {键: 值}", "must be a mapping: keys indented below, or {key: value}"
            )
            return None
        try:
            return model.model_validate(value, context=self.reader)
        except ValidationError as error:
            for finding in findings(error, model, self.spans, path):
                consequence = (
                    finding.code == "model.missing_key" or finding.path.rpartition(".")[2][:1] in STRANGE_SPACES
                )
                if not (consequence and self._broken(finding.path)):
                    self.sink.add(finding)
            return None

    def _broken(self, path: str) -> bool:
        """Whether the mapping that lacks a key is one whose YAML was at fault."""
        node: Any = self.tree
        for step in path.split(".")[:-1]:
            node = (
                node[int(step)]
                if isinstance(node, Seq) and step.isdigit()
                else node.get(step)
                if isinstance(node, Map)
                else None
            )
        return isinstance(node, Map) and node.node.broken

    def _not(self, path: str, zh: str, en: str) -> None:
        name = path.rpartition(".")[2] if not path.rpartition(".")[2].isdigit() else path
        self.sink.error("model.wrong_type", f"`{name}` {zh}", f"`{name}` {en}", span=self.spans.at(path), path=path)

    # --- what belongs together ---

    def _fact_references(self, value: Any) -> None:
        """`fact: name` in cards and the like."""
        if isinstance(value, Seq):
            for item in value:
                self._fact_references(item)
        elif isinstance(value, Map):
            name = value.get("fact")
            if isinstance(name, Text) and name:
                if name in self.reader.fact_names:
                    self.reader.uses.setdefault(str(name), []).append(name.path)
                else:
                    self._unknown_fact(name)
            for item in value.values():
                self._fact_references(item)

    def _unknown_fact(self, name: Text) -> None:
        best, span = close_to(name, self.reader.fact_names), name.node.span()
        corrected = span.text[: span.column - 1] + span.text[span.column - 1 :].replace(name, best, 1) if best else ""
        self.sink.error(
            "fact.unknown", f"facts 里没有 `{name}`", f"there is no fact `{name}`", span=span, path=name.path,
            hints=did_you_mean(best), corrected=corrected,
        )  # fmt: skip

    def _ids(self, brochure: Brochure) -> None:
        """Names of blocks stand once, and approvals and notes name blocks that exist."""
        seen: dict[str, Span] = {}
        for block in brochure.walk():
            if not block.id:
                continue
            span = self.spans.at(f"{block.path}.id")
            if block.id in seen:
                line = seen[block.id].line
                zh, en = f"id `{block.id}` 在第 {line} 行已经用了", f"id `{block.id}` is already used on line {line}"
                self.sink.error("block.repeated_id", zh, en, span=span, path=f"{block.path}.id")
            seen.setdefault(block.id, span)
        if self.sink.failed:
            return
        entries: tuple[Approval | EditorialNote, ...] = (*brochure.approvals, *brochure.editorial)
        for entry in entries:
            if entry.id not in seen:
                path = f"{entry.path}.id"
                zh, en = f"没有 id 为 `{entry.id}` 的内容块", f"no block has the id `{entry.id}`"
                hints = did_you_mean(close_to(entry.id, seen))
                self.sink.warn("block.unknown_id", zh, en, span=self.spans.at(path), path=path, hints=hints)

    def _unused(self, facts: Mapping[str, Fact]) -> None:
        if self.sink.failed:  # a block with an error has not been read, so its figures seem unused
            return
        for name in facts:
            if name not in self.reader.uses:
                path = f"facts.{name}"
                zh, en = f"`{name}` 没有用到", f"`{name}` is used nowhere"
                self.sink.info("fact.unused", zh, en, span=self.spans.key(path), path=path)
