"""Text that does not fit is set smaller, where the theme allows it and no further: in steps of one per cent.

The largest step that fits is looked for by bisection. What a region shows shrinks together, each style within its own
limit and both languages alike; running text shrinks over its whole section and keeps its lines on the grid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from brochure.dataclass import replace
from brochure.geometry import fits
from brochure.layout.contents import Content, RunningText
from brochure.layout.context import LayoutContext
from brochure.layout.copyfit import Trial, quiet
from brochure.layout.section import Section
from brochure.theme import Theme


def shrunk(ctx: LayoutContext, height_of: Callable[[LayoutContext], float], room: float, path: str) -> LayoutContext:
    """The context in which what a region shows fits into `room` points and no word is wider than its column.

    At the limit of the theme when nothing fits; the context as it is when all does, or when its styles may not shrink.
    """

    def tried(percent: int) -> tuple[float, Trial]:
        trial = quiet(ctx).at(percent / 100) if percent < 100 else quiet(ctx)
        height = height_of(trial)
        assert isinstance(trial, Trial)
        return height, trial

    def fitting(percent: int) -> bool:
        height, trial = tried(percent)
        return fits(height, room) and not trial.overfull

    least = _least(ctx.theme)
    if fitting(100):
        return ctx
    whole, smallest = tried(100), tried(least)
    if smallest[0] >= whole[0] and smallest[1].overfull == whole[1].overfull:
        return ctx
    share = _largest(fitting, least)
    if fitting(share):
        _tell(ctx, path, share / 100, [(one.style, one.lang) for one in tried(share)[1].seen.values()])
    return ctx.at(share / 100)


def fitted(ctx: LayoutContext, section: Section, lay: Callable[[LayoutContext, Section], bool]) -> Section:
    """The section with its running text as small as it must be, and may be, for all of it to find a place.

    `lay` lays the section out in a context and says whether nothing was left over.
    """
    styles = {content.style for content in section.contents if isinstance(content, RunningText)}
    lowest = ctx.theme.at(ctx.theme.shrinks, on_grid=True)
    languages = [(style, lang) for style in sorted(styles) for lang in ctx.languages]
    if all(lowest.style(*one).text.size == ctx.theme.style(*one).text.size for one in languages):
        return section
    if lay(quiet(ctx), section):
        return section

    def fitting(percent: int) -> bool:
        return lay(quiet(ctx), _at(section, percent / 100))

    share = _largest(fitting, _least(ctx.theme)) / 100
    made = _at(section, share)
    if lay(quiet(ctx), made):
        paths = {content.path for content in section.contents if isinstance(content, RunningText)}
        _tell(ctx, min(paths), share, languages)
    return made


def _at(section: Section, share: float) -> Section:
    def smaller(contents: Iterable[Content]) -> tuple[Content, ...]:
        return tuple(replace(one, share=share) if isinstance(one, RunningText) else one for one in contents)

    halves = tuple((lang, smaller(contents)) for lang, contents in section.halves)
    return replace(section, contents=smaller(section.contents), halves=halves)


def _least(theme: Theme) -> int:
    """The lowest step, in per cent."""
    return -int(-theme.shrinks * 100 // 1)


def _largest(fitting: Callable[[int], bool], least: int) -> int:
    """The largest step below 100 that fits; the least when none does."""
    low, high = least, 100
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fitting(middle) else (low, middle)
    return low


def _tell(ctx: LayoutContext, path: str, share: float, styles: Iterable[tuple[str, str]]) -> None:
    """How much smaller each style has become."""
    theme, smaller = ctx.theme, ctx.theme.at(share)
    sizes = {one: (theme.style(*one).text.size, smaller.style(*one).text.size) for one in dict.fromkeys(styles)}
    changed = [
        f"{style}.{lang} {old:g} → {new:.4g} pt" for (style, lang), (old, new) in sizes.items() if new < old - 1e-9
    ]
    ctx.sink.info(
        "layout.fitted",
        f"原大放不下，在主题允许之内缩到 {share:.0%}：{'，'.join(changed) or '只收紧行距'}",
        f"too long at full size; set at {share:.0%} as the theme allows: {', '.join(changed) or 'closer lines only'}",
        span=ctx.places.at(path),
        path=path,
    )
