import json
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import override_settings

from config.demo_accounts import ACCOUNTS
from monitoring.models import ProgressUpdate, ReportingPeriod
from monitoring.plan_document.checking import check
from monitoring.plan_document.reading import read
from monitoring.plan_document.structs import PlanDocument
from monitoring.record.gather import record_for
from partnership.models import Body, Membership, Organisation, Post, User
from plans.models import Plan
from priorities.models import StrategicAction
from reports.models import CommitteeReport, ReportTemplate
from reports.standing import Standing
from reports.template_gaps import in_the_way, worth_a_look

TODAY = date(2026, 11, 21)


def load_demo() -> dict[str, Any]:
    out = StringIO()
    call_command("load_demo", stdout=out, stderr=StringIO())
    said: dict[str, Any] = json.loads(out.getvalue())
    return said


@pytest.fixture(scope="session")
def document() -> PlanDocument:
    file = Path(settings.BASE_DIR, "config", "demo_plan.yaml")
    return check(read(file.read_bytes(), name=file.name))


def test_demo_plan_names_nobody_outside_the_example_domains(document: PlanDocument) -> None:
    addresses = [person.email for person in document.people] + [one.url for one in document.documents if one.url]

    assert [one for one in addresses if ".example" not in one] == []


def test_demo_plan_repeats_no_narrative(document: PlanDocument) -> None:
    said = Counter(
        update.narrative
        for period in document.periods
        for update in period.updates
        if update.narrative and len(update.narrative) > 30
    )

    assert [text for text, times in said.items() if times > 1] == []


@pytest.mark.django_db
@override_settings(DEMO=True)
def test_load_demo_shows_every_state_of_the_main_job() -> None:
    accounts = load_demo()["accounts"]

    periods = list(ReportingPeriod.objects.order_by("ordinal"))
    record = record_for(periods[-1], on=TODAY)
    stages = Counter(StrategicAction.objects.values_list("stage", flat=True))
    assert [(one["key"], one["email"]) for one in accounts] == [(one.key, one.email) for one in ACCOUNTS]
    assert [(period.label, period.state) for period in periods] == [
        ("April to June 2025", "published"),
        ("July to September 2025", "published"),
        ("October to December 2025", "published"),
        ("January to March 2026", "published"),
        ("April to June 2026", "published"),
        ("July to September 2026", "open"),
    ]
    assert [len(record_for(period).reported_actions) for period in periods] == [0, 56, 62, 60, 60, 60]
    assert Counter(action.column for action in record.reported_actions) == {
        "on_track": 22,
        "complete": 11,
        "not.rated": 11,
        "at_risk": 8,
        "off_track": 4,
        "starts.later": 4,
    }
    assert Counter(priority.standing.value for priority in record.priorities) == {
        "active": 6,
        "added_later": 1,
        "monitored_elsewhere": 1,
    }
    assert stages == {"under_way": 43, "complete": 11, "not_started": 8, "merged": 1, "withdrawn": 1}
    assert Counter(ProgressUpdate.objects.filter(period=periods[-1]).values_list("state", flat=True)) == {
        "accepted": 25,
        "submitted": 13,
        "returned": 3,
    }
    assert Organisation.objects.count() == 8
    assert [post.title for post in Post.objects.vacant(on=TODAY)] == ["Therapies Manager", "Head of SEND"]
    assert [
        action.ref for action in record.reported_actions if not action.ever_updated and not action.starts_later
    ] == ["H5"]
    assert [action.ref for action in record.reported_actions if action.times_moved == 2] == ["5.2"]
    assert {measure.title[:24]: measure.level or measure.not_rated_because for measure in record.measures} == {
        "Children ready for schoo": "near_target",
        "Education, health and ca": "off_target",
        "16 and 17 year olds not ": "off_target",
        "Wait for a first mental ": "off_target",
        "Care leavers aged 19 to ": "on_target",
        "Pupils who miss a tenth ": "near_target",
        "Young people who say adu": "no_target",
        "Children found to be at ": "for_information",
        "Families cared for by gr": "none_set",
        "Children whose talking i": "on_target",
        "Young people who feel sa": "no_figure",
    }


