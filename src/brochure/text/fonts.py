"""The font book: which faces there are, and each face opened once, when first asked for.

Faces are listed in `catalog.json` beside the files (written by `brochure fonts`), so no font is opened to learn its
name. Files are mapped, not read: HarfBuzz touches only the tables it needs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from brochure.dataclass import dataclass
from brochure.harfbuzz import hb


@dataclass(frozen=True, slots=True)
class FaceEntry:
    """One line of the catalogue. `file` is absolute; `weight` is the OS/2 class; `outlines` is `cff` or `glyf`."""

    key: str
    family: str
    file: Path
    weight: int
    italic: bool
    outlines: str


class Face:
    """One font file, opened. Lengths are in 1/1000 em unless said otherwise."""

    def __init__(self, entry: FaceEntry) -> None:
        self.entry = entry
        self.key = entry.key
        self.widths = Widths(self)
        self.shaped: dict[Any, Any] = {}
        """What `text.shape` remembers of this face: glyphs of ideographs, the hyphen."""

    @cached_property
    def blob(self) -> hb.Blob:
        return hb.Blob.from_file_path(str(self.entry.file))

    @cached_property
    def hb_face(self) -> hb.Face:
        return hb.Face(self.blob)

    @cached_property
    def hb_font(self) -> hb.Font:
        """The font at a scale of 1000 units an em, so every HarfBuzz number is 1/1000 em."""
        font = hb.Font(self.hb_face)
        font.scale = (1000, 1000)
        return font

    @cached_property
    def coverage(self) -> frozenset[int]:
        """Code points that have a glyph."""
        return frozenset(self.hb_face.unicodes)

    def has(self, character: str) -> bool:
        """Whether there is a glyph for one character."""
        return bool(self.hb_font.get_nominal_glyph(ord(character)))

    def width(self, gid: int) -> int:
        """Horizontal advance of a glyph, without any feature."""
        return self.widths[gid]


class Widths(dict[int, int]):
    """Horizontal advances by glyph, without any feature; asked of the face once."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, gid: int) -> int:
        width = self[gid] = int(self._face.hb_font.get_glyph_h_advance(gid))
        return width


class FontBook:
    """Faces by key; opened lazily and kept."""

    def __init__(self, entries: Iterable[FaceEntry]) -> None:
        self.entries = {entry.key: entry for entry in entries}
        self.words: dict[Any, Any] = {}
        """Shaped words by style, kept for the run: a book repeats most of its words."""
        self.lines: dict[Any, Any] = {}
        """Set paragraphs by text, style and measure, kept with the book: a rebuild sets only what has changed."""
        self._faces: dict[str, Face] = {}

    @classmethod
    def from_catalogs(cls, catalogs: Iterable[Path]) -> FontBook:
        """A book of all faces in the given `catalog.json` files; on equal keys the first wins."""
        entries: dict[str, FaceEntry] = {}
        for catalog in catalogs:
            for row in json.loads(catalog.read_text("utf-8"))["faces"]:
                entry = FaceEntry(
                    row["key"],
                    row["family"],
                    catalog.parent / row["file"],
                    row["weight"],
                    row["italic"],
                    row["outlines"],
                )
                entries.setdefault(entry.key, entry)
        return cls(entries.values())

    def having(self, character: str) -> list[str]:
        """Keys of the faces that have a glyph for a character."""
        return [key for key in self.entries if self.face(key).has(character)]

    def traditional(self, key: str) -> tuple[str, ...]:
        """The face that has the shapes of traditional Chinese, and centred marks, in the weight and design of one of
        simplified Chinese, if there is one."""
        other = key.replace("SC-", "TC-")
        return (other,) if other != key and other in self.entries else ()

    def for_han(self, keys: tuple[str, ...], traditional: bool) -> tuple[str, ...]:
        """The faces asked for Han, in order: first the chosen one in the shapes of the language. In simplified Chinese
        its partner comes second, so that a traditional character in bold is bold and one in Hei is Hei; a declared
        fallback that is as like, but mainland in its shapes, makes that needless."""
        first, *others = keys
        partner = self.traditional(first)
        if traditional or not partner:
            return partner + keys
        return keys if any(self.alike(first, other) for other in others) else (first, *partner, *others)

    def alike(self, key: str, other: str) -> bool:
        """Whether two faces have one weight and one design, shapes of the same region among them."""
        one, two = self.entries[key], self.entries[other]
        return one.weight == two.weight and one.italic == two.italic and two.family.startswith(one.family)

    def face(self, key: str) -> Face:
        """The opened face. Raises KeyError for an unknown key."""
        face = self._faces.get(key)
        if face is None:
            face = self._faces[key] = Face(self.entries[key])
        return face


def default_catalog() -> Path:
    """The catalogue of the package: beside the code when installed, at the project root in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for place in (package / "_fonts", package.parents[1] / "fonts"):
        if (place / "catalog.json").is_file():
            return place / "catalog.json"
    raise FileNotFoundError("fonts/catalog.json")
