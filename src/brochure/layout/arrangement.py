"""What an arrangement of the document, and of a section in it, comes to: parts of the document, and languages shown.

`separate` makes a part for each language, one after the other; every other arrangement makes one. A section may ask
for an arrangement of its own: it is then set that way in the part it belongs to.
"""

from __future__ import annotations

from brochure.dataclass import dataclass

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
