"""PDF/X-4 and PDF/X-1a on a finished file, requirement by requirement; `PDFX4.md` beside this file is the list.

ISO 15930-7 itself could not be read: each rule names the source it rests on instead of a clause. Rules read the file's
bytes through pikepdf and share no code with the writer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf

from brochure.diagnostics import Diagnostic, Message, Sink
from brochure.preflight.pdf_fonts import font_faults
from brochure.preflight.pdf_identity import identified, intent, metadata
from brochure.preflight.pdf_rule import Fault, Opened, Rule
from brochure.preflight.pdf_uses import Walker, base_spaces
from brochure.separations.state import INSEPARABLE, SEPARABLE


def check_pdf(path: Path, sink: Sink) -> bool:
    """Check the file against the standard it claims, PDF/X-1a or else PDF/X-4; every break becomes a finding.

    True when there is none.
    """
    before = len(sink.found)
    try:
        with pikepdf.open(path) as pdf:
            with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
                stated = dict(xmp)
            opened = Opened(path.read_bytes(), pdf, stated, Walker(pdf).uses)
            standard, rules = "PDF/X-4", RULES
            if str(pdf.docinfo.get("/GTS_PDFXVersion", "")).startswith("PDF/X-1"):
                from brochure.preflight.pdf_x1a import X1A_RULES

                standard, rules = "PDF/X-1a", X1A_RULES
            for rule in rules:
                for fault in rule.check(opened):
                    sink.add(_finding(rule, fault, standard))
    except pikepdf.PasswordError:
        zh = f"{path.name} 有密码：请不设密码另存一份"
        sink.error("pdf.locked", zh, f"{path.name} is locked by a password; save it without one")
    except (pikepdf.PdfError, OSError) as error:
        sink.error("pdf.unreadable", f"{path.name} 不是可读的 PDF", f"{path.name} is not a readable PDF ({error})")
    except (ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        zh, en = f"{path.name} 内部有错，没有查完", f"{path.name} is damaged within: its clauses were not all checked"
        sink.error("pdf.damaged", f"{zh}（{str(error)[:80]}）", f"{en} ({str(error)[:80]})")
    return len(sink.found) == before


def _finding(rule: Rule, fault: Fault, standard: str) -> Diagnostic:
    zh = f"第 {fault.page} 页：{fault.zh}" if fault.page else fault.zh
    en = f"page {fault.page}: {fault.en}" if fault.page else fault.en
    message = Message(f"{zh}（{standard}）", f"{en} ({standard})")
    return Diagnostic(f"pdf.{rule.code}", "error", message, page=fault.page)


# ---- the file


def _version(file: Opened) -> Iterator[Fault]:
    return no_newer(file, 6)


def no_newer(file: Opened, newest: int) -> Iterator[Fault]:
    """PDF 1.`newest` or earlier, not encrypted, with both identifiers."""
    header = re.match(rb"%PDF-1\.([0-9])\r?\n%[\x80-\xff]{4}", file.data)
    if not header or int(header[1]) > newest:
        yield Fault(f"文件头不是 PDF 1.{newest} 或更早的版本", f"the header is not that of PDF 1.{newest} or earlier")
    if file.pdf.is_encrypted:
        yield Fault("文件已加密", "the file is encrypted")
    if len(file.pdf.trailer.get("/ID", [])) != 2:
        yield Fault("缺文件标识 /ID", "there is no file identifier /ID")


def passive(file: Opened) -> Iterator[Fault]:
    root = file.pdf.Root
    for key in ("/OpenAction", "/AA", "/AcroForm"):
        if key in root and not (key == "/OpenAction" and isinstance(root[key], pikepdf.Array)):
            yield Fault(f"不允许 {key}", f"{key} is not allowed")
    for key in ("/JavaScript", "/EmbeddedFiles", "/AlternatePresentations"):
        if key in root.get("/Names", {}):
            yield Fault(f"不允许 {key}", f"{key} is not allowed")
    if any(isinstance(one, pikepdf.Dictionary) and "/EF" in one for one in file.pdf.objects):
        yield Fault("不允许内嵌文件", "embedded files are not allowed")
    for number, page in enumerate(file.pdf.pages, 1):
        if "/AA" in page.obj:
            yield Fault("不允许页面动作", "page actions are not allowed", number)
    for one in file.pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and "/Title" in one and "/Parent" in one and "/A" in one:
            yield Fault("书签只能带目的地，不能带动作", "bookmarks may carry destinations, not actions")
            break


def filters(file: Opened) -> Iterator[Fault]:
    for one in file.pdf.objects:
        if isinstance(one, pikepdf.Stream):
            used = one.get("/Filter", pikepdf.Array())
            names = {str(name) for name in (used if isinstance(used, pikepdf.Array) else [used])}
            for name in names & {"/LZWDecode", "/Crypt"}:
                yield Fault(f"不允许 {name} 压缩", f"the filter {name} is not allowed")
            if "/F" in one:
                yield Fault("流数据在文件之外", "stream data lies outside the file")


# ---- pages


def boxes(file: Opened) -> Iterator[Fault]:
    for number, page in enumerate(file.pdf.pages, 1):
        has = [name for name in ("/TrimBox", "/ArtBox") if name in page.obj]
        if len(has) != 1:
            yield Fault(
                "TrimBox 与 ArtBox 须有且只有一个", "there must be a TrimBox or an ArtBox, and not both", number
            )
            continue
        named = ("/MediaBox", "/CropBox", "/BleedBox", has[0])
        nested = [box for name in named if (box := _box(page.obj, name)) is not None]
        for outer, inner in pairwise(nested):
            if not _holds(outer, inner):
                yield Fault("页面框没有层层相套", "the page boxes do not nest", number)
                break


def _box(page: Any, name: str) -> tuple[float, ...] | None:
    """A page's box, its corners in order (7.9.5); media and crop may be inherited (7.7.3.4), the others not."""
    holder, steps = page, 0
    while name not in holder and name in ("/MediaBox", "/CropBox") and "/Parent" in holder and steps < 64:
        holder, steps = holder.Parent, steps + 1
    if name not in holder:
        return None
    x0, y0, x1, y1 = (float(value) for value in holder[name])
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _holds(outer: tuple[float, ...], inner: tuple[float, ...]) -> bool:
    near = 1e-3
    below = outer[0] <= inner[0] + near and outer[1] <= inner[1] + near
    return below and outer[2] >= inner[2] - near and outer[3] >= inner[3] - near


