"""Vertical Chinese for spines, side labels and poems (CLREQ, vertical writing mode; GB/T 15834 5.2; typography.md §11).

Brackets, dashes and dots take the font's vertical forms, quotes become ﹃ ﹄ ﹁ ﹂, commas and stops stand upper right,
colons and question marks keep their em; two digits stand side by side in one em (tate-chu-yoko), a single letter or
digit stands upright; longer words and figures, with their signs, are turned by a quarter.
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
from brochure.text.items import COMBINING
from brochure.text.shape import han_language
from brochure.text.style import TextStyle
from brochure.text.words import Piece, shaper_of

_LETTER = "[!-~À-ɏ]"
_JOINED = f"(?:{_LETTER}|’(?={_LETTER}| [A-Za-z])|[–—](?={_LETTER}))"
_WORD = f"{_LETTER}{_JOINED}*"
_ALONE = f"(?!{_JOINED}| {_LETTER})"
_TOKEN = regex(
    rf"([0-9]{{2}}{_ALONE})|([0-9A-Za-zÀ-ɏ]{_ALONE})|({_WORD}(?: {_WORD})*)|(——|……|⋯⋯|.[{COMBINING}]*)", re.DOTALL
)
_QUOTES = {"“": "﹃", "”": "﹄", "‘": "﹁", "’": "﹂"}
_FULL = frozenset("：；？！")
"""Upright in vertical Chinese, one em, never squeezed."""
_GAP = 0.25


def vertical_text(text: str, style: TextStyle, fonts: FontBook, *, pitch: float = 0.0, length: float = 0.0) -> Frame:
    """The text in vertical columns from right to left, one for each line of it, as a frame of its own.

    `pitch` is from column to column in points, one and a half sizes without. Where `length` is given, a line longer
    than that goes on in the next column. The frame is as wide as its columns' em boxes and as long as the longest;
    `lacking` names the characters in it that have no glyph.
    """
    size = style.size
    pitch = pitch or size * 1.5
    columns = [column for line in text.split("\n") for column in _columns(line, style, fonts, length)]
    width = size + pitch * (len(columns) - 1)
    items: list[tuple[Point, FrameItem]] = []
    for number, column in enumerate(columns):
        centre = width - size / 2 - number * pitch
        items += [(Point(centre + at.x, at.y), item) for at, item in column.items]
    return Frame(Size(width, max(column.length for column in columns)), tuple(items))


def lacking(frame: Frame) -> str:
    """The characters of a vertical text that no face has."""
    runs = [item for _, item in frame.items if isinstance(item, GlyphRun)]
    found = (run.text[at] for run in runs for gid, at in zip(run.gids, run.clusters, strict=True) if not gid)
    return "".join(dict.fromkeys(found))


def _columns(text: str, style: TextStyle, fonts: FontBook, length: float) -> list[_Column]:
    """One line of text in as many columns as it takes, ended where a line may end."""
    work = resolve(text, style.lang)
    tokens = [(found[0], work[found.start() : found.end()], found.lastindex or 4) for found in _TOKEN.finditer(text)]
    made: list[_Column] = []
    while tokens or not made:
        column, end = _Column(style, fonts), 0
        for number, token in enumerate(tokens, 1):
            legal = column.may_end_before(*token)
            if length and legal and number > 1:
                end = number - 1
            column.add(*token)
            if length and end and column.length > length + 0.01:
                break
        else:
            end = len(tokens)
        if end < len(tokens):
            column = _Column(style, fonts)
            for token in tokens[:end]:
                column.add(*token)
        made.append(column)
        tokens = tokens[end:]
        while made and tokens and tokens[0][0] == " ":
            del tokens[0]
    return made


class _Column:
    """One column: x from its centre line, y from its top, in points."""

    def __init__(self, style: TextStyle, fonts: FontBook) -> None:
        self.style, self.fonts = style, fonts
        self.items: list[tuple[Point, FrameItem]] = []
        self.length = 0.0
        self.rules = clreq.rules_of(style.lang, style.strictness, style.punctuation, 0, 0)
        self.classes = clreq.mark_classes(style.lang)
        self.shaper = shaper_of(style, style.regular, fonts, False)
        self.tail = -1

    def may_end_before(self, text: str, work: str, kind: int) -> bool:
        """Whether a column may end between what it has and this token."""
        head = self._class(text, work, kind)
        return text != " " and clreq.table(self.rules)[max(self.tail, 0) << 5 | head].penalty != clreq.FORBIDDEN

    def add(self, text: str, work: str, kind: int) -> None:
        """Set one token; its class is what the next is squeezed against."""
        size = self.style.size
        if text == " ":
            self.length += _GAP * size
            self.tail = -1
            return
        head = self._class(text, work, kind)
        if self.tail >= 0:
            parted = (self.tail == clreq.OTHER) != (head == clreq.OTHER) and clreq.HAN in (self.tail, head)
            self.length += (_GAP if parted else self._blank(self.tail, head) / 1000) * size
        if kind == 4:
            self._upright(text, head)
        elif kind == 3:
            self._turned(text)
        else:
            self._across(text)
        self.tail = head

    def _class(self, text: str, work: str, kind: int) -> int:
        """A turned word is none of the classes; what stands upright in its em is like Han, and takes no gap."""
        if kind != 4:
            return clreq.OTHER if kind == 3 else clreq.HAN
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
        """Glyphs downwards in the first face that has them; glyph 0 where none has."""
        faces = dict.fromkeys((*self.shaper.han_faces, *self.style.regular.latin))
        forms = dict.fromkeys((text, "".join(_QUOTES.get(character, character) for character in text)))
        for key in faces:
            font = self.fonts.face(key).hb_font
            for form in forms:
                piece, down = self._downwards(form, key)
                turned = text not in _QUOTES or piece.gids != [font.get_nominal_glyph(ord(text))]
                if 0 not in piece.gids and turned:
                    return piece, down
        return self._downwards(text, self.shaper.han_faces[0])

    def _downwards(self, text: str, key: str) -> tuple[Piece, list[int]]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "ttb", "Hani", han_language(self.style.lang)
        hb.shape(self.fonts.face(key).hb_font, buffer, {"vert": True})
        places = buffer.glyph_positions
        piece = Piece(
            key, 0, [info.codepoint for info in buffer.glyph_infos], [0] * len(places),
            [info.cluster for info in buffer.glyph_infos], [(place.x_offset, place.y_offset) for place in places],
        )  # fmt: skip
        return piece, [-place.y_advance for place in places]

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
