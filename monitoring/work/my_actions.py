"""What one person owes, in which plan and by when. The same few queries however many actions they lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from monitoring.corrected import as_corrected, with_errata
from monitoring.models import Draft, ProgressUpdate, Question, ReportingPeriod
from monitoring.moments import month_of, near_day, said_at, short_weekday, weekday
from monitoring.record.words import day, within
from monitoring.reportability import starts_later, why_not_reported
from monitoring.services.updates import why_not_reaffirm
from monitoring.work.contributing import Contributing, contributing, questions_for
from monitoring.work.own_measures import OwnMeasures, ToComment, own_measures
from monitoring.work.sign_off import ToSignOff, waiting_for
from monitoring.working_days import bank_holidays, how_far
from partnership.models import PostHolding, User
from plans.models import Plan, RatingLevel
from plans.ratings import SEVERITY, Meaning
from priorities.models import DateRequest, StrategicAction
from priorities.permissions import dates_asked_of


class Begun(IntEnum):
    """How far somebody has got with an update; the order is that of urgency."""

    RETURNED = 0
    DRAFT = 1
    NOT_BEGUN = 2


BUTTONS = {
    Begun.RETURNED: gettext_lazy("Answer and submit again"),
    Begun.DRAFT: gettext_lazy("Finish your update"),
    Begun.NOT_BEGUN: gettext_lazy("Begin your update"),
}
STATES = {
    Begun.RETURNED: gettext_lazy("Answer a question"),
    Begun.DRAFT: gettext_lazy("Draft saved"),
    Begun.NOT_BEGUN: gettext_lazy("Not begun"),
}


@dataclass(frozen=True, slots=True)
class Led:
    """An action that the person leads, and what is known of it in the period under way."""

    action: StrategicAction
    period: ReportingPeriod
    last_period: ReportingPeriod | None
    last: ProgressUpdate | None
    update: ProgressUpdate | None
    draft: Draft | None
    today: date
    # Somebody who works on one plan need not be told which.
    plan_named: str

    @property
    def last_level(self) -> RatingLevel | None:
        return self.last.level if self.last else None

    @property
    def last_month(self) -> str:
        """June; empty when there was no period before."""
        return month_of(self.last_period.ends_on, today=self.today) if self.last_period else ""

    @property
    def last_time(self) -> str:
        """In June it was on track."""
        if self.last_period is None or self.last_period.action_scale_id is None:
            return ""
        level = _("not rated") if self.last_level is None else within(self.last_level.label)
        return _("In %(month)s it was %(level)s.") % {"month": self.last_month, "level": level}

    @property
    def complete_since(self) -> str:
        completed_on = self.action.completed_on
        return _("Complete since %(day)s.") % {"day": day(completed_on)} if completed_on else ""

    @property
    def starts_later(self) -> str:
        return _("Starts later: %(date)s.") % {"date": self.action.starts}

    @property
    def draft_saved(self) -> str:
        if self.draft is None:
            return ""
        return _("You saved a draft %(when)s.") % {"when": said_at(self.draft.saved_at, today=self.today)}


@dataclass(frozen=True, slots=True)
class Task:
    """One update that is asked for."""

    led: Led
    begun: Begun

    @property
    def due_on(self) -> date | None:
        """The day that updates close; for one that was returned after it, the day that questions end."""
        period = self.led.period
        return period.updates_due_on if period.takes_updates else period.challenge_by

    @property
    def when(self) -> str:
        if self.due_on is None:
            return _("No closing date is set")
        today = self.led.today
        off = bank_holidays(self.led.action.plan.nation)
        said = {"day": weekday(self.due_on, today=today), "away": how_far(self.due_on, today=today, off=off)}
        if self.due_on < today:
            return _("Was due %(day)s, %(away)s") % said
        return _("Due %(day)s, %(away)s") % said

    @property
    def on(self) -> str:
        return short_weekday(self.due_on, today=self.led.today) if self.due_on else _("No date set")

    @property
    def button(self) -> str:
        return str(BUTTONS[self.begun])

    @property
    def state(self) -> str:
        return str(STATES[self.begun])

    @property
    def is_returned(self) -> bool:
        return self.begun == Begun.RETURNED

    @property
    def note(self) -> str:
        """What stands beneath the action's name in the list."""
        led = self.led
        parts = [led.plan_named, self.asked_by, led.draft_saved or ("" if self.is_returned else led.last_time)]
        return " ".join(filter(None, parts))

    @property
    def asked_by(self) -> str:
        if not self.is_returned or self.led.update is None:
            return ""
        return _("%(person)s asks:") % {"person": self.led.update.reviewed_by or _("The coordinator")}

    @property
    def question(self) -> str:
        return self.led.update.returned_because if self.is_returned and self.led.update else ""

    @property
    def urgency(self) -> tuple[date, int, int, date, str]:
        level = self.led.last_level
        severity = SEVERITY.get(Meaning(level.meaning), 0) if level else 0
        due = self.led.action.agreed_due()
        return (
            self.due_on or date.max,
            self.begun,
            -severity,
            (due.last_day if due else None) or date.max,
            self.led.action.ref,
        )


