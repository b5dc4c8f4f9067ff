"""Which sections share pages, and which templates each takes: the theme's plans, unless the section names its own."""

from __future__ import annotations

from collections.abc import Iterable

from brochure.dataclass import dataclass
from brochure.diagnostics import Message, Sink
from brochure.layout.arrangement import Arranged
from brochure.layout.contents import Content
from brochure.layout.context import Places
from brochure.layout.section import Section
from brochure.theme import PlanModel, Theme


@dataclass(frozen=True, slots=True)
class Draft:
    """A section before it has a plan. `pages` are the templates it asks for itself."""

    id: str
    kind: str
    contents: tuple[Content, ...]
    path: str
    pages: tuple[str, ...] = ()
    title: tuple[tuple[str, str], ...] = ()
    short: tuple[tuple[str, str], ...] = ()
    set: Arranged | None = None
    halves: tuple[tuple[str, tuple[Content, ...]], ...] = ()


def plan_sections(drafts: Iterable[Draft], theme: Theme, sink: Sink, places: Places) -> tuple[Section, ...]:
    """Sections with their plans, in order; sections that another one absorbs add their contents to it."""
    pending = list(drafts)
    plans = {draft.path: _plan(draft, theme) for draft in pending}
    absorbed: dict[str, str] = {}
    for draft in pending:
        for name in plans[draft.path].absorbs:
            for other in pending:
                if other.path != draft.path and name in (other.id, other.kind):
                    absorbed.setdefault(other.path, draft.path)
    made: list[Section] = []
    waiting = [draft for draft in pending if draft.path in absorbed]
    for draft in pending:
        if draft.path in absorbed:
            continue
        guests = [other for other in waiting if absorbed[other.path] == draft.path and _goes_with(other, draft)]
        waiting = [other for other in waiting if other not in guests]
        contents = draft.contents + tuple(content for guest in guests for content in guest.contents)
        plan = plans[draft.path]
        if _known(plan, draft, theme, sink, places):
            halves = tuple((lang, own + _halves(guests, lang)) for lang, own in draft.halves)
            names = (draft.title, draft.short)
            made.append(Section(draft.id, draft.kind, contents, plan, draft.path, *names, draft.set, halves))
    return tuple(made)


def _goes_with(guest: Draft, host: Draft) -> bool:
    """Of a section that is set twice, each language takes the guests of that language."""
    return guest.set is None or host.set is None or guest.set[1][0] in host.set[1]


def _halves(guests: Iterable[Draft], lang: str) -> tuple[Content, ...]:
    return tuple(content for guest in guests for content in dict(guest.halves).get(lang, guest.contents))


def _plan(draft: Draft, theme: Theme) -> PlanModel:
    plan = theme.plans.get(draft.id) or theme.plans.get(draft.kind) or PlanModel(pages=("text",), more="text")
    if draft.pages:
        plan = plan.copy(pages=draft.pages, more=plan.more or draft.pages[-1])
    return plan


def _known(plan: PlanModel, draft: Draft, theme: Theme, sink: Sink, places: Places) -> bool:
    unknown = [name for name in (*plan.pages, *filter(None, (plan.more,))) if name not in theme.templates]
    for name in unknown:
        path = f"{draft.path}.pages" if name in draft.pages else draft.path
        sink.error(
            "theme.unknown_template",
            f"没有名为“{name}”的页面模板",
            f"there is no page template `{name}`",
            span=places.at(path),
            path=path,
            hints=(
                Message(
                    f"可用的有：{'、'.join(sorted(theme.templates))}", f"known: {', '.join(sorted(theme.templates))}"
                ),
            ),
        )
    return not unknown


def warn_of_panels(sections: Iterable[Section], theme: Theme, sink: Sink, places: Places) -> None:
    """Templates drawn for the panels of a folded sheet, in a brochure of pages: what they say of panels is lost."""
    for section in sections:
        for name in section.plan.pages:
            template = theme.templates[name]
            if template.panel is not None or any(region.panel is not None for region in template.regions):
                hint = Message(
                    "折页请写 binding: {kind: tri-fold}；否则换一个主题或模板",
                    "for a folded sheet write `binding: {kind: tri-fold}`; else use another theme or template",
                )
                sink.warn(
                    "theme.panel_without_fold",
                    f"模板 `{name}` 是为折面画的，这一册不折页，panel 不起作用",
                    f"the template `{name}` is drawn for a panel; this brochure is not folded, so `panel` does nothing",
                    span=places.at(section.path),
                    path=section.path,
                    hints=(hint,),
                )
