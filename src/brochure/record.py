"""Records: mappings of the YAML with known keys, validated field by field, all faults at once.

A model is a class with annotations, as in pydantic, whose names of faults are kept (`missing`, `extra_forbidden`,
`literal_error` …). It is our own because a cold build must start in a blink: importing pydantic and building our forty
models took 0.27 s, more than loading, setting and writing the whole brochure; this takes a hundredth of it, since a
model is read only when a value of its kind is met.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Self, Union, dataclass_transform, get_args, get_origin, get_type_hints

from brochure.dataclass import dataclass

_UNSET: Any = object()

Path = tuple[int | str, ...]
Reader = Callable[[Any, Any, Path, "list[Fault]"], Any]
"""Value, context, place, faults so far → the value as the model has it (or anything, when a fault was added)."""


@dataclass(frozen=True)
class Fault:
    """One thing that does not fit: what kind (pydantic's names), where, with what limits, and the value."""

    type: str
    loc: Path
    ctx: Mapping[str, Any]
    input: Any


class ValidationError(ValueError):
    """Everything that does not fit, in the order of the model's fields."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.type} at {'.'.join(map(str, fault.loc))}" for fault in faults))
        self.faults = tuple(faults)


class Refused(Exception):
    """Raised by a marker's `read` for a value that it does not take."""

    def __init__(self, type: str, **ctx: Any) -> None:
        super().__init__(type)
        self.type = type
        self.ctx = ctx


@dataclass(frozen=True)
class Rule:
    """Default, limits and key of a field; made by `Field`."""

    default: Any = _UNSET
    default_factory: Callable[[], Any] | None = None
    ge: float | None = None
    le: float | None = None
    gt: float | None = None
    lt: float | None = None
    key: str = ""


def Field(
    *,
    default: Any = _UNSET,
    default_factory: Callable[[], Any] | None = None,
    ge: float | None = None,
    le: float | None = None,
    gt: float | None = None,
    lt: float | None = None,
    key: str = "",
) -> Any:
    """A field's default, its limits, and its key in the YAML where that is not the attribute's name."""
    return Rule(default, default_factory, ge, le, gt, lt, key)


@dataclass(frozen=True)
class Member:
    """One field of a model: attribute, key in the YAML, annotation and rule."""

    name: str
    key: str
    annotation: Any
    rule: Rule

    @property
    def required(self) -> bool:
        return self.rule.default is _UNSET and self.rule.default_factory is None

    def default(self) -> Any:
        return self.rule.default_factory() if self.rule.default_factory else self.rule.default


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(Field,))
class Record:
    """A mapping in the YAML with known keys. Frozen; equal and hashed by its fields; `path` says where it stood."""

    _path: str

    def __init__(self, **values: Any) -> None:
        attributes = self.__dict__
        for member in members(type(self)):
            if member.name in values:
                attributes[member.name] = values.pop(member.name)
            elif member.required:
                raise TypeError(f"{type(self).__name__} needs `{member.name}`")
            else:
                attributes[member.name] = member.default()
        if values:
            raise TypeError(f"{type(self).__name__} has no `{next(iter(values))}`")

    @classmethod
    def model_validate(cls, value: Any, context: Any = None) -> Self:
        """The record that a piece of the tree describes. Raises ValidationError with every fault."""
        faults: list[Fault] = []
        record = _read_record(cls, value, context, (), faults)
        if faults:
            raise ValidationError(faults)
        return record  # type: ignore[no-any-return]

    @property
    def path(self) -> str:
        """The place in the YAML (`sections.1.photos.0`); empty for a value made in code."""
        return str(self.__dict__.get("_path", ""))

    def values(self, *, set_only: bool = False) -> dict[str, Any]:
        """The fields by name; with `set_only` without those that are None."""
        found = {member.name: self.__dict__[member.name] for member in members(type(self))}
        return {name: value for name, value in found.items() if value is not None} if set_only else found

    def copy(self, **changes: Any) -> Self:
        """The same record with some fields changed."""
        return type(self)(**{**self.values(), **changes})

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, Record) and self.values() == other.values()

    def __hash__(self) -> int:
        return hash((type(self), tuple(self.values().values())))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.values().items())})"


