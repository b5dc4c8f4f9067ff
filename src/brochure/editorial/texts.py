"""Every text of a brochure with its place: pairs in step, paragraph by paragraph, and where each character stands."""

from __future__ import annotations

from collections.abc import Iterator

from brochure.dataclass import dataclass, replace
from brochure.diagnostics import Span
from brochure.model import BlockBase, BlockText, Brochure, Pair, Photo, Record

LANGUAGE_NAMES = {"zh": ("中文", "Chinese"), "en": ("英文", "English")}


@dataclass(frozen=True, slots=True)
class TextPair:
    """One paragraph in every language. `path` leads to the pair, `number` is the paragraph's place in it."""

    path: str
    number: int
    texts: tuple[tuple[str, str], ...]
    block: BlockBase | None = None

    def get(self, lang: str) -> str:
        return next((text for name, text in self.texts if name == lang), "")

    def span(self, brochure: Brochure, lang: str, start: int = 0, end: int = 0) -> Span:
        """The place of `text[start:end]` in one language, on its first line."""
        span = brochure.spans.at(f"{self.path}.{lang}", start, self.number)
        if end <= start:
            return span
        return replace(span, end_column=min(span.column + end - start, max(len(span.text), span.column) + 1))


def texts(brochure: Brochure) -> Iterator[TextPair]:
    """The title and subject, then every text of every block, in the order of the file."""
    info = brochure.document
    for pair in (info.title, info.subject):
        if pair is not None:
            yield from _paragraphs(pair, None)
    for block in brochure.walk():
        for text in own_texts(block):
            yield from _paragraphs(text, block)


def own_texts(value: Record) -> Iterator[Pair | BlockText]:
    """The texts below a record, without those of blocks inside it."""
    for _, text in named_texts(value):
        yield text


def named_texts(value: Record, name: str = "") -> Iterator[tuple[str, Pair | BlockText]]:
    """(place below the record, text) for each text of a record."""
    for key, child in value.values().items():
        yield from _below(child, f"{name}.{key}" if name else key)


def _below(child: object, name: str) -> Iterator[tuple[str, Pair | BlockText]]:
    if isinstance(child, Pair | BlockText):
        yield name, child
    elif isinstance(child, tuple):
        for number, item in enumerate(child):
            yield from _below(item, f"{name}.{number}")
    elif isinstance(child, Record) and not isinstance(child, BlockBase):
        yield from named_texts(child, name)


def _paragraphs(text: Pair | BlockText, block: BlockBase | None) -> Iterator[TextPair]:
    if isinstance(text, Pair):
        if text.path:
            yield TextPair(text.path, 0, tuple((lang, half.text) for lang, half in text.texts), block)
        return
    counts = {len(halves) for _, halves in text.texts}
    if len(counts) > 1:  # out of step: there are no pairs until somebody puts them in step
        for lang, parts in text.texts:
            for number, part in enumerate(parts):
                yield TextPair(text.path, number, ((lang, part.text),), block)
        return
    count = max(counts, default=0)
    for number in range(count):
        halves = tuple((lang, parts[number].text) for lang, parts in text.texts if number < len(parts))
        yield TextPair(text.path, number, halves, block)


def photos(brochure: Brochure) -> Iterator[Photo]:
    """Every picture of the brochure."""
    for block in brochure.walk():
        yield from _photos(block)


def _photos(value: object) -> Iterator[Photo]:
    if isinstance(value, Photo):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            if not isinstance(item, BlockBase):
                yield from _photos(item)
    elif isinstance(value, Record):
        for child in value.values().values():
            if not isinstance(child, BlockBase):
                yield from _photos(child)