@dataclass(frozen=True, slots=True)
class Together:
    """Several updates of one plan, which can be made on one page."""

    plan: Plan
    tasks: tuple[Task, ...]

    @property
    def unchanged(self) -> int:
        """How many of them may be confirmed as they were."""
        return sum(
            task.begun == Begun.NOT_BEGUN and not why_not_reaffirm(task.led.action, task.led.period, task.led.last)
            for task in self.tasks
        )


@dataclass(frozen=True, slots=True)
class Done:
    """An update that has been submitted."""

    led: Led
    update: ProgressUpdate
    is_own: bool

    @property
    def state(self) -> str:
        return self.update.get_state_display()

    @property
    def note(self) -> str:
        when = said_at(self.update.submitted_at, today=self.led.today)
        if self.is_own:
            sent = _("You submitted it %(when)s.") % {"when": when}
        else:
            person = self.update.submitted_by or _("Somebody")
            sent = _("%(person)s submitted it %(when)s.") % {"person": person, "when": when}
        return " ".join(filter(None, [self.led.plan_named, sent, self.led.draft_saved]))


@dataclass(frozen=True, slots=True)
class Resting:
    """A plan that asks for no updates now, and when it will."""

    plan: Plan
    next_period: ReportingPeriod | None
    today: date

    @property
    def text(self) -> str:
        if self.next_period is None:
            return _("%(plan)s is not asking for updates now.") % {"plan": self.plan}
        said = {"plan": self.plan, "period": self.next_period.label}
        if self.next_period.opens_on is None:
            return _("%(plan)s is not asking for updates now. Next comes %(period)s.") % said
        return _("%(plan)s is not asking for updates now. %(period)s opens on %(day)s.") % (
            said | {"day": near_day(self.next_period.opens_on, today=self.today)}
        )


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that matters to this person, and what happens on it."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Held:
    """A post that the person holds, and since or until when."""

    title: str
    since: str


def _held(holding: PostHolding, *, today: date) -> Held:
    since = ""
    if holding.acting and holding.ends_on:
        since = _("covering until %(day)s") % {"day": day(holding.ends_on)}
    elif holding.acting:
        since = _("covering")
    elif holding.ends_on:
        since = _("until %(day)s") % {"day": day(holding.ends_on)}
    elif holding.starts_on:
        since = _("since %(day)s") % {"day": day(holding.starts_on)}
    return Held(str(holding.post), since)


