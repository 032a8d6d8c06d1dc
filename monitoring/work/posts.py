"""Posts with who does their work, what they lead, and whether those who were invited have come in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from indicators.models import Indicator
from monitoring.moments import near_day
from monitoring.work.board import who_does
from partnership.invitations import Invited, invited
from partnership.models import Cover, Message, Organisation, Post, PostHolding, User
from plans.models import Plan
from priorities.models import Responsibility, StrategicAction


@dataclass(frozen=True, slots=True)
class NotIn:
    """Somebody who holds or will hold a post and has not signed in yet."""

    user: User
    invitation: Invited


@dataclass(frozen=True, slots=True)
class PostLine:
    post: Post
    who: tuple[str, ...]
    leads: int
    # Measures that it answers for.
    measures: int
    coordinates: bool
    # Whether it brings in a plan's figures.
    analyses: bool
    not_in: tuple[NotIn, ...]


@dataclass(frozen=True, slots=True)
class PostGroup:
    organisation: Organisation
    lines: tuple[PostLine, ...]


def post_groups(posts: QuerySet[Post], *, today: date) -> list[PostGroup]:
    """Posts by organisation, in the same few queries however many there are."""
    leads = Count(
        "responsibilities__action",
        filter=~Q(responsibilities__role=Responsibility.Role.CONTRIBUTOR)
        & ~Q(responsibilities__action__stage__in=StrategicAction.LEFT),
        distinct=True,
    )
    found = _with_people(posts, today=today).annotate(
        leads=leads,
        measures=Count("indicators", filter=~Q(indicators__status=Indicator.Status.DISCONTINUED), distinct=True),
        coordinates=Exists(Plan.objects.filter(coordinating_post=OuterRef("pk"))),
        analyses=Exists(Plan.objects.filter(analyst_post=OuterRef("pk"))),
    )
    found = found.order_by("organisation__name", "title")
    by_organisation = groupby(found, key=lambda post: post.organisation)
    return [
        PostGroup(organisation, tuple(_line(post, today=today) for post in group))
        for organisation, group in by_organisation
    ]


def _with_people(posts: QuerySet[Post], *, today: date) -> QuerySet[Post]:
    invitations = Message.objects.filter(kind=Message.Kind.INVITATION).order_by("-pk")
    people = Prefetch("user", queryset=User.objects.prefetch_related(Prefetch("messages", queryset=invitations)))
    held = PostHolding.objects.held(on=today)
    covers = Cover.objects.current(on=today).filter(user__is_active=True).select_related("user")
    deputies = Post.objects.prefetch_related(Prefetch("holdings", queryset=held.select_related("user")))
    coming = PostHolding.objects.filter(starts_on__gt=today, user__is_active=True)
    return posts.select_related("organisation").prefetch_related(
        Prefetch("holdings", queryset=held.prefetch_related(people)),
        Prefetch("holdings", queryset=coming.prefetch_related(people), to_attr="coming"),
        Prefetch("covers", queryset=covers),
        Prefetch("deputy", queryset=deputies),
    )


def _line(post: Post, *, today: date) -> PostLine:
    coming: list[PostHolding] = post.coming  # type: ignore[attr-defined]
    to_come = tuple(
        _("%(person)s from %(day)s") % {"person": each.user, "day": near_day(each.starts_on, today=today)}
        for each in coming
        if each.starts_on
    )
    return PostLine(
        post=post,
        who=who_does(post, on=today) + to_come,
        leads=post.leads,  # type: ignore[attr-defined]
        measures=post.measures,  # type: ignore[attr-defined]
        coordinates=post.coordinates,  # type: ignore[attr-defined]
        analyses=post.analyses,  # type: ignore[attr-defined]
        not_in=not_in([*post.holdings.all(), *coming]),
    )


def not_in(holdings: list[PostHolding]) -> tuple[NotIn, ...]:
    """Those of these holders who have not signed in yet. Reads their prefetched messages."""
    found = {each.user: invited(each.user, list(each.user.messages.all())) for each in holdings}
    return tuple(NotIn(user, invitation) for user, invitation in found.items() if invitation is not None)


@dataclass(frozen=True, slots=True)
class Held:
    """One holding, past, present or to come, in words."""

    person: str
    when: str
    is_over: bool


@dataclass(frozen=True)
class PostPage:
    """Everything about one post."""

    post: Post
    line: PostLine
    holdings: list[Held]
    covers: list[Cover]
    actions: list[StrategicAction]
    # Those it answers for.
    measures: list[Indicator]

    @property
    def names_plans(self) -> bool:
        """Where all that it leads is of one plan, the plan need not be said."""
        plans = {action.plan.pk for action in self.actions} | {measure.plan_id for measure in self.measures}
        return len(plans) > 1


def post_page(post: Post, *, reader: User, today: date) -> PostPage:
    [group] = post_groups(Post.objects.filter(pk=post.pk), today=today)
    holdings = PostHolding.objects.filter(post=post).select_related("user").order_by("-starts_on", "-pk")
    responsible = Responsibility.objects.filter(post=post).exclude(role=Responsibility.Role.CONTRIBUTOR)
    return PostPage(
        post=post,
        line=group.lines[0],
        holdings=[_held(each, today=today) for each in holdings],
        covers=list(Cover.objects.filter(post=post, ends_on__gte=today).select_related("user")),
        actions=list(
            StrategicAction.objects.visible_to(reader, on=today)
            .filter(pk__in=responsible.values("action"))
            .exclude(stage__in=StrategicAction.LEFT)
            .select_related("priority__plan")
            .order_by("priority__plan__title", "priority__position", "position", "pk")
        ),
        measures=list(
            Indicator.objects.in_use()
            .filter(lead_post=post, plan__in=Plan.objects.visible_to(reader, on=today))
            .select_related("plan")
            .order_by("plan__title", "position", "pk")
        ),
    )


def _held(holding: PostHolding, *, today: date) -> Held:
    said = {
        "first": near_day(holding.starts_on, today=today) if holding.starts_on else "",
        "last": near_day(holding.ends_on, today=today) if holding.ends_on else "",
    }
    if holding.starts_on and holding.ends_on:
        when = _("%(first)s to %(last)s") % said
    elif holding.starts_on:
        when = (_("since %(first)s") if holding.starts_on <= today else _("from %(first)s")) % said
    elif holding.ends_on:
        when = _("until %(last)s") % said
    else:
        when = _("no days on record")
    person = _("%(person)s (acting)") % {"person": holding.user} if holding.acting else str(holding.user)
    if not holding.user.is_active:
        person = _("%(person)s (account closed)") % {"person": person}
    return Held(person, when, is_over=holding.ends_on is not None and holding.ends_on < today)
