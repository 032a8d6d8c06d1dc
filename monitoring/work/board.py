"""Whose updates have come how far, per organisation and post, and which are late. Reads live rows.

Says nothing of how the work itself is going: an update that is late is no sign of it, and the other way round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import F, Prefetch, Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from monitoring.models import ReportingPeriod
from monitoring.moments import near_day, weekday
from monitoring.work.returns import IN, Apart, Return, Standing, apart, returns
from partnership.models import Cover, Post, PostHolding
from partnership.wording import listed
from priorities.leads import Lead
from priorities.models import Listing, Priority, Responsibility, StrategicAction

STANDINGS = (Standing.NOT_BEGUN, Standing.DRAFT, Standing.SUBMITTED, Standing.RETURNED, Standing.ACCEPTED)
LATE = "late"
# What stands in an address for actions that an organisation leads without naming a post.
NO_POST = "none"


def is_late(each: Return, period: ReportingPeriod, *, on: date) -> bool:
    """Whether an update is awaited although the day for it is over.

    What came in and was returned with a question is due when questions end, not when updates were.
    """
    if each.standing in IN:
        return False
    due = period.challenge_by if each.standing == Standing.RETURNED else period.updates_due_on
    return due is not None and due < on


@dataclass(frozen=True, slots=True)
class Place:
    """Which actions a number counts, and the same as the query of an address. None: all of them."""

    organisation: str | None = None
    post: str | None = None

    def query(self, show: str) -> str:
        query = QueryDict(mutable=True)
        query["show"] = show
        if self.organisation is not None:
            query["organisation"] = self.organisation
        if self.post is not None:
            query["post"] = self.post
        return query.urlencode()

    def holds(self, each: Return) -> bool:
        return self.organisation in (None, each.lead.organisation) and self.post in (None, post_of(each.lead))


def post_of(lead: Lead) -> str:
    return NO_POST if lead.post_pk is None else str(lead.post_pk)


@dataclass(frozen=True, slots=True)
class Number:
    """How many updates stand somewhere, and where they are listed. `standing` is None for those that are late."""

    label: str
    standing: Standing | None
    number: int
    query: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of numbers: of a post, of an organisation, or of all. `notes` say who does the post's work."""

    title: str
    notes: tuple[str, ...]
    place: Place
    counts: Mapping[Standing, int]
    late: int
    post_pk: int | None = None

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def arrived(self) -> int:
        return sum(self.counts.get(standing, 0) for standing in IN)

    @property
    def numbers(self) -> list[Number]:
        """One for each standing, which add up to the total."""
        return [
            Number(label_of(standing), standing, self.counts.get(standing, 0), self.place.query(standing.value))
            for standing in STANDINGS
        ]

    @property
    def late_number(self) -> Number:
        return Number(_("Late"), None, self.late, self.place.query(LATE))


def label_of(standing: Standing) -> str:
    # In the list to work through it is what the reader is to do; here it is what its author has done.
    return _("Submitted") if standing == Standing.SUBMITTED else str(standing.label)


@dataclass(frozen=True, slots=True)
class Group:
    """An organisation with a line for each of its posts that leads something; `name` is empty without a lead."""

    name: str
    total: Line
    lines: tuple[Line, ...]

    @property
    def has_many(self) -> bool:
        return len(self.lines) > 1


@dataclass(frozen=True)
class Board:
    period: ReportingPeriod
    groups: tuple[Group, ...]
    total: Line
    apart: Apart
    # Counted in this plan too, and updated in the plan that they belong to.
    elsewhere: int
    co_led: int
    today: date

    @property
    def reportable(self) -> int:
        return self.total.total + len(self.apart.done) + len(self.apart.later) + self.elsewhere

    @property
    def due_words(self) -> str:
        """Updates due Friday 9 October: 3 late."""
        due, late = self.period.updates_due_on, self.total.late
        if due is None:
            return _("No day is set by which updates are due.")
        said = {"day": weekday(due, today=self.today), "late": late}
        if due >= self.today:
            return _("Updates are due by %(day)s. None is late yet.") % said
        return _("Updates were due %(day)s: %(late)d late.") % said if late else _("Updates were due %(day)s.") % said

    @property
    def reconciled(self) -> str:
        """60 actions count in this period: 52 are asked about, 6 were complete before and 2 start later."""
        parts = [_("%(number)d asked about") % {"number": self.total.total}]
        if done := len(self.apart.done):
            parts.append(_("%(number)d complete already") % {"number": done})
        if later := len(self.apart.later):
            parts.append(_("%(number)d with their start still to come") % {"number": later})
        if self.elsewhere:
            parts.append(_("%(number)d updated in another plan") % {"number": self.elsewhere})
        return _("Of %(all)d actions that count in this period: %(parts)s.") % {
            "all": self.reportable,
            "parts": listed(parts),
        }


def board(period: ReportingPeriod, *, on: date) -> Board:
    """The same few queries however many actions, posts and organisations there are."""
    everything = returns(period, on=on)
    posts = _posts({each.lead.post_pk for each in everything.all if each.lead.post_pk is not None}, on=on)
    groups: dict[str, list[Return]] = {}
    for each in everything.all:
        groups.setdefault(each.lead.organisation, []).append(each)
    made = [_group(name, group, period, posts, on=on) for name, group in groups.items()]
    return Board(
        period=period,
        groups=tuple(
            sorted(made, key=lambda group: (not group.name, group.total.arrived - group.total.total, group.name))
        ),
        total=_line(_("All organisations"), (), Place(), everything.all, period, on=on),
        apart=apart(period),
        elsewhere=elsewhere(period),
        co_led=sum(_is_co_led(each.action) for each in everything.all),
        today=on,
    )


