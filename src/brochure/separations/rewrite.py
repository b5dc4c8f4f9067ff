"""Content streams on some plates only: every colour becomes the levels of a pack of plates, drawn in grey or RGB.

What an overprinting object leaves alone (ISO 32000-1, 11.7.4) is not painted on its plate; inside an isolated group
it is painted white in Multiply, which changes no colour and still belongs to the group's shape, exactly as the blend
function of overprint does (11.7.4.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot
from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator

from brochure.dataclass import dataclass, field, replace
from brochure.geometry import UNIT, Matrix, times
from brochure.separations.materials import Materials
from brochure.separations.spaces import Inks
from brochure.separations.state import Paint, State, matrix_of, with_graphics

DEPTH = 20
"""Forms within forms: a file may say, wrongly, that one draws itself."""
_PATH = frozenset(("m", "l", "c", "v", "y", "h", "re"))
_FILL = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
_STROKE = frozenset(("S", "s", "B", "B*", "b", "b*"))
_SHOW = frozenset(("Tj", "TJ", "'", '"'))
_DEVICE = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}


class Rewriter:
    """Rewrites the streams of one page for one pack. Raises Split, and ValueError for what cannot be read."""

    def __init__(self, materials: Materials, shaped: bool = False) -> None:
        """`shaped`: what a plate leaves alone is drawn all the same, without colour, for the sake of its shape."""
        self.materials, self.shaped = materials, shaped
        self.pack, self.pdf, self.spaces = materials.pack, materials.pdf, materials.spaces
        self._forms: dict[Any, Any] = {}

    def initial(self, matrix: Matrix = UNIT) -> State:
        black = Paint(self.spaces.named(Name.DeviceGray, {}), (0.0,))
        return State(black, black, matrix, inside=self.shaped)

    def stream(self, owner: Any, resources: Any, depth: int) -> tuple[bytes, Any]:
        """The content of a page or pattern and its resources, for the pack."""
        return _Stream(self, resources, depth, fresh=True).rewritten(owner, self.initial())

    def form(self, form: Any, resources: Any, state: State, depth: int) -> Any:
        """A form XObject for the pack, as it is drawn in a state; None for one nested too deeply."""
        if depth >= DEPTH:
            return None
        group = form.get("/Group")
        clear = isinstance(group, Dictionary) and group.get("/S") == "/Transparency"
        inner = replace(state, matrix=times(matrix_of(form.get("/Matrix", UNIT)), state.matrix))
        if clear:
            self.materials.met_group(group)
            inside = state.inside or bool(group.get("/I", False))
            inner = replace(inner, blend="/Normal", inside=inside)
        key = (form.objgen, inner.key)
        if key not in self._forms:
            self._forms[key], before = (None, 0), self.materials.tally.steps  # while it is being made it draws itself
            data, made = _Stream(self, form.get("/Resources", resources), depth + 1).rewritten(form, inner)
            copy = self.pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Form, Resources=made)
            for entry in ("/BBox", "/Matrix", "/OC"):
                if entry in form:
                    copy[entry] = form[entry]
            if clear:
                copy.Group = Dictionary(S=Name.Transparency, CS=Name(self.pack.device))
                copy.Group.I = bool(group.get("/I", False))
            self._forms[key] = copy, self.materials.tally.steps - before
            return copy
        found, count = self._forms[key]
        self.materials.count(count)
        return found

    def tiling(self, pattern: Any, resources: Any, depth: int) -> Any:
        """A tiling pattern for the pack (8.7.3); one without colours of its own only needs its masks as they are."""
        key = (pattern.objgen, "tiling")
        if key not in self._forms:
            self._forms[key] = None
            if int(pattern.get("/PaintType", 1)) == 2:
                self._forms[key] = pattern
            elif depth < DEPTH:
                inner = pattern.get("/Resources", resources)
                data, made = self.stream(pattern, inner, depth + 1)
                wanted = ("/BBox", "/XStep", "/YStep", "/Matrix", "/TilingType", "/PaintType", "/PatternType")
                entries = {entry: pattern[entry] for entry in wanted if entry in pattern}
                self._forms[key] = self.pdf.make_stream(data, {**entries, "/Resources": made})
        return self._forms[key]

    def glyphs(self, font: Any, depth: int) -> Any:
        """A Type 3 font whose glyphs have colours of their own (9.6.5), for the pack."""
        key = (font.objgen, "glyphs")
        if key not in self._forms:
            self._forms[key] = font
            copy = Dictionary({name: value for name, value in font.items() if name != "/CharProcs"})
            resources = font.get("/Resources", Dictionary())
            procs, made = {}, Dictionary()
            for name, proc in font.CharProcs.items():
                stream = _Stream(self, resources, depth + 1)
                stream.made = made
                data, _ = stream.rewritten(proc, self.initial())
                procs[name] = self.pdf.make_stream(data)
            copy.CharProcs, copy.Resources = Dictionary(procs), stream.with_fonts(made) if procs else made
            self._forms[key] = copy
        return self._forms[key]

    def graphics(self, found: Any, depth: int) -> Any:
        """A graphics state for the pack: what mixes, without what overprints."""
        kept = ("/LW", "/LC", "/LJ", "/ML", "/D", "/CA", "/ca", "/AIS", "/TK", "/Font", "/SA", "/FL")
        made = Dictionary({name: found[name] for name in kept if name in found})
        if "/BM" in found:
            mode = with_graphics(self.initial(), found).blend
            made.BM = Name(self.pack.blend(mode))
            self.materials.tally.blended |= mode != "/Normal"
        soft = found.get("/SMask")
        if isinstance(soft, Dictionary):
            made.SMask = self._soft(soft, depth)
        elif soft is not None:
            made.SMask = Name("/None")
        return made

    def _soft(self, soft: Any, depth: int) -> Any:
        """A soft mask, made once for all packs: it is no ink but how light (or how dense) its group is (11.5)."""
        if self.pack.mask or depth >= DEPTH:
            return Dictionary(S=Name("/Alpha"), G=soft.G) if depth >= DEPTH else self._masked(soft, self, depth)
        return self._masked(soft, Rewriter(self.materials.for_masks()), depth)

    def _masked(self, soft: Any, rewriter: Rewriter, depth: int) -> Any:
        form = rewriter.form(soft.G, Dictionary(), rewriter.initial(), depth)
        made = Dictionary(Type=Name.Mask, S=soft.get("/S", Name("/Luminosity")), G=form)
        if "/TR" in soft:
            made.TR = soft.TR
        if "/BC" in soft:
            space = rewriter.spaces.named(soft.G.Group.get("/CS", Name.DeviceGray), soft.G.get("/Resources", {}))
            made.BC = Array([round(space.gray([float(value) for value in soft.BC]), 5)])
        return made


@dataclass(slots=True)
class _Stream:
    """One stream on its way: what is written, what it needs, and the path that waits to be painted."""

    rewriter: Rewriter
    resources: Any
    depth: int
    fresh: bool = False
    """Whether it begins with the initial colour: a page, a pattern or a glyph, and no form."""
    out: list[Any] = field(default_factory=list)
    made: Any = field(default_factory=Dictionary)
    path: list[Any] = field(default_factory=list)
    clip: Any = None
    names: dict[Any, Any] = field(default_factory=dict)

    def rewritten(self, owner: Any, state: State) -> tuple[bytes, Any]:
        kept: list[State] = []
        if self.fresh:  # black ink: the reader's own black would be all inks
            self._set("fill", state.fill)
            self._set("stroke", state.stroke)
        for step in self.rewriter.materials.steps(owner):
            if isinstance(step, pikepdf.ContentStreamInlineImage):
                self._picture(self.rewriter.materials.pictures.inline(step), state)
                continue
            name = str(step.operator)
            if name in _PATH:
                self.path.append(step)
            elif name in _SHOW:
                self._show(step, name, state)
            elif name in ("W", "W*"):
                self.clip = step
            elif name in _FILL or name in _STROKE or name == "n":
                self._painted(name, state)
            elif name == "q":
                kept.append(state)
                self.out.append(step)
            elif name == "Q":
                if kept:
                    state = kept.pop()
                    self.out.append(step)
            elif name == "Do":
                self._do(step, state)
            elif name == "sh":
                self._shaded(step, state)
            else:
                state = self._changed(step, name, state)
        self.out += [_step("Q")] * len(kept)
        return pikepdf.unparse_content_stream(self.out), self.with_fonts(self.made)

    def with_fonts(self, made: Any) -> Any:
        """The resources made, with fonts and layers as they were."""
        for kind in ("/Font", "/Properties"):
            if kind in self.resources and kind not in made:
                made[kind] = self.resources[kind]
        return made

    def _name(self, kind: str, value: Any, key: Any) -> Any:
        """A name for a resource of the new stream."""
        if key not in self.names:
            if kind not in self.made:
                self.made[kind] = Dictionary()
            self.names[key] = Name(f"/R{len(self.made[kind])}")
            self.made[kind][self.names[key]] = value
        return self.names[key]

    # ---- state

    def _changed(self, step: Any, name: str, state: State) -> State:
        values = step.operands
        if name == "cm":
            self.out.append(step)
            return replace(state, matrix=times(matrix_of(values), state.matrix))
        lower = name.lower()
        if lower in _DEVICE or lower in ("cs", "sc", "scn"):
            return self._coloured(name, lower, values, state)
        if name == "gs":
            found = self.resources.get("/ExtGState", {}).get(str(values[0]))
            if found is None:
                return state
            known = ("gs", str(values[0]))
            made = None if known in self.names else self.rewriter.graphics(found, self.depth)
            self.out.append(_step("gs", self._name("/ExtGState", made, known)))
            return with_graphics(state, found)
        if name == "Tf":
            return self._font(step, state)
        if name not in ("ri", "i", "MP", "DP", "PS"):
            self.out.append(step)
        if name == "w":
            return replace(state, line=float(values[0]))
        return replace(state, mode=int(values[0])) if name == "Tr" else state

    def _font(self, step: Any, state: State) -> State:
        font = self.resources.get("/Font", {}).get(str(step.operands[0]))
        glyphs = font is not None and font.get("/Subtype") == "/Type3"
        if glyphs:
            if "/Font" not in self.made:
                self.made.Font = Dictionary(dict(self.resources.Font.items()))
            self.made.Font[str(step.operands[0])] = self.rewriter.glyphs(font, self.depth)
        self.out.append(step)
        return replace(state, glyphs=glyphs)

    def _coloured(self, name: str, lower: str, values: Any, state: State) -> State:
        side = "fill" if name == lower else "stroke"
        old = state.fill if side == "fill" else state.stroke
        spaces = self.rewriter.spaces
        if lower in _DEVICE:
            space = spaces.named(Name(_DEVICE[lower]), self.resources)
            paint = Paint(space, tuple(map(float, values)))
        elif lower == "cs":
            space = spaces.named(values[0], self.resources)
            paint = Paint(space, space.initial)
        else:
            numbers = tuple(float(value) for value in values if not isinstance(value, Name))
            if values and isinstance(values[-1], Name):
                return self._patterned(side, old, numbers, values[-1], state)
            paint = Paint(old.space, numbers)
        if len(paint.values) < paint.space.size:
            raise ValueError("a colour with too few components")
        if paint.space.kind != "Pattern":
            self._set(side, paint)
        return replace(state, fill=paint) if side == "fill" else replace(state, stroke=paint)

    def _set(self, side: str, paint: Paint, levels: list[float] | None = None) -> None:
        found = levels or self.rewriter.pack.levels(paint)
        name = ("g" if len(found) == 1 else "rg") if side == "fill" else ("G" if len(found) == 1 else "RG")
        self.out.append(_step(name, *(round(level, 5) for level in found)))

    def _patterned(self, side: str, old: Paint, numbers: tuple[float, ...], name: Any, state: State) -> State:
        pattern = self.resources.get("/Pattern", {}).get(str(name))
        rewriter = self.rewriter
        if pattern is None:
            return state
        lower = side == "fill"
        shown = Name.Pattern
        if int(pattern.get("/PatternType", 1)) == 2:
            inks = rewriter.materials.inks(pattern.Shading, self.resources)
            paint = Paint(old.space, (), str(name), inks)
            made = Dictionary({key: pattern[key] for key in ("/PatternType", "/Matrix") if key in pattern})
            made.Shading = rewriter.materials.shading(pattern.Shading, self.resources)
        else:
            paint = Paint(old.space, numbers, str(name), None if numbers else Inks({}, "all"))
            made = rewriter.tiling(pattern, self.resources, self.depth)
            if numbers:
                device = Array([Name.Pattern, Name(rewriter.pack.device)])
                shown = self._name("/ColorSpace", device, "uncoloured")
        if made is None:
            return state
        known = self._name("/Pattern", made, ("pattern", str(name)))
        levels = [round(level, 5) for level in rewriter.pack.levels(paint)] if numbers and shown != Name.Pattern else []
        self.out.append(_step("cs" if lower else "CS", shown))
        self.out.append(_step("scn" if lower else "SCN", *levels, known))
        return replace(state, fill=paint) if lower else replace(state, stroke=paint)

    # ---- painting

    def _fates(self, fill: bool, stroke: bool, state: State) -> Iterator[tuple[str, bool]]:
        """Each side asked for, and whether it is painted on these plates."""
        for side, wanted, paint, over in (
            ("fill", fill, state.fill, state.over_fill), ("stroke", stroke, state.stroke, state.over_stroke),
        ):  # fmt: skip
            if wanted:
                yield side, self.rewriter.pack.paints(paint.inks, over, state)

    def _painted(self, name: str, state: State) -> None:
        fates = list(self._fates(name in _FILL, name in _STROKE, state))
        if name in _STROKE:
            tally = self.rewriter.materials.tally
            tally.thinnest = min(tally.thinnest, state.width)
        clip = [self.clip] if self.clip is not None else []
        if all(painted for _, painted in fates):
            self.out += [*self.path, *clip, _step(name)]
        else:
            self._leave(state)
            star = "*" if name.endswith("*") else ""
            for side, painted in fates:
                one = f"f{star}" if side == "fill" else "s" if name[0] in "bs" else "S"
                if painted:
                    self.out += [*self.path, _step(one)]
                elif state.inside and _leaves(state, side):
                    with_white = [*self.path, _step(one)]
                    self._white(side, with_white, state)
            if clip:
                self.out += [*self.path, *clip, _step("n")]
        self.path, self.clip = [], None

    def _leave(self, state: State) -> None:
        self.rewriter.materials.tally.left |= not state.inside

    def _white(self, side: str, steps: list[Any], state: State) -> None:
        """Draw so that no colour changes."""
        kind = "/ExtGState"
        on = self._name(kind, Dictionary(BM=Name.Multiply), "multiply")
        off = self._name(kind, Dictionary(BM=Name(self.rewriter.pack.blend(state.blend))), ("blend", state.blend))
        white = self.rewriter.pack.filled([1.0] * len(self.rewriter.pack.plates))
        paint = state.fill if side == "fill" else state.stroke
        self.out.append(_step("gs", on))
        self._set(side, paint, white)
        self.out += [*steps, _step("gs", off)]
        if not paint.pattern:
            self._set(side, paint)

    def _show(self, step: Any, name: str, state: State) -> None:
        mode = state.mode & 3
        fates = dict(self._fates(mode in (0, 2), mode in (1, 2), state))
        if all(fates.values()):
            self.out.append(step)
        elif state.glyphs or (state.inside and not any(fates.values())):
            self._white("fill" if "fill" in fates else "stroke", [step], state)
        else:
            self._leave(state)
            left = {(True, False): 0, (False, True): 1}.get((fates.get("fill", False), fates.get("stroke", False)), 3)
            self.out += [_step("Tr", left + (state.mode & 4)), step, _step("Tr", state.mode)]

    def _shaded(self, step: Any, state: State) -> None:
        shading = self.resources.get("/Shading", {}).get(str(step.operands[0]))
        materials = self.rewriter.materials
        if shading is None:
            return
        if self.rewriter.pack.paints(materials.inks(shading, self.resources), state.over_fill, state):
            made = materials.shading(shading, self.resources)
            self.out.append(_step("sh", self._name("/Shading", made, ("shading", str(step.operands[0])))))

    def _do(self, step: Any, state: State) -> None:
        found = self.resources.get("/XObject", {}).get(str(step.operands[0]))
        if not isinstance(found, pikepdf.Stream):
            return
        if found.get("/Subtype") == "/Image":
            self._picture(found, state)
        elif found.get("/Subtype") == "/Form":
            pack = self.rewriter.pack
            if "/Group" in found and not pack.paints(Inks({}, "all"), False, state):
                return  # mixed as a whole in a mode that leaves this plate alone
            made = self.rewriter.form(found, self.resources, state, self.depth)
            if made is not None:
                self.out.append(_step("Do", self._name("/XObject", made, ("form", found.objgen, state.key))))

    def _picture(self, image: Any, state: State) -> None:
        if bool(image.get("/ImageMask", False)):
            if self.rewriter.pack.paints(state.fill.inks, state.over_fill, state):
                self.out.append(_step("Do", self._name("/XObject", image, ("stencil", image.objgen))))
            elif state.inside:
                self._white("fill", [_step("Do", self._name("/XObject", image, ("stencil", image.objgen)))], state)
            return
        pictures, pack = self.rewriter.materials.pictures, self.rewriter.pack
        a, b, c, d = state.matrix[:4]
        found = pictures.read(image, self.resources, (hypot(a, b), hypot(c, d)), pack.mask)
        if pack.paints(found.inks, state.over_fill, state):
            made = pictures.drawn(image, found, self.resources, pack)
            self.out.append(_step("Do", self._name("/XObject", made, ("picture", image.objgen, found.size))))


def _leaves(state: State, side: str) -> bool:
    """Whether a side that is not painted overprints, and is not simply nothing."""
    paint = state.fill if side == "fill" else state.stroke
    return paint.inks.reach != "none"


def _step(name: str, *operands: Any) -> Any:
    return ContentStreamInstruction(list(operands), Operator(name))
