"""Small pages, each with one thing that a plate reader must get right, and what its plates hold at chosen points.

Pages are 120 pt square; points are counted from the top left. Expected shares are worked out by hand from ISO 32000-1.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

SIDE = 120
Probe = tuple[tuple[float, float], dict[str, float]]
GROUND = "0.6 0.2 0 0 k 0 0 120 120 re f "
"""A ground of two inks."""


class Sheet:
    """A page in the making."""

    def __init__(self) -> None:
        self.pdf = pikepdf.new()
        self.pdf.add_blank_page(page_size=(SIDE, SIDE))
        self.page = self.pdf.pages[0].obj
        self.page.Resources = Dictionary()

    def put(self, kind: str, name: str, value: Any) -> None:
        resources = self.page.Resources
        if kind not in resources:
            resources[kind] = Dictionary()
        resources[kind]["/" + name] = value

    def state(self, name: str, **values: Any) -> None:
        self.put("/ExtGState", name, Dictionary(**values))

    def spot(self, name: str, ink: str, build: tuple[float, ...] = (0, 1, 1, 0)) -> Any:
        tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(build), N=1)
        space = Array([Name.Separation, Name("/" + ink), Name.DeviceCMYK, tint])
        self.put("/ColorSpace", name, space)
        return space

    def mixed(self, name: str, *inks: str) -> None:
        size = len(inks)
        code = b"{" + b" pop" * size + b" 0 0 0 0.5 }"
        tint = self.pdf.make_stream(code, FunctionType=4, Domain=[0, 1] * size, Range=[0, 1] * 4)
        names = Array([Name("/" + ink) for ink in inks])
        self.put("/ColorSpace", name, Array([Name.DeviceN, names, Name.DeviceCMYK, tint]))

    def form(self, name: str, content: str, group: dict[str, Any] | None = None, **more: Any) -> Any:
        made = self.pdf.make_stream(content.encode())
        made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, [0, 0, SIDE, SIDE]
        made.Resources = self.page.Resources
        if group is not None:
            made.Group = Dictionary(S=Name.Transparency, **group)
        for key, value in more.items():
            made["/" + key] = value
        made = self.pdf.make_indirect(made)
        self.put("/XObject", name, made)
        return made

    def image(self, name: str, data: bytes, size: tuple[int, int], space: Any, bits: int = 8, **more: Any) -> Any:
        made = self.pdf.make_stream(data)
        made.Type, made.Subtype, made.Width, made.Height = Name.XObject, Name.Image, *size
        made.BitsPerComponent = bits
        if space is not None:
            made.ColorSpace = space if not isinstance(space, str) else Name(space)
        for key, value in more.items():
            made["/" + key] = value
        self.put("/XObject", name, made)
        return made

    def saved(self, content: str, file: Path) -> Path:
        self.page.Contents = self.pdf.make_stream(content.encode())
        self.pdf.save(file)
        return file


CASES: dict[str, tuple[Callable[[Sheet], str], list[Probe]]] = {}


def case(*probes: Probe) -> Callable[[Callable[[Sheet], str]], Callable[[Sheet], str]]:
    def keep(make: Callable[[Sheet], str]) -> Callable[[Sheet], str]:
        CASES[make.__name__] = make, list(probes)
        return make

    return keep


def at(x: float, y: float, c: float = 0, m: float = 0, y_: float = 0, k: float = 0, **spots: float) -> Probe:
    return (x, y), {"Cyan": c, "Magenta": m, "Yellow": y_, "Black": k, **spots}


# ---- plain colours


@case(at(30, 60, 0.2, 0.4, 0.6, 0.8), at(90, 60))
def process_colours(page: Sheet) -> str:
    return ".2 .4 .6 .8 k 0 0 60 120 re f"


@case(at(30, 60, k=0.75), at(90, 60, k=1))
def grey_is_black_ink(page: Sheet) -> str:
    return ".25 g 0 0 60 120 re f 0 g 60 0 60 120 re f"


@case(at(60, 60, k=1), at(20, 60, c=1))
def the_first_colour_is_black_ink(page: Sheet) -> str:
    return "q 1 0 0 0 k 0 0 40 120 re f Q 40 40 40 40 re f"


@case(at(60, 60, m=0.5), at(20, 60, c=1))
def the_last_colour_knocks_out(page: Sheet) -> str:
    return "1 0 0 0 k 0 0 120 120 re f 0 .5 0 0 k 40 40 40 40 re f"


@case(at(60, 60, Gold=0.4), at(20, 60, c=0.6, m=0.2))
def a_spot_knocks_out_and_has_its_own_plate(page: Sheet) -> str:
    page.spot("S", "Gold")
    return GROUND + "/S cs .4 scn 40 40 40 40 re f"


@case(at(60, 60, k=0.7))
def a_separation_may_name_a_process_ink(page: Sheet) -> str:
    page.spot("S", "Black", (0, 0, 0, 1))
    return GROUND + "/S cs .7 scn 40 40 40 40 re f"


@case(at(60, 60, 0.5, 0.5, 0.5, 0.5, Gold=0.5), at(90, 100, Gold=1))
def registration_colour_is_on_every_plate(page: Sheet) -> str:
    page.spot("A", "All", (1, 1, 1, 1))
    page.spot("S", "Gold")
    return "/S cs 1 scn 80 0 40 40 re f /A cs .5 scn 40 40 40 40 re f"


@case(at(60, 60, c=0.6, m=0.2))
def no_ink_paints_nothing(page: Sheet) -> str:
    page.spot("N", "None")
    return GROUND + "/N cs 1 scn 40 40 40 40 re f"


@case(at(60, 60, c=0.3, Gold=0.8))
def a_mixed_ink_is_on_the_plates_it_names(page: Sheet) -> str:
    page.mixed("D", "Cyan", "Gold", "None")
    return GROUND + "/D cs .3 .8 .9 scn 40 40 40 40 re f"


# ---- transparency


@case(at(60, 60, c=0.5, m=0.5), at(20, 60, c=1))
def alpha_mixes(page: Sheet) -> str:
    page.state("A", ca=0.5)
    return "1 0 0 0 k 0 0 120 120 re f /A gs 0 1 0 0 k 40 40 40 40 re f"


@case(at(60, 60, c=0.25, m=0.5, k=0.125))
def three_layers_mix(page: Sheet) -> str:
    page.state("A", ca=0.5)
    return "1 0 0 0 k 0 0 120 120 re f /A gs 0 0 0 .5 k 20 20 80 80 re f 0 1 0 0 k 40 40 40 40 re f"


@case(at(60, 60, c=0.6, m=0.6, y_=0.5), at(20, 60, c=0.6, m=0.2))
def multiply_adds_inks(page: Sheet) -> str:
    page.state("M", BM=Name.Multiply)
    return GROUND + "/M gs 0 .5 .5 0 k 40 40 40 40 re f"


@case(at(60, 60, c=0.3, m=0), at(20, 60, c=0.6, m=0.2))
def screen_takes_inks_away(page: Sheet) -> str:
    page.state("M", BM=Name.Screen)
    return GROUND + "/M gs .5 0 0 0 k 40 40 40 40 re f"


@case(at(60, 60, c=0.6, m=0.5))
def darken_is_the_most_of_each_ink(page: Sheet) -> str:
    page.state("M", BM=Name.Darken)
    return GROUND + "/M gs .5 .5 0 0 k 40 40 40 40 re f"


@case(at(60, 60, c=0.5, m=0.2))
def difference_is_of_the_complements(page: Sheet) -> str:
    page.state("M", BM=Name.Difference)
    return ".5 .2 0 0 k 0 0 120 120 re f /M gs 1 1 1 1 k 40 40 40 40 re f"


@case(at(60, 60, c=0.6, m=0.2, k=0.5))
def luminosity_takes_the_black_of_the_source(page: Sheet) -> str:
    """Of grey: the colour of what is below keeps its hue; only black is certain without arithmetic."""
    page.state("M", BM=Name.Luminosity)
    return ".6 .2 0 .3 k 0 0 120 120 re f /M gs .6 .2 0 .5 k 40 40 40 40 re f"


@case(at(60, 60, c=0.6, m=0.2, k=0.3))
def colour_keeps_the_black_of_what_is_below(page: Sheet) -> str:
    page.state("M", BM=Name.Color)
    return ".6 .2 0 .3 k 0 0 120 120 re f /M gs .6 .2 0 .5 k 40 40 40 40 re f"


@case(at(60, 60, c=0.5, Gold=0.5), at(100, 100, Gold=1))
def a_spot_under_alpha(page: Sheet) -> str:
    page.spot("S", "Gold")
    page.state("A", ca=0.5)
    return "/S cs 1 scn 0 0 120 120 re f /A gs 1 0 0 0 k 40 40 40 40 re f"


@case(at(60, 60, c=1, Gold=1))
def multiply_over_a_spot_keeps_it(page: Sheet) -> str:
    page.spot("S", "Gold")
    page.state("M", BM=Name.Multiply)
    return "/S cs 1 scn 0 0 120 120 re f /M gs 1 0 0 0 k 40 40 40 40 re f"


# ---- overprint


@case(at(60, 60, c=0.6, m=0.2, k=0.9))
def black_overprints(page: Sheet) -> str:
    page.state("O", OP=True, op=True, OPM=1)
    return GROUND + "/O gs 0 0 0 .9 k 40 40 40 40 re f"


@case(at(60, 60, k=0.9))
def overprint_mode_0_knocks_out(page: Sheet) -> str:
    page.state("O", OP=True, op=True, OPM=0)
    return GROUND + "/O gs 0 0 0 .9 k 40 40 40 40 re f"


@case(at(60, 60, c=0.1, m=0.2, k=0.9))
def a_process_ink_of_two_replaces_its_own(page: Sheet) -> str:
    page.state("O", OP=True, op=True, OPM=1)
    return GROUND + "/O gs .1 0 0 .9 k 40 40 40 40 re f"


@case(at(60, 60, c=0.6, m=0.2))
def white_that_overprints_vanishes(page: Sheet) -> str:
    page.state("O", OP=True, op=True, OPM=1)
    return GROUND + "/O gs 0 0 0 0 k 40 40 40 40 re f"


@case(at(60, 60, c=0.6, m=0.2, Gold=0.7))
def a_spot_overprints(page: Sheet) -> str:
    page.spot("S", "Gold")
    page.state("O", OP=True, op=True, OPM=0)
    return GROUND + "/O gs /S cs .7 scn 40 40 40 40 re f"


@case(at(60, 60, c=0.3, m=0.2, Gold=0))
def a_mixed_ink_overprints_by_name(page: Sheet) -> str:
    page.mixed("D", "Cyan", "Gold")
    page.state("O", OP=True, op=True, OPM=1)
    return GROUND + "/O gs /D cs .3 0 scn 40 40 40 40 re f"


@case(at(60, 60, k=0.9, Gold=1))
def process_colour_leaves_spots_alone(page: Sheet) -> str:
    page.spot("S", "Gold")
    page.state("O", OP=True, op=True, OPM=0)
    return "/S cs 1 scn 0 0 120 120 re f /O gs 0 0 0 .9 k 40 40 40 40 re f"


@case(at(60, 60, c=0, m=0, k=0.5, Gold=1))
def a_picture_replaces_process_inks_in_any_mode(page: Sheet) -> str:
    page.spot("S", "Gold")
    page.state("O", OP=True, op=True, OPM=1)
    page.image("I", bytes((0, 0, 0, 128)) * 4, (2, 2), "/DeviceCMYK")
    ground = "/S cs 1 scn 0 0 120 120 re f /P gs 0.6 0.2 0 0 k 0 0 120 120 re f "
    page.state("P", OP=True, op=True, OPM=0)
    return ground + "/O gs q 40 0 0 40 40 40 cm /I Do Q"


@case(at(60, 60, c=0.6, m=0.2, k=1), at(42, 60, c=0.6, m=0.2, k=1), at(20, 60, c=0.6, m=0.2))
def strokes_overprint_by_their_own_flag(page: Sheet) -> str:
    page.state("O", OP=True, op=True, OPM=1)
    return GROUND + "/O gs 0 0 0 1 K 0 0 0 1 k 8 w 40 40 40 40 re B"


@case(at(60, 60, k=1), at(37, 60, c=0.6, m=0.2, k=1))
def only_strokes_overprint(page: Sheet) -> str:
    page.state("O", OP=True, op=False, OPM=1)
    return GROUND + "/O gs 0 0 0 1 K 0 0 0 1 k 8 w 40 40 40 40 re B"


@case(at(60, 60, c=0.6, m=0.2, k=0.5))
def overprint_with_alpha(page: Sheet) -> str:
    page.state("O", OP=True, op=True, OPM=1, ca=0.5)
    return GROUND + "/O gs 0 0 0 1 k 40 40 40 40 re f"


@case(at(60, 60, c=0.6, m=0.2, k=1), at(90, 60, c=0.6, m=0.2))
def overprint_within_a_group_that_sees_below(page: Sheet) -> str:
    page.state("O", OP=True, op=True, OPM=1)
    page.form("X", "/O gs 0 0 0 1 k 40 40 40 40 re f", {"I": False})
    return GROUND + "/X Do"


@case(at(60, 60), at(20, 60, c=0.5))
def what_overprints_lies_below_all_the_same(page: Sheet) -> str:
    """Screen upon bare paper is the colour itself; upon an object, white though it be on this plate, it is white."""
    page.state("O", OP=True, op=True, OPM=1)
    page.state("N", BM=Name.Screen, OP=False, op=False)
    return "/O gs 0 0 0 1 k 40 40 40 40 re f /N gs .5 0 0 0 k 0 0 120 120 re f"


# ---- groups


@case(at(60, 60, c=0.3, m=0.6), at(30, 60, c=0.3, m=0.1, y_=0.5))
def a_group_is_mixed_as_a_whole(page: Sheet) -> str:
    page.state("A", ca=0.5)
    page.form("X", "0 0 1 0 k 20 20 80 80 re f 0 1 0 0 k 40 40 40 40 re f", {"I": True})
    return GROUND + "/A gs /X Do"


@case(at(60, 60, c=0.6, m=0.2, y_=1, k=0.5))
def an_isolated_group_does_not_see_below(page: Sheet) -> str:
    """Multiply inside finds nothing but the group; the group then knocks out."""
    page.state("M", BM=Name.Multiply)
    page.form("X", "/M gs .6 .2 1 .5 k 40 40 40 40 re f", {"I": True})
    return "0 0 0 .3 k 0 0 120 120 re f /X Do"


@case(at(60, 60, c=0.6, m=0.2, y_=1, k=0.65))
def a_group_that_is_not_isolated_does(page: Sheet) -> str:
    page.state("M", BM=Name.Multiply)
    page.form("X", "/M gs .6 .2 1 .5 k 40 40 40 40 re f", {"I": False})
    return "0 0 0 .3 k 0 0 120 120 re f /X Do"


@case(at(60, 60, c=0.6, m=0.2, y_=0.5), at(90, 90, c=0.6, m=0.2))
def groups_within_groups(page: Sheet) -> str:
    page.state("M", BM=Name.Multiply)
    page.state("A", ca=0.5)
    page.form("X", "/A gs 0 0 1 0 k 40 40 40 40 re f", {"I": True})
    page.form("Z", "/X Do", {"I": True})
    return GROUND + "/M gs /Z Do"


@case(at(70, 50, m=0.8), at(40, 80, y_=1), at(60, 60, m=0.8), at(20, 60, c=1))
def a_knockout_group_of_opaque_objects(page: Sheet) -> str:
    page.form("X", "0 0 1 0 k 30 30 40 40 re f 0 .8 0 0 k 50 50 40 40 re f", {"I": False, "K": True})
    return "1 0 0 0 k 0 0 120 120 re f /X Do"


@case(at(60, 60, m=1), at(40, 60, c=1))
def overprint_within_an_isolated_group(page: Sheet) -> str:
    """It sees nothing below that it could leave alone, and knocks out as part of the group (11.7.4.2)."""
    page.state("O", OP=True, op=True, OPM=1)
    page.form("X", "/O gs 0 1 0 0 k 50 50 20 20 re f", {"I": True})
    return "1 0 0 0 k 0 0 120 120 re f /X Do"


@case(at(60, 60, c=0.5, m=1), at(42, 60, c=0.5), at(20, 60, y_=1))
def overprint_upon_something_in_an_isolated_group(page: Sheet) -> str:
    page.state("O", OP=True, op=True, OPM=1)
    page.form("X", ".5 0 0 0 k 40 40 40 40 re f /O gs 0 1 0 0 k 50 50 20 20 re f", {"I": True})
    return "0 0 1 0 k 0 0 120 120 re f /X Do"


# ---- soft masks


def _ramp(page: Sheet) -> Any:
    return page.image("Q", bytes(range(0, 256, 4)) * 2, (64, 2), "/DeviceGray")


@case(at(60, 60, c=0.6, m=0.2, k=0.5), at(20, 60, c=0.6, m=0.2), at(100, 60, c=0.6, m=0.2, k=1))
def a_picture_with_a_soft_mask(page: Sheet) -> str:
    mask = page.image("Q", bytes((0, 128, 255)), (3, 1), "/DeviceGray")
    page.image("I", bytes((153, 51, 0, 255)), (1, 1), "/DeviceCMYK", SMask=mask)
    return GROUND + "q 120 0 0 120 0 0 cm /I Do Q"


@case(at(60, 60, c=0.5, m=0.5), at(20, 60, c=1))
def a_luminosity_mask_of_grey(page: Sheet) -> str:
    group = page.form("G", ".5 g 40 40 40 40 re f", {"CS": Name.DeviceGray, "I": True})
    page.state("L", SMask=Dictionary(S=Name.Luminosity, G=group))
    return "1 0 0 0 k 0 0 120 120 re f /L gs 0 1 0 0 k 0 0 120 120 re f"


@case(at(60, 60, c=0.7, m=0.3), at(20, 60, m=1))
def a_luminosity_mask_of_cmyk_and_its_backdrop(page: Sheet) -> str:
    group = page.form("G", "0 1 0 0 k 40 40 40 40 re f 1 0 0 0 k 40 40 40 40 re f", {"CS": Name.DeviceCMYK, "I": True})
    page.state("L", SMask=Dictionary(S=Name.Luminosity, G=group, BC=[0, 0, 0, 0]))
    code = "1 0 0 0 k 0 0 120 120 re f /L gs 0 1 0 0 k 0 0 120 120 re f"
    group.write(b"0 0 0 .7 k 40 40 40 40 re f")
    return code


@case(at(60, 60, c=0.5, m=0.5), at(20, 60, c=1))
def an_alpha_mask(page: Sheet) -> str:
    page.state("A", ca=0.5)
    group = page.form("G", "/A gs 0 0 0 1 k 40 40 40 40 re f", {"CS": Name.DeviceCMYK, "I": True})
    page.state("L", SMask=Dictionary(S=Name("/Alpha"), G=group))
    return "1 0 0 0 k 0 0 120 120 re f /L gs 0 1 0 0 k 0 0 120 120 re f"


# ---- shapes


@case(at(60, 60, c=1), at(8, 8), at(112, 112), at(60, 12, c=1))
def a_circle(page: Sheet) -> str:
    k = 27.6
    return (
        f"1 0 0 0 k 110 60 m 110 {60 + k} {60 + k} 110 60 110 c {60 - k} 110 10 {60 + k} 10 60 c "
        f"10 {60 - k} {60 - k} 10 60 10 c {60 + k} 10 110 {60 - k} 110 60 c f"
    )


@case(at(50, 90, c=0.6, m=0.2), at(90, 30))
def a_clip_of_odd_shape(page: Sheet) -> str:
    return "q 0 0 m 110 0 l 0 110 l h W n " + GROUND + "Q"


@case(at(60, 60), at(60, 20, c=1), at(30, 60, c=1))
def an_even_odd_hole(page: Sheet) -> str:
    return "1 0 0 0 k 10 10 100 100 re 40 40 40 40 re f*"


@case(at(60, 60, c=0.6, m=0.2), at(40, 60, y_=0.5))
def clip_and_paint_at_once(page: Sheet) -> str:
    return "q 0 0 .5 0 k 30 30 60 60 re W f 1 0 0 0 k Q q 50 50 20 20 re W n " + GROUND + "Q"


# ---- shadings and patterns


def _two(start: list[float], end: list[float]) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=start, C1=end, N=1)


@case(at(60, 60, c=0.5, k=0.5), at(24, 60, c=0.2, k=0.8), at(96, 60, c=0.8, k=0.2))
def an_axial_shading(page: Sheet) -> str:
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 120, 0], Function=_two([0, 0, 0, 1], [1, 0, 0, 0])
    )
    page.put("/Shading", "H", shading)
    return "/H sh"


@case(at(60, 30, m=0.5), at(60, 60, m=1), at(6, 6))
def a_radial_shading_as_a_pattern(page: Sheet) -> str:
    shading = Dictionary(
        ShadingType=3,
        ColorSpace=Name.DeviceCMYK,
        Coords=[60, 60, 0, 60, 60, 60],
        Function=_two([0, 1, 0, 0], [0, 0, 0, 0]),
    )
    page.put("/Pattern", "P", Dictionary(PatternType=2, Shading=shading))
    return "/Pattern cs /P scn 10 10 100 100 re f"


@case(at(60, 60, Gold=0.5), at(96, 60, Gold=0.8))
def a_shading_of_a_spot(page: Sheet) -> str:
    space = page.spot("S", "Gold")
    page.put(
        "/Shading", "H", Dictionary(ShadingType=2, ColorSpace=space, Coords=[0, 0, 120, 0], Function=_two([0], [1]))
    )
    return GROUND + "/H sh"


@case(at(60, 60, c=0.6, m=0.2, Gold=0.5))
def a_shading_of_a_spot_that_overprints(page: Sheet) -> str:
    space = page.spot("S", "Gold")
    page.state("O", OP=True, op=True, OPM=0)
    page.put(
        "/Shading", "H", Dictionary(ShadingType=2, ColorSpace=space, Coords=[0, 0, 120, 0], Function=_two([0], [1]))
    )
    return GROUND + "/O gs /H sh"


@case(at(30, 60, c=1), at(90, 60, y_=1))
def a_stitched_shading(page: Sheet) -> str:
    parts = [_two([1, 0, 0, 0], [1, 0, 0, 0]), _two([0, 0, 1, 0], [0, 0, 1, 0])]
    function = Dictionary(FunctionType=3, Domain=[0, 1], Functions=parts, Bounds=[0.5], Encode=[0, 1, 0, 1])
    page.put(
        "/Shading", "H", Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 120, 0], Function=function)
    )
    return "/H sh"


@case(at(40, 80, c=0.5, m=0.5))
def a_mesh_of_triangles(page: Sheet) -> str:
    data = b""
    for x, y, c, m in ((0, 0, 255, 0), (0, 65535, 0, 255), (65535, 0, 128, 128)):
        data += bytes((0,)) + x.to_bytes(2, "big") + y.to_bytes(2, "big") + bytes((c, m, 0, 0))
    mesh = page.pdf.make_stream(
        data, ShadingType=4, ColorSpace=Name.DeviceCMYK, BitsPerCoordinate=16, BitsPerComponent=8, BitsPerFlag=8,
        Decode=[0, 120, 0, 120, 0, 1, 0, 1, 0, 1, 0, 1],
    )  # fmt: skip
    page.put("/Shading", "H", mesh)
    return "/H sh"


@case(at(65, 75, m=0.8), at(75, 75), at(65, 65), at(75, 65, k=1))
def a_tiling_pattern(page: Sheet) -> str:
    cell = page.pdf.make_stream(
        b"10 10 10 10 re f 0 .8 0 0 k 0 0 10 10 re f", PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 20, 20], XStep=20, YStep=20,
        Resources=Dictionary(),
    )  # fmt: skip
    page.put("/Pattern", "P", cell)
    return "/Pattern cs /P scn 0 0 120 120 re f"


@case(at(65, 75, c=0.7), at(75, 75))
def a_tiling_pattern_without_colour(page: Sheet) -> str:
    cell = page.pdf.make_stream(
        b"0 0 10 10 re f", PatternType=1, PaintType=2, TilingType=1, BBox=[0, 0, 20, 20], XStep=20, YStep=20,
        Resources=Dictionary(),
    )  # fmt: skip
    page.put("/Pattern", "P", cell)
    page.put("/ColorSpace", "U", Array([Name.Pattern, Name.DeviceCMYK]))
    return "/U cs .7 0 0 0 /P scn 0 0 120 120 re f"


# ---- pictures

WHOLE = "q 120 0 0 120 0 0 cm /I Do Q"
FOUR = bytes((255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255))
_FOURS = [at(30, 30, c=1), at(90, 30, m=1), at(30, 90, y_=1), at(90, 90, k=1)]


@case(*_FOURS)
def a_cmyk_picture(page: Sheet) -> str:
    page.image("I", FOUR, (2, 2), "/DeviceCMYK")
    return WHOLE


@case(at(60, 30, c=1), at(90, 60, m=1), at(30, 60, y_=1), at(60, 90, k=1))
def a_turned_picture(page: Sheet) -> str:
    page.image("I", FOUR, (2, 2), "/DeviceCMYK")
    return "q 60 -60 60 60 0 60 cm /I Do Q"


@case(at(30, 30, m=1, y_=1, k=1), at(90, 90, c=1, m=1, y_=1))
def a_decode_array_turns_a_picture(page: Sheet) -> str:
    page.image("I", FOUR, (2, 2), "/DeviceCMYK", Decode=[1, 0] * 4)
    return WHOLE


@case(at(30, 60, k=0.2), at(90, 60, k=1))
def a_picture_of_16_bits(page: Sheet) -> str:
    page.image("I", (0xCCCC).to_bytes(2, "big") + (0).to_bytes(2, "big"), (2, 1), "/DeviceGray", 16)
    return WHOLE


@case(at(30, 60, k=1), at(90, 60))
def a_picture_of_1_bit(page: Sheet) -> str:
    page.image("I", b"\x40", (2, 1), "/DeviceGray", 1)
    return WHOLE


@case(at(30, 60, c=1), at(90, 60, c=2 / 3))
def a_picture_of_2_bits_and_4_inks(page: Sheet) -> str:
    page.image("I", bytes((0b11000000, 0b10000000)), (2, 1), "/DeviceCMYK", 2)
    return WHOLE


@case(at(30, 60, m=0.5), at(90, 60, c=1, k=0.2))
def an_indexed_picture(page: Sheet) -> str:
    table = bytes((0, 0, 0, 0, 0, 128, 0, 0, 255, 0, 0, 51))
    space = Array([Name.Indexed, Name.DeviceCMYK, 2, pikepdf.String(table)])
    page.image("I", bytes((0x12,)), (2, 1), space, 4)
    return WHOLE


@case(at(30, 60, Gold=1), at(90, 60, Gold=0.4))
def a_picture_in_a_spot(page: Sheet) -> str:
    page.image("I", bytes((255, 102)), (2, 1), page.spot("S", "Gold"))
    return GROUND + WHOLE


@case(at(30, 60, c=0.6, m=0.2, Gold=1), at(90, 60, c=0.6, m=0.2))
def a_picture_in_a_spot_that_overprints(page: Sheet) -> str:
    page.image("I", bytes((255, 0)), (2, 1), page.spot("S", "Gold"))
    page.state("O", OP=True, op=True, OPM=1)
    return GROUND + "/O gs " + WHOLE


@case(at(30, 60, y_=0.9), at(90, 60, c=0.6, m=0.2))
def a_stencil(page: Sheet) -> str:
    page.image("I", b"\x40", (2, 1), None, 1, ImageMask=True)
    return GROUND + "0 0 .9 0 k " + WHOLE


@case(at(30, 60, c=0.6, m=0.2, k=0.9), at(90, 60, c=0.6, m=0.2))
def a_stencil_that_overprints(page: Sheet) -> str:
    page.state("O", OP=True, op=True, OPM=1)
    page.image("I", b"\x40", (2, 1), None, 1, ImageMask=True)
    return GROUND + "/O gs 0 0 0 .9 k " + WHOLE


@case(at(30, 60, c=0.6, m=0.2), at(90, 60, k=1))
def a_colour_key(page: Sheet) -> str:
    page.image("I", bytes((0, 0, 255, 0, 0, 0, 0, 255)), (2, 1), "/DeviceCMYK", Mask=[0, 0, 0, 0, 250, 255, 0, 0])
    return GROUND + WHOLE


@case(at(30, 60, c=0.6, m=0.2), at(90, 60, k=1))
def an_explicit_mask(page: Sheet) -> str:
    mask = page.image("Q", b"\x80", (2, 1), None, 1, ImageMask=True)
    page.image("I", bytes((0, 0, 0, 255)), (1, 1), "/DeviceCMYK", Mask=mask)
    return GROUND + WHOLE


def _jpeg(mode: str, colour: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (64, 64), colour).save(out, "JPEG", quality=95)
    return out.getvalue()


@case(at(60, 60, 0.8, 0.2, 0.4, 0.1))
def a_jpeg_as_photoshop_writes_it(page: Sheet) -> str:
    """Adobe's CMYK is stored upside down, and the decode array says so."""
    data = _jpeg("CMYK", (204, 51, 102, 26))
    page.image("I", data, (64, 64), "/DeviceCMYK", Filter=Name.DCTDecode, Decode=[1, 0] * 4)
    return WHOLE


