"""Giving people an account and telling them so."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnership.models import Message, User
from partnership.refusals import Refused, refusing
from partnership.services.posts import AccountClosed
from partnership.wake import wake_after_commit

SEND = "partnership.send_invitation"
ON_ITS_WAY = (Message.State.WAITING, Message.State.HANDING_OVER)


class AlreadyIn(Refused):
    """There is nothing to invite this person to."""


@transaction.atomic
def invite(*, email: str, name: str, by: User) -> User:
    """Write an invitation to whoever has this address, and give them an account if they have none.

    The address may be written in any case; a person who is known keeps the name they have. They choose a
    password or ask for a code by e-mail: nothing in the message signs anybody in.
    Raises AccountClosed, and Refused without a name for a new person.
    """
    email = email.strip()
    person = User.objects.filter(email__iexact=email).first()
    if person is not None and not person.is_active:
        raise AccountClosed(
            _("The account of %(person)s is closed, so they cannot be invited again here.") % {"person": person}
        )
    if person is None:
        if not name.strip():
            raise Refused(
                _("Nobody signs in with %(email)s yet. Give their name, and they are invited.") % {"email": email}
            )
        with refusing():
            person = User.objects.create_user(email, name=name.strip())
    write_invitation(person)
    return person


@transaction.atomic
def invite_again(*, user: User, by: User) -> Message:
    """Write another invitation, because the last did not arrive or was overlooked. Raises AlreadyIn."""
    # Two presses at once write one invitation.
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.last_login is not None or not user.is_active:
        raise AlreadyIn(_("%(person)s has signed in already, so no invitation is needed.") % {"person": user})
    if user.messages.filter(kind=Message.Kind.INVITATION, state__in=ON_ITS_WAY).exists():
        raise AlreadyIn(_("An invitation to %(person)s is on its way already.") % {"person": user})
    return write_invitation(user)


def write_invitation(user: User) -> Message:
    """The row that is sent, once, by the worker."""
    message = Message.objects.create(user=user, kind=Message.Kind.INVITATION, due_on=timezone.localdate())
    wake_after_commit(SEND, message.pk)
    return message
