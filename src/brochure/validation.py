"""Faults of records → findings in the author's words: what stands there, what may stand there, and did you mean.

A finding names the key as it stands in the file, points at the key for one key too many and at the mapping for one too
few. The same function serves every model, the theme's too.
"""

from __future__ import annotations

import re
from typing import Any, get_args, get_origin

from brochure.diagnostics import Diagnostic, Message, Span
from brochure.record import Fault, Record, ValidationError, members
from brochure.regex import regex
from brochure.source import SourceMap


def findings(error: ValidationError, model: type[Record], spans: SourceMap, path: str) -> list[Diagnostic]:
    """One finding per fault; `path` is where the validated value stands."""
    found: dict[str, Diagnostic] = {}
    meant: set[str] = set()
    for fault in error.faults:
        steps = [str(step) for step in fault.loc]
        finding = _finding(fault, model, spans, path, steps)
        found.setdefault(finding.path, finding)
        if fault.type == "extra_forbidden":
            best = close_to(steps[-1], _fields(model, steps[:-1]))
            meant.add(".".join([part for part in (path, *steps[:-1], best) if part]))
    # a key that is missing because it is misspelt is one fault, not two
    return [finding for finding in found.values() if finding.code != "model.missing_key" or finding.path not in meant]


def close_to(name: str, known: Any) -> str:
    """The known name most like one that is not known; empty when none is."""
    from difflib import get_close_matches

    names = [str(candidate) for candidate in known]
    lowered = {candidate.lower().replace("_", "-"): candidate for candidate in names}
    close = get_close_matches(name.lower().replace("_", "-"), lowered, 1, 0.6)
    return lowered[close[0]] if close else ""


def did_you_mean(best: str) -> tuple[Message, ...]:
    return (Message(f"是不是 `{best}`？", f"did you mean `{best}`?"),) if best else ()


def one_of(known: Any) -> tuple[Message, ...]:
    names = "`" + "`, `".join(str(name) for name in known) + "`"
    return (Message(f"可以写：{names}", f"known: {names}"),)


def _finding(fault: Fault, model: type[Record], spans: SourceMap, path: str, steps: list[str]) -> Diagnostic:
    kind, ctx, value = fault.type, fault.ctx, fault.input
    full = ".".join([part for part in (path, *steps) if part])
    parent = ".".join([part for part in (path, *steps[:-1]) if part])
    name = steps[-1] if steps else path.rpartition(".")[2]
    if kind == "missing" and not name.isdigit():
        return Diagnostic(
            "model.missing_key", "error", Message(f"缺少 `{name}`", f"`{name}` is missing"), spans.at(full), full
        )
    if kind == "extra_forbidden":
        return _unknown_key(name, _fields(model, steps[:-1]), spans, full)
    span = spans.at(parent if kind == "missing" else full)
    shown = f"`{value}`" if isinstance(value, str) else ""
    if kind == "literal_error":
        known = re.findall(r"'([^']*)'", str(ctx.get("expected", "")))
        return unknown_value("model.unknown_value", name, str(value), known, spans, full)
    example = str(ctx.get("example", ""))
    hints = (Message(f"例如 {example}", f"for example {example}"),) if example else ()
    zh, en = _words(kind, name, shown, ctx, value)
    code = "empty" if value is None and kind != "missing" else _CODES.get(kind, "bad_value")
    return Diagnostic(f"model.{code}", "error", Message(zh, en), span, full, hints)


def _unknown_key(name: str, known: list[str], spans: SourceMap, path: str) -> Diagnostic:
    best = close_to(name, known)
    span = spans.key(path)
    corrected = _replace(span, name, best)
    return Diagnostic(
        "model.unknown_key", "error", Message(f"不认识的键 `{name}`", f"unknown key `{name}`"), span, path,
        did_you_mean(best) or one_of(known), corrected,
    )  # fmt: skip


def unknown_key(name: str, known: Any, spans: SourceMap, path: str) -> Diagnostic:
    """The finding for a key that is not one of `known`."""
    return _unknown_key(name, [str(key) for key in known], spans, path)


def unknown_value(code: str, name: str, value: str, known: Any, spans: SourceMap, path: str) -> Diagnostic:
    """The finding for a value that is not one of the names a key may have."""
    best, span = close_to(value, known), spans.at(path)
    message = Message(f"`{name}` 不能是 `{value}`", f"`{name}` cannot be `{value}`")
    if not value or value == "None":
        message = Message(f"`{name}` 是空的", f"`{name}` is empty")
    return Diagnostic(
        code, "error", message, span, path, did_you_mean(best) or one_of(known), _replace(span, value, best)
    )


def _replace(span: Span, old: str, new: str) -> str:
    """The span's line with the name that stands there replaced."""
    start = span.column - 1
    if not new or not span.text[start:].lstrip("\"'").startswith(old):
        return ""
    return span.text[:start] + span.text[start:].replace(old, new, 1)


