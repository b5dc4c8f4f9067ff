"""Faces as embedded Type 0 fonts (ISO 32000-1, 9.7): one HarfBuzz subset a face, Identity-H, exact ToUnicode.

The codes in the content stream are the subset's glyph ids. They are known before the first page is written, because the
glyphs of the whole document are gathered first, which costs 20 ns a glyph and spares every later renumbering.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping

from brochure.digest import blake2b
from brochure.harfbuzz import hb
from brochure.pdf.objects import File, Ref, array, deflated, dictionary, name, text
from brochure.text.fonts import Face
from brochure.text.shape import shape

_UNUSED = (
    "GSUB GPOS GDEF BASE JSTF MATH VORG vhea vmtx STAT DSIG cmap name post OS/2 meta kern hdmx LTSH VDMX PCLT gasp"
)
"""Tables that a page never asks for: text is shaped already, and CID = glyph id needs no character map."""

WORD_GAP = 90
"""Thousandths of an em that readers take for a space between words (poppler: 100)."""
SPACES = frozenset(" \u00a0\u3000")

_ESCAPED = {byte: bytes((byte,)) for byte in range(256)} | {92: b"\\\\", 40: b"\\(", 41: b"\\)", 13: b"\\r"}


class EmbeddedFace:
    """One face in one file. `codes` maps a glyph of the whole font to its two bytes, escaped for a literal string."""

    def __init__(self, face: Face, gids: Iterable[int], key: str, reference: Ref, signs: Iterable[str] = ()) -> None:
        self.key = key
        self.reference = reference
        self.face = face
        self._plan = _plan(face, gids)
        self.renumbered: dict[int, int] = dict(self._plan.old_to_new_glyph_mapping.items())
        self.codes = {old: _ESCAPED[new >> 8] + _ESCAPED[new & 255] for old, new in self.renumbered.items()}
        self.widths: dict[int, int] = {old: face.width(old) for old in self.renumbered}
        self.texts: dict[int, str] = {gid: sign for sign, gid in _settled(face, signs) if gid and gid in self.codes}
        """What each glyph means; the first text it is set for. Other texts of the same glyph need ActualText."""
        self.wide: set[tuple[int, int]] = set()
        """Glyphs other than spaces, with advances so large that a reader may take the gap for a space."""
        self._moved: dict[int, _Moved] = {}

    def moved(self, common: int) -> Mapping[tuple[int, int], bytes]:
        """For a glyph and its advance the code, and the adjustment behind it where the advance is other than its width
        and `common`."""
        known = self._moved.get(common)
        if known is None:
            known = self._moved[common] = _Moved(self, common)
        return known

    def tells(self, gid: int, meaning: str) -> bool:
        """Whether ToUnicode says that `gid` is `meaning`; the first to ask decides it."""
        if not meaning:
            return False
        meaning = meaning.replace("\u00a0", " ")  # the same glyph as a space, and copied as one by every reader
        return self.texts.setdefault(gid, meaning) == meaning

    def _parts(self) -> dict[int, str]:
        """A meaning for glyphs that only ever stood with others for one character, whose text is said on the page: the
        character that the glyph alone would stand for, where there is one.

        PDF/A asks for one all the same (ISO 19005-2, 6.2.11.7.2).
        """
        unsaid = self.codes.keys() - self.texts.keys() - {0}
        if not unsaid:
            return {}
        plain = {self.face.hb_font.get_nominal_glyph(code): chr(code) for code in self.face.hb_face.unicodes}
        return {gid: plain.get(gid, "\ufffd") for gid in unsaid}

    def write(self, file: File) -> None:
        """Make the font's objects once all text has been seen."""
        subset = self._plan.execute()
        cff = self.face.entry.outlines == "cff"
        facts = _Facts(self.face)
        base = f"{_tag(facts.name, self.renumbered)}+{facts.name}"
        program = _program(subset, cff)
        entries: dict[str, object] = {"Subtype": "/CIDFontType0C"} if cff else {"Length1": len(program)}
        embedded = file.add(deflated(program, entries, 3))
        descriptor = file.add(facts.descriptor(base, "FontFile3" if cff else "FontFile2", embedded))
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType0" if cff else "/CIDFontType2",
            "BaseFont": name(base),
            "CIDSystemInfo": dictionary({"Registry": text("Adobe"), "Ordering": text("Identity"), "Supplement": 0}),
            "FontDescriptor": descriptor,
            "DW": 1000,
            "W": _width_array({self.renumbered[old]: width for old, width in self.widths.items()}),
            "CIDToGIDMap": None if cff else "/Identity",
        }
        meanings = {self.renumbered[old]: meaning for old, meaning in (self._parts() | self.texts).items()}
        unicode = deflated(to_unicode(meanings), {}, 6)
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name(base),
            "Encoding": "/Identity-H",
            "DescendantFonts": array((file.add(dictionary(descendant)),)),
            "ToUnicode": file.add(unicode),
        }
        file.put(self.reference, dictionary(font))


class _Moved(dict[tuple[int, int], bytes]):
    """See `EmbeddedFace.moved`. An adjustment moves back by thousandths of the size, so more room is negative."""

    def __init__(self, face: EmbeddedFace, common: int) -> None:
        self._face, self._common = face, common

    def __missing__(self, glyph: tuple[int, int]) -> bytes:
        gid, advance = glyph
        surplus = advance - self._face.widths[gid]
        if surplus >= WORD_GAP and self._face.texts.get(gid, "") not in SPACES:
            self._face.wide.add(glyph)
        shown = self._face.codes[gid]
        if surplus != self._common:
            shown += b")%d(" % (self._common - surplus)
        self[glyph] = shown
        return shown


