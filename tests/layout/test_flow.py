"""Pouring rows into regions keeps their promises: nothing lost or repeated, two lines together, keepers not parted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brochure.frame import Frame
from brochure.geometry import Size
from brochure.layout.flow import ORPHANS, Cursor, Row, may_cut, pour

LEADING = 16.0


def row(*sides: int, before: float = 0.0, keep: bool = False, whole: float | None = None) -> Row:
    return Row(sides, LEADING, lambda first, last: Frame(Size(10, (last - first) * LEADING)), before, keep, whole=whole)


rows_of_text = st.lists(
    st.tuples(st.lists(st.integers(1, 30), min_size=1, max_size=2), st.sampled_from([0.0, 16.0]), st.booleans()),
    min_size=1,
    max_size=12,
).map(lambda rows: tuple(row(*sides, before=before, keep=keep) for sides, before, keep in rows))


def pour_all(rows: tuple[Row, ...], height: float) -> list[list[tuple[int, int, int]]]:
    """Pour into regions of `height` until all is placed or nothing moves; (row, first, last) by region."""
    regions = []
    cursor = Cursor()
    while cursor.row < len(rows):
        pieces, after = pour(rows, cursor, height)
        if after == cursor:
            break
        regions.append([(piece.row, piece.first, piece.last) for piece in pieces])
        cursor = after
    return regions


@given(rows_of_text, st.integers(40, 60))
def test_every_line_is_placed_once_and_in_order(rows: tuple[Row, ...], lines: int) -> None:
    placed = [
        (number, line)
        for region in pour_all(rows, lines * LEADING)
        for number, first, last in region
        for line in range(first, last)
    ]
    expected = [(number, line) for number, each in enumerate(rows) for line in range(each.lines)]
    assert placed == expected[: len(placed)]
    if not any(each.keep for each in rows):
        assert placed == expected


@given(rows_of_text, st.integers(4, 60))
def test_no_side_leaves_a_single_line_at_a_foot_or_head(rows: tuple[Row, ...], lines: int) -> None:
    for region in pour_all(rows, lines * LEADING):
        for number, first, last in region:
            for count in rows[number].sides:
                if first < count:
                    here = min(last, count) - first
                    assert here >= min(ORPHANS, count)
                if last < count:
                    assert count - last >= ORPHANS


@given(rows_of_text, st.integers(4, 60))
def test_no_region_is_overfilled(rows: tuple[Row, ...], lines: int) -> None:
    cursor = Cursor()
    for _ in range(100):
        pieces, after = pour(rows, cursor, lines * LEADING)
        for piece in pieces:
            assert piece.y + (piece.last - piece.first) * LEADING <= lines * LEADING + 0.01
        if after == cursor:
            break
        cursor = after


def test_a_heading_goes_to_the_next_column_with_its_text() -> None:
    rows = (row(8), row(1, keep=True), row(6))
    pieces, cursor = pour(rows, Cursor(), 10 * LEADING)
    assert [piece.row for piece in pieces] == [0]
    assert cursor == Cursor(1, 0)


def test_a_heading_stays_when_two_lines_of_text_fit_under_it() -> None:
    rows = (row(7), row(1, keep=True), row(6))
    pieces, cursor = pour(rows, Cursor(), 10 * LEADING)
    assert [(piece.row, piece.last) for piece in pieces] == [(0, 7), (1, 1), (2, 2)]
    assert cursor == Cursor(2, 2)


def test_a_picture_is_never_cut() -> None:
    rows = (row(3), row(whole=100.0))
    pieces, cursor = pour(rows, Cursor(), 100.0)
    assert [piece.row for piece in pieces] == [0]
    assert cursor == Cursor(1, 0)


def test_a_pair_is_cut_only_where_both_languages_keep_two_lines() -> None:
    assert may_cut((10, 14), 0, 5)
    assert not may_cut((6, 14), 0, 5), "one line of the shorter side would stand alone overleaf"
    assert may_cut((5, 14), 0, 5), "the shorter side is complete"


def test_a_column_does_not_end_within_a_word_where_a_line_earlier_will_do() -> None:
    """typography.md §13: no hyphen at a column's last word."""

    def torn(*ends: int) -> Row:
        return Row((10,), LEADING, lambda first, last: Frame(Size(10, 0)), torn=frozenset(ends))

    def ends(one: Row, lines: int) -> list[int]:
        return [last for region in pour_all((one,), lines * LEADING) for _, _, last in region]

    assert ends(torn(), 5) == [5, 10]
    assert ends(torn(5), 5) == [4, 8, 10]
    assert ends(torn(5), 6) == [6, 10], "the hyphen does not end the column"
    assert ends(torn(4, 5), 5) == [5, 10], "two lines would be too much to leave"
    assert ends(torn(2), 2) == [2, 4, 6, 8, 10], "one line alone would be worse"
