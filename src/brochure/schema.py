"""JSON Schema for editors, from the same models that validate: completion, hints and a first check while typing.

Draft 7, which the YAML language server knows best. Blocks are told apart by `kind` with `if`/`then`, so that an editor
complains about the branch that is meant and not about all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from brochure.geometry import MM, Bleed, Insets, Size
from brochure.load import KEYS
from brochure.model import (
    Approval,
    BlockBase,
    DocumentInfo,
    EditorialNote,
    Fact,
    GlossaryEntry,
    ListedWord,
    OutputInfo,
    Record,
)
from brochure.record import Rule, members
from brochure.theme import ThemeModel

_REF = "#/$defs/"
_PARAGRAPHS = {
    "type": "string",
    "description": "用 | 开头，段落之间空一行 / begin with |, a blank line between paragraphs",
}
_LINE = {"type": ["string", "number"]}


def json_schema(models: Mapping[str, type[BlockBase]]) -> dict[str, Any]:
    """The schema of a brochure file with these block kinds."""
    definitions: dict[str, Any] = {
        "Pair": _halves(_LINE, "一对文字，每种语言一个 / a text in each language"),
        "BlockText": _halves(_PARAGRAPHS, "一对多段文字 / paragraphs in each language"),
    }
    definitions["Block"] = _block(models, definitions)
    top = {
        "document": _add(DocumentInfo, definitions),
        "facts": {"type": "object", "additionalProperties": _add(Fact, definitions)},
        "glossary": _list(_add(GlossaryEntry, definitions)),
        "editorial": _list(_add(EditorialNote, definitions)),
        "approvals": _list(_add(Approval, definitions)),
        "words": _list(_add(ListedWord, definitions)),
        "output": _add(OutputInfo, definitions),
        "sections": _list({"$ref": f"{_REF}Block"}),
        "theme": {"anyOf": [{"type": "string"}, _add(ThemeModel, definitions)]},
        "include": {"anyOf": [{"type": "string"}, _list({"type": "string"})]},
        "brochure": {"const": 1, "description": "格式版本 / format version"},
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "brochure",
        "type": "object",
        "properties": {key: top[key] for key in KEYS},
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
        "$defs": {name: definitions[name] for name in sorted(definitions)},
    }


def _halves(text: dict[str, Any], description: str) -> dict[str, Any]:
    """A pair; a text without letters may stand alone for all languages."""
    pair = {"type": "object", "properties": {"zh": text, "en": text}, "additionalProperties": False}
    return {"anyOf": [pair, {"type": ["string", "number"]}], "description": description}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _block(models: Mapping[str, type[BlockBase]], definitions: dict[str, Any]) -> dict[str, Any]:
    branches = [
        {"if": {"properties": {"kind": {"const": kind}}}, "then": _add(model, definitions)}
        for kind, model in models.items()
    ]
    return {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": list(models)}},
        "allOf": branches,
    }


def _add(model: type[Record], definitions: dict[str, Any]) -> dict[str, Any]:
    """A model's schema among the definitions, and the reference to it."""
    name = model.__name__
    if name not in definitions:
        definitions[name] = {}
        properties = {}
        for member in members(model):
            properties[member.key] = _of(member.annotation, member.rule, definitions)
            default = None if member.required else _plain(member.default())
            if default is not None:
                properties[member.key]["default"] = default
        definitions[name] |= {
            "type": "object",
            "description": _described(model),
            "properties": properties,
            "additionalProperties": False,
        }
        required = [member.key for member in members(model) if member.required]
        if required:
            definitions[name]["required"] = required
    return {"$ref": _REF + name}


def _described(model: type[Record]) -> str:
    """The docstring's text, its lines joined."""
    return " ".join((model.__doc__ or "").split())


def _plain(value: Any) -> Any:
    """A default as JSON has it; None for what says nothing."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Size):
        return f"{value.width / MM:g}mm x {value.height / MM:g}mm"
    if isinstance(value, Bleed) and value.edges == Insets.even(value.edges.top):
        return f"{value.edges.top / MM:g}mm"
    return value if isinstance(value, str | bool | int | float) else None


def _of(annotation: Any, rule: Rule | None, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of one annotation; a text may look like a number to YAML, and an option may be left out."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        for mark in arguments[1:]:
            if hasattr(mark, "schema"):
                return dict(mark.schema())
            rule = mark if isinstance(mark, Rule) else rule
        return _of(arguments[0], rule, definitions)
    if origin in (Union, UnionType):
        options = [_of(option, rule, definitions) for option in arguments if option is not NoneType]
        return options[0] if len(options) == 1 else {"anyOf": options}
    if origin is Literal:
        return {"const": arguments[0]} if len(arguments) == 1 else {"enum": list(arguments)}
    if origin is tuple:
        if arguments[1:] == (...,):
            return _list(_of(arguments[0], None, definitions))
        items = [_of(argument, None, definitions) for argument in arguments]
        return {"type": "array", "items": items, "minItems": len(items), "maxItems": len(items)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(arguments[1], None, definitions)}
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return _add(annotation, definitions)
    if hasattr(annotation, "schema"):
        return dict(annotation.schema())
    return {**_SCALARS[annotation], **_limits(rule)}


_SCALARS: dict[Any, dict[str, Any]] = {
    str: _LINE,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Any: {},
}


def _limits(rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {}
    names = {"minimum": rule.ge, "maximum": rule.le, "exclusiveMinimum": rule.gt, "exclusiveMaximum": rule.lt}
    return {name: limit for name, limit in names.items() if limit is not None}
