"""What `build` and `check` do, apart from reading their arguments: run, print findings, give the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from brochure.dataclass import dataclass
from brochure.diagnostics import Diagnostic

if TYPE_CHECKING:
    from brochure.build import Built, Options


@dataclass(frozen=True)
class Request:
    """Arguments of `brochure build`. `arrangement` and `guides` empty: as the file says."""

    file: Path | None = None
    out: Path | None = None
    output: str = "print"
    arrangement: str = ""
    marks: bool = False
    strict: bool = False
    release: bool = False
    form: str = "text"
    timings: bool = False
    printer: str = ""
    report: Path | None = None
    """Where the list of what was found goes, as HTML or JSON."""
    guides: str = ""
    copyfit: bool = False
    """Whether to say how much room is left."""
    annotate: Path | None = None
    """Where `check` writes the pages with what was found marked on them."""


class AmbiguousFile(Exception):
    """No FILE was given and the project has none or several."""


CHOICES = {
    "--output": ("output", ("print", "screen", "proof")),
    "--arrangement": ("arrangement", ("columns", "stacked", "facing", "separate", "zh", "en")),
    "--edition": ("arrangement", ("zh", "en")),
    "--guides": ("guides", ("none", "usual", "all")),
    "--format": ("form", ("text", "json", "sarif", "github")),
}
FREE = {"--printer": "printer"}
FLAGS = {"--marks": "marks", "--strict": "strict", "--release": "release", "--timings": "timings"}


def quick_parse(arguments: list[str]) -> Request | None:
    """The request that plain arguments make, or None for anything unusual: the full parser has the last word.

    A cold build must start in a blink, and the full parser's import takes longer than setting ten pages.
    """
    values: dict[str, object] = {}
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word in FLAGS:
            values[FLAGS[word]] = True
        elif word in ("-o", "--out") and rest and not rest[0].startswith("-"):
            values["out"] = Path(rest.pop(0))
        elif word in FREE and rest and not rest[0].startswith("-"):
            values[FREE[word]] = rest.pop(0)
        elif word in CHOICES and rest and rest[0] in CHOICES[word][1]:
            values[CHOICES[word][0]] = rest.pop(0)
        elif not word.startswith("-") and "file" not in values:
            values["file"] = Path(word)
        else:
            return None
    return Request(**values)  # type: ignore[arg-type]


def run_build(request: Request) -> int:
    """Build, print what was found, and give the exit code: 0 written, 1 errors in the input, or a release's own."""
    from brochure.build import Options, build
    from brochure.fields import USUAL_GUIDES, Guide
    from brochure.project import absolute

    source = request.file or only_brochure()
    suffix = "" if request.output == "print" else f"-{request.output}"
    target = request.out or Path("build") / f"{absolute(source).parent.name}{suffix}.pdf"
    lines: dict[str, frozenset[Guide]] = {"none": frozenset(), "usual": USUAL_GUIDES, "all": frozenset(get_args(Guide))}
    options = Options(
        request.output,  # type: ignore[arg-type]
        request.arrangement or None,
        request.marks,
        request.strict,
        request.release,
        lines.get(request.guides),
        request.printer,
    )
    built = build(source, target, options)
    print_findings(built.findings, built.output, request.form)
    if request.timings:
        for name, seconds in built.timings:
            print(f"{name:8} {seconds * 1000:7.1f} ms", file=sys.stderr)
    if built.output and request.form == "text":
        names = ", ".join(map(str, built.output))
        print(f"已写出 {names}：{len(built.pages)} 页 / wrote {names}, {len(built.pages)} pages", file=sys.stderr)
    listed = write_report(request, source, built)
    return _failure(built, request.strict) or int(not built.output or not listed)


def run_check(request: Request) -> int:
    """Load and lay out without writing; the exit code says whether there were errors (or warnings, with `strict`)."""
    from brochure.build import Built, Options, check

    source = request.file or only_brochure()
    is_pdf = source.suffix.lower() == ".pdf"
    wanted = Options(
        arrangement=request.arrangement or None, strict=request.strict, release=request.release,
        printer=request.printer, copyfit=request.copyfit,
    )  # fmt: skip
    checked = Built(_check_pdf(source, request.printer)) if is_pdf else check(source, wanted)
    if request.annotate is not None:
        checked = _annotated(checked, source, wanted, request.annotate, is_pdf)
    print_findings(checked.findings, (), request.form, _rooms(checked) if request.copyfit else None)
    if request.copyfit and request.form == "text":
        from brochure.roomreport import render_rooms

        print(render_rooms(checked.rooms, checked.names), end="")
    listed = write_report(request, source, checked)
    return _failure(checked, request.strict) or int(not listed)


