"""Makes the press profiles of assets/icc from characterization data, by ArgyllCMS (Debian: argyll, icc-profiles-free).

Usage: python tools/profiles.py FOLDER [--compare]

With --compare the profiles that are in FOLDER already are compared with those of assets/icc: the date of making in the
header, and the identifier computed over it, are all that may differ.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import zlib
from pathlib import Path

DATA = Path("/usr/share/color/icc")
SHIPPED = Path(__file__).resolve().parent.parent / "assets" / "icc"
PROFILES = {
    "coated_fogra39_tac300": ("FOGRA39L", "m", 300, "0 .30 .95 .95 .70", "Coated FOGRA39 TAC300 (open)"),
    "coated_fogra39_tac300_small": ("FOGRA39L", "l", 300, "0 .30 .95 .95 .70", "Coated FOGRA39 TAC300 (open, small)"),
    "uncoated_fogra29_tac280": ("FOGRA29L", "m", 280, "0 .25 .95 .95 .70", "Uncoated FOGRA29 TAC280 (open)"),
}
"""Name → data, quality, total ink in percent, black curve (start level, start, end, end level, shape), title."""

DATE = range(24, 36)
IDENTIFIER = range(84, 100)
"""Bytes of an ICC header (ICC.1, 7.2) that change from one making to the next."""


def command(name: str) -> list[str]:
    """How one profile is computed; its perceptual table maps the gamut of sRGB, seen on a monitor, to print."""
    data, quality, ink, black, title = PROFILES[name]
    notice = (
        f"Derived from {data}.ti3 (Fogra data, package icc-profiles-free, (c) Kai-Uwe Behrmann, zlib licence); "
        "altered version: ICC profile computed with ArgyllCMS. Zlib licence, no warranty."
    )
    curves = ["-kp", *black.split(), "-S", str(DATA / "sRGB.icc"), "-cmt", "-dpp", "-Zr"]
    words = ["-A", "Open profile", "-M", title, "-D", title, "-C", notice]
    return ["colprof", f"-q{quality}", "-nc", f"-l{ink}", *curves, *words, "-O", f"{name}.icc", data]


def main() -> int:
    """0 when every profile was made, or is the same as the one shipped."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else None
    if folder is None:
        print(__doc__, file=sys.stderr)
        return 2
    if "--compare" in sys.argv:
        return sum(_differs(name, folder) for name in PROFILES)
    if not shutil.which("colprof") or not DATA.is_dir():
        print("needs ArgyllCMS and its data: apt-get install argyll icc-profiles-free", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    for name, (data, *_rest) in PROFILES.items():
        shutil.copy(DATA / f"{data}.ti3", folder)
        subprocess.run(command(name), cwd=folder, check=True, stdout=subprocess.DEVNULL)
        made = folder / f"{name}.icc"
        if not name.endswith("small"):  # as it is embedded, so that no build has to compress it
            made.with_suffix(".icc.zlib").write_bytes(zlib.compress(made.read_bytes(), 9))
        print(made)
    return 0


def _differs(name: str, folder: Path) -> bool:
    made, shipped = ((place / f"{name}.icc").read_bytes() for place in (folder, SHIPPED))
    places = [at for at, (one, other) in enumerate(zip(made, shipped, strict=False)) if one != other]
    other = [at for at in places if at not in DATE and at not in IDENTIFIER]
    print(f"{name}: {'differs' if other or len(made) != len(shipped) else 'the same, but for its date'}")
    return bool(other) or len(made) != len(shipped)


if __name__ == "__main__":
    raise SystemExit(main())
