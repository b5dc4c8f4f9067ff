"""The catalogue `fonts/catalog.json`: one row a face, read by the typesetter instead of opening fonts.

In: the bytes of finished faces; out: rows and their JSON. Metrics are in 1/1000 em, whatever the font's own unit.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from brochure.diagnostics import Sink
from brochure.fontbuild.recipe import FaceSpec, Family


@dataclass(frozen=True, slots=True)
class Metrics:
    """In 1/1000 em. `ascender` and `descender` are those of OS/2 (typo): for Han faces the character frame (字身框)."""

    ascender: float
    descender: float
    hhea_ascender: float
    hhea_descender: float
    x_height: float
    cap_height: float


@dataclass(frozen=True, slots=True)
class CatalogFace:
    """One row. `file` is relative to the catalogue; `weight` is the OS/2 class; `em` the font's units per em."""

    key: str
    family: str
    family_zh: str
    style: str
    role: str
    file: str
    weight: int
    italic: bool
    outlines: str
    scripts: tuple[str, ...]
    licence: str
    sha256: str
    bytes: int
    characters: int
    em: int
    metrics: Metrics


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def catalog_face(spec: FaceSpec, family: Family, data: bytes) -> CatalogFace:
    """The row of one finished face."""
    font = TTFont(io.BytesIO(data), lazy=True)
    outlines = "cff" if "CFF " in font else "glyf"
    return CatalogFace(
        key=spec.key,
        family=family.name,
        family_zh=family.name_zh,
        style=spec.style,
        role=family.role,
        file=f"{family.id}/{spec.key}.{'otf' if outlines == 'cff' else 'ttf'}",
        weight=spec.weight,
        italic=spec.italic,
        outlines=outlines,
        scripts=family.scripts,
        licence=family.licence,
        sha256=sha256(data),
        bytes=len(data),
        characters=len(font.getBestCmap()),
        em=font["head"].unitsPerEm,
        metrics=measure(font),
    )


def measure(font: TTFont) -> Metrics:
    """The vertical metrics of a face."""
    scale = 1000 / font["head"].unitsPerEm
    os2, hhea = font["OS/2"], font["hhea"]
    return Metrics(
        ascender=round(os2.sTypoAscender * scale, 1),
        descender=round(os2.sTypoDescender * scale, 1),
        hhea_ascender=round(hhea.ascender * scale, 1),
        hhea_descender=round(hhea.descender * scale, 1),
        x_height=round(getattr(os2, "sxHeight", 0) * scale, 1),
        cap_height=round(getattr(os2, "sCapHeight", 0) * scale, 1),
    )


def catalog_json(faces: Iterable[CatalogFace]) -> str:
    """The catalogue as text, one face a line, so that a change shows as one line."""
    rows = ",\n".join("  " + json.dumps(asdict(face), ensure_ascii=False) for face in faces)
    return '{"faces": [\n' + rows + "\n]}\n"


def read_catalog(path: Path, sink: Sink) -> tuple[CatalogFace, ...]:
    """The rows of a catalogue; empty, with a finding, if it cannot be read."""
    try:
        rows = json.loads(path.read_text("utf-8"))["faces"]
        return tuple(_face(row) for row in rows)
    except OSError as error:
        why = error.strerror or "unreadable"
    except (ValueError, KeyError, TypeError) as error:
        why = f"{type(error).__name__}: {error}"
    sink.error("fonts.catalog", f"读不了字体目录 `{path}`：{why}", f"cannot read font catalogue `{path}`: {why}")
    return ()


def _face(row: Mapping[str, Any]) -> CatalogFace:
    return CatalogFace(**{**row, "scripts": tuple(row["scripts"]), "metrics": Metrics(**row["metrics"])})
