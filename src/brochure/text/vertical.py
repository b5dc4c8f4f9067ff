"""Vertical Chinese for spines, side labels and poems (CLREQ, vertical writing mode; GB/T 15834 5.2; typography.md §11).

Brackets, dashes and dots take the font's vertical forms, quotes become ﹃ ﹄ ﹁ ﹂, commas and stops stand upper right,
colons and question marks keep their em; two or three digits stand side by side in one em (tate-chu-yoko), a single
letter stands upright; longer words and figures are turned by a quarter.
"""

from __future__ import annotations

import re

from brochure.frame import Frame, FrameItem, GlyphRun
from brochure.geometry import Point, Size
from brochure.harfbuzz import hb
from brochure.regex import regex
from brochure.text import clreq
from brochure.text.context import resolve
from brochure.text.fonts import FontBook
from brochure.text.shape import han_language
from brochure.text.style import TextStyle
from brochure.text.words import Piece, shaper_of

_WORD = "[!-~À-ɏ][!-~À-ɏ’]*"
_TOKEN = regex(
    rf"([0-9]{{2,3}}(?![0-9A-Za-z.]))|([0-9A-Za-z](?![0-9A-Za-z.]))|({_WORD}(?: {_WORD})*)|(——|……|.)", re.DOTALL
)
_QUOTES = {"“": "﹃", "”": "﹄", "‘": "﹁", "’": "﹂"}
_FULL = frozenset("：；？！")
"""Upright in vertical Chinese, one em, never squeezed."""
_GAP = 0.25


def vertical_text(text: str, style: TextStyle, fonts: FontBook, *, pitch: float = 0.0) -> Frame:
    """The text in vertical columns from right to left, one for each line of it, as a frame of its own.

    `pitch` is from column to column in points, one and a half sizes without. The frame is as wide as its columns' em
    boxes and as long as the longest.
    """
    size = style.size
    pitch = pitch or size * 1.5
    columns = [_Column(line, style, fonts) for line in text.split("\n")]
    width = size + pitch * (len(columns) - 1)
    items: list[tuple[Point, FrameItem]] = []
    for number, column in enumerate(columns):
        centre = width - size / 2 - number * pitch
        items += [(Point(centre + at.x, at.y), item) for at, item in column.items]
    return Frame(Size(width, max(column.length for column in columns)), tuple(items))


