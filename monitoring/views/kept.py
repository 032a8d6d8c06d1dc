"""What somebody typed about actions whose sign-in had ended, kept in their session until they are back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from monitoring.forms.many import typed_rows
from monitoring.forms.updates import typed
from partnership.kept_text import MOST_CHARACTERS, REMOVALS, is_old, keeps_for_a_stranger, number

KEPT = "kept_text"


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed about one action, and which version of its update the person had seen."""

    content: dict[str, str]
    based_on_version: int
    period_pk: int
    # How many removals of personal information the page knew of.
    removals: int


def keep(request: HttpRequest, *, action_pk: int) -> None:
    """Keep what is posted. Whether this person may write about the action is asked when it is given back."""
    content = typed(request.POST)
    if not content or sum(map(len, content.values())) > MOST_CHARACTERS:
        return
    keeps_for_a_stranger(request)
    request.session[KEPT] = {
        "action": action_pk,
        "content": content,
        "based_on_version": number(request.POST, "based_on_version"),
        "period": number(request.POST, "period"),
        REMOVALS: number(request.POST, REMOVALS),
        "at": timezone.now().isoformat(),
    }


def kept_for(request: HttpRequest, *, action_pk: int) -> Kept | None:
    """What was kept about this action. Ask only for somebody who may write about it."""
    kept = request.session.get(KEPT)
    if not kept or kept["action"] != action_pk:
        return None
    if is_old(kept):
        return None
    return Kept(kept["content"], kept["based_on_version"], kept["period"], number(kept, REMOVALS))


def forget(request: HttpRequest, *, action_pk: int) -> None:
    """Once it is a draft or submitted, it need not be kept."""
    if request.session.get(KEPT, {}).get("action") == action_pk:
        del request.session[KEPT]
    forget_rows(request, [action_pk])


# --- The table of many actions ------------------------------------------------------------------

KEPT_ROWS = "kept_rows"
# Only what was typed since the page was shown is kept: a day's work without scripts.
MOST_IN_ROWS = 4 * MOST_CHARACTERS


def keep_rows(request: HttpRequest, *, slug: str) -> None:
    """Keep what is posted about many actions of a plan, as far as it is new."""
    rows, left = {}, MOST_IN_ROWS
    for key, row in typed_rows(request.POST).items():
        left -= sum(map(len, row.content.values())) if row.is_new else 0
        if row.is_new and row.content and left >= 0:
            rows[str(key)] = row.content
    if rows:
        keeps_for_a_stranger(request)
        request.session[KEPT_ROWS] = {
            "plan": slug,
            "rows": rows,
            REMOVALS: number(request.POST, REMOVALS),
            "at": timezone.now().isoformat(),
        }


def rows_kept(request: HttpRequest, *, slug: str) -> dict[int, Mapping[str, str]]:
    """What was kept about actions of this plan. Show it only to somebody who may write about them."""
    kept = request.session.get(KEPT_ROWS)
    if not kept or kept["plan"] != slug or is_old(kept):
        return {}
    return {int(key): content for key, content in kept["rows"].items()}


def removals_known_to_rows(request: HttpRequest) -> int:
    """How many removals of personal information the page of the rows knew of."""
    return number(request.session.get(KEPT_ROWS) or {}, REMOVALS)


def forget_rows(request: HttpRequest, keys: Iterable[int]) -> None:
    kept = request.session.get(KEPT_ROWS)
    if not kept:
        return
    for key in keys:
        kept["rows"].pop(str(key), None)
    if kept["rows"]:
        request.session[KEPT_ROWS] = kept
    else:
        del request.session[KEPT_ROWS]
