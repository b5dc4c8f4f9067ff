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

_asked: dict[Key, Code] = {}
"""The patterns of this run."""
_new: list[Key] = []
_stored: dict[Key, Code] | None = None


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`."""
    global _stored
    if _stored is None:
        _stored = _read()
    key = (pattern, int(flags))
    code = _stored.get(key)
    try:
        if code is None:
            code = _compiled(pattern, int(flags))
            if not _new:
                atexit.register(keep)
            _new.append(key)
        made: re.Pattern[str] = _sre.compile(pattern, *code)
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):  # a Python whose `re` works otherwise
        return re.compile(pattern, flags)
    _asked[key] = code
    return made


def keep() -> None:
    """Write down what had to be compiled. Called when Python ends; by hand where it is ended without ceremony."""
    if not _new:
        return
    _new.clear()
    known = {**_read(), **_asked}  # another process may have been here meanwhile
    data = marshal.dumps(known if len(known) <= MOST else _asked)
    from brochure.files import write_whole

    with contextlib.suppress(OSError, RuntimeError):  # a folder that may not be written, or no home
        write_whole(_file(), zlib.crc32(data).to_bytes(4, "big") + data)


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


def _read() -> dict[Key, Code]:
    try:
        raw = _file().read_bytes()
        if int.from_bytes(raw[:4], "big") != zlib.crc32(raw[4:]):
            return {}
        found: dict[Key, Code] = marshal.loads(raw[4:])
    except (OSError, ValueError, EOFError, TypeError, RuntimeError):  # the last one: there is no home
        return {}
    return found if isinstance(found, dict) else {}


def _file() -> Path:
    """One for each build of Python, as codes may change with any of them."""
    return cache_folder() / f"patterns-{sys.implementation.cache_tag}-{sys.hexversion:x}-{_sre.MAGIC}"


def cache_folder() -> Path:
    """Where things are kept between runs: the user's cache folder (XDG base directories)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "brochure"
