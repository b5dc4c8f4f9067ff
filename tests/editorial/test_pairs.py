"""Every pair of the table: the right ones pass in silence, the wrong ones are found."""

from __future__ import annotations

from pathlib import Path

from brochure.editorial.numbers import compare


def read_pairs() -> list[tuple[str, str, bool]]:
    found, zh = [], ""
    for line in (Path(__file__).parent / "pairs.txt").read_text("utf-8").splitlines():
        if line[:2] == "= ":
            zh = line[2:]
        elif line[:2] in ("+ ", "- "):
            found.append((zh, line[2:], line[0] == "+"))
    return found


PAIRS = read_pairs()


def test_the_table_is_long_enough() -> None:
    assert sum(right for *_, right in PAIRS) >= 600
    assert sum(not right for *_, right in PAIRS) >= 700


def test_no_right_pair_is_reported() -> None:
    wrong = [(zh, en, [m.message.en for m in found]) for zh, en, right in PAIRS if right and (found := compare(zh, en))]
    assert not wrong, "\n".join(map(str, wrong))


def test_every_wrong_pair_is_reported() -> None:
    missed = [(zh, en) for zh, en, right in PAIRS if not right and not compare(zh, en)]
    assert not missed, "\n".join(map(str, missed))
