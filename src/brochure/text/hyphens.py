"""Where a dictionary cuts words: Liang's algorithm over pyphen's pattern files.

pyphen itself takes 45 ms to read its English patterns, a tenth of a small build; here a pattern is taken apart only
when a word holds it. Dictionaries with non-standard hyphenation (`/` and `^^`) are left to pyphen.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from brochure.regex import regex

_SETTINGS = ("%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUND", "UTF-8", "NEXTLEVEL", "NOHYPHEN")
_VALUES = {str(value): value for value in range(10)}


class Cuts(Protocol):
    def positions(self, word: str) -> Any: ...


class Patterns:
    """One dictionary. `raw` maps a pattern's letters to the pattern with its digits (`ach` → `.a2ch4`)."""

    def __init__(self, text: str) -> None:
        # all at once: line by line, eleven thousand calls would take longer than a page
        letters = text.encode().translate(None, b"0123456789").decode()
        self.raw = dict(zip(letters.split("\n"), text.split("\n"), strict=True))

    def positions(self, word: str) -> list[int]:
        """Indexes in a lower-case word before which it may be cut (Liang 1983: the highest value wins, odd cuts)."""
        padded = f".{word}."
        size, raw = len(padded), self.raw
        points = [0] * (size + 1)
        for start, letters in [(span.start, part) for span in _spans(size) if (part := padded[span]) in raw]:
            at = start
            for sign in raw[letters]:
                value = _VALUES.get(sign)
                if value is None:
                    at += 1
                elif value > points[at]:
                    points[at] = value
        return [at - 1 for at in range(2, size - 1) if points[at] % 2]


@lru_cache(maxsize=64)
def _spans(size: int) -> list[slice]:
    """Every stretch of a text of this size."""
    return [slice(start, end) for start in range(size) for end in range(start + 1, size + 1)]


@lru_cache(maxsize=8)
def dictionary(lang: str) -> Cuts | None:
    """The patterns of a language (`en_US`), or None where there are none."""
    name = lang.replace("-", "_")
    file = _folder() / f"hyph_{name}.dic"
    if not file.is_file():
        import pyphen

        found = pyphen.language_fallback(name)
        if not found:
            return None
        file, name = Path(pyphen.LANGUAGES[found]), found
    head, _, body = file.read_text("utf-8", errors="replace").partition("\n")
    if head.strip() != "UTF-8" or "/" in body or "^^" in body:
        import pyphen

        return pyphen.Pyphen(lang=name, left=1, right=1)  # type: ignore[no-any-return]
    return Patterns(_bare(body))


def _bare(body: str) -> str:
    """The patterns alone, a line each. In most files the settings stand together at the top, and nothing else."""
    start = 0
    while body.startswith(_SETTINGS, start):
        start = body.find("\n", start) + 1
    rest = body[start:].rstrip("\n")
    if not any(f"\n{word}" in rest for word in _SETTINGS) and not any(sign in rest for sign in " \t\r"):
        return rest
    lines = map(str.strip, body.splitlines())
    return "\n".join(line for line in lines if not line.startswith(_SETTINGS))


def _folder() -> Path:
    """Where pyphen keeps its dictionaries; importing it to ask takes 9 ms."""
    spec = find_spec("pyphen")
    places = spec.submodule_search_locations if spec else None
    return Path(places[0] if places else "") / "dictionaries"


_SHORT_TAIL = regex(r"[’'][a-z]{1,2}(?![a-z])")
"""’s, ’d, ’ll."""
_PARTS = regex(r"[^—…]+")
_TITLE_WORD = regex(
    r"(?:tion|sion|ment)(?:s|al)?$|(?:ness|ology|ative|ical|tures?|turing|ility|ities|istics|neering|ational|ference)$"
)
"""How words end that stand in titles and in names of institutions, and in hardly any name of a person or a place."""
_TITLE_WORDS = frozenset((
    "academy", "administrative", "advanced", "artificial", "authority", "biomedicine", "biotechnology", "bureau",
    "commercial", "committee", "communist", "community", "company", "computing", "congress", "digital", "director",
    "economic", "enterprise", "enterprises", "executive", "festival", "general", "governor", "headquarters",
    "healthcare", "hospital", "industrial", "industries", "industry", "initiative", "institute", "intelligence",
    "intelligent", "international", "laboratories", "laboratory", "manager", "ministry", "municipal", "national",
    "officer", "pharmaceutical", "pharmaceuticals", "platform", "president", "professor", "programme", "project",
    "projects", "provincial", "railway", "representative", "republic", "resources", "science", "sciences",
    "secretary", "security", "service", "services", "strategic", "technologies", "university",
))  # fmt: skip


def is_title_word(word: str) -> bool:
    """Whether a capitalised word is a common one (Development, Committee) rather than a name."""
    lower = word.lower()
    return lower in _TITLE_WORDS or (len(word) > 7 and _TITLE_WORD.search(lower) is not None)


def hyphenation(word: str, lang: str) -> tuple[int, ...]:
    """Places where the dictionary cuts a word, or the words that a dash joins: at least two letters before and three
    after; never a name, a figure or an abbreviation, nor a word with a hyphen of its own (typography.md §13)."""
    if "—" in word or "…" in word:
        found: list[int] = []
        for part in _PARTS.finditer(word):
            found += [part.start() + at for at in _of_one(part[0], lang)]
        return tuple(found)
    return _of_one(word, lang)


def _of_one(word: str, lang: str) -> tuple[int, ...]:
    start = 0
    while start < len(word) and not word[start].isalpha():
        start += 1
    end = start
    while end < len(word) and word[end].isalpha():
        end += 1
    bare = word[start:end]
    if len(bare) < 5 or not (bare.islower() or (bare.istitle() and (lang[:2] == "de" or is_title_word(bare)))):
        return ()
    tail = word[end:]
    if any(map(str.isalnum, word[:start])) or (any(map(str.isalnum, tail)) and not _SHORT_TAIL.match(tail)):
        return ()
    patterns = dictionary(_dictionary_of(lang))
    if patterns is None:
        return ()
    return tuple(start + int(at) for at in patterns.positions(bare.lower()) if 2 <= at <= len(bare) - 3)


_AMERICAN = ("en", "en-US", "en-CA", "en-PH", "en-LR")


def _dictionary_of(lang: str) -> str:
    """The dictionary that a language is spelt by: American for plain English and beside Chinese, British in the other
    countries of the language (Oxford)."""
    if lang.startswith(("zh", "ja", "ko")) or lang in _AMERICAN:
        return "en_US"
    return "en_GB" if lang.startswith("en-") else lang


ADDRESS_PENALTY = 45_000
"""After a sign in an address that UAX #14 does not cut there: before Han stands an em apart."""
LONG_ADDRESS = 12
"""Characters from which on an address may be cut so."""


def address_places(text: str) -> list[int]:
    """Where an address (of a page, of mail) may be cut after a sign, four characters kept before and three after."""
    if not (text.isascii() and ("://" in text or "@" in text or "www." in text)):
        return []
    return [at for at in range(4, len(text) - 2) if text[at - 1] in "@._=&?%" and text[at].isalnum()]
