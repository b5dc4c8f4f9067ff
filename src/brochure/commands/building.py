"""What `build` and `check` do, apart from reading their arguments: run, print findings, give the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from brochure.dataclass import dataclass
from brochure.diagnostics import Diagnostic


@dataclass(frozen=True)
class Request:
    """Arguments of `brochure build`. `arrangement` empty: as the file says."""

    file: Path | None = None
    out: Path | None = None
    output: str = "print"
    arrangement: str = ""
    marks: bool = False
    strict: bool = False
    release: bool = False
    form: str = "text"
    timings: bool = False


class AmbiguousFile(Exception):
    """No FILE was given and the project has none or several."""


CHOICES = {
    "--output": ("output", ("print", "screen", "proof")),
    "--arrangement": ("arrangement", ("columns", "stacked", "separate", "zh", "en")),
    "--format": ("form", ("text", "json", "sarif", "github")),
}
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
        elif word in CHOICES and rest and rest[0] in CHOICES[word][1]:
            values[CHOICES[word][0]] = rest.pop(0)
        elif not word.startswith("-") and "file" not in values:
            values["file"] = Path(word)
        else:
            return None
    return Request(**values)  # type: ignore[arg-type]


def run_build(request: Request) -> int:
    """Build, print what was found, and give the exit code: 0 written, 1 errors in the input."""
    from brochure.build import Options, build

    source = request.file or only_brochure()
    suffix = "" if request.output == "print" else f"-{request.output}"
    target = request.out or Path("build") / f"{source.resolve().parent.name}{suffix}.pdf"
    options = Options(request.output, request.arrangement or None, request.marks, request.strict)  # type: ignore[arg-type]
    built = build(source, target, options)
    print_findings(built.findings, built.output, request.form)
    if request.timings:
        for name, seconds in built.timings:
            print(f"{name:8} {seconds * 1000:7.1f} ms", file=sys.stderr)
    if built.output and request.form == "text":
        print(f"已写出 {target}：{len(built.pages)} 页 / wrote {target}, {len(built.pages)} pages", file=sys.stderr)
    return 0 if built.output else 1


def run_check(request: Request) -> int:
    """Load and lay out without writing; the exit code says whether there were errors (or warnings, with `strict`)."""
    source = request.file or only_brochure()
    found = _check_pdf(source) if source.suffix.lower() == ".pdf" else _check_brochure(source, request)
    print_findings(found, (), request.form)
    serious = {"error", "warning"} if request.strict else {"error"}
    return 1 if any(finding.severity in serious for finding in found) else 0


def _check_brochure(source: Path, request: Request) -> tuple[Diagnostic, ...]:
    from brochure.build import Options, check

    return check(source, Options(strict=request.strict, release=request.release))


def _check_pdf(source: Path) -> tuple[Diagnostic, ...]:
    """A finished print file against PDF/X-4, clause by clause (preflight/PDFX4.md)."""
    from brochure.diagnostics import Sink, Span
    from brochure.preflight.pdf_rules import check_pdf

    sink = Sink()
    if not source.is_file():
        sink.error("file.missing", f"找不到文件 `{source}`", f"there is no file `{source}`", span=Span(str(source)))
    else:
        check_pdf(source, sink)
    return tuple(sink.found)


def only_brochure() -> Path:
    """The one brochure of the project. Raises AmbiguousFile with the names when there is none or more than one."""
    found = sorted(path for path in Path().glob("**/brochure.yaml") if not any(p.startswith(".") for p in path.parts))
    if len(found) == 1:
        return found[0]
    names = "、".join(str(path) for path in found) or "无 / none"
    raise AmbiguousFile(f"请写明文件：找到 {names} / name the FILE; found: {names}")


def print_findings(findings: Iterable[Diagnostic], output: tuple[Path, ...], form: str) -> None:
    """Findings for people go to standard error, for machines to standard output."""
    from brochure.reporting import render

    text = render(findings, form, output)
    if text:
        print(text, end="" if text.endswith("\n") else "\n", file=sys.stderr if form == "text" else sys.stdout)
