"""What changed between two periods of a plan: made of their records, and of those between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from monitoring import charts
from monitoring.models import PeriodRecord
from monitoring.permissions import sees_of_open_period, summaries_open_to
from monitoring.record.comparison import Changed, Comparison, Listed
from monitoring.record.counts import Count
from monitoring.record.scope import within_scope
from monitoring.record.structs import Record
from monitoring.record.words import day
from monitoring.seen import Seen, periods_of, read_stored, seen
from monitoring.views.unchanged import not_modified, page_tag, with_tag
from monitoring.work.versions import version_note
from partnership.models import User
from partnership.requests import SignedInRequest
from plans.models import Plan

#: With more changes than this, each list shows its first few and links to the rest.
WHOLE_UP_TO = 80
FIRST = 10


@dataclass(frozen=True, slots=True)
class ShownList:
    """The actions of one kind, as many as are shown, and how many more there are."""

    group: Listed
    items: Sequence[Changed]
    more: int


class Movement:
    """What the template draws. Nothing here asks the database."""

    def __init__(self, comparison: Comparison, *, whole: bool, partial: bool) -> None:
        self.comparison = comparison
        self.partial = partial
        changes = sum(len(each.items) for each in comparison.lists)
        self.shortened = changes > WHOLE_UP_TO and not whole

    @cached_property
    def lists(self) -> list[ShownList]:
        first = FIRST if self.shortened else None
        return [
            ShownList(each, each.items[:first], more=max(len(each.items) - first, 0) if first else 0)
            for each in self.comparison.lists
        ]

    @property
    def bars(self) -> list[tuple[str, int, SafeString]]:
        """The counts of both periods, each as its name, its total and a bar."""
        of = self.comparison
        return [
            (of.then_name, of.total_then, _bar(of.counts_then, of.total_then, ident="then")),
            (of.now_name, of.total_now, _bar(of.counts_now, of.total_now, ident="now")),
        ]

    @property
    def provisional_text(self) -> str:
        """That ratings may still change, and whether these are all of them; empty for two frozen periods."""
        if not self.comparison.provisional:
            return ""
        said = [_("These ratings are not yet agreed.")]
        if self.partial:
            said.append(
                _("You see what you, your organisation or your groups answer for, and every number counts only that.")
            )
        return " ".join(said)


@login_required
@require_safe
def movement(request: SignedInRequest, slug: str) -> HttpResponseBase:
    """Any two periods side by side; the latest frozen one and the one before it unless the address says which."""
    plans = Plan.objects.visible_to(request.user, on=timezone.localdate())
    plan = get_object_or_404(plans.select_related("owner_body__parent__parent"), slug=slug)
    periods = periods_of(plan, request.user)
    offered = [each for each in periods if each.is_fixed or sees_of_open_period(request.user, plan)]
    pair = _pair(request.GET, periods, offered)
    context = {"plan": plan, "offered": offered, "chosen": pair}
    if pair is None or pair[0] == pair[1]:
        return render(request, "monitoring/movement_none.html", context)

    first, last = pair
    read = [each for each in periods if first.ordinal <= each.ordinal <= last.ordinal and _told(each, pair)]
    fixed = all(each.is_fixed for each in read)
    tag = page_tag(request, *map(str, _made_of(read, offered))) if fixed else ""
    if tag and (same := not_modified(request, tag)):
        return same
    comparison, partial = _compared(request.user, plan, read)
    context["page"] = Movement(comparison, whole=request.GET.get("show") == "everything", partial=partial)
    notes = [
        (each, version_note(each, record))
        for each, record in zip(pair, (comparison.before, comparison.now), strict=True)
    ]
    context |= {"fixed_texts": _fixed_texts(pair), "notes": [each for each in notes if each[1]]}
    response = render(request, "monitoring/movement.html", context)
    return with_tag(response, tag) if tag else response


def _pair(asked: Mapping[str, str], periods: Sequence[Any], offered: Sequence[Any]) -> tuple[Any, Any] | None:
    """The two periods to compare, the earlier first; None where there are no two. Raises Http404 for unknown ones.

    Of the open period somebody may ask who sees nothing of it: `seen` answers them.
    """
    by_ordinal = {str(each.ordinal): each for each in periods}
    for name in ("from", "to"):
        if asked.get(name) and asked[name] not in by_ordinal:
            raise Http404
    fixed = [each for each in offered if each.is_fixed]
    last = by_ordinal.get(asked.get("to", "")) or (fixed[-1] if fixed else None)
    if last is None:
        return None
    before = [each for each in fixed if each.ordinal < last.ordinal]
    first = by_ordinal.get(asked.get("from", "")) or (before[-1] if before else None)
    if first is None:
        return None
    return (first, last) if first.ordinal <= last.ordinal else (last, first)


def _told(period: Any, pair: tuple[Any, Any]) -> bool:
    """Whether a period between the two tells how it went: once it is frozen."""
    return period.is_fixed or period in pair


def _made_of(read: Sequence[Any], offered: Sequence[Any]) -> list[Any]:
    """Everything that the page of frozen periods is made of."""
    records = [one["sha256"] for each in read for one in (each.stored, *each.corrected_before)]
    return [
        *records,
        *(f"sight {each.sight}" for each in read[:1]),
        *((each.ordinal, each.label, each.state) for each in offered),
    ]


def _compared(user: User, plan: Plan, read: Sequence[Any]) -> tuple[Comparison, bool]:
    """The comparison, and whether it is of only a part of the plan. Raises PermissionDenied as `seen` does."""
    live = {each.pk: seen(each, user) for each in read if not each.is_fixed}
    bodies = dict(
        PeriodRecord.objects.filter(pk__in=[each.stored["pk"] for each in read if each.is_fixed]).values_list(
            "period", "body"
        )
    )
    records = [live[each.pk].record if each.pk in live else read_stored(each, bodies[each.pk]) for each in read]
    narrow = next((each for each in live.values() if each.partial), None)
    if narrow is not None:
        records = _narrowed(user, plan, records, narrow)
    provisional = [each.ordinal for each in read if each.pk in live]
    return Comparison(records, provisional=provisional), narrow is not None


def _narrowed(user: User, plan: Plan, records: Sequence[Record], narrow: Seen) -> list[Record]:
    """Every record as far as the open one is open to this person, so that only the same is compared."""
    actions = {action.pk for action in narrow.record.actions}
    summaries = set(summaries_open_to(user, plan).values_list("pk", flat=True))
    return [
        each if each is narrow.record else within_scope(each, actions=actions, summaries=summaries) for each in records
    ]


def _bar(counts: Sequence[Count], total: int, *, ident: str) -> SafeString:
    said = ", ".join(f"{each.count} {each.level.label}" for each in counts if each.count)
    return charts.bar(counts, title=_("Of %(total)d: %(said)s.") % {"total": total, "said": said}, ident=ident)


def _fixed_texts(pair: tuple[Any, Any]) -> list[str]:
    """When the figures of each period were fixed, and which version of them this is."""
    return [
        _("The figures of %(period)s were fixed on %(day)s (version %(version)d).")
        % {
            "period": each,
            "day": day(timezone.localdate(datetime.fromisoformat(each.stored["made_at"]))),
            "version": each.stored["version"],
        }
        for each in pair
        if each.is_fixed
    ]
