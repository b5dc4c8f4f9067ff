"""The ticket as one page of A4, Chinese first: what was read from the file, and beside it what was ordered."""

from __future__ import annotations

from collections.abc import Sequence

from brochure.color import BLACK, CMYK, Color
from brochure.frame import Document, Page
from brochure.ticket.facts import PROCESS, PageFacts, PictureFacts, Ticket, runs
from brochure.ticket.order import BLANK, Order
from brochure.ticket.sheet import GRAY, PALE, Sheet

LEFT, RIGHT, MIDDLE = 15.0, 195.0, 111.0
WIDE = RIGHT - LEFT
BAND = 5.0
"""Millimetres from row to row."""
_INKS: dict[str, Color] = dict(zip(PROCESS, (CMYK(1, 0, 0, 0), CMYK(0, 1, 0, 0), CMYK(0, 0, 1, 0), BLACK), strict=True))
_SPOT = CMYK(0, 0.55, 0.9, 0)
FOOT = 268.0
"""Where the foot of the form begins."""


def ticket_document(ticket: Ticket, order: Order | None, date: int) -> Document:
    """The form as a document; `date` is a POSIX time, the file's own."""
    title = f"印刷工艺单 {ticket.file}"
    return Document((form(ticket, order),), title, "", "Print ticket", "zh-CN", date)


def form(ticket: Ticket, order: Order | None) -> Page:
    """The whole form."""
    sheet = Sheet()
    y = _head(sheet, ticket, order)
    left = _rows(sheet, "读自成品文件", "Read from the finished file", _read(ticket), LEFT, y, 90.0)
    right = _rows(
        sheet, "按订单", f"As ordered: {order.source}" if order else "As ordered", _ordered(order), MIDDLE, y, 84.0
    )
    y = _pages(sheet, ticket, max(left, right) + 3)
    _fonts(sheet, ticket, LEFT, y, 70.0)
    _pictures(sheet, ticket, 91.0, y, RIGHT - 91.0, FOOT - 4)
    _foot(sheet)
    return sheet.page()


def _head(sheet: Sheet, ticket: Ticket, order: Order | None) -> float:
    sheet.words("印刷工艺单", LEFT, 23, 80, size=22, cut="title")
    sheet.words("Print ticket", LEFT + 43, 23, 50, size=12, cut="light", color=GRAY, lang="en")
    sheet.words(ticket.created[:10], RIGHT - 60, 23, 60, size=9, align="right", color=GRAY)
    sheet.rule(LEFT, 27, WIDE, 1.2)
    lines = sheet.words(
        order.title if order else ticket.title or ticket.file, LEFT, 34.5, WIDE, size=13, cut="medium", most=2
    )
    y = 34.5 + 6.2 * lines
    size = f"{ticket.bytes / 1e6:.1f} MB（{ticket.bytes:,} 字节 bytes）"
    sheet.words(f"{ticket.file}　{size}", LEFT, y, WIDE, size=8.5, most=1)
    digest = " ".join(ticket.sha256[at : at + 8] for at in range(0, 64, 8))
    sheet.words("SHA-256", LEFT, y + 5, 15, size=7, color=GRAY)
    sheet.words(digest, LEFT + 14, y + 5, WIDE - 14, size=7.5, lang="en", most=1)
    return y + 11


Rows = Sequence[tuple[str, str, str]]


def _rows(sheet: Sheet, zh: str, en: str, rows: Rows, x: float, y: float, width: float) -> float:
    """A titled list of labels and values; gives where it ends. A row without value gets a line for the pen."""
    _title(sheet, zh, en, x, y, width)
    y += 6.2
    label = 33.0
    for chinese, english, words in rows:
        sheet.words(chinese, x, y, 20, size=8, cut="medium")
        sheet.words(english, x + 15.5, y, label - 14, size=6.8, color=GRAY, lang="en")
        if words:
            lines = sheet.words(words, x + label, y, width - label, size=8, leading=1.4, most=3)
        else:
            sheet.rule(x + label, y + 0.8, width - label, 0.3, GRAY)
            lines = 1
        y += BAND + (lines - 1) * 3.95
    return y


def _title(sheet: Sheet, zh: str, en: str, x: float, y: float, width: float) -> None:
    sheet.words(zh, x, y, width, size=9.5, cut="medium")
    sheet.words(en, x + 4 + 3.4 * len(zh), y, width - 4 - 3.4 * len(zh), size=7.2, color=GRAY, lang="en", most=1)
    sheet.rule(x, y + 1.6, width, 0.5)


def _ordered(order: Order | None) -> Rows:
    return order.rows if order is not None else BLANK


