"""A figure found in a text: its possible values, its unit, and the words of approximation that belong to it.

Both readers (`chinese`, `english`) make these; `numbers` compares them. Values are exact fractions, so that 96.92亿 and
9.692 billion are the same number and not two floats. A percentage is held as its share (60% is 3/5 in `percent`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from brochure.dataclass import dataclass, replace

Approx = Literal["", "near", "about", "up", "least", "down", "within", "most", "free"]
"""`near` 近 nearly · `about` 约 about · `up` 余 more than · `least` 以上 or more · `down` 不到 less than ·
`most` 不超过 at most · `within` 以内 up to · `free` where either language may or may not hedge (近3年来, 千亿级)."""

Reading = tuple[Fraction, str]
"""A value and the name of its unit; the unit is empty for a plain count."""
Groups = list[tuple[tuple[Reading, ...], bool]]
"""What one match of a pattern says: the readings of each of its figures, and whether that figure counts."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure. `readings` are all it can mean, the likeliest first.

    A figure that is not `strong` may answer one in the other language, but nobody misses it: 一枚印章, `one`, `both`.
    """

    readings: tuple[Reading, ...]
    start: int
    end: int
    text: str
    approx: Approx = ""
    strong: bool = True
    ordinal: bool = False
    label: bool = False
    """A number that names (No. 5, Phase 2, 5楼), where both languages may use either cardinal or ordinal."""

    @property
    def value(self) -> Fraction:
        return self.readings[0][0]

    @property
    def unit(self) -> str:
        return self.readings[0][1]

    def also(self, *readings: Reading) -> Quantity:
        """The same figure with further readings."""
        return replace(self, readings=self.readings + tuple(r for r in readings if r not in self.readings))


# --- units ------------------------------------------------------------------------------------------------------------

_MU = Fraction(2000, 3)
_SIZES: dict[str, tuple[str, Fraction]] = {
    "m2": ("area", Fraction(1)), "km2": ("area", Fraction(10**6)), "hectare": ("area", Fraction(10**4)),
    "mu": ("area", _MU), "acre": ("area", Fraction(4046856, 1000)), "ft2": ("area", Fraction(92903, 10**6)),
    "mi2": ("area", Fraction(2589988)),
    "m": ("length", Fraction(1)), "km": ("length", Fraction(1000)), "cm": ("length", Fraction(1, 100)),
    "mm": ("length", Fraction(1, 1000)), "mile": ("length", Fraction(1609344, 1000)), "nmi": ("length", Fraction(1852)),
    "ft": ("length", Fraction(3048, 10000)), "li": ("length", Fraction(500)), "nm": ("length", Fraction(1, 10**9)),
    "um": ("length", Fraction(1, 10**6)), "inch": ("length", Fraction(254, 10000)),
    "t": ("mass", Fraction(1000)), "kg": ("mass", Fraction(1)), "g": ("mass", Fraction(1, 1000)),
    "mg": ("mass", Fraction(1, 10**6)), "jin": ("mass", Fraction(1, 2)), "lb": ("mass", Fraction(45359, 10**5)),
    "m3": ("volume", Fraction(1)), "L": ("volume", Fraction(1, 1000)), "mL": ("volume", Fraction(1, 10**6)),
    "W": ("power", Fraction(1)), "kW": ("power", Fraction(1000)), "MW": ("power", Fraction(10**6)),
    "GW": ("power", Fraction(10**9)), "kWh": ("energy", Fraction(1)), "MWh": ("energy", Fraction(1000)),
    "GWh": ("energy", Fraction(10**6)), "TWh": ("energy", Fraction(10**9)),
    "kV": ("kV", Fraction(1)),
    "MB": ("data", Fraction(1)), "GB": ("data", Fraction(1000)), "TB": ("data", Fraction(10**6)),
    "PB": ("data", Fraction(10**9)), "Mbps": ("stream", Fraction(1)), "Gbps": ("stream", Fraction(1000)),
    "second": ("time", Fraction(1)), "ms": ("time", Fraction(1, 1000)), "minute": ("time", Fraction(60)),
    "hour": ("time", Fraction(3600)),
    "day": ("time", Fraction(86400)), "week": ("time", Fraction(604800)),
    "month": ("span", Fraction(1)), "quarter": ("span", Fraction(3)), "year": ("span", Fraction(12)),
    "percent": ("share", Fraction(1)), "ratio": ("share", Fraction(1)), "permille": ("share", Fraction(1)),
    "celsius": ("celsius", Fraction(1)), "fahrenheit": ("fahrenheit", Fraction(1)),
    "point": ("point", Fraction(1)), "basis": ("basis", Fraction(1)), "times": ("times", Fraction(1)),
    "CNY": ("CNY", Fraction(1)), "USD": ("USD", Fraction(1)), "EUR": ("EUR", Fraction(1)), "HKD": ("HKD", Fraction(1)),
    "JPY": ("JPY", Fraction(1)), "GBP": ("GBP", Fraction(1)),
    "Y": ("Y", Fraction(1)), "M": ("M", Fraction(1)), "D": ("D", Fraction(1)),
    "some": ("some", Fraction(1)), "clock": ("clock", Fraction(1)), "grown": ("grown", Fraction(1)),
    "phone": ("phone", Fraction(1)),
}  # fmt: skip
"""Unit → what it measures, and how much of that one of it is."""
_ROUNDED = {"mu", "acre", "ft2", "mi2", "mile", "nmi", "ft", "lb", "li", "inch"}
"""Units that do not convert evenly: the other language rounds, so 35亩 may be 2.3 hectares."""
MONEY = {"CNY", "USD", "EUR", "HKD", "JPY", "GBP"}
_PLAIN_TOO = {
    "Y",
    "D",
    "times",
    "phone",
    "ms",
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "celsius",
}
"""Units that one language may leave unsaid: a day of the month, a year, three (times, years) in a list."""

Fit = Literal["same", "unsaid", "unit", "no"]


def family(unit: str) -> str:
    """What a unit measures; empty for a count."""
    return _SIZES[unit][0] if unit else ""


def fit(one: Reading, other: Reading) -> Fit:
    """How two readings stand: the same figure, one with its unit unsaid, equal digits in another unit, or no match."""
    (a, unit), (b, its) = one, other
    if unit == its:
        return "same" if a == b else "no"
    if "some" in (unit, its):
        return "no"
    if family(unit) == family(its) and unit and its:
        if _converted(a * _SIZES[unit][1], b * _SIZES[its][1], unit, its):
            return "same"
        return "unit" if _digits(a, unit) == _digits(b, its) else "no"
    if _digits(a, unit) != _digits(b, its):
        return "no"
    if not unit or not its:
        said = unit or its
        if said == "grown" and a == 1:
            return "no"  # twice is no once
        if said in _PLAIN_TOO:
            return "same"
        return "unit" if family(said) in ("share", "point", "M", "basis") else "unsaid"
    return "unit"


def _digits(value: Fraction, unit: str) -> Fraction:
    """The number as written: a share is written in hundredths."""
    return value * {"percent": 100, "point": 100, "permille": 1000}.get(unit, 1)


def _converted(a: Fraction, b: Fraction, unit: str, its: str) -> bool:
    if a == b:
        return True
    if "ratio" in (unit, its):  # a third is 33 percent, but a half is not 51
        return any(10**9 % side.denominator for side in (a, b)) and abs(a - b) <= Fraction(1, 50) * max(a, b)
    if unit in _ROUNDED or its in _ROUNDED:
        sizes = _SIZES[unit][1], _SIZES[its][1]
        steps = (_half_step(side / size) * size for side, size in zip((a, b), sizes, strict=True))
        finest, large = min(steps), max(a, b)
        return abs(a - b) <= min(max(finest, large / 200), large * Fraction(3, 100))
    return False


def _half_step(value: Fraction) -> Fraction:
    """Half of the last digit that a number is written with: 0.05 for 2.3, 50 for 1,500."""
    step = Fraction(1, 10**6)
    while value and value % (step * 10) == 0:
        step *= 10
    return step / 2


# --- approximations ---------------------------------------------------------------------------------------------------

_AGREE: dict[Approx, frozenset[str]] = {
    "": frozenset(("", "within", "free")),
    "near": frozenset(("near", "about", "free")),
    "about": frozenset(("about", "near", "free")),
    "up": frozenset(("up", "least", "about", "free")),
    "least": frozenset(("least", "up", "free")),
    "down": frozenset(("down", "within", "most", "near", "free")),
    "within": frozenset(("within", "down", "most", "", "free")),
    "most": frozenset(("most", "within", "down", "free")),
    "free": frozenset(("", "near", "about", "up", "least", "down", "within", "most", "free")),
}


def agree(zh: Approx, en: Approx) -> bool:
    """Whether two hedges say the same: 余 is `more than` or `some`, never nothing and never `nearly`."""
    return en in _AGREE[zh]


def rank(zh: Approx, en: Approx) -> int:
    """0 for the same hedge, 1 for one that will do, 2 for one that will not: which figure to pair first."""
    return 0 if zh == en else 1 if agree(zh, en) else 2