USUAL = {"⋯": "…", "⸺": "——", "‧": "·"}
"""Signs that are drawn as a more usual one."""


def _settled(face: Face, signs: Iterable[str]) -> list[tuple[str, int]]:
    """Signs whose glyphs stand for others too, a no-break space, a soft hyphen: not all readers know ActualText.

    `signs` are those of `USUAL` that the document has beside their twins: what most of its text means is settled
    first, whichever comes first.
    """
    found = [(sign, int(face.hb_font.get_nominal_glyph(ord(sign)) or 0)) for sign in " -"]
    for sign in signs:
        shaped = shape("‧" if sign == "·" else sign, face, "zh-Hans", han=True)
        if len(shaped.gids) == 1:
            found.append((sign, shaped.gids[0]))
    return found


def _plan(face: Face, gids: Iterable[int]) -> hb.SubsetPlan:
    request = hb.SubsetInput()
    request.glyph_set.update(gids)
    request.glyph_set.add(0)
    for table in _UNUSED.split():
        request.drop_table_tag_set.add(int.from_bytes(table.encode(), "big"))
    request.flags = (
        hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NOTDEF_OUTLINE
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        # a CID-keyed program is addressed by CID: make CID and glyph id the same
        | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    )
    return hb.SubsetPlan(face.hb_face, request)


def _program(subset: hb.Face, cff: bool) -> bytes:
    """The font program to embed: the bare CFF table (Table 126, CIDFontType0C), or a TrueType file."""
    if cff:
        return bytes(subset.reference_table("CFF ").data)
    return bytes(subset.blob.data)


def _tag(font: str, glyphs: Iterable[int]) -> str:
    """Six capitals that differ between different subsets of one face (9.6.4), the same for the same glyphs."""
    digest = blake2b(repr((font, sorted(glyphs))).encode(), digest_size=6).digest()
    return "".join(chr(65 + byte % 26) for byte in digest)


def _width_array(widths: Mapping[int, int]) -> object:
    """The W array (9.7.4.3): runs of codes with their widths; 1000 is the default and left out."""
    runs: list[object] = []
    last = -2
    current: list[int] = []
    for code in sorted(widths):
        if widths[code] == 1000:
            continue
        if code != last + 1:
            current = []
            runs += [code, current]
        current.append(widths[code])
        last = code
    return array(array(run) if isinstance(run, list) else run for run in runs)


def _utf16(meaning: str) -> str:
    return meaning.encode("utf-16-be").hex().upper()


_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


def to_unicode(meanings: Mapping[int, str]) -> bytes:
    """The ToUnicode CMap (9.10.3): consecutive codes of consecutive characters as ranges, at most 100 a block."""
    ranges: list[tuple[int, int, str]] = []
    for code in sorted(meanings):
        meaning = meanings[code]
        if ranges:
            first, last, start = ranges[-1]
            # only the last byte of code and value may run on
            runs_on = code == last + 1 and code & 255 and len(start) == len(meaning) == 1
            distance = code - first
            if runs_on and ord(meaning) == ord(start) + distance and (ord(start) & 255) + distance < 256:
                ranges[-1] = (first, code, start)
                continue
        ranges.append((code, code, meaning))
    single = [f"<{first:04X}> <{_utf16(start)}>" for first, last, start in ranges if first == last]
    several = [f"<{first:04X}> <{last:04X}> <{_utf16(start)}>" for first, last, start in ranges if first != last]
    return "".join((_CMAP_HEAD, _blocks("bfchar", single), _blocks("bfrange", several), _CMAP_TAIL)).encode()


def _blocks(kind: str, lines: list[str]) -> str:
    parts = []
    for start in range(0, len(lines), 100):
        block = lines[start : start + 100]
        parts.append(f"{len(block)} begin{kind}\n" + "\n".join(block) + f"\nend{kind}\n")
    return "".join(parts)


class _Facts:
    """What a FontDescriptor says (Table 122), read from the font's own tables."""

    def __init__(self, face: Face) -> None:
        table = face.hb_face.reference_table
        head, post, os2 = (bytes(table(tag).data) for tag in ("head", "post", "OS/2"))
        self.face = face
        self.name = (face.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or face.key).replace(" ", "")
        scale = 1000 / face.hb_face.upem
        self.box = [round(value * scale) for value in struct.unpack(">4h", head[36:44])]
        self.angle = struct.unpack(">i", post[4:8])[0] / 65536
        self.fixed = struct.unpack(">I", post[12:16])[0] != 0
        ascent, descent = struct.unpack(">2h", os2[68:72])
        version = struct.unpack(">H", os2[:2])[0]
        height = struct.unpack(">h", os2[88:90])[0] if version >= 2 else ascent
        self.ascent, self.descent, self.cap = (round(value * scale) for value in (ascent, descent, height))
        self.serif = "serif" in face.entry.family.lower() or "song" in face.entry.family.lower()

    def descriptor(self, base: str, key: str, program: Ref) -> object:
        weight = self.face.entry.weight
        # Table 123: fixed pitch 1, serif 2, symbolic 3 (no standard Latin encoding is claimed), italic 7
        flags = self.fixed | self.serif << 1 | 1 << 2 | self.face.entry.italic << 6
        return dictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": name(base),
                "Flags": flags,
                "FontBBox": array(self.box),
                "ItalicAngle": round(self.angle, 2),
                "Ascent": self.ascent,
                "Descent": self.descent,
                "CapHeight": self.cap,
                # fonts do not state it; the usual estimate from the weight class, used only by substitutes
                "StemV": round(50 + (weight / 65) ** 2),
                key: program,
            }
        )
