"""Sign-offs: a hash of each block's words in one language, and whether the approvals still fit them.

The hash covers what a reader of that language sees of the block: its texts, captions, credits and the figures printed
in cards, with the place of each. One changed character, in text or in a fact, voids the sign-off of that block in that
language, and nothing else. A block inside a block is signed by itself when it has an `id`, else with its parent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from brochure.model import BlockBase, BlockText, Fact, Record

MIN_HASH = 6
"""As few characters of a hash as an approval may give."""


def block_hash(block: BlockBase, lang: str, facts: Mapping[str, Fact] | None = None) -> str:
    """Twelve hexadecimal characters for the words of a block in one language."""
    digest = hashlib.sha256()
    for name, text in block_words(block, lang, facts):
        digest.update(f"{name}\t{text}\n".encode())
    return digest.hexdigest()[:12]


def block_words(block: BlockBase, lang: str, facts: Mapping[str, Fact] | None = None) -> Iterator[tuple[str, str]]:
    """(place in the block, text) of everything the block prints in one language, in order."""
    for key, value in block.values().items():
        yield from _words(value, key, lang, facts or {})


def has_words(block: BlockBase, lang: str) -> bool:
    """Whether a block says anything in a language, so that somebody must have read it."""
    return next(block_words(block, lang), None) is not None


def _words(value: object, name: str, lang: str, facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    if isinstance(value, BlockText):
        for number, paragraph in enumerate(value.get(lang)):
            yield f"{name}.{number}", paragraph.text
    elif hasattr(value, "plain"):
        text = value.plain(lang)
        if text:
            yield name, text
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _words(item, f"{name}.{number}", lang, facts)
    elif isinstance(value, Record):
        if isinstance(value, BlockBase) and value.id:
            return
        for key, child in value.values().items():
            if key == "fact" and isinstance(child, str) and child in facts:
                from brochure.facts import format_fact

                yield f"{name}.fact", format_fact(facts[child], lang, approx=True)
            yield from _words(child, f"{name}.{key}", lang, facts)
