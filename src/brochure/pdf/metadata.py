"""What the file says about itself: one record, written as Info and as XMP so that the two cannot differ."""

from __future__ import annotations

import time

from brochure.dataclass import dataclass
from brochure.frame import Document
from brochure.pdf.objects import dictionary, text

PRODUCER = "brochure"


@dataclass(frozen=True, slots=True)
class Record:
    """The statements: whatever is in Info is in XMP too, and equal."""

    title: str
    author: str
    subject: str
    language: str
    date: int
    pdfx: str = ""
    accessible: bool = False

    @staticmethod
    def of(document: Document, pdfx: str, accessible: bool) -> Record:
        """The document's record; `pdfx` names the PDF/X version, `accessible` claims PDF/A-2a and PDF/UA-1."""
        words = document.title, document.author, document.subject, document.language
        return Record(*words, document.date, pdfx, accessible)

    @property
    def day(self) -> str:
        return time.strftime("%Y-%m-%d", time.gmtime(self.date))


def info(record: Record) -> object:
    """The Info dictionary (ISO 32000-1, 14.3.3)."""
    when = text("D:" + time.strftime("%Y%m%d%H%M%S", time.gmtime(record.date)) + "+00'00'")
    return dictionary(
        {
            "Title": text(record.title),
            "Author": text(record.author) if record.author else None,
            "Subject": text(record.subject) if record.subject else None,
            "Creator": text(PRODUCER),
            "Producer": text(PRODUCER),
            "CreationDate": when,
            "ModDate": when,
            "Trapped": "/False" if record.pdfx else None,
            "GTS_PDFXVersion": text(record.pdfx) if record.pdfx else None,
        }
    )


_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}

_UA_SCHEMA = """
<rdf:Description rdf:about='' xmlns:pdfaExtension='http://www.aiim.org/pdfa/ns/extension/'
 xmlns:pdfaSchema='http://www.aiim.org/pdfa/ns/schema#' xmlns:pdfaProperty='http://www.aiim.org/pdfa/ns/property#'>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType='Resource'>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType='Resource'>
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
"""PDF/A knows only the properties of XMP 2005; others must be described (ISO 19005-2, 6.6.2.3.3)."""


def escape(words: str) -> str:
    """Text between XML tags; `xml.sax.saxutils` has the same, and 20 ms of imports."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _uuid(digest: bytes) -> str:
    shown = digest[:16].hex()
    return f"uuid:{shown[:8]}-{shown[8:12]}-{shown[12:16]}-{shown[16:20]}-{shown[20:32]}"


def xmp(record: Record, document_id: bytes, instance_id: bytes) -> bytes:
    """The XMP packet (ISO 16684-1) with the properties that PDF/X-4 asks for."""
    when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.date))

    def alternative(value: str) -> str:
        return f"<rdf:Alt><rdf:li xml:lang='x-default'>{escape(value)}</rdf:li></rdf:Alt>"

    entries = {
        "dc:format": "application/pdf",
        "dc:title": alternative(record.title),
        "dc:creator": f"<rdf:Seq><rdf:li>{escape(record.author)}</rdf:li></rdf:Seq>" if record.author else "",
        "dc:description": alternative(record.subject) if record.subject else "",
        "dc:language": f"<rdf:Bag><rdf:li>{escape(record.language)}</rdf:li></rdf:Bag>",
        "pdf:Producer": PRODUCER,
        "pdf:Trapped": "False" if record.pdfx else "",
        "xmp:CreatorTool": PRODUCER,
        "xmp:CreateDate": when,
        "xmp:ModifyDate": when,
        "xmp:MetadataDate": when,
        "xmpMM:DocumentID": _uuid(document_id),
        "xmpMM:InstanceID": _uuid(instance_id),
        "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default",
        # PDF/X-1a is named in Info alone
        "pdfxid:GTS_PDFXVersion": record.pdfx if record.pdfx == "PDF/X-4" else "",
        "pdfaid:part": "2" if record.accessible else "",
        "pdfaid:conformance": "A" if record.accessible else "",
        "pdfuaid:part": "1" if record.accessible else "",
    }
    spaces = " ".join(f"xmlns:{prefix}='{uri}'" for prefix, uri in _NAMESPACES.items())
    body = "\n".join(f"<{key}>{value}</{key}>" for key, value in entries.items() if value)
    schema = _UA_SCHEMA if record.accessible else ""
    return (
        "<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>\n"
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n"
        f"<rdf:Description rdf:about='' {spaces}>\n{body}\n</rdf:Description>{schema}\n"
        "</rdf:RDF></x:xmpmeta>\n<?xpacket end='w'?>"
    ).encode()
