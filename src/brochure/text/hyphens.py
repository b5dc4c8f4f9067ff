"""Where a dictionary cuts words: Liang's algorithm over pyphen's pattern files.

pyphen itself takes 45 ms to read its English patterns, a tenth of a small build; here a pattern is taken apart only
when a word holds it. Dictionaries with non-standard hyphenation (`/` and `^^`) are left to pyphen.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

_SETTINGS = ("%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUND", "UTF-8", "NEXTLEVEL", "NOHYPHEN")


class Cuts(Protocol):
    def positions(self, word: str) -> Any: ...


class Patterns:
    """One dictionary. `raw` maps a pattern's letters to the pattern with its digits (`ach` → `.a2ch4`)."""

    def __init__(self, lines: list[str]) -> None:
        patterns = [line for line in lines if not line.startswith(_SETTINGS)]
        # all at once and as bytes: line by line, twelve thousand calls would take longer than a page
        letters = "\n".join(patterns).encode().translate(None, b"0123456789").decode().split("\n")
        self.raw = dict(zip(letters, patterns, strict=False))
        self.longest = max(map(len, self.raw), default=0)
        self.values: dict[str, tuple[int, ...]] = {}

    def positions(self, word: str) -> list[int]:
        """Indexes in a lower-case word before which it may be cut (Liang 1983: the highest value wins, odd cuts)."""
        padded = f".{word}."
        points = [0] * (len(padded) + 1)
        raw, values = self.raw, self.values
        for start in range(len(padded)):
            for end in range(start + 1, min(start + self.longest, len(padded)) + 1):
                letters = padded[start:end]
                if letters in raw:
                    weights = values.get(letters)
                    if weights is None:
                        weights = values[letters] = _weights(raw[letters])
                    for at, weight in enumerate(weights, start):
                        if weight > points[at]:
                            points[at] = weight
        return [at - 1 for at in range(2, len(padded) - 1) if points[at] % 2]


def _weights(pattern: str) -> tuple[int, ...]:
    """The value before each letter of a pattern, and after the last."""
    found, pending = [], 0
    for character in pattern:
        if character.isdigit():
            pending = int(character)
        else:
            found.append(pending)
            pending = 0
    return (*found, pending)


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
    return Patterns([line.strip() for line in body.splitlines()])


def _folder() -> Path:
    """Where pyphen keeps its dictionaries; importing it to ask takes 9 ms."""
    spec = find_spec("pyphen")
    places = spec.submodule_search_locations if spec else None
    return Path(places[0] if places else "") / "dictionaries"


def hyphenation(word: str, lang: str) -> tuple[int, ...]:
    """Places where the dictionary cuts a word: at least two letters before and three after; never a name, a figure
    or an abbreviation, nor a word with a hyphen of its own (typography.md §13)."""
    start = 0
    while start < len(word) and not word[start].isalpha():
        start += 1
    end = start
    while end < len(word) and word[end].isalpha():
        end += 1
    bare = word[start:end]
    compound = any(character.isalnum() for character in word[end:]) and len(word) > end + 2  # but not ’s
    if len(bare) < 5 or not bare.islower() or compound:
        return ()
    if lang.startswith(("zh", "ja", "ko")) or lang == "en":
        lang = "en_US"
    patterns = dictionary(lang)
    if patterns is None:
        return ()
    return tuple(start + int(at) for at in patterns.positions(bare) if 2 <= at <= len(bare) - 3)