_CODES = {
    "missing": "wrong_count", "too_long": "wrong_count", "too_short": "wrong_count",
    "tuple_type": "wrong_type", "model_type": "wrong_type", "string_type": "wrong_type", "wrong": "wrong_type",
    "not_a_value": "wrong_type", "model_attributes_type": "wrong_type",
    "greater_than_equal": "out_of_range", "less_than_equal": "out_of_range",
    "greater_than": "out_of_range", "less_than": "out_of_range",
}  # fmt: skip


def _words(kind: str, name: str, shown: str, ctx: Any, value: Any) -> tuple[str, str]:
    """What is wrong, in Chinese and English."""
    key = f"`{name}`" if not name.isdigit() else f"第 {int(name) + 1} 项"
    key_en = f"`{name}`" if not name.isdigit() else f"item {int(name) + 1}"
    if value is None and kind != "missing":
        return f"{key} 是空的", f"{key_en} is empty"
    if kind == "bad_value" and "zh" not in ctx:
        return f"{key} 不能是 {shown}：{_chinese(str(ctx['en']))}", str(ctx["en"])
    if "zh" in ctx:
        return f"{key} {ctx['zh']}", f"{key_en} {ctx['en']}"
    simple = {
        "tuple_type": ("应是列表：[甲, 乙]，或每行一个 `- `", "must be a list: [a, b], or `- ` on each line"),
        "model_type": (
            "应是映射：下面缩进写各键，或 {键: 值}",
            "must be a mapping: keys indented below, or {key: value}",
        ),
        "string_type": ("应是一段文字", "must be a text"),
        "not_a_value": ("应是一个值", "must be a single value"),
    }.get("model_type" if kind == "model_attributes_type" else kind)
    if simple:
        return f"{key} {simple[0]}", f"{key_en} {simple[1]}"
    if kind.startswith("bool"):
        return f"{key} 应是 true 或 false，不能是 {shown}", f"{key_en} must be true or false, not {shown}"
    if kind.startswith("int"):
        return f"{key} 应是整数，不能是 {shown}", f"{key_en} must be a whole number, not {shown}"
    if kind.startswith(("float", "decimal")):
        return f"{key} 应是数字，不能是 {shown}", f"{key_en} must be a number, not {shown}"
    if kind == "missing":
        return f"缺少{key}", f"{key_en} is missing"
    if kind in ("too_long", "too_short"):
        count = ctx.get("max_length", ctx.get("min_length", ""))
        return f"{key} 应有 {count} 个值", f"{key_en} must have {count} values"
    if kind.startswith(("greater", "less")):
        limit = f"{next(iter(ctx.values()), 0):g}"
        side = ("不能小于", "less than") if kind.startswith("greater") else ("不能大于", "more than")
        return f"{key} {side[0]} {limit}，现在是 {shown}", f"{key_en} cannot be {side[1]} {limit}; it is {shown}"
    message = str(ctx.get("error", "")) or kind
    return f"{key} 的值 {shown} 不对：{message}", f"{key_en}: {shown} is not right: {message}"


_PHRASES = (
    (regex(r"^`.*`: unit must be one of (.*)$"), r"单位须是 \1 之一"),
    (regex(r"^`.*` is not a length.*$"), "要写数字和单位，如 8mm、24pt"),
    (regex(r"^`.*` is negative$"), "不能是负数"),
    (regex(r"^`.*` is not a paper weight.*$"), "纸的克重写 157，单位 g/m²"),
    (regex(r"^`.*`: write a number or \[(.*)\]$"), r"写折面数，或各面宽度 [\1]"),
    (regex(r"^`.*` is not a number.*$"), "只能写数字，如 9692000000 或 12.6"),
    (regex(r"^`.*` is not a colour.*$"), "颜色要写 cmyk 100 80 20 20 或 gray 60"),
    (regex(r"^`.*` is not a spot colour.*$"), '专色要写 spot "PANTONE 185 C" alternate cmyk 0 91 76 0'),
    (regex(r"^`.*`: ink is given in percent.*$"), "油墨用百分数，0 到 100"),
    (regex(r"^`.*` is not a trim size; write .*, or one of (.*)$"), r"写 210mm x 285mm，或这些名称之一：\1"),
)
"""What `geometry` and `color` say in English, in Chinese."""


def _chinese(english: str) -> str:
    for pattern, chinese in _PHRASES:
        if pattern.match(english):
            return pattern.sub(chinese, english)
    return english


def _fields(model: type[Record], steps: list[str]) -> list[str]:
    """The keys known where `steps` lead to from a model."""
    current: type[Record] | None = model
    named = False  # the next step is a name in a mapping of records
    for step in steps:
        if current is None or step.isdigit() or named:
            named = False
            continue
        member = next((member for member in members(current) if member.key == step), None)
        current = _record_in(member.annotation) if member else None
        named = member is not None and get_origin(member.annotation) is dict
    return [member.key for member in members(current)] if current else []


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in get_args(annotation) if (found := _record_in(part))), None)
