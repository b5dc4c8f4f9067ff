"""PDF/X-4 and PDF/X-1a:2003, read back object by object: every stream, dictionary, space and state of the file.

This reader shares nothing with the writer, nor with `preflight/`; what it asks for is print.md's list, §1 and §2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

Make = Callable[..., Path]


def everything(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary, array and stream of the file, direct ones too."""

    def inside(value: Any, depth: int = 0) -> Iterator[Any]:
        yield value
        if depth > 12:
            return
        if isinstance(value, pikepdf.Array):
            parts = [value[index] for index in range(len(value))]
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            parts = [value[key] for key in value.keys()]  # noqa: SIM118
        else:
            return
        for part in parts:
            if not getattr(part, "is_indirect", False):
                yield from inside(part, depth + 1)

    for one in pdf.objects:
        yield from inside(one)


def dictionaries(pdf: pikepdf.Pdf) -> list[Any]:
    return [one for one in everything(pdf) if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)]


def operators(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str, list[Any]]]:
    """Every operator of every page, with the page's number; the files have no form XObjects, which is checked."""
    for number, page in enumerate(pdf.pages, 1):
        for step in pikepdf.parse_content_stream(page):
            assert isinstance(step, pikepdf.ContentStreamInstruction), "no in-line images"
            yield number, str(step.operator), list(step.operands)


@pytest.fixture(scope="module", params=["sample x4", "sample x1a", "tianxin x4"])
def file(request: pytest.FixtureRequest, sample: Make, tianxin: Callable[[str], Path]) -> Path:
    name, standard = request.param.split()
    return tianxin("print") if name == "tianxin" else sample(standard)


def is_x1a(file: Path) -> bool:
    return file.name.startswith("x1a")


def test_header_trailer_and_cross_references(file: Path) -> None:
    data = file.read_bytes()
    assert data.startswith(b"%PDF-1.4\n%" if is_x1a(file) else b"%PDF-1.6\n%")
    assert all(byte >= 0x80 for byte in data[10:14])
    assert data.rstrip().endswith(b"%%EOF")
    with pikepdf.open(file) as pdf:
        assert len(pdf.trailer.ID) == 2 and not pdf.is_encrypted
        if is_x1a(file):
            assert not any(one.get("/Type") in ("/XRef", "/ObjStm") for one in dictionaries(pdf))


def test_nothing_acts_and_nothing_lies_outside(file: Path) -> None:
    forbidden = {"/AA", "/OpenAction", "/AcroForm", "/JavaScript", "/JS", "/EmbeddedFiles", "/OPI", "/Ref", "/XFA"}
    with pikepdf.open(file) as pdf:
        for one in dictionaries(pdf):
            assert not forbidden & set(one.keys()), sorted(one.keys())
            assert one.get("/S") not in ("/URI", "/GoTo", "/JavaScript", "/Launch")
            if isinstance(one, pikepdf.Stream):
                assert "/F" not in one
                filters = one.get("/Filter", pikepdf.Array())
                names = {str(name) for name in (filters if isinstance(filters, pikepdf.Array) else [filters])}
                assert names <= {"/FlateDecode", "/DCTDecode"}
        assert not any("/Annots" in page.obj for page in pdf.pages)


