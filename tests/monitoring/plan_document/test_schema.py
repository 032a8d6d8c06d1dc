import json
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
import yaml
from django.conf import settings
from django.db.models import TextChoices

from indicators.models import Comparator, Figure, Indicator
from indicators.models import Operator as Operators
from monitoring.models import Highlight, ProgressUpdate, ReportingPeriod
from monitoring.plan_document import structs
from monitoring.plan_document.schema import as_text, schema
from partnership.models import Body, Membership, Organisation
from plans.models import LinkedDocument, Plan
from plans.ratings import Meaning, Rollup
from priorities.models import Priority, Responsibility, StrategicAction

FILE = Path(settings.BASE_DIR, "docs", "plan-document.schema.json")


def test_schema_file_is_in_step_with_the_structs() -> None:
    assert FILE.read_text(encoding="utf-8") == as_text(), "run `manage.py write_plan_schema`"


def test_schema_accepts_the_example_and_the_demo(example: str) -> None:
    check = jsonschema.Draft202012Validator(json.loads(FILE.read_text(encoding="utf-8")))
    demo = Path(settings.BASE_DIR, "config", "demo_plan.yaml").read_text(encoding="utf-8")

    for text in (example, demo):
        # As an editor sees it: a day is text.
        document = yaml.load(text, Loader=DaysAsText)
        assert list(check.iter_errors(document)) == []


def test_schema_describes_every_part_and_every_field_that_is_needed() -> None:
    parts = schema()["$defs"]
    bare = [name for name, part in parts.items() if not part.get("description")]
    needed = [
        (name, field)
        for name, part in parts.items()
        for field in part["required"]
        if not described(part["properties"][field])
    ]

    assert (bare, needed) == ([], [])


def described(field: dict[str, Any]) -> bool:
    return bool(field.get("description") or field.get("$ref") or field.get("enum"))


class DaysAsText(yaml.SafeLoader):
    """YAML without its own dates."""


DaysAsText.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        (structs.OrganisationKind, Organisation.Kind),
        (structs.BodyKind, Body.Kind),
        (structs.SeatRole, Membership.Role),
        (structs.PlanKind, Plan.Kind),
        (structs.PlanStatus, Plan.Status),
        (structs.DocumentKind, LinkedDocument.Kind),
        (structs.LevelMeaning, Meaning),
        (structs.RollupRule, Rollup),
        (structs.PriorityStatus, Priority.Status),
        (structs.Stage, StrategicAction.Stage),
        (structs.ResponsibilityRole, Responsibility.Role),
        (structs.Polarity, Indicator.Polarity),
        (structs.Basis, Indicator.Basis),
        (structs.Operator, Operators),
        (structs.FigureStatus, Figure.Status),
        (structs.Missing, Figure.Missing),
        (structs.ComparatorKind, Comparator.Kind),
        (structs.PeriodState, ReportingPeriod.State),
        (structs.UpdateState, ProgressUpdate.State),
        (structs.DelayCause, ProgressUpdate.Cause),
        (structs.HighlightKind, Highlight.Kind),
    ],
)
def test_words_of_the_document_are_those_of_the_model(words: Any, choices: type[TextChoices]) -> None:
    assert list(get_args(words)) == choices.values
