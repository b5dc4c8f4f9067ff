"""Values parsed at the edge: lengths to points, inks to colours, figures to exact decimals.

Each is an annotation for a model's field; what its parser refuses becomes a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

from brochure.color import Color, parse_color
from brochure.geometry import Em, Size, parse_length, parse_length_or_em, parse_trim
from brochure.record import Refused, Rule


class _Parsed:
    """An annotation: text is parsed by `parse`, whose ValueError becomes a finding; other values pass as they are."""

    def __init__(self, parse: Callable[[str], Any], example: str) -> None:
        self.parse = parse
        self.example = example

    def read(self, value: Any, context: Any) -> Any:
        """The parsed value. Raises Refused with what is wrong."""
        if not isinstance(value, str):
            if value is None or isinstance(value, dict | list):
                raise Refused("not_a_value", example=self.example)
            return value
        try:
            return self.parse(value)
        except ValueError as error:
            raise Refused("bad_value", en=str(error), example=self.example) from None

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "number"], "examples": [self.example]}


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
