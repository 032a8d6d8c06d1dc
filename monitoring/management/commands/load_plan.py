from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from monitoring.plan_document.differences import Difference, Kind, describe
from monitoring.plan_document.loading import load
from monitoring.plan_document.mistakes import MistakesInDocument
from partnership.history import acting


class Command(BaseCommand):
    help = "Load a plan document (YAML or JSON) whole or not at all. docs/plan-document.md describes it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the plan document")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    @acting(command="load_plan")
    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be read: %(why)s.") % {"file": file, "why": error.strerror}
            ) from error
        try:
            loaded = load(data, name=file.name, dry_run=options["dry_run"])
        except MistakesInDocument as refusal:
            raise CommandError(str(refusal)) from refusal
        for line in describe(loaded.differences, in_full=options["verbosity"] > 1):
            self.stdout.write(line)
        self.stdout.write(_closing(str(loaded.plan), loaded.differences, dry_run=options["dry_run"]))


def _closing(plan: str, differences: Iterable[Difference], *, dry_run: bool) -> str:
    if dry_run:
        return _("This was a dry run: nothing was changed.")
    if all(one.kind == Kind.LEFT_ALONE for one in differences):
        return _("%(plan)s was loaded before. Nothing was changed.") % {"plan": plan}
    return _("%(plan)s is loaded.") % {"plan": plan}
