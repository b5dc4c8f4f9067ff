"""A typesetter for Chinese–English print brochures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from brochure.typesetting import typeset

__version__ = "0.1.0"
__all__ = ["__version__", "typeset"]


def __getattr__(name: str) -> Any:
    """`brochure.typeset`, imported when asked for: the command line must not pay for it."""
    if name == "typeset":
        from brochure.typesetting import typeset

        return typeset
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
