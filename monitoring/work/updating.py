"""What somebody needs before their eyes to say how an action is going."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from monitoring.models import Contribution, Draft, ProgressUpdate, Question, ReportingPeriod
from monitoring.moments import month_of, near_day, said_at, weekday
from monitoring.record.words import day, times, within
from monitoring.services.updates import last_update, why_not_reaffirm
from monitoring.working_days import bank_holidays, how_far
from partnership.due import Due
from partnership.models import Post, PostHolding, User
from partnership.wording import listed
from priorities.models import Responsibility, StrategicAction


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone, and in words whether it is reached."""

    title: str
    state: str


@dataclass(frozen=True, slots=True)
class Updating:
    """An action in the period under way, as one person sees it."""

    action: StrategicAction
    period: ReportingPeriod
    existing: ProgressUpdate | None
    last: ProgressUpdate | None
    draft: Draft | None
    leads_action: bool
    facts: list[str]
    milestones: list[Step]
    # June; empty when the plan has no period before this one.
    since: str
    # 31 December 2026: the end of the next period.
    until: str
    why_not_unchanged: str
    user_pk: int
    today: date
    # Asked about the update that stands, and not yet answered.
    questions: list[Question]
    # What other organisations say beneath it.
    contributions: list[Contribution]

    @property
    def caption(self) -> str:
        named = f"{within(self.action.plan.level_labels.action.one)} {self.action.ref}".strip()
        return _("Update %(action)s for %(period)s") % {"action": named, "period": self.period}

    @property
    def promises(self) -> list[str]:
        return promises(self.last) if self.last else []

    @property
    def offers_unchanged(self) -> bool:
        """Only to whoever leads it and has not begun to type, and where there is no update already."""
        return self.leads_action and self.existing is None and self.draft is None and not self.why_not_unchanged

    @property
    def promised(self) -> str:
        """The heading of what was promised last time."""
        said = {"day": near_day(self.period.ends_on, today=self.today)}
        if self.last and self.last.submitted_by_id == self.user_pk:
            return _("By %(day)s you said you would") % said
        return _("By %(day)s the promise was to") % said

    @property
    def draft_saved(self) -> str:
        if self.draft is None:
            return ""
        return _("You saved a draft %(when)s.") % {"when": said_at(self.draft.saved_at, today=self.today)}

    @property
    def submitted_said(self) -> str:
        """Who submitted the update that stands, and when."""
        return submitted_said(self.existing, today=self.today) if self.existing else ""

    @property
    def readers(self) -> str:
        """Who sees an update when it is submitted."""
        body = self.action.priority.lead_body
        if body is None:
            return _("The plan’s coordinator sees your update when you submit it.")
        return _("%(body)s and the plan’s coordinator see your update when you submit it.") % {"body": body}

    @property
    def closes(self) -> str:
        return closes(self.period, today=self.today)


def closes(period: ReportingPeriod, *, today: date) -> str:
    """Until when an update can be changed; empty when that is over or nobody has said."""
    on = period.updates_due_on
    if not period.takes_updates:
        return ""
    if on is None or on < today:
        return _("You can change it until the coordinator closes updates.")
    return _("You can change it until updates close on %(day)s.") % {"day": weekday(on, today=today)}


def outlook(action: StrategicAction, period: ReportingPeriod, *, today: date) -> str:
    """What happens to an update now that it is submitted. Reads the action's priority and its lead body."""
    body = action.priority.lead_body
    reads = (
        _("%(body)s and the plan’s coordinator can see it now.") % {"body": body}
        if body
        else _("The plan’s coordinator can see it now.")
    )
    asks = _("If they have a question, it comes back to you with their words.")
    return " ".join(filter(None, [reads, asks, closes(period, today=today)]))


def submitted_said(update: ProgressUpdate, *, today: date) -> str:
    """Submitted by Tom Bell today at 2:32pm."""
    when = said_at(update.submitted_at, today=today)
    person = update.submitted_by or _("Somebody")
    if update.on_behalf_of:
        return _("Submitted by %(person)s for %(other)s %(when)s") % {
            "person": person,
            "other": update.on_behalf_of,
            "when": when,
        }
    return _("Submitted by %(person)s %(when)s") % {"person": person, "when": when}


def promises(update: ProgressUpdate) -> list[str]:
    """What was promised, one line each."""
    return [line.strip() for line in update.next_steps.splitlines() if line.strip()]


def period_for(action: StrategicAction) -> ReportingPeriod | None:
    """The period under way in the action's own plan: one update serves every plan that lists it."""
    return ReportingPeriod.objects.under_way().filter(plan=action.plan).select_related("action_scale").first()


