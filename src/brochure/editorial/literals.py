"""A figure typed into a text that contradicts the facts register.

Two things are certain enough to report. A card's label that stands in a Chinese text directly before a figure of the
same unit (上架数据产品5433个) says which fact is meant: another value contradicts it. And a figure that differs from a
fact of the same unit only by the place of its point, in a text without that fact, is a slip between 万 and 亿.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from brochure.dataclass import dataclass
from brochure.diagnostics import Diagnostic, Message
from brochure.editorial.chinese import read_chinese
from brochure.editorial.quantity import Quantity, family, fit
from brochure.editorial.texts import TextPair, texts
from brochure.facts import format_fact
from brochure.model import BlockBase, Brochure, Fact, Pair, Record

_GAP = re.compile(r"[达为有近约超逾突破共已计到：:\s了过]*$")


@dataclass(frozen=True, slots=True)
class _Known:
    """A fact with the value as the Chinese reader would find it."""

    name: str
    fact: Fact
    written: Quantity


def contradictions(brochure: Brochure) -> Iterator[Diagnostic]:
    """Figures in Chinese texts that say something else than the fact they stand for."""
    known = {name: found for name, fact in brochure.facts.items() if (found := _known(name, fact)) is not None}
    labels = _labels(brochure, known)
    if not known:
        return
    for pair in texts(brochure):
        zh = pair.get("zh")
        if not zh or not re.search(r"[\d一二三四五六七八九十百千万亿]", zh):
            continue
        quantities = [quantity for quantity in read_chinese(zh) if quantity.strong]
        for quantity in quantities:
            fact = _labelled(zh, quantity, labels)
            if fact is None:
                fact = _displaced(quantity, quantities, known)
            elif _equal(quantity, fact.written) or not _comparable(quantity, fact):
                fact = None
            if fact is not None:
                yield _finding(brochure, pair, quantity, fact)


def _known(name: str, fact: Fact) -> _Known | None:
    found = read_chinese(format_fact(fact, "zh"))
    return _Known(name, fact, found[0]) if len(found) == 1 else None


def _labels(brochure: Brochure, known: Mapping[str, _Known]) -> dict[str, _Known]:
    """Chinese labels of cards, each with the fact it names; a label used for two facts names neither."""
    found: dict[str, _Known] = {}
    twice: set[str] = set()
    for block in brochure.walk():
        for item in _items(block):
            name, label = getattr(item, "fact", ""), getattr(item, "label", None)
            words = label.plain("zh") if isinstance(label, Pair) else ""
            if len(words) >= 3 and name in known and found.setdefault(words, known[name]) is not known[name]:
                twice.add(words)
    return {label: fact for label, fact in found.items() if label not in twice}


def _items(block: BlockBase) -> Iterator[Record]:
    for value in block.values().values():
        if isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Record) and not isinstance(item, BlockBase))


def _labelled(zh: str, quantity: Quantity, labels: Mapping[str, _Known]) -> _Known | None:
    """The fact whose label stands directly before a figure."""
    before = zh[max(0, quantity.start - 24) : quantity.start]
    before = _GAP.sub("", before)
    return next((fact for label, fact in labels.items() if before.endswith(label)), None)


def _displaced(quantity: Quantity, around: list[Quantity], known: Mapping[str, _Known]) -> _Known | None:
    """A fact from which a figure differs by a power of ten, with three digits or more alike."""
    if not family(quantity.unit) or len(_significant(quantity.value)) < 3:
        return None
    for fact in known.values():
        written = fact.written
        if quantity.unit == written.unit and quantity.value != written.value:
            ratio = quantity.value / written.value if written.value else Fraction(0)
            shifted = ratio > 0 and str(max(ratio, 1 / ratio)).strip("0") == "1"
            if shifted and not any(_equal(other, written) for other in around):
                return fact
    return None


def _significant(value: Fraction) -> str:
    return f"{float(value):.12e}".split("e")[0].replace(".", "").rstrip("0")


def _equal(one: Quantity, other: Quantity) -> bool:
    return any(fit(a, b) == "same" for a in one.readings for b in other.readings)


def _comparable(quantity: Quantity, fact: _Known) -> bool:
    """The same unit; for a count the same measure word."""
    if quantity.unit or fact.written.unit:
        return family(quantity.unit) == family(fact.written.unit)
    return quantity.text[-1:] == fact.written.text[-1:]


def _finding(brochure: Brochure, pair: TextPair, quantity: Quantity, fact: _Known) -> Diagnostic:
    right = format_fact(fact.fact, "zh")
    place = brochure.spans.key(f"facts.{fact.name}")
    return Diagnostic(
        "fact.contradicted", "error",
        Message(
            f"“{quantity.text.strip()}”与 facts 里的 `{fact.name}`（{right}）不一致",
            f"`{quantity.text.strip()}` contradicts the fact `{fact.name}` ({format_fact(fact.fact, 'en')})",
        ),
        pair.span(brochure, "zh", quantity.start, quantity.end), f"{pair.path}.zh",
        (Message(f"事实在 {place.file} 第 {place.line} 行；文中可写 {{{fact.name}}}",
                 f"the fact stands in {place.file}, line {place.line}; the text may say {{{fact.name}}}"),),
    )  # fmt: skip
