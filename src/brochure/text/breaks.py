"""A paragraph as boxes, glue and penalties (see `items`), built token by token, plain Han by whole runs."""

from __future__ import annotations

from bisect import bisect_left

from brochure.inline import Inline
from brochure.regex import regex
from brochure.text import clreq
from brochure.text.adorn import held_by_ruby, widen
from brochure.text.clreq import FORBIDDEN, Glue, Table
from brochure.text.context import resolve
from brochure.text.fonts import FontBook
from brochure.text.items import IDEOGRAPHS, LATIN, NUMBER, SIGNS, SPACES, Items, Segment, counted, tokens
from brochure.text.latin import Cutting, LatinBuilder
from brochure.text.marks import cut_faces, stretches
from brochure.text.spacing import held_places, separator
from brochure.text.style import TextStyle
from brochure.text.words import shaper_of

_PAIR = regex(f"{clreq.EM_DASH}{{2}}|{clreq.DOTS}{{2}}|⋯⋯|――")


def build(inline: Inline, style: TextStyle, fonts: FontBook, cutting: Cutting) -> Items:
    """Boxes, glue and penalties of a paragraph."""
    work = resolve(inline.text, style.lang)
    items = Items(inline.text, work, style)
    builder = Builder(items, style, fonts, cutting)
    at = 0
    for end, flags in stretches(inline):
        builder.stretch_of(at, end, flags)
        at = end
    builder.finish(len(work))
    places = _held(inline, items)
    if places:
        _penalise(items, places)
    if any(mark.mark == "ruby" for mark in inline.marks):
        widen(items, inline.marks, fonts)
    items.sum_up()
    return items


def _held(inline: Inline, items: Items) -> list[tuple[int, int]]:
    """Characters before which a line should not end, or may not, for a reason that two neighbours do not show."""
    held = held_places(items.work, items.style.lang)
    if len(items.segments) > 1:  # a pair may lie in two runs
        held += [(found.start() + 1, FORBIDDEN) for found in _PAIR.finditer(items.work)]
    for mark in inline.marks:
        if mark.mark in ("nobreak", "name", "title") or (mark.mark == "ruby" and held_by_ruby(mark, items.work)):
            penalty = clreq.UNIT_PENALTY if mark.mark in ("name", "title") else FORBIDDEN
            held += [(place, penalty) for place in range(mark.start + 1, mark.end)]
    return held


def _penalise(items: Items, places: list[tuple[int, int]]) -> None:
    """Make line ends before characters costly, where they are allowed at all."""
    chars, penalties = items.char, items.penalty
    for place, penalty in places:
        box = bisect_left(chars, place)
        if 0 < box < len(items.at) and chars[box] == place and penalties[box - 1] != FORBIDDEN:
            penalties[box - 1] = penalty if penalty == FORBIDDEN else max(penalties[box - 1], penalty)


