"""How many pages a binding takes: multiples, and how thick a booklet may be (print.md §9)."""

from __future__ import annotations

from brochure.binding.records import UNITS, Binding
from brochure.diagnostics import Message, Sink
from brochure.geometry import MM
from brochure.source import SourceMap

PATH = "document.binding.kind"
NAMES = {"saddle-stitch": "骑马订", "perfect": "胶装"}
STITCH_PAGES = 64
"""Pages that are stitched at most, whatever the paper."""
STITCH_THICKNESS = 48 / 2 * 128 * 0.83 / 1000 * MM
"""Points: 48 pages of 128 g coated; a thicker booklet gapes and creeps."""
GLUE_PAGES = 32
"""Pages below which glue finds no spine to hold."""


def unit_of(binding: Binding) -> int:
    """The number that the page count must be a multiple of."""
    return UNITS.get(binding.kind, 1)


def report_blanks(binding: Binding, count: int, blanks: tuple[int, ...], spans: SourceMap, sink: Sink) -> None:
    """Which pages (0-based) were left blank, so that nobody is surprised by them."""
    if not blanks:
        return
    numbers = [str(index + 1) for index in blanks]
    unit, name = unit_of(binding), NAMES[binding.kind]
    zh = f"内容共 {count - len(blanks)} 页，{name}要 {unit} 的倍数：第 {'、'.join(numbers)} 页是白页"
    pages = f"page {numbers[0]} is" if len(numbers) == 1 else f"pages {', '.join(numbers)} are"
    en = f"{count - len(blanks)} pages of content, {binding.kind} takes multiples of {unit}: {pages} blank"
    hint = Message(
        "补上内容；或用 blanks: end | before-back 挪位置；blanks: none 则算错误",
        "fill them; or move them with `blanks: end | before-back`; with `blanks: none` this is an error",
    )
    sink.warn("layout.blank_pages", zh, en, span=spans.at(PATH), path=PATH, hints=(hint,))


def check_count(binding: Binding, count: int, spans: SourceMap, sink: Sink) -> None:
    """The page count must suit the binding: fours for stitching, twos for glue, not too thick and not too thin."""
    unit, kind = unit_of(binding), binding.kind
    if not count:
        return
    span = spans.at(PATH)
    if count % unit:
        add, less = -count % unit, count % unit
        zh = f"共 {count} 页，{NAMES[kind]}要 {unit} 的倍数：再加 {add} 页或减 {less} 页"
        en = f"{count} pages do not fit {kind}, which needs a multiple of {unit}: add {add} or take away {less}"
        hint = Message(
            "或写 blanks: auto 自动补白页，或 kind: none", "or write `blanks: auto` for blank pages, or `kind: none`"
        )
        sink.error("layout.page_count", zh, en, span=span, path=PATH, hints=(hint,))
    thickness = count / 2 * binding.paper.caliper
    if kind == "saddle-stitch" and (count > STITCH_PAGES or thickness > STITCH_THICKNESS + 1e-6):
        thick = f"，厚 {thickness / MM:.1f} mm" if thickness else ""
        thick_en = f", {thickness / MM:.1f} mm thick" if thickness else ""
        zh = f"{count} 页{thick}，骑马订会翘口：一般不超过 48 页（128 g）"
        en = f"{count} pages{thick_en} gape when stitched: up to about 48 of 128 g"
        hint = Message("改用 kind: perfect（胶装），或换薄一些的纸", "use `kind: perfect`, or a thinner paper")
        sink.warn("binding.too_thick", zh, en, span=span, path=PATH, hints=(hint,))
    if kind == "perfect" and count < GLUE_PAGES:
        zh = f"只有 {count} 页，书脊太薄，胶不牢：胶装一般要 {GLUE_PAGES} 页以上"
        en = f"{count} pages make a spine too thin for glue: perfect binding takes {GLUE_PAGES} and more"
        hint = Message("改用 kind: saddle-stitch（骑马订）", "use `kind: saddle-stitch`")
        sink.warn("binding.too_thin", zh, en, span=span, path=PATH, hints=(hint,))
