"""The words of a Word paragraph, with our marks: `**bold**`, `[links](https://…)`, and what has to be escaped."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

from brochure.regex import regex

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
LEFT_OUT = {
    f"{W}del", f"{W}moveFrom", f"{W}rt", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip
"""Deleted and moved text, phonetic guides, and the copy of a drawing for older programs."""
_HAN = regex("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def text(paragraph: ET.Element, links: Mapping[str, str] = {}) -> str:
    """The words of a paragraph with bold and links marked; one bold stretch whatever runs Word cut it into.

    `links` holds the addresses by their id in the file.
    """
    parts: list[tuple[str, bool, str]] = []
    for run, key in _runs(paragraph, ""):
        bold = run.find(f"{W}rPr/{W}b")
        strong = bold is not None and bold.get(f"{W}val", "1") not in ("0", "false", "off", "none")
        words, address = "".join(_character(child) for child in run), links.get(key, "")
        if words and parts and parts[-1][1:] == (strong, address):
            parts[-1] = (parts[-1][0] + words, strong, address)
        elif words:
            parts.append((words, strong, address))
    plain = all(strong for words, strong, _ in parts if words.strip())  # all bold is a matter of style
    return "".join(_part(words, strong and not plain, address) for words, strong, address in parts).strip()


def _part(words: str, strong: bool, address: str) -> str:
    if address and words.strip():
        core = words.strip()
        start = words.index(core)
        return f"{words[:start]}[{_escaped(core)}]({address}){words[start + len(core) :]}"
    return "\n".join(_marked(line) for line in words.split("\n")) if strong else _escaped(words)


def _runs(element: ET.Element, key: str) -> Iterator[tuple[ET.Element, str]]:
    """The runs of a paragraph, each with the id of the link it stands in."""
    for child in element:
        if child.tag == f"{W}r":
            yield child, key
        if child.tag not in LEFT_OUT and child.tag != f"{W}txbxContent":
            yield from _runs(child, child.get(f"{_R}id", "") if child.tag == f"{W}hyperlink" else key)


def lines(text: str) -> list[str]:
    """A paragraph with line breaks: apart where the language changes from line to line, else together."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len({language(line) for line in lines}) > 1:
        return lines
    return [("" if lines and language(lines[0]) == "zh" else " ").join(lines)] if lines else []


def language(text: str) -> str:
    """Chinese when a tenth of the letters is Han: English texts quote Chinese names, Chinese ones carry Latin names."""
    han, letters = len(_HAN.findall(text)), len(re.findall(r"[A-Za-z]+", text))
    return "zh" if not letters or (han and han * 3 >= letters) else "en"


def kept(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    """All elements of a kind below, without what was deleted or stands in a text box, which is read by itself."""
    for child in element:
        if child.tag == tag:
            yield child
        if child.tag not in LEFT_OUT and child.tag != f"{W}txbxContent":
            yield from kept(child, tag)


def _character(element: ET.Element) -> str:
    if element.tag == f"{W}t":
        return element.text or ""
    if element.tag == f"{W}tab":
        return " "
    if element.tag in (f"{W}br", f"{W}cr"):
        return "" if element.get(f"{W}type") in ("page", "column") else "\n"
    return "-" if element.tag == f"{W}noBreakHyphen" else ""


def _marked(text: str) -> str:
    core = text.strip()
    if not core:
        return text
    start = text.index(core)
    return f"{text[:start]}**{_escaped(core)}**{text[start + len(core) :]}"


def _escaped(text: str) -> str:
    """Characters that our markup would take for marks."""
    text = re.sub(r"([\\*`\[\]])", r"\\\1", text)
    return text.replace("{", "{{").replace("}", "}}")
