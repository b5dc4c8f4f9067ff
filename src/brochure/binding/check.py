"""What is wrong with a binding before anything is laid out: panels that cannot be folded, sheets that are none.

Every finding stands at the line that says it, with the line as it should be where that can be told.
"""

from __future__ import annotations

from brochure.binding.folding import fold
from brochure.binding.panels import COUNTS, DEFAULT_COUNT, Leaflet, leaflet, panel_widths, tuck_of
from brochure.binding.records import FOLDS, Binding
from brochure.diagnostics import Message, Sink, Span
from brochure.geometry import MM, Size
from brochure.source import SourceMap

PATH = "document.binding"
LEAST_ROOM = 0.5 * MM
"""A strip caught in a bend with less room than this is crushed: folding is true to about half a millimetre."""
MOST_TUCK = 5.0 * MM
THICKEST = 1.5 * MM
LEAST_PANEL = 25 * MM
SCORE_FROM = 157.0
"""g/m² above which a fold is scored, or it breaks (print.md §8)."""
SUM_SLACK = 0.05 * MM


def leaflet_of(binding: Binding, trim: Size) -> Leaflet | None:
    """The folded sheet that a checked binding describes; None when nothing is folded into panels."""
    if binding.kind not in FOLDS:
        return None
    return leaflet(binding.kind, trim.width, binding.panels, _tuck(binding))


def _tuck(binding: Binding) -> float:
    """As written; else by rule: a millimetre for doors, by the paper for what is rolled in."""
    if binding.tuck is not None:
        return binding.tuck
    if binding.kind in ("gate-fold", "double-gate"):
        return 1.0 * MM
    return tuck_of(binding.paper.grams, binding.paper.laminated)


def check_binding(binding: Binding, trim: Size, spans: SourceMap, sink: Sink) -> None:
    """All findings about binding, paper and panels."""
    check = _Check(binding, trim, spans, sink)
    check.paper()
    if binding.kind in FOLDS:
        if check.count():
            check.sheet()
            check.panels()
        check.score()
    else:
        check.unused()
        if binding.kind == "saddle-stitch":
            check.score()


