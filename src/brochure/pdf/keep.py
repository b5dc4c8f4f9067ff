"""Converted pictures kept on disk: by the file's content, the target and its profile, and the size.

A file is read to learn its content only when its size or time has changed since it was last read. When the folder has
grown beyond `LIMIT`, what was not used for longest is deleted.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brochure.dataclass import dataclass
from brochure.diagnostics import Diagnostic
from brochure.digest import blake2b

if TYPE_CHECKING:
    from brochure.pdf.images import Task

_VERSION = 5
"""Rises when conversion changes, so that nothing stale is taken for new."""

LIMIT = 1_000_000_000
"""Bytes that a cache folder may hold: the pictures of some fifty brochures."""
_BLOCK = 4096
"""What a small file takes on disk."""


@dataclass(frozen=True, slots=True)
class Converted:
    """An image XObject's data and what its dictionary says."""

    data: bytes
    width: int
    height: int
    space: str
    bits: int
    filter: str
    inverted: bool = False
    mask: Converted | None = None
    digest: str = ""
    """Of the data: made when they were, so that no build has to read megabytes again for the file's identifier."""
    findings: tuple[Diagnostic, ...] = ()


class Store:
    """One cache folder. Nothing in it is needed: whatever cannot be read or written is made anew."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder, self._limit = folder, limit

    def key(self, task: Task) -> str:
        target = task.target
        facts = (_VERSION, target.space, target.quality, target.intent, target.flat, task.crop, task.size, task.ground)
        parts = (facts, self._content(Path(task.path)), self._content(target.profile))
        return blake2b(repr(parts).encode(), digest_size=16).hexdigest()

    def _content(self, path: Path) -> str:
        """The digest of a file's content, remembered beside its size and time."""
        state = path.stat()
        seen = blake2b(os.fsencode(path.resolve()), digest_size=12).hexdigest()
        note = self._folder / f"{seen}.seen"
        stamp = f"{state.st_size} {state.st_mtime_ns} {state.st_ino}"
        with contextlib.suppress(OSError, ValueError):
            known, digest = note.read_text("ascii").rsplit(" ", 1)
            if known == stamp:
                return digest
        import hashlib

        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "blake2b").hexdigest()[:32]
        self._write(note, f"{stamp} {digest}".encode())
        return digest

    def load(self, key: str) -> Converted | None:
        """What was saved under the key, or None. Reading it counts as use."""
        try:
            file = self._folder / f"{key}.image"
            with file.open("rb") as kept:
                parts: list[dict[str, Any]] = json.loads(kept.readline())
                lengths = [part.pop("length") for part in parts]
                blocks = [kept.read(length) for length in lengths]
                if list(map(len, blocks)) != lengths or kept.read(1):
                    return None
            os.utime(file)  # access times are not kept everywhere
            made = None
            for part, data in zip(reversed(parts), reversed(blocks), strict=True):
                made = Converted(data=data, mask=made, **part)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return made

    def is_sound(self, path: Path) -> bool:
        """Whether a file of this content was found whole before."""
        with contextlib.suppress(OSError):
            return (self._folder / f"{self._content(path)}.sound").exists()
        return False

    def note_sound(self, path: Path) -> None:
        with contextlib.suppress(OSError):
            self._write(self._folder / f"{self._content(path)}.sound", b"1")

    def ink_of(self, path: Path) -> float | None:
        """The most ink that was noted of a CMYK picture of this content, 1.0 for a solid; None when none was."""
        with contextlib.suppress(OSError, ValueError):
            return float((self._folder / f"{self._content(path)}.ink").read_text("ascii"))
        return None

    def note_ink(self, path: Path, ink: float) -> None:
        with contextlib.suppress(OSError):
            self._write(self._folder / f"{self._content(path)}.ink", f"{ink:.3f}".encode())

    def save(self, key: str, image: Converted) -> None:
        parts: list[dict[str, object]] = []
        blocks: list[bytes] = []
        step: Converted | None = image
        while step is not None:
            names = ("width", "height", "space", "bits", "filter", "inverted", "digest")
            parts.append({**{name: getattr(step, name) for name in names}, "length": len(step.data)})
            blocks.append(step.data)
            step = step.mask
        self._write(self._folder / f"{key}.image", json.dumps(parts).encode() + b"\n" + b"".join(blocks))
        self.shrink()

    def shrink(self) -> None:
        """Delete what was not used for longest, until the folder is a fifth below its limit.

        A file that another run reads at this moment stays readable for it, or is made anew; one that another run has
        deleted already is passed over.
        """
        files: list[tuple[int, int, str]] = []
        with contextlib.suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    state = entry.stat()
                    files.append((state.st_mtime_ns, max(state.st_size, _BLOCK), entry.path))
        total = sum(size for _time, size, _path in files)
        if total <= self._limit:
            return
        for _time, size, path in sorted(files):
            with contextlib.suppress(OSError):
                Path(path).unlink()
                total -= size
            if total <= self._limit * 0.8:
                return

    def _write(self, path: Path, data: bytes) -> None:
        """Whole or not at all, so that runs beside each other can share the folder."""
        from threading import get_ident

        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{path.name}.{os.getpid()}.{get_ident()}.part")
            try:
                part.write_bytes(data)
                part.replace(path)
            except OSError:
                part.unlink(missing_ok=True)
                raise
