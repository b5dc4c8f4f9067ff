"""Stand-ins for English that has not been written: pseudo-words as long as the translation will probably be.

Only a brochure that says `status: draft` gets them, so that its pages can be laid out before the translator is done.
Each begins with `[EN]`, is set in magenta and is a finding. They exist between loading and layout only: the checks of
the two languages and the texts for translators are made from what the author wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zlib import crc32

from brochure.dataclass import dataclass, replace
from brochure.diagnostics import Sink
from brochure.inline import PSEUDO, Inline, Marked
from brochure.model import BlockText, Brochure, Pair, Record
from brochure.regex import regex

MARK = "[EN] "
RATIO = 3.5
"""Letters and spaces of English for each 字 where a brochure has too little of its own to go by.

Set at the same size, English runs 1.3 to 1.7 times as long as the Chinese it renders; at 1.5 times, and letters that
are 0.43 em wide on average (Source Serif 4 with its spaces), that is 3.5 for each em.
"""
ENOUGH = 200
"""字 with a translation from which the brochure's own ratio is taken."""

_STOPS = {"，": ",", "、": ",", "；": ";", "：": ":", "。": ".", "！": "!", "？": "?", "…": "."}
_CLAUSE = regex(r"([，、；：。！？…]+)")
_SHARES = {2: 17, 3: 21, 4: 15, 5: 12, 6: 10, 7: 9, 8: 6, 9: 5, 10: 3, 11: 2}
"""How often words of so many letters come in English prose, in per cent."""
_LATIN_WORDS = (
    "et in ut ad ex id ac sed non est sit aut cum qui quo nam hic nec vel amet elit quis enim esse quia odit modi vero"
    " iste nisi quae eius dolor magna culpa velit porro totam natus ipsam omnis error fugit rerum animi labore dolore"
    " minima veniam soluta libero cumque tempora nostrum commodi aliquam ratione quisquam accusamus laborum deserunt"
    " suscipit corporis maiores voluptas incidunt officiis doloribus explicabo molestiae dignissim repellat provident"
    " excepturi cupiditate architecto blanditiis perferendis consectetur accusantium reprehendo temporibus voluptatem"
)
_BY_LENGTH = {length: [word for word in _LATIN_WORDS.split() if len(word) == length] for length in _SHARES}


@dataclass(slots=True)
class _Dice:
    """A small linear congruential generator (Numerical Recipes): the same numbers on every machine."""

    state: int

    def below(self, limit: int) -> int:
        self.state = (self.state * 1664525 + 1013904223) & 0xFFFFFFFF
        return (self.state >> 8) % limit


def pseudo_english(chinese: str, letters: int) -> str:
    """Pseudo-words `letters` characters long (within a word's), marked, with the clauses of the Chinese."""
    dice = _Dice(crc32(chinese.encode()))
    pieces = _CLAUSE.split(chinese.replace("\n", ""))
    clauses = [(text, stop) for text, stop in zip(pieces[::2], [*pieces[1::2], ""], strict=True) if text]
    total = sum(len(text) for text, _ in clauses)
    made, done, begins = "", 0, True
    for text, stop in clauses:
        done += len(text)
        end = max((letters - len(MARK)) * done // total, len(made) + 2)
        words = " ".join(_words(dice, end - len(made) - 1))
        made += (words[:1].upper() + words[1:] if begins else words) + _STOPS.get(stop[:1], "") + " "
        begins = stop[:1] in ("。", "！", "？", "…")
    return MARK + made.strip()


def _words(dice: _Dice, letters: int) -> Iterator[str]:
    """Words that with their spaces come to `letters` characters, or a little more."""
    left = letters
    while left > 0:
        length = _length(dice) if left > 13 else min(max(left, 2), 11)
        known = _BY_LENGTH[length]
        yield known[dice.below(len(known))]
        left -= length + 1


def _length(dice: _Dice) -> int:
    number = dice.below(sum(_SHARES.values()))
    for length, share in _SHARES.items():
        number -= share
        if number < 0:
            return length
    return 5


# --- the brochure -----------------------------------------------------------------------------------------------------


def with_pseudo_english(brochure: Brochure, sink: Sink) -> Brochure:
    """The brochure with a stand-in for each English text that its sections lack; a finding for each."""
    fill = _Fill(brochure, sink, (_ratio(brochure, BlockText), _ratio(brochure, Pair)))
    return replace(brochure, sections=fill.value(brochure.sections))


def _ratio(brochure: Brochure, kind: type) -> float:
    """Letters of English for each 字, from the texts of one kind that are translated, else from all of them."""
    pairs = [pair for block in brochure.sections for pair in _texts(block)]
    for wanted in ([pair for pair in pairs if isinstance(pair, kind)], pairs):
        both = [pair for pair in wanted if _letters(pair, "zh") and _letters(pair, "en")]
        chinese = sum(_letters(pair, "zh") for pair in both)
        if chinese >= ENOUGH:
            return sum(_letters(pair, "en") for pair in both) / chinese
    return RATIO


def _texts(value: object) -> Iterator[Pair | BlockText]:
    if isinstance(value, Pair | BlockText):
        yield value
    elif isinstance(value, Record | tuple):
        for child in value if isinstance(value, tuple) else value.values().values():
            yield from _texts(child)


def _letters(text: Pair | BlockText, lang: str) -> int:
    return sum(len(half.text) for half in _halves(text, lang))


def _halves(text: Pair | BlockText, lang: str) -> tuple[Inline, ...]:
    if isinstance(text, BlockText):
        return text.get(lang)
    half = text.get(lang)
    return (half,) if half is not None else ()


@dataclass(frozen=True, slots=True)
class _Fill:
    brochure: Brochure
    sink: Sink
    ratios: tuple[float, float]

    def value(self, value: Any, key: str = "") -> Any:
        """The same with stand-ins in it; `alt` is not printed and goes without."""
        if isinstance(value, Pair | BlockText):
            return value if key == "alt" else self._text(value)
        if isinstance(value, tuple):
            made = tuple(self.value(child, key) for child in value)
            return made if any(new is not old for new, old in zip(made, value, strict=True)) else value
        if isinstance(value, Record):
            fresh = {name: self.value(child, name) for name, child in value.values().items()}
            changes = {name: child for name, child in fresh.items() if child is not getattr(value, name)}
            return value.copy(**changes) if changes else value
        return value

    def _text(self, text: Pair | BlockText) -> Pair | BlockText:
        if not text.path or "en" in text.languages or not _letters(text, "zh"):
            return text
        ratio = self.ratios[0 if isinstance(text, BlockText) else 1]
        made = tuple(_stand_in(half, ratio) for half in _halves(text, "zh"))
        words = sum(len(half.text.split()) - 1 for half in made)
        path = f"{text.path}.en"
        self.sink.info(
            "text.pseudo",
            f"还没有英文，先排约 {words} 个词的占位文字（每字 {ratio:.1f} 个字母）",
            f"no English yet: about {words} pseudo-words stand in for it ({ratio:.1f} letters for each character)",
            span=self.brochure.spans.at(path),
            path=path,
        )
        if isinstance(text, BlockText):
            return BlockText((*text.texts, ("en", made)), text.path)
        return Pair((*text.texts, ("en", made[0])), text.path)


def _stand_in(chinese: Inline, ratio: float) -> Inline:
    text = pseudo_english(chinese.text, max(len(MARK) + 4, round(len(chinese.text) * ratio)))
    marks = tuple(Marked(0, len(text), mark.mark, mark.value) for mark in chinese.marks if mark.mark == "item")
    return Inline(text, (Marked(0, len(text), "span", PSEUDO), *marks))
