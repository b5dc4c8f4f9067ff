"""Marks that two scripts share, resolved one by one: “ ” ‘ ’ — – … · ' " (typography.md §7).

One code point stands for two marks, a Chinese one of a full em and a Latin one. Which it is follows from the language
of the paragraph and the nearest letters; class, width and face follow together. The result is the text with the Chinese
ones replaced by stand-ins, so that everything after can go by the character alone.
"""

from __future__ import annotations

from brochure.regex import regex
from brochure.text import clreq
from brochure.text.items import is_ideographic

_SHARED = regex(r"""[“”‘’—–…·'"？！/－＋]""")
_WIDE_MARK = regex(r"[　-。〃〈-】〔-〟！-／：-＠［-｠]")
_NARROW = regex(r"[0-9A-Za-zªµºÀ-ÖØ-öø-˯Ͱ-῿]")
_WIDE_OR_NARROW = regex("[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]")
_OPENING = {"“": "”", "‘": "’"}
_CHINESE = {
    "“": clreq.OPEN_DOUBLE, "‘": clreq.OPEN_SINGLE, "”": clreq.CLOSE_DOUBLE, "’": clreq.CLOSE_SINGLE,
    "？": clreq.SECOND_QUESTION, "！": clreq.SECOND_EXCLAMATION,
}  # fmt: skip

_RESOLVED = frozenset((clreq.OPEN_DOUBLE, clreq.OPEN_SINGLE, clreq.CLOSE_DOUBLE, clreq.CLOSE_SINGLE))


def resolve(text: str, lang: str) -> str:
    """The text with shared marks made plain by stand-ins; as long as before."""
    if not _SHARED.search(text):
        return text
    east = lang.startswith(("zh", "ja"))
    if not east:
        return text
    marks = [found.start() for found in _SHARED.finditer(text)]
    work = list(text)
    _quotes(text, marks, work)
    hans = lang.startswith("zh") and not clreq.is_traditional(lang)
    straight = 0
    for at in marks:
        mark = text[at]
        if mark in "—…":
            _leader(text, at, work)
        elif mark in "·–":
            _link(text, at, work)
        elif mark == "/":
            if _han_at(text, at - 1) and _han_at(text, at + 1):
                work[at] = clreq.SOLIDUS  # GB/T 15834 5.1.9: half an em
        elif mark in "'\"":
            straight = _straight(text, at, work, straight)
        elif mark in "－＋":
            if text[at + 1 : at + 2].isdigit() and not (at and _WIDE_OR_NARROW.match(text[at - 1])):
                work[at] = (
                    clreq.WIDE_MINUS if mark == "－" else clreq.WIDE_PLUS
                )  # a sign, which a connector is not (3－5)
        elif hans and mark in "？！" and text[at - 1 : at] in ("？", "！") and work[at - 1] == text[at - 1]:
            work[at] = _CHINESE[mark]
    return "".join(work)


def _side(text: str, at: int, step: int) -> str:
    """`W` or `N` for the nearest letter on one side, marks and single spaces skipped; `M` where only full-width marks
    stand before the text or line ends, `` where nothing does."""
    found = ""
    while 0 <= at < len(text) and text[at] != "\n":
        character = text[at]
        if "一" <= character <= "鿿" or is_ideographic(character) or character == "々":
            return "W"
        if _NARROW.match(character):
            return "N"
        if _WIDE_MARK.match(character):
            found = "M"
        at += step
    return found


def _han_at(text: str, at: int) -> bool:
    return 0 <= at < len(text) and is_ideographic(text[at])


def _quotes(text: str, marks: list[int], work: list[str]) -> None:
    """Pair the curly quotes, leave out apostrophes, and make a pair Chinese when a letter beside it is Han."""
    opened: list[int] = []
    latin: list[tuple[int, ...]] = []
    for at in marks:
        mark = text[at]
        if mark in _OPENING:
            opened.append(at)
        elif mark in "”’":
            if mark == "’" and _is_apostrophe(text, at, any(text[other] == "‘" for other in opened)):
                continue
            start = next((other for other in reversed(opened) if _OPENING[text[other]] == mark), None)
            if start is not None:
                del opened[opened.index(start) :]
            pair: tuple[int, ...] = (at,) if start is None else (start, at)
            if _is_chinese(text, start, at):
                _make_chinese(text, pair, work)
            else:
                latin.append(pair)
    for at in opened:
        if _is_chinese(text, at, None):
            _make_chinese(text, (at,), work)
        else:
            latin.append((at,))
    for pair in (*latin, *reversed(latin)):  # “A”“B”和“C”, “‘A’B”: what stands together is set alike
        if any(other in _RESOLVED for at in pair for other in work[max(at - 1, 0) : at + 2]):
            _make_chinese(text, pair, work)


