"""Pictures as image XObjects (ISO 32000-1, 8.9): passed through where the file is already what the edition wants.

Every file is embedded once, however often and wherever it is placed. What must be converted is converted on other
threads while the pages are written; the objects are filled before the file is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from brochure.color import CMYK, Color
from brochure.dataclass import dataclass, replace
from brochure.diagnostics import Diagnostic, Sink
from brochure.frame import Picture
from brochure.pdf.intent import same_condition
from brochure.pdf.keep import Converted, Store
from brochure.pdf.objects import File, Ref, Stream, array
from brochure.pictures import PictureInfo, broken, fault, missing, probe_picture, truncated

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor


Matrix = tuple[int, int, int, int, int, int]
Crop = tuple[float, float, float, float]

TURNS: dict[int, Matrix] = {
    1: (1, 0, 0, 1, 0, 0), 2: (-1, 0, 0, 1, 1, 0), 3: (-1, 0, 0, -1, 1, 1), 4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1), 6: (0, -1, 1, 0, 0, 1), 7: (0, 1, 1, 0, 0, 0), 8: (0, 1, -1, 0, 1, 0),
}  # fmt: skip
"""From the unit square of the stored image to that of the upright one, by EXIF orientation: turning costs no pixel."""

WHOLE: Crop = (0.0, 0.0, 1.0, 1.0)
_WORTH_CROPPING = 0.6
"""A converted picture is cut to what is shown when that is less than this share of it."""


@dataclass(frozen=True, slots=True)
class Target:
    """What an edition wants of a picture. Over `most` pixels an inch it is scaled to `ppi`."""

    space: Literal["cmyk", "rgb", "proof"]
    profile: Path
    ppi: float = 300.0
    most: float = 450.0
    quality: int = 92
    intent: Literal["relative", "perceptual"] = "relative"
    name: str = ""
    """The profile's own name."""
    flat: bool = False
    """Whether alpha is laid on white paper: PDF/X-1a knows no transparency."""


@dataclass(frozen=True, slots=True)
class Task:
    """One conversion: `crop` and `size` (pixels of the crop) are of the picture as stored, before EXIF turning."""

    path: str
    info: PictureInfo
    target: Target
    crop: Crop
    size: tuple[int, int]
    ground: tuple[int, ...] = ()
    """The CMYK (0–255) under the transparent parts, where they are laid on something; empty for white paper."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An image as the content stream needs it: its resource, the crop in shares of it, its turn, and transparency."""

    key: str
    reference: Ref
    crop: Crop
    turn: Matrix
    alpha: bool


@dataclass(frozen=True, slots=True)
class _Embedded:
    key: str
    reference: Ref
    shown: Crop
    turn: Matrix
    alpha: bool


