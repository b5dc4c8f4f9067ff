"""PDF objects and the file they stand in, over reportlab's `pdfdoc` — the only door to that library.

Only the object layer of reportlab is wanted, not its canvas, fonts and colours. Importing `pdfdoc` the usual way drags
in all of these and Pillow (54 ms with compiled bytecode); so it is executed once, privately, with stand-ins for the
neighbours that it never calls for plain objects (3 ms). `sys.modules` is left as found: a program that uses reportlab
beside us gets its own, whole copy.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from types import ModuleType
from typing import Any, BinaryIO

from brochure.digest import blake2b

_NEIGHBOURS = ("rl_config", "lib.utils", "lib.rl_accel", "pdfbase.pdfutils", "pdfbase.pdfmetrics")
_SETTINGS = {
    "pageCompression": 0,
    "invariant": 1,
    "pdfComments": 0,
    "pdfMultiLine": 0,
    "useA85": 0,
    "documentLang": None,
}


def number(value: float) -> str:
    """A PDF number (ISO 32000-1, 7.3.3): no exponent, at most five decimals."""
    if value == int(value):
        return str(int(value))
    return f"{value:.5f}".rstrip("0").rstrip(".")


def _latin1(value: str | bytes) -> bytes:
    return value.encode("latin-1") if isinstance(value, str) else value


def _stand_in(name: str) -> ModuleType:
    module = ModuleType(f"reportlab.{name}")
    module.__dict__.update(_SETTINGS)
    # A name that pdfdoc imports but plain objects never call; calling None would say so at once.
    module.__dict__["__getattr__"] = lambda _name: None
    module.__dict__.update(
        fp_str=number,
        isBytes=lambda value: isinstance(value, bytes),
        isUnicode=lambda value: isinstance(value, str),
        isSeq=lambda value: isinstance(value, list | tuple),
    )
    return module


def _load() -> Any:
    import reportlab.pdfbase

    spec = PathFinder.find_spec("reportlab.pdfbase.pdfdoc", reportlab.pdfbase.__path__)
    if spec is None or spec.loader is None:
        raise ImportError("reportlab.pdfbase.pdfdoc")
    module: Any = module_from_spec(spec)
    stand_ins = {f"reportlab.{name}": _stand_in(name) for name in _NEIGHBOURS}
    stand_ins["hashlib"] = _stand_in("hashlib")  # loads OpenSSL, for identifiers of its own
    before = {name: sys.modules.get(name) for name in stand_ins}
    sys.modules.update(stand_ins)
    try:
        spec.loader.exec_module(module)
    finally:
        for name, kept in before.items():
            if kept is None:
                del sys.modules[name]
            else:
                sys.modules[name] = kept
    # When the real neighbours were already loaded, `from reportlab import x` found those: put ours in their place.
    module.rl_config = stand_ins["reportlab.rl_config"]
    module.fp_str, module.pdfdocEnc = number, _latin1
    module.PDFName = cache(module.PDFName)  # the same few keys on every page
    return module


_pdfdoc = _load()

Ref = bytes
"""A reference to an indirect object, as `File.add` returns it."""


def dictionary(entries: Mapping[str, object]) -> Any:  # reportlab has no types
    """A dictionary object; entries that are None are left out."""
    return _pdfdoc.PDFDictionary({key: value for key, value in entries.items() if value is not None})


def array(items: Iterable[object]) -> Any:
    return _pdfdoc.PDFArray(items)


def packed(value: object) -> bytes:
    """An object as it is written, for what is the same on many pages."""
    made: bytes = _pdfdoc.format(value, None)
    return made


def name(text: str) -> str:
    """A name object of UTF-8 text (ISO 32000-1, 7.3.5): everything but regular ASCII characters as #xx."""
    special = b"%()<>{}[]/#"
    return "/" + "".join(
        chr(byte) if 0x21 <= byte <= 0x7E and byte not in special else f"#{byte:02X}" for byte in text.encode()
    )