_MEMBERS: dict[Any, tuple[Member, ...]] = {}
_READERS: dict[Any, dict[str, tuple[Member, Reader]]] = {}


def members(model: type[Record]) -> tuple[Member, ...]:
    """The fields of a model, inherited ones first."""
    known = _MEMBERS.get(model)
    if known is None:
        known = _MEMBERS[model] = tuple(_collect(model))
    return known


def _collect(model: type[Record]) -> Iterator[Member]:
    hints = get_type_hints(model, include_extras=True)
    for name, annotation in hints.items():
        if not name.startswith("_"):
            default = getattr(model, name, _UNSET)
            rule = default if isinstance(default, Rule) else Rule(default)
            yield Member(name, rule.key or name, annotation, rule)


def _readers(model: type[Record]) -> dict[str, tuple[Member, Reader]]:
    known = _READERS.get(model)
    if known is None:
        known = {member.key: (member, reader(member.annotation, member.rule)) for member in members(model)}
        _READERS[model] = known
    return known


def _read_record(model: type[Record], value: Any, context: Any, loc: Path, faults: list[Fault]) -> Any:
    if isinstance(value, model):
        return value
    if not isinstance(value, Mapping):
        faults.append(Fault("model_type", loc, {}, value))
        return None
    known = _readers(model)
    record = object.__new__(model)
    attributes = record.__dict__
    for key, (member, read) in known.items():
        if key in value:
            attributes[member.name] = read(value[key], context, (*loc, key), faults)
        elif member.required:
            faults.append(Fault("missing", (*loc, key), {}, value))
        else:
            attributes[member.name] = member.default()
    faults += [Fault("extra_forbidden", (*loc, key), {}, value[key]) for key in value if key not in known]
    place = getattr(value, "path", None)
    if place is not None:
        attributes["_path"] = place
    return record


# --- annotations to readers -------------------------------------------------------------------------------------------


