"""`dataclass`, `field` and `replace` as in the standard library, for a program that must start in a blink.

The standard module writes and compiles half a dozen functions for every class while the class is being defined. That
is 0.6 ms each, and some eighty classes stand between a cold start and the first page: more than setting that page.
Here a class is defined with functions shared by all, and its `__init__` is compiled when the first value is made.

What is not needed is not there: no ordering, no `kw_only`, no inheritance of mutable by frozen classes.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from types import MemberDescriptorType
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")

_UNSET: Any = object()


class Field:
    """What `field` says of an attribute."""

    __slots__ = ("compare", "default", "default_factory", "init", "repr")

    def __init__(self, default: Any, default_factory: Any, init: bool, repr: bool, compare: bool) -> None:
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.compare = init, repr, compare


def field(
    *,
    default: Any = _UNSET,
    default_factory: Callable[[], Any] = _UNSET,
    init: bool = True,
    repr: bool = True,
    compare: bool = True,
) -> Any:
    """An attribute with a fresh default for every value, or one left out of `__init__`, `repr` or comparison."""
    return Field(default, default_factory, init, repr, compare)


@dataclass_transform(field_specifiers=(field,))
def dataclass(
    *, frozen: bool = False, slots: bool = False, eq: bool = True
) -> Callable[[type[T]], type[T]]:  # the class may be made anew, with slots
    """Give a class `__init__`, `__repr__`, equality and, when frozen, a hash, from its annotations."""
    return lambda cls: _make(cls, frozen, slots, eq)


def fields(kind: type) -> dict[str, Field]:
    """The attributes of a data class, inherited ones first. Raises AttributeError for any other class."""
    found: dict[str, Field] = kind.__data_fields__  # type: ignore[attr-defined]
    return found


def replace(value: T, **changes: Any) -> T:
    """The same value with some attributes changed."""
    for name, one in fields(type(value)).items():
        if one.init and name not in changes:
            changes[name] = getattr(value, name)
    return type(value)(**changes)


def _make(cls: type[T], frozen: bool, slots: bool, eq: bool) -> type[T]:
    own = dict(cls.__dict__)
    names = tuple(cls.__annotations__)
    known: dict[str, Field] = dict(getattr(cls, "__data_fields__", {}))
    for name in names:
        default = own.pop(name, _UNSET)
        known[name] = default if isinstance(default, Field) else Field(default, _UNSET, True, True, True)
    added: dict[str, Any] = {"__data_fields__": known, "__init__": _first_init, "__repr__": _repr}
    added["__match_args__"] = tuple(name for name, one in known.items() if one.init)
    if eq:
        added |= _comparison([name for name, one in known.items() if one.compare], frozen)
    added = {key: value for key, value in added.items() if key not in own or own[key] is None}
    if frozen:
        added |= {"__setattr__": _refuse_set, "__delattr__": _refuse_delete}
    if not slots:
        added |= {name: known[name].default for name in names if known[name].default is not _UNSET}
        for name, value in added.items():
            setattr(cls, name, value)
        return cls
    if frozen:  # copying and pickling would set attributes one by one
        added |= {"__getstate__": _get_state, "__setstate__": _set_state}
    kept = {key: value for key, value in own.items() if key not in ("__dict__", "__weakref__")}
    anew: Any = type(cls)
    made: type[T] = anew(cls.__name__, cls.__bases__, {**kept, **added, "__slots__": names})
    made.__qualname__ = cls.__qualname__
    return made


def _first_init(self: Any, *values: Any, **named: Any) -> None:
    """Compile the class's `__init__`, put it in its place, and call it."""
    kind: Any = next(base for base in type(self).__mro__ if base.__dict__.get("__init__") is _first_init)
    kind.__init__ = compiled = _compiled(kind)
    compiled(self, *values, **named)


def _compiled(kind: Any) -> Callable[..., None]:
    scope: dict[str, Any] = {"_unset": _UNSET}
    head, body = ["self"], []
    for name, one in fields(kind).items():
        value = name
        if one.default_factory is not _UNSET:
            scope[f"_new_{name}"] = one.default_factory
            value = f"_new_{name}() if {name} is _unset else {name}" if one.init else f"_new_{name}()"
        if one.init:
            scope[f"_or_{name}"] = one.default
            optional = one.default is not _UNSET or one.default_factory is not _UNSET
            head.append(f"{name}=_or_{name}" if optional else name)
        elif one.default_factory is _UNSET:
            continue
        if kind.__setattr__ is not _refuse_set:
            body.append(f" self.{name} = {value}")
        else:
            slot = getattr(kind, name, None)
            if isinstance(slot, MemberDescriptorType):  # its own setter costs half of object.__setattr__
                scope[f"_set_{name}"] = slot.__set__
                body.append(f" _set_{name}(self, {value})")
            else:
                body.append(f" self.__dict__[{name!r}] = {value}")
    if hasattr(kind, "__post_init__"):
        body.append(" self.__post_init__()")
    exec(f"def __init__({', '.join(head)}):\n" + ("\n".join(body) or " pass"), scope)
    made: Callable[..., None] = scope["__init__"]
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    return made


def _comparison(names: list[str], frozen: bool) -> dict[str, Any]:
    """Equality by these attributes, within one class; and a hash where no attribute can change."""
    key = attrgetter(*names) if names else lambda _value: ()

    def equal(self: object, other: object) -> bool:
        return key(self) == key(other) if type(self) is type(other) else NotImplemented

    return {"__eq__": equal, "__hash__": (lambda self: hash(key(self))) if frozen else None}


def _repr(self: object) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name, one in fields(type(self)).items() if one.repr)
    return f"{type(self).__qualname__}({shown})"


def _refuse_set(self: object, name: str, _value: object) -> None:
    raise AttributeError(f"{type(self).__name__} is frozen: `{name}` cannot be set")


def _refuse_delete(self: object, name: str) -> None:
    raise AttributeError(f"{type(self).__name__} is frozen: `{name}` cannot be deleted")


def _get_state(self: object) -> list[Any]:
    return [getattr(self, name) for name in fields(type(self))]


def _set_state(self: object, state: list[Any]) -> None:
    for name, value in zip(fields(type(self)), state, strict=True):
        object.__setattr__(self, name, value)
