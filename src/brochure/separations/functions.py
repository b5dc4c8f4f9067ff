"""PDF functions (ISO 32000-1, 7.10): sampled, exponential, stitched and PostScript calculator."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import pikepdf

Function = Callable[[Sequence[float]], list[float]]
MOST = 65536
"""Samples that are read of a table; a larger one is no tint of ours."""


def function_of(found: Any) -> Function:
    """A function, or an array of them with one output each. Raises ValueError for what is none."""
    if isinstance(found, pikepdf.Array):
        parts = [function_of(one) for one in found]
        return lambda values: [output for part in parts for output in part(values)]
    kind = int(found.get("/FunctionType", -1))
    if kind not in _KINDS:
        raise ValueError(f"no function of type {kind}")
    domain = _pairs(found.Domain)
    limits = _pairs(found.get("/Range", []))
    inner = _KINDS[kind](found, domain)

    def limited(values: Sequence[float]) -> list[float]:
        inside = [min(max(value, low), high) for value, (low, high) in zip(values, domain, strict=False)]
        made = inner(inside)
        return [min(max(v, low), high) for v, (low, high) in zip(made, limits, strict=False)] if limits else made

    return limited


def _pairs(numbers: Any) -> list[tuple[float, float]]:
    values = [float(number) for number in numbers]
    return list(zip(values[::2], values[1::2], strict=True))


def _span(value: float, low: float, high: float, to_low: float, to_high: float) -> float:
    return to_low if high == low else to_low + (value - low) * (to_high - to_low) / (high - low)


def _exponential(found: Any, domain: list[tuple[float, float]]) -> Function:
    first = [float(value) for value in found.get("/C0", [0])]
    last = [float(value) for value in found.get("/C1", [1])]
    power = float(found.get("/N", 1))

    def at(values: Sequence[float]) -> list[float]:
        share = values[0] if power == 1 else values[0] ** power
        return [low + share * (high - low) for low, high in zip(first, last, strict=True)]

    return at


def _stitched(found: Any, domain: list[tuple[float, float]]) -> Function:
    parts = [function_of(one) for one in found.Functions]
    low, high = domain[0]
    bounds = [low, *(float(value) for value in found.Bounds), high]
    encode = _pairs(found.Encode)

    def at(values: Sequence[float]) -> list[float]:
        value = values[0]
        index = next((i for i in range(len(parts) - 1) if value < bounds[i + 1]), len(parts) - 1)
        return parts[index]([_span(value, bounds[index], bounds[index + 1], *encode[index])])

    return at


def _sampled(found: Any, domain: list[tuple[float, float]]) -> Function:
    sizes = [int(value) for value in found.Size]
    bits, limits = int(found.BitsPerSample), _pairs(found.Range)
    outputs, count = len(limits), math.prod(sizes)
    if not sizes or min(sizes) < 1 or count * outputs > MOST or bits not in (1, 2, 4, 8, 12, 16, 24, 32):
        raise ValueError("a sampled function of no use")
    data = found.read_bytes()
    if len(data) * 8 < count * outputs * bits:
        raise ValueError("a sampled function without its samples")
    top, table = (1 << bits) - 1, bit_numbers(data, bits, count * outputs)
    encode = _pairs(found.get("/Encode", [v for size in sizes for v in (0, size - 1)]))
    decode = _pairs(found.get("/Decode", [v for pair in limits for v in pair]))
    steps = [math.prod(sizes[:axis]) for axis in range(len(sizes))]

    def at(values: Sequence[float]) -> list[float]:
        corners: list[tuple[tuple[int, float], ...]] = []
        for value, (low, high), code, size in zip(values, domain, encode, sizes, strict=False):
            place = min(max(_span(value, low, high, *code), 0.0), size - 1.0)
            below = int(place)
            share = place - below
            corners.append(((below, 1 - share), (below + 1, share)) if share else ((below, 1.0),))
        made = [0.0] * outputs
        for corner in product(*corners):
            weight = math.prod(share for _, share in corner)
            start = sum(index * step for (index, _), step in zip(corner, steps, strict=True)) * outputs
            for output in range(outputs):
                made[output] += weight * table[start + output]
        return [_span(value, 0, top, *pair) for value, pair in zip(made, decode, strict=True)]

    return at


def bit_numbers(data: bytes, bits: int, count: int) -> list[int]:
    """Numbers of `bits` bits each, one straight after another, the high bit first."""
    if bits == 8:
        return list(data[:count])
    made = []
    for start in range(0, count * bits, bits):
        end = start + bits
        part = int.from_bytes(data[start // 8 : (end + 7) // 8], "big")
        made.append(part >> (-end % 8) & ((1 << bits) - 1))
    return made


# ---- the PostScript calculator (7.10.5)

Program = list["float | str | Program"]


def _calculator(found: Any, domain: list[tuple[float, float]]) -> Function:
    words = found.read_bytes().decode("latin-1").replace("{", " { ").replace("}", " } ").split()
    if len(words) > 4000 or not words or words[0] != "{":
        raise ValueError("a calculator that is none")
    program, _ = _parsed(words, 1)

    def at(values: Sequence[float]) -> list[float]:
        stack: list[Any] = list(values)
        try:
            _run(program, stack)
        except (IndexError, ZeroDivisionError, OverflowError, KeyError, TypeError) as error:
            raise ValueError(f"a calculator that fails: {error}") from error
        return [float(value) for value in stack]

    return at


def _parsed(words: list[str], at: int, depth: int = 0) -> tuple[Program, int]:
    program: Program = []
    while at < len(words) and words[at] != "}":
        word = words[at]
        at += 1
        if word == "{":
            if depth > 30:
                raise ValueError("a calculator that is nested too deeply")
            inner, at = _parsed(words, at, depth + 1)
            program.append(inner)
            continue
        try:
            program.append(float(word) if "." in word or "e" in word.lower() else int(word))
        except ValueError:
            program.append(word)
    return program, at + 1


def _run(program: Program, stack: list[Any]) -> None:
    for index, word in enumerate(program):
        if isinstance(word, float | int):
            stack.append(word)
        elif isinstance(word, list):
            if index + 1 < len(program) and program[index + 1] in ("if", "ifelse"):
                continue
            if index + 2 < len(program) and program[index + 2] == "ifelse":
                continue
            raise ValueError("a calculator with a block of no use")
        elif word in ("if", "ifelse"):
            yes, no = (program[index - 1], []) if word == "if" else (program[index - 2], program[index - 1])
            _run(yes if stack.pop() else no, stack)  # type: ignore[arg-type]
        elif word in _ONE:
            stack.append(_ONE[word](stack.pop()))
        elif word in _TWO:
            second, first = stack.pop(), stack.pop()
            stack.append(_TWO[word](first, second))
        else:
            _moved(word, stack)


def _moved(word: str, stack: list[Any]) -> None:
    """Operators on the stack itself."""
    match word:
        case "pop":
            stack.pop()
        case "dup":
            stack.append(stack[-1])
        case "exch":
            stack[-1], stack[-2] = stack[-2], stack[-1]
        case "copy":
            count = int(stack.pop())
            stack.extend(stack[-count:] if 0 < count < 100 else [])
        case "index":
            stack.append(stack[-1 - int(stack.pop())])
        case "roll":
            turn, count = int(stack.pop()), int(stack.pop())
            if count > 0:
                top = stack[-count:]
                turn %= count
                stack[-count:] = top[-turn:] + top[:-turn] if turn else top
        case "true" | "false":
            stack.append(word == "true")
        case _:
            raise ValueError(f"a calculator without `{word}`")


def _shift(value: int, by: int) -> int:
    if abs(by) > 64:
        raise ValueError("a calculator that shifts too far")
    return int(value) << by if by >= 0 else int(value) >> -by


_ONE: dict[str, Callable[[Any], Any]] = {
    "abs": abs, "neg": lambda a: -a, "ceiling": math.ceil, "floor": math.floor, "round": lambda a: math.floor(a + 0.5),
    "truncate": math.trunc, "sqrt": lambda a: max(a, 0) ** 0.5, "sin": lambda a: math.sin(math.radians(a)),
    "cos": lambda a: math.cos(math.radians(a)), "ln": lambda a: math.log(max(a, 1e-300)),
    "log": lambda a: math.log10(max(a, 1e-300)), "cvi": math.trunc, "cvr": float,
    "not": lambda a: not a if isinstance(a, bool) else ~int(a),
}  # fmt: skip
_TWO: dict[str, Callable[[Any, Any], Any]] = {
    "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b, "div": lambda a, b: a / b,
    "idiv": lambda a, b: math.trunc(a / b), "mod": math.fmod, "exp": lambda a, b: float(a) ** b,
    "atan": lambda a, b: math.degrees(math.atan2(a, b)) % 360, "eq": lambda a, b: a == b, "ne": lambda a, b: a != b,
    "gt": lambda a, b: a > b, "ge": lambda a, b: a >= b, "lt": lambda a, b: a < b, "le": lambda a, b: a <= b,
    "and": lambda a, b: a and b if isinstance(a, bool) else int(a) & int(b),
    "or": lambda a, b: a or b if isinstance(a, bool) else int(a) | int(b),
    "xor": lambda a, b: a ^ b, "bitshift": _shift,
}  # fmt: skip
_KINDS = {0: _sampled, 2: _exponential, 3: _stitched, 4: _calculator}
