"""The room that is reported is the room there is: so much more text fits, and one line more does not."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from click.testing import CliRunner
from PIL import Image
from test_arrangements import HAN, WORDS

from brochure.build import Built, Options, build, check
from brochure.commands.build import check_command
from brochure.layout.rooms import Room, Rooms, typical_words

TEXT: dict[str, Any] = {"holds": "text", "columns": "1-12", "lines": "6-24", "split": "5-7"}
PAGE = {
    "regions": [
        {"holds": "title", "columns": "1-12", "lines": "1-5"},
        TEXT,
        {
            "holds": "photo", "columns": "1-6", "lines": "26-36",
            "caption": {"holds": "caption", "columns": "1-6", "lines": "37-41"},
        },
        {"holds": "quote", "columns": "7-12", "lines": "26-32"},
        {"holds": "stats-row", "columns": "7-12", "lines": "34-41"},
    ]
}  # fmt: skip


def prose(seed: int, paragraphs: int, zh: int, en: int) -> dict[str, str]:
    """Paragraphs without punctuation inside, so that their length in 字 is their length on the page."""
    choose = random.Random(seed)
    halves: dict[str, list[str]] = {"zh": [], "en": []}
    for _ in range(paragraphs):
        halves["zh"].append("".join(choose.choice(HAN) for _ in range(zh)))
        halves["en"].append(" ".join(choose.choice(WORDS) for _ in range(en)).capitalize())
    return {lang: "\n\n".join(parts) + "\n" for lang, parts in halves.items()}


def tree(folder: Path, arrangement: str, text: dict[str, str], **document: object) -> dict[str, Any]:
    Image.new("CMYK", (600, 400), (20, 20, 20, 20)).save(folder / "p.jpg", dpi=(300, 300))
    story = {
        "kind": "story", "id": "one", "title": {"zh": "标题文字", "en": "A title of words"}, "text": text,
        "photos": [{
            "file": "p.jpg", "alt": {"zh": "图", "en": "Picture"}, "caption": {"zh": "一句说明", "en": "A caption"},
            "credit": {"zh": "摄影", "en": "Photograph"},
        }],
        "inserts": [
            {"kind": "quote", "text": {"zh": "一句引语", "en": "A quotation"}, "by": {"zh": "甲", "en": "Somebody"}},
            {"kind": "stats", "layout": "row", "items": [
                {"value": {"zh": "12个", "en": "12"}, "label": {"zh": "说明", "en": "Label"}},
                {"value": {"zh": "34个", "en": "34"}, "label": {"zh": "另一条说明", "en": "Another label"}},
            ]},
        ],
    }  # fmt: skip
    head = {"title": {"zh": "册", "en": "B"}, "arrangement": arrangement, "trim": "A4", "date": "2026-01-01"}
    theme = {"extends": "plain", "pages": {"one": PAGE}, "plans": {"story": {"pages": ["one"]}}}
    return {"brochure": 1, "document": head | document, "theme": theme, "sections": [story]}


def checked(folder: Path, brochure: dict[str, Any], copyfit: bool = True) -> Built:
    (folder / "brochure.yaml").write_text(yaml.safe_dump(brochure, allow_unicode=True, sort_keys=False), "utf-8")
    return check(folder / "brochure.yaml", Options(copyfit=copyfit))


def overset(built: Built) -> list[str]:
    assert {one.code for one in built.findings if one.severity == "error"} <= {"layout.overset", "preflight.safe_area"}
    return [one.message.zh for one in built.findings if one.code == "layout.overset"]


def grown(brochure: dict[str, Any], room: Room, more: str) -> dict[str, Any]:
    """The brochure with a longer text."""
    made: dict[str, Any] = json.loads(json.dumps(brochure))
    place: Any = made
    for step in room.path.split("."):
        place = place[int(step)] if step.isdigit() else place[step]
    text = place[room.lang]
    end = "\n" if text.endswith("\n") else ""
    place[room.lang] = text.rstrip("\n") + ("" if room.lang == "zh" or not more else " ") + more + end
    return made


def fillers(brochure: dict[str, Any]) -> Rooms:
    """The words by which English is measured: those of the brochure itself."""

    def words(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, child in value.items():
                yield from child.split() if key == "en" and isinstance(child, str) else words(child)
        elif isinstance(value, list):
            for child in value:
                yield from words(child)

    return Rooms(typical_words(words([brochure["document"], brochure["sections"]])))


ARRANGEMENTS = ["columns", "stacked", "facing", "separate", "zh", "en"]
LINE = {"zh": 36, "en": 26}
"""字 and words of one line, at the most."""


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
@pytest.mark.parametrize("seed", [1, 2])
def test_as_much_text_as_there_is_room_for_fits_and_a_line_more_does_not(
    tmp_path: Path, arrangement: str, seed: int
) -> None:
    brochure = tree(tmp_path, arrangement, prose(seed, 2 + seed, 40 + 7 * seed, 24 + 3 * seed))
    built = checked(tmp_path, brochure)
    assert not overset(built)
    rooms = [room for room in built.rooms if room.region == "text"]
    assert {room.lang for room in rooms} == ({"zh", "en"} if arrangement not in ("zh", "en") else {arrangement})
    filler = fillers(brochure)
    for room in rooms:
        assert room.state == "fits" and room.room > LINE[room.lang]
        fitting = checked(tmp_path, grown(brochure, room, filler.filler(room.lang, room.room)), copyfit=False)
        assert not overset(fitting), room
        assert len(fitting.pages) == len(built.pages)
        over = grown(brochure, room, filler.filler(room.lang, room.room + LINE[room.lang]))
        assert overset(checked(tmp_path, over, copyfit=False)), room


@pytest.mark.parametrize("arrangement", ["columns", "facing"])
def test_headings_captions_quotes_and_cards_have_the_room_that_is_reported(tmp_path: Path, arrangement: str) -> None:
    brochure = tree(tmp_path, arrangement, prose(3, 2, 40, 24))
    built = checked(tmp_path, brochure)
    filler = fillers(brochure)
    regions = {"title", "caption", "quote", "stats-row"}
    rooms = [room for room in built.rooms if room.region in regions and not room.path.endswith(".credit")]
    assert {room.region for room in rooms} == regions
    for room in rooms:
        assert room.state == "fits"
        fitting = grown(brochure, room, filler.filler(room.lang, room.room))
        assert not overset(checked(tmp_path, fitting, copyfit=False)), room
        over = grown(brochure, room, filler.filler(room.lang, room.room + LINE[room.lang]))
        assert overset(checked(tmp_path, over, copyfit=False)), room


def test_the_room_of_a_panel_is_named_after_it_and_is_there(tmp_path: Path) -> None:
    text = prose(4, 2, 60, 36)
    story = {"kind": "story", "title": {"zh": "标题", "en": "Title"}, "text": text}
    brochure = {
        "brochure": 1,
        "document": {
            "title": {"zh": "册", "en": "B"}, "trim": "297mm x 210mm", "binding": {"kind": "tri-fold"},
            "arrangement": "stacked", "date": "2026-01-01",
        },
        "theme": {
            "extends": "leaflet",
            "pages": {"one": {"regions": [{"holds": "title", "lines": "3-7"}, {"holds": "text", "lines": "10-40"}]}},
            "plans": {"story": {"pages": ["one"]}},
        },
        "sections": [{"kind": "cover", "title": {"zh": "封面", "en": "Cover"}}, story],
    }  # fmt: skip
    built = checked(tmp_path, brochure)
    filler = fillers(brochure)
    rooms = [room for room in built.rooms if room.region == "text"]
    assert len(rooms) == 2
    for room in rooms:
        assert not room.page.isdigit() and room.shared
        assert not overset(checked(tmp_path, grown(brochure, room, filler.filler(room.lang, room.room)), False))
        assert overset(checked(tmp_path, grown(brochure, room, filler.filler(room.lang, room.room + 20)), False))


def test_text_that_goes_on_says_so_and_what_found_no_region_is_its_excess(tmp_path: Path) -> None:
    text = prose(5, 8, 220, 140)
    built = checked(tmp_path, tree(tmp_path, "columns", text))
    (message,) = overset(built)
    rooms = {(room.page, room.lang): room for room in built.rooms if room.region == "text"}
    assert rooms["1", "zh"].state == "goes-on" and rooms["1", "zh"].room == 0
    over = rooms["", "zh"], rooms["", "en"]
    assert message.endswith(f"多出中文{over[0].excess}字、英文{over[1].excess}词")
    assert rooms["1", "zh"].count + over[0].excess == 8 * 220
    assert rooms["1", "en"].count + over[1].excess == pytest.approx(
        8 * 140, abs=1
    )  # a word cut at the end counts twice


def test_taking_out_the_excess_makes_the_text_fit_and_nothing_was_clipped(tmp_path: Path) -> None:
    text = prose(6, 1, 1500, 10)
    brochure = tree(tmp_path, "zh", text)
    over = next(room for room in checked(tmp_path, brochure).rooms if room.state == "over")
    length = 1500 - over.excess
    brochure["sections"][0]["text"]["zh"] = text["zh"][: length + 2 * LINE["zh"]] + "\n"
    assert overset(checked(tmp_path, brochure))  # two lines stay together, so up to one may have been left free
    brochure["sections"][0]["text"]["zh"] = text["zh"][:length] + "\n"
    assert not overset(checked(tmp_path, brochure))
    build(tmp_path / "brochure.yaml", tmp_path / "o.pdf", Options())
    pages = pypdfium2.PdfDocument(tmp_path / "o.pdf")
    shown = "".join(pages[0].get_textpage().get_text_bounded().split())
    assert text["zh"][length - 12 : length] in shown


def test_a_card_that_is_too_long_says_how_much_of_it_is_too_much(tmp_path: Path) -> None:
    brochure = tree(tmp_path, "columns", prose(7, 1, 40, 24))
    card = brochure["sections"][0]["inserts"][1]["items"][0]
    card["label"]["en"] = "word " * 120
    built = checked(tmp_path, brochure)
    (finding,) = [one for one in built.findings if one.code == "layout.overset"]
    room = next(one for one in built.rooms if one.path.endswith("items.0.label") and one.lang == "en")
    assert room.state == "over" and 0 < room.excess < 120
    assert f"英文{room.excess}词" in finding.message.zh and f"{room.excess} English words" in finding.message.en
    assert finding.path == f"{room.path}.en"
    card["label"]["en"] = "word " * (120 - room.excess)
    assert not overset(checked(tmp_path, brochure))


def test_a_region_that_the_text_does_not_reach_has_room_of_its_own(tmp_path: Path) -> None:
    brochure = tree(tmp_path, "zh", prose(10, 1, 60, 36))
    regions = brochure["theme"]["pages"]["one"]["regions"]
    brochure["theme"]["pages"]["one"] = {"regions": [
        regions[0], TEXT | {"lines": "6-14"}, TEXT | {"lines": "16-24"}, *regions[2:],
    ]}  # fmt: skip
    one, two = [room for room in checked(tmp_path, brochure).rooms if room.region == "text"]
    assert one.count == 60 and (two.count, two.state) == (0, "fits") and two.room > 400
    both = one.room + two.room
    assert not overset(checked(tmp_path, grown(brochure, one, "字" * (both - 80)), copyfit=False))
    assert overset(checked(tmp_path, grown(brochure, one, "字" * (both + 80)), copyfit=False))


def test_nothing_is_measured_when_it_is_not_asked_for(tmp_path: Path) -> None:
    assert not checked(tmp_path, tree(tmp_path, "columns", prose(8, 1, 40, 24)), copyfit=False).rooms


def test_the_command_prints_a_table_and_writes_the_same_as_json(tmp_path: Path) -> None:
    checked(tmp_path, tree(tmp_path, "columns", prose(9, 2, 60, 36)))
    file = str(tmp_path / "brochure.yaml")
    shown = CliRunner().invoke(check_command, [file, "--copyfit"])
    assert shown.exit_code == 0, shown.output
    row = next(line for line in shown.output.splitlines() if "one.text" in line)
    machine = json.loads(CliRunner().invoke(check_command, [file, "--copyfit", "--format", "json"]).stdout)
    zh, en = [entry for entry in machine["copyfit"] if entry["region"] == "text"]
    assert row.split() == [
        "1", "text", "one.text", str(zh["count"]), f"+{zh['room']}", str(en["count"]), f"+{en['room']}",
    ]  # fmt: skip
    assert (zh["unit"], en["unit"]) == ("字", "word")
    lines = (tmp_path / "brochure.yaml").read_text("utf-8").splitlines()
    assert zh["line"] and lines[zh["line"] - 1].strip().startswith(("zh:", lines[zh["line"] - 1].strip()[:4]))
    report = tmp_path / "list.json"
    assert CliRunner().invoke(check_command, [file, "--copyfit", "--report", str(report)]).exit_code == 0
    assert json.loads(report.read_text("utf-8"))["copyfit"] == machine["copyfit"]
    page = tmp_path / "list.html"
    assert CliRunner().invoke(check_command, [file, "--copyfit", "--report", str(page)]).exit_code == 0
    shown = page.read_text("utf-8")
    assert f"<td>sections.0.text.zh</td><td>{zh['count']}字</td><td>{zh['room']}字</td><td></td>" in shown


def test_a_folded_sheet_that_is_full_says_how_much_text_found_no_panel(tmp_path: Path) -> None:
    texts = [prose(30 + number, 3, 100, 60) for number in range(4)]
    sections = [
        {"kind": "story", "title": {"zh": "标题", "en": "A title"}, "text": text} for text in (*texts, texts[0])
    ]
    brochure = {
        "brochure": 1,
        "document": {
            "title": {"zh": "册", "en": "B"}, "trim": "200mm x 210mm", "binding": {"kind": "bi-fold"},
            "arrangement": "zh", "date": "2026-01-01",
        },
        "sections": sections,
    }  # fmt: skip
    (message,) = [one.message for one in checked(tmp_path, brochure).findings if one.code == "layout.panels_full"]
    assert message.zh.endswith("还差 1 个，多出中文302字") and "302 Chinese characters are left over" in message.en
