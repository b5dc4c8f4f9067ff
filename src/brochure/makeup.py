"""Page make-up: the parts of a document, each in its arrangement, to the pages of each file."""

from __future__ import annotations

from collections.abc import Sequence

from brochure.binding.records import FOLDS, UNITS
from brochure.dataclass import dataclass
from brochure.diagnostics import Sink
from brochure.frame import OutlineEntry, Page
from brochure.geometry import MM
from brochure.layout.arrangement import Arranged, Part, arrange, check_arrangements
from brochure.layout.context import LayoutContext, Setting
from brochure.layout.grid import Grid
from brochure.layout.pages import make_pages
from brochure.layout.plan import plan_sections, warn_of_panels
from brochure.layout.rooms import Rooms
from brochure.layout.section import Section, texts_in_columns
from brochure.model import Brochure
from brochure.offers import draft_of, kit_for
from brochure.text.fonts import FontBook
from brochure.theme import Theme

LEAST_AREA = 20 * MM
"""Points: a type area narrower or lower than this holds no line worth the name."""

Laid = tuple[tuple[Page, ...], tuple[OutlineEntry, ...]]
"""Pages and the bookmarks to them."""


@dataclass(frozen=True, slots=True)
class Makeup:
    """What pages are made from. `arrangement` overrules those of the document and its sections; with `telling` what
    layout chose is told; `log` takes what was set at each path, `rooms` the room that regions have left."""

    brochure: Brochure
    theme: Theme
    fonts: FontBook
    sink: Sink
    arrangement: str | None
    telling: bool
    log: dict[str, Setting]
    rooms: Rooms | None

    def files(self) -> tuple[tuple[str, tuple[Page, ...], tuple[OutlineEntry, ...]], ...]:
        """What goes into each file, after what is added to its name: usually one, with all parts of the document one
        after the other."""
        info = self.brochure.document
        parts = arrange(self.arrangement or info.arrangement, info.languages)
        wishes = self._wishes()
        if self.sink.failed:
            return (("", (), ()),)
        if len(parts) > 1 and self.brochure.output.separate == "two-files":
            files = [self._edition(part, [part.section(wish) for wish in wishes], 0, True) for part in parts]
            return tuple((f"-{part.arrangement}", *laid) for part, laid in zip(parts, files, strict=True))
        pages: list[Page] = []
        outline: list[OutlineEntry] = []
        for part in parts:
            sets = [part.section(wish) for wish in wishes]
            more, entries = self._edition(part, sets, len(pages), part is parts[-1])
            outline += [OutlineEntry(entry.title, entry.page + len(pages), entry.level) for entry in entries]
            pages += more
        return (("", tuple(pages), tuple(outline)),)

    def _wishes(self) -> list[str | None]:
        """The arrangement each section asks for; the command line overrules them all."""
        brochure, info = self.brochure, self.brochure.document
        asked = {"document.arrangement": self.arrangement or info.arrangement}
        if not self.arrangement:
            asked |= {f"sections.{i}.arrangement": one.arrangement or "" for i, one in enumerate(brochure.sections)}
        check_arrangements(asked, info.languages, info.binding.kind in FOLDS, brochure.spans, self.sink)
        return [None if self.arrangement else block.arrangement for block in brochure.sections]

    def _grid(self) -> Grid | None:
        """The grid of a right-hand page; None, and a finding, where the margins leave no type area."""
        brochure, info = self.brochure, self.brochure.document
        grid = Grid(info.trim, info.bleed.edges, self.theme.setup, recto=True, mirrored=info.bleed.mirrored)
        if grid.area.width >= LEAST_AREA and grid.area.height >= LEAST_AREA:
            return grid
        shown = f"{grid.area.width / MM:.0f} × {grid.area.height / MM:.0f} mm"
        zh = f"版心只剩 {shown}，放不下文字：开本太小或页边太大"
        en = f"the type area is {shown}: the trim is too small or the margins are too wide"
        self.sink.error("layout.no_room", zh, en, span=brochure.spans.at("document.trim"), path="document.trim")
        return None

    def _edition(self, part: Part, sets: Sequence[tuple[Arranged, ...]], first: int, fill: bool) -> Laid:
        """One part of the document; `sets` says how each section is set in it, and how often.

        `first` pages stand before it. With `fill` blank pages make the count fit.
        """
        brochure, binding = self.brochure, self.brochure.document.binding
        grid = self._grid()
        if grid is None:
            return (), ()
        ctx = LayoutContext(
            self.theme, self.fonts, self.sink, brochure.spans, part.languages, part.arrangement, grid, self.log,
            telling=self.telling, rooms=self.rooms,
        )  # fmt: skip
        kit = kit_for(brochure, part.languages, self.sink)
        drafts = [
            draft_of(block, number, kit, how)
            for number, (block, hows) in enumerate(zip(brochure.sections, sets, strict=True))
            for how in hows
        ]
        sections = plan_sections(drafts, self.theme, self.sink, brochure.spans)
        ctx.texts = texts_in_columns(sections, part.arrangement)
        if binding.kind in FOLDS:
            from brochure.binding.check import leaflet_of
            from brochure.layout.panels import make_sheet

            sheet = leaflet_of(binding, brochure.document.trim)
            return make_sheet(ctx, sections, sheet) if sheet else ((), ())
        warn_of_panels(sections, self.theme, self.sink, brochure.spans)
        unit = UNITS.get(binding.kind, 1) if fill else 1
        return make_pages(ctx, sections, first) if unit == 1 else self._filled(ctx, sections, first, unit)

    def _filled(self, ctx: LayoutContext, sections: tuple[Section, ...], first: int, unit: int) -> Laid:
        """Pages with blank ones among them, where the binding asks for more than there are."""
        from brochure.binding.counts import report_blanks
        from brochure.layout.blanks import Filling, make_filled_pages

        binding = self.brochure.document.binding
        inside = binding.kind == "perfect" and binding.inside_cover == "blank"
        made, blanks = make_filled_pages(ctx, sections, first, Filling(unit, binding.blanks, inside))
        report_blanks(binding, first + len(made[0]), blanks, self.brochure.spans, self.sink)
        return made
