"""Writes src/brochure/text/words.txt, the common words that headings are not cut in, from the dictionary of jieba.

Usage: python tools/words.py jieba-0.42.1.tar.gz   (https://pypi.org/project/jieba, MIT)

A line is a character, and how the words go on that begin with it, each with its cost: −10 ln of its share of all text.
Words seen fewer than 100 times in 60 million are left out, and so are those of more than four characters, which are
phrases.
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
    begun: dict[str, list[str]] = defaultdict(list)
    for word, count, *_ in rows:
        if int(count) >= LEAST and len(word) <= LONGEST and all("一" <= one <= "鿿" for one in word):
            begun[word[0]].append(f"{word[1:]}{round(-10 * math.log(int(count) / total))}")
    lines = [f"{first} {' '.join(sorted(words))}" for first, words in sorted(begun.items())]
    head = "# Common words of Chinese with their cost, from the dictionary of jieba 0.42.1 (MIT, see words.LICENSE)."
    TARGET.write_text("\n".join([head, *lines, ""]), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
