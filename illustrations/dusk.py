"""Pictures with wide skies: the dusk skyline by the river, the road south, the park at dusk."""

from __future__ import annotations

import numpy as np
import skia
from PIL import Image
from scipy import ndimage

from illustrations.city import Haze, hills, tower
from illustrations.kit import CYAN, DAWN, DEEP, EMBER, GOLD, INK, Picture, fill, mix, pen, polygon, rgb


def reflect(p: Picture, line: float, stretch: float, ripple: float, colour: str, depth: float) -> None:
    """Still water: what stands above `line` hangs below it, broken by ripples that grow towards the viewer."""
    top = round(line * p.scale)
    rows = np.arange(p.h - top)
    near = rows / max(1, len(rows) - 1)
    slow = p.noise(2600, 26, 3)[top:]
    fine = p.noise(420, 9, 2)[top:]
    source_y = (
        top
        - 1
        - rows[:, None] / stretch
        + ((slow - 0.5) * 0.7 + (fine - 0.5) * 0.6) * ripple * p.scale * (0.12 + near[:, None] * 1.5)
    )
    source_x = np.arange(p.w)[None, :] + (fine - 0.5) * ripple * 0.30 * p.scale * (0.2 + near[:, None])
    iy = np.clip(source_y, 0, top - 1).astype(int)
    ix = np.clip(source_x, 0, p.w - 1).astype(int)
    mirror = p.pixels[iy, ix, :3].astype(np.float32)
    # Light drags into columns on water: average upwards along the rows.
    mirror = ndimage.gaussian_filter1d(mirror, 3 * p.scale, axis=1)
    tall = max(1, round(34 * p.scale))
    soft = np.asarray(
        [
            np.asarray(
                Image.fromarray(mirror[..., i])
                .resize((p.w, max(1, len(rows) // tall)), Image.Resampling.BOX)
                .resize((p.w, len(rows)), Image.Resampling.BICUBIC)
            )
            for i in range(3)
        ]
    )
    mirror = mirror * 0.35 + np.moveaxis(soft, 0, -1) * 0.65
    sink = (0.16 + depth * near**0.8)[:, None, None]
    mirror = mirror * (1 - sink) + np.asarray(rgb(colour), np.float32) * sink
    p.pixels[top:, :, :3] = mirror


def skyline_row(
    p: Picture,
    ground: float,
    heights: list[tuple[float, float]],
    widths: tuple[float, float],
    haze: Haze,
    pitch: tuple[float, float],
    gap: float,
) -> None:
    """A row of towers whose heights follow a hand-set profile, with chance about it."""
    x = -60.0
    xs, hs = [a for a, _ in heights], [b for _, b in heights]
    while x < p.width:
        w = float(p.rng.uniform(*widths))
        h = float(np.interp((x + w / 2) / p.width, xs, hs)) * float(p.rng.uniform(0.5, 1.08))
        if h > 20:
            tower(p.canvas, p.rng, x, ground, w, h, haze, pitch)
        x += w * float(p.rng.uniform(0.75, 1.0)) + float(p.rng.random() ** 3) * gap


def dusk_skyline(scale: float) -> Picture:
    """A wide river at blue hour: calm sky for the opening sentence, lights coming on, water that holds them."""
    p = Picture(5032, 3438, scale, 101)
    c, water = p.canvas, 2330.0
    p.lay(
        p.vertical(
            [
                (0, DEEP),
                (0.2, "#0d2348"),
                (0.45, "#1a4876"),
                (0.535, "#3f7fa3"),
                (0.59, "#a9bba9"),
                (0.645, "#f2c77a"),
                (0.68, "#f4b95c"),
                (1, GOLD),
            ]
        ),
        1.0,
    )
    p.light(GOLD, p.spot(1500, water + 30, 2100, 400, 1.7) * 0.75)
    p.light(EMBER, p.spot(1450, water, 1300, 170, 2) * 0.55)
    cloud = p.noise(2600, 120, 4) * p.spot(2500, 1780, 4200, 420)
    p.lay("#f3c98c", np.clip((cloud - 0.42) * 2.2, 0, 0.45) * p.spot(1900, 2200, 3300, 520))
    p.lay("#173f6c", np.clip((p.noise(3000, 150, 4) - 0.5) * 1.6, 0, 0.22) * p.spot(2500, 1250, 5000, 500))
    p.light("#ffe9b0", p.spot(1440, water - 372, 360, 360, 1.2) * 0.5)
    c.drawCircle(1440, water - 372, 80, fill("#fff3cf", 1, 2))
    hills(c, p.rng, p.width, water, 400, "#7d9ba6", "#edc98d", 7)
    hills(c, p.rng, p.width, water, 240, "#5b859b", "#e6c28a", 8)
    far = Haze("#4c7d9c", "#cdb993", 0.1, 0.10, 0.5)
    skyline_row(
        p,
        water,
        [(0, 210), (0.2, 260), (0.34, 170), (0.47, 120), (0.55, 160), (0.72, 420), (0.86, 330), (1, 240)],
        (40, 90),
        far,
        (9, 12),
        40,
    )
    p.lay("#d9c19a", p.spot(1500, water, 2600, 130, 2) * 0.45)
    mid = Haze("#265880", "#7f99a0", 0.2, 0.26, 0.85)
    skyline_row(
        p,
        water,
        [
            (0, 330),
            (0.12, 420),
            (0.24, 240),
            (0.4, 90),
            (0.52, 60),
            (0.6, 300),
            (0.7, 580),
            (0.78, 560),
            (0.9, 420),
            (1, 330),
        ],
        (46, 120),
        mid,
        (10, 14),
        120,
    )
    near = Haze("#123760", "#2d5a7c", 0.35, 0.36, 1.0)
    skyline_row(
        p,
        water,
        [
            (0, 520),
            (0.08, 460),
            (0.15, 150),
            (0.22, 0),
            (0.55, 0),
            (0.62, 260),
            (0.68, 520),
            (0.73, 610),
            (0.8, 400),
            (0.88, 520),
            (1, 600),
        ],
        (64, 150),
        near,
        (12, 17),
        160,
    )
    bridge(p, water)
    bank(p, water)
    p.bloom(0.72, 26, 0.9)
    p.bloom(0.85, 120, 0.5)
    reflect(p, water, 0.92, 150, INK, 0.62)
    glitter(p, 1440, water)
    shore(p)
    return p


def bridge(p: Picture, water: float) -> None:
    """A cable-stayed bridge in front of the sun: its stays are the brochure's threads once more."""
    c, deck = p.canvas, water - 84
    dark = "#173a5e"
    for mast in (1010.0, 1790.0):
        top = deck - 430
        for side in (-1, 1):
            for n in range(15):
                foot = mast + side * (34 + n * 24.5)
                c.drawLine(mast, top + 14 + n * 9, foot, deck, pen(dark, 2.4, 0.85))
        c.drawPath(polygon([(mast - 17, water), (mast - 6, top), (mast + 6, top), (mast + 17, water)]), fill(dark))
        c.drawCircle(mast, top - 6, 5, fill(GOLD))
    c.drawPath(
        polygon(
            [
                (430, deck + 44),
                (640, deck),
                (2150, deck),
                (2390, deck + 50),
                (2390, deck + 62),
                (2150, deck + 15),
                (640, deck + 15),
                (430, deck + 58),
            ]
        ),
        fill(dark),
    )
    for x in np.arange(470, 2360, 47.0):
        y = deck + max(0.0, (640 - x) / 210 * 44, (x - 2150) / 240 * 50)
        c.drawCircle(float(x), y - 13, 3.4, fill("#ffe6a8", 0.95))
        if p.rng.random() < 0.16:
            c.drawRect(skia.Rect.MakeXYWH(float(x), y + 15, 9, 110), fill(dark))


def glitter(p: Picture, x: float, water: float) -> None:
    """The sun's path on the water: short strokes, close and fine far off, few and long near by."""
    c, rng = p.canvas, p.rng
    for _ in range(420):
        t = rng.random() ** 0.8
        y = water + 40 + 760 * t
        wide = 40 + 95 * t
        length = rng.uniform(12, 60) * (0.5 + 1.6 * t)
        cx = x + rng.normal(0, wide)
        c.drawLine(
            cx - length, y, cx + length, y, pen("#fbe2a4", 2.2 + 3.4 * t, rng.uniform(0.06, 0.42) * (1 - 0.65 * t), 1.2)
        )


def bank(p: Picture, water: float) -> None:
    """The far bank: trees and lamps in one dark band, which keeps the towers off the water."""
    c, rng = p.canvas, p.rng
    for _ in range(900):
        x = rng.uniform(0, p.width)
        r = rng.uniform(10, 34) * (0.7 + 0.6 * abs(x / p.width - 0.45))
        c.drawCircle(x, water - r * rng.uniform(0.1, 0.7), r, fill(mix("#0c2440", "#1d4a66", rng.random()), 0.9))
    c.drawRect(skia.Rect.MakeLTRB(0, water - 12, p.width, water + 6), fill("#0b2038"))
    for x in np.cumsum(rng.uniform(60, 190, 60)):
        if x < p.width:
            c.drawCircle(float(x), water - 26, rng.uniform(3, 5.5), fill(DAWN if rng.random() < 0.8 else CYAN, 0.95))


def shore(p: Picture) -> None:
    """Near shore: a low dark bank with reeds at both outer corners; the middle stays empty for the fold."""
    c, rng = p.canvas, p.rng
    for side in (0, 1):
        edge = [(0.0, 3250.0), (500, 3290), (1050, 3370), (1500, 3445), (0, 3445)]
        if side:
            edge = [(5032 - x * 0.8, y + 20) for x, y in edge]
        c.drawPath(polygon(edge), fill(DEEP))
        for _ in range(420):
            t = rng.random() ** 1.3
            x = t * 1350 if not side else 5032 - t * 1050
            y = 3440 - 190 * (1 - t)
            h, lean = rng.uniform(60, 330) * (1 - 0.6 * t), rng.normal(0.12, 0.16)
            b = skia.PathBuilder()
            b.moveTo(x, y + 10)
            b.quadTo(x + lean * h * 0.2, y - h * 0.6, x + lean * h, y - h)
            c.drawPath(b.detach(), pen(mix(DEEP, "#1b456a", rng.random() * 0.6), rng.uniform(3, 7), 0.95))