def reader(annotation: Any, rule: Rule | None = None) -> Reader:
    """What reads a value of an annotation: scalars, literals, tuples, mappings, records, options and marked types."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *marks = get_args(annotation)
        for mark in marks:
            if hasattr(mark, "read"):
                return _marked(mark)
            if isinstance(mark, Rule):
                rule = mark
        return reader(inner, rule)
    if origin in (Union, UnionType):
        options = [option for option in get_args(annotation) if option is not NoneType]
        if len(options) == 1:
            return _optional(reader(options[0], rule))
        raise TypeError(f"{annotation}: a choice of types needs a marker that reads it")
    if origin is Literal:
        return _literal(get_args(annotation))
    if origin is tuple:
        return _tuple(get_args(annotation))
    if origin is dict:
        return _dict(reader(get_args(annotation)[1]))
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return lambda value, context, loc, faults: _read_record(annotation, value, context, loc, faults)
    if hasattr(annotation, "read"):
        return _marked(annotation)
    return _limited(_SCALARS[annotation], rule)


def _marked(mark: Any) -> Reader:
    def read(value: Any, context: Any, loc: Path, faults: list[Fault]) -> Any:
        try:
            return mark.read(value, context)
        except Refused as refused:
            faults.append(Fault(refused.type, loc, refused.ctx, value))
            return None
        except ValidationError as error:
            faults += [Fault(fault.type, (*loc, *fault.loc), fault.ctx, fault.input) for fault in error.faults]
            return None

    return read


def _optional(read: Reader) -> Reader:
    return lambda value, context, loc, faults: None if value is None else read(value, context, loc, faults)


def _literal(known: tuple[Any, ...]) -> Reader:
    texts = {str(one): one for one in known}
    quoted = [f"'{one}'" for one in texts]
    expected = f"{', '.join(quoted[:-1])} or {quoted[-1]}" if len(quoted) > 1 else quoted[0]

    def read(value: Any, context: Any, loc: Path, faults: list[Fault]) -> Any:
        if isinstance(value, str) and value in texts:
            return texts[value]
        faults.append(Fault("literal_error", loc, {"expected": expected}, value))
        return None

    return read


def _tuple(arguments: tuple[Any, ...]) -> Reader:
    if len(arguments) == 2 and arguments[1] is ...:
        each = reader(arguments[0])

        def read_any(value: Any, context: Any, loc: Path, faults: list[Fault]) -> Any:
            if not isinstance(value, list | tuple):
                faults.append(Fault("tuple_type", loc, {}, value))
                return ()
            return tuple(each(item, context, (*loc, number), faults) for number, item in enumerate(value))

        return read_any
    parts = [reader(argument) for argument in arguments]

    def read_fixed(value: Any, context: Any, loc: Path, faults: list[Fault]) -> Any:
        if not isinstance(value, list | tuple):
            faults.append(Fault("tuple_type", loc, {}, value))
            return ()
        if len(value) > len(parts):
            ctx = {"max_length": len(parts), "actual_length": len(value)}
            faults.append(Fault("too_long", loc, ctx, value))
            return ()
        faults += [Fault("missing", (*loc, number), {}, value) for number in range(len(value), len(parts))]
        return tuple(
            read(item, context, (*loc, number), faults)
            for number, (read, item) in enumerate(zip(parts, value, strict=False))
        )

    return read_fixed


def _dict(each: Reader) -> Reader:
    def read(value: Any, context: Any, loc: Path, faults: list[Fault]) -> Any:
        if not isinstance(value, Mapping):
            faults.append(Fault("model_type", loc, {}, value))
            return {}
        return {str(key): each(item, context, (*loc, key), faults) for key, item in value.items()}

    return read


def _limited(read: Callable[[Any], Any], rule: Rule | None) -> Reader:
    """A scalar with its limits."""
    limits = [
        (name, limit, test)
        for name, limit, test in (
            ("greater_than_equal", rule.ge, operator.ge),
            ("less_than_equal", rule.le, operator.le),
            ("greater_than", rule.gt, operator.gt),
            ("less_than", rule.lt, operator.lt),
        )
        if limit is not None
    ] if rule else []  # fmt: skip
    names = {"greater_than_equal": "ge", "less_than_equal": "le", "greater_than": "gt", "less_than": "lt"}

    def scalar(value: Any, context: Any, loc: Path, faults: list[Fault]) -> Any:
        try:
            found = read(value)
        except Refused as refused:
            faults.append(Fault(refused.type, loc, refused.ctx, value))
            return None
        for name, limit, test in limits:
            if not test(found, limit):
                faults.append(Fault(name, loc, {names[name]: limit}, value))
        return found

    return scalar


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Refused("string_type")
    return str(value)  # a plain string: what knows its place in the YAML ends here


def as_bool(value: Any) -> bool:
    """A truth value as YAML people write it. Raises Refused."""
    if isinstance(value, bool):
        return value
    word = value.lower() if isinstance(value, str) else None
    if word in ("true", "yes", "on", "y", "t", "1"):
        return True
    if word in ("false", "no", "off", "n", "f", "0"):
        return False
    raise Refused("bool_parsing" if isinstance(value, str) else "bool_type")


def _number(make: Callable[[str], Any], name: str) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return make(str(value))
        if not isinstance(value, str):
            raise Refused(f"{name}_type")
        try:
            return make(value)
        except (ValueError, ArithmeticError):
            raise Refused(f"{name}_parsing") from None

    return read


_SCALARS: dict[Any, Callable[[Any], Any]] = {
    str: _text,
    bool: as_bool,
    int: _number(int, "int"),
    float: _number(float, "float"),
    Decimal: _number(Decimal, "decimal"),
    Any: lambda value: value,
}
