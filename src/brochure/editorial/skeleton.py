"""A Word file → the skeleton of a brochure in YAML: cover, a story for each heading, pictures, languages in pairs.

Paragraphs are told apart by their script. English that follows its Chinese, paragraph by paragraph or section by
section, becomes the other half of the pairs; where there is none, the half is left out for `brochure check` to ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from brochure.dataclass import dataclass, field
from brochure.editorial.docx import Piece, WordFile
from brochure.editorial.docx_text import language
from brochure.regex import regex
from brochure.yamlfaults import quote

_CREDIT = regex(r"\s*[（(]([^（）()]*(?:摄|供图|图片来源|photo|credit)[^（）()]*)[)）]\s*$", re.I)
_LABEL = regex(r"^(?:图|照片|Figure|Fig\.|Photo|Picture)\s*[\d一二三四五六七八九十]*\s*[:：.、 　]\s*", re.I)


_NUMBERING = regex(r"^[\d一二三四五六七八九十.、()（） ]{1,6}$")
_LANGUAGES = {"中文", "英文", "汉语", "英语", "原文", "译文", "chinese", "english", "source", "translation"}


@dataclass(slots=True)
class _Photo:
    name: str
    alt: str = ""
    captions: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Section:
    """What stands under one heading."""

    titles: dict[str, str] = field(default_factory=dict)
    level: int = 0
    kicker: dict[str, str] = field(default_factory=dict)
    """The heading above, where it has no text of its own."""
    subtitle: dict[str, str] = field(default_factory=dict)
    paragraphs: dict[str, list[str]] = field(default_factory=dict)
    photos: list[_Photo] = field(default_factory=list)
    tables: int = 0

    @property
    def empty(self) -> bool:
        return not (self.titles or self.paragraphs or self.photos)

    def add(self, text: str) -> None:
        self.paragraphs.setdefault(language(text), []).append(text)


def skeleton(word: WordFile, folder: str = "photos") -> str:
    """The YAML of a brochure with the words of a Word file. Pictures are looked for in `folder`."""
    sections = _sections(word.pieces)
    title = sections[0].titles if sections else {}
    lines = [
        "brochure: 1",
        "",
        "document:",
        f"  title: {_pair(title or {'zh': '未命名'})}",
        "  status: draft",
        "",
        "sections:",
    ]
    if title:
        lines += ["  - kind: cover", "    id: cover", f"    title: {_pair(title)}"]
        lines += [f"    subtitle: {_pair(sections[0].subtitle)}"] if sections[0].subtitle else []
    bodies = [section for number, section in enumerate(sections) if number or section.paragraphs or section.photos]
    for number, section in enumerate(bodies, 1):
        lines += ["", *_story(section, number, folder)]
    return "\n".join(lines) + "\n"


def _sections(pieces: tuple[Piece, ...]) -> list[_Section]:
    """The pieces by headings; the first section is what stands before, with the file's title."""
    sections = [_Section()]
    heads = [piece for piece in pieces if piece.kind in ("title", "heading")]
    titled = bool(heads) and (heads[0].kind == "title" or [p.level for p in heads].count(heads[0].level) == 1)
    for piece in pieces:
        now = sections[-1]
        if piece.kind in ("title", "heading"):
            lang = language(piece.text)
            fresh = not now.paragraphs and not now.photos and lang not in now.titles
            if not (fresh and (now.titles or (titled and len(sections) == 1))):
                now = _Section(level=piece.level)
                sections.append(now)
            now.titles[lang] = piece.text
        elif piece.kind == "subtitle" and not now.paragraphs:
            half = language(piece.text)
            (now.subtitle if half in now.titles or not now.titles else now.titles)[half] = piece.text
        elif piece.kind == "picture":
            now.photos.append(_Photo(piece.picture, piece.alt))
        elif piece.kind == "caption" and now.photos:
            now.photos[-1].captions.append(_LABEL.sub("", piece.text))
        elif piece.kind == "row":
            _row(now, piece.cells)
        else:
            now.add(f"- {piece.text}" if piece.kind == "item" else piece.text)
    return list(_headed([section for number, section in enumerate(sections) if not number or not section.empty]))


def _headed(sections: list[_Section]) -> Iterator[_Section]:
    """A heading with nothing under it but smaller headings stands over the first of them."""
    yield from sections[:1]
    for section, after in zip(sections[1:], [*sections[2:], None], strict=False):
        bare = not section.paragraphs and not section.photos
        if bare and after is not None and section.level < after.level and not section.kicker:
            after.kicker = section.titles
        else:
            yield section


def _row(section: _Section, cells: tuple[str, ...]) -> None:
    """A row of Chinese beside English is a pair; any other is a list item with its cells in order."""
    section.tables += 1
    filled = [cell for cell in cells if cell]
    told = [cell for cell in filled if not _NUMBERING.match(cell)]
    if len(told) == 2 and {language(cell) for cell in told} == {"zh", "en"}:
        if not all(cell.strip().lower() in _LANGUAGES for cell in told):  # the table's own heading
            for cell in told:
                for paragraph in cell.split("\n"):
                    section.add(paragraph)
        return
    spoken = {language(cell) for cell in filled if re.search(r"[^\W\d]", cell)}
    lang = "en" if spoken == {"en"} else "zh"
    between = (": " if lang == "en" else "：") if len(filled) == 2 else ", " if lang == "en" else "，"
    joint = " " if lang == "en" else ""
    section.paragraphs.setdefault(lang, []).append("- " + between.join(joint.join(c.split("\n")) for c in filled))


# --- YAML -------------------------------------------------------------------------------------------------------------


def _story(section: _Section, number: int, folder: str) -> Iterator[str]:
    yield "  - kind: story"
    yield f"    id: section-{number}"
    if section.kicker:
        yield f"    kicker: {_pair(section.kicker)}"
    if section.titles:
        yield f"    title: {_pair(section.titles)}"
    counts = {lang: len(paragraphs) for lang, paragraphs in section.paragraphs.items()}
    if len(set(counts.values())) > 1:
        said = ", ".join(f"{lang} {count}" for lang, count in counts.items())
        yield f"    # 两种语言段数不同，请对齐 the paragraphs differ in number: {said}"
    if section.tables:
        yield "    # 部分文字原为表格 some of this was a table"
    if section.paragraphs:
        yield "    text:"
        for lang in ("zh", "en"):
            if lang in section.paragraphs:
                yield f"      {lang}: |"
                for at, paragraph in enumerate(section.paragraphs[lang]):
                    if at:
                        yield ""
                    yield f"        {paragraph}"
    else:
        yield '    text: {zh: "待补"}'
    if section.photos:
        yield "    photos:"
        for photo in section.photos:
            yield from _photo(photo, folder)


def _photo(photo: _Photo, folder: str) -> Iterator[str]:
    yield f"      - file: {quote(f'{folder}/{photo.name}')}"
    if photo.alt:
        yield f"        alt: {_pair({language(photo.alt): photo.alt})}"
    captions: dict[str, str] = {}
    credits: dict[str, str] = {}
    for text in photo.captions:
        credit = _CREDIT.search(text)
        lang = language(text)
        if credit and credit.start() > 0:
            credits[lang] = credit[1].strip()
            text = text[: credit.start()].rstrip()
        captions.setdefault(lang, text)
    if captions:
        yield f"        caption: {_pair(captions)}"
    if credits:
        yield f"        credit: {_pair(credits)}"


def _pair(texts: dict[str, str]) -> str:
    return "{" + ", ".join(f"{lang}: {quote(texts[lang])}" for lang in ("zh", "en") if lang in texts) + "}"
