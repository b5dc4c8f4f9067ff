"""The cover: who, what, and a picture or the theme's art. And the opening: one sentence over a full-bleed picture."""

from __future__ import annotations

from typing import Literal

from brochure.blocks.kind import BlockKind, Kit
from brochure.layout.contents import Content, Words
from brochure.model import BlockBase, Pair, Photo


class Cover(BlockBase):
    """`kind: cover`."""

    kind: Literal["cover"]
    kicker: Pair | None = None
    title: Pair
    subtitle: Pair | None = None
    photo: Photo | None = None


class Opening(BlockBase):
    """`kind: opening`: one sentence, alone."""

    kind: Literal["opening"]
    text: Pair
    photo: Photo | None = None


def cover_contents(block: Cover, path: str, kit: Kit) -> tuple[Content, ...]:
    """Title words by region: kicker, title, subtitle; the photo if there is one."""
    found: list[Content] = [Words("title", block.title, "cover-title", f"{path}.title", "H1")]
    if block.kicker:
        found.append(Words("kicker", block.kicker, "cover-kicker", f"{path}.kicker"))
    if block.subtitle:
        found.append(Words("subtitle", block.subtitle, "cover-subtitle", f"{path}.subtitle"))
    if block.photo:
        found.append(kit.image(block.photo, f"{path}.photo"))
    return tuple(found)


def opening_contents(block: Opening, path: str, kit: Kit) -> tuple[Content, ...]:
    """The sentence and its picture."""
    found: list[Content] = [Words("opening", block.text, "opening", f"{path}.text")]
    if block.photo:
        found.append(kit.image(block.photo, f"{path}.photo"))
    return tuple(found)


COVER = BlockKind("cover", Cover, cover_contents)
OPENING = BlockKind("opening", Opening, opening_contents)
