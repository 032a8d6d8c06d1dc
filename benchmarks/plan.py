"""A plan of any size, with years of reporting behind it.

Frozen periods go through the same services as everybody's, so their records are real ones; what is said
in them is written in bulk. The same sizes give the same plan.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction

from benchmarks import words
from indicators.models import Comparator, Figure, Indicator, RatingRule, Target
from monitoring.models import Highlight, PrioritySummary, ProgressUpdate, ReportingPeriod
from monitoring.services.periods import freeze_period, open_period, plan_period
from partnership.due import Due, Precision
from partnership.models import Body, Membership, Organisation, Post, PostHolding, User
from plans.models import Plan, RatingLevel, RatingScale
from priorities.models import Commitment, DateChange, Milestone, Priority, Responsibility, StrategicAction

ACTIONS_A_PRIORITY = 30
ACTIONS_A_POST = 10
# What becomes of a level by the next period, in parts of a hundred: mostly nothing.
NEXT: dict[str | None, dict[str | None, int]] = {
    None: {None: 40, "on-track": 45, "some-concern": 15},
    "not-started": {"not-started": 50, "on-track": 40, "off-track": 10},
    "on-track": {"complete": 4, "on-track": 78, "some-concern": 13, None: 5},
    "some-concern": {"on-track": 25, "some-concern": 55, "off-track": 15, None: 5},
    "off-track": {"some-concern": 30, "off-track": 65, None: 5},
}
LEVELS = (
    ("complete", "Complete", "B", "complete"),
    ("on-track", "On track", "G", "on_track"),
    ("some-concern", "Some concern", "A", "at_risk"),
    ("off-track", "Off track", "R", "off_track"),
    ("not-started", "Not started", "N", "not_started"),
)


@dataclass(frozen=True)
class Generated:
    """What a measurement needs to know of the plan: its periods by state, and one person of each kind."""

    plan_pk: int
    actions: int
    frozen_pk: int
    open_pk: int
    coordinator_pk: int
    board_member_pk: int
    officer_pk: int


@transaction.atomic
def generate(
    *, actions: int, periods: int, today: date, slug: str = "generated", measures: int | None = None
) -> Generated:
    """Write a plan with so many actions and reporting periods, of which the last is open and half updated.

    `periods` is at least 2, so that there is a frozen one. There is a measure to fifteen actions, or so many as
    are asked for.
    """
    return _Generating(actions=actions, periods=periods, today=today, slug=slug, measures=measures).everything()


class _Generating:
    def __init__(self, *, actions: int, periods: int, today: date, slug: str, measures: int | None) -> None:
        self.number = actions
        self.measures = measures
        self.periods = periods
        self.today = today
        self.slug = slug
        # Not a secret: chance that is the same each time.
        self.chance = random.Random(f"{actions} {periods}")

    def everything(self) -> Generated:
        self._partners()
        self._promises()
        self._measures()
        levels: dict[int, str | None] = dict.fromkeys((action.pk for action in self.actions), "not-started")
        for number in range(self.periods):
            period = self._period(number)
            levels = self._updates(period, levels, share=100 if number < self.periods - 1 else 50)
            self._summaries(period)
            if number < self.periods - 1:
                self._freeze(period)
                frozen = period
        return Generated(
            plan_pk=self.plan.pk,
            actions=self.number,
            frozen_pk=frozen.pk,
            open_pk=period.pk,
            coordinator_pk=self.people[0].pk,
            board_member_pk=self.people[1].pk,
            officer_pk=self.people[2].pk,
        )

    # Who

    def _partners(self) -> None:
        posts = max(self.number // ACTIONS_A_POST, 3)
        organisations = Organisation.objects.bulk_create(
            Organisation(name=f"{self.slug}: partner {number + 1}") for number in range(12)
        )
        self.people = User.objects.bulk_create(
            User(
                email=f"{self.slug}.{number}@benchmark.example",
                name=f"{words.FORENAMES[number % 10]} {words.SURNAMES[number // 10 % 10]}",
            )
            for number in range(posts + 2)
        )
        self.posts = Post.objects.bulk_create(
            Post(title=f"Head of service {number + 1}", organisation=organisations[number % 12])
            for number in range(posts + 1)
        )
        # The first post coordinates; every ninth is vacant.
        holders = [self.people[0], *self.people[2:]]
        PostHolding.objects.bulk_create(
            PostHolding(post=post, user=user, starts_on=date(2020, 1, 1))
            for number, (post, user) in enumerate(zip(self.posts, holders, strict=True))
            if number % 9 != 8
        )
        self.board = Body.objects.create(name=f"{self.slug}: partnership board", kind=Body.Kind.PARTNERSHIP_BOARD)
        Membership.objects.create(body=self.board, user=self.people[1])

    # What

    def _promises(self) -> None:
        scale = RatingScale.objects.create(code=f"{self.slug}-scale", name="Five ratings")
        self.levels = {
            level.code: level
            for level in RatingLevel.objects.bulk_create(
                RatingLevel(
                    scale=scale, code=code, label=label, letter=letter, meaning=meaning, position=position,
                    criteria=f"{label}: what a reader needs to know before they choose this level.",
                )
                for position, (code, label, letter, meaning) in enumerate(LEVELS)
            )
        }  # fmt: skip
        self.plan = Plan.objects.create(
            slug=self.slug,
            title=f"Children and Young People’s Plan of {self.number} actions",
            status=Plan.Status.DRAFTING,
            owner_body=self.board,
            coordinating_post=self.posts[0],
            action_scale=scale,
            priority_scale=scale,
            measure_scale=scale,
        )
        self.priorities = Priority.objects.bulk_create(
            Priority(
                plan=self.plan, key=f"priority-{number + 1}", ref=str(number + 1), position=number,
                title=words.PRIORITIES[number % len(words.PRIORITIES)], description=self._text(3),
            )
            for number in range(max(round(self.number / ACTIONS_A_PRIORITY), 2))
        )  # fmt: skip
        commitments = Commitment.objects.bulk_create(
            Commitment(
                priority=priority, key=f"commitment-{number + 1}", ref=f"{priority.ref}.{number + 1}", position=number,
                title=self.chance.choice(words.CRITERIA), goal=self._text(1),
            )
            for priority in self.priorities
            for number in range(3)
        )  # fmt: skip
        self.actions = StrategicAction.objects.bulk_create(
            self._action(number, commitments[number % len(commitments)]) for number in range(self.number)
        )
        Responsibility.objects.bulk_create(
            Responsibility(
                action=action, post=self.posts[1 + number // ACTIONS_A_POST % (len(self.posts) - 1)],
                role=Responsibility.Role.LEAD, primary=True,
            )
            for number, action in enumerate(self.actions)
            if number % 20 != 19
        )  # fmt: skip
        Responsibility.objects.bulk_create(
            Responsibility(action=action, post=post, role=Responsibility.Role.CONTRIBUTOR, position=position)
            for action in self.actions
            for position, post in enumerate(self.chance.sample(self.posts, self.chance.randrange(3)))
        )
        Milestone.objects.bulk_create(
            Milestone(
                action=action, title=step, position=position,
                due=Due(self._day(0, 900), Precision.MONTH, "as planned"),
                done_on=self._day(-300, 0) if self.chance.random() < 0.5 else None,
            )
            for action in self.actions
            for position, step in enumerate(self.chance.sample(words.STEPS, self.chance.randrange(4)))
        )  # fmt: skip
        DateChange.objects.bulk_create(
            DateChange(
                action=action, due=Due(self._day(60, 900), Precision.MONTH, "later than promised"),
                reason=self._text(1), agreed_on=self._day(-500, -10), agreed_by="Partnership board",
            )
            for action in self.actions
            if self.chance.random() < 0.15
        )  # fmt: skip
        self.plan.status = Plan.Status.APPROVED
        self.plan.save()

    def _action(self, number: int, commitment: Commitment) -> StrategicAction:
        last = self._day(-200, 900)
        return StrategicAction(
            priority=commitment.priority,
            commitment=commitment,
            key=f"action-{number + 1}",
            ref=f"{commitment.ref}.{number + 1}",
            position=number,
            title=self.chance.choice(words.DEEDS).format(thing=self.chance.choice(words.THINGS)),
            description=self._text(2),
            success_criteria=self.chance.choice(words.CRITERIA),
            stage=StrategicAction.Stage.UNDER_WAY,
            due=Due(last, Precision.MONTH, f"{last:%B %Y}") if number % 15 else None,
        )

    def _measures(self) -> None:
        """Each with a figure and a target for every quarter, rated by how far off it is."""
        number = self.number // 15 if self.measures is None else self.measures
        indicators = Indicator.objects.bulk_create(
            Indicator(
                plan=self.plan, key=f"measure-{place + 1}", code=f"M{place + 1}", position=place, unit="%",
                title=self.chance.choice(words.CRITERIA), priority=self.priorities[place % len(self.priorities)],
                decimals=1, basis=Indicator.Basis.IN_PERIOD, frequency=Indicator.Frequency.QUARTERLY,
                lead_post=self.posts[place % len(self.posts)],
            )
            for place in range(max(number, 3))
        )  # fmt: skip
        RatingRule.objects.create(plan=self.plan, kind=RatingRule.Kind.PERCENT, at_risk_within=Decimal(10))
        quarters = [_quarter_end(self.today, back=self.periods - place) for place in range(self.periods)]
        Figure.objects.bulk_create(
            Figure(
                indicator=indicator, period_label=f"{quarter:%B %Y}", period_ends_on=quarter,
                value=Decimal(self.chance.randrange(600, 1000)) / 10,
            )
            for indicator in indicators
            for quarter in quarters
        )  # fmt: skip
        Target.objects.bulk_create(
            Target(indicator=indicator, period_label=f"{quarter:%B %Y}", period_ends_on=quarter, value=Decimal(80))
            for indicator in indicators
            for quarter in quarters
        )
        Comparator.objects.bulk_create(
            Comparator(
                indicator=indicator, name="England", period_label=f"{quarter:%B %Y}", period_ends_on=quarter,
                kind=Comparator.Kind.NATION, value=Decimal(self.chance.randrange(700, 900)) / 10,
            )
            for indicator in indicators
            for quarter in quarters
        )  # fmt: skip

    # Period by period

    def _period(self, number: int) -> ReportingPeriod:
        ends_on = _quarter_end(self.today, back=self.periods - number)
        starts_on = _quarter_end(self.today, back=self.periods - number + 1) + timedelta(days=1)
        period = plan_period(
            plan=self.plan,
            by=None,
            label=f"{starts_on:%B} to {ends_on:%B %Y}",
            starts_on=starts_on,
            ends_on=ends_on,
            updates_due_on=ends_on + timedelta(days=14),
            freeze_on=ends_on + timedelta(days=28),
        )
        return open_period(period=period, by=None, at=_at(ends_on))

    def _updates(self, period: ReportingPeriod, before: dict[int, str | None], *, share: int) -> dict[int, str | None]:
        """Say in `share` per cent of the actions how they are going, and return what each is said to be."""
        now = dict(before)
        told = []
        for action in self.actions:
            if before[action.pk] == "complete" or self.chance.randrange(100) >= share:
                continue
            now[action.pk] = code = self._next(before[action.pk])
            if code is None:
                continue
            late = code in ("some-concern", "off-track")
            told.append(
                ProgressUpdate(
                    action=action,
                    period=period,
                    proposed_level=self.levels[code],
                    agreed_level=self.levels[code],
                    narrative=self._text(self.chance.randrange(2, 6)),
                    cause=ProgressUpdate.Cause.PARTNER if late else "",
                    impact=self._text(1) if late else "",
                    recovery=self._text(1) if late else "",
                    next_steps=self._text(2),
                    completed_on=period.ends_on if code == "complete" else None,
                    state=ProgressUpdate.State.ACCEPTED,
                    submitted_at=_at(period.ends_on + timedelta(days=7)),
                    submitted_by=self.people[2],
                    reviewed_at=_at(period.ends_on + timedelta(days=10)),
                    reviewed_by=self.people[0],
                )
            )
        ProgressUpdate.objects.bulk_create(told)
        done = [update.action_id for update in told if update.completed_on]
        StrategicAction.objects.filter(pk__in=done).update(
            stage=StrategicAction.Stage.COMPLETE, completed_on=period.ends_on
        )
        return now

    def _summaries(self, period: ReportingPeriod) -> None:
        summaries = PrioritySummary.objects.bulk_create(
            PrioritySummary(period=period, priority=priority, reason=self._text(2)) for priority in self.priorities
        )
        Highlight.objects.bulk_create(
            Highlight(summary=summary, kind=kind, text=self._text(1))
            for summary in summaries
            for kind in (Highlight.Kind.ACHIEVEMENT, Highlight.Kind.CONCERN)
        )

    def _freeze(self, period: ReportingPeriod) -> None:
        freeze_period(period=period, by=None, at=_at(period.ends_on + timedelta(days=28)))

    # Chance

    def _next(self, level: str | None) -> str | None:
        chances = NEXT[level]
        return self.chance.choices(list(chances), weights=list(chances.values()))[0]

    def _text(self, sentences: int) -> str:
        return " ".join(self.chance.sample(words.SENTENCES, sentences))

    def _day(self, first: int, last: int) -> date:
        return self.today + timedelta(days=self.chance.randrange(first, last))


def _quarter_end(today: date, *, back: int) -> date:
    """The last day of the quarter `back` quarters before the one that `today` is in."""
    quarter = today.year * 4 + (today.month - 1) // 3 - back + 1
    return date(quarter // 4, quarter % 4 * 3 + 1, 1) - timedelta(days=1)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
