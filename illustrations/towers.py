"""The digital valley: towers seen from below against a dawn sky."""

from __future__ import annotations

import numpy as np
import skia

from illustrations.city import LIGHTS, slow
from illustrations.kit import BLUE, DAWN, DEEP, GOLD, INK, MIST, SKY, Colour, Picture, fill, mix, pen, polygon, shade

Vec = tuple[float, float, float]


class Eye:
    """A camera near the ground that looks up: verticals run together towards a point high in the sky."""

    def __init__(self, cx: float, cy: float, focal: float, pitch: float, height: float) -> None:
        self.cx, self.cy, self.f, self.height = cx, cy, focal, height
        self.cos, self.sin = np.cos(pitch), np.sin(pitch)

    def __call__(self, point: Vec) -> tuple[float, float]:
        """World (x right, y up, z away, metres) to the sheet."""
        x, y, z = point[0], point[1] - self.height, point[2]
        depth = max(z * self.cos + y * self.sin, 0.5)
        up = y * self.cos - z * self.sin
        return self.cx + self.f * x / depth, self.cy - self.f * up / depth


def wall(
    p: Picture,
    eye: Eye,
    a: tuple[float, float],
    b: tuple[float, float],
    height: float,
    low: Colour,
    high: Colour,
    lit: float,
    bays: int,
    floors: int,
) -> None:
    """One face from ground point a to b: gradient, floor bands, mullions, and panes that mirror sky or burn."""
    c, rng = p.canvas, p.rng

    def at(s: float, t: float) -> tuple[float, float]:
        return eye((a[0] + (b[0] - a[0]) * s, height * t, a[1] + (b[1] - a[1]) * s))

    foot, top = at(0.5, 0), at(0.5, 1)
    c.drawPath(
        polygon([at(0, 0), at(0, 1), at(1, 1), at(1, 0)]),
        shade(foot, top, [(0, low, 1), (0.5, mix(low, high, 0.35), 1), (1, high, 1)]),
    )
    sheen = (
        slow(rng, floors + 1, 9)[:, None] * 0.6
        + slow(rng, bays + 1, 4)[None, :] * 0.4
        + rng.normal(0, 0.07, (floors + 1, bays + 1))
    )
    warm = (
        slow(rng, floors + 1, 6)[:, None] * slow(rng, bays + 1, 3)[None, :] + rng.random((floors + 1, bays + 1)) * 0.35
    )
    limit = np.quantile(warm, 1 - lit)
    for i in range(floors):
        t0, t1 = (i + 0.16) / floors, (i + 0.84) / floors
        for j in range(bays):
            s0, s1 = (j + 0.08) / bays, (j + 0.92) / bays
            quad = polygon([at(s0, t0), at(s0, t1), at(s1, t1), at(s1, t0)])
            level = float(sheen[i, j])
            if warm[i, j] > limit and rng.random() < 0.8:
                shares = np.array([w for _, w in LIGHTS])
                colour = LIGHTS[int(rng.choice(len(LIGHTS), p=shares / shares.sum()))][0]
                c.drawPath(quad, fill(colour, rng.uniform(0.35, 0.95)))
            elif level > 0.35:
                c.drawPath(quad, fill(mix(SKY, DAWN, t0 * 0.9), (level - 0.35) * (0.25 + 0.75 * t0)))
            else:
                c.drawPath(quad, fill(DEEP, (0.35 - level) * 1.1))
    for j in range(0, bays + 1, 4):
        c.drawLine(*at(j / bays, 0), *at(j / bays, 1), pen(mix(low, (0, 0, 0), 0.3), 4, 0.45))


