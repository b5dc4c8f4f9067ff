"""Pictures of every kind: they come out in the right place, the right way up and in the right colours."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdf_making import Items, document, opened, page, write
from PIL import Image, ImageCms, ImageDraw

from brochure.color import CMYK
from brochure.diagnostics import Diagnostic, Sink
from brochure.frame import Picture
from brochure.geometry import Insets, Point, Size
from brochure.pdf.color import COATED
from brochure.pdf.images import TURNS, stored_crop
from brochure.pictures import PictureInfo, probe_picture
from brochure.raster import raster

CORNERS = ((220, 30, 30), (30, 160, 40), (30, 40, 200), (235, 220, 40))
"""Upper left, upper right, lower left, lower right."""


def four(width: int = 120, height: int = 80) -> Image.Image:
    """A picture with a different colour in each quarter, so that every turn and crop shows."""
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    half, middle = width // 2, height // 2
    for index, color in enumerate(CORNERS):
        left, top = (index % 2) * half, (index // 2) * middle
        draw.rectangle((left, top, left + half, top + middle), fill=color)
    return image


def press(image: Image.Image) -> Image.Image:
    """RGB to the press by LittleCMS itself."""
    done = ImageCms.profileToProfile(
        image, ImageCms.createProfile("sRGB"), str(COATED), outputMode="CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC, flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    assert done is not None
    return done


def turned(orientation: int) -> Image.Image:
    """The picture as a camera stores it that writes this EXIF orientation."""
    back = {
        1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]  # fmt: skip
    return four() if back is None else four().transpose(back)


def without_marker(data: bytes) -> bytes:
    """A CMYK JPEG without Adobe's marker: its samples are ink, not paper."""
    start = data.index(b"\xff\xee")
    return data[:start] + data[start + 2 + int.from_bytes(data[start + 2 : start + 4], "big") :]


def jpeg(image: Image.Image, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, subsampling=0, **options)
    return out.getvalue()


