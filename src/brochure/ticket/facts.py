"""What a finished PDF holds, as values: the ticket before it becomes a page or JSON. Lengths in millimetres."""

from __future__ import annotations

from typing import Any

from brochure.dataclass import dataclass, fields

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in the PDF's own space; millimetres."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page. `bleed` is top, right, bottom, left beyond the trim; `process` are those of the four inks it prints."""

    number: int
    label: str
    media: Box
    trim: Box
    bleed: Box
    process: tuple[str, ...]
    spots: tuple[str, ...]
    other: tuple[str, ...]
    """Colours that are no ink: `RGB`, `Lab`."""
    transparent: bool
    heaviest: float | None
    """Ink of its heaviest 15 mm² inside the bleed, 1.0 for one solid ink; None where its plates cannot be made."""

    @property
    def size(self) -> tuple[float, float]:
        return round(self.trim[2] - self.trim[0], 2), round(self.trim[3] - self.trim[1], 2)

    @property
    def black_only(self) -> bool:
        return self.process == ("Black",) and not self.spots and not self.other

    @property
    def marked(self) -> bool:
        """Whether there is room for marks outside the bleed."""
        return any(abs(self.media[i] - self._bled[i]) > 0.1 for i in range(4))

    @property
    def _bled(self) -> Box:
        top, right, bottom, left = self.bleed
        return self.trim[0] - left, self.trim[1] - bottom, self.trim[2] + right, self.trim[3] + top


@dataclass(frozen=True, slots=True)
class FontFacts:
    """One font program: its name without the subset's tag."""

    name: str
    kind: str
    embedded: bool
    subset: bool


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """One picture where it is placed; `size` is what the whole image measures on the page, `ppi` the coarser way."""

    page: int
    pixels: tuple[int, int]
    size: tuple[float, float]
    ppi: int
    space: str
    bits: int
    filter: str
    transparent: bool
    ink: float | None
    """Ink of its heaviest square of 0.6 mm², 1.0 for one solid; None where it cannot be read."""


@dataclass(frozen=True, slots=True)
class IntentFacts:
    """The output intent: for which printing condition the file is."""

    identifier: str
    condition: str
    profile: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Ticket:
    """A whole file. `faults` is how many breaks of its standard were found; None where none was checked."""

    file: str
    bytes: int
    sha256: str
    title: str
    created: str
    producer: str
    version: str
    standard: str
    faults: int | None
    trapped: str
    encrypted: bool
    layers: int
    intent: IntentFacts | None
    pages: tuple[PageFacts, ...]
    fonts: tuple[FontFacts, ...]
    pictures: tuple[PictureFacts, ...]

    @property
    def inks(self) -> tuple[str, ...]:
        """Every ink of the file: process inks in their order, then spots by name."""
        process = [ink for ink in PROCESS if any(ink in page.process for page in self.pages)]
        return (*process, *sorted({spot for page in self.pages for spot in page.spots}))

    @property
    def heaviest(self) -> float:
        """Ink of the heaviest 15 mm² of all pages, 1.0 for one solid ink."""
        return max((page.heaviest for page in self.pages if page.heaviest is not None), default=0.0)

    @property
    def unmeasured(self) -> tuple[int, ...]:
        """Pages whose plates cannot be made."""
        return tuple(page.number for page in self.pages if page.heaviest is None)


PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


def plain(value: Any) -> Any:
    """A value of this module as JSON has it, derived facts included."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Ticket | PageFacts | FontFacts | PictureFacts | IntentFacts):
        found = {name: plain(getattr(value, name)) for name in fields(type(value))}
        if isinstance(value, PageFacts):
            found |= {"size": list(value.size), "black_only": value.black_only, "marks": value.marked}
        if isinstance(value, Ticket):
            found |= {"inks": list(value.inks), "heaviest": value.heaviest}
        return found
    return value


def runs(numbers: list[int]) -> str:
    """Page numbers in short: `1–3, 6`."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and parts[-1][1] == number - 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in parts)
