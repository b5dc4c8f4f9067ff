"""The release list: every class of what a release needs, with what is still missing, as JSON or as a page of HTML.

Both say the same. The HTML is one file without scripts or links, to be printed and signed or sent round.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping
from typing import Any

from brochure.dataclass import dataclass, field
from brochure.diagnostics import Diagnostic, Message
from brochure.editorial.classes import CLASSES, EXIT_CODES, exit_code

_OTHER = Message("其他", "other")
_SEVERITY = {"error": ("错误", "error"), "warning": ("警告", "warning"), "info": ("提示", "info")}


@dataclass(frozen=True, slots=True)
class Report:
    """What one check found. `release`: whether the release was asked for; the other classes were not looked at else."""

    file: str
    release: bool
    findings: tuple[Diagnostic, ...]
    more: Mapping[str, Any] = field(default_factory=dict)
    """What else was asked for: under `copyfit` the room that is left."""

    @property
    def ready(self) -> bool:
        return not any(finding.severity == "error" for finding in self.findings)


def render_report(report: Report, form: str) -> str:
    """The list as `json` or `html`."""
    return _json(report) if form == "json" else _html(report)


def _grouped(report: Report) -> Iterable[tuple[int, Message, list[Diagnostic]]]:
    """(exit code, name, findings) of every class, the empty ones too, and of what belongs to none."""
    for entry in CLASSES:
        yield entry.exit, entry.name, [found for found in report.findings if EXIT_CODES.get(found.code) == entry.exit]
    rest = [finding for finding in report.findings if finding.code not in EXIT_CODES]
    if rest:
        yield 1, _OTHER, rest


def _failed(found: list[Diagnostic]) -> bool:
    return any(finding.severity == "error" for finding in found)


def _json(report: Report) -> str:
    rows = [
        {
            "exit": code,
            "name": _pair(name),
            "ready": not _failed(found),
            "findings": [_row(finding) for finding in found],
        }
        for code, name, found in _grouped(report)
    ]
    whole = {
        "file": report.file,
        "release": report.release,
        "ready": report.ready,
        "exit": exit_code(report.findings) if report.release else int(not report.ready),
        "classes": rows,
        **report.more,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _row(finding: Diagnostic) -> dict[str, Any]:
    span = finding.span
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": _pair(finding.message),
        "file": span.file if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "path": finding.path,
        "hints": [_pair(hint) for hint in finding.hints],
    }


def _pair(message: Message) -> dict[str, str]:
    return {"zh": message.zh, "en": message.en}


# --- HTML -------------------------------------------------------------------------------------------------------------

_STYLE = """
body{font:15px/1.6 "Source Han Serif SC","Noto Serif CJK SC",Georgia,serif;color:#222;
  max-width:46em;margin:2em auto;padding:0 1em}
h1{font-size:1.5em;line-height:1.3}h2{font-size:1.1em;margin:1.6em 0 .3em;border-top:1px solid #ccc;padding-top:.6em}
.ready{color:#2a6b3a}.open{color:#a3261e}h2 small,.en{color:#666;font-weight:normal}
ul{list-style:none;padding:0;margin:0}li{padding:.45em 0 .45em 1.6em;text-indent:-1.6em}li>*{text-indent:0}
li p{margin:0}.place{font:13px/1.5 ui-monospace,Consolas,monospace;color:#666}
table{border-collapse:collapse;font-size:14px}th{text-align:left}td,th{padding:.15em .8em .15em 0;vertical-align:top}
@media print{body{margin:0}li{break-inside:avoid}}
"""


def _html(report: Report) -> str:
    title = ("付印检查", "Release check") if report.release else ("检查", "Check")
    count = sum(finding.severity == "error" for finding in report.findings)
    verdict = (
        ("可以付印" if report.release else "没有错误", "ready for print" if report.release else "no errors")
        if report.ready
        else (f"还有 {count} 处", f"{count} {'entry' if count == 1 else 'entries'} open")
    )
    parts = [
        f'<!doctype html>\n<html lang="zh-CN">\n<meta charset="utf-8">\n'
        f"<title>{title[0]} {html.escape(report.file)}</title>"
        f"\n<style>{_STYLE}</style>\n<h1>{title[0]} <span lang=en class=en>{title[1]}</span></h1>",
        f'<p class="{"ready" if report.ready else "open"}"><strong>{verdict[0]}</strong> '
        f'<span lang="en">{verdict[1]}</span></p>\n<p class="place">{html.escape(report.file)}</p>',
    ]
    for code, name, found in _grouped(report):
        if not found and not report.release:
            continue
        mark = ("open", "✗") if _failed(found) else ("ready", "✓")
        parts.append(
            f'<h2><span class="{mark[0]}">{mark[1]}</span> {html.escape(name.zh)} <small lang="en">'
            f"{html.escape(name.en)} · {code}</small></h2>"
        )
        if found:
            parts.append("<ul>\n" + "\n".join(map(_item, found)) + "\n</ul>")
    if report.more.get("copyfit"):
        parts.append(_rooms(report.more["copyfit"]))
    return "\n".join(parts) + "\n</html>\n"


_COLUMNS = (("页", "page"), ("区", "region"), ("文字", "text"), ("已排", "set"), ("余", "room"), ("超", "over"))


def _rooms(rows: Iterable[Mapping[str, Any]]) -> str:
    """The room that each text has, as a table."""
    head = "".join(f"<th>{zh} <small lang=en>{en}</small></th>" for zh, en in _COLUMNS)
    lines = [f"<h2>还能排多少 <small lang=en>room left</small></h2>\n<table>\n<tr>{head}</tr>"]
    for row in rows:
        unit = "字" if row["lang"] == "zh" else " w"
        full = "满 full" if row["state"] == "goes-on" else f"{row['room']}{unit}" if row["state"] == "fits" else ""
        over = f"{row['excess']}{unit}" if row["state"] == "over" else ""
        cells = (row["page"] or "—", row["region"], row["path"], f"{row['count']}{unit}", full, over)
        lines.append("<tr>" + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in cells) + "</tr>")
    return "\n".join([*lines, "</table>"])


def _item(finding: Diagnostic) -> str:
    span = finding.span
    place = f"{span.file}:{span.line}:{span.column} · " if span else ""
    zh, en = _SEVERITY[finding.severity]
    lines = [f"{_text(message)}" for message in (finding.message, *finding.hints)]
    return (
        f'<li>☐ {lines[0]}<p class="place">{html.escape(place)}{finding.code} · {zh} {en}</p>'
        + "".join(f"<p>→ {line}</p>" for line in lines[1:])
        + "</li>"
    )


def _text(message: Message) -> str:
    if message.zh == message.en:
        return html.escape(message.zh)
    return f'{html.escape(message.zh)}<br><span lang="en" class="en">{html.escape(message.en)}</span>'
