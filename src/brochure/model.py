"""What the author wrote, frozen: pairs of texts, photographs, facts, the document and the base of every block.

Comes in as the plain tree of `source` (scalars and mappings that know their place), goes out as values that layout and
the checks read. Block models in `blocks/` subclass `BlockBase` and need only annotations and defaults from here:

    class Quote(BlockBase):
        kind: Literal["quote"]
        text: BlockText
        by: Pair | None = None

Lengths are points, texts are `Inline` (markup parsed, figures written in), both already checked. Every value that was a
mapping in the YAML knows its `path` (`sections.1.photos.0`), which takes no part in equality or hashing, so that a
shifted line does not void a cache.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from brochure.binding.records import Binding as Binding
from brochure.binding.records import Paper as Paper
from brochure.dataclass import dataclass, field
from brochure.fields import (
    BleedEdges,
    Date,
    FigureValue,
    PositiveLength,
    Share,
    Trim,
)
from brochure.fields import Ink as Ink
from brochure.fields import Length as Length
from brochure.fields import LengthOrEm as LengthOrEm
from brochure.geometry import Bleed, Insets, parse_length, parse_trim
from brochure.inline import Inline
from brochure.outputmodel import OutputInfo as OutputInfo
from brochure.record import Field
from brochure.record import Record as Record

if TYPE_CHECKING:
    from brochure.source import SourceMap

Arrangement = Literal["columns", "stacked", "facing", "separate", "zh", "en"]
ARRANGEMENTS: tuple[Arrangement, ...] = get_args(Arrangement)
Place = Literal["full-bleed", "half-page", "column", "band", "inset"]


# --- texts ------------------------------------------------------------------------------------------------------------


class _FromTree:
    """A value the loader builds itself: `read` turns a piece of the tree into it, reporting through the context."""

    @classmethod
    def read(cls, value: Any, context: Any) -> Any:
        raise NotImplementedError

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """The place of this kind of value among the schema's definitions."""
        return {"$ref": f"#/$defs/{cls.__name__}"}


@dataclass(frozen=True, slots=True)
class Pair(_FromTree):
    """A one-line text in every language it has. `pair.get("zh")` is its `Inline`, or None where it is missing."""

    texts: tuple[tuple[str, Inline], ...] = ()
    path: str = field(default="", compare=False)

    @classmethod
    def of(cls, **texts: str) -> Pair:
        """A pair from plain strings, for built-in words and tests: `Pair.of(zh="富强", en="Prosperity")`."""
        return cls(tuple((lang, Inline(text)) for lang, text in texts.items()))

    def get(self, lang: str) -> Inline | None:
        for name, text in self.texts:
            if name == lang:
                return text
        return None

    def plain(self, lang: str) -> str:
        """The characters alone; empty when the language is missing."""
        text = self.get(lang)
        return text.text if text else ""

    @property
    def zh(self) -> Inline | None:
        return self.get("zh")

    @property
    def en(self) -> Inline | None:
        return self.get("en")

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(lang for lang, _ in self.texts)

    @classmethod
    def read(cls, value: Any, context: Any) -> Pair:
        return value if isinstance(value, cls) else cls(*_reader(context).pair(value))


@dataclass(frozen=True, slots=True)
class BlockText(_FromTree):
    """Paragraphs in every language they have. A list item is an `Inline` whose whole text carries the mark `item`."""

    texts: tuple[tuple[str, tuple[Inline, ...]], ...] = ()
    path: str = field(default="", compare=False)

    @classmethod
    def of(cls, **texts: tuple[str, ...] | list[str]) -> BlockText:
        """From plain paragraphs, for tests: `BlockText.of(zh=["一段。"], en=["One paragraph."])`."""
        return cls(tuple((lang, tuple(Inline(text) for text in paragraphs)) for lang, paragraphs in texts.items()))

    def get(self, lang: str) -> tuple[Inline, ...]:
        """The paragraphs of one language; empty when it is missing."""
        for name, paragraphs in self.texts:
            if name == lang:
                return paragraphs
        return ()

    @property
    def zh(self) -> tuple[Inline, ...]:
        return self.get("zh")

    @property
    def en(self) -> tuple[Inline, ...]:
        return self.get("en")

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(lang for lang, _ in self.texts)

    @classmethod
    def read(cls, value: Any, context: Any) -> BlockText:
        return value if isinstance(value, cls) else cls(*_reader(context).block(value))


class TextReader:
    """What `load` passes in as validation context: how a piece of the tree becomes text or blocks."""

    def pair(self, value: Any) -> tuple[tuple[tuple[str, Inline], ...], str]:
        raise NotImplementedError

    def unit(self, value: Any) -> tuple[tuple[tuple[str, Inline], ...], str]:
        raise NotImplementedError

    def block(self, value: Any) -> tuple[tuple[tuple[str, tuple[Inline, ...]], ...], str]:
        raise NotImplementedError

    def blocks(self, value: Any) -> tuple[BlockBase, ...]:
        raise NotImplementedError

    def picture(self, value: Any) -> str:
        raise NotImplementedError


def _reader(context: Any) -> TextReader:
    if not isinstance(context, TextReader):
        raise TypeError("texts are validated by load(), or made with Pair.of() and BlockText.of()")
    return context


# --- values that need the project ------------------------------------------------------------------------------------


class _PictureFile:
    """An annotation: a picture's path, made absolute and known to exist."""

    def read(self, value: Any, context: Any) -> str:
        return context.picture(value) if isinstance(context, TextReader) else str(value)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "examples": ["photos/skyline.jpg"]}


PictureFile = Annotated[str, _PictureFile()]
"""Absolute path of a picture inside the project."""


