"""The laboratory: a still life of glass in daylight."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import skia

from illustrations.kit import CYAN, DAWN, GOLD, INK, MIST, SKY, Colour, Picture, fill, mix, pen, polygon, shade, smooth

Outline = Sequence[tuple[float, float]]


def vessel(c: skia.Canvas, x: float, y: float, right: Outline, level: float, liquid: Colour, rim: float = 12) -> None:
    """A turned glass: the right half's outline is mirrored; liquid up to `level`, light along the left wall."""
    left = [(-a, b) for a, b in right]
    outline = [(x + a, y - b) for a, b in [*right, *left[::-1]]]
    path = polygon(outline)
    top = max(b for _, b in right)
    c.drawOval(skia.Rect.MakeXYWH(x - right[0][0] * 1.5 - 30, y - 14, right[0][0] * 2.4, 30), fill("#12395a", 0.28, 7))
    c.drawPath(path, fill("#dff0f3", 0.34))
    c.save()
    c.clipPath(path, doAntiAlias=True)
    if level:
        box = skia.Rect.MakeLTRB(x - 400, y - level, x + 400, y + 5)
        c.drawRect(
            box,
            shade(
                (x - 120, y),
                (x + 120, y),
                [(0, mix(liquid, MIST, 0.45), 0.85), (0.6, liquid, 0.88), (1, mix(liquid, INK, 0.35), 0.92)],
            ),
        )
        c.drawRect(
            skia.Rect.MakeLTRB(x - 400, y - level - 5, x + 400, y - level + 4), fill(mix(liquid, MIST, 0.65), 0.95)
        )
    c.drawPath(path, pen("#1b5277", 15, 0.28))
    shine = [(x - a * 0.80, y - b) for a, b in right if b < top * 0.98]
    if len(shine) > 1:
        c.drawPath(skia.Path.Polygon([skia.Point(*q) for q in shine], False), pen("#ffffff", 8, 0.65))
    c.restore()
    c.drawPath(path, pen("#1b4f74", 4, 0.75))
    c.drawRRect(
        skia.RRect.MakeRectXY(
            skia.Rect.MakeXYWH(x - right[-1][0] - rim / 2, y - top - 6, 2 * right[-1][0] + rim, 13), 6, 6
        ),
        fill("#e9f5f6", 0.95),
    )
    c.drawRRect(
        skia.RRect.MakeRectXY(
            skia.Rect.MakeXYWH(x - right[-1][0] - rim / 2, y - top - 6, 2 * right[-1][0] + rim, 13), 6, 6
        ),
        pen("#1b4f74", 3, 0.75),
    )


