"""Places in a JSON text: whatever `json` reads is found where it stands."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from brochure.jsonplaces import find, span

_TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


def _paths(tree: Any, path: tuple[int | str, ...] = ()) -> list[tuple[tuple[int | str, ...], Any]]:
    inner = enumerate(tree) if isinstance(tree, list) else tree.items() if isinstance(tree, dict) else ()
    return [(path, tree), *(found for name, value in inner for found in _paths(value, (*path, name)))]


@given(_TREES, st.sampled_from([None, 2]), st.booleans())
def test_every_value_is_read_again_from_the_place_found_for_it(tree: Any, indent: int | None, plain: bool) -> None:
    text = " \n" + json.dumps(tree, indent=indent, ensure_ascii=plain) + "\n"
    for path, value in _paths(tree):
        start, stop = find(text, path)
        assert json.loads(text[start:stop]) == value
        if path and isinstance(path[-1], str):
            start, stop = find(text, path, key=True)
            assert json.loads(text[start:stop]) == path[-1]


def test_a_place_ends_with_its_line() -> None:
    text = '[\n  {"runs": [\n    1]}\n]'
    found = span("jobs.json", text, find(text, (0, "runs")))
    assert (found.line, found.column, found.end_column, found.text) == (2, 12, 13, '  {"runs": [')


def test_what_is_not_there_is_told_at_what_holds_it() -> None:
    text = '[{"a": 1}]'
    assert find(text, (0, "text")) == (1, 9)
    assert find(text, (3,)) == (0, 10)
