"""Frames to content-stream operators (ISO 32000-1, 8 and 9).

Page space is top-down from the trim's corner, PDF space bottom-up from the media's: every point is turned on its way
out, and no transformation is set, since a mirrored matrix would mirror the glyphs.
"""

from __future__ import annotations

from brochure.color import Color, Spot
from brochure.frame import Frame, GlyphRun, Group, Link, Picture, Segment, Shape, Tag
from brochure.pdf.color import Inks, is_black
from brochure.pdf.fonts import EmbeddedFace
from brochure.pdf.images import ImageBook
from brochure.pdf.objects import number

_COUNT: dict[int, tuple[int, ...]] = {}


def fixed(value: float) -> str:
    """A coordinate to a thousandth of a point: far finer than any plate, and short."""
    shown = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


class Content:
    """The content stream of one page, built item by item.

    `left` and `top` are the trim's corner in PDF space. Text objects stay open from run to run; colour, font and spacing
    are written only when they change.
    """

    def __init__(
        self, left: float, top: float, faces: dict[str, EmbeddedFace], inks: Inks, images: ImageBook, language: str
    ) -> None:
        self.out: list[bytes] = []
        self.fonts: dict[str, EmbeddedFace] = {}
        self.pictures: dict[str, object] = {}
        self.links: list[tuple[float, float, Link]] = []
        self.places: list[tuple[float, float, Tag]] = []
        self._left, self._top = left, top
        self._faces, self._inks, self._images = faces, inks, images
        self._language = language
        self._span = ""
        self._in_text = False
        self._pen = (0.0, 0.0)
        self._state = _State()
        self._kept: list[_State] = []

    # ---- frames

    def draw(self, frame: Frame, x: float = 0.0, y: float = 0.0) -> None:
        """Draw the frame with its origin at (x, y) of page space."""
        for place, item in frame.items:
            left, top = x + place.x, y + place.y
            if isinstance(item, GlyphRun):
                self.run(item, left, top)
            elif isinstance(item, Shape):
                self.shape(item, left, top)
            elif isinstance(item, Tag):
                if item.id:
                    self.places.append((left, top, item))
                self.draw(item.frame, left, top)
            elif isinstance(item, Group):
                self.group(item, left, top)
            elif isinstance(item, Picture):
                self.picture(item, left, top)
            else:
                self.links.append((left, top, item))

    def finish(self) -> bytes:
        self.end_text()
        return b"".join(self.out)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of page space in PDF space."""
        return self._left + x, self._top - y

    def save(self) -> None:
        self.end_text()
        self._kept.append(self._state)
        self._state = self._state.copy()
        self.out.append(b"q\n")

    def restore(self) -> None:
        self.end_text()
        self._state = self._kept.pop()
        self.out.append(b"Q\n")

    def group(self, group: Group, x: float, y: float) -> None:
        if not group.clip:
            self.draw(group.frame, x, y)
            return
        self.save()
        self._clip(x, y, group.frame.size.width, group.frame.size.height)
        self.draw(group.frame, x, y)
        self.restore()

    def _clip(self, x: float, y: float, width: float, height: float) -> None:
        left, top = self.point(x, y)
        self.out.append(f"{fixed(left)} {fixed(top - height)} {fixed(width)} {fixed(height)} re W n\n".encode())

    # ---- graphics state

    def _paint(self, color: Color, stroke: bool) -> None:
        state = self._state
        operator = self._inks.operator(color, stroke)
        if stroke:
            if state.stroke != operator:
                state.stroke = operator
                self.out.append(operator)
        elif state.fill != operator:
            state.fill = operator
            self.out.append(operator)

    def _overprint(self, wanted: bool, *colors: Color | None) -> None:
        """Overprint solid black and spot inks only: white would vanish, tints would mix (print.md §5)."""
        on = wanted and all(color is None or is_black(color) or isinstance(color, Spot) for color in colors)
        if on != self._state.overprint:
            self._state.overprint = on
            self.out.append(b"/GSo gs\n" if on else b"/GSk gs\n")

    # ---- shapes

    def shape(self, shape: Shape, x: float, y: float) -> None:
        """A path filled, stroked or both (8.5.3)."""
        if shape.fill is None and (shape.stroke is None or shape.width <= 0):
            return
        self.end_text()
        self._overprint(shape.overprint, shape.fill, shape.stroke)
        parts: list[str] = []
        if shape.fill is not None:
            self._paint(shape.fill, False)
        if shape.stroke is not None:
            self._paint(shape.stroke, True)
            if self._state.width != shape.width:
                self._state.width = shape.width
                parts.append(f"{number(round(shape.width, 4))} w\n")
            if self._state.dash != shape.dash:
                self._state.dash = shape.dash
                parts.append(f"[{' '.join(fixed(part) for part in shape.dash)}] 0 d\n")
        parts.append(self.path(shape.segments, x, y))
        parts.append(
            {(True, False): "f\n", (False, True): "S\n"}.get((shape.fill is not None, shape.stroke is not None), "B\n")
        )
        self.out.append("".join(parts).encode())

    def path(self, segments: tuple[Segment, ...], x: float, y: float) -> str:
        left, top = self.point(x, y)
        parts: list[str] = []
        for operator, values in segments:
            if operator == "Z":
                parts.append("h\n")
                continue
            turned = (
                fixed(left + value) if index % 2 == 0 else fixed(top - value) for index, value in enumerate(values)
            )
            parts.append(f"{' '.join(turned)} {operator.lower()}\n")
        return "".join(parts)

    # ---- pictures

    def picture(self, picture: Picture, x: float, y: float) -> None:
        """An image in the unit square, turned upright, enlarged so that the crop fills its size (8.9.5)."""
        placed = self._images.place(picture)
        if placed is None:
            return
        self.end_text()
        self.pictures[placed.key] = placed.reference
        across, down, width, height = placed.crop
        whole = picture.size.width / width, picture.size.height / height
        left, top = self.point(x - across * whole[0], y - down * whole[1])
        a, b, c, d, e, f = placed.turn
        sx, sy = whole
        matrix = (a * sx, b * sy, c * sx, d * sy, left + e * sx, top - sy + f * sy)
        self.save()
        if (across, down, width, height) != (0, 0, 1, 1):
            self._clip(x, y, picture.size.width, picture.size.height)
        self.out.append(f"{' '.join(fixed(part) for part in matrix)} cm /{placed.key} Do\n".encode())
        self.restore()

    # ---- text

    def end_text(self) -> None:
        if self._in_text:
            self._speak("")
            self.out.append(b"ET\n")
            self._in_text = False

    def _speak(self, language: str) -> None:
        """Open a span of another language than the document's, or close it (14.9.2)."""
        if language == self._span:
            return
        if self._span:
            self.out.append(b"EMC\n")
        if language:
            self.out.append(f"/Span <</Lang ({language})>> BDC\n".encode())
        self._span = language

    def run(self, run: GlyphRun, x: float, y: float) -> None:
        """Glyphs on one baseline (9.4); with nothing to show, nothing is written."""
        if not run.gids:
            return
        out = self.out
        face = self._faces[run.face]
        state = self._state
        self._overprint(run.overprint, run.color)
        self._paint(run.color, False)
        if not self._in_text:
            out.append(b"BT\n")
            self._in_text = True
            self._pen = (0.0, 0.0)
        self._speak("" if run.lang == self._language else run.lang)
        if state.font != (run.face, run.size):
            state.font = (run.face, run.size)
            self.fonts[face.key] = face
            out.append(f"/{face.key} {number(run.size)} Tf\n".encode())
        left, top = self.point(x, y)
        if run.vertical:
            self._vertical(run, face, left, top)
            return
        self._move(left, top)
        for said, start, end in meanings(run, face):
            if said is not None:
                out.append(
                    b"/Span <</ActualText <FEFF" + said.encode("utf-16-be").hex().upper().encode() + b">>> BDC\n"
                )
            self._show(run, face, start, end)
            if said is not None:
                out.append(b"EMC\n")

    def _move(self, left: float, top: float) -> None:
        """Move by what the rounded positions differ, so that no error adds up along a page."""
        left, top = round(left, 3), round(top, 3)
        self.out.append(f"{fixed(left - self._pen[0])} {fixed(top - self._pen[1])} Td\n".encode())
        self._pen = (left, top)

    def _space(self, spacing: float) -> None:
        if spacing != self._state.spacing:
            self._state.spacing = spacing
            self.out.append(f"{number(round(spacing, 5))} Tc\n".encode())

    def _show(self, run: GlyphRun, face: EmbeddedFace, start: int, end: int) -> None:
        """Show glyphs start to end (9.4.3). What most glyphs add to their width becomes character spacing, the rest TJ."""
        whole = end - start == len(run.gids)
        gids = run.gids if whole else run.gids[start:end]
        advances = run.advances if whole else run.advances[start:end]
        codes = list(map(face.codes.__getitem__, gids))
        surplus = [set_ - own for set_, own in zip(advances, map(face.widths.__getitem__, gids), strict=True)]
        if run.offsets and any(run.offsets[start:end]):
            self._show_offset(run, codes, surplus, start)
            return
        common = surplus[0]
        if surplus.count(common) != len(surplus):
            common = max(set(surplus), key=surplus.count) if len(surplus) > 3 else 0
            self._space(common * run.size / 1000)
            self.out.append(_adjusted(codes, surplus, common, end < len(run.gids)))
        else:
            # a single glyph's surplus moves nothing but the pen, which is set anew anyway when the run ends here
            if len(surplus) > 1 or end < len(run.gids):
                self._space(common * run.size / 1000)
            self.out.append(b"(" + b"".join(codes) + b") Tj\n")

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
        self.out.append(b"".join(parts))

    def _vertical(self, run: GlyphRun, face: EmbeddedFace, left: float, top: float) -> None:
        """Each glyph by its own matrix: Identity-H knows no vertical origins, and columns are short."""
        self._space(0)
        unit = run.size / 1000
        down = 0
        for said, start, end in meanings(run, face):
            if said is not None:
                mark = said.encode("utf-16-be").hex().upper()
                self.out.append(f"/Span <</ActualText <FEFF{mark}>>> BDC\n".encode())
            for index in range(start, end):
                dx, dy = run.offsets[index] if run.offsets else (0, 0)
                place = f"1 0 0 1 {fixed(left + dx * unit)} {fixed(top + (dy - down) * unit)} Tm ("
                self.out.append(place.encode() + face.codes[run.gids[index]] + b") Tj\n")
                down += abs(run.advances[index])
            if said is not None:
                self.out.append(b"EMC\n")
        # Tm replaced the line matrix that Td counts from
        self.out.append(b"1 0 0 1 0 0 Tm\n")
        self._pen = (0.0, 0.0)


