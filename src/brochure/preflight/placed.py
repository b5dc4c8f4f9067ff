"""What stands on a page, with its place, size and ink: all that the checks of preflight see.

It is read either from frames before they are written (`frames`) or from the content streams of a finished file
(`streams`), so one set of checks (`press`) holds for both. Places are points from the trim's top-left corner, y down.
"""

from __future__ import annotations

from typing import Any, Literal

from brochure.dataclass import dataclass, field
from brochure.geometry import Insets, Rect, Size

Plates = tuple[tuple[str, float], ...]
"""Inks and their shares (0–1), those of nothing left out; `All` is registration colour, `RGB` no ink at all."""

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
NO_INK = ("RGB", "ICC RGB", "CalRGB", "Lab", "Pattern")
"""What stands in `plates` for a colour that no ink is named for."""
ART = "art"
"""`words` of the lines of a drawing: a place for each colour and width, not for each of a thousand lines."""


def only_black(plates: Plates) -> bool:
    """Solid black ink and nothing else: what may overprint."""
    return len(plates) == 1 and plates[0][0] == "Black" and plates[0][1] >= 0.995


def meets(one: Rect, other: Rect) -> bool:
    """Whether two boxes share an area."""
    return one.x < other.right and one.right > other.x and one.y < other.bottom and one.bottom > other.y


@dataclass(frozen=True, slots=True)
class Placed:
    """One text run, fill, stroke or picture. `box` is the part that shows."""

    kind: Literal["text", "fill", "stroke", "image"]
    box: Rect
    plates: Plates = ()
    size: float = 0.0
    """Points: of type, or the width of a stroke."""
    overprint: bool = False
    gray: bool = False
    """Black written as DeviceGray, whose overprint is left to the RIP (Ghent Workgroup 2015, 4.11)."""
    han: bool = False
    serif: bool = False
    ppi: float = 0.0
    bits: int = 8
    pixels: tuple[int, int] = (0, 0)
    words: str = ""
    missing: bool = False
    """Text with a glyph that its font does not have."""
    stencil: bool = False
    """A one-bit picture that is painted in the current colour."""
    inked: str = ""
    """Of a picture that is not yet written: its file, when that is CMYK and goes into print as it is."""
    logo: bool = False
    """A picture that must stand clear of the trim as type does."""
    path: str = ""
    """The place in the YAML, where it is known."""

    @property
    def ink(self) -> float:
        """The sum of the inks, 1.0 for one solid."""
        return sum(share for _, share in self.plates)


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """A picture of a finished file with its object, whose pixels can be looked at, and its own size in points."""

    placed: Placed
    image: Any
    size: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page under inspection, 1-based. `bleed` is what its boxes promise, `folds` are x from the trim's left edge."""

    number: int
    trim: Size
    bleed: Insets
    placed: tuple[Placed, ...]
    folds: tuple[float, ...] = ()
    images: tuple[PlacedImage, ...] = field(default=(), compare=False, repr=False)
    fonts: tuple[Any, ...] = field(default=(), compare=False, repr=False)
    transparent: bool = False
    """Of a finished file: its pictures, its fonts, and whether anything on the page is mixed with what is below it."""
    blended: bool = False
    """Whether it is mixed in another mode than Normal, which may add inks up."""
