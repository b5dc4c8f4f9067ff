"""Which pages lie side by side in the reader's hand."""

from __future__ import annotations

from collections.abc import Sequence

BOOKS = ("saddle-stitch", "perfect")
COVER = "cover"


def spreads(pages: Sequence[tuple[str, int]], binding: str) -> tuple[tuple[int, ...], ...]:
    """Groups of places in `pages`, each the name of its file and its number there.

    In a book the first page stands alone, then left and right; loose leaves and folded sheets are shown one by one, and
    so is a cover sheet. Every file begins anew.
    """
    groups: list[tuple[int, ...]] = []
    for index, (name, number) in enumerate(pages):
        right = number % 2 == 1 and number > 1
        if right and binding in BOOKS and not name.endswith(COVER):
            groups[-1] = (*groups[-1], index)
        else:
            groups.append((index,))
    return tuple(groups)
