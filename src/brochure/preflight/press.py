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
from brochure.preflight.placed import ART, NO_INK, PROCESS, Placed, Sheet, meets, only_black
from brochure.preflight.printers import Distances, Limits, Printer

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


def _at(sheet: Sheet, one: Placed, code: str, severity: Severity, zh: str, en: str, subject: str = "") -> Fault:
    """A fault where `one` stands; faults of one page, place in the YAML and `subject` are told together."""
    return Fault(code, severity, zh, en, sheet.number, one.box, one.path, f"{one.path} {subject}")


@dataclass(frozen=True, slots=True)
class _Short:
    """A value below a limit: how grave, which limit, and how it is asked for."""

    severity: Severity
    floor: float
    zh: str
    en: str


def _short_of(value: float, least: float, aim: float) -> _Short | None:
    """Below `least` is an error, below `aim` a warning."""
    if value >= aim:
        return None
    return _Short("error", least, "至少", "at least") if value < least else _Short("warning", aim, "最好", "better")


# ---- pictures


def _resolution(sheet: Sheet, inside: list[Placed], printer: Printer) -> Iterator[Fault]:
    """GWG 4.26 and 4.27; pictures of up to 16 pixels a side are flat colour, not pictures."""
    for one in inside:
        if one.kind != "image" or not one.ppi or max(one.pixels) <= 16:
            continue
        limits: Limits = printer.line_art if one.bits == 1 else printer.pictures
        ppi = round(one.ppi)
        if (low := _short_of(ppi, limits.least, limits.aim)) is not None:
            zh = f"图片只有 {ppi} ppi（置入尺寸），{low.zh}要 {low.floor:g}"
            en = f"the picture has {ppi} ppi at its size, {low.en} {low.floor:g}"
            yield _at(sheet, one, "resolution", low.severity, zh, en, f"{one.path or one.box}")


# ---- lines and type


def _lines(sheet: Sheet, inside: list[Placed], printer: Printer) -> Iterator[Fault]:
    """Hairlines: a 0 pt line is one device pixel, and thin tints and mixed inks print dotted (GWG 4.17)."""
    limits = printer.lines
    for width, one in sorted(_thin(inside, max(limits.aim, limits.mixed)), key=lambda pair: pair[0]):
        solid = len(one.plates) == 1 and one.plates[0][1] >= 0.995
        drawn = one.words == ART  # lines of a drawing are texture, and taper: they need only be solid enough to print
        least, aim = limits.least, limits.aim if solid or drawn else limits.mixed
        if (low := _short_of(width, least, aim)) is not None:
            mixed = (
                ("，又是网点、反白或多色", " for a tint, white, or several inks") if aim == limits.mixed else ("", "")
            )
            zh = f"线 {width:g} pt 太细{mixed[0]}，印不实：{low.zh} {low.floor:g} pt"
            en = f"a line of {width:g} pt is too thin{mixed[1]}: {low.en} {low.floor:g} pt"
            yield _at(sheet, one, "hairline", low.severity, zh, en, str(drawn))


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
            zh = f"字体里没有的字印成了方框：“{_short(one.words)}”"
            en = f"a character that its font lacks prints as a box: `{_short(one.words)}`"
            yield _at(sheet, one, "missing_glyph", "error", zh, en, one.words)
        size = round(one.size, 1)
        if not one.plates:
            least, aim = limits.reversed_least, limits.reversed_song if one.han and one.serif else limits.reversed
            zh, en = "反白字", "reversed-out type"
        elif len(one.plates) > 1:
            least, aim = limits.least, limits.inks
            zh, en = f"{len(one.plates)} 色叠印的字", f"type in {len(one.plates)} inks"
        else:
            least, aim, zh, en = limits.least, limits.aim, "字", "type"
        if (low := _short_of(size, least, aim)) is not None:
            said = f"{zh} {size:g} pt 太小：{low.zh} {low.floor:g} pt"
            en = f"{en} of {size:g} pt is too small: {low.en} {low.floor:g} pt"
            yield _at(sheet, one, "small_type", low.severity, said, en, f"{size}{zh}")


