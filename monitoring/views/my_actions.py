"""The officer's home: what is owed, by when."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from monitoring.work.my_actions import my_actions as gather
from partnership.requests import SignedInRequest


@login_required
@require_safe
def my_actions(request: SignedInRequest) -> HttpResponse:
    return render(request, "monitoring/my_actions.html", {"mine": gather(request.user, today=timezone.localdate())})