def literal(data: bytes) -> bytes:
    """A literal string (7.3.4.2). Carriage returns are escaped, because a reader may turn them into line feeds."""
    return b"(" + data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").replace(b"\r", b"\\r") + b")"


def text(value: str) -> bytes:
    """A text string (7.9.2.2): ASCII as it is, all else as UTF-16BE with a byte order mark, in hexadecimal."""
    if value.isascii():
        return literal(value.encode("ascii"))
    return b"<FEFF" + value.encode("utf-16-be").hex().upper().encode() + b">"


class Stream:
    """A stream whose data is already encoded; always an object of its own.

    reportlab's puts no line end before `endstream`, which PDF/A forbids (ISO 19005-2, 6.1.7.1).
    """

    DATA = 2
    """Which of the parts is the data."""

    def __init__(self, data: bytes, entries: Mapping[str, object]) -> None:
        self.data = data
        self.entries = entries
        self.digest = b""
        """Stands for the data in the file's identifier, where it is known."""

    def parts(self, file: File) -> tuple[bytes, ...]:
        head: bytes = dictionary({**self.entries, "Length": len(self.data)}).format(file)
        return head, b"\nstream\n", self.data, b"\nendstream"


def deflated(data: bytes, entries: Mapping[str, object], level: int) -> Stream:
    """A stream compressed by Flate (7.4.4).

    A second thread gains nothing here: it waits five milliseconds for the interpreter after each page.
    """
    return Stream(zlib.compress(data, level), {**entries, "Filter": "/FlateDecode"})


class File:
    """The indirect objects of one file in the order they were added, and the writing of them.

    reportlab's own document adds objects nobody asked for (a dictionary of standard fonts, an outline) and holds the
    whole file in memory twice.
    """

    encrypt = _pdfdoc.NoEncryption()

    def __init__(self) -> None:
        self._objects: list[object] = []
        self._offsets: list[int] = []

    def add(self, value: object) -> Ref:
        """Give the object a number; it may still be filled until the file is written."""
        self._objects.append(value)
        return b"%d 0 R" % len(self._objects)

    def __len__(self) -> int:
        return len(self._objects)

    def put(self, reference: Ref, value: object) -> None:
        """Give a number reserved with `add(None)` its object."""
        self._objects[int(reference.split()[0]) - 1] = value

    def write(
        self,
        out: BinaryIO,
        version: str,
        seal: Callable[[bytes], None],
        trailer: Callable[[bytes], Mapping[str, object]],
    ) -> None:
        """Write all objects, those that `seal` adds when it is told their digest, and the table of offsets.

        `trailer` makes the trailer's entries from the final digest; equal content gives equal bytes.
        """
        # four bytes above 127 on line 2 mark the file as binary (ISO 32000-1, 7.5.2)
        offset = out.write(f"%PDF-{version}\n".encode() + b"%\xe2\xe3\xcf\xd3\n")
        content = blake2b(digest_size=16)
        offset = self._write_objects(out, offset, content)
        seal(content.digest())
        offset = self._write_objects(out, offset, content)
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(self._offsets) + 1))
        out.write(b"".join(b"%010d 00000 n \n" % place for place in self._offsets))
        entries = dictionary({"Size": len(self._offsets) + 1, **trailer(content.digest())})
        out.write(b"trailer\n" + entries.format(self) + b"\nstartxref\n%d\n%%%%EOF\n" % offset)

    def _write_objects(self, out: BinaryIO, offset: int, content: blake2b) -> int:
        for value in self._objects[len(self._offsets) :]:
            self._offsets.append(offset)
            offset += out.write(b"%d 0 obj\n" % len(self._offsets))
            parts: tuple[bytes, ...]
            if isinstance(value, Stream):
                parts, digest = value.parts(self), value.digest
            else:
                parts, digest = (_pdfdoc.format(value, self, toplevel=1),), b""
            for place, part in enumerate(parts):
                content.update(digest if digest and place == Stream.DATA else part)
                offset += out.write(part)
            offset += out.write(b"\nendobj\n")
        return offset
