"""The contact sheet: every photograph once, whole, with what is shown of it, where, how large, whose and how fine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from brochure.color import CMYK
from brochure.dataclass import dataclass
from brochure.frame import Document, Page, Picture, walk
from brochure.geometry import MM
from brochure.model import Brochure, Photo
from brochure.pictures import PictureInfo, probe_picture
from brochure.record import Record
from brochure.ticket.facts import plain, runs
from brochure.ticket.sheet import GRAY, Sheet

LEFT, WIDE = 15.0, 180.0
_COLUMNS, _ROWS = 3, 4
_CELL = (56.0, 60.5)
_THUMB = (56.0, 33.0)
_ALARM = CMYK(0, 0.9, 0.8, 0)
_SHOWN = CMYK(0, 0.9, 0.8, 0)


@dataclass(frozen=True, slots=True)
class Use:
    """A photograph on one page: size in millimetres, the share of the picture that is shown, pixels an inch."""

    page: int
    size: tuple[float, float]
    crop: tuple[float, float, float, float]
    ppi: int


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """One photograph of the brochure; `flags` are what must be settled before print, in both languages."""

    path: str
    file: str
    pixels: tuple[int, int]
    mode: str
    caption: str
    credit: str
    holder: str
    flags: tuple[tuple[str, str], ...]
    uses: tuple[Use, ...]


def photo_facts(brochure: Brochure, pages: Sequence[Page]) -> tuple[PhotoFacts, ...]:
    """Every photograph of the YAML in its order, with its places on the pages."""
    placed: dict[str, list[tuple[int, Picture]]] = {}
    for number, page in enumerate(pages, 1):
        for _at, item in walk(page.frame):
            if isinstance(item, Picture):
                placed.setdefault(item.path, []).append((number, item))
    return tuple(_facts(photo, placed.get(photo.path, [])) for photo in _photos(brochure))


def _photos(brochure: Brochure) -> Iterator[Photo]:
    for block in brochure.sections:
        yield from _inside(block)


def _inside(value: Any) -> Iterator[Photo]:
    if isinstance(value, Photo):
        yield value
    elif isinstance(value, Record):
        for part in value.values().values():
            yield from _inside(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _inside(part)


def _facts(photo: Photo, placed: list[tuple[int, Picture]]) -> PhotoFacts:
    info = probe_picture(Path(photo.file))
    known = isinstance(info, PictureInfo)
    uses = tuple(
        Use(
            number,
            (round(item.size.width / MM, 1), round(item.size.height / MM, 1)),
            item.crop,
            round(info.ppi(item.size.width, item.size.height, item.crop)) if isinstance(info, PictureInfo) else 0,
        )
        for number, item in placed
    )
    pixels, mode = ((info.width, info.height), info.mode) if isinstance(info, PictureInfo) else ((0, 0), "")
    holder = photo.rights.holder if photo.rights else ""
    return PhotoFacts(
        photo.path, photo.file, pixels, str(mode), _both(photo.caption), _both(photo.credit), holder,
        tuple(_flags(photo, uses, known)), uses,
    )  # fmt: skip


def _both(pair: Any) -> str:
    return " / ".join(words for lang in pair.languages if (words := pair.plain(lang))) if pair else ""


def _flags(photo: Photo, uses: tuple[Use, ...], known: bool) -> Iterator[tuple[str, str]]:
    rights = photo.rights
    if not known:
        yield "读不了", "unreadable"
    if photo.placeholder:
        yield "示意图，待换", "placeholder"
    if rights and rights.people and not rights.consent:
        yield "有人物，未见同意", "people, no consent"
    if photo.kind == "map" and not photo.map_approval:
        yield "地图，无审图号", "map, no approval"
    if not photo.credit:
        yield "无署名", "no credit"
    if not uses:
        yield "未用", "not placed"
    elif known and min(use.ppi for use in uses) < 300:
        yield f"只有 {min(use.ppi for use in uses)} ppi", "under 300 ppi"


def contact_document(title: str, photos: Sequence[PhotoFacts], date: int) -> Document:
    """The sheets, twelve photographs each."""
    each = _COLUMNS * _ROWS
    count = max(1, -(-len(photos) // each))
    pages = tuple(_sheet(title, photos[at * each : (at + 1) * each], at + 1, count, len(photos)) for at in range(count))
    return Document(pages, f"图片小样 {title}", "", "Contact sheet", "zh-CN", date)


def _sheet(title: str, photos: Sequence[PhotoFacts], number: int, count: int, total: int) -> Page:
    sheet = Sheet()
    sheet.words("图片小样", LEFT, 21, 60, size=18, cut="title")
    sheet.words("Contact sheet", LEFT + 29, 21, 50, size=11, cut="light", color=GRAY, lang="en")
    sheet.words(f"{total} 幅　{number}/{count}", LEFT + WIDE - 60, 21, 60, size=9, align="right", color=GRAY)
    sheet.rule(LEFT, 24.5, WIDE, 1.2)
    sheet.words(title, LEFT, 30.5, WIDE, size=9.5, cut="medium", most=1)
    for index, photo in enumerate(photos):
        column, row = index % _COLUMNS, index // _COLUMNS
        _cell(sheet, photo, LEFT + column * (_CELL[0] + 6.0), 36.0 + row * (_CELL[1] + 1.5))
    return sheet.page()


def _cell(sheet: Sheet, photo: PhotoFacts, x: float, y: float) -> None:
    """The whole picture with a frame on what is shown, and lines of facts below."""
    sheet.box(x, y, *_THUMB, fill=CMYK(0, 0, 0, 0.05))
    if photo.pixels[0]:
        ratio = photo.pixels[0] / photo.pixels[1]
        width, height = min(_THUMB[0], _THUMB[1] * ratio), min(_THUMB[1], _THUMB[0] / ratio)
        left, top = x + (_THUMB[0] - width) / 2, y + (_THUMB[1] - height) / 2
        sheet.picture(photo.file, left, top, width, height)
        for use in photo.uses:
            across, down, wide, high = use.crop
            sheet.box(left + across * width, top + down * height, wide * width, high * height, line=_SHOWN)
    y += _THUMB[1] + 4.0
    sheet.words(_places(photo), x, y, _CELL[0], size=8, cut="medium", most=1)
    sheet.words(
        f"{Path(photo.file).name}　{photo.pixels[0]} × {photo.pixels[1]}",
        x,
        y + 3.7,
        _CELL[0],
        size=6.8,
        color=GRAY,
        most=1,
    )
    lines = sheet.words(photo.caption, x, y + 7.4, _CELL[0], size=6.8, leading=1.35, most=2)
    credit = photo.credit or photo.holder
    sheet.words(credit, x, y + 7.4 + 3.3 * lines, _CELL[0], size=6.4, color=GRAY, most=1)
    if photo.flags:
        words = " · ".join(zh for zh, _en in photo.flags) + " / " + "; ".join(en for _zh, en in photo.flags)
        sheet.words(words, x, y + 16.8, _CELL[0], size=6.2, leading=1.3, cut="medium", color=_ALARM, most=3)


def _places(photo: PhotoFacts) -> str:
    if not photo.uses:
        return "未置入 not placed"
    pages = runs(sorted({use.page for use in photo.uses}))
    sizes = dict.fromkeys(f"{use.size[0]:g} × {use.size[1]:g} mm" for use in photo.uses)
    return f"第 {pages} 页　{'；'.join(sizes)}　{min(use.ppi for use in photo.uses)} ppi"


def photo_json(photos: Sequence[PhotoFacts], root: Path) -> list[dict[str, Any]]:
    """The photographs for JSON; files are named as seen from the project."""
    found = []
    for photo in photos:
        uses = [
            {"page": use.page, "size": list(use.size), "crop": list(use.crop), "ppi": use.ppi} for use in photo.uses
        ]
        file = Path(photo.file)
        shown = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
        flags = [en for _zh, en in photo.flags]
        found.append(
            {
                "path": photo.path, "file": shown, "pixels": plain(photo.pixels), "mode": photo.mode,
                "caption": photo.caption, "credit": photo.credit, "holder": photo.holder, "flags": flags, "uses": uses,
            }
        )  # fmt: skip
    return found
