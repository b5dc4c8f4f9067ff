"""The output intent (ISO 32000-1, 14.11.5): for which printing condition, or which screen, the colours are meant."""

from __future__ import annotations

from pathlib import Path

from brochure.dataclass import dataclass
from brochure.diagnostics import Diagnostic, Message
from brochure.pdf.color import PROFILES
from brochure.pdf.objects import File, Ref, deflated, dictionary, text
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


def same_condition(one: str, other: str) -> bool:
    """Whether two profiles, by their names, stand for one printing condition, be their tables finer or coarser."""
    first, second = condition(one), condition(other)
    return one == other or (first.registered and first.identifier == second.identifier)


def check_profile(path: Path) -> Diagnostic | None:
    """What keeps a profile from being a press profile: PDF/X wants an output profile for CMYK, ICC version 2 or 4."""
    try:
        data = path.read_bytes()
    except OSError:
        return _refused("missing", path, "找不到 ICC 配置文件 {name}", "there is no ICC profile {name}")
    if len(data) < 132 or data[36:40] != b"acsp" or int.from_bytes(data[:4], "big") > len(data):
        return _refused("broken", path, "{name} 不是完整的 ICC 配置文件", "{name} is not a whole ICC profile")
    if data[12:16] != b"prtr" or data[16:20] != b"CMYK":
        return _refused(
            "not_cmyk",
            path,
            "{name} 不是 CMYK 输出配置文件，不能用来付印",
            "{name} is not a CMYK output profile and cannot stand for a press",
        )
    if data[8] not in (2, 4):
        return _refused("version", path, f"{{name}} 是 ICC 第 {data[8]} 版", f"{{name}} is of ICC version {data[8]}")
    return None


def _refused(what: str, path: Path, zh: str, en: str) -> Diagnostic:
    hint = Message(
        "去掉 profile 一项即用内置的铜版纸配置", "leave `profile` out to use the built-in one for coated paper"
    )
    message = Message(zh.replace("{name}", path.name), en.replace("{name}", path.name))
    return Diagnostic(f"profile.{what}", "error", message, hints=(hint,))


def output_intent(file: File, profile: Path, pdfx: bool) -> Ref:
    """GTS_PDFX with the press profile (PDF/X-4), or GTS_PDFA1 with sRGB (ISO 19005-2, 6.2.3)."""
    data = (profile if pdfx else PROFILES / "srgb.icc").read_bytes()
    name = profile_name(data)
    named = condition(name) if pdfx else Condition("sRGB IEC61966-2.1", "sRGB", registered=False)
    components = {"N": 4, "Alternate": "/DeviceCMYK"} if pdfx else {"N": 3, "Alternate": "/DeviceRGB"}
    # tables of 16-bit numbers hardly compress: the lowest level loses 1 % and saves 8 ms
    stream = file.add(deflated(data, components, 1))
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
