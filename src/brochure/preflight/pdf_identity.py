"""Who a file says it is: PDF/X version, Info and XMP in agreement, the output intent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brochure.preflight.pdf_rule import Fault, Opened


def identified(file: Opened) -> Iterator[Fault]:
    stated = file.xmp.get("{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion")
    if stated != "PDF/X-4":
        yield Fault("XMP 未标明 PDF/X-4", "XMP does not name PDF/X-4")
    info = file.pdf.docinfo.get("/GTS_PDFXVersion")
    if info is not None and str(info) != stated:
        yield Fault("Info 与 XMP 的 PDF/X 版本不同", "Info and XMP name different PDF/X versions")


_REQUIRED = {
    "{http://purl.org/dc/elements/1.1/}title": "dc:title",
    "{http://ns.adobe.com/xap/1.0/}CreateDate": "xmp:CreateDate",
    "{http://ns.adobe.com/xap/1.0/}ModifyDate": "xmp:ModifyDate",
    "{http://ns.adobe.com/xap/1.0/}MetadataDate": "xmp:MetadataDate",
    "{http://ns.adobe.com/xap/1.0/mm/}DocumentID": "xmpMM:DocumentID",
    "{http://ns.adobe.com/xap/1.0/mm/}VersionID": "xmpMM:VersionID",
    "{http://ns.adobe.com/xap/1.0/mm/}RenditionClass": "xmpMM:RenditionClass",
}
_PAIRS = {
    "/Title": "{http://purl.org/dc/elements/1.1/}title",
    "/Author": "{http://purl.org/dc/elements/1.1/}creator",
    "/Subject": "{http://purl.org/dc/elements/1.1/}description",
    "/Keywords": "{http://ns.adobe.com/pdf/1.3/}Keywords",
    "/Creator": "{http://ns.adobe.com/xap/1.0/}CreatorTool",
    "/Producer": "{http://ns.adobe.com/pdf/1.3/}Producer",
}
_DATES = {
    "/CreationDate": "{http://ns.adobe.com/xap/1.0/}CreateDate",
    "/ModDate": "{http://ns.adobe.com/xap/1.0/}ModifyDate",
}


def metadata(file: Opened) -> Iterator[Fault]:
    for key, name in _REQUIRED.items():
        if not file.xmp.get(key):
            yield Fault(f"XMP 缺 {name}", f"XMP lacks {name}")
    yield from agreement(file)


def agreement(file: Opened) -> Iterator[Fault]:
    """Info and XMP say the same, where both speak."""
    info = file.pdf.docinfo
    for key, name in _PAIRS.items():
        if key in info:
            stated = file.xmp.get(name)
            words = ", ".join(stated) if isinstance(stated, list) else stated
            if words != str(info[key]):
                yield Fault(f"Info 的 {key} 与 XMP 不同", f"{key} of Info differs from XMP")
    for key, name in _DATES.items():
        stated = str(info.get(key, ""))
        digits = re.sub(r"\D", "", stated)[:14]
        if stated and not re.match(r"D:\d{4}", stated):
            yield Fault(f"Info 的 {key} 不是日期", f"{key} of Info is no date")
        elif digits and digits != re.sub(r"\D", "", str(file.xmp.get(name, "")))[:14]:
            yield Fault(f"Info 的 {key} 与 XMP 不同", f"{key} of Info differs from XMP")
    trapped = str(info.get("/Trapped", ""))
    if not file.xmp and trapped in ("/True", "/False"):
        return
    if trapped not in ("/True", "/False") or trapped[1:] != file.xmp.get("{http://ns.adobe.com/pdf/1.3/}Trapped"):
        yield Fault(
            "Trapped 须在 Info 与 XMP 中同为 True 或 False", "Trapped must be True or False in Info and XMP alike"
        )


def intent(file: Opened) -> Iterator[Fault]:
    intents = [intent for intent in file.pdf.Root.get("/OutputIntents", []) if intent.get("/S") == "/GTS_PDFX"]
    if len(intents) != 1:
        yield Fault("须有且只有一个 GTS_PDFX 输出意图", "there must be one GTS_PDFX output intent")
        return
    (intent,) = intents
    if not str(intent.get("/OutputConditionIdentifier", "")):
        yield Fault("输出意图没有名称", "the output intent names no condition")
    if not str(intent.get("/RegistryName", "")) and not str(intent.get("/Info", "")):
        yield Fault("输出意图既无注册机构也无说明", "the output intent has neither a RegistryName nor an Info text")
    profile = intent.get("/DestOutputProfile")
    if profile is None:
        yield Fault("输出意图未嵌入 ICC 配置文件", "the output intent embeds no ICC profile")
        return
    data = profile.read_bytes()
    if data[36:40] != b"acsp" or data[12:16] != b"prtr" or data[8] not in (2, 4):
        yield Fault("嵌入的不是输出设备的 ICC 配置文件", "what is embedded is not an ICC output profile")
    elif int.from_bytes(data[:4], "big") > len(data):  # ICC.1:2010, 7.2.2
        yield Fault("嵌入的 ICC 配置文件不完整", "the embedded ICC profile is cut off")
    if data[16:20] != b"CMYK" or int(profile.get("/N", 0)) != 4:
        yield Fault("输出意图不是 CMYK", "the output intent is not CMYK")
