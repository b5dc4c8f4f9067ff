"""The texts of a brochure as a translator gets them: one segment a paragraph, as typed, with a name that stays.

A segment's name is made of the block's `id` and the place inside the block (`story.text.2`), so that it survives a
block put in above it. The text is the raw one: marks (`**bold**`) and facts (`{funds}`) stand in it and must come back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from brochure.dataclass import dataclass
from brochure.editorial.terms import Glossary
from brochure.editorial.texts import named_texts
from brochure.model import BlockBase, BlockText, Brochure, Pair
from brochure.regex import regex
from brochure.source import Map, Seq, Text

FACT = regex(r"(?<!\{)\{ *([^\W\d][\w-]*(?:\.[a-z]+)?) *\}(?!\})")
_BREAK = regex(r"\n[ \t]*\n\s*|\n(?=- )")
"""Between paragraphs: a blank line, or the dash of the next list item."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One paragraph to translate. `target` is empty where no translation exists; `limit` in characters, 0 for none."""

    name: str
    path: str
    number: int
    source: str
    target: str
    kind: str = ""
    limit: int = 0
    terms: tuple[tuple[str, str], ...] = ()
    of: int = 1
    """How many paragraphs the text has."""

    @property
    def context(self) -> str:
        """What kind of block it belongs to, which of its texts it is, and the place among the paragraphs."""
        key = self.name.removesuffix(f".{self.number}").rpartition(".")[2]
        place = f", {self.number + 1}/{self.of}" if self.of > 1 else ""
        return f"{self.kind}: {key}{place}"


def segments(
    brochure: Brochure, source: str, target: str, limits: Mapping[str, int] | None = None
) -> Iterator[Segment]:
    """Every paragraph of the brochure's blocks, in order."""
    glossary = Glossary(brochure.glossary)
    for name, pair, block in _pairs(brochure):
        tree = raw(brochure, pair.path)
        if not isinstance(tree, Map) or not isinstance(tree.get(source), Text):
            continue
        ours, theirs = paragraphs(tree[source], pair), paragraphs(tree.get(target), pair)
        for number, text in enumerate(ours):
            terms = tuple((entry.zh, entry.en) for entry, _ in glossary.used(text)) if source == "zh" else ()
            yield Segment(
                name if len(ours) == 1 and isinstance(pair, Pair) else f"{name}.{number}",
                pair.path,
                number,
                text,
                theirs[number] if number < len(theirs) else "",
                block.kind if block else "document",
                _limit(limits or {}, f"{pair.path}.{target}", number),
                tuple(dict.fromkeys(terms)),
                len(ours),
            )


def _limit(limits: Mapping[str, int], place: str, number: int) -> int:
    """The limit of a paragraph, or of the whole text; 0 for none."""
    return limits.get(f"{place}.{number}") or limits.get(place, 0)


def _pairs(brochure: Brochure) -> Iterator[tuple[str, Pair | BlockText, BlockBase | None]]:
    for key, text in named_texts(brochure.document):
        if text.path:
            yield f"document.{key}", text, None
    for block in brochure.walk():
        owner = block.id or block.path
        for key, text in named_texts(block):
            if text.path:
                yield f"{owner}.{key}", text, block


def raw(brochure: Brochure, path: str) -> object:
    """The piece of the tree at a path; None where there is none."""
    value: object = brochure.spans.tree
    for step in path.split("."):
        if isinstance(value, Map):
            value = value.get(step)
        elif isinstance(value, Seq) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def paragraphs(text: object, pair: Pair | BlockText) -> list[str]:
    """The paragraphs of a scalar as typed; line ends inside a paragraph are kept."""
    if not isinstance(text, Text):
        return []
    if isinstance(pair, Pair):
        return [str(text).strip()]
    return [part.strip() for part in _BREAK.split(str(text).strip("\n")) if part.strip()]


def joined(text: str, lang: str) -> str:
    """A paragraph on one line: Chinese lines meet without a space, others with one."""
    lines = [line.strip() for line in text.split("\n")]
    return ("" if lang.startswith("zh") else " ").join(line for line in lines if line)


def facts_in(text: str) -> list[str]:
    """The names in order of the alphabet; how each is written (`.words`) is for each language to say."""
    return sorted(name.partition(".")[0] for name in FACT.findall(text))
