"""What changed in a plan since its last record: what a coordinator looks at before asking again.

`changes` compares the record with the plan as it is; `since_last_record` reads both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.models import Figure, Indicator
from monitoring.models import PeriodRecord, ReportingPeriod
from monitoring.record import canonical, structs
from monitoring.record.words import day, when
from monitoring.reportability import starts_later, why_not_reported
from partnership.models import Post, PostHolding
from partnership.wording import listed
from plans.models import Plan
from priorities.leads import lead, leading
from priorities.models import Responsibility, StrategicAction


class Kind(models.TextChoices):
    """What may have changed, in the order in which it is looked at."""

    VACANT = "vacant", gettext_lazy("Posts that nobody holds")
    HOLDER = "holder", gettext_lazy("Posts with a new holder")
    ADDED = "added", gettext_lazy("New")
    LED = "led", gettext_lazy("Led by somebody else")
    MERGED = "merged", gettext_lazy("Merged")
    TRANSFERRED = "transferred", gettext_lazy("Transferred")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")
    COMPLETE = "complete", gettext_lazy("Completed")
    DATE = "date", gettext_lazy("Another date agreed")
    MEASURE = "measure", gettext_lazy("Measures")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed. `whose` says whose move it is; empty where nobody has to do anything."""

    kind: Kind
    what: str
    text: str
    whose: str = ""
    action_pk: int | None = None
    post_pk: int | None = None
    warns: bool = False

    @property
    def address(self) -> str:
        """Where its story is told."""
        return reverse("monitoring:action_updates", args=[self.action_pk]) if self.action_pk else ""

    @property
    def place_to_act(self) -> str:
        """Where the coordinator can do something about it: hand a post over, or else where its story is told."""
        return reverse("monitoring:post", args=[self.post_pk]) if self.post_pk else self.address


@dataclass(frozen=True, slots=True)
class Group:
    """Changes of one kind."""

    heading: str
    changes: Sequence[Change]

    @property
    def is_settled(self) -> bool:
        """Whether nobody has to do anything about any of them."""
        return not any(each.whose for each in self.changes)


@dataclass(frozen=True, slots=True)
class LivePost:
    """A leading post as it is now: who holds it, by name."""

    pk: int
    organisation: str
    title: str
    people: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        return self.organisation, self.title

    @property
    def words(self) -> str:
        return _("%(post)s, %(organisation)s") % {"post": self.title, "organisation": self.organisation}


@dataclass(frozen=True, slots=True)
class LiveDate:
    """A change of an action's date, as agreed."""

    on: date
    due: str
    by: str


@dataclass(frozen=True, slots=True)
class LiveAction:
    """An action as it is now. `asked` is whether the next period will ask about it."""

    pk: int
    ref: str
    title: str
    reported: bool
    asked: bool
    stage: str
    merged_into: str = ""
    note: str = ""
    completed_on: date | None = None
    lead: str = ""
    lead_post: LivePost | None = None
    posts: tuple[LivePost, ...] = ()
    dates: tuple[LiveDate, ...] = ()


