"""Which priorities a period wants signed off, and which are. Reads live rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.models import PrioritySummary, ReportingPeriod
from monitoring.moments import short_weekday
from monitoring.permissions import priorities_led_by
from monitoring.record.commentary import Asks, awaiting
from monitoring.record.gather import gather, priority_standing
from monitoring.record.structs import REPORTED, Record
from monitoring.record.words import within
from partnership.models import User
from partnership.wording import listed
from plans.models import Plan
from priorities.models import Priority


@dataclass(frozen=True, slots=True)
class SignOff:
    """A priority that is to be signed off, with what its lead has said so far."""

    priority: Priority
    summary: PrioritySummary | None

    @property
    def is_given(self) -> bool:
        return self.summary is not None and self.summary.signed_off_at is not None

    @property
    def state(self) -> str:
        if self.is_given:
            return _("Signed off")
        return _("Begun") if self.summary else _("Not begun")


@dataclass(frozen=True, slots=True)
class SignOffs:
    """Every priority that a period reports on."""

    all: Sequence[SignOff]

    @property
    def given(self) -> int:
        return sum(1 for each in self.all if each.is_given)

    @property
    def total(self) -> int:
        return len(self.all)

    @property
    def missing(self) -> list[SignOff]:
        return [each for each in self.all if not each.is_given]


def sign_offs(period: ReportingPeriod) -> SignOffs:
    """The priorities that the period reports on, in the plan's order, each with its summary."""
    summaries = {each.priority_id: each for each in period.summaries.all()}
    priorities = Priority.objects.filter(plan=period.plan_id).select_related("lead_body").order_by("position", "pk")
    return SignOffs(
        [SignOff(each, summaries.get(each.pk)) for each in priorities if is_reported(each, on=period.actions_as_at)]
    )


def is_reported(priority: Priority, *, on: date) -> bool:
    """Whether a priority is the plan's to report on, as at that day."""
    joined = priority.in_plan_from is None or priority.in_plan_from <= on
    return joined and priority_standing(priority, on=on) in REPORTED


def gap(period: ReportingPeriod) -> str:
    """What is missing before the figures can be fixed, in sentences; empty where nothing is.

    Sign-offs, where the plan needs them; the reason for a judged level that agreed with the actions when it was
    given and no longer does; and commentaries on measures off target, where the plan needs those.
    """
    unsigned = sign_offs(period).missing if period.plan.requires_sign_off else []
    said = not_signed_off([str(each.priority) for each in unsigned], period.plan) if unsigned else ""
    return " ".join(filter(None, [said, *_not_said(period)]))


def _not_said(period: ReportingPeriod) -> Iterator[str]:
    """What only the record can tell; it is gathered where it may tell something."""
    judged = period.summaries.filter(judged_level__isnull=False, reason="").exists()
    if not judged and not period.plan.measures_need_commentary:
        return
    record = gather(period)
    yield _unexplained(record, period.plan)
    if period.plan.measures_need_commentary:
        yield unspoken(awaiting(record), period.plan)


def _unexplained(record: Record, plan: Plan) -> str:
    drifted = [
        f"{each.ref} {each.title}".strip()
        for each in record.priorities
        if each.judged_level and not each.judged_reason and each.computed_level not in (None, each.judged_level)
    ]
    return unexplained(drifted, plan) if drifted else ""


def unspoken(asked: Iterable[Asks], plan: Plan) -> str:
    """Two measures are off target and have no commentary yet: 1.1 School places and 1.2 Dental checks."""
    titles = [each.title for each in asked]
    number = len(titles)
    if not number:
        return ""
    names = plan.level_labels.measure
    said = ngettext(
        "%(number)s %(measure)s is off target and has no commentary yet: %(titles)s.",
        "%(number)s %(measure)s are off target and have no commentary yet: %(titles)s.",
        number,
    )
    return said % {
        "number": _spelt(number),
        "measure": within(str(names.one if number == 1 else names.many)),
        "titles": listed(titles),
    }


def unexplained(titles: list[str], plan: Plan) -> str:
    """The rating of one priority no longer follows from its actions, and no reason is given: 4 Learning."""
    number = len(titles)
    names = plan.level_labels.priority
    said = ngettext(
        "The rating of %(number)s %(priority)s no longer follows from its actions, and no reason is given: %(titles)s.",
        "The ratings of %(number)s %(priority)s no longer follow from their actions, and no reason is given: "
        "%(titles)s.",
        number,
    )
    return said % {
        "number": within(_spelt(number)),
        "priority": within(str(names.one if number == 1 else names.many)),
        "titles": listed(titles),
    }


def not_signed_off(titles: list[str], plan: Plan) -> str:
    """Three priorities are not signed off: 1 Safe, 2 Well and 3 Heard."""
    number = len(titles)
    names = plan.level_labels.priority
    said = ngettext(
        "%(number)s %(priority)s is not signed off: %(titles)s.",
        "%(number)s %(priority)s are not signed off: %(titles)s.",
        number,
    )
    return said % {
        "number": _spelt(number),
        "priority": within(str(names.one if number == 1 else names.many)),
        "titles": listed(titles),
    }


def _spelt(number: int) -> str:
    """A number as a sentence begins with it: in letters up to nine."""
    names = (_("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine"))
    return names[number - 1] if number <= len(names) else str(number)


# --- What one person has to sign off --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ToSignOff:
    """A priority that waits for this person's sign-off."""

    period: ReportingPeriod
    sign_off: SignOff
    today: date

    @property
    def on(self) -> str:
        day = self.period.sign_off_by
        return short_weekday(day, today=self.today) if day else ""

    @property
    def note(self) -> str:
        return _("%(period)s, %(plan)s.") % {"period": self.period, "plan": self.period.plan}


def waiting_for(user: User, *, today: date) -> list[ToSignOff]:
    """Priorities this person leads that a period under way wants signed off and that are not, by date."""
    led = priorities_led_by(user).filter(
        plan__requires_sign_off=True,
        plan__in=Plan.objects.visible_to(user, on=today),
        plan__periods__state__in=ReportingPeriod.UNDER_WAY,
    )
    priorities = list(led.select_related("plan").order_by("plan", "position", "pk").distinct())
    if not priorities:
        return []
    periods = {
        period.plan_id: period
        for period in ReportingPeriod.objects.under_way()
        .filter(plan__in={each.plan_id for each in priorities})
        .select_related("plan")
    }
    summaries = {
        each.priority_id: each for each in PrioritySummary.objects.filter(period__in=periods.values(), priority__in=led)
    }
    found = [
        ToSignOff(periods[each.plan_id], SignOff(each, summaries.get(each.pk)), today)
        for each in priorities
        if is_reported(each, on=periods[each.plan_id].actions_as_at)
    ]
    waiting = [each for each in found if not each.sign_off.is_given]
    return sorted(waiting, key=lambda each: each.period.sign_off_by or date.max)
