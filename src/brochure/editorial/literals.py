"""A figure typed into a text that contradicts the facts register.

Three things are certain enough to report. Words that stand directly before or after a figure of the same unit, and
before or after the fact elsewhere (a card's label, `高企有效数达{high_tech}`), say which fact is meant: another value
contradicts it. A figure that differs from a fact of the same unit only by the place of its point is a slip between 万
and 亿; one whose digits, four or more, differ in one place or by two that changed places looks like a slip (a warning).
A figure of another year, of a part (其中, 首批) or of a change (新增, 增长) is another figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from brochure.dataclass import dataclass
from brochure.diagnostics import Diagnostic, Message, Severity
from brochure.editorial.chinese import read_chinese
from brochure.editorial.quantity import Quantity, family, fit
from brochure.editorial.segments import raw
from brochure.editorial.texts import TextPair, texts
from brochure.facts import format_fact
from brochure.model import BlockBase, Brochure, Fact, Pair, Record
from brochure.regex import regex

_GAP = regex(r"(?:[达为有近约超逾突破共已计到：:\s了过]|合计|累计|总数)*$")
_PARTIAL = regex(
    "其中|新增|增加|增长|减少|下降|新|再|又|另|每|去年|上年|今年|当年|首批|一期|二期|三期|计划|预计|力争|目标|部分|各|分别|同比|提高|到20\\d\\d"
)
"""Words after which a figure is of a part, a change or a plan."""
_CLAUSE = regex(r"[，。；：、！？“”（）()\s][^，。；：、！？“”（）()\s]*$")
_YEAR = regex(r"(?:19|20)\d\d(?=年)")


@dataclass(frozen=True, slots=True)
class _Known:
    """A fact with the value as the Chinese reader would find it."""

    name: str
    fact: Fact
    written: Quantity
    used: bool


def contradictions(brochure: Brochure) -> Iterator[Diagnostic]:
    """Figures in Chinese texts that say something else than the fact they stand for."""
    known = {
        name: found
        for name, fact in brochure.facts.items()
        if (found := _known(name, fact, name in brochure.fact_uses)) is not None
    }
    if not known:
        return
    labels, nouns = _labels(brochure, known), _nouns(brochure, known)
    for pair in texts(brochure):
        zh = pair.get("zh")
        if not zh or not regex(r"[\d一二三四五六七八九十百千万亿]").search(zh):
            continue
        quantities = [quantity for quantity in read_chinese(zh) if quantity.strong]
        for quantity in quantities:
            label, fact = _labelled(zh, quantity, labels)
            fact = fact or _named(zh, quantity, nouns)
            severity: Severity = "error"
            if fact is None:
                fact = _displaced(quantity, quantities, known)
            elif (
                _equal(quantity, fact.written) or not _comparable(quantity, fact) or _another(zh, quantity, fact, label)
            ):
                continue
            if fact is None:
                fact, severity = _mistyped(quantity, quantities, known), "warning"
            if fact is not None:
                yield _finding(brochure, pair, quantity, fact, severity)


def _known(name: str, fact: Fact, used: bool) -> _Known | None:
    found = read_chinese(format_fact(fact, "zh"))
    return _Known(name, fact, found[0], used) if len(found) == 1 else None


def _labels(brochure: Brochure, known: Mapping[str, _Known]) -> dict[str, _Known]:
    """What stands before a fact, in cards and in Chinese texts; words used for two facts name neither."""
    found: dict[str, _Known] = {}
    twice: set[str] = set()
    for block in brochure.walk():
        for item in _items(block):
            name, label = getattr(item, "fact", ""), getattr(item, "label", None)
            words = label.plain("zh") if isinstance(label, Pair) else ""
            if len(words) >= 3 and name in known and found.setdefault(words, known[name]) is not known[name]:
                twice.add(words)
    for fact, match in _printed(brochure, known, r"([\u4e00-\u9fff]{4,})\{ *%s *\}"):
        words = _GAP.sub("", match[1])[-6:]
        if len(words) >= 4 and found.setdefault(words, fact) is not fact:
            twice.add(words)
    return {label: fact for label, fact in found.items() if label not in twice}


def _nouns(brochure: Brochure, known: Mapping[str, _Known]) -> dict[str, _Known]:
    """What a fact counts where a text prints it (`{high_tech}家高新技术企业`), when no other fact counts the same."""
    found: dict[str, _Known | None] = {}
    for fact, match in _printed(brochure, known, r"\{ *%s *\}([\u4e00-\u9fff]{4,8})"):
        found[match[1]] = fact if found.get(match[1], fact) is fact else None
    return {noun: fact for noun, fact in found.items() if fact is not None}


def _printed(brochure: Brochure, known: Mapping[str, _Known], pattern: str) -> Iterator[tuple[_Known, re.Match[str]]]:
    """Each place where a text prints a fact, with the words around it that the pattern takes."""
    places = regex(pattern % "[^{}]+?")
    for name, fact in known.items():
        for path in dict.fromkeys(brochure.fact_uses.get(name, ())):
            text = raw(brochure, path)
            if isinstance(text, str):
                for match in places.finditer(text):
                    if match[0].partition("{")[2].partition("}")[0].strip(" ") == name:
                        yield fact, match


def _named(zh: str, quantity: Quantity, nouns: Mapping[str, _Known]) -> _Known | None:
    """The fact that counts what stands directly after a figure."""
    return next((fact for noun, fact in nouns.items() if zh.startswith(noun, quantity.end)), None)


def _another(zh: str, quantity: Quantity, fact: _Known, label: str) -> bool:
    """Whether the sentence says that it speaks of another year, a part, a change or a plan."""
    before = zh[: quantity.start]
    clause = regex("[。；！？]").split(before)[-1]
    years = _YEAR.findall(clause)
    if years and fact.fact.as_of and years[-1] not in fact.fact.as_of:
        return True
    lead = _CLAUSE.search(before)
    words = _GAP.sub("", lead[0][1:] if lead else before)
    return _PARTIAL.search(words.removesuffix(label)) is not None


def _mistyped(quantity: Quantity, around: list[Quantity], known: Mapping[str, _Known]) -> _Known | None:
    """A fact of the same unit and length from which a figure differs by one digit, or by two that changed places.

    Of a fact that no text prints, two digits will do: somebody typed it instead.
    """
    digits = _significant(quantity.value)
    if len(digits) < 2 or family(quantity.unit) in ("Y", "phone", "clock"):
        return None
    for fact in known.values():
        theirs = _significant(fact.written.value)
        alike = len(theirs) == len(digits) and (len(digits) > 3 or not fact.used)
        if not alike or not _comparable(quantity, fact) or not _near(quantity.value, fact.written.value):
            continue
        wrong = [(a, b) for a, b in zip(digits, theirs, strict=True) if a != b]
        slip = len(wrong) == 1 or (len(wrong) == 2 and wrong[0] == wrong[1][::-1])
        if slip and not any(_equal(other, fact.written) for other in around):
            return fact
    return None


def _near(one: Fraction, other: Fraction) -> bool:
    return bool(one and other) and Fraction(1, 10) < one / other < 10


def _items(block: BlockBase) -> Iterator[Record]:
    for value in block.values().values():
        if isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Record) and not isinstance(item, BlockBase))


def _labelled(zh: str, quantity: Quantity, labels: Mapping[str, _Known]) -> tuple[str, _Known | None]:
    """The fact whose words stand directly before a figure, with these words."""
    before = _GAP.sub("", zh[max(0, quantity.start - 24) : quantity.start])
    return next(((label, fact) for label, fact in labels.items() if before.endswith(label)), ("", None))


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


def _finding(
    brochure: Brochure, pair: TextPair, quantity: Quantity, fact: _Known, severity: Severity = "error"
) -> Diagnostic:
    right = format_fact(fact.fact, "zh")
    place = brochure.spans.key(f"facts.{fact.name}")
    return Diagnostic(
        "fact.contradicted", severity,
        Message(
            f"“{quantity.text.strip()}”与 facts 里的 `{fact.name}`（{right}）不一致",
            f"`{quantity.text.strip()}` contradicts the fact `{fact.name}` ({format_fact(fact.fact, 'en')})",
        ),
        pair.span(brochure, "zh", quantity.start, quantity.end), f"{pair.path}.zh",
        (Message(f"事实在 {place.file} 第 {place.line} 行；文中可写 {{{fact.name}}}",
                 f"the fact stands in {place.file}, line {place.line}; the text may say {{{fact.name}}}"),),
    )  # fmt: skip
