"""Page order, proved with paper: print the sheets of the model, fold or cut them, and turn the leaves."""

from __future__ import annotations

from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imposing import PageOnSheet, Pile, Read, cut, folded, laid_out, printed, read_pile, sheets, source

from brochure.diagnostics import Sink
from brochure.imposition import schemes
from brochure.imposition.paper import parse_paper
from brochure.imposition.planning import Job
from brochure.imposition.run import impose
from brochure.imposition.schemes import Cell, Grid, Sheet, Spine

COUNTS = range(4, 65, 4)
SPINES: tuple[Spine, ...] = ("left", "right")


def sections_of(sheet: Sheet) -> list[Pile]:
    """The folded pieces of a sheet."""
    piles = [folded(laid_out(piece), sheet.folds) for piece in cut(sheet)]
    assert len(piles) == sheet.copies
    assert all(pile == piles[0] for pile in piles), "the copies of one sheet differ"
    return piles


def nested(piles: list[Pile]) -> Pile:
    """Each section opened in its middle and laid round the next."""
    book: Pile = []
    for pile in reversed(piles):
        half = len(pile) // 2
        book = pile[:half] + book + pile[half:]
    return book


def upright(count: int) -> list[tuple[int, bool]]:
    return [(page, False) for page in range(1, count + 1)]


@pytest.mark.parametrize("spine", SPINES)
@pytest.mark.parametrize("signature", schemes.SIGNATURES)
@pytest.mark.parametrize("count", COUNTS)
def test_nested_sections_read_from_the_first_page_to_the_last(count: int, signature: int, spine: Spine) -> None:
    sheets = schemes.saddle(count, signature, spine)
    assert read_pile(nested([sections_of(sheet)[0] for sheet in sheets])) == upright(count)


@pytest.mark.parametrize("spine", SPINES)
@pytest.mark.parametrize("signature", schemes.SIGNATURES)
@pytest.mark.parametrize("count", COUNTS)
def test_gathered_sections_read_from_the_first_page_to_the_last(count: int, signature: int, spine: Spine) -> None:
    book = [leaf for sheet in schemes.perfect(count, signature, spine) for leaf in sections_of(sheet)[0]]
    assert read_pile(book) == upright(count)


@pytest.mark.parametrize("turning", ["turn", "tumble"])
@pytest.mark.parametrize(("signature", "count"), [(2, 2), (2, 6), (4, 4), (4, 12), (8, 8), (8, 32)])
def test_one_plate_for_both_sides_gives_two_whole_copies(signature: int, count: int, turning: schemes.Turning) -> None:
    piles = [sections_of(sheet) for sheet in schemes.shared(count, signature, turning)]
    assert all(len(copies) == 2 for copies in piles)
    firsts = [copies[0] for copies in piles]
    book = nested(firsts) if signature > 2 else [leaf for pile in firsts for leaf in pile]
    assert read_pile(book) == upright(count)


@pytest.mark.parametrize("spine", SPINES)
@pytest.mark.parametrize("signature", schemes.SIGNATURES)
@pytest.mark.parametrize("count", COUNTS)
def test_the_last_fold_is_the_spine_and_lies_where_it_was_asked_for(count: int, signature: int, spine: Spine) -> None:
    for sheet in schemes.perfect(count, signature, spine):
        assert sheet.folds[-1] == spine
        for grid, back in ((sheet.front, False), (sheet.back, True)):
            across, _down = sheet.joints(back)
            for row in grid:
                for column, cell in enumerate(row):
                    at_left = (cell.spine == "left") != cell.turned
                    assert across[column - 1 if at_left else column] == "spine"
                    assert (cell.page % 2 == 1) == (cell.spine == spine)


@pytest.mark.parametrize("signature", schemes.SIGNATURES)
@pytest.mark.parametrize("count", COUNTS)
def test_depth_is_the_number_of_leaves_around_a_leaf_at_the_spine(count: int, signature: int) -> None:
    sheets = schemes.saddle(count, signature)
    book = nested([sections_of(sheet)[0] for sheet in sheets])
    depths = {
        cell.page: cell.depth for sheet in sheets for grid in (sheet.front, sheet.back) for row in grid for cell in row
    }
    for index, ((front, _), (back, _)) in enumerate(book):
        around = min(index, len(book) - 1 - index)
        assert depths[front] == depths[back] == around


def test_two_up_is_the_published_order() -> None:
    """print.md §9: sheet i (1 outermost) has front [N-2i+2 | 2i-1] and back [2i | N-2i+1]."""
    count = 24
    for number, sheet in enumerate(schemes.saddle(count, 4), 1):
        assert [cell.page for cell in sheet.front[0]] == [count - 2 * number + 2, 2 * number - 1]
        assert [cell.page for cell in sheet.back[0]] == [2 * number, count - 2 * number + 1]


@given(st.integers(1, 64), st.integers(1, 4), st.integers(1, 4), st.booleans())
def test_piles_cut_and_put_on_one_another_lie_in_order(count: int, rows: int, columns: int, one_sided: bool) -> None:
    sheets = schemes.cut_and_stack(count, rows, columns, one_sided)
    stack = [printed(sheet) for sheet in sheets]
    book = [piece[row][column][0] for row in range(rows) for column in range(columns) for piece in stack]
    pages = [face[0] for leaf in book for face in (leaf[:1] if one_sided else leaf)]
    assert pages == list(range(1, len(pages) + 1))
    assert len(pages) >= count