def png(image: Image.Image, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", **options)
    return out.getvalue()


def other(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif(orientation: int) -> Image.Exif:
    data = Image.Exif()
    data[0x0112] = orientation
    return data


def inverse(image: Image.Image) -> Image.Image:
    return Image.merge(image.mode, [band.point(lambda value: 255 - value) for band in image.split()])


KINDS: dict[str, Callable[[], bytes]] = {
    "rgb.jpg": lambda: jpeg(four()),
    "progressive.jpg": lambda: jpeg(four(), progressive=True),
    "srgb.jpg": lambda: jpeg(four(), icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()),
    "cmyk_adobe.jpg": lambda: jpeg(press(four())),
    "cmyk_plain.jpg": lambda: without_marker(jpeg(inverse(press(four())))),
    "rgb.png": lambda: png(four()),
    "rgba.png": lambda: png(four().convert("RGBA")),
    "palette.png": lambda: png(four().quantize(16)),
    "rgb.tif": lambda: other(four(), "TIFF"),
    "cmyk.tif": lambda: other(press(four()), "TIFF", compression="tiff_lzw"),
    "rgb.webp": lambda: other(four(), "WEBP", lossless=True),
    **{f"exif{n}.jpg": lambda n=n: jpeg(turned(n), exif=exif(n)) for n in range(1, 9)},
    **{f"exif{n}_cmyk.jpg": lambda n=n: jpeg(press(turned(n)), exif=exif(n)) for n in (6, 7)},
    "exif6.tif": lambda: other(turned(6), "TIFF", exif=exif(6)),
    "exif8.png": lambda: png(turned(8), exif=exif(8)),
}


def put(data: bytes, name: str, folder: Path) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def placed(
    path: Path, crop: tuple[float, float, float, float] = (0, 0, 1, 1), width: float = 120, height: float = 80
) -> Items:
    return [(Point(40, 40), Picture(str(path), Size(width, height), crop))]


def colors(pdf: Path, spots: list[tuple[float, float]]) -> list[tuple[int, int, int]]:
    """Colours of points of the page, by PDFium."""
    (image,) = raster(pdf, 144)
    found: list[tuple[int, int, int]] = [image.convert("RGB").getpixel((round(2 * x), round(2 * y))) for x, y in spots]  # type: ignore[misc]
    return found


def close(found: tuple[int, int, int], wanted: tuple[int, int, int], far: int = 60) -> bool:
    return all(abs(one - other) <= far for one, other in zip(found, wanted, strict=True))


QUARTERS = [(70.0, 60.0), (130.0, 60.0), (70.0, 100.0), (130.0, 100.0)]


@pytest.mark.parametrize("edition", ["print", "screen", "proof"])
@pytest.mark.parametrize("name", KINDS)
def test_every_kind_comes_out_upright_and_in_its_colours(name: str, edition: str, tmp_path: Path) -> None:
    path = put(KINDS[name](), name, tmp_path)
    out = write(document(page(placed(path), bleed=Insets())), tmp_path, edition=edition)
    for found, wanted in zip(colors(out, QUARTERS), CORNERS, strict=True):
        # PDFium shows DeviceCMYK by its own rough formula; a wrong turn or an inversion is far outside
        assert close(found, wanted, 110 if edition == "print" else 55), (found, wanted)
    with opened(out) as pdf:
        (image,) = pdf.pages[0].Resources.XObject.values()
        assert image.ColorSpace == ("/DeviceCMYK" if edition == "print" else "/DeviceRGB")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_crop_shows_the_same_part_however_the_file_is_turned(orientation: int, tmp_path: Path) -> None:
    path = put(jpeg(turned(orientation), exif=exif(orientation)), "x.jpg", tmp_path)
    for crop, wanted in (((0.5, 0, 0.5, 0.5), CORNERS[1]), ((0, 0.5, 0.5, 0.5), CORNERS[2])):
        out = write(document(page(placed(path, crop), bleed=Insets())), tmp_path, edition="screen")
        spots = [(44.0, 44.0), (156.0, 116.0), (100.0, 80.0)]
        assert all(close(found, wanted) for found in colors(out, spots))
        assert all(
            close(found, (255, 255, 255), 3) for found in colors(out, [(36, 80), (164, 80), (100, 36), (100, 124)])
        )


def test_crops_turn_back() -> None:
    for orientation in TURNS:
        image = turned(orientation)
        left, top, width, height = stored_crop((0.5, 0, 0.5, 0.5), orientation)
        spot = round((left + width / 2) * image.width), round((top + height / 2) * image.height)
        assert image.getpixel(spot) == CORNERS[1]


def test_pixels_are_those_of_littlecms(tmp_path: Path) -> None:
    path = put(png(four()), "x.png", tmp_path)
    with opened(write(document(page(placed(path))), tmp_path)) as pdf:
        assert pdf.pages[0].Resources.XObject.Im0.read_bytes() == press(four()).tobytes()


# ---- passing through


@pytest.mark.parametrize("name", ["cmyk_adobe.jpg", "cmyk_plain.jpg", "exif6_cmyk.jpg"])
def test_cmyk_jpeg_goes_in_byte_for_byte(name: str, tmp_path: Path) -> None:
    data = KINDS[name]()
    path = put(data, name, tmp_path)
    with opened(write(document(page(placed(path, (0.2, 0.1, 0.5, 0.5)))), tmp_path)) as pdf:
        image = pdf.pages[0].Resources.XObject.Im0
        assert image.read_raw_bytes() == data
        assert ("/Decode" in image) == (name != "cmyk_plain.jpg")


def test_gray_jpeg_stays_gray(tmp_path: Path) -> None:
    data = jpeg(four().convert("L"))
    for edition in ("print", "screen"):
        with opened(write(document(page(placed(put(data, "g.jpg", tmp_path)))), tmp_path, edition=edition)) as pdf:
            image = pdf.pages[0].Resources.XObject.Im0
            assert image.ColorSpace == "/DeviceGray"
            assert image.read_raw_bytes() == data


def test_small_rgb_jpeg_goes_to_the_screen_as_it_is(tmp_path: Path) -> None:
    data = jpeg(four())
    with opened(write(document(page(placed(put(data, "x.jpg", tmp_path)))), tmp_path, edition="screen")) as pdf:
        assert pdf.pages[0].Resources.XObject.Im0.read_raw_bytes() == data


def test_the_screen_edition_does_not_tell_where_a_picture_was_taken(tmp_path: Path) -> None:
    facts = exif(6)
    facts[0x010E] = "secret place"
    path = put(jpeg(turned(6), exif=facts, comment=b"secret too"), "x.jpg", tmp_path)
    out = write(document(page(placed(path), bleed=Insets())), tmp_path, edition="screen")
    assert b"secret" in path.read_bytes() and b"secret" not in out.read_bytes()
    assert all(close(found, wanted) for found, wanted in zip(colors(out, QUARTERS), CORNERS, strict=True))


def test_one_file_is_embedded_once(tmp_path: Path) -> None:
    path = put(jpeg(four()), "x.jpg", tmp_path)
    pages = [page(placed(path, crop)) for crop in ((0, 0, 1, 1), (0, 0, 0.5, 1), (0.5, 0, 0.5, 1))]
    with opened(write(document(*pages), tmp_path)) as pdf:
        assert (
            len([one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"])
            == 1
        )


# ---- sizes


@pytest.mark.parametrize(
    ("edition", "pixels", "wanted"),
    [("print", 900, 500), ("print", 700, 700), ("screen", 900, 250), ("screen", 300, 300)],
)
def test_far_too_fine_pictures_are_scaled(edition: str, pixels: int, wanted: int, tmp_path: Path) -> None:
    path = put(png(four(pixels, pixels * 2 // 3)), "x.png", tmp_path)
    with opened(write(document(page(placed(path))), tmp_path, edition=edition)) as pdf:
        assert int(pdf.pages[0].Resources.XObject.Im0.Width) == wanted


def test_only_what_is_shown_is_converted(tmp_path: Path) -> None:
    path = put(png(four(400, 300)), "x.png", tmp_path)
    out = write(document(page(placed(path, (0.5, 0.5, 0.25, 0.25)), bleed=Insets())), tmp_path)
    with opened(out) as pdf:
        assert int(pdf.pages[0].Resources.XObject.Im0.Width) == 100
    assert all(close(found, CORNERS[3], 110) for found in colors(out, QUARTERS))


# ---- alpha, depth, bitmaps


def test_alpha_becomes_a_soft_mask_and_a_cmyk_group(tmp_path: Path) -> None:
    image = four().convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    with opened(write(document(page(placed(put(png(image), "a.png", tmp_path)))), tmp_path)) as pdf:
        shown = pdf.pages[0].Resources.XObject.Im0
        assert shown.SMask.ColorSpace == "/DeviceGray"
        assert shown.SMask.read_bytes() == image.getchannel("A").tobytes()
        assert pdf.pages[0].Group.CS == "/DeviceCMYK"


def test_idle_alpha_is_dropped(tmp_path: Path) -> None:
    path = put(png(four().convert("RGBA")), "a.png", tmp_path)
    with opened(write(document(page(placed(path))), tmp_path)) as pdf:
        assert "/SMask" not in pdf.pages[0].Resources.XObject.Im0


def test_sixteen_bits_become_eight(tmp_path: Path) -> None:
    deep = Image.new("I;16", (20, 20), 0x8080)
    with opened(write(document(page(placed(put(png(deep), "d.png", tmp_path)))), tmp_path)) as pdf:
        image = pdf.pages[0].Resources.XObject.Im0
        assert (image.BitsPerComponent, image.read_bytes()[:1]) == (8, b"\x80")


def test_line_art_stays_one_bit(tmp_path: Path) -> None:
    art = four().convert("1")
    with opened(write(document(page(placed(put(png(art), "b.png", tmp_path)))), tmp_path)) as pdf:
        image = pdf.pages[0].Resources.XObject.Im0
        assert (image.BitsPerComponent, image.ColorSpace) == (1, "/DeviceGray")
        assert image.read_bytes() == art.tobytes()


# ---- faults


def bomb() -> bytes:
    data = bytearray(png(Image.new("1", (8, 8))))
    data[16:24] = (60000).to_bytes(4, "big") * 2
    return bytes(data)


FAULTS: dict[str, tuple[Callable[[], bytes | None], str]] = {
    "gone.jpg": (lambda: None, "picture.missing"),
    "text.jpg": (lambda: b"hello, this is not a picture", "picture.not_an_image"),
    "empty.png": (lambda: b"", "picture.not_an_image"),
    "page.pdf": (lambda: b"%PDF-1.7", "picture.not_an_image"),
    "cut.jpg": (lambda: jpeg(four(600, 400))[:-600], "picture.truncated"),
    "head.jpg": (lambda: jpeg(four())[:30], "picture.truncated"),
    "cut.png": (lambda: png(four(600, 400))[:-40], "picture.truncated"),
    "cut.tif": (lambda: other(four(), "TIFF")[:100], "picture.broken"),
    "bomb.png": (bomb, "picture.too_large"),
    "crc.png": (lambda: png(four()).replace(b"IDAT", b"IDAT\x00\x01", 1), "picture."),
}


STRANGERS: dict[str, tuple[Callable[[], bytes], str]] = {
    "moving.gif": (lambda: other(four().quantize(8), "GIF"), "GIF"),
    "paint.bmp": (lambda: other(four(), "BMP"), "BMP"),
    "phone.heic": (lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
    "phone.avif": (lambda: b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", "AVIF"),
    "camera.cr2": (lambda: b"II*\0\x10\0\0\0CR\x02\0" + bytes(60), "RAW"),
    "old.jp2": (lambda: other(four(), "JPEG2000"), "JPEG 2000"),
    "layers.psd": (lambda: b"8BPS\0\1" + bytes(60), "PSD"),
    "page.pdf": (lambda: b"%PDF-1.7", "PDF"),
    "logo.eps": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0", "EPS"),
    "logo.svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "SVG"),
    "saved.jpg": (lambda: b"<!DOCTYPE html><html>404</html>", "HTML"),
    "empty.jpg": (lambda: b"", "空文件"),
}


@pytest.mark.parametrize("name", STRANGERS)
def test_a_file_that_is_no_print_picture_is_called_what_it_is(name: str, tmp_path: Path) -> None:
    make, word = STRANGERS[name]
    sink = Sink()
    write(document(page(placed(put(make(), name, tmp_path)))), tmp_path, sink)
    (finding,) = sink.found
    assert (finding.code, finding.severity) == ("picture.not_an_image", "error")
    assert word in finding.message.zh and finding.hints[0].zh and finding.hints[0].en


def tiff(parts: int, photometric: int, bits: int = 16, form: int = 1, extra: int | None = None) -> bytes:
    """An 8 × 8 TIFF of half-tone samples (TIFF 6.0), of kinds that Pillow does not write."""
    value = struct.pack("<H", 0x8000) if bits == 16 else struct.pack("<f", 0.5)
    pixels = value * parts * 64
    tags = {256: 8, 257: 8, 259: 1, 262: photometric, 277: parts, 278: 8, 279: len(pixels)}
    tags |= {338: extra} if extra is not None else {}
    lists = {258: struct.pack(f"<{parts}H", *[bits] * parts), 339: struct.pack(f"<{parts}H", *[form] * parts)}
    end = 14 + 12 * (len(tags) + len(lists) + 1)
    out, after = b"II*\0" + struct.pack("<IH", 8, len(tags) + len(lists) + 1), b""
    for tag in sorted([*tags, *lists, 273]):
        if tag in lists:
            inline = len(lists[tag]) <= 4
            place = lists[tag].ljust(4, b"\0") if inline else struct.pack("<I", end + len(after))
            out += struct.pack("<HHI", tag, 3, parts) + place
            after += b"" if inline else lists[tag]
        else:
            at = end + sum(len(data) for data in lists.values() if len(data) > 4)
            out += struct.pack("<HHII", tag, 4, 1, at if tag == 273 else tags[tag])
    return out + struct.pack("<I", 0) + after + pixels


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("float.tif", tiff(3, 2, 32, 3), "浮点"),
        ("alpha.tif", tiff(5, 5, extra=1), "5 个通道"),
        ("lab.tif", None, "Lab"),
    ],
)
def test_a_sound_file_that_cannot_be_printed_is_not_called_damaged(
    name: str, data: bytes | None, words: str, tmp_path: Path
) -> None:
    if data is None:
        lab = ImageCms.profileToProfile(
            four(), ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
        )
        assert lab is not None
        data = other(lab, "TIFF")
    sink = Sink()
    write(document(page(placed(put(data, name, tmp_path)))), tmp_path, sink)
    assert [finding.code for finding in sink.found] == ["picture.unusable"]
    assert words in sink.found[0].message.zh and "8 位" in sink.found[0].hints[0].zh


@pytest.mark.parametrize(("name", "parts", "photometric"), [("rgb.tif", 3, 2), ("cmyk.tif", 4, 5), ("gray.tif", 1, 1)])
def test_a_tiff_of_sixteen_bits_becomes_one_of_eight(name: str, parts: int, photometric: int, tmp_path: Path) -> None:
    path = put(tiff(parts, photometric), name, tmp_path)
    with opened(write(document(page(placed(path, width=8, height=8))), tmp_path)) as pdf:
        image = pdf.pages[0].Resources.XObject.Im0
        assert int(image.BitsPerComponent) == 8
        data = image.read_bytes()
    if parts == 3:  # half-way grey by the profile: all four inks
        assert len(data) == 4 * 64 and all(data[:4])
    else:
        assert set(data) <= {127, 128}


def exchanged(one: bytes, other: bytes) -> bytes:
    """sRGB with two of its primaries exchanged: a profile that shows whether it was used."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = data.replace("sRGB".encode("utf-16-be"), "xRGB".encode("utf-16-be"))
    return data.replace(one, b"????", 1).replace(other, one, 1).replace(b"????", other, 1)


def test_an_embedded_profile_is_used(tmp_path: Path) -> None:
    """With red and green exchanged in the profile, red comes out green."""
    path = put(jpeg(four(), icc_profile=exchanged(b"rXYZ", b"gXYZ")), "x.jpg", tmp_path)
    for edition in ("print", "screen", "proof"):
        red, green = colors(write(document(page(placed(path), bleed=Insets())), tmp_path, edition=edition), QUARTERS)[
            :2
        ]
        assert red[1] > red[0] and green[0] > green[1]


def test_a_cmyk_picture_with_an_rgb_profile_is_one_warning_and_keeps_its_inks(tmp_path: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = put(jpeg(press(four()), icc_profile=srgb), "x.jpg", tmp_path)
    sink = Sink()
    with opened(write(document(page(placed(path))), tmp_path, sink)) as pdf:
        assert pdf.pages[0].Resources.XObject.Im0.read_raw_bytes() == path.read_bytes()
    assert [(finding.code, finding.severity) for finding in sink.found] == [("picture.wrong_profile", "warning")]


def test_a_large_cmyk_tiff_goes_in_pixel_by_pixel(tmp_path: Path) -> None:
    """Separated already: neither compressed with loss, nor scaled, however fine it is."""
    image = Image.merge("CMYK", [Image.effect_noise((1400, 1200), 90) for _ in range(4)])
    path = put(other(image, "TIFF"), "x.tif", tmp_path)
    with opened(write(document(page(placed(path, width=72, height=61.7))), tmp_path)) as pdf:
        found = pdf.pages[0].Resources.XObject.Im0
        assert str(found.Filter) == "/FlateDecode"
        assert found.read_bytes() == image.tobytes()


@pytest.mark.parametrize("intent", ["relative", "perceptual"])
def test_the_rendering_intent_is_the_one_asked_for(intent: str, tmp_path: Path) -> None:
    image = Image.new("RGB", (40, 40), (0, 40, 255))
    wanted = ImageCms.profileToProfile(
        image, ImageCms.createProfile("sRGB"), str(COATED), outputMode="CMYK",
        renderingIntent=getattr(ImageCms.Intent, {"relative": "RELATIVE_COLORIMETRIC"}.get(intent, "PERCEPTUAL")),
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    assert wanted is not None
    path = put(png(image), "x.png", tmp_path)
    with opened(write(document(page(placed(path, width=40, height=40))), tmp_path, intent=intent)) as pdf:
        assert pdf.pages[0].Resources.XObject.Im0.read_bytes()[:4] == wanted.tobytes()[:4]


def test_gray_with_alpha_and_palette_with_alpha_keep_their_holes(tmp_path: Path) -> None:
    hole = Image.linear_gradient("L").resize((120, 80))
    clear = four().convert("RGBA")
    clear.putalpha(hole)
    for name, image in {"la.png": clear.convert("LA"), "pa.png": clear.quantize(64)}.items():
        path = put(png(image), name, tmp_path)
        with opened(write(document(page(placed(path))), tmp_path)) as pdf:
            found = pdf.pages[0].Resources.XObject.Im0
            mask = found.SMask
            assert (mask.ColorSpace, int(mask.BitsPerComponent)) == ("/DeviceGray", 8)
            assert found.ColorSpace == ("/DeviceGray" if name == "la.png" else "/DeviceCMYK")


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_a_finding_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    make, code = FAULTS[name]
    data = make()
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    sink = Sink()
    out = tmp_path / "out.pdf"
    out.write_bytes(b"before")
    write(document(page(placed(path))), tmp_path, sink)
    assert [found.severity for found in sink.found] == ["error"]
    assert sink.found[0].code.startswith(code)
    assert name in sink.found[0].message.zh
    assert out.read_bytes() == b"before"
    assert {one.name for one in tmp_path.iterdir()} <= {name, "out.pdf"}


def test_a_broken_profile_is_a_warning(tmp_path: Path) -> None:
    path = put(jpeg(four(), icc_profile=b"no profile at all" * 20), "x.jpg", tmp_path)
    sink = Sink()
    out = write(document(page(placed(path), bleed=Insets())), tmp_path, sink)
    assert [found.code for found in sink.found] == ["picture.broken_profile"]
    assert close(colors(out, QUARTERS)[0], CORNERS[0], 110)


# ---- the cache


def test_a_cached_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    image = four(900, 600).convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    path = put(png(image), "x.png", tmp_path)
    doc = document(page(placed(path)))
    without = write(doc, tmp_path).read_bytes()
    first = write(doc, tmp_path, cache=tmp_path / "cache").read_bytes()
    assert write(doc, tmp_path, cache=tmp_path / "cache").read_bytes() == first == without


def test_a_changed_picture_is_converted_anew(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    path = put(png(four()), "x.png", tmp_path)
    before = write(document(page(placed(path))), tmp_path, cache=cache).read_bytes()
    put(png(four().transpose(Image.Transpose.ROTATE_180)), "x.png", tmp_path)
    assert write(document(page(placed(path))), tmp_path, cache=cache).read_bytes() != before


def test_a_damaged_cache_does_no_harm(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    path = put(png(four()), "x.png", tmp_path)
    before = write(document(page(placed(path))), tmp_path, cache=cache).read_bytes()
    for kept in cache.iterdir():
        kept.write_bytes(kept.read_bytes()[:-3])
    assert write(document(page(placed(path))), tmp_path, cache=cache).read_bytes() == before


# ---- probing


@pytest.mark.parametrize("name", KINDS)
def test_the_header_tells_the_upright_size(name: str, tmp_path: Path) -> None:
    info = probe_picture(put(KINDS[name](), name, tmp_path))
    assert isinstance(info, PictureInfo)
    assert (info.width, info.height) == (120, 80)
    assert info.mode == ("cmyk" if "cmyk" in name else "palette" if "palette" in name else "rgb")
    assert info.inverted == (name.endswith(".jpg") and "cmyk" in name and "plain" not in name)
    assert info.ppi(120, 80) == 72


def test_the_profile_is_named(tmp_path: Path) -> None:
    info = probe_picture(put(KINDS["srgb.jpg"](), "x.jpg", tmp_path))
    assert isinstance(info, PictureInfo)
    assert "sRGB" in info.profile
    press_info = probe_picture(put(jpeg(press(four()), icc_profile=COATED.read_bytes()), "y.jpg", tmp_path))
    assert isinstance(press_info, PictureInfo)
    assert press_info.profile == "Coated FOGRA39 TAC300 (open)"


def test_a_directory_is_no_picture(tmp_path: Path) -> None:
    assert isinstance(probe_picture(tmp_path), Diagnostic)


def test_screen_colours_are_those_of_the_profile(tmp_path: Path) -> None:
    from brochure.pdf.color import Screen
    from brochure.pdf.objects import File

    red, green, blue = Screen(File(), COATED).rgb(CMYK(1, 0, 0, 0))
    assert red < 60 and 120 < green < 180 and blue > 200  # the cyan of offset, not rgb 0 255 255


def test_the_identifier_is_that_of_the_pictures_too_kept_or_not(tmp_path: Path) -> None:
    def identifier(data: bytes, cache: Path | None) -> bytes:
        items = placed(put(data, "a.png", tmp_path))
        file = write(document(page(items)), tmp_path, cache=cache)
        with opened(file) as pdf:
            return bytes(pdf.trailer.ID[1])

    one = png(four(240, 160))
    alike = png(Image.eval(four(240, 160), lambda value: value ^ 1))
    found = [identifier(one, cache) for cache in (None, tmp_path / "cache", tmp_path / "cache")]
    assert len(set(found)) == 1
    assert identifier(alike, tmp_path / "cache") not in found
