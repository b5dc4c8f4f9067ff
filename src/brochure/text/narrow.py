"""English in columns too narrow to be justified, and lines whose word spaces stand open (typography.md §13)."""

from __future__ import annotations

from functools import lru_cache

from brochure.dataclass import replace
from brochure.text.fonts import Face, FontBook
from brochure.text.items import is_ideographic
from brochure.text.lines import Line
from brochure.text.style import TextStyle

LETTERS = 35
"""Letters a line, word spaces counted, below which English is set ragged right: no breaks give even spaces there."""
WIDEST = 0.5
"""Em of a word space that is still one; more is a hole."""
_ROUNDING = 0.01
_THOUSANDTHS = {
    " ": 180, "e": 104, "t": 74, "a": 67, "o": 62, "i": 57, "n": 55, "s": 52, "h": 50, "r": 49, "d": 35, "l": 33,
    "c": 23, "u": 23, "m": 20, "w": 19, "f": 18, "g": 16, "y": 16, "p": 16, "b": 12, "v": 8, "k": 6, "x": 2, "j": 1,
    "q": 1, "z": 1,
}  # fmt: skip
"""How often a letter or a space comes in English, in a thousand."""


def as_justified(text: str, style: TextStyle, measure: float, fonts: FontBook) -> TextStyle:
    """The style a paragraph is set in where `measure` points is the column: ragged right, when it asks for justified
    text in a Latin script and the column holds fewer than `LETTERS` letters. Chinese fills any column, whatever the
    language is said to be."""
    if style.align != "justify" or style.lang.startswith(("zh", "ja", "ko")):
        return style
    letter = _letter(fonts.face(style.regular.latin[0])) * style.latin_scale * style.size / 1000
    if measure >= LETTERS * letter or 2 * sum(map(is_ideographic, text)) > len(text):
        return style
    return _ragged(style)


@lru_cache(maxsize=64)
def _ragged(style: TextStyle) -> TextStyle:
    return replace(style, align="left")


def _letter(face: Face) -> float:
    """How wide a letter of English is on average, in 1/1000 em."""
    known = face.shaped.get("letter")
    if known is None:
        font = face.hb_font
        wide = [face.width(font.get_nominal_glyph(ord(one)) or 0) * often for one, often in _THOUSANDTHS.items()]
        known = face.shaped["letter"] = sum(wide) / sum(_THOUSANDTHS.values())
    return float(known)


def hole(line: Line, style: TextStyle) -> float:
    """The widest word space of a justified Latin line, in em; 0 where none is wider than `WIDEST`."""
    spaces = sum(run.text.count(" ") for _, run in line.runs)
    opened = line.width - line.natural
    if not spaces or opened <= 0 or style.lang.startswith(("zh", "ja", "ko")):
        return 0.0
    widest = max(
        advance * run.size / style.size / 1000
        for _, run in line.runs
        for cluster, advance in zip(run.clusters, run.advances, strict=True)
        if run.text[cluster] == " "
    )
    return widest if widest > WIDEST + _ROUNDING else 0.0
