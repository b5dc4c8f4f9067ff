"""Boxes and glue to set lines: positions, glyph runs of one face each, links."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache

from brochure.dataclass import dataclass
from brochure.frame import FrameItem, GlyphRun
from brochure.geometry import Point
from brochure.inline import Marked
from brochure.text import adorn
from brochure.text.fonts import FontBook
from brochure.text.items import SEPARATORS, Items, counted
from brochure.text.justify import Setting, set_glue


@dataclass(frozen=True, slots=True)
class Line:
    """One set line. All x in points from the column's left edge (alignment and indent included), y 0 on the baseline.

    `runs` are the glyphs in order; `extras` the rest (ruby, dots, rules under names) relative to the line's origin;
    `links` are (x, width, target). `natural` is the width before justification, `width` as set (without a trimmed
    end), `measure` what it had to fill. `start`/`end` are indexes into the paragraph's text.
    """

    runs: tuple[tuple[float, GlyphRun], ...]
    natural: float
    width: float
    measure: float
    start: int
    end: int
    extras: tuple[tuple[Point, FrameItem], ...] = ()
    links: tuple[tuple[float, float, str], ...] = ()
    hyphenated: bool = False
    overfull: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line goes: its number's measure, left edge (both 1/1000 em), and whether it fills the measure."""

    measure: int
    left: int
    justified: bool
    closing: int = -1
    """Where the text ends, for a last line; -1 for any other."""


