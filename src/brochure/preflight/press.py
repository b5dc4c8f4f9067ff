"""What a print shop rejects or phones about, checked on each page against a printer's profile.

Sources: Ghent Workgroup 2015 (section numbers in the texts of the checks), ISO 32000-1, and the trade's usual limits
(print.md of the project's sources lists them); the numbers themselves belong to the profile (`printers`). Values are
rounded before they are compared, type to 0.1 pt, pictures to 1 ppi, lines to 0.001 pt (GWG 3.15).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from brochure.dataclass import dataclass
from brochure.geometry import MM, Rect
from brochure.preflight.placed import ART, PROCESS, Placed, Sheet, meets, only_black
from brochure.preflight.printers import Distances, Limits, Printer
from brochure.preflight.spaces import NO_INK

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault at one place; `subject` is what makes two faults of a page the same finding."""

    code: str
    severity: Severity
    zh: str
    en: str
    page: int
    box: Rect
    path: str = ""
    subject: str = ""


def press_faults(sheets: Iterable[Sheet], printer: Printer) -> Iterator[Fault]:
    """Every fault of every page, page by page in drawing order."""
    for sheet in sheets:
        whole = Rect(0, 0, sheet.trim.width, sheet.trim.height)
        inside = [one for one in sheet.placed if meets(one.box, whole)]
        for check in CHECKS:
            yield from check(sheet, inside, printer)


# ---- pictures


def _resolution(sheet: Sheet, inside: list[Placed], printer: Printer) -> Iterator[Fault]:
    """GWG 4.26 and 4.27; pictures of up to 16 pixels a side are flat colour, not pictures."""
    for one in inside:
        if one.kind != "image" or not one.ppi or max(one.pixels) <= 16:
            continue
        limits: Limits = printer.line_art if one.bits == 1 else printer.pictures
        ppi = round(one.ppi)
        if ppi >= limits.aim:
            continue
        low = ppi < limits.least
        floor = limits.least if low else limits.aim
        yield Fault(
            "resolution", "error" if low else "warning",
            f"图片只有 {ppi} ppi（置入尺寸），{'至少要' if low else '最好有'} {floor:g}",
            f"the picture has {ppi} ppi at its size, {'at least' if low else 'better'} {floor:g}",
            sheet.number, one.box, one.path, f"{one.path or one.box}",
        )  # fmt: skip


# ---- lines and type


def _lines(sheet: Sheet, inside: list[Placed], printer: Printer) -> Iterator[Fault]:
    """Hairlines: a 0 pt line is one device pixel, and thin tints and mixed inks print dotted (GWG 4.17)."""
    limits = printer.lines
    for width, one in sorted(_thin(inside, max(limits.aim, limits.mixed)), key=lambda pair: pair[0]):
        solid = len(one.plates) == 1 and one.plates[0][1] >= 0.995
        drawn = one.words == ART  # lines of a drawing are texture, and taper: they need only be solid enough to print
        least, aim = limits.least, limits.aim if solid or drawn else limits.mixed
        if width >= aim:
            continue
        low = width < least
        zh = "太细" if low else "偏细" if solid or drawn else "偏细，又是网点、反白或多色"
        en = "too thin" if low else "thin" if solid or drawn else "thin for a tint, white, or several inks"
        yield Fault(
            "hairline", "error" if low else "warning",
            f"线 {width:g} pt {zh}，印不实：至少 {least if low else aim:g} pt",
            f"a line of {width:g} pt is {en}: use at least {least if low else aim:g} pt",
            sheet.number, one.box, one.path, f"{one.path}{drawn}",
        )  # fmt: skip


def _thin(inside: Iterable[Placed], below: float) -> Iterator[tuple[float, Placed]]:
    """Strokes, and fills that are as thin as strokes, with their widths."""
    for one in inside:
        if one.kind == "stroke":
            width = round(one.size, 3)
        elif one.kind == "fill" and max(one.box.width, one.box.height) >= 4:
            width = round(min(one.box.width, one.box.height), 3)
            if not width:
                continue
        else:
            continue
        if width < below:
            yield width, one


