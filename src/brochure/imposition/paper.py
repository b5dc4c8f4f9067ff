"""Press sheets by their traded names: 大度 889 × 1194 and 正度 787 × 1092 mm in parts, SRA (ISO 217), A (ISO 216)."""

from __future__ import annotations

from collections.abc import Callable

from brochure.dataclass import dataclass
from brochure.geometry import EPSILON, MM, Size, parse_trim


@dataclass(frozen=True, slots=True)
class Paper:
    """An untrimmed sheet, long edge across, in points."""

    zh: str
    name: str
    size: Size

    @property
    def title(self) -> str:
        return self.zh if self.zh == self.name else f"{self.zh} {self.name}"


def _parts(zh: str, name: str, width: float, height: float) -> list[Paper]:
    """The whole sheet, its half, quarter and eighth: each the one before it, cut across its long edge."""
    sizes = []
    for part, key in (("全开", "full"), ("对开", "2k"), ("四开", "4k"), ("八开", "8k")):
        sizes.append(Paper(zh + part, f"{name}-{key}", Size(width * MM, height * MM)))
        width, height = height, width / 2
    return sizes


_SRA = {"SRA4": (320, 225), "SRA3": (450, 320), "SRA2": (640, 450), "SRA1": (900, 640)}
_A = {"A4": (297, 210), "A3": (420, 297), "A2": (594, 420)}

PAPERS: tuple[Paper, ...] = (
    *(Paper(name, name, Size(width * MM, height * MM)) for name, (width, height) in {**_SRA, **_A}.items()),
    *_parts("大度", "da", 1194, 889),
    *_parts("正度", "zheng", 1092, 787),
)
_OFFICE = ("A4", "A3", "A2")


def parse_paper(text: str) -> Paper:
    """A sheet by Chinese or Latin name, or as `450x320mm`.

    Raises ValueError with the names that are known.
    """
    wanted = text.strip().lower()
    for paper in PAPERS:
        if wanted in (paper.zh.lower(), paper.name.lower()):
            return paper
    try:
        size = parse_trim(text)
    except ValueError:
        names = ", ".join(paper.title for paper in PAPERS)
        raise ValueError(f"`{text}` is not a sheet; write 450x320mm, or one of {names}") from None
    if min(size.width, size.height) < 20 * MM or max(size.width, size.height) > 3000 * MM:
        raise ValueError(f"`{text}` is no size of a printing sheet")
    size = Size(max(size.width, size.height), min(size.width, size.height))
    shown = f"{size.width / MM:g} × {size.height / MM:g} mm"
    return Paper(shown, shown, size)


def holds(paper: Size, need: Size) -> bool:
    return need.width <= paper.width + EPSILON and need.height <= paper.height + EPSILON


def smallest(fits: Callable[[Paper], bool]) -> Paper | None:
    """The smallest press sheet of the list that `fits` accepts; office paper is not one."""
    presses = [paper for paper in PAPERS if paper.name not in _OFFICE and fits(paper)]
    return min(presses, key=lambda paper: paper.size.width * paper.size.height, default=None)
