"""The colours of a theme: names for inks, for tints of other names (`brand 40%`), and for spot colours.

A spot colour is a line, `spot "PANTONE 185 C" alternate cmyk 0 91 76 0`, or a mapping,
`{spot: PANTONE 185 C, alternate: cmyk 0 91 76 0, overprint: false}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from brochure.color import BLACK, RICH_BLACK, WHITE, Color, parse_color, spot
from brochure.record import Record, Refused
from brochure.regex import regex

BUILT_IN: Mapping[str, Color] = {"black": BLACK, "white": WHITE, "rich-black": RICH_BLACK}
_TINT = regex(r"(.+?)\s+(\d+(?:\.\d+)?)\s*%\Z")


class SpotModel(Record):
    """A spot colour written key by key. `overprint`: unsaid, finishings (varnish, foil, die lines) do, inks do not."""

    spot: str
    alternate: str | None = None
    overprint: bool | None = None

    def color(self) -> Color:
        """The ink. Raises BadSpot and ValueError."""
        return spot(self.spot, self.alternate or "", self.overprint)


class _Swatch:
    """An annotation: a colour as text, or a spot colour as a mapping. What the text says is judged with all layers."""

    def read(self, value: Any, context: Any) -> str | SpotModel:
        if isinstance(value, Mapping):
            return SpotModel.model_validate(value, context)
        if not isinstance(value, str):
            raise Refused("not_a_value", example="cmyk 100 80 20 20")
        return str(value)

    def schema(self) -> dict[str, Any]:
        texts = ["cmyk 100 80 20 20", 'spot "PANTONE 185 C" alternate cmyk 0 91 76 0', "brand 40%"]
        mapping = {
            "type": "object",
            "properties": {
                "spot": {"type": "string"},
                "alternate": {"type": "string"},
                "overprint": {"type": "boolean"},
            },
            "required": ["spot", "alternate"],
            "additionalProperties": False,
        }
        return {"anyOf": [{"type": "string", "examples": texts}, mapping]}


Swatch = Annotated[str | SpotModel, _Swatch()]
Written = Mapping[str, str | SpotModel]


def find(written: Written, text: str, within: tuple[str, ...] = ()) -> Color:
    """The colour that a name, a tint of a name, or an ink written out stands for. Raises ValueError."""
    if text in within:
        raise ValueError(f"`{text}` is defined by itself")
    if text in written:
        entry = written[text]
        return entry.color() if isinstance(entry, SpotModel) else find(written, entry, (*within, text))
    if text in BUILT_IN:
        return BUILT_IN[text]
    if match := _TINT.match(text):
        share = float(match[2]) / 100
        if share > 1:
            raise ValueError(f"`{text}`: a tint goes from 0 to 100%")
        return find(written, match[1], within).tint(share)
    return parse_color(text)


def base_name(text: str) -> str:
    """The name of which `text` is a tint, or the text itself."""
    match = _TINT.match(text)
    return match[1] if match else text
