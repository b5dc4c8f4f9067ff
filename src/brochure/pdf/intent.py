"""The output intent (ISO 32000-1, 14.11.5): for which printing condition, or which screen, the colours are meant."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from brochure.dataclass import dataclass
from brochure.diagnostics import Diagnostic, Message
from brochure.pdf.color import PROFILES
from brochure.pdf.objects import File, Ref, Stream, deflated, dictionary, text
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


_CLASSES = {
    b"mntr": ("显示器配置文件", "a monitor's profile"),
    b"scnr": ("扫描仪或相机的配置文件", "a scanner's or camera's profile"),
    b"link": ("设备链接配置文件", "a device link"),
    b"spac": ("颜色空间转换配置文件", "a colour space conversion"),
    b"abst": ("抽象配置文件", "an abstract profile"),
    b"nmcl": ("专色表", "a table of named colours"),
}


def check_profile(path: Path) -> Diagnostic | None:
    """What keeps a profile from being a press profile: PDF/X wants an output profile for CMYK, ICC version 2 or 4.

    A profile of the user's own must also convert; the built-in ones are known to, and LittleCMS is not loaded for them.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return _refused("missing", path, "找不到 ICC 配置文件 {name}", "there is no ICC profile {name}")
    if len(data) < 132 or data[36:40] != b"acsp" or int.from_bytes(data[:4], "big") > len(data):
        return _refused("broken", path, "{name} 不是完整的 ICC 配置文件", "{name} is not a whole ICC profile")
    space = data[16:20].decode("latin-1").strip()
    if (kind := _CLASSES.get(data[12:16])) is not None:
        return _refused(
            "not_press",
            path,
            f"{{name}} 是{kind[0]}（{space}），不是印刷机的 CMYK 输出配置文件",
            f"{{name}} is {kind[1]} ({space}), not a CMYK output profile of a press",
        )
    if data[12:16] != b"prtr" or space != "CMYK":
        return _refused(
            "not_cmyk",
            path,
            f"{{name}} 是 {space} 打印机的配置文件，付印要 CMYK 输出配置文件",
            f"{{name}} is for a {space} printer; a press needs a CMYK output profile",
        )
    if data[8] not in (2, 4):
        zh = f"{{name}} 是 ICC 第 {data[8]} 版，PDF/X 只收第 2 和第 4 版"
        return _refused("version", path, zh, f"{{name}} is of ICC version {data[8]}; PDF/X takes 2 and 4")
    if path.parent != PROFILES and not _converts(path):
        return _refused(
            "unusable",
            path,
            "{name} 里的换算表残缺，不能用来分色",
            "the tables of {name} are damaged or missing; no picture can be separated by it",
        )
    return None


def _converts(path: Path) -> bool:
    """Whether LittleCMS can bring colours to the press and back by the profile."""
    from PIL import ImageCms

    try:
        press, screen = ImageCms.ImageCmsProfile(str(path)), ImageCms.createProfile("sRGB")
        ImageCms.buildTransform(screen, press, "RGB", "CMYK")
        ImageCms.buildTransform(press, screen, "CMYK", "RGB")
    except (ImageCms.PyCMSError, OSError):
        return False
    return True


def _refused(what: str, path: Path, zh: str, en: str) -> Diagnostic:
    hint = Message(
        "向印厂要他们的 CMYK 输出配置文件；或写 profile: coated（铜版纸）、profile: uncoated（胶版纸）",
        "ask the print shop for its CMYK output profile, or write `profile: coated` or `profile: uncoated`",
    )
    message = Message(zh.replace("{name}", path.name), en.replace("{name}", path.name))
    return Diagnostic(f"profile.{what}", "error", message, hints=(hint,))


def _compressed(profile: Path | None, data: bytes, entries: Mapping[str, object]) -> Stream:
    """A profile as a stream. The built-in ones stand there compressed: it takes 5 ms, as long as a page of text."""
    if profile and profile.parent == PROFILES and (ready := profile.with_suffix(".icc.zlib")).is_file():
        return Stream(ready.read_bytes(), {**entries, "Filter": "/FlateDecode"})
    # tables of 16-bit numbers hardly compress: the lowest level loses 1 % and saves 8 ms
    return deflated(data, entries, 1)


def output_intent(file: File, profile: Path, pdfx: bool) -> Ref:
    """GTS_PDFX with the press profile (PDF/X-4), or GTS_PDFA1 with sRGB (ISO 19005-2, 6.2.3)."""
    data = (profile if pdfx else PROFILES / "srgb.icc").read_bytes()
    name = profile_name(data)
    named = condition(name) if pdfx else Condition("sRGB IEC61966-2.1", "sRGB", registered=False)
    components = {"N": 4, "Alternate": "/DeviceCMYK"} if pdfx else {"N": 3, "Alternate": "/DeviceRGB"}
    stream = file.add(_compressed(profile if pdfx else None, data, components))
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
