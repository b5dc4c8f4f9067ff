"""Output files appear whole or not at all: written beside their place, then moved there in one step."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


class CannotWrite(OSError):
    """`target` cannot be written; `reason` says why and what helps, in Chinese and English."""

    def __init__(self, target: Path, error: OSError) -> None:
        super().__init__(error.errno, error.strerror or str(error), str(target))
        self.target = target
        self.reason = _reason(target, error)


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """What the system has against writing `target` becomes `CannotWrite`; the folders it stands in are made."""
    part = _part(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield
    except CannotWrite:
        raise
    except OSError as error:
        ours = {None, str(part), str(target), *map(str, target.parents)}
        if error.filename in ours or error.filename2 == str(target):
            raise CannotWrite(target, error) from error
        raise  # of a file that is read on the way


@contextmanager
def whole(target: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the target's place when the block ends; after an exception the target is as it was.

    Raises CannotWrite.
    """
    part = _part(target)
    with writing(target):
        try:
            with part.open("wb") as file:
                yield file
            part.replace(target)
        except BaseException:
            _drop(part)
            raise


def write_whole(target: Path, data: bytes) -> None:
    """Write a file, making the folders it stands in. Raises CannotWrite."""
    with whole(target) as file:
        file.write(data)


def is_file(path: Path) -> bool:
    """Whether there is a file; no for a name that the system cannot even look for."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _part(target: Path) -> Path:
    return target.parent / f".{target.name}.{os.getpid()}.part"


def _drop(part: Path) -> None:
    with suppress(OSError):  # what kept it from being written may keep it from being looked for, too
        part.unlink()


def _reason(target: Path, error: OSError) -> tuple[str, str]:
    """Why, in Chinese and English, as far as the number of the error tells."""
    if error.errno == errno.ENAMETOOLONG:
        return "文件名太长", "the name is too long"
    if target.is_dir():
        inside = target / "brochure.pdf"
        return f"这是文件夹，请给出文件名，如 {inside}", f"it is a folder; give the name of a file, such as {inside}"
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        file = next((str(parent) for parent in target.parents if parent.is_file()), str(target.parent))
        return f"{file} 是文件，不是文件夹", f"{file} is a file and no folder"
    if error.errno in (errno.EACCES, errno.EPERM):
        if target.exists():
            return (
                "不许改写；它可能正在别的程序里打开：关掉它，或换个文件名",
                "it may not be changed; perhaps it is open in another program: close it, or choose another name",
            )
        return (
            f"没有写 {target.parent} 的权限，请换个文件夹",
            f"{target.parent} may not be written to; choose another folder",
        )
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "磁盘满了，清出空间再来", "the disk is full; make room and try again"
    if error.errno == errno.EROFS:
        return "这里只能读不能写，请换个文件夹", "this place is read-only; choose another folder"
    told = error.strerror or str(error)
    return told, told
