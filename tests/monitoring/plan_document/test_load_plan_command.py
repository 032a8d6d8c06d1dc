from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from plans.models import Plan

pytestmark = pytest.mark.django_db


def load_plan(file: Path, *options: str) -> list[str]:
    out = StringIO()
    call_command("load_plan", str(file), *options, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def file(tmp_path: Path, example: str) -> Path:
    file = tmp_path / "plan.yaml"
    file.write_text(example, encoding="utf-8")
    return file


ADDED = (
    "Added: 2 organisations, 2 users, 3 posts, 2 post holdings, 1 body, 2 memberships, 1 rating scale, "
    "3 rating levels, 1 plan, 1 plan text, 1 outcome, 2 priorities, 1 priority outcome, 1 commitment, "
    "2 strategic actions, 3 responsibilities, 1 milestone, 1 date change, 1 rating rule, 1 comparator group, "
    "2 comparator members, 1 indicator, 1 series break, 1 baseline, 2 targets, 1 dimension, 3 figures, 2 comparators, "
    "3 reporting periods, 1 progress update, 1 priority summary, 1 highlight, 1 measure commentary"
)


def test_load_plan_says_what_it_added(file: Path) -> None:
    assert load_plan(file) == [ADDED, "Children’s Plan is loaded."]


def test_load_plan_twice_says_that_nothing_changed(file: Path) -> None:
    load_plan(file)

    assert load_plan(file) == ["Nothing changes.", "Children’s Plan was loaded before. Nothing was changed."]


def test_load_plan_dry_run_of_a_new_plan_counts_what_it_would_add(file: Path) -> None:
    assert load_plan(file, "--dry-run") == [ADDED, "This was a dry run: nothing was changed."]
    assert not Plan.objects.exists()


def test_load_plan_dry_run_of_a_newer_version_shows_each_change(file: Path, example: str) -> None:
    load_plan(file)
    newer = (
        example.replace("title: First words\n", "title: First words and songs\n")
        .replace(
            "            due: Quarter 4 2026/27",
            "            stage_note: Two late.\n            due: Quarter 4 2026/27",
        )
        .replace("  - key: together\n    title: Working together\n    cross_cutting: true\n", "")
        .replace(
            "{title: First three libraries, due: July 2026, done_on: 2026-07-06}", "{title: All libraries, due: asap}"
        )
    )
    file.write_text(newer, encoding="utf-8")

    assert load_plan(file, "--dry-run") == [
        "Added: 1 milestone",
        "Changed (2):",
        "  priority: 1 First words and songs",
        "    title “First words” → “First words and songs”",
        "  strategic action: 1.1 Open a talking group in every library",
        "    stage note (nothing) → “Two late.”",
        "Removed (1):",
        "  milestone: First three libraries",
        "Left as it is: it is not in the document, or has moved on since (1):",
        "  priority: Working together",
        "This was a dry run: nothing was changed.",
    ]
    assert load_plan(file, "--verbosity", "2")[:2] == ["Added (1):", "  milestone: All libraries"]


def test_load_plan_with_mistakes_names_each_and_loads_nothing(file: Path, example: str) -> None:
    file.write_text(
        example.replace("lead_body: board", "lead_body: bored").replace("due: ongoing", "due: 31 June 2026"),
        encoding="utf-8",
    )
    with pytest.raises(CommandError) as refusal:
        load_plan(file)
    assert str(refusal.value).splitlines() == [
        "The plan document has 1 mistake. Nothing was loaded.",
        "line 109, priorities[0].actions[0].due: There is no such day as 31 June 2026.",
    ]

    file.write_text(example.replace("lead_body: board", "lead_body: bored"), encoding="utf-8")
    with pytest.raises(CommandError) as refusal:
        load_plan(file)
    assert str(refusal.value).splitlines() == [
        "The plan document has 1 mistake. Nothing was loaded.",
        "line 83, priorities[0].lead_body: There is no “bored” under bodies. Did you mean “board”?",
    ]
    assert not Plan.objects.exists()


def test_load_plan_of_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.yaml cannot be read: No such file or directory\.$"):
        load_plan(tmp_path / "none.yaml")


def test_load_plan_is_named_in_the_history(file: Path) -> None:
    load_plan(file)

    actors = apps.get_model("priorities", "StrategicActionEvent").objects.values_list("pgh_context", flat=True)
    assert list(actors) == [{"command": "load_plan"}] * 2
