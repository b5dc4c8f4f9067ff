"""PDFium in a process of its own: a page that makes it crash, or never end, is refused, and the rest goes on.

Run as a module it answers on standard output: it is sent files of one page, with pixels to a point and how much finer
to draw, and gives the size in pixels and the RGB samples.
"""

from __future__ import annotations

import struct
import subprocess
import sys
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any

from PIL import Image

_ASKED, _GIVEN = struct.Struct("<QdI"), struct.Struct("<II")
SECONDS = 15.0
"""That a pass may take; the finest drawings take less than one."""
PATIENCE = 2
"""Pages that may be given up before the rest of the file is."""


class Drawing:
    """Draws pages one after another. Raises ValueError for one that cannot be drawn. To be closed."""

    def __init__(self) -> None:
        self._process: Any = None
        self._failed = 0

    def page(self, data: bytes, scale: float, fine: int) -> Image.Image:
        """The first page of a file on white paper, `scale` pixels to a point, drawn `fine` times finer; in RGB."""
        if self._failed >= PATIENCE:
            raise ValueError("other pages of this file took too long to draw")
        if self._process is None:
            command = [sys.executable, "-m", __name__]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        answer: Queue[Image.Image | None] = Queue()
        Thread(
            target=_exchange, args=(self._process, _ASKED.pack(len(data), scale, fine) + data, answer), daemon=True
        ).start()
        try:
            found = answer.get(timeout=SECONDS)
        except Empty:
            self._give_up()
            raise ValueError("it took too long to draw") from None
        if found is None:
            self._give_up()
            raise ValueError("it could not be drawn")
        if not found.width:
            raise ValueError("it could not be drawn")
        return found

    def _give_up(self) -> None:
        self._failed += 1
        self.close()

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _exchange(process: Any, data: bytes, answer: Queue[Image.Image | None]) -> None:
    """Send a page and wait for it; None when the other side is gone, a picture without pixels when it refused."""
    try:
        process.stdin.write(data)
        process.stdin.flush()
        size = _GIVEN.unpack(_read(process.stdout, _GIVEN.size))
        samples = _read(process.stdout, 3 * size[0] * size[1])
        answer.put(Image.frombytes("RGB", size, samples) if size[0] else Image.new("RGB", (0, 0)))
    except (OSError, ValueError, EOFError, struct.error):
        answer.put(None)


def _read(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data


def _serve(asked: IO[bytes], given: IO[bytes]) -> None:
    import pypdfium2

    while len(head := asked.read(_ASKED.size)) == _ASKED.size:
        length, scale, fine = _ASKED.unpack(head)
        try:
            document = pypdfium2.PdfDocument(_read(asked, length))
            drawn = document[0].render(scale=scale * fine, draw_annots=False, may_draw_forms=False).to_pil()
            shown = drawn.reduce(fine).convert("RGB") if fine > 1 else drawn.convert("RGB")
            answer = _GIVEN.pack(*shown.size) + shown.tobytes()
            document.close()
        except pypdfium2.PdfiumError:
            answer = _GIVEN.pack(0, 0)
        given.write(answer)
        given.flush()


if __name__ == "__main__":
    _serve(sys.stdin.buffer, sys.stdout.buffer)
