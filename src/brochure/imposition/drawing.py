"""Lines, areas and words as PDF operators. Words are drawn as outlines, so a sheet brings no font of its own.

Colours are set as ink. Registration colour is the Separation /All, which every plate prints (ISO 32000-1, 8.6.6.4); the
page that uses it names it `ALL` in its resources.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from brochure.color import CMYK
from brochure.harfbuzz import hb
from brochure.text.fonts import Face, FontBook, default_catalog

ALL = "BrochureAll"
"""Resource name of the registration colour."""

Ink = CMYK | str
"""A process colour, or the full tint of a Separation by its resource name."""

_FACES = ("NotoSansSC-Regular", "NotoSansSC-Bold", "NotoSerifSCRare-Regular")
_ROUND = 0.5523


def fixed(value: float) -> str:
    """A number to a ten-thousandth of a point, short, never `-0`."""
    shown = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if shown in ("-0", "") else shown


def joined(*values: float) -> str:
    return " ".join(fixed(value) for value in values)


@cache
def _faces(bold: bool) -> tuple[Face, ...]:
    book = FontBook.from_catalogs([default_catalog()])
    names = (_FACES[1], _FACES[0], _FACES[2]) if bold else (_FACES[0], _FACES[2])
    return tuple(book.face(name) for name in names if name in book.entries)


@cache
def _pen() -> hb.DrawFuncs:
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda x, y, path: path.append((x, y, "m")))
    pen.set_line_to_func(lambda x, y, path: path.append((x, y, "l")))
    pen.set_cubic_to_func(lambda a, b, c, d, x, y, path: path.append((a, b, c, d, x, y, "c")))
    pen.set_close_path_func(lambda path: path.append(("h",)))
    return pen


@cache
def _glyph(char: str, bold: bool) -> tuple[tuple[Any, ...], int] | None:
    """Outline and advance in 1/1000 em, from the first face that has the character."""
    for face in _faces(bold):
        gid = face.hb_font.get_nominal_glyph(ord(char))
        if gid:
            path: list[tuple[Any, ...]] = []
            face.hb_font.draw_glyph(gid, _pen(), path)
            return tuple(path), face.width(gid)
    return None


def words_width(words: str, size: float, bold: bool = False) -> float:
    """Points that a line of words takes."""
    return sum(glyph[1] for char in words if (glyph := _glyph(char, bold))) * size / 1000


class Drawing:
    """A piece of content stream; y upwards. State is set anew for every object, and what is set stays in its q … Q."""

    def __init__(self) -> None:
        self._out: list[str] = []

    def data(self) -> bytes:
        return "".join(self._out).encode("ascii")

    def add(self, operators: str) -> None:
        self._out.append(operators)

    def lines(
        self,
        segments: Sequence[tuple[float, float, float, float]],
        width: float,
        dash: str = "",
        ink: Ink = ALL,
    ) -> None:
        """Straight lines of one kind; in registration colour where no ink is named."""
        if not segments:
            return
        path = "".join(f"{joined(x0, y0)} m {joined(x1, y1)} l\n" for x0, y0, x1, y1 in segments)
        self.add(f"q {_colour(ink, stroke=True)}{fixed(width)} w [{dash}] 0 d\n{path}S Q\n")

    def area(self, x: float, y: float, width: float, height: float, ink: Ink = ALL) -> None:
        self.add(f"q {_colour(ink)}{joined(x, y, width, height)} re f Q\n")

    def circle(self, x: float, y: float, radius: float, width: float, ink: Ink = ALL, fill: bool = False) -> None:
        """A ring of line `width`, or a disc."""
        k = radius * _ROUND
        path = (
            f"{joined(x + radius, y)} m {joined(x + radius, y + k, x + k, y + radius, x, y + radius)} c "
            f"{joined(x - k, y + radius, x - radius, y + k, x - radius, y)} c "
            f"{joined(x - radius, y - k, x - k, y - radius, x, y - radius)} c "
            f"{joined(x + k, y - radius, x + radius, y - k, x + radius, y)} c h"
        )
        self.add(f"q {_colour(ink, stroke=not fill)}{fixed(width)} w [] 0 d {path} {'f' if fill else 'S'} Q\n")

    def polygon(self, points: Sequence[tuple[float, float]], ink: Ink = ALL) -> None:
        path = " l ".join(joined(*point) for point in points).replace(" l ", " m ", 1)
        self.add(f"q {_colour(ink)}{path} l h f Q\n")

    def words(
        self,
        words: str,
        size: float,
        x: float,
        y: float,
        ink: Ink = ALL,
        bold: bool = False,
        turned: bool = False,
    ) -> None:
        """A line from its baseline's start; upside down, leftwards. What no face has is left out."""
        scale = size / 1000
        parts = [f"q {_colour(ink)}{joined(-scale if turned else scale, 0, 0, -scale if turned else scale, x, y)} cm\n"]
        pen = 0
        for char in words:
            glyph = _glyph(char, bold)
            if glyph is None:
                continue
            path, advance = glyph
            for *values, operator in path:
                moved = [value + pen if index % 2 == 0 else value for index, value in enumerate(values)]
                parts.append(f"{' '.join(f'{value:g}' for value in moved)} {operator}\n".lstrip())
            pen += advance
        self.add("".join(parts) + "f Q\n")


def _colour(ink: Ink, stroke: bool = False) -> str:
    if isinstance(ink, str):
        return f"/{ink} CS 1 SCN " if stroke else f"/{ink} cs 1 scn "
    return f"{joined(ink.c, ink.m, ink.y, ink.k)} {'K' if stroke else 'k'} "
