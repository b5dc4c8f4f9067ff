"""JSON Schema for editors, from the same models that validate: completion, hints and a first check while typing.

Draft 7, which the YAML language server knows best. Blocks are told apart by `kind` with `if`/`then`, so that an editor
complains about the branch that is meant and not about all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brochure.load import KEYS
from brochure.model import Approval, BlockBase, DocumentInfo, EditorialNote, Fact, GlossaryEntry, Record
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
        "$defs": {name: _simple(definitions[name]) for name in sorted(definitions)},
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


def _add(model: type[Record] | type[ThemeModel], definitions: dict[str, Any]) -> dict[str, Any]:
    """A model's schema among the definitions, and the reference to it."""
    schema = model.model_json_schema(ref_template=_REF + "{model}")
    definitions.update(schema.pop("$defs", {}))
    definitions[model.__name__] = schema
    return {"$ref": _REF + model.__name__}


def _simple(schema: Any) -> Any:
    """Without titles and nulls; a text may look like a number to YAML, and fixed-length lists are as in draft 7."""
    if isinstance(schema, list):
        return [_simple(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "x-ref" in schema:  # models name the shared definitions so; pydantic would look for a `$ref` among its own
        return {"$ref": _REF + str(schema["x-ref"])}
    simple = {key: _simple(value) for key, value in schema.items() if not (key == "title" and isinstance(value, str))}
    if "prefixItems" in simple:
        simple["items"] = simple.pop("prefixItems")
    if simple.get("type") == "string" and "enum" not in simple and "const" not in simple:
        simple["type"] = ["string", "number"]
    branches = simple.get("anyOf")
    if branches and {"type": "null"} in branches:
        left = [branch for branch in branches if branch != {"type": "null"}]
        simple = {key: value for key, value in simple.items() if key not in ("anyOf", "default")}
        simple |= left[0] if len(left) == 1 else {"anyOf": left}
    return simple
