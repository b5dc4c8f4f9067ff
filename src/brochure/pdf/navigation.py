"""Ways through the file: bookmarks, links and page labels (ISO 32000-1, 12.3–12.4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from brochure.dataclass import dataclass, field
from brochure.frame import Link, OutlineEntry
from brochure.pdf.boxes import Boxes
from brochure.pdf.objects import File, Ref, array, dictionary, number, text


@dataclass(slots=True)
class _Branch:
    level: int
    item: Any
    reference: Ref
    children: list[tuple[Any, Ref]] = field(default_factory=list)

    def close(self) -> None:
        if self.children:
            first, last = self.children[0][1], self.children[-1][1]
            self.item.dict.update({"First": first, "Last": last, "Count": len(self.children)})


def outline(file: File, entries: Sequence[OutlineEntry], pages: Sequence[Ref], boxes: Sequence[Boxes]) -> Ref:
    """Bookmarks (12.3.3) with plain destinations: the only ones that PDF/X allows."""
    top = dictionary({"Type": "/Outlines"})
    reference = file.add(top)
    path = [_Branch(-1, top, reference)]
    for entry in entries:
        while path[-1].level >= entry.level:
            path.pop().close()
        box = boxes[entry.page].trim
        place = destination(pages[entry.page], box.x, box.y + box.height)
        item = dictionary({"Title": text(entry.title), "Parent": path[-1].reference, "Dest": place})
        own = file.add(item)
        before = path[-1].children
        if before:
            before[-1][0].dict["Next"] = own
            item.dict["Prev"] = before[-1][1]
        before.append((item, own))
        path.append(_Branch(entry.level, item, own))
    while path:
        path.pop().close()
    return reference


def destination(page: Ref, left: float, top: float) -> object:
    return array((page, "/XYZ", number(round(left, 2)), number(round(top, 2)), "null"))


def link(area: Link, left: float, top: float, place: object | None, key: int | None) -> Any:
    """A link annotation (12.5.6.5) with its upper left corner in PDF space; None when `#id` leads nowhere.

    PDF/A wants it printable and with a description, PDF/UA with its place in the structure.
    """
    inside = area.target.startswith("#")
    if inside and place is None:
        return None
    corners = (left, top - area.size.height, left + area.size.width, top)
    return dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": array(number(round(value, 2)) for value in corners),
            "Border": array((0, 0, 0)),
            "F": 4,
            "Contents": text(area.target.removeprefix("#").removeprefix("mailto:").removeprefix("tel:")),
            "A": None if inside else dictionary({"S": "/URI", "URI": text(_ascii(area.target))}),
            "Dest": place if inside else None,
            "StructParent": key,
        }
    )


def _ascii(url: str) -> str:
    """A URI is 7-bit ASCII (12.6.4.7): percent-encode the rest."""
    return "".join(char if char.isascii() else "".join(f"%{byte:02X}" for byte in char.encode()) for char in url)


def page_labels(labels: Sequence[str]) -> Any:
    """The folios as printed (12.4.2), in as few ranges as the numbers allow; None when no page has one."""
    if not any(labels):
        return None
    numbers: list[object] = []
    expected: int | None = None
    for index, label in enumerate(labels):
        if label.isascii() and label.isdigit() and not label.startswith("0"):
            if int(label) != expected:
                numbers += [index, dictionary({"S": "/D", "St": int(label)})]
            expected = int(label) + 1
        else:
            numbers += [index, dictionary({"P": text(label)} if label else {})]
            expected = None
    return dictionary({"Nums": array(numbers)})
