"""Translations come back into YAML however its author wrote it: whatever the way, only the texts change."""

from __future__ import annotations

from pathlib import Path

import pytest
from editorial_making import read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brochure.diagnostics import Sink
from brochure.editorial.exchange import Returned, from_xliff, merge, to_xliff
from brochure.editorial.segments import joined, segments
from brochure.editorial.sheets import from_xlsx, to_xlsx

HEAD = "brochure: 1\ndocument: {title: {zh: 题, en: T}}   # 题目 title\nsections:\n"
PAIRS = {
    "flow": "    title: {zh: 甲, en: Old title}   # 尾注 tail\n",
    "flow in two lines": '    title: {zh: "甲",\n            en: "Old title"}   # 尾注 tail\n',
    "flow turned round": "    title: {en: Old title, zh: 甲}\n",
    "block": "    title:\n      # 前注 before\n      zh: 甲\n      en: Old title   # 尾注 tail\n",
    "block turned round": "    title:\n      en: Old title\n      zh: 甲\n",
    "single quotes": "    title: {zh: '甲', en: 'Old ''title'''}\n",
    "double quotes": '    title: {zh: "甲", en: "Old \\u201ctitle\\u201d\\t"}\n',
    "anchor": "    title: {zh: &name 甲, en: &title Old title}\n    short: {zh: *name, en: *title}\n",
    "no English": "    title: {zh: 甲}\n",
    "no English in a block": "    title:\n      zh: 甲   # 待译 to do\n",
    "an empty English": "    title:\n      zh: 甲\n      en:   # 待译 to do\n",
}
TEXTS = {
    "literal": "    text:\n      zh: |\n        一。\n\n        二。\n      en: |\n        One.\n\n        Two.\n",
    "literal, kept ends": "    text:\n      zh: |+\n        一。\n\n        二。\n\n      en: |-\n        One.\n\n        Two.\n",
    "indented by hand": "    text:\n      zh: |2\n        一。\n\n        二。\n      en: |4\n          One.\n\n          Two.\n",
    "folded": "    text:\n      zh: |\n        一。\n\n        二。\n      en: >\n        One\n        line.\n\n        Two.\n",
    "quoted": '    text:\n      zh: "一。\\n\\n二。"\n      en: "One.\\n\\nTwo."\n',
    "lines within a paragraph": "    text:\n      zh: |\n        一\n        一。\n\n        二。\n      en: |\n        One\n        more.\n\n        Two.\n",
    "English first": "    text:\n      en: |\n        One.\n\n        Two.\n      zh: |\n        一。\n\n        二。\n",
    "no English": "    text:\n      zh: |\n        一。\n\n        二。\n",
    "many empty lines": "    text:\n      zh: |\n        一。\n\n\n        二。\n      en: |\n\n        One.\n\n\n        Two.\n\n",
}
WORDS = st.text(
    st.sampled_from("abz AZ09.,:;#&*!|>'\"%@`-?[](){}“”’—é中𠮷\t/\\=~"), min_size=1, max_size=24
).map(str.strip)  # fmt: skip


def usable(words: str) -> bool:
    """What a translator may write in plain words: our own marks would be read as marks."""
    return bool(words) and not any(mark in words for mark in "{}[]*`|\\") and not words.startswith(("- ", "#"))


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("way", TEXTS)
@pytest.mark.parametrize("title", PAIRS)
def test_every_way_of_writing_a_pair_takes_its_translation(tmp_path: Path, title: str, way: str, ends: str) -> None:
    source = HEAD + "  - kind: story   # 一节 a section\n    id: s\n" + PAIRS[title] + TEXTS[way] + "# 末 end\n"
    for number, out in enumerate(("xliff", "xlsx")):
        file = tmp_path / f"{number}.yaml"
        file.write_bytes(source.replace("\n", ends).encode())
        brochure = read(file)
        sent = list(segments(brochure, "zh", "en"))
        back = from_xliff(to_xliff(brochure)) if out == "xliff" else from_xlsx(to_xlsx(brochure))
        sources = {item.name: item.source for item in back} | {one.name: joined(one.source, "zh") for one in sent}
        news = {one.name: f"New: “{sources[one.name]}” #" for one in sent}
        sink = Sink()
        files = merge(brochure, [Returned(name, sources[name], news[name]) for name in news], sink)
        assert not sink.found
        (text,) = files.values()
        file.write_bytes(text.encode())
        again = {one.name: joined(one.target, "en") for one in segments(read(file), "zh", "en")}
        assert again == news
        assert [one.source for one in segments(read(file), "zh", "en")] == [one.source for one in sent]
        assert all(f"# {note}" in text for note in ("题目 title", "一节 a section", "末 end"))
        assert ("尾注" in text, "前注" in text, "待译" in text) == tuple(
            word in source for word in ("尾注", "前注", "待译")
        )


@given(
    title=WORDS.filter(usable), one=WORDS.filter(usable), two=WORDS.filter(usable), way=st.sampled_from(sorted(TEXTS))
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_words_come_back_as_they_were_written(tmp_path: Path, title: str, one: str, two: str, way: str) -> None:
    file = tmp_path / "b.yaml"
    file.write_text(HEAD + "  - kind: story\n    id: s\n" + PAIRS["flow"] + TEXTS[way], "utf-8")
    brochure = read(file)
    said = {segment.name: joined(segment.source, "zh") for segment in segments(brochure, "zh", "en")}
    news = {"s.title": title, "s.text.0": one, "s.text.1": two}
    sink = Sink()
    files = merge(brochure, [Returned(name, said[name], new) for name, new in news.items()], sink)
    assert not sink.found
    for text in files.values():
        file.write_text(text, "utf-8")
    again = {segment.name: joined(segment.target, "en") for segment in segments(read(file), "zh", "en")}
    assert {name: " ".join(again[name].split()) for name in news} == {
        n: " ".join(new.split()) for n, new in news.items()
    }
