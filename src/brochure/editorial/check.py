"""The editorial check of a loaded brochure: figures, terms, core values, facts; for a release also completeness.

Findings carry both places: the span points at one language, a hint names the line of the other. What an author excuses
in the YAML (`excuse:` of a block, with a reason) is not reported, and an excuse that excuses nothing is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from brochure.dataclass import dataclass, field
from brochure.diagnostics import Diagnostic, Message, Severity, Sink
from brochure.editorial.completeness import draft_marks, release_findings
from brochure.editorial.core_values import Groups, wrong_rows
from brochure.editorial.datelines import wrong_dates
from brochure.editorial.literals import contradictions
from brochure.editorial.numbers import Mismatch, compare
from brochure.editorial.phrases import BUILT_IN, Phrases
from brochure.editorial.standins import stand_ins
from brochure.editorial.terms import Glossary
from brochure.editorial.texts import TextPair, texts
from brochure.editorial.wordlists import listed_words
from brochure.model import BlockBase, Brochure, GlossaryEntry

_GRAVE = ("different", "unit", "swapped")


def needs_release(brochure: Brochure) -> bool:
    """Whether the brochure says itself that it is ready: then everything a release needs must hold."""
    return brochure.document.status == "approved"


def check(brochure: Brochure, sink: Sink, release: bool = False, phrases: Phrases = BUILT_IN) -> None:
    """Everything that must hold between the languages; with `release` also what must hold before printing."""
    release = release or needs_release(brochure)
    excuses = _Excuses()
    pairs = tuple(texts(brochure))
    sink.extend(_numbers(brochure, pairs, excuses, phrases, release))
    sink.extend(_terms(brochure, pairs, excuses, release))
    sink.extend(_core_values(brochure, pairs))
    sink.extend(contradictions(brochure))
    sink.extend(wrong_dates(brochure))
    sink.extend(listed_words(brochure))
    if release:
        reported = {finding.path for finding in sink.found if finding.code == "text.missing_translation"}
        sink.extend(f for f in release_findings(brochure) if f.path not in reported)
    else:
        sink.extend(draft_marks(brochure, "warning"))
        sink.extend(stand_ins(brochure, "warning"))
    sink.extend(excuses.idle(brochure))


# --- excuses ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Excuses:
    """What blocks excuse: `excuse: [{numbers: "3年", reason: "…"}]`; the text is found in either language's figure."""

    used: set[tuple[str, int]] = field(default_factory=set)
    blocks: dict[str, BlockBase] = field(default_factory=dict)

    def covers(self, block: BlockBase | None, kind: str, *said: str) -> bool:
        if block is None:
            return False
        self.blocks.setdefault(block.path, block)
        for number, excuse in enumerate(_excuses(block)):
            wanted = str(getattr(excuse, kind, "") or "")
            if wanted and any(text and (wanted in text or text in wanted) for text in said):
                self.used.add((block.path, number))
                return True
        return False

    def idle(self, brochure: Brochure) -> Iterator[Diagnostic]:
        for block in brochure.walk():
            for number, _ in enumerate(_excuses(block)):
                path = f"{block.path}.excuse.{number}"
                if (block.path, number) not in self.used:
                    zh, en = "这一条豁免没有用到，可以删去", "this excuse excuses nothing and can go"
                    yield Diagnostic("excuse.unused", "info", Message(zh, en), brochure.spans.at(path), path)


def _excuses(block: BlockBase) -> tuple[Any, ...]:
    return tuple(getattr(block, "excuse", ()))


# --- figures ----------------------------------------------------------------------------------------------------------


def _numbers(
    brochure: Brochure, pairs: tuple[TextPair, ...], excuses: _Excuses, phrases: Phrases, release: bool
) -> Iterator[Diagnostic]:
    for pair in pairs:
        zh, en = pair.get("zh"), pair.get("en")
        if not zh or not en:
            continue
        for mismatch in compare(zh, en, phrases):
            said = [side.text.strip() for side in (mismatch.zh, mismatch.en) if side]
            if not excuses.covers(pair.block, "numbers", *said):
                yield _mismatch(brochure, pair, mismatch, release)


def _mismatch(brochure: Brochure, pair: TextPair, found: Mismatch, release: bool) -> Diagnostic:
    lang, other = ("en", "zh") if found.en else ("zh", "en")
    here, there = (found.en, found.zh) if found.en else (found.zh, found.en)
    assert here is not None
    span = pair.span(brochure, lang, here.start, here.end)
    beyond = pair.span(brochure, other, there.start, there.end) if there else pair.span(brochure, other)
    zh, en = {"zh": ("中文", "the Chinese"), "en": ("英文", "the English")}[other]
    hint = Message(
        f"{zh}在第 {beyond.line} 行第 {beyond.column} 列", f"{en} stands at line {beyond.line}, column {beyond.column}"
    )
    severity: Severity = "error" if release or found.kind in _GRAVE else "warning"
    return Diagnostic(f"numbers.{found.kind}", severity, found.message, span, f"{pair.path}.{lang}", (hint,))


