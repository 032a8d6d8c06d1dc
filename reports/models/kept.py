"""Pages kept so that they need not be set again."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class PrintedPartQuerySet(models.QuerySet["PrintedPart"]):
    def unused_since(self, instant: datetime) -> Self:
        return self.filter(used_at__lt=instant)


class PrintedPart(models.Model):
    """The pages of one part of a report, as they were set, for every report that has the same part.

    No part of the record: it can be made again at any time from what the report is made of, and goes when nothing
    was put together from it for long or when personal information was removed anywhere.
    """

    # The checksum of everything that the pages are made of: see reports/document/sections.py.
    made_of = models.CharField(max_length=64)
    content = models.BinaryField()
    pages = models.PositiveIntegerField()
    # The page, from 1, on which each anchor stands.
    anchors = models.JSONField(default=dict)
    # Pixels of the last page, where another part goes on below.
    taken = models.FloatField(default=0)
    used_at = models.DateTimeField(db_index=True)

    objects = PrintedPartQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["made_of"],
                name="printed_part_is_kept_once",
                violation_error_message=_("These pages are kept already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pages}, {self.made_of[:12]}"
