"""The pages of a finished PDF as preflight sees them: content streams followed with their graphics state.

ISO 32000-1: 8.4 (state), 8.5 (paths, clipping), 8.6 (colour), 8.9 (images), 8.10 (forms), 9.4 (text). Knows nothing of
how the file was made. Broken parts are passed over: that they are broken is the clause checker's business.
"""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import Any

import pikepdf

from brochure.dataclass import dataclass, replace
from brochure.geometry import UNIT, Insets, Matrix, Rect, Size, times
from brochure.preflight.fonts import FontReader
from brochure.preflight.placed import ART, Placed, PlacedImage, Plates, Sheet
from brochure.preflight.spaces import Space, space_of
from brochure.separations.boxes import box_of, user_unit
from brochure.separations.state import with_lines

_FILL = {"f", "F", "f*", "B", "B*", "b", "b*"}
_STROKE = {"S", "s", "B", "B*", "b", "b*"}
_DEVICE = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
DEPTH = 20
"""Forms within forms: a file may say, wrongly, that one draws itself."""

MOST, FORM = 1_000_000, 200
"""Operators of a page, each form counted as often as it is drawn, and as what it costs to begin one."""


@dataclass(frozen=True, slots=True)
class _Paint:
    space: Space
    values: tuple[float, ...]

    @property
    def plates(self) -> Plates:
        return self.space.plates(self.values)


_BLACK = _Paint(space_of("/DeviceGray", pikepdf.Dictionary()), (0.0,))


@dataclass(frozen=True, slots=True)
class _State:
    matrix: Matrix = UNIT
    clip: Rect | None = None
    fill: _Paint = _BLACK
    stroke: _Paint = _BLACK
    line: float = 1.0
    over_fill: bool = False
    over_stroke: bool = False
    nonzero: bool = False
    """OPM 1: of a CMYK colour only the inks that it has overprint (11.7.4.5)."""
    font: FontReader | None = None
    size: float = 0.0
    mode: int = 0
    leading: float = 0.0
    spacing: float = 0.0
    words: float = 0.0
    scale: float = 1.0
    rise: float = 0.0


def sheet_of(page: Any, number: int, fonts: dict[Any, FontReader]) -> Sheet:
    """One page with all that stands on it; `fonts` keeps what was read of fonts from page to page."""
    obj = page.obj
    unit = user_unit(obj)
    media, trim, bleed = (
        tuple(value * unit for value in box_of(obj, *names))
        for names in (
            ("/MediaBox",),
            ("/TrimBox", "/ArtBox", "/CropBox", "/MediaBox"),
            ("/BleedBox", "/TrimBox", "/CropBox", "/MediaBox"),
        )
    )
    left, bottom, right, top = trim
    reader = _Reader(left, top, fonts)
    clip = Rect(media[0] - left, top - media[3], media[2] - media[0], media[3] - media[1])
    reader.follow(obj, obj.get("/Resources", pikepdf.Dictionary()), _State((unit, 0, 0, unit, 0, 0), clip), 0)
    insets = Insets(bleed[3] - top, bleed[2] - right, bottom - bleed[1], left - bleed[0])
    more = (tuple(reader.images), tuple(reader.shown.values()), reader.transparent, reader.blended)
    return Sheet(number, Size(right - left, top - bottom), insets, _drawings(reader.placed), (), *more)


DRAWING = 12
"""Strokes on a page from which on they are a drawing, and not rules."""


def _drawings(placed: list[Placed]) -> tuple[Placed, ...]:
    if sum(one.kind == "stroke" for one in placed) < DRAWING:
        return tuple(placed)
    return tuple(replace(one, words=ART) if one.kind == "stroke" else one for one in placed)


