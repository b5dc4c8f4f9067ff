"""The whole editorial check: on our own brochure, and on brochures with one fault each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from editorial_making import CONTENT, findings, read

from brochure.editorial.approvals import block_hash
from brochure.editorial.classes import EXIT_CODES, exit_code
from brochure.model import Brochure

Make = Callable[[str], Brochure]

PHOTO = """photo: {file: photo.jpg, alt: {zh: "园区", en: "The park"}, credit: {zh: "张三 摄", en: "Photo by Zhang San"},
      rights: {holder: "宣传部"}}"""
SOUND = f"""brochure: 1
document:
  title: {{zh: "园区", en: "The Park"}}
facts:
  area: {{value: 126, unit: mu, as_of: 2024, source: {{zh: "统计局", en: "Statistics bureau"}}}}
glossary:
  - {{zh: "经开区", en: "Development Zone", status: fixed, forbidden: ["Economic Zone"]}}
sections:
  - kind: cover
    id: cover
    title: {{zh: "经开区", en: "Development Zone"}}
    {PHOTO}
  - kind: story
    id: story
    title: {{zh: "来路", en: "The Road"}}
    text: {{zh: "占地{{area}}，企业30余家。", en: "It covers {{area}} and has more than 30 companies."}}
"""


def signed(brochure: Brochure) -> str:
    lines = ["approvals:"]
    for block in brochure.walk():
        for lang in ("zh", "en"):
            digest = block_hash(block, lang, brochure.facts)
            lines.append(f'  - {{id: {block.id}, lang: [{lang}], by: "二审", date: 2025-05-28, hash: "{digest}"}}')
    return "\n".join(lines) + "\n"


def codes(brochure: Brochure, release: bool = True) -> list[str]:
    return [finding.code for finding in findings(brochure, release)]


# --- our own brochure -------------------------------------------------------------------------------------------------


def test_the_tianxin_brochure_has_no_false_alarm() -> None:
    found = findings(read(CONTENT / "brochure.yaml"))
    assert {finding.code for finding in found} <= {"picture.placeholder", "text.draft_mark", "terms.unconfirmed"}
    marks = [finding.span.text for finding in found if finding.code == "text.draft_mark" and finding.span]
    assert all("待园区办公室填写" in line or "to be supplied" in line for line in marks)


@pytest.mark.parametrize(
    "old, new, code",
    [
        ("passed RMB 2.7 billion in total", "passed RMB 27 billion in total", "numbers.different"),
        ("more than 50 enterprises each", "50 enterprises each", "numbers.approximation"),
        ("has passed 60 percent, ranking", "has passed 60 percentage points, ranking", "numbers.unit"),
        ("made more than 400 visits", "made visits", "numbers.missing"),
        ("two major computing centers", "three major computing centers", "numbers.different"),
        ("less than four months.” Yang", "less than four years.” Yang", "numbers.unit"),
        ("The Zone’s terms for investors", "The Economic Zone of Tianxin’s terms for Tianxin Economic Zone investors", "terms.forbidden"),
        ('by: {zh: "曾红鹰", en: "Zeng Hongying"}', 'by: {zh: "曾红鹰", en: "Zeng Hongyin"}', "terms.missing"),
    ],
)  # fmt: skip
def test_one_slip_in_our_own_brochure_is_found_where_it_stands(tmp_path: Path, old: str, new: str, code: str) -> None:
    text = (CONTENT / "brochure.yaml").read_text("utf-8")
    assert text.count(old) == 1
    (tmp_path / "brochure.root").touch()
    (tmp_path / "glossary.yaml").write_text((CONTENT / "glossary.yaml").read_text("utf-8"), "utf-8")
    (tmp_path / "brochure.yaml").write_text(text.replace(old, new), "utf-8")
    found = [f for f in findings(read(tmp_path / "brochure.yaml")) if f.code.startswith(("numbers.", "terms."))]
    found = [f for f in found if f.code != "terms.unconfirmed"]
    assert [f.code for f in found] == [code]
    span = found[0].span
    assert span is not None
    if code != "numbers.missing":
        assert new[:20] in span.text or "曾红鹰" in span.text


# --- what a release needs -------------------------------------------------------------------------------------------


def test_a_sound_and_signed_brochure_may_be_released(make: Make) -> None:
    assert codes(make(SOUND + signed(make(SOUND)))) == []


@pytest.mark.parametrize(
    "old, new, code",
    [
        (', en: "The Road"', "", "text.missing_translation"),
        ("photo.jpg, ", "photo.jpg, placeholder: true, ", "picture.placeholder"),
        ('credit: {zh: "张三 摄", en: "Photo by Zhang San"},', "", "picture.no_credit"),
        ('alt: {zh: "园区", en: "The park"}, ', "", "picture.no_alt"),
        ("photo.jpg, ", "photo.jpg, kind: map, ", "picture.no_map_approval"),
        ("photo.jpg, ", 'photo.jpg, kind: map, map_approval: "GS(2024)", ', "picture.map_approval"),
        (',\n      rights: {holder: "宣传部"}', "", "picture.no_rights"),
        ('alt: {zh: "园区"', 'alt: {zh: "园区员工"', "picture.no_consent"),
        ("as_of: 2024, ", "", "fact.no_date"),
        (', source: {zh: "统计局", en: "Statistics bureau"}', "", "fact.no_source"),
        ("企业30余家。", "企业30余家TODO。", "text.draft_mark"),
        ("status: fixed", "status: work", "terms.unconfirmed"),
        ("more than 30 companies", "30 companies", "numbers.approximation"),
    ],
)
def test_each_fault_of_a_release_is_found_alone(make: Make, old: str, new: str, code: str) -> None:
    assert SOUND.count(old) == 1
    faulty = make(SOUND.replace(old, new))
    found = findings(make(SOUND.replace(old, new) + signed(faulty)), release=True)
    assert [finding.code for finding in found] == [code]
    assert exit_code(found) == EXIT_CODES[code] > 2


def test_a_good_map_number_is_taken(make: Make) -> None:
    for number in ("GS(2024)1234号", "湘S(2023)045号", "GS京（2024）0123号"):
        text = SOUND.replace("photo.jpg, ", f'photo.jpg, kind: map, map_approval: "{number}", ')
        assert "picture.map_approval" not in codes(make(text))


def test_consent_settles_a_picture_of_people(make: Make) -> None:
    text = SOUND.replace('alt: {zh: "园区"', 'alt: {zh: "园区员工"').replace(
        'holder: "宣传部"', 'holder: "宣传部", consent: true'
    )
    assert "picture.no_consent" not in codes(make(text))


def test_one_changed_character_voids_one_language_of_one_block(make: Make) -> None:
    approvals = signed(make(SOUND))
    found = findings(make(SOUND.replace("The Road", "The Roads") + approvals), release=True)
    assert [(f.code, f.message.en.split(" has")[0]) for f in found] == [("approval.stale", "the English of `story`")]


def test_a_changed_fact_voids_the_blocks_that_print_it(make: Make) -> None:
    approvals = signed(make(SOUND))
    found = findings(make(SOUND.replace("value: 126", "value: 127") + approvals), release=True)
    assert [f.code for f in found] == ["approval.stale", "approval.stale"]


def test_a_block_that_nobody_signed_is_named(make: Make) -> None:
    assert codes(make(SOUND)) == ["approval.missing"] * 4


def test_an_ordinary_check_asks_for_no_release(make: Make) -> None:
    assert codes(make(SOUND), release=False) == []


# --- facts ------------------------------------------------------------------------------------------------------------


FACTS = """brochure: 1
document: {title: {zh: "题", en: "Title"}}
facts:
  products: {value: 5433, unit: {zh: "个", en: ""}}
  funds: {value: 9692000000, unit: CNY}
