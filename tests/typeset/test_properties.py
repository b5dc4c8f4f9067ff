"""What holds for every text (house style 12): nothing lost, order kept, widths within the measure, rigid, repeatable."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brochure.text.paragraph import Lines
from brochure.typesetting import typeset

ALPHABET = "的一是在不了有和人这中大为上个国我以要他，。、；：？！“”‘’（）《》〈〉——……·～％℃ abcdefgXYZ0123456789.,-/%$'\"() \u3000\u00a0\u200b々①→"
TEXT = st.text(st.sampled_from(ALPHABET), min_size=1, max_size=120)
WORDS = st.lists(
    st.sampled_from(["the", "office", "typography", "中文", "，", "2025-11-23", "“好”", "GB/T", "x"]), min_size=1
)
MEASURE = st.sampled_from([3.0, 6.17, 8.0, 10.0, 13.3, 20.0, 33.5])
ALIGN = st.sampled_from(["justify", "left", "right", "center"])
LANG = st.sampled_from(["zh-Hans", "zh-Hant", "ja", "en"])
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
INVISIBLE = " \u3000\u00a0\u200b\u2060\u00ad\n"


def shown(lines: Lines) -> str:
    return "".join(run.text for line in lines.lines for _, run in line.runs)


def bare(text: str) -> str:
    return "".join(character for character in text if character not in INVISIBLE)


@QUICK
@given(TEXT, MEASURE, ALIGN, LANG)
def test_no_text_is_lost_repeated_or_moved(text: str, measure: float, align: str, lang: str) -> None:
    lines = typeset(text, measure=measure, align=align, lang=lang)  # type: ignore[arg-type]
    assert bare(shown(lines)) == bare(text)
    ends = [(line.start, line.end) for line in lines.lines]
    assert all(before[1] <= after[0] for before, after in pairwise(ends))


@QUICK
@given(TEXT, MEASURE, LANG)
def test_a_line_keeps_to_its_measure_or_says_so(text: str, measure: float, lang: str) -> None:
    lines = typeset(text, measure=measure, lang=lang)  # type: ignore[arg-type]
    for line in lines.lines:
        assert line.overfull or line.width <= line.measure + 0.02
        ink = max((x + run.width for x, run in line.runs), default=0.0)
        assert line.overfull or ink <= line.measure + 0.05


@QUICK
@given(TEXT, MEASURE, ALIGN)
def test_the_same_text_is_set_the_same(text: str, measure: float, align: str) -> None:
    first = typeset(text, measure=measure, align=align)  # type: ignore[arg-type]
    assert first == typeset(text, measure=measure, align=align)  # type: ignore[arg-type]


@QUICK
@given(WORDS, MEASURE)
def test_pens_only_move_forward(words: list[str], measure: float) -> None:
    """Squeezing overlaps no two advances; runs follow one another without a hole or an overlap."""
    for line in typeset("".join(words), measure=measure).lines:
        for (x, run), (after, _) in pairwise(line.runs):
            assert abs(x + run.width - after) < 0.02
        assert all(advance >= 0 for _, run in line.runs for advance in run.advances)


@QUICK
@given(TEXT, st.integers(1, 8))
def test_size_scales_everything(text: str, factor: int) -> None:
    small, large = typeset(text, measure=11.5, size=5.0), typeset(text, measure=11.5, size=5.0 * factor)
    assert [(line.start, line.end) for line in small.lines] == [(line.start, line.end) for line in large.lines]
    for before, after in zip(small.lines, large.lines, strict=True):
        assert [run.advances for _, run in before.runs] == [run.advances for _, run in after.runs]


@QUICK
@given(TEXT)
def test_an_indent_moves_a_single_line_rigidly(text: str) -> None:
    plain, moved = typeset(text, measure=400.0), typeset(text, measure=400.0, indent=2.0)
    for before, after in zip(plain.lines[:1], moved.lines[:1], strict=True):
        assert [run.advances for _, run in before.runs] == [run.advances for _, run in after.runs]
        for (x, _), (y, _) in zip(before.runs, after.runs, strict=True):
            assert abs(y - x - 20) < 1e-6


@QUICK
@given(WORDS, MEASURE)
def test_latin_words_are_never_letterspaced(words: list[str], measure: float) -> None:
    for line in typeset(" ".join(words), measure=measure).lines:
        for _, run in line.runs:
            for word in ("typography", "office", "2025-11-23"):
                at = run.text.find(word)
                if at >= 0 and run.face.startswith("Source"):
                    glyphs = [index for index, cluster in enumerate(run.clusters) if at <= cluster < at + len(word) - 1]
                    alone = typeset(word, measure=400.0).lines[0].runs[0][1]
                    assert [run.advances[index] for index in glyphs] == list(alone.advances[: len(glyphs)])


@QUICK
@given(TEXT, MEASURE, LANG)
def test_marks_keep_to_their_side_of_the_line(text: str, measure: float, lang: str) -> None:
    """Unless the line before has no place to part: a prohibition gives way before ink leaves the column."""
    lines = typeset(text, measure=measure, lang=lang).lines  # type: ignore[arg-type]
    for previous, line in pairwise(lines):
        first = text[line.start : line.end].lstrip(INVISIBLE)[:1]
        before = text[: line.start].rstrip("\u3000 \u00a0")
        forced = not before or before.endswith(("\u200b", "\n")) or text[line.start - 1] in "\u200b\u3000 \u00a0"
        alone = re.match(
            "[，。、；：？！）》〉]+(?![^一-龥])", text[line.start :]
        )  # nothing clings to the mark in its turn
        if not forced and (alone or first == "") and re.search("[一-龥]{2}", text[previous.start : previous.end]):
            assert first not in set("，。、；：？！）》〉") or first == ""


KINDS = ["bold", "italic", "link", "raw", "span", "dots", "name", "title", "ruby", "nobreak"]


@QUICK
@given(
    st.text(max_size=40),
    st.sampled_from([0.01, 1.0, 4.0, 8.0, 30.0]),
    st.sampled_from(["zh-Hans", "zh-Hant", "ja", "ko", "en", "fr", "xx"]),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(KINDS)), max_size=3),
    st.sampled_from(["quanjiao", "kaiming", "banjiao", "hanging"]),
)
def test_any_text_at_all_is_set(
    text: str, measure: float, lang: str, runs: list[tuple[int, int, str]], style: str
) -> None:
    """No text is refused and nothing is lost, whatever scripts, controls and marks it holds."""
    within = [(min(start, end, len(text)), min(max(start, end), len(text)), kind) for start, end, kind in runs]
    lines = typeset(text, measure=measure, lang=lang, runs=within, punctuation=style)  # type: ignore[arg-type]
    ends = [(line.start, line.end) for line in lines.lines]
    assert all(before[1] <= after[0] for before, after in pairwise(ends))
