"""A sound file has no finding; broken in any one way, it has that finding and no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name

from brochure.color import BLACK, CMYK, Spot
from brochure.diagnostics import Sink
from brochure.frame import Document, Frame, GlyphRun, OutlineEntry, Page, Shape, rectangle
from brochure.geometry import Insets, Point, Size
from brochure.pdf.writer import OutputOptions, write_pdf
from brochure.preflight.pdf_rules import RULES, check_pdf
from brochure.text.fonts import FontBook, default_catalog

BOOK = FontBook.from_catalogs([default_catalog()])


def run(face: str, text: str) -> GlyphRun:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(BOOK.face(face).hb_font, buffer, {})
    infos = buffer.glyph_infos
    gids, clusters = tuple(info.codepoint for info in infos), tuple(info.cluster for info in infos)
    return GlyphRun(
        face, 12, BLACK, gids, tuple(place.x_advance for place in buffer.glyph_positions), text, clusters, "zh"
    )


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    gold = Shape(rectangle(Size(20, 20)), fill=Spot("Gold", CMYK(0, 0.2, 0.6, 0.2)))
    faces = ("NotoSerifSC-Regular", "BrochureKai-Regular", "SourceSerif4-Regular")
    items = [(Point(20, 40 + 20 * index), run(face, "2024 AV")) for index, face in enumerate(faces)]
    page = Page(Frame(Size(300, 400), (*items, (Point(100, 100), gold))), Insets.even(8.5))
    out = tmp_path_factory.mktemp("sound") / "sound.pdf"
    document = Document(
        (page, page), "标题 Title", "Author", "Subject", "zh-CN", 1_700_000_000, (OutlineEntry("一", 0),)
    )
    write_pdf(document, BOOK, out, OutputOptions(marks=True), Sink())
    return out


def findings(path: Path) -> list[str]:
    sink = Sink()
    assert check_pdf(path, sink) == (not sink.found)
    return [found.code.removeprefix("pdf.") for found in sink.found]


def test_our_own_file_is_sound(sound: Path) -> None:
    assert findings(sound) == []


def first(pdf: pikepdf.Pdf) -> Any:
    return pdf.pages[0].obj


def content(data: bytes) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: pdf.pages[0].contents_add(data)


def font(pdf: pikepdf.Pdf) -> Any:
    return next(iter(first(pdf).Resources.Font.values()))


def set_(holder: Callable[[pikepdf.Pdf], Any], key: str, value: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        holder(pdf)[key] = value(pdf) if callable(value) else value

    return change


def drop(holder: Callable[[pikepdf.Pdf], Any], key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        del holder(pdf)[key]

    return change


def root(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root


def info(pdf: pikepdf.Pdf) -> Any:
    return pdf.docinfo


def intent(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.OutputIntents[0]


def resource(pdf: pikepdf.Pdf, kind: str, **values: Any) -> None:
    """Put values among the first page's resources, and leave those of other pages alone."""
    held = dict(first(pdf).Resources.get(kind, Dictionary()).items())
    first(pdf).Resources = Dictionary(dict(first(pdf).Resources.items()))
    first(pdf).Resources[kind] = Dictionary({**held, **{f"/{key}": value for key, value in values.items()}})


def rgb_image(pdf: pikepdf.Pdf) -> None:
    image = pdf.make_stream(b"\0\0\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
    image.ColorSpace = Array([Name.Indexed, Name.DeviceRGB, 0, pikepdf.String("abc")])
    resource(pdf, "/XObject", Im=image)


def rgb_in_a_form(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    resource(pdf, "/XObject", Fm=form)


def see_through(pdf: pikepdf.Pdf) -> None:
    resource(pdf, "/ExtGState", A=Dictionary(ca=0.5))


def second_alternate(pdf: pikepdf.Pdf) -> None:
    other = Array([Name.Separation, Name("/Gold"), Name.DeviceCMYK])
    other.append(Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 4), C1=Array([1, 0, 0, 0]), N=1))
    first(pdf).Resources.ColorSpace["/Other"] = other


def annotation(pdf: pikepdf.Pdf) -> None:
    first(pdf).Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([100, 100, 120, 120]))])


