"""Set the project up in `.venv` with nothing but Python ≥ 3.11: called by make, uses the standard library only.

Usage: python3 tools/setup.py VENV LOCKFILE

Debian and Ubuntu ship Python without `ensurepip` unless python3-venv is installed. Where it is missing, pip is fetched
from the package index by this script and checked against the hash below, so that make stays the only prerequisite.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
import venv
from pathlib import Path

PIP_WHEEL = "pip-26.0-py3-none-any.whl"
PIP_SHA256 = "98436feffb9e31bc9339cf369fd55d3331b1580b6a6f1173bacacddcf9c34754"


def main() -> int:
    if sys.version_info < (3, 11):
        print(f"需要 Python 3.11 或更新；这里是 {sys.version.split()[0]}。可用 make PYTHON=python3.12 指定另一个。")
        print("Python 3.11 or newer is needed; name another one with `make PYTHON=python3.12`.")
        return 2
    folder, lock = Path(sys.argv[1]), Path(sys.argv[2])
    python = folder / "bin" / "python"
    if not _has_pip(python):
        print(f"建立环境 {folder} … / setting up {folder} …", flush=True)
        _create(folder, python)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    print("安装锁定的依赖 … / installing locked dependencies …", flush=True)
    subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", "."], check=True)
    subprocess.run([str(python), "-m", "compileall", "-q", "src"], check=False)  # a cold start compiles nothing
    return 0


def _has_pip(python: Path) -> bool:
    if not python.exists():
        return False
    return subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def _create(folder: Path, python: Path) -> None:
    venv.EnvBuilder(with_pip=False, clear=True, symlinks=True).create(folder)
    ensured = subprocess.run([str(python), "-m", "ensurepip", "--default-pip"], capture_output=True, check=False)
    if ensured.returncode == 0 and _has_pip(python):
        return
    with tempfile.TemporaryDirectory() as temporary:
        wheel = Path(temporary) / PIP_WHEEL
        wheel.write_bytes(_download_pip())
        command = [str(python), f"{wheel}/pip", "install", "--quiet", "--no-index", str(wheel)]
        subprocess.run(command, check=True)


def _download_pip() -> bytes:
    """The pinned pip wheel from the package index (`PIP_INDEX_URL` or the public one); SystemExit when it cannot."""
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/") + "/pip/"
    try:
        with urllib.request.urlopen(index, timeout=60) as page:
            listing = page.read().decode()
        found = re.search(rf'href="([^"#]*{re.escape(PIP_WHEEL)})', listing)
        if found is None:
            raise OSError(f"{PIP_WHEEL} is not listed at {index}")
        with urllib.request.urlopen(urllib.parse.urljoin(index, found[1]), timeout=120) as answer:
            wheel: bytes = answer.read()
    except OSError as error:
        raise SystemExit(f"无法取得 pip / pip could not be fetched: {error}") from None
    if hashlib.sha256(wheel).hexdigest() != PIP_SHA256:
        raise SystemExit("取得的 pip 校验和不对 / the pip that arrived has the wrong checksum")
    return wheel


if __name__ == "__main__":
    raise SystemExit(main())
