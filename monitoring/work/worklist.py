"""The updates of a period as a list to work through, seen in one of several ways. Touches no database."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from monitoring.models import ProgressUpdate
from monitoring.prompts import Prompt, risk
from monitoring.work.returns import Return, Returns, Standing
from partnership.models import User
from priorities.models import StrategicAction


@dataclass(frozen=True, slots=True)
class Way:
    """One way to see the list. `word` stands in the address; `empty` is said when nothing is to be seen."""

    word: str
    label: str | Promise
    empty: str | Promise
    holds: Callable[[Returns], list[Return]]


def _at(standing: Standing, empty: str | Promise) -> Way:
    return Way(standing.value, standing.label, empty, lambda returns: returns.at(standing))


TO_REVIEW = _at(Standing.SUBMITTED, _("No update waits for review."))
EVERYTHING = Way("all", _("All"), _("This period asks about nothing here."), lambda returns: list(returns.all))
WAYS = (
    TO_REVIEW,
    _at(Standing.NOT_BEGUN, _("Every update has been begun.")),
    _at(Standing.DRAFT, _("No update is in draft.")),
    _at(Standing.RETURNED, _("No update is returned.")),
    _at(Standing.ACCEPTED, _("No update has been accepted yet.")),
    Way("vacant", _("Post not held"), _("Somebody holds every leading post."), lambda returns: returns.vacant),
    Way("no-lead", _("No lead named"), _("Every action has a lead."), lambda returns: returns.unled),
    EVERYTHING,
)


@dataclass(frozen=True, slots=True)
class Tab:
    """A link to one way, with how many it holds."""

    way: Way
    number: int
    query: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One update of the list, whether this person may accept or return it, and why it may be wrong."""

    of: Return
    is_reviewable: bool
    prompts: tuple[Prompt, ...] = ()


@dataclass(frozen=True, slots=True)
class Worklist:
    way: Way
    organisation: str | None
    tabs: list[Tab]
    rows: list[Row]

    @property
    def query(self) -> str:
        return _query(self.way, self.organisation)

    @property
    def can_accept(self) -> bool:
        """Whether there is anything that this person could accept at once."""
        return self.is_to_review and any(row.is_reviewable for row in self.rows)

    @property
    def is_to_review(self) -> bool:
        return self.way is TO_REVIEW

    @property
    def said(self) -> list[tuple[StrategicAction, ProgressUpdate]]:
        """Each action of the list about which something was submitted, with what was."""
        return [(row.of.action, row.of.update) for row in self.rows if row.of.update is not None]

    def ranked(self, prompts: Mapping[int, tuple[Prompt, ...]]) -> Worklist:
        """The same list, first what is most likely to be wrong, otherwise in the plan's order.

        `prompts` has the reasons by the update's key.
        """
        rows = [replace(row, prompts=prompts.get(row.of.update.pk, ()) if row.of.update else ()) for row in self.rows]
        return replace(self, rows=sorted(rows, key=lambda row: -risk(row.prompts)))


def worklist(
    returns: Returns,
    *,
    show: str,
    organisation: str | None,
    user: User,
    reviewed: Container[int],
    coordinates: bool,
) -> Worklist:
    """What `show` and `organisation` of an address ask for; `reviewed` are the priorities that this person reviews."""
    if organisation is not None:
        returns = returns.of(organisation)
    usual = TO_REVIEW if organisation is None else EVERYTHING
    way = next((way for way in WAYS if way.word == show), usual)
    return Worklist(
        way=way,
        organisation=organisation,
        tabs=[Tab(each, len(each.holds(returns)), _query(each, organisation), is_shown=each is way) for each in WAYS],
        rows=[
            Row(each, is_reviewable=each.action.priority_id in reviewed and _may(user, each, coordinates=coordinates))
            for each in way.holds(returns)
        ],
    )


def _may(user: User, each: Return, *, coordinates: bool) -> bool:
    """Says the same as can_review_update, without asking the database about each row."""
    return each.update is not None and (coordinates or each.update.submitted_by_id != user.pk)


def _query(way: Way, organisation: str | None) -> str:
    query = QueryDict(mutable=True)
    query["show"] = way.word
    if organisation is not None:
        query["organisation"] = organisation
    return query.urlencode()