class Builder(LatinBuilder):
    """Appends to the lists of one `Items`, token by token."""

    def __init__(self, items: Items, style: TextStyle, fonts: FontBook, cutting: Cutting) -> None:
        self.items, self.style, self.fonts, self.cutting = items, style, fonts, cutting
        rules = clreq.rules_of(
            style.lang, style.strictness, style.punctuation, round(style.gap_em * 1000), round(style.tracking_em * 1000)
        )
        self.rules = rules
        self.table: Table = clreq.table(rules)
        self.tokens = tokens(rules.script != "latin" or SIGNS.isdisjoint(items.work))
        self.step = 1000 + self.rules.tracking
        self.x = 0
        self.tail = -1
        self.pending: tuple[int, int] | None = None
        self.first_char = self.first_box = 0
        self.flags = 0
        self.tail_flags = 0
        self.special = False
        self.segment: Segment = ("", False, 0.0, 0)
        self.han_segment: Segment = self.segment

    def stretch_of(self, start: int, end: int, flags: int) -> None:
        """The tokens of a stretch with the same marks."""
        faces = cut_faces(self.style, flags)
        self.flags = flags
        self.special = bool((flags | self.tail_flags) & 20)
        self.shaper = shaper_of(self.style, faces, self.fonts, bool(flags & 4))
        self.glyph_of = self.shaper.han.__getitem__
        self.han_segment = (self.shaper.han_faces[0], True, 1.0, flags & 8)
        work = self.items.work
        for found in self.tokens.finditer(work, start, end):
            kind = found.lastindex
            first, last = found.span()
            if kind == IDEOGRAPHS:
                self.ideographs(first, last)
            elif kind == LATIN:
                self.phrase(first, last)
            elif kind == SPACES:
                self.spaces(first, last)
            else:
                self.mark(first, last, kind or 0)

    # ---- tokens

    def ideographs(self, start: int, end: int) -> None:
        """A run of plain ideographs, all at once."""
        items = self.items
        text = items.work[start:end]
        try:
            gids = list(map(self.glyph_of, text))
        except KeyError:
            gids = self.shaper.han.of(text, items.work)
        if 0 in gids:
            for at in range(start, end):
                if gids[at - start]:
                    self._ideographs(at, at + 1, gids[at - start : at - start + 1])
                else:
                    self.mark(at, at + 1, 0)
            return
        self._ideographs(start, end, gids)

    def _ideographs(self, start: int, end: int, gids: list[int]) -> None:
        items = self.items
        if self.tail < 0 or self.pending is not None or self.segment is not self.han_segment or self.special:
            self.join(self.han_segment, clreq.HAN, 0, start)
        else:
            self._follow(self.table[self.tail << 5], 0)
        count = end - start
        x, step = self.x, self.step
        after = x + count * step
        if step == 1000:  # one box ends where the next begins: the same numbers serve twice
            edges = list(range(x, after + 1, 1000))
            items.at += edges[:-1]
            items.out += edges[1:]
        else:
            items.at.extend(range(x, after, step))
            items.out.extend(range(x + 1000, after + 1000, step))
        glyph = len(items.gids)
        numbers = counted(glyph, glyph + count)
        items.glyph += numbers
        items.clusters += numbers if glyph == start else counted(start, end)
        items.gids += gids
        if count > 1:
            items.penalty.extend([0] * (count - 1))
            items.advances.extend([step] * (count - 1))
        items.advances.append(1000)
        self.x = after - step + 1000
        self.tail = clreq.HAN

    def _follow(self, glue: Glue, lead: int) -> None:
        """Close the place after the last box with glue that needs no second look."""
        items = self.items
        natural, _, _, _, _, _, penalty, plain, _ = glue
        items.penalty.append(penalty)
        if not plain:
            items.glue_at.append(len(items.out) - 1)
            items.glues.append(glue)
        if natural or lead:
            self.x += natural
            items.advances[-1] += natural - lead

    def mark(self, start: int, end: int, kind: int) -> None:
        """A mark, sign, syllable or other wide character: one box."""
        items = self.items
        work = items.work[start:end]
        mark = self.shaper.marks.get(work) or self.shaper.mark(items.text[start:end], work, kind == NUMBER)
        widest = self.cutting.widest if kind == NUMBER and end - start > 1 else 0
        if widest and mark.width + self._clinging(start, end) > widest:  # wider than the column: to be cut somewhere
            for at in range(start, end):
                self.mark(at, at + 1, 0)
            return
        if mark.missing:
            items.missing.append(start)
        segment = self.han_segment
        if mark.face != segment[0]:
            segment = (mark.face, True, self._scale(mark.face), self.flags & 8)
        lead = mark.lead
        if self.tail < 0 or self.pending is not None or self.segment is not segment or self.special:
            self.join(segment, mark.kind, lead, start)
        else:
            self._follow(self.table[self.tail << 5 | mark.kind], lead)
        glyph = len(items.gids)
        if lead:
            items.leads[len(items.at)] = lead
        items.at.append(self.x)
        self.x += mark.width
        items.out.append(self.x)
        items.glyph.append(glyph)
        items.gids += mark.gids
        items.advances += mark.advances
        if len(mark.gids) == 1:
            items.clusters.append(start)
        else:
            items.clusters.extend([start + cluster for cluster in mark.clusters])
        if mark.offsets:
            items.offsets.update({glyph + at: offset for at, offset in enumerate(mark.offsets) if offset != (0, 0)})
        if mark.hangs:
            items.hangs.add(len(items.at) - 1)
        self.tail = mark.kind

    def spaces(self, start: int, end: int) -> None:
        """Separators wait for what follows; a line end closes the section."""
        text = self.items.text
        while True:
            at = next((at for at in range(start, end) if text[at] in "\n\x0b\x0c\r\x85\u2028\u2029"), -1)
            if at < 0:
                break
            self.pending = None
            self._close(at)
            start = at + 2 if text[at : at + 2] == "\r\n" else at + 1
            self.first_char = start
        if start >= end:
            return
        if self.tail < 0:
            for at in range(start, end):
                if text[at] == "\u3000":  # a typed indent stays
                    self.mark(at, at + 1, 0)
                    start = at + 1
        if start < end:
            self.pending = (start if self.pending is None else self.pending[0], end)

    def _close(self, end: int) -> None:
        items = self.items
        items.sections.append((self.first_box, len(items.at) - 1, self.first_char, end))
        if self.tail >= 0:
            items.penalty.append(0)
        self.first_box = len(items.at)
        self.tail = -1
        self.pending = None

    def finish(self, end: int) -> None:
        """The end of the paragraph."""
        self._close(end)
        self.items.glyph.append(len(self.items.gids))
        self.items.clusters.append(end)

    # ---- between tokens

    def _open(self, segment: Segment) -> None:
        """Begin glyphs of another face, size or colour."""
        if segment != self.segment:
            self.items.segment_at.append(len(self.items.gids))
            self.items.segments.append(segment)
        self.segment = segment

    def join(self, segment: Segment, head: int, lead: int, start: int) -> None:
        """Close the place between the last box and the next: one of class `head` in `segment`, beginning at `start`."""
        items = self.items
        if self.tail < 0:
            self.pending = None
            self.tail_flags = self.flags
            if segment is not self.segment:
                self._open(segment)
            return
        glue = self.table[self.tail << 5 | head]
        # a typed space is set in the Latin face beside it, so that it stays in one run with its word
        late = self.pending is not None and (self.tail >= clreq.LETTER or head < clreq.LETTER)
        if segment is not self.segment and not late:
            self._open(segment)
        if self.pending is not None or (self.flags | self.tail_flags) & 4 or self.flags & self.tail_flags & 16:
            glue = separator(self, glue, head, start)
            self.pending = None
        self.tail_flags = self.flags
        self.special = bool(self.flags & 20)
        items.penalty.append(glue.penalty)
        if not glue.plain:
            items.glue_at.append(len(items.out) - 1)
            items.glues.append(glue)
        self.x += glue.natural
        items.advances[-1] += glue.natural - lead
        if late and segment is not self.segment:
            self._open(segment)
