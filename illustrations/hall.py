"""The data exchange hall: a wall of flowing data, people before it, a floor that mirrors both."""

from __future__ import annotations

import numpy as np
import skia

from illustrations.figures import person
from illustrations.kit import CYAN, DEEP, GOLD, Colour, Picture, fill, mix, pen, shade


def screen(p: Picture, box: tuple[float, float, float, float], kind: int) -> None:
    """One screen: threads that flow, a mesh, or a city of points; never a chart that could be read."""
    c, rng = p.canvas, p.rng
    x, y, w, h = box
    c.save()
    c.clipRect(skia.Rect.MakeXYWH(x, y, w, h))
    c.drawRect(skia.Rect.MakeXYWH(x, y, w, h), shade((x, y), (x, y + h), [(0, "#0a2a50", 1), (1, "#0d4168", 1)]))
    t = np.linspace(-0.02, 1.02, 90)
    if kind == 0:
        for n in range(95):
            u = n / 94
            mid = 0.5 + 0.20 * np.sin(2 * np.pi * (t * 0.9 + 0.1)) + 0.08 * np.sin(2 * np.pi * t * 2.3 + 1)
            spread = 0.05 + 0.36 * (0.5 + 0.5 * np.sin(2 * np.pi * (t * 0.75 - 0.2))) ** 1.3
            ys = mid + (u - 0.5) * 2 * spread + 0.012 * np.sin(2 * np.pi * (t * 3 + u * 4))
            gold = n in (8, 9, 47, 88)
            colour: Colour = GOLD if gold else mix("#1d86b4", "#c9f3f6", rng.random() ** 1.6)
            curve(
                c,
                x + t * w,
                y + ys * h,
                pen(colour, 3.6 if gold else rng.uniform(1.4, 2.6), 0.95 if gold else rng.uniform(0.35, 0.95)),
            )
        for _ in range(260):
            a = rng.random()
            b = 0.5 + 0.20 * np.sin(2 * np.pi * (a * 0.9 + 0.1)) + rng.normal(0, 0.16)
            c.drawCircle(x + a * w, y + b * h, rng.uniform(1.2, 4.2), fill("#dff9f9", rng.uniform(0.3, 1)))
    elif kind == 1:
        for v in np.linspace(0, 1, 26):
            curve(
                c,
                x + t * w,
                y + h * (0.30 + 0.75 * v**1.5 + 0.10 * np.sin(5 * t + 5 * v) * (0.4 + v)),
                pen(CYAN, 1.2 + 2 * v, 0.3 + 0.6 * v),
            )
        for s in np.linspace(-1, 2, 44):
            v = np.linspace(0, 1, 40)
            across = 0.5 + (s - 0.5) * (0.45 + 0.75 * v)
            curve(
                c,
                x + across * w,
                y + h * (0.30 + 0.75 * v**1.5 + 0.10 * np.sin(5 * across + 5 * v) * (0.4 + v)),
                pen("#7fdcec", 1.4, 0.4),
            )
        for _ in range(40):
            c.drawCircle(
                x + rng.random() * w,
                y + h * rng.uniform(0.35, 1),
                rng.uniform(2, 5),
                fill(GOLD if rng.random() < 0.3 else "#e6fbfb", 0.95),
            )
    else:
        bars = int(w / 9)
        level = np.convolve(rng.random(bars + 8), np.ones(9) / 9, "valid")[:bars]
        level = (level - level.min()) / max(float(np.ptp(level)), 1e-6)
        for b in range(bars):
            reach = h * (0.03 + 0.40 * level[b] * rng.uniform(0.5, 1)) * np.sin(np.pi * (b + 0.5) / bars)
            tone = GOLD if rng.random() < 0.05 else mix("#1a77a6", "#a9ecf4", rng.random())
            mid = y + h / 2
            c.drawLine(x + b * 9 + 4, mid - reach, x + b * 9 + 4, mid + reach, pen(tone, 2.8, rng.uniform(0.4, 0.95)))
    c.drawRect(
        skia.Rect.MakeXYWH(x, y, w, h),
        shade((x, y), (x + w, y + h), [(0, "#ffffff", 0.08), (0.5, "#ffffff", 0.0), (1, "#ffffff", 0.0)]),
    )
    c.restore()


def curve(c: skia.Canvas, xs: np.ndarray, ys: np.ndarray, paint: skia.Paint) -> None:
    """A line through many points."""
    c.drawPath(skia.Path.Polygon([skia.Point(float(a), float(b)) for a, b in zip(xs, ys, strict=True)], False), paint)


