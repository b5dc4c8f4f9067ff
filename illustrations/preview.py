"""Proof of a line drawing as PNG through the press profile: only for looking, nothing prints from it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import numpy as np
import skia
from PIL import Image, ImageCms

from illustrations.lineart import INKS

ICC = Path(__file__).parents[1] / "assets" / "icc"


@cache
def screen(cmyk: tuple[float, ...]) -> int:
    """An ink mix (percent) as the screen colour that the profile promises."""
    pixel = Image.new("CMYK", (1, 1), tuple(round(v * 2.55) for v in cmyk))
    out = ImageCms.profileToProfile(
        pixel, str(ICC / "coated_fogra39_tac300.icc"), ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
    red, green, blue = out.getpixel((0, 0))  # type: ignore[misc,union-attr]
    return int(skia.Color(red, green, blue))


def render(path: Path, out: Path, ppi: float = 110, ground: str | None = None) -> None:
    """Draw the JSON at `path` into a PNG on a ground of the named ink (None: paper)."""
    art = json.loads(path.read_text(encoding="utf-8"))
    mm = ppi / 25.4
    surface = skia.Surface(round(art["width"] * mm), round(art["height"] * mm))
    canvas = surface.getCanvas()
    canvas.clear(screen(INKS[ground or "white"]))
    canvas.scale(mm, mm)
    for item in art["paths"]:
        tint = item.get("tint", 1)
        colour = screen(tuple(v * tint for v in INKS[item["stroke"]]))
        paint = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, Color=colour)
        paint.setStrokeWidth(item["width"] * 25.4 / 72)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        pen = skia.PathBuilder()
        for op, numbers in re.findall(r"([MLCZ])([^MLCZ]*)", item["d"]):
            {"M": pen.moveTo, "L": pen.lineTo, "C": pen.cubicTo, "Z": pen.close}[op](*map(float, numbers.split()))
        canvas.drawPath(pen.detach(), paint)
    Image.fromarray(
        np.array(surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType))[..., :3].copy()
    ).save(out)
