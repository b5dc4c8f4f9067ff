"""The Tianxin brochure against its source: every sentence there, every figure right, both languages whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

CONTENT = Path(__file__).parents[2] / "content" / "tianxin"
CORE_VALUES = "富强 民主 文明 和谐\n自由 平等 公正 法治\n爱国 敬业 诚信 友善"
"""The twelve words of the banner: built into the `core-values` block, so the YAML does not repeat them."""


# --- reading ----------------------------------------------------------------------------------------------------------


@cache
def load(name: str) -> Any:
    return yaml.load((CONTENT / name).read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def brochure() -> Any:
    return load("brochure.yaml")


def section(name: str) -> Any:
    return next(block for block in brochure()["sections"] if block["id"] == name)


def written(name: str, lang: str) -> str:
    """A fact as running text prints it; a fact that needs a word of approximation is written out by hand instead."""
    fact = brochure()["facts"][name]
    assert "approx" not in fact, f"{{{name}}} is approximate: write it out"
    value, unit = Decimal(str(fact["value"])), fact["unit"]
    if unit == "CNY":
        billions = (value / 10**9).normalize()
        return f"{(billions * 10).normalize():f}亿元" if lang == "zh" else f"RMB {billions:f} billion"
    if unit == "percent":
        return f"{value}%" if lang == "zh" else f"{value} percent"
    if unit == "mu":
        return f"{value}亩" if lang == "zh" else f"{value} mu"
    return f"{value}{unit['zh']}" if lang == "zh" else f"{value:,} {unit['en']}".strip()


def plain(text: str, lang: str) -> str:
    """What is printed: figures written in, marks taken away."""
    return re.sub(r"\{(\w+)\}", lambda match: written(match[1], lang), text).replace("**", "")


def paragraphs(text: str, lang: str) -> list[str]:
    return [plain(part, lang).strip() for part in re.split(r"\n\s*\n", text.strip())]


def pairs(value: Any = None, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Every `{zh, en}` below a value, with its place."""
    value = brochure() if value is None else value
    if isinstance(value, dict):
        if "zh" in value and isinstance(value["zh"], str) and "status" not in value:
            yield path, value["zh"], value["en"]
            return
        for key, child in value.items():
            yield from pairs(child, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for number, child in enumerate(value):
            name = child.get("id", number) if isinstance(child, dict) else number
            yield from pairs(child, f"{path}.{name}")


def paragraph_pairs() -> Iterator[tuple[str, str, str]]:
    """Every paragraph with its translation, figures written in; notes to the editors left out."""
    for path, zh, en in pairs(brochure()["sections"]):
        both = zip(paragraphs(zh, "zh"), paragraphs(en, "en"), strict=True)
        yield from ((f"{path} ¶{number}", *texts) for number, texts in enumerate(both, 1))


def running_text() -> str:
    """The article as the pages print it, in order: without inserts, pictures, figures and our own headings."""
    parts = [section("opening")["text"]["zh"], section("overview")["text"]["zh"]]
    for name in ("breakthrough", "investment", "service"):
        parts += [section(name)["title"]["zh"], section(name)["text"]["zh"]]
    outlook = section("outlook")
    parts.append(outlook["lead"]["zh"])
    for column in outlook["columns"]:
        parts += [column["title"]["zh"], column["text"]["zh"]]
    parts.append(outlook["text"]["zh"])
    return squeeze(plain("\n".join(parts), "zh"))


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


@cache
def source() -> dict[str, str]:
    """The source by heading, with the agreed repairs: 热忧 is 热忱, a cut-off place is an ellipsis."""
    text = (CONTENT / "source" / "article.zh.md").read_text("utf-8")
    text = text.replace("热忧[sic 热忱]", "热忱").replace("[缺]", "……")
    parts = re.split(r"^## (.+)$", text, flags=re.M)[1:]
    return {title.strip(): body.strip() for title, body in zip(parts[::2], parts[1::2], strict=True)}


def source_body() -> str:
    parts = [source()["导语"]]
    for title in source():
        if title.startswith(("破局", "招商", "服务")):
            parts += [title, source()[title]]
    return "\n".join(parts)


def sentences(text: str) -> list[str]:
    return [part.strip() for part in re.findall(r"[^。！？；：\n]+[。！？；：]*[”’）]*", text) if part.strip()]


# --- figures ----------------------------------------------------------------------------------------------------------

WORDS = """
zero one two three four five six seven eight nine ten eleven twelve
zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
- January February March April May June July August September October November December
"""
HAN = {
    "百万": 10**6,
    "二十大": 20,
    "第一": 1,
    "第五": 5,
    "一主": 1,
    "一特": 1,
    "一核": 1,
    "一枚": 1,
    "两高": 2,
    "两条": 2,
    "“两重”": 2,
    "三圈": 3,
    "三类": 3,
    "三个": 3,
}
APPROXIMATE = {
    r"\d[余多]|突破\d|超\d": r"(?:more than|over|passed|exceed\w*) (?:RMB )?\d",
    r"\d亿元以上|百万税源": r"or more|at least|-plus|million-yuan",
    r"不到\d": r"less than",
    r"近\d": r"nearly",
}
"""How the words of approximation that go with figures are kept: as many in English as in Chinese."""


def numbers_zh(text: str) -> set[Decimal]:
    found = {Decimal(value) for word, value in HAN.items() if word in text}
    for digits, scale in re.findall(r"(?<![A-Za-z\d.])(\d+(?:\.\d+)?)[余多]?(万|亿)?", text):
        found.add(Decimal(digits) * {"": 1, "万": 10**4, "亿": 10**8}[scale])
    return found


def numbers_en(text: str, *, words: bool = True) -> set[Decimal]:
    found = set()
    for digits, scale in re.findall(r"(?<![A-Za-z\d.])(\d[\d,]*(?:\.\d+)?)(?:th)?(?:[ -](million|billion))?", text):
        found.add(Decimal(digits.replace(",", "")) * {"": 1, "million": 10**6, "billion": 10**9}[scale])
    if words:
        for row in WORDS.strip().splitlines():
            for value, word in enumerate(row.split()):
                if re.search(rf"\b{word}\b", text, re.I):
                    found.add(Decimal(value))
        if re.search(r"\bmillion-yuan\b", text, re.I):
            found.add(Decimal(10**6))
    return found


# --- tests ------------------------------------------------------------------------------------------------------------


def test_every_sentence_of_the_source_stands_in_its_order() -> None:
    ours, position = running_text(), 0
    for sentence in sentences(source_body()):
        place = ours.find(squeeze(sentence), position)
        assert place >= 0, sentence
        position = place + len(squeeze(sentence))


def test_running_text_is_the_source_and_nothing_else() -> None:
    assert running_text() == squeeze(source_body())


def test_heading_captions_and_banner_of_the_source() -> None:
    head = dict(line.split("：", 1) for line in source()["版头"].splitlines())
    assert section("cover")["kicker"]["zh"] == head["栏目/主体"]
    cover = section("cover")
    assert cover["title"]["zh"] + cover["subtitle"]["zh"] == brochure()["document"]["title"]["zh"] == head["标题"]
    assert section("overview")["byline"]["zh"] == brochure()["document"]["author"]["zh"] == head["作者"]
    captions = [photo["caption"]["zh"] for photo in section("breakthrough")["photos"]]
    assert captions == [line[3:] for line in source()["图片说明"].splitlines()]
    banner = section("core-values")
    signed = f"落款：{banner['issuer']['zh']}\n{banner['designer']['zh']}"
    assert source()["社会主义核心价值观（横幅）"] == f"{CORE_VALUES}\n\n{signed}"


def test_cut_off_places_are_marked_and_announced() -> None:
    raw = (CONTENT / "source" / "article.zh.md").read_text("utf-8")
    for name in ("breakthrough", "investment"):
        text = section(name)["text"]
        assert text["zh"].count("……") == text["en"].count("…") == 1
        assert [note for note in brochure()["editorial"] if note["id"] == name and note["kind"] == "cut-off"]
    assert raw.count("[缺]") - 1 == 2  # once in the preface of the file
    assert "热忧" not in running_text()
    assert any(note["kind"] == "correction" and "热忱" in note["note"]["zh"] for note in brochure()["editorial"])
    ids = {block["id"] for block in brochure()["sections"]}
    assert {note["id"] for note in brochure()["editorial"]} <= ids


def test_both_languages_have_the_same_paragraphs() -> None:
    for path, zh, en in pairs():
        if not path.endswith(".unit"):  # 家, 个 and the like have no English
            assert zh.strip() and en.strip(), path
        assert len(paragraphs(zh, "zh")) == len(paragraphs(en, "en")), path


def test_every_figure_has_its_value_in_english() -> None:
    for place, zh, en in paragraph_pairs():
        missing = numbers_zh(zh) - numbers_en(en)
        assert not missing, f"{place}: {sorted(missing)} in: {en}"
        for pattern, wording in APPROXIMATE.items():
            kept = len(re.findall(wording, en, re.I))
            assert len(re.findall(pattern, zh)) <= kept, f"{place}: {pattern} is lost in: {en}"


def test_no_figure_appears_in_english_alone() -> None:
    hectares = Decimal("2.3")  # what 35 mu are, told to readers abroad
    for place, zh, en in paragraph_pairs():
        extra = numbers_en(en, words=False) - numbers_zh(zh) - {hectares}
        assert not extra, f"{place}: {sorted(extra)} in: {en}"


def test_facts_are_known_and_used() -> None:
    facts, text = brochure()["facts"], (CONTENT / "brochure.yaml").read_text("utf-8")
    used = set(re.findall(r"(?<!\{)\{(\w+)\}(?!\})|\bfact: (\w+)", text.split("sections:", 1)[1]))
    names = {first or second for first, second in used}
    assert names == set(facts)
    for path, zh, en in pairs():
        assert re.findall(r"\{\w+\}", zh) == re.findall(r"\{\w+\}", en), path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pull_quotes_repeat_the_article(lang: str) -> None:
    for name in ("breakthrough", "investment", "service"):
        text = plain(section(name)["text"][lang], lang)
        for insert in section(name)["inserts"]:
            if insert["kind"] == "quote":
                assert insert["text"][lang].strip() in text, insert["id"]
                assert insert["by"][lang] in text, insert["id"]


def test_english_marks() -> None:
    for path, _, en in pairs():
        text = re.sub(r"\{\w+\}", "0", en)
        assert not re.search(r"[\"'`]|--| - | – | — ", text), f"{path}: straight quotes or loose dashes: {en}"
        assert not re.search(r"\d-\d|\.\.\.| [,.;:]|  ", text), f"{path}: {en}"
        assert text.count("“") == text.count("”"), f"{path}: quotes do not pair"
        assert not re.search(r"[”’][,.]", text), f"{path}: comma and full stop go inside the quotes: {en}"
        if not path.startswith("editorial"):
            assert not re.search(r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]", text), f"{path}: Chinese in: {en}"


def test_chinese_marks() -> None:
    for path, zh, _ in pairs():
        text = plain(zh, "zh") if not path.startswith("facts") else zh
        assert not re.search(r"[\"'`]|[\u4e00-\u9fff] ?[,;:!?]|\.\.\.|(?<!…)…(?!…)|(?<!—)—(?!—)", text), f"{path}: {zh}"
        assert text.count("“") == text.count("”"), f"{path}: quotes do not pair"


def test_the_zone_is_named_in_full_first() -> None:
    for block in brochure()["sections"]:
        text = " ".join(en for path, _, en in pairs(block) if path.split(".")[0] not in ("photos", "inserts"))
        short = re.search(r"\bthe Zone\b", text)
        full = text.find("Tianxin Economic Development Zone")
        assert not short or 0 <= full < short.start(), block["id"]


def test_glossary_is_whole() -> None:
    entries = load("glossary.yaml")["glossary"]
    assert len({entry["zh"] for entry in entries}) == len(entries)
    for entry in entries:
        assert entry.keys() <= {"zh", "en", "status", "note", "forbidden"}, entry
        assert entry["zh"] and entry["en"] and entry["status"] in ("fixed", "work"), entry
        assert entry["en"] not in entry.get("forbidden", []), entry
        assert entry.get("note", {"zh": "-", "en": "-"}).keys() == {"zh", "en"}, entry


def test_terms_appear_as_agreed() -> None:
    entries = sorted(load("glossary.yaml")["glossary"], key=lambda entry: -len(entry["zh"]))
    problems = []
    for place, zh, en in paragraph_pairs():
        rest = zh
        for entry in entries:
            agreed = [entry["en"], "the Zone"] if entry["zh"] == "天心经开区" else [entry["en"]]
            if entry["zh"] in rest:
                rest = rest.replace(entry["zh"], "□")  # the longest term wins: its parts are not looked up again
                if not any(term.lower() in en.lower() for term in agreed):
                    problems.append(f"{place}: {entry['zh']} is not “{entry['en']}”")
            problems += [f"{place}: “{bad}”" for bad in entry.get("forbidden", []) if bad in en]
    assert not problems, "\n".join(problems)


def test_pictures_are_marked_as_stand_ins() -> None:
    for block in brochure()["sections"]:
        for photo in [*block.get("photos", []), *([block["photo"]] if "photo" in block else [])]:
            assert photo["placeholder"] is True
            printed = {lang: photo["caption"][lang] + photo["credit"][lang] for lang in ("zh", "en")}
            assert "示意图" in printed["zh"] and "illustration" in printed["en"].lower()
            assert photo["alt"] and photo["caption"], photo["file"]
