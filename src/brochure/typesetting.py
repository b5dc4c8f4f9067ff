"""Paragraphs without a brochure: for specimens, for trying a sentence, for tests.

`typeset` sets one text and gives its lines; `pages_of` puts each of many on a page of its own, as `brochure typeset`
writes them. Nothing here knows a theme: the faces are the Song and the serif of the package.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import sub
from typing import Any, get_args

from brochure.dataclass import replace
from brochure.frame import Document, Frame, FrameItem, GlyphRun, Page
from brochure.geometry import Point, Size
from brochure.inline import Inline, Mark, Marked
from brochure.jobs import MEASURE, Job, faults
from brochure.text.fonts import FontBook, default_catalog
from brochure.text.narrow import as_justified
from brochure.text.paragraph import Line, Lines, layout_paragraph
from brochure.text.style import Align, FaceSet, Punctuation, Strictness, TextStyle
from brochure.text.together import layout_paragraphs

PAGE = Size(760.0, 1400.0)
EDGE, TOP = 20.0, 20.0
"""Where columns begin on their pages, in points."""
LOOSE = 85
"""Room after a glyph, in 1/1000 em, that readers may take for a space."""
PITCH = 1.7
"""From baseline to baseline, in sizes."""

_MARKS: tuple[str, ...] = get_args(Mark)
_OTHERS = ("NotoSerifSC-Regular", "NotoSerifSCRare-Regular", "NotoSansSC-Regular", "BrochureKai-Regular")
_SANS = ("SourceSans3-Regular",)


def _faces(weight: str, italic: str = "") -> FaceSet:
    han = f"NotoSerifSC-{weight}"
    latin = f"SourceSerif4-{weight if not italic or weight != 'Regular' else ''}{italic}"
    return FaceSet((han, *_OTHERS, latin, *_SANS), (latin, *_SANS, han, *_OTHERS))


REGULAR, BOLD = _faces("Regular"), _faces("Bold")
ITALIC = FaceSet(("BrochureKai-Regular", *REGULAR.han), _faces("Regular", "Italic").latin)
BOLD_ITALIC = FaceSet(BOLD.han, _faces("Bold", "Italic").latin)


@lru_cache(maxsize=1)
def book() -> FontBook:
    """The faces of the package, opened once."""
    return FontBook.from_catalogs([default_catalog()])


def typeset(
    text: str,
    *,
    lang: str = "zh-Hans",
    measure: float = MEASURE,
    size: float = 10.0,
    align: Align = "justify",
    indent: float = 0.0,
    runs: Sequence[tuple[int, int, Mark]] = (),
    punctuation: Punctuation = "quanjiao",
    strictness: Strictness = "strict",
    hyphenate: bool = True,
    balance: bool = False,
    fonts: FontBook | None = None,
) -> Lines:
    """Break and set one text in a column of `measure` em; lengths of the lines are in points.

    `runs` are (start, end, mark) over the characters of `text`; `indent` is the first line's, in em of `size`.
    A value that cannot be meant raises ValueError, which says in both languages what may stand there.
    """
    asked = {
        "text": text, "lang": lang, "measure": measure, "size": size, "align": align, "indent": indent, "runs": runs,
        "punctuation": punctuation, "strictness": strictness,
    }  # fmt: skip
    for fault in faults(asked, _MARKS):
        raise ValueError(f"{fault.message.zh} / {fault.message.en}")
    style = TextStyle(
        canonical(lang), size, REGULAR, BOLD, ITALIC, BOLD_ITALIC, align=align, indent_em=indent,
        punctuation=punctuation, strictness=strictness, hyphenate=hyphenate, balance=balance,
    )  # fmt: skip
    return layout_paragraph(marked(text, runs), style, measure * size, fonts or book())


_CHINESE = {"cmn": "zh", "yue": "zh-HK", "nan": "zh-TW", "hak": "zh-TW", "wuu": "zh", "lzh": "zh"}


@lru_cache(maxsize=64)
def canonical(lang: str) -> str:
    """A language code as BCP 47 writes it (§2.1.1: case tells nothing); the Chinese languages by what they are written
    in: `zh_tw` and `ZH-TW` are zh-TW, `cmn-hans` is zh-Hans."""
    first, *rest = lang.replace("_", "-").split("-")
    first = first.lower()
    shown = [part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part for part in rest]
    known = _CHINESE.get(first, first)
    scripted = any(len(part) == 4 and part.isalpha() for part in shown)
    return "-".join([known[:2] if scripted and first in _CHINESE else known, *shown])


def marked(text: str, runs: Sequence[tuple[int, int, Mark]]) -> Inline:
    """A text with its runs; a link goes nowhere."""
    return Inline(text, tuple(Marked(start, end, mark, "#" if mark == "link" else "") for start, end, mark in runs))


def style_of(job: Job) -> TextStyle:
    """The style a job asks for, in the faces of the package."""
    return TextStyle(
        canonical(job.lang), job.size, REGULAR, BOLD, ITALIC, BOLD_ITALIC, align=job.align, indent_em=job.indent,
        punctuation=job.punctuation, strictness=job.strictness,
    )  # fmt: skip


def typeset_all(jobs: Sequence[Job]) -> list[Lines]:
    """Every job's lines, as `typeset` sets one."""
    texts = [(marked(job.text, job.runs), style_of(job), job.measure * job.size) for job in jobs]
    return layout_paragraphs(texts, book())


