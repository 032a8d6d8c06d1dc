"""Who holds a post, who covers for its holder, and which post deputises for it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partnership.models import Cover, Post, PostHolding, User
from partnership.refusals import Refused, refusing


class AccountClosed(Refused):
    """Somebody who cannot sign in does no work."""


class AlreadyHeld(Refused):
    """The person holds the post already."""


class WrongDay(Refused):
    """The day does not fit what is already so."""


class NoAccount(Refused):
    """Nobody signs in with that address."""


def person_at(email: str) -> User:
    """Whoever signs in with an address, in whichever case it is written. Raises NoAccount, AccountClosed."""
    person = User.objects.filter(email__iexact=email.strip()).first()
    if person is None:
        raise NoAccount(
            _("Nobody signs in with %(email)s. Check the address, or ask the plan’s coordinator to invite them.")
            % {"email": email.strip()}
        )
    _require_open(person)
    return person


@transaction.atomic
def take_up_post(
    *, post: Post, user: User, starts_on: date, by: User, acting: bool = False, shares: bool = False
) -> PostHolding:
    """Let somebody hold a post from a day on; `shares` says that they do so beside whoever holds it.

    Raises AccountClosed and AlreadyHeld.
    """
    post = _locked(post)
    _require_open(user)
    still = PostHolding.objects.held(on=starts_on).filter(post=post).select_related("user")
    if still.filter(user=user).exists():
        raise AlreadyHeld(
            _("%(person)s holds the post %(post)s on %(day)s already.")
            % {"person": user, "post": post, "day": _day(starts_on)}
        )
    other = still.first()
    if other is not None and not shares:
        raise AlreadyHeld(
            _("%(person)s holds the post %(post)s on %(day)s. Hand it over, or say that the two share it.")
            % {"person": other.user, "post": post, "day": _day(starts_on)}
        )
    with refusing():
        return PostHolding.objects.create(post=post, user=user, starts_on=starts_on, acting=acting)


@transaction.atomic
def leave_post(*, holding: PostHolding, on: date, by: User) -> PostHolding:
    """Let a holding end on the day before `on`, and with it what is arranged for its holder's absence.

    One that has not begun by then, nor today, never comes to be. Raises WrongDay where it has ended before
    or began only then.
    """
    _locked(holding.post)
    holding = PostHolding.objects.select_related("user", "post").get(pk=holding.pk)
    last = on - timedelta(days=1)
    said = {"person": holding.user, "post": holding.post}
    if holding.ends_on is not None and holding.ends_on < last:
        raise WrongDay(_("%(person)s left the post %(post)s on %(day)s.") % {**said, "day": _day(holding.ends_on)})
    if holding.starts_on is not None and holding.starts_on > max(last, timezone.localdate()):
        holding.delete()
        return holding
    if holding.starts_on is not None and holding.starts_on > last:
        raise WrongDay(
            _("%(person)s took up the post %(post)s on %(day)s. Choose a later day.")
            % {**said, "day": _day(holding.starts_on)}
        )
    holding.ends_on = last
    holding.save(update_fields=["ends_on"])
    for cover in Cover.objects.filter(post=holding.post, ends_on__gte=on):
        _cut_short(cover, on=on)
    return holding


@transaction.atomic
def hand_over_post(
    *, post: Post, leaving: PostHolding | None, successor: User | None, on: date, by: User, acting: bool = False
) -> PostHolding | None:
    """Let `successor` hold the post from `on`, and whoever is `leaving` only until the day before.

    Without a successor the post is vacant from then on. Work goes with the post; drafts are
    monitoring/services/posts.py's. Raises AccountClosed, AlreadyHeld, WrongDay.
    """
    if leaving is not None:
        if successor == leaving.user:
            raise AlreadyHeld(_("%(person)s holds this post. Choose somebody else.") % {"person": successor})
        leave_post(holding=leaving, on=on, by=by)
    if successor is None:
        return None
    # Whoever else holds it goes on sharing it with the successor, as with the one who leaves.
    return take_up_post(post=post, user=successor, starts_on=on, acting=acting, shares=leaving is not None, by=by)


@transaction.atomic
def arrange_cover(*, post: Post, user: User, starts_on: date, ends_on: date, by: User) -> Cover:
    """Let somebody do a post's work from a day until a day. Raises AccountClosed, AlreadyHeld, WrongDay."""
    post = _locked(post)
    _require_open(user)
    if ends_on < timezone.localdate():
        raise WrongDay(_("The last day of the cover is over. Choose a later one."))
    said = {"person": user, "post": post}
    holds = PostHolding.objects.filter(post=post, user=user).filter(
        Q(starts_on=None) | Q(starts_on__lte=ends_on), Q(ends_on=None) | Q(ends_on__gte=starts_on)
    )
    if holds.exists():
        raise AlreadyHeld(_("%(person)s holds the post %(post)s then. Choose somebody else to cover.") % said)
    earlier = Cover.objects.filter(post=post, user=user, starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if earlier is not None:
        raise AlreadyHeld(
            _("%(person)s covers the post %(post)s until %(day)s already.") % {**said, "day": _day(earlier.ends_on)}
        )
    with refusing():
        return Cover.objects.create(post=post, user=user, starts_on=starts_on, ends_on=ends_on)


@transaction.atomic
def end_cover(*, cover: Cover, by: User) -> None:
    """Let a cover end now: yesterday was its last day. Raises WrongDay where it is over."""
    _locked(cover.post)
    today = timezone.localdate()
    if cover.ends_on < today:
        raise WrongDay(_("This cover ended on %(day)s.") % {"day": _day(cover.ends_on)})
    _cut_short(cover, on=today)


@transaction.atomic
def choose_deputy(*, post: Post, deputy: Post | None, by: User) -> Post:
    """Let whoever holds `deputy` do this post's work while it is vacant, and help at any time."""
    post = _locked(post)
    post.deputy = deputy
    with refusing():
        post.save(update_fields=["deputy"])
    return post


def _cut_short(cover: Cover, *, on: date) -> None:
    """Let a cover end before `on`; one that would only begin then was never needed."""
    if cover.starts_on >= on:
        cover.delete()
    else:
        cover.ends_on = on - timedelta(days=1)
        cover.save(update_fields=["ends_on"])


def _locked(post: Post) -> Post:
    # So that two people handing over at once see each other's work.
    return Post.objects.select_for_update().get(pk=post.pk)


def _require_open(user: User) -> None:
    if not user.is_active:
        raise AccountClosed(_("The account of %(person)s is closed, so they can do no work here.") % {"person": user})


def _day(day: date) -> str:
    return date_format(day, "j F Y")
