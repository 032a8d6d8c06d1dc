"""Removing personal information from everywhere: one person proposes it, another has it done.

The removal itself is the database's: `carry_out_redaction`, a function of its owner (reports/migrations). What is
kept about people for hours only, in their sessions, is read and cleaned here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.importing.kept import files_holding, forget_file
from monitoring.models import Redaction
from partnership.models import User
from partnership.refusals import Refused, refusing
from plans.models import Plan

# Somebody who writes for longer than this while the tables are needed is not waited for.
PATIENCE = "10s"


class TooShort(Refused):
    """So few characters stand in too many words."""


class NotThere(Refused):
    """There is nothing to remove."""


class NeedsAnother(Refused):
    """Nobody removes anything alone."""


@dataclass(frozen=True, slots=True)
class Held:
    """How many places of a kind hold the words."""

    kind: str
    number: int


def places(words: str) -> list[Held]:
    """Where the words stand now, the most numerous first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT held_in, rows FROM redaction_places(%s)", [words])
        found: Counter[str] = Counter()
        for table, number in cursor.fetchall():
            found[_kind(table)] += number
    if files := sum(1 for _file in files_holding(_pattern(words))):
        found[_("Files of figures as they came, which are withdrawn")] += files
    return [Held(kind, number) for kind, number in found.most_common()]


@transaction.atomic
def propose_redaction(*, plan: Plan, words: str, by: User) -> Redaction:
    """Ask for words to be removed from everything that is stored; nothing is removed yet.

    Asking twice for the same gives the first request back. Raises TooShort, NotThere.
    """
    words = " ".join(words.split())
    if len(words) < Redaction.LEAST_CHARACTERS or not re.search(r"[^\W_]", words):
        raise TooShort(
            _("Type at least %(number)d characters, so that nothing else is removed with them.")
            % {"number": Redaction.LEAST_CHARACTERS}
        )
    if there := Redaction.objects.filter(plan=plan, words=words, carried_out_at=None).first():
        return there
    if not places(words):
        raise NotThere(_("These words stand nowhere. Check how they are written there: only whole words are found."))
    with refusing():
        return Redaction.objects.create(plan=plan, words=words, proposed_by=by, proposed_at=timezone.now())


@transaction.atomic
def withdraw_redaction(*, redaction: Redaction, by: User) -> None:
    """Forget a request that has not been carried out, and its words. The history keeps that there was one."""
    with refusing():
        redaction.delete()


@transaction.atomic
def confirm_redaction(*, redaction: Redaction, by: User, at: datetime | None = None) -> Redaction:
    """Remove the words everywhere, at once and for good.

    Raises NeedsAnother, and Refused where it was done already or the request was taken back.
    Who may confirm is the caller's question; that it is somebody else than who proposed it is ours.
    """
    at = at or timezone.now()
    standing = Redaction.objects.select_for_update().filter(pk=redaction.pk).first()
    if standing is None:
        raise Refused(_("This request has been taken back, so nothing was removed."))
    redaction = standing
    if redaction.is_done:
        raise Refused(_("This has been done already."))
    if redaction.proposed_by_id == by.pk:
        raise NeedsAnother(_("Somebody else confirms what you propose to remove."))
    words = redaction.words
    with refusing():
        redaction.confirmed_by, redaction.confirmed_on = by, timezone.localdate(at)
        redaction.save(update_fields=["confirmed_by", "confirmed_on"])
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
                cursor.execute("SELECT carry_out_redaction(%s)", [redaction.pk])
        except OperationalError as busy:
            raise Refused(_("Somebody is saving something just now, so nothing was removed. Try again.")) from busy
    for file in files_holding(_pattern(words)):
        forget_file(file)
    _forget_in_sessions(words)
    redaction.refresh_from_db()
    return redaction


def _pattern(words: str) -> re.Pattern[str]:
    """Whole words, in any case, whatever stands between them."""
    parts = r"[\W_]+".join(map(re.escape, re.findall(r"[^\W_]+", words)))
    return re.compile(rf"(?<![^\W_]){parts}(?![^\W_])", re.IGNORECASE)


def _forget_in_sessions(words: str) -> None:
    """A text kept for somebody who was signed out is as gone as any other, and sessions that have ended with it."""
    pattern = _pattern(words)
    Session.objects.filter(expire_date__lte=timezone.now()).delete()
    for session in Session.objects.all():
        content = session.get_decoded()
        holding = [key for key, value in content.items() if any(map(pattern.search, _texts(value)))]
        if holding:
            store = SessionStore(session.session_key)
            for key in holding:
                store.pop(key, None)
            store.save()


def _texts(value: Any) -> Iterator[str]:
    """Every text in what a session holds, as it was typed."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _kind(table: str) -> str:
    if table.endswith("event"):
        return _("Entries of the history")
    return {
        "monitoring_periodrecord": _("Stored records of frozen periods"),
        "monitoring_progressupdate": _("Updates"),
        "monitoring_contribution": _("Contributions of other organisations"),
        "monitoring_question": _("Questions and answers"),
        "monitoring_challenge": _("Reasons for another rating"),
        "monitoring_prioritysummary": _("What leads said of a priority"),
        "monitoring_highlight": _("Highlights"),
        "monitoring_measurecommentary": _("What was said of measures"),
        "monitoring_laternews": _("Later news"),
        "monitoring_letthrough": _("Reasons to keep words that may point at a child"),
        "monitoring_draft": _("Drafts"),
        "reports_partdraft": _("Drafts"),
        "monitoring_correction": _("Corrections not issued yet"),
        "monitoring_periodmove": _("Reasons for a step of a period"),
        "reports_monitoringreport": _("Records that reports were made from"),
        "reports_edition": _("Files of reports, which are withdrawn"),
        "partnership_message": _("Messages"),
    }.get(table) or (
        _("Written reports and their templates")
        if table.startswith("reports_")
        else _("Texts of the plan and its measures")
    )
