"""A page with fewer lines than its theme was drawn for: everything stays on the page, in every arrangement."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from test_arrangements import errors, han_text, latin_text, places

from brochure.build import Options, build
from brochure.layout.shorter import fitted
from brochure.theme import RegionModel, TemplateModel

FOOT = 26 / 25.4 * 72
"""The foot margin of the theme, in points."""


@pytest.mark.parametrize("arrangement", ["columns", "stacked", "facing", "separate", "zh", "en"])
def test_running_text_on_a_small_page_ends_with_the_type_area(tmp_path: Path, arrangement: str) -> None:
    choose = random.Random(3)
    halves = {
        "zh": "\n\n".join(han_text(choose, number, 120) for number in range(16)),
        "en": "\n\n".join(latin_text(choose, number, 330) for number in range(16)),
    }
    story = {"kind": "story", "title": {"zh": "标题", "en": "Title"}, "text": halves}
    document = {"title": {"zh": "册", "en": "B"}, "trim": "A5", "date": "2026-01-01", "arrangement": arrangement}
    tree = {"brochure": 1, "document": document, "sections": [story]}
    (tmp_path / "brochure.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")
    built = build(tmp_path / "brochure.yaml", tmp_path / "out.pdf", Options())
    assert not errors(built) and not [one for one in built.findings if one.code == "preflight.safe_area"]
    found = places(tmp_path / "out.pdf")
    assert len(found) == (16 if arrangement in ("zh", "en") else 32)
    assert min(y for where in found.values() for _, _, y in where) > FOOT


def cover() -> TemplateModel:
    spans = {"photo": (1, 24), "kicker": (26, 27), "title": (28, 36), "subtitle": (37, 41)}
    return TemplateModel(regions=tuple(RegionModel(holds=name, lines=lines) for name, lines in spans.items()))


def test_words_keep_their_lines_and_the_picture_gives_way() -> None:
    made = {region.holds: region.lines for region in fitted(cover(), 28).regions}
    assert made == {"photo": (1, 11), "kicker": (13, 14), "title": (15, 23), "subtitle": (24, 28)}


def test_a_page_with_lines_enough_is_left_as_it_is() -> None:
    assert fitted(cover(), 41) is not None and fitted(cover(), 41) == cover()


@given(st.integers(4, 60), st.lists(st.tuples(st.integers(1, 50), st.integers(0, 20)), min_size=1, max_size=6))
def test_no_region_ever_ends_below_the_last_line(lines: int, spans: list[tuple[int, int]]) -> None:
    names = ("photo", "title", "text", "byline", "values", "notes")
    regions = [RegionModel(holds=name, lines=(a, a + more)) for name, (a, more) in zip(names, spans, strict=False)]
    made = fitted(TemplateModel(regions=tuple(regions)), lines).regions
    assert [region.holds for region in made] == [region.holds for region in regions]
    assert all(region.lines and 1 <= region.lines[0] <= region.lines[1] <= lines for region in made)
    order = [region.lines[0] for region in regions if region.lines]
    now = [region.lines[0] for region in made if region.lines]
    assert all(now[a] <= now[b] for a in range(len(now)) for b in range(len(now)) if order[a] <= order[b])
