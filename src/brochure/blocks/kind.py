"""What a block kind is: a name, the model its YAML must fit, and the contents it offers to the page.

`Kit` is what a kind may ask for while it makes its contents: the figures, the languages and the pictures' sizes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from brochure.dataclass import dataclass, replace
from brochure.layout.contents import Content, Image, RunningText
from brochure.model import BlockBase, BlockText, Fact, Photo


@dataclass(frozen=True, slots=True)
class Kit:
    """Shared by all blocks of one document. `measure` gives the upright pixels of a picture named at a path."""

    languages: tuple[str, ...]
    facts: Mapping[str, Fact]
    measure: Callable[[str, str], tuple[int, int]]
    make: Callable[[BlockBase, str, Kit], tuple[Content, ...]]

    def showing(self, languages: tuple[str, ...]) -> Kit:
        """The same for a section that shows these languages."""
        return self if languages == self.languages else replace(self, languages=languages)

    def nested(self, block: BlockBase, path: str) -> tuple[Content, ...]:
        """The contents of a block inside another one."""
        return self.make(block, path, self)

    def image(self, photo: Photo, path: str) -> Image:
        size = self.measure(photo.file, f"{path}.file")
        logo = photo.kind == "logo"
        return Image(
            photo.file, photo.place, photo.focus, photo.alt, photo.caption, photo.credit, path, size, logo=logo
        )

    def images(self, photos: tuple[Photo, ...], path: str) -> tuple[Image, ...]:
        return tuple(self.image(photo, f"{path}.photos.{number}") for number, photo in enumerate(photos))

    def running(self, text: BlockText, path: str, role: str = "text", style: str = "body") -> RunningText:
        """Paragraph pairs of a block text, in step."""
        halves = [(lang, text.get(lang)) for lang in self.languages]
        count = max((len(paragraphs) for _, paragraphs in halves), default=0)
        pairs = tuple(
            tuple((lang, paragraphs[number]) for lang, paragraphs in halves if number < len(paragraphs))
            for number in range(count)
        )
        return RunningText(pairs, path, style, role)


@dataclass(frozen=True, slots=True)
class BlockKind:
    """One kind of block. `contents(block, path, kit)` lists what it offers, in order of importance."""

    name: str
    model: type[BlockBase]
    contents: Callable[[Any, str, Kit], tuple[Content, ...]]
