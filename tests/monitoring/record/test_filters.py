import pytest

from monitoring.record.filters import EVERYTHING, Choice, choice, options
from monitoring.record.structs import NOT_RATED
from tests.monitoring.record.builders import a_lead, a_record, an_action

RECORD = a_record(
    an_action(1, "on-track", leads=(a_lead(organisation="Northmoor Council", organisation_pk=1),)),
    an_action(2, leads=(a_lead(organisation="Moor Vale Police", organisation_pk=2),), priority_pk=2),
    an_action(
        3,
        "off-track",
        leads=(
            a_lead(organisation="Moor Vale Police", organisation_pk=2),
            a_lead(organisation="Northmoor Homes", organisation_pk=3, role="contributor", primary=False),
        ),
    ),
    an_action(4, "on-track", leads=()),
)
AVAILABLE = options(RECORD)


def test_options_are_what_the_record_has_and_contributors_do_not_answer():
    assert AVAILABLE.organisations == ((2, "Moor Vale Police"), (1, "Northmoor Council"))
    assert [each.pk for each in AVAILABLE.priorities] == [1, 2]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, EVERYTHING),
        ({"organisation": "2", "priority": "", "level": ""}, Choice(organisation=2)),
        ({"priority": "2", "level": NOT_RATED}, Choice(priority=2, level=NOT_RATED)),
        ({"organisation": "3", "priority": "9", "level": "purple"}, EVERYTHING),
        ({"organisation": "²", "priority": "-1"}, EVERYTHING),
    ],
)
def test_choice_ignores_what_the_record_does_not_have(asked, expected):
    assert choice(asked, AVAILABLE) == expected


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (EVERYTHING, [1, 2, 3, 4]),
        (Choice(organisation=2), [2, 3]),
        (Choice(organisation=2, priority=1), [3]),
        (Choice(level="on-track"), [1, 4]),
        (Choice(level=NOT_RATED), [2]),
    ],
)
def test_choice_shows_the_actions_that_meet_all_of_it(chosen, expected):
    assert [action.pk for action in RECORD.actions if chosen.shows(action)] == expected


def test_choice_is_spelled_as_the_query_that_names_it():
    assert Choice(organisation=2, level=NOT_RATED).query == "organisation=2&level=not.rated"
    assert EVERYTHING.query == ""
