"""Writes src/brochure/text/words.txt, the common words that headings are not cut in, from the dictionary of jieba.

Usage: python tools/words.py jieba-0.42.1.tar.gz   (https://pypi.org/project/jieba, MIT)

A line is a cost, −100 ln of a word's share of all text, and the words that have it. Words seen fewer than 100 times in
60 million are left out, and so are those of more than four characters, which are phrases.
"""

from __future__ import annotations

import math
import sys
import tarfile
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src" / "brochure" / "text" / "words.txt"
LEAST, LONGEST = 100, 4


def main() -> int:
    with tarfile.open(sys.argv[1]) as archive:
        member = next(one for one in archive.getmembers() if one.name.endswith("/jieba/dict.txt"))
        source = archive.extractfile(member)
        rows = [line.split() for line in source.read().decode().splitlines()] if source else []
    total = sum(int(row[1]) for row in rows)
    by_cost: dict[int, list[str]] = defaultdict(list)
    for word, count, *_ in rows:
        if int(count) >= LEAST and len(word) <= LONGEST and all("一" <= one <= "鿿" for one in word):
            by_cost[round(-100 * math.log(int(count) / total) / 10) * 10].append(word)
    lines = [f"{cost} {' '.join(sorted(words))}" for cost, words in sorted(by_cost.items())]
    head = "# Common words of Chinese by cost, from the dictionary of jieba 0.42.1: Copyright (c) 2013 Sun Junyi, MIT."
    TARGET.write_text("\n".join([head, *lines, ""]), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
