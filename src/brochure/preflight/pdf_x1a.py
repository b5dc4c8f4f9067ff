"""PDF/X-1a:2003 (and :2001) on a finished file: what it forbids beside PDF/X-4's rules, most of all transparency.

ISO 15930-4 could not be read; sources are named rule by rule, as in `pdf_rules`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from brochure.preflight.pdf_identity import agreement, intent
from brochure.preflight.pdf_rule import Fault, Opened, Rule
from brochure.preflight.pdf_rules import (
    annotated,
    boxes,
    filters,
    fonts,
    images,
    no_newer,
    passive,
    rendering,
    spots,
    states,
    syntax,
    x_objects,
)
from brochure.preflight.pdf_uses import base_spaces

_CLAIMS = {"PDF/X-1a:2003": "", "PDF/X-1:2001": "PDF/X-1a:2001", "PDF/X-1a:2001": "PDF/X-1a:2001"}
"""Version, and the conformance that must stand beside it."""
_SPACES = {"/DeviceCMYK", "/DeviceGray", "/Separation", "/DeviceN", "/Indexed", "/Pattern", "/CMYK", "/G", "/I"}
_CODECS = {"/JPXDecode": "JPEG 2000", "/JBIG2Decode": "JBIG2"}


def _version(file: Opened) -> Iterator[Fault]:
    yield from no_newer(file, 4)
    if any(isinstance(one, pikepdf.Stream) and one.get("/Type") in ("/ObjStm", "/XRef") for one in file.pdf.objects):
        yield Fault("用了对象流（PDF 1.5）", "object streams are used (PDF 1.5)")


def _identified(file: Opened) -> Iterator[Fault]:
    info = file.pdf.docinfo
    claim = str(info.get("/GTS_PDFXVersion", ""))
    if claim not in _CLAIMS:
        yield Fault(f"不认识的版本 {claim}", f"an unknown version {claim}")
    elif str(info.get("/GTS_PDFXConformance", "")) != _CLAIMS[claim]:
        yield Fault("GTS_PDFXConformance 与版本不符", "GTS_PDFXConformance does not go with the version")
    for key in ("/Title", "/CreationDate", "/ModDate"):
        if not str(info.get(key, "")):
            yield Fault(f"Info 缺 {key}", f"Info lacks {key}")


def _colour(file: Opened) -> Iterator[Fault]:
    for page in sorted(set(file.uses.rgb)):
        yield Fault("用了 RGB 颜色", "RGB is used", page)
    for page, space in file.uses.spaces:
        for base in base_spaces(space):
            family = str(base[0]) if isinstance(base, pikepdf.Array) and len(base) else str(base)
            if family not in _SPACES:
                yield Fault(f"不允许颜色空间 {family}", f"the colour space {family} is not allowed", page)


def _transparent(file: Opened) -> Iterator[Fault]:
    grouped = {number for number, page in enumerate(file.pdf.pages, 1) if "/Group" in page.obj}
    grouped |= {page for page, form in file.uses.forms if form.get("/Group", {}).get("/S") == "/Transparency"}
    for page in sorted(file.uses.transparent | grouped):
        yield Fault("有透明（透明组、软蒙版、混合模式或不透明度）", "there is transparency", page)


def _codecs(file: Opened) -> Iterator[Fault]:
    for page, image in file.uses.images:
        used = image.get("/Filter", pikepdf.Array())
        for name in used if isinstance(used, pikepdf.Array) else [used]:
            if str(name) in _CODECS:
                yield Fault(f"不允许 {_CODECS[str(name)]} 压缩", f"{_CODECS[str(name)]} is not allowed", page)


def _layers(file: Opened) -> Iterator[Fault]:
    if "/OCProperties" in file.pdf.Root:
        yield Fault("不允许图层", "layers are not allowed")


X1A_RULES: tuple[Rule, ...] = (
    Rule("version", "PDFlib 10.2", _version),
    Rule("passive", "Kodak; PDFlib 10.2", passive),
    Rule("filters", "Kodak; PDFlib 10.2", filters),
    Rule("codecs", "Kodak", _codecs),
    Rule("boxes", "CGATS 2.10; ISO 32000-1, 14.11.2", boxes),
    Rule("annotations", "Kodak", annotated),
    Rule("identified", "PDFlib 10.2; Kodak", _identified),
    Rule("metadata", "Kodak", agreement),
    Rule("intent", "CGATS; ISO 32000-1, 14.11.5", intent),
    Rule("syntax", "ISO 32000-1, 7.8.2, 8.4.2, 9.4, 14.6, annexes A and C; Kodak", syntax),
    Rule("colour", "Kodak; PDFlib 10.2", _colour),
    Rule("spots", "PDFlib 10.2", spots),
    Rule("transparent", "Kodak; PDFlib 10.2", _transparent),
    Rule("states", "Kodak; PDFlib 10.2", states),
    Rule("rendering", "ISO 32000-1, 8.6.5.8", rendering),
    Rule("images", "ISO 32000-1, 8.9.5", images),
    Rule("objects", "Kodak; PDFlib 10.2", x_objects),
    Rule("fonts", "PDFlib 10.2; ISO 32000-1, 9.7.4.3", fonts),
    Rule("layers", "Kodak", _layers),
)