@dataclass(frozen=True, slots=True)
class MyActions:
    holdings: list[PostHolding]
    tasks: list[Task]
    done: list[Done]
    # Nobody is chased for these.
    complete: list[Led]
    later: list[Led]
    # Updates have closed and there is none.
    missed: list[Led]
    resting: list[Resting]
    dates: list[Dated]
    # Frozen since this person typed something about them and did not submit it.
    overtaken: list[ReportingPeriod]
    # Priorities whose sign-off is this person's to give.
    to_sign_off: list[ToSignOff]
    # Later dates about which a body of this person's decides.
    dates_asked: list[DateRequest]
    # What reviewers ask without returning the update.
    questions: list[Question]
    # Nobody is chased for these either: their organisation may add something.
    contributing: list[Contributing]
    # Those they answer for: figures that are awaited, and commentaries that are asked for.
    measures: OwnMeasures
    leads_any: bool
    today: date

    @property
    def posts(self) -> list[Held]:
        return [_held(holding, today=self.today) for holding in self.holdings]

    @property
    def together(self) -> list[Together]:
        """Each plan of which more than one update is to do."""
        of_plan: dict[Plan, list[Task]] = {}
        for task in self.tasks:
            of_plan.setdefault(task.led.action.plan, []).append(task)
        return [Together(plan, tuple(tasks)) for plan, tasks in of_plan.items() if len(tasks) > 1]

    @property
    def sign_off_dated(self) -> bool:
        return any(each.on for each in self.to_sign_off)

    @property
    def unasked(self) -> int:
        return len(self.complete) + len(self.later)

    @property
    def sentence(self) -> str:
        asked = [
            self._to_answer,
            self._to_do,
            self._to_comment,
            self._figures_awaited,
            self._dates_to_decide,
            self._to_be_signed,
            self._are_done,
        ]
        return " ".join(filter(None, asked))

    @property
    def owes_nothing(self) -> bool:
        owed = (self.tasks, self.to_sign_off, self.questions, self.dates_asked)
        return not any(owed) and not self.measures.to_comment and not self.measures.figures

    @property
    def next_commentary(self) -> ToComment | None:
        """What comes first where no update is to do."""
        return self.measures.to_comment[0] if self.measures.to_comment and not self.tasks else None

    @property
    def other_commentaries(self) -> list[ToComment]:
        return self.measures.to_comment[1:] if self.next_commentary else self.measures.to_comment

    @property
    def _to_comment(self) -> str:
        number = len(self.measures.to_comment)
        said = ngettext("%(number)d commentary to write.", "%(number)d commentaries to write.", number)
        return said % {"number": number} if number else ""

    @property
    def _figures_awaited(self) -> str:
        number = len(self.measures.figures)
        said = ngettext("%(number)d figure is awaited.", "%(number)d figures are awaited.", number)
        return said % {"number": number} if number else ""

    @property
    def _to_answer(self) -> str:
        number = len(self.questions)
        said = ngettext("%(number)d question to answer.", "%(number)d questions to answer.", number)
        return said % {"number": number} if number else ""

    @property
    def _dates_to_decide(self) -> str:
        number = len(self.dates_asked)
        said = ngettext(
            "%(number)d request for a later date waits for you.",
            "%(number)d requests for a later date wait for you.",
            number,
        )
        return said % {"number": number} if number else ""

    @property
    def _to_be_signed(self) -> str:
        number = len(self.to_sign_off)
        said = ngettext("%(number)d sign-off to give.", "%(number)d sign-offs to give.", number)
        return said % {"number": number} if number else ""

    @property
    def _to_do(self) -> str:
        number = len(self.tasks)
        if not number:
            return ""
        last = max((task.due_on for task in self.tasks if task.due_on), default=None)
        if last is None:
            said = ngettext("%(number)d update to do.", "%(number)d updates to do.", number)
            return said % {"number": number}
        said = ngettext("%(number)d update to do by %(day)s.", "%(number)d updates to do by %(day)s.", number)
        return said % {"number": number, "day": near_day(last, today=self.today)}

    @property
    def _are_done(self) -> str:
        number = len(self.done)
        said = ngettext("%(number)d update is done.", "%(number)d updates are done.", number)
        return said % {"number": number} if number else ""


