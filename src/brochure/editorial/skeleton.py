"""A Word file → the skeleton of a brochure in YAML: cover, a story for each heading, pictures, languages in pairs.

Paragraphs are told apart by their script. English that follows its Chinese, paragraph by paragraph or section by
section, becomes the other half of the pairs; where there is none, the half is left out for `brochure check` to ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from brochure.dataclass import dataclass, field
from brochure.editorial.docx import Piece, WordFile
from brochure.yamlfaults import quote

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_CREDIT = re.compile(r"\s*[（(]([^（）()]*(?:摄|供图|图片来源|photo|credit)[^（）()]*)[)）]\s*$", re.I)
_LABEL = re.compile(r"^(?:图|照片|Figure|Fig\.|Photo|Picture)\s*[\d一二三四五六七八九十]*\s*[:：.、 　]\s*", re.I)


@dataclass(slots=True)
class _Photo:
    name: str
    alt: str = ""
    captions: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Section:
    """What stands under one heading."""

    titles: dict[str, str] = field(default_factory=dict)
    paragraphs: dict[str, list[str]] = field(default_factory=dict)
    photos: list[_Photo] = field(default_factory=list)
    tables: int = 0

    @property
    def empty(self) -> bool:
        return not (self.titles or self.paragraphs or self.photos)

    def add(self, text: str) -> None:
        self.paragraphs.setdefault(language(text), []).append(text)


def language(text: str) -> str:
    """Chinese when a tenth of the letters is Han: English texts quote Chinese names, Chinese ones carry Latin names."""
    han, letters = len(_HAN.findall(text)), len(re.findall(r"[A-Za-z]+", text))
    return "zh" if han and han * 3 >= letters else "en"


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
    bodies = [section for number, section in enumerate(sections) if number or section.paragraphs or section.photos]
    for number, section in enumerate(bodies, 1):
        lines += ["", *_story(section, number, title, folder)]
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
                now = _Section()
                sections.append(now)
            now.titles[lang] = piece.text
        elif piece.kind == "picture":
            now.photos.append(_Photo(piece.picture, piece.alt))
        elif piece.kind == "caption" and now.photos:
            now.photos[-1].captions.append(_LABEL.sub("", piece.text))
        elif piece.kind == "row":
            _row(now, piece.cells)
        else:
            now.add(f"- {piece.text}" if piece.kind == "item" else piece.text)
    return [section for number, section in enumerate(sections) if not number or not section.empty]


def _row(section: _Section, cells: tuple[str, ...]) -> None:
    """A row of Chinese beside English is a pair; any other is a list item with its cells in order."""
    section.tables += 1
    if len(cells) == 2 and all(cells) and (language(cells[0]), language(cells[1])) == ("zh", "en"):
        section.add(cells[0])
        section.add(cells[1])
        return
    filled = [cell for cell in cells if cell]
    section.add("- " + ("：" if len(filled) == 2 else "，").join(filled))


# --- YAML -------------------------------------------------------------------------------------------------------------


def _story(section: _Section, number: int, title: dict[str, str], folder: str) -> Iterator[str]:
    yield "  - kind: story"
    yield f"    id: section-{number}"
    yield f"    title: {_pair(section.titles or title or {'zh': '未命名'})}"
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
