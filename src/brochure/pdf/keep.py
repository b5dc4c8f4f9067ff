"""Converted pictures kept on disk: by the file's content, the target and its profile, and the size.

A file is read to learn its content only when its size or time has changed since it was last read.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from brochure.pdf.convert import Converted
    from brochure.pdf.images import Task

_VERSION = 3
"""Rises when conversion changes, so that nothing stale is taken for new."""


class Store:
    """One cache folder. Nothing in it is needed: whatever cannot be read or written is made anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def key(self, task: Task) -> str:
        target = task.target
        facts = (_VERSION, target.space, target.quality, target.intent, target.flat, task.crop, task.size)
        parts = (facts, self._content(Path(task.path)), self._content(target.profile))
        return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()

    def _content(self, path: Path) -> str:
        """The digest of a file's content, remembered beside its size and time."""
        state = path.stat()
        seen = hashlib.blake2b(os.fsencode(path.resolve()), digest_size=12).hexdigest()
        note = self._folder / f"{seen}.seen"
        stamp = f"{state.st_size} {state.st_mtime_ns} {state.st_ino}"
        with contextlib.suppress(OSError, ValueError):
            known, digest = note.read_text("ascii").rsplit(" ", 1)
            if known == stamp:
                return digest
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "blake2b").hexdigest()[:32]
        self._write(note, f"{stamp} {digest}".encode())
        return digest

    def load(self, key: str) -> Converted | None:
        """What was saved under the key, or None."""
        from brochure.pdf.convert import Converted

        try:
            raw = (self._folder / f"{key}.image").read_bytes()
            head, rest = raw.split(b"\n", 1)
            parts: list[dict[str, Any]] = json.loads(head)
            if len(rest) != sum(part["length"] for part in parts):
                return None
            made = None
            for part in reversed(parts):
                length = part.pop("length")
                rest, data = rest[: len(rest) - length], rest[len(rest) - length :]
                made = Converted(data=data, mask=made, **part)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return made

    def save(self, key: str, image: Converted) -> None:
        parts: list[dict[str, object]] = []
        blocks: list[bytes] = []
        step: Converted | None = image
        while step is not None:
            names = ("width", "height", "space", "bits", "filter", "inverted")
            parts.append({**{name: getattr(step, name) for name in names}, "length": len(step.data)})
            blocks.append(step.data)
            step = step.mask
        self._write(self._folder / f"{key}.image", json.dumps(parts).encode() + b"\n" + b"".join(blocks))

    def _write(self, path: Path, data: bytes) -> None:
        """Whole or not at all, so that runs beside each other can share the folder."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(path)
