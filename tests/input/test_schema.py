"""The schema for editors says what the loader says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from input_blocks import MODELS

from brochure.composer import read_yaml
from brochure.diagnostics import Sink
from brochure.load import KEYS, load
from brochure.project import Project
from brochure.schema import json_schema
from brochure.source import SourceFile, Text, to_tree

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))
SCHEMA = json_schema(MODELS)
_TYPES = {"object": dict, "array": list, "string": str, "number": (int, float), "integer": int, "boolean": bool}


def accepts(schema: Any, value: Any) -> bool:
    """Draft 7, as far as our schema goes."""
    if "$ref" in schema:
        return accepts(SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")], value)
    if "type" in schema:
        names = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        if not any(isinstance(value, _TYPES[name]) for name in names):
            return False
    checks = [
        "enum" not in schema or value in schema["enum"],
        "const" not in schema or value == schema["const"],
        "anyOf" not in schema or any(accepts(branch, value) for branch in schema["anyOf"]),
        all(accepts(branch, value) for branch in schema.get("allOf", ())),
        "if" not in schema or not accepts(schema["if"], value) or accepts(schema["then"], value),
    ]
    if isinstance(value, dict):
        known = schema.get("properties", {})
        other = schema.get("additionalProperties", True)
        checks += [key in value for key in schema.get("required", ())]
        checks += [accepts(known[key], item) for key, item in value.items() if key in known]
        for key, item in value.items():
            if key not in known and not (key.startswith("x-") and "patternProperties" in schema):
                checks.append(other is True or (isinstance(other, dict) and accepts(other, item)))
    if isinstance(value, list) and isinstance(schema.get("items"), dict):
        checks += [accepts(schema["items"], item) for item in value]
    return all(checks)


def plain(value: Any) -> Any:
    """The tree as an editor's YAML reader sees it: numbers and switches resolved."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Text) and not value.node.style:
        if value in ("true", "false"):
            return value == "true"
        try:
            return int(value) if value.isdigit() and not value.startswith("0") else float(value)
        except ValueError:
            return str(value)
    return value if value is None else str(value)


def tree_of(path: Path) -> Any:
    root = read_yaml(SourceFile(path.name, path.read_text("utf-8-sig").replace("\r\n", "\n")), Sink())
    return plain(to_tree(root, "")) if root else None


def test_every_reference_leads_somewhere() -> None:
    text = json.dumps(SCHEMA)
    assert "x-ref" not in text
    for part in text.split('"$ref": "')[1:]:
        assert part.split('"')[0].removeprefix("#/$defs/") in SCHEMA["$defs"]
    assert set(SCHEMA["properties"]) == set(KEYS)


SOUND = [path for path in CASES if "# expect: nothing" in path.read_text("utf-8-sig") and path.stem != "yes-is-true"]


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_a_sound_file_fits_the_schema(path: Path) -> None:
    assert accepts(SCHEMA, tree_of(path))


@pytest.mark.parametrize(
    "code", ["model.unknown_key", "model.unknown_value", "block.unknown_kind", "model.missing_key"]
)
def test_a_fault_of_the_model_is_one_of_the_schema(code: str) -> None:
    for path in CASES:
        sink = Sink()
        load(Project(path), MODELS, sink)
        if any(finding.code == code for finding in sink.found):
            assert not accepts(SCHEMA, tree_of(path)), path.stem


def test_the_tianxin_brochure_fits_the_schema_of_the_real_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    from brochure.blocks import KINDS

    monkeypatch.setitem(globals(), "SCHEMA", json_schema({kind.name: kind.model for kind in KINDS}))
    path = Path(__file__).parents[2] / "content" / "tianxin" / "brochure.yaml"
    assert accepts(SCHEMA, tree_of(path))
