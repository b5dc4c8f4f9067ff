"""Headings: lines of even length, ended at borders of phrases (typography.md §9.5).

Words come from a short list of what brochures talk about (`phrases.txt`), longest match first: no dictionary is needed
to keep 国际|论坛 from becoming 国|际论坛, and a heading whose words are not in it is simply set evenly.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from brochure.regex import regex
from brochure.text.clreq import FORBIDDEN
from brochure.text.items import Items
from brochure.text.linebreak import OVERFULL, Problem, break_lines

INSIDE_WORD = 900
"""Cutting a word of the list: as bad as a line six em shorter than the longest."""
AFTER_MARK = -200
"""A line that ends at ： ， or —— reads as it is meant."""
TIED = "的地得了着过们之"
"""Particles that belong to the word before."""
_LONGEST = 8
_DOUBLED = regex(r"一?([一-鿿])\1")
"""一颗颗, 冉冉: doubled characters are one word."""
_GOOD_ENDS = frozenset("，。、；：！？—…）》”’·")


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset((Path(__file__).parent / "phrases.txt").read_text("utf-8").split())


def word_places(text: str) -> list[int]:
    """Characters before which a line end would cut a known word or part a particle from its word."""
    words = _words()
    places: list[int] = []
    at = 0
    while at < len(text):
        size = next((size for size in range(_LONGEST, 1, -1) if text[at : at + size] in words), 1)
        if found := _DOUBLED.match(text, at):
            size = max(size, len(found[0]))
        places += range(at + 1, at + size)
        at += size
        if at < len(text) and text[at] in TIED:
            places.append(at)
    return places


def balanced(items: Items, problem: Problem, ends: list[int]) -> list[int]:
    """Ends of as many lines as `ends`, in the measure that makes them most even and cuts no word if it can."""
    full = problem.measures[-1]
    extra = _phrase_penalties(items)
    best, best_score = ends, _score(items, problem, ends, extra)
    total = items.out[problem.last] - items.at[problem.first]
    narrow = max(full // 3, total // len(ends))
    problem.penalty = [
        known if known == FORBIDDEN else known + max(0, more)
        for known, more in zip(problem.penalty, extra, strict=True)
    ]
    problem.ragged = True
    for measure in range(narrow, full + 250, 250):
        problem.measures = [min(measure, full)]
        tried, cost = break_lines(problem)
        if len(tried) > len(ends) or cost >= OVERFULL:
            continue
        score = _score(items, problem, tried, extra)
        if score < best_score:
            best, best_score = tried, score
    return best


def _phrase_penalties(items: Items) -> list[int]:
    """For each box, what a line end after it costs a heading."""
    extra = [0] * len(items.at)
    inside = set(word_places(items.text))
    chars = items.char
    for box in range(len(items.at) - 1):
        start = chars[box + 1]
        if start in inside:
            extra[box] = INSIDE_WORD
        elif items.text[start - 1] in _GOOD_ENDS:
            extra[box] = AFTER_MARK
    return extra


def _score(items: Items, problem: Problem, ends: list[int], extra: list[int]) -> int:
    """Unevenness and cut phrases of a way to end the lines; a last line under half the longest is worst."""
    lengths, first = [], problem.first
    for last in ends:
        lengths.append(items.out[last] - items.at[first])
        first = last + 1
    longest = max(lengths)
    uneven = sum((longest - length) ** 2 for length in lengths) // 40_000
    short = 20_000 if min(lengths) * 2 < longest else 0
    return uneven + short + sum(extra[last] + max(0, items.penalty[last]) for last in ends[:-1])
