"""Many paragraphs at once: a long text is shared out among the processor's cores.

Paragraphs do not know of each other, so each process sets its share and the lines come back in order: the result is the
same to the last number as that of one process.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from brochure.frame import GlyphRun
from brochure.inline import Inline
from brochure.processes import begin, cores, shares
from brochure.text.fonts import FontBook
from brochure.text.lines import Line, places_of
from brochure.text.paragraph import Lines, layout_paragraph
from brochure.text.style import TextStyle

Job = tuple[Inline, TextStyle, float]
"""A text, its style and the measure in points."""

WORTH = 40_000
"""Weight below which forking and handing lines over costs more than it saves: some 60 ms of setting."""
HAN_WEIGHT = 2.4
"""What a Han character costs to set, in letters of a Latin word."""
PARAGRAPH_WEIGHT = 30
"""What a paragraph costs however short it is."""
LEAD = 0.05
"""By how much the first process's share is larger: the others copy memory that they share with it and pack lines,
which takes longer than its unpacking."""


def layout_paragraphs(jobs: Sequence[Job], fonts: FontBook) -> list[Lines]:
    """Break and set every paragraph, as `layout_paragraph` does one."""
    crew = cores()
    if crew < 2 or weight(jobs) < WORTH:
        return _set(jobs, fonts)
    own, *others = [jobs[share.start : share.stop] for share in shares(list(map(_cost, jobs)), crew, LEAD)]
    helpers = [begin(lambda share=share: packed(_set(share, fonts))) for share in others]  # type: ignore[misc]
    found = _set(own, fonts)
    for helper, share in zip(helpers, others, strict=True):
        sent = helper.result() if helper else None
        found += _set(share, fonts) if sent is None else unpacked(sent, share)
    return found


def weight(jobs: Sequence[Job]) -> float:
    """About how much work the jobs are; see `WORTH`."""
    return sum(map(_cost, jobs))


def _cost(job: Job) -> float:
    inline, style, _ = job
    return PARAGRAPH_WEIGHT + len(inline.text) * (HAN_WEIGHT if style.lang.startswith(("zh", "ja", "ko")) else 1.0)


def _set(jobs: Sequence[Job], fonts: FontBook) -> list[Lines]:
    return [layout_paragraph(inline, style, measure, fonts) for inline, style, measure in jobs]


# ---- on the way: `marshal` without back references takes a quarter of the time of `pickle`; but it knows plain values
# only, so a paragraph with more than plain lines (links, ruby, missing characters) is pickled inside it


def packed(found: Sequence[Lines]) -> bytes:
    """Set paragraphs as bytes; see `unpacked`."""
    import marshal

    return marshal.dumps([_pack(lines) for lines in found], 2)


def unpacked(data: bytes, jobs: Sequence[Job]) -> list[Lines]:
    """The paragraphs that `packed` made bytes of, given the jobs that they were set for."""
    import marshal

    sent = marshal.loads(data)
    return [_unpack(lines, style) for lines, (_, style, _) in zip(sent, jobs, strict=True)]


def _pack(lines: Lines) -> Any:
    if lines.missing or any(line.extras or line.links for line in lines.lines):
        import pickle

        return pickle.dumps(lines, pickle.HIGHEST_PROTOCOL)
    return [
        (
            line.natural, line.width, line.measure, line.start, line.end, line.hyphenated, line.overfull,
            [
                (
                    x, run.face, run.size, run.gids, run.advances, run.text,
                    None if run.clusters is places_of(len(run.gids)) else run.clusters, run.lang, run.offsets,
                )
                for x, run in line.runs
            ],
        )
        for line in lines.lines
    ]  # fmt: skip


def _unpack(sent: Any, style: TextStyle) -> Lines:
    if isinstance(sent, bytes):
        import pickle

        lines: Lines = pickle.loads(sent)
        return lines
    color, over = style.color, style.overprint
    return Lines(
        tuple(
            [
                Line(
                    tuple(
                        [
                            (
                                x,
                                GlyphRun(
                                    face, size, color, gids, advances, text,
                                    places_of(len(gids)) if clusters is None else clusters, lang, offsets, over,
                                ),
                            )
                            for x, face, size, gids, advances, text, clusters, lang, offsets in runs
                        ]
                    ),
                    natural, width, measure, start, end, (), (), hyphenated, overfull,
                )
                for natural, width, measure, start, end, hyphenated, overfull, runs in sent
            ]
        )
    )  # fmt: skip
