"""The file as a whole: boxes, what it says of itself, ways through it, marks, and how it is written."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from pdf_making import KAI, LATIN, SONG, Items, book, document, lines, opened, operators, page, shape, write
from PIL import Image

from brochure.color import BLACK, CMYK, Spot
from brochure.dataclass import replace
from brochure.diagnostics import Sink
from brochure.fields import USUAL_GUIDES
from brochure.frame import Artwork, Frame, Group, Link, OutlineEntry, Picture, Shape, Stroke, Tag, rectangle
from brochure.geometry import MM, Insets, Point, Size
from brochure.pdf.boxes import MARK_ROOM
from brochure.pdf.color import COATED
from brochure.pdf.writer import OutputOptions, write_pdf
from brochure.raster import raster


def boxed(path: Path, name: str, number: int = 0) -> list[float]:
    with opened(path) as pdf:
        return [float(value) for value in pdf.pages[number].obj[name]]


# ---- boxes


def test_print_boxes_nest_around_the_trim(tmp_path: Path) -> None:
    path = write(document(page([], 400, 600, Insets(8, 9, 10, 0))), tmp_path)
    assert boxed(path, "/MediaBox") == [0, 0, 409, 618]
    assert boxed(path, "/BleedBox") == [0, 0, 409, 618]
    assert boxed(path, "/TrimBox") == [0, 10, 400, 610]
    with opened(path) as pdf:
        assert not {"/CropBox", "/ArtBox", "/UserUnit", "/Rotate"} & set(pdf.pages[0].obj.keys())


def test_marks_get_room_outside_the_bleed(tmp_path: Path) -> None:
    path = write(document(page([], 400, 600, Insets.even(8))), tmp_path, marks=True)
    media, bleed, trim = (boxed(path, name) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
    assert media == pytest.approx([0, 0, 416 + 2 * MARK_ROOM, 616 + 2 * MARK_ROOM], abs=1e-3)
    assert bleed == pytest.approx([MARK_ROOM, MARK_ROOM, 416 + MARK_ROOM, 616 + MARK_ROOM], abs=1e-3)
    assert trim == pytest.approx([MARK_ROOM + 8, MARK_ROOM + 8, 408 + MARK_ROOM, 608 + MARK_ROOM], abs=1e-3)


def test_the_screen_edition_is_cut_to_the_trim(tmp_path: Path) -> None:
    ground = Shape(rectangle(Size(420, 620)), fill=CMYK(1, 0, 0, 0))
    path = write(document(page([(Point(-10, -10), ground)])), tmp_path, edition="screen")
    assert boxed(path, "/MediaBox") == [0, 0, 400, 600]
    (image,) = raster(path, 72)
    assert image.size == (400, 600)
    assert len({image.getpixel(spot) for spot in ((0, 0), (399, 599), (200, 300))}) == 1


def test_a_shape_lands_where_the_frame_says(tmp_path: Path) -> None:
    square = Shape(rectangle(Size(20, 10)), fill=BLACK)
    (image,) = raster(write(document(page([(Point(100, 200), square)], bleed=Insets())), tmp_path), 72, gray=True)
    inked = image.point(lambda value: 255 * (value < 128)).getbbox()
    assert inked == (100, 200, 120, 210)


def test_a_clip_cuts(tmp_path: Path) -> None:
    inner = Frame(Size(10, 10), ((Point(-50, -50), Shape(rectangle(Size(200, 200)), fill=BLACK)),))
    items: Items = [(Point(30, 40), Group(inner, clip=True)), (Point(0, 0), Shape(rectangle(Size(5, 5)), fill=BLACK))]
    (image,) = raster(write(document(page(items, bleed=Insets())), tmp_path), 72, gray=True)
    assert image.getpixel((35, 45)) < 60 and image.getpixel((45, 45)) > 250 and image.getpixel((2, 2)) < 60


# ---- PDF/X-4


def test_a_print_file_uses_no_rgb(tmp_path: Path) -> None:
    Image.new("RGB", (30, 30), (200, 10, 10)).save(tmp_path / "x.png")
    items: Items = [
        (Point(0, 0), Picture(str(tmp_path / "x.png"), Size(10, 10), (0, 0, 1, 1))),
        *lines(shape(SONG, "字")),
    ]
    items.append(
        (
            Point(9, 9),
            Shape(rectangle(Size(9, 9)), fill=CMYK(1, 0, 0, 0), stroke=Spot("Gold", CMYK(0, 0.2, 0.6, 0.2)), width=1),
        )
    )
    path = write(document(page(items)), tmp_path, marks=True)
    assert not {"rg", "RG", "g", "G"} & {name for _operands, name in operators(path)}
    with opened(path) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream) and "/ColorSpace" in one:
                assert one.ColorSpace in ("/DeviceCMYK", "/DeviceGray")


def test_identification_and_metadata_agree(tmp_path: Path) -> None:
    path = write(document(page(lines(shape(SONG, "字")))), tmp_path)
    assert path.read_bytes().startswith(b"%PDF-1.6\n%")
    with opened(path) as pdf:
        info = pdf.docinfo
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            assert xmp["pdfxid:GTS_PDFXVersion"] == "PDF/X-4" == str(info.GTS_PDFXVersion)
            assert xmp["dc:title"] == str(info.Title) == "滨江 <植物园> & Garden"
            assert xmp["dc:creator"] == [str(info.Author)]
            assert xmp["dc:description"] == str(info.Subject)
            assert xmp["pdf:Producer"] == str(info.Producer)
            assert xmp["xmp:CreatorTool"] == str(info.Creator)
            assert xmp["pdf:Trapped"] == "False"
            assert info.Trapped == "/False"
            assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2023-11-14T22:13:20Z"
            assert str(info.CreationDate) == str(info.ModDate) == "D:20231114221320+00'00'"
            for key in ("xmp:MetadataDate", "xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass"):
                assert xmp[key]
        (intent,) = pdf.Root.OutputIntents
        assert (intent.S, str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
        assert intent.DestOutputProfile.read_bytes() == COATED.read_bytes()
        assert intent.DestOutputProfile.N == 4
        assert len(pdf.trailer.ID) == 2
        assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(pdf.Root.keys())


def test_spot_colours_are_separations_with_one_space_a_name(tmp_path: Path) -> None:
    gold = Spot("PANTONE 871 C", CMYK(0.2, 0.25, 0.6, 0.25))
    items: Items = [
        (Point(10 * index, 0), Shape(rectangle(Size(5, 5)), fill=gold.tint(share)))
        for index, share in enumerate((1, 0.4))
    ]
    path = write(document(page(items), page(items)), tmp_path)
    with opened(path) as pdf:
        spaces = {space.objgen: space for one in pdf.pages for space in one.Resources.ColorSpace.values()}
        (space,) = spaces.values()
        assert list(space)[:3] == ["/Separation", "/PANTONE 871 C", "/DeviceCMYK"]
        assert [float(value) for value in space[3].C1] == [0.2, 0.25, 0.6, 0.25]
    assert [float(operands[0]) for operands, name in operators(path) if name == "scn"] == [1, 0.4]


def test_no_links_in_print(tmp_path: Path) -> None:
    path = write(document(page([(Point(0, 0), Link(Size(10, 10), "https://example.org"))])), tmp_path)
    with opened(path) as pdf:
        assert "/Annots" not in pdf.pages[0].obj


# ---- ways through


def test_bookmarks_nest_and_lead_to_their_pages(tmp_path: Path) -> None:
    outline = (OutlineEntry("封面", 0), OutlineEntry("One", 1), OutlineEntry("One a", 1, 1), OutlineEntry("Two", 2))
    path = write(document(page([]), page([]), page([]), outline=outline), tmp_path)
    with opened(path) as pdf, pdf.open_outline() as tree:
        assert [entry.title for entry in tree.root] == ["封面", "One", "Two"]
        assert [entry.title for entry in tree.root[1].children] == ["One a"]
        assert [pdf.pages.index(entry.destination[0]) for entry in tree.root] == [0, 1, 2]


def test_links_of_the_screen_edition(tmp_path: Path) -> None:
    target = Tag("H1", Frame(Size(100, 20), ((Point(0, 15), shape(SONG, "目标")),)), id="there")
    items: Items = [
        (Point(20, 40), Link(Size(50, 12), "https://example.org/路?a=1&b=(2)")),
        (Point(20, 60), Link(Size(50, 12), "#there")),
        (Point(20, 80), Link(Size(50, 12), "#nowhere")),
    ]
    path = write(document(page(items), page([(Point(30, 100), target)])), tmp_path, edition="screen")
    with opened(path) as pdf:
        web, inside = pdf.pages[0].Annots
        assert str(web.A.URI) == "https://example.org/%E8%B7%AF?a=1&b=(2)"
        assert [float(value) for value in web.Rect] == [20, 548, 70, 560]
        assert inside.Dest[0].objgen == pdf.pages[1].obj.objgen
        assert [float(inside.Dest[2]), float(inside.Dest[3])] == [30, 500]


def test_page_labels_follow_the_folios(tmp_path: Path) -> None:
    labels = ["", "ii", "3", "4", "07", "8", "9"]
    path = write(document(*(replace(page([]), label=label) for label in labels)), tmp_path, edition="screen")
    with opened(path) as pdf:
        assert [one.label for one in pdf.pages] == labels


# ---- tags


def tagged(tmp_path: Path) -> Path:
    Image.new("RGB", (30, 30), (200, 10, 10)).save(tmp_path / "x.jpg")
    picture = Picture(str(tmp_path / "x.jpg"), Size(100, 50), (0, 0, 1, 1), (("zh", "红色"), ("en", "Red")))
    figure = Tag("Figure", Frame(Size(100, 50), ((Point(0, 0), picture),)))
    said = Frame(
        Size(100, 20),
        (
            (Point(0, 15), shape(LATIN, "Quoted words", lang="en")),
            (Point(0, 0), Link(Size(9, 9), "https://example.org")),
        ),
    )
    items: Items = [
        (Point(0, 0), Shape(rectangle(Size(400, 100)), fill=CMYK(0.1, 0, 0, 0))),
        (Point(20, 20), Tag("H1", Frame(Size(100, 20), ((Point(0, 15), shape(SONG, "标题", 16)),)))),
        (Point(20, 60), figure),
        (Point(20, 160), Tag("Quote", said, "en")),
        (Point(300, 300), Artwork((Stroke("0 0 m 40 20 l", BLACK, 1.0),), Size(40, 20), 1.0)),
        (Point(20, 590), Tag("Artifact", Frame(Size(9, 9), ((Point(0, 0), shape(SONG, "页眉")),)))),
    ]
    return write(document(page(items), page(items)), tmp_path, edition="screen")


def test_the_structure_tells_roles_languages_and_alternatives(tmp_path: Path) -> None:
    with opened(tagged(tmp_path)) as pdf:
        (root,) = pdf.Root.StructTreeRoot.K
        assert (root.S, str(root.Lang)) == ("/Document", "zh-CN")
        first = list(root.K)[:3]
        assert [str(kid.S) for kid in first] == ["/H1", "/Figure", "/BlockQuote"]
        assert str(first[1].Alt) == "红色"
        assert str(first[2].Lang) == "en"
        link = first[2].K[-1]
        assert link.S == "/Link"
        annotation = link.K[0].Obj
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        assert parents[int(annotation.StructParent)].objgen == link.objgen
        for index, one in enumerate(pdf.pages):
            owners = parents[int(one.obj.StructParents)]
            for mcid, owner in enumerate(owners):
                assert mcid in [int(kid) for kid in owner.K if isinstance(kid, int)]
                assert owner.Pg.objgen == pdf.pages[index].obj.objgen


def test_everything_painted_is_tagged_or_an_artifact(tmp_path: Path) -> None:
    depth = 0
    for _operands, name in operators(tagged(tmp_path)):
        depth += (name in ("BDC", "BMC")) - (name == "EMC")
        if name in ("f", "S", "B", "Tj", "TJ", "Do"):
            assert depth > 0


# ---- marks


def test_marks_stay_outside_the_bleed_in_registration_colour(tmp_path: Path) -> None:
    kinds = frozenset(("crop", "bleed", "fold", "registration", "bar", "slug"))
    leaflet = replace(page([], 800, 600, Insets.even(3 * MM)), folds=(266.0, 533.0))
    path = write(document(leaflet), tmp_path, marks=True, mark_kinds=kinds)
    (image,) = raster(path, 144, gray=True)
    left, bottom, right, top = (value * 2 for value in boxed(path, "/BleedBox"))
    inside = image.crop(
        (round(left) + 1, round(image.height - top) + 1, round(right) - 1, round(image.height - bottom) - 1)
    )
    assert inside.getextrema() == (255, 255)
    assert image.getextrema()[0] < 100
    with opened(path) as pdf:
        (space,) = pdf.pages[0].Resources.ColorSpace.values()
        assert (space[0], space[1]) == ("/Separation", "/All")
    widths = [float(operands[0]) for operands, name in operators(path) if name == "w"]
    assert min(widths) >= 0.25
    text = _text(path)
    assert "滨江" in text and "2023-11-14" in text and "1/1" in text


def _text(path: Path) -> str:
    import pypdfium2

    return str(pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range())


def test_crop_marks_point_at_the_trim(tmp_path: Path) -> None:
    path = write(document(page([], 400, 600, Insets.even(8))), tmp_path, marks=True, mark_kinds=frozenset(("crop",)))
    trim = boxed(path, "/TrimBox")
    xs, ys = set(), set()
    starts = [operands for operands, name in operators(path) if name == "m"]
    ends = [operands for operands, name in operators(path) if name == "l"]
    for (x0, y0), (x1, y1) in zip(starts, ends, strict=True):
        if x0 == x1:
            xs.add(round(float(x0), 2))
        else:
            assert y0 == y1
            ys.add(round(float(y0), 2))
    assert xs == {round(trim[0], 2), round(trim[2], 2)}
    assert ys == {round(trim[1], 2), round(trim[3], 2)}


# ---- writing


@pytest.mark.parametrize("edition", ["print", "screen", "proof"])
def test_equal_input_gives_equal_bytes_in_another_process(edition: str, tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "import reportlab.pdfgen.canvas\n"  # the whole library loaded beside our private copy changes nothing
        "from pdf_making import *\n"
        "same = document(page(lines(shape(SONG, '相同'), shape(KAI, '字节'))))\n"
        "write(same, Path(sys.argv[2]), edition=sys.argv[3])\n"
    )
    subprocess.run(
        [sys.executable, "-c", script, str(Path(__file__).parent), str(tmp_path), edition],
        check=True,
        env={"PYTHONHASHSEED": "7"},
    )
    other = (tmp_path / "out.pdf").read_bytes()
    mine = write(document(page(lines(shape(SONG, "相同"), shape(KAI, "字节")))), tmp_path, edition=edition)
    assert mine.read_bytes() == other


def test_other_content_has_another_id(tmp_path: Path) -> None:
    ids = []
    for text in ("一", "二"):
        with opened(write(document(page(lines(shape(SONG, text)))), tmp_path)) as pdf:
            ids.append([bytes(part) for part in pdf.trailer.ID])
    assert ids[0][0] == ids[1][0]
    assert ids[0][1] != ids[1][1]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.pdf"
    out.write_bytes(b"before")

    def fail(*_args: object) -> bytes:
        raise RuntimeError("disk full")

    monkeypatch.setattr("brochure.pdf.metadata.xmp", fail)
    with pytest.raises(RuntimeError):
        write_pdf(
            document(page([])),
            book(),
            out,
            OutputOptions(),
            Sink(),
        )
    assert out.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir()] == ["out.pdf"]


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
@pytest.mark.parametrize("edition", ["print", "screen"])
def test_qpdf_finds_nothing(edition: str, tmp_path: Path) -> None:
    path = write(document(page(lines(shape(SONG, "字"), shape(LATIN, "fi", lang="en")))), tmp_path, edition=edition)
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="poppler-utils is not installed")
def test_poppler_calls_every_font_embedded(tmp_path: Path) -> None:
    path = write(document(page(lines(shape(SONG, "字"), shape(LATIN, "fi", lang="en")))), tmp_path)
    rows = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert len(rows) == 2
    assert all(re.search(r"Identity-H +yes yes yes", row) for row in rows)


def test_reportlab_stays_whole_for_others() -> None:
    script = (
        "import brochure.pdf.writer, sys\n"
        "assert not any(name.startswith('reportlab.lib') for name in sys.modules)\n"
        "from reportlab.pdfgen.canvas import Canvas\n"
        "import io; canvas = Canvas(io.BytesIO()); canvas.drawString(9, 9, 'x'); canvas.save()\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


# ---- profiles and PDF/X-1a


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "profile.missing"),
        (b"not a profile", "profile.broken"),
        (COATED.read_bytes()[:5000], "profile.broken"),
        (COATED.with_name("srgb.icc").read_bytes(), "profile.not_press"),
    ],
)
def test_a_profile_that_is_no_press_profile_is_refused(data: bytes | None, code: str, tmp_path: Path) -> None:
    profile = tmp_path / "press.icc"
    if data is not None:
        profile.write_bytes(data)
    sink = Sink()
    out = write(document(page([])), tmp_path, sink, profile=profile)
    assert [found.code for found in sink.found] == [code]
    assert not out.exists()


def test_x1a_is_pdf_1_4_without_transparency(tmp_path: Path) -> None:
    image = Image.new("RGBA", (30, 30), (200, 10, 10, 128))
    image.save(tmp_path / "a.png")
    items: Items = [
        (Point(0, 0), Picture(str(tmp_path / "a.png"), Size(10, 10), (0, 0, 1, 1))),
        *lines(shape(SONG, "字")),
    ]
    sink = Sink()
    path = write(document(page(items)), tmp_path, sink, standard="x1a")
    assert [found.code for found in sink.found] == ["picture.flattened"]
    assert path.read_bytes().startswith(b"%PDF-1.4\n")
    with opened(path) as pdf:
        assert str(pdf.docinfo.GTS_PDFXVersion) == "PDF/X-1a:2003"
        assert "/Group" not in pdf.pages[0].obj
        assert "/SMask" not in pdf.pages[0].Resources.XObject.Im0


def test_a_picture_separated_for_another_press_is_told(tmp_path: Path) -> None:
    profile = COATED.read_bytes().replace(b"Coated FOGRA39 TAC300", b"Foreign FOGRA0 TAC111")
    Image.new("CMYK", (30, 30), (0, 0, 0, 255)).save(tmp_path / "c.jpg", icc_profile=profile)
    sink = Sink()
    write(document(page([(Point(0, 0), Picture(str(tmp_path / "c.jpg"), Size(10, 10), (0, 0, 1, 1)))])), tmp_path, sink)
    assert [(found.code, found.severity) for found in sink.found] == [("picture.foreign_profile", "warning")]


def test_a_coarser_profile_of_the_same_press_is_no_stranger(tmp_path: Path) -> None:
    profile = COATED.read_bytes().replace(b"TAC300 (open)", b"TAC300 (tiny)")
    Image.new("CMYK", (30, 30), (0, 0, 0, 255)).save(tmp_path / "c.jpg", icc_profile=profile)
    write(document(page([(Point(0, 0), Picture(str(tmp_path / "c.jpg"), Size(10, 10), (0, 0, 1, 1)))])), tmp_path)


# ---- plates, by Ghostscript


@pytest.mark.skipif(not shutil.which("gs"), reason="ghostscript is not installed")
def test_black_text_leaves_the_colour_plates_alone(tmp_path: Path) -> None:
    ground = Shape(rectangle(Size(100, 100)), fill=CMYK(0.6, 0, 0, 0))
    items: Items = [
        (Point(0, 0), ground),
        (Point(10, 90), shape(SONG, "黑", 80)),
        (Point(300, 90), shape(SONG, "黑", 80)),
    ]
    path = write(document(page(items, bleed=Insets())), tmp_path)
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r72", "-o", str(tmp_path / "p.tif"), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    plates = {ink: Image.open(tmp_path / f"p({ink}).tif") for ink in ("Cyan", "Magenta", "Yellow", "Black")}
    box = (5, 5, 95, 95)
    cyan = plates["Cyan"].crop(box).getextrema()
    assert cyan[0] == cyan[1] == pytest.approx(255 * 0.4, abs=2)
    assert plates["Magenta"].getextrema() == plates["Yellow"].getextrema() == (255, 255)
    assert plates["Black"].crop(box).getextrema()[0] < 20


# ---- proofs


def test_a_proof_shows_guides_and_that_it_is_a_draft(tmp_path: Path) -> None:
    doc = document(replace(page(lines(shape(SONG, "字"))), folds=(200.0,)))
    path = write(doc, tmp_path, edition="proof", guides=USUAL_GUIDES, stamp="样张 DRAFT")
    (image,) = raster(path, 72)
    image = image.convert("RGB")
    middle = [image.getpixel((x, y)) for x in range(150, 270) for y in range(240, 380)]
    assert any(red > green + 20 for red, green, _blue in middle)  # pale red words
    assert not any(red > 200 and green < 80 for red, green, _blue in middle)  # that hide nothing
    assert "DRAFT" in _text(path)
    assert boxed(path, "/MediaBox") == [0, 0, 417, 617]


def test_only_proofs_are_stamped(tmp_path: Path) -> None:
    for edition in ("print", "screen"):
        assert "DRAFT" not in _text(
            write(document(page([])), tmp_path, edition=edition, guides=USUAL_GUIDES, stamp="DRAFT")
        )
