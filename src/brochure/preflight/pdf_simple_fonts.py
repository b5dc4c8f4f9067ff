"""Simple fonts against their programs: the glyphs of the codes shown are there, and as wide as the file states.

ISO 32000-1, 9.6.6: TrueType by its character maps, Type 1 in its compact form (CFF) by glyph names, Type 3 by its own
procedures. Type 1 in its old form (FontFile) is not opened.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Set
from typing import Any

import pikepdf

_CODECS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}
Glyphs = Mapping[int, float | None]
"""Code → width in 1/1000 em; None for a code whose glyph is missing."""


def simple_faults(font: Any, name: str, file: Any, codes: Set[int]) -> Iterator[tuple[str, str]]:
    """Breaks of a simple font whose program is `file`; `codes` are the single bytes that are shown in it."""
    if font.get("/Subtype") == "/Type3":
        own: Glyphs | None = _type3(font, codes)
    elif file is None:
        return
    elif file.get("/Subtype") == "/Type1C":
        own = _compact(file.read_bytes(), font.get("/Encoding"), codes)
    elif font.get("/Subtype") == "/TrueType":
        own = _truetype(file.read_bytes(), font.get("/Encoding"), codes)
    else:
        own = None
    first = int(font.get("/FirstChar", 0))
    stated = {first + at: float(width) for at, width in enumerate(font.get("/Widths", ()))}
    for code in sorted(codes if own is not None else ()):
        assert own is not None
        width = own[code]
        if width is None:
            yield f"字体 {name} 有缺字（.notdef），代码 {code}", f"the font {name} shows a missing glyph, code {code}"
        elif code in stated and abs(stated[code] - width) > 1:
            yield f"字体 {name} 的字宽与字体程序不符", f"the widths of the font {name} are not those of its program"
            return


def encoded_names(encoding: Any, usual: Mapping[int, str]) -> dict[int, str]:
    """Code → glyph name: a base encoding and the differences from it (9.6.6.2)."""
    from fontTools.agl import UV2AGL

    base, names = encoding, dict(usual)
    if isinstance(encoding, pikepdf.Dictionary):
        base = encoding.get("/BaseEncoding")
    if (codec := _CODECS.get(str(base))) is not None:
        texts = {code: bytes((code,)).decode(codec, "ignore") for code in range(32, 256)}
        names = {code: UV2AGL.get(ord(text), "") for code, text in texts.items() if text}
        if codec == "cp1252":
            names |= {0xA0: "space", 0xAD: "hyphen"}  # Annex D.2, notes 4 and 5
    code = 0
    for step in encoding.get("/Differences", ()) if isinstance(encoding, pikepdf.Dictionary) else ():
        if isinstance(step, pikepdf.Name):
            names[code] = str(step)[1:]
            code += 1
        else:
            code = int(step)
    return names


def _standard() -> dict[int, str]:
    from fontTools.encodings.StandardEncoding import StandardEncoding

    return {code: name for code, name in enumerate(StandardEncoding) if name != ".notdef"}


def _truetype(data: bytes, encoding: Any, codes: Set[int]) -> Glyphs | None:
    """Through (3, 1) by character or (1, 0), (3, 0) by code, as 9.6.6.4 says; None without a map that can be read."""
    from fontTools.agl import toUnicode
    from fontTools.ttLib import TTFont

    program = TTFont(io.BytesIO(data), lazy=True)
    if "cmap" not in program or "hmtx" not in program:
        return None
    tables = {(one.platformID, one.platEncID): one.cmap for one in program["cmap"].tables}
    scale = 1000 / program["head"].unitsPerEm
    names = encoded_names(encoding, _standard()) if encoding is not None else {}
    found: dict[int, float | None] = {}
    for code in codes:
        text = toUnicode(names.get(code, ""))
        symbol = tables.get((3, 0), {})
        glyph = tables.get((3, 1), {}).get(ord(text)) if len(text) == 1 else None
        glyph = glyph or next((symbol[at] for at in (code, 0xF000 + code, 0xF100 + code) if at in symbol), None)
        glyph = glyph or tables.get((1, 0), {}).get(code)
        if glyph is None and names.get(code) in program.getReverseGlyphMap():
            glyph = names[code]
        found[code] = None if glyph in (None, ".notdef") else program["hmtx"][glyph][0] * scale
    return found


def _compact(data: bytes, encoding: Any, codes: Set[int]) -> Glyphs:
    from fontTools.cffLib import CFFFontSet
    from fontTools.pens.basePen import NullPen

    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    top = fonts[0]
    inside = getattr(top, "Encoding", "StandardEncoding")
    usual = _standard() if isinstance(inside, str) else {at: one for at, one in enumerate(inside) if one != ".notdef"}
    names = encoded_names(encoding, usual)
    scale = 1000 * (top.FontMatrix[0] if hasattr(top, "FontMatrix") else 0.001)
    found: dict[int, float | None] = {}
    for code in codes:
        name = names.get(code, "")
        if name not in top.CharStrings or name == ".notdef":
            found[code] = None
            continue
        string = top.CharStrings[name]
        string.draw(NullPen())
        found[code] = string.width * scale
    return found


def _type3(font: Any, codes: Set[int]) -> Glyphs:
    """Procedures by name; the first operator of each, d0 or d1, gives the width in glyph space (9.6.5)."""
    names, procedures = encoded_names(font.get("/Encoding"), {}), font.get("/CharProcs", pikepdf.Dictionary())
    found: dict[int, float | None] = {}
    for code in codes:
        procedure = procedures.get(f"/{names[code]}") if code in names else None
        found[code] = None
        if procedure is not None:
            steps = [step for step in pikepdf.parse_content_stream(procedure) if str(step.operator) in ("d0", "d1")]
            found[code] = float(steps[0].operands[0]) if steps else None
    return found
