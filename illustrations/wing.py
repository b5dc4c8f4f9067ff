"""The cover: a cocoon's threads unroll into a mesh, the mesh rises as a wing, its feathers fall into a skyline."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from illustrations.lineart import Drawing, Points, loft, spline, wobble

WIDTH, HEIGHT, GROUND = 216.0, 291.0, 291.0

# Feathers set by hand from the innermost (falls straight to the ground) to the wing's leading edge. All start on
# the arm; the lofted curves between them are the wing.
FEATHERS = [
    [(66, 222), (84, 225), (97, 236), (103, 254), (104, 272)],
    [(82, 207), (105, 211), (121, 224), (128, 244), (129, 266)],
    [(99, 189), (127, 190), (147, 204), (156, 226), (158, 254)],
    [(113, 171), (145, 164), (170, 174), (184, 196), (187, 234)],
    [(122, 155), (157, 140), (186, 143), (205, 160), (211, 196)],
    [(127.5, 142), (160, 116), (188, 106), (210, 108), (230, 120)],
    [(131.5, 131), (158, 99), (181, 77), (202, 65), (226, 60)],
    [(135.5, 119), (147, 90), (163, 61), (184, 33), (208, 10)],
]
ARM = [(66, 222), (82, 207), (99, 189), (113, 171), (122, 155), (127.5, 142), (131.5, 131), (135.5, 119)]
# The way out of the cocoon: round its upper side, then up into the arm.
EXIT = [(4, 262), (10, 240), (26, 222), (46, 219), (66, 216)]


def tone(level: float) -> tuple[str, float]:
    """A step on the ladder from the blue ground (0) up to white (1): less ink is more light."""
    if level < 0.35:
        return "ink", 0.92 - level * 0.55
    if level < 0.7:
        return "cyan", 1.0 - (level - 0.35) * 1.6
    return ("mist", 1.0) if level < 0.9 else ("white", 1.0)


def cocoon(art: Drawing, rng: np.random.Generator) -> None:
    """Silk wound on an ellipsoid: only the near side is drawn, lit from the upper right as if it were solid."""
    centre, axis = np.array([39.0, 246.0]), np.deg2rad(-24)
    turn = np.array([[np.cos(axis), -np.sin(axis)], [np.sin(axis), np.cos(axis)]])
    t = np.linspace(0, np.pi, 72)
    for i in range(270):
        # Half a great circle from rim to rim: leaning across the long axis, as a silkworm's head swings.
        loose = i >= 246
        tilt = float(np.clip(rng.normal(0, 0.5), -1.1, 1.1)) + (np.pi / 2 if i % 5 == 0 else 0)
        roll = rng.uniform(-1.0, 1.0) * np.pi / 2
        x, y, z = np.cos(t), np.sin(t) * np.sin(roll), np.sin(t) * np.cos(roll)
        x, y = x * np.cos(tilt) - y * np.sin(tilt), x * np.sin(tilt) + y * np.cos(tilt)
        swell = 1 + (abs(rng.normal(0.06, 0.05)) if loose else rng.normal(0, 0.01))
        flat = np.stack([x * 36, y * 21.5], 1) * swell @ turn.T + centre
        flat += np.stack([wobble(rng, 72, 0.5), wobble(rng, 72, 0.5)], 1)
        light = 0.30 + 0.30 * x - 0.50 * y + 0.30 * z + rng.normal(0, 0.12)
        cuts = [0, *sorted(rng.integers(12, 60, 2)), 71]
        for a, b in pairwise(int(c) for c in cuts):
            if b - a > 3:
                level = float(np.clip(light[a : b + 1].mean(), 0.05, 1))
                ink, tint = tone(level)
                art.curve(flat[a : b + 1], ink, 0.25 + 0.15 * level, tint, knots=max(4, (b - a) // 7))


def unroll(art: Drawing, rng: np.random.Generator, table: Points) -> None:
    """The threads behind the feathers: off the cocoon, along the arm, away at each feather's root."""
    way = spline([*EXIT, *ARM[1:]], 240)
    d = np.gradient(way, axis=0)
    normal = np.stack([-d[:, 1], d[:, 0]], 1) / np.hypot(*d.T)[:, None]
    for i in range(90):
        u = (i / 89) ** 0.75
        feather = along(table, np.full(60, u))[6 : int(rng.integers(26, 50))]
        near = int(np.argmin(np.hypot(*(way - along(table, np.full(60, u))[0]).T)))
        first = int(rng.integers(0, 70))
        if near - first < 12:
            continue
        spread = np.interp(np.arange(first, near), [0, 60, 95, 140, 240], [4.5, 3.2, 2.2, 3.4, 1.0])
        side = (
            float(np.clip(rng.normal(0.2, 0.7), -1.1, 1.6))
            * spread
            * np.minimum(1, (near - np.arange(first, near)) / 25)
        )
        thread = np.concatenate([way[first:near] + normal[first:near] * side[:, None], feather])
        level = float(np.clip(0.5 + rng.normal(0, 0.25), 0.15, 1))
        ink, tint = tone(level)
        art.curve(thread, ink, 0.25 + 0.15 * level, tint, knots=15)


