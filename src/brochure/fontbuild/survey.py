"""What the catalogued faces hold: coverage, embedding permission, and which characters of a text which face lacks.

In: catalogue rows and font files; out: frozen values, and findings for characters no face has. OS/2 fsType: OpenType
specification, OS/2 table.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fontTools.ttLib import TTFont, TTLibError

from brochure.diagnostics import Diagnostic, Message, Sink, Span
from brochure.fontbuild.catalog import CatalogFace, sha256
from brochure.fontbuild.charset import gb2312, tgh


@dataclass(frozen=True, slots=True)
class Surveyed:
    """One face as found on disk. `fs_type` is the OS/2 field that tells whether the face may be embedded."""

    face: CatalogFace
    codes: frozenset[int]
    fs_type: int
    intact: bool
    """Whether the file is the one the catalogue was written for."""

    @property
    def tgh(self) -> int:
        return sum(ord(char) in self.codes for char in tgh())

    @property
    def gb2312(self) -> int:
        return len(self.codes & gb2312())


@dataclass(frozen=True, slots=True)
class Lack:
    """A character that some face asked for it lacks; `line` and `column` (from 1) are of its first appearance."""

    char: str
    line: int
    column: int
    lacking: tuple[str, ...]
    having: tuple[str, ...]


def survey(faces: Iterable[CatalogFace], folder: Path, sink: Sink) -> list[Surveyed]:
    """Open every face; a finding for each that is missing, unreadable, or not the catalogued file."""
    found = []
    for face in faces:
        path = folder / face.file
        try:
            data = path.read_bytes()
            font = TTFont(path, lazy=True)
            one = Surveyed(face, frozenset(font.getBestCmap()), font["OS/2"].fsType, sha256(data) == face.sha256)
        except (OSError, TTLibError, KeyError) as error:
            why = getattr(error, "strerror", None) or str(error)
            sink.error("fonts.unreadable", f"读不了字体 `{path}`：{why}", f"cannot read font `{path}`: {why}")
            continue
        if not one.intact:
            zh, en = f"`{path}` 与字体目录记的不是同一个文件", f"`{path}` is not the file the catalogue was written for"
            sink.error("fonts.changed", zh, en)
        found.append(one)
    return found


def embedding(fs_type: int) -> Message:
    """The embedding permission in words."""
    words = {
        0: Message("可嵌入", "installable"),
        2: Message("不得嵌入", "restricted"),
        4: Message("只供预览和打印", "preview and print"),
        8: Message("可嵌入编辑", "editable"),
    }
    known = words.get(fs_type & 0xE, words[2])
    if fs_type & 0x100:
        return Message(known.zh + "，不得取子集", known.en + ", no subsetting")
    return known


def asked_of(char: str) -> Literal["hani", "latn", "both", "none"]:
    """Which faces a character is asked of: letters of the Latin ones, Han and full-width of the Chinese, marks of both.

    Controls, spaces and format characters need no glyph.
    """
    category = unicodedata.category(char)
    if category in ("Cc", "Cf", "Zs", "Zl", "Zp") or 0xFE00 <= ord(char) <= 0xFE0F:
        return "none"
    if unicodedata.east_asian_width(char) in ("W", "F"):
        return "hani"
    return "latn" if category[0] in "LM" else "both"


def first_places(text: str) -> Mapping[str, tuple[int, int]]:
    """Line and column (from 1) of the first appearance of each character, in order of appearance."""
    places: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        for column, char in enumerate(line, 1):
            places.setdefault(char, (number, column))
    return places


def lacks(text: str, faces: Sequence[Surveyed]) -> list[Lack]:
    """Every character of a text that a face asked for it lacks. Faces of role `rare` and `marks` are never asked."""
    found = []
    for char, (line, column) in first_places(text).items():
        asked = asked_of(char)
        if asked == "none":
            continue
        keys = [one.face.key for one in faces if _is_asked(one.face, asked) and ord(char) not in one.codes]
        having = [one.face.key for one in faces if ord(char) in one.codes]
        if keys or not having:
            found.append(Lack(char, line, column, tuple(keys), tuple(having)))
    return found


def _is_asked(face: CatalogFace, asked: str) -> bool:
    if face.role in ("rare", "traditional"):
        return False
    chinese = "hani" in face.scripts
    return asked == "both" or chinese == (asked == "hani")


def findings(missing: Iterable[Lack], faces: Sequence[Surveyed], file: str) -> list[Diagnostic]:
    """An error for a character no face has, otherwise a note that names who lacks it and who has it."""
    return [_finding(one, faces, file) for one in missing]


def _finding(one: Lack, faces: Sequence[Surveyed], file: str) -> Diagnostic:
    name = f"`{one.char}` (U+{ord(one.char):04X})"
    span = Span(file, one.line, one.column, one.column + 1)
    if not one.having:
        message = Message(f"没有一个字体有 {name}", f"no face has {name}")
        return Diagnostic("text.missing_glyph", "error", message, span, hints=_plain_form(one.char))
    lacking, having = by_family(one.lacking, faces), by_family(one.having, faces)
    message = Message(f"{name}：{lacking} 没有，{having} 有", f"{name}: not in {lacking}, but in {having}")
    return Diagnostic("fonts.lack", "info", message, span)


def _plain_form(char: str) -> tuple[Message, ...]:
    """A hint for a radical or compatibility form that only looks like the character meant (⼈ for 人, from a PDF)."""
    plain = unicodedata.normalize("NFKC", char)
    if plain == char or len(plain) != 1:
        return ()
    return (
        Message(f"要写的可能是 `{plain}` (U+{ord(plain):04X})", f"perhaps `{plain}` (U+{ord(plain):04X}) is meant"),
    )


def by_family(keys: Sequence[str], faces: Sequence[Surveyed]) -> str:
    """Face keys in short: a family's name when all of its faces are meant."""
    wanted = set(keys)
    words: list[str] = []
    for family in dict.fromkeys(one.face.family for one in faces):
        members = [one.face.key for one in faces if one.face.family == family]
        chosen = [key for key in members if key in wanted]
        words += [family] if chosen == members else chosen
    return ", ".join(words)
