"""A bilingual book of 5, 40 and 300 pages: total fit, squeezing and PDF, side by side with typst in one run.

    python -m benchmarks.text.book [PAGES …]

Both set the same paragraphs, Chinese and English in turn, in a column of 24 em: no pictures, no theme. typst runs
through its Python package in a process of its own and times its own compile; ours is timed in a process of its own as
well, all imports of the engine included. What counts is the ratio.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.text.source import paragraphs

ROOT = Path(__file__).resolve().parents[2]

PREAMBLE = """
#set page(width: 210mm, height: 285mm, margin: (x: 20mm, y: 20mm))
#set text(font: ("Source Serif 4", "Noto Serif SC"), size: 9pt, lang: "zh", region: "cn")
#set par(justify: true, leading: 7pt, linebreaks: "optimized")
#show: body => block(width: 216pt, body)
"""

TYPST = """
import sys, time, typst
start = time.perf_counter()
typst.compile(sys.argv[1], output=sys.argv[2], root="/", font_paths=[sys.argv[3]], ignore_system_fonts=True)
print(time.perf_counter() - start)
"""

OURS = """
import gc, sys, time
start = time.perf_counter()
gc.disable()  # as the command line does, first of all
from benchmarks.text.setting import set_book
pages, glyphs = set_book(sys.argv[1], sys.argv[2])
print(time.perf_counter() - start, pages, glyphs)
"""


def main(sizes: list[int], runs: int = 3) -> None:
    """Medians and ratios for each size."""
    for pages in sizes:
        texts = paragraphs(pages)
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            (folder / "book.json").write_text(json.dumps(texts), "utf-8")
            (folder / "book.typ").write_text(_markup(texts), "utf-8")
            ours, peer = [], []
            facts = ""
            for _ in range(runs):
                row = _run(OURS, str(folder / "book.json"), str(folder / "ours.pdf")).split()
                ours.append(float(row[0]))
                facts = f"{row[1]} pages, {row[2]} glyphs"
                peer.append(float(_run(TYPST, str(folder / "book.typ"), str(folder / "peer.pdf"), str(ROOT / "fonts"))))
        mine, theirs = statistics.median(ours), statistics.median(peer)
        print(f"{facts:32} ours {mine:.3f} s   typst {theirs:.3f} s   ratio {mine / theirs:.2f}")


def _markup(texts: list[tuple[str, str]]) -> str:
    rows = [f"#text(lang: {json.dumps(lang)}, {json.dumps(text, ensure_ascii=False)})\n" for lang, text in texts]
    return PREAMBLE + "\n".join(rows)


def _run(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return done.stdout.strip().splitlines()[-1]


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [5, 40, 300])