@dataclass(frozen=True, slots=True)
class LiveMeasure:
    """A measure as it is now, with the names of the periods that it has results for."""

    pk: int
    title: str
    results: frozenset[str] = frozenset()
    # The post that answers for it.
    post: LivePost | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that changed since a record. `since` names its period; empty where there is no record."""

    all: Sequence[Change]
    since: str = ""
    only_totals: bool = False

    def groups(self) -> list[Group]:
        """The changes by kind, in the order in which they are looked at."""
        return [
            Group(str(kind.label), found)
            for kind in Kind
            if (found := [each for each in self.all if each.kind == kind])
        ]


@dataclass(frozen=True)
class _Then:
    """What a record said, by key."""

    actions: Mapping[int, structs.Action] = field(default_factory=dict)
    measures: Mapping[int, structs.Measure] = field(default_factory=dict)
    holders: Mapping[tuple[str, str], str] = field(default_factory=dict)


def changes(
    record: structs.Record | None, actions: Sequence[LiveAction], measures: Sequence[LiveMeasure] = ()
) -> Changes:
    """Compare a record with the plan as it is. Without one only posts that nobody holds are found."""
    if record is None or record.printed_totals:
        since = record.period.label if record else ""
        found = [*_posts(actions, {}), *_unanswered(actions, measures)]
        return Changes(found, since=since, only_totals=record is not None)
    then = _then(record)
    found = [*_posts(actions, then.holders), *_unanswered(actions, measures)]
    for action in actions:
        found += _of_action(action, then.actions.get(action.pk))
    for measure in measures:
        found += _of_measure(measure, then.measures.get(measure.pk))
    return Changes(found, since=record.period.label)


def _then(record: structs.Record) -> _Then:
    posts = {
        (each.organisation, each.name): each.person
        for action in record.actions
        for each in action.leads
        if each.role != Responsibility.Role.CONTRIBUTOR and (each.person or each.vacant)
    }
    return _Then(
        actions={each.pk: each for each in record.actions},
        measures={each.pk: each for each in record.measures},
        holders=posts,
    )


def _posts(actions: Sequence[LiveAction], before: Mapping[tuple[str, str], str]) -> Iterator[Change]:
    posts: dict[tuple[str, str], LivePost] = {}
    leads: dict[tuple[str, str], list[LiveAction]] = {}
    for action in actions:
        if not action.reported:
            continue
        for post in action.posts:
            posts.setdefault(post.key, post)
        if action.lead_post:
            leads.setdefault(action.lead_post.key, []).append(action)
    for key, post in posts.items():
        yield from _of_post(post, leads.get(key, []), before.get(key))


def _unanswered(actions: Iterable[LiveAction], measures: Iterable[LiveMeasure]) -> Iterator[Change]:
    """Posts that nobody holds and that answer for measures, unless they are named already for the actions they lead."""
    named = {post.key for action in actions if action.reported for post in action.posts}
    vacant: dict[LivePost, list[str]] = {}
    for measure in measures:
        if measure.post and not measure.post.people and measure.post.key not in named:
            vacant.setdefault(measure.post, []).append(measure.title)
    for post, titles in vacant.items():
        text = _("It answers for %(measures)s.") % {"measures": listed(titles)}
        whose = _("%(organisation)s, to say who takes it on") % {"organisation": post.organisation}
        yield Change(Kind.VACANT, post.words, text, whose, None, post.pk, warns=True)


def _of_post(post: LivePost, led: Sequence[LiveAction], then: str | None) -> Iterator[Change]:
    """`then` is who held it in the record: empty for nobody, None for a post that the record does not know."""
    asked = [action for action in led if action.asked]
    first = next((action.pk for action in [*asked, *led]), None)
    if not post.people:
        text = [_leads(asked)] if asked else []
        if then:
            text.append(_("%(person)s held it in the last report.") % {"person": then})
        elif then is not None:
            text.append(_("Nobody held it in the last report either."))
        whose = _("%(organisation)s, to say who takes it on") % {"organisation": post.organisation}
        yield Change(Kind.VACANT, post.words, " ".join(text), whose, first, post.pk, warns=bool(asked))
    elif then is not None and then != (now := ", ".join(post.people)):
        text_now = (
            _("%(now)s now holds it, after %(then)s.") % {"now": now, "then": then}
            if then
            else _("%(now)s now holds it; nobody did before.") % {"now": now}
        )
        said = " ".join(filter(None, [text_now, _leads(asked)]))
        yield Change(Kind.HOLDER, post.words, said, now, first, post.pk)


def _leads(asked: Sequence[LiveAction]) -> str:
    return _("It leads %(actions)s.") % {"actions": listed([each.ref or each.title for each in asked])} if asked else ""


def _of_action(now: LiveAction, then: structs.Action | None) -> Iterator[Change]:
    was_reported = then is not None and then.reported
    if now.reported and not was_reported:
        text = _("The next period reports on it for the first time.")
        yield Change(Kind.ADDED, now.title, text, now.lead if now.asked else "", action_pk=now.pk)
    if then is None:
        return
    if was_reported and not now.reported:
        yield _gone(now)
        return
    if not now.reported:
        return
    if now.stage == StrategicAction.Stage.COMPLETE and then.stage != StrategicAction.Stage.COMPLETE:
        text = _("Completed on %(day)s. No update is asked for.") % {"day": day(now.completed_on or date.min)}
        yield Change(Kind.COMPLETE, now.title, text, action_pk=now.pk)
    elif (lead_then := then.lead) and now.lead_post and (lead_then.organisation, lead_then.name) != now.lead_post.key:
        said = {"then": lead_then.name or lead_then.as_printed, "now": now.lead}
        text = _("%(now)s leads it now, after %(then)s.") % said
        yield Change(Kind.LED, now.title, text, now.lead if now.asked else "", action_pk=now.pk)
    known = {move.on for move in then.moves}
    before = when(then.agreed_due)
    for each in now.dates:
        if each.on not in known:
            said = {"due": each.due, "by": each.by, "day": day(each.on), "before": before}
            text = (
                _("Due %(due)s instead of %(before)s, agreed by %(by)s on %(day)s.")
                if before
                else _("Due %(due)s, agreed by %(by)s on %(day)s.")
            )
            yield Change(Kind.DATE, now.title, text % said, action_pk=now.pk)
            before = each.due


def _gone(now: LiveAction) -> Change:
    """An action that was reported on and no longer is."""
    if now.stage == StrategicAction.Stage.MERGED:
        text = _("Merged into %(other)s. Its updates are made there.") % {"other": now.merged_into or _("another")}
        return Change(Kind.MERGED, now.title, _with(text, now.note), action_pk=now.pk)
    if now.stage == StrategicAction.Stage.TRANSFERRED:
        return Change(Kind.TRANSFERRED, now.title, _with(_("Another body follows it now."), now.note), action_pk=now.pk)
    return Change(Kind.WITHDRAWN, now.title, _with(_("It is no longer in the plan."), now.note), action_pk=now.pk)


def _with(text: str, note: str) -> str:
    return f"{text} {note}".strip()


def _of_measure(now: LiveMeasure, then: structs.Measure | None) -> Iterator[Change]:
    if then is None:
        yield Change(Kind.MEASURE, now.title, _("A new measure."))
    elif fresh := sorted(now.results - {figure.period for figure in then.figures}):
        yield Change(Kind.MEASURE, now.title, _("New results: %(periods)s.") % {"periods": listed(fresh)})


# --- Reading ----------------------------------------------------------------------------------------


def since_last_record(plan: Plan, *, on: date) -> Changes:
    """What changed since the plan's last record, as it is on a day."""
    stored = (
        PeriodRecord.objects.filter(period__plan=plan, period__state__in=ReportingPeriod.FIXED)
        .order_by("-period__ordinal", "-version")
        .first()
    )
    record = canonical.decode(bytes(stored.body)) if stored else None
    return changes(record, _actions(plan, on=on), _measures(plan, on=on))


