from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from monitoring.plan_document.schema import as_text

FILE = Path(settings.BASE_DIR, "docs", "plan-document.schema.json")


class Command(BaseCommand):
    help = "Write docs/plan-document.schema.json anew from the structs of the plan document."

    def handle(self, *args: Any, **options: Any) -> None:
        FILE.write_text(as_text(), encoding="utf-8")
        self.stdout.write(f"{FILE} is written.")