def laboratory(scale: float) -> Picture:
    """Morning through tall windows; glass in front, a person at the microscope behind."""
    p = Picture(2008, 1418, scale, 909)
    c, rng, bench = p.canvas, p.rng, 1080.0
    p.lay(p.vertical([(0, "#bfd8de"), (0.4, "#dbe6df"), (0.75, "#f0e4c6"), (1, "#d7d9c8")]), 1.0)
    for n, x in enumerate((-120, 280, 680)):
        pane = skia.Rect.MakeLTRB(x, -10, x + 360, 860)
        c.drawRect(
            pane,
            shade((0, 0), (0, 860), [(0, "#a5d0de", 1), (0.55, "#f6ecd0", 1), (0.8, "#fbdca0", 1), (1, "#f4cf8e", 1)]),
        )
        c.save()
        c.clipRect(pane)
        for _ in range(9):
            w, h, bx = rng.uniform(26, 60), rng.uniform(60, 260), x + rng.uniform(-20, 350)
            c.drawRect(
                skia.Rect.MakeLTRB(bx, 860 - h, bx + w, 860),
                shade((0, 860 - h), (0, 860), [(0, "#9fc3cd", 0.9), (1, "#f4d79f", 0.9)]),
            )
        for _ in range(26):
            r = rng.uniform(16, 44)
            c.drawCircle(
                x + rng.uniform(0, 360),
                862 - rng.uniform(0, 34),
                r,
                fill(mix("#6fa3a6", "#c9d2a6", rng.random()), 0.85),
            )
        c.restore()
        c.drawRect(skia.Rect.MakeLTRB(x + 176, 0, x + 184, 860), fill("#f3f4ea"))
        c.drawRect(skia.Rect.MakeLTRB(x - 20, 0, x, 870), fill("#eef1e8" if n else MIST))
    c.drawRect(skia.Rect.MakeLTRB(0, 856, 1062, 884), fill("#f7f3e4"))
    cabinet(p)
    beams = polygon([(-100, 0), (700, 0), (1900, 1100), (800, 1100)])
    c.drawPath(beams, fill("#fff3cf", 0.20, 60))
    scientist(c, 1215, bench)
    c.drawRect(
        skia.Rect.MakeLTRB(0, bench - 26, p.width, bench),
        shade((0, 0), (p.width, 0), [(0, "#fdf6e2", 1), (1, "#bcd3d8", 1)]),
    )
    c.drawRect(
        skia.Rect.MakeLTRB(0, bench, p.width, p.height),
        shade((0, bench), (0, p.height), [(0, "#a9c8cf", 1), (0.3, "#5f97ab", 1), (1, "#1d5477", 1)]),
    )
    p.light("#ffe3a6", p.spot(520, bench + 40, 720, 60, 1.8) * 0.35)
    microscope(c, 1530, bench - 8, 1.0)
    front = bench + 190
    rack(p, 760, front - 60)
    flask = [(150, 0), (158, 14), (150, 34), (48, 250), (44, 270), (44, 360)]
    turn = np.linspace(-1.15, 1.22, 30)
    ball = [(float(138 * np.cos(a)), float(126 + 138 * np.sin(a))) for a in turn]
    ball += [(43, 268), (40, 290), (40, 430)]
    beaker = [(104, 0), (112, 12), (112, 210), (118, 226)]
    tall = [(78, 0), (78, 12), (40, 22), (40, 470), (46, 486)]
    vessel(c, 300, front + 10, ball, 130, CYAN)
    vessel(c, 545, front + 46, flask, 120, GOLD)
    vessel(c, 1130, front + 20, beaker, 120, "#3a93bd")
    vessel(c, 105, front + 44, tall, 260, mix(SKY, CYAN, 0.4))
    vessel(c, 1790, front + 40, flask, 96, CYAN)
    small = [(x * 0.62, y * 0.62) for x, y in flask]
    vessel(c, 1335, front + 54, small, 74, "#f0c98a")
    for x, colour in ((300, CYAN), (545, GOLD), (1130, "#3a93bd"), (1790, CYAN)):
        p.light(colour, p.spot(x + 190, front + 60, 190, 26, 1.8) * 0.35)
    b = skia.PathBuilder()
    b.moveTo(300, front - 420)
    b.cubicTo(300, front - 640, 560, front - 600, 640, front - 450)
    b.cubicTo(690, front - 350, 758, front - 400, 760, front - 190)
    c.drawPath(b.detach(), pen("#eaf6f7", 11, 0.75))
    p.lay("#fff3d6", np.clip(p.spot(250, 100, 1500, 1100, 1.6) * 0.22, 0, 1))
    p.lay(INK, np.clip((p.y - 1230) / 500, 0, 0.35))
    return p


def cabinet(p: Picture) -> None:
    """Shelves on the right wall: rows of bottles, low in contrast, because they are only company."""
    c, rng = p.canvas, p.rng
    c.drawRect(
        skia.Rect.MakeLTRB(1062, 0, p.width, 1060),
        shade((1062, 0), (p.width, 0), [(0, "#d3dfdc", 1), (1, "#8db4c2", 1)]),
    )
    for y in (230.0, 440.0, 650.0):
        x = 1370.0
        while x < p.width:
            w, h = rng.uniform(26, 66), rng.uniform(60, 150)
            tone = mix("#6fa5ba", "#e9dfc0", rng.random())
            c.drawRRect(skia.RRect.MakeRectXY(skia.Rect.MakeXYWH(x, y - h, w, h), 9, 9), fill(tone, 0.85))
            c.drawRect(skia.Rect.MakeXYWH(x + w * 0.32, y - h - 16, w * 0.36, 18), fill("#3f7d9b", 0.7))
            c.drawRect(skia.Rect.MakeXYWH(x + 3, y - h * 0.62, w - 6, h * 0.26), fill("#f7f3e4", 0.65))
            x += w + rng.uniform(4, 26)
        c.drawRect(skia.Rect.MakeLTRB(1340, y, p.width, y + 13), fill("#f1efe2"))
        c.drawRect(skia.Rect.MakeLTRB(1340, y + 13, p.width, y + 34), fill("#4f86a0", 0.22))


