from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connection, models

from indicators.models import Figure, Target
from monitoring.models import PeriodRecord, ProgressUpdate, ReportingPeriod
from monitoring.plan_document.differences import Change, Kind
from monitoring.plan_document.loading import Loaded, load
from monitoring.plan_document.mistakes import MistakesInDocument
from monitoring.record.gather import record_for
from monitoring.services.periods import freeze_period
from monitoring.services.reviews import accept_update
from monitoring.services.updates import submit_update
from partnership.due import Due, Precision
from partnership.history import acting
from partnership.models import Organisation, Post, PostHolding, User
from plans.models import Plan, RatingLevel
from priorities.models import Priority, Responsibility, StrategicAction
from tests.factories import PlanFactory, PriorityFactory

pytestmark = pytest.mark.django_db


def load_text(text: str, *, dry_run: bool = False) -> Loaded:
    return load(text.encode(), name="plan.yaml", dry_run=dry_run)


def refused(text: str) -> list[str]:
    with pytest.raises(MistakesInDocument) as refusal:
        load_text(text)
    return [f"{mistake.place}: {mistake.what}" for mistake in refusal.value.mistakes]


def changed(loaded: Loaded) -> list[tuple[str, str, tuple[Change, ...]]]:
    return [(one.kind.value, one.what, one.changes) for one in loaded.differences if one.kind != Kind.LEFT_ALONE]


