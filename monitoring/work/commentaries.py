"""Which measures ask for words in a period, and from whom they are awaited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from indicators.models import Indicator
from indicators.permissions import measures_entered_by
from monitoring.record.commentary import Asks, asking
from monitoring.record.public import Sight, guarded
from monitoring.record.structs import Record
from partnership.models import User
from partnership.standing_in import Worker, who_does
from partnership.wording import listed
from plans.models import Plan


@dataclass(frozen=True, slots=True)
class Asked:
    """A measure that asks for words, with whoever is to write them.

    `people` do the work of the post that leads it; `may_write` says whether the reader may, for them or as one of them.
    """

    asks: Asks
    indicator: Indicator
    people: tuple[Worker, ...]
    may_write: bool

    @property
    def organisation(self) -> str:
        """The organisation that it is awaited from; empty where no lead is named."""
        if self.indicator.lead_post:
            return self.indicator.lead_post.organisation.name
        return self.indicator.lead_body.name if self.indicator.lead_body else ""

    @property
    def who(self) -> str:
        """Head of School Nursing: Fiona Castle."""
        post = self.indicator.lead_post
        if post is None:
            return str(self.indicator.lead_body or _("No lead named"))
        said = {"post": post, "people": listed([str(each.user) for each in self.people])}
        return _("%(post)s: %(people)s") % said if self.people else _("%(post)s: nobody holds this post") % said

    @property
    def state(self) -> str:
        return _("Written") if self.asks.is_given else _("Awaited")


@dataclass(frozen=True, slots=True)
class Share:
    """What one organisation was asked for; `organisation` is empty where no lead is named."""

    organisation: str
    all: tuple[Asked, ...]

    @property
    def awaited(self) -> list[Asked]:
        return [each for each in self.all if not each.asks.is_given]

    @property
    def given(self) -> int:
        return len(self.all) - len(self.awaited)


@dataclass(frozen=True)
class Commentaries:
    """Every measure that asks for words in a period, in the plan's order."""

    all: tuple[Asked, ...]

    @property
    def awaited(self) -> list[Asked]:
        return [each for each in self.all if not each.asks.is_given]

    @property
    def given(self) -> int:
        return len(self.all) - len(self.awaited)

    def of(self, priority_pk: int) -> Commentaries:
        return Commentaries(tuple(each for each in self.all if each.asks.measure.priority_pk == priority_pk))

    @cached_property
    def by_organisation(self) -> list[Share]:
        """Most awaited first; measures without a lead last."""
        groups: dict[str, list[Asked]] = {}
        for each in self.all:
            groups.setdefault(each.organisation, []).append(each)
        shares = [Share(organisation, tuple(group)) for organisation, group in groups.items()]
        return sorted(shares, key=lambda share: (not share.organisation, -len(share.awaited), share.organisation))


def commentaries(record: Record, plan: Plan, *, reader: User, on: date) -> Commentaries:
    """Who is asked for words by the live record of a plan's period, as somebody reads it on a day."""
    asked = {each.measure.pk: each for each in asking(record)}
    if not asked:
        return Commentaries(())
    rows = Indicator.objects.filter(pk__in=asked).select_related(
        "lead_post__organisation", "lead_post__deputy", "lead_body"
    )
    found = {row.pk: row for row in rows}
    workers = who_does([row.lead_post for row in found.values() if row.lead_post], on=on)
    ours = set(measures_entered_by(reader, plan).filter(pk__in=asked).values_list("pk", flat=True))
    # Of a figure that this person does not see, the rating would tell.
    told = {each.measure.pk: each for each in asking(guarded(record, Sight(measures=frozenset(ours))))}
    return Commentaries(
        tuple(
            Asked(each, found[pk], workers.get(found[pk].lead_post_id or 0, ()), may_write=pk in ours)
            for pk, each in told.items()
        )
    )
