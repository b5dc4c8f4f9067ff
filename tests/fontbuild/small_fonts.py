"""Small fonts made on the spot."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation


def box(width: int, *components: str) -> Any:
    """A rectangle from 50 to 50 + width, or a composite of other glyphs."""
    pen = TTGlyphPen(dict.fromkeys(components))
    for component in components:
        pen.addComponent(component, (1, 0, 0, 1, 0, 0))
    if not components:
        pen.moveTo((50, 0))
        pen.lineTo((50, 700))
        pen.lineTo((50 + width, 700))
        pen.lineTo((50 + width, 0))
        pen.closePath()
    return pen.glyph()


def make_font(name: str = "Box", chars: Iterable[str] = "一A“”’ŉ", variable: bool = False) -> TTFont:
    """A glyf font of rectangles 250 wide on 350; ŉ is a composite of ’; with `variable`, wght 400–700 widens 一."""
    names = {ord(char): f"u{ord(char):04X}" for char in chars}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    glyphs = {glyph: box(250) for glyph in (".notdef", *names.values())}
    if "u0149" in glyphs:
        glyphs["u0149"] = box(250, "u2019")
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (350, 50)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": f"{name}-Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, sxHeight=500, sCapHeight=700, fsType=0)
    builder.setupPost()
    if variable:
        builder.setupFvar([("wght", 400, 400, 700, "Weight")], [])
        moved = [(0, 0), (0, 0), (100, 0), (100, 0), (0, 0), (100, 0), (0, 0), (0, 0)]
        builder.setupGvar({"u4E00": [TupleVariation({"wght": (0, 1, 1)}, moved)]})
    font: TTFont = builder.font
    return font


def saved(font: TTFont, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    return path


def collection(path: Path, *names: str) -> Path:
    """A .ttc of one font for each name."""
    whole = TTCollection()
    for name in names:
        data = io.BytesIO()
        make_font(name).save(data)
        whole.fonts.append(TTFont(io.BytesIO(data.getvalue())))
    whole.save(str(path))
    return path
