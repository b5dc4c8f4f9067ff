"""Texts out to translators and back into the same YAML."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from editorial_making import CONTENT, read

from brochure.diagnostics import Sink
from brochure.editorial.exchange import XLIFF, Returned, from_xliff, merge, to_xliff
from brochure.editorial.segments import segments
from brochure.editorial.sheets import from_xlsx, to_xlsx
from brochure.model import Brochure

Make = Callable[[str], Brochure]
TEXT = """brochure: 1
document: {title: {zh: "题", en: "Title"}}
facts:
  area: {value: 35, unit: mu}
sections:
  # 第一块 the first
  - kind: story
    id: story
    title: {zh: "来路"}   # 待译
    text:
      zh: |
        第一段，占地{area}。

        第二段
        两行。
      en: |
        The first, {area}.  # no comment

        The second
        on two lines.
"""


def merged(brochure: Brochure, *items: Returned) -> tuple[str, Sink]:
    sink = Sink()
    files = merge(brochure, items, sink)
    return next(iter(files.values()), ""), sink


def draft(make: Make) -> Brochure:
    return make(TEXT)


def test_segments_have_names_that_stay(make: Make) -> None:
    found = {segment.name: (segment.source, segment.target) for segment in segments(draft(make), "zh", "en")}
    assert list(found) == ["document.title", "story.title", "story.text.0", "story.text.1"]
    assert found["story.title"] == ("来路", "")
    assert found["story.text.0"][1].startswith("The first, {area}.")


def test_xliff_can_be_read_by_any_parser_and_says_its_version(make: Make) -> None:
    root = ET.fromstring(to_xliff(draft(make), limits={"sections.0.title.en": 40}))
    assert root.tag == f"{{{XLIFF}}}xliff"
    assert root.attrib == {"version": "2.0", "srcLang": "zh-CN", "trgLang": "en"}
    units = root.findall(f".//{{{XLIFF}}}unit")
    assert [unit.get("id") for unit in units] == ["document.title", "story.title", "story.text.0", "story.text.1"]
    assert units[2].find(f".//{{{XLIFF}}}ph") is not None
    assert all(re.fullmatch(r"[\w.:-]+", unit.get("id", "")) for unit in units)


def test_what_goes_out_unchanged_comes_back_without_a_change(make: Make) -> None:
    brochure = draft(make)
    for returned in (from_xliff(to_xliff(brochure)), from_xlsx(to_xlsx(brochure))):
        sink = Sink()
        assert merge(brochure, returned, sink) == {}
        assert sink.found == []


def test_one_changed_paragraph_changes_just_its_lines(make: Make) -> None:
    text, sink = merged(draft(make), Returned("story.text.1", "第二段两行。", "A new second."))
    assert text == TEXT.replace("The second\n        on two lines.", "A new second.")
    assert sink.found == []


def test_items_of_a_list_are_segments_of_their_own(make: Make) -> None:
    listed = TEXT.replace("第二段\n        两行。", "- 甲\n        - 乙").replace(
        "The second\n        on two lines.", "- one\n        - two"
    )
    text, _ = merged(make(listed), Returned("story.text.2", "- 乙", "- second"))
    assert text == listed.replace("- two", "- second")


def test_a_missing_half_is_put_in_beside_the_other(make: Make) -> None:
    text, _ = merged(draft(make), Returned("story.title", "来路", 'The "Road", here'))
    assert text == TEXT.replace('{zh: "来路"}', '{zh: "来路", en: \'The "Road", here\'}')


def test_a_translation_of_a_changed_source_is_refused(make: Make) -> None:
    text, sink = merged(draft(make), Returned("story.title", "旧路", "The Old Road"))
    assert text == ""
    assert [f.code for f in sink.found] == ["exchange.source_changed"]
    assert sink.found[0].span and sink.found[0].span.line == 9


def test_a_translation_without_its_fact_is_refused(make: Make) -> None:
    text, sink = merged(draft(make), Returned("story.text.0", "第一段，占地{area}。", "The first, 35 mu."))
    assert (text, [f.code for f in sink.found]) == ("", ["exchange.facts"])


def test_an_unknown_segment_is_refused(make: Make) -> None:
    _, sink = merged(draft(make), Returned("story.text.9", "", "x"))
    assert [f.code for f in sink.found] == ["exchange.unknown_segment"]


def test_a_document_type_is_not_accepted() -> None:
    with pytest.raises(ValueError, match="document type"):
        list(from_xliff(b'<!DOCTYPE x [<!ENTITY a "b">]><xliff/>'))


@pytest.mark.parametrize("way", ["xliff", "xlsx"])
def test_our_own_brochure_goes_out_and_comes_back_with_every_text_changed(tmp_path: Path, way: str) -> None:
    brochure = read(CONTENT / "brochure.yaml")
    out = from_xliff(to_xliff(brochure)) if way == "xliff" else from_xlsx(to_xlsx(brochure))
    changed = [Returned(item.name, item.source, item.target + " New.") for item in out]
    sink = Sink()
    (new,) = merge(brochure, changed, sink).values()
    assert sink.found == []
    old = (CONTENT / "brochure.yaml").read_text("utf-8")
    assert new.count(" New.") == len(changed) > 100
    assert re.findall(r"^\s*#.*", new, re.M) == re.findall(r"^\s*#.*", old, re.M)
    assert new.replace(" New.", "").count("\n") == old.count("\n")
