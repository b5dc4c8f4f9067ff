"""A few block kinds for tests of the input side, so that these do not change whenever a real block does."""

from __future__ import annotations

from typing import Literal

from brochure.model import BlockBase, Blocks, BlockText, Length, Pair, Photo, Record
from brochure.record import Field


class Cover(BlockBase):
    kind: Literal["cover"]
    title: Pair
    photo: Photo | None = None


class Story(BlockBase):
    kind: Literal["story"]
    title: Pair | None = None
    text: BlockText
    photos: tuple[Photo, ...] = ()
    inserts: Blocks = ()


class Card(Record):
    fact: str = ""
    label: Pair
    weight: int = Field(default=1, ge=1, le=3)


class Stats(BlockBase):
    kind: Literal["stats"]
    layout: Literal["cards", "row"] = "cards"
    gap: Length = 0.0
    items: tuple[Card, ...]


class Quote(BlockBase):
    kind: Literal["quote"]
    text: Pair
    by: Pair | None = None


MODELS: dict[str, type[BlockBase]] = {"cover": Cover, "story": Story, "stats": Stats, "quote": Quote}
