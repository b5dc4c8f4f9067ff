"""Page boxes (ISO 32000-1, 14.11.2): media around bleed around trim, the media's corner always at 0,0."""

from __future__ import annotations

from brochure.dataclass import dataclass
from brochure.frame import Page
from brochure.geometry import MM, Insets, Rect
from brochure.pdf.objects import array, number

MARK_ROOM = 9 * MM
"""Room for marks outside the bleed, on every side (print.md §7)."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes in PDF space: y upwards, each by its lower-left corner."""

    media: Rect
    bleed: Rect
    trim: Rect

    def entries(self) -> dict[str, object]:
        """The page's entries; without bleed and marks the boxes say nothing that MediaBox does not."""
        return {"MediaBox": _array(self.media), "BleedBox": _array(self.bleed), "TrimBox": _array(self.trim)}


def boxes(page: Page, bleed: bool, marks: bool) -> Boxes:
    """The boxes of a page, with its bleed or cut to the trim, with or without room for marks."""
    size = page.frame.size
    edge = page.bleed if bleed else Insets()
    room = MARK_ROOM if marks else 0.0
    left, bottom = room + edge.left, room + edge.bottom
    trim = Rect(left, bottom, size.width, size.height)
    around = Rect(room, room, size.width + edge.left + edge.right, size.height + edge.top + edge.bottom)
    media = Rect(0, 0, around.width + 2 * room, around.height + 2 * room)
    return Boxes(media, around, trim)


def _array(box: Rect) -> object:
    return array(number(round(value, 4)) for value in (box.x, box.y, box.x + box.width, box.y + box.height))
