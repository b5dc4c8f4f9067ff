"""Press profiles: what the shipped ones promise, and what is said of those that cannot stand for a press."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageCms

from brochure.build import Options, build
from brochure.diagnostics import Diagnostic
from brochure.pdf.color import COATED, NAMED, PROFILES
from brochure.pdf.intent import check_profile

TEXT = """\
brochure: 1
document:
  title: {zh: "册", en: "Book"}
output: {print: {profile: PROFILE}}
sections:
  - kind: cover
    title: {zh: 标题, en: Title}
"""

LIMITS = {"coated": 3.0, "uncoated": 2.8}


def to_press(image: Image.Image, profile: Path, intent: Any) -> Image.Image:
    done = ImageCms.profileToProfile(
        image, ImageCms.createProfile("sRGB"), str(profile), outputMode="CMYK",
        renderingIntent=intent, flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    assert done is not None
    return done


def pixels(image: Image.Image) -> list[tuple[int, ...]]:
    data, bands = image.tobytes(), len(image.getbands())
    return [tuple(data[at : at + bands]) for at in range(0, len(data), bands)]


def cube(steps: int = 17) -> Image.Image:
    """Every colour of sRGB, coarsely: one pixel each."""
    values = [round(255 * index / (steps - 1)) for index in range(steps)]
    image = Image.new("RGB", (steps * steps, steps))
    image.putdata([(red, green, blue) for red in values for green in values for blue in values])
    return image


@pytest.mark.parametrize("intent", [ImageCms.Intent.PERCEPTUAL, ImageCms.Intent.RELATIVE_COLORIMETRIC])
@pytest.mark.parametrize("name", NAMED)
def test_no_colour_of_srgb_takes_more_ink_than_the_profile_says(name: str, intent: Any) -> None:
    inked = to_press(cube(), NAMED[name], intent)
    assert max(map(sum, pixels(inked))) / 255 <= LIMITS[name]
    assert f"TAC{LIMITS[name] * 100:.0f}" in ImageCms.getProfileDescription(str(NAMED[name]))


@pytest.mark.parametrize("name", NAMED)
def test_white_is_paper_and_grey_is_grey(name: str) -> None:
    grays = list(range(0, 256, 15))
    ramp = Image.new("RGB", (len(grays), 1))
    ramp.putdata([(value, value, value) for value in grays])
    inked = to_press(ramp, NAMED[name], ImageCms.Intent.RELATIVE_COLORIMETRIC)
    assert inked.getpixel((len(grays) - 1, 0)) == (0, 0, 0, 0)
    back = ImageCms.profileToProfile(
        inked, str(NAMED[name]), ImageCms.createProfile("sRGB"), outputMode="RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC, flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    assert back is not None
    shades = pixels(back)
    assert all(max(shade) - min(shade) <= 12 for shade in shades)
    lightness = [sum(shade) for shade in shades]
    assert lightness == sorted(lightness)


def test_every_shipped_profile_has_its_line_in_the_readme() -> None:
    words = (PROFILES / "README.md").read_text("utf-8")
    assert all(f"`{file.name}`" in words for file in PROFILES.glob("*.icc"))


def run(folder: Path, profile: str, output: str = "print") -> Any:
    (folder / "brochure.root").touch()
    file = folder / "brochure.yaml"
    file.write_text(TEXT.replace("PROFILE", profile), "utf-8")
    return build(file, folder / "out.pdf", Options(output=output))  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "identifier"), [("coated", "FOGRA39"), ("uncoated", "FOGRA29")])
def test_a_built_in_profile_is_chosen_by_name(name: str, identifier: str, tmp_path: Path) -> None:
    built = run(tmp_path, name)
    assert not built.findings
    with pikepdf.open(built.output[0]) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == identifier
        assert intent.DestOutputProfile.read_bytes() == NAMED[name].read_bytes()


def test_a_profile_of_ones_own_is_embedded_as_it_is(tmp_path: Path) -> None:
    own = NAMED["uncoated"].read_bytes()
    (tmp_path / "press.icc").write_bytes(own)
    built = run(tmp_path, "press.icc")
    assert not built.findings
    with pikepdf.open(built.output[0]) as pdf:
        assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes() == own


def relabelled(at: int, label: bytes) -> bytes:
    data = bytearray(COATED.read_bytes())
    data[at : at + len(label)] = label
    return bytes(data)


def without_tables() -> bytes:
    """A profile whose tag table names no table from Lab to ink."""
    return COATED.read_bytes().replace(b"B2A", b"X2A", 3)


REFUSED: dict[str, tuple[bytes | None, str, str]] = {
    "missing": (None, "profile.missing", "press.icc"),
    "not a profile": (b"hello", "profile.broken", "完整"),
    "cut off": (COATED.read_bytes()[:9000], "profile.broken", "完整"),
    "a monitor's": ((PROFILES / "srgb.icc").read_bytes(), "profile.not_press", "显示器"),
    "a scanner's": (relabelled(12, b"scnr"), "profile.not_press", "扫描仪"),
    "an RGB printer's": (relabelled(16, b"RGB "), "profile.not_cmyk", "RGB"),
    "of version 5": (relabelled(8, b"\x05"), "profile.version", "第 5 版"),
    "without tables": (without_tables(), "profile.unusable", "换算表"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_profile_that_is_none_for_a_press_is_one_finding_at_its_line(name: str, tmp_path: Path) -> None:
    data, code, words = REFUSED[name]
    if data is not None:
        (tmp_path / "press.icc").write_bytes(data)
    built = run(tmp_path, "press.icc")
    finding: Diagnostic
    (finding,) = built.findings
    assert (finding.code, finding.severity) == (code, "error")
    assert words in finding.message.zh and finding.message.en
    assert finding.hints or name == "missing"
    assert finding.span and finding.span.line == 4
    assert not (tmp_path / "out.pdf").exists()


def test_a_misspelt_name_is_no_file(tmp_path: Path) -> None:
    (finding,) = run(tmp_path, "coatd").findings
    assert finding.code == "profile.unknown"
    assert "coated" in finding.hints[0].zh and finding.corrected.endswith("{profile: coated}}")


def test_the_shipped_profiles_pass_their_own_check() -> None:
    assert all(check_profile(file) is None for file in NAMED.values())


def test_the_screen_edition_shows_the_job_s_own_paper(tmp_path: Path) -> None:
    """Uncoated paper prints duller: the same ink is another colour on screen."""
    fills = []
    for profile in ("coated", "uncoated"):
        built = run(tmp_path, profile, "screen")
        with pikepdf.open(built.output[0]) as pdf:
            fills.append(pdf.pages[0].Contents.read_bytes())
    assert fills[0] != fills[1]


@pytest.mark.parametrize("profile", NAMED.values(), ids=NAMED)
def test_what_is_embedded_is_the_profile(profile: Path) -> None:
    assert zlib.decompress(profile.with_suffix(".icc.zlib").read_bytes()) == profile.read_bytes()
