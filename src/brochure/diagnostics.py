"""Findings: what is wrong with the input, where, and how to mend it, in Chinese and English.

A `Diagnostic` is a value; a `Sink` collects them; printing is separate (`reporting`). Exceptions are kept for our own
bugs.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from brochure.dataclass import dataclass, field
from brochure.files import CannotWrite, is_file

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Message:
    """One plain sentence in both languages: lower-case start in English, no full stop, no blame."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Span:
    """A place in an input file. Lines and columns are 1-based and count characters; `end_column` is exclusive.

    `text` is the source line as it stands.
    """

    file: str
    line: int = 1
    column: int = 1
    end_column: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `code` is `room.what` (`text.missing_glyph`); `path` the place in the model (`sections.1.text.en`).

    `corrected` is the whole source line as it should be, where that is known. `page` (from 1; 0 for none) and `rect`
    (left, top, width, height in mm from the trim's top-left corner) say where it is in print, `others` where else on
    that page.
    """

    code: str
    severity: Severity
    message: Message
    span: Span | None = None
    path: str = ""
    hints: tuple[Message, ...] = ()
    corrected: str = ""
    page: int = 0
    rect: tuple[float, ...] = ()
    others: tuple[tuple[float, ...], ...] = ()


@dataclass(slots=True)
class Sink:
    """Collects findings of one run, in order, each once."""

    found: list[Diagnostic] = field(default_factory=list)
    _known: set[Diagnostic] = field(default_factory=set, repr=False, compare=False)

    def add(self, diagnostic: Diagnostic) -> None:
        if diagnostic not in self._known:
            self._known.add(diagnostic)
            self.found.append(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        for diagnostic in diagnostics:
            self.add(diagnostic)

    def error(
        self,
        code: str,
        zh: str,
        en: str,
        *,
        span: Span | None = None,
        path: str = "",
        hints: tuple[Message, ...] = (),
        corrected: str = "",
    ) -> None:
        self.add(Diagnostic(code, "error", Message(zh, en), span, path, hints, corrected))

    def warn(
        self,
        code: str,
        zh: str,
        en: str,
        *,
        span: Span | None = None,
        path: str = "",
        hints: tuple[Message, ...] = (),
        corrected: str = "",
    ) -> None:
        self.add(Diagnostic(code, "warning", Message(zh, en), span, path, hints, corrected))

    def info(
        self,
        code: str,
        zh: str,
        en: str,
        *,
        span: Span | None = None,
        path: str = "",
        hints: tuple[Message, ...] = (),
        corrected: str = "",
    ) -> None:
        self.add(Diagnostic(code, "info", Message(zh, en), span, path, hints, corrected))

    def unwritable(self, error: CannotWrite) -> None:
        """An output that could not be written."""
        zh, en = error.reason
        self.error("file.cannot_write", f"写不出 `{error.target}`：{zh}", f"cannot write `{error.target}`: {en}")

    def would_replace(self, out: Path | None, sources: Iterable[Path]) -> bool:
        """Whether an output stands where an input does, which is an error."""
        if out is None or not is_file(out) or not any(is_file(one) and one.samefile(out) for one in sources):
            return False
        zh = f"`{out}` 是要读的文件，写了就盖掉它；请换个文件名"
        self.error("file.is_input", zh, f"`{out}` is an input and would be lost; choose another name")
        return True

    @property
    def failed(self) -> bool:
        return any(diagnostic.severity == "error" for diagnostic in self.found)
