"""Sign-offs are written into the YAML and hold until a word changes."""

from __future__ import annotations

from collections.abc import Callable

from editorial_making import findings

from brochure.editorial.signing import sign
from brochure.model import Brochure

Make = Callable[[str], Brochure]
TEXT = """brochure: 1
document: {title: {zh: "题", en: "Title"}}
sections:
  - {kind: cover, id: cover, title: {zh: "题", en: "Title"}}   # 封面
  - {kind: quote, id: said, text: {zh: "好", en: "Good"}}
"""


def signed(brochure: Brochure, *langs: str, by: str = "二审 赵六") -> str:
    (text,) = sign(brochure, brochure.walk(), langs or ("zh", "en"), by, "2025-05-28").values()
    return text


def stale(brochure: Brochure) -> list[str]:
    return [finding.message.en for finding in findings(brochure, release=True)]


def test_all_signed_is_ready_for_release(make: Make) -> None:
    text = signed(make(TEXT))
    assert text.startswith(TEXT)
    assert stale(make(text)) == []


def test_signing_again_replaces_what_has_lapsed(make: Make) -> None:
    changed = signed(make(TEXT)).replace('en: "Good"', 'en: "Well said"')
    assert stale(make(changed)) == [
        "the English of `said` has changed since 二审 赵六 signed it; it must be signed again"
    ]
    again = signed(make(changed), "en", by="三审")
    assert stale(make(again)) == []
    assert again.count("- {id:") == 4 and again.count("三审") == 2


def test_a_second_language_is_added_below_the_first(make: Make) -> None:
    one = signed(make(TEXT), "zh")
    both = signed(make(one + "\n# 末尾 the end\n"), "en")
    assert stale(make(both)) == []
    assert both.endswith("# 末尾 the end\n")
