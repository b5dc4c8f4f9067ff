"""The output intent (ISO 32000-1, 14.11.5): for which printing condition, or which screen, the colours are meant."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path

from brochure.pdf.color import PROFILES
from brochure.pdf.objects import File, Ref, Stream, dictionary, text
from brochure.pictures import profile_name

REGISTRY = "http://www.color.org"


@dataclass(frozen=True, slots=True)
class Condition:
    """A printing condition by its name in the ICC registry, where it has one."""

    identifier: str
    description: str
    registered: bool = True


_CONDITIONS = {
    "fogra39": Condition("FOGRA39", "Offset on coated paper, ISO 12647-2:2004/Amd 1"),
    "fogra29": Condition("FOGRA29", "Offset on uncoated white paper, ISO 12647-2:2004"),
    "tr002": Condition("CGATS TR 002", "Coldset offset on newsprint, SNAP"),
    "fogra51": Condition("FOGRA51", "Offset on premium coated paper, ISO 12647-2:2013"),
    "fogra52": Condition("FOGRA52", "Offset on wood-free uncoated paper, ISO 12647-2:2013"),
    "japan color 2011": Condition("JC201103", "Japan Color 2011 coated"),
}


def condition(name: str) -> Condition:
    """The condition that a profile's description names; an own one when the registry is not named."""
    found = next((known for key, known in _CONDITIONS.items() if key in name.lower()), None)
    return found or Condition("Custom", name, registered=False)


def output_intent(file: File, profile: Path, pdfx: bool) -> Ref:
    """GTS_PDFX with the press profile (ISO 15930-7, 6.2.2), or GTS_PDFA1 with sRGB (ISO 19005-2, 6.2.3)."""
    data = (profile if pdfx else PROFILES / "srgb.icc").read_bytes()
    name = profile_name(data)
    named = condition(name) if pdfx else Condition("sRGB IEC61966-2.1", "sRGB", registered=False)
    components = {"N": 4, "Alternate": "/DeviceCMYK"} if pdfx else {"N": 3, "Alternate": "/DeviceRGB"}
    # tables of 16-bit numbers hardly compress: the lowest level loses 1 % and saves 8 ms
    stream = file.add(Stream(zlib.compress(data, 1), {**components, "Filter": "/FlateDecode"}))
    return file.add(
        dictionary(
            {
                "Type": "/OutputIntent",
                "S": "/GTS_PDFX" if pdfx else "/GTS_PDFA1",
                "OutputConditionIdentifier": text(named.identifier),
                "OutputCondition": text(named.description),
                "RegistryName": text(REGISTRY) if named.registered else None,
                "Info": text(name or named.identifier),
                "DestOutputProfile": stream,
            }
        )
    )