def _actions(plan: Plan, *, on: date) -> list[LiveAction]:
    rows = (
        StrategicAction.objects.filter(Q(priority__plan=plan) | Q(listings__priority__plan=plan))
        .select_related("priority", "merged_into")
        .prefetch_related(leading(on=on), "date_changes")
        .order_by("priority__position", "priority_id", "position", "pk")
        .distinct()
    )
    return [_live(row, on=on) for row in rows]


def _live(row: StrategicAction, *, on: date) -> LiveAction:
    reported = not why_not_reported(row, on=on)
    unfinished = row.stage != StrategicAction.Stage.COMPLETE
    responsibilities = list(row.responsibilities.all())
    first = lead(responsibilities)
    posts = tuple(post for each in responsibilities if (post := _post(each)))
    return LiveAction(
        pk=row.pk,
        ref=row.ref,
        title=str(row),
        reported=reported,
        asked=reported and unfinished and not starts_later(row, on=on),
        stage=row.stage,
        merged_into=str(row.merged_into or ""),
        note=row.stage_note,
        completed_on=row.completed_on,
        lead=first.words,
        lead_post=next((post for post in posts if post.key == (first.organisation, first.post)), None),
        posts=posts,
        dates=tuple(
            LiveDate(on=each.agreed_on, due=str(each.due), by=each.agreed_by) for each in row.date_changes.all()
        ),
    )


def _post(responsibility: Responsibility) -> LivePost | None:
    return _live_post(responsibility.post) if responsibility.post else None


def _live_post(post: Post) -> LivePost:
    people = sorted(holding.user.name for holding in post.holdings.all())
    return LivePost(pk=post.pk, organisation=post.organisation.name, title=post.title, people=tuple(people))


def _measures(plan: Plan, *, on: date) -> list[LiveMeasure]:
    figures: Any = Figure.objects.only("indicator", "period_label")
    rows = Indicator.objects.filter(plan=plan).select_related("lead_post__organisation")
    held = Prefetch("lead_post__holdings", queryset=PostHolding.objects.held(on=on).select_related("user"))
    return [
        LiveMeasure(
            row.pk,
            row.title,
            frozenset(figure.period_label for figure in row.figures.all()),
            _live_post(row.lead_post) if row.lead_post and row.status != Indicator.Status.DISCONTINUED else None,
        )
        for row in rows.prefetch_related(Prefetch("figures", queryset=figures), held).order_by("position", "pk")
    ]
