"""Pages that belong to the service itself: help, the statements it owes its readers, and one's own account."""

from __future__ import annotations

from http import HTTPStatus

from allauth.mfa.adapter import get_adapter
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from requests import RequestException


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "partnership/help.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "partnership/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "partnership/privacy.html")


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, and how one signs in."""
    return render(request, "partnership/account.html", {"two_steps": get_adapter().is_mfa_enabled(request.user)})


def council_sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the council's own sign-in. When that does not answer, the other ways in are still open."""
    try:
        response: HttpResponse = openid_connect.login(request, provider_id)
    except RequestException:
        return render(request, "socialaccount/away.html", status=HTTPStatus.BAD_GATEWAY)
    return response
