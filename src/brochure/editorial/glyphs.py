"""Characters that no face of the theme has, found in the texts before anything is set.

A character that some face of the theme has, but none that its style may take, is told by layout, which alone knows the
style; here stand those that would be missing everywhere. After layout, `stand_in_faces` names the ideographs that a
fallback sets instead of the face chosen for the text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from brochure.diagnostics import Diagnostic, Message
from brochure.editorial.texts import texts
from brochure.layout.context import Setting
from brochure.model import Brochure
from brochure.text.fonts import FontBook
from brochure.text.standin import stand_ins
from brochure.theme import Theme

_UNSEEN = ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me")
"""Categories that need no glyph of their own."""
_FONT_FILES = (".otf", ".ttf", ".ttc", ".otc")


def missing_glyphs(brochure: Brochure, theme: Theme, fonts: FontBook, root: Path) -> Iterator[Diagnostic]:
    """An error at each place of a character without a glyph, with the fonts of catalogue and project that have it."""
    faces = [fonts.face(key) for key in fonts.entries if key in theme.faces]
    pairs = tuple(texts(brochure))
    used = {character for pair in pairs for _, text in pair.texts for character in text}
    lacking = {
        character: _hints(character, fonts, root)
        for character in used
        if not any(face.has(character) for face in faces) and unicodedata.category(character) not in _UNSEEN
    }
    for pair in pairs if lacking else ():
        for lang, text in pair.texts:
            for at, character in enumerate(text):
                if character in lacking:
                    code = f"U+{ord(character):04X}"
                    yield Diagnostic(
                        "text.missing_glyph", "error",
                        Message(f"字符“{character}”（{code}）在主题的字体里没有字形",
                                f"no face of the theme has the character `{character}` ({code})"),
                        pair.span(brochure, lang, at, at + 1), f"{pair.path}.{lang}", lacking[character],
                    )  # fmt: skip


def stand_in_faces(log: Mapping[str, Setting], fonts: FontBook, brochure: Brochure) -> Iterator[Diagnostic]:
    """A finding for each ideograph that the chosen face lacks and another sets, once for each pair of them: a warning
    where weight, design or region's shapes differ, otherwise a note."""
    told: set[tuple[str, str]] = set()
    plain: dict[str, set[str]] = {}
    for path, setting in log.items():
        for at, character, chosen, face, alike in stand_ins(setting.inline, setting.style.text, fonts, plain):
            if (character, chosen) in told:
                continue
            told.add((character, chosen))
            code = f"U+{ord(character):04X}"
            zh = f"“{character}”（{code}）不在 {chosen} 里，用 {face} 排"
            en = f"`{character}` ({code}) is not in {chosen} and is set in {face}"
            message = Message(
                zh if alike else f"{zh}，字形风格或粗细不同", en if alike else f"{en}, which looks different"
            )
            yield Diagnostic(
                "text.other_face", "info" if alike else "warning", message, brochure.spans.at(path, at), path
            )


def _hints(character: str, fonts: FontBook, root: Path) -> tuple[Message, ...]:
    having = [*fonts.having(character), *_project_fonts(character, root)]
    hints = []
    if having:
        names = "、".join(having), ", ".join(having)
        hints.append(
            Message(f"有它的字体：{names[0]}；可在主题的 fonts 里加为 fallback",
                    f"faces that have it: {names[1]}; one may be added as a fallback under `fonts` in the theme")
        )  # fmt: skip
    else:
        hints.append(
            Message("字体目录与项目文件夹里的字体都没有它", "neither the catalogue nor the project has a font with it")
        )
    plain = unicodedata.normalize("NFKC", character)
    if plain != character and len(plain) == 1:
        hints.append(Message(f"要写的可能是 `{plain}`", f"perhaps `{plain}` is meant"))
    return tuple(hints)


def _project_fonts(character: str, root: Path) -> Iterator[str]:
    """Font files in the project, outside the catalogue, that have a character, by their names."""
    import uharfbuzz as hb

    for path in sorted(path for suffix in _FONT_FILES for path in root.glob(f"**/*{suffix}")):
        inner = path.relative_to(root)
        if any(part.startswith(".") for part in inner.parts) or (path.parent.parent / "catalog.json").exists():
            continue
        font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
        if font.get_nominal_glyph(ord(character)):
            yield str(inner)
