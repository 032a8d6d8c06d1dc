"""Loading a plan document: whole or not at all."""

from dataclasses import dataclass

from django.db import transaction

from monitoring.plan_document.checking import check
from monitoring.plan_document.differences import Difference
from monitoring.plan_document.measures import Measures
from monitoring.plan_document.partners import Partners
from monitoring.plan_document.promises import Promises
from monitoring.plan_document.reading import read
from monitoring.plan_document.reports import Reports
from monitoring.plan_document.rows import Rows
from plans.models import Plan


@dataclass(frozen=True, slots=True)
class Loaded:
    """The plan of a document, and everything that loading it added, changed, removed or left alone."""

    plan: Plan
    differences: tuple[Difference, ...]


def load(data: bytes, *, name: str, dry_run: bool = False) -> Loaded:
    """Load the plan document in a file called `name`; with `dry_run`, do all of it and take it back.

    The same document again changes nothing. Raises MistakesInDocument with every mistake found, and
    then nothing was loaded. Whoever calls says in the history who or what acts: see partnership.history.
    """
    reading = read(data, name=name)
    document = check(reading)
    with transaction.atomic():
        rows = Rows(reading)
        partners = Partners(rows, document)
        promises = Promises(rows, document, partners)
        measures = Measures(rows, document, partners, promises)
        Reports(rows, document, partners, promises, measures).load()
        rows.stop_if_mistaken()
        if dry_run:
            transaction.set_rollback(True)
    return Loaded(promises.plan, tuple(rows.differences))
