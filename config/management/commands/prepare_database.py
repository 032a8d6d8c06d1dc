from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from config.database_role import RoleRefused, prepare_role


class Command(BaseCommand):
    help = "Bring the database up to date as its owner, then grant the application's role what it needs."

    def handle(self, *args: Any, **options: Any) -> None:
        if "owner" not in settings.DATABASES:
            raise CommandError("Set DATABASE_OWNER_URL to the address that owns the tables; see README.md.")
        call_command("migrate", database="owner", interactive=False, verbosity=options["verbosity"])
        application = settings.DATABASES["default"]
        try:
            prepare_role(connections["owner"], role=application["USER"], password=application["PASSWORD"])
        except RoleRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("The database is up to date.")
