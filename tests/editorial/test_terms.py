"""Agreed terms, forbidden renderings, and the rows of core values."""

from __future__ import annotations

import pytest

from brochure.blocks.core_values import VALUES_EN, VALUES_ZH
from brochure.editorial.core_values import wrong_rows
from brochure.editorial.terms import Glossary
from brochure.model import GlossaryEntry, Pair

ZONE = GlossaryEntry(
    zh="天心经开区", en="Tianxin Economic Development Zone", note=Pair.of(zh="", en="then “the Zone”"),
    forbidden=("Tianxin Economic Zone", "new productive forces"),
)  # fmt: skip
NAME = GlossaryEntry(zh="曾红鹰", en="Zeng Hongying", status="fixed", forbidden=("Hongying Zeng",))
VENDOR = GlossaryEntry(zh="数商", en="data vendor")
FORCES = GlossaryEntry(zh="新质生产力", en="new quality productive forces")
HQ = GlossaryEntry(zh="天心经开区管委会", en="Administrative Committee of the Zone")
GLOSSARY = Glossary((ZONE, NAME, VENDOR, FORCES, HQ))


def missing(zh: str, en: str, known: set[str] | None = None) -> list[str]:
    return [found.entry.zh for found in GLOSSARY.missing(zh, en, set() if known is None else known)]


def test_a_term_must_stand_as_agreed() -> None:
    assert missing("天心经开区成立。", "The Tianxin Economic Development Zone was founded.") == []
    assert missing("天心经开区成立。", "The Tianxin Development Area was founded.") == ["天心经开区"]


def test_plural_possessive_case_and_quotes_make_no_difference() -> None:
    assert missing("数商", "DATA VENDORS") == []
    assert missing("数商", "a data vendor’s choice") == []
    assert missing("数商", "“data-vendors”") == []


def test_the_short_form_stands_only_after_the_full_one() -> None:
    known: set[str] = set()
    assert missing("天心经开区", "The Zone grows.", known) == ["天心经开区"]
    assert missing("天心经开区", "The Tianxin Economic Development Zone grows.", known) == []
    assert missing("天心经开区", "The Zone grows.", known) == []


def test_a_surname_will_do_after_the_full_name() -> None:
    known: set[str] = set()
    assert missing("曾红鹰说", "Zeng says", known) == ["曾红鹰"]
    assert missing("曾红鹰说", "Zeng Hongying says", known) == []
    assert missing("曾红鹰说", "Zeng says", known) == []


def test_a_term_inside_a_longer_one_is_not_asked_for() -> None:
    assert missing("天心经开区管委会", "the Administrative Committee of the Zone") == []


def test_a_forbidden_rendering_is_found_at_its_place() -> None:
    found = list(GLOSSARY.forbidden("In the Tianxin Economic Zone’s park."))
    assert [(f.rendering, f.start) for f in found] == [("Tianxin Economic Zone", 7)]
    assert [f.rendering for f in GLOSSARY.forbidden("says hongying zeng")] == ["Hongying Zeng"]


def rows(text: str, lang: str) -> list[str]:
    return [row.message.en for row in wrong_rows(text, lang, VALUES_ZH, VALUES_EN)]


@pytest.mark.parametrize(
    "text",
    [
        "富强 民主 文明 和谐",
        "富强、民主、文明、和谐，自由、平等、公正、法治，爱国、敬业、诚信、友善",
        "富强 民主 文明 和谐 自由 平等 公正 法治 爱国 敬业 诚信 友善",
        "建成富强民主文明和谐美丽的社会主义现代化强国",
        "坚持公平、公正、公开的原则，诚信经营",
        "完善产权保护、市场准入、公平竞争、社会信用",
        "民主法治、公平正义、诚信友爱、充满活力、安定有序、人与自然和谐相处",
        "富强\n民主\n文明\n和谐",
        "公平、公正、公开、诚信",
    ],
)
def test_right_rows_of_core_values_pass(text: str) -> None:
    assert rows(text, "zh") == []


@pytest.mark.parametrize(
    "text",
    ["富强、民主、和谐、文明", "爱国 敬业 诚信 友爱", "富强民主文明法治", "自由 平等 公正 法治 富强 民主 文明 和谐",
     "自由 平等 法治 公正", "民主 富强 文明 和谐", "富强—民主—和谐—文明", "自由平等公平法治", "富强民主文明和睦",
     "爱岗、敬业、诚信、友善", "富强 民主\n文明 自由\n和谐 平等"],
)  # fmt: skip
def test_wrong_rows_of_core_values_are_found(text: str) -> None:
    assert len(rows(text, "zh")) == 1


@pytest.mark.parametrize(
    "text",
    ["Prosperity, Democracy, Civility and Harmony", "freedom, equality, justice and the rule of law",
     "Patriotism · Dedication · Integrity · Friendship", "fair competition, integrity and dedication",
     "Prosperity Democracy Civility Harmony", "FREEDOM  EQUALITY  JUSTICE  RULE OF LAW",
     "Harmony Hotel, Justice Road and Freedom Park in Friendship District"],
)  # fmt: skip
def test_right_english_rows_pass(text: str) -> None:
    assert rows(text, "en") == []


@pytest.mark.parametrize(
    "text",
    ["the values of prosperity, democracy, harmony and civility", "Patriotism, Professionalism, Integrity, Friendship",
     "Prosperity, Democracy, Civilization, Harmony", "Freedom, Equality, Rule of Law, Justice",
     "Harmony Prosperity Democracy Civility", "PROSPERITY DEMOCRACY HARMONY CIVILITY",
     "Patriotism Dedication Integrity Friendliness", "Prosperity\nDemocracy\nHarmony\nCivility"],
)  # fmt: skip
def test_wrong_english_rows_are_found(text: str) -> None:
    assert len(rows(text, "en")) == 1


def test_a_term_is_not_found_across_two_words() -> None:
    here = Glossary((GlossaryEntry(zh="天心", en="Tianxin"),))
    assert [found.entry.zh for found in here.missing("今天心情好。", "A good mood today.", set())] == []
    assert [found.entry.zh for found in here.missing("天心很近。", "It is near.", set())] == ["天心"]


def test_an_abbreviation_in_brackets_stands_after_the_whole() -> None:
    party = Glossary((GlossaryEntry(zh="中国共产党", en="Communist Party of China (CPC)"),))
    known: set[str] = set()
    assert [*party.missing("中国共产党", "the CPC", known)] != []
    assert [*party.missing("中国共产党", "the Communist Party of China", known)] == []
    assert [*party.missing("中国共产党", "the CPC", known)] == []