def test_boxes(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            media, bleed, trim = ([float(v) for v in page.obj[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
            assert media[:2] == [0, 0]
            for outer, inner in ((media, bleed), (bleed, trim)):
                assert outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]
            assert not {"/ArtBox", "/UserUnit", "/Rotate", "/CropBox"} & set(page.obj.keys())


def test_no_colour_but_ink(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        named = {str(one) for one in everything(pdf) if isinstance(one, pikepdf.Name)}
        assert not named & {"/DeviceRGB", "/CalRGB", "/Lab", "/ICCBased", "/CalGray", "/RGB", "/DeviceN"}
        for number, name, operands in operators(pdf):
            assert name not in ("rg", "RG", "g", "G", "sh", "ri", "i"), (number, name)
            if name in ("cs", "CS"):
                space = pdf.pages[number - 1].Resources.ColorSpace[str(operands[0])]
                assert space[0] == "/Separation" and space[2] == "/DeviceCMYK"
            if name in ("k", "K"):
                assert all(0 <= float(value) <= 1 for value in operands)


def test_one_space_for_each_ink(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        found: dict[str, set[tuple[int, int]]] = {}
        for page in pdf.pages:
            for space in page.obj.Resources.get("/ColorSpace", {}).values():
                found.setdefault(str(space[1]), set()).add(space.objgen)
        assert all(len(spaces) == 1 for spaces in found.values())
        assert all(name.isascii() for name in found)


def test_transparency_in_x4_has_its_group_and_in_x1a_there_is_none(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        clear = []
        for one in dictionaries(pdf):
            faded = float(one.get("/ca", 1)) < 1 or float(one.get("/CA", 1)) < 1
            blended = str(one.get("/BM", "/Normal")) not in ("/Normal", "/Compatible")
            if faded or blended or "/SMask" in one or one.get("/S") == "/Transparency":
                clear.append(one)
        if is_x1a(file):
            assert not clear
        for page in pdf.pages:
            masked = any("/SMask" in image for image in page.obj.Resources.get("/XObject", {}).values())
            assert masked == ("/Group" in page.obj)
            if masked:
                assert page.obj.Group.CS == "/DeviceCMYK" and page.obj.Group.S == "/Transparency"


def test_layers_halftones_and_transfer_curves_are_absent(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        assert "/OCProperties" not in pdf.Root
        assert not any({"/TR", "/TR2", "/HT", "/HTP"} & set(one.keys()) for one in dictionaries(pdf))
        images = [one for one in dictionaries(pdf) if one.get("/Subtype") == "/Image"]
        assert images
        assert not any({"/Alternates", "/OPI"} & set(one.keys()) for one in images)
        assert not any(one.get("/Subtype") in ("/Form", "/PS") for one in dictionaries(pdf))


def test_output_intent_and_metadata(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert (intent.S, str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
        assert str(intent.RegistryName) == "http://www.color.org" and str(intent.Info)
        profile = intent.DestOutputProfile.read_bytes()
        assert (profile[12:16], profile[16:20], profile[8]) == (b"prtr", b"CMYK", 2)
        assert int(intent.DestOutputProfile.N) == 4
        info = pdf.docinfo
        assert str(info.GTS_PDFXVersion) == ("PDF/X-1a:2003" if is_x1a(file) else "PDF/X-4")
        assert str(info.Trapped) == "/False" and str(info.Title)
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            stated = dict(xmp)
        assert stated["{http://purl.org/dc/elements/1.1/}title"] == str(info.Title)
        assert stated["{http://ns.adobe.com/pdf/1.3/}Trapped"] == "False"
        assert stated.get("{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion") == (None if is_x1a(file) else "PDF/X-4")
        assert str(info.CreationDate)[2:10] == stated["{http://ns.adobe.com/xap/1.0/}CreateDate"][:10].replace("-", "")


def test_fonts_are_programs_of_the_file_s_own_version(file: Path) -> None:
    """CIDFontType0C came with PDF 1.3, OpenType with 1.6: PDF/X-1a may have only the former."""
    with pikepdf.open(file) as pdf:
        descriptors = [one for one in dictionaries(pdf) if one.get("/Type") == "/FontDescriptor"]
        assert descriptors
        for one in descriptors:
            program = one.get("/FontFile3", one.get("/FontFile2"))
            assert program is not None
            assert str(program.get("/Subtype", "")) in ("", "/CIDFontType0C")


def test_black_text_is_black_ink_and_overprints(file: Path) -> None:
    """At every text operator in solid black overprint is on with mode 1, and in every other colour it is off."""
    with pikepdf.open(file) as pdf:
        states = {}
        kept: list[tuple[Any, bool]] = []
        color: Any = (0.0, 0.0, 0.0, 1.0)
        on, page = False, 0
        seen = set()
        for number, name, operands in operators(pdf):
            if number != page:
                page, color, on, kept = number, None, False, []
                states = pdf.pages[number - 1].Resources.ExtGState
            if name == "k":
                color = tuple(float(value) for value in operands)
            elif name == "scn":
                color = "spot"
            elif name == "gs":
                state = states[str(operands[0])]
                on = bool(state.get("/op", False))
                assert not on or int(state.OPM) == 1
            elif name == "q":
                kept.append((color, on))
            elif name == "Q":
                color, on = kept.pop()
            elif name in ("Tj", "TJ") and color != "spot":
                black = color == (0, 0, 0, 1)
                assert on == black, (number, color)
                seen.add(black)
        assert True in seen