# --- terms ------------------------------------------------------------------------------------------------------------


def _terms(brochure: Brochure, pairs: tuple[TextPair, ...], excuses: _Excuses, release: bool) -> Iterator[Diagnostic]:
    glossary = Glossary(brochure.glossary)
    known: set[str] = set()
    block: BlockBase | None = None
    used: dict[str, GlossaryEntry] = {}
    for pair in pairs:
        if pair.block is not block:
            known, block = set(), pair.block
        zh, en = pair.get("zh"), pair.get("en")
        for entry, _ in glossary.used(zh):
            used.setdefault(entry.zh, entry)
        forbidden = tuple(glossary.forbidden(en))
        if zh and en:
            for missing in glossary.missing(zh, en, known):
                entry = missing.entry
                misnamed = any(found.entry is entry for found in forbidden)
                if not misnamed and not excuses.covers(block, "terms", entry.zh):
                    yield _missing_term(brochure, pair, entry, missing.start, release)
        for found in forbidden:
            if excuses.covers(block, "terms", found.rendering):
                continue
            yield Diagnostic(
                "terms.forbidden", "error",
                Message(f"“{found.entry.zh}”不得译作 `{found.rendering}`，应为 `{found.entry.en}`",
                        f"`{found.entry.zh}` is not called “{found.rendering}” but “{found.entry.en}”"),
                pair.span(brochure, "en", found.start, found.end), f"{pair.path}.en",
            )  # fmt: skip
    yield from _unconfirmed(brochure, used, release)


def _missing_term(brochure: Brochure, pair: TextPair, entry: GlossaryEntry, start: int, release: bool) -> Diagnostic:
    span = pair.span(brochure, "zh", start, start + len(entry.zh))
    place = pair.span(brochure, "en")
    return Diagnostic(
        "terms.missing", "error" if release or entry.status == "fixed" else "warning",
        Message(f"“{entry.zh}”的英文应为 `{entry.en}`，这一段里没有",
                f"the English for `{entry.zh}` is “{entry.en}”, which this paragraph does not have"),
        span, f"{pair.path}.zh",
        (Message(f"英文在第 {place.line} 行", f"the English stands at line {place.line}"),),
    )  # fmt: skip


def _unconfirmed(brochure: Brochure, used: dict[str, GlossaryEntry], release: bool) -> Iterator[Diagnostic]:
    """Working renderings that are in use: one line while writing, one each before printing."""
    open_terms = [entry for entry in used.values() if entry.status == "work"]
    if open_terms and not release:
        count = len(open_terms)
        yield Diagnostic(
            "terms.unconfirmed", "info",
            Message(f"{count} 个术语还是暂译，付印前须确认",
                    f"{count} terms are working renderings, to be confirmed before print"),
            brochure.spans.at("glossary"), "glossary",
        )  # fmt: skip
    for entry in open_terms if release else ():
        path = f"{entry.path}.status" if brochure.spans.has(f"{entry.path}.status") else entry.path
        yield Diagnostic(
            "terms.unconfirmed", "error",
            Message(f"“{entry.zh}”的英文 `{entry.en}` 是暂译，须确认",
                    f"“{entry.en}” for `{entry.zh}` is a working rendering"),
            brochure.spans.at(path), path,
        )  # fmt: skip


# --- core values ------------------------------------------------------------------------------------------------------


def _core_values(brochure: Brochure, pairs: tuple[TextPair, ...]) -> Iterator[Diagnostic]:
    """Rows of core values in texts and in the glossary."""
    from brochure.blocks.core_values import VALUES_EN, VALUES_ZH

    english: dict[str, Groups] = dict(VALUES_EN)
    named = next((str(getattr(block, "english", "")) for block in brochure.walk() if block.kind == "core-values"), "")
    if named in english:
        english = {named: english[named]}
    for pair in pairs:
        for lang, text in pair.texts:
            for row in wrong_rows(text, lang, VALUES_ZH, english):
                span = pair.span(brochure, lang, row.start, row.end)
                yield Diagnostic("terms.core_values", "error", row.message, span, f"{pair.path}.{lang}")
    for entry in brochure.glossary:
        for lang, text in (("zh", entry.zh), ("en", entry.en)):
            for row in wrong_rows(text, lang, VALUES_ZH, english):
                path = f"{entry.path}.{lang}"
                yield Diagnostic("terms.core_values", "error", row.message, brochure.spans.at(path), path)
