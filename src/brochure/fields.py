"""Values parsed at the edge: lengths to points, inks to colours, figures to exact decimals.

Each is an annotation for a model's field; what its parser refuses becomes a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from brochure.color import Color, parse_color
from brochure.geometry import Bleed, Em, Insets, Size, parse_length, parse_length_or_em, parse_trim
from brochure.record import Refused, Rule, as_bool


class _Read:
    """An annotation: a value read by `parse`, whose ValueError becomes a finding."""

    def __init__(self, parse: Callable[[Any], Any], example: str) -> None:
        self.parse = parse
        self.example = example

    def read(self, value: Any, context: Any) -> Any:
        """The parsed value. Raises Refused with what is wrong."""
        try:
            return self.parse(value)
        except ValueError as error:
            raise Refused("bad_value", en=str(error), example=self.example) from None

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "number"], "examples": [self.example]}


class _Parsed(_Read):
    """The same for text; other values pass as they are."""

    def read(self, value: Any, context: Any) -> Any:
        if isinstance(value, str):
            return super().read(value, context)
        if value is None or isinstance(value, dict | list):
            raise Refused("not_a_value", example=self.example)
        return value


class _Shrink:
    """An annotation: the smallest share that text may be set at, in per cent."""

    def read(self, value: Any, context: Any) -> float:
        found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?) ?[%％]", value.strip()) if isinstance(value, str) else None
        share = float(found[1]) / 100 if found else 0.0
        if not 0.5 <= share <= 1.0:
            zh = "是最小能缩到原来的百分之几：写 50% 到 100%"
            en = "says how small text may get: write 50% to 100% of its size"
            raise Refused("bad_value", zh=zh, en=en, example=_nearest_share(value))
        return share

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^\\d{2,3}(\\.\\d+)? ?%$", "examples": ["90%"]}


def _nearest_share(value: Any) -> str:
    """What was probably meant: `90` and `0.9` are 90%."""
    try:
        number = float(str(value).strip("%％ "))
    except ValueError:
        return "90%"
    number = number * 100 if 0 < number <= 1 else number
    return f"{number:g}%" if 50 <= number <= 100 else "90%"


Shrink = Annotated[float, _Shrink()]
"""A share between 0.5 and 1, written in per cent."""


def _positive(text: str) -> float:
    points = parse_length(text)
    if points < 0:
        raise ValueError(f"`{text}` is negative")
    return points


def _date(text: str) -> str:
    from datetime import date

    try:
        if not re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", text):
            raise ValueError
        date(*map(int, text.split("-")))
    except ValueError:
        raise ValueError(f"`{text}` is not a date; write 2025-05-28") from None
    return str(text)


def _above_zero(text: str) -> float:
    points = parse_length(text)
    if points <= 0:
        raise ValueError(f"`{text}` must be above zero")
    return points


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text.replace("_", "x"))
    except ArithmeticError:
        raise ValueError(f"`{text}` is not a number; write digits only, such as 9692000000 or 12.6") from None
    if not number.is_finite():
        raise ValueError(f"`{text}` is not a number")
    return number


class CalendarDate(Decimal):
    """A day or a month as a figure: `2024-12` or `2024-12-28`; as a number 20241200 or 20241228."""

    @property
    def parts(self) -> tuple[int, int, int]:
        """Year, month and day; day 0 where only the month is known."""
        whole = int(self)
        return whole // 10_000, whole // 100 % 100, whole % 100


def _figure(text: str) -> Decimal:
    if not re.fullmatch(r"\d{4}-\d{1,2}(?:-\d{1,2})?", text):
        return _decimal(text)
    year, month, day = (*map(int, text.split("-")), 0)[:3]
    try:
        _date(f"{year}-{month}-{day or 1}")
    except ValueError:
        zh = f"不能是 `{text}`：日期写 2024-12 或 2024-12-28"
        en = f"cannot be `{text}`: a date is written 2024-12 or 2024-12-28"
        raise Refused("bad_value", zh=zh, en=en, example="2024-12") from None
    return CalendarDate(year * 10_000 + month * 100 + day)


_EDGES = {"top", "right", "bottom", "left", "inner", "outer"}
MAX_BLEED = parse_length("30mm")
"""More than a case wrap needs, turn-in and all: whoever writes more has the wrong unit."""


class _Bleed:
    """An annotation: one length for all edges, four (top, right, bottom, left), or a mapping by edge."""

    example = "{top: 3mm, outer: 3mm, bottom: 3mm, inner: 0}"

    def read(self, value: Any, context: Any) -> Bleed:
        if isinstance(value, Bleed):
            return value
        if isinstance(value, Mapping):
            return self._by_edge({str(key): self._length(one) for key, one in value.items()})
        if isinstance(value, list | tuple):
            if len(value) != 4:
                raise Refused("too_long" if len(value) > 4 else "too_short", max_length=4)
            return Bleed(Insets(*(self._length(one) for one in value)))
        return Bleed(Insets.even(self._length(value)))

    def _length(self, value: Any) -> float:
        try:
            points = 0.0 if str(value).strip() == "0" else _positive(str(value))
        except ValueError:
            zh, en = (
                f"不能是 `{value}`：要写不为负的长度，如 3mm",
                f"cannot be `{value}`: write a length such as 3mm, not below 0",
            )
            raise Refused("bad_value", zh=zh, en=en, example=self.example) from None
        if points > MAX_BLEED:
            raise Refused("bad_value", zh=f"出血 {value} 太大，最多 30mm", en=f"of {value} is too much; 30mm at most")
        return points

    def _by_edge(self, edges: dict[str, float]) -> Bleed:
        unknown = next((edge for edge in edges if edge not in _EDGES), "")
        mirrored = bool(edges.keys() & {"inner", "outer"})
        if unknown or (mirrored and edges.keys() & {"left", "right"}):
            zh = f"没有 `{unknown}` 这一边" if unknown else "inner/outer 与 left/right 不能混用"
            en = f"has no edge `{unknown}`" if unknown else "cannot mix inner/outer with left/right"
            raise Refused("bad_value", zh=zh, en=en, example=self.example)
        right, left = ("outer", "inner") if mirrored else ("right", "left")
        return Bleed(Insets(*(edges.get(edge, 0.0) for edge in ("top", right, "bottom", left))), mirrored)

    def schema(self) -> dict[str, Any]:
        length = {"type": ["string", "number"], "examples": ["3mm"]}
        return {
            "anyOf": [
                length,
                {"type": "array", "items": length, "minItems": 4, "maxItems": 4},
                {"type": "object", "properties": dict.fromkeys(sorted(_EDGES), length), "additionalProperties": False},
            ],
        }


Mark = Literal["crop", "bleed", "fold", "registration", "bar", "slug"]
USUAL_MARKS: frozenset[Mark] = frozenset(("crop", "fold", "slug"))
"""What a print shop that asks for marks expects; registration and colour bar are the plate room's own (print.md §7)."""


