"""The lists that a paragraph becomes, and the tokens it is read in.

A *box* is what no line break may enter: a Han character, the ink of a mark, a Latin word or syllable. Between box i and
i + 1 stands glue; `penalty[i]` says what a line end there costs. Sums run along, so that any line is measured by two
subtractions (typography.md §16).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate, chain

from brochure.dataclass import dataclass, field
from brochure.regex import regex
from brochure.text import clreq
from brochure.text.clreq import Glue
from brochure.text.linebreak import HANG, HANG_CENTRED
from brochure.text.style import TextStyle

_PLAIN = "㐀-䶿一-鿿豈-﫿〇\U00020000-\U0003ffff"
SEPARATORS = " \t\n\x0b\x0c\r\x85\u2028\u2029\u00a0\u200b\u2060\ufeff\u3000\u202f\u00ad"
_WIDE = "ᄀ-ᇿ⺀-⿟、-ㆿㇰ-㏿ꀀ-꓏ꥠ-꥿가-힣︐-︙︰-﹏﹐-﹫！-｠￠-￦" + re.escape("".join(clreq.MARKS).replace("―", ""))
_SIGNS = "―←-⇿①-⓿■-➿⬀-⯿"
COMBINING = "\u0300-\u036f\u200d\u20d0-\u20f0\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
SIGNS = frozenset(
    chain("―", *(map(chr, range(ord(span[0]), ord(span[2]) + 1)) for span in ("←-⇿", "①-⓿", "■-➿", "⬀-⯿")))
)
"""Arrows, numbers in circles, shapes."""


@lru_cache(maxsize=2)
def tokens(east: bool) -> re.Pattern[str]:
    """Ideographs, separators, Latin words with single spaces, a doubled mark, a full-width number, anything else with
    its combining marks; in Chinese and Japanese `SIGNS` are not Latin. Compiled when asked for: it takes as long as a
    page, so a text without signs takes the pattern of Chinese whatever its language."""
    dash, dots = clreq.EM_DASH, clreq.DOTS
    latin = f"[^{_PLAIN}{_WIDE}{SEPARATORS}{_SIGNS if east else ''}]"
    return regex(
        f"([{_PLAIN}]+(?![{COMBINING}]))|([{SEPARATORS}]+)|((?: ?{latin}+)+)"
        f"|({dash}{dash}|{dots}{dots}|⋯⋯|――|——|……)|([０-９]+(?:[．，：][０-９]+)*)|(.[{COMBINING}]*)",
        re.DOTALL,
    )


IDEOGRAPHS, SPACES, LATIN, DOUBLED, NUMBER = range(1, 6)
"""Groups of `tokens`."""

_IDEOGRAPHIC = (
    "一鿿",
    "㐀䶿",
    "⺀⿟",
    "ぁヿ",
    "ㄅㆎ",
    "ᄀᇿ",
    "가힣",
    "ꀀ꓏",
    "〆〇",
    "〤〩",
    "豈\ufaff",
    "\U00020000\U0003ffff",
)


def is_ideographic(character: str) -> bool:
    """Whether a character counts as Han for the gap and for line ends: ideographs, kana, bopomofo, Hangul, Yi."""
    return any(span[0] <= character <= span[1] for span in _IDEOGRAPHIC)


_COUNTED = list(range(2048))


def counted(first: int, end: int) -> list[int]:
    """The numbers `first`…`end - 1`: always the same objects, since most of what a paragraph is made of is places."""
    if end > len(_COUNTED):
        _COUNTED.extend(range(len(_COUNTED), 2 * end))
    return _COUNTED[first:end]


Segment = tuple[str, bool, float, int]
"""Face, whether Han, size against the style's, and the marks that change colour or make a link (an index)."""


@dataclass(slots=True)
class Items:
    """A paragraph ready to be broken; see the module. By box: `at`/`out` its ends with all glue natural, `penalty`
    after it, its first `glyph` (one entry more than boxes). `glues` lists the places that are not plain, at the boxes
    `glue_at`; `leads` the blank left of the ink where there is one, `room` what pinyin adds on both sides, `hyphens`
    the hyphens that a break would add. By glyph: `gids`, `advances`, `clusters` (one entry more)."""

    text: str
    work: str
    style: TextStyle
    at: list[int] = field(default_factory=list)
    out: list[int] = field(default_factory=list)
    penalty: list[int] = field(default_factory=list)
    glyph: list[int] = field(default_factory=list)
    glue_at: list[int] = field(default_factory=list)
    glues: list[Glue] = field(default_factory=list)
    leads: dict[int, int] = field(default_factory=dict)
    room: dict[int, tuple[int, int]] = field(default_factory=dict)
    hyphens: dict[int, tuple[int, int]] = field(default_factory=dict)
    gids: list[int] = field(default_factory=list)
    advances: list[int] = field(default_factory=list)
    clusters: list[int] = field(default_factory=list)
    offsets: dict[int, tuple[int, int]] = field(default_factory=dict)
    segment_at: list[int] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    sections: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First and last box, first and end character of what lies between forced line ends; last < first when empty."""
    missing: list[int] = field(default_factory=list)
    unread: dict[int, str] = field(default_factory=dict)
    """By place, characters of readings that no face has."""
    hangs: set[int] = field(default_factory=set)
    """Marks that may hang at a line end."""
    dashes: set[int] = field(default_factory=set)
    """Boxes that end in a hyphen of the author's, at a place where a line may end."""
    sums: tuple[list[int], list[int], list[int]] = ([], [], [])
    """Running sums before each of `glues`, and after the last: shrink, stretch, and places that may not open."""
    words: bool = False
    """Whether there is a word that hyphenation could cut."""

    @property
    def hang(self) -> tuple[int, int]:
        """What a mark that hangs has outside, and takes beyond its box where it does not (`linebreak.HANG`)."""
        return HANG_CENTRED if clreq.is_traditional(self.style.lang) else HANG

    @property
    def char(self) -> list[int]:
        """The first character of each box, and the end of the text."""
        return [self.clusters[glyph] for glyph in self.glyph]

    def places(self, first: int, last: int) -> int:
        """How many places of a line of boxes `first`…`last` may open."""
        begin, end = bisect_left(self.glue_at, first), bisect_left(self.glue_at, last)
        return last - first - self.sums[2][end] + self.sums[2][begin]

    def sum_up(self) -> None:
        """Work out `sums`, once all glue is there."""
        self.sums = (
            [0, *accumulate([glue.shrink for glue in self.glues])],
            [0, *accumulate([glue.stretch for glue in self.glues])],
            [0, *accumulate([1 - glue.spread for glue in self.glues])],
        )
