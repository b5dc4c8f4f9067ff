"""A paragraph as boxes, glue and penalties (see `items`), built token by token, plain Han by whole runs."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from brochure.inline import Inline, Marked
from brochure.text import clreq
from brochure.text.clreq import FORBIDDEN, Glue, Table
from brochure.text.context import resolve
from brochure.text.fonts import FontBook
from brochure.text.items import IDEOGRAPHIC, IDEOGRAPHS, LATIN, NUMBER, SPACES, TOKENS, Items, Segment
from brochure.text.spacing import separator, unit_places
from brochure.text.style import FaceSet, TextStyle
from brochure.text.words import Piece, Shaper, Word


def build(inline: Inline, style: TextStyle, fonts: FontBook, *, hyphenate: bool) -> Items:
    """Boxes, glue and penalties of a paragraph; with `hyphenate`, words carry their dictionary's breaks."""
    work = resolve(inline.text, style.lang)
    items = Items(inline.text, work, style)
    builder = Builder(items, style, fonts, hyphenate)
    at = 0
    for end, flags in _stretches(inline):
        builder.stretch_of(at, end, flags)
        at = end
    builder.finish(len(work))
    for place in unit_places(work):
        _penalise(items, place)
    for mark in inline.marks:
        if mark.mark in ("nobreak", "name") or (mark.mark == "ruby" and mark.end - mark.start < 5):
            for place in range(mark.start + 1, mark.end):
                _penalise(items, place, FORBIDDEN if mark.mark != "name" else clreq.UNIT_PENALTY)
    return items


_BITS = {"bold": 1, "italic": 2, "raw": 4, "link": 8, "nobreak": 16}


def _stretches(inline: Inline) -> list[tuple[int, int]]:
    """Ends of stretches with the same marks, and their marks as bits."""
    count = len(inline.text)
    marks = [mark for mark in inline.marks if mark.mark in _BITS]
    if not marks:
        return [(count, 0)]
    edges = sorted({0, count, *(min(max(edge, 0), count) for mark in marks for edge in (mark.start, mark.end))})
    return [(end, _bits(marks, start)) for start, end in pairwise(edges)]


def _bits(marks: list[Marked], at: int) -> int:
    flags = 0
    for mark in marks:
        if mark.start <= at < mark.end:
            flags |= _BITS[mark.mark]
    return flags


def _penalise(items: Items, place: int, penalty: int = clreq.UNIT_PENALTY) -> None:
    """Make a line end before character `place` costly, where it is allowed at all."""
    box = bisect_left(items.char, place)
    if 0 < box < len(items.at) and items.char[box] == place:
        known = items.penalty[box - 1]
        if known != FORBIDDEN:
            items.penalty[box - 1] = penalty if penalty == FORBIDDEN else max(known, penalty)


def cut_faces(style: TextStyle, flags: int) -> FaceSet:
    """The faces of a cut; one that the style has not falls back to a real one nearby, never to a synthetic."""
    if flags & 4 and style.mono:
        return style.mono
    if flags & 3 == 3:
        return style.bold_italic or style.bold or style.regular
    if flags & 1:
        return style.bold or style.regular
    return (style.italic or style.regular) if flags & 2 else style.regular