def annotated(file: Opened) -> Iterator[Fault]:
    for number, page in enumerate(file.pdf.pages, 1):
        bleed = _box(page.obj, "/BleedBox") or _box(page.obj, "/MediaBox") or (0, 0, 0, 0)
        for annotation in page.obj.get("/Annots", []):
            kind = str(annotation.get("/Subtype", ""))
            x0, y0, x1, y1 = (float(value) for value in annotation.Rect)
            apart = x1 <= bleed[0] or x0 >= bleed[2] or y1 <= bleed[1] or y0 >= bleed[3]
            if kind != "/TrapNet" and not apart:
                yield Fault(f"出血范围内有注释 {kind}", f"an annotation {kind} lies inside the bleed", number)
            if "/A" in annotation or "/AA" in annotation:
                yield Fault("注释带有动作", "an annotation carries an action", number)


# ---- colour


def _colour(file: Opened) -> Iterator[Fault]:
    for page in sorted(set(file.uses.rgb)):
        yield Fault("用了 DeviceRGB 颜色", "DeviceRGB is used", page)
    profile = _press_profile(file.pdf)
    for page, space in file.uses.spaces:
        for base in base_spaces(space):
            family = str(base[0]) if isinstance(base, pikepdf.Array) else str(base)
            if family == "/DeviceRGB":
                yield Fault("用了 DeviceRGB 颜色空间", "a DeviceRGB colour space is used", page)
            elif family == "/ICCBased" and int(base[1].N) == 4 and base[1].read_bytes() == profile:
                yield Fault(
                    "ICCBased CMYK 与输出意图的配置文件相同", "an ICCBased CMYK space repeats the output profile", page
                )


def _press_profile(pdf: pikepdf.Pdf) -> bytes:
    for one in pdf.Root.get("/OutputIntents", []):
        if "/DestOutputProfile" in one:
            return bytes(one.DestOutputProfile.read_bytes())
    return b"-"


def spots(file: Opened) -> Iterator[Fault]:
    known: dict[str, bytes] = {}
    for page, space in file.uses.spaces:
        for base in base_spaces(space):
            if isinstance(base, pikepdf.Array) and str(base[0]) == "/Separation":
                tint = base[3]
                made = base[2].unparse() + (tint.read_bytes() if isinstance(tint, pikepdf.Stream) else tint.unparse())
                if known.setdefault(str(base[1]), made) != made:
                    yield Fault(
                        f"专色 {base[1]} 有两种替代色", f"the spot colour {base[1]} has two different alternates", page
                    )


