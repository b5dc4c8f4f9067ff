"""Two small rooms: a meeting seen through glass at evening, a laboratory bench by day."""

from __future__ import annotations

import numpy as np
import skia

from illustrations.city import Haze, tower
from illustrations.figures import person
from illustrations.kit import DEEP, GOLD, INK, MIST, Colour, Picture, fill, mix, pen, polygon, shade, smooth

TORSO = [
    (-104, 10),
    (-112, -60),
    (-104, -128),
    (-84, -162),
    (-40, -182),
    (40, -182),
    (84, -162),
    (104, -128),
    (112, -60),
    (104, 10),
]
HAIR: dict[str, list[tuple[float, float]]] = {
    "short": [
        (-36, 0),
        (-42, -34),
        (-30, -58),
        (0, -64),
        (30, -58),
        (42, -34),
        (36, 0),
        (30, -22),
        (0, -34),
        (-30, -22),
    ],
    "bob": [
        (-40, 34),
        (-50, 6),
        (-46, -36),
        (-26, -60),
        (6, -64),
        (36, -50),
        (48, -16),
        (46, 34),
        (30, 40),
        (0, 20),
        (-26, 42),
    ],
    "bun": [
        (-34, -4),
        (-40, -34),
        (-22, -56),
        (-20, -74),
        (4, -86),
        (24, -72),
        (22, -56),
        (40, -34),
        (34, -4),
        (0, -30),
    ],
}


def sitter(c: skia.Canvas, x: float, y: float, s: float, colour: Colour, look: tuple[float, str], rim: Colour) -> None:
    """Head and shoulders above a table's edge, seen against light; the head leans towards whoever speaks."""
    lean, hair = look
    c.save()
    c.translate(x, y)
    c.scale(s, s)
    c.drawPath(smooth(TORSO), fill(colour))
    c.drawPath(polygon([(-19, -160), (-17, -214), (17, -214), (19, -160)]), fill(colour))
    c.translate(0, -206)
    c.rotate(lean)
    c.translate(0, -30)
    c.drawOval(skia.Rect.MakeXYWH(-33, -52, 66, 90), fill(colour))
    c.drawPath(smooth(HAIR[hair]), fill(mix(colour, (0, 0, 0), 0.25)))
    arc = skia.PathBuilder()
    arc.addArc(skia.Rect.MakeXYWH(-38, -60, 76, 96), 198, 120)
    c.drawPath(arc.detach(), pen(rim, 3, 0.6))
    c.restore()


def meeting(scale: float) -> Picture:
    """From outside: a lit room with its people, and over it, in the glass, the evening city behind us."""
    p = Picture(2008, 1418, scale, 808)
    c, rng, table = p.canvas, p.rng, 1000.0
    p.lay(p.vertical([(0, "#123355"), (0.35, "#3f7488"), (0.62, "#d3b27b"), (0.74, "#e5bb77"), (1, INK)]), 1.0)
    p.light(GOLD, p.spot(1010, 760, 820, 380, 1.8) * 0.5)
    board(p)
    for n in range(5):
        x = 340 + n * 332
        c.drawLine(x, 0, x, 176, pen("#0e2a48", 4))
        c.drawPath(polygon([(x - 62, 220), (x - 26, 172), (x + 26, 172), (x + 62, 220)]), fill("#0e2a48"))
        c.drawRect(skia.Rect.MakeLTRB(x - 58, 219, x + 58, 227), fill("#fff0c4"))
        p.light("#ffd98c", p.spot(x, 240, 150, 110, 1.3) * 0.5)
    c.drawRect(
        skia.Rect.MakeLTRB(0, table - 60, p.width, p.height),
        shade((0, table - 60), (0, p.height), [(0, "#4f6d7c", 1), (0.3, "#1c4260", 1), (1, DEEP, 1)]),
    )
    person(c, np.random.default_rng(3), 1560, table + 30, 560, "#14385a", 0, True)
    back = (
        (330, 0.88, (6.0, "short")),
        (520, 0.84, (9.0, "bob")),
        (840, 0.86, (7.0, "short")),
        (1040, 0.84, (10.0, "bun")),
        (1230, 0.88, (8.0, "short")),
    )
    for x, s, look in back:
        sitter(c, x, table - 16, s, mix("#14385a", "#24506f", rng.random()), look, "#ffe2a4")
    top = [(210, table - 30), (1690, table - 30), (1990, table + 190), (-20, table + 190)]
    c.drawPath(
        polygon(top),
        shade((0, table - 30), (0, table + 190), [(0, "#f0cd90", 1), (0.35, "#a08f74", 1), (1, "#244c69", 1)]),
    )
    c.drawRect(skia.Rect.MakeLTRB(-20, table + 190, 2010, table + 214), fill("#0d2a48"))
    for x in (390, 770, 1000, 1200, 1420):
        c.drawPath(
            polygon([(x, table + 14), (x + 92, table + 14), (x + 100, table + 44), (x - 8, table + 44)]),
            fill("#f7e8c6", 0.85),
        )
        c.drawPath(
            polygon([(x + 130, table + 26), (x + 133, table - 8), (x + 157, table - 8), (x + 160, table + 26)]),
            fill("#cfe6ea", 0.55),
        )
    for x, s, look in ((210, 1.55, (9.0, "bob")), (930, 1.5, (12.0, "short")), (1172, 1.42, (-9.0, "bob"))):
        sitter(c, x, table + 330, s, mix(DEEP, INK, rng.random()), look, "#e9b868")
    p.bloom(0.8, 50, 0.45)
    glass(p)
    return p