# ---- places


def _safe(sheet: Sheet, inside: list[Placed], printer: Printer) -> Iterator[Fault]:
    """Type and logos too near the knife or a fold. What runs off the page on purpose is a picture, never these."""
    width, height = sheet.trim.width, sheet.trim.height
    for one in inside:
        if not one.logo and (one.kind != "text" or not one.words.strip()):
            continue
        box = one.box
        edge = min(box.x, box.y, width - box.right, height - box.bottom)
        yield from _near(sheet, one, edge, printer.safe, "切边", "the trim")
        for fold in sheet.folds:
            gap = max(box.x - fold, fold - box.right)
            yield from _near(sheet, one, gap, printer.fold_safe, "折线", "a fold")


def _near(sheet: Sheet, one: Placed, gap: float, limits: Distances, zh: str, en: str) -> Iterator[Fault]:
    low = _short_of(round(gap, 1), round(limits.least, 1), round(limits.aim, 1))
    if low is not None:
        shown, wanted, words = gap / MM, low.floor / MM, _short(one.words)
        quoted = ("", "") if one.logo else (f"：“{words}”", f": `{words}`")
        what = ("标志", "a logo") if one.logo else ("文字", "type")
        said = f"{what[0]}离{zh} {shown:.1f} mm，{low.zh} {wanted:.3g} mm{quoted[0]}"
        en = f"{what[1]} is {shown:.1f} mm from {en}, {low.en} {wanted:.3g} mm{quoted[1]}"
        yield _at(sheet, one, "safe_area", low.severity, said, en, f"{zh}{low.severity}")


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
            yield _at(
                sheet,
                one,
                "bleed",
                "error",
                f"{zh}边到了切口，出血只有 {has:.1f} mm，要 {bleed / MM:g} mm：裁偏会露白",
                f"it reaches the trim at the {en} with {has:.1f} mm of bleed, {bleed / MM:g} mm are needed",
                f"{one.path or box}{en}",
            )


# ---- inks


def _blacks(sheet: Sheet, inside: list[Placed], printer: Printer) -> Iterator[Fault]:
    """Black type of four inks (GWG 4.10, 4.15), black as DeviceGray (4.11), registration colour in the artwork."""
    for one in inside:
        plates = dict(one.plates)
        if "All" in plates:
            yield _at(
                sheet,
                one,
                "registration",
                "error",
                "版面里用了套准色（All）：每块版都会印上，只能用于裁切线等印刷标记",
                "registration colour (All) inside the trim prints on every plate; it is for printer's marks only",
            )
            continue
        if one.kind != "text":
            continue
        others = sum(plates.get(name, 0.0) for name in ("Cyan", "Magenta", "Yellow"))
        if plates.get("Black", 0.0) >= 0.85 and others > 0.05 and one.size < 24:
            yield _at(
                sheet,
                one,
                "rich_black_text",
                "error" if one.size < 12 else "warning",
                f"{one.size:g} pt 的字用了四色黑，套不准会发虚：用单黑 cmyk 0 0 0 100",
                f"type of {one.size:g} pt is in four-colour black; use K only: cmyk 0 0 0 100",
            )
        if one.gray and plates.get("Black", 0.0) > 0.95:
            yield _at(
                sheet,
                one,
                "gray_text",
                "warning",
                "黑字写成 DeviceGray：叠印与否由 RIP 决定，用 CMYK 的 K",
                "black type is DeviceGray, whose overprint is left to the RIP; use the K of CMYK",
            )


OVERPRINT_TYPE = 12.0
"""Points: smaller black type should overprint; larger may knock out."""


