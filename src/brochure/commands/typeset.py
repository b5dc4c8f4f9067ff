"""`brochure typeset`: a list of texts to a PDF with a page for each."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from brochure.diagnostics import Message, Sink
    from brochure.text.paragraph import Lines
    from brochure.typesetting import Job

_CHOICES = {
    "align": ("justify", "left", "right", "center"),
    "punctuation": ("quanjiao", "kaiming", "banjiao", "hanging"),
    "strictness": ("none", "basic", "gb", "strict"),
}
_NUMBERS = {"measure": 1e-9, "size": 1e-9, "indent": 0.0}
"""Lengths and the least each may be."""
_MARKS = ("bold", "link", "raw", "span")
_KEYS = ("text", "lang", *_NUMBERS, *_CHOICES, "runs")


@click.command(name="typeset")
@click.argument("jobs", type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="写到哪里 / where to write the PDF")
@click.option("--json", "report", type=click.Path(path_type=Path), help="各行各字的位置 / places of lines and clusters")
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text")
def typeset_command(jobs: Path, out: Path, report: Path | None, form: str) -> None:
    """按 JOBS（JSON 列表）排文字，一条一页。Set each text of the list in JOBS on a page of its own."""
    from brochure.diagnostics import Sink
    from brochure.reporting import render

    sink = Sink()
    found = read_jobs(jobs, sink)
    if not sink.failed:
        _run(jobs, found, out, report, sink)
    if sink.found or form != "text":
        click.echo(render(sink.found, form, () if sink.failed else (out,)), err=form == "text", nl=False)
    sys.exit(1 if sink.failed else 0)


def _run(source: Path, jobs: list[Job], out: Path, report: Path | None, sink: Sink) -> None:
    from brochure.files import whole
    from brochure.pdf.writer import OutputOptions, write_pdf
    from brochure.typesetting import book, pages_of, report_of, typeset_all

    found = typeset_all(jobs)
    for number, (job, lines) in enumerate(zip(jobs, found, strict=True)):
        _report(source, number, job, lines, sink)
    options = OutputOptions("screen", tagged=False)
    try:
        with whole(report) if report else nullcontext() as file:
            if file is not None:
                rows = [report_of(job, lines) for job, lines in zip(jobs, found, strict=True)]
                file.write((json.dumps(rows, ensure_ascii=False) + "\n").encode())
            write_pdf(pages_of(jobs, found), book(), out, options, sink)
    except OSError as error:
        zh, en = f"无法写出：{error}", f"cannot write: {error}"
        sink.error("typeset.cannot_write", zh, en)


def _report(source: Path, number: int, job: Job, lines: Lines, sink: Sink) -> None:
    """Warnings for what could not be done: characters without a glyph, lines that do not fit."""
    path = f"{source.name}[{number}]"
    for missing in lines.missing:
        code = f"U+{ord(missing.text):04X}"
        zh, en = f"字符“{missing.text}”（{code}）没有字形", f"no face has the character `{missing.text}` ({code})"
        sink.warn("text.missing_glyph", f"第 {number} 条：{zh}", f"job {number}: {en}", path=path)
    for line in lines.lines:
        if line.overfull:
            text = job.text[line.start : line.end]
            zh, en = f"这一行放不下，已强行断开：“{text}”", f"a line does not fit and was cut by force: `{text}`"
            sink.warn("text.overfull", f"第 {number} 条：{zh}", f"job {number}: {en}", path=path)


# --- reading ----------------------------------------------------------------------------------------------------------


def read_jobs(file: Path, sink: Sink) -> list[Job]:
    """The jobs of a file; at the first fault one finding, and none."""
    from brochure.diagnostics import Span

    name = str(file)
    try:
        text = file.read_text("utf-8-sig")
    except OSError as error:
        sink.error("typeset.unreadable", f"无法读取 {name}：{error.strerror}", f"cannot read {name}: {error.strerror}")
        return []
    except UnicodeDecodeError as error:
        zh, en = f"{name} 不是 UTF-8（第 {error.start} 字节）", f"{name} is not UTF-8 (byte {error.start})"
        sink.error("typeset.not_utf8", zh, en)
        return []
    try:
        tree = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line, column = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, 1)
        row = (text.split("\n")[line - 1 : line] or [""])[0]
        what = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep"
        span = Span(name, line, column, column + 1, row)
        sink.error("typeset.bad_json", f"不是合法的 JSON：{what}", f"not valid JSON: {what}", span=span)
        return []
    if not isinstance(tree, list):
        zh, en = 'JOBS 应是一个列表：[{"text": …}, …]', 'JOBS must be a list: [{"text": …}, …]'
        sink.error("typeset.not_a_list", zh, en, span=Span(name))
        return []
    return _jobs(tree, name, sink)


def _jobs(tree: list[Any], name: str, sink: Sink) -> list[Job]:
    jobs = []
    for number, entry in enumerate(tree):
        fault = _fault(entry)
        if fault:
            _refuse(sink, name, number, fault)
            return []
        jobs.append(_job(entry))
    return jobs


def _job(entry: dict[str, Any]) -> Job:
    from brochure.typesetting import Job

    fields = {key: value for key, value in entry.items() if value is not None}
    fields["runs"] = tuple((start, end, mark) for start, end, mark in fields.get("runs", ()))
    return Job(**fields)


def _refuse(sink: Sink, name: str, number: int, fault: Message) -> None:
    from brochure.diagnostics import Span

    zh, en = f"第 {number} 条（从 0 数起）：{fault.zh}", f"job {number} (counted from 0): {fault.en}"
    sink.error("typeset.bad_job", zh, en, span=Span(name), path=f"[{number}]")


def _fault(entry: Any) -> Message | None:
    """What is wrong with a job, if anything."""
    from brochure.diagnostics import Message

    if not isinstance(entry, dict):
        return Message('应是一个对象：{"text": …}', 'must be an object: {"text": …}')
    if not isinstance(entry.get("text"), str):
        return Message("缺少 text，或 text 不是文字", "text is missing or is not a string")
    try:
        entry["text"].encode()
    except UnicodeEncodeError:
        return Message("text 里有半个代理对（\\ud800–\\udfff）", "text holds half a surrogate pair")
    for key, value in entry.items():
        if key not in _KEYS:
            known = ", ".join(_KEYS)
            return Message(f"没有 `{key}` 这一项；有的是：{known}", f"there is no `{key}`; there are {known}")
        if value is None:
            continue
        if key == "lang" and not (isinstance(value, str) and value):
            return Message("lang 应是语言代码，如 zh-Hans", "lang must be a language code such as zh-Hans")
        if key in _NUMBERS and (
            isinstance(value, bool) or not isinstance(value, int | float) or not _NUMBERS[key] <= value < 10_000
        ):
            return Message(
                f"{key} 应是不小于零的数",
                f"{key} must be a number, {'0 or more' if key == 'indent' else 'more than 0'}",
            )
        if key in _CHOICES and value not in _CHOICES[key]:
            choices = ", ".join(_CHOICES[key])
            return Message(f"{key} 只能是 {choices}", f"{key} must be one of {choices}")
    return _fault_of_runs(entry.get("runs") or [], len(entry["text"]))


def _fault_of_runs(runs: Any, length: int) -> Message | None:
    from brochure.diagnostics import Message

    shape = Message("runs 的每项应是 [起, 止, \"bold\"|\"link\"|\"raw\"|\"span\"]",
                    'each of runs must be [start, end, "bold"|"link"|"raw"|"span"]')  # fmt: skip
    if not isinstance(runs, list):
        return shape
    for run in runs:
        if not (isinstance(run, list) and len(run) == 3 and run[2] in _MARKS):
            return shape
        if any(isinstance(place, bool) or not isinstance(place, int) for place in run[:2]):
            return shape
        if not 0 <= run[0] <= run[1] <= length:
            return Message(f"runs 的 {run[:2]} 超出了 text", f"{run[:2]} in runs is outside the text")
    return None
