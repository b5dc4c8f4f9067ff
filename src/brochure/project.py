"""The only reader of input files: finds them, keeps them inside the project, and remembers what it read.

A project's root is the nearest folder above the brochure that holds `.git`, `pyproject.toml` or an empty file
`brochure.root`; without one it is the brochure's own folder. Includes and pictures are written relative to the file
that names them, and must lie inside the root after every `..` and link is followed: a brochure sent by somebody else
can then never print a file of the reader's own.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from brochure.diagnostics import Message, Sink, Span
from brochure.files import is_file

_ROOT_MARKS = (".git", "pyproject.toml", "brochure.root")
MAX_BYTES = 8_000_000
_MAGIC = (
    (b"PK\x03\x04", "Word/Excel/zip"), (b"%PDF", "PDF"), (b"\xff\xd8\xff", "JPEG"), (b"\x89PNG", "PNG"),
    (b"\xd0\xcf\x11\xe0", "Word 97/Excel 97"), (b"\x1f\x8b", "gzip"),
)  # fmt: skip


def absolute(path: Path) -> Path:
    """A path from the root of the file system on, links followed; as it is written where they lead in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return Path(os.path.abspath(path))  # noqa: PTH100 (`Path.resolve` is what failed)


def find_root(entry: Path) -> Path:
    """The root of the project that a brochure file belongs to."""
    folder = absolute(entry).parent
    for candidate in (folder, *folder.parents):
        if any((candidate / mark).exists() for mark in _ROOT_MARKS):
            return candidate
    return folder


class Project:
    """One brochure's files. `entry` is the file it starts from; `read` is everything read or used so far, in order."""

    __slots__ = ("_files", "entry", "root")

    def __init__(self, entry: Path, root: Path | None = None) -> None:
        self.entry = absolute(entry)
        self.root = absolute(root) if root else find_root(entry)
        self._files: dict[Path, None] = {}

    @property
    def read(self) -> tuple[Path, ...]:
        return tuple(self._files)

    def name(self, path: Path) -> str:
        """What findings call a file: relative to the working folder when it lies below it."""
        try:
            return path.relative_to(Path.cwd()).as_posix()
        except ValueError:
            return str(path)

    def nearest(self) -> Path | None:
        """What was meant by an entry that is no file: the brochure in that folder, or a name nearly the same."""
        from difflib import get_close_matches

        inside = self.entry / "brochure.yaml"
        if is_file(inside):
            return inside
        folder = self.entry.parent
        names = [path.name for path in sorted(folder.glob("*.y*ml")) if is_file(path)] if folder.is_dir() else []
        close = get_close_matches(self.entry.name, names, 1, 0.6)
        return folder / close[0] if close else None

    def resolve(self, written: str, beside: Path, sink: Sink, span: Span, what: str, path: str = "") -> Path | None:
        """The file that `written` names in the file `beside`, or None after one finding.

        `what` is the kind of thing missed, and the code's first half: `picture`, `include`, `theme`, `text`.
        """
        target = beside.parent / written.strip()
        try:
            real = target.resolve()
            exists = real.is_file()
        except (OSError, ValueError, RuntimeError):  # a NUL, a name too long, a link that leads to itself
            real, exists = target, False
        if not real.is_relative_to(self.root):
            sink.error(
                f"{what}.outside", f"`{written}` 在项目文件夹之外，不能使用",
                f"`{written}` lies outside the project folder and is not used", span=span, path=path,
                hints=(Message(f"请把文件放进 {self.root}", f"put the file into {self.root}"),),
            )  # fmt: skip
            return None
        if not exists:
            self._missing(written, real, sink, span, what, path)
            return None
        self._files[real] = None
        return real

    def _missing(self, written: str, real: Path, sink: Sink, span: Span, what: str, path: str) -> None:
        near = self._near(real)
        corrected = ""
        hints: tuple[Message, ...] = ()
        if near:
            best = os.path.relpath(near, real.parent)
            best = (Path(written).parent / best).as_posix() if "\\" not in written else best
            best = os.path.normpath(best).replace("\\", "/") if not best.startswith("..") else best
            hints = (Message(f"是不是 `{best}`？", f"did you mean `{best}`?"),)
            if span.text.count(written) == 1:
                corrected = span.text.replace(written, best)
        kind_zh, kind_en = _KINDS.get(what, ("文件", "file"))
        sink.error(
            f"{what}.missing", f"找不到{kind_zh} `{written}`", f"there is no {kind_en} `{written}`",
            span=span, path=path, hints=hints, corrected=corrected,
        )  # fmt: skip

    def _near(self, real: Path) -> Path | None:
        """The file most like a missing one: in its folder, or of the same name in the folders around it."""
        from difflib import get_close_matches

        name = real.name.rsplit("\\", 1)[-1]
        folder = next(parent for parent in real.parents if parent.is_dir())
        if not folder.is_relative_to(self.root):
            return None
        found: dict[str, Path] = {}
        for count, path in enumerate(sorted(folder.rglob("*")) if folder != self.root else sorted(folder.glob("*/*"))):
            if count > 2000:
                break
            if path.is_file() and not any(part.startswith(".") for part in path.parts):
                found.setdefault(path.name, path)
        lowered = {known.lower(): known for known in found}
        close = get_close_matches(name.lower(), lowered, 1, 0.6)
        return found[lowered[close[0]]] if close else None

    def read_text(self, path: Path, sink: Sink) -> str | None:
        """The characters of a UTF-8 file, line ends as `\\n`, or None after one finding that says why not."""
        self._files[path] = None
        name = self.name(path)
        try:
            size = path.stat().st_size
            data = path.read_bytes() if size <= MAX_BYTES else b""
        except OSError as error:
            reason = error.strerror or str(error)
            sink.error(
                "file.unreadable", f"读不了文件：{reason}", f"the file cannot be read: {reason}", span=Span(name)
            )
            return None
        if size > MAX_BYTES:
            from brochure.composer import too_big

            too_big(name, sink)
            return None
        return _decode(data, name, sink)

    def timestamp(self, written: str = "") -> int:
        """The POSIX time the document is dated: `SOURCE_DATE_EPOCH`, else its own date, else the day it is built.

        The day and not the second, so that two builds of one day are the same bytes.
        """
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if epoch.isdigit():
            return int(epoch)
        if written:
            from datetime import date

            return (date(*map(int, written.split("-"))) - date(1970, 1, 1)).days * 86_400
        return int(time.time()) // 86_400 * 86_400