# --- records ----------------------------------------------------------------------------------------------------------


class _Unit:
    """An annotation: a unit's name as text, or a pair. Not a plain union, because reading a pair reports findings."""

    def read(self, value: Any, context: Any) -> str | Pair:
        return value if isinstance(value, str | Pair) else Pair(*_reader(context).unit(value))

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, Pair.schema()]}


Unit = Annotated[str | Pair, _Unit()]


class Rights(Record):
    """Whose picture it is, and whether the people in it agreed."""

    holder: str = ""
    people: bool | None = None
    """Whether the picture shows people; guessed from its caption when not said."""
    consent: bool = False
    licence: str = ""
    note: str = ""


class Photo(Record):
    """A picture and what is printed with it. `focus` is the point (shares of width and height) a crop keeps.

    A `logo` is never cropped, and must stand inside the safe area as type does.
    """

    file: PictureFile
    place: Place = "column"
    focus: tuple[Share, Share] = (0.5, 0.5)
    kind: Literal["photo", "map", "illustration", "logo"] = "photo"
    placeholder: bool = False
    alt: Pair | None = None
    caption: Pair | None = None
    credit: Pair | None = None
    rights: Rights | None = None
    map_approval: str = ""


Approx = Literal["no", "about", "more-than", "over", "nearly"]


class Fact(Record):
    """One figure, once: both languages are written from it. `unit` is a known name (see `facts`) or a pair.

    `value` is a number in full, or a date: `2024-12`, `2024-12-28`; a year is `{value: 2024, unit: date}`.

    `approx` is said on cards (`format_fact(…, approx=True)`); in running text the sentence says it.
    """

    value: FigureValue
    unit: Unit = ""
    as_of: str = ""
    approx: Approx = "no"
    source: Pair | None = None
    note: Pair | None = None


class DocumentInfo(Record):
    """What the file says about itself, its sheet and its state. Lengths in points."""

    title: Pair = Pair()
    author: Pair | None = None
    subject: Pair | None = None
    spine: Pair | None = None
    """On the spine of a glued book; the title when not given."""
    languages: tuple[str, ...] = ("zh", "en")
    arrangement: Arrangement = "columns"
    trim: Trim = parse_trim("da-16k")
    bleed: BleedEdges = Bleed(Insets.even(parse_length("3mm")))
    safe: PositiveLength = parse_length("5mm")
    binding: Binding = Binding()
    status: Literal["draft", "review", "approved"] = "draft"
    date: Date | None = None
    edition: str = ""


class GlossaryEntry(Record):
    """A term and its agreed rendering: `fixed`, or `work` until confirmed. `forbidden` renderings must not appear."""

    zh: str
    en: str
    status: Literal["fixed", "work"] = "work"
    forbidden: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Short forms and acronyms that may stand for it."""
    source: str = ""
    note: Pair | None = None


class EditorialNote(Record):
    """What the editors did to the source text, and where."""

    id: str
    kind: Literal["cut-off", "correction", "note"] = "note"
    note: Pair


class Approval(Record):
    """A sign-off of one block, void as soon as its text changes (`hash`)."""

    id: str
    lang: tuple[str, ...]
    by: str
    date: str = ""
    hash: str = ""


class Excuse(Record):
    """A figure or term that the check of the two languages is told to let pass, and why."""

    numbers: str = ""
    terms: str = ""
    reason: str


class ListedWord(Record):
    """A word of the office's own list: sensitive, or ruled by the advertising law. Harmless in phrases of `except`."""

    word: str
    lang: Literal["zh", "en"] = "zh"
    severity: Literal["error", "warning", "info"] = "warning"
    reason: str = ""
    harmless: tuple[str, ...] = Field(default=(), key="except")


class BlockBase(Record):
    """What every block has: its kind, a name for references, and what it may override of the page it stands on."""

    kind: str
    id: str | None = None
    pages: tuple[str, ...] = ()
    """Page templates for this block's pages, in order; the last repeats. Empty: the theme's choice."""
    arrangement: Arrangement | None = None
    excuse: tuple[Excuse, ...] = ()


class _Nested:
    """An annotation: blocks inside a block, validated like sections."""

    def read(self, value: Any, context: Any) -> tuple[BlockBase, ...]:
        return _reader(context).blocks(value) if isinstance(context, TextReader) else tuple(value)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"$ref": "#/$defs/Block"}}


Blocks = Annotated[tuple[BlockBase, ...], _Nested()]
"""Blocks inside a block (`inserts: Blocks = ()`)."""


# --- the whole --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Brochure:
    """Everything `load` read. `theme_tree` is what stands under `theme:` (a mapping, a name, or None).

    `fact_uses` gives for every fact the paths of the texts and cards that print it.
    """

    document: DocumentInfo
    sections: tuple[BlockBase, ...]
    facts: Mapping[str, Fact]
    glossary: tuple[GlossaryEntry, ...]
    editorial: tuple[EditorialNote, ...]
    approvals: tuple[Approval, ...]
    theme_tree: Any
    output: OutputInfo
    fact_uses: Mapping[str, tuple[str, ...]] = field(compare=False)
    spans: SourceMap = field(compare=False, repr=False)
    words: tuple[ListedWord, ...] = ()
    untranslated: tuple[str, ...] = ()
    """Places of texts that have no English yet, which only a draft may lack."""

    def walk(self) -> Iterator[BlockBase]:
        """Every block, nested ones after the block they stand in."""
        pending = list(reversed(self.sections))
        while pending:
            block = pending.pop()
            yield block
            nested = [
                child
                for value in block.__dict__.values()
                if isinstance(value, tuple)
                for child in value
                if isinstance(child, BlockBase)
            ]
            pending.extend(reversed(nested))
