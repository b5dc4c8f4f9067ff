"""Glyph runs to text operators (ISO 32000-1, 9.4), so that copied text is the source text."""

from __future__ import annotations

from functools import cache
from itertools import chain
from operator import sub

from brochure.frame import GlyphRun
from brochure.pdf.fonts import EmbeddedFace
from brochure.pdf.objects import number
from brochure.pdf.surface import Surface, fixed


def _spoken(text: str) -> bytes:
    """Open a span whose text is not that of its glyphs (14.9.4)."""
    return b"/Span <</ActualText <FEFF%s>>> BDC\n" % text.encode("utf-16-be").hex().upper().encode()


@cache
def said_in(language: str, around: str) -> str:
    """The language to declare for text amid another; nothing when they are the same but for a region left out."""
    return "" if language == around or around.startswith(f"{language}-") else language


class TextWriter:
    """The text of one page. A text object stays open from run to run until something else is drawn."""

    def __init__(self, surface: Surface, faces: dict[str, EmbeddedFace], language: str) -> None:
        self.fonts: dict[str, EmbeddedFace] = {}
        self.language: str | None = language
        """The language around, of the document or the structure element; None in artifacts, which say nothing."""
        self._surface = surface
        self._faces = faces
        self._span = ""
        self._open = False
        self._pen = (0.0, 0.0)
        surface.close_text = self.close

    def close(self) -> None:
        if self._open:
            self._speak("")
            self._surface.out.append(b"ET\n")
            self._open = False

    def _speak(self, language: str) -> None:
        """Open a span of another language than the one around, or close it (14.9.2)."""
        if language == self._span:
            return
        if self._span:
            self._surface.out.append(b"EMC\n")
        if language:
            self._surface.out.append(f"/Span <</Lang ({language})>> BDC\n".encode())
        self._span = language

    def run(self, run: GlyphRun, x: float, y: float, knock_out: bool = False) -> None:
        """Glyphs on one baseline (9.4); with nothing to show, nothing is written."""
        if not run.gids:
            return
        surface, state, out = self._surface, self._surface.state, self._surface.out
        face = self._faces[run.face]
        surface.overprint(run.overprint and not knock_out, run.color)
        surface.paint(run.color)
        if not self._open:
            out.append(b"BT\n")
            self._open = True
            self._pen = (0.0, 0.0)
        self._speak("" if self.language is None or not run.lang else said_in(run.lang, self.language))
        if state.font != (run.face, run.size):
            state.font = (run.face, run.size)
            self.fonts[face.key] = face
            out.append(f"/{face.key} {number(run.size)} Tf\n".encode())
        left, top = surface.point(x, y)
        if run.vertical:
            self._vertical(run, face, left, top)
            return
        self._move(left, top)
        surplus = list(map(sub, run.advances, map(face.widths.__getitem__, run.gids)))
        for said, start, end in _stretches(run, face, surplus):
            if said is not None:
                out.append(_spoken(said))
            self._show(run, face, surplus, start, end)
            if said is not None:
                out.append(b"EMC\n")

    def _move(self, left: float, top: float) -> None:
        """Move by what the rounded positions differ, so that no error adds up along a page."""
        left, top = round(left, 3), round(top, 3)
        self._surface.out.append(f"{fixed(left - self._pen[0])} {fixed(top - self._pen[1])} Td\n".encode())
        self._pen = (left, top)

    def _space(self, spacing: float) -> None:
        if spacing != self._surface.state.spacing:
            self._surface.state.spacing = spacing
            self._surface.out.append(f"{number(round(spacing, 5))} Tc\n".encode())

    def _show(self, run: GlyphRun, face: EmbeddedFace, surplus: list[int], start: int, end: int) -> None:
        """Show glyphs start to end (9.4.3).

        What most glyphs add to their width becomes character spacing, the rest adjustments in TJ.
        """
        gids = run.gids
        if end - start != len(gids):
            gids, surplus = gids[start:end], surplus[start:end]
        codes = list(map(face.codes.__getitem__, gids))
        if run.offsets and any(run.offsets[start:end]):
            self._show_offset(run, codes, surplus, start)
            return
        common = surplus[0]
        if surplus.count(common) != len(surplus):
            common = max(set(surplus), key=surplus.count) if len(surplus) > 3 else 0
            self._space(common * run.size / 1000)
            self._surface.out.append(_adjusted(codes, surplus, common, end < len(run.gids)))
        else:
            # a single glyph's surplus moves nothing but the pen, which is set anew anyway when the run ends here
            if len(surplus) > 1 or end < len(run.gids):
                self._space(common * run.size / 1000)
            self._surface.out.append(b"(" + b"".join(codes) + b") Tj\n")

    def _show_offset(self, run: GlyphRun, codes: list[bytes], surplus: list[int], start: int) -> None:
        """Glyphs with offsets: sideways by TJ, up and down by text rise (9.3.7)."""
        self._space(0)
        rise = 0
        parts: list[bytes] = [b"["]
        for index, code in enumerate(codes):
            dx, dy = run.offsets[start + index] or (0, 0)
            if dy != rise:
                parts.append(b"] TJ\n%s Ts [" % number(round(dy * run.size / 1000, 4)).encode())
                rise = dy
            before = b"%d" % -dx if dx else b""
            after = b"%d" % (dx - surplus[index]) if dx != surplus[index] else b""
            parts.append(before + b"(" + code + b")" + after)
        parts.append(b"] TJ\n" + (b"0 Ts\n" if rise else b""))
        self._surface.out.append(b"".join(parts))

    def _vertical(self, run: GlyphRun, face: EmbeddedFace, left: float, top: float) -> None:
        """Each glyph by its own matrix: Identity-H knows no vertical origins, and columns are short."""
        self._space(0)
        unit = run.size / 1000
        down = 0
        for said, start, end in meanings(run, face):
            if said is not None:
                self._surface.out.append(_spoken(said))
            for index in range(start, end):
                dx, dy = run.offsets[index] if run.offsets else (0, 0)
                place = f"1 0 0 1 {fixed(left + dx * unit)} {fixed(top + (dy - down) * unit)} Tm ("
                self._surface.out.append(place.encode() + face.codes[run.gids[index]] + b") Tj\n")
                down += abs(run.advances[index])
            if said is not None:
                self._surface.out.append(b"EMC\n")
        # Tm replaced the line matrix that Td counts from
        self._surface.out.append(b"1 0 0 1 0 0 Tm\n")
        self._pen = (0.0, 0.0)