@given(st.integers(1, 64), st.integers(1, 4), st.integers(1, 4))
def test_flat_work_has_every_page_once_with_its_back_behind_it(count: int, rows: int, columns: int) -> None:
    leaves = [pile[0] for sheet in schemes.n_up(count, rows, columns) for line in printed(sheet) for pile in line]
    assert [leaf[0][0] for leaf in leaves] == list(range(1, 2 * len(leaves), 2))
    assert all(behind == (page + 1, False) for (page, _turned), behind in leaves)


@given(st.integers(1, 9), st.integers(1, 4), st.integers(1, 4))
def test_repeated_work_fills_a_sheet_with_one_leaf(count: int, rows: int, columns: int) -> None:
    for number, sheet in enumerate(schemes.n_up(count, rows, columns, repeat=True)):
        leaves = {pile[0] for line in printed(sheet) for pile in line}
        assert leaves == {((2 * number + 1, False), (2 * number + 2, False))}


@given(st.integers(1, 64), st.sampled_from([1, 2, 4, 8]), st.data())
def test_blanks_fill_up_to_the_unit_and_change_no_order(count: int, unit: int, data: st.DataObject) -> None:
    after = data.draw(st.none() | st.integers(1, count))
    order = schemes.with_blanks(count, unit, after)
    assert len(order) % unit == 0
    assert len(order) - count < unit
    assert [page for page in order if page is not None] == list(range(count))
    if None in order:
        assert order.index(None) == (count if after is None else after)


def test_the_innermost_four_pages_of_a_twenty_page_booklet_are_printed_twice_on_one_plate() -> None:
    *full, half = schemes.saddle(20, 8)
    assert [len(sheet.pages) for sheet in full] == [8, 8]
    assert half.pages == (9, 10, 11, 12)
    assert (half.shared, half.copies) == (True, 2)


@pytest.mark.parametrize("count", [0, 2, 6, 63])
def test_a_count_that_cannot_be_folded_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="multiple of 4"):
        schemes.saddle(count, 4)


# ---- the same with the printed file


def grid_of(side: Read, back: bool) -> Grid:
    """Where the file's pages lie, as the block was laid out: a standing block is stood up again."""

    def place(page: PageOnSheet) -> tuple[float, float, bool]:
        x0, y0, x1, y1 = page.bleed
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        a, b = page.matrix[:2]
        if abs(b) < abs(a):
            return x, y, a < 0
        # the front was turned counter-clockwise, the back clockwise
        return (-y, x, b > 0) if back else (y, -x, b < 0)

    placed = [(place(page), page.page) for page in side.pages]
    rows: dict[int, list[tuple[float, Cell]]] = {}
    for (x, y, head_down), number in placed:
        key = next((row for row in rows if abs(row - y) < 50), round(y))
        rows.setdefault(key, []).append((x, Cell(number, head_down)))
    return tuple(tuple(cell for _x, cell in sorted(rows[y], key=itemgetter(0))) for y in sorted(rows, reverse=True))


@pytest.mark.parametrize("spine", SPINES)
@pytest.mark.parametrize(
    ("scheme", "paper", "count", "options"),
    [
        ("saddle-2up", "SRA3", 32, {}),
        ("saddle-4up", "SRA2", 24, {}),
        ("saddle-4up", "大度对开", 24, {}),
        ("perfect", "SRA1", 32, {}),
        ("perfect", "正度对开", 24, {"signature": 8}),
        ("perfect", "大度全开", 48, {"signature": 16}),
    ],
)
def test_the_printed_file_folds_into_the_book(
    tmp_path: Path, scheme: Any, paper: str, count: int, options: dict[str, Any], spine: Spine
) -> None:
    """The places are read from the file's matrices; only the folds and the cuts are taken from the plan."""
    file = source(tmp_path / "in.pdf", count)
    job = Job(scheme, paper=parse_paper(paper), thickness=0.4, spine=spine, name="x", **options)
    made = impose(file, tmp_path / "out.pdf", job, Sink())
    assert made
    sides = iter(sheets(tmp_path / "out.pdf"))
    piles = []
    for sheet in made.plan.sheets:
        assert not sheet.shared
        front, back = grid_of(next(sides), back=False), grid_of(next(sides), back=True)
        seen = Sheet(front, back, sheet.across, sheet.down, folds=sheet.folds)
        piles.append(sections_of(seen)[0])
    book = nested(piles) if scheme != "perfect" else [leaf for pile in piles for leaf in pile]
    assert read_pile(book) == upright(count)


@pytest.mark.parametrize(
    ("scheme", "count", "options"),
    [
        ("saddle-2up", 12, {}),
        ("saddle-4up", 20, {}),
        ("perfect", 36, {"signature": 16}),
        ("perfect", 20, {"signature": 8}),
        ("work-and-turn", 8, {"signature": 8}),
        ("work-and-tumble", 8, {"signature": 4}),
    ],
)
def test_the_printed_dummy_folds_into_the_book(
    tmp_path: Path, scheme: Any, count: int, options: dict[str, Any]
) -> None:
    """Every sheet of it has a front and a back to be turned one way, also those with one plate for both sides."""
    file = source(tmp_path / "in.pdf", count)
    made = impose(file, tmp_path / "out.pdf", Job(scheme, dummy=True, name="x", **options), Sink())
    assert made
    sides = iter(sheets(tmp_path / "out.pdf"))
    piles = []
    for sheet in made.plan.sheets:
        front, back = grid_of(next(sides), back=False), grid_of(next(sides), back=True)
        seen = Sheet(front, back, sheet.across, sheet.down, folds=sheet.folds, copies=sheet.copies)
        piles.append(sections_of(seen)[0])
    book = nested(piles) if scheme != "perfect" else [leaf for pile in piles for leaf in pile]
    assert read_pile(book) == upright(count)