def _type(sheet: Sheet, inside: list[Placed], printer: Printer) -> Iterator[Fault]:
    limits = printer.type
    for one in inside:
        if one.kind != "text" or not one.words.strip():
            continue
        if one.missing:
            yield Fault(
                "missing_glyph", "error", f"字体里没有的字印成了方框：“{_short(one.words)}”",
                f"a character that its font lacks prints as a box: `{_short(one.words)}`",
                sheet.number, one.box, one.path, f"{one.path}{one.words}",
            )  # fmt: skip
        size = round(one.size, 1)
        if not one.plates:
            least, aim = limits.reversed_least, limits.reversed_song if one.han and one.serif else limits.reversed
            zh, en = "反白字", "reversed-out type"
        elif len(one.plates) > 1:
            least, aim = limits.least, limits.inks
            zh, en = f"{len(one.plates)} 色叠印的字", f"type in {len(one.plates)} inks"
        else:
            least, aim, zh, en = limits.least, limits.aim, "字", "type"
        if size >= aim:
            continue
        low = size < least
        floor = least if low else aim
        yield Fault(
            "small_type", "error" if low else "warning",
            f"{zh} {size:g} pt {'太小' if low else '偏小'}：{'至少' if low else '最好'} {floor:g} pt",
            f"{en} of {size:g} pt is {'too small' if low else 'small'}: {'at least' if low else 'better'} {floor:g} pt",
            sheet.number, one.box, one.path, f"{one.path}{size}{zh}",
        )  # fmt: skip


# ---- places


def _safe(sheet: Sheet, inside: list[Placed], printer: Printer) -> Iterator[Fault]:
    """Type too near the knife or a fold. What runs off the page on purpose is a picture, never type."""
    width, height = sheet.trim.width, sheet.trim.height
    for one in inside:
        if one.kind != "text" or not one.words.strip():
            continue
        box = one.box
        edge = min(box.x, box.y, width - box.right, height - box.bottom)
        yield from _near(sheet, one, edge, printer.safe, "切边", "the trim")
        for fold in sheet.folds:
            gap = max(box.x - fold, fold - box.right)
            yield from _near(sheet, one, gap, printer.fold_safe, "折线", "a fold")


def _near(sheet: Sheet, one: Placed, gap: float, limits: Distances, zh: str, en: str) -> Iterator[Fault]:
    if round(gap, 1) >= round(limits.aim, 1):
        return
    low = round(gap, 1) < round(limits.least, 1)
    floor = limits.least if low else limits.aim
    shown, wanted = gap / MM, floor / MM
    yield Fault(
        "safe_area", "error" if low else "warning",
        f"文字离{zh} {shown:.1f} mm，{'至少' if low else '最好'} {wanted:g} mm：“{_short(one.words)}”",
        f"type is {shown:.1f} mm from {en}, {'at least' if low else 'better'} {wanted:g} mm: `{_short(one.words)}`",
        sheet.number, one.box, one.path, f"{one.path}{zh}{low}",
    )  # fmt: skip


TOUCH = 0.5 * MM
"""Nearer than that to the trim, the knife will cut it sooner or later."""
NEAR = 0.1 * MM


def _bleed(sheet: Sheet, inside: list[Placed], printer: Printer) -> Iterator[Fault]:
    """Pictures and grounds that reach the trim must run on to the bleed (GWG 4.3 on boxes; the trade on what is in)."""
    trim = sheet.trim
    wanted = sheet.bleed
    for one in inside:
        if one.kind not in ("image", "fill") or (one.kind == "fill" and not one.plates):
            continue
        box = one.box
        if min(box.width, box.height) < 1.0:
            continue
        gaps = {
            ("上", "top"): (box.y, wanted.top),
            ("右", "right"): (trim.width - box.right, wanted.right),
            ("下", "bottom"): (trim.height - box.bottom, wanted.bottom),
            ("左", "left"): (box.x, wanted.left),
        }
        for (zh, en), (gap, bleed) in gaps.items():
            if gap > TOUCH or not bleed or gap <= NEAR - bleed:
                continue
            has = max(0.0, -gap) / MM
            yield Fault(
                "bleed", "error",
                f"{zh}边到了切口，出血只有 {has:.1f} mm，要 {bleed / MM:g} mm：裁偏会露白",
                f"it reaches the trim at the {en} with {has:.1f} mm of bleed, {bleed / MM:g} mm are needed",
                sheet.number, box, one.path, f"{one.path or box}{en}",
            )  # fmt: skip


# ---- inks


