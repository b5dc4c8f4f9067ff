"""Headings: lines of even length, ended at borders of phrases (typography.md §9.5).

Words are found as the likeliest way to read a heading (Viterbi over how often each word is used): the common words of
Chinese (`words.txt`, see `tools/words.py`) and what brochures talk about (`phrases.txt`). A word in neither may be cut.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from brochure.regex import regex
from brochure.text.clreq import FORBIDDEN
from brochure.text.items import Items
from brochure.text.linebreak import OVERFULL, Problem, break_lines

FEW = 4
"""Lines of a heading up to which one more is better than a word cut."""
INSIDE_WORD = 900
"""Cutting a word of the list: as bad as a line six em shorter than the longest."""
AFTER_MARK = -200
"""A line that ends at ： ， or —— reads as it is meant."""
TIED = "的地得了着过们之"
"""Particles that belong to the word before."""
RARE, PHRASE = 160, 70
"""Cost of a character that no list has, and of a phrase of ours: as of a word met once in a thousand."""
_LONGEST = 8
_DOUBLED = regex(r"一?([一-鿿])\1")
"""一颗颗, 冉冉: doubled characters are one word."""
_GOOD_ENDS = frozenset("，。、；：！？—…）》”’·")


@lru_cache(maxsize=1)
def _lists() -> tuple[dict[str, str], list[str]]:
    """The common words by their first character, as they stand in the file, and the phrases."""
    folder = Path(__file__).parent
    rows = (folder / "words.txt").read_text("utf-8").splitlines()[1:]
    return {row[0]: row for row in rows}, (folder / "phrases.txt").read_text("utf-8").split()


@lru_cache(maxsize=4096)
def _beginning(character: str) -> dict[str, int]:
    """The words that begin with a character and what each costs: the rarer, the more."""
    rows, phrases = _lists()
    costs = {character: RARE}
    for entry in rows.get(character, "").split(" ")[1:]:
        rest = entry.rstrip("0123456789")
        costs[character + rest] = int(entry[len(rest) :])
    costs.update({phrase: PHRASE for phrase in phrases if phrase[0] == character})
    return costs


def words_of(text: str) -> list[str]:
    """The text cut into words where it is likeliest, and single characters."""
    count = len(text)
    best, come = [0] + [RARE * (count + 1)] * count, [0] * (count + 1)
    for start, character in enumerate(text):
        costs = _beginning(character)
        for end in range(start + 1, min(start + _LONGEST, count) + 1):
            cost = costs.get(text[start:end])
            if cost is not None and best[start] + cost < best[end]:
                best[end], come[end] = best[start] + cost, start
    found: list[str] = []
    at = count
    while at:
        found.append(text[come[at] : at])
        at = come[at]
    return found[::-1]


def word_places(text: str) -> list[int]:
    """Characters before which a line end would cut a known word or part a particle from its word."""
    places: set[int] = set()
    at = 0
    for word in words_of(text):
        end = at + len(word)
        if at and word in TIED:
            places.add(at)
        doubled = _DOUBLED.match(text, at)
        places.update(range(at + 1, max(end, doubled.end() if doubled else 0)))
        at = end
    return sorted(places)


def balanced(items: Items, problem: Problem, ends: list[int]) -> list[int]:
    """Ends of as many lines as `ends`, in the measure that makes them most even and cuts no word if it can; of one
    line more where that alone keeps all words whole."""
    full = problem.measures[-1]
    extra = _phrase_penalties(items)
    problem.penalty = [
        known if known == FORBIDDEN else known + max(0, more)
        for known, more in zip(problem.penalty, extra, strict=True)
    ]
    problem.ragged = True
    best = _evenest(items, problem, ends, len(ends), full, extra)
    if len(ends) < FEW and _cuts(best, extra):
        more = _evenest(items, problem, ends, len(ends) + 1, full, extra)
        return best if _cuts(more, extra) else more
    return best


def _cuts(ends: list[int], extra: list[int]) -> bool:
    """Whether some line ends inside a word."""
    return any(extra[last] == INSIDE_WORD for last in ends[:-1])


def _evenest(items: Items, problem: Problem, ends: list[int], count: int, full: int, extra: list[int]) -> list[int]:
    """The best way to end `count` lines or fewer; `ends` is the first to be beaten."""
    best, best_score = ends, _score(items, problem, ends, extra)
    total = items.out[problem.last] - items.at[problem.first]
    step = 250 if problem.latin or len(items.segments) > 1 else 500  # lines of Han and marks alone are so many half ems
    narrow = -(-max(full // 3, total // count) // step) * step
    for measure in range(narrow, full + step, step):
        problem.measures = [min(measure, full)]
        tried, cost = break_lines(problem)
        if len(tried) > count or cost >= OVERFULL:
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
