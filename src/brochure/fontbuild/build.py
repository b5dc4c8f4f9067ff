"""The run: recipe → faces, catalogue and provenance. Nothing is written unless every face could be made."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from brochure.diagnostics import Diagnostic, Message, Sink
from brochure.fontbuild.catalog import CatalogFace, catalog_face, catalog_json, sha256
from brochure.fontbuild.charset import CHARSETS
from brochure.fontbuild.cut import cut, instance, open_font, rename, subset_options, to_bytes
from brochure.fontbuild.provenance import provenance
from brochure.fontbuild.recipe import FaceSpec, Recipe
from brochure.fontbuild.widen import widen

Progress = Callable[[str], None]


def sources_present(recipe: Recipe, sources: Path, sink: Sink) -> bool:
    """Whether every source file is there; otherwise one finding a package, with the command that fetches it."""
    missing: dict[str, list[str]] = {}
    for spec in recipe.faces:
        if not (sources / spec.source).is_file():
            missing.setdefault(spec.package, []).append(spec.source)
    for package, files in missing.items():
        one = recipe.packages[package]
        sink.error(
            "fonts.source_missing",
            f"`{sources}` 里缺少软件包 `{one.name}` 的 {len(files)} 个文件（如 `{files[0]}`）",
            f"missing in `{sources}`: {len(files)} of the files of package `{one.name}`, such as `{files[0]}`",
            hints=(Message(f"在那里运行：{one.get}", f"run there: {one.get}"),),
        )
    return not missing


def build_face(spec: FaceSpec, recipe: Recipe, sources: Path, sink: Sink) -> bytes | None:
    """The bytes of one face; None and a finding if its source is another file or does not fit the recipe.

    A face that the recipe does not change is the upstream file, byte for byte.
    """
    path = sources / spec.source
    try:
        data = path.read_bytes()
    except OSError as error:
        why = error.strerror or "unreadable"
        sink.error("fonts.source_unreadable", f"读不了源文件 `{path}`：{why}", f"cannot read `{path}`: {why}")
        return None
    if sha256(data) != spec.sha256:
        sink.error(
            "fonts.source_changed",
            f"`{path}` 的 SHA-256 与配方不同，不是同一个文件",
            f"`{path}` has another SHA-256 than the recipe says, it is not the same file",
        )
        return None
    return _changed(spec, recipe, path, sink) if spec.modified else data


def _changed(spec: FaceSpec, recipe: Recipe, path: Path, sink: Sink) -> bytes | None:
    """Pick, instance, cut, widen and rename, as far as the recipe asks."""
    font = open_font(path, spec.member, sink)
    if font is None:
        return None
    if spec.instance or "fvar" in font:
        font = instance(font, spec.instance, spec.key, sink)
        if font is None:
            return None
    if spec.charset:
        cut(font, CHARSETS[spec.charset](), subset_options(recipe.features, spec.scripts or recipe.scripts))
    if spec.widen and not widen(font, spec.widen, spec.key, sink):
        return None
    rename(font, recipe.families[spec.family].name, spec.style, spec.key)
    return to_bytes(font)


def build(recipe: Recipe, sources: Path, out: Path, sink: Sink, progress: Progress = lambda _: None) -> list[Path]:
    """Make every face, then write faces, catalogue and provenance below `out`; the paths written, or none."""
    if not sources_present(recipe, sources, sink):
        return []
    made: dict[str, bytes] = {}
    try:
        with ProcessPoolExecutor(max_workers=min(len(recipe.faces), os.cpu_count() or 1)) as pool:
            jobs = [pool.submit(_job, spec, recipe, sources) for spec in recipe.faces]
            for spec, job in zip(recipe.faces, jobs, strict=True):
                data, found = job.result()
                sink.extend(found)
                if data is not None:
                    made[spec.key] = data
                    progress(f"{spec.key}  {len(data) / 1e6:.2f} MB")
    except BrokenProcessPool:
        zh, en = (
            "生成字体的进程中途被系统停掉，可能内存不够（约需 1 GB）",
            "a build process was killed, perhaps for want of memory",
        )
        sink.error("fonts.killed", zh, en)
    if sink.failed:
        return []
    rows = [catalog_face(spec, recipe.families[spec.family], made[spec.key]) for spec in recipe.faces]
    files = {row.file: made[row.key] for row in rows}
    files["catalog.json"] = catalog_json(rows).encode()
    files.update(_records(recipe, rows))
    try:
        return [_write(out / name, data) for name, data in files.items()]
    except OSError as error:
        why = error.strerror or "not writable"
        sink.error("fonts.unwritable", f"写不进 `{out}`：{why}", f"cannot write into `{out}`: {why}")
        return []


def _job(spec: FaceSpec, recipe: Recipe, sources: Path) -> tuple[bytes | None, list[Diagnostic]]:
    sink = Sink()
    return build_face(spec, recipe, sources, sink), sink.found


def _records(recipe: Recipe, rows: list[CatalogFace]) -> Mapping[str, bytes]:
    """The PROVENANCE.md of each family."""
    by_key = {row.key: row for row in rows}
    texts = {}
    for family in recipe.families.values():
        pairs = [(spec, by_key[spec.key]) for spec in recipe.faces if spec.family == family.id]
        texts[f"{family.id}/PROVENANCE.md"] = provenance(family, pairs, recipe).encode()
    return texts


def _write(path: Path, data: bytes) -> Path:
    """Write a file whole or not at all; an equal file is left alone."""
    if not (path.is_file() and path.read_bytes() == data):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(path.name + ".partial")
        partial.write_bytes(data)
        partial.replace(path)
    return path
