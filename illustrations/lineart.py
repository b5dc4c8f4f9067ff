"""Vector line art: smooth curves written as the JSON paths that the brochure draws.

Curves are thought of as dense point rows and written as few Bézier segments (Catmull–Rom through every
knot): a hundred hairlines then cost kilobytes, and the printer's RIP still gets true curves.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

Points = NDArray[np.float64]

THINNEST = 0.3  # points; finer hairlines break up on the plate
INKS: dict[str, tuple[float, float, float, float]] = {
    "ink": (100, 85, 35, 40),
    "cyan": (78, 10, 12, 0),
    "gold": (8, 32, 82, 0),
    "mist": (8, 3, 2, 0),
    "white": (0, 0, 0, 0),
}


class Drawing:
    """A sheet in millimetres (y down) that collects stroked paths."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.paths: list[dict[str, object]] = []

    def add(self, d: list[list[object]], stroke: str, width: float, tint: float = 1.0) -> None:
        """Append one path as SVG path data; widths below the printable minimum are raised to it."""
        path: dict[str, object] = {"stroke": stroke, "width": round(max(width, THINNEST), 2)}
        if tint < 1:
            path["tint"] = round(max(tint, 0.0), 2)
        data = "".join(f"{step[0]}{' '.join(f'{value:g}' for value in step[1:])}" for step in d)
        self.paths.append({**path, "d": data})

    def curve(self, points: Points, stroke: str, width: float, tint: float = 1.0, knots: int = 12) -> None:
        """A smooth curve through `points`, thinned to `knots`; skipped when wholly off the sheet."""
        inside = (points > (-1, -1)) & (points < (self.width + 1, self.height + 1))
        if len(points) > 1 and inside.all(axis=1).any():
            self.add(bezier(thin(points, knots)), stroke, width, tint)

    def line(self, x0: float, y0: float, x1: float, y1: float, stroke: str, width: float, tint: float = 1.0) -> None:
        """A straight hairline."""
        self.add([["M", r(x0), r(y0)], ["L", r(x1), r(y1)]], stroke, width, tint)

    def dot(self, x: float, y: float, radius: float, stroke: str, width: float, tint: float = 1.0) -> None:
        """A small ring; paths are only stroked, so a knot of the mesh is a circle about as wide as its line."""
        d: list[list[object]] = [["M", r(x + radius), r(y)]]
        for sx, sy in ((0, 1), (-1, 0), (0, -1), (1, 0)):
            px, py = sy, -sx  # the quarter before this one
            a, b, end = (px + sx * 0.5523, py + sy * 0.5523), (sx + px * 0.5523, sy + py * 0.5523), (sx, sy)
            d.append(["C", *(r(o + radius * v) for q in (a, b, end) for o, v in zip((x, y), q, strict=True))])
        d.append(["Z"])
        self.add(d, stroke, width, tint)

    def save(self, path: Path) -> None:
        """Write the drawing, one path a line so that changes can be read in a diff."""
        rows = ",\n".join(json.dumps(p, separators=(",", ":")) for p in self.paths)
        path.write_text(f'{{"width":{self.width},"height":{self.height},"paths":[\n{rows}\n]}}\n', encoding="utf-8")


def r(value: float) -> float:
    """Hundredths of a millimetre are finer than any plate."""
    v = round(float(value), 2)
    return int(v) if v == int(v) else v


def thin(points: Points, knots: int) -> Points:
    """Resample to `knots` points, evenly by length but closer where the curve turns."""
    step = np.hypot(*np.diff(points, axis=0).T)
    angle = np.unwrap(np.arctan2(*np.diff(points, axis=0).T[::-1])) if len(points) > 2 else np.zeros(1)
    turn = np.abs(np.gradient(angle)) if len(angle) > 1 else np.zeros_like(step)
    weight = step / max(step.sum(), 1e-9) + 0.6 * turn / max(turn.sum(), 1e-9) + 1e-9
    s = np.concatenate([[0], np.cumsum(weight)])
    at = np.interp(np.linspace(0, s[-1], knots), s, np.arange(len(points)))
    grid = np.arange(len(points))
    return np.stack([np.interp(at, grid, points[:, 0]), np.interp(at, grid, points[:, 1])], axis=1)


def bezier(points: Points) -> list[list[object]]:
    """Cubic segments through every point: chordal Catmull–Rom, so uneven knots do not overshoot."""
    seg = np.maximum(np.hypot(*np.diff(points, axis=0).T), 1e-6)
    t = np.concatenate([[0], np.cumsum(seg)])
    if len(points) < 3:
        return [["M", r(points[0, 0]), r(points[0, 1])], ["L", r(points[-1, 0]), r(points[-1, 1])]]
    tangent = CubicSpline(t, points, bc_type="natural")(t, 1)
    d: list[list[object]] = [["M", r(points[0, 0]), r(points[0, 1])]]
    for i, h in enumerate(seg / 3):
        a, b = points[i] + tangent[i] * h, points[i + 1] - tangent[i + 1] * h
        d.append(["C", r(a[0]), r(a[1]), r(b[0]), r(b[1]), r(points[i + 1, 0]), r(points[i + 1, 1])])
    return d


def spline(controls: Sequence[tuple[float, float]], samples: int = 120) -> Points:
    """A smooth curve through hand-set points, evenly parametrised by length."""
    p = np.asarray(controls, float)
    t = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))])
    curve = CubicSpline(t, p, bc_type="natural")(np.linspace(0, t[-1], samples * 4))
    s = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(curve, axis=0).T))])
    at = np.linspace(0, s[-1], samples)
    return np.stack([np.interp(at, s, curve[:, 0]), np.interp(at, s, curve[:, 1])], axis=1)


def loft(guides: Sequence[Points], at: Iterable[float]) -> list[Points]:
    """Curves between guides: `at` runs from 0 (first guide) to 1 (last), smooth across all of them."""
    stack = np.stack(guides)
    u = np.linspace(0, 1, len(guides))
    between = CubicSpline(u, stack, axis=0, bc_type="natural")
    return [between(a) for a in at]


def wobble(rng: np.random.Generator, n: int, size: float, waves: int = 3) -> NDArray[np.float64]:
    """Slow phase noise along a thread: a few random sine waves, never a jitter."""
    t = np.linspace(0, 1, n)[:, None]
    k = np.arange(1, waves + 1)
    return (np.sin(2 * np.pi * (t * k * rng.uniform(0.5, 1.1, waves) + rng.random(waves))) / k).sum(1) * size
