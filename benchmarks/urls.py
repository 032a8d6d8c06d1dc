"""The site's own addresses, and beside them the plain views that they are measured against."""

from django.urls import include, path

from benchmarks import plain
from config.urls import handler400, handler500

__all__ = ["handler400", "handler500", "urlpatterns"]

urlpatterns = [
    path("plain/periods/<int:period_pk>/", plain.dashboard, name="plain_dashboard"),
    path("plain/periods/<int:period_pk>/measures/", plain.measures, name="plain_measures"),
    path("plain/my-actions/", plain.my_actions, name="plain_my_actions"),
    path("", include("config.urls")),
]
