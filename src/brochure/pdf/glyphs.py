"""Glyph runs to text operators (ISO 32000-1, 9.4), so that copied text is the source text."""

from __future__ import annotations

from functools import cache
from operator import sub

from brochure.frame import TURNED, GlyphRun
from brochure.pdf.fonts import SPACES, WORD_GAP, EmbeddedFace
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
        self._said = 0
        """How many runs more the open span says."""
        self._pen = (0, 0)
        """Where the line matrix stands, in 1/1000 pt."""
        surface.close_text = self.close

    def close(self) -> None:
        if self._open:
            self._end_said()
            self._speak("")
            self._surface.out.append(b"ET\n")
            self._open = False

    def _end_said(self) -> None:
        if self._said:
            self._surface.out.append(b"EMC\n")
            self._said = 0

    def _speak(self, language: str) -> None:
        """Open a span of another language than the one around, or close it (14.9.2)."""
        if language == self._span:
            return
        self._end_said()
        if self._span:
            self._surface.out.append(b"EMC\n")
        if language:
            self._surface.out.append(f"/Span <</Lang ({language})>> BDC\n".encode())
        self._span = language

    def run(self, run: GlyphRun, x: float, y: float, knock_out: bool = False) -> None:
        """Glyphs on one baseline (9.4); with nothing to show, nothing is written."""
        if not run.gids:
            return
        surface = self._surface
        state, out = surface.state, surface.out
        face = self._faces[run.face]
        overprint = run.overprint and not knock_out
        if run.color is not state.inked or overprint is not state.over:
            surface.ink(run.color, overprint)
        if not self._open:
            out.append(b"BT\n")
            self._open = True
            self._pen = (0, 0)
        said = "" if self.language is None or not run.lang else said_in(run.lang, self.language)
        if said != self._span:
            self._speak(said)
        font = (run.face, run.size)
        if state.font != font:
            state.font = font
            self.fonts[face.key] = face
            out.append(f"/{face.key} {number(run.size)} Tf\n".encode())
        left, top = surface.point(x, y)
        if run.vertical:
            self._vertical(run, face, left, top)
            return
        # by what the rounded positions differ, so that no error adds up along a page
        across, up = round(left * 1000), round(top * 1000)
        out.append(_TD[across - self._pen[0], up - self._pen[1]])
        self._pen = (across, up)
        if run.said or self._said:
            self._in_one(run, face)
        elif run.offsets or not self._plainly(run, face):
            self._in_stretches(run, face)

    def _in_one(self, run: GlyphRun, face: EmbeddedFace) -> None:
        """Show a run of several that one span says: a drop cap and its line, so that no word is parted."""
        if run.said:
            self._end_said()
            said, count = run.said
            self._surface.out.append(_spoken(said))
            self._said = count
        self._glyphs(run, face, 0, len(run.gids))
        if self._said == 1:
            self._end_said()
        self._said = max(0, self._said - 1)

    def _plainly(self, run: GlyphRun, face: EmbeddedFace) -> bool:
        """Show a run whose glyphs mean its text; False, and nothing shown, where something must be said of it."""
        gids, advances = run.gids, run.advances
        try:
            if "".join(map(face.texts.__getitem__, gids)) != run.text:
                return False
        except KeyError:
            return False  # a glyph never seen before
        shown, common = _shown(gids, advances, face, False)
        wide = face.wide
        if wide and not wide.isdisjoint(zip(gids, advances, strict=True)) and _looks_parted(run, face):
            return False
        self._put(shown, round(common * run.size / 1000, 5) if len(gids) > 1 else None)
        return True

    def _in_stretches(self, run: GlyphRun, face: EmbeddedFace) -> None:
        """Show a run piece by piece, and say what the glyphs do not."""
        out = self._surface.out
        stretches = meanings(run, face)
        if _looks_parted(run, face):
            stretches = [(run.text, 0, len(run.gids))]
        for said, start, end in stretches:
            if said is not None:
                out.append(_spoken(said))
            self._glyphs(run, face, start, end)
            if said is not None:
                out.append(b"EMC\n")

    def _glyphs(self, run: GlyphRun, face: EmbeddedFace, start: int, end: int) -> None:
        """Show some of a run's glyphs, whatever they mean."""
        size = len(run.gids)
        if run.offsets and any(run.offsets[start:end]):
            self._show_offset(run, face, start, end)
        else:
            shown, common = _shown(run.gids[start:end], run.advances[start:end], face, end < size)
            # a last glyph's surplus moves nothing but the pen, which is set anew anyway
            self._put(shown, round(common * run.size / 1000, 5) if end - start > 1 or end < size else None)

    def _put(self, shown: bytes, spacing: float | None) -> None:
        """Show a string, or an array where it holds adjustments; `spacing` is of no account for a lone glyph."""
        if spacing is not None and spacing != self._surface.state.spacing:
            self._space(spacing)
        self._surface.out.append(shown + b" Tj\n" if shown.find(b")") == len(shown) - 1 else b"[%b] TJ\n" % shown)

    def _space(self, spacing: float) -> None:
        if spacing != self._surface.state.spacing:
            self._surface.state.spacing = spacing
            self._surface.out.append(f"{number(spacing)} Tc\n".encode())

    def _show_offset(self, run: GlyphRun, face: EmbeddedFace, start: int, end: int) -> None:
        """Glyphs of which some have offsets: sideways by TJ, up and down by text rise (9.3.7)."""
        self._space(0)
        rise = 0
        parts: list[bytes] = [b"["]
        for index in range(start, end):
            gid = run.gids[index]
            surplus = run.advances[index] - face.widths[gid]
            dx, dy = run.offsets[index] or (0, 0)
            if dy != rise:
                parts.append(b"] TJ\n%s Ts [" % number(round(dy * run.size / 1000, 4)).encode())
                rise = dy
            before = b"%d" % -dx if dx else b""
            after = b"%d" % (dx - surplus) if dx != surplus else b""
            parts.append(before + b"(" + face.codes[gid] + b")" + after)
        parts.append(b"] TJ\n" + (b"0 Ts\n" if rise else b""))
        self._surface.out.append(b"".join(parts))

    def _vertical(self, run: GlyphRun, face: EmbeddedFace, left: float, top: float) -> None:
        """Each glyph by its own matrix: Identity-H knows no vertical origins, and columns are short."""
        self._space(0)
        unit = run.size / 1000
        down = 0
        if run.turned:
            self._surface.out.append(f"0 -1 1 0 {fixed(left - TURNED * run.size)} {fixed(top)} Tm\n".encode())
            self._in_stretches(run, face)
        for said, start, end in meanings(run, face) if not run.turned else ():
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
        self._pen = (0, 0)


