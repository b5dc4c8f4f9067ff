"""The end of the booklet: editorial imprint and back cover."""

from __future__ import annotations

from typing import Literal

from brochure.blocks.kind import BlockKind, Kit
from brochure.layout.contents import Content, Words
from brochure.model import BlockBase, BlockText, Pair


class Imprint(BlockBase):
    """`kind: imprint`: who made it, from what, and what the editors changed."""

    kind: Literal["imprint"]
    title: Pair | None = None
    text: BlockText


class BackCover(BlockBase):
    """`kind: back-cover`."""

    kind: Literal["back-cover"]
    title: Pair | None = None
    subtitle: Pair | None = None
    contact: Pair | None = None


def imprint_contents(block: Imprint, path: str, kit: Kit) -> tuple[Content, ...]:
    found: list[Content] = [kit.running(block.text, f"{path}.text", "notes", "imprint")]
    if block.title:
        found.append(Words("imprint-title", block.title, "imprint-title", f"{path}.title"))
    return tuple(found)


def back_cover_contents(block: BackCover, path: str, kit: Kit) -> tuple[Content, ...]:
    found: list[Content] = []
    for role, texts in (("title", block.title), ("subtitle", block.subtitle), ("contact", block.contact)):
        if texts:
            found.append(Words(f"back-{role}", texts, f"back-{role}", f"{path}.{role}"))
    return tuple(found)


IMPRINT = BlockKind("imprint", Imprint, imprint_contents)
BACK_COVER = BlockKind("back-cover", BackCover, back_cover_contents)