Guide = Literal["trim", "bleed", "safe", "fold", "grid"]
USUAL_GUIDES: frozenset[Guide] = frozenset(("trim", "bleed", "safe", "fold"))
"""What a proof shows of the page; the grid is for the designer."""


class _Kinds:
    """An annotation: true (the usual ones), false, or a list of those wanted."""

    def __init__(self, known: tuple[str, ...], usual: frozenset[Any]) -> None:
        self.known, self.usual = known, usual

    def read(self, value: Any, context: Any) -> frozenset[Any]:
        if isinstance(value, frozenset):
            return value
        if not isinstance(value, list | tuple):
            return self.usual if as_bool(value) else frozenset()
        for one in value:
            if one not in self.known:
                known = ", ".join(self.known)
                raise Refused(
                    "bad_value", zh=f"里没有 `{one}` 这一种，有：{known}", en=f"has no kind `{one}`; there are {known}"
                )
        return frozenset(map(str, value))

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "boolean"}, {"type": "array", "items": {"enum": list(self.known)}}]}


MarkKinds = Annotated[frozenset[Mark], _Kinds(get_args(Mark), USUAL_MARKS)]
GuideKinds = Annotated[frozenset[Guide], _Kinds(get_args(Guide), USUAL_GUIDES)]
BleedEdges = Annotated[Bleed, _Bleed()]
Length = Annotated[float, _Parsed(parse_length, "8mm")]
"""Points; written as `8mm`, `24pt`, `0.5in`."""
PositiveLength = Annotated[float, _Parsed(_positive, "3mm")]
TypeSize = Annotated[float, _Parsed(_above_zero, "10pt")]
"""Points above zero: a type size, a leading, a grid's increment."""
Date = Annotated[str, _Parsed(_date, "2025-05-28")]
LengthOrEm = Annotated[float | Em, _Parsed(parse_length_or_em, "2em")]
Ink = Annotated[Color, _Parsed(parse_color, "cmyk 100 80 20 20")]
Trim = Annotated[Size, _Parsed(parse_trim, "210mm x 285mm")]
Share = Annotated[float, Rule(ge=0, le=1)]
Number = Annotated[Decimal, _Parsed(_decimal, "12.6")]
"""An exact number from the YAML literal, never a float."""
FigureValue = Annotated[Decimal, _Parsed(_figure, "12.6")]
"""An exact number, or a date (`2024-12`, `2024-12-28`)."""


def _em(value: object) -> float:
    """Em of the style's size, from `2em` or a bare number."""
    if isinstance(value, (int, float)):
        return float(value)
    parsed = parse_length_or_em(str(value)) if not str(value).replace(".", "", 1).isdigit() else Em(float(str(value)))
    if not isinstance(parsed, Em):
        raise ValueError(f"`{value}`: write this in em, such as 2em")
    return parsed.value


def _range(value: object) -> tuple[int, int]:
    first, _, last = str(value).partition("-")
    if not first.strip().isdigit() or (last and not last.strip().isdigit()):
        raise ValueError(f"`{value}` is not a range; write 1-5, counted from 1")
    pair = int(first), int(last or first)
    if pair[0] < 1 or pair[1] < pair[0]:
        raise ValueError(f"`{value}`: the first number must be at least 1 and not above the second")
    return pair


def _within(least: float, most: float) -> Callable[[object], float]:
    def read(value: object) -> float:
        ems = _em(value)
        if not least <= ems <= most:
            zh = f"应在 {least:g}em 与 {most:g}em 之间，现在是 `{value}`"
            raise Refused("out_of_range", zh=zh, en=f"must be between {least:g}em and {most:g}em; it is `{value}`")
        return ems

    return read


Ems = Annotated[float, _Read(_em, "2em")]
Indent = Annotated[float, _Read(_within(0, 20), "2em")]
Gap = Annotated[float, _Read(_within(0, 1), "2em")]
Tracking = Annotated[float, _Read(_within(-0.2, 2), "2em")]
Shift = Annotated[float, _Read(_within(-1, 1), "2em")]
Range = Annotated[tuple[int, int], _Read(_range, "1-5")]