class _State:
    """The part of the graphics state that is written only when it changes; as a page begins (8.4.1)."""

    __slots__ = ("dash", "fill", "font", "overprint", "spacing", "stroke", "width")

    def __init__(self) -> None:
        self.fill = self.stroke = b""
        self.overprint = False
        self.width: float = 1.0
        self.dash: tuple[float, ...] = ()
        self.font: tuple[str, float] = ("", 0.0)
        self.spacing = 0.0

    def copy(self) -> _State:
        twin = _State()
        for name in self.__slots__:
            setattr(twin, name, getattr(self, name))
        return twin


def _adjusted(codes: list[bytes], surplus: list[int], common: int, continued: bool) -> bytes:
    """A TJ array; the numbers move back by thousandths of the size, so more room is negative.

    The last glyph's surplus only matters when more of the run follows.
    """
    parts = [b"[("]
    for code, extra in zip(codes[:-1], surplus, strict=False):
        parts.append(code)
        if extra != common:
            parts.append(b")%d(" % (common - extra))
    parts.append(codes[-1])
    parts.append(b")%d] TJ\n" % (common - surplus[-1]) if continued and surplus[-1] != common else b")] TJ\n")
    return b"".join(parts)


def meanings(run: GlyphRun, face: EmbeddedFace) -> list[tuple[str | None, int, int]]:
    """The run cut into stretches (text, start, end): None where ToUnicode tells the text, else what must be said.

    A cluster must be said when several glyphs make it up, or when its glyph already stands for another text.
    """
    size = len(run.gids)
    count = _COUNT.get(size) or _COUNT.setdefault(size, tuple(range(size)))
    pairs: set[tuple[int, str]] = set()
    if len(run.text) == size and run.clusters == count:
        pairs = set(zip(run.gids, run.text, strict=True)) - face.known
        if not pairs:
            return [(None, 0, size)]
    return _slowly(run, face)


def _slowly(run: GlyphRun, face: EmbeddedFace) -> list[tuple[str | None, int, int]]:
    stretches: list[tuple[str | None, int, int]] = []
    size = len(run.gids)
    start = 0
    while start < size:
        begin = run.clusters[start]
        end = start + 1
        while end < size and run.clusters[end] == begin:
            end += 1
        said = run.text[begin : run.clusters[end] if end < size else len(run.text)]
        told = end == start + 1 and face.tells(run.gids[start], said)
        if told and len(said) == 1:
            face.known.add((run.gids[start], said))
        if told and stretches and stretches[-1][0] is None:
            stretches[-1] = (None, stretches[-1][1], end)
        else:
            stretches.append((None if told else said, start, end))
        start = end
    return stretches
