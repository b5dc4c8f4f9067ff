"""What PDF/X asks of fonts, read from the font programs themselves: embedded, the stated widths, no missing glyph."""

from __future__ import annotations

import io
from collections.abc import Iterator, Set
from typing import Any

import pikepdf

FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def font_faults(font: Any, codes: Set[int]) -> Iterator[tuple[str, str]]:
    """Breaks for one font, in Chinese and English. `codes` are those shown in it."""
    from brochure.preflight.pdf_simple_fonts import simple_faults

    kind = str(font.get("/Subtype"))
    if kind == "/Type3":
        yield from simple_faults(font, str(font.get("/Name", "Type 3")).removeprefix("/"), None, codes)
        return
    name = str(font.get("/BaseFont", "")).removeprefix("/")
    holder = font.DescendantFonts[0] if kind == "/Type0" else font
    descriptor = holder.get("/FontDescriptor", {})
    file = next((descriptor[key] for key in FILES if key in descriptor), None)
    if file is None:
        yield f"字体 {name} 未嵌入", f"the font {name} is not embedded"
        return
    if kind != "/Type0":
        yield from simple_faults(font, name, file, codes)
        return
    if font.get("/Encoding") not in ("/Identity-H", "/Identity-V"):
        return
    if 0 in codes:
        yield f"字体 {name} 有缺字（.notdef）", f"the font {name} shows a missing glyph (.notdef)"
    own = program_widths(
        file.read_bytes(), bare="/FontFile3" in descriptor and file.get("/Subtype") == "/CIDFontType0C"
    )
    if isinstance(table := holder.get("/CIDToGIDMap"), pikepdf.Stream):
        row = table.read_bytes()
        glyphs = {code: int.from_bytes(row[2 * code : 2 * code + 2], "big") for code in codes}
        own = {code: own[glyph] for code, glyph in glyphs.items() if glyph in own and (glyph or not code)}
    stated = stated_widths(holder)
    default = float(holder.get("/DW", 1000))
    for code in sorted(codes):
        if code not in own:
            yield f"字体 {name} 缺字形 {code}", f"the font {name} lacks the glyph {code}"
        elif abs(own[code] - stated.get(code, default)) > 1:
            yield f"字体 {name} 的字宽与字体程序不符", f"the widths of the font {name} are not those of its program"
            return


def stated_widths(descendant: Any) -> dict[int, float]:
    """The W array (ISO 32000-1, 9.7.4.3), both of its forms."""
    widths: dict[int, float] = {}
    items = list(descendant.get("/W", []))
    index = 0
    while index < len(items):
        first = int(items[index])
        if isinstance(items[index + 1], int | float) or not hasattr(items[index + 1], "__iter__"):
            widths |= dict.fromkeys(range(first, int(items[index + 1]) + 1), float(items[index + 2]))
            index += 3
        else:
            widths |= {first + offset: float(width) for offset, width in enumerate(items[index + 1])}
            index += 2
    return widths


def program_widths(data: bytes, bare: bool) -> dict[int, float]:
    """Widths in 1/1000 em by CID: of a bare CFF table, or of a TrueType or OpenType file with identity mapping."""
    if bare:
        return _cff_widths(data)
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(data), lazy=True)
    scale = 1000 / font["head"].unitsPerEm
    return {index: font["hmtx"][name][0] * scale for index, name in enumerate(font.getGlyphOrder())}


def _cff_widths(data: bytes) -> dict[int, float]:
    """A CID-keyed program is addressed by its CIDs, any other by glyph index (9.7.4.2)."""
    from fontTools.cffLib import CFFFontSet
    from fontTools.pens.basePen import NullPen

    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    top = fonts[0]
    keyed = hasattr(top, "ROS")
    scale = 1000 * (top.FontMatrix[0] if hasattr(top, "FontMatrix") else 0.001)
    widths: dict[int, float] = {}
    for index, name in enumerate(top.charset):
        string = top.CharStrings[name]
        string.draw(NullPen())
        widths[int(name.removeprefix("cid")) if keyed and name != ".notdef" else index] = string.width * scale
    return widths