sections:
  - kind: stats
    id: stats
    items:
      - {fact: products, label: {zh: "数据产品", en: "Data products"}}
      - {fact: funds, label: {zh: "基金总规模", en: "Funds"}}
  - kind: story
    id: story
    title: {zh: "题", en: "Title"}
    text: {zh: "上架数据产品5433个，总规模96.92亿元。", en: "It lists 5,433 data products, RMB 9.692 billion in all."}
"""


def test_a_figure_that_agrees_with_its_fact_passes(make: Make) -> None:
    assert codes(make(FACTS), release=False) == []


def test_a_figure_after_the_label_of_a_fact_must_be_that_fact(make: Make) -> None:
    text = FACTS.replace("产品5433个", "产品5343个").replace("5,433 data", "5,343 data")
    assert codes(make(text), release=False) == ["fact.contradicted"]


def test_a_figure_ten_times_a_fact_is_a_slip(make: Make) -> None:
    text = FACTS.replace("总规模96.92亿元", "总规模969.2亿元").replace("RMB 9.692 b", "RMB 96.92 b")
    assert codes(make(text), release=False) == ["fact.contradicted"]


REGISTER = """brochure: 1
document: {title: {zh: "题", en: "Title"}}
facts:
  high_tech: {value: 220, unit: {zh: "家", en: ""}, as_of: 2024}
  products: {value: 5433, unit: {zh: "个", en: ""}}