def _annotated(checked: Built, source: Path, options: Options, out: Path, is_pdf: bool) -> Built:
    """The outcome with what was found on the way to the annotated proof, which is written."""
    from brochure.dataclass import replace
    from brochure.diagnostics import Sink

    sink = Sink()
    if is_pdf:
        from brochure.annotating.run import annotate

        unread = any(one.code in ("file.missing", "pdf.locked", "pdf.unreadable") for one in checked.findings)
        done = not unread and annotate(source, checked.findings, out, sink)
    else:
        from brochure.annotating.proof import annotate_brochure

        done = annotate_brochure(source, checked.findings, options, out, sink)
    if done:
        print(f"标注样张在 {out} / the annotated proof is {out}", file=sys.stderr)
    return replace(checked, findings=(*checked.findings, *sink.found))


def _failure(built: Built, strict: bool) -> int:
    """The exit code of what was found: 0 nothing that stops; for a release that of the class, else 1."""
    if built.release and built.failed:
        from brochure.editorial.classes import exit_code

        return exit_code(built.findings)
    serious = {"error", "warning"} if strict else {"error"}
    return int(any(finding.severity in serious for finding in built.findings))


def write_report(request: Request, source: Path, built: Built) -> bool:
    """The list of findings as a file, where one was asked for; False when it cannot be written."""
    if request.report is None:
        return True
    from brochure.editorial.report import Report, render_report
    from brochure.files import CannotWrite, write_whole

    form = "json" if request.report.suffix.lower() == ".json" else "html"
    rooms = _rooms(built) if request.copyfit else {}
    text = render_report(Report(str(source), built.release, built.findings, rooms), form)
    try:
        write_whole(request.report, text.encode())
    except CannotWrite as error:
        zh, en = error.reason
        print(f"写不出清单 {request.report}：{zh} / cannot write the list {request.report}: {en}", file=sys.stderr)
        return False
    print(f"清单在 {request.report} / the list is in {request.report}", file=sys.stderr)
    return True


def _check_pdf(source: Path, printer: str) -> tuple[Diagnostic, ...]:
    """A finished print file against its standard, clause by clause (preflight/PDFX4.md), and the printer's profile."""
    from brochure.diagnostics import Sink, Span
    from brochure.preflight.files import check_file
    from brochure.preflight.printers import load_printer, named_file

    sink = Sink()
    if not source.is_file():
        sink.error("file.missing", f"找不到文件 `{source}`", f"there is no file `{source}`", span=Span(str(source)))
        return tuple(sink.found)
    profile = load_printer(printer, sink, lambda name: named_file(name, sink), None, None, "")
    if profile is not None:
        check_file(source, profile, sink)
    return tuple(sink.found)


def only_brochure() -> Path:
    """The one brochure of the project. Raises AmbiguousFile with the names when there is none or more than one."""
    found = sorted(path for path in Path().glob("**/brochure.yaml") if not any(p.startswith(".") for p in path.parts))
    if len(found) == 1:
        return found[0]
    names = "、".join(str(path) for path in found) or "无 / none"
    raise AmbiguousFile(f"请写明文件：找到 {names} / name the FILE; found: {names}")


def _rooms(checked: Built) -> dict[str, Any]:
    """The room of every region, as it stands in JSON."""
    from brochure.roomreport import room_rows

    return {"copyfit": room_rows(checked.rooms)}


def print_findings(
    findings: Iterable[Diagnostic], output: tuple[Path, ...], form: str, more: dict[str, Any] | None = None
) -> None:
    """Findings for people go to standard error, for machines to standard output."""
    from brochure.reporting import render

    text = render(findings, form, output, more=more)
    if text:
        print(text, end="" if text.endswith("\n") else "\n", file=sys.stderr if form == "text" else sys.stdout)