def _blacks(sheet: Sheet, inside: list[Placed], printer: Printer) -> Iterator[Fault]:
    """Black type of four inks (GWG 4.10, 4.15), black as DeviceGray (4.11), registration colour in the artwork."""
    for one in inside:
        plates = dict(one.plates)
        if "All" in plates:
            yield Fault(
                "registration", "error",
                "版面里用了套准色（All）：每块版都会印上，只能用于裁切线等印刷标记",
                "registration colour (All) inside the trim prints on every plate; it is for printer's marks only",
                sheet.number, one.box, one.path, f"{one.path}all",
            )  # fmt: skip
            continue
        if one.kind != "text":
            continue
        others = sum(plates.get(name, 0.0) for name in ("Cyan", "Magenta", "Yellow"))
        if plates.get("Black", 0.0) >= 0.85 and others > 0.05 and one.size < 24:
            yield Fault(
                "rich_black_text", "error" if one.size < 12 else "warning",
                f"{one.size:g} pt 的字用了四色黑，套不准会发虚：用单黑 cmyk 0 0 0 100",
                f"type of {one.size:g} pt is in four-colour black; use K only: cmyk 0 0 0 100",
                sheet.number, one.box, one.path, f"{one.path}rich",
            )  # fmt: skip
        if one.gray and plates.get("Black", 0.0) > 0.95:
            yield Fault(
                "gray_text", "warning",
                "黑字写成 DeviceGray：叠印与否由 RIP 决定，用 CMYK 的 K",
                "black type is DeviceGray, whose overprint is left to the RIP; use the K of CMYK",
                sheet.number, one.box, one.path, "gray",
            )  # fmt: skip


OVERPRINT_TYPE = 12.0
"""Points: smaller black type should overprint; larger may knock out."""


def _overprint(sheet: Sheet, inside: list[Placed], printer: Printer) -> Iterator[Fault]:
    """White that overprints vanishes (GWG 4.8); small black type that knocks out shows white rims (4.9)."""
    grounds: list[Placed] = []
    for one in inside:
        if one.kind in ("text", "fill", "stroke") and not one.plates and one.overprint:
            yield Fault(
                "white_overprint", "error",
                "白色设了叠印：印出来就没有了", "white is set to overprint and will not be there in print",
                sheet.number, one.box, one.path, f"{one.path}white",
            )  # fmt: skip
        if one.kind == "text" and only_black(one.plates) and not one.overprint and one.size < OVERPRINT_TYPE:
            under = [ground for ground in grounds if meets(ground.box, one.box)]
            if under and any(name != "Black" for name, _ in under[-1].plates or (("picture", 1.0),)):
                yield Fault(
                    "knockout", "warning",
                    f"{one.size:g} pt 的黑字镂空了底色：套不准会露白边，设为叠印",
                    f"black type of {one.size:g} pt knocks out what is under it; let it overprint",
                    sheet.number, one.box, one.path, f"{one.path}knockout",
                )  # fmt: skip
        elif one.kind == "image" or (one.kind == "fill" and one.plates):
            grounds.append(one)


def _colour(sheet: Sheet, inside: list[Placed], printer: Printer) -> Iterator[Fault]:
    """Flat colours heavier than the press dries, and RGB."""
    for one in inside:
        if any(name == "RGB" for name, _ in one.plates):
            yield Fault(
                "rgb", "error", "用了 RGB 颜色", "an RGB colour is used", sheet.number, one.box, one.path, "rgb"
            )  # fmt: skip
            continue
        ink = round(sum(share for name, share in one.plates if name != "All") * 100)
        if ink > printer.ink and one.kind in ("fill", "stroke"):
            yield Fault(
                "ink", "error",
                f"总墨量 {ink}%，这家印厂最多 {printer.ink:g}%",
                f"{ink} % of ink, the printer takes {printer.ink:g} % at most",
                sheet.number, one.box, one.path, f"{one.path}{ink}",
            )  # fmt: skip


Check = Callable[[Sheet, list[Placed], Printer], Iterator[Fault]]
CHECKS: tuple[Check, ...] = (_resolution, _lines, _type, _safe, _bleed, _blacks, _overprint, _colour)


NO_SPOTS = {*PROCESS, *NO_INK, "All", "None"}


def spot_faults(sheets: Iterable[Sheet], printer: Printer) -> Iterator[Fault]:
    """More spot colours than were ordered: each is a plate of its own (GWG 4.18)."""
    spots: dict[str, tuple[int, Placed]] = {}
    for sheet in sheets:
        for one in sheet.placed:
            for name, _ in one.plates:
                if name not in NO_SPOTS:
                    spots.setdefault(name, (sheet.number, one))
    if len(spots) <= printer.spots:
        return
    names = ", ".join(spots)
    number, first = next(iter(spots.values()))
    yield Fault(
        "spots", "error",
        f"有 {len(spots)} 个专色（{names}），这家印厂最多 {printer.spots} 个：改成四色，或在印厂档案里写 spots",
        f"{len(spots)} spot colours ({names}), the printer takes {printer.spots}: use process colours, or say `spots`",
        number, first.box, first.path, "spots",
    )  # fmt: skip


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 16 else words[:15] + "…"
