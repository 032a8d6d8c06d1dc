"""Who is to be named first for an action."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from partnership.models import PostHolding
from priorities.models import Responsibility


@dataclass(frozen=True, slots=True)
class Lead:
    """Who is to say how an action is going. `organisation` names the group that it is counted in."""

    organisation: str
    post: str
    people: tuple[str, ...]
    vacant: bool
    # None where no post is to say it.
    post_pk: int | None = None

    @property
    def named(self) -> bool:
        return bool(self.organisation)

    @property
    def words(self) -> str:
        """The post with its holder: "Head of Lettings (nobody holds this post)"."""
        if self.vacant:
            return _("%(post)s (nobody holds this post)") % {"post": self.post}
        if self.people:
            return _("%(people)s, %(post)s") % {"people": ", ".join(self.people), "post": self.post}
        return self.post or _("No lead named")

    @property
    def in_full(self) -> str:
        """The same with the organisation, where that says more."""
        return self.words if self.organisation in {"", self.post} else f"{self.words}, {self.organisation}"


NOBODY = Lead(organisation="", post="", people=(), vacant=False)


def leading(*, on: date) -> Prefetch[str, QuerySet[Responsibility], str]:
    """Prefetches all that `lead` reads of an action's responsibilities, with who holds which post on a day."""
    holdings = PostHolding.objects.held(on=on).select_related("user")
    responsibilities = (
        Responsibility.objects.exclude(role=Responsibility.Role.CONTRIBUTOR)
        .select_related("post__organisation", "organisation", "body")
        .prefetch_related(Prefetch("post__holdings", queryset=holdings))
    )
    return Prefetch("responsibilities", queryset=responsibilities)


def lead(responsibilities: Iterable[Responsibility]) -> Lead:
    """The first to be named: the primary one, else any that leads, else whoever is accountable."""
    first = min(
        responsibilities,
        key=lambda each: (not each.primary, each.role != Responsibility.Role.LEAD, each.position, each.pk),
        default=None,
    )
    if first is None:
        return NOBODY
    if first.post is None:
        name = str(first.organisation or first.body or first.as_printed)
        return Lead(organisation=name, post=first.as_printed or name, people=(), vacant=False)
    people = tuple(
        _("%(person)s (acting)") % {"person": holding.user} if holding.acting else str(holding.user)
        for holding in first.post.holdings.all()
    )
    return Lead(
        organisation=first.post.organisation.name,
        post=first.post.title,
        people=people,
        vacant=not people,
        post_pk=first.post.pk,
    )
