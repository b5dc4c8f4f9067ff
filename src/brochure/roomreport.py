"""What is left of the room, for people (a table in both languages) and for programs (rows of JSON)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from brochure.layout.rooms import Room

_HEAD = (("页", "page"), ("区", "region"), ("文字", "text"), ("中文 字", "Chinese"), ("英文 词", "English words"))
_EMPTY = "—"
_LEGEND = """\
“126 +64”：这里排了 126，还能再排 64（别的文字不变时）；“满 full”：这一区排满，接下一区；“超 over”：放不下。
“≥12”：这一区有几处文字，最紧的一处还能加 12。同在一区的几处文字、上下排的中英文，余地共用。“↷”：更长就多出一页；
“@93%”：为放下缩到 93%；“~”：占位的假词。字数含标点，不含空格。
“126 +64”: 126 stand here and 64 more fit while all else stays; "满 full": the region is full and the text goes on;
"超 over": too long. "≥12": of several texts the tightest takes 12 more. Texts of one region, and languages set one
below the other, share the room. "↷": longer text takes another page; "@93%": set at 93% to fit; "~": pseudo-words.
Chinese is counted in characters, punctuation included.
"""


def render_rooms(rooms: Sequence[Room], names: Mapping[str, str]) -> str:
    """The table: a row for each region of each page. `names` gives what blocks are called by their places."""
    if not rooms:
        return "没有排出文字，量不出余地；有错先改错 / no text was laid out, so no room is known; mend errors first\n"
    lines: dict[tuple[str, str, str], dict[str, list[Room]]] = {}
    for room in rooms:
        key = (room.page, room.region, _named(room, names))
        lines.setdefault(key, {}).setdefault(room.lang, []).append(room)
    rows = [tuple(f"{zh} {en}" if zh != en else zh for zh, en in _HEAD)]
    for (page, region, name), langs in lines.items():
        rows.append((page or _EMPTY, region, name, _cell(langs.get("zh", [])), _cell(langs.get("en", []))))
    widths = [max(_width(row[column]) for row in rows) for column in range(len(_HEAD))]
    table = "\n".join(
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return f"{table}\n\n{_LEGEND}"


def _named(room: Room, names: Mapping[str, str]) -> str:
    """The block and which of its texts; texts of one drawing stand in one row."""
    parts = room.path.split(".")
    for length in range(len(parts), 0, -1):
        place = ".".join(parts[:length])
        if place in names:
            rest = [] if any(part.isdigit() for part in parts[length:]) else parts[length:]
            line = f" :{room.span.line}" if room.span and not room.page else ""
            return ".".join((names[place], *rest)) + line
    return room.path


def _cell(rooms: Iterable[Room]) -> str:
    found = list(rooms)
    if not found:
        return _EMPTY
    count = f"{'~' if any(room.pseudo for room in found) else ''}{sum(room.count for room in found)}"
    over = sum(room.excess for room in found)
    if any(room.state == "over" for room in found):
        return f"{count} 超 over {over}" if any(room.count for room in found) else f"超 over {over}"
    if all(room.state == "fixed" for room in found):
        return "内置 built in"
    if any(room.state == "goes-on" for room in found):
        return f"{count} 满 full"
    least = min(room.room for room in found if room.state != "fixed")
    sign = "≥" if len(found) > 1 else "+"
    share = min(room.share for room in found)
    smaller = f" @{share:.0%}" if share < 1.0 else ""
    return f"{count} {sign}{least}{' ↷' if any(room.more for room in found) else ''}{smaller}"


def _width(text: str) -> int:
    """Columns on a terminal: a wide character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def room_rows(rooms: Iterable[Room]) -> list[dict[str, Any]]:
    """One object for each text in each region."""
    return [
        {
            "page": room.page or None,
            "region": room.region,
            "path": f"{room.path}.{room.lang}",
            "lang": room.lang,
            "style": room.style,
            "state": room.state,
            "unit": "字" if room.lang == "zh" else "word",
            "count": room.count,
            "room": room.room,
            "excess": room.excess,
            "shared": room.shared,
            "another_page": room.more,
            "set_at": room.share,
            "pseudo": room.pseudo,
            "file": room.span.file if room.span else None,
            "line": room.span.line if room.span else None,
        }
        for room in rooms
    ]
