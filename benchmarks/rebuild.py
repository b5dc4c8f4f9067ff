"""A rebuild after one changed paragraph, in a process that has built before: what a preview waits for.

Every run changes the paragraph to something it never was, so that nothing is taken from an earlier run but what did not
change. Pages are what a preview rasters; writing the PDF comes on top of them.
"""

from __future__ import annotations

import gc
import statistics
import tempfile
import time
from pathlib import Path

import yaml

from benchmarks.brochure_vs_typst import BROCHURE
from benchmarks.long_texts import TIMES, brochure_source, pairs
from brochure.build import build


def main(runs: int = 7) -> None:
    """Print medians: the first build, a rebuild up to finished pages, and up to the PDF."""
    facts = yaml.safe_load(BROCHURE.read_text("utf-8"))["facts"]
    for times in TIMES[:2]:
        texts = [dict(pair) for pair in pairs() * times]
        with tempfile.TemporaryDirectory() as temporary:
            file, out = Path(temporary) / "brochure.yaml", Path(temporary) / "out.pdf"
            whole, pages = [], []
            for run in range(runs + 1):
                texts[0]["en"] = f"Version {run}. {pairs()[0]['en']}"
                file.write_text(brochure_source(texts, facts), "utf-8")
                gc.collect()
                start = time.perf_counter()
                built = build(file, out)
                whole.append(time.perf_counter() - start)
                pages.append(sum(seconds for name, seconds in built.timings if name != "write"))
        again, laid = (statistics.median(times[1:]) * 1000 for times in (whole, pages))
        rebuild = f"rebuild {laid:.0f} ms to pages, {again:.0f} ms to the PDF"
        print(f"{len(built.pages)} pages   first build {whole[0] * 1000:.0f} ms   {rebuild}")


if __name__ == "__main__":
    main()
