"""A request as it is once sign-in has been asked for."""

from __future__ import annotations

from django.http import HttpRequest

from partnership.models import User


class SignedInRequest(HttpRequest):
    """A request whose person is known: what a view behind `login_required` is given."""

    user: User