def _adjusted(codes: list[bytes], surplus: list[int], common: int, continued: bool) -> bytes:
    """A TJ array; the numbers move back by thousandths of the size, so more room is negative.

    The last glyph's surplus only matters when more of the run follows.
    """
    moves = map(_moves(common).__getitem__, surplus[:-1])
    shown = b"".join(chain.from_iterable(zip(codes, moves, strict=False)))
    end = b")%d] TJ\n" % (common - surplus[-1]) if continued and surplus[-1] != common else b")] TJ\n"
    return b"[(" + shown + codes[-1] + end


class _Moves(dict[int, bytes]):
    """What stands in a TJ array behind a glyph of this surplus, made once for each."""

    def __init__(self, common: int) -> None:
        self._common = common
        self[common] = b""

    def __missing__(self, surplus: int) -> bytes:
        move = self[surplus] = b")%d(" % (self._common - surplus)
        return move


@cache
def _moves(common: int) -> _Moves:
    return _Moves(common)


Stretch = tuple[str | None, int, int]
"""Glyphs from, to, and what they mean where ToUnicode does not say it."""


def _stretches(run: GlyphRun, face: EmbeddedFace, surplus: list[int]) -> list[Stretch]:
    """The run cut into stretches, or in one with its text said when readers would see spaces in its gaps."""
    if max(surplus) >= _WORD_GAP and _looks_parted(run, surplus):
        meanings(run, face)
        return [(run.text, 0, len(run.gids))]
    return meanings(run, face)


_WORD_GAP = 90
"""Thousandths of an em that readers take for a space between words (poppler: 100)."""
_EVEN = 60
"""Differences up to this pass for even letter-spacing, which readers see through."""
_WIDEST = 350
"""Even letter-spacing beyond this is taken for spaces all the same."""
_SPACES = frozenset(" \u00a0\u3000")


def _looks_parted(run: GlyphRun, surplus: list[int]) -> bool:
    """Whether some gap that is no typed space looks like one: measured on poppler 22.12 and PDFium."""
    gaps = surplus[:-1]
    if not _SPACES.isdisjoint(run.text):
        beside = [run.text[begin] in _SPACES for begin in run.clusters]
        gaps = [extra for extra, here, after in zip(gaps, beside, beside[1:], strict=False) if not (here or after)]
    if not gaps:
        return False
    widest = max(gaps)
    return widest >= _WORD_GAP and (widest > _WIDEST or widest - min(gaps) > _EVEN)


def meanings(run: GlyphRun, face: EmbeddedFace) -> list[Stretch]:
    """The run cut into stretches.

    A cluster must be said when several glyphs make it up, or when its glyph already stands for another text.
    """
    try:
        if "".join(map(face.texts.__getitem__, run.gids)) == run.text:
            return [(None, 0, len(run.gids))]
    except KeyError:
        pass  # a glyph never seen before
    return _slowly(run, face)


def _slowly(run: GlyphRun, face: EmbeddedFace) -> list[Stretch]:
    """Cluster by cluster, unless each glyph is one character and none is taken for another."""
    size = len(run.gids)
    plain = len(run.text) == size and run.clusters == tuple(range(size))
    if plain and "".join(map(face.texts.setdefault, run.gids, run.text)) == run.text:
        return [(None, 0, size)]
    stretches: list[Stretch] = []
    start = 0
    while start < size:
        begin = run.clusters[start]
        end = start + 1
        while end < size and run.clusters[end] == begin:
            end += 1
        said = run.text[begin : run.clusters[end] if end < size else len(run.text)]
        told = end == start + 1 and face.tells(run.gids[start], said)
        if told and stretches and stretches[-1][0] is None:
            stretches[-1] = (None, stretches[-1][1], end)
        else:
            stretches.append((None if told else said, start, end))
        start = end
    return stretches
