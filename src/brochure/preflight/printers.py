"""A printer's profile: the thresholds of one print shop, from `printers/*.yaml` or a file that the shop gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from brochure.diagnostics import Message, Sink, Span
from brochure.fields import PositiveLength, TypeSize
from brochure.geometry import MM
from brochure.project import Project
from brochure.record import Field, Record, ValidationError
from brochure.tree import read_one
from brochure.validation import close_to, did_you_mean, findings

BUILT_IN = Path(__file__).resolve().parents[1] / "printers"
DEFAULT = "sheetfed"


class Limits(Record):
    """Below `least` is an error, below `aim` a warning; in dots or pixels an inch."""

    least: float = Field(default=150.0, ge=0)
    aim: float = Field(default=300.0, ge=0)


class Distances(Record):
    """Nearer than `least` is an error, nearer than `aim` a warning."""

    least: PositiveLength = 3 * MM
    aim: PositiveLength = 5 * MM


class TypeSizes(Record):
    """Smallest type, in points: of one ink, of several (which never register quite), and reversed out of a ground."""

    least: TypeSize = 5.0
    aim: TypeSize = 6.0
    inks: TypeSize = 8.0
    reversed_least: TypeSize = Field(default=6.0, key="reversed-least")
    reversed: TypeSize = 7.0
    reversed_song: TypeSize = Field(default=8.0, key="reversed-song")


class LineWidths(Record):
    """Thinnest lines, in points: of one solid ink, and of tints, several inks or reversed."""

    least: TypeSize = 0.25
    aim: TypeSize = 0.3
    mixed: TypeSize = 0.5


class Printer(Record):
    """What one print shop takes. `ink` is the most ink in per cent, `spots` how many spot colours the job may have."""

    name: str = ""
    ink: float = Field(default=300.0, ge=100, le=400)
    pictures: Limits = Limits()
    line_art: Limits = Field(default=Limits(least=550.0, aim=800.0), key="line-art")
    bleed: PositiveLength = 3 * MM
    safe: Distances = Distances()
    fold_safe: Distances = Field(default=Distances(least=2 * MM, aim=3 * MM), key="fold-safe")
    type: TypeSizes = TypeSizes()
    lines: LineWidths = LineWidths()
    spots: int = Field(default=0, ge=0, le=8)


def named_file(name: str, sink: Sink) -> Path | None:
    """A profile named on the command line."""
    file = Path(name)
    if file.is_file():
        return file
    sink.error(
        "printer.missing", f"找不到印厂档案 `{name}`", f"there is no printer's profile `{name}`", span=Span(name)
    )
    return None


def load_printer(
    name: str, sink: Sink, resolve: Callable[[str], Path | None], project: Project | None, span: Span | None, path: str
) -> Printer | None:
    """The profile by its built-in name or from a file; None after the finding that says what is wrong with it.

    `resolve` finds a file named in the YAML, or on the command line.
    """
    name = name or DEFAULT
    if name.endswith((".yaml", ".yml")):
        file = resolve(name)
        if file is None:
            return None
    else:
        file = BUILT_IN / f"{name}.yaml"
        if not file.is_file():
            known = sorted(one.stem for one in BUILT_IN.glob("*.yaml"))
            hints = did_you_mean(close_to(name, known)) or (
                Message(f"内置的有：{'、'.join(known)}；或写文件名 ….yaml", f"built in: {', '.join(known)}; or a file"),
            )
            zh, en = f"没有名为 `{name}` 的印厂档案", f"there is no printer's profile `{name}`"
            sink.error("printer.unknown", zh, en, span=span, path=path, hints=hints)
            return None
    read = read_one(project or Project(file), file, sink)
    if read is None:
        return None
    try:
        return Printer.model_validate(read.tree)
    except ValidationError as error:
        sink.extend(findings(error, Printer, read, ""))
        return None
