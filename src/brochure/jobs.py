"""A text to be set without a brochure, and what may be wrong with one: the same rules from JSON and from Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from brochure.dataclass import dataclass
from brochure.diagnostics import Message
from brochure.text.style import Align, Punctuation, Strictness

MEASURE = 24.0
"""Em of a column nobody gave a width: what CLREQ calls comfortable, and not too much for English."""

CHOICES = {
    "align": ("justify", "left", "right", "center"),
    "punctuation": ("quanjiao", "kaiming", "banjiao", "hanging"),
    "strictness": ("none", "basic", "gb", "strict"),
}
NUMBERS = {"measure": 1e-9, "size": 1e-9, "indent": 0.0}
"""Lengths and the least each may be; the most is `MOST`."""
MOST = 10_000.0
MARKS = ("bold", "link", "raw", "span")
KEYS = ("text", "lang", *NUMBERS, *CHOICES, "runs")


@dataclass(frozen=True, slots=True)
class Job:
    """One text of a list of jobs; the fields are `typeset`'s."""

    text: str
    lang: str = "zh-Hans"
    measure: float = MEASURE
    align: Align = "justify"
    indent: float = 0.0
    runs: tuple[tuple[int, int, Literal["bold", "link", "raw", "span"]], ...] = ()
    punctuation: Punctuation = "quanjiao"
    strictness: Strictness = "strict"
    size: float = 10.0


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a path of a job (`("runs", 0, 1)`), at its key or its value, and what should stand there."""

    path: tuple[int | str, ...]
    message: Message
    better: str | float | None = None
    at_key: bool = False


def faults(job: Any, marks: tuple[str, ...] = MARKS) -> list[Fault]:
    """Everything that is wrong with a job as it was read; empty when it can be set."""
    if not isinstance(job, Mapping):
        return [Fault((), Message('应是一个对象：{"text": …}', 'must be an object: {"text": …}'))]
    return [*_of_keys(job), *_of_text(job), *_of_values(job), *_of_runs(job, marks)]


def _of_keys(job: Mapping[str, Any]) -> Iterator[Fault]:
    for key in job:
        if key not in KEYS:
            better = _nearest(key, KEYS)
            known = ", ".join(KEYS)
            meant = (f"；是不是 `{better}`", f"; `{better}` perhaps") if better else ("", "")
            zh, en = f"没有 `{key}` 这一项{meant[0]}", f"there is no `{key}`{meant[1]}"
            yield Fault((key,), Message(f"{zh}；有的是：{known}", f"{en}; there are {known}"), better, at_key=True)


def _of_text(job: Mapping[str, Any]) -> Iterator[Fault]:
    text = job.get("text")
    if not isinstance(text, str):
        yield Fault(("text",), Message("缺少 text，或 text 不是文字", "text is missing or is not a string"))
        return
    try:
        text.encode()
    except UnicodeEncodeError:
        half = Message("text 里有半个代理对（\\ud800–\\udfff）", "text holds half a surrogate pair (\\ud800–\\udfff)")
        yield Fault(("text",), half)


def _of_values(job: Mapping[str, Any]) -> Iterator[Fault]:
    lang = job.get("lang")
    if lang is not None and not (isinstance(lang, str) and _is_code(lang)):
        zh, en = "lang 应是语言代码，如 zh-Hans、en", "lang must be a language code such as zh-Hans or en"
        yield Fault(("lang",), Message(zh, en))
    for key, least in NUMBERS.items():
        value = job.get(key)
        if value is not None and not _is_number(value, least):
            zh, en = ("不小于零", "0 or more") if not least else ("大于零", "more than 0")
            words = f"{key} 应是{zh}、小于 {MOST:.0f} 的数", f"{key} must be a number, {en} and less than {MOST:.0f}"
            yield Fault((key,), Message(*words), _number(value, least))
    for key, choices in CHOICES.items():
        value = job.get(key)
        if value is not None and value not in choices:
            listed = ", ".join(choices)
            message = Message(f"{key} 只能是 {listed}", f"{key} must be one of {listed}")
            yield Fault((key,), message, _nearest(value, choices))


def _of_runs(job: Mapping[str, Any], marks: tuple[str, ...]) -> Iterator[Fault]:
    runs, text = job.get("runs"), job.get("text")
    kinds = "|".join(f'"{mark}"' for mark in marks)
    shape = Message(f"runs 的每项应是 [起, 止, {kinds}]", f"each of runs must be [start, end, {kinds}]")
    if runs is None or not isinstance(text, str):
        return
    if not isinstance(runs, list | tuple):
        yield Fault(("runs",), shape)
        return
    for number, run in enumerate(runs):
        if not isinstance(run, list | tuple) or len(run) != 3 or not all(type(place) is int for place in run[:2]):
            yield Fault(("runs", number), shape)
            continue
        start, end, mark = run
        if mark not in marks:
            yield Fault(("runs", number, 2), shape, _nearest(mark, marks))
        elif not 0 <= start <= end <= len(text):
            zh = f"runs 的 {[start, end]} 不在 text 里（共 {len(text)} 字符，起不大于止）"
            en = f"{[start, end]} in runs is not inside the text ({len(text)} characters, start before end)"
            fits = 0 <= start <= len(text) < end
            place: tuple[int | str, ...] = ("runs", number, 1) if fits else ("runs", number)
            yield Fault(place, Message(zh, en), len(text) if fits else None)


def _is_code(lang: str) -> bool:
    """Well-formed by and large (BCP 47 §2.1): parts of one to eight letters and digits, the first of letters."""
    first, *rest = lang.replace("_", "-").split("-")
    parts = [first, *rest]
    return first.isalpha() and lang.isascii() and all(part.isalnum() and len(part) <= 8 for part in parts)


def _is_number(value: object, least: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value < MOST


def _number(value: object, least: float) -> float | None:
    """The number that a text or a negative number means."""
    try:
        meant = abs(float(value)) if isinstance(value, int | float | str) and not isinstance(value, bool) else 0.0
    except ValueError:
        return None
    if not (least or 1e-9) <= meant < MOST:
        return None
    return int(meant) if meant.is_integer() else meant


def _nearest(name: object, known: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches

    close = get_close_matches(name.lower(), known, 1, 0.6) if isinstance(name, str) else []
    return close[0] if close else None
