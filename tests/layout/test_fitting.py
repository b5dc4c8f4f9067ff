"""Text that does not fit gets smaller, in steps, where the theme allows it and as little as will do."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from test_copyfit import ARRANGEMENTS, overset, prose, tree

from brochure.build import Built, Options, build, check
from brochure.diagnostics import Diagnostic
from brochure.frame import GlyphRun, Tag, walk

ZH, EN = 9.5, 8.8
"""Sizes of running text in the plain theme."""


def run(folder: Path, brochure: dict[str, Any], styles: dict[str, Any]) -> Built:
    made = json.loads(json.dumps(brochure))
    made["theme"]["styles"] = styles
    (folder / "brochure.yaml").write_text(yaml.safe_dump(made, allow_unicode=True, sort_keys=False), "utf-8")
    return build(folder / "brochure.yaml", folder / "out.pdf", Options())


def fitted(built: Built) -> list[Diagnostic]:
    return [one for one in built.findings if one.code == "layout.fitted"]


def body(built: Built) -> tuple[set[float], set[float], set[float]]:
    """Sizes of the Chinese and the English running text, and how far its baselines are off the grid of 16 pt."""
    sizes: dict[str, set[float]] = {"zh": set(), "en": set()}
    off = set()
    for page in built.pages:
        pending = [(at, item) for at, item in walk(page.frame) if isinstance(item, Tag) and ".text." in item.path]
        for at, tag in pending:
            if not re.fullmatch(r"sections\.0\.text\.(zh|en)\.\d+", tag.path):
                continue
            for place, run in walk(tag.frame, at):
                if isinstance(run, GlyphRun) and run.lang == ("zh-Hans" if ".zh." in tag.path else "en"):
                    sizes["zh" if ".zh." in tag.path else "en"].add(round(run.size, 6))
                    off.add(round((place.y - 24 * 72 / 25.4 + 4.4) % 16, 3) % 16)
    return sizes["zh"], sizes["en"], off


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
def test_running_text_shrinks_as_little_as_will_do_in_both_languages_alike_and_on_the_grid(
    tmp_path: Path, arrangement: str
) -> None:
    def long(number: int) -> dict[str, Any]:
        return tree(tmp_path, arrangement, prose(11, 4, 4 * number, 2 * number))

    low, high = 1, 200  # the shortest text that is too long at full size
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if overset(run(tmp_path, long(middle), {})) else (middle, high)
    brochure = long(high)
    built = run(tmp_path, brochure, {"body": {"fit": "80%"}})
    assert not overset(built)
    assert fitted(built)
    for told in fitted(built):
        share = int(re.findall(r"缩到 (\d+)%", told.message.zh)[0])
        assert 80 <= share < 100 and told.severity == "info"
        smaller = run(tmp_path, brochure, {"body": {"fit": f"{share + 1}%"}}) if share < 99 else None
        assert smaller is None or overset(smaller), "one step larger would have done"
    built = run(tmp_path, brochure, {"body": {"fit": "80%"}})
    zh_sizes, en_sizes, off = body(built)
    if arrangement in ("columns", "facing", "stacked"):
        (zh_size,), (en_size,) = zh_sizes, en_sizes
        assert zh_size == pytest.approx(ZH * share / 100)
        assert zh_size / en_size == pytest.approx(ZH / EN)
    assert off <= {0.0}


def test_at_the_limit_of_the_theme_the_rest_is_an_error(tmp_path: Path) -> None:
    brochure = tree(tmp_path, "columns", prose(12, 2, 300, 190))
    (whole,) = overset(run(tmp_path, brochure, {}))
    built = run(tmp_path, brochure, {"body": {"fit": "92%"}})
    (less,) = overset(built)
    assert "92%" in less and not fitted(built) and not (tmp_path / "out.pdf").exists()

    def excess(message: str) -> int:
        return int(re.findall(r"中文(\d+)字", message)[0])

    assert excess(less) < excess(whole)


def test_nothing_gets_smaller_that_fits(tmp_path: Path) -> None:
    brochure = tree(tmp_path, "columns", prose(13, 2, 60, 36))
    plain = run(tmp_path, brochure, {}).pages
    built = run(tmp_path, brochure, {"base": {"fit": "80%"}})
    assert not fitted(built) and built.pages == plain


@pytest.mark.parametrize(
    ("place", "style", "fit"),
    [
        (("title",), "title", {"fit": "75%"}),
        (("inserts", 0, "text"), "quote", {"fit": "80%"}),
        (("inserts", 1, "items", 0, "label"), "stat-label", {"fit": "75%", "fit-leading": "80%"}),
        (("photos", 0, "caption"), "caption", {"fit": "95%", "fit-leading": "80%"}),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_headings_quotes_cards_and_captions_shrink_within_the_limit_of_their_style(
    tmp_path: Path, place: tuple[Any, ...], style: str, fit: dict[str, str]
) -> None:
    brochure = tree(tmp_path, "columns", prose(14, 1, 40, 24))
    pair: Any = brochure["sections"][0]
    for step in place:
        pair = pair[step]
    while not overset(run(tmp_path, brochure, {})):
        pair["en"] += " and more words"
    built = run(tmp_path, brochure, {style: fit})
    assert not overset(built)
    (told,) = fitted(built)
    sizes = re.findall(rf"{style}\.(zh|en) ([\d.]+) → ([\d.]+) pt", told.message.en)
    assert [lang for lang, _, _ in sizes] == ["zh", "en"]
    (zh, en) = (float(new) / float(old) for _, old, new in sizes)
    assert zh == pytest.approx(en, abs=0.002) and zh < 1
    assert (tmp_path / "out.pdf").exists()
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(tmp_path / "out.pdf"))
    assert " ".join(text.split()).count("and more words") >= pair["en"].count("and more words")


def test_a_word_wider_than_its_card_makes_the_card_smaller(tmp_path: Path) -> None:
    brochure = tree(tmp_path, "columns", prose(17, 1, 40, 24))
    items = brochure["sections"][0]["inserts"][1]["items"]
    items[0]["value"] = {"zh": "1234", "en": "1234"}
    items += items[1:] * 2
    plain = run(tmp_path, brochure, {})
    assert [one.code for one in plain.findings if one.severity == "error"] == ["text.overfull"]
    built = run(tmp_path, brochure, {"stat-2": {"fit": "60%"}})
    assert not built.failed and len(fitted(built)) == 1


def test_text_never_gets_smaller_than_the_printer_takes(tmp_path: Path) -> None:
    brochure = tree(tmp_path, "columns", prose(15, 1, 40, 24))
    brochure["sections"][0]["photos"][0]["caption"]["en"] = "A caption that is much too long. " * 40
    built = run(tmp_path, brochure, {"caption": {"fit": "50%"}, "caption-credit": {"fit": "50%"}})
    assert len(overset(built)) == 1
    sizes = {round(item.size, 3) for page in check(tmp_path / "brochure.yaml").pages
             for _, item in walk(page.frame) if isinstance(item, GlyphRun)}  # fmt: skip
    assert min(sizes) >= 6.0


def test_the_text_of_a_panel_shrinks_before_it_asks_for_another_one(tmp_path: Path) -> None:
    text = prose(16, 3, 190, 110)
    brochure: dict[str, Any] = {
        "brochure": 1,
        "document": {
            "title": {"zh": "册", "en": "B"}, "trim": "297mm x 210mm", "binding": {"kind": "bi-fold"},
            "arrangement": "zh", "date": "2026-01-01",
        },
        "theme": {"extends": "leaflet", "plans": {"story": {"pages": ["story"]}}},
        "sections": [{"kind": "story", "title": {"zh": "标题", "en": "Title"}, "text": text}],
    }  # fmt: skip
    while not overset(run(tmp_path, brochure, {})):
        text["zh"] = "增" * 10 + text["zh"]
        brochure["sections"][0]["text"] = text
    built = run(tmp_path, brochure, {"body": {"fit": "85%"}})
    assert not overset(built) and len(fitted(built)) == 1


HEAD = "brochure: 1\ndocument: {title: {zh: 册, en: B}}\ntheme:\n  styles:\n"
STORY = "sections:\n  - {kind: story, title: {zh: 题, en: T}, text: {zh: 一段。, en: One.}}\n"


@pytest.mark.parametrize(
    ("line", "code", "hint"),
    [
        ("    body: {fit: 90}\n", "model.bad_value", "90%"),
        ("    body: {fit: 0.95}\n", "model.bad_value", "95%"),
        ("    body: {fit: 120%}\n", "model.bad_value", "90%"),
        ("    body: {fit: 30%}\n", "model.bad_value", "90%"),
        ("    body: {fit: small}\n", "model.bad_value", "90%"),
        ("    body: {fit: [90%, 100%]}\n", "model.bad_value", "90%"),
        ("    quote: {fit-leading: 9pt}\n", "model.bad_value", "90%"),
        ("    title.en: {fit: 90%}\n", "theme.fit_language", "title: {fit: 90%}"),
        ("    quote: {fit_leading: 90%}\n", "model.unknown_key", "fit-leading"),
    ],
)
def test_a_limit_written_wrongly_is_one_finding_with_a_hint(tmp_path: Path, line: str, code: str, hint: str) -> None:
    (tmp_path / "brochure.yaml").write_text(HEAD + line + STORY, "utf-8")
    (fault,) = [one for one in check(tmp_path / "brochure.yaml").findings if one.severity == "error"]
    assert fault.code == code, fault
    assert fault.span is not None and fault.span.line == 5
    assert any(hint in one.en for one in fault.hints), fault.hints
