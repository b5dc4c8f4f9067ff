"""Colours as ink: grey, process (CMYK) and spot. Set by hand, never derived from RGB by arithmetic (print.md §5)."""

from __future__ import annotations

import re

from brochure.dataclass import dataclass
from brochure.regex import regex

_NUMBER = r"(\d+(?:\.\d+)?)"
_CMYK = regex(rf"cmyk\s+{_NUMBER}\s+{_NUMBER}\s+{_NUMBER}\s+{_NUMBER}\s*\Z")
_GRAY = regex(rf"(?:gray|k)\s+{_NUMBER}\s*\Z")
_SPOT = regex(r"spot\s+(?:\"([^\"]*)\"|'([^']*)')(?:\s+alternate\s+(.*?))?(\s+overprint)?\s*\Z")
_FINISHING = regex(r"varnish|lacquer|\buv\b|foil|emboss|deboss|die|cut|crease|score|fold|perf|white|gloss|matt", re.I)


class BadSpot(ValueError):
    """A spot colour that cannot be printed as written: `what` is `name` or `alternate`, and why in both languages."""

    def __init__(self, what: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.what, self.zh, self.en = what, zh, en


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
    """An ink of its own, with the process colour that stands in for it on a proof.

    `overprint` is for what lies on the other inks and knocks nothing out: varnish, foil, the lines of a die.
    """

    name: str
    alternate: CMYK
    share: float = 1.0
    overprint: bool = False

    def tint(self, share: float) -> Spot:
        return Spot(self.name, self.alternate, self.share * share, self.overprint)

    @property
    def coverage(self) -> float:
        return self.share


Color = CMYK | Spot

BLACK = CMYK(0, 0, 0, 1)
WHITE = CMYK(0, 0, 0, 0)
RICH_BLACK = CMYK(0.6, 0.4, 0.4, 1)
"""For black areas over about 10 × 10 mm; 240 % of ink. Never for text (print.md §5)."""


def parse_color(text: str) -> Color:
    """`cmyk 100 80 20 20`, `gray 60` (ink in percent) or `spot "PANTONE 185 C" alternate cmyk 0 91 76 0` as a colour.

    Raises ValueError with what is wrong; BadSpot for a spot colour without alternate or with a name no press knows.
    """
    text = text.strip()
    if text in ("black", "white"):
        return BLACK if text == "black" else WHITE
    if match := _SPOT.match(text):
        return spot(match[1] or match[2] or "", match[3] or "", True if match[4] else None)
    if match := _CMYK.match(text):
        inks = [float(part) for part in match.groups()]
    elif match := _GRAY.match(text):
        inks = [0.0, 0.0, 0.0, float(match[1])]
    elif text.startswith("spot"):
        raise ValueError(f'`{text}` is not a spot colour; write `spot "PANTONE 185 C" alternate cmyk 0 91 76 0`')
    else:
        raise ValueError(f"`{text}` is not a colour; write `cmyk 100 80 20 20` or `gray 60`, ink in percent")
    if max(inks) > 100:
        raise ValueError(f"`{text}`: ink is given in percent and goes from 0 to 100")
    return CMYK(*(ink / 100 for ink in inks))


def spot(name: str, alternate: str, overprint: bool | None = None) -> Spot:
    """A spot colour; without `overprint` said, what its name calls a finishing (varnish, foil, die) overprints.

    Raises BadSpot, and ValueError for an alternate that is no process colour.
    """
    check_ink_name(name)
    if not alternate:
        raise BadSpot(
            "alternate",
            f"专色 `{name}` 没有替代色：打样和屏幕上不知道它是什么颜色",
            f"the spot colour `{name}` has no alternate: no proof and no screen can show it",
        )
    stand_in = parse_color(alternate)
    if isinstance(stand_in, Spot):
        raise ValueError(f"`{alternate}`: the alternate of a spot colour is a process colour, `cmyk 0 91 76 0`")
    return Spot(name, stand_in, 1.0, is_finishing(name) if overprint is None else overprint)


def is_finishing(name: str) -> bool:
    """Whether the name is that of a finishing, and not of an ink from a book."""
    return bool(_FINISHING.search(name)) and not name.upper().startswith(("PANTONE", "HKS", "DIC", "TOYO"))


_RESERVED = ("all", "none", "cyan", "magenta", "yellow", "black")
_KNOWN = {
    "烫": "Foil",
    "光": "Varnish",
    "油": "Varnish",
    "模切": "CutContour",
    "刀": "CutContour",
    "压": "Crease",
    "白": "White",
}
"""What finishings are called in Chinese, and on a plate."""


def check_ink_name(name: str) -> None:
    """Refuse a name that a RIP cannot take for an ink of its own. Raises BadSpot."""
    if not name.strip() or name != name.strip():
        raise BadSpot(
            "name", "专色要有油墨名，如 PANTONE 185 C", "a spot colour needs its ink's name, such as PANTONE 185 C"
        )
    if name.lower() == "all":
        raise BadSpot(
            "name",
            "`All` 是套准色，只能用于裁切线等印刷标记",
            "`All` is the registration colour, which only the printer's marks may use",
        )
    if name.lower() in _RESERVED:
        raise BadSpot(
            "name",
            f"`{name}` 是四色或保留名，不能作专色名",
            f"`{name}` is a process ink or reserved, not a spot colour",
        )
    if not name.isascii() or not name.isprintable():
        better = next((known for part, known in _KNOWN.items() if part in name), "PANTONE 185 C")
        raise BadSpot(
            "name",
            f"专色名 `{name}` 含有制版系统认不得的字符；只用英文字母、数字和空格，如 {better}",
            f"the ink name `{name}` has characters that RIPs garble; keep to ASCII, such as {better}",
        )
    if len(name) > 31:
        raise BadSpot("name", f"专色名 `{name}` 超过 31 个字符", f"the ink name `{name}` is longer than 31 characters")


_PANTONE = regex(r"PANTONE [A-Za-z0-9][A-Za-z0-9 -]* (C|U|CP|UP|M|CV|UV|EC|PC|XGC|TCX|TPG|TPX)\Z")


def book_name(name: str) -> str:
    """The name as the ink book writes it, where it is nearly one (`Pantone 185c` → `PANTONE 185 C`); else itself."""
    if not re.match(r"pantone", name, re.I) or _PANTONE.match(name):
        return name
    match = re.match(r"pantone\s*(.*?)\s*([cum]|cp|up)?\s*\Z", name, re.I)
    assert match  # the pattern takes whatever follows
    ink = re.sub(r"\s+", " ", match[1])
    return f"PANTONE {ink} {(match[2] or 'C').upper()}"
