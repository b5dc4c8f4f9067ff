"""What a requirement on a finished file is: its code, its source, and what finds its breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

from brochure.dataclass import dataclass
from brochure.preflight.pdf_uses import Uses


@dataclass(frozen=True, slots=True)
class Opened:
    """A file under inspection."""

    data: bytes
    pdf: pikepdf.Pdf
    xmp: dict[str, Any]
    uses: Uses


@dataclass(frozen=True, slots=True)
class Fault:
    """One break of a rule; page 0 is the file as a whole."""

    zh: str
    en: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement: its code, the source it is known from, and what finds its breaks."""

    code: str
    source: str
    check: Callable[[Opened], Iterator[Fault]]
