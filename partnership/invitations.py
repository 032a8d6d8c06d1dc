"""What an invitation says, and what became of it in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partnership.messages import Letter, address_of, letter
from partnership.models import Message, PostHolding, User


def compose(message: Message) -> Letter | None:
    """The letter to somebody who is to sign in; None once they hold no post any more."""
    today = timezone.localdate()
    holdings = PostHolding.objects.filter(user=message.user).select_related("post__organisation")
    held = [each for each in holdings if each.ends_on is None or each.ends_on >= today]
    if not held:
        return None
    return letter(
        "partnership/email/invitation",
        {
            "person": message.user,
            "posts": [_post_in_words(each, today=today) for each in held],
            "address": address_of(reverse("account_login")),
            "help_address": address_of(reverse("help")),
        },
        subject=_("Your invitation to %(service)s") % {"service": settings.SERVICE_NAME},
        series="invitations",
    )


def _post_in_words(holding: PostHolding, *, today: date) -> str:
    said = {"post": str(holding.post), "organisation": str(holding.post.organisation)}
    if holding.starts_on is not None and holding.starts_on > today:
        said |= {"day": date_format(holding.starts_on, "j F Y")}
        return _("%(post)s, %(organisation)s, from %(day)s") % said
    return _("%(post)s, %(organisation)s") % said


@dataclass(frozen=True, slots=True)
class Invited:
    """What became of the last invitation of somebody who has not signed in yet."""

    words: str
    # Why it was refused or is in doubt, as the mail server said it.
    answer: str
    can_be_sent_again: bool


def invited(user: User, invitations: Sequence[Message]) -> Invited | None:
    """In words; None once the person has signed in. `invitations` are theirs, latest first."""
    if user.last_login is not None:
        return None
    if not invitations:
        return Invited(_("Has not signed in yet."), "", can_be_sent_again=True)
    last = invitations[0]
    state = Message.State
    said = {"day": date_format(timezone.localtime(last.handed_over_at or last.written_at), "j F Y")}
    words = {
        state.WAITING: _("Invited, on its way."),
        state.HANDING_OVER: _("Invited, on its way."),
        state.SENT: _("Invited on %(day)s, not yet signed in."),
        state.UNCERTAIN: _("Invited on %(day)s, but the message may not have arrived."),
        state.REFUSED: _("Not invited: the mail server refused the message on %(day)s."),
        state.NOT_NEEDED: _("Not invited: they held no post when the message was to be sent."),
    }[state(last.state)]
    on_its_way = last.state in (state.WAITING, state.HANDING_OVER)
    return Invited(words % said, last.answer, can_be_sent_again=not on_its_way)
