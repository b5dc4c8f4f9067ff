"""Patterns are compiled once for all runs, and match as those of `re` do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from brochure.regex import regex
from brochure.text.items import tokens

BUILD = """
import re._compiler, sys
seen, compile = [], re._compiler._code
def counted(parsed, flags):
    seen.append(parsed)
    return compile(parsed, flags)
re._compiler._code = counted
from brochure.regex import keep
from brochure.text.items import tokens
from brochure.text import spacing, context, balance
found = tokens(True).findall("共 3 个 test——「好」")
keep()
print(len(seen), found)
"""


def run(cache: Path) -> list[str]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", BUILD], capture_output=True, text=True, check=True, env=environment, encoding="utf-8"
    )
    return done.stdout.split(" ", 1)


def kept(cache: Path) -> Path:
    (file,) = (cache / "brochure").glob("patterns-*")
    return file


@pytest.mark.parametrize(
    ("pattern", "flags"),
    [
        (r"(?P<n>[0-9]+)(?P<unit>[个名件])?|(第)", 0),
        (r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]+(?![\u0300-\u036f])", re.DOTALL),
        (r"rmb (?=\d)|(?<=a)b", re.IGNORECASE),
        (r"^x.*?$", re.MULTILINE | re.ASCII),
        ("", 0),
    ],
)
def test_a_pattern_is_the_one_that_re_would_compile(pattern: str, flags: int) -> None:
    ours, theirs = regex(pattern, flags), re.compile(pattern, flags)
    assert ours == theirs  # of equal flags and code
    assert (ours.groups, ours.groupindex, ours.flags) == (theirs.groups, theirs.groupindex, theirs.flags)
    assert regex(pattern, flags) == theirs


def test_a_pattern_asked_for_again_is_the_same_object() -> None:
    assert regex(r"[一-鿿]\b") is regex(r"[一-鿿]\b")


def test_a_faulty_pattern_is_refused_as_by_re() -> None:
    with pytest.raises(re.error):
        regex("(open")


def test_a_second_run_compiles_no_pattern_of_ours(tmp_path: Path) -> None:
    compiled, found = run(tmp_path)
    again, same = run(tmp_path)
    assert int(compiled) > 15
    assert int(again) < int(compiled) - 15
    assert same == found == f"{tokens(True).findall('共 3 个 test——「好」')}\n"


@pytest.mark.parametrize("harm", ["cut", "index", "code", "empty", "foreign", "folder"])
def test_a_damaged_cache_is_as_good_as_none(tmp_path: Path, harm: str) -> None:
    _, found = run(tmp_path)
    file = kept(tmp_path)
    data = bytearray(file.read_bytes())
    if harm == "folder":
        file.unlink()
        file.mkdir()
    elif harm in ("index", "code"):
        data[100 if harm == "index" else -100] ^= 1
        file.write_bytes(data)
    else:
        file.write_bytes({"cut": bytes(data[:100]), "empty": b"", "foreign": b"not what it should be"}[harm])
    assert run(tmp_path)[1] == found
    if harm != "folder":
        assert kept(tmp_path).stat().st_size == len(data)  # and made whole again


def test_nothing_needs_the_cache(tmp_path: Path) -> None:
    file = tmp_path / "no-folder"
    file.write_text("")  # a file where the folder should be: not even root can write into it
    assert run(file)[1] == run(tmp_path)[1]
    assert file.read_text() == ""
