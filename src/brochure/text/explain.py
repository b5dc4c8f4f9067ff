"""Why a paragraph breaks as it does: for each line the breaks that were weighed, and how its glue was set."""

from __future__ import annotations

from typing import Literal

from brochure.dataclass import dataclass
from brochure.inline import Inline
from brochure.text.fonts import FontBook
from brochure.text.items import Items
from brochure.text.justify import BEYOND, SPREAD
from brochure.text.linebreak import INFINITE, OVERFULL, candidates
from brochure.text.lines import Place, Setter
from brochure.text.narrow import as_justified
from brochure.text.paragraph import broken, column_of, problem_of
from brochure.text.style import TextStyle

_SHRINK = {
    2: ("西文词距", "word spaces"),
    3: ("间隔号", "middle dots"),
    4: ("括号、引号", "brackets and quotes"),
    5: ("逗号、顿号、分号、冒号", "commas, semicolons, colons"),
    6: ("中西间距", "Han–Latin gaps"),
    7: ("句号、问号、叹号", "stops"),
}
_STRETCH = {
    1: ("西文词距", "word spaces"),
    2: ("中西间距", "Han–Latin gaps"),
    SPREAD: ("汉字之间", "between Han"),
    BEYOND: ("词距与中西间距（超出限度）", "word spaces and gaps, beyond their limit"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A place where the line could have ended: the text up to there, what it would have cost, whether it was taken."""

    text: str
    cost: int
    taken: bool


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What one level of glue gave: thousandths of an em, negative when squeezed; `places` is how many took part."""

    level: int
    amount: int
    places: int


@dataclass(frozen=True, slots=True)
class LineReport:
    """One line: lengths in thousandths of an em."""

    text: str
    natural: int
    measure: int
    choices: tuple[Choice, ...]
    adjustments: tuple[Adjustment, ...]
    hyphenated: bool
    overfull: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """A paragraph's lines and what they cost together."""

    lines: tuple[LineReport, ...]
    cost: int
    hyphens_tried: bool

    def render(self, language: Literal["zh", "en"] = "zh") -> str:
        """The report as text, three or more lines for each line of the paragraph."""
        zh = language == "zh"
        parts = [f"总代价 {self.cost}" if zh else f"total cost {self.cost}"]
        for number, line in enumerate(self.lines, 1):
            parts.append(f"{number:3} {line.text}")
            spare = line.measure - line.natural
            words = "自然宽 {:.3f}，行长 {:.3f}，差 {:+.3f} 字" if zh else "natural {:.3f}, measure {:.3f}, {:+.3f} em"
            parts.append("    " + words.format(line.natural / 1000, line.measure / 1000, spare / 1000))
            parts += [f"    {_adjusted(adjustment, zh)}" for adjustment in line.adjustments]
            if line.overfull:
                parts.append("    放不下" if zh else "    does not fit")
            for choice in line.choices:
                mark = "→" if choice.taken else " "
                parts.append(f"    {mark} {_price(choice.cost, zh):>8}  …{choice.text[-8:]}")
        return "\n".join(parts) + "\n"


def _adjusted(adjustment: Adjustment, zh: bool) -> str:
    names = (_SHRINK if adjustment.amount < 0 else _STRETCH)[adjustment.level]
    each = abs(adjustment.amount) / 1000 / max(1, adjustment.places)
    total = abs(adjustment.amount) / 1000
    if zh:
        verb = "挤" if adjustment.amount < 0 else "拉"
        return f"{verb}：{names[0]} {total:.3f} 字（{adjustment.places} 处，平均 {each:.3f}）"
    verb = "squeezed" if adjustment.amount < 0 else "let out"
    return f"{verb}: {names[1]} {total:.3f} em ({adjustment.places} places, {each:.3f} each)"


def _price(cost: int, zh: bool) -> str:
    return ("放不下" if zh else "overfull") if cost >= OVERFULL else str(cost)


def explain_paragraph(
    inline: Inline, style: TextStyle, measure: float, fonts: FontBook, slots: tuple[tuple[float, float], ...] = ()
) -> Explanation:
    """How `layout_paragraph` sets the paragraph in a column of `measure` points, and what else it weighed."""
    style = as_justified(inline.text, style, measure, fonts)
    column = column_of(inline, style, measure, slots)
    items, ends = broken(inline, style, fonts, column)
    setter = Setter(items, ())
    lines: list[LineReport] = []
    chars = items.char
    total = 0
    for (first, last, start, end), breaks in zip(items.sections, ends, strict=True):
        if not breaks:
            lines.append(LineReport(items.text[start:end], 0, column.place(len(lines))[1], (), (), False, False))
            continue
        problem = problem_of(items, style, column.widths(0), first, last)
        box = first
        for taken in breaks:
            width = column.place(len(lines))[1]
            place = Place(width, 0, style.align == "justify", end if taken == last else -1)
            weighed = candidates(problem, box, len(lines), INFINITE)
            choices = tuple(
                Choice(items.text[chars[box] : chars[at + 1]], cost, at == taken)
                for at, cost in sorted(weighed, key=lambda pair: -pair[0])
            )
            total += next((choice.cost for choice in choices if choice.taken), 0)
            lines.append(_line(items, setter, box, taken, place, choices))
            box = taken + 1
    return Explanation(tuple(lines), total, bool(items.hyphens))


def _line(items: Items, setter: Setter, first: int, last: int, place: Place, choices: tuple[Choice, ...]) -> LineReport:
    setting, natural, hang = setter.setting(first, last, place)
    glues = [glue for at, glue in zip(items.glue_at, items.glues, strict=True) if first <= at < last]
    adjustments = []
    for level, amount in setting.used:
        if amount > 0 and level == SPREAD:
            places = items.places(first, last)
        elif amount > 0 and level == BEYOND:
            places = sum(1 for glue in glues if glue.stretch_level)
        else:
            places = sum(1 for glue in glues if (glue.shrink_level if amount < 0 else glue.stretch_level) == level)
        if amount:
            adjustments.append(Adjustment(level, amount, places))
    text = items.text[items.char[first] : place.closing if place.closing >= 0 else items.char[last + 1]]
    return LineReport(
        text, natural, place.measure, choices, tuple(adjustments), last in items.hyphens,
        natural - hang + sum(amount for _, amount in setting.used) > place.measure,
    )  # fmt: skip
