"""Buildings, hills, trees, people: the stock of forms that the pictures share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import skia
from numpy.typing import NDArray

from illustrations.kit import CYAN, DAWN, GOLD, MIST, Colour, fill, mix, pen, polygon, shade

LIGHTS: list[tuple[Colour, float]] = [(GOLD, 0.42), (DAWN, 0.34), (MIST, 0.12), (CYAN, 0.12)]


@dataclass
class Haze:
    """How a layer sinks into the air: its own colour at the top, the air's colour at its foot."""

    top: Colour
    foot: Colour
    side: float = 0.18  # how much darker the face away from the light is
    lights: float = 0.3  # share of lit windows
    glow: float = 0.9  # their strength


def slow(rng: np.random.Generator, n: int, cell: float) -> NDArray[np.float64]:
    """Smooth one-dimensional noise in 0…1."""
    knots = rng.random(int(n / cell) + 4)
    return np.interp(np.arange(n) / cell, np.arange(len(knots)), knots)


def windows(
    c: skia.Canvas,
    rng: np.random.Generator,
    box: tuple[float, float, float, float],
    pitch: tuple[float, float],
    share: float,
    glow: float,
    lights: Sequence[tuple[Colour, float]] = LIGHTS,
) -> None:
    """Lit windows as clusters: some floors are busy, most are dark, single lights stray upwards."""
    x, y, w, h = box
    nx, ny = int(w / pitch[0]), int(h / pitch[1])
    if nx < 1 or ny < 1:
        return
    busy = rng.random((ny, 1)) ** 2.2 + 0.25 * rng.random((ny, nx))
    patch = slow(rng, ny, 7)[:, None] * slow(rng, nx, 3)[None, :]
    level = busy * (0.25 + 1.5 * patch)
    lit = level > np.quantile(level, 1 - share)
    lit &= rng.random((ny, nx)) < 0.86
    shares = np.array([s for _, s in lights])
    kind = rng.choice(len(lights), (ny, nx), p=shares / shares.sum())
    pane = (rng.uniform(0.42, 0.84), rng.uniform(0.3, 0.62))
    kind = np.where(rng.random((ny, nx)) < 0.75, kind[:, :1], kind)
    strength = rng.choice(3, (ny, nx), p=[0.45, 0.35, 0.2])
    for i, (colour, _) in enumerate(lights):
        for s, alpha in enumerate((0.35, 0.65, 1.0)):
            path = skia.PathBuilder()
            for row, column in zip(*np.nonzero(lit & (kind == i) & (strength == s)), strict=True):
                jx = rng.uniform(0, 0.12) * pitch[0]
                path.addRect(
                    skia.Rect.MakeXYWH(
                        float(x + (column + 0.16) * pitch[0] + jx),
                        float(y + (row + 0.24) * pitch[1]),
                        float(pitch[0] * pane[0]),
                        float(pitch[1] * pane[1]),
                    )
                )
            c.drawPath(path.detach(), fill(colour, alpha * glow))


def tower(
    c: skia.Canvas,
    rng: np.random.Generator,
    x: float,
    ground: float,
    w: float,
    h: float,
    haze: Haze,
    pitch: tuple[float, float] = (9, 13),
) -> None:
    """One tower: a lit and a shaded face, one of a few crowns, a haze that thickens to the foot."""
    top = ground - h
    kind = int(rng.integers(0, 8))
    pitch = (pitch[0] * float(rng.uniform(0.7, 1.2)), pitch[1] * float(rng.uniform(0.75, 1.2)))
    split = x + w * rng.uniform(0.55, 0.75)
    light = mix(haze.top, haze.foot, 0.16)
    dark = mix(haze.top, (0, 0, 0), haze.side)
    outline = [(x, ground), (x, top), (x + w, top), (x + w, ground)]
    if kind == 1:
        outline = [(x, ground), (x, top + w * 0.5), (x + w, top), (x + w, ground)]
    elif kind == 2:
        step, cut = h * rng.uniform(0.10, 0.2), w * 0.18
        outline = [(x, ground), (x, top + step), (x + cut, top + step), (x + cut, top), (x + w - cut, top)]
        outline += [(x + w - cut, top + step), (x + w, top + step), (x + w, ground)]
    elif kind == 3:
        outline = [(x, ground), (x + w * 0.1, top), (x + w * 0.9, top), (x + w, ground)]
    elif kind == 4:
        outline = [(x, ground), (x, top + w * 0.2), (x + w * 0.5, top), (x + w, top + w * 0.2), (x + w, ground)]
    elif kind == 6:
        arc = [(x + w * (0.5 - 0.5 * np.cos(a)), top + w * 0.45 * (1 - np.sin(a))) for a in np.linspace(0, np.pi, 24)]
        outline = [(x, ground), *arc, (x + w, ground)]
    elif kind == 7:
        outline = [(x, ground), (x + w * 0.12, top + h * 0.45), (x + w * 0.38, top), (x + w * 0.62, top)]
        outline += [(x + w * 0.88, top + h * 0.45), (x + w, ground)]
    path = polygon(outline)
    c.save()
    c.drawPath(
        path, shade((x, top), (x, ground), [(0, light, 1), (0.55, mix(light, haze.foot, 0.25), 1), (1, haze.foot, 1)])
    )
    c.clipPath(path, doAntiAlias=True)
    c.drawRect(
        skia.Rect.MakeLTRB(split, top, x + w + 1, ground),
        shade((x, top), (x, ground), [(0, dark, 0.9), (0.6, dark, 0.5), (1, haze.foot, 0)]),
    )
    for n in range(int(w / pitch[0])):
        # Mullions: hairlines that are felt as texture only.
        c.drawLine(x + n * pitch[0], top, x + n * pitch[0], ground - h * 0.2, pen(dark, 1.6, 0.25))
    windows(c, rng, (x + pitch[0], top + pitch[1] * 2.5, w - 2 * pitch[0], h * 0.93), pitch, haze.lights, haze.glow)
    c.restore()
    if kind in (0, 2, 4, 7) and rng.random() < 0.5:
        mast = h * rng.uniform(0.06, 0.16)
        c.drawLine(x + w / 2, top, x + w / 2, top - mast, pen(light, max(2.5, w * 0.018)))


