"""When something is due, as exactly as its makers said and no more exactly than that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


class Precision(models.TextChoices):
    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    SEASON = "season", _("Season")
    HALF_YEAR = "half_year", _("Half-year")
    YEAR = "year", _("Year")
    ONGOING = "ongoing", _("Ongoing")
    EVENT = "event", _("When something else has happened")
    UNSPECIFIED = "unspecified", _("Not specified")


@dataclass(frozen=True, slots=True)
class Due:
    """A due date with its precision and the text it was printed with.

    `last_day` is the last day that the printed words still cover ("May 2025" means 31 May 2025);
    None when no calendar date follows from them ("ongoing", "once published", "asap").
    """

    last_day: date | None
    precision: Precision
    printed: str

    def is_over(self, *, on: date) -> bool:
        """True once the period that the words mean has ended; an unknown date is never over."""
        return self.last_day is not None and self.last_day < on

    def as_json(self) -> dict[str, Any]:
        return {
            "last_day": self.last_day.isoformat() if self.last_day else None,
            "precision": self.precision.value,
            "printed": self.printed,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Due:
        last_day = value["last_day"]
        return cls(
            last_day=date.fromisoformat(last_day) if last_day else None,
            precision=Precision(value["precision"]),
            printed=value["printed"],
        )

    def __str__(self) -> str:
        return self.printed


class DueField(models.JSONField):
    """One jsonb column holding a `Due`; null means that nothing was said about a date.

    The parts can be queried: `filter(due__last_day__lt=today)`.
    """

    description = "A due date with its precision"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("encoder", DjangoJSONEncoder)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        read = super().from_db_value(value, expression, connection)
        # A key transform (`values("due__last_day")`) reads a part, which is not a whole Due.
        return Due.from_json(read) if isinstance(read, dict) else read

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if isinstance(value, Due):
            value = value.as_json()
        return super().get_db_prep_value(value, connection, prepared)

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        if isinstance(value, Due):
            value = value.as_json()
        return super().get_db_prep_save(value, connection)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value.as_json() if isinstance(value, Due) else value, model_instance)

    def value_to_string(self, obj: models.Model) -> Any:
        value = self.value_from_object(obj)
        return value.as_json() if isinstance(value, Due) else value
