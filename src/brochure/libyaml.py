"""libyaml's event parser out of PyYAML, without the rest of PyYAML.

`import yaml` also brings a scanner, a parser, an emitter and their regular expressions in Python, none of which are
used here: 45 ms of every cold start, against 6 ms for the C extension with the four modules it really needs. The
extension takes its exception classes from the others, so these get stand-ins while it loads, and only then; a later
`import yaml` finds the real package. Where the extension is missing, or is laid out in another way than in PyYAML 6,
PyYAML is imported whole.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import types
from functools import cache
from typing import Any

from brochure.dataclass import dataclass

_ERRORS = {
    "reader": "ReaderError", "scanner": "ScannerError", "parser": "ParserError", "composer": "ComposerError",
    "constructor": "ConstructorError", "emitter": "EmitterError", "serializer": "SerializerError",
    "representer": "RepresenterError",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LibYaml:
    """`parser(text).get_event()` gives the events of a text, or raises `error`; `events` are their classes."""

    parser: Any
    events: Any
    error: type[Exception]


@cache
def libyaml() -> LibYaml:
    """The parser, loaded when first asked for."""
    if "yaml" not in sys.modules:
        try:
            extension = _load_extension()
            return LibYaml(extension.CParser, sys.modules["yaml.events"], sys.modules["yaml.error"].YAMLError)
        except (ImportError, AttributeError, KeyError, TypeError):
            pass
    import yaml

    return LibYaml(getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.events, yaml.YAMLError)


def _load_extension() -> types.ModuleType:
    spec = importlib.util.find_spec("yaml")
    if spec is None or spec.submodule_search_locations is None:
        raise ImportError("yaml")
    package = types.ModuleType("yaml")
    package.__path__ = list(spec.submodule_search_locations)
    stand_ins = {"yaml": package}
    sys.modules["yaml"] = package
    try:
        for name in ("error", "tokens", "events", "nodes"):
            setattr(package, name, importlib.import_module(f"yaml.{name}"))
        base = package.error.MarkedYAMLError
        for name, error in _ERRORS.items():
            module = stand_ins[f"yaml.{name}"] = types.ModuleType(f"yaml.{name}")
            setattr(module, error, type(error, (base,), {}))
            setattr(package, name, module)
        sys.modules.update(stand_ins)
        return importlib.import_module("yaml._yaml")
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
