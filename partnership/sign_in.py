"""Who may come in: the people a coordinator has given an account, and nobody else."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from partnership.models import User

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is not right. Check both and try again."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, or ask for a code by e-mail."),
        "incorrect_code": _("This code is not right. Check it, or ask for another."),
        "incorrect_password": _("This password is not right."),
        "enter_current_password": _("Enter the password you have now."),
        "same_as_current": _("Choose a password that differs from the one you have."),
        "rate_limited": _("Too many requests. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send it, or say that it cannot be sent. The same is said whether or not the address has an account."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            # Every fault of the mail server and of the way to it is one.
            log.exception("No e-mail could be sent to somebody who wants to sign in.")
            page = render(self.request, "account/no_mail.html", status=HTTPStatus.BAD_GATEWAY)
            raise ImmediateHttpResponse(page) from None


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Check it, or wait for the next one."),
    }


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The council's own sign-in opens an account that exists; it never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Who comes for the first time is the person with the address that the provider vouches for.

        From then on they are known by the provider's own key for them, whatever becomes of the address.
        """
        if sociallogin.is_existing or sociallogin.state.get("process") != AuthProcess.LOGIN:
            return
        address = vouched_address(sociallogin)
        person = User.objects.filter(email__iexact=address).first() if address else None
        if person is None:
            raise ImmediateHttpResponse(_turned_away(request, sociallogin, address))
        if not person.is_active:
            raise ImmediateHttpResponse(redirect("account_inactive"))
        sociallogin.connect(request, person)


def vouched_address(sociallogin: SocialLogin) -> str:
    """The address that the provider says is this person's; empty if it does not say so, or if it is not its to say.

    A provider whose domains are named vouches for those alone: whoever runs a partner's sign-in could otherwise
    open any account of the council.
    """
    domains = [each.lower() for each in sociallogin.provider.app.settings.get("verified_email", [])]
    # Some providers answer with the words “true” and “false”, and either would do for allauth.
    vouched = [each.email for each in sociallogin.email_addresses if str(each.verified).lower() == "true"]
    own = [each for each in vouched if not domains or each.rpartition("@")[2].lower() in domains]
    return own[0] if own else ""


def _turned_away(request: HttpRequest, sociallogin: SocialLogin, address: str) -> HttpResponse:
    said = [each.email for each in sociallogin.email_addresses]
    context = {
        "provider": sociallogin.provider.name,
        "unknown": address,
        "not_vouched_for": "" if address else next(iter(said), ""),
    }
    return render(request, "socialaccount/turned_away.html", context, status=HTTPStatus.FORBIDDEN)