class _Steps(dict[tuple[int, int], bytes]):
    """The operator that moves by (x, y) in 1/1000 pt: a thousandth is finer than any plate. Made once for each."""

    def __missing__(self, step: tuple[int, int]) -> bytes:
        across, up = step
        made = self[step] = f"{fixed(across / 1000)} {fixed(up / 1000)} Td\n".encode()
        return made


_TD = _Steps()


def _shown(gids: tuple[int, ...], advances: tuple[int, ...], face: EmbeddedFace, continued: bool) -> tuple[bytes, int]:
    """Glyphs as strings and adjustments (9.4.3), and what they have in common beyond their widths.

    What most glyphs add is left to character spacing; three of them are asked, and a bad guess costs bytes and nothing
    else. The last glyph's own surplus only matters when the run goes on.
    """
    size = len(gids)
    common = 0
    if size > 3:
        widths, here, there = face.widths, size >> 1, size >> 2
        common = advances[here] - widths[gids[here]]
        if common != (other := advances[there] - widths[gids[there]]):
            third = advances[here + there] - widths[gids[here + there]]
            common = third if third in (common, other) else 0
    moved = face.moved(common)
    shown = (
        b"(" + b"".join(map(moved.__getitem__, zip(gids[:-1], advances, strict=False))) + face.codes[gids[-1]] + b")"
    )
    if continued and (surplus := advances[-1] - face.widths[gids[-1]]) != common:
        shown += b"%d" % (common - surplus)
    return shown, common


Stretch = tuple[str | None, int, int]
"""Glyphs from, to, and what they mean where ToUnicode does not say it."""


_EVEN = 60
"""Differences up to this pass for even letter-spacing, which readers see through."""
_WIDEST = 350
"""Even letter-spacing beyond this is taken for spaces all the same."""


def _looks_parted(run: GlyphRun, face: EmbeddedFace) -> bool:
    """Whether some gap that is no typed space looks like one: measured on poppler 22.12 and PDFium."""
    gaps = list(map(sub, run.advances[:-1], map(face.widths.__getitem__, run.gids)))
    if not SPACES.isdisjoint(run.text):
        beside = [run.text[begin] in SPACES for begin in run.clusters]
        gaps = [extra for extra, here, after in zip(gaps, beside, beside[1:], strict=False) if not (here or after)]
    if not gaps:
        return False
    widest = max(gaps)
    return bool(widest >= WORD_GAP and (widest > _WIDEST or widest - min(gaps) > _EVEN))


def meanings(run: GlyphRun, face: EmbeddedFace) -> list[Stretch]:
    """The run cut into stretches.

    A cluster must be said when several glyphs make it up, or when its glyph already stands for another text.
    """
    size = len(run.gids)
    said = "".join([face.texts.get(gid, "\0") for gid in run.gids])
    if said == run.text:
        return [(None, 0, size)]
    if size > 1 and said[:-1] == run.text[:-1] and said[-1:] != "\0" and run.clusters[-1] == len(run.text) - 1:
        # a line's hyphen, which stands for no character of the word
        return [(None, 0, size - 1), (run.text[-1], size - 1, size)]
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
