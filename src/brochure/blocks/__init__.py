"""Block kinds: what can stand under `sections:`. Adding one is a file and a line here."""

from __future__ import annotations

from brochure.blocks.closing import BACK_COVER, IMPRINT
from brochure.blocks.core_values import CORE_VALUES
from brochure.blocks.cover import COVER, OPENING
from brochure.blocks.diagram import DIAGRAM, PROCESS
from brochure.blocks.kind import BlockKind
from brochure.blocks.quote import QUOTE
from brochure.blocks.stats import STATS
from brochure.blocks.story import OUTLOOK, STORY
from brochure.blocks.timeline import TIMELINE

KINDS: tuple[BlockKind, ...] = (
    COVER, OPENING, STORY, STATS, TIMELINE, QUOTE, DIAGRAM, PROCESS, OUTLOOK, CORE_VALUES, IMPRINT, BACK_COVER,
)  # fmt: skip
