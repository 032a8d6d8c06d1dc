from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from config import navigation
from config.demo_accounts import ACCOUNTS, PASSWORD


def service(request: HttpRequest) -> dict[str, Any]:
    """What every page says about the deployment it belongs to, and where one can go from it."""
    return {
        **deployment(),
        "home": reverse("home"),
        "account": reverse("account"),
        "navigation": SimpleLazyObject(lambda: navigation.menu(request)),
        "footer": navigation.footer(),
        "plan_pages": navigation.PlanPages(),
        "measure_pages": navigation.MeasurePages(),
        "period_pages": navigation.PeriodPages(request),
        "own_work": navigation.OwnWork(request),
        "demo_accounts": ACCOUNTS if settings.DEMO else (),
        "demo_password": PASSWORD if settings.DEMO else "",
    }


def deployment() -> dict[str, Any]:
    """The part that holds even when nothing else works."""
    return {
        "service_name": settings.SERVICE_NAME,
        "council_name": settings.COUNCIL_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "logo": settings.LOGO,
        "is_demo": settings.DEMO,
    }