def block(
    p: Picture,
    eye: Eye,
    x: float,
    z: float,
    w: float,
    d: float,
    h: float,
    tones: tuple[Colour, Colour, Colour],
    lit: float,
    grid: float = 3.2,
) -> None:
    """A tower on its ground plan; only the two or three faces that the eye can see."""
    shadow, sun, high = tones
    floors = int(h / grid)
    if x > 0:
        wall(p, eye, (x, z + d), (x, z), h, shadow, mix(shadow, high, 0.55), lit, max(4, int(d / grid)), floors)
    if x + w < 0:
        wall(p, eye, (x + w, z), (x + w, z + d), h, sun, high, lit, max(4, int(d / grid)), floors)
    wall(p, eye, (x, z), (x + w, z), h, mix(shadow, sun, 0.5), mix(sun, high, 0.6), lit, max(4, int(w / grid)), floors)


def digital_valley(scale: float) -> Picture:
    """From the foot of the towers upwards: a canyon of glass that opens to the morning."""
    p = Picture(2552, 3438, scale, 202)
    c = p.canvas
    p.lay(
        p.vertical(
            [(0, "#2a6b9e"), (0.25, "#6aaac4"), (0.45, "#c9d8cf"), (0.6, "#f7dda0"), (0.78, "#f5bd62"), (1, GOLD)]
        ),
        1.0,
    )
    wisps = p.noise(1500, 260, 5)
    p.lay("#fbeccb", np.clip((wisps - 0.5) * 1.7, 0, 0.55) * np.clip(1.1 - p.y / 3200, 0, 1))
    p.light(GOLD, p.spot(1500, 2500, 900, 1000, 1.6) * 0.6)
    eye = Eye(1420, 2380, 1560, np.deg2rad(33), 9)
    far = (mix("#7fa9bd", DAWN, 0.25), mix("#a5bfc4", DAWN, 0.4), mix(SKY, DAWN, 0.5))
    for x, z, w, h in (
        (-58, 300, 26, 165),
        (-22, 340, 22, 120),
        (12, 320, 26, 185),
        (44, 300, 24, 140),
        (88, 290, 30, 210),
        (-110, 300, 34, 200),
    ):
        block(p, eye, x, z, w, 30, h, far, 0.06, 5)
    p.lay("#f7d9a0", p.spot(1450, 2650, 1500, 900, 2) * 0.45)
    middle = (mix(BLUE, SKY, 0.25), mix(BLUE, SKY, 0.5), mix(SKY, DAWN, 0.45))
    for x, z, w, d, h in ((-62, 170, 30, 34, 190), (30, 190, 28, 30, 150), (62, 150, 34, 40, 235)):
        block(p, eye, x, z, w, d, h, middle, 0.1, 3.8)
    p.lay("#f4cf92", p.spot(1450, 3000, 1500, 800, 2) * 0.35)
    near = (mix(INK, BLUE, 0.35), mix(INK, BLUE, 0.9), mix(SKY, BLUE, 0.35))
    for x, z, w, d, h in ((26, 84, 34, 40, 168), (-66, 96, 34, 44, 205)):
        block(p, eye, x, z, w, d, h, near, 0.12, 2.8)
    block(p, eye, 22, 26, 40, 40, 146, (INK, mix(INK, BLUE, 0.6), mix(SKY, BLUE, 0.5)), 0.1, 2.5)
    block(p, eye, -64, 22, 40, 52, 172, (DEEP, mix(INK, BLUE, 0.35), mix(SKY, BLUE, 0.45)), 0.1, 2.5)
    for n in range(8):
        # Threads between the towers, from edge to edge: taut, light, one of them gold.
        left, right = (-24, 52 + n * 10.5, 74), (22, 66 + n * 8.2, 66)
        sag = (-2, min(left[1], right[1]) - 14 + n, 70)
        b = skia.PathBuilder()
        b.moveTo(*eye(left))
        b.quadTo(*eye(sag), *eye(right))
        c.drawPath(b.detach(), pen(GOLD, 6, 1) if n == 5 else pen(MIST, 3.4, 0.75))
    p.lay("#f9dca0", p.spot(1430, 3500, 420, 520, 2) * 0.5)
    p.lay(DEEP, np.clip(p.spot(-150, 3700, 1180, 1500, 2.6) * 1.05, 0, 0.88))
    p.bloom(0.86, 60, 0.35)
    return p
