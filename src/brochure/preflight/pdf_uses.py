"""Everything a PDF's pages use, read back by walking each content stream once: colours, images, fonts, states, groups.

Knows nothing of how the file was made. A stream is entered from every page that draws it, but read only once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from brochure.dataclass import dataclass, field
from brochure.preflight.pdf_syntax import Broken, Syntax

RGB_OPERATORS = {"rg", "RG"}
_SHORT = {
    "/G": pikepdf.Name.DeviceGray,
    "/RGB": pikepdf.Name.DeviceRGB,
    "/CMYK": pikepdf.Name.DeviceCMYK,
    "/I": pikepdf.Name.Indexed,
}
_SHOW = {"Tj", "TJ", "'", '"'}


@dataclass(slots=True)
class Uses:
    """What was met, each with the 1-based page where it was met first."""

    rgb: list[int] = field(default_factory=list)
    spaces: list[tuple[int, Any]] = field(default_factory=list)
    images: list[tuple[int, Any]] = field(default_factory=list)
    forms: list[tuple[int, Any]] = field(default_factory=list)
    states: list[tuple[int, Any]] = field(default_factory=list)
    fonts: list[tuple[int, Any]] = field(default_factory=list)
    shown: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    """Codes shown in each font, of two bytes in a composite one, by object number."""
    transparent: set[int] = field(default_factory=set)
    """Pages that use transparency."""
    intents: list[tuple[int, str]] = field(default_factory=list)
    """Rendering intents by name."""
    broken: list[Broken] = field(default_factory=list)
    """What content streams say that none may say."""


class Walker:
    """One walk through a document."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.uses = Uses()
        self._seen: set[tuple[int, int]] = set()
        self._inside: dict[tuple[int, int], bool] = {}
        for number, page in enumerate(pdf.pages, 1):
            resources = _inherited(page.obj, "/Resources") or pikepdf.Dictionary()
            self._stream(page.obj, resources, number)
            for annotation in page.obj.get("/Annots", []):
                for appearance in _streams(annotation.get("/AP")):
                    self._form(appearance, number)

    def _first(self, value: Any) -> bool:
        """Whether this indirect object is met for the first time; direct ones always are."""
        if not value.is_indirect:
            return True
        if value.objgen in self._seen:
            return False
        self._seen.add(value.objgen)
        return True

    def _form(self, form: Any, page: int) -> None:
        if not self._first(form):
            return
        self.uses.forms.append((page, form))
        self._stream(form, form.get("/Resources", pikepdf.Dictionary()), page)

    def _stream(self, owner: Any, resources: Any, page: int) -> None:
        self._resources(resources, page)
        font: Any = None
        kept: list[Any] = []
        own = "/Resources" in owner or owner.get("/Type") == "/Page"
        syntax = Syntax(resources if own else None, page, self.uses.broken)
        for instruction in pikepdf.parse_content_stream(owner):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._inline(instruction.iimage.obj, resources, page)
                continue
            operator, operands = str(instruction.operator), instruction.operands
            syntax.read(operator, operands)
            if operator in RGB_OPERATORS:
                self.uses.rgb.append(page)
            elif operator in ("cs", "CS") and str(operands[0]).startswith("/Device"):
                self.uses.spaces.append((page, operands[0]))
            elif operator == "q":
                kept.append(font)
            elif operator == "Q" and kept:
                font = kept.pop()
            elif operator == "Tf":
                font = resources.get("/Font", {}).get(str(operands[0]))
                if font is not None:
                    self._font(font, page)
            elif operator == "ri":
                self.uses.intents.append((page, str(operands[0])))
            elif operator in _SHOW and font is not None:
                self._show(font, operands[-1])
        syntax.end()

    def _inline(self, image: Any, resources: Any, page: int) -> None:
        """An inline image: its keys and spaces may be abbreviated (8.9.7, tables 93 and 94)."""
        self.uses.images.append((page, image))
        space = image.get("/ColorSpace", image.get("/CS"))
        if isinstance(space, pikepdf.Array):
            space = pikepdf.Array(
                [_SHORT.get(str(part), part) if index < 2 else part for index, part in enumerate(space)]
            )
        elif space is not None:
            space = _SHORT.get(str(space), resources.get("/ColorSpace", {}).get(str(space), space))
        if space is not None:
            self.uses.spaces.append((page, space))

    def _show(self, font: Any, operand: Any) -> None:
        if not font.is_indirect:
            return
        wide = font.get("/Subtype") == "/Type0"
        codes = self.uses.shown.setdefault(font.objgen, set())
        for part in operand if isinstance(operand, pikepdf.Array) else (operand,):
            if isinstance(part, pikepdf.String):
                data = bytes(part)
                pairs = zip(data[::2], data[1::2], strict=False)
                codes.update((high << 8 | low for high, low in pairs) if wide else data)

    def _font(self, font: Any, page: int) -> None:
        if not self._first(font):
            return
        self.uses.fonts.append((page, font))
        for glyph in (font.get("/CharProcs") or {}).values():
            self._stream(glyph, font.get("/Resources", pikepdf.Dictionary()), page)

    def _resources(self, resources: Any, page: int) -> None:
        for space in resources.get("/ColorSpace", {}).values():
            self.uses.spaces.append((page, space))
        for state in resources.get("/ExtGState", {}).values():
            self._state(state, page)
        for shading in resources.get("/Shading", {}).values():
            self.uses.spaces.append((page, shading.ColorSpace))
        for pattern in resources.get("/Pattern", {}).values():
            if isinstance(pattern, pikepdf.Stream):
                self._form(pattern, page)
            elif "/Shading" in pattern:
                self.uses.spaces.append((page, pattern.Shading.ColorSpace))
        for one in resources.get("/XObject", {}).values():
            self._x_object(one, page)

    def _x_object(self, one: Any, page: int) -> None:
        if one.get("/Subtype") == "/Image":
            if "/SMask" in one:
                self.uses.transparent.add(page)
            if self._first(one):
                self.uses.images.append((page, one))
                if "/Intent" in one:
                    self.uses.intents.append((page, str(one.Intent)))
                if "/ColorSpace" in one:
                    self.uses.spaces.append((page, one.ColorSpace))
                if "/SMask" in one:
                    self.uses.images.append((page, one.SMask))
        else:
            if "/Group" in one:
                self.uses.transparent.add(page)
            self._form(one, page)

    def _state(self, state: Any, page: int) -> None:
        mask = state.get("/SMask", "/None")
        modes = state.get("/BM", "/Normal")
        plain = {"/Normal", "/Compatible"}
        blended = not plain & ({str(mode) for mode in modes} if isinstance(modes, pikepdf.Array) else {str(modes)})
        if blended or mask != "/None" or float(state.get("/ca", 1)) < 1 or float(state.get("/CA", 1)) < 1:
            self.uses.transparent.add(page)
        if not self._first(state):
            return
        self.uses.states.append((page, state))
        if "/Font" in state:
            self._font(state.Font[0], page)
        if "/RI" in state:
            self.uses.intents.append((page, str(state.RI)))
        if isinstance(mask, pikepdf.Dictionary) and "/G" in mask:
            self._form(mask.G, page)


def _inherited(page: Any, key: str) -> Any:
    """A page's entry, or that of the nearest node above it that has one (7.7.3.4)."""
    for _ in range(64):
        if key in page:
            return page[key]
        if "/Parent" not in page:
            return None
        page = page.Parent
    return None


def _streams(value: Any) -> Iterator[Any]:
    if isinstance(value, pikepdf.Stream):
        yield value
    elif isinstance(value, pikepdf.Dictionary):
        for part in value.values():
            yield from _streams(part)


def base_spaces(space: Any, depth: int = 0) -> Iterator[Any]:
    """The space and those it rests on: of Indexed, Separation, DeviceN, Pattern (8.6.6)."""
    yield space
    if not isinstance(space, pikepdf.Array) or not len(space) or depth > 8:  # none may rest on itself
        return
    family = str(space[0])
    if family in ("/Indexed", "/Pattern") and len(space) > 1:
        yield from base_spaces(space[1], depth + 1)
    elif family in ("/Separation", "/DeviceN"):
        yield from base_spaces(space[2], depth + 1)
