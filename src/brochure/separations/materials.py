"""What the rewriting of one page shares between its streams and packs: what was read is read once."""

from __future__ import annotations

from typing import Any

import pikepdf

from brochure.dataclass import dataclass, field, replace
from brochure.separations.shadings import inks_of, shading_for
from brochure.separations.spaces import Inks, Spaces
from brochure.separations.state import GRAY, Pack
from brochure.separations.xobjects import Pictures

MOST, GROUP = 1_500_000, 200
"""Operators of a page on all its plates, each form counted as often as it is drawn; what a group counts for."""


@dataclass(slots=True)
class Tally:
    """What was met on the page. `steps` are operators, `thinnest` is the thinnest stroke in points."""

    steps: int = 0
    thinnest: float = 1e9
    blended: bool = False
    """Whether anything is mixed in another mode than Normal, to which it matters whether something lies below."""
    left: bool = False
    """Whether an overprinting object was left out of a plate altogether."""
    doubts: set[str] = field(default_factory=set)
    """What PDFium does not mix as a RIP does."""


@dataclass(slots=True)
class Materials:
    """Raises ValueError when a page has too much for anyone to print."""

    pdf: pikepdf.Pdf
    spaces: Spaces
    pictures: Pictures
    pack: Pack
    parsed: dict[Any, list[Any]] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    _shadings: dict[Any, Any] = field(default_factory=dict)

    def for_pack(self, pack: Pack) -> Materials:
        """The same page for other plates."""
        return replace(self, pack=pack, _shadings={})

    def for_masks(self) -> Materials:
        """The same page as soft masks see it."""
        return self.for_pack(Pack((GRAY,)))

    def steps(self, owner: Any) -> list[Any]:
        """The operators of a page, form, pattern or glyph."""
        key = owner.objgen if owner.is_indirect else id(owner)
        if key not in self.parsed:
            self.parsed[key] = list(pikepdf.parse_content_stream(owner))
        self.count(len(self.parsed[key]))
        return self.parsed[key]

    def count(self, more: int) -> None:
        """Operators that will be drawn."""
        self.tally.steps += more
        if self.tally.steps > MOST:
            raise ValueError("too many operators")

    def met_group(self, group: Any) -> None:
        """Count a transparency group, and note what PDFium does not do in it as a RIP does."""
        self.count(GROUP)
        if group.get("/K", False):
            self.tally.doubts.add("knockout")
        if "/CS" in group and not self.pack.mask and self.spaces.named(group.CS, {}).size == 3:
            self.tally.doubts.add("rgb")

    def inks(self, shading: Any, resources: Any) -> Inks:
        return inks_of(shading, self.spaces, resources)

    def shading(self, shading: Any, resources: Any) -> Any:
        key = shading.objgen if shading.is_indirect else id(shading)
        if key not in self._shadings:
            made = shading_for(shading, self.pack, self.spaces, resources, self.pdf)
            self._shadings[key] = made, shading
        return self._shadings[key][0]