@case(at(60, 60, 0.2, 0.8, 0.6, 0.9))
def a_jpeg_of_cmyk_that_is_not_turned(page: Sheet) -> str:
    data = _jpeg("CMYK", (204, 51, 102, 26))
    page.image("I", data, (64, 64), "/DeviceCMYK", Filter=Name.DCTDecode)
    return WHOLE


@case(at(60, 60, k=0.4))
def a_grey_jpeg(page: Sheet) -> str:
    page.image("I", _jpeg("L", 153), (64, 64), "/DeviceGray", Filter=Name.DCTDecode)
    return WHOLE


@case(at(60, 60, k=0.4))
def a_picture_behind_two_filters(page: Sheet) -> str:
    data = zlib.compress(_jpeg("L", 153))
    page.image("I", data, (64, 64), "/DeviceGray", Filter=[Name.FlateDecode, Name.DCTDecode])
    return WHOLE


@case(at(30, 60, c=1), at(90, 60, k=0.5))
def an_inline_picture(page: Sheet) -> str:
    return "q 120 0 0 120 0 0 cm BI /W 2 /H 1 /BPC 8 /CS /CMYK /F /AHx ID ff00000000000080> EI Q"


@case(at(60, 60, k=1), at(20, 20, c=0.6, m=0.2))
def a_picture_in_a_form_that_overprints(page: Sheet) -> str:
    page.state("O", OP=True, op=True, OPM=1)
    page.form("X", "0 0 0 1 k 50 50 20 20 re f")
    return GROUND + "/X Do"