def repeated_profile(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(intent(pdf).DestOutputProfile.read_bytes(), N=4)
    first(pdf).Resources.ColorSpace["/Own"] = Array([Name.ICCBased, profile])


def wrong_xmp(pdf: pikepdf.Pdf) -> None:
    data = pdf.Root.Metadata.read_bytes().replace(b"PDF/X-4", b"PDF/X-9")
    pdf.Root.Metadata.write(data)
    del pdf.docinfo["/GTS_PDFXVersion"]


def missing_glyph(pdf: pikepdf.Pdf) -> None:
    key = next(iter(first(pdf).Resources.Font.keys()))
    content(f"BT {key} 9 Tf <0000> Tj ET".encode())(pdf)


def transfer(pdf: pikepdf.Pdf) -> None:
    resource(pdf, "/ExtGState", A=Dictionary(TR=Name.Identity))


def wrong_widths(pdf: pikepdf.Pdf) -> None:
    font(pdf).DescendantFonts[0].W = Array([1, Array([111] * 20)])


def lzw(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"")
    stream.write(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", filter=Name.LZWDecode)
    pdf.Root.Extra = stream


def old_form(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), OPI=Dictionary())
    resource(pdf, "/XObject", Fm=form)


def layers(pdf: pikepdf.Pdf, order: bool = True, off: bool = False) -> Any:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="die"))
    default = Dictionary(Name="all", Order=Array([group] if order else []), OFF=Array([group] if off else []))
    return Dictionary(OCGs=Array([group]), D=default)


def inherited_media(pdf: pikepdf.Pdf) -> None:
    page = first(pdf)
    page.Parent.MediaBox = Array([0, 0, 200, 200])
    del page["/MediaBox"]


