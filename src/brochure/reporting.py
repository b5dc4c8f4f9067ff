"""Findings as text for people, and as JSON, SARIF and GitHub annotations for machines.

Text shows the source line with a caret. The caret is placed by display width: a Han character takes two columns of a
terminal. Both languages are printed unless the reader asks for one (`BROCHURE_LANG=zh|en`, or `lang`).
"""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from brochure.diagnostics import Diagnostic, Message, Span

_SEVERITY = {"error": ("错误", "error"), "warning": ("警告", "warning"), "info": ("提示", "info")}
_LONGEST = 100
"""Columns of a source line shown; a paragraph on one line would bury the message."""


def render(
    findings: Iterable[Diagnostic],
    form: str = "text",
    output: Iterable[Path] = (),
    lang: str = "",
    more: Mapping[str, Any] | None = None,
) -> str:
    """Findings in a format: `text`, `json`, `sarif` or `github`.

    `output` are the files written, `more` what else was asked for (JSON only).
    """
    found = list(findings)
    if form == "json":
        return render_json(found, output, more)
    render_found: Callable[[list[Diagnostic], str], str] = {"github": render_github, "sarif": render_sarif}.get(
        form, render_text
    )
    return render_found(found, lang)


# --- for people -------------------------------------------------------------------------------------------------------


def render_text(findings: Iterable[Diagnostic], lang: str = "") -> str:
    """Each finding with its place, line, caret, correction and hints, and a count at the end."""
    found = list(findings)
    if not found:
        return ""
    lang = lang or os.environ.get("BROCHURE_LANG", "")
    parts = [_one(finding, lang) for finding in found]
    return "\n\n".join(parts) + "\n\n" + _count(found, lang) + "\n"


def _one(finding: Diagnostic, lang: str) -> str:
    span = finding.span
    place = f"{span.file}:{span.line}:{span.column}: " if span else ""
    zh, en = _SEVERITY[finding.severity]
    lines = [f"{place}{_both(zh, en, lang, ' ')} [{finding.code}]"]
    lines += [f"  {text}" for text in _texts(finding.message, lang)]
    if span and span.text:
        lines += _excerpt(span)
        if finding.corrected:
            lines.append(f"  {_both('改为', 'write', lang, ' ')}:")
            lines.append(f"{span.line:>5} | {_shorten(finding.corrected, span.column)}")
    for hint in finding.hints:
        lines += [f"  → {text}" for text in _texts(hint, lang)]
    return "\n".join(lines)


def _texts(message: Message, lang: str) -> list[str]:
    if lang in ("zh", "en"):
        return [message.zh if lang == "zh" else message.en]
    return [message.zh, message.en] if message.zh != message.en else [message.zh]


def _both(zh: str, en: str, lang: str, between: str) -> str:
    return zh if lang == "zh" else en if lang == "en" else zh + between + en


def _excerpt(span: Span) -> list[str]:
    """The source line and its caret; a long line is cut to what stands around the caret."""
    text, start = span.text, span.column - 1
    stop = max(span.end_column - 1, start + 1)
    long = len(text) > _LONGEST or width(text) > _LONGEST
    cut = max(0, start - _LONGEST // 2) if long else 0
    shown, lead = text[cut : start + _LONGEST].replace("\t", " "), "…" if cut else ""
    while width(shown) > _LONGEST and len(shown) > start - cut + 8:
        shown = shown[: max(start - cut + 8, len(shown) - 8)]
    tail = "…" if cut + len(shown) < len(text) else ""
    number = f"{span.line:>5} | "
    before = width(lead + shown[: start - cut])
    marked = max(1, width(shown[start - cut : stop - cut]))
    return [number + lead + shown + tail, " " * (len(number) + before) + "^" * marked]


def _shorten(line: str, column: int) -> str:
    if len(line) <= 2 * _LONGEST and width(line) <= 2 * _LONGEST:
        return line
    start = max(0, column - 40)
    return ("…" if start else "") + line[start : start + _LONGEST] + "…"


def width(text: str) -> int:
    """Columns of a terminal that a text takes: two for wide and full-width characters, none for marks over others."""
    return sum(
        0 if unicodedata.combining(char) or char in "\u200b\u200c\u200d\u2060\ufeff" else
        2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )  # fmt: skip


def _count(found: list[Diagnostic], lang: str) -> str:
    parts_zh, parts_en = [], []
    for severity, (zh, en) in _SEVERITY.items():
        count = sum(finding.severity == severity for finding in found)
        if count:
            parts_zh.append(f"{count} 处{zh}")
            parts_en.append(f"{count} {en}{'s' if count > 1 and severity != 'info' else ''}")
    return _both("，".join(parts_zh), ", ".join(parts_en), lang, " / ")


# --- for machines -----------------------------------------------------------------------------------------------------


def render_json(
    findings: Iterable[Diagnostic], output: Iterable[Path] = (), more: Mapping[str, Any] | None = None
) -> str:
    """One object: `findings`, the files written, and what else was asked for."""
    whole = {"findings": rows(findings), "output": [str(path) for path in output], **(more or {})}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def rows(findings: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Each finding as it stands in JSON."""
    return [_row(finding) for finding in findings]


def _row(finding: Diagnostic) -> dict[str, Any]:
    span = finding.span
    row: dict[str, Any] = {
        "code": finding.code,
        "severity": finding.severity,
        "message": _pair(finding.message),
        "file": span.file if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_column": span.end_column if span and span.end_column else None,
        "path": finding.path,
        "hints": [_pair(hint) for hint in finding.hints],
    }
    if finding.corrected:
        row["corrected"] = finding.corrected
    if finding.page:
        row["page"], row["rect"] = finding.page, list(finding.rect)
        if finding.others:
            row["others"] = [list(rect) for rect in finding.others]
    return row


def _pair(message: Message) -> dict[str, str]:
    return {"zh": message.zh, "en": message.en}


_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}


def render_github(findings: Iterable[Diagnostic], lang: str = "") -> str:
    """GitHub's workflow commands, one line each."""
    lines = []
    for finding in findings:
        span = finding.span
        place = f"file={_escape(span.file, True)},line={span.line},col={span.column}," if span else ""
        text = "\n".join(_texts(finding.message, lang))
        if finding.corrected:
            text += f"\n{_both('改为', 'write', lang, ' ')}: {finding.corrected.strip()}"
        lines.append(f"::{_GITHUB[finding.severity]} {place}title={_escape(finding.code, True)}::{_escape(text)}\n")
    return "".join(lines)


def _escape(text: str, is_property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if is_property else text


_SARIF = {"error": "error", "warning": "warning", "info": "note"}


def render_sarif(findings: Iterable[Diagnostic], lang: str = "") -> str:
    """SARIF 2.1.0; columns count characters (`unicodeCodePoints`)."""
    found = list(findings)
    results = []
    for finding in found:
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "level": _SARIF[finding.severity],
            "message": {"text": "\n".join(_texts(finding.message, lang))},
        }
        if finding.span:
            region = {"startLine": finding.span.line, "startColumn": finding.span.column}
            if finding.span.end_column > finding.span.column:
                region["endColumn"] = finding.span.end_column
            result["locations"] = [
                {"physicalLocation": {"artifactLocation": {"uri": finding.span.file}, "region": region}}
            ]
        results.append(result)
    from brochure import __version__

    driver = {
        "name": "brochure",
        "version": __version__,
        "rules": [{"id": code} for code in sorted({finding.code for finding in found})],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    document = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
