"""Fetches the open validator of PDF/A and PDF/UA, veraPDF, through Maven, and checks that it is the one we name.

Usage: python tools/validators.py

It goes into .cache/validators; tests/validators then run it (they need Java; without it they say so and are skipped).
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

VERAPDF = "org.verapdf.apps:greenfield-apps:1.28.2"
FILE = "greenfield-apps-1.28.2.jar"
SHA256 = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6"
FOLDER = Path(__file__).resolve().parent.parent / ".cache" / "validators"


def is_the_one(file: Path) -> bool:
    """Whether the file is there and is the version named above."""
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == SHA256


def main() -> int:
    """0 when the validator is there."""
    file = FOLDER / FILE
    if is_the_one(file):
        return 0
    if not shutil.which("mvn"):
        print("veraPDF 由 Maven 取得，请先安装 / needs Maven: apt-get install maven", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={VERAPDF}", f"-DoutputDirectory={FOLDER}"]
    done = subprocess.run([*command, "-Dmdep.useBaseVersion=true"], cwd=FOLDER, check=False)
    if done.returncode:
        return done.returncode
    if not is_the_one(file):
        file.unlink(missing_ok=True)
        print(f"{FILE}: 校验和不符，已删去 / its checksum is another one; it was deleted", file=sys.stderr)
        return 1
    print(file)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
