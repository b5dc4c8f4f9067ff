"""The content stream under construction: its bytes, the point of view, and the graphics state (ISO 32000-1, 8.4).

Page space is top-down from the trim's corner, PDF space bottom-up from the media's: every point is turned on its way
out, and no transformation is set, since a mirrored matrix would mirror the glyphs. State is written when it changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from brochure.color import Color, Spot
from brochure.pdf.color import Inks, is_black


def fixed(value: float) -> str:
    """A coordinate to a thousandth of a point: far finer than any plate, and short."""
    shown = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


class State:
    """The part of the graphics state that is written only when it changes; as a page begins (8.4.1)."""

    __slots__ = ("dash", "fill", "font", "inked", "mixing", "over", "spacing", "stroke", "width")

    def __init__(self) -> None:
        self.fill = self.stroke = b""
        self.mixing = "GSk"
        self.width: float = 1.0
        self.dash: tuple[float, ...] = ()
        self.font: tuple[str, float] = ("", 0.0)
        self.spacing = 0.0
        self.inked: Color | None = None
        """The colour of the text before, as long as nothing else was painted since; `over`: whether it overprints."""
        self.over = False

    def copy(self) -> State:
        twin = State()
        for name in self.__slots__:
            setattr(twin, name, getattr(self, name))
        return twin


class Surface:
    """One page's stream. `left` and `top` are the trim's corner in PDF space."""

    def __init__(self, left: float, top: float, inks: Inks) -> None:
        self.out: list[bytes] = []
        self.state = State()
        self.inks = inks
        self.mixed = False
        """Whether anything was blended with what lies under it."""
        self._left, self._top = left, top
        self.close_text: Callable[[], None] = lambda: None
        """Called before anything but text is written: a text object may hold nothing else (8.2, figure 9)."""
        self.close_all: Callable[[], None] = lambda: self.close_text()
        """Called before q and Q: marked content is kept from crossing them."""

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of page space in PDF space."""
        return self._left + x, self._top - y

    @contextmanager
    def saved(self) -> Iterator[None]:
        """Between q and Q."""
        self.close_all()
        kept, self.state = self.state, self.state.copy()
        self.out.append(b"q\n")
        yield
        self.close_all()
        self.state = kept
        self.out.append(b"Q\n")

    def clip(self, x: float, y: float, width: float, height: float) -> None:
        left, top = self.point(x, y)
        self.out.append(f"{fixed(left)} {fixed(top - height)} {fixed(width)} {fixed(height)} re W n\n".encode())

    def ink(self, color: Color, over: bool) -> None:
        """Make this the colour of text; nothing need be asked again while it stays."""
        self.overprint(over, color)
        self.paint(color)
        self.state.inked, self.state.over = color, over

    def paint(self, color: Color, stroke: bool = False) -> None:
        """Make this the fill or stroke colour."""
        operator = self.inks.operator(color, stroke)
        if stroke:
            if self.state.stroke != operator:
                self.state.stroke = operator
                self.out.append(operator)
        elif self.state.fill != operator:
            self.state.fill, self.state.inked = operator, None
            self.out.append(operator)

    def overprint(self, wanted: bool, *colors: Color | None) -> None:
        """Overprint solid black only: white would vanish, colours and tints would mix (print.md §5).

        Varnish, foil and die lines overprint unasked; where no ink is printed they darken what they lie on instead.
        """
        inks = [color for color in colors if color is not None]
        mixing = "GSo" if wanted and all(map(is_black, inks)) else "GSk"
        if inks and all(isinstance(color, Spot) and color.overprint for color in inks):
            mixing = self.inks.laid_over
        if mixing != self.state.mixing:
            self.state.mixing, self.state.inked = mixing, None
            self.mixed |= mixing == "GSm"
            self.out.append(f"/{mixing} gs\n".encode())