def my_actions(user: User, *, today: date) -> MyActions:
    """Everything that is asked of a person today, most urgent first."""
    holdings = list(
        PostHolding.objects.current(on=today).filter(user=user).select_related("post__organisation").order_by("pk")
    )
    actions = list(
        StrategicAction.objects.visible_to(user, on=today)
        .led_by(user, on=today)
        .select_related("priority__plan")
        .prefetch_related("date_changes")
    )
    plans = {action.plan.pk: action.plan for action in actions}
    rounds = _rounds(plans)
    leads = list(_leads(actions, rounds, user, today=today, many_plans=len(plans) > 1))
    reported = [led for led in leads if not why_not_reported(led.action, on=led.period.actions_as_at)]

    tasks, done, complete, later, missed = [], [], [], [], []
    for led in reported:
        if led.update is not None and led.update.state != ProgressUpdate.State.RETURNED:
            done.append(Done(led, led.update, is_own=led.update.submitted_by_id == user.pk))
        elif led.update is not None:
            tasks.append(Task(led, Begun.RETURNED))
        elif led.action.stage == StrategicAction.Stage.COMPLETE:
            complete.append(led)
        elif starts_later(led.action, on=led.period.actions_as_at):
            later.append(led)
        elif not led.period.takes_updates:
            missed.append(led)
        else:
            tasks.append(Task(led, Begun.DRAFT if led.draft else Begun.NOT_BEGUN))
    return MyActions(
        holdings=holdings,
        tasks=sorted(tasks, key=lambda task: task.urgency),
        done=done,
        complete=complete,
        later=later,
        missed=missed,
        resting=[
            Resting(plan, rounds[pk].following, today)
            for pk, plan in plans.items()
            if rounds[pk].current is None and plan.status not in (Plan.Status.SUPERSEDED, Plan.Status.CLOSED)
        ],
        dates=sorted(_dates(rounds, plans, today=today), key=lambda each: each.on),
        overtaken=list(
            ReportingPeriod.objects.visible_to(user, on=today)
            .fixed()
            .filter(pk__in=Draft.objects.filter(user=user).values("period"))
            .order_by("-frozen_at")
        ),
        to_sign_off=waiting_for(user, today=today),
        dates_asked=list(
            dates_asked_of(user)
            .filter(action__in=StrategicAction.objects.visible_to(user, on=today))
            .select_related("action", "requested_by")
            .prefetch_related("action__date_changes")
        ),
        questions=questions_for(user, today=today),
        contributing=contributing(user, today=today),
        measures=own_measures(user, today=today),
        leads_any=bool(actions),
        today=today,
    )


@dataclass(slots=True)
class _Round:
    """The periods of a plan that matter now."""

    before: ReportingPeriod | None = None
    current: ReportingPeriod | None = None
    following: ReportingPeriod | None = None


def _rounds(plans: Mapping[int, Plan]) -> dict[int, _Round]:
    rounds = {pk: _Round() for pk in plans}
    for period in ReportingPeriod.objects.filter(plan__in=plans).order_by("plan", "ordinal"):
        found = rounds[period.plan_id]
        if period.is_under_way:
            found.current = period
        elif period.is_fixed and found.current is None:
            found.before = period
        elif period.state == ReportingPeriod.State.PLANNED and found.following is None:
            found.following = period
    return rounds


def _leads(
    actions: list[StrategicAction], rounds: Mapping[int, _Round], user: User, *, today: date, many_plans: bool
) -> Iterator[Led]:
    """Each action of a plan that has a period under way."""
    periods = [period for each in rounds.values() for period in (each.before, each.current) if period]
    updates = {
        (update.action_id, update.period_id): as_corrected(update)
        for update in with_errata(ProgressUpdate.objects.filter(action__in=actions, period__in=periods)).select_related(
            "proposed_level", "agreed_level", "submitted_by", "reviewed_by"
        )
    }
    drafts = {
        (draft.action_id, draft.period_id): draft
        for draft in Draft.objects.filter(user=user, action__in=actions, period__in=periods)
    }
    for action in actions:
        found = rounds[action.plan.pk]
        if found.current is None:
            continue
        current = (action.pk, found.current.pk)
        yield Led(
            action=action,
            period=found.current,
            last_period=found.before,
            last=updates.get((action.pk, found.before.pk)) if found.before else None,
            update=updates.get(current),
            draft=drafts.get(current),
            today=today,
            plan_named=f"{action.plan}." if many_plans else "",
        )


def _dates(rounds: Mapping[int, _Round], plans: Mapping[int, Plan], *, today: date) -> Iterator[Dated]:
    for pk, found in rounds.items():
        period = found.current
        if period is None:
            continue
        named = [
            (period.updates_due_on, _("updates close")),
            (period.challenge_by, _("questions end")),
            (period.freeze_on, _("the figures are fixed")),
            (period.publish_by, _("the report is published")),
        ]
        for on, what in named:
            if on is not None and on >= today:
                of = f" ({plans[pk]})" if len(plans) > 1 else ""
                yield Dated(on, f"{near_day(on, today=today)}: {what}{of}")
