"""A picture in float: skia draws into half floats, numpy adds haze and grain, the press profile ends it.

Everything is placed in full-size pixels (300 ppi); `scale` only changes how many pixels are computed, so a small
proof shows the same picture. Nothing is rounded to 8 bit before grain has been added, so no gradient bands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import skia
from numpy.typing import NDArray
from PIL import Image, ImageCms
from scipy import ndimage

ASSETS = Path(__file__).parents[1] / "assets"
ICC = ASSETS / "icc"
Floats = NDArray[np.float32]
Colour = str | tuple[float, float, float]

DEEP, INK, BLUE, CYAN = "#081530", "#12294f", "#1f4e86", "#18a5cc"
SKY, MIST, GOLD, DAWN, EMBER = "#6fb1cd", "#e8f0f4", "#eeb548", "#f7dca6", "#d98a3a"


def rgb(colour: Colour) -> tuple[float, float, float]:
    """'#rrggbb' or a float triple, as floats."""
    if isinstance(colour, str):
        return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]
    return colour


def mix(a: Colour, b: Colour, t: float) -> tuple[float, float, float]:
    """The colour at `t` between two colours."""
    return tuple(p + (q - p) * t for p, q in zip(rgb(a), rgb(b), strict=True))  # type: ignore[return-value]


def col(colour: Colour, alpha: float = 1.0) -> skia.Color4f:
    """A skia colour with alpha."""
    return skia.Color4f(*rgb(colour), alpha)


class Picture:
    """A canvas of `width` × `height` full-size pixels, computed at `scale`."""

    def __init__(self, width: int, height: int, scale: float, seed: int) -> None:
        self.width, self.height, self.scale = width, height, scale
        self.rng = np.random.default_rng(seed)
        self.w, self.h = max(8, round(width * scale)), max(8, round(height * scale))
        self.pixels = np.ones((self.h, self.w, 4), np.float16)
        self.canvas = self.attach(self.pixels)
        y, x = np.mgrid[0 : self.h, 0 : self.w].astype(np.float32)
        self.x, self.y = x / scale, y / scale

    def attach(self, pixels: NDArray[np.float16]) -> skia.Canvas:
        """A canvas that draws straight into a numpy array, in full-size coordinates."""
        info = skia.ImageInfo.Make(self.w, self.h, skia.kRGBA_F16_ColorType, skia.kPremul_AlphaType)
        surface = skia.Surface.MakeRasterDirect(info, pixels, pixels.strides[0])
        self._keep = [*getattr(self, "_keep", []), surface]
        canvas = surface.getCanvas()
        canvas.scale(self.scale, self.scale)
        return canvas

    def mask(self, draw: Callable[[skia.Canvas], None]) -> Floats:
        """The coverage of what `draw` paints, as a float plane."""
        plane = np.zeros((self.h, self.w), np.uint8)
        info = skia.ImageInfo.Make(self.w, self.h, skia.kAlpha_8_ColorType, skia.kPremul_AlphaType)
        surface = skia.Surface.MakeRasterDirect(info, plane, plane.strides[0])
        canvas = surface.getCanvas()
        canvas.scale(self.scale, self.scale)
        draw(canvas)
        return plane.astype(np.float32) / 255

    def lay(self, colour: Colour | Floats, amount: Floats | float) -> None:
        """Mix a colour (or a picture) over everything by a plane of amounts."""
        a = np.asarray(amount, np.float32)
        a = a[..., None] if a.ndim else a
        target = np.asarray(rgb(colour) if isinstance(colour, str | tuple) else colour, np.float32)
        base = self.pixels[..., :3].astype(np.float32)
        self.pixels[..., :3] = base + (target - base) * a

    def light(self, colour: Colour, amount: Floats) -> None:
        """Add light (screen): glows never clip hard."""
        base = self.pixels[..., :3].astype(np.float32)
        add = np.asarray(rgb(colour), np.float32) * amount[..., None]
        self.pixels[..., :3] = 1 - (1 - base) * (1 - np.clip(add, 0, 1))

    def vertical(self, stops: Sequence[tuple[float, Colour]]) -> Floats:
        """A vertical gradient through (y as a share of the height, colour), smooth at every stop."""
        ys = self.y[:, 0] / self.height
        at = np.array([s[0] for s in stops])
        colours = np.array([rgb(s[1]) for s in stops])
        low = np.clip(np.searchsorted(at, ys) - 1, 0, len(at) - 2)
        t = np.clip((ys - at[low]) / (at[low + 1] - at[low]), 0, 1)[:, None]
        rows = colours[low] + (colours[low + 1] - colours[low]) * t
        rows = ndimage.gaussian_filter1d(rows, max(1.0, 0.03 * self.h), axis=0, mode="nearest")
        return np.broadcast_to(rows[:, None, :], (self.h, self.w, 3)).astype(np.float32)

    def spot(self, cx: float, cy: float, rx: float, ry: float, power: float = 2.0) -> Floats:
        """A soft round light, 1 in its middle."""
        d = np.sqrt(((self.x - cx) / rx) ** 2 + ((self.y - cy) / ry) ** 2)
        return np.exp(-(d**power)).astype(np.float32)

    def noise(self, cell_x: float, cell_y: float, octaves: int = 4, gain: float = 0.5) -> Floats:
        """Smooth noise in 0…1 whose lattice belongs to the picture, not to the pixels."""
        total = np.zeros((self.h, self.w), np.float32)
        amplitude, whole = 1.0, 0.0
        for octave in range(octaves):
            nx = int(np.ceil(self.width / cell_x * 2**octave)) + 2
            ny = int(np.ceil(self.height / cell_y * 2**octave)) + 2
            lattice = self.rng.random((ny, nx)).astype(np.float32)
            if nx > self.w * 1.5 or ny > self.h * 1.5:
                continue
            plane = Image.fromarray(lattice).resize((self.w, self.h), Image.Resampling.BICUBIC)
            total += np.asarray(plane) * amplitude
            whole, amplitude = whole + amplitude, amplitude * gain
        total = total / max(whole, 1e-6)
        return np.clip((total - 0.5) * 1.4 + 0.5, 0, 1)

    def blurred(self, plane: Floats, radius: float) -> Floats:
        """A wide blur, computed small: glows have no detail to lose."""
        sigma = radius * self.scale
        step = max(1, int(sigma // 3))
        if plane.ndim == 3:
            return np.stack([self.blurred(plane[..., i], radius) for i in range(plane.shape[2])], -1)
        small = Image.fromarray(plane).reduce(step) if step > 1 else Image.fromarray(plane)
        soft = ndimage.gaussian_filter(np.asarray(small), sigma / step, mode="nearest")
        return np.asarray(Image.fromarray(soft).resize((self.w, self.h), Image.Resampling.BICUBIC))

    def bloom(self, threshold: float, radius: float, strength: float) -> None:
        """What is bright spills into the air round it."""
        base = self.pixels[..., :3].astype(np.float32)
        over = np.clip(base - threshold, 0, 1)
        spill = self.blurred(over, radius) * strength
        self.pixels[..., :3] = 1 - (1 - base) * (1 - np.clip(spill, 0, 1))

    def finish(self, grain: float = 0.009) -> Image.Image:
        """Grain, 8 bit, press inks."""
        out = self.pixels[..., :3].astype(np.float32)
        fine = self.rng.standard_normal((self.h, self.w)).astype(np.float32)
        # Grain a little larger than a pixel: it survives the halftone, and JPEG does not waste bytes on it.
        fine = 0.3 * fine + 2.0 * ndimage.gaussian_filter(fine, 0.9)
        light = out.mean(-1)
        out += (fine * grain * (0.55 + 0.9 * np.sqrt(np.clip(light * (1 - light), 0, 1))))[..., None]
        out += (self.rng.random((self.h, self.w, 1), np.float32) - 0.5) / 255
        return press(Image.fromarray((np.clip(out, 0, 1) * 255 + 0.5).astype(np.uint8)))


def press(picture: Image.Image) -> Image.Image:
    """SRGB to the press inks: relative colorimetric with black point compensation keeps the hand-set palette."""
    return ImageCms.profileToProfile(  # type: ignore[return-value]
        picture,
        ImageCms.createProfile("sRGB"),
        str(ICC / "coated_fogra39_tac300.icc"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def save(picture: Image.Image, path: Path, quality: int = 83, ppi: float = 300) -> None:
    """A CMYK JPEG that carries the small profile; 4:4:4 so that thin lights keep their colour."""
    profile = (ICC / "coated_fogra39_tac300_small.icc").read_bytes()
    picture.save(path, quality=quality, subsampling=0, icc_profile=profile, dpi=(ppi, ppi), optimize=True)


def fill(colour: Colour, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    """A paint for areas; `blur` is a soft edge in full-size pixels."""
    paint = skia.Paint(AntiAlias=True, Color4f=col(colour, alpha))
    if blur:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return paint


def pen(colour: Colour, width: float, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    """A paint for lines."""
    paint = fill(colour, alpha, blur)
    paint.setStyle(skia.Paint.kStroke_Style)
    paint.setStrokeWidth(width)
    paint.setStrokeCap(skia.Paint.kRound_Cap)
    return paint


def shade(
    start: tuple[float, float], end: tuple[float, float], stops: Sequence[tuple[float, Colour, float]]
) -> skia.Paint:
    """A paint with a linear gradient: (place 0…1, colour, alpha)."""
    paint = skia.Paint(AntiAlias=True, Dither=True)
    colours = [col(c, a).toColor() for _, c, a in stops]
    places = [s[0] for s in stops]
    paint.setShader(skia.GradientShader.MakeLinear([skia.Point(*start), skia.Point(*end)], colours, places))
    return paint


def polygon(points: Sequence[tuple[float, float]]) -> skia.Path:
    """A closed path through points."""
    return skia.Path.Polygon([skia.Point(float(x), float(y)) for x, y in points], True)


def smooth(points: Sequence[tuple[float, float]], close: bool = True) -> skia.Path:
    """A rounded outline through hand-set points (quadratics between the midpoints)."""
    b = skia.PathBuilder()
    n = len(points)
    mids = [
        ((points[i][0] + points[(i + 1) % n][0]) / 2, (points[i][1] + points[(i + 1) % n][1]) / 2) for i in range(n)
    ]
    if close:
        b.moveTo(*mids[-1])
        for i in range(n):
            b.quadTo(*points[i], *mids[i])
        b.close()
    else:
        b.moveTo(*points[0])
        for i in range(1, n - 1):
            b.quadTo(*points[i], *mids[i])
        b.lineTo(*points[-1])
    return b.detach()
