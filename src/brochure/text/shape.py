"""Characters to glyphs with HarfBuzz: script and language always set (typography.md §12.1), results as plain integers.

Han is shaped as `hani` in the forms of the paragraph's language, without kerning. Ideographs do not touch their
neighbours, so each is shaped once and remembered; Latin is shaped and remembered word by word, as browsers do.
"""

from __future__ import annotations

from brochure.dataclass import dataclass
from brochure.harfbuzz import hb
from brochure.text.fonts import Face

_HAN_FEATURES = {"kern": False, "chws": False}


@dataclass(frozen=True, slots=True)
class Shaped:
    """Glyphs of a string: ids, advances (1/1000 em), first character of each one's cluster; offsets if any is set."""

    gids: list[int]
    advances: list[int]
    clusters: list[int]
    offsets: list[tuple[int, int]] | None = None


def han_language(lang: str) -> str:
    return lang if lang.startswith(("zh", "ja", "ko")) else "zh-Hans"


def shape(text: str, face: Face, lang: str, *, han: bool, features: tuple[str, ...] = ()) -> Shaped:
    """Shape one run in one face; glyph 0 stands for a character the face has not."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "ltr"
    buffer.script = "Hani" if han else "Latn"
    if han:
        buffer.language = han_language(lang)
        wanted: dict[str, bool] | None = _HAN_FEATURES
    else:
        buffer.language = "en" if lang.startswith(("zh", "ja", "ko")) else lang
        wanted = dict.fromkeys(features, True) if features else None  # kerning and ligatures are on by themselves
    hb.shape(face.hb_font, buffer, wanted)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    moved = [position for position in positions if position.x_offset or position.y_offset]
    return Shaped(
        [info.codepoint for info in infos],
        [position.x_advance for position in positions],
        [info.cluster for info in infos],
        [(position.x_offset, position.y_offset) for position in positions] if moved else None,
    )


class HanGlyphs(dict[str, int]):
    """Glyph by ideograph for one face and language; 0 for one that the face has not or that is not one em wide."""

    def __init__(self, face: Face, lang: str) -> None:
        super().__init__()
        self._face = face
        self._lang = lang

    def of(self, text: str, around: str = "") -> list[int]:
        """Glyphs of a run of ideographs, one each; what is new to us is learned with what is new `around` it."""
        try:
            return list(map(self.__getitem__, text))
        except KeyError:
            common = [character for character in dict.fromkeys(around) if "一" <= character <= "鿿"]
            self._learn("".join([character for character in dict.fromkeys((*text, *common)) if character not in self]))
            return list(map(self.__getitem__, text))

    def _learn(self, characters: str) -> None:
        shaped = shape(characters, self._face, self._lang, han=True)
        if shaped.clusters == list(range(len(characters))) and shaped.offsets is None:
            for character, gid, advance in zip(characters, shaped.gids, shaped.advances, strict=True):
                self[character] = gid if advance == 1000 else 0
            return
        for character in characters:  # a font that joins ideographs: one by one
            single = shape(character, self._face, self._lang, han=True)
            plain = len(single.gids) == 1 and single.advances == [1000] and single.offsets is None
            self[character] = single.gids[0] if plain else 0
