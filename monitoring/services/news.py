"""Saying what happened after a period's figures were fixed, and taking it back."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.models import LaterNews, LetThrough, ReportingPeriod
from monitoring.record.words import day
from monitoring.services.let_through import let_through
from partnership.asking import Kept
from partnership.models import User
from partnership.refusals import Refused, refusing
from priorities.models import Priority, StrategicAction


class NewsNotTaken(Refused):
    """The period takes no news, now or of that day."""


@transaction.atomic
def add_news(
    *,
    period: ReportingPeriod,
    happened_on: date,
    text: str,
    priority: Priority | None = None,
    action: StrategicAction | None = None,
    by: User,
    kept: Kept | None = None,
) -> LaterNews:
    """Say beside the record of `period` what happened since: of a priority, of an action or of the whole plan.

    Saying the same twice, as an impatient press does, changes nothing. `kept` says why words that may point at a
    child stay. Raises NewsNotTaken before the figures are
    fixed, once those of a later period are, and for a day that the record speaks for or that is still to come.
    """
    # Held, so that of two presses at once the second finds what the first one said.
    held = ReportingPeriod.objects.select_for_update(of=("self",), no_key=True)
    period = held.select_related("plan").get(pk=period.pk)
    if not period.is_fixed:
        raise NewsNotTaken(_("The figures of %(period)s are not fixed yet. Say it in an update.") % {"period": period})
    if later := period.plan.periods.fixed().filter(ordinal__gt=period.ordinal).last():
        raise NewsNotTaken(
            _("The figures of %(later)s have been fixed since. Say it beside them, not beside %(period)s.")
            % {"later": later, "period": period}
        )
    if happened_on > timezone.localdate():
        raise NewsNotTaken(_("News tells what has happened. Choose a day that is not in the future."))
    if happened_on <= period.actions_as_at:
        raise NewsNotTaken(
            _("The report already speaks for %(day)s. If it is wrong about that day, ask for a correction.")
            % {"day": day(period.actions_as_at)}
        )
    if (priority and not priorities_known_to(period).filter(pk=priority.pk).exists()) or (
        action and not actions_known_to(period).filter(pk=action.pk).exists()
    ):
        raise NewsNotTaken(_("The report does not speak of this, so nothing can be said beside it."))
    said = {
        "period": period,
        "priority": priority,
        "action": action,
        "happened_on": happened_on,
        "text": text.strip(),
        "said_by": by,
    }
    if there := LaterNews.objects.filter(**said).first():
        return there
    with refusing():
        news = LaterNews.objects.create(**said, said_at=timezone.now())
    about = action or priority or period.plan
    let_through(kept, period=period, place=LetThrough.Place.NEWS, row_pk=news.pk, about=about, by=by)
    return news


@transaction.atomic
def take_news_back(*, news: LaterNews, by: User) -> None:
    """Show it no longer. What it said, and who took it back, stays in the history."""
    news.delete()


def priorities_known_to(period: ReportingPeriod) -> QuerySet[Priority]:
    """Priorities of the plan that had joined it when the period was reported on."""
    return Priority.objects.filter(_joined_by(period.actions_as_at), plan=period.plan_id)


def actions_known_to(period: ReportingPeriod) -> QuerySet[StrategicAction]:
    """The plan's own actions and those it lists, as far as they had joined by then."""
    at_home = Q(priority__in=priorities_known_to(period))
    listed = Q(listings__priority__in=priorities_known_to(period))
    return StrategicAction.objects.filter(at_home | listed, _joined_by(period.actions_as_at)).distinct()


def _joined_by(day: date) -> Q:
    return Q(in_plan_from=None) | Q(in_plan_from__lte=day)
