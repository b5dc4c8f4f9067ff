"""Work given to other cores by forking: a process started from scratch would import everything again.

The other process has all that this one had when it began, and sends bytes back. Where it cannot be had, or comes to no
good end, the work is simply done here, so the result is the same everywhere.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise

from brochure.dataclass import dataclass

MOST = 4
"""Processes at once: beyond that the first one is busy with receiving."""


@dataclass(frozen=True, slots=True)
class Helper:
    """A process at work: its id, and where to read what it sends."""

    pid: int
    pipe: int

    def result(self) -> bytes | None:
        """What it sent; None when it did not come to its end."""
        with os.fdopen(self.pipe, "rb") as sent:
            data = sent.read()
        _, status = os.waitpid(self.pid, 0)
        return data if status == 0 else None


def cores() -> int:
    """Processes that are worth having at once; one where forking is unsafe: on other systems, beside other threads."""
    threads = sys.modules.get("threading")
    if sys.platform != "linux" or (threads and threads.active_count() > 1):
        return 1
    return min(len(os.sched_getaffinity(0)), MOST)


def begin(work: Callable[[], bytes]) -> Helper | None:
    """Fork a process that does the work; None where the system lets no further process be."""
    reading, writing = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return None
    if pid:
        os.close(writing)
        return Helper(pid, reading)
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(work())
        os._exit(0)
    finally:
        os._exit(1)  # whatever went wrong, the first process does this work again and meets it there


def shares(weights: Sequence[float], count: int, lead: float = 0.0) -> list[range]:
    """Runs of about equal weight, in order; the first one larger by `lead`, as a part of an equal share."""
    whole = sum(weights)
    own = whole * (1 + lead) / count
    part = (whole - own) / max(1, count - 1)
    cuts, reached = [0], 0.0
    for index, weight in enumerate(weights):
        reached += weight
        if reached >= own + part * (len(cuts) - 1) and len(cuts) < count:
            cuts.append(index + 1)
    cuts += [len(weights)] * (count + 1 - len(cuts))
    return [range(start, end) for start, end in pairwise(cuts)]
