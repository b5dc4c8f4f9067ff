"""A disagreement between two figures → one sentence in each language."""

from __future__ import annotations

from fractions import Fraction

from brochure.diagnostics import Message
from brochure.editorial.quantity import Quantity

_HEDGES = {
    "": ("没有约数词", "no word of approximation"), "near": ("“近”", "“nearly”"), "about": ("“约”", "“about”"),
    "up": ("“余、超”", "“more than”"), "least": ("“以上”", "“or more”"), "down": ("“不到”", "“less than”"),
    "within": ("“以内”", "“within”"), "most": ("“不超过”", "“at most”"), "free": ("", ""),
}  # fmt: skip


def describe(kind: str, zh: Quantity | None, en: Quantity | None) -> Message:
    """What is wrong with a pair of figures; either may be missing."""
    if zh is None or en is None:
        return _alone(zh, en)
    ours, theirs = zh.text.strip(), en.text.strip()
    if kind == "approximation":
        a, b = _HEDGES[zh.approx], _HEDGES[en.approx]
        return Message(
            f"约数不一致：中文“{ours}”{_is(a[0])}，英文 `{theirs}` {_is(b[0])}",
            f"the hedges differ: `{ours}` has {a[1]}, “{theirs}” has {b[1]}",
        )
    if kind == "unit":
        return Message(
            f"单位或说法不一致：中文“{ours}”，英文 `{theirs}`",
            f"the number is the same, what it counts is not: `{ours}` and “{theirs}”",
        )
    if kind == "swapped":
        return Message(
            f"“{ours}”与另一个数换了位置：英文 `{theirs}` 说的是别的事",
            f"`{ours}` has changed places with another figure: “{theirs}” stands beside something else",
        )
    times = _times(zh.value, en.value)
    more = (f"，相差 {times} 倍", f", {times} times apart") if times else ("", "")
    return Message(
        f"数字不一致：中文“{ours}”是 {_written(zh)}，英文 `{theirs}` 是 {_written(en)}{more[0]}",
        f"the figures differ: `{ours}` is {_written(zh)}, “{theirs}” is {_written(en)}{more[1]}",
    )


def _alone(zh: Quantity | None, en: Quantity | None) -> Message:
    if zh is not None:
        text = zh.text.strip()
        return Message(
            f"英文里没有与“{text}”（{_written(zh)}）对应的数字",
            f"the English has no figure for `{text}` ({_written(zh)})",
        )
    assert en is not None
    text = en.text.strip()
    return Message(
        f"英文的 `{text}`（{_written(en)}）在中文里没有", f"“{text}” ({_written(en)}) stands only in the English"
    )


def _is(words: str) -> str:
    return words if words.startswith("没有") else f"有{words}" if words else "可有可无"


def _times(a: Fraction, b: Fraction) -> str:
    """10, 100 … when the values are that many times apart."""
    if a <= 0 or b <= 0:
        return ""
    ratio = max(a, b) / min(a, b)
    written = str(ratio)
    return f"{int(ratio):,}" if ratio > 1 and written.strip("0") == "1" else ""


def _written(quantity: Quantity) -> str:
    """The value in plain digits."""
    value, unit = quantity.readings[0]
    if unit in ("percent", "point"):
        value *= 100
    if value.denominator == 1:
        digits = str(value) if unit == "Y" else f"{int(value):,}"
    elif unit == "ratio":
        return str(value)
    else:
        digits = f"{float(value):,.6g}"
    mark = {"percent": "%", "point": " pp", "CNY": " CNY", "USD": " USD", "EUR": " EUR", "HKD": " HKD"}.get(unit, "")
    return digits + mark