def _make_chinese(text: str, pair: tuple[int, ...], work: list[str]) -> None:
    for at in pair:
        work[at] = _CHINESE[text[at]]


def _is_chinese(text: str, start: int | None, end: int | None) -> bool:
    """Whether a pair (or one half without the other) stands in Chinese: any letter next to it outside or inside is Han,
    or a full-width mark touches it; without letters and marks the paragraph's language decides."""
    places = [at for mark in (start, end) if mark is not None for at in (mark - 1, mark + 1)]
    if any(0 <= at < len(text) and _WIDE_MARK.match(text[at]) for at in places):
        return True  # “Word”、“Excel”、“Access”
    sides = [_side(text, at, step) for at, step in zip(places, (-1, 1) * 2, strict=False)]
    return "W" in sides or "N" not in sides


def _is_apostrophe(text: str, at: int, inside: bool) -> bool:
    """T’Pol, Children’s always; users’, ’90s and rock ’n’ roll unless they close a quotation."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if before and after and _NARROW.match(before) and _NARROW.match(after):
        return True
    if inside:
        return False
    return bool((before and _NARROW.match(before)) or (after and _NARROW.match(after)))


def _leader(text: str, at: int, work: list[str]) -> None:
    """Doubled —— and …… are Chinese; a single one follows its neighbours."""
    mark = text[at]
    if text[at - 1 : at] == mark or text[at + 1 : at + 2] == mark:
        work[at] = clreq.EM_DASH if mark == "—" else clreq.DOTS
        return
    around = _side(text, at - 1, -1), _side(text, at + 1, 1)
    figures = text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
    if "N" in around and "W" not in around and not (mark == "—" and figures):
        return  # but 2011—2020 has the one-em connector of GB/T 15834 5.1.6
    if around in (("N", "W"), ("W", "N")):
        near = text[at - 1 : at] + text[at + 1 : at + 2]
        if " " in near:
            return
    work[at] = clreq.SINGLE_DASH if mark == "—" else clreq.DOTS


def _link(text: str, at: int, work: list[str]) -> None:
    """The half-em dot of names and the half-em dash of ranges, where no Latin letters stand on both sides."""
    around = _side(text, at - 1, -1), _side(text, at + 1, 1)
    if text[at] == "·":
        if "W" in around or "N" not in around or _dotted(text, at):
            work[at] = clreq.MIDDLE_DOT
    elif around == ("W", "W") and " " not in text[at - 1 : at + 2]:
        work[at] = clreq.EN_DASH


def _dotted(text: str, at: int) -> bool:
    """Dots of dates (3·15) and of names that end in Han (J·K·罗琳) are Chinese amid Latin letters too."""
    if text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit():
        return True
    start = end = at
    while start and (text[start - 1] == "·" or _NARROW.match(text[start - 1])):
        start -= 1
    while end < len(text) and (text[end] == "·" or _NARROW.match(text[end])):
        end += 1
    return (text[start] == "·" and _han_at(text, start - 1)) or (text[end - 1] == "·" and _han_at(text, end))


def _straight(text: str, at: int, work: list[str], opened: int) -> int:
    """Straight quotes by pairing, never by the space before (typst#8191); between letters an apostrophe."""
    mark = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark == "'" and before and after and _NARROW.match(before) and _NARROW.match(after):
        return opened
    bit = 1 if mark == '"' else 2
    if opened & bit:
        work[at] = clreq.STRAIGHT_CLOSE if mark == '"' else clreq.PRIME_CLOSE
    else:
        if text.find(mark, at + 1) < 0:
            return opened
        work[at] = clreq.STRAIGHT_OPEN if mark == '"' else clreq.PRIME_OPEN
    return opened ^ bit