class _Reader:
    """Follows the streams of one page; places are turned to the trim's top-left corner."""

    def __init__(self, left: float, top: float, fonts: dict[Any, FontReader]) -> None:
        self.left, self.top, self.fonts = left, top, fonts
        self.placed: list[Placed] = []
        self.images: list[PlacedImage] = []
        self.shown: dict[Any, Any] = {}
        self.transparent = self.blended = False
        self.steps = 0

    def follow(self, owner: Any, resources: Any, state: _State, depth: int) -> None:
        kept: list[_State] = []
        points: list[tuple[float, float]] = []
        starts: list[int] = []
        clipping = False
        text = line = UNIT
        steps = pikepdf.parse_content_stream(owner)
        self.steps += len(steps) + FORM
        if self.steps > MOST:
            raise ValueError("too many operators")
        for step in steps:
            if isinstance(step, pikepdf.ContentStreamInlineImage):
                self._image(step.iimage.obj, resources, state)
                continue
            name, values = str(step.operator), step.operands
            if name in ("m", "l", "c", "v", "y", "re"):
                if name in ("m", "re"):
                    starts.append(len(points))
                points += _corners(name, values, state.matrix)
            elif name in ("W", "W*"):
                clipping = True
            elif name in _FILL or name in _STROKE or name == "n":
                if points:
                    box = self._rect(points)
                    if name in ("S", "s") and ("All", 1.0) in state.stroke.plates:
                        for start, end in pairwise((*starts, len(points))):  # marks in one path lie all round a sheet
                            self._path(self._rect(points[start:end]), name, state)
                    elif name != "n":
                        self._path(box, name, state)
                    if clipping:
                        state = replace(state, clip=_cut(state.clip, box))
                points, starts, clipping = [], [], False
            elif name == "q":
                kept.append(state)
            elif name == "Q":
                state = kept.pop() if kept else state
            elif name == "BT":
                text = line = UNIT
            elif name in ("Td", "TD"):
                down = float(values[1])
                if name == "TD":
                    state = replace(state, leading=-down)
                text = line = times((1, 0, 0, 1, float(values[0]), down), line)
            elif name == "T*":
                text = line = times((1, 0, 0, 1, 0, -state.leading), line)
            elif name == "Tm":
                text = line = _matrix(values)
            elif name in ("Tj", "TJ", "'", '"'):
                if name in ("'", '"'):
                    text = line = times((1, 0, 0, 1, 0, -state.leading), line)
                text = self._show(values[-1], text, state)
            elif name == "Do":
                self._draw(resources.get("/XObject", {}).get(str(values[0])), resources, state, depth)
            elif name == "sh":
                if state.clip is not None:
                    self.placed.append(Placed("fill", state.clip, (("Pattern", 1.0),)))
            else:
                state = self._changed(name, values, resources, state)

    def _changed(self, name: str, values: Any, resources: Any, state: _State) -> _State:
        """The graphics state after an operator that paints nothing."""
        if name == "cm":
            return replace(state, matrix=times(_matrix(values), state.matrix))
        lower = name.lower()
        side = "fill" if name == lower else "stroke"
        if lower in _DEVICE:
            paint = _Paint(space_of(_DEVICE[lower], resources), tuple(map(float, values)))
            return replace(state, **{side: paint})
        if lower == "cs":
            return replace(state, **{side: _Paint(space_of(values[0], resources), ())})
        if lower in ("sc", "scn"):
            shares = tuple(float(value) for value in values if not isinstance(value, pikepdf.Name))
            paint = state.fill if side == "fill" else state.stroke
            return replace(state, **{side: _Paint(paint.space, shares)})
        if name == "w":
            return replace(state, line=float(values[0]))
        if name == "Tf":
            return replace(state, font=self._font(resources, str(values[0])), size=float(values[1]))
        if name in _TEXT:
            value = float(values[0])
            return replace(
                state, **{_TEXT[name]: int(value) if name == "Tr" else value / 100 if name == "Tz" else value}
            )
        if name == "gs":
            wanted = resources.get("/ExtGState", {}).get(str(values[0]))
            self.transparent |= _blends(wanted)
            self.blended |= wanted is not None and "/BM" in wanted and not _modes(wanted) <= _PLAIN
            return state if wanted is None else with_lines(state, wanted)
        return state

    def _font(self, resources: Any, name: str) -> FontReader | None:
        font = resources.get("/Font", {}).get(name)
        if font is None:
            return None
        key = font.objgen if font.is_indirect else id(font)
        self.shown.setdefault(key, font)
        if key not in self.fonts:
            self.fonts[key] = FontReader(font)
        return self.fonts[key]

    # what is painted

    def _add(self, one: Placed, clip: Rect | None) -> None:
        box = _cut(clip, one.box)
        if box is not None and box.width >= 0 and box.height >= 0:
            self.placed.append(one if box == one.box else replace(one, box=box))

    def _path(self, box: Rect, name: str, state: _State) -> None:
        if name in _FILL:
            paint = state.fill
            over = _overprints(paint, state.over_fill, state.nonzero)
            self._add(Placed("fill", box, paint.plates, overprint=over, gray=paint.space.gray), state.clip)
        if name in _STROKE:
            paint = state.stroke
            a, b, c, d, _, _ = state.matrix
            width = state.line * abs(a * d - b * c) ** 0.5
            over = _overprints(paint, state.over_stroke, state.nonzero)
            self._add(Placed("stroke", box, paint.plates, width, over, paint.space.gray), state.clip)

    def _show(self, operand: Any, text: Matrix, state: _State) -> Matrix:
        """Place one run; gives the text matrix after it."""
        if state.font is None:
            return text
        advance, words, missing = state.font.measure(operand, state.size, state.spacing, state.words)
        advance *= state.scale
        across = (0.0, advance) if state.font.vertical else (advance, 0.0)
        after = times((1, 0, 0, 1, *across), text)
        if state.mode in (3, 7) or not words:
            return after
        paint = state.stroke if state.mode in (1, 5) else state.fill
        matrix = times(text, state.matrix)
        size = state.size * hypot(matrix[2], matrix[3])
        box = self._text_box(matrix, state, advance)
        over = _overprints(paint, state.over_fill, state.nonzero)
        han = any(character > "\u2e80" for character in words)
        self._add(
            Placed(
                "text", box, paint.plates, size, over, paint.space.gray, han, state.font.serif, words=words,
                missing=missing,
            ),
            state.clip,
        )  # fmt: skip
        return after

    def _text_box(self, matrix: Matrix, state: _State, advance: float) -> Rect:
        size, rise = state.size, state.rise
        if state.font is not None and state.font.vertical:
            corners = [(-size / 2, 0.0), (size / 2, 0.0), (-size / 2, advance), (size / 2, advance)]
        else:
            low, high = rise - 0.15 * size, rise + 0.8 * size
            corners = [(0.0, low), (advance, low), (0.0, high), (advance, high)]
        return self._rect([_apply(matrix, x, y) for x, y in corners])

    def _image(self, image: Any, resources: Any, state: _State) -> None:
        width, height = int(image.get("/Width", image.get("/W", 0))), int(image.get("/Height", image.get("/H", 0)))
        a, b, c, d, _, _ = state.matrix
        across, down = hypot(a, b), hypot(c, d)
        ppi = min(width / across, height / down) * 72 if across and down else 0.0
        box = self._rect([_apply(state.matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))])
        mask = bool(image.get("/ImageMask", False))
        bits = 1 if mask else int(image.get("/BitsPerComponent", image.get("/BPC", 8)))
        space = image.get("/ColorSpace", image.get("/CS", "/DeviceGray"))
        plates = state.fill.plates if mask else space_of(space, resources).whole()
        over = mask and _overprints(state.fill, state.over_fill, state.nonzero)
        one = Placed("image", box, plates, overprint=over, ppi=ppi, bits=bits, pixels=(width, height), stencil=mask)
        self._add(one, state.clip)
        self.transparent |= "/SMask" in image
        if not mask:
            self.images.append(PlacedImage(one, image, (across, down)))

    def _draw(self, one: Any, resources: Any, state: _State, depth: int) -> None:
        if one is None:
            return
        if one.get("/Subtype") == "/Image":
            self._image(one, resources, state)
        elif depth < DEPTH:
            self.transparent |= one.get("/Group", {}).get("/S") == "/Transparency"
            inner = replace(state, matrix=times(_matrix(one.get("/Matrix", UNIT)), state.matrix))
            if "/BBox" in one:
                x0, y0, x1, y1 = (float(value) for value in one.BBox)
                box = self._rect([_apply(inner.matrix, x, y) for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))])
                inner = replace(inner, clip=_cut(inner.clip, box))
            self.follow(one, one.get("/Resources", resources), inner, depth + 1)

    def _rect(self, points: list[tuple[float, float]]) -> Rect:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return Rect(min(xs) - self.left, self.top - max(ys), max(xs) - min(xs), max(ys) - min(ys))


