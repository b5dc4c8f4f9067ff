"""Reads themes: a built-in name, a file of the project, or what stands under `theme:`, each over what it extends."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from brochure.binding.records import FOLDS
from brochure.diagnostics import Message, Sink, Span
from brochure.model import Brochure
from brochure.project import Project
from brochure.record import ValidationError
from brochure.source import Map, SourceMap
from brochure.theme import Theme, ThemeModel, merge
from brochure.themechecks import Layer, check_layer, known_names
from brochure.tree import read_one
from brochure.validation import close_to, did_you_mean, findings

BUILT_IN = Path(__file__).resolve().parent / "themes"
DEFAULT, FOLDED = "plain", "leaflet"
"""The themes of brochures that name none: of pages, and of folded sheets."""
ART = (BUILT_IN / "art", BUILT_IN.parents[2] / "assets" / "art")
"""Where the built-in themes' drawings are: beside them when installed, at the project root in a checkout."""


def load_theme(project: Project, brochure: Brochure, faces: Iterable[str], sink: Sink) -> Theme | None:
    """The brochure's theme, merged; None after findings. `faces` are the keys of the font catalogue."""
    reader = _Reader(project, sink, FOLDED if brochure.document.binding.kind in FOLDS else DEFAULT)
    written = brochure.theme_tree
    if written is None:
        reader.named(reader.default, project.entry, Span(project.name(project.entry)), ())
    elif isinstance(written, Map):
        reader.tree(written, brochure.spans, "theme", project.entry, ())
    else:
        reader.named(str(written), project.entry, brochure.spans.at("theme"), ())
    if sink.failed:
        return None
    folders = tuple(dict.fromkeys(reversed(reader.folders)))
    known = known_names(reader.layers, faces, folders)
    for layer in reader.layers:
        if not layer.built_in:
            check_layer(layer, known, sink)
    return None if sink.failed else merge([layer.model for layer in reader.layers], folders)


@lru_cache(maxsize=16)
def _model(spans: SourceMap) -> ThemeModel:
    """The theme that a whole file describes; `read_one` gives the same map for the same text."""
    return ThemeModel.model_validate(spans.tree)


class _Reader:
    """Collects theme layers, the outermost first."""

    def __init__(self, project: Project, sink: Sink, default: str) -> None:
        self.project = project
        self.default = default
        self.sink = sink
        self.layers: list[Layer] = []
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
            self.named(self.default, file, spans.at(path), above)
        self.folders.append(str(file.parent))
        try:
            model = _model(spans) if tree is spans.tree else ThemeModel.model_validate(tree)
        except ValidationError as error:
            for finding in findings(error, ThemeModel, spans, path):
                self.sink.add(finding)
            return
        self.layers.append(Layer(model, spans, path, file.parent == BUILT_IN))
