"""Latin words as boxes: ordinary ones all at once, the others one by one (see `breaks`)."""

from __future__ import annotations

from collections.abc import Callable

from brochure.dataclass import dataclass
from brochure.text import clreq
from brochure.text.clreq import Glue, Table
from brochure.text.fonts import FontBook
from brochure.text.items import Items, Segment
from brochure.text.style import TextStyle
from brochure.text.words import Piece, Shaper, Word


@dataclass(frozen=True, slots=True)
class Cutting:
    """Where words may be cut: at the dictionary's syllables, and anywhere when wider than `widest` (1/1000 em, 0 for no
    limit)."""

    hyphenate: bool
    widest: int = 0


class LatinBuilder:
    """The state of building, and what it does with words."""

    items: Items
    style: TextStyle
    fonts: FontBook
    cutting: Cutting
    table: Table
    shaper: Shaper
    space_glue: Glue
    segment: Segment
    glyph_of: Callable[[str], int]
    pending: tuple[int, int] | None
    x: int
    tail: int
    flags: int
    tail_flags: int

    def join(self, segment: Segment, head: int, lead: int, start: int) -> None:
        raise NotImplementedError

    def _open(self, segment: Segment) -> None:
        raise NotImplementedError

    def phrase(self, start: int, end: int) -> None:
        """Latin words with single spaces between them, ordinary ones all at once."""
        text = self.items.work[start:end]
        shaper, cutting = self.shaper, self.cutting
        known = shaper.cut_words if self.cutting.hyphenate else shaper.words
        make = shaper.hyphenated if self.cutting.hyphenate else shaper.word
        words = text.split(" ")
        batch: list[Word] = []
        code = self.flags & 20
        at = start
        for piece in words:
            word = known.get(piece) or make(piece)
            if cutting.widest and word.width + self._clinging(at, at + len(piece)) > cutting.widest:
                word = shaper.shattered(piece)
            if word.simple and at != start and not code and (batch or self._goes_on(word)):
                batch.append(word)
            else:
                if batch:
                    self._words(batch, at)
                    batch = []
                if at != start:
                    self.pending = (at - 1, at)
                self.word(word, at, at + len(piece))
            at += len(piece) + 1
        if batch:
            self._words(batch, at)

    def _clinging(self, start: int, end: int) -> int:
        """Width of the marks that no line end may part from a word or figure."""
        work = self.items.work
        width = 0
        while start and clreq.MARKS.get(work[start - 1]) == clreq.OPEN:
            width += clreq.HALF
            start -= 1
        while end < len(work) and clreq.MARKS.get(work[end]) in clreq.NOT_FIRST["basic"]:
            width += 2 * clreq.HALF if clreq.MARKS[work[end]] == clreq.POSTFIX else clreq.HALF
            end += 1
        return width

    def _goes_on(self, word: Word) -> bool:
        """Whether a word can follow the last one in the same face, with an ordinary space between."""
        face, han, _, flags = self.segment
        return (
            face == word.pieces[0].face and not han and flags == self.flags & 8 and self.tail >= clreq.LETTER
            and self.tail != clreq.LATIN_OPEN
        )  # fmt: skip

    def _words(self, batch: list[Word], end: int) -> None:
        """Ordinary words, each after a space; the last ends a character before `end`."""
        items = self.items
        glue, space = self.space_glue, self.shaper.space
        width = glue.natural
        box, glyph = len(items.out) - 1, len(items.gids)
        char = end - 1 - sum(word.length for word in batch) - len(batch)
        first, x = char, self.x
        gids, advances = items.gids, items.advances
        at, out, glyphs = items.at, items.out, items.glyph
        for word in batch:
            piece = word.pieces[0]
            x += width
            char += 1
            glyph += 1
            gids.append(space)
            gids += piece.gids
            advances.append(width)
            advances += piece.advances
            items.penalty.append(0)
            items.glue_at.append(box)
            items.glues.append(glue)
            at.append(x)
            glyphs.append(glyph)
            box += 1
            if word.cuts:
                places = word.places
                at += [x + before for before in places[2]]
                out += [x + before for before in places[2]]
                glyphs += [glyph + place for place in places[1]]
                items.penalty += places[3]
                cuts = len(places[0])
                items.glue_at += range(box, box + cuts)
                items.glues += places[4]
                for number, hyphen in enumerate(places[5], box):
                    items.hyphens[number] = hyphen
                box += cuts
            x += word.width
            out.append(x)
            char += word.length
            glyph += len(piece.gids)
        items.clusters.extend(range(first, char))
        self.x = x
        self.tail = batch[-1].tail
        self.tail_flags = self.flags
        items.words = True

    def word(self, word: Word, start: int, end: int) -> None:
        """A Latin word: one box, or one for each piece between places where a line may cut it."""
        items = self.items
        first = word.pieces[0]
        if end - start > 4:
            items.words = True
        segment = self.segment
        if segment[0] != first.face or segment[1] or segment[3] != self.flags & 8:
            segment = (first.face, False, self._scale(first.face), self.flags & 8)
        self.join(segment, word.head, 0, start)
        glyph = len(items.gids)
        items.at.append(self.x)
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
        for character, at, before, penalty, hyphen in word.cuts:
            box = len(items.out)
            items.out.append(x + before)
            items.penalty.append(penalty)
            items.glue_at.append(box)
            items.glues.append(Glue(0, 0, 0, 0, 0, 0, penalty))
            if hyphen:
                items.hyphens[box] = (self.shaper.hyphen(word.pieces[0].face)[0], hyphen)
            elif items.work[start + character - 1] in "-‐":
                items.dashes.add(box)
            items.at.append(x + before)
            items.glyph.append(glyph + at)