_TEXT = {"Tr": "mode", "TL": "leading", "Tc": "spacing", "Tw": "words", "Tz": "scale", "Ts": "rise"}
_NOTHING = Rect(0.0, 0.0, -1.0, -1.0)


def _cut(clip: Rect | None, box: Rect) -> Rect:
    if clip is None:
        return box
    left, top = max(clip.x, box.x), max(clip.y, box.y)
    right, bottom = min(clip.right, box.right), min(clip.bottom, box.bottom)
    return Rect(left, top, right - left, bottom - top) if right >= left and bottom >= top else _NOTHING


def _matrix(values: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in values)
    return a, b, c, d, e, f


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _corners(name: str, operands: Any, matrix: Matrix) -> list[tuple[float, float]]:
    values = [float(value) for value in operands]
    if name == "re":
        x, y, width, height = values
        values = [x, y, x + width, y, x, y + height, x + width, y + height]
    return [_apply(matrix, x, y) for x, y in zip(values[::2], values[1::2], strict=True)]


def _overprints(paint: _Paint, wanted: bool, nonzero: bool) -> bool:
    """Whether the inks that the colour lacks are left as they are (11.7.4.3)."""
    return wanted and (nonzero or paint.space.kind in ("Separation", "DeviceN"))


_PLAIN = {"/Normal", "/Compatible"}


def _modes(state: Any) -> set[str]:
    """The blend modes that a graphics state offers a reader."""
    modes = state.get("/BM", pikepdf.Name.Normal)
    return {str(mode) for mode in modes} if isinstance(modes, pikepdf.Array) else {str(modes)}


def _blends(state: Any) -> bool:
    """Whether a graphics state mixes what is painted with what is there (11.3–11.6)."""
    if state is None:
        return False
    faded = float(state.get("/ca", 1)) < 1 or float(state.get("/CA", 1)) < 1
    return faded or not _modes(state) & _PLAIN or str(state.get("/SMask", "/None")) != "/None"