def _overprint(sheet: Sheet, inside: list[Placed], printer: Printer) -> Iterator[Fault]:
    """White that overprints vanishes (GWG 4.8); small black type that knocks out shows white rims (4.9)."""
    grounds: list[Placed] = []
    for one in inside:
        if one.kind in ("text", "fill", "stroke") and not one.plates and one.overprint:
            yield _at(
                sheet,
                one,
                "white_overprint",
                "error",
                "白色设了叠印：印出来就没有了",
                "white is set to overprint and will not be there in print",
            )
        if one.kind == "text" and only_black(one.plates) and not one.overprint and one.size < OVERPRINT_TYPE:
            under = [ground for ground in grounds if meets(ground.box, one.box)]
            if under and any(name != "Black" for name, _ in under[-1].plates or (("picture", 1.0),)):
                yield _at(
                    sheet,
                    one,
                    "knockout",
                    "warning",
                    f"{one.size:g} pt 的黑字镂空了底色：套不准会露白边，设为叠印",
                    f"black type of {one.size:g} pt knocks out what is under it; let it overprint",
                )
        elif one.kind == "image" or (one.kind == "fill" and one.plates):
            grounds.append(one)


def _colour(sheet: Sheet, inside: list[Placed], printer: Printer) -> Iterator[Fault]:
    """RGB: colours that are no ink."""
    for one in inside:
        if any(name == "RGB" for name, _ in one.plates):
            yield _at(sheet, one, "rgb", "error", "用了 RGB 颜色", "an RGB colour is used")


def flat_ink_faults(sheets: Iterable[Sheet], printer: Printer) -> Iterator[Fault]:
    """Flat colours heavier than the press dries, of pages that are not yet written; a file's plates tell more."""
    for sheet in sheets:
        for one in sheet.placed:
            ink = round(sum(share for name, share in one.plates if name != "All") * 100)
            if ink > printer.ink and one.kind in ("fill", "stroke"):
                zh, en = (
                    f"总墨量 {ink}%，这家印厂最多 {printer.ink:g}%",
                    f"{ink} % of ink, the printer takes {printer.ink:g} % at most",
                )
                yield _at(sheet, one, "ink", "error", zh, en, str(ink))


Check = Callable[[Sheet, list[Placed], Printer], Iterator[Fault]]
CHECKS: tuple[Check, ...] = (_resolution, _lines, _type, _safe, _bleed, _blacks, _overprint, _colour)


def no_bleed_faults(sheets: Iterable[Sheet], printer: Printer, path: str) -> Iterator[Fault]:
    """A page made without any bleed, on which something reaches the trim; `path` is where the bleed is chosen.

    An edge without bleed beside others that have it was meant so: the spine of a glued book.
    """
    if not printer.bleed:
        return
    for sheet in sheets:
        bleed, trim = sheet.bleed, sheet.trim
        if max(bleed.top, bleed.right, bleed.bottom, bleed.left) > 0:
            continue
        for one in sheet.placed:
            box = one.box
            if one.kind == "image" or (one.kind == "fill" and one.plates and min(box.width, box.height) >= 1.0):
                gap = min(box.x, box.y, trim.width - box.right, trim.height - box.bottom)
                if gap <= TOUCH:
                    zh = f"图或底色到了切口，版面却没有出血（bleed 是 0），要 {printer.bleed / MM:g} mm：裁偏会露白"
                    en = (
                        f"a picture or ground reaches the trim, but bleed is 0 and {printer.bleed / MM:g} mm are needed"
                    )
                    yield Fault("bleed", "error", zh, en, sheet.number, box, path, "no bleed")
                    break


NO_SPOTS = {*PROCESS, *NO_INK, "All", "None"}


def spot_faults(sheets: Iterable[Sheet], printer: Printer) -> Iterator[Fault]:
    """More spot colours than this printer has agreed to: each is a plate of its own, to be ordered (GWG 4.18)."""
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
        "spots",
        "warning",
        f"有 {len(spots)} 个专色（{names}），印厂档案里是 {printer.spots} 个：专色要另订，订好了就在档案里写 spots",
        f"{len(spots)} spot colours ({names}), the printer's profile has {printer.spots}: order them and say so there",
        number,
        first.box,
        first.path,
        "spots",
    )


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 16 else words[:15] + "…"
