"""Full-width quotation marks for a face that draws them at Latin width.

LXGW WenKai gives “ ” ‘ ’ 0.35 em, where Chinese needs 1 em with the ink in the half toward the quoted words (GB/T
15834; Noto Serif SC and Noto Sans SC have it so). Only the place and the advance change, never the shape. The glyphs
are changed themselves rather than doubled, so that `vert` goes on working.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from brochure.diagnostics import Sink


def widen(font: TTFont, marks: str, name: str, sink: Sink) -> bool:
    """Set each mark in a frame of one em: opening marks centred in the right half, closing marks in the left.

    False and a finding if the outlines are CFF or a mark has no glyph.
    """
    cmap = font.getBestCmap()
    missing = "".join(mark for mark in marks if ord(mark) not in cmap)
    if "glyf" not in font or missing:
        sink.error(
            "fonts.widen",
            f"`{name}`：只能加宽 glyf 轮廓里已有的标点（缺 {missing or '—'}）",
            f"`{name}`: only marks that exist with glyf outlines can be widened (missing: {missing or '—'})",
        )
        return False
    glyphs = {cmap[ord(mark)]: unicodedata.category(mark) in ("Pi", "Ps") for mark in marks}
    _decompose_users(font, set(glyphs))
    em = font["head"].unitsPerEm
    for glyph, opening in glyphs.items():
        advance, bearing = font["hmtx"][glyph]
        shift = round((em / 2 - advance) / 2) + (em // 2 if opening else 0)
        font["glyf"][glyph] = _redrawn(font, glyph, shift)
        font["hmtx"][glyph] = (em, bearing + shift)
    return True


def _decompose_users(font: TTFont, glyphs: Iterable[str]) -> None:
    """Give composites made of the glyphs (ŉ of ’) outlines of their own, so that they stay as they are."""
    table: Any = font["glyf"]
    wanted = set(glyphs)
    for name in font.getGlyphOrder():
        if table[name].isComposite() and wanted & set(table[name].getComponentNames(table)):
            table[name] = _redrawn(font, name, 0)


def _redrawn(font: TTFont, glyph: str, shift: float) -> Any:
    """The glyph as plain contours, moved right by `shift` font units."""
    glyphs = font.getGlyphSet()
    record = DecomposingRecordingPen(glyphs)
    glyphs[glyph].draw(record)
    pen = TTGlyphPen(None)
    record.replay(TransformPen(pen, (1, 0, 0, 1, shift, 0)))
    redrawn: Any = pen.glyph()
    redrawn.recalcBounds(font["glyf"])
    return redrawn