class _Check:
    def __init__(self, binding: Binding, trim: Size, spans: SourceMap, sink: Sink) -> None:
        self.binding, self.trim, self.spans, self.sink = binding, trim, spans, sink
        given = binding.panels
        self.given = None if isinstance(given, int) else given
        self.number = given if isinstance(given, int) else len(given)

    def paper(self) -> None:
        """A leaf a centimetre thick is a slip of the decimal point."""
        for name, paper in (("paper", self.binding.paper), ("cover", self.binding.cover)):
            if paper is not None and paper.thickness > THICKEST:
                thick = _mm(paper.thickness)
                zh, en = (
                    f"一张纸厚 {thick} mm？常见的是 0.05–0.5 mm",
                    f"a leaf {thick} mm thick? 0.05 to 0.5 mm is usual",
                )
                self._report("warn", "paper_thickness", zh, en, f"{name}.thickness", (), "")

    def count(self) -> bool:
        """Whether the kind can have this many panels."""
        kind = self.binding.kind
        fixed = DEFAULT_COUNT[kind]
        low, high = COUNTS.get(kind, (fixed, fixed))
        number = self.number or fixed
        if low <= number <= high:
            return True
        wanted = f"{low}" if low == high else f"{low}–{high}"
        self._error(
            "panel_count",
            f"`{kind}` 有 {wanted} 折面，这里写了 {number} 个",
            f"`{kind}` has {wanted} panels, not {number}",
            "panels",
            corrected=self._panels_as(min(max(number, low), high)),
        )
        return False

    def sheet(self) -> None:
        """With a fold the trim is the open sheet; a standing sheet is mostly a folded size written by mistake."""
        width, height = self.trim.width, self.trim.height
        count = self.number or DEFAULT_COUNT[self.binding.kind]
        if self.given is None and width < height and width / count < 85 * MM:
            flat = f"{_mm(width * count)}mm x {_mm(height)}mm"
            panel = _mm(width / count)
            open_size = f"{_mm(width)} × {_mm(height)} mm"
            zh = f"折页的 trim 是展开尺寸：{open_size} 折成 {count} 面，每面只有 {panel} mm 宽"
            en = f"the trim of a folded sheet is its open size: {open_size} makes panels {panel} mm wide"
            span = self.spans.at("document.trim")
            line = span.text
            corrected = line[: span.column - 1] + flat + line[span.end_column - 1 :] if self._has("trim") else ""
            hint = Message(
                f"若这是折好后的尺寸，展开尺寸是 {flat}", f"if that is the folded size, the open sheet is {flat}"
            )
            self.sink.warn(
                "binding.flat_size", zh, en, span=span, path="document.trim", hints=(hint,), corrected=corrected
            )

    def panels(self) -> None:
        """The widths: that they make the sheet, and that they fold."""
        sheet = leaflet_of(self.binding, self.trim)
        assert sheet is not None
        key = "panels" if self.given else "tuck"
        if self.given and abs(sum(sheet.widths) - self.trim.width) > SUM_SLACK:
            shown = " + ".join(_mm(width) for width in sheet.widths) + f" = {_mm(sum(sheet.widths))} mm"
            self._error(
                "panel_sum",
                f"折面加起来是 {shown}，展开宽度是 {_mm(self.trim.width)} mm",
                f"the panels make {shown}, the open sheet is {_mm(self.trim.width)} mm wide",
                "panels",
                corrected=self._as_ruled(),
            )
        elif min(sheet.widths) < LEAST_PANEL:
            narrow = _mm(min(sheet.widths))
            self._error(
                "panel_narrow",
                f"有一个折面只有 {narrow} mm 宽，折不成形",
                f"a panel of {narrow} mm is too narrow to be folded",
                key,
                corrected=self._as_ruled() if self.given else "",
            )
        else:
            self._folds(sheet, key)

    def _folds(self, sheet: Leaflet, key: str) -> None:
        """Folds the sheet in the model: what is caught must keep clear of the bend, and nothing may stick out."""
        done = fold(sheet.widths, sheet.steps)
        doors = sheet.widths[1] - sheet.widths[0] - sheet.widths[-1] if sheet.kind == "gate-fold" else LEAST_ROOM
        tight = min(done.rooms, key=lambda one: one.room, default=None)
        wanted = _tuck(self.binding) if self.given else 0.0
        if doors < LEAST_ROOM - 1e-6:
            zh, en = f"两扇门相碰：中间只余 {_mm(doors)} mm", f"the doors meet: {_mm(doors)} mm are left between them"
        elif tight is not None and tight.room < LEAST_ROOM - 1e-6:
            room = _mm(tight.room)
            zh = f"折不进去：第 {tight.strip} 面折入后离第 {tight.crease} 道折线 {room} mm，至少要 0.5 mm"
            en = f"panel {tight.strip} does not fold in: {room} mm are left to fold {tight.crease}, 0.5 mm at least"
        elif tight is not None and tight.room < wanted - 0.1 * MM:
            grams = self.binding.paper.grams
            paper = f"{grams:g} g 的纸" if grams else "这样的纸"
            zh = f"折入的面只窄 {_mm(tight.room)} mm，{paper}宜窄 {_mm(wanted)} mm"
            en = f"the panel folded in is {_mm(tight.room)} mm narrower; this paper asks for {_mm(wanted)} mm"
            self._report("warn", "panel_tuck", zh, en, key, self._ruled_hint(), self._as_ruled())
            return
        elif tight is not None and not self.given and self.binding.tuck is not None and tight.room > MOST_TUCK + 1e-6:
            zh = f"折入的面窄了 {_mm(tight.room)} mm：一般窄 1–3 mm"
            en = f"the panel folded in is {_mm(tight.room)} mm narrower: 1 to 3 mm is usual"
            self._report("warn", "panel_tuck", zh, en, key, self._ruled_hint(), self._as_ruled())
            return
        else:
            self._overhang(sheet, done.width)
            return
        self._error("panel_tuck", zh, en, key, self._ruled_hint(), self._as_ruled())

    def _overhang(self, sheet: Leaflet, width: float) -> None:
        """A panel that shows beside its cover: a stepped fold is a design, an unequal one mostly a slip."""
        outer = [panel.width for panel in sheet.reading if panel.name in ("front-cover", "back")]
        over = width - min(outer)
        if sheet.kind != "gate-fold" and over > 1.0 * MM:
            zh = f"折好后有一面露出 {_mm(over)} mm；若不是特意做的阶梯折，请改"
            en = f"folded, a panel shows by {_mm(over)} mm; mend it unless a stepped fold is meant"
            self._report("warn", "panel_overhang", zh, en, "panels", self._ruled_hint(), self._as_ruled())

    def score(self) -> None:
        """Heavy paper breaks at the fold unless it is scored."""
        stock = self.binding.cover if self.binding.cover else self.binding.paper
        if stock.grams > SCORE_FROM and not self.binding.score:
            span = self.spans.at(f"{PATH}.kind")
            kind = self.binding.kind
            inline = "{" in span.text[: span.column]
            corrected = span.text.replace(kind, f"{kind}, score: true", 1) if inline else ""
            zh = f"{stock.grams:g} g 的纸不压痕就折，会爆裂：157 g 以上要压痕"
            en = f"paper of {stock.grams:g} g/m² cracks when folded without a score: score above 157 g/m²"
            hint = Message("在 binding 里写 score: true，并在工艺单上注明压痕", "write `score: true` under binding")
            self._report("warn", "no_score", zh, en, "kind", (hint,), corrected)

    def unused(self) -> None:
        """Keys that only a folded sheet has."""
        written = [name for name in ("panels", "tuck") if self._has(f"binding.{name}")]
        for name in written:
            zh = f"`{name}` 只用于折页，`{self.binding.kind}` 没有折面"
            en = f"`{name}` is for folded sheets; `{self.binding.kind}` has no panels"
            self._report("warn", "no_panels", zh, en, name, (), "")

    # --- how it is said ---

    def _ruled_hint(self) -> tuple[Message, ...]:
        """What the rules say of this sheet, seen from the inside."""
        widths = self._ruled()
        shown = " + ".join(_mm(width) for width in widths)
        zh = f"按规则是 {shown} mm（从内侧自左至右，折入的面在后）"
        return (Message(zh, f"by the rules: {shown} mm, from the inside, left to right, the panel folded in last"),)

    def _ruled(self) -> tuple[float, ...]:
        tuck = min(max(_tuck(self.binding), 1.0 * MM), 3.0 * MM)
        return panel_widths(self.binding.kind, self.trim.width, self.number or DEFAULT_COUNT[self.binding.kind], tuck)

    def _as_ruled(self) -> str:
        """The line with the panels that the rules give, or with the rule's tuck."""
        if not self.given:
            tuck = max(tuck_of(self.binding.paper.grams, self.binding.paper.laminated), 1.0 * MM)
            return self._replaced("tuck", f"{_mm(tuck)}mm")
        ruled = [round(width / MM, 2) for width in self._ruled()]
        ruled[-1] = round(ruled[-1] + round(self.trim.width / MM, 2) - sum(ruled), 2)
        return self._panels_as("[" + ", ".join(f"{width:g}mm" for width in ruled) + "]")

    def _panels_as(self, value: object) -> str:
        return self._replaced("panels", str(value))

    def _replaced(self, key: str, value: str) -> str:
        """The line with another value at a key; empty where the value is not on one line."""
        span = self._span(key)
        old = span.text[span.column - 1 : span.end_column - 1]
        whole = old.strip() and (not old.startswith("[") or old.endswith("]"))
        if not self._has(f"binding.{key}") or not whole:
            return ""
        return span.text[: span.column - 1] + value + span.text[span.end_column - 1 :]

    def _has(self, path: str) -> bool:
        return self.spans.has(f"document.{path}")

    def _span(self, key: str) -> Span:
        return self.spans.at(f"{PATH}.{key}")

    def _error(
        self, code: str, zh: str, en: str, key: str, hints: tuple[Message, ...] = (), corrected: str = ""
    ) -> None:
        self._report("error", code, zh, en, key, hints, corrected)

    def _report(
        self, severity: str, code: str, zh: str, en: str, key: str, hints: tuple[Message, ...], corrected: str
    ) -> None:
        say = self.sink.error if severity == "error" else self.sink.warn
        path = f"{PATH}.{key}"
        say(f"binding.{code}", zh, en, span=self._span(key), path=path, hints=hints, corrected=corrected)


def _mm(points: float) -> str:
    return f"{round(points / MM, 2):g}"
