"""`output:` in the YAML: what the print shop asked for, and what a proof shows."""

from __future__ import annotations

from typing import Literal

from brochure.fields import USUAL_GUIDES, GuideKinds, MarkKinds
from brochure.record import Record


class PrintOutput(Record):
    """What the print shop asked for.

    `profile` is a built-in one (`coated`, `uncoated`) or a CMYK output profile of your own, beside the brochure's file.
    `marks` is true (crop, fold, slug), false, or a list of those wanted.
    """

    standard: Literal["x4", "x1a", "none"] = "x4"
    profile: str = ""
    marks: MarkKinds = frozenset()
    intent: Literal["relative", "perceptual"] = "relative"
    printer: str = ""
    """The printer's profile that preflight measures against: `sheetfed`, `uncoated`, `digital`, or a file."""
    cover: Literal["separate", "together"] = "separate"
    """Of a perfect-bound book: a file of its own with the spine, or its pages with the others."""


class ProofOutput(Record):
    """What a proof shows over its pages: `guides` is true (trim, bleed, safe, fold), false, or a list (also grid)."""

    guides: GuideKinds = USUAL_GUIDES


class OutputInfo(Record):
    """How the file for the printer is written, and the proof before it."""

    print: PrintOutput = PrintOutput()
    proof: ProofOutput = ProofOutput()
    separate: Literal["one-file", "two-files"] = "one-file"
    """For `arrangement: separate`: both languages in one PDF, or a PDF each (`…-zh.pdf`, `…-en.pdf`)."""
