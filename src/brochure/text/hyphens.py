"""Where a dictionary cuts words: Liang's algorithm over pyphen's pattern files.

pyphen itself takes 45 ms to read its English patterns, a tenth of a small build; here a pattern is taken apart only
when a word holds it. Dictionaries with non-standard hyphenation (`/` and `^^`) are left to pyphen.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

_DIGITS = str.maketrans("", "", "0123456789")
_SETTINGS = ("%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUND", "UTF-8", "NEXTLEVEL", "NOHYPHEN")


class Cuts(Protocol):
    def positions(self, word: str) -> Any: ...


class Patterns:
    """One dictionary. `raw` maps a pattern's letters to the pattern with its digits (`ach` → `.a2ch4`)."""

    def __init__(self, lines: list[str]) -> None:
        self.raw = {
            letters: line
            for line in lines
            if not line.startswith(_SETTINGS) and (letters := line.translate(_DIGITS)) != line
        }
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
    import pyphen

    found = pyphen.language_fallback(lang.replace("-", "_"))
    if not found:
        return None
    head, *lines = Path(pyphen.LANGUAGES[found]).read_text("utf-8", errors="replace").splitlines()
    if head.strip() != "UTF-8" or any("/" in line or "^^" in line for line in lines):
        return pyphen.Pyphen(lang=found, left=1, right=1)  # type: ignore[no-any-return]
    return Patterns([line.strip() for line in lines])
