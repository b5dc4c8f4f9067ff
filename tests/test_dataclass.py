"""Our data classes behave as the standard library's do: the same classes are made by both and compared."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure import dataclass as ours

PARAMETERS = [{"frozen": frozen, "slots": slots} for frozen in (True, False) for slots in (True, False)]
BOTH = [pytest.param(dataclasses, id="standard"), pytest.param(ours, id="ours")]


def _point(module: Any, **how: bool) -> Any:
    @module.dataclass(**how)
    class Point:
        """A place."""

        x: float
        y: float = 2.0
        tags: list[str] = module.field(default_factory=list)
        note: str = module.field(default="", compare=False, repr=False)

        @property
        def both(self) -> tuple[float, float]:
            return self.x, self.y

    return Point


@pytest.mark.parametrize("how", PARAMETERS)
def test_positions_names_and_defaults_are_taken_as_usual(how: dict[str, bool]) -> None:
    for module in (dataclasses, ours):
        point = _point(module, **how)
        assert (point(1.0).both, point(1.0, 3.0).both, point(y=5.0, x=4.0).both) == ((1.0, 2.0), (1.0, 3.0), (4.0, 5.0))
        assert point(1.0).tags is not point(1.0).tags
        assert (point.__doc__, point.__qualname__, point.__module__) == ("A place.", "_point.<locals>.Point", __name__)


@pytest.mark.parametrize("module", BOTH)
@pytest.mark.parametrize(("values", "named"), [((), {}), ((1, 2, [], "", 5), {}), ((1,), {"x": 2}), ((1,), {"z": 2})])
def test_wrong_arguments_are_a_type_error(module: Any, values: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="__init__"):
        _point(module, frozen=True)(*values, **named)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.text(max_size=1)), min_size=2, max_size=2))
def test_equality_and_repr_are_the_standard_ones(values: list[tuple[int, int, str]]) -> None:
    for how in PARAMETERS:
        standard, own = _point(dataclasses, **how), _point(ours, **how)
        (one, other), (ours_one, ours_other) = (
            [kind(x, y, note=note) for x, y, note in values] for kind in (standard, own)
        )
        assert (one == other, one != other) == (ours_one == ours_other, ours_one != ours_other)
        assert repr(one) == repr(ours_one)
        assert ours_one != one and ours_one.__eq__(one) is NotImplemented


def test_frozen_values_are_hashed_by_what_is_compared() -> None:
    @ours.dataclass(frozen=True, slots=True)
    class Name:
        text: str
        place: str = ours.field(default="", compare=False)

    assert hash(Name("a", "here")) == hash(Name("a", "there"))
    assert len({Name("a", "here"), Name("a", "there"), Name("b")}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(_point(ours, slots=True)(1.0))


@pytest.mark.parametrize("module", BOTH)
@pytest.mark.parametrize("slots", [True, False])
def test_frozen_values_refuse_every_change(module: Any, slots: bool) -> None:
    value = _point(module, frozen=True, slots=slots)(1.0)
    for name in ("x", "y", "new"):
        with pytest.raises((AttributeError, TypeError)):
            setattr(value, name, 3.0)
    with pytest.raises(AttributeError):
        del value.x
    assert value.both == (1.0, 2.0)


@pytest.mark.parametrize("module", BOTH)
def test_slots_leave_no_room_for_other_attributes(module: Any) -> None:
    value = _point(module, slots=True)(1.0)
    value.x = 7.0
    with pytest.raises(AttributeError):
        value.new = 1
    assert value.both == (7.0, 2.0)


@pytest.mark.parametrize("module", BOTH)
@pytest.mark.parametrize("how", PARAMETERS)
def test_inherited_attributes_come_first(module: Any, how: dict[str, bool]) -> None:
    @module.dataclass(**how)
    class Base:
        a: int
        b: int = 2

    @module.dataclass(**how)
    class Derived(Base):
        c: int = 3

    class Plain(Derived):
        pass

    assert repr(Derived(1)).endswith("Derived(a=1, b=2, c=3)")
    assert repr(Plain(1, 5)).endswith("Plain(a=1, b=5, c=3)")
    assert (Base(1).a, Derived(4, 5, 6).c) == (1, 6)


@pytest.mark.parametrize("module", BOTH)
def test_an_attribute_may_be_left_to_post_init(module: Any) -> None:
    @module.dataclass(slots=True)
    class Square:
        side: int
        area: int = module.field(init=False)
        seen: list[int] = module.field(init=False, default_factory=list)

        def __post_init__(self) -> None:
            self.area = self.side**2

    assert (Square(3).area, Square(3).seen) == (9, [])
    assert Square.__match_args__ == ("side",)


@pytest.mark.parametrize(("module", "replace"), [(dataclasses, dataclasses.replace), (ours, ours.replace)])
@pytest.mark.parametrize("how", PARAMETERS)
def test_replace_changes_a_copy(module: ModuleType, replace: Any, how: dict[str, bool]) -> None:
    value = _point(module, **how)(1.0, note="kept")
    changed = replace(value, y=9.0)
    assert (value.both, changed.both, changed.note, changed.tags is value.tags) == (
        (1.0, 2.0),
        (1.0, 9.0),
        "kept",
        True,
    )
    with pytest.raises(TypeError):
        replace(value, z=1)


@pytest.mark.parametrize("module", BOTH)
def test_a_class_keeps_its_own_methods(module: Any) -> None:
    @module.dataclass(frozen=True, slots=True)
    class Own:
        x: int

        def __repr__(self) -> str:
            return "own"

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 5

    assert (repr(Own(1)), Own(1) == Own(2), hash(Own(1))) == ("own", True, 5)


def test_patterns_match_by_position() -> None:
    match Kept(1, (2,)):
        case Kept(x, y):
            assert (x, y) == (1, (2,))
        case _:
            pytest.fail("not matched")


@ours.dataclass(frozen=True, slots=True)
class Kept:
    x: int
    y: tuple[int, ...] = ()


def test_frozen_values_can_be_copied_and_pickled() -> None:
    value = Kept(1, (2, 3))
    assert copy.copy(value) == value == copy.deepcopy(value) == pickle.loads(pickle.dumps(value))
