"""Whatever is laid over whatever: the plates hold what a few lines of arithmetic, straight from the standard, give."""

from __future__ import annotations

import io

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st
from separation_cases import SIDE, Sheet

from brochure.dataclass import dataclass
from brochure.preflight.doubt import doubtful
from brochure.preflight.ink import Load
from brochure.preflight.streams import sheet_of
from brochure.separations.plates import Separator

INKS = ("Cyan", "Magenta", "Yellow", "Black", "Gold")
SHARES = st.sampled_from((0.0, 0.0, 0.25, 0.5, 1.0))


@dataclass(frozen=True, slots=True)
class Layer:
    """A rectangle on a grid of 12 × 12; `inks` are five shares, of which a spot colour uses the last alone."""

    box: tuple[int, int, int, int]
    inks: tuple[float, ...]
    spot: bool
    alpha: float
    over: int
    """0 knocks out, 1 overprints by mode 0, 2 by mode 1."""
    mode: str


@st.composite
def layers(draw: st.DrawFn) -> Layer:
    x, y = draw(st.integers(0, 9)), draw(st.integers(0, 9))
    box = (x, y, draw(st.integers(1, 12 - x)), draw(st.integers(1, 12 - y)))
    spot = draw(st.booleans())
    inks = (0.0, 0.0, 0.0, 0.0, draw(SHARES)) if spot else (*(draw(SHARES) for _ in range(4)), 0.0)
    over = draw(st.integers(0, 2))
    mode = "Normal" if over else draw(st.sampled_from(("Normal", "Normal", "Multiply", "Screen", "Darken", "Lighten")))
    return Layer(box, inks, spot, draw(st.sampled_from((1.0, 1.0, 0.5, 0.25))), over, mode)


MODES = {
    "Normal": lambda below, above: above,
    "Multiply": lambda below, above: below * above,
    "Screen": lambda below, above: below + above - below * above,
    "Darken": min,
    "Lighten": max,
}


def touched(layer: Layer, index: int) -> bool:
    """ISO 32000-1, table 149."""
    if not layer.over:
        return True
    if layer.spot:
        return index == 4
    return index != 4 and (layer.over == 1 or layer.inks[index] > 0)


def expected(stack: list[Layer], x: int, y: int) -> list[float]:
    """Ink at a cell of the grid, by 11.3.6 on the additive complement: first the page's group, then the paper."""
    light, there = [1.0] * 5, 0.0
    for layer in stack:
        left, top, width, height = layer.box
        if left <= x < left + width and top <= y < top + height:
            after = there + layer.alpha - there * layer.alpha
            for index in range(5):
                below, above = light[index], 1 - layer.inks[index]
                mixed = MODES[layer.mode](below, above) if touched(layer, index) else below  # 11.7.4.2
                colour = (1 - there) * above + there * mixed
                light[index] = (1 - layer.alpha / after) * below + layer.alpha / after * colour
            there = after
    return [there * (1 - value) for value in light]


def drawn(stack: list[Layer]) -> bytes:
    page = Sheet()
    page.spot("S", "Gold")
    content = []
    for number, layer in enumerate(stack):
        over = layer.over > 0
        page.state(f"G{number}", OP=over, op=over, OPM=int(layer.over == 2), ca=layer.alpha,
                   BM=pikepdf.Name("/" + layer.mode))  # fmt: skip
        colour = f"/S cs {layer.inks[4]} scn" if layer.spot else " ".join(map(str, layer.inks[:4])) + " k"
        left, top, width, height = (10 * value for value in layer.box)
        content.append(f"/G{number} gs {colour} {left} {SIDE - top - height} {width} {height} re f")
    page.page.Contents = page.pdf.make_stream("\n".join(content).encode())
    out = io.BytesIO()
    page.pdf.save(out)
    return out.getvalue()


@settings(max_examples=25, deadline=None)
@given(st.lists(layers(), min_size=1, max_size=6))
def test_any_stack_of_rectangles_has_the_plates_that_the_standard_gives(stack: list[Layer]) -> None:
    with Separator(drawn(stack)) as separator:
        plates = separator.page(1)
    for x in range(12):
        for y in range(12):
            got = [plates.images[ink].getpixel((10 * x + 5, 10 * y + 5)) for ink in INKS if ink in plates.images]
            want = expected(stack, x, y)[: len(got)]
            assert max(abs(value / 255 - share) for value, share in zip(got, want, strict=True)) < 0.025  # type: ignore[operator]


@settings(max_examples=25, deadline=None)
@given(st.lists(layers(), min_size=1, max_size=6), st.sampled_from((1.2, 1.6, 2.0, 2.5, 3.0)))
def test_a_page_beyond_doubt_is_never_over_the_limit(stack: list[Layer], limit: float) -> None:
    data = drawn(stack)
    with pikepdf.open(io.BytesIO(data)) as pdf, Separator(data) as separator:
        if not doubtful(sheet_of(pdf.pages[0], 1, {}), 0.0, limit):
            assert Load.of(separator.page(1)).most <= limit * 100 + 2
