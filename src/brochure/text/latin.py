"""Latin words as boxes: ordinary ones all at once, the others one by one (see `breaks`)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, chain, compress
from operator import add, attrgetter
from typing import Any

from brochure.dataclass import dataclass
from brochure.text import clreq
from brochure.text.clreq import Glue, Table
from brochure.text.fonts import FontBook
from brochure.text.items import Items, Segment, counted
from brochure.text.style import TextStyle
from brochure.text.words import Piece, Shaper, Word

_PLAIN = attrgetter("plain")


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
        pieces = self.items.work[start:end].split(" ")
        shaper, cutting = self.shaper, self.cutting
        known = shaper.cut_words if cutting.hyphenate else shaper.words
        make = shaper.hyphenated if cutting.hyphenate else shaper.word
        words = [known.get(piece) or make(piece) for piece in pieces]
        if cutting.widest:
            at = start
            for number, (word, piece) in enumerate(zip(words, pieces, strict=True)):
                if word.width + self._clinging(at, at + len(piece)) > cutting.widest:
                    words[number] = shaper.shattered(piece)
                at += len(piece) + 1
        number, at = 0, start
        alone = bool(self.flags & 20)
        rows = [] if alone else [word.row for word in words] + [None]
        while number < len(words):
            word = words[number]
            if number and not alone and word.row and self._goes_on(word):
                stop = rows.index(None, number)
                after = at + sum(map(len, pieces[number:stop])) + stop - number
                self._words(words[number:stop], rows[number:stop], at - 1, after - 1)
                number, at = stop, after
                continue
            if number:
                self.pending = (at - 1, at)
            size = len(pieces[number])
            self.word(word, at, at + size)
            at += size + 1
            number += 1

    def _clinging(self, start: int, end: int) -> int:
        """Width of the marks that no line end may part from a word or figure, typed spaces between or not."""
        work = self.items.work
        width = blank = 0
        while start and clreq.MARKS.get(work[start - 1]) == clreq.OPEN:
            width += clreq.HALF
            start -= 1
        for character in work[end : end + 16]:
            kind = clreq.MARKS.get(character)
            if kind in clreq.NOT_FIRST["basic"]:
                width += blank + (2 * clreq.HALF if kind == clreq.POSTFIX else clreq.HALF)
                blank = 0
            elif character == " ":
                blank += self.shaper.space_width
            else:
                break
        return width

    def _goes_on(self, word: Word) -> bool:
        """Whether a word can follow the last one in the same face, with an ordinary space between."""
        face, han, _, flags = self.segment
        return (
            face == word.pieces[0].face and not han and flags == self.flags & 8 and self.tail >= clreq.LETTER
            and self.tail != clreq.LATIN_OPEN
        )  # fmt: skip

    def _words(self, words: list[Word], rows: list[Any], first: int, end: int) -> None:
        """Ordinary words, each after a space, from character `first` to `end`: column by column."""
        items = self.items
        gids, advances, widths, ways, counts, penalties, glues, hyphens, steps = map(
            chain.from_iterable, zip(*rows, strict=True)
        )
        space = self.shaper.space_glue.natural
        starts = list(accumulate(ways, initial=self.x + space))
        self.x = starts.pop() - space
        glyphs = list(accumulate(counts, initial=len(items.gids) + 1))
        glyphs.pop()
        box = len(items.out) - 1
        items.glue_at += counted(box, box + len(starts))
        items.at += starts
        items.out += map(add, starts, widths)
        items.glyph += glyphs
        items.gids += gids
        items.advances += advances
        items.penalty += penalties
        items.glues += glues
        if len(starts) > len(rows):
            found = list(hyphens)
            items.hyphens.update(compress(enumerate(found, box), found))
        clusters = counted(first, end) if all(map(_PLAIN, words)) else list(accumulate(steps, initial=first))[:-1]
        items.clusters += clusters
        self.tail = words[-1].tail
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
            items.clusters += counted(start, end)
        else:
            self._rest(word, start, glyph)
        if word.cuts:
            self._cut(word, start, glyph)
        self.x += word.width
        items.out.append(self.x)
        self.tail = word.tail

    def _scale(self, face: str) -> float:
        return 1.0 if face in self.shaper.han_faces else self.style.latin_scale

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
