"""A sheet of A4 drawn by hand with the text engine: words, rules and boxes at places in millimetres."""

from __future__ import annotations

from functools import cache

from brochure.color import BLACK, CMYK, Color
from brochure.frame import Frame, FrameItem, Page, Picture, Segment, Shape, rectangle
from brochure.geometry import MM, Insets, Point, Size
from brochure.inline import Inline
from brochure.text.fonts import FontBook, default_catalog
from brochure.text.paragraph import Lines, layout_paragraph
from brochure.text.style import Align, FaceSet, TextStyle

A4 = Size(210 * MM, 297 * MM)
GRAY = CMYK(0, 0, 0, 0.55)
PALE = CMYK(0, 0, 0, 0.2)
_RARE = ("NotoSerifSC-Regular", "NotoSerifSCRare-Regular")
_FACES = {
    "light": ("NotoSansSC-Regular", "SourceSans3-Light"),
    "regular": ("NotoSansSC-Regular", "SourceSans3-Regular"),
    "medium": ("NotoSansSC-Medium", "SourceSans3-SemiBold"),
    "title": ("NotoSerifSC-Black", "SourceSerif4-Bold"),
}


@cache
def book() -> FontBook:
    """The faces of the package, opened once."""
    return FontBook.from_catalogs([default_catalog()])


def set_text(text: str, measure: float, size: float, cut: str, color: Color, align: Align, lang: str) -> Lines:
    """Text in a column of `measure` points."""
    han, latin = _FACES[cut]
    faces = FaceSet((han, *_RARE, latin), (latin, han, *_RARE))
    style = TextStyle(
        lang, size, faces, color=color, align=align, latin_scale=1.06, hyphenate=lang == "en", gap_em=0.2,
        features=("tnum", "lnum"),
    )  # fmt: skip
    return layout_paragraph(Inline(text), style, measure, book())


class Sheet:
    """Collects items; (x, y) is in millimetres from the top left, y the baseline for text."""

    def __init__(self) -> None:
        self.items: list[tuple[Point, FrameItem]] = []

    def words(
        self, text: str, x: float, y: float, width: float, *, size: float = 8.0, cut: str = "regular",
        color: Color = BLACK, align: Align = "left", lang: str = "zh-Hans", leading: float = 1.45, most: int = 9,
    ) -> int:  # fmt: skip
        """Set the text; gives the number of lines. After `most` lines an ellipsis says that there was more."""
        if not text:
            return 0
        lines = set_text(text, width * MM, size, cut, color, align, lang).lines
        if len(lines) > most:
            short = text[: lines[most - 1].end].rstrip()
            while len(lines) > most and short:
                short = short[:-1]
                lines = set_text(f"{short}…", width * MM, size, cut, color, align, lang).lines
        for number, line in enumerate(lines):
            baseline = y * MM + number * size * leading
            self.items += [(Point(x * MM + dx, baseline), run) for dx, run in line.runs]
            self.items += [(Point(x * MM + at.x, baseline + at.y), extra) for at, extra in line.extras]
        return len(lines)

    def rule(self, x: float, y: float, width: float, weight: float = 0.4, color: Color = BLACK) -> None:
        line: tuple[Segment, ...] = (("M", (0.0, 0.0)), ("L", (width * MM, 0.0)))
        self.items.append((Point(x * MM, y * MM), Shape(line, stroke=color, width=weight)))

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: Color | None = None, line: Color | None = None
    ) -> None:
        path = rectangle(Size(width * MM, height * MM))
        self.items.append((Point(x * MM, y * MM), Shape(path, fill=fill, stroke=line, width=0.4 if line else 0.0)))

    def picture(self, file: str, x: float, y: float, width: float, height: float) -> None:
        size = Size(width * MM, height * MM)
        self.items.append((Point(x * MM, y * MM), Picture(file, size, (0.0, 0.0, 1.0, 1.0))))

    def page(self) -> Page:
        return Page(Frame(A4, tuple(self.items)), Insets())
