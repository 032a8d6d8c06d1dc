"""What happened since a report: shown beside the record, dated and with who said it, never in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from monitoring.models import LaterNews, ReportingPeriod
from monitoring.record.structs import Record
from monitoring.record.words import titled


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news. `about` is what it is about, empty for the whole plan or on that thing's own page."""

    pk: int
    happened_on: date
    text: str
    said_by: str
    said_on: date
    about: str = ""
    address: str = ""


def with_news(periods: QuerySet[Any]) -> QuerySet[Any]:
    """Periods with `is_latest_fixed`, and as `news` what happened since: none once a later period is fixed.

    It comes with the period, so that a page kept by its reader's browser knows of it without a further query.
    """
    later = ReportingPeriod.objects.filter(
        plan=OuterRef("plan"), ordinal__gt=OuterRef("ordinal"), state__in=ReportingPeriod.FIXED
    )
    later_than_its = ReportingPeriod.objects.filter(
        plan=OuterRef("period__plan"), ordinal__gt=OuterRef("period__ordinal"), state__in=ReportingPeriod.FIXED
    )
    told = LaterNews.objects.filter(~Exists(later_than_its), period=OuterRef("pk")).order_by("-happened_on", "-pk")
    annotated: QuerySet[Any] = periods.annotate(
        is_latest_fixed=ExpressionWrapper(~Exists(later), output_field=BooleanField()),
        news=ArraySubquery(
            told.values(
                as_json=JSONObject(
                    pk="pk",
                    text="text",
                    happened_on="happened_on",
                    said_at="said_at",
                    said_by="said_by__name",
                    priority="priority",
                    action="action",
                )
            )
        ),
    )
    return annotated


def all_news(period: Any, record: Record) -> tuple[News, ...]:
    """Everything since the report, the latest first, each with what it is about as the record names it.

    `period` is one of `with_news`.
    """
    priorities = {each.pk: each for each in record.priorities}
    actions = {each.pk: each for each in record.actions}
    return tuple(
        _news(
            each,
            about=titled(about) if (about := actions.get(each["action"]) or priorities.get(each["priority"])) else "",
            address=_address(period, each) if about else "",
        )
        for each in period.news
    )


def news_of_priority(period: Any, pk: int, record: Record) -> tuple[News, ...]:
    """What happened since to a priority and to its actions; what is about an action says so."""
    of_it = {action.pk for action in record.actions if action.priority_pk == pk}
    found = all_news(period, record)
    return tuple(
        replace(news, about="", address="") if said["priority"] == pk else news
        for said, news in zip(period.news, found, strict=True)
        if said["priority"] == pk or said["action"] in of_it
    )


def news_of_action(period: Any, pk: int) -> tuple[News, ...]:
    return tuple(_news(each) for each in period.news if each["action"] == pk)


def as_told(news: LaterNews) -> News:
    """A row as it is shown on a page of its own."""
    about = news.action or news.priority
    return News(
        pk=news.pk,
        happened_on=news.happened_on,
        text=news.text,
        said_by=news.said_by.name,
        said_on=timezone.localdate(news.said_at),
        about=str(about or ""),
        address=page_of(news) if about else "",
    )


def page_of(news: LaterNews) -> str:
    """The page that news shows on beside the report."""
    if news.action_id:
        return reverse("monitoring:action_story", args=[news.period_id, news.action_id])
    if news.priority_id:
        return reverse("monitoring:priority_story", args=[news.period_id, news.priority_id])
    return reverse("monitoring:dashboard", args=[news.period_id])


def _news(said: dict[str, Any], *, about: str = "", address: str = "") -> News:
    return News(
        pk=said["pk"],
        happened_on=date.fromisoformat(said["happened_on"]),
        text=said["text"],
        said_by=said["said_by"],
        said_on=timezone.localdate(datetime.fromisoformat(said["said_at"])),
        about=about,
        address=address,
    )


def _address(period: Any, said: dict[str, Any]) -> str:
    if said["action"]:
        return reverse("monitoring:action_story", args=[period.pk, said["action"]])
    return reverse("monitoring:priority_story", args=[period.pk, said["priority"]])
