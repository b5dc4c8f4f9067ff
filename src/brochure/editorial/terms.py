"""Agreed terms: what the glossary says a Chinese term is called, the English must call it.

A term inside a longer term of the glossary is not asked for by itself. Plural, possessive, a leading article, quotes
and hyphens make no difference. After a term has stood in full in a block, `the` and its last word will do (the Zone),
for a person the surname, and whatever the entry allows besides (`also:`, or a note that says “then ‘the Zone’”).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from brochure.dataclass import dataclass
from brochure.model import GlossaryEntry
from brochure.regex import regex

_NOTED = re.compile(r"\b(?:then|later|or|short|shortened to|abbreviated(?: as| to)?)\s+[“\"‘']([^”\"’']+)[”\"’']")
_ABBREVIATED = regex(r"(.*\S)\s*[(（]([A-Z][\w&.-]*)[)）]$")
"""Communist Party of China (CPC): either will do, the abbreviation once the whole has stood."""
_STRADDLING = {f"{first}天" for first in "今明昨每当白整后前春夏秋冬聊蓝"}
"""Words that end on a term's first character: 今天心情 is not about 天心."""
_QUOTES = str.maketrans(dict.fromkeys('“”"‘「」『』()（）-–,', " ") | {"’": "'"})
_SPACES = regex(r"\s+")


@dataclass(frozen=True, slots=True)
class Missing:
    """A term whose agreed English is not there."""

    entry: GlossaryEntry
    start: int


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A rendering that must not be used, at its place in the English."""

    entry: GlossaryEntry
    rendering: str
    start: int
    end: int


class Glossary:
    """The terms of a brochure, ready to be looked for."""

    def __init__(self, entries: Iterable[GlossaryEntry]) -> None:
        self.entries = tuple(entries)
        self._by_zh = {entry.zh: entry for entry in reversed(self.entries) if entry.zh}
        longest = sorted(self._by_zh, key=len, reverse=True)
        self._find = re.compile("|".join(map(re.escape, longest))) if longest else None
        self._forbidden = [
            (entry, rendering, re.compile(rf"(?<![\w-]){re.escape(rendering)}(?:'s|s)?(?![\w-])", re.I))
            for entry in self.entries
            for rendering in entry.forbidden
        ]
        self._agreed = [entry.en.lower() for entry in self.entries]

    def used(self, zh: str) -> Iterator[tuple[GlossaryEntry, int]]:
        """The terms of a Chinese text, the longest where several begin, with their places."""
        if self._find is not None:
            for match in self._find.finditer(zh):
                if zh[max(0, match.start() - 1) : match.start() + 1] not in _STRADDLING:
                    yield self._by_zh[match[0]], match.start()

    def missing(self, zh: str, en: str, known: set[str]) -> Iterator[Missing]:
        """Terms of a paragraph that the English does not call as agreed, each once.

        `known` holds the terms that have stood in full in this block; those found here are added.
        """
        folded = _folded(en)
        told: set[str] = set()
        for entry, start in self.used(zh):
            if entry.zh in told:
                continue
            told.add(entry.zh)
            if any(_stands(form, folded) for form in _full(entry)):
                known.add(entry.zh)
            elif not (entry.zh in known and any(_stands(form, folded) for form in _short(entry))):
                yield Missing(entry, start)

    def forbidden(self, en: str) -> Iterator[Forbidden]:
        """Renderings in an English text that the glossary forbids."""
        straight = en.replace("’", "'")
        for entry, rendering, pattern in self._forbidden:
            for match in pattern.finditer(straight):
                if not self._inside_agreed(straight, match.start(), match.end()):
                    yield Forbidden(entry, rendering, match.start(), match.end())

    def _inside_agreed(self, en: str, start: int, end: int) -> bool:
        """Whether a forbidden rendering is but a part of another term's agreed one."""
        part, lowered = en[start:end].lower(), en.lower()
        for agreed in self._agreed:
            at = agreed.find(part)
            if at >= 0 and len(agreed) > len(part) and lowered.startswith(agreed, max(0, start - at)):
                return True
        return False


@lru_cache(maxsize=4096)
def _full(entry: GlossaryEntry) -> tuple[re.Pattern[str], ...]:
    acronyms = tuple(str(form) for form in getattr(entry, "also", ()) if str(form).isupper())
    forms = re.split(r"\s+[/·]\s+", entry.en)
    whole = [found[1] for form in forms if (found := _ABBREVIATED.match(form))]
    return tuple(_pattern(form) for form in (*forms, *whole, *acronyms))


@lru_cache(maxsize=4096)
def _short(entry: GlossaryEntry) -> tuple[re.Pattern[str], ...]:
    """What may stand for a term that has been named: `the Zone`, a surname, what the entry allows."""
    forms = [str(form) for form in getattr(entry, "also", ())]
    if entry.note is not None:
        forms += _NOTED.findall(entry.note.plain("en"))
    short = _ABBREVIATED.match(entry.en)
    forms += [short[2]] if short else []
    words = (short[1] if short else entry.en).split()
    if len(words) > 1:
        person = len(entry.zh) <= 4 and len(words) == 2 and all(word[:1].isupper() for word in words)
        forms += [words[0] if person else f"the {words[-1]}", words[-1]] if person else [f"the {words[-1]}"]
        forms += [f"{which} {words[-1]}" for which in ("this", "its", "our", "both", "these")]
    return tuple(_pattern(form) for form in forms)


def _pattern(form: str) -> re.Pattern[str]:
    """A term in folded text: any article, plural and possessive."""
    words = re.sub(r"^(?:the|an?) ", "", _folded(form)) if len(form.split()) > 2 else _folded(form)
    head = re.escape(words)
    if words.endswith("y"):
        head = rf"{re.escape(words[:-1])}(?:y|ies)"
    elif words.endswith("s"):
        head = rf"{re.escape(words[:-1])}s?"
    return re.compile(rf"(?<!\w){head}(?:'s|s'|es|s|')?(?!\w)")


def _stands(pattern: re.Pattern[str], folded: str) -> bool:
    return pattern.search(folded) is not None


def _folded(text: str) -> str:
    """Lower case, without quotes and hyphens."""
    return _SPACES.sub(" ", text.translate(_QUOTES)).strip().lower()
