"""`brochure typeset`: a list of texts to a PDF with a page for each."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

if TYPE_CHECKING:
    from brochure.diagnostics import Sink
    from brochure.jobs import Fault, Job
    from brochure.processes import Helper
    from brochure.text.paragraph import Lines
    from brochure.text.style import TextStyle


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
    text = read_text(jobs, sink)
    found = read_jobs(str(jobs), text, sink) if text is not None else []
    if out.resolve() == (report and report.resolve()):
        sink.error("file.is_input", f"`{out}`：PDF 和 --json 同名", f"`{out}`: the PDF and --json have one name")
    replaces = sink.would_replace(out, [jobs]) or sink.would_replace(report, [jobs])
    if not (sink.failed or replaces):
        _run(str(jobs), text or "", found, out, report, sink)
    if sink.found or form != "text":
        click.echo(render(sink.found, form, () if sink.failed else (out,)), err=form == "text", nl=False)
    sys.exit(1 if sink.failed else 0)


def _run(name: str, text: str, jobs: list[Job], out: Path, report: Path | None, sink: Sink) -> None:
    from brochure.files import CannotWrite, whole
    from brochure.pdf.writer import OutputOptions, write_pdf
    from brochure.typesetting import book, pages_of, typeset_all

    found = typeset_all(jobs)
    plain: dict[str, set[str]] = {}
    for number, (job, lines) in enumerate(zip(jobs, found, strict=True)):
        _report(name, text, number, job, lines, plain, sink)
    options = OutputOptions("screen", tagged=False)
    try:
        with whole(report) if report else nullcontext() as file:
            helper = _begin_report(file, jobs, found) if file is not None else None
            write_pdf(pages_of(jobs, found), book(), out, options, sink)
            if file is not None and (helper is None or helper.result() is None):
                file.seek(0)
                file.truncate()
                file.write(_report_json(jobs, found))
    except CannotWrite as error:
        sink.unwritable(error)


WORTH = 100
"""Jobs from which on another process writes the report while this one writes the PDF."""


def _begin_report(file: BinaryIO, jobs: list[Job], found: list[Lines]) -> Helper | None:
    """Begin to write the report in another process, where there is one to be had; see `processes`."""
    from brochure.processes import begin, cores

    if cores() < 2 or len(jobs) < WORTH:
        return None

    def write() -> bytes:
        file.write(_report_json(jobs, found))
        file.flush()
        return b"done"

    return begin(write)


def _report_json(jobs: list[Job], found: list[Lines]) -> bytes:
    from brochure.typesetting import report_of

    rows = [report_of(job, lines) for job, lines in zip(jobs, found, strict=True)]
    return (json.dumps(rows, ensure_ascii=False) + "\n").encode()


def _report(name: str, text: str, number: int, job: Job, lines: Lines, plain: dict[str, set[str]], sink: Sink) -> None:
    """Warnings for what could not be done: characters without a glyph or in another face, lines that do not fit."""
    from brochure.text.narrow import hole
    from brochure.typesetting import style_of

    style = style_of(job)
    found = _other_faces(job, style, plain)
    for missing in lines.missing:
        code = f"U+{ord(missing.text):04X}"
        zh, en = f"字符“{missing.text}”（{code}）没有字形", f"no face has the character `{missing.text}` ({code})"
        found.append(("text.missing_glyph", zh, en))
    for line in lines.lines:
        if line.overfull:
            part = job.text[line.start : line.end]
            zh, en = f"这一行放不下，已强行断开：“{part}”", f"a line does not fit and was cut by force: `{part}`"
            found.append(("text.overfull", zh, en))
        widest = hole(line, style)
        if widest:
            part = job.text[line.start : line.end]
            zh = f"词距 {widest:.2f} 字，超过半个字：“{part}”；加宽栏，或用 left"
            en = f"word spaces of {widest:.2f} em, more than half an em: `{part}`; widen the column, or use left"
            found.append(("text.loose", zh, en))
    if found:
        from brochure.jsonplaces import find, span

        place = span(name, text, find(text, (number, "text")))
        for code, zh, en in found:
            sink.warn(code, f"第 {number} 条：{zh}", f"job {number}: {en}", span=place, path=f"{number}.text")


def _other_faces(job: Job, style: TextStyle, plain: dict[str, set[str]]) -> list[tuple[str, str, str]]:
    """Ideographs that are not drawn as the language, the weight and the design ask for."""
    from brochure.text.standin import is_ideograph, stand_ins
    from brochure.typesetting import book, marked

    other = {"ja": ("日文", "Japanese"), "ko": ("韩文", "Korean")}.get(style.lang[:2])
    if other and any(map(is_ideograph, job.text)):
        zh = f"没有{other[0]}字形的字体，汉字按中国大陆字形排"
        en = f"no face has the shapes of {other[1]}; Han are set in those of mainland China"
        return [("text.other_face", zh, en)]
    by_face: dict[tuple[str, str], str] = {}
    for one in stand_ins(marked(job.text, job.runs), style, book(), plain):
        if not one.alike:
            by_face[one.chosen, one.face] = by_face.get((one.chosen, one.face), "") + one.character
    return [
        ("text.other_face", f"“{characters}”不在 {chosen} 里，用 {face} 排，字形风格或粗细不同",
         f"`{characters}` not in {chosen}, set in {face}, which looks different")
        for (chosen, face), characters in by_face.items()
    ]  # fmt: skip


# --- reading ----------------------------------------------------------------------------------------------------------


def read_text(file: Path, sink: Sink) -> str | None:
    """The file's text; a finding and None when there is none."""
    try:
        return file.read_text("utf-8-sig")
    except OSError as error:
        sink.error("typeset.unreadable", f"无法读取 {file}：{error.strerror}", f"cannot read {file}: {error.strerror}")
    except UnicodeDecodeError as error:
        zh, en = f"{file} 不是 UTF-8（第 {error.start} 字节）", f"{file} is not UTF-8 (byte {error.start})"
        sink.error("typeset.not_utf8", zh, en)
    return None


