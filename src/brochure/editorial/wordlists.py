"""The office's own word lists: terms that must not be printed, or not without a second look.

A list is a YAML file of the office; the program has none of its own. Each line names a word, the language, how grave it
is, why, and where it is harmless:

    words:
      - {word: 国家级, severity: warning, reason: "广告法", except: [国家级经开区]}
      - {word: best, lang: en, severity: warning, reason: "superlative"}

An entry of one character is refused: it would fire everywhere, and one such line once blocked every 的.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from brochure.composer import read_yaml
from brochure.dataclass import dataclass
from brochure.diagnostics import Diagnostic, Message, Severity, Sink, Span
from brochure.editorial.texts import texts
from brochure.model import Brochure
from brochure.source import Map, Seq, SourceFile, SourceMap, to_tree

_KEYS = {"word", "lang", "severity", "reason", "except"}


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of a list."""

    word: str
    lang: str
    severity: Severity
    reason: str
    harmless: tuple[str, ...]

    def pattern(self) -> re.Pattern[str]:
        if self.lang == "zh":
            return re.compile(re.escape(self.word))
        return re.compile(rf"(?<!\w){re.escape(self.word)}(?!\w)", re.I)


def read_words(file: SourceFile, sink: Sink) -> tuple[Word, ...]:
    """The entries of a list; faulty ones are reported and left out."""
    root = read_yaml(file, sink)
    if root is None:
        return ()
    tree = SourceMap(root, to_tree(root, "")).tree
    entries = tree.get("words") if isinstance(tree, Map) else None
    if not isinstance(entries, Seq):
        sink.error("words.no_list", "词表应有 words: 列表", "a word list needs `words:`, a list", span=Span(file.name))
        return ()
    return tuple(word for entry in entries if (word := _word(entry, sink)) is not None)


def _word(entry: object, sink: Sink) -> Word | None:
    if not isinstance(entry, Map) or not str(entry.get("word") or "").strip() or not set(entry) <= _KEYS:
        span = entry.node.span() if isinstance(entry, Map) else None
        sink.error(
            "words.entry", "词条应写 {word: …, severity: …, reason: …}",
            "an entry is {word: …, severity: …, reason: …}", span=span,
        )  # fmt: skip
        return None
    word, lang = str(entry["word"]), str(entry.get("lang") or "zh")
    if len(word) < 2:
        zh = f"词条“{word}”只有一个字，会误报，不采用"
        en = f"the entry `{word}` is one character and would fire everywhere"
        sink.error("words.too_short", zh, en, span=entry.node.span())
        return None
    severity = str(entry.get("severity") or "warning")
    harmless = entry.get("except")
    return Word(
        word, lang, cast(Severity, severity) if severity in ("error", "warning", "info") else "warning",
        str(entry.get("reason") or ""),
        tuple(map(str, harmless)) if isinstance(harmless, Seq) else (),
    )  # fmt: skip


def listed_words(brochure: Brochure, words: tuple[Word, ...]) -> Iterator[Diagnostic]:
    """Every listed word in the texts, unless it stands inside a harmless phrase."""
    patterns = [(word, word.pattern()) for word in words]
    for pair in texts(brochure):
        for lang, text in pair.texts:
            for word, pattern in patterns:
                for match in pattern.finditer(text) if word.lang == lang else ():
                    if not _harmless(word, text, match.start(), match.end()):
                        reason = f"（{word.reason}）" if word.reason else ""
                        yield Diagnostic(
                            "words.listed", word.severity,
                            Message(f"词表中的“{match[0]}”{reason}",
                                    f"`{match[0]}` is on the word list {reason}".rstrip()),
                            pair.span(brochure, lang, match.start(), match.end()), f"{pair.path}.{lang}",
                        )  # fmt: skip


def _harmless(word: Word, text: str, start: int, end: int) -> bool:
    for phrase in word.harmless:
        at = phrase.lower().find(text[start:end].lower())
        if at >= 0 and text.lower().startswith(phrase.lower(), max(0, start - at)):
            return True
    return False
