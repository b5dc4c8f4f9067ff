"""The command line. A command's code is imported when it is run; plain `build` and `check` start without the full
parser, because its import alone takes longer than setting ten pages.
"""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Entry point. Exit codes: 0 clean, 1 errors in the input, 2 usage."""
    gc.disable()  # a build is one short burst of allocation: collecting in between only costs time
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if sys.argv[1:2] in (["build"], ["check"]):
        _start_quickly(sys.argv[1], sys.argv[2:])
    if sys.argv[1:2] != ["typeset"]:  # thousands of pages in one burst as well; the preview runs for days
        gc.enable()
    from brochure.commands.group import cli

    cli()


def _start_quickly(command: str, arguments: list[str]) -> None:
    """Run a plain request and exit; come back when the arguments need the full parser."""
    from brochure.commands.building import AmbiguousFile, quick_parse, run_build, run_check
    from brochure.regex import keep

    request = quick_parse(arguments)
    if request is None:
        return
    try:
        code = run_build(request) if command == "build" else run_check(request)
    except AmbiguousFile:
        return
    sys.stdout.flush()
    sys.stderr.flush()
    keep()
    os._exit(code)  # all files are closed; taking the interpreter down piece by piece would cost as much as five pages