class Builder:
    """Appends to the lists of one `Items`, token by token."""

    def __init__(self, items: Items, style: TextStyle, fonts: FontBook, hyphenate: bool) -> None:
        self.items, self.style, self.fonts, self.hyphenate = items, style, fonts, hyphenate
        rules = clreq.rules_of(
            style.lang, style.strictness, style.punctuation, round(style.gap_em * 1000), round(style.tracking_em * 1000)
        )
        self.rules = rules
        self.table: Table = clreq.table(rules)
        self.classes = clreq.mark_classes(style.lang)
        self.tokens = TOKENS[rules.script != "latin"]
        self.x = self.shrink = self.stretch = self.spread = 0
        self.tail = -1
        self.pending: tuple[int, int] | None = None
        self.first_char = self.first_box = 0
        self.flags = 0
        self.shaper: Shaper
        self.tail_flags = 0
        self.segment: Segment = ("", False, 0.0, 0)
        self.han_segment: Segment = self.segment

    def stretch_of(self, start: int, end: int, flags: int) -> None:
        """The tokens of a stretch with the same marks."""
        faces = cut_faces(self.style, flags)
        self.flags = flags
        self.shaper = Shaper(self.style, faces, self.fonts, bool(flags & 4))
        self.han_segment = (faces.han[0], True, 1.0, flags & 8)
        work = self.items.work
        for found in self.tokens.finditer(work, start, end):
            kind = found.lastindex
            first, last = found.span()
            if kind == IDEOGRAPHS:
                self.ideographs(first, last)
            elif kind == LATIN:
                self.word(first, last)
            elif kind == SPACES:
                self.spaces(first, last)
            else:
                self.mark(first, last, kind or 0)

    # ---- tokens

    def ideographs(self, start: int, end: int) -> None:
        """A run of plain ideographs, all at once."""
        items = self.items
        text = items.work[start:end]
        gids = self.shaper.han.of(text)
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
        self.join(self.han_segment, clreq.HAN, 0, start)
        count = end - start
        x, step = self.x, 1000 + self.rules.tracking
        items.at.extend(range(x, x + count * step, step))
        items.out.extend(range(x + 1000, x + 1000 + count * step, step))
        items.shrink.extend([self.shrink] * count)
        items.stretch.extend([self.stretch] * count)
        items.spread.extend(range(self.spread, self.spread + count))
        items.penalty.extend([0] * (count - 1))
        items.char.extend(range(start, end))
        glyph = len(items.gids)
        items.glyph.extend(range(glyph, glyph + count))
        items.gids.extend(gids)
        items.advances.extend([step] * (count - 1))
        items.advances.append(1000)
        items.clusters.extend(range(start, end))
        self.spread += count - 1
        self.x = x + (count - 1) * step + 1000
        self.tail = clreq.HAN

    def word(self, start: int, end: int) -> None:
        """A Latin word: one box, or one for each piece between places where a line may cut it."""
        items = self.items
        shaper = self.shaper
        word = (shaper.hyphenated if self.hyphenate else shaper.word)(items.work[start:end])
        first = word.pieces[0]
        if end - start > 4:
            items.words = True
        segment = self.segment
        if segment[0] != first.face or segment[1] or segment[3] != self.flags & 8:
            segment = (first.face, False, self._scale(first.face), self.flags & 8)
        self.join(segment, word.head, 0, start)
        glyph = len(items.gids)
        items.at.append(self.x)
        items.shrink.append(self.shrink)
        items.stretch.append(self.stretch)
        items.spread.append(self.spread)
        items.char.append(start)
        items.glyph.append(glyph)
        items.gids.extend(first.gids)
        items.advances.extend(first.advances)
        if word.plain:
            items.clusters.extend(range(start, end))
        else:
            self._rest(word, start, glyph)
        if word.cuts:
            self._cut(word, start, glyph)
        self.x += word.width
        items.out.append(self.x)
        self.tail = word.tail

    def _scale(self, face: str) -> float:
        return 1.0 if face in self.shaper.faces.han else self.style.latin_scale

    def _rest(self, word: Word, start: int, glyph: int) -> None:
        """What makes a word other than one glyph a character: ligatures, offsets, other faces."""
        items = self.items
        for number, piece in enumerate(word.pieces):
            if number:
                glyph = len(items.gids)
                self._open((piece.face, False, self._scale(piece.face), self.flags & 8))
                items.gids.extend(piece.gids)
                items.advances.extend(piece.advances)
            items.clusters.extend(start + piece.start + cluster for cluster in piece.clusters)
            self._offsets(piece, glyph)
        items.missing.extend(start + at for at in word.missing)

    def _offsets(self, piece: Piece, glyph: int) -> None:
        if piece.offsets:
            self.items.offsets.update(
                {glyph + at: offset for at, offset in enumerate(piece.offsets) if offset != (0, 0)}
            )

    def _cut(self, word: Word, start: int, glyph: int) -> None:
        """Break places inside a word."""
        items, x = self.items, self.x
        for char, at, before, penalty, hyphen in word.cuts:
            box = len(items.out)
            items.out.append(x + before)
            items.penalty.append(penalty)
            items.glue_at.append(box)
            items.glues.append(Glue(0, 0, 0, 0, 0, 0, penalty))
            if hyphen:
                items.hyphens[box] = (self.shaper.hyphen(word.pieces[0].face)[0], hyphen)
            items.at.append(x + before)
            items.shrink.append(self.shrink)
            items.stretch.append(self.stretch)
            items.spread.append(self.spread)
            items.char.append(start + char)
            items.glyph.append(glyph + at)

    def mark(self, start: int, end: int, kind: int) -> None:
        """A mark, sign, syllable or other wide character: one box."""
        items = self.items
        work = items.work[start:end]
        found = self._class(work, kind)
        piece, missing = self.shaper.mark(items.text[start:end], work)
        if missing:
            items.missing.append(start)
        segment = self.han_segment
        if piece.face != segment[0]:
            segment = (piece.face, True, self._scale(piece.face), self.flags & 8)
        natural = sum(piece.advances)
        width, lead = _ink(found, natural, work, self.rules)
        if self.flags & 4 and found in (clreq.OPEN, clreq.CLOSE, clreq.COMMA, clreq.STOP, clreq.EXCLAMATION):
            found = clreq.PREFIX if found == clreq.OPEN else clreq.FIXED  # code: as wide as it is, edges still kept
            width, lead = natural, 0
        self.join(segment, found, lead, start)
        box, glyph = len(items.at), len(items.gids)
        items.at.append(self.x)
        self.x += width
        items.out.append(self.x)
        items.shrink.append(self.shrink)
        items.stretch.append(self.stretch)
        items.spread.append(self.spread)
        items.char.append(start)
        items.glyph.append(glyph)
        items.gids.extend(piece.gids)
        items.advances.extend(piece.advances)
        items.advances[-1] += width + lead - natural
        items.clusters.extend(start + cluster for cluster in piece.clusters)
        self._offsets(piece, glyph)
        if lead:
            items.leads[box] = lead
        if self.rules.punctuation == "hanging" and work in "，。、":
            items.hangs.add(box)
        self.tail = found

    def _class(self, work: str, kind: int) -> int:
        if kind == NUMBER:
            return clreq.WIDE_DIGIT
        found = self.classes.get(work[0])
        if found is not None:
            return found
        return clreq.HAN if IDEOGRAPHIC.match(work) else clreq.SYMBOL

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
        self.items.char.append(end)
        self.items.glyph.append(len(self.items.gids))

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
        if self.pending is not None or self.flags & self.tail_flags & 20:
            glue = separator(self, glue, head, start)
            self.pending = None
        self.tail_flags = self.flags
        items.penalty.append(glue.penalty)
        if not glue.plain:
            items.glue_at.append(len(items.out) - 1)
            items.glues.append(glue)
            self.shrink += glue.shrink
            self.stretch += glue.stretch
        self.spread += glue.spread
        self.x += glue.natural
        items.advances[-1] += glue.natural - lead
        if late and segment is not self.segment:
            self._open(segment)


def _ink(kind: int, natural: int, work: str, rules: clreq.Rules) -> tuple[int, int]:
    """Width of a box, and the blank left of it that belongs to the glyph (negative where the glyph is narrower)."""
    if kind == clreq.OPEN:
        return clreq.HALF, natural - clreq.HALF
    if kind in (clreq.CLOSE, clreq.COMMA, clreq.EXCLAMATION, clreq.PAIR):
        return clreq.HALF, 0
    if kind == clreq.STOP:
        return (1000 if rules.script == "ja" and rules.punctuation == "quanjiao" else clreq.HALF), 0
    if kind == clreq.DOT:
        return clreq.HALF, (natural - clreq.HALF) // 2
    if kind in (clreq.DASH, clreq.ELLIPSIS):
        full = 2000 if len(work) == 2 or work == "⸺" else 1000
        return full, (natural - full) // 2 if natural < full else 0
    if work == clreq.EN_DASH:
        return clreq.HALF, (natural - clreq.HALF) // 2
    if work == clreq.SINGLE_DASH or kind == clreq.FIXED:
        return 1000, (natural - 1000) // 2
    return natural, 0
