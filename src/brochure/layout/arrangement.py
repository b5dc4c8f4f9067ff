"""What an arrangement of the document, and of a section in it, comes to: parts of the document, and languages shown.

`separate` makes a part for each language, one after the other; every other arrangement makes one. A section may ask
for an arrangement of its own: it is then set that way in the part it belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping

from brochure.dataclass import dataclass
from brochure.diagnostics import Message, Sink
from brochure.layout.context import Places

Arranged = tuple[str, tuple[str, ...]]
"""An arrangement and the languages shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """Pages from the first section to the last; `whole` are the document's languages, `first` its first part."""

    arrangement: str
    languages: tuple[str, ...]
    whole: tuple[str, ...]
    first: bool = True
    alone: bool = True

    def section(self, wish: str | None) -> tuple[Arranged, ...]:
        """How a section that wishes `wish` is set in this part: once, language by language (`separate`), or not at all.

        In a document set language by language, a section in one language stands in that language's part, and one that
        shows both languages stands in the first part only.
        """
        if wish is None:
            return ((self.arrangement, self.languages),)
        if wish == "separate":
            shown = self.whole if self.alone else self.languages
            return tuple((lang, (lang,)) for lang in shown)
        if wish in ("zh", "en"):
            return ((wish, (wish,)),) if self.alone or wish in self.languages else ()
        return ((wish, self.whole),) if self.first else ()


def arrange(arrangement: str, languages: tuple[str, ...]) -> tuple[Part, ...]:
    """The parts of a document in `languages`, source first."""
    if arrangement == "separate":
        return tuple(Part(lang, (lang,), languages, lang == languages[0], len(languages) == 1) for lang in languages)
    shown = (arrangement,) if arrangement in ("zh", "en") else languages
    return (Part(arrangement, shown, languages),)


def check_arrangements(
    asked: Mapping[str, str], languages: tuple[str, ...], folded: bool, places: Places, sink: Sink
) -> None:
    """What cannot be: a language the brochure does not have, and facing pages on a sheet that is folded.

    `asked` gives the wish at each path of the YAML.
    """
    there = ", ".join(languages)
    for path, wish in asked.items():
        if wish in ("zh", "en") and wish not in languages:
            zh = f"arrangement: {wish} 要的语言这册里没有：languages 是 [{there}]"
            en = f"`arrangement: {wish}` asks for a language that is not there: languages are [{there}]"
            mended = f"arrangement: {languages[0]}"
        elif wish == "facing" and folded:
            zh = "折页没有左右对页，facing 排不成"
            en = "a folded sheet has panels, not facing pages: `facing` cannot be set"
            mended = "arrangement: stacked"
        else:
            continue
        span = places.at(path) or places.at("document.languages")
        sink.error("layout.arrangement", zh, en, span=span, path=path, hints=(Message(mended, mended),))