class Setter:
    """Sets lines of one paragraph."""

    def __init__(
        self,
        items: Items,
        links: tuple[tuple[int, int, str], ...],
        beside: tuple[Marked, ...] = (),
        fonts: FontBook | None = None,
    ) -> None:
        self.beside, self.fonts = beside, fonts
        self.items = items
        self.style = items.style
        self.em = items.style.size / 1000
        self.links = links
        self.lang = items.style.lang
        self.latin_lang = "en" if self.lang.startswith(("zh", "ja", "ko")) else self.lang
        self.link_color = items.style.link_color or items.style.color

    def setting(self, first: int, last: int, place: Place) -> tuple[Setting, int, int]:
        """How the line's glue is set, its natural width, and how far its last mark hangs."""
        items = self.items
        natural = items.out[last] - items.at[first]
        if last in items.hyphens:
            natural += items.hyphens[last][1]
        spare = place.measure - natural
        hang = 0
        if last in items.hangs:
            outside, inside = items.hang
            hang = 0 if spare >= inside else outside
            spare += hang or -inside
        if not place.justified or (place.closing >= 0 and spare > 0):
            return Setting(left=spare), natural, hang
        places = items.places(first, last)
        return set_glue(items.glue_at, items.glues, first, last, places, spare), natural, hang

    def line(self, first: int, last: int, place: Place) -> Line:
        """The line of boxes `first`…`last`."""
        items, em = self.items, self.em
        setting, natural, hang = self.setting(first, last, place)
        width = place.measure - setting.left + hang
        room = setting.left
        left = place.left
        if room > 0 and self.style.align in ("right", "center"):
            left += room if self.style.align == "right" else room // 2
        begin, end = items.glyph[first], items.glyph[last + 1]
        advances = items.advances[begin:end]
        spaces = self._drop_tail(advances, last)
        if spaces:
            end -= spaces
        hyphen = items.hyphens.get(last)
        if setting.changes or setting.each or setting.rest:
            self._open(advances, begin, first, last, setting)
        pen = left - items.leads.get(first, 0)
        runs = self._runs(begin, end, advances, pen, hyphen)
        start = items.clusters[begin]
        stop = place.closing if place.closing >= 0 else items.clusters[items.glyph[last + 1]]
        links = self._links(begin, advances, pen, start, stop) if self.links else ()
        extras: tuple[tuple[Point, FrameItem], ...] = ()
        if self.beside and self.fonts:
            extras = adorn.extras(items, self.beside, adorn.extents(items, first, last, advances, pen), self.fonts)
        return Line(
            runs, natural * em, width * em, place.measure * em, start, stop, extras, links, hyphen is not None,
            width - hang > place.measure,
        )  # fmt: skip

    def _drop_tail(self, advances: list[int], last: int) -> int:
        """Take the glue after the line's last box off: a mark keeps its half em. Gives the number of spaces to drop."""
        items = self.items
        at = bisect_left(items.glue_at, last)
        lead = items.leads.get(last + 1, 0)
        if at < len(items.glue_at) and items.glue_at[at] == last:
            glue = items.glues[at]
            if glue.spaces:
                del advances[-glue.spaces :]
                return glue.spaces
            advances[-1] -= glue.natural - lead
        elif lead and last + 1 < len(items.at) and not self._closes(last):
            advances[-1] += lead
        return 0

    def _closes(self, last: int) -> bool:
        return any(section[1] == last for section in self.items.sections)

    def _open(self, advances: list[int], begin: int, first: int, last: int, setting: Setting) -> None:
        """Change the advances where glue changed, and spread the rest: the first places get one unit more."""
        items = self.items
        glyph = items.glyph
        for box, change in setting.changes.items():
            advances[glyph[box + 1] - 1 - begin] += change
        if not (setting.each or setting.rest):
            return
        each, rest = setting.each, setting.rest
        at = bisect_left(items.glue_at, first)
        box = first
        while box < last:
            stop = items.glue_at[at] if at < len(items.glue_at) else last
            stop = min(stop, last)
            if stop > box:  # plain places, one glyph a box
                low, count = glyph[box + 1] - 1 - begin, stop - box
                more = min(rest, count)
                high = low + more
                if more:
                    advances[low:high] = [advance + each + 1 for advance in advances[low:high]]
                    rest -= more
                if each and count > more:
                    advances[high : low + count] = [advance + each for advance in advances[high : low + count]]
            if stop < last:
                if items.glues[at].spread:
                    advances[glyph[stop + 1] - 1 - begin] += each + (1 if rest > 0 else 0)
                    rest -= 1 if rest > 0 else 0
                at += 1
            box = stop + 1

    def _runs(
        self, begin: int, end: int, advances: list[int], pen: int, hyphen: tuple[int, int] | None
    ) -> tuple[tuple[float, GlyphRun], ...]:
        items, em, style = self.items, self.em, self.style
        number = bisect_right(items.segment_at, begin) - 1
        made = []
        at = begin
        while at < end:
            stop = items.segment_at[number + 1] if number + 1 < len(items.segment_at) else end
            stop = min(stop, end)
            face, han, scale, flags = items.segments[number]
            low, high = at - begin, stop - begin
            inner = advances[low:high]
            gids = items.gids[at:stop]
            clusters = items.clusters[at:stop]
            origin, final = clusters[0], clusters[-1]
            # the text of a run goes to the next run's first character; the last one's to its own cluster's end
            text = items.text[origin : items.clusters[stop] if stop < len(items.gids) else len(items.text)]
            if stop == end:
                text = self._trimmed(text, final - origin)
            if hyphen and stop == end:
                gids.append(hyphen[0])
                inner.append(hyphen[1])
                final = origin + len(text)
                clusters.append(final)
                text += "\u00ad"
            count = len(clusters)
            if final - origin == count - 1 and clusters == counted(origin, origin + count):
                places = places_of(count)
            else:
                places = tuple([cluster - origin for cluster in clusters])
            total = sum(inner)
            shown = tuple(inner) if scale == 1.0 else _scaled(inner, scale)
            made.append(
                (
                    pen * em,
                    GlyphRun(
                        face, style.size * scale, self.link_color if flags else style.color, tuple(gids), shown, text,
                        places, self.lang if han else self.latin_lang,
                        self._offsets(at, stop, han, bool(hyphen and stop == end)), style.overprint,
                    ),
                )
            )  # fmt: skip
            pen += total
            at = stop
            number += 1
        return tuple(made)

    def _trimmed(self, text: str, last: int) -> str:
        """The last run's text without the separators after its last glyph's own cluster."""
        return text[: last + 1] + text[last + 1 :].rstrip(SEPARATORS)

    def _offsets(self, at: int, stop: int, han: bool, hyphen: bool) -> tuple[tuple[int, int], ...]:
        items = self.items
        shift = 0 if han or not self.style.latin_shift_em else round(self.style.latin_shift_em * 1000)
        if not items.offsets and not shift:
            return ()
        found = [items.offsets.get(glyph, (0, 0)) for glyph in range(at, stop)]
        if hyphen:
            found.append((0, 0))
        if shift:
            found = [(x, y + shift) for x, y in found]
        return tuple(found) if any(x or y for x, y in found) else ()

    def _links(
        self, begin: int, advances: list[int], pen: int, start: int, stop: int
    ) -> tuple[tuple[float, float, str], ...]:
        made = []
        clusters = self.items.clusters
        for first, last, target in self.links:
            if last <= start or first >= stop:
                continue
            left = right = x = pen
            inside = False
            for glyph, advance in enumerate(advances, begin):
                if first <= clusters[glyph] < last:
                    left = left if inside else x
                    inside = True
                    right = x + advance
                x += advance
            if inside:
                made.append((left * self.em, (right - left) * self.em, target))
        return tuple(made)


@cache
def places_of(count: int) -> tuple[int, ...]:
    """The clusters of a run in which each glyph is one character: the same tuple for all of a length."""
    return tuple(range(count))


def _scaled(advances: list[int], scale: float) -> tuple[int, ...]:
    """Advances in 1/1000 of the run's own size, rounded so that nothing adds up."""
    made = []
    x = before = 0
    for advance in advances:
        x += advance
        after = round(x / scale)
        made.append(after - before)
        before = after
    return tuple(made)
