"""Pictures that the knife takes: bleed is what is cut off, and a picture must be more than its bleed."""

from __future__ import annotations

from collections.abc import Sequence

from brochure.diagnostics import Message, Sink
from brochure.frame import Page, Picture, walk
from brochure.geometry import MM
from brochure.source import SourceMap

LEAST = 0.5
"""Share of a picture that must be left after trimming; under it, it is the bleed that was printed, not the picture."""


def check_cut_off(pages: Sequence[Page], places: SourceMap, sink: Sink) -> None:
    """A finding for every picture of which less than half stands on the trimmed page."""
    for number, page in enumerate(pages, 1):
        size = page.frame.size
        for at, item in walk(page.frame):
            if not isinstance(item, Picture):
                continue
            wide = min(at.x + item.size.width, size.width) - max(at.x, 0.0)
            high = min(at.y + item.size.height, size.height) - max(at.y, 0.0)
            left = max(0.0, wide) * max(0.0, high) / (item.size.width * item.size.height)
            if left >= LEAST:
                continue
            shown = f"{item.size.width / MM:.1f} × {item.size.height / MM:.1f} mm"
            edge = max(page.bleed.top, page.bleed.right, page.bleed.bottom, page.bleed.left) / MM
            sink.error(
                "layout.picture_in_bleed",
                f"第 {number} 页的图片（{shown}）裁切后只剩 {left * 100:.0f}%：它比 {edge:g} mm 的出血大不了多少",
                f"page {number}: only {left * 100:.0f}% of this picture ({shown}) is left after trimming; "
                f"it is hardly larger than the bleed of {edge:g} mm",
                span=places.at(item.path),
                path=item.path,
                hints=(
                    Message(
                        "把它所在的区加宽（columns、lines），去掉该区的 bleed，或减小 document.bleed",
                        "make its region larger (columns, lines), take `bleed` off it, or lower document.bleed",
                    ),
                ),
            )
