"""Colours as ink: grey, process (CMYK) and spot. Set by hand, never derived from RGB by arithmetic (print.md §5)."""

from __future__ import annotations

import re

from brochure.dataclass import dataclass

_NUMBER = r"(\d+(?:\.\d+)?)"
_CMYK = re.compile(rf"cmyk\s+{_NUMBER}\s+{_NUMBER}\s+{_NUMBER}\s+{_NUMBER}\s*\Z")
_GRAY = re.compile(rf"(?:gray|k)\s+{_NUMBER}\s*\Z")


@dataclass(frozen=True, slots=True)
class CMYK:
    """Process colour, each ink 0–1."""

    c: float
    m: float
    y: float
    k: float

    def tint(self, share: float) -> CMYK:
        """The same colour printed at `share` (0–1) of its ink."""
        return CMYK(self.c * share, self.m * share, self.y * share, self.k * share)

    @property
    def coverage(self) -> float:
        """Ink coverage (TAC), 0–4."""
        return self.c + self.m + self.y + self.k


@dataclass(frozen=True, slots=True)
class Spot:
    """An ink of its own, with the process colour that stands in for it on a proof."""

    name: str
    alternate: CMYK
    share: float = 1.0

    def tint(self, share: float) -> Spot:
        return Spot(self.name, self.alternate, self.share * share)

    @property
    def coverage(self) -> float:
        return self.share


Color = CMYK | Spot

BLACK = CMYK(0, 0, 0, 1)
WHITE = CMYK(0, 0, 0, 0)


def parse_color(text: str) -> CMYK:
    """`cmyk 100 80 20 20` or `gray 60` (ink in percent) as a colour. Raises ValueError with what is wrong."""
    text = text.strip()
    if text in ("black", "white"):
        return BLACK if text == "black" else WHITE
    if match := _CMYK.match(text):
        inks = [float(part) for part in match.groups()]
    elif match := _GRAY.match(text):
        inks = [0.0, 0.0, 0.0, float(match[1])]
    else:
        raise ValueError(f"`{text}` is not a colour; write `cmyk 100 80 20 20` or `gray 60`, ink in percent")
    if max(inks) > 100:
        raise ValueError(f"`{text}`: ink is given in percent and goes from 0 to 100")
    return CMYK(*(ink / 100 for ink in inks))
