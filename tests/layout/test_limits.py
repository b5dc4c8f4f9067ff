"""Length limits for translators: if every text is as long as its limit, all of it fits, and not much more does."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from test_copyfit import overset, prose, tree

from brochure.build import Options, check
from brochure.commands.exchange import extract_command
from brochure.editorial.exchange import SIZES, XLIFF

WORDS = "The park offers new companies good services and room for growth in every direction they may choose "


def write(folder: Path, brochure: dict[str, Any]) -> Path:
    file = folder / "brochure.yaml"
    file.write_text(yaml.safe_dump(brochure, allow_unicode=True, sort_keys=False), "utf-8")
    return file


def limits(folder: Path, brochure: dict[str, Any]) -> dict[str, int]:
    """The limit of each unit by its place and, in a running text, the paragraph's number."""
    out = folder / "t.xlf"
    done = CliRunner().invoke(extract_command, [str(write(folder, brochure)), "-o", str(out)])
    assert done.exit_code == 0, done.output
    units = list(ET.parse(out).getroot().iter(f"{{{XLIFF}}}unit"))
    found = {}
    for unit in units:
        number = re.search(r"[.]text[.](\d+)$", unit.get("id", ""))
        size = unit.get(f"{{{SIZES}}}sizeRestriction")
        if size:
            found[unit.get("name", "") + (f".{number[1]}" if number else "")] = int(size.removeprefix("0,"))
    return found


def english(length: int) -> str:
    text = (WORDS * (length // len(WORDS) + 1))[:length].rstrip()
    return text + "." * (length - len(text))


def filled(brochure: dict[str, Any], found: dict[str, int], more: int = 0) -> dict[str, Any]:
    """The brochure with every English text as long as its limit, or longer."""
    made: dict[str, Any] = json.loads(json.dumps(brochure))
    running: dict[int, str] = {}
    for place, length in found.items():
        if place.startswith("sections.0.text."):
            running[int(place.rpartition(".")[2])] = english(length + more)
            continue
        value: Any = made
        for step in place.split("."):
            value = value[int(step)] if step.isdigit() else value[step]
        value["en"] = english(length + more)
    made["sections"][0]["text"]["en"] = "\n\n".join(running[number] for number in sorted(running)) + "\n"
    return made


@pytest.mark.parametrize("arrangement", ["columns", "stacked", "facing", "separate"])
def test_texts_as_long_as_their_limits_fit_all_at_once_and_longer_ones_do_not(tmp_path: Path, arrangement: str) -> None:
    brochure = tree(tmp_path, arrangement, prose(21, 3, 50, 30))
    found = limits(tmp_path, brochure)
    assert {"sections.0.title", "sections.0.text.0", "sections.0.text.2", "sections.0.photos.0.caption",
            "sections.0.inserts.0.text", "sections.0.inserts.1.items.0.label"} <= set(found)  # fmt: skip
    pages = len(check(write(tmp_path, brochure), Options()).pages)
    full = check(write(tmp_path, filled(brochure, found)), Options())
    assert not overset(full) and len(full.pages) == pages
    for place in found:
        longer = filled(brochure, found | {place: found[place] + 160})
        if "by" not in place and "value" not in place:
            assert overset(check(write(tmp_path, longer), Options())), place


def test_a_text_without_translation_has_a_limit_too(tmp_path: Path) -> None:
    brochure = tree(tmp_path, "columns", prose(22, 2, 50, 30))
    whole = set(limits(tmp_path, brochure))
    for status in ("draft", "review"):
        brochure["document"]["status"] = status
        section = brochure["sections"][0]
        section["title"].pop("en", None)
        section["text"].pop("en", None)
        assert set(limits(tmp_path, brochure)) == whole


def test_a_text_that_is_too_long_gets_a_limit_below_its_length(tmp_path: Path) -> None:
    brochure = tree(tmp_path, "columns", prose(23, 2, 50, 30))
    brochure["sections"][0]["inserts"][0]["text"]["en"] = english(900)
    found = limits(tmp_path, brochure)
    assert 40 < found["sections.0.inserts.0.text"] < 900
    assert not overset(check(write(tmp_path, filled(brochure, found)), Options()))


def test_the_workbook_has_the_same_limits_and_without_layout_there_are_none(tmp_path: Path) -> None:
    brochure = tree(tmp_path, "columns", prose(24, 2, 50, 30))
    found = limits(tmp_path, brochure)
    out = tmp_path / "t.xlsx"
    assert CliRunner().invoke(extract_command, [str(tmp_path / "brochure.yaml"), "-o", str(out)]).exit_code == 0
    sheet = zipfile.ZipFile(io.BytesIO(out.read_bytes())).read("xl/worksheets/sheet1.xml").decode()
    column = [int(text) for text in re.findall(r'<c r="E[0-9]+"[^>]*><is><t[^>]*>(\d+)</t>', sheet)]
    assert sorted(column) == sorted(found.values())
    plain = tmp_path / "p.xlf"
    CliRunner().invoke(extract_command, [str(tmp_path / "brochure.yaml"), "-o", str(plain), "--no-limits"])
    assert "sizeRestriction=" not in plain.read_text("utf-8")
    brochure["theme"]["styles"] = {"body": {"font": "nothing"}}
    done = CliRunner().invoke(extract_command, [str(write(tmp_path, brochure)), "-o", str(plain)])
    assert done.exit_code == 0 and "no length limits" in done.output
