"""The core-values banner: twelve words in three groups of four, built in so that they cannot be misspelt or reordered.

Wording, order and grouping follow the report to the 18th National Congress (2012): values of the nation, of society and
of the citizen. Published English renderings differ; a brochure names the set it prints.
"""

from __future__ import annotations

from typing import Literal

from brochure.blocks.kind import BlockKind, Kit
from brochure.frame import Frame
from brochure.layout.contents import Content, Drawing, Words
from brochure.layout.context import LayoutContext
from brochure.layout.sketch import Sketch
from brochure.model import BlockBase, Pair

VALUES_ZH = (("富强", "民主", "文明", "和谐"), ("自由", "平等", "公正", "法治"), ("爱国", "敬业", "诚信", "友善"))
VALUES_EN = {
    "glossary": (
        ("Prosperity", "Democracy", "Civility", "Harmony"),
        ("Freedom", "Equality", "Justice", "Rule of Law"),
        ("Patriotism", "Dedication", "Integrity", "Friendship"),
    ),
}
"""English sets by the name a brochure gives under `english:`."""

TITLE = Pair.of(zh="社会主义核心价值观", en="Core Socialist Values")


class CoreValues(BlockBase):
    """`kind: core-values`: nothing to write but who issues and who designed it."""

    kind: Literal["core-values"]
    english: Literal["glossary"] = "glossary"
    issuer: Pair | None = None
    designer: Pair | None = None


def _draw(block: CoreValues, path: str, ctx: LayoutContext, width: float, height: float | None) -> Frame:
    """Three rows of four, each word with its English under it, a fine rule between the groups."""
    pad = Sketch(ctx)
    step = ctx.theme.setup.baseline
    one = width / 4
    english = VALUES_EN[block.english]
    word = ctx.theme.style("values-word", "zh").leading + ctx.theme.style("values-word", "en").leading
    room = height if height is not None else 3 * (word + 3 * step)
    pitch = (room - word) / 2
    for row, words in enumerate(VALUES_ZH):
        y = row * pitch
        for column, zh in enumerate(words):
            pair = Pair.of(zh=zh, en=english[row][column])
            pad.words(pair, "values-word", column * one, y, one, path)
        if row < 2:
            pad.rule(width * 0.04, y + word + (pitch - word) / 2, width * 0.92, 0.0, "values-gold", 0.5)
    return pad.frame(width, 2 * pitch + word)


def core_values_contents(block: CoreValues, path: str, kit: Kit) -> tuple[Content, ...]:
    """The title, the words, and the issuer and designer lines at the foot."""
    found: list[Content] = [
        Words("title", TITLE, "values-title", path, "H1"),
        Drawing("values", lambda ctx, width, height: _draw(block, path, ctx, width, height), path),
    ]
    if block.issuer:
        found.append(Words("issuer", block.issuer, "values-issuer", f"{path}.issuer"))
    if block.designer:
        found.append(Words("designer", block.designer, "values-issuer", f"{path}.designer"))
    return tuple(found)


CORE_VALUES = BlockKind("core-values", CoreValues, core_values_contents)
