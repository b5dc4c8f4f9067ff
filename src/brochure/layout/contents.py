"""What a section offers to the page: words, running text, pictures and drawings, each with the role a region holds.

A block kind turns its model into contents; page templates say where each role goes. So a new kind needs no page code,
and a new page design needs no kind.
"""

from __future__ import annotations

from collections.abc import Callable

from brochure.dataclass import dataclass
from brochure.frame import Frame, Role
from brochure.inline import Inline
from brochure.layout.context import LayoutContext, Texts


@dataclass(frozen=True, slots=True)
class Words:
    """A short bilingual text for a region that holds `role`, set in `style`."""

    role: str
    texts: Texts
    style: str
    path: str
    tag: Role = "P"


@dataclass(frozen=True, slots=True)
class RunningText:
    """Paragraph pairs that flow through text regions. `pairs[i]` holds paragraph i by language."""

    pairs: tuple[tuple[tuple[str, Inline], ...], ...]
    path: str
    style: str = "body"
    role: str = "text"
    first: int = 0
    """The number that the first of the pairs has in the YAML: what is left of a text keeps its places."""
    share: float = 1.0
    """At which share of its size it is set, so that it fits."""


@dataclass(frozen=True, slots=True)
class Image:
    """A photograph with caption and credit. `file` is absolute; `place` says which photo region takes it."""

    file: str
    place: str
    focus: tuple[float, float]
    alt: Texts | None
    caption: Texts | None
    credit: Texts | None
    path: str
    size: tuple[int, int]
    """Upright pixels, width and height."""
    role: str = "photo"
    logo: bool = False
    """Shown whole, and kept away from the trim as type is."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a kind draws itself: `draw(context, width, height)` gives a frame; height is None when free to choose."""

    role: str
    draw: Callable[[LayoutContext, float, float | None], Frame]
    path: str


Content = Words | RunningText | Image | Drawing
