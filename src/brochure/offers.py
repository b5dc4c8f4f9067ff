"""What the sections of a brochure offer to the page, by their kinds."""

from __future__ import annotations

from pathlib import Path

from brochure.blocks import KINDS
from brochure.blocks.kind import Kit
from brochure.dataclass import replace
from brochure.diagnostics import Sink
from brochure.inline import stands_in
from brochure.layout.arrangement import Arranged
from brochure.layout.contents import Content
from brochure.layout.plan import Draft
from brochure.model import BlockBase, Brochure, Pair


def kit_for(brochure: Brochure, languages: tuple[str, ...], sink: Sink) -> Kit:
    """What the kinds may ask for: figures, languages, sizes of pictures (a fault of a picture is reported once)."""
    from brochure.pictures import PictureInfo, probe_picture

    known: dict[tuple[str, str], tuple[int, int]] = {}

    def measure(file: str, path: str) -> tuple[int, int]:
        if (file, path) not in known:
            probed = probe_picture(Path(file))
            if isinstance(probed, PictureInfo):
                known[file, path] = (probed.width, probed.height)
            else:
                sink.add(replace(probed, span=brochure.spans.at(path), path=path))
                known[file, path] = (1, 1)
        return known[file, path]

    return Kit(languages, brochure.facts, measure, _contents)


def _contents(block: BlockBase, path: str, kit: Kit) -> tuple[Content, ...]:
    kind = next(kind for kind in KINDS if kind.name == block.kind)
    return kind.contents(block, path, kit)


def draft_of(block: BlockBase, number: int, kit: Kit, how: Arranged) -> Draft:
    """One section with its contents, as it is set in one part of the document."""
    path = f"sections.{number}"
    arrangement, languages = how
    title, short = getattr(block, "title", None), getattr(block, "short", None)
    contents = _contents(block, path, kit.showing(languages))
    alone = languages if arrangement == "facing" and len(languages) > 1 else ()
    halves = tuple((lang, _contents(block, path, kit.showing((lang,)))) for lang in alone)
    names = (_plain(title), _plain(short))
    return Draft(block.id or "", block.kind, contents, path, block.pages, *names, how, halves)


def _plain(texts: Pair | None) -> tuple[tuple[str, str], ...]:
    """A title for bookmarks and running heads; pseudo-words are none."""
    return tuple((lang, text.text) for lang, text in texts.texts if not stands_in(text)) if texts else ()


def block_names(brochure: Brochure) -> dict[str, str]:
    """What each block is called in reports, by its place: its id, or its kind and line."""
    return {one.path: one.id or f"{one.kind}:{brochure.spans.at(one.path).line}" for one in brochure.walk()}