@pytest.mark.django_db
@override_settings(DEMO=True)
def test_load_demo_gives_each_account_its_role() -> None:
    password = load_demo()["password"]

    users = {one.key: User.objects.get(email=one.email) for one in ACCOUNTS}
    plan = Plan.objects.get()

    def sits(key: str, body: str, *roles: Membership.Role) -> bool:
        return Body.objects.with_role(users[key], *roles, on=TODAY).filter(name=body).exists()

    assert all(user.check_password(password) for user in users.values())
    assert {key: StrategicAction.objects.led_by(user, on=TODAY).count() > 0 for key, user in users.items()} == {
        "officer": True,
        "partner": True,
        "lead": False,
        "coordinator": False,
        "analyst": False,
        "board": False,
        "scrutiny": False,
        "clerk": False,
        "director": True,
        "lawyer": False,
        "finance": False,
        "equality": False,
    }
    scrutiny = ReportTemplate.objects.in_use().get(body__name="Children and Families Scrutiny Committee")
    clearing = {each.label: each.clearing_post for each in scrutiny.implication_headings.all() if each.clearing_post}

    def holding(post: Post) -> list[str]:
        return [key for key, user in users.items() if post in Post.objects.held_by(user, on=TODAY)]

    assert {label: holding(post) for label, post in clearing.items()} == {
        "Financial": ["finance"],
        "Legal": ["lawyer"],
        "Equality and human rights": ["equality"],
    }
    assert scrutiny.sign_offs.get().post in Post.objects.held_by(users["director"], on=TODAY)
    assert scrutiny.proper_officer in Post.objects.held_by(users["lawyer"], on=TODAY)
    assert plan.is_coordinated_by(users["coordinator"], on=TODAY)
    assert plan.analyst_post in Post.objects.held_by(users["analyst"], on=TODAY)
    assert sits("lead", "Emotional Wellbeing Group", Membership.Role.CHAIR)
    assert sits("board", "Children’s Partnership Board", Membership.Role.MEMBER)
    assert sits("scrutiny", "Children and Families Scrutiny Committee", Membership.Role.MEMBER)
    assert sits("clerk", "Children’s Partnership Board", Membership.Role.CLERK)


@pytest.mark.django_db
@override_settings(DEMO=True)
def test_load_demo_twice_keeps_what_people_tried_out() -> None:
    load_demo()
    StrategicAction.objects.filter(key="school-drop-ins").update(stage_note="Tried out.")
    User.objects.filter(email="owen.fairley@northmoor.example").update(name="Owen F.")

    load_demo()

    assert StrategicAction.objects.get(key="school-drop-ins").stage_note == "Tried out."
    assert User.objects.get(email="owen.fairley@northmoor.example").name == "Owen F."


@pytest.mark.django_db
@override_settings(DEMO=False)
def test_load_demo_outside_a_demo_is_refused() -> None:
    with pytest.raises(CommandError, match="This is not the demo"):
        load_demo()

    assert not User.objects.exists()


@pytest.mark.django_db
@override_settings(DEMO=True)
def test_load_demo_gives_three_bodies_templates_that_nothing_is_missing_from() -> None:
    load_demo()

    templates = list(ReportTemplate.objects.with_parts().order_by("body__name"))
    assert {
        (str(each.body), each.kind, each.name): (each.state, in_the_way(each), len(worth_a_look(each)))
        for each in templates
    } == {
        ("Children and Families Scrutiny Committee", "committee", "Report to scrutiny"): ("in_use", [], 1),
        ("Children’s Partnership Board", "noting", "Progress note for the board"): ("in_use", [], 1),
        ("Northmoor Health and Wellbeing Board", "noting", "Report for noting"): ("in_use", [], 1),
    }
    assert [[str(heading) for heading in each.implication_headings.all()][:2] for each in templates] == [
        ["Children and young people’s views", "Council priorities"],
        ["Resources", "Equality"],
        ["Resources", "Equality"],
    ]


@pytest.mark.django_db
@override_settings(DEMO=True)
def test_load_demo_leaves_a_report_in_clearance_with_little_in_its_way() -> None:
    load_demo()

    report = CommitteeReport.objects.get()
    standing = Standing(report, reader=report.begun_by, today=TODAY)
    assert (report.state, str(report.meeting.body)) == ("in_clearance", "Children and Families Scrutiny Committee")
    assert {each.name: each.state.name for each in standing.lines} == {
        "Financial": "GIVEN",
        "Legal": "RETURNED",
        "Equality and human rights": "ASKED",
        "Approved by the Director of Children’s Services": "ASKED",
    }
    assert [item.what for item in standing.items] == [
        "Paragraph 3 may point at a child: “one child”.",
        "The Head of Legal and Monitoring Officer returned “Legal”: Name the duty: section 10 of the Children Act 2004.",
        "Nothing is said about “1.4 Review every child protection plan that has run for 15 months”, which is a concern.",
        "“Equality and human rights” waits to be cleared by the Equality and Inclusion Adviser.",
        "The Director of Children’s Services has not signed off the report yet.",
    ]
