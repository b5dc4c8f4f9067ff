"""Characters to classes and faces: marks shared by both scripts are resolved by their neighbours, one by one.

“ ” ‘ ’ … — · are one code point for two scripts; class, width and face come from context (typography.md §7).
"""

from __future__ import annotations

from dataclasses import dataclass

from brochure.inline import Inline
from brochure.text import clreq
from brochure.text.clreq import CLOSE, DASH, DOT, ELLIPSIS, HAN, LATIN, LINK, OPEN
from brochure.text.fonts import FontBook
from brochure.text.style import FaceSet, TextStyle

_SHARED = frozenset("“”‘’…—·")
_CACHE: dict[tuple[str, str], str] = {}


@dataclass(frozen=True, slots=True)
class Run:
    """Characters `start`–`end` in one face; `han` says whether they are shaped as Han. `kind` is the mark's cut."""

    start: int
    end: int
    face: str
    han: bool


def classes(text: str, lang: str) -> str:
    """One class letter for each character of `text`."""
    found = [_class(character, lang) for character in text]
    if not _SHARED.isdisjoint(text):
        _resolve(text, lang, found)
    return "".join(found)


def _class(character: str, lang: str) -> str:
    key = (character, lang)
    kind = _CACHE.get(key)
    if kind is None:
        kind = _CACHE[key] = clreq.classify(character, lang)
    return kind


def _resolve(text: str, lang: str, found: list[str]) -> None:
    chinese = lang.startswith("zh")
    opened: list[int] = []
    for index, character in enumerate(text):
        if character not in _SHARED:
            continue
        if not chinese:
            found[index] = LATIN
        elif character in "…—":
            found[index] = _leader(text, found, index)
        elif character == "·":
            around = _neighbour(text, found, index, -1), _neighbour(text, found, index, 1)
            found[index] = LATIN if LATIN in around and HAN not in around else DOT
        elif character == "’" and _is_apostrophe(text, index, opened):
            found[index] = LATIN
        elif character in "“‘":
            opened.append(index)
            found[index] = OPEN
        else:
            found[index] = CLOSE
            pair = "“" if character == "”" else "‘"
            start = next((at for at in reversed(opened) if text[at] == pair), None)
            if start is not None:
                del opened[opened.index(start) :]
            _pair(text, found, start, index)
    for start in opened:
        if _neighbour(text, found, start, 1) == LATIN and _neighbour(text, found, start, -1) in (LATIN, ""):
            found[start] = LATIN


def _pair(text: str, found: list[str], start: int | None, end: int) -> None:
    """A pair of quotes is Latin as a whole when nothing around or just inside it is Han."""
    outer = [_neighbour(text, found, end, 1)]
    inner = [_neighbour(text, found, end, -1)]
    if start is not None:
        outer.append(_neighbour(text, found, start, -1))
        inner.append(_neighbour(text, found, start, 1))
    if HAN not in outer and HAN not in inner and LATIN in outer + inner:
        found[end] = LATIN
        if start is not None:
            found[start] = LATIN


def _leader(text: str, found: list[str], index: int) -> str:
    """Dash and ellipsis: doubled they are Chinese; single they follow their neighbours."""
    character = text[index]
    doubled = text[index - 1 : index] == character or text[index + 1 : index + 2] == character
    if doubled:
        return DASH if character == "—" else ELLIPSIS
    around = _neighbour(text, found, index, -1), _neighbour(text, found, index, 1)
    if LATIN in around and HAN not in around:
        return LATIN
    return LINK if character == "—" else ELLIPSIS


def _is_apostrophe(text: str, index: int, opened: list[int]) -> bool:
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    if before.isalpha() and before < "\u0250" and after.isalpha() and after < "\u0250":
        return True
    unmatched = any(text[at] == "‘" for at in opened)
    return not unmatched and before in ("s", "S")


def _neighbour(text: str, found: list[str], index: int, step: int) -> str:
    """HAN or LATIN of the nearest letter on one side, marks and spaces skipped; empty at the edge."""
    at = index + step
    while 0 <= at < len(text):
        character = text[at]
        if character not in _SHARED and found[at] in (HAN, LATIN, clreq.DIGIT_WIDE):
            if found[at] != LATIN:
                return HAN
            if character.isalnum():
                return LATIN
        elif character not in _SHARED and found[at] in clreq.WIDE_MARKS:
            return HAN
        elif found[at] == clreq.BREAK:
            return ""
        at += step
    return ""


def cut(style: TextStyle, bold: bool, italic: bool, raw: bool) -> FaceSet:
    """The faces of a cut; a cut the style has not falls back to a real one nearby, never to a synthetic."""
    if raw and style.mono:
        return style.mono
    if bold and italic:
        return style.bold_italic or style.bold or style.regular
    if bold:
        return style.bold or style.regular
    return (style.italic or style.regular) if italic else style.regular


def runs(inline: Inline, style: TextStyle, kinds: str, fonts: FontBook) -> tuple[list[Run], list[int]]:
    """Maximal runs of one face, and the characters that no declared face has."""
    text = inline.text
    cuts = _cuts(inline, style)
    found: list[Run] = []
    missing: list[int] = []
    start, current = 0, ("", False)
    covers: dict[str, frozenset[int]] = {}
    for index, character in enumerate(text):
        kind = kinds[index]
        han = kind not in (LATIN, clreq.SPACE, clreq.NO_BREAK_SPACE)
        faces = cuts[index] if cuts else style.regular
        keys = faces.han if han else faces.latin
        point = ord(character)
        if kind in (clreq.BREAK, clreq.ZERO_WIDTH_SPACE, clreq.WORD_JOINER) or character == "\u00ad":
            face: tuple[str, bool] = ("", han)
        else:
            for key in keys:
                coverage = covers.get(key)
                if coverage is None:
                    coverage = covers[key] = fonts.face(key).coverage
                if point in coverage:
                    break
            else:
                if point == 0xA0 or point == 0x202F:
                    key = keys[0]
                elif 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF or point == 0x200D:
                    key = current[0]
                else:
                    missing.append(index)
                    key = keys[0]
            face = (key, han)
        if face != current:
            if index > start and current[0]:
                found.append(Run(start, index, *current))
            start, current = index, face
    if len(text) > start and current[0]:
        found.append(Run(start, len(text), *current))
    return found, missing


def _cuts(inline: Inline, style: TextStyle) -> list[FaceSet] | None:
    """The face set of every character, or None when no mark changes it."""
    if not any(mark.mark in ("bold", "italic", "raw") for mark in inline.marks):
        return None
    count = len(inline.text)
    flags = [0] * count
    for mark in inline.marks:
        bit = {"bold": 1, "italic": 2, "raw": 4}.get(mark.mark, 0)
        for index in range(mark.start, min(mark.end, count)):
            flags[index] |= bit
    sets = {flag: cut(style, bool(flag & 1), bool(flag & 2), bool(flag & 4)) for flag in set(flags)}
    return [sets[flag] for flag in flags]
