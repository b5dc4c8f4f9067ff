"""YAML text → plain tree and SourceMap."""

from __future__ import annotations

from typing import Any

from brochure.diagnostics import Span


class SourceMap:
    """Where every value of the tree stands: path (`sections.1.text.en`) → Span."""

    def at(self, path: str, offset: int | None = None, paragraph: int = 0) -> Span:
        """The place of a value, of its key's section when it is missing, or of one character of a text."""
        raise NotImplementedError

    def tree(self) -> Any:
        raise NotImplementedError