def board(p: Picture) -> None:
    """The wall screen behind them: a wing of threads, too far to read, clear enough to be the subject."""
    c = p.canvas
    x, y, w, h = 620.0, 300.0, 860.0, 360.0
    c.drawRect(skia.Rect.MakeXYWH(x - 8, y - 8, w + 16, h + 16), fill("#0c2b4a"))
    c.drawRect(skia.Rect.MakeXYWH(x, y, w, h), shade((x, y), (x, y + h), [(0, "#0e3a63", 1), (1, "#1a6a94", 1)]))
    c.save()
    c.clipRect(skia.Rect.MakeXYWH(x, y, w, h))
    for n in range(46):
        u = n / 45
        b = skia.PathBuilder()
        b.moveTo(x + 60, y + h * 0.82)
        b.cubicTo(
            x + w * 0.35,
            y + h * (0.86 - 0.1 * u),
            x + w * (0.42 - 0.06 * u),
            y + h * (0.62 - 0.55 * u),
            x + w * (0.98 - 0.12 * u),
            y + h * (0.95 - 0.9 * u),
        )
        c.drawPath(b.detach(), pen(GOLD if n > 43 else "#a8e6ee", 3 if n > 43 else 1.8, 0.9 if n > 43 else 0.5))
    c.restore()


def glass(p: Picture) -> None:
    """The pane: mullions, the mirrored skyline with its lights, and one slanting sheen."""
    c = p.canvas
    over = np.zeros_like(p.pixels)
    room, p.canvas = c, p.attach(over)
    haze = Haze("#0b2344", "#1c4a70", 0.2, 0.34, 1.0)
    x = -40.0
    while x < p.width:
        w = float(p.rng.uniform(90, 200))
        tower(p.canvas, p.rng, x, 1330, w, float(p.rng.uniform(260, 980)), haze, (19, 27))
        x += w + float(p.rng.choice([0, 14, 120, 240]))
    p.canvas = room
    alpha = over[..., 3].astype(np.float32)
    ghost = p.blurred(over[..., :3].astype(np.float32), 2.2)
    base = p.pixels[..., :3].astype(np.float32)
    lights = np.clip(ghost - 0.36, 0, 1) * 1.2
    base = base * (1 - 0.17 * p.blurred(alpha, 3)[..., None])
    base = base + np.asarray((0.0, 0.055, 0.075), np.float32) * (0.6 * alpha[..., None])
    p.pixels[..., :3] = 1 - (1 - np.clip(base, 0, 1)) * (1 - np.clip(lights, 0, 0.9))
    band = (
        np.clip(1 - np.abs((p.x + p.y * 0.55) - 830) / 190, 0, 1) ** 0.6
        + 0.7 * np.clip(1 - np.abs((p.x + p.y * 0.55) - 1180) / 46, 0, 1) ** 0.6
    )
    p.light(MIST, p.blurred(band.astype(np.float32), 5) * 0.075)
    for x in (-6, 664, 1338, 2008):
        c.drawRect(skia.Rect.MakeLTRB(x - 13, 0, x + 13, p.height), fill("#081a35"))
        c.drawRect(skia.Rect.MakeLTRB(x + 9, 0, x + 13, p.height), fill("#e9b868", 0.45))
    c.drawRect(skia.Rect.MakeLTRB(0, 96, p.width, 114), fill("#081a35"))
    c.drawRect(skia.Rect.MakeLTRB(0, 1310, p.width, 1334), fill("#081a35"))
