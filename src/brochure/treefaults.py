"""What is wrong in a file that is YAML, but does not say what its author typed.

YAML reads a half of a text after a comma as a key, a `#话题` as a comment, an `&` as an anchor, and a full-width mark
as a letter: nothing fails, and something is lost. Each such place is one finding with the line as it should be.
A mapping in which one was found is marked `broken`, so that what it seems to lack is not reported a second time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brochure.diagnostics import Diagnostic, Message, Severity, Sink, Span
from brochure.regex import regex
from brochure.yamlfaults import (
    COLON_SPACE,
    DASH_SPACE,
    FULL_WIDTH,
    WIDE_BRACKET,
    WIDE_COLON_TEXT,
    WIDE_COMMA,
    quote,
    quoted,
)

if TYPE_CHECKING:
    from brochure.source import Node

STRANGE_SPACES = "\u3000\u00a0\u200b\u200c\u200d\u2060\ufeff\u00ad"
_WIDE_COLON = regex(r"^[A-Za-z_][\w.-]*\s*：")
_NO_SPACE = regex(r"^[A-Za-z_][\w.-]*:[^\s/\d]")
_WIDE_OPENERS = "｛［“‘「『＂"
_LANGUAGE = regex(r"^[a-z]{2}(-\w+)?$")


def explain_tree_faults(root: Node, unused_anchors: list[Span], sink: Sink) -> None:
    """Report every fault of the tree, in the order of the file."""
    for span in unused_anchors:
        name = span.text[span.column - 1 : span.end_column - 1]
        sink.add(_error("stray_anchor", span, *_texts("stray_anchor", name), corrected=quoted(span)))
    walk = _Walk(sink)
    if root.items is None and root.pairs is None and (finding := _lone_line(root)):
        sink.add(finding)
        root.broken = True
        return
    walk.visit(root, "")


_MESSAGES = {
    "stray_anchor": ("`{}` 被当作锚点，文字会丢失；要加引号", "`{}` is read as an anchor and lost as text; quote it"),
    "repeated_key": ("键 `{}` 在第 {} 行已经有了", "key `{}` already stands on line {}"),
    "bad_key": ("这里的键不是文字", "this key is not a text"),
    "merge_key": ("不用 `<<` 合并；请写出各键", "`<<` is not used here; write the keys out"),
    "strange_space": ("键 `{}` 里有全角空格或看不见的字符", "key `{}` has a full-width or invisible space in it"),
    "lost_half": ("逗号把文字切成了两半，`{}` 会丢失；要加引号", "the comma cuts `{}` off, and it is lost; quote it"),
    "lost_quotes": ("`{}` 被当作花括号里的键；文字要加引号", "`{}` is read as a key in braces; quote the text"),
    "comment": ("`{}` 被当作注释，文字会丢失；要加引号", "`{}` is read as a comment and lost as text; quote it"),
    "wide_quotes": ("外面的引号是全角的，会成为文字的一部分", "the quotes are full-width and become part of the text"),
}  # fmt: skip


def _texts(name: str, *values: object) -> tuple[str, str]:
    zh, en = _MESSAGES[name]
    return zh.format(*values), en.format(*values)


def _error(
    code: str,
    span: Span,
    zh: str,
    en: str,
    *,
    corrected: str = "",
    severity: Severity = "error",
    hints: tuple[Message, ...] = (),
) -> Diagnostic:
    return Diagnostic(f"yaml.{code}", severity, Message(zh, en), span, "", hints, corrected)


class _Walk:
    """One pass over the nodes; a node reached through several aliases is looked at once."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.seen: set[int] = set()

    def visit(self, node: Node, key: str) -> None:
        if id(node) in self.seen:
            return
        self.seen.add(id(node))
        if node.pairs is not None:
            self._mapping(node)
            for name, value in node.pairs:
                self.visit(value, name.value)
        elif node.items is not None:
            for item in node.items:
                self.visit(item, key)
        else:
            self._scalar(node, key)

    # --- mappings ---

    def _mapping(self, node: Node) -> None:
        places: dict[str, Node] = {}
        previous: Node | None = None
        repeated = False
        for key, value in node.pairs or ():
            finding = self._key(node, key, value, previous, places)
            if finding is not None:
                # one finding for a run of such lines: indents by U+3000, or a block whose `- ` is missing
                run = node.broken if finding.code == "yaml.strange_space" else repeated
                if not run:
                    self.sink.add(finding)
                node.broken = True
            repeated = finding is not None and finding.code == "yaml.repeated_key"
            previous = value

    def _key(
        self, node: Node, key: Node, value: Node, previous: Node | None, places: dict[str, Node]
    ) -> Diagnostic | None:
        if key.items is not None or key.pairs is not None:
            return _error("bad_key", key.span(), *_texts("bad_key"), hints=(_BRACES,))
        name = key.value
        if name == "<<" and not key.style:
            return _error("merge_key", key.span(), *_texts("merge_key"))
        if name in places:
            hints = (_DASH_MISSING,) if name == next(iter(places)) else ()
            first = places[name].span().line
            return _error("repeated_key", key.span(), *_texts("repeated_key", name, first), hints=hints)
        places[name] = key
        if key.style or (name.isascii() and name[:1] != "-" and key.file.text.startswith(":", key.end)):
            return None  # as nearly all are: nothing below can apply
        cleaned = name.strip(STRANGE_SPACES + " \t").translate({ord(char): None for char in STRANGE_SPACES})
        if cleaned != name:
            return _strange_space(key, cleaned)
        span = key.span()
        line = span.text
        if _WIDE_COLON.match(name):
            at = line.index("：", span.column - 1)
            there = key.file.span(key.start + at - span.column + 1)
            fixed = line[:at].rstrip() + ": " + line[at + 1 :].lstrip()
            return _error("fullwidth_colon", there, *WIDE_COLON_TEXT, corrected=fixed)
        if name.startswith("-") and len(name) > 1 and not node.value:
            return _error("missing_space", span, *DASH_SPACE, corrected=line.replace(name, "- " + name[1:], 1))
        return None if _has_colon(key) or not value.is_null else self._lone_key(node, key, previous)

    def _lone_key(self, node: Node, key: Node, previous: Node | None) -> Diagnostic:
        """A key in braces without colon and value: the second half of a text, or a text in braces without quotes."""
        span, name = key.span(), key.value
        line = span.text
        if _NO_SPACE.match(name):
            at = key.start + name.index(":")
            fixed = line[: span.column - 1] + name.replace(":", ": ", 1) + line[span.column - 1 + len(name) :]
            return _error("missing_space", key.file.span(at), *COLON_SPACE, corrected=fixed)
        if previous is None:
            there = node.file.span(node.start, node.end)
            typed = there.text[there.column - 1 : there.end_column - 1]
            fixed = line[: there.column - 1] + quote(typed) + line[there.end_column - 1 :]
            return _error("lost_quotes", there, *_texts("lost_quotes", typed), corrected=fixed)
        fixed = ""
        if previous.items is None and previous.pairs is None and previous.file.line_of(previous.start) == span.line - 1:
            start, end = previous.span().column - 1, span.end_column - 1
            text = line[start:end]
            if previous.style in ("'", '"'):
                text = text.replace(previous.style, "", 1)
                text = text.replace(previous.style, "", 1)
            fixed = line[:start] + quote(text) + line[end:]
        return _error("lost_half", span, *_texts("lost_half", name), corrected=fixed)

    # --- scalars ---

    def _scalar(self, node: Node, key: str) -> None:
        if node.style:
            return
        finding = self._swallowed(node) or (self._full_width(node, key) if node.value else None)
        if finding is not None:
            self.sink.add(finding)

    def _swallowed(self, node: Node) -> Diagnostic | None:
        """`title: #话题`: a comment without a space after its `#`, where a text may stand."""
        typed = node.file.text
        if typed.find("#", node.end, (typed.find("\n", node.end) + 1 or len(typed) + 1) - 1) < 0:
            return None
        span = node.file.span(node.start, node.end) if node.value else node.file.span(node.start)
        tail = span.text[span.column - 1 + (node.end - node.start) :]
        found = re.match(r"\s*(#[^\s#!-].*)$", tail)
        if found is None or "\n" in typed[node.start : node.end]:
            return None
        at = len(span.text) - len(tail) + found.start(1)
        there = node.file.span(node.file.starts[span.line - 1] + at, node.end + len(tail))
        text = span.text[span.column - 1 :].strip() if node.value else found[1].strip()
        start = span.column - 1 if node.value else at
        return _error(
            "comment", there, *_texts("comment", found[1].strip()), corrected=span.text[:start] + quote(text),
            severity="warning" if node.value else "error", hints=(_SPACE_AFTER,),
        )  # fmt: skip

    def _full_width(self, node: Node, key: str) -> Diagnostic | None:
        """Full-width marks where YAML's own were meant."""
        value = node.value
        if value.isascii():
            return None
        wide = _WIDE_COLON.match(value)
        only_comma = "，" in value and _ascii_but_comma(value)
        if not (wide or only_comma or value[0] in _WIDE_OPENERS):
            return None
        span = node.span()
        line, start, stop = span.text, span.column - 1, span.end_column - 1
        if (wide and not _LANGUAGE.match(key)) or (wide and value.startswith(("zh", "en"))):
            at = node.file.span(node.start + wide.end() - 1)
            return _error(
                "fullwidth_colon", at, *WIDE_COLON_TEXT,
                corrected=line[:start] + value[: wide.end() - 1].rstrip() + ": " + value[wide.end() :].lstrip(),
            )  # fmt: skip
        if value[0] in "｛［":
            return _error("fullwidth_bracket", span, *WIDE_BRACKET, corrected=line.translate(FULL_WIDTH))
        if only_comma and re.fullmatch(r"[\w.\s，-]+", value.encode("ascii", "ignore").decode() or "。"):
            at = node.file.span(node.start + value.index("，"))
            fixed = line[:start] + re.sub(r"，\s*", ", ", line[start:stop]) + line[stop:]
            return _error("fullwidth_comma", at, *WIDE_COMMA, corrected=fixed)
        wrapped = re.match(r"^[“‘「『＂](.*)[”’」』＂]$", value, re.DOTALL)
        if wrapped and key and not _LANGUAGE.match(key) and "“" not in wrapped[1]:
            fixed = line[:start] + quote(wrapped[1]) + line[stop:]
            return _error("fullwidth_quotes", span, *_texts("wide_quotes"), corrected=fixed)
        return None