def exchange_hall(scale: float) -> Picture:
    """A dark, tall room lit by its screens; visitors stand as silhouettes along the edge of the light."""
    p = Picture(2551, 1536, scale, 505)
    c, rng, floor = p.canvas, p.rng, 1010.0
    p.lay(p.vertical([(0, "#06142c"), (0.3, "#0b2746"), (0.64, "#12406a"), (0.66, "#0d2f52"), (1, "#061730")]), 1.0)
    p.light(CYAN, p.spot(1270, 560, 1500, 560, 1.8) * 0.42)
    ceiling(p)
    wide = (545, 225, 1460, 650)
    screens = [
        (wide, 0),
        ((150, 300, 345, 240), 1),
        ((150, 585, 345, 270), 2),
        ((2055, 300, 345, 265), 2),
        ((2055, 610, 345, 245), 1),
        ((-240, 330, 340, 500), 0),
        ((2450, 330, 340, 500), 0),
    ]
    for (x, y, w, h), _ in screens:
        c.drawRect(skia.Rect.MakeLTRB(x - 40, y - 40, x + w + 40, y + h + 40), fill("#2fb6d8", 0.28, 46))
        c.drawRect(skia.Rect.MakeLTRB(x - 9, y - 9, x + w + 9, y + h + 9), fill("#04101f"))
    for box, kind in screens:
        screen(p, box, kind)
    for x in (520, 2030, 125, 2425):
        c.drawRect(
            skia.Rect.MakeLTRB(x - 6, 90, x + 6, floor),
            shade((0, 90), (0, floor), [(0, "#0a2341", 1), (1, "#1b5a84", 1)]),
        )
    c.drawRect(
        skia.Rect.MakeLTRB(0, floor - 70, p.width, floor),
        shade((0, floor - 70), (0, floor), [(0, "#0b2a4b", 1), (1, "#071a33", 1)]),
    )
    c.drawRect(skia.Rect.MakeLTRB(0, floor - 74, p.width, floor - 69), fill(CYAN, 0.8))
    c.drawRect(
        skia.Rect.MakeLTRB(0, floor, p.width, p.height),
        shade((0, floor), (0, p.height), [(0, "#1f5f8a", 1), (0.5, "#10365a", 1), (1, "#05142a", 1)]),
    )
    for x, dy, h in (
        (700, 8, 150),
        (742, 10, 142),
        (1120, 6, 146),
        (1390, 10, 150),
        (1436, 8, 140),
        (1880, 8, 148),
        (330, 10, 146),
        (2230, 8, 150),
        (2270, 12, 138),
    ):
        person(c, rng, x, floor + dy, h, "#061a33", 0.4)
    p.bloom(0.55, 30, 0.55)
    reflection(p, floor)
    groups = (
        (420, 1210, 330),
        (530, 1226, 300),
        (905, 1130, 225),
        (1560, 1150, 240),
        (1640, 1160, 225),
        (1705, 1152, 232),
        (2120, 1290, 410),
        (2290, 1310, 385),
        (1240, 1110, 205),
    )
    for x, y, h in groups:
        state = int(rng.integers(0, 1 << 30))
        tone = mix("#04101f", "#081d38", float(np.clip((1300 - y) / 260, 0, 1)))
        c.saveLayerAlpha(None, 105)
        c.translate(0, 2 * y)
        c.scale(1, -1)
        person(c, np.random.default_rng(state), x, y, h, "#030c1a", 0.5)
        c.restore()
        person(c, np.random.default_rng(state), x, y, h, tone, 0.5)
    p.lay(DEEP, np.clip((p.y - 1300) / 800, 0, 0.5))
    p.bloom(0.7, 90, 0.35)
    return p


def ceiling(p: Picture) -> None:
    """Threads of light under the roof, strung from the entrance to the great screen."""
    c, rng = p.canvas, p.rng
    for n in range(44):
        u = n / 43
        x0, x1 = -300 + 3150 * u, 560 + 1430 * u
        b = skia.PathBuilder()
        b.moveTo(x0, -40)
        b.quadTo((x0 + x1) / 2 + 60 * np.sin(u * 9), 170 + 40 * np.sin(u * 6.28), x1, 205)
        gold = n in (11, 31)
        c.drawPath(
            b.detach(),
            pen(
                GOLD if gold else mix("#1b6a97", "#8fe0ee", rng.random()),
                3.2 if gold else rng.uniform(1.4, 2.6),
                0.9 if gold else rng.uniform(0.3, 0.75),
            ),
        )


def reflection(p: Picture, floor: float) -> None:
    """The floor mirrors the wall, softer with every metre; joints in the stone keep it a floor."""
    s = p.scale
    top = round(floor * s)
    rows = np.arange(top, p.h)
    image = p.pixels[np.clip(2 * top - 1 - rows, 0, p.h - 1), :, :3].astype(np.float32)
    soft = p.blurred(
        np.concatenate([image[::-1][: p.h - len(rows)], image])[-p.h :]
        if len(rows) * 2 >= p.h
        else np.pad(image, ((p.h - len(rows), 0), (0, 0), (0, 0)), mode="reflect"),
        11,
    )[-len(rows) :]
    fade = (0.85 * np.exp(-(rows - top) / (520 * s)))[:, None, None].astype(np.float32)
    base = p.pixels[top:, :, :3].astype(np.float32)
    p.pixels[top:, :, :3] = base * (1 - fade) + soft * fade
    c = p.canvas
    for n in range(-16, 17):
        c.drawLine(1275 + n * 95, floor, 1275 + n * 330, p.height + 10, pen("#04101f", 2.2, 0.35))
    for t in (0.06, 0.16, 0.32, 0.56, 0.88):
        c.drawLine(0, floor + 530 * t, p.width, floor + 530 * t, pen("#04101f", 1.5 + 2 * t, 0.35))