def wing(art: Drawing, rng: np.random.Generator, table: Points) -> list[tuple[float, float, float]]:
    """Feather by feather: each is a spindle of lines; the lower ones end in a tower, the upper in a point."""
    count, barbs = 19, 15
    s = np.linspace(0, 1, 60)
    ends: list[tuple[float, float, float]] = []
    for k in range(count):
        u0 = (k + 0.5) / count
        falls = u0 < 0.56
        # The vane opens after the root, overlaps its neighbour, and narrows towards its tip.
        shut = 0.82 if falls else 0.97
        open_ = np.sin(np.pi * np.clip(0.08 + s * (shut - 0.08), 0, 1)) ** 0.6
        base = rng.uniform(-0.05, 0.04)
        for j in range(barbs):
            side = (j / (barbs - 1)) * 2 - 1
            line = along(table, np.clip(u0 + side * 0.66 / count * open_, -0.02, 1.0))
            line = line + np.stack([wobble(rng, 60, 0.2), wobble(rng, 60, 0.2)], 1) * (s * (1 - s) * 4)[:, None]
            if not falls:
                line = line[: int(60 * (1 + base - 0.14 * abs(side) ** 2.2 - 0.03 * rng.random()))]
            edge = (side + 1) / 2
            level = 0.22 + 0.55 * edge**1.6 + 0.2 * u0 + rng.normal(0, 0.05)
            ink, tint = tone(float(np.clip(level, 0.1, 1)))
            width = 0.25 + 0.25 * edge
            if j == barbs - 1:
                ink, tint, width = ("gold", 1.0, 0.55) if k >= 8 else ("white", 1.0, 0.45)
            art.curve(line, ink, width, tint, knots=9)
            if falls:
                ends.append((line[-1, 0], line[-1, 1], 0.85 if j == barbs - 1 else level))
    lead = np.concatenate([spline([*EXIT, *ARM[1:]], 120)[20:-3], along(table, np.full(60, 1.0))[1:]])
    run = np.linspace(0, 1, len(lead))[:, None]
    for i in range(12):
        first = int(rng.integers(30, 90)) if i else 12
        out = np.array([[-0.30, -0.26]]) * (i - 3) * np.sin(np.pi * np.clip(run * 1.06, 0, 1)) ** 1.5
        art.curve((lead + out)[first : len(lead) - i], "gold", 0.6 - 0.025 * i, max(0.4, 1 - 0.05 * i), knots=14)
    return ends


def surface(guides: list[Points]) -> Points:
    """The lofted wing as a fine table of curves, from just below the first guide to the last."""
    return np.stack(loft(guides, np.linspace(-0.02, 1, 103)))