@case(at(60, 60, c=0.6, m=0.2, k=1), at(20, 20, c=0.6, m=0.2))
def a_form_inherits_overprint(page: Sheet) -> str:
    page.state("O", OP=True, op=True, OPM=1)
    page.form("X", "0 0 0 1 k 50 50 20 20 re f")
    return GROUND + "/O gs /X Do"


@case(at(60, 60, c=0.5), at(20, 20))
def a_form_inherits_a_colour_and_a_matrix(page: Sheet) -> str:
    page.form("X", "0 0 20 20 re f", Matrix=[2, 0, 0, 2, 40, 40])
    return ".5 0 0 0 k /X Do"


@case(at(60, 60, c=0.55, m=0.1, k=0.25))
def a_soft_masked_picture_that_is_mixed_already(page: Sheet) -> str:
    """Its colours hold the mask's backdrop, which is taken out again first (11.6.5.3)."""
    mask = page.image("Q", bytes((128,)), (1, 1), "/DeviceGray")
    mask.Matte = [0, 0, 0, 0]
    page.image("I", bytes((64, 0, 0, 64)), (1, 1), "/DeviceCMYK", SMask=mask)
    return GROUND + WHOLE


@case(at(60, 60, c=0.6, m=0.2))
def a_layer_that_is_off(page: Sheet) -> str:
    layer = page.pdf.make_indirect(Dictionary(Type=Name.OCG, Name="hidden"))
    page.pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer], Order=[layer]))
    page.put("/Properties", "L", layer)
    return GROUND + "/OC /L BDC 0 0 1 0 k 40 40 40 40 re f EMC"


@case(at(30, 90, m=1), at(90, 30, c=1), at(60, 110, c=0.6, m=0.2))
def glyphs_with_colours_of_their_own(page: Sheet) -> str:
    glyph = page.pdf.make_stream(b"1000 0 d0 0 1 0 0 k 0 0 500 500 re f 1 0 0 0 k 500 500 500 500 re f")
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 1000, 1000], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=Dictionary(a=glyph), Encoding=Dictionary(Differences=[97, Name("/a")]), FirstChar=97, LastChar=97,
        Widths=[1000], Resources=Dictionary(),
    )  # fmt: skip
    page.put("/Font", "T", page.pdf.make_indirect(font))
    return GROUND + "BT /T 80 Tf 20 20 Td (a) Tj ET"


# ---- boxes


@case(at(20, 60, m=1), at(50, 20, c=1))
def a_trim_box_is_what_is_looked_at(page: Sheet) -> str:
    page.page.TrimBox = [20, 20, 120, 120]
    return "1 0 0 0 k 0 0 120 120 re f 0 1 0 0 k 20 20 40 60 re f"
