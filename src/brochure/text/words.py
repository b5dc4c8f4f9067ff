"""Latin words and single Chinese marks, shaped and remembered: glyphs, width, edges, and where a line may cut them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from operator import sub
from typing import Any

from brochure.dataclass import dataclass
from brochure.regex import regex
from brochure.text import clreq, uax14
from brochure.text.edges import head_class, tail_class
from brochure.text.fonts import FontBook
from brochure.text.hyphens import ADDRESS_PENALTY, LONG_ADDRESS, address_places, hyphenation
from brochure.text.items import counted, is_ideographic
from brochure.text.linebreak import DESPERATE
from brochure.text.shape import HanGlyphs, Shaped, shape
from brochure.text.spacing import NOT_AFTER_SPACE, word_space
from brochure.text.style import FaceSet, TextStyle

HYPHEN_PENALTY = 60
"""A hyphenated line of English; in Chinese text, which stretches more easily, see `HYPHEN_PENALTY_HAN`."""
HYPHEN_PENALTY_HAN = 300
EXPLICIT_PENALTY = 30
"""After a hyphen or dash the author typed."""
SHORT_PENALTY = 400
"""Inside a very short compound (T-shirt, e-mail): legal, hardly ever good."""

SHATTER_PENALTY, AFTER_SIGN = 8 * DESPERATE, DESPERATE // 10
"""Anywhere in a word that is wider than the column, and after a sign in it."""

_WIDE_BY_CLASS = {
    **dict.fromkeys(("CL", "CP", "EX", "IS", "NS", "IN", "BA", "PO"), clreq.FIXED),
    **dict.fromkeys(("OP", "PR"), clreq.PREFIX),
}
"""Wide marks that are not squeezed, vertical and small forms, by their class of UAX #14."""
_SOLID = regex(r"[(\[“‘]*[0-9A-Za-zÀ-ÖØ-öø-ÿ]+(?:[’'][A-Za-z]+)?[.,;:!?’”)\]]*")
"""Words that UAX #14 cuts nowhere, known at a glance."""
_ADDRESS = regex(r"://|(?<![0-9A-Za-z.])[A-Za-z][0-9A-Za-z-]*(?:\.[0-9A-Za-z-]+)*\.[A-Za-z]{2,}/")
_STRAIGHT = {
    clreq.STRAIGHT_OPEN: '"', clreq.STRAIGHT_CLOSE: '"', clreq.PRIME_OPEN: "'", clreq.PRIME_CLOSE: "'",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs of one face; `start` is its first character in the word. Lengths in 1/1000 em of the style's size."""

    face: str
    start: int
    gids: list[int]
    advances: list[int]
    clusters: list[int]
    offsets: list[tuple[int, int]] | None


Row = tuple[
    Sequence[int], Sequence[int], Sequence[int], Sequence[int], Sequence[int], Sequence[int],
    Sequence[clreq.Glue], Sequence[tuple[int, int] | None], Sequence[int],
]  # fmt: skip
"""A space and a word by columns: glyphs and their advances; by box its width, the way to the next box and its number of
glyphs; by glue, the space's first, penalties, the glue, and hyphens; by glyph its characters."""


_NO_PENALTY, _NO_HYPHEN = (0,), (None,)
"""Of words that are cut nowhere."""


@lru_cache(maxsize=16)
def _cut_glue(penalty: int) -> clreq.Glue:
    """What stands where a word may be cut: nothing."""
    return clreq.Glue(0, 0, 0, 0, 0, 0, penalty)


@dataclass(frozen=True, slots=True)
class Word:
    """A shaped word. `cuts` are (character, glyph, width before, penalty, hyphen's width) in order; `plain` says that
    there is one piece with one glyph a character. `missing` are characters that no face has."""

    pieces: tuple[Piece, ...]
    width: int
    head: int
    tail: int
    cuts: tuple[tuple[int, int, int, int, int], ...]
    missing: tuple[int, ...]
    plain: bool
    row: Row | None = None
    """What the word adds to the lists of a paragraph after a space at which a line may end; of ordinary words only."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark or other wide character as a box: `width` of its ink, `lead` the blank left of it inside the glyph
    (negative where the glyph is narrower); `advances` are what is set, the last one up to the end of the box."""

    kind: int
    width: int
    lead: int
    face: str
    gids: list[int]
    advances: list[int]
    clusters: list[int]
    offsets: list[tuple[int, int]] | None
    hangs: bool
    missing: bool


_DOUBLED = clreq.EM_DASH + clreq.DOTS + clreq.SINGLE_DASH + "⸺"


class Shaper:
    """Shapes the words and marks of one cut (regular, bold …) of one style; what it learns stays with the fonts."""

    def __init__(self, style: TextStyle, faces: FaceSet, fonts: FontBook, raw: bool) -> None:
        self.style, self.faces, self.fonts, self.raw = style, faces, fonts, raw
        self.scale = style.latin_scale
        self.tracking = round(style.tracking_em * 1000)
        east = style.lang.startswith(("zh", "ja"))
        self.east = east
        key = (faces, style.lang, style.latin_scale, style.tracking_em, style.features, raw, style.strictness)
        self.words: dict[str, Word] = fonts.words.setdefault(key, {})
        self.cut_words: dict[str, Word] = fonts.words.setdefault((*key, "hyphenated"), {})
        self.marks: dict[str, Mark] = fonts.words.setdefault((*key, style.punctuation, "marks"), {})
        self.classes = clreq.mark_classes(style.lang)
        self.han_faces = fonts.for_han(faces.han, clreq.is_traditional(style.lang))
        main = fonts.face(self.han_faces[0])
        glyphs = main.shaped.get(style.lang)
        if glyphs is None:
            glyphs = main.shaped[style.lang] = HanGlyphs(main, style.lang)
        self.han: HanGlyphs = glyphs
        self.space, self.space_width = self._space()
        self.space_glue = word_space(self.space_width, not east)

    def _space(self) -> tuple[int, int]:
        """Glyph and width of the Latin word space: a quarter to a third of an em (typography.md §13)."""
        face = self.fonts.face(self.faces.latin[0])
        gid = face.hb_font.get_nominal_glyph(32) or 0
        width = round(face.width(gid) * self.scale) if gid else 250
        return gid, width if self.raw else min(max(width, 250), 333)

    def hyphen(self, face: str) -> tuple[int, int]:
        """Glyph id and width of the hyphen in a face."""
        known = self.fonts.face(face).shaped.get("-")
        if known is None:
            opened = self.fonts.face(face)
            gid = opened.hb_font.get_nominal_glyph(0x2010) or opened.hb_font.get_nominal_glyph(0x2D) or 0
            known = opened.shaped["-"] = (gid, opened.width(gid) if gid else 0)
        gid, width = known
        return gid, round(width * self.scale)

    def word(self, work: str) -> Word:
        """A word as `context.resolve` left it."""
        found = self.words.get(work)
        if found is None:
            found = self.words[work] = self._make(work, ())
        return found

    def hyphenated(self, work: str) -> Word:
        """The same with the dictionary's breaks."""
        found = self.cut_words.get(work)
        if found is None:
            places = hyphenation(work, self.style.lang) if not self.raw and len(work) > 4 else ()
            found = self.cut_words[work] = self._make(work, places) if places else self.word(work)
        return found

    def shattered(self, work: str) -> Word:
        """A word that no line holds: cut where it is least wrong: after a sign, anywhere else, and only then
        in a figure."""
        places = {at: _torn(work[at - 1], work[at]) for at in range(1, len(work))}
        name = sum(map(str.isupper, work)) == 1  # better a hyphen in a name than a cut anywhere
        return self._make(work, hyphenation(work.lower() if name else work, self.style.lang), places)

    def _make(self, work: str, hyphens: tuple[int, ...], forced: dict[int, int] | None = None) -> Word:
        text = work if work.isalnum() else "".join([_STRAIGHT.get(character, character) for character in work])
        pieces, missing = self.pieces(text, self.faces.latin + self.faces.han, han=False)
        first = pieces[0]
        if len(pieces) == 1:
            clusters, advances = first.clusters, first.advances
        else:
            clusters = [piece.start + cluster for piece in pieces for cluster in piece.clusters]
            advances = [advance for piece in pieces for advance in piece.advances]
        simple = len(pieces) == 1 and first.offsets is None and not missing
        places = self._places(text, hyphens, first.face)
        if forced:
            places = {at: (penalty, 0) for at, penalty in forced.items()} | places
        cuts = _cuts(places, clusters, advances)
        head, tail = head_class(work), tail_class(work)
        ordinary = (
            simple and first.face == self.faces.latin[0]
            and head >= clreq.LETTER and head not in NOT_AFTER_SPACE and head != clreq.HYPHEN
            and tail >= clreq.LETTER and tail != clreq.LATIN_OPEN and all(cut[4] for cut in cuts)
        )  # fmt: skip
        row = self._row(first, advances, cuts, len(work)) if ordinary else None
        plain = simple and clusters == counted(0, len(text))
        return Word(tuple(pieces), sum(advances), head, tail, tuple(cuts), tuple(missing), plain, row)

    def _row(self, piece: Piece, advances: list[int], cuts: list[tuple[int, int, int, int, int]], length: int) -> Row:
        space, width, glue = self.space, self.space_width, self.space_glue
        gids, wide = (space, *piece.gids), (width, *advances)
        steps = (1, *map(sub, (*piece.clusters[1:], length), piece.clusters))
        whole = sum(advances)
        if not cuts:
            return gids, wide, (whole,), (whole + glue.natural,), (len(wide),), _NO_PENALTY, (glue,), _NO_HYPHEN, steps
        gid = self.hyphen(piece.face)[0]
        places = [0, *[cut[1] for cut in cuts], len(advances)]
        edges = [0, *[cut[2] for cut in cuts], whole]
        widths = [right - left for left, right in pairwise(edges)]
        return (
            gids, wide, widths, [*widths[:-1], widths[-1] + glue.natural],
            [*[right - left for left, right in pairwise(places[:-1])], places[-1] - places[-2] + 1],
            [0, *[cut[3] for cut in cuts]],
            [glue, *[_cut_glue(cut[3]) for cut in cuts]],
            [None, *[(gid, cut[4]) for cut in cuts]],
            steps,
        )  # fmt: skip

    def _places(self, text: str, hyphens: tuple[int, ...], face: str) -> dict[int, tuple[int, int]]:
        """Where a line may cut the word, at what penalty and with what hyphen: UAX #14 inside it, the dictionary."""
        places: dict[int, tuple[int, int]] = {}
        if hyphens:
            penalty = HYPHEN_PENALTY_HAN if self.east else HYPHEN_PENALTY
            places = {at: (penalty, self.hyphen(face)[1]) for at in hyphens}
        if not (self.raw or _SOLID.fullmatch(text)):
            for at in uax14.inside(text):
                penalty = self._typed(text, at)
                if penalty >= 0:
                    places[at] = (penalty, 0)
            for at in address_places(text) if len(text) >= LONG_ADDRESS else ():
                places.setdefault(at, (ADDRESS_PENALTY if self.east else SHORT_PENALTY, 0))
        return places

    def _typed(self, text: str, at: int) -> int:
        """The penalty of a break that UAX #14 allows inside a word."""
        solidus = "/" in text[at - 1 : at + 1] and not _ADDRESS.search(text)
        if solidus and self.east and self.style.strictness in ("gb", "strict"):
            return clreq.FORBIDDEN  # GB/T 15834 5.1.9: a solidus neither ends a line nor begins one
        if text[at - 1] == "/" and min(at - 1, len(text) - at) < 3:
            return clreq.FORBIDDEN  # GB/T, km/h, he/she
        if text[at] == "—":
            # B2 may begin a line by UAX #14; by the strict level of CLREQ it may not, in English it is not liked
            return clreq.FORBIDDEN if self.east and self.style.strictness == "strict" else SHORT_PENALTY
        if text[at] == "+" and not text[at + 1 : at + 2].isalnum():
            return clreq.FORBIDDEN  # 50%+
        if text[at - 1] in "–—" and text[at - 2 : at - 1].isdigit() and text[at].isdigit():
            return clreq.RANGE_PENALTY if self.east else SHORT_PENALTY // 2  # 2019–2023
        if text[at - 1] in "-‐" and (at < 3 or len(text) - at < 3):
            return SHORT_PENALTY * (5 if self.east else 1)
        return EXPLICIT_PENALTY

    def mark(self, text: str, work: str, number: bool) -> Mark:
        """A Chinese mark or other wide character with what combines with it; Latin faces only as a fallback."""
        if work == clreq.MIDDLE_DOT and self.fonts.face(self.faces.han[0]).hb_font.get_nominal_glyph(0x2027):
            # as large, but in the middle of its em: so its origin comes before that of a bracket after it, and readers
            # keep the two in order
            text = "\u2027"
        pieces, missing = self.pieces(text, self.han_faces + self.faces.latin, han=True)
        if len(pieces) > 1:  # a full-width number, of which the first face has but some: a box is of one face
            shaped = [(self._shape(text, key, True), key) for key in self.han_faces + self.faces.latin]
            whole, key = next((one for one in shaped if 0 not in one[0].gids), shaped[0])
            pieces, missing = [self._piece(whole, key, 0, True)], [0] if 0 in whole.gids else []
        if work[0] in _DOUBLED and sum(pieces[0].advances) != (2000 if work == "⸺" else 1000 * len(text)):
            joined = shape(text, self.fonts.face(pieces[0].face), "zh-Hans", han=True)  # other languages part dashes
            pieces = [self._piece(joined, pieces[0].face, 0, True)]
        piece = pieces[0]
        kind = clreq.WIDE_DIGIT if number else self._kind(work)
        natural = sum(piece.advances)
        width, lead = _ink(kind, natural, work, self.style)
        if self.raw and kind in (clreq.OPEN, clreq.CLOSE, clreq.COMMA, clreq.STOP, clreq.EXCLAMATION):
            kind = clreq.PREFIX if kind == clreq.OPEN else clreq.FIXED  # code: as wide as it is, edges still kept
            width, lead = natural, 0
        advances = list(piece.advances)
        advances[-1] += width + lead - natural
        hangs = self.style.punctuation == "hanging" and work in ("，", "。", "、")
        made = Mark(
            kind, width, lead, piece.face, piece.gids, advances, piece.clusters, piece.offsets, hangs, bool(missing)
        )
        self.marks[work] = made
        return made

    def _kind(self, work: str) -> int:
        found = self.classes.get(work[0])
        if found is not None:
            return found
        if is_ideographic(work[0]):
            return clreq.HAN
        return _WIDE_BY_CLASS.get(uax14.line_break_class(work[0]), clreq.SYMBOL)

    def pieces(self, text: str, faces: tuple[str, ...], *, han: bool) -> tuple[list[Piece], list[int]]:
        """The text in the first face that has all of a grapheme cluster, cluster by cluster."""
        whole = self._shape(text, faces[0], han)
        if 0 not in whole.gids:
            return [self._piece(whole, faces[0], 0, han)], []
        made: list[Piece] = []
        missing: list[int] = []
        runs: list[list[Any]] = []
        for start, end in uax14.clusters(text):
            key = next((face for face in faces if 0 not in self._shape(text[start:end], face, han).gids), "")
            if not key:
                missing.append(start)
                key = faces[0]
            if runs and runs[-1][0] == key:
                runs[-1][2] = end
            else:
                runs.append([key, start, end])
        for key, start, end in runs:
            made.append(self._piece(self._shape(text[start:end], key, han), key, start, han))
        return made, missing

    def _shape(self, text: str, face: str, han: bool) -> Shaped:
        han = han or face in self.faces.han
        return shape(text, self.fonts.face(face), self.style.lang, han=han, features=self.style.features)

    def _piece(self, shaped: Shaped, face: str, start: int, han: bool) -> Piece:
        scale = 1.0 if han or face in self.faces.han else self.scale
        advances = shaped.advances if scale == 1.0 else [round(advance * scale) for advance in shaped.advances]
        if self.tracking and not han:
            advances = [advance + self.tracking for advance in advances]
        return Piece(face, start, shaped.gids, advances, shaped.clusters, shaped.offsets)


def _cuts(
    places: dict[int, tuple[int, int]], clusters: list[int], advances: list[int]
) -> list[tuple[int, int, int, int, int]]:
    """Break places at borders of clusters, for ligatures are not cut; see `Word.cuts`."""
    if not places:
        return []
    found, width = [], 0
    for glyph, (cluster, advance) in enumerate(zip(clusters, advances, strict=True)):
        if glyph and cluster in places and clusters[glyph - 1] != cluster:
            found.append((cluster, glyph, width, *places[cluster]))
        width += advance
    return found


def _torn(left: str, right: str) -> int:
    """What it costs to cut a word between two characters that are no place for it: least after a sign, most inside a
    figure and before a sign."""
    figure = (left.isdigit() and right.isdigit()) or (left in ".,:" and right.isdigit())
    if figure or right in "/.,:;!?%)]}’'-" or left in "([{":
        return SHATTER_PENALTY * 10
    return AFTER_SIGN if left in "/.-_?&=:@#%+~" else SHATTER_PENALTY


def shaper_of(style: TextStyle, faces: FaceSet, fonts: FontBook, raw: bool) -> Shaper:
    """The shaper of a cut of a style, kept with the fonts."""
    key = (style, faces, raw)
    found = fonts.words.get(key)
    if found is None:
        found = fonts.words[key] = Shaper(style, faces, fonts, raw)
    made: Shaper = found
    return made


def _ink(kind: int, natural: int, work: str, style: TextStyle) -> tuple[int, int]:
    """Width of a box, and the blank left of it that belongs to the glyph (negative where the glyph is narrower)."""
    if kind == clreq.OPEN:
        return clreq.HALF, natural - clreq.HALF
    if kind in (clreq.CLOSE, clreq.COMMA, clreq.EXCLAMATION, clreq.PAIR):
        return clreq.HALF, 0
    if kind == clreq.STOP:
        return (1000 if style.lang.startswith("ja") and style.punctuation == "quanjiao" else clreq.HALF), 0
    if kind == clreq.DOT:
        return clreq.HALF, (natural - clreq.HALF) // 2
    if kind in (clreq.DASH, clreq.ELLIPSIS):
        full = 2000 if len(work) == 2 or work == "⸺" else 1000
        return full, (natural - full) // 2 if natural < full else 0
    if work in (clreq.EN_DASH, clreq.SOLIDUS):
        return clreq.HALF, (natural - clreq.HALF) // 2
    if work == clreq.SINGLE_DASH or kind == clreq.FIXED:
        return 1000, (natural - 1000) // 2
    return natural, 0