class ImageBook:
    """The pictures of one file, gathered before the first page is written."""

    def __init__(self, file: File, target: Target, cache: Path | None, pictures: Iterable[Picture], sink: Sink) -> None:
        self._file, self._target, self._sink = file, target, sink
        self._store = Store(cache) if cache else None
        self._known: dict[tuple[str, Color | None], _Embedded] = {}
        self._waiting: list[tuple[Picture, Stream, Callable[[], Converted]]] = []
        self._pool: ThreadPoolExecutor | None = None
        self._verified: list[tuple[Picture, Callable[[], bool]]] = []
        places: dict[tuple[str, Color | None], list[Picture]] = {}
        for picture in pictures:
            places.setdefault((picture.file, picture.ground), []).append(picture)
        for (path, _ground), placed in places.items():
            self._embed(Path(path), placed)

    def place(self, picture: Picture) -> Placed | None:
        """The image of a placed picture, or None when the file has a fault."""
        known = self._known.get((picture.file, picture.ground))
        if known is None:
            return None
        left, top, width, height = picture.crop
        over, down, across, tall = known.shown
        crop = (left - over) / across, (top - down) / tall, width / across, height / tall
        return Placed(
            known.key, known.reference, picture.crop if known.shown == WHOLE else crop, known.turn, known.alpha
        )

    def finish(self) -> None:
        """Wait for the conversions and fill their objects; faults become findings."""
        for picture, stream, result in self._waiting:
            try:
                done = result()
            except _faults() as error:
                self._report(picture, broken(Path(picture.file), str(error)[:80]))
                continue
            for finding in done.findings:
                self._report(picture, finding)
            self._fill(stream, done)
        for picture, verdict in self._verified:
            if not verdict():
                self._report(picture, truncated(Path(picture.file)))
        if self._pool:
            self._pool.shutdown()

    def _embed(self, path: Path, placed: list[Picture]) -> None:
        info = probe_picture(path)
        if isinstance(info, Diagnostic):
            self._report(placed[0], info)
            return
        for finding in _remarks(path, info, self._target, placed[0].ground is not None):
            self._report(placed[0], finding)
        key = f"Im{len(self._known)}"
        shown = WHOLE
        if self._passes(info, placed):
            try:
                data = path.read_bytes()
                stream = jpeg(data if self._target.space == "cmyk" else without_private(data), info)
            except OSError:
                self._report(placed[0], missing(path))
                return
            self._verify(path, placed[0])
        else:
            shown = _union(placed)
            if shown[2] * shown[3] >= _WORTH_CROPPING:
                shown = WHOLE
            stream = Stream(b"", {})
            task = plan(path, info, self._target, placed, shown)
            self._waiting.append((placed[0], stream, self._convert(task)))
        self._known[placed[0].file, placed[0].ground] = _Embedded(
            key, self._file.add(stream), shown, TURNS[info.orientation], info.alpha and not self._target.flat
        )

    def _passes(self, info: PictureInfo, placed: list[Picture]) -> bool:
        """Whether the JPEG file itself can be embedded: its colours fit and it is not far too fine."""
        if info.kind != "jpeg":
            return False
        if self._target.space == "cmyk":
            return info.mode in ("cmyk", "gray")
        plain = info.mode == "gray" or (info.mode == "rgb" and (not info.profile or "sRGB" in info.profile))
        fine = max(_ppi(info, picture) for picture in placed) > self._target.most
        return plain and not fine and self._target.space == "rgb"

    def _verify(self, path: Path, picture: Picture) -> None:
        """A file that goes in as it is, is decoded once to see that nothing of it is missing; the cache remembers."""
        if self._store and self._store.is_sound(path):
            return
        from brochure.pdf.convert import is_whole

        self._verified.append((picture, self._threads().submit(is_whole, path, self._store).result))

    def _threads(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor

        if self._pool is None:
            self._pool = ThreadPoolExecutor()
        return self._pool

    def _convert(self, task: Task) -> Callable[[], Converted]:
        """What will give the converted picture: the cache folder has it, or another thread makes it."""
        key = ""
        if self._store:
            with suppress(OSError):  # then it is made, and raises the same where it is reported
                key = self._store.key(task)
                if kept := self._store.load(key):
                    return lambda: kept
        # only now: Pillow takes longer to load than most pages take to write
        from brochure.pdf.convert import convert_and_keep

        return self._threads().submit(convert_and_keep, task, self._store if key else None, key).result

    def _fill(self, stream: Stream, done: Converted) -> None:
        mask = None
        if done.mask is not None:
            mask_stream = Stream(b"", {})
            self._fill(mask_stream, done.mask)
            mask = self._file.add(mask_stream)
        stream.data, stream.digest = done.data, done.digest.encode()
        stream.entries = {
            **_entries(done.width, done.height, done.space, done.bits),
            "Decode": array((1, 0) * 4) if done.inverted else None,
            "Filter": f"/{done.filter}",
            "SMask": mask,
        }

    def _report(self, picture: Picture, finding: Diagnostic) -> None:
        self._sink.add(replace(finding, path=picture.path))


def _faults() -> tuple[type[BaseException], ...]:
    """What Pillow raises for damaged data: its decoders leak the errors of what they are made of."""
    import struct
    import zlib

    return (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, struct.error, zlib.error)


def _remarks(path: Path, info: PictureInfo, target: Target, grounded: bool) -> list[Diagnostic]:
    """What the user should know although the picture can be used."""
    found = []
    if info.mode == "cmyk" and info.profile_space not in ("", "CMYK"):
        found.append(
            fault(
                "wrong_profile",
                path,
                f"图片 {{name}} 是 CMYK，嵌的却是 {info.profile_space} 配置“{info.profile}”；油墨数值原样保留",
                f"{{name}} is CMYK, but its profile `{info.profile}` is for {info.profile_space}; its inks are kept",
                (
                    "请用输出条件的配置重新分色，或置入 RGB 原图",
                    "separate it again with the press's profile, or place the RGB original",
                ),
                "warning",
            )
        )
    elif (
        target.space == "cmyk"
        and info.mode == "cmyk"
        and info.profile
        and not same_condition(info.profile, target.name)
    ):
        found.append(
            fault(
                "foreign_profile",
                path,
                f"图片 {{name}} 是按“{info.profile}”分色的，与输出条件“{target.name}”不同；油墨数值原样保留",
                f"the picture {{name}} was separated for `{info.profile}`, not for `{target.name}`; its inks are kept",
                ("如有偏色，请从 RGB 原图重新置入", "if colours shift, place the RGB original instead"),
                "warning",
            )
        )
    if target.flat and info.alpha:
        found.append(
            fault(
                "flattened",
                path,
                f"图片 {{name}} 有透明，PDF/X-1a 不允许：已压在{'底下的颜色' if grounded else '白底'}上",
                "the picture {name} has transparency, which PDF/X-1a forbids: it was laid on "
                + ("the colour below it" if grounded else "white"),
                ("用 PDF/X-4，或先把图片与背景合并", "use PDF/X-4, or merge it with its background first"),
                "warning",
            )
        )
    return found


def plan(path: Path, info: PictureInfo, target: Target, placed: list[Picture], shown: Crop) -> Task:
    """The conversion that serves all places: fine enough for the largest, cut to what any of them shows."""
    finest = min(_ppi(info, picture) for picture in placed)
    # what is separated already goes to the plates as it is, pixel by pixel
    kept = info.mode == "cmyk" and target.space == "cmyk"
    scale = target.ppi / finest if finest > target.most and not kept else 1.0
    width = max(1, round(info.width * shown[2] * scale))
    height = max(1, round(info.height * shown[3] * scale))
    if info.orientation >= 5:
        width, height = height, width
    ground = placed[0].ground
    inks = (ground.c, ground.m, ground.y, ground.k) if isinstance(ground, CMYK) else ()
    under = tuple(round(255 * ink) for ink in inks)
    return Task(str(path), info, target, stored_crop(shown, info.orientation), (width, height), under)


def stored_crop(crop: Crop, orientation: int) -> Crop:
    """A crop of the upright picture as a crop of the stored one; both measured from the top left."""
    a, b, c, d, e, f = TURNS[orientation]
    left, top, width, height = crop
    # the turn is its own description upright ← stored, y upwards: solve it for two opposite corners
    corners = []
    for x, y in ((left, 1 - top), (left + width, 1 - top - height)):
        u = (d * (x - e) - c * (y - f)) / (a * d - b * c)
        v = (a * (y - f) - b * (x - e)) / (a * d - b * c)
        corners.append((u, 1 - v))
    (u0, v0), (u1, v1) = corners
    return min(u0, u1), min(v0, v1), abs(u1 - u0), abs(v1 - v0)


def _ppi(info: PictureInfo, picture: Picture) -> float:
    return info.ppi(picture.size.width, picture.size.height, picture.crop)


def _union(placed: list[Picture]) -> Crop:
    left = min(picture.crop[0] for picture in placed)
    top = min(picture.crop[1] for picture in placed)
    right = max(picture.crop[0] + picture.crop[2] for picture in placed)
    bottom = max(picture.crop[1] + picture.crop[3] for picture in placed)
    return left, top, right - left, bottom - top


def _entries(width: int, height: int, space: str, bits: int) -> dict[str, object]:
    return {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": width,
        "Height": height,
        "ColorSpace": f"/{space}",
        "BitsPerComponent": bits,
    }


def without_private(data: bytes) -> bytes:
    """A JPEG file without Exif, XMP, IPTC and comments: a picture published on screen need not tell where it was taken.

    The coded picture is not touched; a file that does not parse is left as it is.
    """
    kept = [data[:2]]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] not in (0xE1, 0xED, 0xFE):
            kept.append(data[at:end])
        at = end
    if data[at : at + 2] != b"\xff\xda":
        return data
    return b"".join((*kept, data[at:]))


def jpeg(data: bytes, info: PictureInfo) -> Stream:
    """A JPEG file as it is (7.4.8), not compressed again. Adobe stores CMYK as paper: Decode turns it back."""
    width, height = info.stored
    space = {"gray": "DeviceGray", "cmyk": "DeviceCMYK"}.get(info.mode, "DeviceRGB")
    entries = _entries(width, height, space, 8)
    return Stream(data, {**entries, "Decode": array((1, 0) * 4) if info.inverted else None, "Filter": "/DCTDecode"})
