"""The screen edition is PDF/UA-1 and PDF/A-2a, says veraPDF, the reference implementation (`make validators`)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from validators import FILE, FOLDER, is_the_one

pytestmark = [
    pytest.mark.skipif(not shutil.which("java"), reason="Java is not installed"),
    pytest.mark.skipif(not (FOLDER / FILE).exists(), reason="veraPDF is not there: run `make validators`"),
]


def verdict(pdf: Path, flavour: str) -> str:
    """veraPDF's own word, `PASS …` or `FAIL …`, with the rules that failed."""
    main = "org.verapdf.apps.GreenfieldCliWrapper"
    command = [
        "java",
        "-Xmx1g",
        "-cp",
        str(FOLDER / FILE),
        main,
        "--flavour",
        flavour,
        "--format",
        "text",
        "-v",
        str(pdf),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def test_the_validator_is_the_one_we_name() -> None:
    assert is_the_one(FOLDER / FILE)


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_the_tianxin_brochure_for_the_screen(flavour: str, tianxin: Callable[[str], Path]) -> None:
    said = verdict(tianxin("screen"), flavour)
    assert said.startswith("PASS "), said[:2000]


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_spots_alpha_and_finishings_on_the_screen(flavour: str, sample: Callable[..., Path]) -> None:
    said = verdict(sample("x4", "screen"), flavour)
    assert said.startswith("PASS "), said[:2000]


def test_veradpf_can_say_no(sample: Callable[..., Path]) -> None:
    """A print file is no PDF/UA: a validator that passes everything would pass this too."""
    assert verdict(sample("x4"), "ua1").startswith("FAIL ")
