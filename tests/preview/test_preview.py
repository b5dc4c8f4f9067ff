"""The preview: what it shows after a file is saved, after a mistake, and to whom."""

from __future__ import annotations

import io
import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image

from brochure.commands.group import cli
from brochure.preview.desk import Desk
from brochure.preview.server import Server
from brochure.preview.spreads import spreads
from brochure.preview.watch import stamps, wait_for_change

TEXT = """\
brochure: 1
document: {title: {zh: 短, en: Short}, date: 2026-01-01, trim: A5, binding: {kind: saddle-stitch}}
sections:
  - {kind: cover, title: {zh: 封面, en: Cover}}
  - kind: story
    id: news
    title: {zh: 新闻, en: News}
    text: {zh: "第一段。", en: "The first paragraph."}
  - kind: story
    id: view
    title: {zh: 看法, en: View}
    text: {zh: "第二段。", en: "The second paragraph."}
  - {kind: back-cover, title: {zh: 封底, en: Back}}
"""
PHOTO = "photos: [{file: a.png, place: column, focus: [0.5, 0.5], alt: {zh: 图, en: A}, caption: {zh: 图, en: A}, credit: {zh: 甲, en: A}}]"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "brochure.yaml"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def server(file: Path) -> Iterator[Server]:
    server = Server(Desk(file), 0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield server
    server.stopped.set()
    thread.join(20)
    assert not thread.is_alive()


def _ask(server: Server, path: str, **headers: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(server.url + path, headers=headers)) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def _state(server: Server, after: int = -1) -> dict[str, Any]:
    status, data = _ask(server, f"state?after={after}")
    assert status == 200
    return dict(json.loads(data))


def _laid_out(server: Server) -> dict[str, Any]:
    state = _state(server)
    while not state["checked"] and not state["stale"]:
        state = _state(server, state["version"])
    return state


def test_a_change_renews_only_the_pages_that_look_different(file: Path) -> None:
    desk = Desk(file)
    desk.refresh()
    before = {leaf.number: leaf.key for leaf in desk.shown.leaves}
    file.write_text(TEXT.replace("第二段。", "第二段改了。"), "utf-8")
    desk.refresh()
    changed = [leaf.number for leaf in desk.shown.leaves if leaf.key != before[leaf.number]]
    assert changed == [3]


def test_a_comment_renews_no_page_and_the_places_move_with_the_lines(file: Path) -> None:
    desk = Desk(file)
    desk.refresh()
    keys = [leaf.key for leaf in desk.shown.leaves]
    (here,) = [one for one in desk.places(keys[1]) or [] if one["path"] == "sections.1.text.zh.0"]
    assert (here["line"], here["file"].endswith("brochure.yaml")) == (8, True)
    file.write_text("# 一行说明\n" + TEXT, "utf-8")
    desk.refresh()
    assert [leaf.key for leaf in desk.shown.leaves] == keys
    (here,) = [one for one in desk.places(keys[1]) or [] if one["path"] == "sections.1.text.zh.0"]
    assert here["line"] == 9


def test_a_mistake_leaves_the_last_good_pages_and_says_where_it_is(file: Path) -> None:
    desk = Desk(file)
    desk.refresh()
    keys = [leaf.key for leaf in desk.shown.leaves]
    file.write_text(TEXT.replace("kind: story\n    id: news", "knid: story\n    id: news"), "utf-8")
    desk.refresh()
    assert desk.shown.stale and [leaf.key for leaf in desk.shown.leaves] == keys
    assert desk.picture(keys[0], 0.5, "") is not None
    assert any(found.span and found.span.line == 5 for found in desk.shown.findings)
    file.write_text(TEXT, "utf-8")
    desk.refresh()
    assert not desk.shown.stale and [leaf.key for leaf in desk.shown.leaves] == keys


def test_a_brochure_that_never_could_be_laid_out_shows_its_findings(file: Path) -> None:
    file.write_text("brochure: 1\nsections: [", "utf-8")
    desk = Desk(file)
    desk.refresh()
    shown = desk.shown.plain()
    assert shown["stale"] and not shown["pages"] and shown["findings"]


def test_a_new_picture_under_the_old_name_is_drawn_anew(file: Path, tmp_path: Path) -> None:
    (tmp_path / "brochure.root").touch()
    file.write_text(TEXT.replace('"The first paragraph."}', f'"The first paragraph."}}\n    {PHOTO}'), "utf-8")
    desk = Desk(file)
    desk.refresh()
    assert desk.shown.stale and [one.code for one in desk.shown.findings] == ["picture.missing"]
    watched = desk.files
    Image.new("RGB", (1600, 1200), (200, 30, 30)).save(tmp_path / "a.png")
    assert wait_for_change(watched, lambda: False, patience=5, pause=0.001)  # the folder is watched for it
    desk.refresh()
    assert not desk.shown.stale
    before = [leaf.key for leaf in desk.shown.leaves]
    Image.new("RGB", (1600, 1200), (30, 30, 200)).save(tmp_path / "a.png")
    desk.refresh()
    after = [leaf.key for leaf in desk.shown.leaves]
    changed = [number for number, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new]
    assert changed == [next(leaf.number for leaf in desk.shown.leaves if leaf.facts)]
    drawn = desk.picture(after[changed[0] - 1], 1.0, "")
    assert drawn is not None
    pixels = Image.open(io.BytesIO(drawn.data)).convert("RGB").get_flattened_data()
    assert any(blue > red + 60 for red, _, blue in pixels) and not any(red > blue + 100 for red, _, blue in pixels)


def test_checks_of_both_languages_come_after_the_pages(file: Path) -> None:
    file.write_text(
        TEXT.replace("第一段。", "投资27亿元。").replace("The first paragraph.", "It is RMB 27 billion."), "utf-8"
    )
    desk = Desk(file)
    desk.refresh()
    assert not desk.shown.checked and not any(one.code.startswith("numbers.") for one in desk.shown.findings)
    desk.proofread()
    (found,) = [one for one in desk.shown.findings if one.code.startswith("numbers.")]
    assert desk.shown.checked and found.page == 2 and found.rect


def test_pages_lie_as_in_the_hand() -> None:
    book = [("", number) for number in range(1, 7)]
    assert spreads(book, "saddle-stitch") == ((0,), (1, 2), (3, 4), (5,))
    assert spreads(book, "none") == tuple((index,) for index in range(6))
    assert spreads([("", 1), ("", 2)], "tri-fold") == ((0,), (1,))
    two = [("zh", 1), ("zh", 2), ("en", 1), ("en", 2), ("en", 3), ("zh cover", 1)]
    assert spreads(two, "perfect") == ((0,), (1,), (2,), (3, 4), (5,))


def test_a_file_that_is_still_growing_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("1")
    before = stamps([path])
    growing = iter(range(20))

    def stopped() -> bool:
        if (step := next(growing, None)) is not None:
            path.write_text("x" * (step + 2))
        return False

    assert wait_for_change(before, stopped, pause=0.001)
    assert next(growing, None) is None and path.stat().st_size == 21


def test_the_browser_is_told_of_a_saved_file_and_fetches_the_page(server: Server, file: Path) -> None:
    state = _laid_out(server)
    assert state["groups"] == [[0], [1, 2], [3]] and not state["stale"]
    file.write_text(TEXT.replace("第一段。", "第一段，改过。"), "utf-8")
    newer = _state(server, state["version"])
    assert newer["version"] > state["version"]
    key = newer["pages"][1]["key"]
    assert key != state["pages"][1]["key"] and newer["pages"][0] == state["pages"][0]
    status, data = _ask(server, f"page/{key}?scale=1&guides=all")
    image = Image.open(io.BytesIO(data))
    page = newer["pages"][1]
    width = page["size"][0] + page["bleed"][1] + page["bleed"][3]
    assert status == 200 and abs(image.width - width) <= 1
    assert _ask(server, f"page/{state['pages'][1]['key']}")[0] == 410


def test_another_arrangement_is_shown_when_asked_for(server: Server) -> None:
    state = _laid_out(server)
    request = urllib.request.Request(server.url + "arrange?to=zh", method="POST")
    urllib.request.urlopen(request).close()
    assert _state(server, state["version"])["arrangement"] == "zh"


@pytest.mark.parametrize(
    "path", ["brochure.yaml", "../brochure.yaml", "%2e%2e/brochure.yaml", "style.css/..", "page", "arrange?to=zh"]
)
def test_nothing_else_is_served(server: Server, path: str) -> None:
    status, data = _ask(server, path)
    assert status in (404, 410) and "第一段".encode() not in data


def test_another_site_learns_nothing(server: Server) -> None:
    assert _ask(server, "state", Host="tianxin.example")[0] == 403
    assert _ask(server, "state", Origin="http://tianxin.example")[0] == 403
    status, page = _ask(server, "")
    assert status == 200 and b"<script src=" in page


def test_a_port_in_use_and_a_missing_file_are_said_plainly(server: Server, file: Path) -> None:
    port = server.server_address[1]
    busy = CliRunner().invoke(cli, ["preview", str(file), "--no-browser", "--port", str(port)])
    assert busy.exit_code == 2 and str(port) in busy.output
    gone = CliRunner().invoke(cli, ["preview", "nothing.yaml", "--no-browser"])
    assert gone.exit_code == 2 and "nothing.yaml" in gone.output
    odd = CliRunner().invoke(cli, ["preview", str(file), "--editor", "nano"])
    assert odd.exit_code == 2 and "vscode" in odd.output
