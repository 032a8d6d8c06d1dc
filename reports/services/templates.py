"""Saying what a body wants in its reports: a template is prepared, taken into use, and replaced by a new version."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from partnership.refusals import Refused, refusing
from reports.models import ReportTemplate

State = ReportTemplate.State


class NotInUse(Refused):
    """Reports are begun from templates in use alone."""


@transaction.atomic
def mark_used(template: ReportTemplate, at: datetime) -> ReportTemplate:
    """Note that a report is begun from the template: from now on it never changes. Raises NotInUse."""
    template = ReportTemplate.objects.select_for_update().get(pk=template.pk)
    if template.state != State.IN_USE:
        raise NotInUse(
            _("Reports are not begun from “%(template)s”: it is not in use. Choose another.") % {"template": template}
        )
    if template.first_used_at is None:
        template.first_used_at = at
        with refusing():
            template.save(update_fields=["first_used_at"])
    return template
