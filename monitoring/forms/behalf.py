"""Saying for whom something is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LENGTH = 200


def behalf_field(label: str | _StrPromise, *, required: bool = True) -> forms.CharField:
    """For whom somebody writes, and how they were told: two things that people say in one breath."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LENGTH,
        help_text=_(
            "You write it down for somebody else, so say who told you, and how. "
            "For example, the Head of Family Help, by telephone on 6 October."
        ),
        error_messages={
            "required": _("Say who told you, and how"),
            "max_length": _("Shorten who told you to %(limit_value)d characters: it has %(show_value)d"),
        },
    )
