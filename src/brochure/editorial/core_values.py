"""The twelve core-values words wherever they are written out: wording, order and grouping are not ours to change.

A row of two-character words of which at least three are core values must be one of the three groups, or groups in their
order. English rows are held against the sets in `blocks.core_values`; renderings of other published sets count as core
values too, so that a row that mixes sets is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from brochure.dataclass import dataclass
from brochure.diagnostics import Message
from brochure.regex import regex

Groups = tuple[tuple[str, ...], ...]

_VARIANTS = frozenset(
    re.findall(
        r"[a-z][a-z ]*",
        "civilization, civilisation, cultural advancement, wealth and strength, national prosperity, liberty, "
        "wealth, affluence, fairness, rule by law, professionalism, devotion, commitment, honesty, trustworthiness, "
        "credibility, "
        "good faith, friendliness, amity, kindness, good will, goodwill, strength, equity",
    )
)
_NEAR_ZH = (
    "和睦|合谐|和协|文化|公平|公允|正义|法制|人治|爱岗|敬岗|奉献|诚实|守信|诚心|友爱|友好|善良|仁爱|富裕|繁荣|强盛"
    "|民生|民权|平均"
)
"""What is written for a core value by mistake."""
_BREAK_ZH = r"[、，,·・/|｜；;\s　—–-]+"
_PART_EN = regex(r"[^,;·/|\n.:()“”\"]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of core values that is not as it should be."""

    start: int
    end: int
    message: Message


def wrong_rows(text: str, lang: str, chinese: Groups, english: dict[str, Groups]) -> Iterator[Row]:
    """Rows of core values in a text that are misworded, out of order or broken in the wrong place."""
    if lang == "zh":
        yield from _chinese(text, chinese)
    else:
        yield from _english(text, english)


def _chinese(text: str, groups: Groups) -> Iterator[Row]:
    words = {word for group in groups for word in group}
    if sum(word in text for word in words) < 3:
        return
    row = regex(rf"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{2}}(?:{_BREAK_ZH}[\u4e00-\u9fff]{{2}})+(?![\u4e00-\u9fff])")
    joined = regex(f"(?:{'|'.join(words)}|{_NEAR_ZH}){{3,}}(?:美丽)?")
    found = [(m.start(), m.end(), re.split(_BREAK_ZH, m[0])) for m in row.finditer(text)]
    found += [(m.start(), m.end(), regex("..").findall(m[0])) for m in joined.finditer(text)]
    for start, end, parts in found:
        if len(parts) < 4 or sum(part in words for part in parts) < 3 or parts == [*groups[0], "美丽"]:
            continue
        if not _in_order([part.lower() for part in parts], groups):
            right = " / ".join(" ".join(group) for group in groups)
            said = " ".join(parts)
            yield Row(
                start, end,
                Message(f"核心价值观写作“{said}”，应为：{right}", f"core values written `{said}`; they are: {right}"),
            )  # fmt: skip


def _english(text: str, sets: dict[str, Groups]) -> Iterator[Row]:
    words = {word.lower() for groups in sets.values() for group in groups for word in group}
    known = words | _VARIANTS
    lowered = text.lower()
    if sum(word in lowered for word in known) < 3:
        return
    listed = list(_english_rows(text, known))
    spaced = [
        row for row in _spaced_rows(text, known) if not any(row[0] < end and start < row[1] for start, end, _ in listed)
    ]
    for start, end, parts in listed + spaced:
        if any(_in_order(parts, groups) for groups in sets.values()):
            continue
        right = " / ".join(", ".join(group) for groups in list(sets.values())[:1] for group in groups)
        said = ", ".join(parts)
        yield Row(
            start, end,
            Message(f"核心价值观的英文写作 `{said}`，应为：{right}",
                    f"core values written “{said}”; this set is: {right}"),
        )  # fmt: skip


def _english_rows(text: str, known: set[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Rows of four parts or more that follow each other, at least three of them core values."""
    parts: list[tuple[int, int, str]] = []
    for match in _PART_EN.finditer(text):
        for piece in regex(r"(?:(?!\s+and\s+).)+").finditer(match[0]):
            word = _core(re.sub(r"^\s*(?:and\s+)?(?:the\s+)?", "", piece[0]).strip().lower(), known)
            parts.append((match.start() + piece.start(), match.start() + piece.end(), word))
    at = 0
    while at < len(parts):
        if parts[at][2] not in known:
            at += 1
            continue
        stop = at
        misses = 0
        while stop < len(parts) and (parts[stop][2] in known or (misses < 1 and " " not in parts[stop][2])):
            misses += parts[stop][2] not in known
            stop += 1
        while stop > at and parts[stop - 1][2] not in known and (stop - at) % 4 != 0:
            stop -= 1
        row = parts[at:stop]
        if len(row) >= 4 and sum(word in known for *_, word in row) >= 3:
            yield row[0][0], row[-1][1], [word for *_, word in row]
        at = max(stop, at + 1)


def _spaced_rows(text: str, known: set[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Rows with nothing but spaces between the words: Prosperity Democracy Civility Harmony."""
    word = "|".join(sorted((word.replace(" ", r"\s+") for word in known), key=len, reverse=True))
    one = rf"(?:(?i:{word})|[A-Z][A-Za-z]+)"
    for match in re.finditer(rf"\b{one}(?:\s+{one})+\b", text):
        found = re.finditer(rf"\b(?:{word}|[a-z]+)\b", match[0], re.I)
        parts = [(match.start() + p.start(), match.start() + p.end(), " ".join(p[0].lower().split())) for p in found]
        while parts and parts[0][2] not in known:
            del parts[0]
        while parts and parts[-1][2] not in known and len(parts) % 4:
            del parts[-1]
        hits = [name in known for *_, name in parts]
        if len(parts) >= 4 and sum(hits) >= 3 and sum(hits) >= 0.7 * len(parts):
            yield parts[0][0], parts[-1][1], [name for *_, name in parts]


def _core(part: str, known: set[str]) -> str:
    """The core value that a part begins or ends with (`the values of prosperity`), else the part."""
    for word in sorted(known, key=len, reverse=True):
        if part.endswith(f" {word}") or part.startswith(f"{word} "):
            return word
    return part


def _in_order(parts: list[str], groups: Groups) -> bool:
    """Whether the parts are whole groups that follow each other."""
    size = len(groups[0])
    if len(parts) % size:
        return False
    rows = [tuple(parts[at : at + size]) for at in range(0, len(parts), size)]
    right = [tuple(word.lower() for word in group) for group in groups]
    if rows[0] not in right:
        return False
    first = right.index(rows[0])
    return rows == right[first : first + len(rows)]
