"""What preflight needs of a font: how far a run reaches, what it says, and whether a glyph is missing (9.6, 9.7)."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.S)
_SERIF = re.compile(r"serif|song|ming|kai|roman|times|garamond|minion", re.I)


class FontReader:
    """Reads strings shown in one font."""

    def __init__(self, font: Any) -> None:
        self.composite = font.get("/Subtype") == "/Type0"
        self.name = str(font.get("/BaseFont", ""))[1:]
        self.serif = bool(_SERIF.search(self.name)) and "sans" not in self.name.lower()
        self.vertical = str(font.get("/Encoding", "")).endswith("-V")
        self.unit = 0.001
        self.default = 1000.0
        self.widths: dict[int, float] = {}
        self._unicode: dict[int, str] | None = None
        self._font = font
        if self.composite:
            self._composite(font)
        else:
            first = int(font.get("/FirstChar", 0))
            self.widths = {first + at: float(width) for at, width in enumerate(font.get("/Widths", []))}
            self.default = 500.0
            if font.get("/Subtype") == "/Type3":
                self.unit = abs(float(font.get("/FontMatrix", [0.001])[0]))

    def _composite(self, font: Any) -> None:
        below = font.DescendantFonts[0]
        self.default = float(below.get("/DW", 1000))
        row = list(below.get("/W", []))
        while len(row) >= 2:
            first = int(row.pop(0))
            following = row.pop(0)
            if isinstance(following, pikepdf.Array):
                self.widths |= {first + at: float(width) for at, width in enumerate(following)}
            elif row:
                width = float(row.pop(0))
                self.widths |= dict.fromkeys(range(first, min(int(following), first + 65535) + 1), width)

    def measure(self, operand: Any, size: float, spacing: float, words: float) -> tuple[float, str, bool]:
        """How far the pen moves in text space, the text as far as the font says it, and whether .notdef is shown."""
        moved, codes = 0.0, []
        for part in operand if isinstance(operand, pikepdf.Array) else (operand,):
            if not isinstance(part, pikepdf.String):
                moved -= float(part) / 1000 * size
                continue
            data = bytes(part)
            found = (
                [data[at] << 8 | data[at + 1] for at in range(0, len(data) - 1, 2)] if self.composite else list(data)
            )
            codes += found
            moved += sum(self.widths.get(code, self.default) for code in found) * self.unit * size
            moved += spacing * len(found) + (0 if self.composite else words * found.count(32))
        if self.vertical:
            moved = -len(codes) * size
        text = self.unicode
        shown = "".join(text.get(code, "") if text else chr(code) if not self.composite else "\ufffd" for code in codes)
        return moved, shown or "\ufffd" * len(codes), self.composite and 0 in codes

    @property
    def unicode(self) -> dict[int, str]:
        """Code → text, as ToUnicode says (9.10.3)."""
        if self._unicode is None:
            stream = self._font.get("/ToUnicode")
            data = stream.read_bytes() if isinstance(stream, pikepdf.Stream) else b""
            self._unicode = {}
            for kind, block in _BLOCK.findall(data):
                if kind == b"bfchar":
                    self._unicode |= {int(code, 16): _text(value) for code, value in _CHAR.findall(block)}
                else:
                    self._ranges(block)
        return self._unicode

    def _ranges(self, block: bytes) -> None:
        assert self._unicode is not None
        for first, last, start, each in _RANGE.findall(block):
            low, high = int(first, 16), min(int(last, 16), int(first, 16) + 65535)
            if start:
                base = _text(start)
                for code in range(low, high + 1):
                    self._unicode[code] = base[:-1] + chr(ord(base[-1]) + code - low) if base else ""
            else:
                values = re.findall(rb"<([0-9A-Fa-f]+)>", each)
                self._unicode |= {low + at: _text(value) for at, value in enumerate(values)}


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii").rjust(4, "0")).decode("utf-16-be", "replace")
