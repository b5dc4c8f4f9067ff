"""The brochure's line family after the cover: the open grid, the single thread, three small openers."""

from __future__ import annotations

import numpy as np

from illustrations import wing
from illustrations.lineart import Drawing, Points, bezier, loft, spline, thin, wobble


def grid() -> Drawing:
    """The net lies open like calm water at the foot of a page: nearly nothing above, denser as it comes near."""
    rng = np.random.default_rng(14)
    art = Drawing(216, 291)
    x = np.linspace(-6, 222, 90)

    def surface(depth: float) -> Points:
        """One cross thread; depth 0 is the horizon of the net, 1 the foot."""
        base = 214 + 84 * depth
        swell = 2.0 + 8 * depth
        wave = np.sin(x / 62 + 2.2 * depth + 0.6) * swell + np.sin(x / 27 - 3 * depth) * swell * 0.22
        lift = -11 * (1 - depth) * np.exp(-(((x - 168) / 50) ** 2))
        return np.stack([x, base + wave + lift], 1)

    for depth in np.linspace(0, 1, 34) ** 0.72:
        art.curve(surface(depth), "cyan", 0.27 + 0.08 * depth, 0.15 + 0.10 * depth, knots=12)
    rows = np.stack([surface(v) for v in np.linspace(0, 1.06, 40)])
    for at in np.linspace(0, 89, 46):
        # Verticals fan out towards the foot, as threads do on a loom seen from its end.
        lean = 45 + (at - 45) * np.linspace(0.82, 1.12, 40)
        low = np.clip(lean.astype(int), 0, 88)
        part = np.clip(lean - low, 0, 1)[:, None]
        line = rows[np.arange(40), low] * (1 - part) + rows[np.arange(40), low + 1] * part
        art.curve(line, "cyan", 0.3, 0.2, knots=9)
    for i in range(6):
        # A few threads rise out of the net, so that the page above is not simply empty.
        rise = spline([(-8, 236 + i), (40, 224 - i), (95, 213 - 3 * i), (150, 197 - 6 * i), (226, 166 - 13 * i)])
        rise[:, 1] += wobble(rng, 120, 1.2)
        art.curve(rise, "cyan", 0.28, 0.17, knots=10)
    return art


def thread() -> Drawing:
    """The back cover: everything has unrolled; one thread crosses the page, with one curl kept for memory."""
    art = Drawing(216, 291)
    y, cx = 180.4, 148.0
    left = spline([(-3, y + 0.6), (40, y - 0.5), (92, y + 0.5), (126, y + 0.3), (cx - 8, y)])
    right = spline([(cx + 8, y), (168, y - 0.4), (192, y + 0.3), (219, y)])
    art.curve(left, "white", 0.5, knots=8)
    # The curl is drawn as a thread bends: its heading turns twice round and the point follows.
    t = np.linspace(0, 1, 600)
    heading = -4 * np.pi * t * t * (3 - 2 * t)
    curl = np.cumsum(np.stack([np.cos(heading), np.sin(heading)], 1), 0)
    curl = (curl - curl[0]) * (16 / (curl[-1, 0] - curl[0, 0])) + (cx - 8, y)
    art.curve(curl, "gold", 0.5, knots=34)
    art.curve(right, "white", 0.5, knots=8)
    return art


def lead_in(art: Drawing, to: tuple[float, float], rise: float, strands: int = 3) -> None:
    """The thread that arrives from the left edge and feeds each ornament."""
    for i in range(strands):
        way = spline(
            [
                (0, 17.5),
                (to[0] * 0.4, 17.6 - 0.2 * i),
                (to[0] * 0.72, 17.3 + rise * 0.15 + 0.3 * i),
                (to[0], to[1] + 0.15 * i),
            ]
        )
        art.curve(way, "cyan", 0.4 - 0.05 * i, 1 - 0.22 * i, knots=7)


