"""The files that the open validators judge: the Tianxin brochure, and a small one with all that colour can do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from brochure.build import Options, build
from brochure.pdf.color import COATED

ROOT = Path(__file__).resolve().parents[2]
TIANXIN = ROOT / "content" / "tianxin" / "brochure.yaml"

SAMPLE = """\
brochure: 1
document:
  title: {zh: "滨江植物园", en: "Riverside Garden"}
  author: {zh: "植物园", en: "The garden"}
  trim: 180mm x 240mm
  bleed: {top: 3mm, outer: 3mm, bottom: 3mm, inner: 0}
  date: 2025-05-28
output: {print: {standard: STANDARD, marks: [crop, bleed, registration, bar, slug, fold]}}
theme:
  colors:
    brand: 'spot "PANTONE 185 C" alternate cmyk 0 91 76 0'
    varnish: {spot: Varnish, alternate: cmyk 0 0 0 10}
    pale: brand 30%
  pages:
    story:
      ground: pale
      decor: [{kind: panel, columns: 1-3, lines: 1-3, color: varnish}, {kind: rule, columns: 1-12, lines: 5-5}]
      regions:
        - {holds: title, columns: 1-12, lines: 6-9}
        - {holds: text, columns: 1-12, lines: 10-20}
        - {holds: photo, columns: 1-6, lines: 22-32}
        - {holds: photo, columns: 7-12, lines: 22-32}
        - {holds: photo, columns: 1-6, lines: 34-39}
  plans: {story: {pages: [story]}}
  styles: {title: {color: brand}}
sections:
  - kind: story
    id: one
    title: {zh: "题", en: "Title"}
    text: {zh: "一段文字。", en: "One paragraph."}
    photos:
      - {file: clear.png, alt: {zh: 渐隐, en: fading}}
      - {file: inked.jpg, alt: {zh: 四色, en: inked}}
      - {file: line.png, alt: {zh: 线条, en: line art}}
"""


@pytest.fixture(scope="session")
def tianxin(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The Tianxin brochure in an edition, built once."""
    folder = tmp_path_factory.mktemp("tianxin")

    def made(edition: str) -> Path:
        out = folder / f"{edition}.pdf"
        if not out.exists():
            built = build(TIANXIN, out, Options(output=edition))  # type: ignore[arg-type]
            assert built.output, [finding.message.en for finding in built.findings if finding.severity == "error"]
        return out

    return made


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """The sample to a standard (`x4`, `x1a`), or its screen or proof edition: spots, varnish, alpha, CMYK, line art."""
    folder = tmp_path_factory.mktemp("sample")
    (folder / "brochure.root").touch()
    clear = Image.linear_gradient("L").resize((300, 300)).convert("RGBA")
    clear.putalpha(Image.radial_gradient("L").resize((300, 300)))
    clear.save(folder / "clear.png")
    inked = ImageCms.profileToProfile(
        Image.effect_noise((300, 200), 60).convert("RGB"),
        ImageCms.createProfile("sRGB"),
        str(COATED),
        outputMode="CMYK",
    )
    assert inked is not None
    inked.save(folder / "inked.jpg", icc_profile=COATED.read_bytes())
    Image.linear_gradient("L").convert("1").save(folder / "line.png")

    def made(standard: str = "x4", edition: str = "print") -> Path:
        out = folder / f"{standard}-{edition}.pdf"
        if not out.exists():
            yaml = folder / f"{standard}.yaml"
            text = SAMPLE.replace("STANDARD", standard)
            if standard == "x1a":  # transparent pictures are mixed with process colours only
                text = text.replace("pale: brand 30%", "pale: cmyk 0 30 20 0")
            yaml.write_text(text, "utf-8")
            built = build(yaml, out, Options(output=edition))  # type: ignore[arg-type]
            assert built.output, [finding.message.en for finding in built.findings if finding.severity == "error"]
        return out

    return made