def next_period_for(action: StrategicAction) -> ReportingPeriod | None:
    planned = ReportingPeriod.objects.filter(plan=action.plan, state=ReportingPeriod.State.PLANNED)
    return planned.order_by("ordinal").first()


def updating(action: StrategicAction, period: ReportingPeriod, user: User, *, today: date) -> Updating:
    """Read everything that the page shows. `action` comes with its priority, plan and lead body."""
    last = last_update(action, period)
    before = last.period if last else period_before(period)
    responsibilities = list(action.responsibilities.select_related("post", "organisation", "body"))
    own = Post.objects.held_by(user, on=today).filter(responsibilities__action=action).distinct()
    own_posts = {post.pk for post in own}
    leads_action = any(
        each.post_id in own_posts and each.role != Responsibility.Role.CONTRIBUTOR for each in responsibilities
    )
    existing = (
        ProgressUpdate.objects.filter(action=action, period=period)
        .select_related("proposed_level", "agreed_level", "submitted_by", "reviewed_by")
        .first()
    )
    return Updating(
        action=action,
        period=period,
        existing=existing,
        last=last,
        draft=Draft.objects.filter(user=user, action=action, period=period).first(),
        leads_action=leads_action,
        facts=[
            _due(action),
            _closing(period, today, nation=action.plan.nation),
            _led_by(responsibilities, own_posts, today=today),
        ],
        milestones=[Step(each.title, _reached(each.done_on, each.due, today)) for each in action.milestones.all()],
        since=month_of(before.ends_on, today=today) if before else "",
        until=day(next_end(period)),
        why_not_unchanged=why_not_reaffirm(action, period, last),
        user_pk=user.pk,
        today=today,
        questions=list(existing.questions.filter(answered_at=None).select_related("asked_by")) if existing else [],
        contributions=list(
            Contribution.objects.filter(action=action, period=period).select_related("organisation", "said_by")
        ),
    )


def period_before(period: ReportingPeriod) -> ReportingPeriod | None:
    return ReportingPeriod.objects.filter(plan=period.plan_id, ordinal__lt=period.ordinal).order_by("-ordinal").first()


def _due(action: StrategicAction) -> str:
    due = action.agreed_due()
    if due is None:
        return _("No date is set")
    number = len(action.date_changes.all())
    if not number:
        return _("Due %(date)s") % {"date": due}
    said = {"date": due, "original": action.due or _("no date"), "times": times(number)}
    return _("Due %(date)s, originally %(original)s, moved %(times)s") % said


def _closing(period: ReportingPeriod, today: date, *, nation: str) -> str:
    on = period.updates_due_on if period.takes_updates else period.challenge_by
    if on is None:
        return ""
    said = {"day": weekday(on, today=today), "away": how_far(on, today=today, off=bank_holidays(nation))}
    if not period.takes_updates:
        return _("Questions end on %(day)s, %(away)s") % said
    if on < today:
        return _("Updates were due on %(day)s, %(away)s") % said
    return _("Updates close on %(day)s, %(away)s") % said


def _led_by(responsibilities: list[Responsibility], own_posts: set[int], *, today: date) -> str:
    leading = [each for each in responsibilities if each.role != Responsibility.Role.CONTRIBUTOR]
    own = [each for each in leading if each.post_id in own_posts]
    if own:
        return _("Led by you as %(post)s") % {"post": own[0].post}
    if not leading:
        return _("No lead named")
    first = leading[0]
    if first.post is None:
        return _("Led by %(lead)s") % {"lead": first}
    holders = PostHolding.objects.current(on=today).filter(post=first.post).select_related("user")
    people = [holding.user.name for holding in holders]
    if not people:
        return _("Led by %(post)s (vacant)") % {"post": first.post}
    return _("Led by %(post)s, %(people)s") % {"post": first.post, "people": listed(people)}


def _reached(done_on: date | None, due: Due | None, today: date) -> str:
    if done_on is not None:
        return _("Done on %(day)s") % {"day": day(done_on)}
    if due is None:
        return _("No date is set")
    if due.is_over(on=today):
        return _("Overdue since %(date)s") % {"date": due}
    return _("Due %(date)s") % {"date": due}


def next_end(period: ReportingPeriod) -> date:
    """The last day of a period as long as this one that follows it: after July to September, 31 December."""
    starts = period.ends_on + timedelta(days=1)
    if period.starts_on.day != 1 or starts.day != 1:
        return period.ends_on + (period.ends_on - period.starts_on) + timedelta(days=1)
    months = (starts.year - period.starts_on.year) * 12 + starts.month - period.starts_on.month
    last = starts.month - 1 + months - 1
    year, month = starts.year + last // 12, last % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])