def pages_of(jobs: Sequence[Job], found: Iterable[Lines]) -> Document:
    """A document with one page a job: 760 × 1400 pt, the column's left edge 20 pt from the page's."""
    pages = tuple(_page(job, lines) for job, lines in zip(jobs, found, strict=True))
    return Document(pages, "brochure typeset", "", "", canonical(jobs[0].lang) if jobs else "zh-Hans", 0)


def _page(job: Job, lines: Lines) -> Page:
    """Lines at an even pitch, closer when there are more than the page holds."""
    pitch = min(job.size * PITCH, (PAGE.height - 2 * TOP) / max(1, len(lines.lines)))
    items: list[tuple[Point, FrameItem]] = []
    for number, line in enumerate(lines.lines):
        baseline = TOP + job.size + number * pitch
        items += [(Point(EDGE + x + dx, baseline), part) for x, run in line.runs for dx, part in _parts(run)]
        items += [(Point(EDGE + at.x, baseline + at.y), extra) for at, extra in line.extras]
    return Page(Frame(PAGE, tuple(items)))


def _parts(run: GlyphRun) -> list[tuple[float, GlyphRun]]:
    """The run, cut behind glyphs that are let out so far that readers would see a space behind them.

    The writer says the text of such a run as a whole, and readers then know no place of a single character; places are
    what these files are for. Latin runs stay whole: their spaces are the text's own.
    """
    if run.lang.startswith("en"):
        return [(0.0, run)]
    widths = map(book().face(run.face).widths.__getitem__, run.gids)
    room = list(map(sub, run.advances, widths))
    if max(room[:-1], default=0) < LOOSE:
        return [(0.0, run)]
    count = len(run.gids)
    cuts = [at for at in range(1, count) if room[at - 1] >= LOOSE and run.clusters[at] != run.clusters[at - 1]]
    parts: list[tuple[float, GlyphRun]] = []
    for start, end in pairwise([0, *cuts, count]):
        first = run.clusters[start]
        last = run.clusters[end] if end < count else len(run.text)
        part = replace(
            run, gids=run.gids[start:end], advances=run.advances[start:end], text=run.text[first:last],
            clusters=tuple(cluster - first for cluster in run.clusters[start:end]), offsets=run.offsets[start:end],
        )  # fmt: skip
        parts.append((sum(run.advances[:start]) * run.size / 1000, part))
    return parts


def report_of(job: Job, lines: Lines) -> dict[str, Any]:
    """What `--json` says of one job; lengths in points, x from the column's left edge. `align` is how it was set:
    ragged where a column is too narrow for justified English."""
    measure = job.measure * job.size
    return {
        "text": job.text,
        "measure": measure,
        "align": as_justified(job.text, style_of(job), measure, book()).align,
        "lines": [_line(job.text, line) for line in lines.lines],
        "missing": [{"index": missing.index, "text": missing.text} for missing in lines.missing],
    }


def _line(text: str, line: Line) -> dict[str, Any]:
    return {
        "text": text[line.start : line.end],
        "start": line.start,
        "end": line.end,
        "natural": round(line.natural, 4),
        "width": round(line.width, 4),
        "hyphenated": line.hyphenated,
        "overfull": line.overfull,
        "clusters": [cluster for x, run in line.runs for cluster in _clusters(x, run)],
    }


def _clusters(x: float, run: GlyphRun) -> list[dict[str, Any]]:
    """The run's clusters: their characters, and from where to where they reach."""
    found: list[dict[str, Any]] = []
    scale, count = run.size / 1000, len(run.gids)
    at, glyph = x, 0
    while glyph < count:
        begin, start = run.clusters[glyph], at
        while glyph < count and run.clusters[glyph] == begin:
            at += run.advances[glyph] * scale
            glyph += 1
        end = run.clusters[glyph] if glyph < count else len(run.text)
        entry = {"text": run.text[begin:end], "x": round(start, 4), "advance": round(at - start, 4), "face": run.face}
        found.append(entry)
    return found