def elsewhere(period: ReportingPeriod) -> int:
    """How many actions of other plans this plan counts too: each is updated once, in the plan it belongs to."""
    on = period.actions_as_at
    left = Q(action__stage__in=StrategicAction.LEFT, action__in_plan_until=None)
    listing_left = Q(priority__status__in=Priority.LEFT, priority__in_plan_until=None)
    return (
        Listing.objects.filter(
            Q(action__in_plan_from=None) | Q(action__in_plan_from__lte=on),
            Q(action__in_plan_until=None) | Q(action__in_plan_until__gte=on),
            Q(priority__in_plan_from=None) | Q(priority__in_plan_from__lte=on),
            Q(priority__in_plan_until=None) | Q(priority__in_plan_until__gte=on),
            ~left,
            ~listing_left,
            priority__plan=period.plan_id,
            priority__monitored_elsewhere_by="",
        )
        .exclude(action__priority__plan=F("priority__plan"))
        .values("action")
        .distinct()
        .count()
    )


def _posts(keys: Iterable[int], *, on: date) -> dict[int, Post]:
    """Posts with who holds them, covers for their holder and holds the post that deputises, on a day."""
    held = Prefetch("holdings", queryset=PostHolding.objects.held(on=on).select_related("user"))
    covers = Cover.objects.current(on=on).filter(user__is_active=True).select_related("user")
    deputies = Post.objects.select_related("organisation").prefetch_related(held)
    found = Post.objects.filter(pk__in=keys).prefetch_related(
        held, Prefetch("covers", queryset=covers), Prefetch("deputy", queryset=deputies)
    )
    return {post.pk: post for post in found}


def _group(name: str, group: list[Return], period: ReportingPeriod, posts: Mapping[int, Post], *, on: date) -> Group:
    places: dict[tuple[str, int | None], list[Return]] = {}
    for each in group:
        places.setdefault((each.lead.post, each.lead.post_pk), []).append(each)
    lines = []
    for (title, pk), those in sorted(places.items(), key=lambda item: (item[0][1] is None, item[0][0])):
        place = Place(organisation=name, post=post_of(those[0].lead))
        if pk is not None:
            lines.append(_line(title, who_does(posts[pk], on=on), place, those, period, on=on, post_pk=pk))
    unnamed = [each for each in group if each.lead.post_pk is None]
    if unnamed:
        title = _("No post named") if name else _("No lead named")
        lines.append(_line(title, (), Place(organisation=name, post=NO_POST), unnamed, period, on=on))
    return Group(
        name=name,
        total=_line(name or _("No lead named"), (), Place(organisation=name), group, period, on=on),
        lines=tuple(lines),
    )


def _line(
    title: str,
    notes: tuple[str, ...],
    place: Place,
    group: Iterable[Return],
    period: ReportingPeriod,
    *,
    on: date,
    post_pk: int | None = None,
) -> Line:
    group = list(group)
    return Line(
        title=title,
        notes=notes,
        place=place,
        counts=Counter(each.standing for each in group),
        late=sum(is_late(each, period, on=on) for each in group),
        post_pk=post_pk,
    )


def who_does(post: Post, *, on: date) -> tuple[str, ...]:
    """Who does a post's work today, in words. Reads its prefetched holdings, covers and deputy."""
    held_by = [
        _("%(person)s (acting)") % {"person": each.user} if each.acting else str(each.user)
        for each in post.holdings.all()
    ]
    said = [listed(held_by) if held_by else _("Vacant: nobody holds this post")]
    said += [
        _("%(person)s covers until %(day)s") % {"person": cover.user, "day": near_day(cover.ends_on, today=on)}
        for cover in post.covers.all()
    ]
    if post.deputy is not None:
        people = listed([str(each.user) for each in post.deputy.holdings.all()])
        words = _("Deputy: %(post)s (%(people)s)") if people else _("Deputy: %(post)s (vacant)")
        said.append(words % {"post": post.deputy, "people": people})
    return tuple(said)


def _is_co_led(action: StrategicAction) -> bool:
    return sum(each.role == Responsibility.Role.LEAD for each in action.responsibilities.all()) > 1


# --- The actions behind a number ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Listed:
    """One action of a list, and whether its update is late."""

    of: Return
    is_late: bool

    @property
    def standing(self) -> str:
        return label_of(self.of.standing)


@dataclass(frozen=True)
class BoardList:
    """The actions that a number of the board counts."""

    heading: str
    place: Place
    rows: tuple[Listed, ...]

    @cached_property
    def where(self) -> str:
        """The post and organisation in words; empty for all of them."""
        if self.place.organisation is None:
            return ""
        if self.place.post is None or not self.rows:
            return self.place.organisation or _("No lead named")
        lead = self.rows[0].of.lead
        if lead.post_pk is None:
            return _("%(organisation)s, no post named") % {"organisation": lead.organisation} if lead.named else ""
        return lead.in_full


def board_list(period: ReportingPeriod, *, show: str, place: Place, on: date) -> BoardList:
    """What `show` asks for: a standing, those that are late, or all, of one place of the board."""
    rows = [Listed(each, is_late(each, period, on=on)) for each in returns(period, on=on).all if place.holds(each)]
    if show == LATE:
        return BoardList(_("Late updates"), place, tuple(row for row in rows if row.is_late))
    if show in Standing.values:
        standing = Standing(show)
        heading = _("Updates: %(standing)s") % {"standing": label_of(standing).lower()}
        return BoardList(heading, place, tuple(row for row in rows if row.of.standing == standing))
    return BoardList(_("All updates"), place, tuple(rows))