def _read(ticket: Ticket) -> Rows:
    """What the file says and holds, row by row."""
    pages = ticket.pages
    clear = [page.number for page in pages if page.transparent]
    intent = ticket.intent
    checked = {None: "", 0: "，逐条检查无不符 no break found"}.get(
        ticket.faults, f"，有 {ticket.faults} 处不符 breaks found"
    )
    odd = sorted({other for page in pages for other in page.other})
    return (
        ("成品尺寸", "Trim size", _grouped(pages, lambda page: f"{page.size[0]:g} × {page.size[1]:g} mm")),
        ("页数", "Pages", f"{len(pages)}"),
        ("出血", "Bleed", _grouped(pages, _bleed)),
        ("页面框", "Page boxes", _grouped(pages, _media)),
        ("标准", "Standard", (ticket.standard or "未标明 none stated") + f"，PDF {ticket.version}" + checked),
        ("输出意图", "Output intent", f"{intent.identifier}，{intent.profile}" if intent else "无 none"),
        ("墨色", "Inks", f"{len(ticket.inks)}：" + "、".join(ticket.inks)),
        ("非印墨色", "Not ink", "、".join(odd) if odd else "无 none"),
        ("最大墨量", "Heaviest ink", _heaviest(ticket)),
        ("透明", "Transparency", f"第 {runs(clear)} 页 pages" if clear else "无 none"),
        ("陷印", "Trapped", {"False": "未做 no", "True": "已做 yes"}.get(ticket.trapped, "未标明 not stated")),
        ("图层、加密", "Layers", f"{ticket.layers or '无'}、" + ("有 encrypted" if ticket.encrypted else "未加密")),
    )


def _heaviest(ticket: Ticket) -> str:
    words = f"{ticket.heaviest * 100:.0f} %（15 mm² 平均 mean of 15 mm²）"
    return words + (f"；第 {runs(list(ticket.unmeasured))} 页没量 not measured" if ticket.unmeasured else "")


def _grouped(pages: Sequence[PageFacts], shown: object) -> str:
    """A fact that pages share, and for which of them when they differ."""
    assert callable(shown)
    groups: dict[str, list[int]] = {}
    for page in pages:
        groups.setdefault(shown(page), []).append(page.number)
    if len(groups) == 1:
        return next(iter(groups))
    return "；".join(f"第 {runs(numbers)} 页 {words}" for words, numbers in groups.items())


def _bleed(page: PageFacts) -> str:
    top, right, bottom, left = page.bleed
    if len(set(page.bleed)) == 1:
        return f"{top:g} mm" if top else "无 none"
    return f"上 {top:g}，右 {right:g}，下 {bottom:g}，左 {left:g} mm"


def _media(page: PageFacts) -> str:
    width, height = page.media[2] - page.media[0], page.media[3] - page.media[1]
    return f"Media {width:g} × {height:g} mm，" + ("带标记 with marks" if page.marked else "无标记 no marks")


# ---- pages and inks


