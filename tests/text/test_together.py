"""Paragraphs set by several processes are those of one, whatever happens on the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.inline import Inline, Marked
from brochure.processes import shares
from brochure.text import together
from brochure.text.paragraph import layout_paragraph
from brochure.text.style import TextStyle
from brochure.typesetting import BOLD, REGULAR, book

ROOT = Path(__file__).resolve().parents[2]
ZH = TextStyle("zh-Hans", 10, REGULAR, BOLD)
EN = TextStyle("en", 9.5, REGULAR, BOLD)
PLAIN = "天心经开区位于长沙市南部，2024年12月完成96.92亿元——同比增长12.5%。"
ENGLISH = "The first officials of the high-tech zone in Changsha filled the floor with affluent enterprises. " * 2
MARKED = Inline("园区“一枚印章”管审批", (Marked(2, 6, "dots"), Marked(0, 2, "ruby", "yuán qū"), Marked(7, 9, "bold")))
JOBS: list[together.Job] = [
    (Inline(PLAIN * 3), ZH, 216.0),
    (Inline(ENGLISH), EN, 130.0),
    (Inline(""), ZH, 216.0),
    (MARKED, ZH, 100.0),
    (Inline("见网页https://example.org/一", (Marked(3, 20, "link", "https://example.org/"),)), ZH, 90.0),
    (Inline("无此字\U0010fffd"), ZH, 90.0),
    (Inline("一行\n又一行\n\n"), ZH, 90.0),
]

TWO_PROCESSES = """
import os, sys, threading
from brochure.text import together
from tests.text.test_together import JOBS, REGULAR, book, one_by_one
together.WORTH = 0
together.cores = lambda: 3
begun, set_alone = [], []
begin, layout = together.begin, together.layout_paragraph
together.begin = lambda work: begun.append(work) or begin(work)
together.layout_paragraph = lambda *job: set_alone.append(job) or layout(*job)
{spoil}
assert threading.active_count() == 1
assert together.layout_paragraphs(JOBS * 20, book()) == one_by_one(JOBS * 20)
print(len(begun), len(set_alone))
"""


def one_by_one(jobs: list[together.Job]) -> list[Any]:
    return [layout_paragraph(inline, style, measure, book()) for inline, style, measure in jobs]


def in_a_process(spoil: str) -> list[int]:
    done = subprocess.run(
        [sys.executable, "-c", TWO_PROCESSES.format(spoil=spoil)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return [int(part) for part in done.stdout.split()]


forking = pytest.mark.skipif(sys.platform != "linux", reason="paragraphs are shared out on Linux only")


@forking
def test_three_processes_set_what_one_sets() -> None:
    begun, here = in_a_process("")
    assert begun == 2
    assert 0 < here < len(JOBS) * 10


@forking
def test_the_share_of_a_process_that_dies_is_set_all_the_same() -> None:
    begun, here = in_a_process("together.packed = lambda found: os.abort()")
    assert begun == 2
    assert here == len(JOBS) * 20


@forking
def test_where_no_process_can_be_begun_one_sets_all() -> None:
    begun, _ = in_a_process("def refuse(): raise OSError('no more')\nos.fork = refuse")
    assert begun == 2


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job[0].text[:8] or "empty")
def test_set_lines_survive_the_way_between_processes(job: together.Job) -> None:
    lines = one_by_one([job])
    assert together.unpacked(together.packed(lines), [job]) == lines


@given(st.lists(st.integers(0, 300), max_size=40), st.integers(2, 4))
def test_everything_is_in_one_share_and_in_order(weights: list[int], count: int) -> None:
    found = shares(weights, count, 0.05)
    assert len(found) == count
    assert [place for share in found for place in share] == list(range(len(weights)))


def test_short_texts_are_not_shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "cores", lambda: 4)
    monkeypatch.setattr(together, "begin", lambda *_: pytest.fail("forked for a short text"))
    assert together.layout_paragraphs(JOBS, book()) == one_by_one(JOBS)