def hills(
    c: skia.Canvas,
    rng: np.random.Generator,
    width: float,
    base: float,
    rise: float,
    top: Colour,
    foot: Colour,
    rough: int = 6,
) -> None:
    """A far ridge: a sum of slow waves, paler at its foot."""
    xs = np.linspace(-10, width + 10, 260)
    t = xs / width
    ys = sum(np.sin(2 * np.pi * (t * k * rng.uniform(0.6, 1.1) + rng.random())) / k**1.15 for k in range(1, rough + 4))
    ys = (ys - ys.min()) / (ys.max() - ys.min())
    line = [(float(a), float(base - rise * (0.25 + 0.75 * b))) for a, b in zip(xs, ys, strict=True)]
    c.drawPath(
        polygon([(-10, base + 5), *line, (width + 10, base + 5)]),
        shade((0, base - rise), (0, base), [(0, top, 1), (1, foot, 1)]),
    )


def tree(
    c: skia.Canvas, rng: np.random.Generator, x: float, y: float, size: float, dark: Colour, light: Colour
) -> None:
    """A crown of overlapping leaf masses on a short trunk; the side towards the light is lighter."""
    c.drawPath(
        polygon(
            [
                (x - size * 0.035, y),
                (x - size * 0.02, y - size * 0.6),
                (x + size * 0.02, y - size * 0.6),
                (x + size * 0.035, y),
            ]
        ),
        fill(dark),
    )
    count = int(np.clip(70 + size * 0.5, 90, 620))
    fine = (70 / count) ** 0.42
    # A few boughs carry the leaf masses, so that the outline has bays and lets some sky through.
    boughs = [(rng.uniform(0, 2 * np.pi), rng.uniform(0.25, 1.0), rng.uniform(0.10, 0.17)) for _ in range(9)]
    for n in range(count):
        t = n / (count - 1)
        angle, out, spread = boughs[n % len(boughs)]
        ox = np.cos(angle) * out * 0.24 + float(np.clip(rng.normal(0, 0.55), -1.05, 1.05)) * spread
        oy = np.sin(angle) * out * 0.26 + float(np.clip(rng.normal(0, 0.5), -0.95, 0.95)) * spread
        # A leaf mass that strays beyond the crown comes back to its edge.
        stray = max(1.0, float(np.hypot(ox / 0.33, oy / 0.36)))
        ox, oy = ox / stray, oy / stray
        radius = size * rng.uniform(0.055, 0.11) * fine * (1.2 - 0.55 * t)
        radius *= float(np.clip(1.35 - 1.9 * np.hypot(ox, oy), 0.6, 1.0))
        lit = float(np.clip(0.42 - 1.1 * ox - 1.2 * oy, 0, 1)) * t
        cx, cy = x + ox * size, y - size * 0.64 + oy * size
        c.drawOval(
            skia.Rect.MakeXYWH(cx - radius, cy - radius * 0.75, radius * 2, radius * 1.5),
            fill(mix(dark, light, lit), 0.94),
        )
