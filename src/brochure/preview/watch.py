"""Which of the files that a brochure is made of have been saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from math import inf
from pathlib import Path

Stamp = tuple[int, int]
"""Time of the last change in nanoseconds, and size in bytes; (0, -1) for a file that is not there."""

PAUSE = 0.05
"""Seconds between two looks. A look costs a system call a file."""


def stamp(path: Path) -> Stamp:
    try:
        facts = path.stat()
    except OSError:
        return 0, -1
    return facts.st_mtime_ns, facts.st_size


def stamps(files: Iterable[Path], folders: bool = False) -> dict[Path, Stamp]:
    """The files, and with `folders` those that they lie in: a file that is missing shows in its folder's time."""
    known = dict.fromkeys(files)
    around = dict.fromkeys(path.parent for path in known) if folders else {}
    return {path: stamp(path) for path in (*known, *around)}


def wait_for_change(
    before: dict[Path, Stamp], stopped: Callable[[], bool], patience: float = inf, pause: float = PAUSE
) -> bool:
    """Come back when something differs from `before` and has been the same for two looks.

    Editors write a file in several steps, or put a new one in its place: a file that is growing, or away for a moment,
    is not read. False when `stopped`, or when nothing happened for `patience` seconds.
    """
    last, end = before, time.monotonic() + patience
    while not stopped():
        time.sleep(pause)
        now = {path: stamp(path) for path in before}
        if now == last and now != before:
            return True
        if now == before and time.monotonic() > end:
            return False
        last = now
    return False
