"""What lies under a transparent picture, for PDF/X-1a, which knows no transparency (Kodak; PDFlib 10.2).

White paper and one flat colour can be mixed into the picture beforehand, with the numbers that a RIP would mix. Over
anything else (another picture, a drawing, type, a spot colour) the picture is refused: its colours would be wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from brochure.color import CMYK, Color
from brochure.dataclass import dataclass, field, replace
from brochure.diagnostics import Diagnostic, Sink
from brochure.frame import Artwork, Frame, FrameItem, GlyphRun, Group, Page, Picture, Shape, Tag
from brochure.geometry import Point, Rect
from brochure.pictures import PictureInfo, fault, probe_picture

_NEAR = 0.05
"""Points by which a colour may fall short of the picture that lies on it: rounding."""


def flattened(pages: Sequence[Page], sink: Sink) -> tuple[Page, ...]:
    """The pages with the ground of each transparent picture; an error where a picture has none that can be mixed in."""
    clear: dict[str, bool] = {}
    return tuple(
        replace(page, frame=_Page(clear, sink).frame(page.frame, Point(0, 0), None))
        if _any(page.frame, clear)
        else page
        for page in pages
    )


def _any(frame: Frame, clear: dict[str, bool]) -> bool:
    """Whether a transparent picture is on the page; `clear` remembers the files."""
    for _at, item in frame.items:
        if isinstance(item, Tag | Group) and _any(item.frame, clear):
            return True
        if isinstance(item, Picture) and _is_clear(item.file, clear):
            return True
    return False


def _is_clear(file: str, clear: dict[str, bool]) -> bool:
    """Whether the picture has an alpha channel that lets anything through; faults are reported elsewhere."""
    if file not in clear:
        info = probe_picture(Path(file))
        clear[file] = isinstance(info, PictureInfo) and info.alpha and not _opaque(file)
    return clear[file]


def _opaque(file: str) -> bool:
    from PIL import Image

    try:
        with Image.open(file) as image:
            alpha = image.convert("RGBA").getchannel("A")
            return alpha.getextrema() == (255, 255)
    except (OSError, SyntaxError, ValueError):
        return False


@dataclass(slots=True)
class _Page:
    """One page in drawing order: what was painted so far, each with its flat colour, or None."""

    clear: dict[str, bool]
    sink: Sink
    painted: list[tuple[Rect, Color | None]] = field(default_factory=list)

    def frame(self, frame: Frame, origin: Point, clip: Rect | None) -> Frame:
        items: list[tuple[Point, FrameItem]] = []
        for at, item in frame.items:
            here = Point(origin.x + at.x, origin.y + at.y)
            if isinstance(item, Tag):
                item = replace(item, frame=self.frame(item.frame, here, clip))
            elif isinstance(item, Group):
                own = Rect(here.x, here.y, item.frame.size.width, item.frame.size.height)
                item = replace(item, frame=self.frame(item.frame, here, _cut(own, clip) if item.clip else clip))
            elif isinstance(item, Picture):
                box = _cut(Rect(here.x, here.y, item.size.width, item.size.height), clip)
                if _is_clear(item.file, self.clear):
                    item = self._grounded(item, box)
                self.painted.append((box, None))
            else:
                self._paint(item, here, clip)
            items.append((at, item))
        return replace(frame, items=tuple(items))

    def _paint(self, item: FrameItem, at: Point, clip: Rect | None) -> None:
        if isinstance(item, GlyphRun):
            wide, high = (item.size, item.width) if item.vertical else (item.width, 1.3 * item.size)
            top = at.y if item.vertical else at.y - item.size
            self.painted.append((_cut(Rect(at.x, top, wide, high), clip), None))
        elif isinstance(item, Artwork):
            self.painted.append((_cut(Rect(at.x, at.y, item.size.width, item.size.height), clip), None))
        elif isinstance(item, Shape):
            numbers = [values for _, values in item.segments]
            xs, ys = [one for row in numbers for one in row[::2]], [one for row in numbers for one in row[1::2]]
            if xs:
                box = Rect(at.x + min(xs), at.y + min(ys), max(xs) - min(xs), max(ys) - min(ys))
                flat = item.fill if _is_box(item) and not item.overprint and isinstance(item.fill, CMYK) else None
                self.painted.append((_cut(box, clip), flat))

    def _grounded(self, picture: Picture, box: Rect) -> Picture:
        for below, color in reversed(self.painted):
            if not _meet(below, box):
                continue
            if color is not None and _holds(below, box):
                return replace(picture, ground=color)
            self.sink.add(replace(_refusal(Path(picture.file)), path=picture.path))
            break
        return picture


def _is_box(shape: Shape) -> bool:
    """Whether the path is an upright rectangle: its corners are those of its own bounds."""
    corners = [values for operator, values in shape.segments if operator in ("M", "L")]
    straight = all(operator in ("M", "L", "Z") for operator, _ in shape.segments)
    xs, ys = {round(x, 3) for x, _y in corners}, {round(y, 3) for _x, y in corners}
    return straight and 4 <= len(corners) <= 5 and len(xs) == 2 and len(ys) == 2 and shape.stroke is None


def _refusal(path: Path) -> Diagnostic:
    return fault(
        "transparent",
        path,
        "图片 {name} 的透明部分压在别的图片、图形或文字上；PDF/X-1a 不许透明，合不成一层",
        "the transparent parts of {name} lie on another picture, a drawing or type; PDF/X-1a forbids transparency",
        (
            "用 PDF/X-4（output.print.standard: x4），或先在图像软件里和底下的图合成一幅",
            "use PDF/X-4 (output.print.standard: x4), or merge it with what is below in a picture editor",
        ),
    )


def _cut(one: Rect, other: Rect | None) -> Rect:
    if other is None:
        return one
    left, top = max(one.x, other.x), max(one.y, other.y)
    return Rect(left, top, max(0.0, min(one.right, other.right) - left), max(0.0, min(one.bottom, other.bottom) - top))


def _meet(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.right - _NEAR and one.right > other.x + _NEAR
        and one.y < other.bottom - _NEAR and one.bottom > other.y + _NEAR
    )  # fmt: skip


def _holds(outer: Rect, inner: Rect) -> bool:
    return (
        outer.x <= inner.x + _NEAR and outer.right >= inner.right - _NEAR
        and outer.y <= inner.y + _NEAR and outer.bottom >= inner.bottom - _NEAR
    )  # fmt: skip
