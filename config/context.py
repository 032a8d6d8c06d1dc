from django.conf import settings
from django.http import HttpRequest


def service(request: HttpRequest) -> dict[str, str | bool]:
    """What every page says about the deployment it belongs to."""
    return {
        "service_name": settings.SERVICE_NAME,
        "council_name": settings.COUNCIL_NAME,
        "is_demo": settings.DEMO,
    }
