"""Ratings in templates. A page shows hundreds, so each kind is written once and kept."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from plans import marks

register = template.Library()


class LabelledLevel(marks.Level, Protocol):
    @property
    def label(self) -> str: ...


@register.simple_tag
def sprite() -> SafeString:
    """The shapes that `rating` and `mark` refer to; once a page, at the top of the body."""
    return mark_safe(f'<svg class="app-sprite" aria-hidden="true">{marks.sprite()}</svg>')  # noqa: S308  our own drawing, nothing typed by anyone


@register.simple_tag
def mark(level: LabelledLevel | None) -> SafeString:
    """The bare shape of a level, or of None; whoever uses it says the word."""
    return _shape(marks.mark(level).shape)


@register.simple_tag
def rating(level: LabelledLevel | None, extra: str = "") -> SafeString:
    """Shape, colour and word of a level, or *Not rated* for None; `extra` adds classes."""
    return _rating(marks.mark(level), _word(level), extra)


@register.filter
def tone(level: LabelledLevel | None) -> str:
    """The class suffix of a level's colour: on-track, at-risk …"""
    return marks.mark(level).tone


@register.filter
def word(level: LabelledLevel | None) -> str:
    """The label of a level, or *Not rated* for None."""
    return _word(level)


def _word(level: LabelledLevel | None) -> str:
    if level is None:
        return _("Not rated")
    # A lazy label would be kept in the language of whoever came first.
    return str(level.label) if isinstance(level.label, Promise) else level.label


@lru_cache(maxsize=256)
def _shape(shape: str) -> SafeString:
    return format_html('<svg class="app-mark" aria-hidden="true"><use href="#mark-{}"/></svg>', shape)


@lru_cache(maxsize=1024)
def _rating(drawn: marks.Mark, word: str, extra: str) -> SafeString:
    classes = f"app-rating app-rating--{drawn.tone}" + (f" {extra}" if extra else "")
    return format_html('<span class="{}">{} {}</span>', classes, _shape(drawn.shape), word)
