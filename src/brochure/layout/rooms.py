"""What is known of the room in each region: values only, so that layout can pass them on without knowing how they
are measured (`copyfit` does that, and only when it is asked for).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from brochure.dataclass import dataclass, field
from brochure.diagnostics import Span

State = Literal["fits", "goes-on", "over", "fixed"]
"""`goes-on`: the region is full and the text goes on in the next one. `fixed`: the words are built in."""


@dataclass(frozen=True, slots=True)
class Room:
    """One text in one language in one region, and what else the region would take.

    Chinese is counted in characters (字, punctuation included, spaces not), other languages in words. `letters` are
    characters with their spaces, for length limits.
    """

    page: str
    """Number of the page, or names of the panels; empty for what found no region."""
    region: str
    """What the region holds (`text`, `caption`, `stats` …)."""
    path: str
    """Place of the text in the YAML, without its language."""
    lang: str
    style: str
    state: State
    count: int
    """What stands here."""
    room: int = 0
    """How much more of this language alone fits, everything else staying as it is."""
    excess: int = 0
    letters: int = 0
    room_letters: int = 0
    shared: bool = False
    """Whether other texts may use the same room: it is given once."""
    more: bool = False
    """Whether a longer text goes on to another page instead of being too long."""
    span: Span | None = None
    share: float = 1.0
    """At which share of its size the text was set, to make it fit."""
    pseudo: bool = False
    """Whether pseudo-words stand here until the translation exists."""


RESERVE = 1.05
"""Words differ in length and break differently: so much more English than is promised has been seen to fit, and a word
besides."""


def promised(number: int, lang: str) -> int:
    """How many 字 or words may be promised where so many typical ones fit."""
    return number if lang == "zh" else max(0, int((number - 1) / RESERVE))


def count(text: str, lang: str) -> int:
    """字 of a Chinese text, words of any other."""
    return sum(not character.isspace() for character in text) if lang == "zh" else len(text.split())


_WORDS = (
    "the of and to in for with its on by from a new has as is at that their it be or an one all two more "
    "park, city. people growth industry services company projects building research quality water public "
    "support system development enterprises technology innovation cooperation environment, modern, "
    "economy. international products launched investment platform, centre science, years. across high "
    "first which have been national work major plan"
)
ORDINARY = tuple(_WORDS.split())
"""Words for a brochure that has too few of its own: 5.4 characters on average, marks with them, as in a brochure."""
ENOUGH, MOST = 100, 160
"""Words of a brochure's own from which its English is taken as measure, and how many of them are used."""


def typical_words(words: Iterable[str]) -> tuple[str, ...]:
    """Words in an order in which any number of them is about as long as so many words are on average.

    A cycle through them stands for English yet to be written, in whatever face and size it is set.
    """
    known = list(words)
    if len(known) < ENOUGH:
        known = list(ORDINARY)
    left = sorted(known[:: max(1, len(known) // MOST)])
    mean = sum(map(len, left)) / len(left)
    ordered: list[str] = []
    total = 0
    while left:
        wanted = mean * (len(ordered) + 1) - total
        best = min(range(len(left)), key=lambda index: abs(len(left[index]) - wanted))
        total += len(left[best])
        ordered.append(left.pop(best))
    return tuple(ordered)


@dataclass(slots=True)
class Rooms:
    """Collects the rooms of one run; `words` are typical English ones of the brochure.

    With `target` it is not rooms that are wanted but the most characters that each text of that language may have.
    """

    words: tuple[str, ...]
    found: list[Room] = field(default_factory=list)
    target: str = ""
    limits: dict[str, int] = field(default_factory=dict)
    """By the place of the text and its language; of running text also by the number of the paragraph."""

    def filler(self, lang: str, count: int) -> str:
        """`count` 字 or words, to see whether they fit."""
        if lang == "zh":
            return "字" * count
        whole, rest = divmod(count, len(self.words))
        return " ".join((*self.words * whole, *self.words[:rest]))

    def letters(self, lang: str, count: int) -> str:
        """Text of so many characters."""
        return self.filler(lang, int(count / self.width(lang)) + 2)[:count]

    def width(self, lang: str) -> float:
        """Characters of an average word and its space; 1 for 字."""
        return 1.0 if lang == "zh" else sum(map(len, self.words)) / len(self.words) + 1.0
