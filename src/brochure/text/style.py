"""What a paragraph must know of its style: faces, size and the switches of Chinese and English composition."""

from __future__ import annotations

from typing import Literal

from brochure.color import BLACK, Color
from brochure.dataclass import dataclass

Align = Literal["justify", "left", "right", "center"]
Punctuation = Literal["quanjiao", "kaiming", "banjiao", "hanging"]
Strictness = Literal["none", "basic", "gb", "strict"]


@dataclass(frozen=True, slots=True)
class FaceSet:
    """Face keys for one cut (regular, bold …), by script; the first is the face, the rest its declared fallbacks."""

    han: tuple[str, ...]
    latin: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A resolved style. Lengths ending in `_em` are in em of `size`; `size` is the Han size in points.

    `latin_scale` and `latin_shift_em` fit the Latin partner to the Han face (typography.md §12.3). `gap_em` is the
    Han–Latin gap. `bold`, `italic` and `bold_italic` may be None: then the mark is refused with a finding, never faked.
    """

    lang: str
    size: float
    regular: FaceSet
    bold: FaceSet | None = None
    italic: FaceSet | None = None
    bold_italic: FaceSet | None = None
    mono: FaceSet | None = None
    color: Color = BLACK
    link_color: Color | None = None
    overprint: bool = True
    align: Align = "justify"
    indent_em: float = 0.0
    latin_scale: float = 1.0
    latin_shift_em: float = 0.0
    gap_em: float = 0.25
    tracking_em: float = 0.0
    punctuation: Punctuation = "quanjiao"
    strictness: Strictness = "strict"
    hyphenate: bool = True
    balance: bool = False
    """Heading: lines of even length, broken at phrase borders, never hyphenated."""
    last_line_min: int = 2
    features: tuple[str, ...] = ()
    """Extra OpenType features for the Latin faces, e.g. `lnum`, `tnum`, `smcp`."""