def rows() -> dict[str, int]:
    """How many rows every table has, the history's too."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        counts = {}
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counts[table] = cursor.fetchone()[0]
    return counts


def contents() -> dict[str, list[dict[str, Any]]]:
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.app_label in {"partnership", "plans", "priorities", "indicators", "monitoring"}
    }


# --- What is loaded ----------------------------------------------------------------------------


def test_load_example_of_the_guide_brings_in_every_part(example: str) -> None:
    load_text(example)

    def count(*names: str) -> dict[str, int]:
        return {name: model(name)._default_manager.count() for name in names}

    def model(name: str) -> type[models.Model]:
        return next(model for model in apps.get_models() if model.__name__ == name)

    assert count(
        *("Organisation", "User", "Post", "PostHolding", "Body", "Membership", "Plan", "PlanText", "RatingScale"),
        *("RatingLevel", "Outcome", "Priority", "Commitment", "StrategicAction", "Responsibility", "Milestone"),
        *("DateChange", "Indicator", "Target", "Figure", "Comparator", "ReportingPeriod", "ProgressUpdate"),
        *("PrioritySummary", "Highlight", "PeriodRecord", "ComparatorGroup", "ComparatorMember", "Baseline"),
        *("Dimension", "SeriesBreak", "RatingRule", "MeasureCommentary"),
    ) == {
        "Organisation": 2,
        "User": 2,
        "Post": 3,
        "PostHolding": 2,
        "Body": 1,
        "Membership": 2,
        "Plan": 1,
        "PlanText": 1,
        "RatingScale": 1,
        "RatingLevel": 3,
        "Outcome": 1,
        "Priority": 2,
        "Commitment": 1,
        "StrategicAction": 2,
        "Responsibility": 3,
        "Milestone": 1,
        "DateChange": 1,
        "Indicator": 1,
        "Target": 2,
        "Figure": 3,
        "Comparator": 2,
        "ReportingPeriod": 3,
        "ProgressUpdate": 1,
        "PrioritySummary": 1,
        "Highlight": 1,
        "PeriodRecord": 2,
        "ComparatorGroup": 1,
        "ComparatorMember": 2,
        "Baseline": 1,
        "Dimension": 1,
        "SeriesBreak": 1,
        "RatingRule": 1,
        "MeasureCommentary": 1,
    }
    action = StrategicAction.objects.get(key="talk-groups")
    assert (action.ref, action.due, action.agreed_due()) == (
        "1.1",
        Due(date(2027, 3, 31), Precision.QUARTER, "Quarter 4 2026/27"),
        Due(date(2027, 11, 30), Precision.SEASON, "Autumn 2027"),
    )
    assert Plan.objects.get().level_labels.priority.many == "Pledges"
    assert list(Post.objects.vacant(on=date(2026, 7, 1)).values_list("title", flat=True)) == ["Head of Play"]


def test_load_people_gives_them_no_password(example: str) -> None:
    load_text(example)

    assert [user.has_usable_password() for user in User.objects.all()] == [False, False]


def test_load_person_who_is_there_keeps_their_password(example: str) -> None:
    ann = User.objects.create_user("Ann.Archer@fernshire.example", "a long enough secret", name="A. Archer")

    load_text(example)

    ann.refresh_from_db()
    assert (ann.name, ann.check_password("a long enough secret")) == ("Ann Archer", True)


def test_load_frozen_period_stores_its_record_as_of_the_day_it_was_frozen(example: str) -> None:
    load_text(example)

    period = ReportingPeriod.objects.get(ordinal=2)
    record = record_for(period)
    assert (
        period.frozen_at,
        record.as_at,
        [(action.ref, action.level, action.agreed_due and action.agreed_due.printed) for action in record.actions],
        [(move.from_state, move.to_state, move.by, move.at.date()) for move in period.moves.all()],
    ) == (
        datetime(2026, 7, 20, 11, tzinfo=UTC),
        date(2026, 6, 30),
        [("1.1", "stuck", "Autumn 2027"), ("1.2", None, "ongoing")],
        [("planned", "open", None, date(2026, 6, 30)), ("open", "frozen", None, date(2026, 7, 20))],
    )


@pytest.mark.parametrize("today", [date(2026, 10, 5), date(2026, 11, 21)])
def test_load_open_period_was_opened_on_the_day_it_says_if_that_has_come(example: str, today: date) -> None:
    with time_machine.travel(datetime(today.year, today.month, today.day, 9, tzinfo=UTC), tick=False):
        load_text(example.replace("state: open", "state: open\n    opens_on: 2026-10-10"))

    (move,) = ReportingPeriod.objects.get(state="open").moves.all()
    assert move.at.date() == min(today, date(2026, 10, 10))


def test_load_printed_totals_are_kept_as_reported(example: str) -> None:
    load_text(example)

    record = record_for(ReportingPeriod.objects.get(ordinal=1))
    assert [(total.label, total.count) for total in record.printed_totals] == [
        ("Going well", Decimal(1)),
        ("Not rated", Decimal(1)),
    ]


def test_load_action_with_a_later_start_is_not_begun_in_the_periods_before(example: str) -> None:
    text = example.replace(
        "            due: Quarter 4 2026/27", "            starts: May 2027\n            due: 2027/28"
    )

    load_text(text.split("    updates:\n")[0] + "    reports_to: Board\n")

    record = record_for(ReportingPeriod.objects.get(ordinal=2))
    live = StrategicAction.objects.get(key="talk-groups")
    assert (record.actions[0].starts_later, record.actions[0].stage, live.stage) == (True, "not_started", "under_way")


def test_load_says_in_the_history_what_acted(example: str) -> None:
    with acting(command="load_plan"):
        load_text(example)

    event = apps.get_model("plans", "PlanEvent")
    assert list(event.objects.values_list("pgh_label", "pgh_context")) == [("insert", {"command": "load_plan"})]


# --- The same again ----------------------------------------------------------------------------


def test_load_same_document_again_changes_no_row_and_no_history(example: str) -> None:
    load_text(example)
    before = rows(), contents()

    again = load_text(example)

    assert (rows(), contents()) == before
    assert again.differences == ()


def test_load_same_document_after_people_have_worked_leaves_their_work(example: str) -> None:
    load_text(example)
    bob, ann = User.objects.get(name="Bob Birch"), User.objects.get(name="Ann Archer")
    period = ReportingPeriod.objects.get(ordinal=3)
    update = submit_update(
        action=StrategicAction.objects.get(key="talk-groups"),
        period=period,
        level=RatingLevel.objects.get(code="going"),
        narrative="Both halls are booked.",
        by=bob,
    )
    accept_update(update=update, version=1, by=ann)
    freeze_period(period=period, despite="The groups meet next week.", by=ann)
    before = rows(), contents()

    again = load_text(example)

    assert (rows(), contents()) == before
    assert [(one.kind, one.what) for one in again.differences] == [(Kind.LEFT_ALONE, "July to September 2026")]


def test_load_update_that_was_sent_again_since_is_left_alone(example: str) -> None:
    text = example + (
        "    updates:\n      - {action: talk-groups, level: going, narrative: Halls booked., "
        "state: submitted, submitted_on: 2026-10-05, submitted_by: bob}\n"
    )
    load_text(text)
    submit_update(
        action=StrategicAction.objects.get(key="talk-groups"),
        period=ReportingPeriod.objects.get(ordinal=3),
        level=RatingLevel.objects.get(code="going"),
        narrative="Both halls are booked and painted.",
        based_on_version=1,
        by=User.objects.get(name="Bob Birch"),
    )

    load_text(text)

    assert ProgressUpdate.objects.get(period__ordinal=3).narrative == "Both halls are booked and painted."


# --- A newer version ---------------------------------------------------------------------------


def test_load_newer_version_changes_what_differs_and_no_more(example: str) -> None:
    load_text(example)
    before = rows()

    newer = load_text(
        example.replace("title: First words\n", "title: First words and songs\n")
        .replace("{title: First three libraries, due: July 2026", "{title: The first three libraries, due: July 2026")
        .replace("- {post: head-of-therapies, primary: true}", "- {post: head-of-play, primary: true}")
    )

    assert changed(newer) == [
        ("changed", "1 First words and songs", (Change("title", "“First words”", "“First words and songs”"),)),
        ("removed", "Head of Therapies", ()),
        ("added", "Head of Play", ()),
        ("added", "The first three libraries", ()),
        ("removed", "First three libraries", ()),
    ]
    assert {table: number - before[table] for table, number in rows().items() if number != before[table]} == {
        "priorities_priorityevent": 1,
        "priorities_responsibilityevent": 2,
        "priorities_milestoneevent": 2,
    }


def test_load_newer_version_without_a_part_leaves_it_and_says_so(example: str) -> None:
    load_text(example)

    newer = load_text(example.replace("  - key: together\n    title: Working together\n    cross_cutting: true\n", ""))

    assert [(one.kind, one.what) for one in newer.differences] == [(Kind.LEFT_ALONE, "Working together")]
    assert Priority.objects.filter(key="together").exists()


def test_load_newer_version_that_freezes_the_open_period_freezes_it(example: str) -> None:
    load_text(example)

    newer = load_text(example.replace("state: open", "state: frozen\n    freeze_on: 2026-10-30"))

    assert changed(newer) == [
        (
            "changed",
            "July to September 2026",
            (Change("freeze on", "(nothing)", "2026-10-30"),),
        ),
        (
            "changed",
            "July to September 2026",
            (Change("state", "“Open for updates”", "“Frozen”"),),
        ),
    ]
    assert PeriodRecord.objects.count() == 3


def test_load_action_moved_to_another_priority_keeps_its_history(example: str) -> None:
    load_text(example)
    action = StrategicAction.objects.get(key="play-parks")
    lines = example[example.index("    actions:\n      - key: play-parks") : example.index("  - key: together")]

    load_text(example.replace(lines, "").replace("    cross_cutting: true\n", "    cross_cutting: true\n" + lines))

    action.refresh_from_db()
    assert (action.priority.key, StrategicAction.objects.count()) == ("together", 2)


def test_load_new_first_lead_takes_over_from_the_old(example: str) -> None:
    load_text(example)

    load_text(
        example.replace(
            "- {post: head-of-therapies, primary: true}\n              - {organisation: council, role: contributor}",
            "- {post: head-of-therapies}\n              - {organisation: council, role: contributor, primary: true}",
        )
    )

    of_action = Responsibility.objects.filter(action__key="talk-groups").order_by("position")
    assert [(str(one), one.primary) for one in of_action] == [("Head of Therapies", False), ("Fernshire Council", True)]


def test_load_second_plan_shares_organisations_posts_and_people(example: str) -> None:
    load_text(example)
    before = rows()

    load_text(
        example.split("scales:", maxsplit=1)[0]
        .replace("fernshire-2026", "second-plan")
        .replace(
            "  action_scale: rating              # leave these out if the plan does not rate\n"
            "  priority_scale: rating\n"
            "  measure_scale: rating\n",
            "",
        )
    )

    shared = (Organisation, User, Post, PostHolding)
    assert [rows()[model._meta.db_table] for model in shared] == [before[model._meta.db_table] for model in shared]
    assert Plan.objects.count() == 2


def test_load_action_that_two_plans_list_counts_in_both(example: str) -> None:
    other = PriorityFactory(plan=PlanFactory(slug="other-plan"), key="their-priority")

    load_text(
        example.replace(
            "        due: ongoing\n",
            "        due: ongoing\n        also_listed_in: [{plan: other-plan, priority: their-priority, ref: X1}]\n",
        )
    )

    assert [(str(one.action), one.ref) for one in other.listings.all()] == [
        ("1.2 Put picture boards into play parks", "X1")
    ]


# --- Whole or not at all -----------------------------------------------------------------------


def test_load_document_with_a_mistake_leaves_nothing_behind(example: str) -> None:
    before = rows()

    assert refused(
        example.replace(
            "        due: ongoing\n", "        due: ongoing\n        also_listed_in: [{plan: x, priority: y}]\n"
        )
    ) == ["priorities[0].actions[0].also_listed_in[0]: There is no priority “y” in a plan “x”. Load that plan first."]
    assert rows() == before


def test_load_dry_run_says_what_would_change_and_changes_nothing(example: str) -> None:
    before = rows()

    dry = load_text(example, dry_run=True)

    assert rows() == before
    assert sum(one.kind == Kind.ADDED and one.one == "strategic action" for one in dry.differences) == 2


def test_load_unknown_earlier_plan_is_refused(example: str) -> None:
    assert refused(example.replace("  owner_body: board\n", "  owner_body: board\n  supersedes: plan-of-2020\n")) == [
        "plan.supersedes: There is no plan “plan-of-2020” in the system. Load it first."
    ]


# --- What is fixed -----------------------------------------------------------------------------


def test_load_other_original_date_of_an_approved_plan_is_refused(example: str) -> None:
    load_text(example)

    assert refused(example.replace("due: Quarter 4 2026/27", "due: Quarter 1 2027/28")) == [
        "priorities[0].commitments[0].actions[0]: The original due date is fixed since the plan was approved. "
        "Agree a later date instead, with a reason."
    ]


def test_load_other_level_of_a_used_scale_is_refused(example: str) -> None:
    load_text(example)

    assert refused(example.replace("label: Stuck", "label: Very stuck")) == [
        "scales[0].levels[2]: This rating scale has been used in a reporting period, so it cannot change. "
        "Make a new scale instead."
    ]


def test_load_other_words_in_a_frozen_period_are_refused_with_their_places(example: str) -> None:
    load_text(example)

    assert refused(
        example.replace("Three groups have opened.", "Four groups have opened.")
        .replace("Three talking groups have opened and all are full.", "Four talking groups have opened.")
        .replace("label: January to March 2026", "label: Winter 2026")
    ) == [
        "periods[0]: January to March 2026 is frozen, so this cannot change (label “January to March 2026” → "
        "“Winter 2026”). A correction is made as an erratum.",
        "periods[1].updates[0]: April to June 2026 is frozen, so this cannot change (narrative “Three groups have "
        "opened. Two of the nine libraries will be closed for a year.” → “Four groups have opened. Two of the nine "
        "libraries will be closed for a year.”). A correction is made as an erratum.",
        "periods[1].priorities[0].highlights[0]: April to June 2026 is frozen, so this cannot change (text “Three "
        "talking groups have opened and all are full.” → “Four talking groups have opened.”). A correction is made "
        "as an erratum.",
    ]


def test_load_further_update_in_a_frozen_period_is_refused(example: str) -> None:
    load_text(example)

    assert refused(
        example.replace(
            "    updates:\n", "    updates:\n      - {action: play-parks, level: going, narrative: Begun.}\n"
        )
    ) == [
        "periods[1].updates[0]: April to June 2026 is frozen, so this cannot change (1.2 Put picture boards into "
        "play parks, April to June 2026). A correction is made as an erratum."
    ]


def test_load_other_value_of_a_figure_is_refused_and_a_revision_taken(example: str) -> None:
    load_text(example)
    figure = "- {period: June 2025, period_ends_on: 2025-06-30, value: 69.5}"

    assert refused(example.replace(figure, figure.replace("69.5", "69.9"))) == [
        "measures[0].figures[0]: A figure is never edited. Leave the one for June 2025 as it was and add its next "
        "revision."
    ]

    revised = figure.replace("value: 69.5", "revision: 1, value: 69.9, status: revised")
    load_text(example.replace(figure, f"{figure}\n      {revised}"))
    of_june = Figure.objects.filter(period_label="June 2025").order_by("revision")
    assert [(one.revision, one.value) for one in of_june] == [(0, Decimal("69.5")), (1, Decimal("69.9"))]


@pytest.mark.parametrize(
    ("polarity", "operator"), [("high", "at_least"), ("low", "at_most"), ("close_to_target", "exactly")]
)
def test_load_target_that_says_no_operator_means_what_is_good(example: str, polarity: str, operator: str) -> None:
    load_text(example.replace("polarity: high", f"polarity: {polarity}"))

    assert Target.objects.get(period_label="June 2026").operator == operator


def test_load_frozen_period_of_an_unapproved_plan_is_refused(example: str) -> None:
    assert refused(example.replace("status: approved", "status: drafting")) == [
        "periods[0].state: Children’s Plan is not approved yet. Only an approved plan is reported on."
    ]
