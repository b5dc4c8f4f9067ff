"""A release of our own brochure: made ready in a copy, then spoilt in one place at a time."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from editorial_making import CONTENT, read

from brochure.commands.build import build_command, check_command
from brochure.editorial.classes import CLASSES, EXIT_CODES
from brochure.editorial.signing import sign

ASSETS = CONTENT.parents[1] / "assets"
WIDE = ASSETS / "illustrations" / "dusk-skyline.jpg"
"""The one large enough for every place."""


def ready_text() -> str:
    """Our brochure as it would be with photographs, dates and an address."""
    text = (CONTENT / "brochure.yaml").read_text("utf-8")
    text = re.sub(r"\n +placeholder: true", "", text)
    text = re.sub(r"^(\s*(?:- )?)file: ../../assets/illustrations/", r"\1file: pictures/", text, flags=re.M)
    text = re.sub(
        r"^( +)(credit: \{.*)$", r'\1\2\n\1rights: {holder: "办公室 the office", people: false}', text, flags=re.M
    )
    text = re.sub(r"(\{value: [^\n]*?)(, source:)", lambda m: _dated(m[1]) + m[2], text)
    text = text.replace("（待园区办公室填写）", "见官网").replace(" (to be supplied by the Zone’s office)", "")
    return text.replace("status: review", "status: approved")


def _dated(entry: str) -> str:
    return entry if "as_of" in entry else f"{entry}, as_of: 2024"


def lay(folder: Path, text: str, glossary: str | None = None, signed: bool = True) -> Path:
    """The copy as files; signed off in every block and language."""
    folder.mkdir(exist_ok=True)
    (folder / "brochure.root").touch()
    pictures = folder / "pictures"
    if not pictures.exists():
        pictures.mkdir()
        for picture in (ASSETS / "illustrations").iterdir():
            (pictures / picture.name).write_bytes(WIDE.read_bytes())
    terms = (CONTENT / "glossary.yaml").read_text("utf-8").replace("status: work", "status: fixed")
    (folder / "glossary.yaml").write_text(glossary or terms, "utf-8")
    (folder / "theme.yaml").write_text((CONTENT / "theme.yaml").read_text("utf-8"), "utf-8")
    file = folder / "brochure.yaml"
    file.write_text(text, "utf-8")
    if signed:
        brochure = read(file)
        for new in sign(brochure, brochure.walk(), ("zh", "en"), "终审", "2025-06-01").values():
            file.write_text(new, "utf-8")
    return file


def run(file: Path, *arguments: str) -> tuple[Result, list[dict[str, Any]]]:
    done = CliRunner().invoke(check_command, [str(file), "--format", "json", *arguments])
    return done, [row for row in json.loads(done.stdout)["findings"] if row["severity"] == "error"]


def place(file: Path, needle: str) -> tuple[int, int]:
    """Line and column of the only place of a text."""
    lines = file.read_text("utf-8").split("\n")
    (found,) = ((number, line.index(needle) + 1) for number, line in enumerate(lines, 1) if needle in line)
    return found


def test_the_copy_made_ready_passes_and_is_built(tmp_path: Path) -> None:
    file = lay(tmp_path, ready_text())
    done, errors = run(file)
    assert (done.exit_code, errors) == (0, [])
    out = tmp_path / "out.pdf"
    built = CliRunner().invoke(build_command, [str(file), "-o", str(out)])
    assert built.exit_code == 0 and out.read_bytes().startswith(b"%PDF-"), built.output


def spoilt(folder: Path, old: str, new: str, glossary: tuple[str, str] = ("", "")) -> Path:
    """The copy made ready with one text changed, then signed."""
    text = ready_text()
    assert not old or text.count(old) == 1, old
    terms = (CONTENT / "glossary.yaml").read_text("utf-8").replace("status: work", "status: fixed")
    assert not glossary[0] or terms.count(glossary[0]) == 1
    return lay(folder, text.replace(old, new) if old else text, terms.replace(*glossary) if glossary[0] else terms)


FILE = "file: pictures/dusk-skyline.jpg"
ALT = 'alt: {zh: "暮色中的城市天际线，远处楼群亮起灯火", en: "A city skyline at dusk, lights coming on in distant towers"}\n      '
CREDIT = 'credit: {zh: "程序绘制", en: "Drawn by code"}\n      '
RIGHTS = 'rights: {holder: "办公室 the office", people: false}'
CAPTION = 'caption: {zh: "暮色天际线（示意图）", en: "A skyline at dusk (illustration)"}\n      '
SEEDS = [
    ('zh: "数说天心", en: "Tianxin in Figures"', 'zh: "数说天心"', "text.missing_translation", 'title: ¦{zh: "数说天心"}'),
    (FILE, FILE + "\n      placeholder: true", "picture.placeholder", "placeholder: ¦true"),
    (CAPTION + CREDIT, CAPTION, "picture.no_credit", FILE.replace(" ", " ¦")),
    (ALT, "", "picture.no_alt", FILE.replace(" ", " ¦")),
    (FILE, FILE + "\n      kind: map", "picture.no_map_approval", FILE.replace(" ", " ¦")),
    (FILE, FILE + "\n      kind: map\n      map_approval: 2024-12", "picture.map_approval", "map_approval: ¦2024-12"),
    (CAPTION + CREDIT + RIGHTS, CAPTION + CREDIT, "picture.no_rights", FILE.replace(" ", " ¦")),
    (CAPTION + CREDIT + RIGHTS, CAPTION + CREDIT + RIGHTS.replace("false", "true"), "picture.no_consent",
     'rights: ¦{holder: "办公室 the office", people: true}'),
    ('top500: {value: 7, unit: {zh: "家", en: ""}, as_of: 2024,', 'top500: {value: 7, unit: {zh: "家", en: ""},',
     "fact.no_date", "top500: ¦{"),
    ('777, unit: {zh: "家", en: ""}, as_of: 2024, source: {zh: "特稿", en: "Feature article"}',
     '777, unit: {zh: "家", en: ""}, as_of: 2024', "fact.no_source", "exchange_members: ¦{"),
    ("这里新潮涌动，热战正酣——", "这里新潮涌动TODO，热战正酣——", "text.draft_mark", "这里新潮涌动¦TODO"),
    ("and passed RMB 2.7 billion in total", "and passed RMB 27 billion in total", "numbers.different", "passed ¦RMB 27 b"),
    ("more than 50 enterprises each", "50 enterprises each", "numbers.approximation", "and ¦50 enterprises each"),
    ("The Hunan Big Data Exchange has signed", "The Hunan Big Data Trading Center has signed", "terms.forbidden",
     "The ¦Hunan Big Data Trading Center"),
    ('en: "Issued by the Publicity', 'en: "Harmony Prosperity Democracy Civility Issued by the Publicity',
     "terms.core_values", 'en: "¦Harmony'),
    ("这里新潮涌动，热战正酣——", "这里新潮涌动，自由、平等、法治、公正，热战正酣——", "terms.core_values", "，¦自由、平等、法治、公正"),
    ("这里新潮涌动，热战正酣——", "这里新\U0002cf00潮涌动，热战正酣——", "text.missing_glyph", "这里新¦\U0002cf00"),
    ("The Hunan Big Data Exchange has signed", "The province’s market has signed", "terms.missing",
     "¦湖南大数据交易所发展数商会员"),
    ("and fostered seven Top 500 companies", "and fostered Top 500 companies", "numbers.missing",
     "500强企业¦7家"),
]  # fmt: skip
PLACE = "place: full-bleed\n      focus: [0.5, 0.5]\n      placeholder"
AS_IT_IS = [seed for seed in SEEDS if "pictures/" not in seed[0] + seed[3] and RIGHTS not in seed[0] and "as_of" not in seed[0]] + [
    (PLACE, PLACE.replace("focus", "kind: map\n      focus"), "picture.no_map_approval", ""),
    (PLACE, PLACE.replace("focus", "rights: {holder: 甲, people: true}\n      focus"), "picture.no_consent", ""),
    (PLACE, PLACE.replace("focus", "rights: {people: false}\n      focus"), "picture.no_rights", ""),
    (ALT, "", "picture.no_alt", ""),
    (CAPTION + CREDIT.rstrip(), CAPTION.rstrip(), "picture.no_credit", ""),
    ('high_tech: {value: 220, unit: {zh: "家", en: ""}, as_of: 2024,',
     'high_tech: {value: 220, unit: {zh: "家", en: ""},', "fact.no_date", ""),
    ('high_tech: {value: 220, unit: {zh: "家", en: ""}, as_of: 2024, source: {zh: "特稿", en: "Feature article"}',
     'high_tech: {value: 220, unit: {zh: "家", en: ""}, as_of: 2024', "fact.no_source", ""),
]  # fmt: skip


@pytest.mark.parametrize("old, new, code, where", SEEDS)
def test_one_fault_gives_exactly_its_finding_where_it_stands(
    tmp_path: Path, old: str, new: str, code: str, where: str
) -> None:
    file = spoilt(tmp_path, old, new)
    done, errors = run(file)
    assert [error["code"] for error in errors] == [code]
    line, column = place(file, where.replace("¦", ""))
    assert (errors[0]["line"], errors[0]["column"]) == (line, column + where.index("¦"))
    assert done.exit_code == EXIT_CODES[code]


@pytest.mark.parametrize("old, new, code", [(old, new, code) for old, new, code, _ in AS_IT_IS])
def test_in_the_brochure_as_it_is_the_list_grows_by_that_one_finding(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    """No sign-offs, stand-ins for pictures, figures without a date: what is open stays open, and one thing is added."""
    text = (CONTENT / "brochure.yaml").read_text("utf-8").replace("../../assets/illustrations/", "pictures/")
    terms = (CONTENT / "glossary.yaml").read_text("utf-8")
    before = run(lay(tmp_path, text, terms, signed=False), "--release")[1]
    assert text.count(old) == 1
    after = run(lay(tmp_path, text.replace(old, new), terms, signed=False), "--release")[1]
    was, now = (Counter((row["code"], row["path"]) for row in rows) for rows in (before, after))
    assert [found for found, _ in (now - was).elements()] == [code] and not was - now


def test_a_working_rendering_is_named_in_the_glossary(tmp_path: Path) -> None:
    old = '{zh: "天心数谷", en: "Tianxin Digital Valley", status: fixed}'
    file = spoilt(tmp_path, "", "", (old, old.replace("fixed", "work")))
    done, errors = run(file)
    where = place(tmp_path / "glossary.yaml", "work}")
    assert [(e["code"], e["line"], e["column"]) for e in errors] == [("terms.unconfirmed", *where)]
    assert done.exit_code == 19


def test_a_listed_word_is_an_error_where_the_office_says_so(tmp_path: Path) -> None:
    file = lay(tmp_path, ready_text() + '\nwords:\n  - {word: 鳞次栉比, severity: error, reason: "办公室"}\n')
    done, errors = run(file)
    assert [(e["code"], e["line"]) for e in errors] == [("words.listed", place(file, "楼宇鳞次栉比")[0])]
    assert done.exit_code == 21


def test_a_changed_word_voids_one_sign_off(tmp_path: Path) -> None:
    file = lay(tmp_path, ready_text())
    file.write_text(file.read_text("utf-8").replace("racing ahead", "speeding ahead"), "utf-8")
    done, errors = run(file)
    assert [e["code"] for e in errors] == ["approval.stale"]
    assert "{id: overview, lang: [en]" in file.read_text("utf-8").split("\n")[errors[0]["line"] - 1]
    assert done.exit_code == 18


def test_no_pdf_is_written_while_something_is_missing(tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    for status, arguments in (("approved", ()), ("review", ("--release",))):
        file = spoilt(tmp_path, FILE, FILE + "\n      placeholder: true")
        file.write_text(file.read_text("utf-8").replace("status: approved", f"status: {status}"), "utf-8")
        done = CliRunner().invoke(build_command, [str(file), "-o", str(out), *arguments])
        assert done.exit_code == 11, done.output
        assert not out.exists()


def test_several_classes_give_the_lowest_and_an_ordinary_error_one(tmp_path: Path) -> None:
    file = spoilt(tmp_path, CAPTION + CREDIT, CAPTION)
    text = file.read_text("utf-8")
    file.write_text(text.replace("top500: {value: 7,", "top500: {value: 8,"), "utf-8")
    done, errors = run(file)
    assert {e["code"] for e in errors} > {"picture.no_credit", "approval.stale"}
    assert done.exit_code == 12
    file.write_text(text.replace("kind: saddle-stitch", "kind: saddle"), "utf-8")
    assert run(file)[0].exit_code == 1


def test_an_ordinary_check_keeps_to_one(tmp_path: Path) -> None:
    file = spoilt(tmp_path, "and passed RMB 2.7 billion in total", "and passed RMB 27 billion in total")
    file.write_text(file.read_text("utf-8").replace("status: approved", "status: review"), "utf-8")
    assert run(file)[0].exit_code == 1
    assert run(file, "--release")[0].exit_code == 20


# --- the list ---------------------------------------------------------------------------------------------------------


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def words(page: Path) -> Iterator[str]:
    parser = _Words()
    parser.feed(page.read_text("utf-8"))
    assert parser.open == []
    yield from parser.found


def test_the_list_names_every_class_and_what_is_open(tmp_path: Path) -> None:
    file = spoilt(tmp_path, CAPTION + CREDIT, CAPTION)
    page, data = tmp_path / "list" / "list.html", tmp_path / "list.json"
    assert CliRunner().invoke(check_command, [str(file), "--report", str(page)]).exit_code == 12
    assert CliRunner().invoke(check_command, [str(file), "--report", str(data)]).exit_code == 12
    rows = json.loads(data.read_text("utf-8"))
    assert (rows["ready"], rows["exit"], rows["release"]) == (False, 12, True)
    named = [row for row in rows["classes"] if row["exit"] != 1]  # the last row is for what belongs to none
    assert [row["exit"] for row in named] == [entry.exit for entry in CLASSES]
    assert [row["exit"] for row in rows["classes"] if not row["ready"]] == [12]
    text = " ".join(words(page))
    assert all(entry.name.zh in text and entry.name.en in text for entry in CLASSES)
    assert (
        "dusk-skyline.jpg 没有署名" in text
        and text.count("✗") == 1
        and text.count("☐") == sum(len(row["findings"]) for row in rows["classes"])
    )


def test_a_list_of_another_kind_is_a_usage_error(tmp_path: Path) -> None:
    done = CliRunner().invoke(check_command, ["x.yaml", "--report", str(tmp_path / "list.pdf")])
    assert done.exit_code == 2 and not (tmp_path / "list.pdf").exists()
