"""HarfBuzz: `uharfbuzz`, imported without the standard library's `inspect`.

The binding takes six constants from that module, which loads for 6 ms with `ast`, `dis` and `tokenize` behind it. So
while the binding loads, a stand-in has the constants at hand and becomes the real module as soon as anything else is
asked of it. `sys.modules` is left as found.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

__all__ = ["hb"]

_FLAGS = {
    "CO_OPTIMIZED": 0x1, "CO_NEWLOCALS": 0x2, "CO_VARARGS": 0x4, "CO_VARKEYWORDS": 0x8, "CO_GENERATOR": 0x20,
    "CO_COROUTINE": 0x80, "CO_ASYNC_GENERATOR": 0x200,
}  # fmt: skip
"""Flags of code objects (documented under `inspect`, the same in every CPython)."""


class _Inspect(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # the import system's own questions
            raise AttributeError(name)
        sys.modules.pop("inspect", None)
        import inspect

        return getattr(inspect, name)


_stand_in = _Inspect("inspect")
_stand_in.__dict__.update(_FLAGS)
if sys.modules.setdefault("inspect", _stand_in) is not _stand_in:
    import uharfbuzz as hb
else:
    try:
        import uharfbuzz as hb
    finally:
        if sys.modules.get("inspect") is _stand_in:
            del sys.modules["inspect"]
