"""A section ready for the page, and what of it still waits for a place."""

from __future__ import annotations

from collections.abc import Iterable

from brochure.dataclass import dataclass, field, replace
from brochure.inline import Inline
from brochure.layout.arrangement import Arranged
from brochure.layout.contents import Content, Drawing, Image, RunningText, Words
from brochure.layout.context import LayoutContext
from brochure.theme import PlanModel


@dataclass(frozen=True, slots=True)
class Section:
    """One section ready for the page: its contents, its plan, and what bookmarks and running heads call it.

    `title` and `short` are by language. `path` is the place in the YAML.
    """

    id: str
    kind: str
    contents: tuple[Content, ...]
    plan: PlanModel
    path: str
    title: tuple[tuple[str, str], ...] = ()
    short: tuple[tuple[str, str], ...] = ()
    set: Arranged | None = None
    """How it is set, where that is not as the document is."""
    halves: tuple[tuple[str, tuple[Content, ...]], ...] = ()
    """For `facing`: the contents made for each language alone."""

    def spent(self, role: str) -> list[RunningText]:
        """Its running texts of this role after their last words: nothing, in the place where more might stand."""
        texts = [one for one in self.contents if isinstance(one, RunningText) and one.role == role and one.pairs]
        return [
            replace(
                one, pairs=(tuple((lang, Inline("", (), True)) for lang, _ in one.pairs[-1]),), first=len(one.pairs)
            )
            for one in texts[:1]
        ]


@dataclass(slots=True)
class Waiting:
    """What a section still has to place."""

    words: list[Words]
    texts: list[RunningText]
    images: list[Image]
    drawings: list[Drawing]
    flowing: list[Content] = field(default_factory=list)
    """What no region of the plan holds and a `flow` region takes after the text."""

    @classmethod
    def of(cls, contents: Iterable[Content]) -> Waiting:
        waiting = cls([], [], [], [])
        for content in contents:
            match content:
                case Words():
                    waiting.words.append(content)
                case RunningText():
                    waiting.texts.append(content)
                case Image():
                    waiting.images.append(content)
                case Drawing():
                    waiting.drawings.append(content)
        return waiting

    @property
    def text_left(self) -> bool:
        return any(text.pairs for text in self.texts) or bool(self.flowing)


def texts_in_columns(sections: Iterable[Section], arrangement: str) -> tuple[RunningText, ...]:
    """The running text of all sections set in columns, in a document whose arrangement is `arrangement`."""
    side_by_side = (one for one in sections if (one.set[0] if one.set else arrangement) == "columns")
    return tuple(text for one in side_by_side for text in one.contents if isinstance(text, RunningText))


def let_flow(ctx: LayoutContext, section: Section, waiting: Waiting) -> None:
    """Pictures and drawings that no region of the plan holds go with the text, after it."""
    regions = [region for name in section.plan.pages for region in ctx.theme.templates[name].regions]
    if not any(region.holds == "flow" for region in regions):
        return
    roles = {region.holds for region in regions}
    places = [region.place for region in regions if region.holds == "photo"]
    flowing: list[Content] = [drawing for drawing in waiting.drawings if drawing.role not in roles]
    flowing += [image for image in waiting.images if image.place not in places]
    flowing += [words for words in waiting.words if words.role not in roles]
    waiting.words = [words for words in waiting.words if words.role in roles]
    waiting.drawings = [drawing for drawing in waiting.drawings if drawing.role in roles]
    waiting.images = [image for image in waiting.images if image.place in places]
    waiting.flowing = flowing
