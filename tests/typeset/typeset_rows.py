"""A text set by `brochure.typeset`, as clusters with places in em: what the tests judge by."""

from __future__ import annotations

from dataclasses import dataclass

from brochure.text.paragraph import Lines
from brochure.typesetting import Job, report_of, typeset


@dataclass(frozen=True)
class Cluster:
    text: str
    x: float
    advance: float
    face: str

    @property
    def end(self) -> float:
        return self.x + self.advance


@dataclass(frozen=True)
class Row:
    """One line: its text, clusters, widths in em."""

    text: str
    clusters: tuple[Cluster, ...]
    natural: float
    width: float
    overfull: bool
    hyphenated: bool

    def at(self, text: str, nth: int = 0) -> Cluster:
        return [cluster for cluster in self.clusters if cluster.text.startswith(text)][nth]


def rows(text: str, **options: object) -> list[Row]:
    size = 10.0
    lines: Lines = typeset(text, size=size, **options)  # type: ignore[arg-type]
    found = report_of(Job(text, size=size), lines)
    return [
        Row(
            line["text"],
            tuple(
                Cluster(cluster["text"], cluster["x"] / size, cluster["advance"] / size, cluster["face"])
                for cluster in line["clusters"]
            ),
            line["natural"] / size,
            line["width"] / size,
            line["overfull"],
            line["hyphenated"],
        )
        for line in found["lines"]
    ]


def texts(text: str, **options: object) -> list[str]:
    return [row.text for row in rows(text, **options)]


def distance(text: str, first: str, second: str, **options: object) -> float:
    """From the origin of one cluster to the origin of another on one long ragged line, in em."""
    options = {"measure": 60.0, "align": "left", **options}
    row = rows(text, **options)[0]
    return round(row.at(second).x - row.at(first).x, 3)
