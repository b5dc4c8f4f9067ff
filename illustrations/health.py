"""The medical centre in the morning."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import skia

from illustrations.city import Haze, hills, slow, tower, tree
from illustrations.figures import person
from illustrations.kit import CYAN, DAWN, DEEP, GOLD, MIST, SKY, Picture, fill, mix, pen, polygon, shade


def medical_centre(scale: float) -> Picture:
    """Long white floors among trees, morning light from the right, people arriving; shade on the near lawn."""
    p = Picture(2552, 3438, scale, 404)
    c, rng, ground = p.canvas, p.rng, 2330.0
    p.lay(
        p.vertical(
            [(0, "#3d86b4"), (0.2, "#79b2ca"), (0.42, "#c6dcd8"), (0.58, "#f5e3b8"), (0.68, "#f6cf8a"), (1, GOLD)]
        ),
        1.0,
    )
    p.lay("#fdf1d6", np.clip((p.noise(1400, 170, 5) - 0.48) * 1.9, 0, 0.62) * np.clip(1.15 - p.y / 2200, 0, 1))
    p.light("#ffe2a0", p.spot(2330, 1700, 1100, 1000, 1.4) * 0.6)
    hills(c, rng, p.width, ground, 520, "#9dbfc8", "#eedcb0", 6)
    haze = Haze("#8fb4c2", "#ecd9ae", 0.1, 0.04, 0.5)
    for x in (40, 150, 250, 330, 2180, 2290, 2400, 2480):
        tower(c, rng, x, ground, rng.uniform(70, 110), rng.uniform(420, 760), haze, (12, 17))
    p.lay("#f5dca8", p.spot(1500, ground, 2200, 260, 2) * 0.5)
    building(p, ground)
    for _ in range(30):
        x = rng.uniform(-40, 2600)
        if not 1180 < x < 1640:
            tone = mix("#1d5263", "#3c7b80", rng.random())
            tree(c, rng, x, ground + rng.uniform(6, 40), rng.uniform(170, 330), tone, "#b8c99a")
    lawn(p, ground)
    for x, y, size in (
        (2390, ground + 170, 760),
        (300, ground + 150, 700),
        (2060, ground + 70, 420),
        (720, ground + 60, 400),
    ):
        shadow = polygon(
            [(x - 20, y), (x + 20, y), (x - size * 0.9, y + size * 0.26), (x - size * 1.3, y + size * 0.24)]
        )
        c.drawPath(shadow, fill("#123c55", 0.35, 14))
        c.drawOval(
            skia.Rect.MakeXYWH(x - size * 1.5, y + size * 0.16, size * 0.8, size * 0.14), fill("#123c55", 0.4, 16)
        )
        tree(c, rng, x, y, size, "#14475c", "#c2cf98")
    visitors(p, ground)
    tree(c, rng, 40, 2800, 1500, "#0c304e", "#3f7f84")
    p.lay(DEEP, np.clip(p.spot(-100, 3650, 2000, 1150, 2.2) * 1.1, 0, 0.92))
    p.light(GOLD, p.spot(2450, 1700, 1500, 1300, 1.5) * 0.14)
    p.bloom(0.92, 60, 0.3)
    return p


def building(p: Picture, ground: float) -> None:
    """Three stacked decks with rounded ends, glass between them; a lantern on top and a canopy in front."""
    c, rng = p.canvas, p.rng
    decks = [
        (420, 2130, 0),
        (420, 2130, 1),
        (420, 2130, 2),
        (640, 2010, 3),
        (640, 2010, 4),
        (640, 2010, 5),
        (900, 1880, 6),
        (900, 1880, 7),
    ]
    storey, slab = 128.0, 40.0
    for x0, x1, n in decks:
        y1 = ground - n * storey
        y0 = y1 - storey
        glass = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(x0 + 26, y0, x1 - 26, y1), 50, 40)
        c.drawRRect(
            glass,
            shade((x0, 0), (x1, 0), [(0, "#1f5a80", 1), (0.55, "#5b9db8", 1), (0.85, "#cfe0d2", 1), (1, "#f7dfa6", 1)]),
        )
        c.save()
        c.clipRRect(glass, doAntiAlias=True)
        bays = int((x1 - x0) / 46)
        tone = slow(rng, bays + 1, 3)
        for b in range(bays + 1):
            x = x0 + 26 + b * 46
            if rng.random() < 0.75:
                dark = tone[b] < 0.5
                c.drawRect(
                    skia.Rect.MakeXYWH(x + 3, y0, 40, storey),
                    fill("#154a72" if dark else MIST, abs(tone[b] - 0.5) * 0.75),
                )
            if rng.random() < 0.10:
                c.drawRect(skia.Rect.MakeXYWH(x + 5, y0 + slab, 36, storey - slab - 8), fill(DAWN, 0.65))
            c.drawLine(x, y0, x, y1, pen("#17466a", 3, 0.55))
        c.drawRect(skia.Rect.MakeLTRB(x0, y0 + slab, x1, y0 + slab + 26), fill("#0f3557", 0.35))
        c.restore()
        band = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(x0, y0, x1, y0 + slab), 20, 20)
        c.drawRRect(band, shade((x0, 0), (x1, 0), [(0, "#9dbecb", 1), (0.5, "#dfe9e6", 1), (1, "#fff4d8", 1)]))
    c.drawRRect(
        skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(1120, ground - 1210, 1640, ground - 1024), 30, 30), fill("#bcd3d8")
    )
    for n in range(13):
        c.drawRect(skia.Rect.MakeXYWH(1138 + n * 38, ground - 1185, 20, 158), fill("#4f8fae", 0.75))
    c.drawRRect(
        skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(1060, ground - 1232, 1720, ground - 1204), 14, 14), fill("#fff1d0")
    )
    canopy = polygon([(1120, ground - 150), (1700, ground - 150), (1740, ground - 118), (1080, ground - 118)])
    c.drawRect(skia.Rect.MakeLTRB(1150, ground - 130, 1670, ground), fill("#0f3557", 0.75))
    for n in range(8):
        c.drawRect(skia.Rect.MakeXYWH(1180 + n * 60, ground - 112, 44, 112), fill(DAWN if n in (3, 4) else SKY, 0.7))
    c.drawPath(canopy, fill("#fff4dc"))
    c.drawRect(skia.Rect.MakeLTRB(1080, ground - 120, 1740, ground - 108), fill(CYAN))
    for x in (1110, 1400, 1705):
        c.drawLine(x, ground - 112, x, ground, pen("#dfe9e6", 10))


def lawn(p: Picture, ground: float) -> None:
    """Lawn, a forecourt, and a broad path that sweeps from the entrance to the lower right."""
    c = p.canvas
    c.drawRect(
        skia.Rect.MakeLTRB(0, ground, p.width, p.height),
        shade(
            (0, ground),
            (0, p.height),
            [(0, "#c9cf9d", 1), (0.14, "#8db08f", 1), (0.5, "#3b7a7c", 1), (1, "#14465f", 1)],
        ),
    )
    mow = np.clip((p.noise(1100, 46, 4) - 0.5) * 1.3, 0, 0.35) * np.clip((p.y - ground) / 120, 0, 1)
    p.lay("#d9d79e", mow)
    b = skia.PathBuilder()
    b.moveTo(1150, ground)
    b.cubicTo(1080, ground + 190, 1010, ground + 420, 1420, p.height + 30)
    b.lineTo(2420, p.height + 30)
    b.cubicTo(1650, ground + 520, 1560, ground + 190, 1680, ground)
    b.close()
    c.drawPath(
        b.detach(), shade((0, ground), (0, p.height), [(0, "#fbeac2", 1), (0.4, "#d5d8c2", 1), (1, "#7fa4ae", 1)])
    )


def visitors(p: Picture, ground: float) -> None:
    """People arriving; one is wheeled, one carries a child's hand."""
    c, rng = p.canvas, p.rng
    people = [
        (1290, 20, 92, 0.6),
        (1330, 24, 96, 0.9),
        (1520, 30, 98, 1),
        (1245, 120, 128, 1),
        (1300, 126, 84, 1),
        (1560, 210, 170, 1),
        (1630, 216, 160, 1),
        (2010, 90, 110, 0.2),
        (520, 110, 112, 0.6),
        (570, 112, 108, 0.5),
    ]
    for x, dy, h, walk in people:
        y = ground + dy
        c.drawOval(skia.Rect.MakeXYWH(x - h * 0.75, y - h * 0.03, h * 0.8, h * 0.07), fill("#123c55", 0.45, 4))
        person(c, rng, x, y, h, mix("#123a5c", "#2b6c8c", rng.random()), walk)
    x, y, h = 1420.0, ground + 420, 270.0
    c.drawOval(skia.Rect.MakeXYWH(x - h * 0.9, y - 12, h * 1.2, h * 0.09), fill("#0f3550", 0.45, 8))
    person(c, rng, x, y, h, "#173f63", 0.9)
    wheel = (x - h * 0.36, y - h * 0.17)
    c.drawCircle(*wheel, h * 0.165, pen("#0f3353", 7))
    c.drawCircle(x - h * 0.62, y - h * 0.06, h * 0.055, pen("#0f3353", 6))
    seat = [
        (x - h * 0.22, y - h * 0.52),
        (x - h * 0.25, y - h * 0.24),
        (x - h * 0.52, y - h * 0.24),
        (x - h * 0.62, y - h * 0.08),
    ]
    for a, b in pairwise(seat):
        c.drawLine(*a, *b, pen("#0f3353", 9))
    c.drawLine(x - h * 0.1, y - h * 0.55, x - h * 0.24, y - h * 0.5, pen("#173f63", 12))
    c.drawOval(skia.Rect.MakeXYWH(x - h * 0.385, y - h * 0.735, h * 0.1, h * 0.13), fill("#2b6484"))
    c.drawPath(
        polygon(
            [
                (x - h * 0.40, y - h * 0.61),
                (x - h * 0.26, y - h * 0.60),
                (x - h * 0.24, y - h * 0.27),
                (x - h * 0.42, y - h * 0.27),
            ]
        ),
        fill("#2b6484"),
    )
    c.drawPath(
        polygon(
            [
                (x - h * 0.38, y - h * 0.36),
                (x - h * 0.60, y - h * 0.36),
                (x - h * 0.66, y - h * 0.08),
                (x - h * 0.60, y - h * 0.08),
                (x - h * 0.54, y - h * 0.27),
                (x - h * 0.38, y - h * 0.25),
            ]
        ),
        fill("#22587a"),
    )