_KINDS = {
    "picture": ("图片", "picture"), "include": ("被包含的文件", "file to include"), "theme": ("主题文件", "theme file"),
    "text": ("文字文件", "text file"), "brochure": ("宣传册文件", "brochure file"),
}  # fmt: skip


def _decode(data: bytes, name: str, sink: Sink) -> str | None:
    span = Span(name)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            zh, en = f"这不是文本文件，看起来是 {kind}", f"this is not a text file; it looks like {kind}"
            sink.error("file.binary", zh, en, span=span)
            return None
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[1:40:2].count(0) > 8 or data[0:40:2].count(0) > 8
    if not utf16:
        try:
            return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            span = _place(data, error.start, name)
    encoding = "UTF-16" if utf16 else _guess(data)
    if not encoding:
        sink.error("file.binary", "这不是 UTF-8 文本", "this is not UTF-8 text", span=span)
        return None
    hint = Message(
        "请在编辑器里另存为 UTF-8（记事本：另存为 → 编码 → UTF-8）",
        f"save it as UTF-8 in your editor, or: iconv -f {encoding} -t UTF-8",
    )
    zh, en = f"文件编码像是 {encoding}，需要 UTF-8", f"the file looks like {encoding}; it must be UTF-8"
    sink.error("file.encoding", zh, en, span=span, hints=(hint,))
    return None


def _place(data: bytes, start: int, name: str) -> Span:
    """The first byte that is not UTF-8; columns count the characters before it."""
    line_start = data.rfind(b"\n", 0, start) + 1
    return Span(name, data.count(b"\n", 0, start) + 1, len(data[line_start:start].decode("utf-8", "replace")) + 1)


def _guess(data: bytes) -> str:
    """GBK or Big5 by which decodes to common Han characters; empty when neither does."""
    best, name = 0.3, ""
    for encoding, label in (("gb18030", "GBK"), ("big5", "Big5")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        wide = [char for char in text if ord(char) > 127]
        share = sum("\u4e00" <= char <= "\u9fa5" or char in "，。：、“”（）" for char in wide) / max(len(wide), 1)
        if share > best:
            best, name = share, label
    return name
