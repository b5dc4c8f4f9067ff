"""Regular expressions, compiled once for all runs.

`re` compiles in Python: the patterns of one build, with their wide ranges of Chinese characters, take 20 ms, as long as
setting four pages; those of a check take 100. The codes that they become, plain numbers for the matching engine, are
kept in the user's cache folder, as Python keeps bytecode; whatever cannot be read or written there is compiled anew.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import atexit
import contextlib
import marshal
import os
import re
import sys
import zlib
from pathlib import Path
from typing import Any

__all__ = ["keep", "regex"]

Key = tuple[str, int]
"""A pattern and its flags."""
Code = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]
"""What `re` makes of it: all flags, the code, the number of groups, their numbers by name and names by number."""

MOST = 1000
"""Patterns that the file may hold: beyond that it keeps those of the last run."""

_made: dict[Key, re.Pattern[str]] = {}
_asked: dict[Key, bytes] = {}
"""The patterns of this run, and their codes, packed."""
_new: list[Key] = []
_stored: _Kept | None = None


class _Kept:
    """The file: an index of places, then the packed codes; each part is believed only with its checksum.

    A run asks for a part of all that is kept, so only that part is taken apart.
    """

    def __init__(self) -> None:
        self._places: dict[Key, tuple[int, int, int]] = {}
        self._data = b""
        try:
            raw = _file().read_bytes()
            size, checksum = int.from_bytes(raw[:4], "big"), int.from_bytes(raw[4:8], "big")
            index, self._data = raw[8 : 8 + size], raw[8 + size :]
            if zlib.crc32(index) == checksum:
                self._places = marshal.loads(index)
        except (OSError, ValueError, EOFError, TypeError, RuntimeError):  # the last one: there is no home
            pass

    def get(self, key: Key) -> bytes | None:
        if key not in self._places:
            return None
        start, size, checksum = self._places[key]
        packed = self._data[start : start + size]
        return packed if zlib.crc32(packed) == checksum else None

    def all(self) -> dict[Key, bytes]:
        return {key: packed for key in self._places if (packed := self.get(key)) is not None}


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`; for patterns that stand in the code, not for those made of what somebody wrote."""
    key = (pattern, int(flags))
    known = _made.get(key)
    if known is None:
        known = _made[key] = _found(key)
    return known


def _found(key: Key) -> re.Pattern[str]:
    global _stored
    if _stored is None:
        _stored = _Kept()
    pattern, flags = key
    try:
        packed = _stored.get(key)
        if packed is None:
            packed = marshal.dumps(_compiled(pattern, flags))
            if not _new:
                atexit.register(keep)
            _new.append(key)
        made: re.Pattern[str] = _sre.compile(pattern, *marshal.loads(packed))
    except (ImportError, AttributeError, TypeError, ValueError, EOFError, RuntimeError):  # a Python of another `re`
        return re.compile(pattern, flags)
    _asked[key] = packed
    return made


def keep() -> None:
    """Write down what had to be compiled. Called when Python ends; by hand where it is ended without ceremony."""
    if not _new:
        return
    _new.clear()
    known = _Kept().all() | _asked  # another process may have been here meanwhile
    if len(known) > MOST:
        known = _asked
    places, at = {}, 0
    for key, packed in known.items():
        places[key] = (at, len(packed), zlib.crc32(packed))
        at += len(packed)
    index = marshal.dumps(places)
    head = len(index).to_bytes(4, "big") + zlib.crc32(index).to_bytes(4, "big")
    from brochure.files import write_whole

    with contextlib.suppress(OSError, RuntimeError):  # a folder that may not be written, or no home
        write_whole(_file(), b"".join((head, index, *known.values())))


def _compiled(pattern: str, flags: int) -> Code:
    """The last step of `re.compile`, but for the making of the object."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed: Any = _parser.parse(pattern, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    code = [int(part) for part in _compiler._code(parsed, flags)]
    return int(flags | state.flags), code, state.groups - 1, dict(state.groupdict), tuple(names)


def _file() -> Path:
    """One for each build of Python, as codes may change with any of them."""
    return cache_folder() / f"patterns-{sys.implementation.cache_tag}-{sys.hexversion:x}-{_sre.MAGIC}"


def cache_folder() -> Path:
    """Where things are kept between runs: the user's cache folder (XDG base directories)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "brochure"
