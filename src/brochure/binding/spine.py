"""The spine of a perfect-bound book: its width from paper and page count (print.md §9)."""

from __future__ import annotations

from brochure.binding.records import Binding
from brochure.diagnostics import Message, Sink
from brochure.geometry import MM
from brochure.source import SourceMap

COVER_PAGES = 4
"""Pages of a document that are its cover: front, inside front, inside back, back."""
LEAST_LETTERED = 5.0 * MM
"""A spine narrower than this takes no words: they would slip round the edge."""
SPINE_SIDE = 0.75 * MM
"""Room on each side of the words: a spine sits true to half a millimetre and more."""
HINGE = 7.0 * MM
"""From the spine to the score where the cover opens (6–8 mm)."""
GLUE_STRIP = 6.0 * MM
"""On the inside of the cover, next to the spine, where the side glue sits: no ink."""
LEAST_GUTTER = 10.0 * MM
"""A glued book does not open flat: the inner margin is 10–13 mm at least."""


def spine_width(binding: Binding, pages: int) -> float | None:
    """Points across the spine of a block of `pages` pages; None when nothing is known of the paper.

    Half the pages times the caliper, and for glue and cover two leaves of the cover's paper, 0.5 to 1 mm.
    """
    if binding.spine_width is not None:
        return binding.spine_width
    leaf = binding.paper.caliper
    if not leaf:
        return None
    cover = (binding.cover or binding.paper).caliper
    return pages / 2 * leaf + min(max(2 * cover, 0.5 * MM), 1.0 * MM)


def check_gutter(inner: float, spans: SourceMap, sink: Sink) -> None:
    """Words in a gutter too narrow disappear into the glued back."""
    if inner < LEAST_GUTTER - 1e-6:
        zh = f"内侧页边只有 {inner / MM:.1f} mm，胶装摊不平，文字会陷进书脊：要 10–13 mm"
        en = f"an inner margin of {inner / MM:.1f} mm sinks into a glued back: make it 10–13 mm"
        hint = Message(
            "在主题里写 setup: {margins: {…, inner: 13mm, …}}", "in the theme: `setup: {margins: {…, inner: 13mm, …}}`"
        )
        path = "document.binding.kind"
        sink.warn("binding.gutter", zh, en, span=spans.at(path), path=path, hints=(hint,))


def check_spine(binding: Binding, pages: int, spans: SourceMap, sink: Sink) -> None:
    """A width given that is far from what the paper says is asked about: `80mm` for `8mm` costs a print run."""
    given, ruled = binding.spine_width, spine_width(binding.copy(spine_width=None), pages)
    if given is None or ruled is None or abs(given - ruled) <= max(2.0 * MM, 0.3 * ruled):
        return
    path = "document.binding.spine_width"
    zh = f"书脊写的是 {given / MM:.1f} mm，按纸张和 {pages} 页书芯算是 {ruled / MM:.1f} mm：请核对"
    en = f"the spine is given as {given / MM:.1f} mm; by the paper {pages} pages make {ruled / MM:.1f} mm"
    sink.warn("binding.spine_width", zh, en, span=spans.at(path), path=path)


def report_no_paper(spans: SourceMap, sink: Sink) -> None:
    """Without a paper there is no spine, and so no cover."""
    path = "document.binding.kind"
    zh = "不知道纸张，书脊宽度算不出，没有单独的封面文件"
    en = "without a paper the spine has no width, so there is no separate cover file"
    hint = Message(
        "写 paper: {weight: 80, bulk: 1.25}，或 spine_width: 8mm；或 output: {print: {cover: together}}",
        "write `paper: {weight: 80, bulk: 1.25}` or `spine_width: 8mm`; or `output: {print: {cover: together}}`",
    )
    sink.warn("binding.no_paper", zh, en, span=spans.at(path), path=path, hints=(hint,))
