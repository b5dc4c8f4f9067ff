"""Whether a page may carry too much ink, by what stands on it and where: most pages need no closer look.

Where colours are simply laid over one another, no place has more ink than its heaviest single colour or picture and
what overprints there: alpha only averages. A page whose heaviest ground and overprints stay within the limit together
is sound; the others are separated (`ink`).
"""

from __future__ import annotations

from collections.abc import Sequence

from brochure.color import is_finishing
from brochure.dataclass import replace
from brochure.geometry import MM, Rect
from brochure.preflight.placed import NO_INK, PROCESS, Placed, Sheet, meets

SQUARE = 15**0.5 * MM
"""Points: the side of 15 mm², over which ink is averaged (GWG 4.22)."""
NOISE = 2.0
"""Per cent over the limit that rounding of the pixels and of their mean explains."""


def doubtful(sheet: Sheet, pictures: float, limit: float, ours: bool = False) -> bool:
    """Whether a page may have more ink than `limit` in any 15 mm²; `pictures` is that of its heaviest (1.0 a solid).

    Only its plates can tell with patterns, colours that are no ink, other modes than Normal, and, unless the page is of
    our own making (`ours`), with spots: what overprints without being known to leaves them alone.
    """
    if sheet.blended or any(str(font.get("/Subtype")) == "/Type3" for font in sheet.fonts):
        return True
    bleed, trim = sheet.bleed, sheet.trim
    whole = Rect(-bleed.left, -bleed.top, trim.width + bleed.left + bleed.right, trim.height + bleed.top + bleed.bottom)
    inside = [one for one in sheet.placed if meets(one.box, whole)]
    images = [one for one in inside if one.kind == "image" and not one.stencil]
    flats = (
        [_of_ink(one) for one in inside if one.kind != "image" or one.stencil]
        if ours
        else [one for one in inside if one.kind != "image" or one.stencil]
    )
    if any(name in (*NO_INK, "All") or not (ours or name in _MEASURED) for one in flats for name, _ in one.plates):
        return True
    if any(name not in (*_MEASURED, *NO_INK) for one in images for name, _ in one.plates):
        return True
    over = [one for one in flats if one.overprint and one.plates]
    shares: dict[str, float] = {}
    for one in over:
        for name, share in one.plates:
            shares[name] = max(shares.get(name, 0.0), share)
    laid = sum(shares.values())
    grounds = [(_inked(one), one.ink) for one in flats if not one.overprint] + [(one.box, pictures) for one in images]
    heavy = [(box, ink) for box, ink in grounds if ink + laid > limit]
    return laid > limit or any(ink + min(laid, _laid(box, over)) > limit for box, ink in heavy)


_MEASURED = frozenset((*PROCESS, "None"))


def _of_ink(one: Placed) -> Placed:
    """An object without its varnish, foil or die line."""
    inks = tuple((name, share) for name, share in one.plates if not is_finishing(name))
    return one if inks == one.plates else replace(one, plates=inks)


def _inked(one: Placed) -> Rect:
    """Where an object has ink: figures and capitals stand on their line, what is below it in their box is empty."""
    if one.kind == "text" and one.words and not set(one.words) - _ON_THE_LINE:
        return Rect(one.box.x, one.box.y, one.box.width, one.box.height * 0.84)
    return one.box


_ON_THE_LINE = frozenset("0123456789ABCDEFGHIKLMNOPRSTUVWXYZ+%. ")


def _laid(ground: Rect, over: Sequence[Placed]) -> float:
    """What overprints can add to the mean of 15 mm² of a ground: of a narrow strip that they share, only a part."""
    added = 0.0
    for one in over:
        if meets(one.box, ground):
            width = min(one.box.right, ground.right) - max(one.box.x, ground.x)
            height = min(one.box.bottom, ground.bottom) - max(one.box.y, ground.y)
            added += one.ink * min(width, SQUARE) * min(height, SQUARE) / SQUARE**2
    return added
