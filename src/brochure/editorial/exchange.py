"""Texts out to translators and back: XLIFF 2.0 and XLSX, both written and read with the standard library.

Out go the segments with their names, kinds, length limits and agreed terms. What comes back is laid over the YAML by
the spans of the source, so that comments, order and line breaks of everything else stay as they are. A segment whose
source has changed meanwhile, or that lost a `{fact}`, is refused with a finding.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping

from brochure.dataclass import dataclass
from brochure.diagnostics import Sink
from brochure.editorial.segments import FACT, Segment, facts_in, joined, segments
from brochure.editorial.splice import splice
from brochure.model import Brochure

XLIFF = "urn:oasis:names:tc:xliff:document:2.0"
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
SIZES = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
_LANGUAGES = {"zh": "zh-CN", "en": "en"}


@dataclass(frozen=True, slots=True)
class Returned:
    """A translated segment as it came back."""

    name: str
    source: str
    target: str


# --- out --------------------------------------------------------------------------------------------------------------


def to_xliff(
    brochure: Brochure, source: str = "zh", target: str = "en", limits: Mapping[str, int] | None = None
) -> bytes:
    """An XLIFF 2.0 file of the whole brochure."""
    for prefix, uri in (("", XLIFF), ("gls", GLOSSARY), ("slr", SIZES)):
        ET.register_namespace(prefix, uri)
    root = ET.Element(f"{{{XLIFF}}}xliff", {
        "version": "2.0", "srcLang": _LANGUAGES.get(source, source), "trgLang": _LANGUAGES.get(target, target),
    })  # fmt: skip
    file = ET.SubElement(root, f"{{{XLIFF}}}file", {"id": "brochure"})
    made = list(segments(brochure, source, target, limits))
    if any(segment.limit for segment in made):
        ET.SubElement(file, f"{{{SIZES}}}profiles", {"generalProfile": "xliff:codepoints"})
    for segment in made:
        _unit(file, segment, source, target)
    ET.indent(root, " ")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + str(ET.tostring(root, encoding="unicode")).encode() + b"\n"


def _unit(file: ET.Element, segment: Segment, source: str, target: str) -> None:
    attributes = {"id": segment.name, "name": segment.path}
    if segment.limit:
        attributes[f"{{{SIZES}}}sizeRestriction"] = f"0,{segment.limit}"
    unit = ET.SubElement(file, f"{{{XLIFF}}}unit", attributes)
    if segment.terms:
        entries = ET.SubElement(unit, f"{{{GLOSSARY}}}glossary")
        for zh, en in segment.terms:
            entry = ET.SubElement(entries, f"{{{GLOSSARY}}}glossEntry")
            ET.SubElement(entry, f"{{{GLOSSARY}}}term").text = zh
            ET.SubElement(entry, f"{{{GLOSSARY}}}translation").text = en
    notes = ET.SubElement(unit, f"{{{XLIFF}}}notes")
    ET.SubElement(notes, f"{{{XLIFF}}}note", {"category": "context"}).text = segment.context
    state = "translated" if segment.target else "initial"
    part = ET.SubElement(unit, f"{{{XLIFF}}}segment", {"id": "1", "state": state})
    space = "{http://www.w3.org/XML/1998/namespace}space"
    _inline(ET.SubElement(part, f"{{{XLIFF}}}source", {space: "preserve"}), joined(segment.source, source))
    if segment.target:
        _inline(ET.SubElement(part, f"{{{XLIFF}}}target", {space: "preserve"}), joined(segment.target, target))


def _inline(element: ET.Element, text: str) -> None:
    """Text with each `{fact}` as a placeholder that a translator can move but not edit."""
    parts = FACT.split(text)
    element.text = parts[0]
    seen: dict[str, int] = {}
    for name, after in zip(parts[1::2], parts[2::2], strict=True):
        seen[name] = seen.get(name, 0) + 1
        number = "" if seen[name] == 1 else f".{seen[name]}"
        child = ET.SubElement(element, f"{{{XLIFF}}}ph", {"id": f"{name}{number}", "equiv": f"{{{name}}}"})
        child.tail = after


# --- back -------------------------------------------------------------------------------------------------------------


def from_xliff(data: bytes) -> Iterator[Returned]:
    """The segments of an XLIFF 2 file that have a translation."""
    root = _parsed(data)
    for unit in root.iter(f"{{{XLIFF}}}unit"):
        sources = [_plain(element) for element in unit.iter(f"{{{XLIFF}}}source")]
        targets = [_plain(element) for element in unit.iter(f"{{{XLIFF}}}target")]
        if targets:
            yield Returned(unit.get("id", ""), "".join(sources), "".join(targets))


def _parsed(data: bytes) -> ET.Element:
    """XML from outside: a document type could name files or blow up entities, and XLIFF has none."""
    if b"<!DOCTYPE" in data[:2000] or b"<!ENTITY" in data:
        raise ValueError("a document type is not accepted")
    return ET.fromstring(data)


def _plain(element: ET.Element) -> str:
    text = element.text or ""
    for child in element:
        tag = child.tag.rpartition("}")[2]
        if tag == "ph":
            name = (child.get("equiv") or "").strip("{}") or (child.get("id") or "").partition(".")[0]
            text += f"{{{name}}}"
        else:
            text += _plain(child)
        text += child.tail or ""
    return text


def merge(
    brochure: Brochure, returned: Iterable[Returned], sink: Sink, source: str = "zh", target: str = "en"
) -> dict[str, str]:
    """The brochure's files with the translations laid in: file → whole new text, only of files that change.

    What does not fit is refused and reported: an unknown segment, a changed source, a fact lost or added.
    """
    known = {segment.name: segment for segment in segments(brochure, source, target)}
    changes: dict[str, dict[int, str]] = {}
    for item in returned:
        segment = known.get(item.name)
        if segment is None:
            sink.error(
                "exchange.unknown_segment",
                f"册子里没有 `{item.name}` 这一段",
                f"the brochure has no segment `{item.name}`",
            )
            continue
        text = re.sub(r"\s*\n\s*", " ", item.target).strip()
        if text and text != joined(segment.target, target) and _fits(brochure, segment, item, text, sink, source):
            changes.setdefault(segment.path, {})[segment.number] = text
    present = {segment.path: segment.number for segment in known.values() if segment.target}  # the last translated
    for path, paragraphs in changes.items():
        last = present.get(path, -1)
        for number in sorted(paragraphs):
            if number > last + 1:
                del paragraphs[number]
                _gap(brochure, path, number, sink, source)
            else:
                last = max(last, number)
    return splice(brochure, {path: texts for path, texts in changes.items() if texts}, target, sink)


def _gap(brochure: Brochure, path: str, number: int, sink: Sink, source: str) -> None:
    """A paragraph whose neighbour above has no translation would slip up beside the wrong source."""
    place = f"{path}.{source}"
    sink.error(
        "exchange.gap", f"第 {number + 1} 段前面的段落还没有译文，没有并入",
        f"a paragraph before paragraph {number + 1} has no translation yet; this one is not merged",
        span=brochure.spans.at(place, 0, number), path=place,
    )  # fmt: skip


def _fits(brochure: Brochure, segment: Segment, item: Returned, text: str, sink: Sink, source: str) -> bool:
    path = f"{segment.path}.{source}"
    span = brochure.spans.at(path, 0, segment.number)
    if _squeezed(item.source) != _squeezed(joined(segment.source, source)):
        sink.error(
            "exchange.source_changed", f"`{item.name}` 的原文在送译之后改过，译文没有并入",
            f"the source of `{item.name}` has changed since it was sent; its translation is not merged",
            span=span, path=path,
        )  # fmt: skip
        return False
    if facts_in(text) != facts_in(segment.source):
        lost = "、".join(f"{{{name}}}" for name in facts_in(segment.source)) or "—"
        sink.error(
            "exchange.facts", f"`{item.name}` 的译文应保留 {lost}",
            f"the translation of `{item.name}` must keep {lost}",
            span=span, path=path,
        )  # fmt: skip
        return False
    return True


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
