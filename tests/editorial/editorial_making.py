"""What the editorial tests share: our brochure, reading one, checking one."""

from __future__ import annotations

from pathlib import Path

from brochure.blocks import KINDS
from brochure.diagnostics import Diagnostic, Sink
from brochure.editorial.check import check
from brochure.load import load
from brochure.model import Brochure
from brochure.project import Project

CONTENT = Path(__file__).parents[2] / "content" / "tianxin"
PICTURE = Path(__file__).parents[2] / "assets" / "illustrations" / "park-dusk.jpg"


def read(file: Path) -> Brochure:
    sink = Sink()
    brochure = load(Project(file), {kind.name: kind.model for kind in KINDS}, sink)
    assert brochure is not None, sink.found
    return brochure


def findings(brochure: Brochure, release: bool = False) -> tuple[Diagnostic, ...]:
    sink = Sink()
    check(brochure, sink, release)
    return tuple(sink.found)