def rack(p: Picture, x: float, y: float) -> None:
    """Test tubes in a rack."""
    c, rng = p.canvas, p.rng
    for n in range(6):
        cx = x + n * 52
        tube = skia.RRect.MakeRectXY(skia.Rect.MakeXYWH(cx - 17, y - 215, 34, 225), 17, 17)
        c.drawRRect(tube, fill("#e6f4f5", 0.55))
        c.save()
        c.clipRRect(tube, doAntiAlias=True)
        level = rng.uniform(50, 130)
        tone: Colour = (CYAN, "#3a93bd", GOLD, SKY, CYAN, DAWN)[n]
        c.drawRect(skia.Rect.MakeXYWH(cx - 17, y + 10 - level, 34, level), fill(tone, 0.85))
        c.drawRect(skia.Rect.MakeXYWH(cx - 11, y - 205, 5, 200), fill("#ffffff", 0.65))
        c.restore()
        c.drawRRect(tube, pen("#1b4f74", 3, 0.7))
    for dy in (-140, -14):
        c.drawRRect(skia.RRect.MakeRectXY(skia.Rect.MakeXYWH(x - 46, y + dy, 352, 24), 6, 6), fill("#1d5478"))
        c.drawRect(skia.Rect.MakeXYWH(x - 46, y + dy, 352, 5), fill("#7fb4c6", 0.9))
    for dx in (-46, 290):
        c.drawRect(skia.Rect.MakeXYWH(x + dx, y - 160, 16, 190), fill("#17466a"))


def microscope(c: skia.Canvas, x: float, y: float, s: float) -> None:
    """The instrument: base, arm, stage, tube with its eyepiece towards the person on the left."""

    def at(points: Outline) -> Outline:
        return [(x + a * s, y - b * s) for a, b in points]

    dark, mid, light = "#12385a", "#235d82", "#8fc0cd"
    c.drawPath(smooth(at([(-150, 0), (-150, 34), (-120, 44), (120, 44), (165, 40), (165, 0)])), fill(dark))
    c.drawPath(
        smooth(
            at(
                [
                    (60, 30),
                    (150, 30),
                    (176, 150),
                    (170, 270),
                    (120, 370),
                    (40, 400),
                    (30, 350),
                    (86, 320),
                    (112, 250),
                    (108, 150),
                    (80, 90),
                ]
            )
        ),
        fill(mid),
    )
    c.drawPath(polygon(at([(-120, 128), (110, 128), (110, 150), (-120, 150)])), fill(dark))
    c.drawPath(polygon(at([(-120, 146), (110, 146), (110, 151), (-120, 151)])), fill(light))
    c.drawPath(polygon(at([(-62, 300), (34, 300), (44, 372), (-72, 372)])), fill(dark))
    for a in (-46, -12, 20):
        c.drawPath(
            polygon(at([(a - 11, 300), (a - 8, 216 + abs(a)), (a + 8, 216 + abs(a)), (a + 11, 300)])),
            fill(light if a == -12 else mid),
        )
    c.drawPath(polygon(at([(-60, 366), (30, 366), (-60, 470), (-124, 432)])), fill(mid))
    c.drawPath(polygon(at([(-72, 430), (-106, 408), (-190, 500), (-158, 526)])), fill(dark))
    c.drawPath(polygon(at([(-152, 520), (-186, 494), (-204, 512), (-168, 540)])), fill(light))
    c.drawCircle(x + 142 * s, y - 170 * s, 30 * s, fill(dark))
    c.drawCircle(x + 142 * s, y - 170 * s, 18 * s, fill(light))
    c.drawCircle(x - 12 * s, y - 86 * s, 24 * s, fill(GOLD))
    c.drawRect(skia.Rect.MakeXYWH(x - 50 * s, y - 74 * s, 76 * s, 40 * s), fill(mid))


