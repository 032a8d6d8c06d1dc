"""Pages for when things go wrong. They ask nothing of the database, which may be what went wrong."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.template.loader import render_to_string

from config.context import deployment


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponseBadRequest(render_to_string("400.html", deployment()))


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:
    return HttpResponseServerError(render_to_string("500.html", deployment()))