sections:
  - {kind: quote, text: {zh: "高企有效数达{high_tech}，数据产品{products}。", en: "{high_tech} and {products}"}}
  - {kind: quote, text: {zh: "%s", en: "It is so."}}
"""


@pytest.mark.parametrize("said", ["高企有效数215家", "园区高企有效数已达225家", "另有产品5343个"])
def test_a_figure_that_says_something_else_than_the_register_is_found(make: Make, said: str) -> None:
    assert "fact.contradicted" in codes(make(REGISTER % said), release=False)


@pytest.mark.parametrize(
    "said",
    [
        "高企有效数220家",
        "2023年，高企有效数180家",
        "其中高企有效数30家",
        "力争高企有效数300家",
        "专家5家",
        "其他产品1200个",
    ],
)
def test_another_figure_is_no_contradiction(make: Make, said: str) -> None:
    assert "fact.contradicted" not in codes(make(REGISTER % said), release=False)


# --- draft marks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["TODO", "待定", "XXX", "【图】", "（待补充）", "？？？", "占位文字"])
def test_a_draft_mark_is_found(make: Make, mark: str) -> None:
    assert "text.draft_mark" in codes(make(SOUND.replace('zh: "来路"', f'zh: "来路{mark}"')), release=False)


@pytest.mark.parametrize("words", ["亟待解决", "有待进一步补充", "抢占位置", "期待定格", "接待贵宾"])
def test_ordinary_words_are_no_draft_marks(make: Make, words: str) -> None:
    assert "text.draft_mark" not in codes(make(SOUND.replace('zh: "来路"', f'zh: "来路{words}"')), release=False)


@pytest.mark.parametrize("text, wrong", [
    ("园区于2024年12月18日开园。", "2024年12月18日"), ("园区2023年开园。", "2023年"), ("园区在2024年11月开园。", "2024年11月"),
    ("园区于2024年12月28日开园。", ""), ("园区于2024年开园。", ""), ("二期于2025年1月8日开园。", ""), ("园区于2025年1月8日扩建。", ""),
])  # fmt: skip
def test_another_date_of_the_same_event_contradicts_its_fact(make: Make, text: str, wrong: str) -> None:
    brochure = make(
        "brochure: 1\ndocument: {title: {zh: 题, en: T}}\nfacts: {opened: {value: 2024-12-28}}\nsections:\n"
        "  - {kind: story, id: a, text: {zh: '园区于{opened}开园。', en: 'It opened on {opened}.'}}\n"
        f"  - {{kind: story, id: b, text: {{zh: '{text}'}}}}\n"
    )
    found = [one.message.zh for one in findings(brochure) if one.code == "fact.contradicted"]
    assert [f"“{wrong}”" in said for said in found] == ([True] if wrong else [])
