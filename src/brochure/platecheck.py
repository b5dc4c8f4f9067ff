"""Ink of pages that are about to be written: those in doubt are written aside and separated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from brochure.dataclass import replace
from brochure.diagnostics import Sink
from brochure.frame import Document
from brochure.geometry import Rect
from brochure.model import Brochure
from brochure.outputs import Wanted, print_profile, write_outputs
from brochure.preflight.doubt import NOISE, doubtful
from brochure.preflight.placed import Placed, Sheet, meets
from brochure.preflight.press import Fault
from brochure.preflight.printers import Printer
from brochure.project import Project
from brochure.regex import cache_folder
from brochure.text.fonts import FontBook
from brochure.theme import Theme


def ink_faults_before(
    brochure: Brochure, project: Project, document: Document, look: tuple[FontBook, Theme], sheets: Sequence[Sheet],
    printer: Printer,
) -> Iterator[Fault]:  # fmt: skip
    """Places of a document with more ink than the printer takes, each with its place in the YAML."""
    profile = print_profile(brochure, project, Sink())
    limit = (printer.ink + NOISE) / 100
    inked = _inked(sheets)
    doubts = [sheet for sheet in sheets if doubtful(sheet, _pictures(sheet, profile, inked), limit, ours=True)]
    if not doubts:
        return
    from tempfile import TemporaryDirectory

    from brochure.preflight.ink import page_faults
    from brochure.separations.plates import Separator

    some = replace(document, pages=tuple(document.pages[sheet.number - 1] for sheet in doubts), outline=())
    with TemporaryDirectory() as folder:
        told = Sink()  # what keeps the pages from being written is told when they are
        written = write_outputs(
            brochure, project, (("", some),), (None,), look, Path(folder) / "ink.pdf", Wanted("print"), told
        )
        for file in written:
            with Separator(file) as separator:
                for number, sheet in enumerate(doubts, 1):
                    for fault in page_faults(separator, replace(sheet, number=number), printer):
                        path = _path(sheet, fault.box) if fault.code == "ink" else ""
                        yield replace(fault, page=sheet.number, path=path)


def _pictures(sheet: Sheet, profile: Path | None, inked: Mapping[str, float]) -> float:
    """The most ink that a picture of the page may have: what is converted has no more than the profile gives."""
    images = [one for one in sheet.placed if one.kind == "image"]
    return max((inked[one.inked] if one.inked else profile_limit(profile) for one in images), default=0.0)


def _inked(sheets: Sequence[Sheet]) -> dict[str, float]:
    """The most ink of each CMYK picture by its file: looked at once for each content, the cache folder remembers."""
    from brochure.pdf.keep import Store

    store = Store(cache_folder())
    files = dict.fromkeys(one.inked for sheet in sheets for one in sheet.placed if one.inked)
    known = {file: store.ink_of(Path(file)) for file in files}
    if new := [file for file, ink in known.items() if ink is None]:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor() as pool:
            for file, ink in zip(new, pool.map(heaviest_of, map(Path, new)), strict=True):
                known[file] = ink
                store.note_ink(Path(file), ink)
    return {file: ink for file, ink in known.items() if ink is not None}


@lru_cache(maxsize=16)
def profile_limit(profile: Path | None) -> float:
    """The most ink that a profile makes of RGB, 1.0 for a solid: as its name says, or of colours from all over."""
    from brochure.pdf.color import NAMED
    from brochure.pictures import profile_name

    data = (profile or NAMED["coated"]).read_bytes()
    if stated := re.search(r"TAC ?(\d{3})", profile_name(data)):
        return int(stated[1]) / 100
    from PIL import Image

    from brochure.separations.press import Press

    steps = range(0, 256, 17)
    cube = bytes(value for red in steps for green in steps for blue in steps for value in (red, green, blue))
    try:
        inked = Press(data).picture(Image.frombytes("RGB", (16, 256), cube)).tobytes()
    except ValueError:
        return float("inf")
    return max(sum(inked[at : at + 4]) for at in range(0, len(inked), 4)) / 255 + 0.05


def heaviest_of(file: Path) -> float:
    """The heaviest ink of a CMYK picture, 1.0 for a solid, looked at coarsely; infinite for one that cannot be read."""
    from PIL import Image, ImageMath

    from brochure.pictures import PictureInfo, probe_picture

    info = probe_picture(file)
    try:
        with Image.open(file) as opened:
            opened.draft("CMYK", (opened.width // 8, opened.height // 8))
            small = opened.reduce(max(1, min(opened.size) // 300)) if opened.mode == "CMYK" else None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return float("inf")
    if small is None or not isinstance(info, PictureInfo) or (info.kind == "jpeg" and not info.inverted):
        return float("inf")
    plates = dict(zip("cmyk", small.split(), strict=True))
    total = ImageMath.lambda_eval(lambda ink: sum(ink["convert"](ink[name], "I") for name in "cmyk"), **plates)
    return float(total.getextrema()[1]) / 255


def _path(sheet: Sheet, box: Rect) -> str:
    """The place in the YAML of what is heavy there: the topmost picture or ground of it, or whatever stands on it."""
    there = [one for one in sheet.placed if one.path and meets(one.box, box)]
    grounds = [one for one in there if one.kind in ("image", "fill") and _share(one, box) > 0.5]
    found = (grounds or there)[-1:]
    return found[0].path if found else ""


def _share(one: Placed, box: Rect) -> float:
    width = min(one.box.right, box.right) - max(one.box.x, box.x)
    height = min(one.box.bottom, box.bottom) - max(one.box.y, box.y)
    return width * height / max(box.width * box.height, 1e-9)
