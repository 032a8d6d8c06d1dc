"""Who changed what, and when: how a model asks for its history, and how a change gets its actor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import pghistory
import pgtrigger
from django.db import models

if TYPE_CHECKING:
    from partnership.models import User

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


def never_changes(row: str, message: str) -> pgtrigger.Trigger:
    """The trigger that keeps every row of a model as it was written, by the constraint <row>_never_changes."""
    return pgtrigger.Trigger(
        name="never_changes",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        # Indented as it stands in the migrations.
        func=f"""
                    RAISE EXCEPTION USING
                        ERRCODE = 'check_violation',
                        CONSTRAINT = '{row}_never_changes',
                        MESSAGE = '{message}';
                """,
    )


@contextmanager
def acting(*, by: User | None = None, **what: str) -> Iterator[None]:
    """Say in the history who (`by`) or what (`task="…"`, `command="…"`) makes the changes in the block.

    A request does so by itself (the middleware), and so does a Celery task (config/celery.py); a command
    decorates its `handle`. Blocks nest: the outer actor is back when the inner block ends. The statements
    themselves carry the actor, so it reaches bulk and raw SQL, but neither executemany nor COPY.
    """
    named = {**({"user": by.pk} if by else {}), **what}
    with pghistory.context() as context:
        outer = dict(context.metadata)
        context.metadata.update(named)
        try:
            yield
        finally:
            # pghistory merges what an inner block says into the outer one and leaves it there.
            context.metadata.clear()
            context.metadata.update(outer)
