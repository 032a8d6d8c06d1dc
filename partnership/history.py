"""Who changed what, and when: the one way in which a model asks for its history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import pghistory
from django.db import models

M = TypeVar("M", bound=type[models.Model])


def tracked(*, exclude: Sequence[str] = ()) -> Callable[[M], M]:
    """Record every insert, update and delete of a model's rows by trigger, so also bulk and raw writes.

    `exclude` names fields whose values must not stand in the history (a password).
    """
    decorate: Callable[[M], M] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude),
    )
    return decorate