def _lone_line(root: Node) -> Diagnostic | None:
    """A file that is one text, because the only colon in it is full-width."""
    found = re.match(r"^[\w.-]+\s*：", root.value)
    if root.style or not found:
        return None
    line = root.span().text
    fixed = line.replace("：", ": ", 1)
    return _error("fullwidth_colon", root.file.span(root.start + found.end() - 1), *WIDE_COLON_TEXT, corrected=fixed)


_DASH_MISSING = Message("若这里开始新的一项，前面要有 `- `", "if a new item begins here, put `- ` before it")
_BRACES = Message("若是文字里的花括号，请给文字加引号", "if these are braces in a text, quote the text")
_SPACE_AFTER = Message("若真是注释，请在 # 后加一个空格", "if it is a comment, put a space after #")


def _ascii_but_comma(value: str) -> bool:
    return value.replace("，", "").isascii()


def _has_colon(key: Node) -> bool:
    """Whether a colon stands behind a key in the file."""
    return key.file.text[key.end : key.end + 200].lstrip()[:1] == ":"


def _strange_space(key: Node, cleaned: str) -> Diagnostic:
    """An indent or a key with blanks in it that YAML takes for letters; mended to the indent of the lines above."""
    span, name = key.span(), key.value
    body = span.text.lstrip(STRANGE_SPACES + " \t").replace(name.lstrip(STRANGE_SPACES), cleaned, 1)
    above = next((line for n in range(span.line - 2, -1, -1) if (line := key.file.line(n)).strip()), "")
    indent = len(above) - len(above.lstrip(STRANGE_SPACES + " "))
    indent = len(above[:indent].replace("\u3000", "  ")) + (2 if above.rstrip().endswith(":") else 0)
    lead = " " * indent if span.text[:1] in STRANGE_SPACES + " " else ""
    return _error("strange_space", span, *_texts("strange_space", cleaned), corrected=lead + body)
