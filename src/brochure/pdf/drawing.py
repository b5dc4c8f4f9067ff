"""The pages' contents, drawn: long documents by several processes, to the same bytes as by one.

Pages share little: what each glyph means is settled by the first text it is set for (see `EmbeddedFace.texts`). A
process that begins in the middle settles it for its own pages; when that contradicts what pages before them have
settled, its pages are drawn again here.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from brochure.dataclass import dataclass
from brochure.frame import Link
from brochure.pdf.fonts import EmbeddedFace
from brochure.pdf.objects import File, Ref
from brochure.pdf.tags import Node
from brochure.processes import Helper, begin, cores, shares

WORTH = 250_000
"""Glyphs below which a further process is not asked for: memory that two processes touch is copied, which costs as
much as the drawing of some forty pages."""
LEAD = 0.06
"""By how much the first process's share is larger: memory that both have is copied when the other one touches it."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page's content stream, and what its page object needs; places are in PDF space.

    `fonts` and `pictures` are the names of resources, `links` (left, top, area, structure element), `places` (left,
    top, name).
    """

    data: bytes
    fonts: tuple[str, ...]
    pictures: Mapping[str, Ref]
    transparent: bool
    links: tuple[tuple[float, float, Link, Node | None], ...] = ()
    places: tuple[tuple[float, float, str], ...] = ()


def draw_pages(
    draw: Callable[[int], Drawn], glyphs: Sequence[int], faces: Mapping[str, EmbeddedFace], file: File
) -> list[Drawn]:
    """Every page in order; `glyphs` says how many there are on each. Pages with pictures or links are not for this."""
    crew = cores()
    if crew < 2 or sum(glyphs) < WORTH:
        return [draw(page) for page in range(len(glyphs))]
    found = [draw(0)]  # what all pages use, such as a spot colour, is in the file from now on
    own, *others = shares(glyphs[1:], crew, LEAD)
    helpers = [begin(partial(_sent, draw, share, faces, file)) for share in others]
    found += [draw(page + 1) for page in own]
    for helper, share in zip(helpers, others, strict=True):
        found += _received(helper, faces) or [draw(page + 1) for page in share]
    return found


def _sent(draw: Callable[[int], Drawn], share: range, faces: Mapping[str, EmbeddedFace], file: File) -> bytes:
    """Pages as bytes, with the meanings that were settled on them."""
    known, objects = {key: len(face.texts) for key, face in faces.items()}, len(file)
    pages = [draw(page + 1) for page in share]
    if len(file) != objects or any(page.links or page.pictures for page in pages):
        raise ValueError("objects of the file cannot be sent")
    settled = {key: list(face.texts.items())[known[key] :] for key, face in faces.items()}
    return marshal.dumps(([(page.data, page.fonts, page.transparent, page.places) for page in pages], settled))


def _received(helper: Helper | None, faces: Mapping[str, EmbeddedFace]) -> list[Drawn]:
    """The pages that a process drew; none when it failed, or when its glyphs mean something else on pages before."""
    data = helper.result() if helper else None
    if data is None:
        return []
    plain: list[Any]
    plain, settled = marshal.loads(data)
    for key, texts in settled.items():
        if any(faces[key].texts.get(gid, meaning) != meaning for gid, meaning in texts):
            return []
    for key, texts in settled.items():
        faces[key].texts.update(texts)
    return [Drawn(stream, fonts, {}, transparent, (), places) for stream, fonts, transparent, places in plain]