def state(**entries: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        made = {key: value(pdf) if callable(value) else value for key, value in entries.items()}
        resource(pdf, "/ExtGState", A=Dictionary(**made))

    return change


def threshold(pdf: pikepdf.Pdf) -> Any:
    return pdf.make_stream(b"\x80", Type=Name.Halftone, HalftoneType=6, Width=1, Height=1)


def cut_profile(pdf: pikepdf.Pdf) -> None:
    profile = intent(pdf).DestOutputProfile
    profile.write(profile.read_bytes()[:-1000])


def nameless_condition(pdf: pikepdf.Pdf) -> None:
    for key in ("/RegistryName", "/Info"):
        if key in intent(pdf):
            del intent(pdf)[key]


def attachment(pdf: pikepdf.Pdf) -> None:
    held = pdf.make_stream(b"x", Type=Name.EmbeddedFile)
    pdf.Root.AF = Array([pdf.make_indirect(Dictionary(Type=Name.Filespec, F="a.txt", EF=Dictionary(F=held)))])


def state_font(pdf: pikepdf.Pdf) -> None:
    plain = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    state(Font=Array([plain, 9]))(pdf)


def picture(**entries: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        usual = {"Width": 1, "Height": 1, "BitsPerComponent": 8, "ColorSpace": Name.DeviceCMYK}
        made = pdf.make_stream(b"\0\0\0\0", Type=Name.XObject, Subtype=Name.Image, **{**usual, **entries})
        resource(pdf, "/XObject", Im=made)

    return change


INLINE = b"q BI /W 1 /H 1 /BPC 8 /CS %s ID abcd EI Q"

BREAKS: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "open action": (set_(root, "/OpenAction", Dictionary(S=Name.JavaScript)), "passive"),
    "form fields": (set_(root, "/AcroForm", Dictionary()), "passive"),
    "bookmark with an action": (
        set_(lambda pdf: pdf.Root.Outlines.First, "/A", Dictionary(S=Name.URI, URI="https://example.org")),
        "passive",
    ),
    "lzw": (lzw, "filters"),
    "colour of too many parts": (content(b"0 0 0 k"), "syntax"),
    "colour above one": (content(b"0 0 0 100 k"), "syntax"),
    "operator of another language": (content(b"1 0 0 setcolor"), "syntax"),
    "operator hidden in a compatibility section": (content(b"BX foo EX"), "syntax"),
    "q without Q": (content(b"q"), "syntax"),
    "Q without q": (content(b"Q"), "syntax"),
    "states too deep": (content(b"q " * 29 + b"Q " * 29), "syntax"),
    "text that does not end": (content(b"BT"), "syntax"),
    "end of no text": (content(b"ET"), "syntax"),
    "marked content that does not end": (content(b"/Span BMC"), "syntax"),
    "marked content crossed by text": (content(b"/Span BMC BT EMC ET"), "syntax"),
    "end of no marked content": (content(b"EMC"), "syntax"),
    "properties that are not there": (content(b"/OC /Nothing BDC EMC"), "syntax"),
    "state that is not there": (content(b"/Nothing gs"), "syntax"),
    "picture that is not there": (content(b"/Nothing Do"), "syntax"),
    "font that is not there": (content(b"BT /Nothing 9 Tf ET"), "syntax"),
    "space that is not there": (content(b"/Nothing cs"), "syntax"),
    "opacity above one": (state(ca=2), "states"),
    "unknown blend mode": (state(BM=Array([Name("/Shine"), Name.Normal])), "states"),
    "bits that no picture has": (picture(BitsPerComponent=3), "images"),
    "decode of another space": (picture(Decode=Array([0, 1])), "images"),
    "date that is none": (set_(info, "/CreationDate", "yesterday"), "metadata"),
    "opi": (old_form, "objects"),
    "no trim": (drop(first, "/TrimBox"), "boxes"),
    "trim and art": (set_(first, "/ArtBox", Array([20, 20, 30, 30])), "boxes"),
    "trim outside": (set_(first, "/TrimBox", Array([0, 0, 9999, 9999])), "boxes"),
    "link on the page": (annotation, "annotations"),
    "wrong version in xmp": (wrong_xmp, "identified"),
    "another title": (set_(info, "/Title", "else"), "metadata"),
    "another date": (set_(info, "/ModDate", "D:20200101000000Z"), "metadata"),
    "trapped unknown": (set_(info, "/Trapped", Name.Unknown), "metadata"),
    "no intent": (drop(root, "/OutputIntents"), "intent"),
    "no profile": (drop(intent, "/DestOutputProfile"), "intent"),
    "rgb intent": (
        set_(intent, "/DestOutputProfile", lambda pdf: pdf.make_stream(b"\0" * 36 + b"acsp" + b"\0" * 100, N=3)),
        "intent",
    ),
    "rgb operator": (content(b"1 0 0 rg"), "colour"),
    "rgb space": (content(b"/DeviceRGB cs"), "colour"),
    "rgb behind an index": (rgb_image, "colour"),
    "rgb in a form": (rgb_in_a_form, "colour"),
    "output profile repeated": (repeated_profile, "colour"),
    "two golds": (second_alternate, "spots"),
    "rgb group": (set_(first, "/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)), "groups"),
    "alpha without a group": (see_through, "groups"),
    "transfer function": (transfer, "states"),
    "font not embedded": (
        lambda pdf: drop(lambda p: font(p).DescendantFonts[0].FontDescriptor, "/FontFile3")(pdf),
        "fonts",
    ),
    "missing glyph": (missing_glyph, "fonts"),
    "wrong widths": (wrong_widths, "fonts"),
    "print area outside the bleed": (
        set_(root, "/ViewerPreferences", Dictionary(PrintArea=Name.CropBox)),
        "preferences",
    ),
    "rendering intent by another name": (content(b"/Vivid ri"), "rendering"),
    "rendering intent of a state": (
        lambda pdf: set_(lambda p: first(p).Resources.ExtGState.GSo, "/RI", Name.Vivid)(pdf),
        "rendering",
    ),
    "a layer outside the order": (set_(root, "/OCProperties", lambda pdf: layers(pdf, order=False)), "layers"),
    "a layer that is off": (set_(root, "/OCProperties", lambda pdf: layers(pdf, off=True)), "layers"),
    "trim outside an inherited media box": (inherited_media, "boxes"),
    "threshold halftone": (state(HT=threshold), "states"),
    "halftone by name": (state(HT=Dictionary(HalftoneType=1, HalftoneName="Fine")), "states"),
    "profile cut off": (cut_profile, "intent"),
    "a condition nobody registered or described": (nameless_condition, "intent"),
    "attached file": (attachment, "passive"),
    "font of a graphics state": (state_font, "fonts"),
    "rgb in an inline image": (content(INLINE % b"/RGB"), "colour"),
    "rgb behind an index of an inline image": (content(INLINE % b"[/I /RGB 0 <616263>]"), "colour"),
    "nameless layers": (set_(root, "/OCProperties", Dictionary(D=Dictionary())), "layers"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_break_is_found_and_only_it(name: str, sound: Path, tmp_path: Path) -> None:
    change, code = BREAKS[name]
    with pikepdf.open(sound) as pdf:
        change(pdf)
        raw = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}
        pdf.save(tmp_path / "broken.pdf", fix_metadata_version=False, **raw)
    assert set(findings(tmp_path / "broken.pdf")) == {code}


def test_a_late_version_is_found(sound: Path, tmp_path: Path) -> None:
    (tmp_path / "late.pdf").write_bytes(sound.read_bytes().replace(b"%PDF-1.6", b"%PDF-1.7", 1))
    assert findings(tmp_path / "late.pdf") == ["version"]


def test_what_is_no_pdf_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_bytes(b"no pdf")
    assert findings(tmp_path / "no.pdf") == ["unreadable"]


def test_every_rule_is_broken_once() -> None:
    broken = {code for _change, code in BREAKS.values()} | {"version"}
    assert broken == {rule.code for rule in RULES}


# ---- PDF/X-1a


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    gold = Shape(rectangle(Size(20, 20)), fill=Spot("Gold", CMYK(0, 0.2, 0.6, 0.2)))
    items = ((Point(20, 40), run("NotoSerifSC-Regular", "2024 AV")), (Point(100, 100), gold))
    document = Document(
        (Page(Frame(Size(300, 400), items), Insets.even(8.5)),), "标题 Title", "", "", "zh-CN", 1_700_000_000
    )
    out = tmp_path_factory.mktemp("old") / "old.pdf"
    write_pdf(document, BOOK, out, OutputOptions(marks=True, standard="x1a"), Sink())
    return out


def codec(name: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        image = pdf.make_stream(b"x", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
        image.ColorSpace = Name.DeviceGray
        resource(pdf, "/XObject", Im=image)
        image.Filter = Name(name)

    return change


def icc_space(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(b"\0" * 128, N=3)
    resource(pdf, "/ColorSpace", Cs=Array([Name.ICCBased, profile]))


OLD_BREAKS: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "alpha": (see_through, "transparent"),
    "an idle page group": (set_(first, "/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)), "transparent"),
    "an ICC colour": (icc_space, "colour"),
    "rgb in an inline image": (content(INLINE % b"/RGB"), "colour"),
    "rgb operator": (content(b"1 0 0 rg"), "colour"),
    "JPEG 2000": (codec("/JPXDecode"), "codecs"),
    "JBIG2": (codec("/JBIG2Decode"), "codecs"),
    "layers": (set_(root, "/OCProperties", lambda pdf: layers(pdf)), "layers"),
    "no title": (drop(info, "/Title"), "identified"),
    "an unknown version": (set_(info, "/GTS_PDFXVersion", "PDF/X-1a:1999"), "identified"),
    "trim and art": (set_(first, "/ArtBox", Array([20, 20, 30, 30])), "boxes"),
    "form fields": (set_(root, "/AcroForm", Dictionary()), "passive"),
    "no intent": (drop(root, "/OutputIntents"), "intent"),
}


def test_our_own_old_file_is_sound(old: Path) -> None:
    assert findings(old) == []


@pytest.mark.parametrize("name", OLD_BREAKS)
def test_each_break_of_the_old_standard_is_found_and_only_it(name: str, old: Path, tmp_path: Path) -> None:
    change, code = OLD_BREAKS[name]
    with pikepdf.open(old) as pdf:
        change(pdf)
        raw = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}
        pdf.save(tmp_path / "broken.pdf", fix_metadata_version=False, **raw)
    assert set(findings(tmp_path / "broken.pdf")) == {code}


def test_object_streams_are_too_new_for_the_old_standard(old: Path, tmp_path: Path) -> None:
    with pikepdf.open(old) as pdf:
        mode = pikepdf.ObjectStreamMode.generate
        pdf.save(tmp_path / "new.pdf", object_stream_mode=mode, fix_metadata_version=False)
    assert set(findings(tmp_path / "new.pdf")) == {"version"}
