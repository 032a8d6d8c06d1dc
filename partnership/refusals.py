"""Saying no in a sentence that a person can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import DatabaseError, transaction
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Refused(Exception):
    """Something that may not be done now; its text says why and what to do, to the person who asked."""


# What a trigger refuses, by the constraint name it raises. Check constraints carry their own sentence.
_TRIGGER_SENTENCES = {
    "frozen_period_is_locked": _(
        "This reporting period is frozen, so nothing in it can change. A correction is made as an erratum."
    ),
    "period_moves_forward_once_frozen": _(
        "A frozen reporting period cannot be reopened or changed. A correction is made as an erratum."
    ),
    "period_move_never_changes": _("A step that a reporting period has taken stays on the record."),
    "period_record_never_changes": _("The record of a frozen period cannot be changed or deleted."),
    "redaction_is_carried_out_once": _(
        "A removal is proposed by one person and confirmed by another, each once. Propose a new one."
    ),
    "redacted_record_never_changes": _("What was removed from a record, and when, stays on the record."),
    "rating_scale_in_use_is_fixed": _(
        "This rating scale has been used in a reporting period, so it cannot change. Make a new scale instead."
    ),
    "approved_plan_stays_approved": _(
        "This plan has been approved, so it cannot be a draft again. Make a new plan that takes its place."
    ),
    "original_due_date_is_fixed": _(
        "The original due date is fixed since the plan was approved. Agree a later date instead, with a reason."
    ),
    "figure_never_changes": _("A figure that was entered stays on the record. Enter the right one as its revision."),
    "report_template_in_use_is_fixed": _(
        "A report was begun from this template, so it stays as it was. Change it in a new version."
    ),
    "final_report_is_locked": _("This report is final, so nothing in it can change. Make a correction of it instead."),
    "report_move_never_changes": _("A step that a report took stays on the record."),
    "report_is_of_what_was_asked": _(
        "What a report is made of, and for whom, stays as it was asked for. Ask for another."
    ),
    "edition_never_changes": _("An issued file cannot be changed or deleted. Ask for a new report instead."),
}


@cache
def sentences() -> dict[str, StrOrPromise]:
    """What each named constraint means to a person, by constraint name."""
    said: dict[str, StrOrPromise] = dict(_TRIGGER_SENTENCES)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            message = constraint.violation_error_message
            if message and message != constraint.default_violation_error_message:
                said[constraint.name] = message
    return said


@contextmanager
def refusing() -> Iterator[None]:
    """Turn a violated constraint or trigger inside the block into a `Refused` with its sentence.

    The block is a savepoint, so the transaction around it can go on. A violation without a sentence is
    a defect of ours and is raised as it came.
    """
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        sentence = sentences().get(getattr(diagnosis, "constraint_name", None) or "")
        if sentence is None:
            raise
        raise Refused(str(sentence)) from error
