"""What somebody typed whose sign-in had ended, kept in their session until they are back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from monitoring.forms.updates import typed

KEPT = "kept_text"
# Far more than the form takes, and little enough that a stranger cannot fill the session table with it.
MOST_CHARACTERS = 30_000
# Long enough to come back after lunch; a shared computer should not remember longer.
KEPT_FOR = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed about one action, and which version of its update the person had seen."""

    content: dict[str, str]
    based_on_version: int
    period_pk: int


def keep(request: HttpRequest, *, action_pk: int) -> None:
    """Keep what is posted. Whether this person may write about the action is asked when it is given back."""
    content = typed(request.POST)
    if not content or sum(map(len, content.values())) > MOST_CHARACTERS:
        return
    request.session[KEPT] = {
        "action": action_pk,
        "content": content,
        "based_on_version": number(request.POST, "based_on_version"),
        "period": number(request.POST, "period"),
        "at": timezone.now().isoformat(),
    }


def kept_for(request: HttpRequest, *, action_pk: int) -> Kept | None:
    """What was kept about this action. Ask only for somebody who may write about it."""
    kept = request.session.get(KEPT)
    if not kept or kept["action"] != action_pk:
        return None
    if timezone.now() - datetime.fromisoformat(kept["at"]) > KEPT_FOR:
        return None
    return Kept(kept["content"], kept["based_on_version"], kept["period"])


def forget(request: HttpRequest, *, action_pk: int) -> None:
    """Once it is a draft or submitted, it need not be kept."""
    if request.session.get(KEPT, {}).get("action") == action_pk:
        del request.session[KEPT]


def number(data: Mapping[str, object], name: str) -> int:
    """A whole number that was posted; 0 for anything else."""
    value = str(data.get(name, ""))
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
