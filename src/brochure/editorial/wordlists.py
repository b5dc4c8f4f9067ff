"""The office's own word lists: terms that must not be printed, or not without a second look.

The program has none of its own. `words:` holds the office's, mostly in a file of its own that is included:

    words:
      - {word: 国家级, severity: warning, reason: "广告法", except: [国家级经开区]}
      - {word: best, lang: en, severity: warning, reason: "superlative"}

An entry of one character is refused: it would fire everywhere, and one such line once blocked every 的.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from brochure.diagnostics import Diagnostic, Message
from brochure.editorial.texts import texts
from brochure.model import Brochure, ListedWord


def listed_words(brochure: Brochure) -> Iterator[Diagnostic]:
    """Every listed word in the texts, unless it stands inside a harmless phrase."""
    patterns = []
    for word in brochure.words:
        if len(word.word.strip()) < 2:
            path = f"{word.path}.word"
            zh = f"词条“{word.word}”只有一个字，会误报，不采用"
            en = f"the entry `{word.word}` is one character and would fire everywhere; it is not used"
            yield Diagnostic("words.too_short", "error", Message(zh, en), brochure.spans.at(path), path)
        else:
            patterns.append((word, _pattern(word)))
    for pair in texts(brochure) if patterns else ():
        for lang, text in pair.texts:
            for word, pattern in patterns:
                for match in pattern.finditer(text) if word.lang == lang else ():
                    if not _harmless(word, text, match.start(), match.end()):
                        reason = (f"（{word.reason}）", f" ({word.reason})") if word.reason else ("", "")
                        yield Diagnostic(
                            "words.listed", word.severity,
                            Message(f"词表中的“{match[0]}”{reason[0]}",
                                    f"`{match[0]}` is on the word list{reason[1]}"),
                            pair.span(brochure, lang, match.start(), match.end()), f"{pair.path}.{lang}",
                        )  # fmt: skip


def _pattern(word: ListedWord) -> re.Pattern[str]:
    if word.lang == "zh":
        return re.compile(re.escape(word.word))
    return re.compile(rf"(?<!\w){re.escape(word.word)}(?!\w)", re.I)


def _harmless(word: ListedWord, text: str, start: int, end: int) -> bool:
    """Whether the word stands inside one of the phrases in which it does no harm."""
    lowered, said = text.lower(), text[start:end].lower()
    for phrase in map(str.lower, word.harmless):
        at = phrase.find(said)
        while at >= 0:
            if start >= at and lowered.startswith(phrase, start - at):
                return True
            at = phrase.find(said, at + 1)
    return False
