"""Numbered squares on the pages of a PDF: /Square annotations with appearances (ISO 32000-1, 12.5.5, 12.5.6.8).

An appearance is written because a viewer need not draw one itself, and few draw a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from brochure.annotating.places import Note
from brochure.geometry import Rect
from brochure.separations.boxes import box_of, inherited, user_unit

COLORS = {"error": (0.80, 0.05, 0.12), "warning": (0.85, 0.42, 0.0), "info": (0.05, 0.38, 0.72)}
"""RGB: an annotated proof is looked at, and never printed from."""
OUTSET = 1.5
"""Points between a place and the line around it."""
LINE, TALL = 1.0, 11.0
"""Points: the line, and the height of a number's label."""
MOST = 60
"""Places of one finding that are marked on a page: more of them would only hide it."""
_DIGIT = 0.556
"""Em: the width of a digit of Helvetica."""
_SIZE = 8.5


def mark(pdf: pikepdf.Pdf, notes: Sequence[Note]) -> None:
    """Put every note that has a place on its page."""
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica-Bold"), Encoding=Name.WinAnsiEncoding)
    )
    for number, page in enumerate(pdf.pages, 1):
        here = [(note, area) for note in notes if note.page == number for area in note.areas[:MOST]]
        if not here:
            continue
        obj = page.obj
        found = list(obj.get("/Annots", []))
        taken: list[Rect] = []
        for index, (note, area) in enumerate(here):
            square = _square(pdf, obj, note, area, taken, font)
            if area != note.areas[0]:
                square.NM = f"brochure-{note.number}-{index}"
            popup = pdf.make_indirect(_popup(obj, square))
            square.Popup = popup
            found += [square, popup]
        obj.Annots = Array(found)


def _square(pdf: pikepdf.Pdf, page: Any, note: Note, area: Rect, taken: list[Rect], font: Any) -> Any:
    place = place_on(page, area)
    label = _label(place, note, taken, page)
    outer = _around(place, label)
    message, color = note.finding.message, COLORS[note.finding.severity]
    hints = [words for hint in note.finding.hints for words in (hint.zh, hint.en)]
    inner = [place.x - outer.x, place.y - outer.y, outer.right - place.right, outer.bottom - place.bottom]
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Square, Rect=_corners(outer), RD=_numbers(inner), F=4, P=page,
            C=_numbers(color), BS=Dictionary(W=LINE, S=Name.S), NM=f"brochure-{note.number}",
            T=f"{note.number} {note.finding.code}", Contents="\n".join((message.zh, message.en, *hints)),
            AP=Dictionary(N=_appearance(pdf, page, place, label, outer, note, font)),
        )
    )  # fmt: skip


def place_on(page: Any, area: Rect) -> Rect:
    """The line around a place in the page's own coordinates, y up: x, y of the lower left corner."""
    unit = user_unit(page)
    left, _bottom, _right, top = box_of(page, "/TrimBox", "/ArtBox", "/CropBox", "/MediaBox")
    west, south, east, north = box_of(page, "/CropBox", "/MediaBox")
    x0, x1 = left + area.x / unit - OUTSET, left + area.right / unit + OUTSET
    y0, y1 = top - area.bottom / unit - OUTSET, top - area.y / unit + OUTSET
    # what runs off the page is marked as far as it shows
    x0, x1 = min(max(x0, west), east - 2 * OUTSET), max(min(x1, east), west + 2 * OUTSET)
    y0, y1 = min(max(y0, south), north - 2 * OUTSET), max(min(y1, north), south + 2 * OUTSET)
    return Rect(x0, y0, x1 - x0, y1 - y0)


def _label(place: Rect, note: Note, taken: list[Rect], page: Any) -> Rect:
    """Where the number goes: on the upper left corner, or the next free spot to its right; always on the page."""
    wide, tall = (_DIGIT * len(str(note.number)) * _SIZE) + 5, TALL
    if _turn(page) in (90, 270):
        wide, tall = tall, wide
    left, bottom, right, top = box_of(page, "/CropBox", "/MediaBox")
    x = min(max(place.x, left), right - wide)
    y = min(max(place.bottom, bottom), top - tall)
    spot = Rect(x, y, wide, tall)
    while any(_meet(spot, other) for other in taken):
        spot = Rect(spot.x + wide + 1, spot.y, wide, tall)
        if spot.right > right:
            spot = Rect(x, spot.y - tall - 1, wide, tall)
        if spot.y < bottom:
            break
    taken.append(spot)
    return spot


def _turn(page: Any) -> int:
    return int(inherited(page, "/Rotate") or 0) % 360


def _meet(one: Rect, other: Rect) -> bool:
    return one.x < other.right and one.right > other.x and one.y < other.bottom and one.bottom > other.y


def _around(one: Rect, other: Rect) -> Rect:
    left, low = min(one.x, other.x), min(one.y, other.y)
    return Rect(left, low, max(one.right, other.right) - left, max(one.bottom, other.bottom) - low)


def _corners(box: Rect) -> Array:
    return _numbers((box.x, box.y, box.right, box.bottom))


def _numbers(values: Sequence[float]) -> Array:
    return Array([round(value, 3) for value in values])


def _appearance(pdf: pikepdf.Pdf, page: Any, place: Rect, label: Rect, outer: Rect, note: Note, font: Any) -> Any:
    """The line around the place and the number, upright however the page is turned; in the page's coordinates."""
    red, green, blue = COLORS[note.finding.severity]
    text = str(note.number)
    cos, sin = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}.get(_turn(page), (1, 0))
    wide = _DIGIT * len(text) * _SIZE
    # the middle of the number onto the middle of its label
    middle = label.x + label.width / 2, label.y + label.height / 2
    across, down = wide / 2, 0.36 * _SIZE
    x, y = middle[0] - cos * across + sin * down, middle[1] - sin * across - cos * down
    half = LINE / 2
    content = (
        f"q {red} {green} {blue} RG {red} {green} {blue} rg {LINE} w\n"
        f"{place.x + half:.3f} {place.y + half:.3f} {place.width - LINE:.3f} {place.height - LINE:.3f} re S\n"
        f"{label.x:.3f} {label.y:.3f} {label.width:.3f} {label.height:.3f} re f\n"
        f"1 1 1 rg BT /F {_SIZE} Tf {cos} {sin} {-sin} {cos} {x:.3f} {y:.3f} Tm ({text}) Tj ET Q\n"
    )
    form = pdf.make_stream(content.encode("ascii"))
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = _corners(outer)
    form.Resources = Dictionary(Font=Dictionary(F=font))
    return form


def _popup(page: Any, square: Any) -> Dictionary:
    """The note's window, closed, at the right edge of the page."""
    _left, _bottom, right, _top = box_of(page, "/CropBox", "/MediaBox")
    top = float(square.Rect[3])
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Popup,
        Parent=square,
        Open=False,
        Rect=_numbers((right, top - 90, right + 180, top)),
    )
