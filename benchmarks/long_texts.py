"""The same bilingual text at about 5, 40 and 300 pages, by brochure and by typst, in one run.

No pictures: this measures composition. Both start as fresh processes; in brackets our whole process is set against
typst's compile alone. Both set pairs of paragraphs side by side, justified, in the same fonts and sizes.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pikepdf
import yaml

from benchmarks.brochure_vs_typst import BROCHURE, PREAMBLE, compared, run_ours, run_typst, typst_pair

TIMES = (1, 8, 58)
"""How often the article is repeated, for about 5, 40 and 300 pages."""


def main(runs: int = 3) -> None:
    """Print pages, medians and their ratio for each length."""
    facts = yaml.safe_load(BROCHURE.read_text("utf-8"))["facts"]
    for times in TIMES:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            ours, peer = folder / "brochure.yaml", folder / "peer.typ"
            texts = repeated(times)
            ours.write_text(brochure_source(texts, facts), "utf-8")
            peer.write_text(PREAMBLE + "\n".join(map(typst_pair, texts)), "utf-8")
            mine, theirs = [], []
            for _ in range(runs + 1):
                mine.append(run_ours(ours, folder / "ours.pdf"))
                theirs.append(run_typst(peer, folder / "peer.pdf"))
            pages = [len(pikepdf.open(folder / name).pages) for name in ("ours.pdf", "peer.pdf")]
        print(f"{pages[0]} pages (typst {pages[1]})   {compared(mine[1:], theirs[1:])}")


def pairs() -> list[dict[str, str]]:
    """The texts of the Tianxin brochure's stories."""
    tree = yaml.safe_load(BROCHURE.read_text("utf-8"))
    return [section["text"] for section in tree["sections"] if "text" in section and section["kind"] == "story"]


def repeated(times: int) -> list[dict[str, str]]:
    """The texts again and again, each paragraph with a number of its own: neither side may set one for all."""
    return [
        {
            lang: "\n\n".join(
                f"{begin.format(f'{time}.{text}.{number}')}{paragraph}"
                for number, paragraph in enumerate(pair[lang].strip().split("\n\n"))
            )
            for lang, begin in (("zh", "第{}段，"), ("en", "Paragraph {}. "))
        }
        for time in range(times)
        for text, pair in enumerate(pairs())
    ]


def brochure_source(texts: list[dict[str, str]], facts: object) -> str:
    """A plain brochure of one story."""
    text = {lang: "\n\n".join(pair[lang].strip() for pair in texts) + "\n" for lang in ("zh", "en")}
    tree = {
        "brochure": 1,
        "document": {"title": {"zh": "长文", "en": "Long text"}, "date": "2026-01-01"},
        "facts": facts,
        "sections": [{"kind": "story", "id": "long", "title": {"zh": "长文", "en": "Long text"}, "text": text}],
    }
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, default_style=None, width=10**9)


if __name__ == "__main__":
    main()
