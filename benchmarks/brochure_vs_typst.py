"""The Tianxin brochure, cold, against typst setting the same words and the same pictures.

Both run as fresh processes, in turn, several times; what is printed is the ratio of medians. typst runs through its
Python package, whose start takes some 20 ms, about what its own program takes to start; the ratio in brackets
leaves that out and sets our whole process against typst's compile alone.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
BROCHURE = ROOT / "content" / "tianxin" / "brochure.yaml"

PREAMBLE = """
#set page(width: 216mm, height: 291mm, margin: (top: 27mm, bottom: 29mm, x: 21mm))
#set text(font: ("Source Serif 4", "Noto Serif SC"), size: 9.5pt, lang: "zh")
#set par(justify: true, leading: 6.5pt, linebreaks: "optimized")
"""

TYPST = """
import sys, time, typst
start = time.perf_counter()
typst.compile(sys.argv[1], output=sys.argv[2], root="/", font_paths=[sys.argv[3]], ignore_system_fonts=True)
print(time.perf_counter() - start)
"""


def main(runs: int = 5) -> None:
    """Print the medians and their ratios."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        source = folder / "peer.typ"
        source.write_text(typst_source(), "utf-8")
        ours, peer = [], []
        for _ in range(runs + 1):
            ours.append(run_ours(BROCHURE, folder / "ours.pdf"))
            peer.append(run_typst(source, folder / "peer.pdf"))
    print(f"Tianxin with its pictures   {compared(ours[1:], peer[1:])}")


def run_ours(source: Path, out: Path, *more: str) -> float:
    """Seconds of one `brochure build` from start to exit."""
    command = [str(Path(sys.executable).parent / "brochure"), "build", str(source), "-o", str(out), *more]
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def run_typst(source: Path, out: Path) -> tuple[float, float]:
    """Seconds of a fresh process from start to exit, and those of the compile alone as measured inside it."""
    command = [sys.executable, "-c", TYPST, str(source), str(out), str(ROOT / "fonts")]
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - start, float(done.stdout.strip().splitlines()[-1])


def compared(ours: list[float], peer: list[tuple[float, float]]) -> str:
    """Medians and both ratios in a line."""
    mine = statistics.median(ours)
    process, compile = (statistics.median(times) for times in zip(*peer, strict=True))
    return (
        f"ours {mine:.3f} s   typst {process:.3f} s (compile alone {compile:.3f})   "
        f"ratio {mine / process:.2f} ({mine / compile:.2f})"
    )


def typst_source() -> str:
    """The brochure's words and pictures as plain typst markup: pairs in two columns, pictures page by page."""
    tree = yaml.safe_load(BROCHURE.read_text("utf-8"))
    return PREAMBLE + "\n".join(_section(section) for section in tree["sections"])


def _section(section: dict[str, Any]) -> str:
    parts: list[str] = []
    for photo in [section["photo"]] if "photo" in section else section.get("photos", []):
        file = (BROCHURE.parent / photo["file"]).resolve()
        place = photo.get("place")
        size = "width: 100%, height: 100%" if place == "full-bleed" else "width: 100%, height: 60mm"
        parts.append(f'#image({json.dumps(str(file))}, fit: "cover", {size})')
        parts.append(typst_pair(photo.get("caption")))
    for key in ("kicker", "title", "byline", "lead", "note", "issuer", "designer", "contact"):
        parts.append(typst_pair(section.get(key)))
    parts.append(typst_pair(section.get("text")))
    for item in [*section.get("items", []), *section.get("columns", []), *section.get("inserts", [])]:
        parts += [typst_pair(value) for value in item.values()]
        for nested in [*item.get("items", []), *item.get("steps", []), *item.get("branches", [])]:
            parts += [typst_pair(value) for value in nested.values()]
    return "\n".join(part for part in parts if part)


def typst_pair(value: object) -> str:
    """A pair of texts as one grid, a row for each pair of paragraphs."""
    if not isinstance(value, dict) or "zh" not in value:
        return ""
    left = [part for part in str(value["zh"]).split("\n\n") if part.strip()]
    right = [part for part in str(value["en"]).split("\n\n") if part.strip()]
    cells = "".join(
        f"[#text({json.dumps(_clean(zh), ensure_ascii=False)})],"
        f'[#text(lang: "en", {json.dumps(_clean(en), ensure_ascii=False)})],'
        for zh, en in zip(left, right, strict=False)
    )
    return f"#grid(columns: (5fr, 7fr), gutter: 4mm, row-gutter: 16pt, {cells})\n"


def _clean(text: str) -> str:
    return text.strip().replace("**", "")


if __name__ == "__main__":
    main()