def _pages(sheet: Sheet, ticket: Ticket, y: float) -> float:
    """Every page as a small box with the inks it prints; past 48 pages in words."""
    _title(sheet, "各页墨色", "Inks by page", LEFT, y, WIDE)
    y += 4.4
    if len(ticket.pages) > 48:
        groups: dict[str, list[int]] = {}
        for page in ticket.pages:
            groups.setdefault(" + ".join((*page.process, *page.spots, *page.other)) or "空白 blank", []).append(
                page.number
            )
        words = "；".join(f"第 {runs(numbers)} 页：{inks}" for inks, numbers in groups.items())
        return y + 7 + 4.2 * sheet.words(words, LEFT, y + 2, WIDE, size=7.5, most=5)
    step = WIDE / 24
    for index, page in enumerate(ticket.pages):
        _page(sheet, page, LEFT + index % 24 * step, y + index // 24 * 10, step - 0.9)
    y += 10 * ((len(ticket.pages) + 23) // 24)
    lone = [page.number for page in ticket.pages if page.black_only]
    legend = "黑色单色页 black only：" + (f"第 {runs(lone)} 页" if lone else "无 none")
    for spot in sorted({spot for page in ticket.pages for spot in page.spots}):
        legend += f"　专色 {spot}：第 {runs([page.number for page in ticket.pages if spot in page.spots])} 页"
    return y + 9.5 + 4 * (sheet.words(legend, LEFT, y + 2.4, WIDE, size=7.2, color=GRAY, most=3) - 1)


def _page(sheet: Sheet, page: PageFacts, x: float, y: float, width: float) -> None:
    sheet.box(x, y, width, 9, line=PALE)
    sheet.words(f"{page.number}", x, y + 3.2, width, size=6.5, align="center")
    dot = 1.1
    for number, ink in enumerate(PROCESS):
        at = x + width / 2 + (number - 2) * (dot + 0.25) + 0.12
        used = ink in page.process
        sheet.box(at, y + 4.5, dot, dot, fill=_INKS[ink] if used else None, line=None if used else PALE)
    for number in range(len(page.spots)):
        sheet.box(x + 0.6 + number * 1.5, y + 6.7, dot, dot, fill=_SPOT)


# ---- fonts and pictures


def _fonts(sheet: Sheet, ticket: Ticket, x: float, y: float, width: float) -> None:
    loose = [font.name for font in ticket.fonts if not font.embedded]
    state = (
        f"未嵌入 not embedded：{'、'.join(loose)}" if loose else "全部嵌入 all embedded" if ticket.fonts else "无 none"
    )
    _title(sheet, f"字体 {len(ticket.fonts)}", "Fonts", x, y, width)
    sheet.words(state, x, y + 5.6, width, size=7.5, color=GRAY, most=2)
    y += 10
    shown = int((FOOT - 6 - y) / 3.9)
    for font in ticket.fonts[:shown]:
        sheet.words(font.name, x, y, 48, size=7.5, lang="en", most=1)
        what = font.kind.replace("CIDFontType0", "CFF").replace("CIDFontType2", "TrueType")
        sheet.words(what + (" 子集" if font.subset else ""), x + 48, y, width - 48, size=6.8, color=GRAY, most=1)
        y += 3.9
    if len(ticket.fonts) > shown:
        sheet.words(f"另 {len(ticket.fonts) - shown} 种见 JSON / more in the JSON", x, y, width, size=7, color=GRAY)


_COLUMNS = (
    ("页", 0.0, 8.0),
    ("ppi", 9.0, 11.0),
    ("像素 pixels", 23.0, 25.0),
    ("毫米 mm", 49.0, 25.0),
    ("颜色 colour", 75.0, 29.0),
)


def _pictures(sheet: Sheet, ticket: Ticket, x: float, y: float, width: float, end: float) -> None:
    """The coarsest pictures first: they are what a print shop calls about."""
    _title(sheet, f"图片 {len(ticket.pictures)}", "Pictures, coarsest first", x, y, width)
    if not ticket.pictures:
        sheet.words("无 none", x, y + 5.6, width, size=7.5, color=GRAY)
        return
    y += 5.6
    for words, at, room in _COLUMNS:
        sheet.words(words, x + at, y, room, size=6.8, color=GRAY, most=1)
    y += 4.2
    ordered = sorted(ticket.pictures, key=lambda picture: (picture.ppi, picture.page))
    shown = min(len(ordered), int((end - y) / 3.9))
    for picture in ordered[:shown]:
        for words, (_, at, room) in zip(_cells(picture), _COLUMNS, strict=True):
            sheet.words(words, x + at, y, room, size=7.5, most=1)
        y += 3.9
    if len(ordered) > shown:
        rest = ordered[shown:]
        words = f"另 {len(rest)} 处均不低于 {rest[0].ppi} ppi，见 JSON / {len(rest)} more, none below, in the JSON"
        sheet.words(words, x, y, width, size=7, color=GRAY, most=1)


def _cells(picture: PictureFacts) -> tuple[str, ...]:
    ink = f" {picture.ink * 100:.0f} %" if picture.ink is not None else ""
    return (
        f"{picture.page}", f"{picture.ppi}", f"{picture.pixels[0]} × {picture.pixels[1]}",
        f"{picture.size[0]:g} × {picture.size[1]:g}",
        picture.space.removeprefix("Device") + ink + (" 透明" if picture.transparent else ""),
    )  # fmt: skip


def _foot(sheet: Sheet) -> None:
    sheet.rule(LEFT, FOOT, WIDE, 0.5)
    third = WIDE / 3
    for number, (zh, en) in enumerate((("制作", "Prepared"), ("审核", "Checked"), ("印厂", "Print shop"))):
        x = LEFT + number * third
        sheet.words(zh, x, FOOT + 7.5, 10, size=8, cut="medium")
        sheet.words(en, x + 8, FOOT + 7.5, 18, size=6.8, color=GRAY, lang="en")
        sheet.rule(x + 24, FOOT + 8.3, third - 28, 0.3, GRAY)
    zh = "左栏、墨色、字体、图片均读自上面这个文件；文件改动后 SHA-256 不同，须重做本单。右栏是订单所写，空格由人填写。"
    en = "All but the order is read from the file named above; another SHA-256 is another file. Open lines: the pen."
    sheet.words(zh, LEFT, FOOT + 14.5, WIDE, size=7, color=GRAY)
    sheet.words(en, LEFT, FOOT + 18.3, WIDE, size=6.6, color=GRAY, lang="en")
