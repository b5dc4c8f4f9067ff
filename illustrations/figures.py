"""People as silhouettes: three hand-set poses in units of the body's height, never a face."""

from __future__ import annotations

import numpy as np
import skia

from illustrations.kit import Colour, fill, polygon, smooth

Outline = list[tuple[float, float]]

# Right halves, mirrored: a jacket with hanging arms (a sliver of light between arm and body), and a long coat.
JACKET: Outline = [
    (0.020, 0.880), (0.030, 0.862), (0.070, 0.848), (0.112, 0.828), (0.128, 0.770), (0.134, 0.660), (0.130, 0.560),
    (0.126, 0.480), (0.116, 0.448), (0.102, 0.452), (0.100, 0.500), (0.100, 0.600), (0.094, 0.660), (0.089, 0.600),
    (0.090, 0.500), (0.092, 0.425),
]  # fmt: skip
COAT: Outline = [
    (0.018, 0.876), (0.028, 0.858), (0.062, 0.842), (0.098, 0.822), (0.114, 0.760), (0.122, 0.650), (0.120, 0.560),
    (0.114, 0.490), (0.104, 0.465), (0.092, 0.470), (0.090, 0.520), (0.088, 0.600), (0.084, 0.640), (0.080, 0.600),
    (0.092, 0.480), (0.112, 0.330), (0.114, 0.285),
]  # fmt: skip
LEG: Outline = [
    (0.004, 0.460), (0.090, 0.460), (0.092, 0.360), (0.084, 0.240), (0.076, 0.120), (0.068, 0.045), (0.092, 0.020),
    (0.092, 0.000), (0.034, 0.000), (0.032, 0.050), (0.030, 0.150), (0.024, 0.260), (0.006, 0.420),
]  # fmt: skip
CALF: Outline = [
    (0.012, 0.320), (0.062, 0.320), (0.064, 0.220), (0.048, 0.100), (0.044, 0.040), (0.062, 0.014), (0.060, 0.000),
    (0.022, 0.000), (0.022, 0.050), (0.018, 0.160),
]  # fmt: skip

# A walker from the side, going right.
WALK_BODY: Outline = [
    (-0.022, 0.885), (-0.040, 0.858), (-0.078, 0.830), (-0.088, 0.760), (-0.078, 0.640), (-0.084, 0.520),
    (-0.092, 0.420), (-0.080, 0.400), (0.060, 0.400), (0.078, 0.410), (0.074, 0.520), (0.076, 0.640), (0.084, 0.740),
    (0.070, 0.820), (0.036, 0.860), (0.026, 0.885),
]  # fmt: skip
WALK_FRONT: Outline = [
    (0.076, 0.440), (0.094, 0.330), (0.120, 0.200), (0.150, 0.070), (0.200, 0.050), (0.206, 0.022), (0.190, 0.010),
    (0.118, 0.004), (0.104, 0.030), (0.090, 0.140), (0.050, 0.250), (-0.004, 0.400), (0.000, 0.440),
]  # fmt: skip
WALK_BACK: Outline = [
    (-0.086, 0.440), (-0.074, 0.340), (-0.084, 0.240), (-0.130, 0.140), (-0.170, 0.074), (-0.178, 0.040),
    (-0.150, 0.000), (-0.116, 0.004), (-0.118, 0.040), (-0.086, 0.110), (-0.030, 0.230), (0.040, 0.380),
    (0.040, 0.440),
]  # fmt: skip
ARM_FORWARD: Outline = [
    (-0.020, 0.830), (0.040, 0.820), (0.092, 0.700), (0.126, 0.620), (0.176, 0.520), (0.168, 0.495), (0.146, 0.500),
    (0.080, 0.610), (0.020, 0.720),
]  # fmt: skip
ARM_BACK: Outline = [
    (0.030, 0.830), (-0.050, 0.830), (-0.106, 0.720), (-0.134, 0.640), (-0.128, 0.540), (-0.140, 0.500),
    (-0.116, 0.482), (-0.098, 0.520), (-0.088, 0.630), (-0.020, 0.740),
]  # fmt: skip
BARE: Outline = [
    (0.020, 0.880), (0.030, 0.862), (0.070, 0.848), (0.104, 0.826), (0.100, 0.760), (0.089, 0.660), (0.090, 0.500),
    (0.092, 0.425),
]  # fmt: skip
RAISED: Outline = [(0.02, 0.84), (-0.09, 0.845), (-0.30, 1.028), (-0.326, 1.0), (-0.115, 0.775), (0.02, 0.74)]
HEADS: list[Outline] = [
    [(0.020, 0.885), (0.042, 0.915), (0.047, 0.950), (0.040, 0.985), (0.0, 1.004), (-0.044, 0.985), (-0.050, 0.945),
     (-0.040, 0.915), (-0.020, 0.885)],
    [(0.030, 0.885), (0.050, 0.890), (0.055, 0.945), (0.043, 0.988), (0.0, 1.004), (-0.046, 0.986), (-0.058, 0.940),
     (-0.056, 0.885), (-0.030, 0.878)],
    [(0.018, 0.885), (0.040, 0.915), (0.044, 0.950), (0.036, 0.984), (0.010, 1.000), (-0.012, 1.030), (-0.046, 1.026),
     (-0.054, 0.998), (-0.046, 0.970), (-0.046, 0.930), (-0.020, 0.885)],
]  # fmt: skip
BAG: Outline = [(0.105, 0.44), (0.15, 0.44), (0.155, 0.34), (0.10, 0.34)]


def person(
    c: skia.Canvas,
    rng: np.random.Generator,
    x: float,
    y: float,
    h: float,
    colour: Colour,
    walk: float = 1.0,
    raised: bool = False,
) -> None:
    """One figure with its feet at (x, y); walk 0 stands, 1 most likely walks; `raised` points with one arm."""
    side = 1 if rng.random() < 0.5 or raised else -1
    walking, coat, head, bag = (
        rng.random() < walk * 0.8,
        rng.random() < 0.4,
        int(rng.integers(0, 3)),
        rng.random() < 0.3,
    )
    paint, slim = fill(colour), rng.uniform(0.88, 1.02)

    def draw(outline: Outline, mirror: int = side) -> None:
        c.drawPath(smooth([(x + a * mirror * slim * h, y - b * h) for a, b in outline]), paint)

    draw(HEADS[0 if raised or (head == 2 and not coat) else head])
    draw([(-0.020, 0.905), (0.020, 0.905), (0.024, 0.850), (-0.024, 0.850)])
    if walking and not raised:
        for part in (WALK_BACK, WALK_FRONT, WALK_BODY, ARM_BACK, ARM_FORWARD):
            draw(part)
        return
    for leg in (-1, 1):
        draw(CALF if coat and not raised else LEG, leg)
    half = COAT if coat and not raised else JACKET
    other = BARE if raised else half
    draw([*half, *[(-a, b) for a, b in other[::-1]]])
    if raised:
        c.drawPath(polygon([(x + a * slim * h, y - b * h) for a, b in RAISED]), paint)
    elif bag:
        draw(BAG)
