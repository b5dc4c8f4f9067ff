"""Running text: a chapter with its number, titles, photographs and inserts, or the outlook with its columns."""

from __future__ import annotations

from typing import Literal

from brochure.blocks.kind import BlockKind, Kit
from brochure.inline import Inline
from brochure.layout.contents import Content, Words
from brochure.model import BlockBase, Blocks, BlockText, Pair, Photo, Record


class Story(BlockBase):
    """`kind: story`. `short` is its name in running heads; `inserts` are quotes, figures and diagrams beside it."""

    kind: Literal["story"]
    number: str = ""
    kicker: Pair | None = None
    title: Pair | None = None
    short: Pair | None = None
    byline: Pair | None = None
    text: BlockText
    photos: tuple[Photo, ...] = ()
    inserts: Blocks = ()


class OutlookColumn(Record):
    title: Pair
    text: Pair


class Outlook(BlockBase):
    """`kind: outlook`: a lead, three or so columns of equal weight, and a closing text."""

    kind: Literal["outlook"]
    title: Pair | None = None
    short: Pair | None = None
    lead: Pair | None = None
    columns: tuple[OutlookColumn, ...] = ()
    text: BlockText | None = None
    photos: tuple[Photo, ...] = ()


def story_contents(block: Story, path: str, kit: Kit) -> tuple[Content, ...]:
    """Headings, text, photographs in order, and what the inserts offer."""
    found: list[Content] = []
    if block.number:
        number = Pair(((kit.languages[0], Inline(block.number)),))
        found.append(Words("number", number, "number", f"{path}.number"))
    for role, texts in (("kicker", block.kicker), ("title", block.title), ("byline", block.byline)):
        if texts:
            found.append(Words(role, texts, role, f"{path}.{role}", "H1" if role == "title" else "P"))
    found.append(kit.running(block.text, f"{path}.text"))
    found += kit.images(block.photos, path)
    for number_, insert in enumerate(block.inserts):
        found += kit.nested(insert, f"{path}.inserts.{number_}")
    return tuple(found)


def outlook_contents(block: Outlook, path: str, kit: Kit) -> tuple[Content, ...]:
    """Each column is held by the regions `column-1`, `column-2` … (title) and `column-text-1` … (text)."""
    found: list[Content] = []
    if block.title:
        found.append(Words("title", block.title, "title", f"{path}.title", "H1"))
    if block.lead:
        found.append(Words("lead", block.lead, "lead", f"{path}.lead"))
    for number, column in enumerate(block.columns, 1):
        place = f"{path}.columns.{number - 1}"
        found.append(Words(f"column-title-{number}", column.title, "column-title", f"{place}.title", "H2"))
        found.append(Words(f"column-text-{number}", column.text, "column-text", f"{place}.text"))
    if block.text:
        found.append(kit.running(block.text, f"{path}.text"))
    found += kit.images(block.photos, path)
    return tuple(found)


STORY = BlockKind("story", Story, story_contents)
OUTLOOK = BlockKind("outlook", Outlook, outlook_contents)
