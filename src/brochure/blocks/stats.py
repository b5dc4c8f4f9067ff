"""Figures as cards: each a large number, a small unit, a label in both languages, hung from a rule.

Weights set the size of the number, so that a set of cards has a first thing to see. Cards stand on the column grid and
their baselines on the line grid, so that figures line up across the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from brochure.blocks.kind import BlockKind, Kit
from brochure.facts import Figure, split_fact
from brochure.frame import Frame
from brochure.inline import Inline
from brochure.layout.contents import Content, Drawing, Words
from brochure.layout.context import LayoutContext, TextBlock
from brochure.layout.sketch import Sketch
from brochure.model import BlockBase, Fact, Pair, Record
from brochure.record import Field
from brochure.regex import regex

_FIGURE = regex(r"^(\D*?)([\d.,]+)\s*(.*)$", re.S)


class StatItem(Record):
    """One figure: a fact by name, or a value written out in both languages."""

    fact: str = ""
    value: Pair | None = None
    label: Pair
    weight: int = Field(default=1, ge=1, le=3)


class Stats(BlockBase):
    """`kind: stats`. `layout`: `cards` (a page of them), `row` (one line) or `big` (one large, the rest below)."""

    kind: Literal["stats"]
    title: Pair | None = None
    short: Pair | None = None
    layout: Literal["cards", "row", "big"] = "cards"
    items: tuple[StatItem, ...]
    note: Pair | None = None


ONE_LINE = 2000.0
"""Points: no prefix or unit is that long."""


class _Card:
    """A figure ready to be drawn: number and unit of the source language, label lines of every language."""

    def __init__(self, item: StatItem, path: str, kit: Kit) -> None:
        self.path = path
        self.weight = item.weight
        self.label = item.label
        figures = {lang: _figure(item, lang, kit.facts) for lang in kit.languages}
        self.written = {lang: str(figure) for lang, figure in figures.items()}
        self.lang = kit.languages[0]
        self.figure = figures[self.lang]
        self.hedged = {lang for lang, figure in figures.items() if figure.prefix.strip()}

    def draw(self, pad: Sketch, x: float, y: float, width: float, style: str) -> float:
        """The card hung at (x, y); gives its height."""
        ctx = pad.ctx
        pad.rule(x, y + 1.5, width, 0.0, "accent", 0.9)
        unit_style = f"{style}-unit"
        figure = ctx.set_text(Inline(self.figure.number), style, "en", width, self.path)
        around = [(text, self._small(ctx, text, unit_style)) for text in (self.figure.prefix.strip(), self.figure.unit)]
        needed = figure.lines[0].width + sum(small.lines[0].width + 3.0 for text, small in around if text)
        fits_on = needed <= width
        (prefix, before), (unit, behind) = around if fits_on else [("", one[1]) for one in around]
        at, down = x, y + figure.height - before.style.leading
        if prefix:  # 超, 约: what is said before the number stands before it
            pad.blocks([before], at, down)
            at += before.lines[0].width + 3.0
        pad.blocks([figure], at, y)
        if unit:
            pad.blocks([behind], at + figure.lines[0].width + 3.0, down)
        top = y + figure.height
        for lang in ctx.languages:
            label = self.label.get(lang)
            if label is None:
                continue
            says_more = lang in self.hedged or _digits(self.written[lang]) != _digits(self.figure.number)
            if says_more if lang != self.lang else not fits_on:
                top += pad.text(self.written[lang], "stat-value", lang, x, top, width, self.path)
            top += pad.text(label, "stat-label", lang, x, top, width, f"{self.path}.label.{lang}")
        return top - y

    def _small(self, ctx: LayoutContext, text: str, style: str) -> TextBlock:
        """Prefix or unit, on one line; what has no room beside the number is written out below it."""
        return ctx.set_text(Inline(text or " "), style, self.lang, ONE_LINE, self.path)


def _figure(item: StatItem, lang: str, facts: Mapping[str, Fact]) -> Figure:
    """The figure in its parts, from the fact or from the value written out."""
    if item.fact:
        return split_fact(facts[item.fact], lang, approx=True)
    text = item.value.plain(lang) if item.value else ""
    match = _FIGURE.match(text)
    return Figure(*match.groups()) if match else Figure("", text, "")


def _digits(text: str) -> str:
    return "".join(re.findall(r"[\d.]+", text.replace(",", "")))


def _draw_cards(cards: tuple[_Card, ...], ctx: LayoutContext, width: float, height: float | None) -> Frame:
    """Rows of cards: weight 3 takes half the width, weight 2 a third, weight 1 a quarter of the grid.

    Room that is left is shared out between the rows in whole grid lines, so that the page is filled evenly.
    """
    gutter, step = ctx.theme.setup.gutter, ctx.theme.setup.baseline
    rows = _rows(cards)
    pads, talls = [], []
    for row in rows:
        pad = Sketch(ctx)
        count = _SHARE[row[0].weight]
        one = (width - (count - 1) * gutter) / count
        tall = max(
            card.draw(pad, index * (one + gutter), 0.0, one, f"stat-{card.weight}") for index, card in enumerate(row)
        )
        pads.append(pad.frame(width, tall))
        talls.append(-(-tall // step) * step)
    between = step
    if height is not None and len(rows) > 1:
        between = max(step, (height - sum(talls)) / (len(rows) - 1) // step * step)
    sheet = Sketch(ctx)
    y = 0.0
    for frame, tall in zip(pads, talls, strict=True):
        sheet.frame_at(0.0, y, frame)
        y += tall + between
    return sheet.frame(width, y - between - talls[-1] + pads[-1].size.height)


_SHARE = {3: 2, 2: 3, 1: 4}
"""Cards in a row, by weight."""


def _rows(cards: tuple[_Card, ...]) -> list[list[_Card]]:
    rows: list[list[_Card]] = []
    for card in cards:
        if rows and rows[-1][0].weight == card.weight and len(rows[-1]) < _SHARE[card.weight]:
            rows[-1].append(card)
        else:
            rows.append([card])
    return rows


def _draw_row(cards: tuple[_Card, ...], ctx: LayoutContext, width: float, height: float | None) -> Frame:
    """All cards on one line, equally wide."""
    pad = Sketch(ctx)
    gutter = ctx.theme.setup.gutter
    one = (width - (len(cards) - 1) * gutter) / len(cards)
    tall = max(card.draw(pad, index * (one + gutter), 0.0, one, "stat-2") for index, card in enumerate(cards))
    return pad.frame(width, tall)


def _draw_big(cards: tuple[_Card, ...], ctx: LayoutContext, width: float, height: float | None) -> Frame:
    """One figure as large as the region's width allows, the others small beside each other below."""
    pad = Sketch(ctx)
    y = cards[0].draw(pad, 0.0, 0.0, width, "stat-big")
    if len(cards) > 1:
        step, gutter = ctx.theme.setup.baseline, ctx.theme.setup.gutter
        y = -(-y // step) * step + step
        one = (width - (len(cards) - 2) * gutter) / (len(cards) - 1)
        y += max(card.draw(pad, index * (one + gutter), y, one, "stat-2") for index, card in enumerate(cards[1:]))
    return pad.frame(width, y)


_DRAW = {"cards": _draw_cards, "row": _draw_row, "big": _draw_big}


def stats_contents(block: Stats, path: str, kit: Kit) -> tuple[Content, ...]:
    """Title and note as words; the cards as one drawing, held by `stats` or `stats-row`, `stats-big`."""
    cards = tuple(_Card(item, f"{path}.items.{number}", kit) for number, item in enumerate(block.items))
    role = "stats" if block.layout == "cards" else f"stats-{block.layout}"
    draw = _DRAW[block.layout]
    found: list[Content] = [Drawing(role, lambda ctx, width, height: draw(cards, ctx, width, height), path)]
    if block.title:
        found.append(Words("title", block.title, "title", f"{path}.title", "H1"))
    if block.note:
        found.append(Words("note", block.note, "note", f"{path}.note"))
    return tuple(found)


STATS = BlockKind("stats", Stats, stats_contents)
