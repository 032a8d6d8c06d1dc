"""Giving a post to people, with what goes with it: the drafts begun in it and the reminders that wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.models import Indicator
from monitoring.models import Draft, ReportingPeriod
from monitoring.services.drafts import HANDED_OVER, SET_ASIDE
from partnership.models import Message, Organisation, Post, PostHolding, User
from partnership.refusals import Refused
from partnership.services import posts
from partnership.services.invitations import invite
from plans.models import Plan
from priorities.models import Responsibility, StrategicAction
from priorities.permissions import can_manage_post


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The successor's holding, None where the post is vacant now, and how many drafts went with the post."""

    holding: PostHolding | None
    drafts: int


@transaction.atomic
def hand_over_post(
    *, post: Post, leaving: PostHolding | None, successor: User | None, on: date, by: User, acting: bool = False
) -> HandedOver:
    """Let `successor` do the post's work from `on`, and let what was begun in it go to them.

    On a day to come, drafts and reminders follow when it has come: see pass_on_what_was_handed_over.
    Raises what partnership's hand_over_post raises.
    """
    if successor is not None:
        _require_not_for_oneself(post, successor, by=by)
    holding = posts.hand_over_post(post=post, leaving=leaving, successor=successor, on=on, acting=acting, by=by)
    moved = 0
    if leaving is not None and holding is not None and on <= timezone.localdate():
        moved = pass_on(post=post, leaver=leaving.user, successor=holding.user)
    return HandedOver(holding, moved)


@transaction.atomic
def invite_to_post(
    *,
    email: str,
    name: str,
    post: Post | None,
    title: str,
    organisation: Organisation | None,
    starts_on: date,
    shares: bool,
    by: User,
) -> PostHolding:
    """Invite somebody to hold `post`, or without one the post of that title, which is added to the organisation.

    Raises what invite and take_up_post raise, and Refused for a post of that title that is not `by`'s to give.
    """
    if post is None:
        assert organisation is not None  # the form asks for it
        post, made = Post.objects.get_or_create(organisation=organisation, title=title.strip())
        if not made and not can_manage_post(by, post):
            raise Refused(
                _("%(organisation)s has a post %(post)s already, which is not yours to give.")
                % {"organisation": organisation, "post": post}
            )
    person = invite(email=email, name=name, by=by)
    _require_not_for_oneself(post, person, by=by)
    return posts.take_up_post(post=post, user=person, starts_on=starts_on, shares=shares, by=by)


def _require_not_for_oneself(post: Post, person: User, *, by: User) -> None:
    """A post may do the work of several plans, and nobody helps themselves into one that is not theirs."""
    if person != by:
        return
    led = Responsibility.objects.filter(post=post)
    coordinated = Plan.objects.coordinated_by(by, on=timezone.localdate())
    other = led.exclude(action__priority__plan__in=coordinated).select_related("action__priority__plan").first()
    if other is not None:
        raise Refused(
            _("This post does the work of %(plan)s too. Ask its coordinator to give it to you.")
            % {"plan": other.action.plan}
        )


def pass_on_what_was_handed_over(*, on: date) -> int:
    """Let drafts of people who have left a post go to whoever holds it now; how many went.

    Safe to call at any time: what has gone is not the leaver's any more.
    """
    left = (
        PostHolding.objects.filter(ends_on__lt=on)
        .filter(user__in=_unsubmitted().values("user"))
        .select_related("post", "user")
    )
    moved = 0
    for holding in left:
        since = PostHolding.objects.held(on=on).filter(post=holding.post, starts_on__gt=holding.ends_on)
        successor = since.exclude(user=holding.user).select_related("user").order_by("starts_on", "pk").first()
        if successor is not None:
            moved += pass_on(post=holding.post, leaver=holding.user, successor=successor.user)
    return moved


