"""Stand-in pictures, which every build names until a real photograph takes their place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from brochure.diagnostics import Diagnostic, Message, Severity
from brochure.editorial.texts import photos
from brochure.model import Brochure, Photo


def stand_ins(brochure: Brochure, severity: Severity) -> Iterator[Diagnostic]:
    """One finding for each stand-in of the brochure."""
    return (stand_in(brochure, photo, severity) for photo in photos(brochure) if photo.placeholder)


def stand_in(brochure: Brochure, photo: Photo, severity: Severity) -> Diagnostic:
    """The finding for one."""
    name, path = Path(photo.file).name, f"{photo.path}.placeholder"
    return Diagnostic(
        "picture.placeholder", severity,
        Message(
            f"{name} 是示意图，付印前请换成真实照片",
            f"{name} is a stand-in illustration; replace it with a photograph before print",
        ),
        brochure.spans.at(path), path,
    )  # fmt: skip