def scientist(c: skia.Canvas, x: float, bench: float) -> None:
    """A person in a white coat leaning to the eyepiece, seen in profile against the bright wall."""
    coat, shadow, hair, skin = "#f4f3ea", "#a9c6d0", "#15395b", "#c98f5c"
    neck = [(x - 70, bench - 400), (x - 44, bench - 500), (x + 10, bench - 560), (x + 90, bench - 520)]
    neck += [(x + 40, bench - 450), (x + 30, bench - 390)]
    c.drawPath(smooth(neck), fill(mix(skin, INK, 0.14)))
    body = [
        (x - 215, bench + 20),
        (x - 222, bench - 180),
        (x - 190, bench - 370),
        (x - 110, bench - 452),
        (x - 20, bench - 455),
        (x + 42, bench - 390),
        (x + 56, bench - 270),
        (x + 40, bench + 20),
    ]
    c.drawPath(smooth(body), shade((x - 215, 0), (x + 60, 0), [(0, coat, 1), (0.55, "#dbe6e4", 1), (1, shadow, 1)]))
    lapel = [
        (x - 64, bench - 446),
        (x - 46, bench - 474),
        (x + 6, bench - 446),
        (x + 44, bench - 412),
        (x + 34, bench - 388),
    ]
    c.drawPath(polygon(lapel), fill("#fbf9f0"))
    c.drawLine(x + 34, bench - 388, x - 64, bench - 446, pen(shadow, 3, 0.8))
    head = [
        (x + 14, bench - 640),
        (x + 92, bench - 652),
        (x + 140, bench - 610),
        (x + 150, bench - 560),
        (x + 166, bench - 538),
        (x + 146, bench - 524),
        (x + 138, bench - 486),
        (x + 92, bench - 474),
        (x + 48, bench - 500),
        (x + 10, bench - 550),
    ]
    c.drawPath(smooth(head), fill(skin))
    cap = [
        (x + 4, bench - 520),
        (x - 26, bench - 600),
        (x + 8, bench - 674),
        (x + 92, bench - 690),
        (x + 146, bench - 640),
        (x + 134, bench - 612),
        (x + 84, bench - 624),
        (x + 70, bench - 580),
        (x + 52, bench - 540),
        (x + 30, bench - 505),
    ]
    c.drawPath(smooth(cap), fill(hair))
    c.drawCircle(x - 30, bench - 628, 42, fill(hair))
    c.drawLine(x + 78, bench - 578, x + 140, bench - 574, pen("#e8f4f6", 8, 0.9))
    c.drawCircle(x + 138, bench - 572, 17, pen("#12385a", 6))
    c.drawPath(
        smooth(
            [
                (x - 130, bench - 360),
                (x - 40, bench - 390),
                (x + 6, bench - 250),
                (x + 140, bench - 160),
                (x + 196, bench - 128),
                (x + 180, bench - 84),
                (x + 60, bench - 110),
                (x - 90, bench - 190),
            ]
        ),
        fill("#eef0e8"),
    )
    c.drawPath(
        smooth(
            [
                (x - 96, bench - 215),
                (x + 60, bench - 122),
                (x + 176, bench - 92),
                (x + 180, bench - 84),
                (x + 60, bench - 104),
                (x - 90, bench - 190),
            ]
        ),
        fill(shadow, 0.9),
    )
    c.drawPath(
        smooth(
            [
                (x + 178, bench - 134),
                (x + 236, bench - 140),
                (x + 262, bench - 118),
                (x + 230, bench - 96),
                (x + 178, bench - 88),
            ]
        ),
        fill(skin),
    )