def opener_cocoon() -> Drawing:
    """Opener 1: the cocoon, still closed."""
    rng = np.random.default_rng(1)
    art = Drawing(60, 22)
    lead_in(art, (33.0, 14.5), -2)
    t = np.linspace(0, 2 * np.pi, 70)
    axis = np.deg2rad(-20)
    turn = np.array([[np.cos(axis), -np.sin(axis)], [np.sin(axis), np.cos(axis)]])
    for i in range(44):
        tilt, roll = rng.normal(0, 0.42), np.arcsin(np.clip(-0.97 + 1.94 * i / 43, -1, 1))
        x, y = np.cos(t), np.sin(t) * np.sin(roll)
        x, y = x * np.cos(tilt) - y * np.sin(tilt), x * np.sin(tilt) + y * np.cos(tilt)
        loop = np.stack([x * 13.2, y * 7.6], 1) @ turn.T + (45.2, 11)
        cut = int(rng.integers(0, 69))
        part = np.roll(loop[:-1], cut, 0)[: int(rng.integers(34, 60))]
        gold = i in (2, 41)
        art.curve(part, "gold" if gold else "cyan", 0.5 if gold else 0.3, 1 if gold else rng.uniform(0.4, 1), knots=11)
    return art


def opener_mesh() -> Drawing:
    """Opener 2: the threads cross and become a net."""
    rng = np.random.default_rng(2)
    art = Drawing(60, 22)
    lead_in(art, (14.6, 15.7), -0.5)
    top = spline([(14, 15.6), (25, 13.4), (36, 4.4), (47, 1.6), (59.5, 5.6)], 60)
    middle = spline([(14, 15.8), (26, 15.4), (37, 10.4), (48, 8.8), (59.5, 11.6)], 60)
    bottom = spline([(14, 16), (27, 17.6), (38, 18.2), (49, 20.6), (59.5, 18.2)], 60)
    lines = loft([top, middle, bottom], np.linspace(0, 1, 15))
    for i, line in enumerate(lines):
        gold = i == 0
        art.curve(line, "gold" if gold else "cyan", 0.5 if gold else 0.3, 1 if gold else 0.95 - 0.035 * i, knots=8)
    net = np.stack(lines)
    for n, v in enumerate(np.linspace(20, 59, 22)):
        last = 15 - int(rng.integers(0, 4)) * (n % 3 == 0)
        art.curve(net[:last, int(v)], "cyan", 0.3, 0.55, knots=5)
    for _ in range(16):
        x, y = net[int(rng.integers(0, 15)), int(np.linspace(20, 59, 22)[int(rng.integers(4, 22))])]
        art.dot(x, y, 0.22, "gold" if rng.random() < 0.25 else "cyan", 0.4)
    return art


def opener_wing() -> Drawing:
    """Opener 3: the cover's wing, small: its own guide curves with fewer, stronger lines."""
    art = Drawing(60, 22)
    guides = [spline(f, 60) for f in WING]
    table = wing.surface(guides)
    for k in range(11):
        u0 = (k + 0.5) / 11
        s = np.linspace(0, 1, 60)
        vane = np.sin(np.pi * np.clip(0.1 + s * 0.86, 0, 1)) ** 0.7
        for j in range(5):
            side = j / 2 - 1
            line = wing.along(table, np.clip(u0 + side * 0.05 * vane, 0, 1))[: int(58 - 6 * abs(side))]
            art.curve(line, "cyan", 0.3 + 0.05 * (j == 4), 0.5 + 0.125 * j, knots=7)
    arm = spline([(0, 17.5), (12, 17.5), (22, 16.9), *[f[0] for f in WING]], 80)
    lead = np.concatenate([arm[:-2], guides[-1]])
    d = [row for i in range(3) for row in [bezier(thin(lead + np.array([[-0.08, -0.1]]) * i, 14))]]
    for i, path in enumerate(d):
        art.add(path, "gold" if i == 0 else "cyan", 0.5 if i == 0 else 0.35, 1 if i == 0 else 0.8)
    return art


WING = [
    [(27, 16.4), (32, 16.8), (35, 18.2), (36.4, 20), (36.8, 21.8)],
    [(30, 15.0), (37, 15.4), (42, 17.0), (44, 19.2), (44.4, 21.8)],
    [(33, 13.0), (42, 12.6), (49, 14.4), (52, 17.6), (52.6, 21.2)],
    [(35, 11.0), (44, 9.2), (52, 9.6), (57.4, 12), (58.8, 16)],
    [(36.4, 9.2), (44, 6.2), (50, 5.0), (55.4, 5.0), (58.8, 6.6)],
    [(37.6, 7.4), (42, 4.2), (47, 2.0), (52.4, 0.9), (58, 0.8)],
]
DRAWINGS = {
    "wing": wing.draw,
    "grid": grid,
    "thread": thread,
    "opener-1": opener_cocoon,
    "opener-2": opener_mesh,
    "opener-3": opener_wing,
}
