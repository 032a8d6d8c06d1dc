"""Pages that belong to the service itself: help, the statements it owes its readers, and one's own account."""

from __future__ import annotations

from allauth.mfa.adapter import get_adapter
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


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
