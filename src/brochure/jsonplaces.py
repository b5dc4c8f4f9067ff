"""Where the values of a JSON text stand in it (RFC 8259): asked only when a finding needs a place.

Reading for values is the standard library's; this walks the same text again down one path, so that a good file costs
nothing.
"""

from __future__ import annotations

import json
from functools import lru_cache

from brochure.dataclass import dataclass
from brochure.diagnostics import Span

_BLANKS = " \t\r\n"
_VALUE = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Member:
    """One value of a list or an object: its index or key, and where key (itself, in a list) and value stand."""

    name: int | str
    key: tuple[int, int]
    value: tuple[int, int]


@lru_cache(maxsize=4)
def members(text: str, at: int) -> tuple[Member, ...]:
    """The members of the list or object that opens at `at`; the text must have been read as JSON before."""
    keyed, at = text[at] == "{", _skip(text, at + 1)
    found: list[Member] = []
    while text[at] not in "]}":
        name: int | str = len(found)
        key = (at, at)
        if keyed:
            name, end = _VALUE.raw_decode(text, at)
            key, at = (at, end), _skip(text, _skip(text, end) + 1)
        _, stop = _VALUE.raw_decode(text, at)
        found.append(Member(name, key if keyed else (at, stop), (at, stop)))
        at = _skip(text, stop)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return tuple(found)


def _skip(text: str, at: int) -> int:
    while text[at] in _BLANKS:
        at += 1
    return at


def find(text: str, path: tuple[int | str, ...], *, key: bool = False) -> tuple[int, int]:
    """Start and end of the value at `path` (of its key with `key`); of the last one that is there when it is not.

    The last of several equal keys is the one that counts, as in `json.loads`.
    """
    place = (_skip(text, 0), len(text.rstrip(_BLANKS)))
    for depth, name in enumerate(path, 1):
        if text[place[0]] not in "[{":
            break
        all_members = members(text, place[0])
        if text[place[0]] == "[":
            found = all_members[name : name + 1] if isinstance(name, int) else ()
        else:
            found = tuple(member for member in all_members if member.name == name)
        if not found:
            break
        place = found[-1].key if key and depth == len(path) else found[-1].value
    return place


def span(file: str, text: str, place: tuple[int, int]) -> Span:
    """The place as line and column, with the line's text; what goes on past the line ends with it."""
    start, stop = place
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    line = text[first : len(text) if last < 0 else last].rstrip("\r")
    column = start - first + 1
    return Span(file, text.count("\n", 0, start) + 1, column, min(column + stop - start, len(line) + 1), line)
