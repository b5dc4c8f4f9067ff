"""What was ordered, as the YAML says it: paper, binding and all that no PDF can tell; kept apart from what was read."""

from __future__ import annotations

from brochure.binding.check import leaflet_of
from brochure.dataclass import dataclass
from brochure.diagnostics import Sink
from brochure.geometry import MM
from brochure.model import Brochure, DocumentInfo
from brochure.ticket.facts import Ticket, runs


@dataclass(frozen=True, slots=True)
class Order:
    """Rows of the order: Chinese label, English label, words; empty words are for the pen."""

    source: str
    title: str
    rows: tuple[tuple[str, str, str], ...]


_KINDS = {
    "none": ("不装订", "none"),
    "saddle-stitch": ("骑马订", "saddle stitch"),
    "perfect": ("胶装", "perfect binding"),
    "bi-fold": ("对折", "bi-fold"),
    "tri-fold": ("包心三折", "tri-fold, tucked"),
    "z-fold": ("风琴三折", "z-fold"),
    "gate-fold": ("对门折", "gate fold"),
    "double-gate": ("关门折", "double gate fold"),
    "accordion": ("风琴折", "accordion fold"),
    "roll-fold": ("卷心折", "roll fold"),
}
_STATUS = {"draft": "草稿 draft", "review": "审阅中 in review", "approved": "已批准 approved"}
_BY_HAND = (("印数", "Quantity", ""), ("表面工艺", "Finishing", ""), ("交货", "Delivery", ""))
"""What the client and the shop agree on; left open for the pen."""
BLANK = (("装订", "Binding", ""), ("用纸", "Paper", ""), *_BY_HAND)
"""The rows when nobody said what was ordered."""


def order_of(brochure: Brochure, source: str) -> Order:
    """The order that a brochure's YAML describes."""
    info = brochure.document
    binding = info.binding
    zh, en = _KINDS.get(binding.kind, (binding.kind, binding.kind))
    rows = [("装订", "Binding", f"{zh} {en}" + ("，压痕 scored" if getattr(binding, "score", False) else ""))]
    cover = getattr(binding, "cover", None)
    rows.append(("内文纸" if cover else "用纸", "Text paper" if cover else "Paper", _paper(binding.paper)))
    if cover:
        rows.append(("封面纸", "Cover paper", _paper(cover)))
    edges = info.bleed.edges
    bleed = (edges.top, edges.right, edges.bottom, edges.left)
    rows += _sizes(info)
    same = len(set(bleed)) == 1
    shown = f"{bleed[0] / MM:g} mm" if same else " / ".join(f"{edge / MM:g}" for edge in bleed) + " mm"
    rows.append(("出血", "Bleed", shown))
    state = _STATUS[info.status] + (f"，{info.edition}" if info.edition else "")
    rows.append(("状态", "Status", state))
    return Order(source, info.title.plain("zh") or info.title.plain("en"), (*rows, *_BY_HAND))


def compare(brochure: Brochure, ticket: Ticket, sink: Sink) -> None:
    """Warn where the file is not what was ordered: another size, or a bleed narrower than the YAML's."""
    info = brochure.document
    wanted = round(info.trim.width / MM, 1), round(info.trim.height / MM, 1)
    odd = [page.number for page in ticket.pages if (round(page.size[0], 1), round(page.size[1], 1)) != wanted]
    if odd:
        size = ticket.pages[odd[0] - 1].size
        zh = f"第 {runs(odd)} 页成品尺寸是 {size[0]:g} × {size[1]:g} mm，订单是 {wanted[0]:g} × {wanted[1]:g} mm"
        en = f"page {runs(odd)}: the trim is {size[0]:g} × {size[1]:g} mm, ordered was {wanted[0]:g} × {wanted[1]:g} mm"
        sink.warn("ticket.differs", zh, en, span=brochure.spans.at("document.trim"), path="document.trim")
    edges = info.bleed.edges
    least = min((edge for edge in (edges.top, edges.right, edges.bottom, edges.left) if edge), default=0.0) / MM
    short = [page.number for page in ticket.pages if max(page.bleed) < least - 0.05]
    if short:
        zh, en = f"第 {runs(short)} 页出血不足 {least:g} mm", f"page {runs(short)}: the bleed is under {least:g} mm"
        sink.warn("ticket.differs", zh, en, span=brochure.spans.at("document.bleed"), path="document.bleed")


def _sizes(info: DocumentInfo) -> list[tuple[str, str, str]]:
    """The trim; of a folded sheet what it is open and folded, and its panels as the inside shows them."""
    trim = f"{info.trim.width / MM:g} × {info.trim.height / MM:g} mm"
    sheet = leaflet_of(info.binding, info.trim)
    if sheet is None:
        return [("成品尺寸", "Trim size", trim)]
    panels = " + ".join(f"{round(width / MM, 2):g}" for width in sheet.widths)
    folded = f"{round(sheet.folded / MM, 2):g} × {info.trim.height / MM:g} mm"
    return [("展开尺寸", "Open size", trim), ("折后尺寸", "Folded size", folded), ("折面", "Panels", f"{panels} mm")]


def _paper(paper: object) -> str:
    name = str(getattr(paper, "name", ""))
    grams, thickness = float(getattr(paper, "weight", 0.0)), float(getattr(paper, "thickness", 0.0))
    parts = [name] if name else []
    if grams:
        parts.append(f"{grams:g} g/m²")
    if thickness:
        parts.append(f"{thickness / MM:.3g} mm")
    if getattr(paper, "laminated", False):
        parts.append("覆膜 laminated")
    return "，".join(parts)