class _Column:
    """One column: x from its centre line, y from its top, in points."""

    def __init__(self, text: str, style: TextStyle, fonts: FontBook) -> None:
        self.style, self.fonts = style, fonts
        self.items: list[tuple[Point, FrameItem]] = []
        self.length = 0.0
        self.rules = clreq.rules_of(style.lang, style.strictness, style.punctuation, 0, 0)
        self.classes = clreq.mark_classes(style.lang)
        self.shaper = shaper_of(style, style.regular, fonts, False)
        work = resolve(text, style.lang)
        tail = -1
        for found in _TOKEN.finditer(text):
            tail = self._token(found[0], work[found.start() : found.end()], found.lastindex or 4, tail)

    def _token(self, text: str, work: str, kind: int, tail: int) -> int:
        """Set one token; gives its class, which the next is squeezed against."""
        size = self.style.size
        head = self._class(text, work) if kind == 4 else clreq.OTHER
        if kind == 4 and text == " ":
            self.length += _GAP * size
            return clreq.OTHER
        if tail >= 0:
            turned = (tail == clreq.OTHER) != (head == clreq.OTHER) and clreq.HAN in (tail, head)
            self.length += (_GAP if turned else self._blank(tail, head) / 1000) * size
        if kind == 4:
            self._upright(text, head)
        elif kind in (1, 2):
            self._across(text)
        else:
            self._turned(text)
        return head

    def _class(self, text: str, work: str) -> int:
        if text in _FULL or work in (clreq.SECOND_QUESTION, clreq.SECOND_EXCLAMATION):
            return clreq.FIXED
        return self.classes.get(work[0], clreq.HAN)

    def _blank(self, left: int, right: int) -> int:
        return clreq.blank(left, right, self.rules)

    def _upright(self, text: str, kind: int) -> None:
        """Han and marks, shaped downwards; a mark's blank half belongs to the glue, as in lines."""
        shaped = self._shape(text)
        piece, down = shaped
        full = sum(down)
        half = kind in (clreq.OPEN, clreq.CLOSE, clreq.COMMA, clreq.STOP) and full == 1000
        lead = clreq.HALF if half and kind == clreq.OPEN else 0
        run = GlyphRun(
            piece.face, self.style.size, self.style.color, tuple(piece.gids), tuple(down), text, tuple(piece.clusters),
            self.style.lang, tuple(piece.offsets or ()), self.style.overprint, vertical=True,
        )  # fmt: skip
        self.items.append((Point(0.0, self.length - lead * self.style.size / 1000), run))
        self.length += (clreq.HALF if half else full) * self.style.size / 1000

    def _shape(self, text: str) -> tuple[Piece, list[int]]:
        for key in self.shaper.han_faces:
            face = self.fonts.face(key)
            for candidate in (text, "".join(_QUOTES.get(character, character) for character in text)):
                buffer = hb.Buffer()
                buffer.add_str(candidate)
                buffer.direction, buffer.script, buffer.language = "ttb", "Hani", han_language(self.style.lang)
                hb.shape(face.hb_font, buffer, {"vert": True})
                gids = [info.codepoint for info in buffer.glyph_infos]
                turned = text not in _QUOTES or gids != [face.hb_font.get_nominal_glyph(ord(text))]
                if 0 not in gids and turned:
                    places = buffer.glyph_positions
                    piece = Piece(
                        key, 0, gids, [0] * len(gids), [info.cluster for info in buffer.glyph_infos],
                        [(place.x_offset, place.y_offset) for place in places],
                    )  # fmt: skip
                    return piece, [-place.y_advance for place in places]
        pieces, _ = self.shaper.pieces(text, self.shaper.han_faces, han=True)
        return pieces[0], [1000]

    def _across(self, text: str) -> None:
        """Digits side by side, or one letter, upright in the middle of an em; narrowed in size when wider than it."""
        size = self.style.size
        pieces, _ = self.shaper.pieces(text, self.style.regular.latin + self.style.regular.han, han=False)
        piece = pieces[0]
        wide = sum(piece.advances)
        fitted = size * min(1.0, 1000 / wide)
        run = GlyphRun(
            piece.face, fitted, self.style.color, tuple(piece.gids), tuple(piece.advances), text, tuple(piece.clusters),
            self.style.lang, (), self.style.overprint,
        )  # fmt: skip
        height = 0.68 * fitted  # of the figures: their middle goes to the middle of the em
        self.items.append((Point(-wide * fitted / 2000, self.length + (size + height) / 2), run))
        self.length += size

    def _turned(self, text: str) -> None:
        """A word a quarter turned clockwise, the middle of its tall letters on the centre line."""
        style = self.style
        pieces, _ = self.shaper.pieces(text, style.regular.latin + style.regular.han, han=False)
        edges = [*(piece.start for piece in pieces[1:]), len(text)]
        for piece, end in zip(pieces, edges, strict=True):
            scale = 1.0 if piece.face in style.regular.han else style.latin_scale
            run = GlyphRun(
                piece.face, style.size * scale, style.color, tuple(piece.gids),
                tuple(round(advance / scale) for advance in piece.advances), text[piece.start : end],
                tuple(piece.clusters), "en" if style.lang.startswith(("zh", "ja", "ko")) else style.lang, (),
                style.overprint, vertical=True, turned=True,
            )  # fmt: skip
            self.items.append((Point(0.0, self.length), run))
            self.length += run.width