def _groups(file: Opened) -> Iterator[Fault]:
    places = [(number, page.obj) for number, page in enumerate(file.pdf.pages, 1)] + file.uses.forms
    for page, owner in places:
        space = owner.get("/Group", {}).get("/CS")
        if space is not None and any(str(base) == "/DeviceRGB" for base in base_spaces(space)):
            yield Fault("透明组用 DeviceRGB 混色", "a transparency group blends in DeviceRGB", page)
    for page in sorted(file.uses.transparent):
        if "/CS" not in file.pdf.pages[page - 1].obj.get("/Group", {}):
            yield Fault("用了透明但页面没有混色空间", "transparency without a blending space of the page", page)


def states(file: Opened) -> Iterator[Fault]:
    for page, state in file.uses.states:
        for key in ("/TR", "/HTP"):
            if key in state:
                yield Fault(f"图形状态里不允许 {key}", f"{key} is not allowed in a graphics state", page)
        if str(state.get("/TR2", "/Default")) != "/Default":
            yield Fault("图形状态里不允许 TR2", "TR2 is not allowed in a graphics state", page)
        halftone = state.get("/HT")
        if isinstance(halftone, pikepdf.Dictionary | pikepdf.Stream):
            if int(halftone.get("/HalftoneType", 1)) not in (1, 5):
                yield Fault("不允许的网屏类型", "a halftone of a type that is not allowed", page)
            if "/HalftoneName" in halftone:
                yield Fault("网屏不能指定名称", "a halftone must not be chosen by its name", page)
        modes = state.get("/BM", "/Normal")
        for mode in modes if isinstance(modes, pikepdf.Array) else (modes,):
            if str(mode) not in SEPARABLE | INSEPARABLE:
                yield Fault(f"不认识的混合模式 {mode}", f"the blend mode {mode} is not known", page)
        for key in ("/ca", "/CA"):
            if not 0 <= float(state.get(key, 1)) <= 1:
                yield Fault(f"不透明度 {key} 超出 0–1", f"the opacity {key} is outside of 0 to 1", page)


# ---- what is drawn


_PARTS = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4, "/CalGray": 1, "/CalRGB": 3, "/Lab": 3,
          "/Indexed": 1, "/Separation": 1}  # fmt: skip
"""Components of a colour space, where its family says them."""


def images(file: Opened) -> Iterator[Fault]:
    """Bits and ranges that an image can have (8.9.5); masks and JPEG 2000 say theirs otherwise."""
    for page, image in file.uses.images:
        bits = image.get("/BitsPerComponent", image.get("/BPC"))
        if bits is not None and int(bits) not in (1, 2, 4, 8, 16):
            yield Fault(f"图片每色 {bits} 位，没有这种图片", f"an image of {bits} bits a component cannot be", page)
        space, ranges = image.get("/ColorSpace"), image.get("/Decode")
        if space is None or ranges is None:
            continue
        family = str(space[0] if isinstance(space, pikepdf.Array) else space)
        parts = _PARTS.get(family) or (len(space[1]) if family == "/DeviceN" else 0)
        if parts and len(ranges) != 2 * parts:
            yield Fault("图片的 Decode 与颜色空间不合", "an image's Decode does not fit its colour space", page)


def x_objects(file: Opened) -> Iterator[Fault]:
    for page, form in file.uses.forms:
        for key in ("/Ref", "/OPI", "/PS"):
            if key in form:
                yield Fault(f"表单对象不允许 {key}", f"{key} is not allowed in a form", page)
        if form.get("/Subtype") == "/PS" or form.get("/Subtype2") == "/PS":
            yield Fault("不允许 PostScript 对象", "PostScript objects are not allowed", page)
    for page, image in file.uses.images:
        if "/OPI" in image:
            yield Fault("图像不允许 OPI", "OPI is not allowed in an image", page)
        if any(bool(other.get("/DefaultForPrinting", False)) for other in image.get("/Alternates", [])):
            yield Fault("打印用的不能是替代图像", "an alternate image must not be the one for print", page)


