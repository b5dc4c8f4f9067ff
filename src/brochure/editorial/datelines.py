"""A date typed into a text that is not the date the register gives for the same event.

Told by the words on both sides: 园区于{opened}开园 and 园区于2024年12月18日开园 speak of one day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from brochure.dataclass import dataclass
from brochure.diagnostics import Diagnostic, Message
from brochure.editorial.segments import raw
from brochure.editorial.texts import texts
from brochure.facts import format_fact
from brochure.fields import CalendarDate
from brochure.model import Brochure
from brochure.regex import regex

_DATE = regex(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
_JOINT = regex(r"[于在自从]?\s*$")
_WORDS = 2
"""Ideographs on each side that have to be the same."""


@dataclass(frozen=True, slots=True)
class _Event:
    name: str
    parts: tuple[int, int, int]
    before: str
    after: str


def wrong_dates(brochure: Brochure) -> Iterator[Diagnostic]:
    """Dates in Chinese texts that are not those of the register."""
    events = list(_events(brochure))
    for pair in texts(brochure) if events else ():
        zh = pair.get("zh")
        for match in _DATE.finditer(zh):
            written = tuple(int(part or 0) for part in match.groups())
            before = _JOINT.sub("", zh[: match.start()])
            for event in events:
                named = before.endswith(event.before) and zh.startswith(event.after, match.end())
                if named and any(a and b and a != b for a, b in zip(written, event.parts, strict=True)):
                    right = format_fact(brochure.facts[event.name], "zh")
                    place = brochure.spans.key(f"facts.{event.name}")
                    yield Diagnostic(
                        "fact.contradicted", "error",
                        Message(f"“{match[0]}”与 facts 里的 `{event.name}`（{right}）不一致",
                                f"`{match[0]}` contradicts the fact `{event.name}` ({right})"),
                        pair.span(brochure, "zh", match.start(), match.end()), f"{pair.path}.zh",
                        (Message(f"事实在 {place.file} 第 {place.line} 行", f"see {place.file}, line {place.line}"),),
                    )  # fmt: skip
                    break


def _events(brochure: Brochure) -> Iterator[_Event]:
    """Where a text prints a date of the register: with the words on both sides."""
    for name, fact in brochure.facts.items():
        if not isinstance(fact.value, CalendarDate):
            continue
        for path in dict.fromkeys(brochure.fact_uses.get(name, ())):
            found = raw(brochure, path)
            text = found if isinstance(found, str) else ""
            for match in re.finditer(rf"\{{ *{re.escape(name)} *\}}", text):
                before = regex(r"[\u4e00-\u9fff]{2,4}$").search(_JOINT.sub("", text[: match.start()]))
                after = re.match(rf"[\u4e00-\u9fff]{{{_WORDS}}}", text[match.end() :])
                if before and after:
                    yield _Event(name, fact.value.parts, before[0][-_WORDS:], after[0])
