"""The address map: every app's addresses are composed here."""

from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver
from django.views.generic import RedirectView

from config import gallery, health, home
from partnership import views as partnership

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("dashboard/", home.to_dashboard, name="to_dashboard"),
    path("periods/", home.to_periods, name="to_periods"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    # The coordinator enters the address that a person signs in with; nobody changes it here.
    path("accounts/email/", RedirectView.as_view(pattern_name="account"), name="account_email"),
    path("accounts/oidc/<provider_id>/login/", partnership.council_sign_in, name="openid_connect_login"),
    path("accounts/", include("allauth.urls")),
    path("account/", partnership.account, name="account"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("help/", partnership.help_page, name="help"),
    path("accessibility/", partnership.accessibility, name="accessibility"),
    path("privacy/", partnership.privacy, name="privacy"),
    path("", include("priorities.urls")),
    path("", include("indicators.urls")),
    path("", include("monitoring.urls")),
    path("", include("reports.urls")),
]

handler400 = "config.errors.bad_request"
handler500 = "config.errors.server_error"