def fonts(file: Opened) -> Iterator[Fault]:
    for page, font in file.uses.fonts:
        try:
            found = list(font_faults(font, file.uses.shown.get(font.objgen, set())))
        except _broken_programs() as error:
            name = str(font.get("/BaseFont", "")).removeprefix("/")
            zh, en = f"字体 {name} 的字体程序已损坏", f"the program of the font {name} is damaged"
            found = [(f"{zh}（{str(error)[:60]}）", f"{en} ({str(error)[:60]})")]
        for zh, en in found:
            yield Fault(zh, en, page)


def _broken_programs() -> tuple[type[Exception], ...]:
    """What reading a font program raises when its data is not what it says."""
    import struct

    from fontTools.ttLib import TTLibError

    kinds = (TTLibError, struct.error, pikepdf.PdfError, LookupError, ValueError, TypeError, AttributeError)
    return (*kinds, AssertionError, EOFError)


def _preferences(file: Opened) -> Iterator[Fault]:
    preferences: Any = file.pdf.Root.get("/ViewerPreferences", {})
    for key in ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip"):
        box = str(preferences.get(key, "/MediaBox"))
        if box not in ("/MediaBox", "/BleedBox"):
            yield Fault(
                f"{key} 只能是 MediaBox 或 BleedBox", f"{key} may only name MediaBox or BleedBox, not {box[1:]}"
            )


def syntax(file: Opened) -> Iterator[Fault]:
    """Only known operators, with their operands, rightly nested, naming resources that are there."""
    for page, zh, en in file.uses.broken:
        yield Fault(zh, en, page)


_INTENTS = {"/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"}


def rendering(file: Opened) -> Iterator[Fault]:
    """Only the four standard rendering intents (8.6.5.8)."""
    for page, name in file.uses.intents:
        if name not in _INTENTS:
            yield Fault(f"不认识的渲染意图 {name[1:]}", f"an unknown rendering intent {name[1:]}", page)


def _layers(file: Opened) -> Iterator[Fault]:
    layers = file.pdf.Root.get("/OCProperties")
    if layers is None:
        return
    default: Any = layers.get("/D", {})
    listed = set(_listed(default.get("/Order", [])))
    missing = [group for group in layers.get("/OCGs", []) if group.objgen not in listed]
    if missing:
        yield Fault("有图层没有列入 /Order", "a layer is not listed in /Order")
    if len(default.get("/OFF", [])) or str(default.get("/BaseState", "/ON")) != "/ON":
        yield Fault("有图层是关着的：印不印说不准", "a layer is switched off: whether it prints is anybody's guess")
    if not str(default.get("/Name", "")) or "/AS" in default:
        yield Fault(
            "图层的默认配置须有名称且不自动切换", "the default layer configuration needs a name and no automatic states"
        )


def _listed(order: Any) -> Iterator[tuple[int, int]]:
    """The layers of an /Order array, which nests (8.11.4.3)."""
    for one in order:
        if isinstance(one, pikepdf.Array):
            yield from _listed(one)
        elif isinstance(one, pikepdf.Dictionary):
            yield one.objgen


RULES: tuple[Rule, ...] = (
    Rule("version", "PDFlib 10.2; krilla", _version),
    Rule("passive", "Kodak; PDFlib 10.2", passive),
    Rule("filters", "Kodak; PDFlib 10.2", filters),
    Rule("boxes", "CGATS 2.10; ISO 32000-1, 14.11.2", boxes),
    Rule("annotations", "PDF Association; Kodak", annotated),
    Rule("preferences", "PDFlib 10.3", _preferences),
    Rule("identified", "krilla; ConTeXt", identified),
    Rule("metadata", "krilla; ConTeXt", metadata),
    Rule("intent", "CGATS; ISO 32000-1, 14.11.5", intent),
    Rule("syntax", "ISO 32000-1, 7.8.2, 8.4.2, 9.4, 14.6, annexes A and C; Kodak", syntax),
    Rule("colour", "PDFlib 10.2; Ghent Workgroup 2015", _colour),
    Rule("spots", "PDFlib 10.2", spots),
    Rule("groups", "PDFlib 10.2; Ghent Workgroup 2015, 4.25", _groups),
    Rule("states", "Kodak; PDFlib 10.2", states),
    Rule("rendering", "PDFlib 10.2; ISO 32000-1, 8.6.5.8", rendering),
    Rule("images", "ISO 32000-1, 8.9.5", images),
    Rule("objects", "Kodak; PDFlib 10.2", x_objects),
    Rule("fonts", "PDFlib 10.2; ISO 32000-1, 9.7.4.3", fonts),
    Rule("layers", "PDFlib 10.2", _layers),
)