def along(table: Points, u: NDArray[np.float64]) -> Points:
    """One curve over the wing's surface whose place between the guides changes along the way."""
    at = (np.clip(u, -0.02, 1) + 0.02) / 1.02 * 102
    low = np.minimum(at.astype(int), 101)
    part = (at - low)[:, None]
    rows = np.arange(len(u))
    return table[low, rows] * (1 - part) + table[low + 1, rows] * part


def mesh(art: Drawing, rng: np.random.Generator, table: Points) -> None:
    """The coverts: where threads become data, cross lines and knots tie the threads into a net."""
    rows_at = 3 + 29 * np.linspace(0, 1, 15) ** 1.15
    grid = np.stack([along(table, np.full(60, a)) for a in np.linspace(0, 1, 58)])
    for n, v in enumerate(rows_at):
        rows = grid[:, int(v)] + np.stack([wobble(rng, 58, 0.35), wobble(rng, 58, 0.35)], 1)
        first, last = int(rng.integers(0, 5)), 58 - int(rng.integers(0, 8)) - n
        ink, tint = tone(float(0.86 - n * 0.035))
        art.curve(rows[first:last], ink, 0.25 + 0.1 * (n < 6), tint, knots=16)
    for _ in range(210):
        v = int(rows_at[int(15 * rng.random() ** 1.5)])
        x, y = grid[int(rng.integers(0, 50)), v]
        art.dot(x, y, 0.16 + 0.16 * rng.random(), "gold" if rng.random() < 0.14 else "white", 0.35)


def fall(art: Drawing, rng: np.random.Generator, x: float, top: float, level: float, width: float = 0.28) -> None:
    """One vertical hairline to the ground, its light fading in steps that differ from line to line: no seam shows."""
    cuts = [0, rng.uniform(0.04, 0.22), rng.uniform(0.24, 0.46), rng.uniform(0.5, 0.85), 1]
    for n, (a, b) in enumerate(pairwise(cuts)):
        ink, tint = tone(float(np.clip(level - 0.15 * n, 0.06, 1)))
        art.line(x, top + (GROUND + 1 - top) * a, x, top + (GROUND + 1 - top) * b, ink, width, tint)


def skyline(art: Drawing, rng: np.random.Generator, ends: list[tuple[float, float, float]]) -> None:
    """Towers: the fallen feathers run on as verticals, and blocks of other heights stand among them."""
    for x, y, level in ends:
        fall(art, rng, x, y, level, 0.28)
    x = 84.0
    while x < WIDTH + 3:
        wide = rng.uniform(3.2, 7.5)
        reach = np.interp(x, [84, 110, 140, 165, 190, 205, 216], [7, 18, 30, 48, 72, 88, 96])
        top = GROUND - reach * rng.uniform(0.4, 0.95)
        pitch = wide / round(wide / rng.choice([0.6, 0.8, 1.1]))
        lit = rng.uniform(0.4, 1)
        spire = rng.random() < 0.3
        for n in range(round(wide / pitch) + 1):
            part = n * pitch / wide
            peak = top - (6 * (1 - abs(part * 2 - 1)) if spire else 0)
            fall(art, rng, x + n * pitch, peak, 0.42 + 0.5 * lit * (1 - part) + rng.normal(0, 0.05), 0.3)
        if not spire:
            art.line(x, top, x + wide, top, "mist", 0.4)
        for _ in range(int(reach * 0.5)):
            n, y = int(rng.integers(0, round(wide / pitch))), rng.uniform(top + 1, GROUND)
            if y < GROUND - 3:
                wx = x + (n + 0.2) * pitch
                ink = "gold" if rng.random() < 0.45 else "white"
                art.line(wx, y, wx + pitch * 0.6, y, ink, 0.6)
        x += wide + rng.choice([0.5, 1.4, 3.0])


def draw() -> Drawing:
    """The whole cover."""
    rng = np.random.default_rng(2025)
    art = Drawing(WIDTH, HEIGHT)
    table = surface([spline(f, 60) for f in FEATHERS])
    cocoon(art, rng)
    unroll(art, rng, table)
    ends = wing(art, rng, table)
    mesh(art, rng, table)
    skyline(art, rng, ends)
    return art
