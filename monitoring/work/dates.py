"""When a promise is due: as first agreed, as agreed now, and as its lead expects."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.forms.updates import UpdateForm, answers, as_typed
from monitoring.models import Draft, ProgressUpdate
from monitoring.record.words import day, moved_said
from partnership.due import Due
from priorities.models import DateChange, DateRequest, StrategicAction
from priorities.permissions import deciding_body
from priorities.services.dates import is_later, why_no_later_date


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of one action on a day. `waiting` is the request that nobody has decided about,
    `refused` the last one where it was not agreed."""

    action: StrategicAction
    agreed: Due | None
    changes: list[DateChange]
    forecast: Due | None
    waiting: DateRequest | None
    refused: DateRequest | None
    today: date

    @property
    def original(self) -> Due | None:
        due: Due | None = self.action.due
        return due

    @property
    def history(self) -> str:
        """The original date and how often it was moved; empty when it never was."""
        return moved_said(str(self.original or ""), len(self.changes))

    @property
    def moves(self) -> list[str]:
        """Each date that was agreed: who agreed to it, when and why."""
        return [
            _("%(due)s, agreed by %(by)s on %(day)s: %(reason)s")
            % {"due": each.due, "by": each.agreed_by, "day": day(each.agreed_on), "reason": each.reason}
            for each in self.changes
        ]

    @property
    def late(self) -> str:
        """That its agreed date is past; empty while it is not, and for what is done."""
        is_done = self.action.stage == StrategicAction.Stage.COMPLETE
        if is_done or self.agreed is None or not self.agreed.is_over(on=self.today):
            return ""
        if not self.changes:
            return _("Past its date, %(date)s, which has never been moved.") % {"date": self.agreed}
        return _("Past its agreed date, %(date)s.") % {"date": self.agreed}

    @property
    def asked(self) -> str:
        """That a later date has been asked for; empty where none waits."""
        if self.waiting is None:
            return ""
        return _("%(person)s has asked for %(due)s. It waits for a decision.") % {
            "person": self.waiting.requested_by,
            "due": self.waiting.due,
        }

    @property
    def not_agreed(self) -> str:
        """That the last request was not agreed, and why; empty where it was, or none was made."""
        if self.refused is None or self.refused.decided_at is None:
            return ""
        return _("%(due)s was asked for and not agreed on %(day)s: %(reason)s") % {
            "due": self.refused.due,
            "day": day(timezone.localdate(self.refused.decided_at)),
            "reason": self.refused.decision_reason,
        }

    @property
    def may_be_asked(self) -> bool:
        """Whether somebody could ask for a later date now."""
        return self.waiting is None and not why_no_later_date(self.action)

    @property
    def forecast_is_later(self) -> bool:
        """Whether what is expected lies past what was agreed, and nobody has asked about it yet."""
        return self.may_be_asked and is_later(self.forecast, than=self.agreed)

    @property
    def suggestion(self) -> str:
        """What to ask somebody whose forecast lies past the agreed date."""
        body = deciding_body(self.action)
        if body is None:
            return _("Your forecast is later than the agreed date. Ask for a later date?")
        return _("Your forecast is later than the agreed date. Ask %(body)s for a later date?") % {"body": body}


def dates_of(action: StrategicAction, *, forecast: Due | None, today: date) -> Dates:
    """Read from the action with its priority, its plan, the bodies of both and its changes of date."""
    changes = sorted(action.date_changes.all(), key=lambda change: (change.agreed_on, change.pk))
    # A request waits alone, so none comes after one that waits.
    last = action.date_requests.select_related("requested_by").order_by("-pk").first()
    return Dates(
        action=action,
        agreed=action.agreed_due(),
        changes=changes,
        forecast=forecast,
        waiting=last if last is not None and last.state == DateRequest.State.WAITING else None,
        refused=last if last is not None and last.state == DateRequest.State.REFUSED else None,
        today=today,
    )


# --- What somebody typed into an update, as a request for a later date ----------------------------


@dataclass(frozen=True, slots=True)
class Foreseen:
    """When somebody says that they will be done, and why not earlier."""

    forecast: Due | None = None
    reason: str = ""


def foreseen(draft: Draft | None, update: ProgressUpdate | None) -> Foreseen:
    """From the draft, else from the update that stands; nothing where there is neither."""
    if draft is not None:
        return _typed(draft.content)
    if update is not None:
        return _typed(as_typed(update))
    return Foreseen()


def _typed(content: Mapping[str, Any]) -> Foreseen:
    forecast: Due | None = None
    with suppress(ValidationError):
        boxes = {part: str(content.get(f"forecast_{part}", "")) for part in ("month", "year")}
        forecast = UpdateForm.base_fields["forecast"].clean(boxes)
    said = {answer.name: answer.text for answer in answers(content)}
    cause = said.get("cause_detail") or said.get("cause", "")
    return Foreseen(forecast, "\n".join(filter(None, [cause, said.get("recovery", "")])))