def read_jobs(name: str, text: str, sink: Sink) -> list[Job]:
    """The jobs of a text; every fault in them is a finding at its place."""
    from brochure.jobs import Job, faults
    from brochure.jsonplaces import find, span

    twice: list[str] = []
    try:
        tree = json.loads(text, object_pairs_hook=lambda pairs: _once(pairs, twice))
    except (json.JSONDecodeError, RecursionError) as error:
        at = min(error.pos, len(text)) if isinstance(error, json.JSONDecodeError) else 0
        what = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep"
        place = span(name, text, (at, at + 1))
        sink.error("typeset.bad_json", f"不是合法的 JSON：{what}", f"not valid JSON: {what}", span=place)
        return []
    if not isinstance(tree, list):
        zh, en = 'JOBS 应是一个列表：[{"text": …}, …]', 'JOBS must be a list: [{"text": …}, …]'
        sink.error("typeset.not_a_list", zh, en, span=span(name, text, find(text, ())))
        return []
    jobs = []
    for number, entry in enumerate(tree):
        found = faults(entry)
        _refuse(sink, name, text, number, found)
        if not found:
            jobs.append(Job(**_fields(entry)))
    if twice:
        _refuse_twice(sink, name, text, tree)
    if not jobs and not sink.failed:
        place = span(name, text, find(text, ()))
        sink.error(
            "typeset.no_jobs", "列表是空的，没有可排的文字", "the list is empty: there is nothing to set", span=place
        )
    return jobs


def _once(pairs: list[tuple[str, Any]], twice: list[str]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        twice.append(pairs[0][0])
    return made


def _fields(entry: dict[str, Any]) -> dict[str, Any]:
    fields = {key: value for key, value in entry.items() if value is not None}
    if "runs" in fields:
        fields["runs"] = tuple((start, end, mark) for start, end, mark in fields["runs"])
    return fields


def _refuse(sink: Sink, name: str, text: str, number: int, found: Iterable[Fault]) -> None:
    from brochure.jsonplaces import find, span

    for fault in found:
        start, stop = find(text, (number, *fault.path), key=fault.at_key)
        place = span(name, text, (start, stop))
        corrected = ""
        if fault.better is not None and place.end_column == place.column + stop - start:
            better = json.dumps(fault.better)
            corrected = place.text[: place.column - 1] + better + place.text[place.end_column - 1 :]
        zh, en = f"第 {number} 条（从 0 数起）", f"job {number} (counted from 0)"
        path = ".".join(map(str, (number, *fault.path)))
        zh, en = f"{zh}：{fault.message.zh}", f"{en}: {fault.message.en}"
        sink.error("typeset.bad_job", zh, en, span=place, path=path, corrected=corrected)


def _refuse_twice(sink: Sink, name: str, text: str, tree: list[Any]) -> None:
    """A finding for every key that stands twice in a job: the second would hide the first."""
    from brochure.jsonplaces import find, members, span

    for number, entry in enumerate(tree):
        if not isinstance(entry, dict):
            continue
        seen: set[int | str] = set()
        for member in members(text, find(text, (number,))[0]):
            if member.name in seen:
                zh, en = f"第 {number} 条：`{member.name}` 写了两次", f"job {number}: `{member.name}` stands twice"
                place = span(name, text, member.key)
                sink.error("typeset.bad_job", zh, en, span=place, path=f"{number}.{member.name}")
            seen.add(member.name)
