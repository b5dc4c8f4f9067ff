"""The same bilingual text at about 5, 40 and 300 pages, by brochure and by typst, in one run.

No pictures: this measures composition. Both start as fresh processes; typst's own compile time is taken inside its
process, ours is the whole command. Both set pairs of paragraphs side by side, justified, in the same fonts and sizes.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

import pikepdf
import yaml

from benchmarks.brochure_vs_typst import BROCHURE, PREAMBLE, ROOT, run_ours, run_typst, typst_pair

TIMES = ((5, 1), (40, 8), (300, 58))
"""About how many pages, and how often the article is repeated for them."""


def main(runs: int = 3) -> None:
    """Print pages, medians and their ratio for each length."""
    tree = yaml.safe_load(BROCHURE.read_text("utf-8"))
    pairs = [section["text"] for section in tree["sections"] if "text" in section and section["kind"] == "story"]
    for wanted, times in TIMES:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            ours, peer = folder / "brochure.yaml", folder / "peer.typ"
            ours.write_text(brochure_source(pairs * times, tree["facts"]), "utf-8")
            peer.write_text(PREAMBLE + "\n".join(typst_pair(pair) for pair in pairs * times), "utf-8")
            mine = [run_ours(ours, folder / "ours.pdf") for _ in range(runs + 1)][1:]
            theirs = [run_typst(peer, folder / "peer.pdf") for _ in range(runs + 1)][1:]
            pages = [len(pikepdf.open(folder / name).pages) for name in ("ours.pdf", "peer.pdf")]
        first, second = statistics.median(mine), statistics.median(theirs)
        sides = f"ours {first:.3f} s ({pages[0]} p)  typst {second:.3f} s ({pages[1]} p)"
        print(f"~{wanted:3} pages  {sides}  {first / second:.2f}")


def brochure_source(pairs: list[dict[str, str]], facts: object) -> str:
    """A plain brochure of one story."""
    text = {lang: "\n\n".join(pair[lang].strip() for pair in pairs) + "\n" for lang in ("zh", "en")}
    tree = {
        "brochure": 1,
        "document": {"title": {"zh": "长文", "en": "Long text"}, "date": "2026-01-01"},
        "facts": facts,
        "sections": [{"kind": "story", "id": "long", "title": {"zh": "长文", "en": "Long text"}, "text": text}],
    }
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, default_style=None, width=10**9)


if __name__ == "__main__":
    print(ROOT.name)
    main()
