"""Frames to the content stream of one page (ISO 32000-1, 8): paths, images, clips; text by `glyphs`, tags by `tags`."""

from __future__ import annotations

from brochure.frame import Artwork, Frame, GlyphRun, Group, Link, Picture, Segment, Shape, Tag
from brochure.geometry import Rect
from brochure.pdf.fonts import EmbeddedFace
from brochure.pdf.glyphs import TextWriter
from brochure.pdf.images import WHOLE, ImageBook
from brochure.pdf.objects import Ref, number
from brochure.pdf.surface import Surface, fixed
from brochure.pdf.tags import Node, PageTags

RULE = 3.0
"""Points: black lines up to this width overprint, as black text does, so that no register shows along them."""
LARGE_TYPE = 36.0
"""Points: black type from this size on knocks a picture out, which would show through it otherwise (print.md §5)."""

_PAINT = {(True, False): "f\n", (False, True): "S\n", (True, True): "B\n"}


class Content:
    """Walks the frames of one page and remembers what the page object needs: fonts, pictures, links, named places."""

    def __init__(
        self,
        surface: Surface,
        faces: dict[str, EmbeddedFace],
        images: ImageBook,
        language: str,
        tags: PageTags | None = None,
    ) -> None:
        self.pictures: dict[str, Ref] = {}
        self.transparent = False
        self.links: list[tuple[float, float, Link, Node | None]] = []
        self.places: list[tuple[float, float, str]] = []
        self.text = TextWriter(surface, faces, language)
        self._surface = surface
        self._images = images
        self._tags = tags
        self._photos: list[Rect] = []
        if tags:
            tags.attach(surface, self.text)

    def draw(self, frame: Frame, x: float = 0.0, y: float = 0.0) -> None:
        """Draw the frame with its origin at (x, y) of page space."""
        for place, item in frame.items:
            left, top = x + place.x, y + place.y
            if isinstance(item, GlyphRun):
                if self._tags:
                    self._tags.touch()
                over = item.size >= LARGE_TYPE and self._over_picture(item, left, top)
                self.text.run(item, left, top, over)
            elif isinstance(item, Tag):
                self.tag(item, left, top)
            elif isinstance(item, Shape):
                self.shape(item, left, top)
            elif isinstance(item, Group):
                self.group(item, left, top)
            elif isinstance(item, Artwork):
                self.artwork(item, left, top)
            elif isinstance(item, Picture):
                self.picture(item, left, top)
            else:
                self.links.append((left, top, item, self._tags.link() if self._tags else None))

    def _over_picture(self, run: GlyphRun, x: float, y: float) -> bool:
        """Whether type stands on a picture drawn before it."""
        wide, high = (run.size, run.width) if run.vertical else (run.width, run.size)
        return any(
            x < photo.right and x + wide > photo.x and y - run.size < photo.bottom and y - run.size + high > photo.y
            for photo in self._photos
        )

    def finish(self) -> bytes:
        self._surface.close_all()
        return b"".join(self._surface.out)

    def tag(self, tag: Tag, x: float, y: float) -> None:
        if tag.id:
            self.places.append((x, y, tag.id))
        if self._tags is None:
            self.draw(tag.frame, x, y)
            return
        self._tags.enter(tag, *self._surface.point(x, y))
        self.draw(tag.frame, x, y)
        self._tags.leave()

    def group(self, group: Group, x: float, y: float) -> None:
        if not group.clip:
            self.draw(group.frame, x, y)
            return
        with self._surface.saved():
            self._surface.clip(x, y, group.frame.size.width, group.frame.size.height)
            self.draw(group.frame, x, y)

    def _begin_drawing(self) -> None:
        """End the text object, and stand in the marked content of the current tag."""
        self._surface.close_text()
        if self._tags:
            self._tags.touch()

    def shape(self, shape: Shape, x: float, y: float) -> None:
        """A path filled, stroked or both (8.5.3). A stroke without width is none: 0 w would be a device's hairline."""
        stroke = shape.stroke if shape.width > 0 else None
        if shape.fill is None and stroke is None:
            return
        self._begin_drawing()
        surface, state = self._surface, self._surface.state
        rule = shape.fill is None and shape.width <= RULE
        surface.overprint(shape.overprint or rule, shape.fill, stroke)
        parts: list[str] = []
        if shape.fill is not None:
            surface.paint(shape.fill)
        if stroke is not None:
            surface.paint(stroke, stroke=True)
            if state.width != shape.width:
                state.width = shape.width
                parts.append(f"{number(round(shape.width, 4))} w\n")
            if state.dash != shape.dash:
                state.dash = shape.dash
                parts.append(f"[{' '.join(fixed(part) for part in shape.dash)}] 0 d\n")
        parts.append(self._path(shape.segments, x, y))
        parts.append(_PAINT[shape.fill is not None, stroke is not None])
        surface.out.append("".join(parts).encode())

    def artwork(self, artwork: Artwork, x: float, y: float) -> None:
        """Path data as it stands, under a matrix that scales it and turns y down (8.3.4)."""
        surface, scale = self._surface, artwork.scale
        left, top = surface.point(x + (artwork.size.width if artwork.flip else 0.0), y)
        across = -scale if artwork.flip else scale
        with surface.saved():
            self._begin_drawing()
            matrix = (across, 0.0, 0.0, -scale, left, top)
            surface.out.append(f"{' '.join(f'{part:.5f}' for part in matrix)} cm 1 J 1 j\n".encode())
            for stroke in artwork.strokes:
                surface.overprint(not stroke.fill and stroke.width <= RULE, stroke.color)
                surface.paint(stroke.color, stroke=not stroke.fill)
                width = "" if stroke.fill else f"{stroke.width / scale:.4f} w\n"
                surface.out.append(f"{width}{stroke.path}\n{'f' if stroke.fill else 'S'}\n".encode())

    def _path(self, segments: tuple[Segment, ...], x: float, y: float) -> str:
        """The path to a hundredth of a point, a third of the finest plate's dot."""
        left, top = self._surface.point(x, y)
        parts: list[str] = []
        for operator, values in segments:
            if operator == "C":
                x1, y1, x2, y2, x3, y3 = values
                handles = f"{left + x1:.2f} {top - y1:.2f} {left + x2:.2f} {top - y2:.2f}"
                parts.append(f"{handles} {left + x3:.2f} {top - y3:.2f} c\n")
            elif operator == "Z":
                parts.append("h\n")
            else:
                parts.append(f"{left + values[0]:.2f} {top - values[1]:.2f} {operator.lower()}\n")
        return "".join(parts)

    def picture(self, picture: Picture, x: float, y: float) -> None:
        """An image in the unit square, turned upright, enlarged so that the crop fills its size (8.9.5)."""
        placed = self._images.place(picture)
        if placed is None:
            return
        self._photos.append(Rect(x, y, picture.size.width, picture.size.height))
        self.pictures[placed.key] = placed.reference
        self.transparent |= placed.alpha
        across, down, width, height = placed.crop
        wide, high = picture.size.width / width, picture.size.height / height
        left, top = self._surface.point(x - across * wide, y - down * high)
        a, b, c, d, e, f = placed.turn
        matrix = (a * wide, b * high, c * wide, d * high, left + e * wide, top - high + f * high)
        with self._surface.saved():
            if self._tags:
                self._tags.touch()
            self._surface.overprint(False)
            if placed.crop != WHOLE:
                self._surface.clip(x, y, picture.size.width, picture.size.height)
            self._surface.out.append(f"{' '.join(fixed(part) for part in matrix)} cm /{placed.key} Do\n".encode())
