"""Reads themes: a built-in name, a file of the project, or what stands under `theme:`, each over what it extends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from brochure.diagnostics import Message, Sink, Span
from brochure.load import read_one
from brochure.model import Brochure
from brochure.project import Project
from brochure.record import ValidationError
from brochure.source import Map, SourceMap
from brochure.theme import Theme, ThemeModel, merge
from brochure.validation import close_to, did_you_mean, findings

BUILT_IN = Path(__file__).resolve().parent / "themes"
DEFAULT = "plain"
ART = (BUILT_IN / "art", BUILT_IN.parents[2] / "assets" / "art")
"""Where the built-in themes' drawings are: beside them when installed, at the project root in a checkout."""


def load_theme(project: Project, brochure: Brochure, sink: Sink) -> Theme | None:
    """The brochure's theme, merged; None after findings."""
    reader = _Reader(project, sink)
    written = brochure.theme_tree
    if written is None:
        reader.named(DEFAULT, project.entry, Span(project.name(project.entry)), ())
    elif isinstance(written, Map):
        reader.tree(written, brochure.spans, "theme", project.entry, ())
    else:
        reader.named(str(written), project.entry, brochure.spans.at("theme"), ())
    if sink.failed:
        return None
    try:
        return merge(reader.layers, tuple(dict.fromkeys(reversed(reader.folders))))
    except ValueError as error:
        sink.error("theme.bad_color", f"颜色写法不对：{error}", str(error), span=brochure.spans.at("theme"))
        return None


class _Reader:
    """Collects theme layers, the outermost first."""

    def __init__(self, project: Project, sink: Sink) -> None:
        self.project = project
        self.sink = sink
        self.layers: list[ThemeModel] = []
        self.folders: list[str] = [str(folder) for folder in ART]

    def named(self, name: str, beside: Path, span: Span, above: tuple[Path, ...]) -> None:
        """A theme by built-in name or by file, named in the file `beside`."""
        if name.endswith((".yaml", ".yml")) or "/" in name:
            file = self.project.resolve(name, beside, self.sink, span, "theme", "theme")
        else:
            file = BUILT_IN / f"{name}.yaml"
            if not file.is_file():
                known = sorted(path.stem for path in BUILT_IN.glob("*.yaml"))
                hints = did_you_mean(close_to(name, known)) or (
                    Message(f"内置主题有：{'、'.join(known)}", f"built-in themes: {', '.join(known)}"),
                )
                zh, en = f"没有名为 `{name}` 的主题", f"there is no theme `{name}`"
                self.sink.error("theme.unknown", zh, en, span=span, path="theme", hints=hints)
                return
        if file is None:
            return
        if file in above:
            zh, en = f"主题 `{name}` 的 extends 绕成了圈", f"the theme `{name}` extends itself in a circle"
            self.sink.error("theme.circle", zh, en, span=span, path="theme")
            return
        spans = read_one(self.project, file, self.sink)
        if spans is not None:
            self.tree(spans.tree, spans, "", file, (*above, file))

    def tree(self, tree: Any, spans: SourceMap, path: str, file: Path, above: tuple[Path, ...]) -> None:
        """One layer, after the layers it extends."""
        extends = tree.get("extends") if isinstance(tree, Map) else None
        if extends:
            self.named(str(extends), file, spans.at(f"{path}.extends".lstrip(".")), above)
        elif file != BUILT_IN / f"{DEFAULT}.yaml":
            self.named(DEFAULT, file, spans.at(path), above)
        self.folders.append(str(file.parent))
        try:
            self.layers.append(ThemeModel.model_validate(tree))
        except ValidationError as error:
            for finding in findings(error, ThemeModel, spans, path):
                self.sink.add(finding)
