"""What print readiness costs: PDF/X-4 beside a plain file of the same pages, and a photograph beside LittleCMS alone.

The pages are the Tianxin brochure's, its pictures in the cache. Plain is the same edition without a standard, and the
tagged RGB edition for screens (whole commands, cold). The photograph has 12 megapixels of gradients and grain; what
any converter must do is decode it, take it through LittleCMS on one thread and encode it.
"""

from __future__ import annotations

import io
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageCms

from benchmarks.brochure_vs_typst import BROCHURE, run_ours
from brochure.build import Options, compose
from brochure.diagnostics import Sink
from brochure.frame import Picture
from brochure.geometry import Size
from brochure.pdf.color import COATED
from brochure.pdf.convert import convert
from brochure.pdf.images import WHOLE, Target, plan
from brochure.pdf.writer import OutputOptions, write_pdf
from brochure.pictures import PictureInfo, probe_picture
from brochure.project import Project

PIXELS = (4000, 3000)


def main(runs: int = 5) -> None:
    """Print best times and ratios."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _standards(folder, runs)
        _editions(folder, runs)
        _photograph(folder, runs)


def _standards(folder: Path, runs: int) -> None:
    made = compose(Project(BROCHURE), Sink(), Options())
    if made is None:
        raise SystemExit("the brochure has errors")

    def write(standard: str) -> Callable[[], object]:
        options = OutputOptions(standard=standard, cache=folder / "cache")  # type: ignore[arg-type]
        return lambda: write_pdf(made.document, made.fonts, folder / f"{standard}.pdf", options, Sink())

    plain, x4 = best(runs, write("none"), write("x4"))
    print(f"writing the pages   plain {plain:.3f} s   PDF/X-4 {x4:.3f} s   {x4 / plain:.2f}")


def _editions(folder: Path, runs: int) -> None:
    ways = [["--output", "screen"], ["--output", "print"]]
    screen, printed = best(runs, *(lambda way=way: run_ours(BROCHURE, folder / "out.pdf", *way) for way in ways))
    print(f"whole commands      screen {screen:.3f} s   print {printed:.3f} s   {printed / screen:.2f}")


def _photograph(folder: Path, runs: int) -> None:
    path = folder / "photograph.jpg"
    photograph().save(path, quality=92)
    info = probe_picture(path)
    assert isinstance(info, PictureInfo)
    placed = Picture(str(path), Size(960, 720), WHOLE)
    task = plan(path, info, Target("cmyk", COATED), [placed], WHOLE)
    transform = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), str(COATED), "RGB", "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC, flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    image = Image.open(path)
    image.load()

    def colours() -> Image.Image | None:
        return ImageCms.applyTransform(image, transform)

    def all_of_it() -> None:
        opened = Image.open(path)
        opened.load()
        inked = ImageCms.applyTransform(opened, transform)
        assert inked is not None
        inked.save(io.BytesIO(), "JPEG", quality=92, subsampling=0)

    littlecms, simple, ours = best(runs, colours, all_of_it, lambda: convert(task))
    print(f"12-megapixel photograph, {os.cpu_count()} cores: LittleCMS alone {littlecms:.3f} s")
    print(f"  decode, LittleCMS, encode {simple:.3f} s   ours {ours:.3f} s   {ours / simple:.2f}")
    print(f"  ours over LittleCMS alone {ours / littlecms:.2f}")


def photograph() -> Image.Image:
    """Gradients in every channel under grain: no two pixels alike, and neither flat nor pure noise."""
    red = Image.linear_gradient("L").resize(PIXELS)
    green = Image.radial_gradient("L").resize(PIXELS)
    blue = red.transpose(Image.Transpose.ROTATE_180)
    grain = Image.effect_noise(PIXELS, 24)
    return Image.merge("RGB", [Image.blend(channel, grain, 0.3) for channel in (red, green, blue)])


def best(runs: int, *ways: Callable[[], object]) -> list[float]:
    """The best wall time of each way, taken in turn so that all meet the same machine."""
    times: list[list[float]] = [[] for _ in ways]
    for _ in range(runs + 1):
        for way, seconds in zip(ways, times, strict=True):
            start = time.perf_counter()
            way()
            seconds.append(time.perf_counter() - start)
    return [min(seconds[1:]) for seconds in times]


if __name__ == "__main__":
    main()
