"""Rooms: the server aisle of the computing centre and the data exchange hall."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import skia

from illustrations.city import slow
from illustrations.figures import person
from illustrations.kit import CYAN, DEEP, GOLD, Colour, Picture, fill, mix, pen, polygon

Project = Callable[[float, float, float], tuple[float, float]]
Fog = Callable[[Colour, float], Colour]
AIR = "#7fd3e6"  # the light at the end of the aisle


def computing_centre(scale: float) -> Picture:
    """A server aisle in one-point perspective: cold light at its end, one person for the measure."""
    p = Picture(2552, 3438, scale, 303)
    c, rng = p.canvas, p.rng
    vx, vy, f, eye = 1490.0, 1620.0, 1750.0, 1.55
    half, tall, roof = 1.05, 2.55, 3.25

    def at(x: float, y: float, z: float) -> tuple[float, float]:
        return vx + f * x / z, vy - f * (y - eye) / z

    def fog(colour: Colour, z: float) -> Colour:
        return mix(colour, AIR, float(1 - np.exp(-max(z - 2, 0) / 15)) * 0.85)

    c.clear(skia.Color4f(0.03, 0.08, 0.17, 1))
    p.lay("#dff6f6", p.spot(vx, vy, 420, 460, 1.5))
    rows = [1.15 * 1.12**n for n in range(60)]
    rows = [z for z in rows if z < 46]
    for z0, z1 in zip(rows[-2::-1], rows[:0:-1], strict=True):
        floor = fog("#0a1f3c", (z0 + z1) / 2)
        c.drawPath(polygon([at(-half, 0, z0), at(-half, 0, z1), at(half, 0, z1), at(half, 0, z0)]), fill(floor))
    z = 42.0
    racks = []
    while z > 1.0:
        racks.append(z)
        z -= 0.62
    for z0 in racks:
        for side in (-1, 1):
            rack(p, at, fog, side * half, z0, tall, float(rng.random()))
    ceiling(p, at, fog, half, tall, roof)
    polish(p, at, fog, half, tall, roof)
    p.lay(AIR, p.spot(vx, vy - 20, 330, 420, 1.4) * 0.75)
    p.lay("#f2fdfb", p.spot(vx, vy, 120, 190, 2) * 0.8)
    fx, fy = at(0.22, 0, 8.6)
    tall_px = f * 1.72 / 8.6
    c.saveLayerAlpha(None, 90)
    c.translate(0, fy * 2)
    c.scale(1, -1)
    person(c, np.random.default_rng(5), fx, fy, tall_px, "#0c2445", 1.25)
    c.restore()
    person(c, np.random.default_rng(5), fx, fy, tall_px, "#0c2445", 1.25)
    p.lay(DEEP, np.clip(p.spot(-150, 3600, 1700, 1500, 2.4), 0, 1) * 0.88)
    p.lay(DEEP, np.clip((p.y - 2700) / 1500, 0, 0.5) * np.clip((2300 - p.x) / 2300, 0, 1))
    p.bloom(0.62, 22, 0.7)
    p.bloom(0.7, 130, 0.55)
    return p


def rack(p: Picture, at: Project, fog: Fog, x: float, z0: float, tall: float, seed: float) -> None:
    """One cabinet: door, shelf shadows, and lights that stand in the loose columns of real machines."""
    c, rng = p.canvas, p.rng
    z1 = z0 + 0.6
    if z0 < 0.6:
        return
    lit = x > 0
    base = fog(mix("#0b2342", "#154069", seed * 0.6 + 0.3 * lit), z0)
    c.drawPath(polygon([at(x, 0, z0), at(x, tall, z0), at(x, tall, z1), at(x, 0, z1)]), fill(base))
    c.drawPath(
        polygon([at(x, 0.0, z0), at(x, tall, z0), at(x, tall, z0 + 0.05), at(x, 0.0, z0 + 0.05)]),
        fill(fog("#04101f", z0), 0.9),
    )
    c.drawPath(
        polygon([at(x, 0.1, z1 - 0.04), at(x, tall, z1 - 0.04), at(x, tall, z1 - 0.015), at(x, 0.1, z1 - 0.015)]),
        fill(fog(CYAN, z0), 0.55),
    )
    units = 40 if z0 < 14 else 22
    level = slow(rng, units, 5)
    busy = rng.random() ** 0.7
    for u in range(2, units):
        y0, y1 = tall * u / units, tall * (u + 0.72) / units
        shelf = polygon([at(x, y0, z0 + 0.08), at(x, y1, z0 + 0.08), at(x, y1, z1 - 0.06), at(x, y0, z1 - 0.06)])
        c.drawPath(shelf, fill(fog("#030d1c", z0), 0.20 + 0.45 * level[u]))
        for k in range(7):
            if rng.random() < 0.62 * busy * level[u]:
                za = z0 + 0.11 + k * 0.062
                ym = y0 + (y1 - y0) * rng.uniform(0.3, 0.7)
                a, b = at(x, ym, za), at(x, ym, za + rng.choice([0.02, 0.02, 0.05]))
                size = max(1.6, 0.011 * 1750 / z0)
                hue = rng.random()
                colour: Colour = CYAN if hue < 0.62 else "#a8ecf5" if hue < 0.93 else GOLD
                c.drawLine(*a, *b, pen(colour, size, rng.uniform(0.45, 1)))


def ceiling(p: Picture, at: Project, fog: Fog, half: float, tall: float, roof: float) -> None:
    """Cable ladders with bundled threads, and a broken line of light above the aisle."""
    c, rng = p.canvas, p.rng
    zs = 0.9 * 1.07 ** np.arange(58)
    for n in range(26):
        x = -half * 0.95 + n * half * 1.9 / 25 + rng.normal(0, 0.02)
        if abs(x) < 0.3:
            continue
        sag = rng.uniform(0, 0.07)
        y = roof - 0.28 + rng.normal(0, 0.03)
        colour: Colour = GOLD if n in (3, 21) else mix("#0f3a63", CYAN, rng.random() * 0.6)
        for a, b in pairwise(zs):
            ya, yb = y - sag * abs(np.sin(a * 1.3)), y - sag * abs(np.sin(b * 1.3))
            c.drawLine(*at(x, ya, float(a)), *at(x, yb, float(b)), pen(fog(colour, float(a)), max(1.4, 26 / a), 0.8))
    for z in np.arange(1.2, 44, 1.5):
        z1 = z + 1.0
        c.drawPath(
            polygon(
                [
                    at(-0.13, roof - 0.05, z),
                    at(-0.13, roof - 0.05, z1),
                    at(0.13, roof - 0.05, z1),
                    at(0.13, roof - 0.05, z),
                ]
            ),
            fill("#d9f6f8"),
        )
        for x in (-half, half):
            c.drawLine(*at(x, roof - 0.32, z), *at(x, tall, z), pen(fog("#06152b", z), max(1.5, 22 / z)))


def polish(p: Picture, at: Project, fog: Fog, half: float, tall: float, roof: float) -> None:
    """The polished floor: tile joints, and below it everything bright once more, as far as it is from it."""
    c, rng = p.canvas, p.rng
    for z in np.arange(1.2, 44, 1.5):
        quad = [at(-0.16, -roof, z), at(-0.16, -roof, z + 1.0), at(0.16, -roof, z + 1.0), at(0.16, -roof, z)]
        c.drawPath(polygon(quad), fill("#a9e4ee", 0.30, 10 + 60 / z))
    c.save()
    c.clipPath(polygon([at(-half, 0, 0.9), at(-half, 0, 44), at(half, 0, 44), at(half, 0, 0.9)]), doAntiAlias=True)
    z = 42.0
    while z > 1.0:
        for x in (-half, half):
            c.drawLine(*at(x, 0, z + 0.57), *at(x, -tall, z + 0.57), pen(fog(CYAN, z), max(3.0, 40 / z), 0.28, 4))
            for _ in range(9):
                y, a = -rng.uniform(0.1, tall), z + rng.uniform(0.1, 0.5)
                c.drawLine(*at(x, y, a), *at(x, y - 0.05, a), pen(CYAN, max(2.5, 24 / z), 0.35, 3))
        z -= 0.62
    for n in range(1, 44):
        joint = 1.2 * n * 0.6
        c.drawLine(*at(-half, 0, joint), *at(half, 0, joint), pen(fog("#04101f", joint), max(1.2, 9 / joint), 0.55))
    for x in np.linspace(-half, half, 5)[1:-1]:
        c.drawLine(*at(x, 0, 0.9), *at(x, 0, 44), pen("#04101f", 3.5, 0.4))
    c.restore()
