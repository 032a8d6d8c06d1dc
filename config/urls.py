"""The address map: every app's addresses are composed here."""

from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from config import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("accounts/", include("allauth.urls")),
]
