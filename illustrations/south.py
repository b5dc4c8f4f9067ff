"""Open country and lawns: the road south, the park at dusk."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import skia

from illustrations.city import Haze, hills, tower, tree
from illustrations.figures import person
from illustrations.kit import DEEP, EMBER, GOLD, Colour, Picture, fill, mix, pen, polygon, shade


def road_south(scale: float) -> Picture:
    """The road runs into the haze; the city is a promise at its end, under a low sun."""
    p = Picture(2551, 2008, scale, 606)
    c, rng, horizon, vx = p.canvas, p.rng, 1010.0, 1560.0
    p.lay(
        p.vertical(
            [(0, "#3f86b0"), (0.2, "#7fb4c8"), (0.36, "#d3dccb"), (0.47, "#f8dfa4"), (0.53, "#f6cd82"), (1, "#e9d3a0")]
        ),
        1.0,
    )
    p.lay("#fdf0d0", np.clip((p.noise(1300, 110, 5) - 0.5) * 1.8, 0, 0.5) * np.clip(1 - p.y / 1000, 0, 1))
    p.light("#ffe9b4", p.spot(1210, horizon - 190, 620, 520, 1.3) * 0.7)
    c.drawCircle(1210, horizon - 185, 66, fill("#fffbea", 1, 1.5))
    hills(c, rng, p.width, horizon + 20, 200, "#a9c2c4", "#f0d9a8", 6)
    for n, (tone, reach) in enumerate((("#a3bcc0", 1.0), ("#86a9b6", 0.8))):
        haze = Haze(tone, "#f3dba8", 0.08, 0.05, 0.4)
        for _ in range(34):
            x = vx + rng.normal(0, 270) + 40
            h = reach * 300 * np.exp(-(((x - vx - 30) / 270) ** 2)) * rng.uniform(0.45, 1.05) + 26
            tower(c, rng, x, horizon + 18, rng.uniform(20, 46), h, haze, (8, 11))
        p.lay("#f6dca6", p.spot(vx - 100, horizon + 10, 1500, 90, 2) * (0.55 - 0.15 * n))
    hills(c, rng, p.width, horizon + 70, 95, "#7ba0a8", "#d9d3a6", 9)
    ground(p, horizon, vx)
    p.lay("#f6dfae", np.clip(p.spot(vx - 100, horizon + 40, 2600, 110, 2) * 0.8, 0, 0.8))
    avenue(p, horizon, vx)
    p.lay("#f9e3b0", p.spot(1250, horizon + 30, 900, 170, 2) * 0.35)
    p.light(GOLD, p.spot(1210, horizon - 60, 1500, 900, 1.6) * 0.16)
    p.bloom(0.9, 70, 0.3)
    return p


def ground(p: Picture, horizon: float, vx: float) -> None:
    """Fields in bands that widen towards the viewer, and the road with its worn centre line."""
    c, rng = p.canvas, p.rng
    y = horizon + 26.0
    step = 9.0
    while y < p.height:
        t = (y - horizon) / (p.height - horizon)
        near = mix("#b9c4a0", "#174a66", min(1, t**0.62 * 1.08))
        c.drawRect(
            skia.Rect.MakeLTRB(0, y, p.width, y + step + 2), fill(mix(near, "#f2d79c", rng.uniform(0, 0.07) * (1 - t)))
        )
        y += step
        step *= 1.035
    for n in range(-22, 23):
        if abs(n) > 1:
            c.drawLine(
                vx + n * 9,
                horizon + 30,
                vx + n * 330,
                p.height + 300,
                pen(mix("#173f54", "#d8cf9c", rng.random()), rng.uniform(2, 7), 0.16),
            )
    left, right = [], []
    for t in np.linspace(0, 1, 60):
        y = horizon + 22 + (p.height + 20 - horizon - 22) * t
        centre = vx - 20 + 52 * np.sin(t**0.5 * 3.0) - 400 * t**1.35
        half = 5 + 700 * t**1.12
        left.append((centre - half, y))
        right.append((centre + half, y))
    road = polygon([*left, *right[::-1]])
    c.drawPath(
        road,
        shade(
            (0, horizon),
            (0, p.height),
            [(0, "#f5dfb0", 1), (0.25, "#9fb0ac", 1), (0.6, "#3d6a80", 1), (1, "#173e5c", 1)],
        ),
    )
    for side, line in ((-1, left), (1, right)):
        inner = [(x - side * (y - horizon) * 0.030, y) for x, y in line]
        outer = [(x - side * (y - horizon) * 0.042, y) for x, y in line]
        c.drawPath(polygon([*inner, *outer[::-1]]), fill("#f7e6bd", 0.75))
    mid = [((a[0] + b[0]) / 2, a[1]) for a, b in zip(left, right, strict=True)]
    ts = np.linspace(0, 1, len(mid))
    edge = 0.055
    while edge < 1:
        end = edge * 1.28
        ys = [float(np.interp(v, ts, [m[1] for m in mid])) for v in (edge, end)]
        xs = [float(np.interp(v, ts, [m[0] for m in mid])) for v in (edge, end)]
        ws = [(y - horizon) * 0.011 for y in ys]
        quad = [(xs[0] - ws[0], ys[0]), (xs[0] + ws[0], ys[0]), (xs[1] + ws[1], ys[1]), (xs[1] - ws[1], ys[1])]
        c.drawPath(polygon(quad), fill("#fbe3a6", 0.85))
        edge = end * 1.32


def avenue(p: Picture, horizon: float, vx: float) -> None:
    """Poplars and lamp posts that step down into the haze; the wires between the posts are threads again."""
    c, rng = p.canvas, p.rng
    posts: list[tuple[float, float, float]] = []
    for n in range(26, -1, -1):
        z = 1.0 + n * 0.55
        t = 1 / z
        y = horizon + 12 + 1010 * t
        fade = 1 - t**0.42
        for side in (-1, 1):
            x = vx - 300 * t + side * 1500 * t + rng.normal(0, 50) * t
            dark, light = mix("#0f3550", "#efd8a6", fade), mix("#3f7c86", "#f6dfaa", fade)
            size = (1050 if side < 0 else 880) * t * rng.uniform(0.85, 1.15)
            if n % 2 == 0 or side < 0:
                poplar(c, rng, x, y, size, dark, light)
        if n % 2 == 0:
            posts.append((vx - 300 * t + 1010 * t, y - 4, t))
    for (x0, y0, t0), (x1, y1, t1) in pairwise(posts):
        for k in range(3):
            top0, top1 = y0 - 900 * t0 + k * 26 * t0, y1 - 900 * t1 + k * 26 * t1
            b = skia.PathBuilder()
            b.moveTo(x0, top0)
            b.quadTo((x0 + x1) / 2, (top0 + top1) / 2 + 120 * t1, x1, top1)
            c.drawPath(b.detach(), pen(mix("#143a55", "#efd8a6", 1 - t1**0.5), max(1.2, 5 * t1), 0.9))
    for x, y, t in posts:
        tone = mix("#10344f", "#efd8a6", 1 - t**0.55)
        c.drawLine(x, y, x, y - 930 * t, pen(tone, max(1.5, 16 * t)))
        c.drawLine(x, y - 900 * t, x - 120 * t, y - 925 * t, pen(tone, max(1.2, 10 * t)))


def poplar(
    c: skia.Canvas, rng: np.random.Generator, x: float, y: float, size: float, dark: Colour, light: Colour
) -> None:
    """A tall narrow tree: leaf masses in a spindle, lighter towards the sun on the left."""
    c.drawLine(x, y, x, y - size * 0.5, pen(dark, max(1.5, size * 0.022)))
    count = int(np.clip(size * 1.1, 60, 900))
    for n in range(count):
        t = rng.random()
        wide = size * 0.105 * np.sin(np.pi * np.clip(t * 0.9 + 0.07, 0, 1)) ** 0.8
        off = float(np.clip(rng.normal(0, 0.5), -1.0, 1.0))
        r = size * rng.uniform(0.016, 0.032) * (120 / count) ** 0.3
        tone = mix(dark, light, float(np.clip(0.3 - off * 0.5, 0, 1)) * n / count)
        cx, cy = x + off * wide, y - size * (0.10 + 0.88 * t)
        c.drawOval(skia.Rect.MakeXYWH(cx - r * 0.8, cy - r * 1.5, r * 1.6, r * 3.0), fill(tone, 0.95))


def park_dusk(scale: float) -> Picture:
    """After work: the offices still lit, the lawn already blue, lamps and people along the path."""
    p = Picture(2551, 2008, scale, 707)
    c, rng, line = p.canvas, p.rng, 1180.0
    p.lay(
        p.vertical(
            [(0, "#12305f"), (0.22, "#2d6796"), (0.4, "#86b3bd"), (0.52, "#eecb8e"), (0.6, "#f0b45c"), (1, EMBER)]
        ),
        1.0,
    )
    p.lay("#f6cf93", np.clip((p.noise(1500, 90, 5) - 0.5) * 1.8, 0, 0.45) * p.spot(1300, 700, 2400, 420))
    far = Haze("#6d98ab", "#e3c596", 0.1, 0.12, 0.6)
    for x in np.arange(-40, 2600, 66.0):
        tower(c, rng, float(x), line, rng.uniform(50, 90), rng.uniform(90, 330), far, (10, 14))
    p.lay("#efcb92", p.spot(1300, line, 2200, 170, 2) * 0.5)
    near = Haze("#1b456e", "#43728c", 0.3, 0.42, 0.95)
    for x, w, h in (
        (60, 210, 620),
        (290, 150, 440),
        (1560, 190, 560),
        (1775, 240, 800),
        (2040, 150, 470),
        (2215, 260, 660),
        (520, 120, 300),
    ):
        tower(c, rng, x, line, w, h, near, (17, 24))
    p.lay("#6d8f98", p.spot(1300, line, 2600, 110, 2) * 0.4)
    for _ in range(46):
        x = rng.uniform(-50, 2600)
        tree(
            c,
            rng,
            x,
            line + rng.uniform(-6, 26),
            rng.uniform(110, 230),
            mix("#0f3349", "#1c4a5c", rng.random()),
            "#4a7f7c",
        )
    c.drawRect(
        skia.Rect.MakeLTRB(0, line, p.width, p.height),
        shade((0, line), (0, p.height), [(0, "#3b6d68", 1), (0.3, "#1e4d58", 1), (1, "#0a2640", 1)]),
    )
    lawn = p.noise(700, 40, 4) * np.clip((p.y - line) / 300, 0, 1)
    p.lay("#6f9a78", np.clip((lawn - 0.5) * 0.8, 0, 0.25))
    path = skia.PathBuilder()
    path.moveTo(1330, line + 6)
    path.cubicTo(1050, line + 90, 1500, line + 210, 1750, line + 330)
    path.cubicTo(2050, line + 480, 1900, line + 700, 1500, p.height + 20)
    path.lineTo(2551, p.height + 20)
    path.lineTo(2551, line + 640)
    path.cubicTo(2350, line + 420, 1900, line + 250, 1620, line + 160)
    path.cubicTo(1420, line + 95, 1330, line + 50, 1365, line + 6)
    path.close()
    c.drawPath(
        path.detach(), shade((0, line), (0, p.height), [(0, "#e7c590", 1), (0.35, "#8c9f9a", 1), (1, "#35607a", 1)])
    )
    lamps = [(1275, 60, 150), (1455, 130, 220), (1265, 215, 300), (2050, 300, 400), (1620, 420, 560), (2440, 600, 800)]
    for x, dy, h in lamps:
        y = line + dy
        p.light("#ffd98a", p.spot(x, y, h * 0.75, h * 0.16, 1.6) * 0.42)
    for x, dy, h in lamps:
        y = line + dy
        c.drawLine(x, y, x, y - h, pen(DEEP, max(3.5, h * 0.014)))
        c.drawCircle(x, y - h, h * 0.033, fill("#fff0c8"))
        p.light("#ffcf78", p.spot(x, y - h, h * 0.20, h * 0.20, 1.1) * 0.75)
    walkers = [
        (1345, 42, 62, 1),
        (1368, 44, 58, 1),
        (1500, 160, 118, 1),
        (1560, 170, 112, 1),
        (1830, 330, 205, 1),
        (1905, 345, 128, 1),
        (2165, 470, 300, 1),
        (1240, 150, 100, 0.2),
        (700, 190, 130, 0.1),
        (770, 200, 122, 0.1),
    ]
    for x, dy, h, walk in walkers:
        y = line + dy
        c.drawOval(skia.Rect.MakeXYWH(x - h * 0.5, y - h * 0.03, h * 0.6, h * 0.07), fill(DEEP, 0.35, 4))
        person(c, rng, x, y, h, mix("#0a2342", "#1b4a6e", rng.random() * 0.6), walk)
    for x, dy, size in ((330, 250, 620), (60, 420, 980), (980, 90, 300)):
        tree(c, rng, x, line + dy, size, "#07203a", "#2d6470")
    p.lay(DEEP, p.spot(0, 2150, 1500, 620, 2.2) * 0.6)
    p.bloom(0.8, 40, 0.5)
    return p