@transaction.atomic
def pass_on(*, post: Post, leaver: User, successor: User) -> int:
    """Give the successor what the leaver began for the post's actions, save where the leaver still reports on them.

    Drafts and reminders of a reporting period that is over stay. Returns how many drafts went.
    """
    actions = _actions_left(post, leaver)
    drafts = list(_unsubmitted().select_for_update(of=["self"]).filter(user=leaver, action__in=actions))
    own = {
        (draft.action_id, draft.period_id): draft
        for draft in Draft.objects.select_for_update().filter(
            user=successor, action__in=[draft.action_id for draft in drafts]
        )
    }
    for draft in drafts:
        _give(draft, own.get((draft.action_id, draft.period_id)), leaver=leaver, successor=successor)
    _pass_on_reminders(actions, _measures_left(post, leaver), leaver=leaver, successor=successor)
    return len(drafts)


def _unsubmitted() -> Any:
    """Drafts that can still become an update."""
    return Draft.objects.exclude(period__state__in=ReportingPeriod.FIXED)


def _actions_left(post: Post, leaver: User) -> Any:
    """What the post leads, without what the leaver reports on in another way: another post, cover, coordinating."""
    today = timezone.localdate()
    led = Responsibility.objects.filter(post=post).exclude(role=Responsibility.Role.CONTRIBUTOR)
    still = StrategicAction.objects.led_by(leaver, on=today)
    return (
        StrategicAction.objects.filter(pk__in=led.values("action"))
        .exclude(pk__in=still.values("pk"))
        .exclude(priority__plan__in=Plan.objects.coordinated_by(leaver, on=today))
    )


def _give(draft: Draft, own: Draft | None, *, leaver: User, successor: User) -> None:
    """Make a draft the successor's; where they have begun one of their own, it is kept beside that."""
    content = dict(draft.content)
    given = [*content.pop(HANDED_OVER, [])]
    if own is None:
        content[HANDED_OVER] = [*given, {"by": str(leaver), "content": {}}]
        draft.content, draft.user = content, successor
        draft.save(update_fields=["content", "user", "saved_at"])
        return
    aside = content.pop(SET_ASIDE, None)
    given += [{"by": str(leaver), "content": each} for each in (content, aside) if each]
    own.content = {**own.content, HANDED_OVER: [*own.content.get(HANDED_OVER, []), *given]}
    own.save(update_fields=["content", "saved_at"])
    draft.delete()


def _measures_left(post: Post, leaver: User) -> Any:
    """The measures that the post answers for, without what the leaver answers for in another way."""
    theirs = Indicator.objects.filter(Q(lead_post=post) | Q(lead_post=None, plan__analyst_post=post))
    return theirs.exclude(pk__in=Indicator.objects.led_by(leaver, on=timezone.localdate()).values("pk"))


def _pass_on_reminders(actions: Any, measures: Any, *, leaver: User, successor: User) -> None:
    """What waits to be sent to the leaver about these is sent to the successor instead, on the same day."""
    waiting = Message.objects.select_for_update().filter(
        user=leaver, kind=Message.Kind.REMINDER, state=Message.State.WAITING
    )
    for message in waiting:
        reminders = list(message.reminders.filter(Q(action__in=actions) | Q(indicator__in=measures)))
        if not reminders:
            continue
        theirs, _made = Message.objects.select_for_update().get_or_create(
            user=successor, kind=Message.Kind.REMINDER, due_on=message.due_on
        )
        for reminder in reminders:
            named = theirs.reminders.filter(
                period=reminder.period_id, action=reminder.action_id, indicator=reminder.indicator_id
            )
            if theirs.state not in (Message.State.WAITING, Message.State.NOT_NEEDED) or named.exists():
                # They have been reminded that day already; the next occasion names this action too.
                reminder.delete()
            else:
                reminder.message = theirs
                reminder.save(update_fields=["message"])
                if theirs.state == Message.State.NOT_NEEDED:
                    theirs.state = Message.State.WAITING
                    theirs.save(update_fields=["state"])
        if not message.reminders.exists():
            message.state = Message.State.NOT_NEEDED
            message.save(update_fields=["state"])
