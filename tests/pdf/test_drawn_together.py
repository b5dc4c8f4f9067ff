"""Pages drawn by several processes are those of one, byte for byte, whatever happens on the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent
THREE_PROCESSES = """
import os, sys
from pathlib import Path
sys.path.insert(0, {folder!r})
from pdf_making import LATIN, SONG, document, page, shape, write
from brochure.color import BLACK, CMYK, Spot
from brochure.geometry import Point
from brochure.dataclass import replace
from brochure.pdf import drawing

def lines(number):
    words = f"第{{number}}页“文字”——Page {{number}}, office and affluent\\u00a0files"
    return [(Point(20, 30 + 15 * row), shape(face, words[row:], extra=row, color=color))
            for row, (face, color) in enumerate([(SONG, BLACK), (LATIN, BLACK), (LATIN, CMYK(1, 0, 0, 0))] * 8)]

def pages(number):
    made = lines(number)
    {more}
    return page(made)

written = document(*map(pages, range(30)))
one, three = (Path(sys.argv[1]) / name for name in ("one", "three"))
one.mkdir()
three.mkdir()
write(written, one)
drawing.WORTH = 0
drawing.cores = lambda: 3
begun, redrawn, begin, receive = [], [], drawing.begin, drawing._received
def count(work):
    begun.append(work)
    return begin(work)
def told(helper, faces):
    found = receive(helper, faces)
    redrawn.append(not found)
    return found
drawing.begin, drawing._received = count, told
{spoil}
write(written, three)
print(len(begun), sum(redrawn))
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pages are shared out on Linux only")


def three(folder: Path, more: str = "", spoil: str = "") -> list[int]:
    """Draw with one process and with three, compare, and tell how many were begun, and how many in vain."""
    code = THREE_PROCESSES.format(folder=str(FOLDER), more=more, spoil=spoil)
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (folder / "one" / "out.pdf").read_bytes() == (folder / "three" / "out.pdf").read_bytes()
    return [int(part) for part in done.stdout.split()]


def test_three_processes_draw_what_one_draws(tmp_path: Path) -> None:
    assert three(tmp_path) == [2, 0]


def test_a_spot_colour_that_all_pages_have_is_no_hindrance(tmp_path: Path) -> None:
    spot = "made.append((Point(20, 500), shape(SONG, '专色', color=Spot('Gold', CMYK(0, .2, .6, .1), 1.0))))"
    assert three(tmp_path, spot) == [2, 0]


def test_a_spot_colour_that_begins_in_the_middle_is_defined_once(tmp_path: Path) -> None:
    spot = "made.append((Point(20, 500), shape(SONG, '专色', color=Spot('Gold', CMYK(0, .2, .6, .1), 1.0))))"
    begun, redrawn = three(tmp_path, f"if number > 12: {spot}")
    assert begun == 2
    assert redrawn > 0


def test_a_glyph_means_what_it_means_on_the_first_page_that_has_it(tmp_path: Path) -> None:
    # one glyph for two characters: the first pages say what it is, and later ones must say where it is the other
    other = "made.append((Point(20, 500), replace(shape(SONG, '丙'), text='丙' if number < 9 else '丁')))"
    begun, redrawn = three(tmp_path, f"if number > 3: {other}")
    assert begun == 2
    assert redrawn > 0


def test_pages_of_a_process_that_dies_are_drawn_all_the_same(tmp_path: Path) -> None:
    assert three(tmp_path, spoil="drawing._sent = lambda *_: os.abort()") == [2, 2]


def test_where_no_process_can_be_begun_one_draws_all(tmp_path: Path) -> None:
    assert three(tmp_path, spoil="def refuse(): raise OSError('no more')\nos.fork = refuse") == [2, 2]
