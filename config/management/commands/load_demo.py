import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.demo_accounts import ACCOUNTS, DEMO_SLUG, PASSWORD
from config.demo_reports import load_reports
from config.demo_templates import load_templates
from partnership.history import acting
from partnership.models import User
from plans.models import Plan

DEMO_PLAN = Path(settings.BASE_DIR, "config/demo_plan.yaml")


class Command(BaseCommand):
    help = "Load the demo plan once, open its accounts, and say which they are (as JSON)."

    @acting(command="load_demo")
    def handle(self, *args: Any, **options: Any) -> None:
        # Everybody knows the password; only `make demo` and `make run` set DEMO, on a database of their own.
        if not settings.DEMO:
            raise CommandError("This is not the demo: DEMO is not set.")
        if not Plan.objects.filter(slug=DEMO_SLUG).exists():
            call_command("load_plan", DEMO_PLAN, stdout=self.stderr)
            load_templates(by=_person("coordinator"))
            load_reports(clerk=_person("clerk"), finance=_person("finance"), lawyer=_person("lawyer"))
        for account in ACCOUNTS:
            user = User.objects.get(email=account.email)
            # One that has a password keeps it: somebody may have changed it.
            if not user.has_usable_password():
                user.set_password(PASSWORD)
                user.save(update_fields=["password"])
        self.stdout.write(json.dumps({"password": PASSWORD, "accounts": [account._asdict() for account in ACCOUNTS]}))


def _person(key: str) -> User:
    return User.objects.get(email=next(account.email for account in ACCOUNTS if account.key == key))
