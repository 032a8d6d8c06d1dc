"""Writing rows of a plan document: only what differs, with every refusal named by its place."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from monitoring.plan_document.differences import Difference, Kind, change, difference
from monitoring.plan_document.mistakes import Mistake, MistakesInDocument
from monitoring.plan_document.reading import Reading
from partnership.refusals import Refused, refusing

M = TypeVar("M", bound=models.Model)


class Rows:
    """Adds, changes and removes rows on behalf of places in a document, and remembers what it did.

    A row that already says what the document says is not written, so that loading the same document
    again leaves no trace, not even in the history.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.mistakes: list[Mistake] = []
        self.differences: list[Difference] = []
        self._frozen = ""
        self._added: set[tuple[type[models.Model], Any]] = set()

    @contextmanager
    def frozen(self, label: str) -> Iterator[None]:
        """Inside, nothing may differ: every difference is a mistake, because the period is frozen."""
        self._frozen = label
        try:
            yield
        finally:
            self._frozen = ""

    def mistake(self, place: str, what: str) -> None:
        self.mistakes.append(self.reading.mistake(place, what))

    def stop_if_mistaken(self) -> None:
        if self.mistakes:
            raise MistakesInDocument(self.mistakes)

    def put(self, place: str, found: M | None, model: type[M], /, **values: Any) -> M:
        """The row that says `values`: `found` with what differs changed, or a new one.

        Where that is refused the row is as it was before; a new one is then not saved.
        """
        if found is None:
            row = model(**values)
            if self._write(place, row, difference(Kind.ADDED, row), lambda: row.save(force_insert=True)):
                self._added.add((model, row.pk))
            return row
        before = {name: getattr(found, name) for name, value in values.items() if _differs(found, name, value)}
        if not before:
            return found
        for name in before:
            setattr(found, name, values[name])
        changes = [change(found, name, old, values[name]) for name, old in before.items()]
        written = self._write(
            place, found, difference(Kind.CHANGED, found, changes), lambda: found.save(update_fields=list(before))
        )
        if not written:
            for name, old in before.items():
                setattr(found, name, old)
        return found

    def remove(self, place: str, row: models.Model) -> None:
        self._write(place, row, difference(Kind.REMOVED, row), row.delete)

    def changed(self, row: models.Model, field: str, before: object, after: object) -> None:
        """Remember a change that a service made; a row that was only just added is said once."""
        if (type(row), row.pk) in self._added:
            return
        self.differences.append(difference(Kind.CHANGED, row, [change(row, field, before, after)]))

    def leave(self, row: models.Model) -> None:
        self.differences.append(difference(Kind.LEFT_ALONE, row))

    def leave_others(self, found: Mapping[Any, models.Model], used: Iterable[Hashable]) -> None:
        """Remember the rows of `found` whose keys the document does not use."""
        kept = set(used)
        for key, row in found.items():
            if key not in kept:
                self.leave(row)

    def _write(self, place: str, row: models.Model, made: Difference, write: Callable[[], object]) -> bool:
        if self._frozen:
            self.mistake(
                place,
                _("%(period)s is frozen, so this cannot change (%(what)s). A correction is made as an erratum.")
                % {"period": self._frozen, "what": "; ".join(map(str, made.changes)) or made.what},
            )
            return False
        try:
            with refusing():
                write()
        except Refused as refusal:
            self.mistake(place, str(refusal))
            # Whatever refers to a row that could not be added would only repeat the mistake.
            if made.kind == Kind.ADDED:
                self.stop_if_mistaken()
            return False
        # What is set on a row that was only just added was said with it.
        if not (made.kind == Kind.CHANGED and (type(row), row.pk) in self._added):
            self.differences.append(made)
        return True


def _differs(row: models.Model, name: str, value: Any) -> bool:
    """Compared by its key where it is another row, so that a row that stays as it is costs no query."""
    field = row._meta.get_field(name)
    if isinstance(field, models.ForeignKey):
        return bool(getattr(row, field.attname) != (value.pk if value is not None else None))
    return bool(getattr(row, name) != value)
