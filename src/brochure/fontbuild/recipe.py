"""The recipe: which upstream files become which faces, and how. TOML in, frozen values out, findings for what is wrong.

See fonts/recipe.toml. Every upstream file is named by package, version and SHA-256, so a build is repeatable.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, TypeVar

from brochure.diagnostics import Sink, Span
from brochure.fontbuild.charset import CHARSETS

Role = Literal["song", "hei", "kai", "serif", "sans", "rare", "traditional"]
ROLES = ("song", "hei", "kai", "serif", "sans", "rare", "traditional")


@dataclass(frozen=True, slots=True)
class Package:
    """Where upstream files come from. `sha256` is of the package file; `get` the command that fetches it."""

    id: str
    registry: str
    name: str
    version: str
    sha256: str
    get: str


@dataclass(frozen=True, slots=True)
class Family:
    """One folder under fonts/. `reserved`: names that a changed font may not bear, as upstream states."""

    id: str
    name: str
    name_zh: str
    upstream: str
    role: str
    scripts: tuple[str, ...]
    licence: str
    copyright: str
    reserved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FaceSpec:
    """One face to make. `source` is a path below the unpacked packages; without `charset` and `instance` it is copied.

    `member` picks a font of a collection by PostScript name; `instance` pins every axis of a variable font;
    `widen` names marks to be set one em wide; `scripts`, where given, are kept instead of the recipe's.
    """

    key: str
    family: str
    package: str
    source: str
    sha256: str
    style: str
    weight: int
    italic: bool = False
    member: str = ""
    instance: Mapping[str, float] = field(default_factory=dict)
    charset: str = ""
    widen: str = ""
    scripts: tuple[str, ...] = ()

    @property
    def modified(self) -> bool:
        return bool(self.charset or self.instance or self.member or self.widen)


@dataclass(frozen=True, slots=True)
class Recipe:
    """All packages, families and faces, by id; `features` and `scripts` are what a cut keeps of GSUB and GPOS."""

    packages: Mapping[str, Package]
    families: Mapping[str, Family]
    faces: tuple[FaceSpec, ...]
    features: tuple[str, ...]
    scripts: tuple[str, ...]


T = TypeVar("T", Package, Family, FaceSpec)


def load_recipe(path: Path, sink: Sink) -> Recipe | None:
    """Read a recipe; None, with every finding in the sink, if it cannot be built as it stands."""
    try:
        tree = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        reason = error.strerror or "unreadable"
        sink.error(
            "fonts.recipe_unreadable", f"读不了配方 `{path}`：{reason}", f"cannot read recipe `{path}`: {reason}"
        )
        return None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        sink.error(
            "fonts.recipe_syntax",
            f"配方 `{path}` 不是正确的 TOML：{error}",
            f"recipe `{path}` is not valid TOML: {error}",
            span=Span(str(path)),
        )
        return None
    reader = _Reader(path, sink)
    recipe = Recipe(
        packages={one.id: one for one in reader.named(tree, "packages", Package)},
        families={one.id: one for one in reader.named(tree, "families", Family)},
        faces=tuple(reader.listed(tree, "faces", FaceSpec)),
        features=tuple(tree.get("features", ())),
        scripts=tuple(tree.get("scripts", ())),
    )
    reader.check(recipe)
    return None if sink.failed else recipe


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns tables into values and tells what is wrong with them."""

    path: Path
    sink: Sink

    def error(self, zh: str, en: str, place: str) -> None:
        self.sink.error("fonts.recipe", zh, en, span=Span(str(self.path)), path=place)

    def named(self, tree: Mapping[str, Any], name: str, kind: type[T]) -> Iterable[T]:
        tables = tree.get(name, {})
        for key, table in tables.items() if isinstance(tables, dict) else ():
            value = self.value({"id": key, **table} if isinstance(table, dict) else table, f"{name}.{key}", kind)
            if value is not None:
                yield value

    def listed(self, tree: Mapping[str, Any], name: str, kind: type[T]) -> Iterable[T]:
        tables = tree.get(name, [])
        for number, table in enumerate(tables if isinstance(tables, list) else ()):
            value = self.value(table, f"{name}.{number}", kind)
            if value is not None:
                yield value

    def value(self, table: object, place: str, kind: type[T]) -> T | None:
        """One dataclass from one table; None and findings on unknown, missing or mistyped keys."""
        if not isinstance(table, dict):
            self.error(f"`{place}` 应当是一个表", f"`{place}` must be a table", place)
            return None
        known = {one.name: one for one in fields(kind)}
        wrong = False
        for key in table.keys() - known.keys():
            self.error(f"`{place}` 里没有 `{key}` 这一项", f"`{place}` has no key `{key}`", f"{place}.{key}")
            wrong = True
        for key, one in known.items():
            if key not in table and one.default is MISSING and one.default_factory is MISSING:
                self.error(f"`{place}` 缺少 `{key}`", f"`{place}` lacks `{key}`", place)
                wrong = True
            elif key in table and not _fits(str(one.type), table[key]):
                self.error(f"`{place}.{key}` 的值类型不对", f"`{place}.{key}` has a value of the wrong type", place)
                wrong = True
        if wrong:
            return None
        values: dict[str, Any] = {key: tuple(item) if isinstance(item, list) else item for key, item in table.items()}
        return kind(**values)

    def check(self, recipe: Recipe) -> None:
        """References that lead nowhere, keys used twice, changed fonts that would bear a reserved name."""
        if not recipe.faces:
            self.error("配方里没有字体", "the recipe has no faces", "faces")
        seen: set[str] = set()
        for face in recipe.faces:
            if face.key in seen:
                self.error(f"`{face.key}` 出现了两次", f"`{face.key}` appears twice", "faces")
            seen.add(face.key)
            for what, name, known in (
                ("package", face.package, recipe.packages),
                ("family", face.family, recipe.families),
                ("charset", face.charset or "core", CHARSETS),
            ):
                if name not in known:
                    self.error(f"`{face.key}`：没有 `{name}`（{what}）", f"`{face.key}`: no {what} `{name}`", "faces")
            family = recipe.families.get(face.family)
            self.check_name(face, family)
        for family in recipe.families.values():
            if family.role not in ROLES:
                names = ", ".join(ROLES)
                self.error(f"`role` 只能是 {names}", f"`role` must be one of {names}", f"families.{family.id}")

    def check_name(self, face: FaceSpec, family: Family | None) -> None:
        """OFL clause 3: no modified version may use a reserved font name."""
        for reserved in family.reserved if family and face.modified else ():
            if family and reserved.casefold() in f"{family.name} {face.key}".casefold():
                self.error(
                    f"`{face.key}` 是改过的字体，按 OFL 不得使用保留名称“{reserved}”",
                    f"`{face.key}` is modified and under the OFL may not bear the reserved name `{reserved}`",
                    "faces",
                )


def _fits(kind: str, value: object) -> bool:
    """Whether a TOML value can stand for a field annotated `kind`."""
    match kind:
        case "str":
            return isinstance(value, str)
        case "bool":
            return isinstance(value, bool)
        case "int":
            return isinstance(value, int) and not isinstance(value, bool)
        case "tuple[str, ...]":
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        case _:
            return isinstance(value, dict) and all(isinstance(item, int | float) for item in value.values())
