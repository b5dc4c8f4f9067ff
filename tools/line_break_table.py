"""Writes `src/brochure/text/line_break.txt` from the Unicode Character Database.

    python tools/line_break_table.py /usr/share/unicode     (Debian's package unicode-data, 15.0)

A line is a first code point, how many follow on it, and the class of UAX #14; what is not listed is AL. Resolved here,
so that it need not be while text is set: AI, SG and XX are AL, SA is CM or AL (LB1); opening and closing marks of wide
East Asian form, and unassigned pictographs, have classes of their own (LB30, LB30b).
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src" / "brochure" / "text" / "line_break.txt"
LAST = 0x110000


def rows(file: Path) -> Iterator[tuple[range, str]]:
    """Code points and values of a file of the database."""
    for line in file.read_text("utf-8").splitlines():
        fields = [field.strip() for field in line.partition("#")[0].split(";")]
        if len(fields) < 2:
            continue
        first, _, last = fields[0].partition("..")
        yield range(int(first, 16), int(last or first, 16) + 1), fields[1]


def table(folder: Path) -> list[str]:
    """The class of every code point."""
    classes = ["AL"] * LAST
    # @missing lines of LineBreak.txt: whole planes and blocks of ideographs, pictographs, currency signs
    for first, last, value in ((0x20A0, 0x20CF, "PR"), (0x3400, 0x4DBF, "ID"), (0x4E00, 0x9FFF, "ID"),
                               (0xF900, 0xFAFF, "ID"), (0x1F000, 0x1FAFF, "ID"), (0x1FC00, 0x1FFFD, "ID"),
                               (0x20000, 0x2FFFD, "ID"), (0x30000, 0x3FFFD, "ID")):  # fmt: skip
        classes[first : last + 1] = [value] * (last + 1 - first)
    for points, value in rows(folder / "LineBreak.txt"):
        for point in points:
            classes[point] = _resolved(point, value)
    for points, value in rows(folder / "EastAsianWidth.txt"):
        if value in ("F", "W", "H"):
            for point in points:
                if classes[point] in ("OP", "CP"):
                    classes[point] += "W"
    for points, value in rows(folder / "emoji" / "emoji-data.txt"):
        if value == "Extended_Pictographic":
            for point in points:
                if unicodedata.category(chr(point)) == "Cn" and classes[point] == "ID":
                    classes[point] = "IDX"
    return classes


def _resolved(point: int, value: str) -> str:
    if value == "SA":
        return "CM" if unicodedata.category(chr(point)) in ("Mn", "Mc") else "AL"
    return "AL" if value in ("AI", "SG", "XX") else value


def main() -> None:
    lines = []
    point = 0
    for value, run in groupby(table(Path(sys.argv[1]))):
        length = len(list(run))
        if value != "AL":
            lines.append(f"{point:X} {length} {value}")
        point += length
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
